"""The history of a release: who changed what, when, and why, in sentences."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Final

from rollouts.history import BY_BOT, BY_IMPORT, BY_SETTINGS, Change
from rollouts.usecases.histories import ReleaseHistory
from views.inlines import Day, Moment, Person, Text, Words, joined, lines, say
from views.parts import Heading, Message, Rows, said
from views.posts.stages import short
from views.wording import count, shortened

VALUE_MOST: Final = 160
"""How much of a text from people a sentence shows of what it was, and of what it is."""
WHY_MOST: Final = 400
TOGETHER: Final = 5
"""How many changes that were made at once stand in one row."""

_HANDS: Final = {BY_IMPORT: "an import", BY_BOT: "Fortnight", BY_SETTINGS: "new settings at start"}


@dataclass(frozen=True, slots=True)
class _Field:
    """How it is said that a field came, changed and went, and how its value is shown."""

    came: str
    changed: str
    went: str
    shown: Callable[[str, ReleaseHistory], Words]


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


def _listed(thing: str) -> _Field:
    return _Field(
        f"{thing} added: {{new}}",
        f"{thing} reworded: {{old}} → {{new}}",
        f"{thing} taken out: {{old}}",
        _text,
    )


def _single(thing: str, shown: Callable[[str, ReleaseHistory], Words] = _text) -> _Field:
    return _Field(f"{thing}: {{new}}", f"{thing}: {{old}} → {{new}}", f"{thing} taken out: {{old}}", shown)


_FIELDS: Final = {
    "name": _Field("entered as {new}", "renamed from {old} to {new}", "removed: {old}", _text),
    "title": _single("title"),
    "summary": _single("summary"),
    "affects_integrations": _single("affects integrations", _word),
    "owner": _single("owner", _person),
    "date": _Field("on {new}", "moved from {old} to {new}", "left out, was on {old}", _day),
    "status": _Field("{new}", "{old} → {new}", "no longer {old}", _word),
    "live_at": _Field(
        "live since {new}", "live since {new}, not {old}", "no longer live since {old}", _moment
    ),
    "confirmed_by": _Field(
        "confirmed by {new}", "confirmed by {new}, before by {old}", "no longer confirmed by {old}", _person
    ),
    "ui_changes": _listed("UI change"),
    "opt_ins": _listed("opt-in feature"),
    "docs": _listed("link"),
}
"""By what stands before the dot in a field's name."""
_OF_SERVER: Final = frozenset({"date", "status", "live_at", "confirmed_by"})
"""What stands behind the dot is a server's key."""


def history(answer: ReleaseHistory) -> Message:
    """Tell the history of a release, newest first; what does not fit into one message is counted."""
    title = f"History of {answer.release.name}"
    if not answer.changes:
        return said(say("{title}: nothing was noted yet.", title=title))
    rows = tuple(_rows(answer))
    in_all = say("{title}: {changes}.", title=title, changes=count(len(answer.changes), "change"))
    return Message(
        lines(in_all, *(say("• {row}", row=row) for row in rows)),
        (Heading(title), Rows(rows, lambda left: f"… and {left} more, older than these.")),
    )


def _rows(answer: ReleaseHistory) -> Iterator[Text]:
    """Yield a row for what was changed at once; where that is much, several."""
    for _, made in groupby(answer.changes, key=lambda change: (change.at, change.by, change.why)):
        at_once = tuple(made)[::-1]
        for start in range(0, len(at_once), TOGETHER):
            yield _row(at_once[start : start + TOGETHER], answer)


def _row(changes: Sequence[Change], answer: ReleaseHistory) -> Text:
    made = changes[0]
    return say(
        "{when}, {who}: {what}{why}",
        when=Moment(made.at, answer.policy.timezone),
        who=_HANDS.get(made.by) or Person(made.by),
        what=joined("; ", [_sentence(change, answer) for change in changes]),
        why=say(" (why: {why})", why=shortened(made.why, WHY_MOST)) if made.why else "",
    )


def _sentence(change: Change, answer: ReleaseHistory) -> Text:
    """Say what became of one field; one that this version does not know is called as it is kept."""
    name, _, server = change.field.partition(".")
    field = _FIELDS.get(name) or _single(change.field)
    what = _what(field, change, answer)
    return (
        say("{server}: {what}", server=short(server, answer.servers), what=what)
        if name in _OF_SERVER
        else what
    )


def _what(field: _Field, change: Change, answer: ReleaseHistory) -> Text:
    if change.old is None:
        return say(field.came, new=field.shown(change.new or "", answer))
    if change.new is None:
        return say(field.went, old=field.shown(change.old, answer))
    return say(field.changed, old=field.shown(change.old, answer), new=field.shown(change.new, answer))
