"""Which day of a sentence is that of which server. What is not said plainly is not read."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from rollouts.intake.days import FoundDay
from rollouts.intake.marks import Place, Sentence
from rollouts.intake.wordings import DAY_MARK, RELEASE_MARK, SERVER_MARK, Wordings

_SIGNS: Final = frozenset(":,()|-=>.·*–—\"'→" + RELEASE_MARK + DAY_MARK)  # noqa: RUF001 - signs as people type them
_CLAUSE_END: Final = re.compile(r"[,.;:()]| (?:and|und|et) ")
_LEAD_ENDS: Final = re.compile(r"[.;:!?,|] | [-–—] ")  # noqa: RUF001 - dashes as people type them
_OF_DAY: Final = re.compile(rf" (?:\w+ )?{DAY_MARK}")
_PIECES: Final = re.compile(r"[^\W\d_]+|\d+|\S")


@dataclass(frozen=True, slots=True)
class Pair:
    """A server and the day that a sentence gives it."""

    server: str
    day: FoundDay


def pairs(sentence: Sentence, wordings: Wordings) -> list[Pair]:
    """Return the servers of a sentence with their days.

    All servers stand before their days or all behind, as the sentence begins; between the two only words may
    stand that say nothing else ("Standard will be updated on 2 December"). Where the day is first, nothing
    else may be said of the server ("on 2 December Standard is closed").
    """
    places = _in_order(sentence)
    if not places or not is_sure(sentence, wordings) or not _is_of_release(sentence, places[0], wordings):
        return []
    found: list[Pair] = []
    day_first = isinstance(places[0], FoundDay)
    for place, (first, second) in enumerate(pairwise(places)):
        day, server = (first, second) if day_first else (second, first)
        if not (isinstance(day, FoundDay) and isinstance(server, Place)):
            continue
        if place and not _leads_on(sentence.marked[places[place - 1].end : first.start], wordings):
            continue
        end = places[place + 2].start if place + 2 < len(places) else len(sentence.marked)
        rest = _CLAUSE_END.split(sentence.marked[second.end : end], maxsplit=1)[0]
        if _says_nothing(sentence.marked[first.end : second.start], wordings) and (
            not day_first or _says_nothing(rest, wordings)
        ):
            found.append(Pair(server.what, day))
    return found


def is_sure(sentence: Sentence, wordings: Wordings) -> bool:
    """Say whether a sentence says for sure what it says: it neither asks, nor doubts, nor denies."""
    marked = sentence.marked
    if marked.rstrip(" )\"'”").endswith("?") or wordings.pattern("unsure").search(marked):
        return False
    # "2 December, not 30 November" denies a day alone, which is none of those that count.
    denied = (marked[found.end() :] for found in wordings.pattern("denied").finditer(marked))
    return all(_OF_DAY.match(rest) for rest in denied)


def _is_of_release(sentence: Sentence, first: Place | FoundDay, wordings: Wordings) -> bool:
    """Say whether a sentence is about a release, or says nothing but servers and days.

    What stands in its clause before them, and before the release itself, may say nothing else: "Testing of
    release 2026.11 on Standard" is no date of it, nor is "Please try it on Standard".
    """
    clause = _LEAD_ENDS.split(sentence.marked[: first.start])[-1]
    clause = wordings.pattern("that").split(clause)[-1]
    return _leads_on(clause, wordings)


def _leads_on(between: str, wordings: Wordings) -> bool:
    return all(piece in _SIGNS or piece.casefold() in wordings.leads for piece in _PIECES.findall(between))


def of_the_same(before: Sequence[Pair], sentence: Sentence, wordings: Wordings) -> list[Pair]:
    """Return the pairs of a sentence that gives another day alone: "Update: it comes on 9 December".

    Only where a single server was spoken of: else nobody knows whose day it is.
    """
    servers = {pair.server for pair in before}
    if len(servers) != 1 or sentence.servers or not sentence.told or not is_sure(sentence, wordings):
        return []
    it = wordings.pattern("it")
    rest = it.sub("", wordings.pattern("corrected").sub("", sentence.marked))
    is_alone = it.search(sentence.marked) and _leads_on(rest, wordings)
    return [Pair(next(iter(servers)), day) for day in sentence.told] if is_alone else []


def pairs_across(above: Sentence, below: Sentence, wordings: Wordings) -> list[Pair]:
    """Return the pairs of two rows of a table: servers in the upper one, as many days in the lower."""
    if above.days or not below.told or below.servers or len(above.servers) != len(below.told):
        return []
    if len(above.servers) < 2 or len(below.days) != len(below.told):  # noqa: PLR2004 - a row has several cells
        return []
    if not all(_says_nothing(row.marked.replace(SERVER_MARK, ""), wordings) for row in (above, below)):
        return []
    return [Pair(place.what, day) for place, day in zip(above.servers, below.told, strict=True)]


def _in_order(sentence: Sentence) -> list[Place | FoundDay]:
    """Return servers and days in their order; what is said twice in a row counts once."""
    places: Sequence[Place | FoundDay] = sorted(
        (*sentence.servers, *sentence.told), key=lambda each: each.start
    )
    found: list[Place | FoundDay] = []
    for place in places:
        last = found[-1] if found else None
        if isinstance(place, Place) and isinstance(last, Place) and place.what == last.what:
            found[-1] = Place(last.start, place.end, place.what)
        elif (
            isinstance(place, FoundDay)
            and isinstance(last, FoundDay)
            and (place.days, place.is_adrift) == (last.days, last.is_adrift)
        ):
            found[-1] = replace(last, end=place.end)
        else:
            found.append(place)
    return found


def _says_nothing(between: str, wordings: Wordings) -> bool:
    return all(piece in _SIGNS or piece.casefold() in wordings.between for piece in _PIECES.findall(between))
