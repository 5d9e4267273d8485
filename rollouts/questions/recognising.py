"""What the words of a question are: names of the ledger, days, words with a sense, or unknown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import dropwhile

from rollouts.questions.names import Found, Name, Names
from rollouts.questions.periods import Span, read_period
from rollouts.questions.slips import mend
from rollouts.questions.tokens import WORDS_MOST, quoted, words_of
from rollouts.questions.words import FILLERS, GREETINGS, TOGETHER, WORDS, YES_OR_NO, Sense

Environments = Mapping[tuple[str, ...], tuple[str, ...]]
"""The keys of the servers on which environments are, by the words of their name."""

_OPEN_QUESTIONS = frozenset({Sense.WHAT, Sense.WHO, Sense.WHEN, Sense.WHERE, Sense.HOW, Sense.COUNT})
_OWNERS = frozenset({Sense.INTEGRATION, Sense.OWN})
_PLACED = frozenset({"on", "in"})
_ENVIRONMENT = frozenset({"environment", "environments", "env"})


@dataclass(slots=True)
class Recognised:
    """What was found in a question.

    Attributes:
        senses: Of its words and names.
        names: Those in it, in their order.
        spans: The days in it.
        unknown: Its other words.
        guessed: A word was mended or completed.
        loose: The name of an environment stands apart from whose it is.
        says_environment: The word "environment" stands behind it.
        asks: It is put as a question.
        is_polar: One that can be answered with yes or no.
        last: The sense of the newest word or name.
        before: The newest word itself.
    """

    senses: set[Sense] = field(default_factory=set)
    names: list[Name] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    guessed: bool = False
    loose: bool = False
    says_environment: bool = False
    asks: bool = False
    is_polar: bool = False
    last: Sense | None = None
    before: str = ""

    def take(self, found: Found) -> int:
        """Take a name; return how many words it is."""
        self.names.append(found.name)
        self.guessed |= found.is_part
        return self.mean(found.name.sense, found.words)

    def mean(self, sense: Sense | None, words: int = 1) -> int:
        """Take words of that sense; return how many they are."""
        self.senses |= {sense} if sense else set()
        self.last = sense
        return words

    def of(self, sense: Sense) -> list[str]:
        """Return what was named of that sort, each once."""
        return list(dict.fromkeys(name.of for name in self.names if name.sense is sense))


class Recogniser:
    """Goes through the words of a question from left to right.

    `names_first` lets names count that are words of ours too, such as "next" or "it". `environments` are
    those of the integrations that the question is about.
    """

    def __init__(
        self,
        names: Names,
        today: date,
        *,
        names_first: bool = False,
        environments: Environments | None = None,
    ) -> None:
        self._names = names
        self._today = today
        self._names_first = names_first
        self._environments = environments or {}

    def read(self, text: str) -> Recognised:
        """Recognise what is in a question."""
        found = Recognised()
        for part, is_quoted in quoted(text):
            words = words_of(part)
            if is_quoted and (name := self._names.called(part)):
                found.take(Found(name, len(words)))
            elif len(words) > WORDS_MOST:
                found.unknown.append("…")
            else:
                self._words(words, found)
        is_open = bool(found.senses & _OPEN_QUESTIONS)
        found.is_polar = not is_open and (found.is_polar or Sense.ANY in found.senses)
        found.asks = is_open or found.is_polar or "?" in text
        return found

    def _words(self, typed: tuple[str, ...], found: Recognised) -> None:
        words = mend(typed, self._names)
        found.guessed |= words != typed
        # "Standard is down" asks nothing, "is Standard down" does.
        begun = next(dropwhile(GREETINGS.__contains__, words), "")
        found.is_polar |= begun in YES_OR_NO or "whether" in words or "if" in words
        place = 0
        while place < len(words):
            taken = self._next(words[place:], found) or _unknown(typed[place], found)
            place += taken
            found.before = words[place - 1]

    def _next(self, words: Sequence[str], found: Recognised) -> int:
        """Take what the words begin with; return how many words it is, none if it is unknown."""
        return (
            self._environment(words, found)
            or self._name(words, found)
            or self._period(words, found)
            or _ours(words, found)
            or self._part(words, found)
        )

    def _environment(self, words: Sequence[str], found: Recognised) -> int:
        for phrase, servers in self._environments.items():
            if tuple(words[: len(phrase)]) == phrase:
                is_said = bool(_ENVIRONMENT & {*words[len(phrase) :][:1]})
                is_beside = is_said or found.last in _OWNERS
                # "Do we have it on test?" may be of the environment, "have we a test" is not.
                if is_beside or found.before in _PLACED or not all(map(_is_ours, phrase)):
                    found.says_environment |= is_said
                    found.loose |= not is_beside
                    for each in servers:
                        found.take(Found(Name(Sense.SERVER, each), len(phrase), is_part=True))
                    return len(phrase)
        return 0

    def _name(self, words: Sequence[str], found: Recognised) -> int:
        server, named = self._names.server_at(words), self._names.named_at(words)
        if named and not self._names_first and all(map(_is_ours, words[: named.words])):
            named = None
        if server and named:
            return found.take(max(server, named, key=lambda each: each.words))
        return found.take(name) if (name := server or named) else 0

    def _period(self, words: Sequence[str], found: Recognised) -> int:
        if (span := read_period(words, self._today)) is None:
            return 0
        found.spans.append(span)
        return found.mean(Sense.PERIOD, span.words)

    def _part(self, words: Sequence[str], found: Recognised) -> int:
        """Take the beginning of a name, or a release whose signs are others."""
        if release := self._names.release_like(words[0]):
            return found.take(Found(Name(Sense.RELEASE, release), 1, is_part=True))
        if server := self._names.server_like(words[0]):
            return found.take(Found(Name(Sense.SERVER, server), 1))
        like = self._names.integration_at(words)
        return found.take(like) if like else 0


def _is_ours(word: str) -> bool:
    return word in WORDS or word in FILLERS


def _ours(words: Sequence[str], found: Recognised) -> int:
    """Take a word of questions, or several that mean something together."""
    for length in (3, 2):
        together = tuple(words[:length])
        if together in TOGETHER:
            return found.mean(TOGETHER[together], len(together))
    if words[0] in WORDS:
        return found.mean(WORDS[words[0]])
    # A word that changes nothing parts nothing: "Acme LMS in production".
    return 1 if words[0] in FILLERS else 0


def _unknown(word: str, found: Recognised) -> int:
    found.unknown.append(word)
    return found.mean(None)
