"""Reading a question: what is recognised in it, and the pattern that it fits."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from rollouts.integrations import Integration
from rollouts.questions.asked import Asked, NotUnderstood, Period, Question, Understood
from rollouts.questions.meant import meant_by_it
from rollouts.questions.names import Names
from rollouts.questions.of_cases import read_case_question
from rollouts.questions.patterns import PATTERNS
from rollouts.questions.periods import Span
from rollouts.questions.recognising import Environments, Recognised, Recogniser
from rollouts.questions.suggesting import NAMED_MOST, like, nearest_questions
from rollouts.questions.tokens import SIGNS_MOST, without_emoji, words_of
from rollouts.questions.words import FILLERS, WORDS, Sense
from rollouts.releases import Release
from rollouts.servers import Server, match_server
from rollouts.texts import name_key, plain_signs

_HELLO = frozenset({"hi", "hey", "hello", "good morning", "hi fortnight", "hey fortnight", "hello fortnight"})
_ALL = frozenset({"both", "all", "everything", "everywhere"})
_AHEAD = frozenset({Asked.NEXT, Asked.READY, Asked.COMES, Asked.TODO})
_ONE = frozenset({Sense.RELEASE, Sense.IT})
_UNKNOWN_MOST = 5
KEPT_MOST = 200
"""Of how many texts it is kept what they mean."""

_MINE = frozenset({Sense.WE, Sense.OWN})
_TROUBLE = frozenset({Sense.BROKEN, Sense.URGENT})
_OF_NOBODY = frozenset({Asked.CHANGED, Asked.HELP, Asked.WINDOW})
_OF_ALL = frozenset({Asked.IS_ON, Asked.COMES})
_POLAR = frozenset(
    {
        Asked.NEXT,
        Asked.CHANGED,
        Asked.BROKEN,
        Asked.TESTING,
        Asked.INTEGRATION,
        Asked.AFFECTED,
        Asked.BLOCKED,
        Asked.RISK,
        Asked.TODO,
    }
)
_OF_ANY = frozenset({Asked.HELD, Asked.ROLLED_BACK, Asked.HOTFIXED, Asked.WITHDRAWN, Asked.LATE})
_COUNTED = frozenset({Asked.USERS, Asked.MINE, Asked.NEXT, Asked.TESTING})
_COUNT_ANYWAY = frozenset({Asked.BROKEN, Asked.AFFECTED, Asked.CHANGED, *_OF_ANY})
"""Their answers count what they list, whether or not it is asked how many there are."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a question can be about; `own` are the asker's integrations."""

    names: Names
    own: tuple[Integration, ...]
    today: date


class Readings:
    """What questions mean while names stay as they are: what is asked time and again is read once.

    Attributes:
        names: All that has a name.
        of: Takes a text, the asker's integrations and the day, and returns what `read` makes of them.
    """

    def __init__(
        self,
        servers: tuple[Server, ...],
        releases: tuple[Release, ...],
        integrations: tuple[Integration, ...],
    ) -> None:
        self.names = Names(servers, releases, integrations)
        self.of = lru_cache(maxsize=KEPT_MOST)(self._read)

    def _read(self, text: str, own: tuple[Integration, ...], today: date) -> Understood | NotUnderstood:
        return read(text, Known(self.names, own, today))


def read(text: str, known: Known) -> Understood | NotUnderstood:
    """Read a question. It never fails: what fits no pattern is not understood."""
    text = plain_signs(without_emoji(text))
    if whole := _whole(text, known):
        return whole
    if of_case := read_case_question(text):
        return Understood(of_case)
    if len(text) > SIGNS_MOST:
        return _not_understood("", Recognised(), known)
    first = Recogniser(known.names, known.today).read(text)
    meant = _meant(text, first, known)
    if isinstance(meant, Understood):
        return meant
    if not meant:
        # Names that are words of ours too are names where the sentence makes no sense otherwise.
        named = Recogniser(known.names, known.today, names_first=True).read(text)
        if understood := _matched(named, known):
            return replace(understood, guessed=True)
    return _not_understood(text, first, known, meant)


def _meant(text: str, first: Recognised, known: Known) -> Understood | tuple[Question, ...]:
    """Return what is meant, or all that can be: a word can be a server, a word of ours and an environment."""
    plain = _matched(first, known)
    environments = _environments(first, known)
    if environments:
        second = Recogniser(known.names, known.today, environments=environments).read(text)
        placed = _matched(second, known) if second.names != first.names else None
        was_server = not set(first.of(Sense.SERVER)) <= set(second.of(Sense.SERVER))
        is_sure = second.says_environment or (was_server and not second.loose)
        if placed and (plain is None or is_sure):
            return placed
        if placed and plain and placed.question != plain.question:
            return (plain.question, placed.question)
    return plain or ()


def _environments(read: Recognised, known: Known) -> Environments:
    """Return where the environments are of the integration that is named, or of the asker's own."""
    named = read.of(Sense.INTEGRATION)
    theirs = [each for each in known.names.integrations if each.name in named]
    if not named and _MINE & read.senses:
        theirs = [*known.own]
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for each in (environment for integration in theirs for environment in integration.environments):
        words = words_of(each.name)
        found[words] = tuple(dict.fromkeys((*found.get(words, ()), each.server)))
    found.pop((), None)
    return found


