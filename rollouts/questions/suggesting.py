"""What can be asked that is nearest to what was not understood."""

from collections.abc import Collection, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import product
from typing import Final

from rollouts.questions.asked import Asked, Question
from rollouts.questions.phrases import phrase
from rollouts.questions.tokens import words_of
from rollouts.questions.words import WORDS, Sense
from rollouts.servers import Server

MOST: Final = 3
NAMED_MOST: Final = 3
"""How many names of one sort are taken up."""
LIKE: Final = 65
"""From this likeness on, of a hundred, an unknown word may be a name."""


def nearest_questions(
    text: str,
    *,
    servers: tuple[Server, ...],
    releases: Collection[str],
    integrations: Collection[str],
    named: Collection[str],
    senses: AbstractSet[Sense],
) -> tuple[Question, ...]:
    """Return the questions nearest to the text: about what it names, with words of the same sense, put alike.

    `releases` and `integrations` are those that may be meant; `named` are names and keys that it does name.
    """
    from rapidfuzz import fuzz  # noqa: PLC0415 - slow to load, and most questions are understood

    askable = dict.fromkeys(_askable(servers, releases, integrations))
    # Its words are many, and so near to all sorts of things.
    found = [each for each in askable if each.asked is not Asked.WINDOW or Sense.WINDOW in senses]
    phrases = {each: phrase(each, servers) for each in found}
    scores = {
        each: (
            sum(name in {each.release, each.integration, *each.servers} for name in named),
            len(senses & {WORDS[word] for word in words_of(typed) if word in WORDS}),
            fuzz.token_set_ratio(text, typed),
        )
        for each, typed in phrases.items()
    }
    return tuple(sorted(found, key=lambda each: scores[each], reverse=True)[:MOST])


def like(words: Sequence[str], names: Collection[str]) -> tuple[str, ...]:
    """Return the names that unknown words may mean, the likeliest first."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - as above

    found = (
        (score, name)
        for word in words
        for name, score, _ in process.extract(
            word, names, scorer=fuzz.QRatio, score_cutoff=LIKE, limit=NAMED_MOST, processor=str.casefold
        )
    )
    return tuple(dict.fromkeys(name for _, name in sorted(found, key=lambda each: -each[0])))[:NAMED_MOST]


def _askable(
    servers: tuple[Server, ...], releases: Collection[str], integrations: Collection[str]
) -> Iterator[Question]:
    """Yield what can be asked, the most wanted first."""
    keys = tuple((server.key,) for server in servers)
    yield Question(Asked.LIVE)
    yield Question(Asked.NEXT)
    yield Question(Asked.BROKEN, is_polar=True)
    yield from (Question(Asked.LIVE, servers=key) for key in keys)
    yield Question(Asked.TODO, mine=True)
    yield Question(Asked.BROKEN, is_polar=True, urgent=True)
    for release, key in product(releases, keys):
        yield Question(Asked.IS_ON, release, key)
        yield Question(Asked.WHEN, release, key)
    for release in releases:
        yield Question(Asked.IS_ON, release)
        yield Question(Asked.RELEASE, release)
        yield Question(Asked.READY, release)
        yield Question(Asked.TESTING, release)
        yield Question(Asked.LATE, release)
        yield Question(Asked.HELD, release)
        yield Question(Asked.ROLLED_BACK, release)
        yield Question(Asked.AFFECTED, release)
        yield Question(Asked.WINDOW, release)
    for integration in integrations:
        yield Question(Asked.INTEGRATION, integration=integration)
        yield Question(Asked.BROKEN, integration=integration, is_polar=True)
    yield Question(Asked.READY, mine=True)
    yield Question(Asked.CHANGED)
    yield Question(Asked.MINE, mine=True)
    yield from (Question(Asked.NEXT, servers=key) for key in keys)
    yield from (Question(Asked.BROKEN, servers=key, is_polar=True) for key in keys)
    yield from (Question(Asked.USERS, servers=key) for key in keys)
    yield Question(Asked.HELP)
