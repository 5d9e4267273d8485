"""What is refused, and why: facts only. The sentence that a person reads is made in `views/answers/`."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rollouts.names import nearest
from rollouts.people import Right
from rollouts.releases import Stage
from rollouts.texts import bare, one_line
from rollouts.transitions import Verb


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not an error of the program
    """Something was asked for and is not done. Nothing was changed.

    `only_asked` when nothing could have been: somebody wanted to see something.
    """

    only_asked = False


class LedgerUnavailable(Refusal):
    """The ledger can be neither read nor written just now; the text says why, for whoever runs the bot."""


class Thing(StrEnum):
    """What a name can fail to find."""

    SERVER = "server"
    RELEASE = "release"
    INTEGRATION = "integration"
    CASE = "case"
    MESSAGE = "message"
    COMMAND = "command"
    SETTING = "setting"
    SOURCE = "source"


@dataclass(eq=False)
class Unknown(Refusal):
    """A name that fits nothing: what was typed, which ones exist, and the nearest of them (three at most).

    `listed_by` is the command that lists them, where that depends on where it was typed.
    """

    thing: Thing
    text: str
    known: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()
    listed_by: str = ""


@dataclass(eq=False)
class NotAllowed(Refusal):
    """The person lacks the right; `holders` are the ids of users and user groups that have it."""

    right: Right
    holders: tuple[str, ...] = ()


class RightsUnknown(Refusal):
    """Who may do it could not be looked up just now."""


class Fault(StrEnum):
    """What can be wrong with one field."""

    MISSING = "missing"
    TOO_LONG = "too_long"
    TOO_MANY = "too_many"
    TAKEN = "taken"
    CALLED_LIKE_SERVER = "called_like_server"
    CALLED_LIKE_COMMAND = "called_like_command"
    UNREADABLE = "unreadable"
    INVISIBLE = "invisible"
    PINGS_EVERYONE = "pings_everyone"
    PAST = "past"
    BEFORE_PREVIOUS_SERVER = "before_previous_server"
    REACHES_NEXT_SERVER = "reaches_next_server"
    UNKNOWN_SERVER = "unknown_server"
    UNKNOWN_ZONE = "unknown_zone"
    NOT_A_LINK = "not_a_link"
    NOT_AN_ADDRESS = "not_an_address"
    OPT_IN_UNCLEAR = "opt_in_unclear"
    LINK_UNCLEAR = "link_unclear"
    TWICE = "twice"
    IN_USE = "in_use"
    NOT_LIVE_YET = "not_live_yet"
    OUT_OF_RANGE = "out_of_range"
    NOT_LOOKED_UP = "not_looked_up"
    NO_CHANNEL = "no_channel"
    NO_PERSON = "no_person"
    NOT_FOUND = "not_found"
    NOT_IN_CHANNEL = "not_in_channel"
    YOU_ARE_NOT_IN_CHANNEL = "you_are_not_in_channel"
    NOBODY_FOUND = "nobody_found"
    NOT_THE_ONLY_ONE = "not_the_only_one"
    IS_ARCHIVED = "is_archived"
    IS_DEACTIVATED = "is_deactivated"
    IS_GUEST = "is_guest"
    IS_OUTSIDER = "is_outsider"
    NOT_TAKEN = "not_taken"
    """`detail` says why, in the words that a wrong value of the environment is refused with."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One field that cannot be taken: `detail` is the limit, the other date, or the names that exist.

    `value` is what was given, where it has to be said which of several.
    `line` is the number of the field's line that it is about, from 1 on, and `detail` that line; else 0.
    """

    field: str
    fault: Fault
    detail: str = ""
    entry: str = ""
    line: int = 0
    value: str = ""


@dataclass(eq=False)
class Invalid(Refusal):
    """One or more fields cannot be taken; all of them are told at once."""

    problems: tuple[Problem, ...]


class Obstacle(StrEnum):
    """Why a wish that is well formed cannot be met as things stand."""

    NOTHING_TO_CONFIRM = "nothing_to_confirm"
    SEVERAL_TO_CONFIRM = "several_to_confirm"
    SEVERAL_SERVERS = "several_servers"
    NOT_ON_SERVER = "not_on_server"
    CASE_IS_CLOSED = "case_is_closed"
    NOTHING_RUNS_HERE = "nothing_runs_here"
    NOTHING_TO_CHECK = "nothing_to_check"
    TOO_LATE_TO_UNDO = "too_late_to_undo"
    TOO_LATE_TO_REMIND = "too_late_to_remind"
    NO_RISK = "no_risk"
    NO_REMEDY = "no_remedy"
    NO_CASE_HERE = "no_case_here"
    OUR_OWN_WORDS = "our_own_words"
    NOTHING_TO_TELL = "nothing_to_tell"
    NO_MAIL_SERVER = "no_mail_server"
    NEWS_IS_OPEN = "news_is_open"


@dataclass(eq=False)
class NotPossible(Refusal):
    """A verb that does not fit the state of a release on a server: `stage` as it is; `can` is what fits."""

    release: str
    server: str
    stage: Stage
    verb: Verb
    can: tuple[Verb, ...]


@dataclass(eq=False)
class NotToCheck(Refusal):
    """A release is not on a server yet, or no longer: `stage` as it is; `today` is the team's day."""

    release: str
    server: str
    stage: Stage
    today: date


@dataclass(eq=False)
class Blocked(Refusal):
    """The wish cannot be met now; `subject` is what it was about, `detail` a date or the choices."""

    obstacle: Obstacle
    subject: str = ""
    detail: tuple[str, ...] = ()


class Unsent(StrEnum):
    """Why a file did not arrive."""

    NO_SCOPE = "no_scope"
    NOT_IN_CHANNEL = "not_in_channel"
    REFUSED = "refused"
    LATER = "later"
    LOST = "lost"


@dataclass(eq=False)
class FileNotSent(Refusal):
    """A file was not sent; `LOST` means that nobody knows. `detail` is what the chat system answered."""

    why: Unsent
    detail: str = ""


def unknown(thing: Thing, text: str, known: tuple[str, ...]) -> Unknown:
    """Build the refusal for a name that fits nothing, with the names that are near."""
    text = one_line(text)
    typed = bare(text) or text
    return Unknown(thing, typed, known, nearest(typed, known))
