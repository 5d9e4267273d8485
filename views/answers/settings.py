"""The settings that managers see and change in Slack: each with its value, and where that comes from."""

from collections.abc import Sequence

from rollouts.policy import PREVIEW_DAYS, Confirmation
from rollouts.settings import Origin, Setting, listed
from rollouts.usecases.setting import SettingAsked, SettingsAnswer, Shown
from views.actions import FormId, Press, pack
from views.forms import ChannelSelect, Checkbox, Choice, Field, Form, PeopleSelect, TextBox
from views.inlines import Bold, Channel, Code, Moment, Person, Words, enumeration, lines, say, sentences
from views.parts import Button, Buttons, Heading, Message, Paragraph, SmallPrint, said
from views.wording import count

VALUE, GROUPS, BACK = "value", "groups", "back"
"""The fields of the form."""
TICKED = "yes"

LABELS = {
    Setting.TIMEZONE: "Time zone",
    Setting.POST_AT: "Post time",
    Setting.PREVIEW_DAYS: "Preview days",
    Setting.CONFIRMATION: "Confirmation",
    Setting.SUPPORT_CHANNEL: "Support channel",
    Setting.SUPPORT_GROUP: "Support group",
    Setting.SUPPORT_EMAIL: "Vendor's support address",
    Setting.MANAGERS: "Managers",
}
_MEANS = {
    Setting.TIMEZONE: "Whose days count, and in which posts go out where a channel has no zone of its own.",
    Setting.POST_AT: "The time of day at which posts go out.",
    Setting.PREVIEW_DAYS: "How many days before the first server's date a release is announced.",
    Setting.CONFIRMATION: "What channels hear while a stage that is due is not confirmed.",
    Setting.SUPPORT_CHANNEL: "Where the threads of cases are.",
    Setting.SUPPORT_GROUP: "Who is called to an urgent case.",
    Setting.SUPPORT_EMAIL: "Where cases are e-mailed to.",
    Setting.MANAGERS: "Who changes releases, beside the workspace's owners and admins.",
}
CONFIRMATIONS = {
    Confirmation.ON_SCHEDULE: "After four hours they hear that it is not confirmed yet",
    Confirmation.AFTER_CONFIRM: "They hear nothing until somebody confirms it",
}


def settings_shown(answer: SettingsAnswer) -> Message:
    """Show all settings, each with a button to change it."""
    rows = [_row(each, answer.policy.timezone) for each in answer.settings]
    buttons = [
        Button("Change", Press.CHANGE_SETTING, pack(setting=each.setting.value)) for each in answer.settings
    ]
    how = SmallPrint("What is set here counts at once, in place of what the environment says.")
    paragraphs = (Paragraph(row, button) for row, button in zip(rows, buttons, strict=True))
    past = Buttons((Button("History", Press.SETTINGS_HISTORY, pack()),))
    return Message(lines("Settings", *rows), (Heading("Settings"), *paragraphs, how, past))


def _row(shown: Shown, timezone: str) -> Words:
    return lines(
        say(
            "{label}: {value}",
            label=Bold(LABELS[shown.setting]),
            value=value_words(shown.setting, shown.value),
        ),
        sentences(_MEANS[shown.setting], _origin(shown, timezone)),
    )


def _origin(shown: Shown, timezone: str) -> Words:
    name = Code(variable(shown.setting))
    match shown.origin:
        case Origin.SLACK if shown.last:
            return say(
                "Set in Slack by {who}, {when}; {name} says {value}.",
                who=Person(shown.last.by),
                when=Moment(shown.last.at, timezone),
                name=name,
                value=value_words(shown.setting, shown.at_start),
            )
        case Origin.ENVIRONMENT:
            return say("From the environment: {name}.", name=name)
        case _:
            return say("The default: {name} is not set.", name=name)


def variable(setting: Setting) -> str:
    """Return what the setting is called in the environment."""
    return f"FORTNIGHT_{setting.value.upper()}"


