"""The form for a new release. Its fields have the names of the fields in `rollouts/validation.py`."""

from rollouts.drafts import Draft
from rollouts.releases import Feature
from rollouts.servers import Server
from rollouts.usecases.releases import NewReleaseForm
from rollouts.validation import NAME_MAX, SUMMARY_MAX, TITLE_MAX
from views.actions import FormId, pack
from views.dates import plain_day
from views.forms import Checkbox, DatePicker, Field, Form, PersonSelect, TextBox, has_room
from views.inlines import Code, enumeration, lines, say
from views.parts import Message, said
from views.posts.stages import named_server
from views.wording import count

AFFECTS = "yes"
"""The value of the ticked box "affects integrations"."""


def release_form(
    answer: NewReleaseForm,
    channel: str | None,
    *,
    name: str = "",
    draft: Draft | None = None,
    over: Message | None = None,
    of_draft: int | None = None,
) -> Form:
    """Ask for a new release; `channel` is where it was asked for, `name` what was typed of it.

    `draft` is what is known of it already, and `over` what stands over the form of where that comes from;
    `of_draft` is the number of the draft of the vendor's news that it comes from.
    """
    draft = draft or Draft(name, "")
    return Form(
        FormId.RELEASE,
        title="New release",
        submit="Enter release",
        fields=(
            Field("name", "Name", TextBox(placeholder="2026.11", initial=draft.name, most=NAME_MAX)),
            *_described(answer, draft, is_new=True),
            Field(
                "owner",
                "Owner",
                PersonSelect(placeholder="You, unless you choose somebody"),
                hint="The owner is asked on each date whether the release is live.",
                optional=True,
            ),
        ),
        value=pack(channel=channel, draft=of_draft),
        over=_both(over, _no_room(draft, is_new=True)),
    )


def edit_form(
    answer: NewReleaseForm,
    channel: str | None,
    *,
    over: Message | None = None,
    of_draft: int | None = None,
) -> Form:
    """Ask what a release is to be.

    `over` is what stands over the form, besides what has no room in it; `of_draft` is the number of the draft
    of the vendor's news that it comes from.
    """
    draft = answer.draft or Draft("", "")
    return Form(
        FormId.EDIT_RELEASE,
        title=f"Edit {draft.name}",
        submit="Save",
        fields=(
            Field(
                "name",
                "Name",
                TextBox(initial=draft.name, most=NAME_MAX),
                hint="With another name, cards show that one; the old name still leads here.",
            ),
            *_described(answer, draft, is_new=False),
            Field(
                "owner",
                "Owner",
                PersonSelect(placeholder="Nobody else", initial=draft.owner),
                hint="The owner is asked on each date whether the release is live.",
                optional=True,
            ),
        ),
        value=pack(
            release=answer.key or draft.name,
            called=draft.name if answer.key not in ("", draft.name) else None,
            channel=channel,
            draft=of_draft,
        ),
        over=_both(over, _no_room(draft)),
    )


def _described(answer: NewReleaseForm, draft: Draft, *, is_new: bool) -> tuple[Field, ...]:
    """Ask for everything but the name and the owner."""
    first, *later = answer.servers
    return (
        Field("title", "Title", TextBox("Course player refresh", initial=draft.title, most=TITLE_MAX)),
        Field(
            f"dates.{first.key}",
            f"Date on {named_server(first)}",
            DatePicker("Choose a date", draft.dates.get(first.key)),
            hint=f"Today is {plain_day(answer.today)}.",
        ),
        *(_later_date(server, first, draft, is_new=is_new) for server in later),
        Field(
            "affects_integrations",
            "Impact",
            Checkbox("It affects integrations", value=AFFECTS, checked=draft.affects_integrations),
            hint="Without impact the channels get one short FYI and nothing else.",
            optional=True,
        ),
        *_what_it_brings(draft),
    )


def _later_date(server: Server, first: Server, draft: Draft, *, is_new: bool) -> Field:
    usual = f"{count(server.lag_days, 'day')} after {first.short_name}"
    picked = draft.dates.get(server.key)
    return Field(
        f"dates.{server.key}",
        f"Date on {named_server(server)}",
        DatePicker(f"Default: {usual}" if is_new else "Choose a date", picked),
        hint=f"Leave it empty for {usual}." if is_new else "Leave it empty if it does not come there.",
        optional=True,
    )


def _what_it_brings(draft: Draft) -> list[Field]:
    boxes = (
        (
            "ui_changes",
            "UI changes",
            TextBox("Navigation bar moves to the left", "\n".join(draft.ui_changes), multiline=True),
            "One on each line.",
        ),
        (
            "opt_ins",
            "Opt-in features",
            TextBox(
                "Offline mode | Settings > Player > Offline | off",
                "\n".join(map(_opt_in, draft.opt_ins)),
                multiline=True,
            ),
            "One on each line: name | how to enable it | on or off by default.",
        ),
        (
            "docs",
            "Documentation",
            TextBox(
                "Release notes https://vendor.example/releases/2026.11",
                "\n".join(f"{doc.title} {doc.url}" for doc in draft.docs),
                multiline=True,
            ),
            "One on each line: title, then its address.",
        ),
    )
    summary = TextBox(initial=draft.summary, most=SUMMARY_MAX, multiline=True)
    return [
        Field("summary", "Summary", summary, optional=True),
        *(Field(*field, optional=True) for field in boxes if has_room(field[2])),
    ]


def _no_room(draft: Draft, *, is_new: bool = False) -> Message | None:
    """Name what is not asked, since it is longer than a form may be."""
    asked = {field.name for field in _what_it_brings(draft)}
    names = {"ui_changes": "UI changes", "opt_ins": "opt-in features", "docs": "documentation"}
    missing = [name for field, name in names.items() if field not in asked]
    if not missing:
        return None
    if is_new:
        return said(
            say(
                "Too long for this form: {parts}. They are not entered; a calendar file can bring them, "
                "with {take_in}.",
                parts=enumeration(missing),
                take_in=Code("fortnight import"),
            )
        )
    return said(
        say(
            "Too long for this form: {parts}. They stay as they are; a calendar file can change them, "
            "with {export} and {take_in}.",
            parts=enumeration(missing),
            export=Code("fortnight export"),
            take_in=Code("fortnight import"),
        )
    )


def _both(over: Message | None, more: Message | None) -> Message | None:
    if over is None or more is None:
        return over or more
    return Message(lines(over.text, more.text), (*over.parts, *more.parts))


def _opt_in(feature: Feature) -> str:
    default = "on" if feature.enabled_by_default else "off"
    return f"{feature.name} | {feature.how_to_enable} | {default}"
