"""Telling apart what people type of a change: a release, a server, a day, and why."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches

from rollouts.servers import Server, match_server
from rollouts.texts import bare, name_key, one_line
from rollouts.typed_dates import BETWEEN, TypedDay, begins_with_day, read_day

EVERY_SERVER = ("both servers", "all servers", "every server", "both", "everywhere")
SLIP = 0.8
"""How like the name of a server a word is that is a slip of it (`difflib`, from 0 to 1)."""


@dataclass(frozen=True, slots=True)
class TypedChange:
    """What was typed as `NAME [server] [the rest]`.

    `release` is the name as it is known, or as it was typed where none fits (`is_known` tells); empty where
    there is none. `server` is the one named after it, or in its place; `every` where all of them are: "both".
    """

    release: str = ""
    is_known: bool = False
    server: Server | None = None
    every: bool = False
    rest: str = ""


@dataclass(frozen=True, slots=True)
class TypedMove:
    """What was typed as `NAME [server] DATE [why]`.

    `unread` are words before the day that are no server, or all that is left where there is no day.
    """

    change: TypedChange
    day: TypedDay | None = None
    unread: str = ""
    why: str = ""


def read_change(text: str, *, names: Iterable[str], servers: tuple[Server, ...]) -> TypedChange:
    """Tell a release's name, which may have blanks or look like a day, from what follows it.

    The longest of the `names` with which the text begins is meant; it may stand in quotes.
    """
    words = one_line(text).split()
    known = {name_key(name): name for name in names}
    for count in range(min(len(words), _most_words(known)), 0, -1):
        if name := _known(" ".join(words[:count]), known):
            return replace(_after_name(words[count:], servers), release=name, is_known=True)
    in_its_place = _after_name(words, servers)
    if in_its_place.server or (in_its_place.every and not in_its_place.rest):
        return in_its_place
    for count in range(1, len(words)):
        after = _after_name(words[count:], servers)
        if after.server or after.every or begins_with_day(after.rest):
            return replace(after, release=bare(" ".join(words[:count])))
    return TypedChange(bare(" ".join(words)))


def misspelt_server(typed: TypedChange, servers: tuple[Server, ...]) -> str:
    """Return the word after a release's name that seems to be meant for a server; empty if there is none.

    Taken for the beginning of a reason it would let the change be of another server, or of all of them.
    """
    word = "" if typed.server or typed.every else next(iter(typed.rest.split()), "")
    names = [name for server in servers for name in (server.key, server.short_name, server.former_name or "")]
    return word if get_close_matches(name_key(word), map(name_key, names), cutoff=SLIP) else ""


def read_move(
    text: str,
    *,
    names: Iterable[str],
    servers: tuple[Server, ...],
    today: date,
    planned: Callable[[TypedChange], date | None],
) -> TypedMove:
    """Tell what `read_change` tells, and then the day from the reason after it.

    `planned` says for which day that stage is planned: "+2d" may be meant from today or from there.
    """
    change = read_change(text, names=names, servers=servers)
    words = change.rest.split()
    for count in range(len(words)):
        if day := read_day(" ".join(words[count:]), today=today, planned=planned(change)):
            return TypedMove(change, day, " ".join(words[:count]), day.rest)
    return TypedMove(change, unread=change.rest)


def _known(typed: str, known: dict[str, str]) -> str | None:
    return known.get(name_key(typed)) or known.get(name_key(bare(typed)))


def _after_name(words: list[str], servers: tuple[Server, ...]) -> TypedChange:
    start = 1 if words and name_key(words[0]) == "on" else 0
    names = (name for server in servers for name in (server.key, server.name, server.former_name or ""))
    for end in range(min(len(words), start + _most_words(names)), start, -1):
        if server := match_server(text=" ".join(words[start:end]), servers=servers):
            return TypedChange(server=server, rest=_rest(words[end:]))
    keys = [name_key(word.rstrip(BETWEEN)) for word in words[start:]]
    for every in map(str.split, EVERY_SERVER):
        if keys[: len(every)] == every and keys[len(every) : len(every) + 1] != ["of"]:
            return TypedChange(every=True, rest=_rest(words[start + len(every) :]))
    return TypedChange(rest=_rest(words))


def _rest(words: list[str]) -> str:
    return " ".join(words).lstrip(BETWEEN)


def _most_words(names: Iterable[str]) -> int:
    return max((len(name.split()) for name in names), default=0)
