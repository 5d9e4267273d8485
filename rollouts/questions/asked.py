"""What can be asked, as values."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Asked(StrEnum):
    """The sorts of questions, each with an answer of its own."""

    LIVE = "live"
    IS_ON = "is_on"
    COMES = "comes"
    WHEN = "when"
    WHERE = "where"
    NEXT = "next"
    READY = "ready"
    CHANGED = "changed"
    TESTING = "testing"
    BROKEN = "broken"
    RELEASE = "release"
    INTEGRATION = "integration"
    MINE = "mine"
    USERS = "users"
    AFFECTED = "affected"
    TODO = "todo"
    LATE = "late"
    ON_TIME = "on_time"
    HELD = "held"
    ROLLED_BACK = "rolled_back"
    HOTFIXED = "hotfixed"
    WITHDRAWN = "withdrawn"
    MOVED = "moved"
    BLOCKED = "blocked"
    RISK = "risk"
    WINDOW = "window"
    CASE = "case"
    HELP = "help"


class OfCase(StrEnum):
    """What a question wants to know of a case, if not all."""

    CLOSED = "closed"
    OPEN = "open"
    URGENT = "urgent"
    ACKNOWLEDGED = "acknowledged"
    WORKED_AROUND = "worked_around"
    REPORTER = "reporter"
    WORKER = "worker"


@dataclass(frozen=True, slots=True)
class Period:
    """Days of the workspace's calendar, from the first to the last."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody asks.

    Attributes:
        asked: What sort of question it is.
        release: The release's name; empty where none was named.
        servers: The keys of the servers that were named.
        integration: The integration's name; empty where none was named.
        mine: It is about the asker's own integrations.
        period: The days that it is about.
        every: It asks of all servers together: "everywhere", "both"; of integrations, those on each of them.
        is_polar: It can be answered with yes or no.
        urgent: It asks of urgent cases alone.
        case: The number of the case that it asks about; 0 where none was named.
        of_case: What it asks of that case; None for all that is known.
        counted: It asks how many.
        some: Yes if there is at least one: "has anybody tested it?"
        left: Yes if something is left: "is anything left to test?", "is the window still open?"
        of_any: It is about releases of which it names none: "is anything on hold?"
    """

    asked: Asked
    release: str = ""
    servers: tuple[str, ...] = ()
    integration: str = ""
    mine: bool = False
    period: Period | None = None
    every: bool = False
    is_polar: bool = False
    urgent: bool = False
    case: int = 0
    of_case: OfCase | None = None
    counted: bool = False
    some: bool = False
    left: bool = False
    of_any: bool = False


@dataclass(frozen=True, slots=True)
class Understood:
    """A question, and whether it was `guessed`: a word was mended or completed.

    `of_it`: it speaks of a release that it does not name.
    """

    question: Question
    guessed: bool = False
    of_it: bool = False


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """No pattern fits. `unknown` are the words that mean nothing here, as typed.

    `nearest` are the questions nearest to it, three at most; those that it can mean when it `is_ambiguous`.
    `is_trouble` when it speaks of something broken.
    """

    unknown: tuple[str, ...] = ()
    nearest: tuple[Question, ...] = ()
    is_trouble: bool = False
    is_ambiguous: bool = False
