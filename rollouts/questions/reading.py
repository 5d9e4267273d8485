"""Reading a question: words, what each means, and the pattern that they fit together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import dropwhile

from rollouts.integrations import Integration
from rollouts.questions.asked import Asked, NotUnderstood, Period, Question, Understood
from rollouts.questions.meant import meant_by_it
from rollouts.questions.names import Found, Name, Names
from rollouts.questions.patterns import PATTERNS
from rollouts.questions.periods import Span, read_period
from rollouts.questions.slips import mend
from rollouts.questions.suggesting import NAMED_MOST, like, nearest_questions
from rollouts.questions.tokens import SIGNS_MOST, WORDS_MOST, quoted, without_emoji, words_of
from rollouts.questions.words import FILLERS, GREETINGS, TOGETHER, WORDS, YES_OR_NO, Sense
from rollouts.releases import Release
from rollouts.servers import Server, match_server
from rollouts.texts import name_key

_OPEN_QUESTIONS = frozenset({Sense.WHAT, Sense.WHO, Sense.WHEN, Sense.WHERE, Sense.HOW})
_ALL = frozenset({"both", "all", "everything", "everywhere"})
_AHEAD = frozenset({Asked.NEXT, Asked.READY, Asked.COMES})
_UNKNOWN_MOST = 5
_MINE = frozenset({Sense.WE, Sense.OWN})
_OF_NOBODY = frozenset({Asked.CHANGED, Asked.HELP})
_OF_ALL = frozenset({Asked.IS_ON, Asked.COMES})
_POLAR = frozenset({Asked.NEXT, Asked.CHANGED, Asked.BROKEN, Asked.TESTING, Asked.INTEGRATION})


@dataclass(frozen=True)
class Known:
    """What a question can be about; `own` are the asker's integrations."""

    servers: tuple[Server, ...]
    releases: tuple[Release, ...]
    integrations: tuple[Integration, ...]
    own: tuple[Integration, ...]
    today: date

    @cached_property
    def names(self) -> Names:
        """The names in it."""
        return Names(self.servers, self.releases, self.integrations)


@dataclass(slots=True)
class _Read:
    """What was read of a question so far."""

    senses: set[Sense] = field(default_factory=set)
    names: list[Name] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    guessed: bool = False
    asks: bool = False
    is_polar: bool = False

    def take(self, found: Found) -> int:
        """Take a name; return how many words it is."""
        self.senses.add(found.name.sense)
        self.names.append(found.name)
        self.guessed |= found.is_part
        return found.words

    def of(self, sense: Sense) -> list[str]:
        """Return what was named of that sort, each once."""
        return list(dict.fromkeys(name.of for name in self.names if name.sense is sense))


def read(text: str, known: Known) -> Understood | NotUnderstood:
    """Read a question. It never fails: what fits no pattern is not understood."""
    text = without_emoji(text)
    if whole := _whole(text, known):
        return whole
    if len(text) > SIGNS_MOST:
        return _not_understood("", _Read(), known)
    first = _Reading(known, names_first=False).read(text)
    if understood := _matched(first, known):
        return understood
    # Names that are words of ours too, "next" or "it", are names where the sentence makes no sense otherwise.
    if understood := _matched(_Reading(known, names_first=True).read(text), known):
        return replace(understood, guessed=True)
    return _not_understood(text, first, known)


def _not_understood(text: str, read: _Read, known: Known) -> NotUnderstood:
    unknown = tuple(dict.fromkeys(read.unknown))[:_UNKNOWN_MOST]
    meant = meant_by_it(releases=known.releases, today=known.today)
    names = [name.of for name in read.names]
    releases = (*read.of(Sense.RELEASE), *like(unknown, [each.name for each in known.releases]))
    integrations = (*read.of(Sense.INTEGRATION), *like(unknown, [each.name for each in known.integrations]))
    nearest = nearest_questions(
        " ".join(words_of(text)),
        servers=known.servers,
        releases=releases[:NAMED_MOST] or ((meant.name,) if meant else ()),
        integrations=integrations[:NAMED_MOST] or tuple(each.name for each in known.own[:1]),
        named={*names, *releases, *integrations},
        senses=read.senses,
    )
    return NotUnderstood(unknown, nearest, is_trouble=Sense.BROKEN in read.senses)


def _whole(text: str, known: Known) -> Understood | None:
    """Understand a name that stands alone, whatever it is made of."""
    key = name_key(text).strip("?!. ")
    if not key or key in _ALL:
        return Understood(Question(Asked.LIVE))
    if server := match_server(text=key, servers=known.servers):
        return Understood(Question(Asked.LIVE, servers=(server.key,)))
    for release in known.releases:
        if key in {release.name.casefold(), name_key(release.name)}:
            return Understood(Question(Asked.RELEASE, release=release.name))
    for integration in known.integrations:
        if key == name_key(integration.name) and key not in WORDS and key not in FILLERS:
            return Understood(Question(Asked.INTEGRATION, integration=integration.name))
    return None


