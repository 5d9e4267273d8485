"""The history of a release: who changed what, when, and why, in sentences."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from functools import partial
from typing import Final

from rollouts.checks import CheckName, CheckState
from rollouts.history import Change, Kept
from rollouts.usecases.histories import ReleaseHistory
from views.actions import Press, pack
from views.answers.changes_told import TOGETHER, VALUE_MOST, row, told
from views.answers.changes_told import rows as rows_of
from views.inlines import Day, Moment, Person, Text, Words, say
from views.parts import Button, Message
from views.posts.check_words import STATE_WORDS, check_name
from views.posts.stages import short
from views.wording import shortened


def _text(value: str, _: ReleaseHistory) -> str:
    return f"“{shortened(value, VALUE_MOST)}”"


def _word(value: str, _: ReleaseHistory) -> str:
    return value.replace("_", " ")


def _person(value: str, _: ReleaseHistory) -> Words:
    return Person(value)


def _day(value: str, answer: ReleaseHistory) -> Words:
    return Day(date.fromisoformat(value), answer.today)


def _moment(value: str, answer: ReleaseHistory) -> Words:
    return Moment(datetime.fromisoformat(value), answer.policy.timezone)


_SHOWN: Final[Mapping[str, Callable[[str, ReleaseHistory], Words]]] = {
    "affects_integrations": _word,
    "owner": _person,
    "date": _day,
    "status": _word,
    "live_at": _moment,
    "confirmed_by": _person,
}
"""How a value is shown, by what stands before the dot in a field's name; all others are people's text."""
_CAME: Final = {
    "name": "entered as {new}",
    "title": "title: {new}",
    "summary": "summary: {new}",
    "affects_integrations": "affects integrations: {new}",
    "owner": "owner: {new}",
    "date": "on {new}",
    "status": "{new}",
    "live_at": "live since {new}",
    "confirmed_by": "confirmed by {new}",
    "risk": "risk accepted: {new}",
    "ui_changes": "UI change added: {new}",
    "opt_ins": "opt-in feature added: {new}",
    "docs": "link added: {new}",
}
_CHANGED: Final = {
    "name": "renamed from {old} to {new}",
    "title": "title: {old} → {new}",
    "summary": "summary: {old} → {new}",
    "affects_integrations": "affects integrations: {old} → {new}",
    "owner": "owner: {old} → {new}",
    "date": "moved from {old} to {new}",
    "status": "{old} → {new}",
    "live_at": "live since {new}, not {old}",
    "confirmed_by": "confirmed by {new}, before by {old}",
    "risk": "risk accepted: {old} → {new}",
    "ui_changes": "UI change reworded: {old} → {new}",
    "opt_ins": "opt-in feature reworded: {old} → {new}",
    "docs": "link reworded: {old} → {new}",
}
_WENT: Final = {
    "name": "removed: {old}",
    "title": "title taken out: {old}",
    "summary": "summary taken out: {old}",
    "affects_integrations": "affects integrations taken out: {old}",
    "owner": "owner taken out: {old}",
    "date": "left out, was on {old}",
    "status": "no longer {old}",
    "live_at": "no longer live since {old}",
    "confirmed_by": "no longer confirmed by {old}",
    "risk": "risk no longer accepted: {old}",
    "ui_changes": "UI change taken out: {old}",
    "opt_ins": "opt-in feature taken out: {old}",
    "docs": "link taken out: {old}",
}
_OF_SERVER: Final = frozenset({"date", "status", "live_at", "confirmed_by", "risk"})
"""What stands behind the dot is a server's key."""


def history(answer: ReleaseHistory) -> Message:
    """Tell the history of a release, newest first, in pages."""

    def older(page: int) -> Button:
        return Button("Older", Press.HISTORY_PAGE, pack(release=answer.release.key, page=page))

    return told(
        f"History of {answer.release.name}",
        answer.changes,
        answer.policy.timezone,
        partial(_sentence, answer),
        page=answer.page,
        older=older,
    )


def last_change(answer: ReleaseHistory) -> Words:
    """Say what was done last, all of it at once; how a release was entered stands in what it is."""
    entries = answer.changes[::-1]
    if any(change.field == "name" and change.old is None for change in entries):
        entries = tuple(change for change in entries if change.field == "name")
    timezone, left = answer.policy.timezone, len(entries) - TOGETHER
    return row(entries[:TOGETHER], timezone, partial(_sentence, answer), left=left)


def rows(answer: ReleaseHistory) -> Iterator[Text]:
    """Yield a row for what was changed at once; where that is much, several."""
    return rows_of(answer.changes, answer.policy.timezone, partial(_sentence, answer))


def _sentence(answer: ReleaseHistory, change: Change) -> Text:
    """Say what became of one field; one that this version does not know is called as it is kept."""
    if change.thing is Kept.CHECK:
        return _check(change, answer)
    name, _, server = change.field.partition(".")
    if name not in _CAME:
        old, new = (_text(value or "", answer) for value in (change.old, change.new))
        return say("{field}: {old} → {new}", field=change.field, old=old, new=new)
    what = _what(name, change, answer)
    if name not in _OF_SERVER:
        return what
    return say("{server}: {what}", server=short(server, answer.servers), what=what)


def _check(change: Change, answer: ReleaseHistory) -> Text:
    """Say what was set of a check, or that it was taken back."""
    integration, environment, name = change.field.split("\t")
    states = (STATE_WORDS[CheckState(value)] if value else "not set" for value in (change.old, change.new))
    old, new = states
    return say(
        "{integration}, {environment}, {name}: {old} → {new}",
        integration=integration,
        environment=environment,
        name=check_name(CheckName.parse(name), answer.release),
        old=old,
        new=new,
    )


def _what(name: str, change: Change, answer: ReleaseHistory) -> Text:
    shown = _SHOWN.get(name, _text)
    if change.old is None:
        return say(_CAME[name], new=shown(change.new or "", answer))
    if change.new is None:
        return say(_WENT[name], old=shown(change.old, answer))
    return say(_CHANGED[name], old=shown(change.old, answer), new=shown(change.new, answer))