def value_words(setting: Setting, value: str) -> Words:
    """Say a value as it is kept."""
    if not value:
        return "none"
    match setting:
        case Setting.PREVIEW_DAYS:
            return count(int(value), "day")
        case Setting.CONFIRMATION:
            return _lowered(CONFIRMATIONS[Confirmation(value)])
        case Setting.SUPPORT_CHANNEL:
            return Channel(value)
        case Setting.SUPPORT_GROUP | Setting.MANAGERS:
            return enumeration([Person(each) for each in listed(value)])
        case _:
            return say("{value}", value=value)


def _lowered(words: str) -> str:
    return f"{words[0].lower()}{words[1:]}"


def setting_form(asked: SettingAsked, channel: str | None) -> Form:
    """Ask for another value, filled with what was typed, else with the one that counts."""
    shown = asked.shown
    return Form(
        FormId.SETTING,
        title=LABELS[shown.setting][:24],
        submit="Set it",
        fields=(*_fields(shown.setting, asked.typed or shown.value), *_back(shown)),
        value=pack(setting=shown.setting.value, channel=channel),
        over=said(_MEANS[shown.setting]),
    )


def _fields(setting: Setting, value: str) -> Sequence[Field]:
    match setting:
        case Setting.TIMEZONE:
            return (_box("Time zone", "Europe/Berlin", value, hint="A name such as Europe/Berlin."),)
        case Setting.POST_AT:
            return (_box("Time of day", "09:00", value, hint="Write it like 09:00."),)
        case Setting.PREVIEW_DAYS:
            hint = f"{PREVIEW_DAYS.start} to {PREVIEW_DAYS.stop - 1}."
            return (_box("Days", "21", value, hint=hint),)
        case Setting.CONFIRMATION:
            options = tuple((each.value, words) for each, words in CONFIRMATIONS.items())
            known = value if value in dict(options) else None
            return (Field(VALUE, "While a stage is not confirmed", Choice(options, known)),)
        case Setting.SUPPORT_CHANNEL:
            return (
                Field(
                    VALUE, "Channel", ChannelSelect(value or None), hint="I have to be in it.", optional=True
                ),
            )
        case Setting.SUPPORT_GROUP:
            hint = "A user group or somebody: a name like @support, or an id."
            return (_box("Group", "@support", value, hint=hint, optional=True),)
        case Setting.SUPPORT_EMAIL:
            hint = "Of several, with commas between."
            return (_box("Addresses", "support@vendor.example", value, hint=hint, optional=True),)
        case _:  # the managers
            return _managers(listed(value))


def _managers(managers: Sequence[str]) -> Sequence[Field]:
    people = tuple(each for each in managers if each.startswith(("U", "W")))
    groups = ", ".join(each for each in managers if each not in people)
    return (
        Field(VALUE, "People", PeopleSelect("Choose people", people), optional=True),
        Field(
            GROUPS,
            "User groups",
            TextBox("@release-managers", groups),
            hint="Names or ids, with commas between.",
            optional=True,
        ),
    )


def _box(label: str, example: str, value: str, *, hint: str, optional: bool = False) -> Field:
    return Field(VALUE, label, TextBox(example, value), hint=hint, optional=optional)


def _back(shown: Shown) -> Sequence[Field]:
    """Offer the environment's value where another one counts."""
    if shown.origin is not Origin.SLACK:
        return ()
    box = Checkbox(f"Use what {variable(shown.setting)} says", TICKED, checked=False)
    hint = f"It says {shown.at_start or 'nothing'}."
    return (Field(BACK, "Back to the environment", box, hint=hint, optional=True),)


def setting_changed(shown: Shown) -> Message:
    """Say what counts now."""
    value = value_words(shown.setting, shown.value)
    label = LABELS[shown.setting]
    if shown.origin is Origin.SLACK:
        return said(say("{label} is now: {value}.", label=label, value=value))
    return said(
        say(
            "{label} is now what {name} says: {value}.",
            label=label,
            name=Code(variable(shown.setting)),
            value=value,
        )
    )