class _Reading:
    """Goes through the words of a question from left to right."""

    def __init__(self, known: Known, *, names_first: bool) -> None:
        self._known = known
        self._names_first = names_first

    def read(self, text: str) -> _Read:
        found = _Read()
        for part, is_quoted in quoted(text):
            words = words_of(part)
            if len(words) > WORDS_MOST:
                found.unknown.append("…")
            elif is_quoted:
                self._quoted(part, found)
            else:
                self._words(words, found)
        is_open = bool(found.senses & _OPEN_QUESTIONS)
        found.is_polar = not is_open and (found.is_polar or Sense.ANY in found.senses)
        found.asks = is_open or found.is_polar or "?" in text
        return found

    def _quoted(self, text: str, found: _Read) -> None:
        """Take a name in quotes as it stands."""
        key = name_key(text)
        for sense, names in (
            (Sense.RELEASE, (each.name for each in self._known.releases)),
            (Sense.INTEGRATION, (each.name for each in self._known.integrations)),
        ):
            if name := next((name for name in names if name_key(name) == key), None):
                found.take(Found(Name(sense, name), 1))
                return
        found.unknown.append(text)

    def _words(self, typed: tuple[str, ...], found: _Read) -> None:
        words = mend(typed, self._known.names)
        found.guessed |= words != typed
        # "Standard is down" asks nothing, "is Standard down" does.
        begun = next(dropwhile(GREETINGS.__contains__, words), "")
        found.is_polar |= begun in YES_OR_NO or "whether" in words or "if" in words
        place = 0
        while place < len(words):
            place += self._next(words[place:], found)

    def _next(self, words: Sequence[str], found: _Read) -> int:
        """Take what the words begin with; return how many words it is."""
        return (
            self._name(words, found)
            or self._period(words, found)
            or _ours(words, found)
            or self._part(words, found)
            or _unknown(words, found)
        )

    def _name(self, words: Sequence[str], found: _Read) -> int:
        server, named = self._known.names.server_at(words), self._known.names.named_at(words)
        if named and not self._names_first and all(map(_is_ours, words[: named.words])):
            named = None
        if server and named:
            return found.take(max(server, named, key=lambda each: each.words))
        return found.take(name) if (name := server or named) else 0

    def _period(self, words: Sequence[str], found: _Read) -> int:
        if (span := read_period(words, self._known.today)) is None:
            return 0
        found.spans.append(span)
        found.senses.add(Sense.PERIOD)
        return span.words

    def _part(self, words: Sequence[str], found: _Read) -> int:
        """Take the beginning of a name, or a release whose signs are others."""
        names = self._known.names
        if release := names.release_like(words[0]):
            return found.take(Found(Name(Sense.RELEASE, release), 1, is_part=True))
        if server := names.server_like(words[0]):
            return found.take(Found(Name(Sense.SERVER, server), 1))
        like = names.integration_at(words)
        return found.take(like) if like else 0


def _is_ours(word: str) -> bool:
    return word in WORDS or word in FILLERS


def _ours(words: Sequence[str], found: _Read) -> int:
    """Take a word of questions, or several that mean something together."""
    for length in (3, 2):
        together = tuple(words[:length])
        if together in TOGETHER:
            found.senses |= {sense} if (sense := TOGETHER[together]) else set()
            return length
    if words[0] in WORDS:
        found.senses.add(WORDS[words[0]])
        return 1
    return 1 if words[0] in FILLERS else 0


def _unknown(words: Sequence[str], found: _Read) -> int:
    found.unknown.append(words[0])
    return 1


def _matched(read: _Read, known: Known) -> Understood | None:
    """Return the question that was read; None where no pattern fits, or it names too much."""
    releases, integrations = read.of(Sense.RELEASE), read.of(Sense.INTEGRATION)
    if read.unknown or not read.senses or max(len(releases), len(integrations), len(read.spans)) > 1:
        return None
    if releases:
        read.senses.discard(Sense.IT)
    if read.spans and _asked(read) is None and _is_today(read.spans[0], known.today):
        # "What is live today?" asks what is live.
        read.spans.clear()
        read.senses.discard(Sense.PERIOD)
    asked = _asked(read)
    if asked is None or (asked is Asked.BROKEN and not _asks_of_trouble(read)):
        return None
    period = None
    for span in read.spans:
        period = span.ahead if asked in _AHEAD else span.past
        if period is None:
            return None
    return Understood(
        Question(
            asked,
            release=next(iter(releases), ""),
            servers=_in_order(read.of(Sense.SERVER), known.servers),
            integration=next(iter(integrations), ""),
            mine=bool(_MINE & read.senses) and not integrations and asked not in _OF_NOBODY,
            period=period,
            every=Sense.EVERY in read.senses and asked in _OF_ALL,
            is_polar=read.is_polar and asked in _POLAR,
        ),
        guessed=read.guessed,
        of_it=Sense.IT in read.senses and asked is not Asked.BROKEN,
    )


def _asked(read: _Read) -> Asked | None:
    return next((pattern.asked for pattern in PATTERNS if pattern.fits(read.senses)), None)


def _is_today(span: Span, today: date) -> bool:
    return span.past == span.ahead == Period(today, today)


def _asks_of_trouble(read: _Read) -> bool:
    """Say whether somebody asks; "Standard is down" is no question, and no answer to it would be right."""
    return read.asks or Sense.LEFT in read.senses


def _in_order(keys: Iterable[str], servers: tuple[Server, ...]) -> tuple[str, ...]:
    named = set(keys)
    return tuple(server.key for server in servers if server.key in named)
