"""What was read of the vendor's news: facts, each with its sentence, and what has to be asked.

Nothing here is guessed. What was not understood is empty, and `News.missing` names it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

from rollouts.releases import DocLink

Value = TypeVar("Value")


class NewsKind(StrEnum):
    """What a mail of the vendor is for.

    Vendor: "A preview email", "A reminder email", "A Standard Release confirmation", "A Controlled Release
    confirmation", "a short FYI". The others tell that something changed; `other` is none of these.
    """

    PREVIEW = "preview"
    REMINDER = "reminder"
    CONFIRMATION = "confirmation"
    FYI = "fyi"
    MOVED = "moved"
    HELD = "held"
    ROLLED_BACK = "rolled_back"
    WITHDRAWN = "withdrawn"
    OTHER = "other"


STOPS = (NewsKind.ROLLED_BACK, NewsKind.WITHDRAWN, NewsKind.HELD)
"""What tells that a release does not come, or is gone again. Vendor: "a rollback or hotfix"."""


class DayOrder(StrEnum):
    """How a date of numbers such as 02/03/2027 is written; `ask` where its source has no settled way."""

    DAY = "day"
    MONTH = "month"
    ASK = "ask"


class About(StrEnum):
    """What of a release a fact or a question is about."""

    NAME = "name"
    SERVER = "server"
    DATE = "date"
    DAY = "day"
    IMPACT = "impact"
    UI_CHANGES = "ui_changes"
    OPT_INS = "opt_ins"
    DOCS = "docs"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class Entry:
    """A text to be read: a mail, an entry of a feed, or what somebody pasted.

    `sent_on` is its own day, from which "in two weeks" counts, None where nobody knows it; `is_reply` when
    its subject is another's. `sender` is the address of a mail.
    """

    text: str
    sent_on: date | None
    subject: str = ""
    is_reply: bool = False
    sender: str = ""


@dataclass(frozen=True, slots=True)
class Fact(Generic[Value]):
    """Something that was read, and the sentence that says it."""

    value: Value
    sentence: str


@dataclass(frozen=True, slots=True)
class OptInNews:
    """An opt-in feature as it was read; `enabled_by_default` is None where the text does not say."""

    name: str
    how_to_enable: str = ""
    enabled_by_default: bool | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """What the text leaves open: `choices` are what it can mean, as text; a date's `server` is its key."""

    about: About
    choices: tuple[str, ...]
    sentence: str
    server: str = ""


@dataclass(frozen=True, slots=True)
class News:
    """What was read of one release. `dates` are by server key.

    `live_on` is the server of a confirmation, `stopped_on` that on which it was stopped, where one is named.
    """

    kind: Fact[NewsKind] | None = None
    name: Fact[str] | None = None
    title: Fact[str] | None = None
    live_on: Fact[str] | None = None
    stopped_on: Fact[str] | None = None
    dates: Mapping[str, Fact[date]] = field(default_factory=dict)
    impact: Fact[bool] | None = None
    ui_changes: tuple[Fact[str], ...] = ()
    opt_ins: tuple[Fact[OptInNews], ...] = ()
    docs: tuple[Fact[DocLink], ...] = ()
    questions: tuple[Question, ...] = ()

    @property
    def missing(self) -> tuple[About, ...]:
        """What of a release was not understood, or is not in the text."""
        found = {
            About.NAME: self.name,
            About.TITLE: self.title,
            About.DATE: self.dates,
            About.IMPACT: self.impact,
            About.UI_CHANGES: self.ui_changes,
            About.OPT_INS: self.opt_ins,
            About.DOCS: self.docs,
        }
        return tuple(about for about, fact in found.items() if not fact)
