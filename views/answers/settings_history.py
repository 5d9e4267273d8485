"""The history of the settings: who set what in Slack, and what the environment had otherwise at a start."""

from rollouts.history import IN_SLACK, Change
from rollouts.settings import Setting
from rollouts.usecases.setting import SettingsHistory
from views.actions import Press, pack
from views.answers.changes_told import VALUE_MOST, told
from views.answers.settings import LABELS, value_words
from views.inlines import Code, Text, Words, say
from views.parts import Button, Message
from views.wording import shortened


def settings_history(answer: SettingsHistory) -> Message:
    """Tell the history of the settings, newest first, in pages."""

    def older(page: int) -> Button:
        return Button("Older", Press.SETTINGS_HISTORY, pack(page=page))

    timezone = answer.policy.timezone
    return told("History of settings", answer.changes, timezone, _sentence, page=answer.page, older=older)


def _sentence(change: Change) -> Text:
    known = next((each for each in Setting if each.value == change.name), None)
    if change.field == IN_SLACK and known:
        return say(
            "{label}: {old} → {new}",
            label=LABELS[known],
            old=_in_slack(known, change.old),
            new=_in_slack(known, change.new),
        )
    name = Code(f"FORTNIGHT_{change.name.upper()}")
    if change.new is None:
        return say("{name} is not set any more, was {old}", name=name, old=_as_set(change.old))
    if change.old is None:
        return say("{name} is {new}", name=name, new=_as_set(change.new))
    return say("{name}: {old} → {new}", name=name, old=_as_set(change.old), new=_as_set(change.new))


def _in_slack(setting: Setting, value: str | None) -> Words:
    return "what the environment says" if value is None else value_words(setting, value)


def _as_set(value: str | None) -> Words:
    return Code(shortened(value or "", VALUE_MOST))