def _not_understood(
    text: str, read: Recognised, known: Known, meant: tuple[Question, ...] = ()
) -> NotUnderstood:
    unknown = tuple(dict.fromkeys(read.unknown))[:_UNKNOWN_MOST]
    newest = meant_by_it(releases=known.names.releases, today=known.today)
    names = [name.of for name in read.names]
    releases = (*read.of(Sense.RELEASE), *like(unknown, [each.name for each in known.names.releases]))
    integrations = (
        *read.of(Sense.INTEGRATION),
        *like(unknown, [each.name for each in known.names.integrations]),
    )
    nearest = nearest_questions(
        " ".join(words_of(text)),
        servers=known.names.servers,
        releases=releases[:NAMED_MOST] or ((newest.name,) if newest else ()),
        integrations=integrations[:NAMED_MOST] or tuple(each.name for each in known.own[:1]),
        named={*names, *releases, *integrations},
        senses=read.senses,
    )
    return NotUnderstood(unknown, meant or nearest, bool(_TROUBLE & read.senses), is_ambiguous=bool(meant))


def _whole(text: str, known: Known) -> Understood | None:
    """Understand a name that stands alone, whatever it is made of."""
    key = name_key(text).strip("?!. ")
    if key in _HELLO:
        return Understood(Question(Asked.HELP))
    if not key or key in _ALL:
        return Understood(Question(Asked.LIVE))
    if server := match_server(text=key, servers=known.names.servers):
        return Understood(Question(Asked.LIVE, servers=(server.key,)))
    name = known.names.alone.get(key)
    if name and name.sense is Sense.RELEASE:
        return Understood(Question(Asked.RELEASE, release=name.of))
    if name and key not in WORDS and key not in FILLERS:
        return Understood(Question(Asked.INTEGRATION, integration=name.of))
    return None


def _matched(read: Recognised, known: Known) -> Understood | None:
    """Return the question that was read; None where no pattern fits, or it names too much."""
    releases, integrations = read.of(Sense.RELEASE), read.of(Sense.INTEGRATION)
    if read.unknown or not read.senses or max(len(releases), len(integrations), len(read.spans)) > 1:
        return None
    if releases:
        read.senses.discard(Sense.IT)
    # "Both" is each server, but of integrations those that are on each of them; "how many are there?" is
    # answered by which there are, counted.
    both, counts = _taken(Sense.BOTH, Sense.EVERY, read), _taken(Sense.COUNT, Sense.WHAT, read)
    if read.spans and _asked(read) is None and _is_today(read.spans[0], known.today):
        # "What is live today?" asks what is live.
        read.spans.clear()
        read.senses.discard(Sense.PERIOD)
    asked = _asked(read)
    if asked is None or (asked is Asked.BROKEN and not _asks_of_trouble(read)):
        return None
    if counts and asked not in _COUNTED | _COUNT_ANYWAY:
        return None
    period = None
    for span in read.spans:
        period = span.ahead if asked in _AHEAD else span.past
        if period is None:
            return None
    if asked is Asked.TODO:
        # What is to be done now is to be done for any day ahead.
        period = None
    of_any = asked in _OF_ANY and not _ONE & read.senses
    is_polar = _is_polar(asked, read) or (of_any and read.is_polar)
    left = is_polar and _asks_for_what_is_left(asked, read)
    return Understood(
        Question(
            asked,
            release=next(iter(releases), ""),
            servers=_in_order(read.of(Sense.SERVER), known.names.servers),
            integration=next(iter(integrations), ""),
            mine=_is_of_own(asked, read) and not integrations,
            period=period,
            every=(Sense.EVERY in read.senses and asked in _OF_ALL) or (both and asked is Asked.USERS),
            is_polar=is_polar,
            urgent=Sense.URGENT in read.senses,
            counted=counts and asked in _COUNTED,
            some=is_polar and asked is Asked.TESTING and Sense.ANY in read.senses and not left,
            left=left,
            of_any=of_any,
        ),
        guessed=read.guessed,
        of_it=Sense.IT in read.senses and asked is not Asked.BROKEN,
    )


def _taken(sense: Sense, other: Sense, read: Recognised) -> bool:
    """Take the one sense for the other, and say whether it was there."""
    if sense not in read.senses:
        return False
    read.senses.remove(sense)
    read.senses.add(other)
    return True


def _is_polar(asked: Asked, read: Recognised) -> bool:
    if asked is Asked.WINDOW:
        return read.is_polar and bool({Sense.LEFT, Sense.END} & read.senses)
    return read.is_polar and asked in _POLAR


def _asks_for_what_is_left(asked: Asked, read: Recognised) -> bool:
    """Say whether yes means that something is left: to test, or of the window."""
    if asked is Asked.TESTING:
        to_do = {Sense.LEFT, Sense.MUST_TEST} & read.senses
        return bool(to_do) or {Sense.ANY, Sense.NOT} <= read.senses
    return asked is Asked.WINDOW and Sense.LEFT in read.senses


def _is_of_own(asked: Asked, read: Recognised) -> bool:
    """Say whether it is about the asker's own integrations, as what is to be done is if it names nobody."""
    return asked is Asked.TODO or (bool(_MINE & read.senses) and asked not in _OF_NOBODY)


def _asked(read: Recognised) -> Asked | None:
    return next((pattern.asked for pattern in PATTERNS if pattern.fits(read.senses)), None)


def _is_today(span: Span, today: date) -> bool:
    return span.past == span.ahead == Period(today, today)


def _asks_of_trouble(read: Recognised) -> bool:
    """Say whether somebody asks; "Standard is down" is no question, and no answer to it would be right."""
    return read.asks or Sense.LEFT in read.senses


def _in_order(keys: Iterable[str], servers: tuple[Server, ...]) -> tuple[str, ...]:
    named = set(keys)
    return tuple(server.key for server in servers if server.key in named)
