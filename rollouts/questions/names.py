"""The names that a ledger knows, found in the words of a question: servers, releases, integrations."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise, takewhile
from typing import Final

from rollouts.integrations import Integration
from rollouts.questions.tokens import words_of
from rollouts.questions.words import FILLERS, OTHER_WORDS, WORDS, Sense
from rollouts.releases import Release
from rollouts.servers import Server
from rollouts.texts import name_key

SHORTEST_PART: Final = 4
"""Signs of a word by which a longer one is known: "prod", "glob"."""


@dataclass(frozen=True, slots=True)
class Name:
    """Something that a name means: a server by its key, a release or an integration by its name."""

    sense: Sense
    of: str


@dataclass(frozen=True, slots=True)
class Found:
    """A name with which words begin; `is_part` where not all of it was typed."""

    name: Name
    words: int
    is_part: bool = False


@dataclass(frozen=True)
class Names:
    """The names of one workspace. What is looked for in them is put in order once, when it is first asked."""

    servers: tuple[Server, ...]
    releases: tuple[Release, ...]
    integrations: tuple[Integration, ...]

    def called(self, text: str) -> Name | None:
        """Find what is called just so, whatever its name is made of."""
        key = name_key(text)
        names = chain(
            ((each.short_name, Name(Sense.SERVER, each.key)) for each in self.servers),
            ((name, Name(Sense.RELEASE, each.name)) for each in self.releases for name in each.all_names),
            ((each.name, Name(Sense.INTEGRATION, each.name)) for each in self.integrations),
        )
        return next((name for known, name in names if name_key(known) == key), None)

    def server_at(self, words: Sequence[str]) -> Found | None:
        """Find the server with whose name the words begin: the longest one counts."""
        return _longest(words, self._servers)

    def server_like(self, word: str) -> str | None:
        """Find the one server that is known by the beginning of a name."""
        if len(word) < SHORTEST_PART or word in OTHER_WORDS:
            return None
        found = {
            name.of
            for phrases in self._servers.values()
            for phrase, name in phrases
            if phrase[0].startswith(word)
        }
        return found.pop() if len(found) == 1 else None

    def named_at(self, words: Sequence[str]) -> Found | None:
        """Find the release or integration with whose name, or title, the words begin: the longest counts."""
        return _longest(words, self._phrases)

    def release_like(self, word: str) -> str | None:
        """Find the release that is called so but for its signs: 2026-11, v2026.11."""
        squeezed = _squeezed(word)
        return self._squeezed.get(squeezed) or self._squeezed.get(squeezed.removeprefix("v"))

    def integration_at(self, words: Sequence[str]) -> Found | None:
        """Find the one integration in whose name each of the first words begins a word."""
        left = self._begun_by(words[0])
        taken = 1
        while taken < len(words) and (fewer := left & self._begun_by(words[taken])):
            left, taken = fewer, taken + 1
        if len(left) != 1 or self._meanings.get(tuple(words[:taken]), left) is None:
            return None
        return Found(Name(Sense.INTEGRATION, next(iter(left))), taken, is_part=True)

    def is_known(self, word: str) -> bool:
        """Say whether the word is one of a name, or begins one."""
        is_of_name = word in self.words or self.release_like(word) or self.server_like(word)
        return bool(is_of_name or self._begun_by(word))

    def after(self, word: str) -> frozenset[str]:
        """Return the words that come after that one in a name."""
        return frozenset(self._following.get(word, ()))

    @cached_property
    def _following(self) -> dict[str, set[str]]:
        following: dict[str, set[str]] = {}
        for index in (self._servers, self._phrases):
            for phrase, _ in chain.from_iterable(index.values()):
                for word, after in pairwise(phrase):
                    following.setdefault(word, set()).add(after)
        return following

    @cached_property
    def alone(self) -> Mapping[str, Name]:
        """The releases and integrations by their whole names; a release before what is called like it."""
        found: dict[str, Name] = {}
        for release in self.releases:
            for key in (key for name in release.all_names for key in (name.casefold(), name_key(name))):
                found.setdefault(key, Name(Sense.RELEASE, release.name))
        for integration in self.integrations:
            found.setdefault(name_key(integration.name), Name(Sense.INTEGRATION, integration.name))
        return found

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of a name that can be mistyped: those with a digit mean another thing then."""
        found = {word for index in (self._servers, self._phrases) for _, word in _spelt(index)}
        return frozenset(word for word in found if not any(map(str.isdigit, word)))

    @cached_property
    def _servers(self) -> "_Index":
        names = (
            (words_of(name), Name(Sense.SERVER, server.key))
            for server in self.servers
            for name in (server.key, server.name, server.short_name, server.former_name or "")
        )
        return _index(_meanings(names))

    @cached_property
    def _phrases(self) -> "_Index":
        return _index(self._meanings)

    @cached_property
    def _meanings(self) -> "_Meanings":
        titles = ((words_of(each.title), Name(Sense.RELEASE, each.name)) for each in self.releases)
        return _meanings(
            (
                *(
                    (words_of(name), Name(Sense.RELEASE, each.name))
                    for each in self.releases
                    for name in each.all_names
                ),
                *((words_of(each.name), Name(Sense.INTEGRATION, each.name)) for each in self.integrations),
                *((words, name) for words, name in titles if len(words) > 1),
            )
        )

    @cached_property
    def _squeezed(self) -> dict[str, str | None]:
        found: dict[str, str | None] = {}
        for release in self.releases:
            for name in release.all_names:
                if any(map(str.isdigit, name)):
                    squeezed = _squeezed(name)
                    is_free = found.get(squeezed, release.name) == release.name
                    found[squeezed] = release.name if is_free else None
        return found

    @cached_property
    def _by_word(self) -> tuple[list[str], dict[str, set[str]]]:
        """Return the words of the integrations' names in order, and which names have each of them."""
        having: dict[str, set[str]] = {}
        for integration in self.integrations:
            for word in words_of(integration.name):
                having.setdefault(word, set()).add(integration.name)
        return sorted(having), having

    def _begun_by(self, word: str) -> set[str]:
        words, having = self._by_word
        if word in WORDS or word in FILLERS:
            return set()
        if len(word) < SHORTEST_PART or word in OTHER_WORDS:
            return having.get(word, set())
        begun = takewhile(lambda each: each.startswith(word), words[bisect_left(words, word) :])
        return set().union(*(having[each] for each in begun))


_Meanings = dict[tuple[str, ...], Name | None]
"""What is called by these words; None where several things are, so that none is meant."""
_Index = dict[str, list[tuple[tuple[str, ...], Name]]]
"""Names by their first word, the longest first."""


def _meanings(names: Iterable[tuple[tuple[str, ...], Name]]) -> _Meanings:
    known: _Meanings = {}
    for words, name in names:
        known[words] = name if known.get(words, name) == name else None
    return known


def _index(meanings: _Meanings) -> _Index:
    index: _Index = {}
    for words, found in meanings.items():
        if words and found:
            index.setdefault(words[0], []).append((words, found))
    for phrases in index.values():
        phrases.sort(key=lambda each: -len(each[0]))
    return index


def _longest(words: Sequence[str], index: _Index) -> Found | None:
    for phrase, name in index.get(words[0], ()):
        if tuple(words[: len(phrase)]) == phrase:
            return Found(name, len(phrase))
    return None


def _spelt(index: _Index) -> Iterator[tuple[Name, str]]:
    return ((name, word) for phrases in index.values() for phrase, name in phrases for word in phrase)


def _squeezed(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())
