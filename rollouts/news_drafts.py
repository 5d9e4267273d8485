"""Drafts: a release, or a change of one, as the vendor's news has it, until a manager has decided.

There is one for each release and source. Nothing is said of it to anybody but those who decide.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from hashlib import blake2s

from rollouts.news import STOPS, About, Entry, Fact, News, NewsKind, Question

ENTRIES_MOST = 40
"""Of how many entries a draft is made; of more the oldest are forgotten."""


class SourceKind(StrEnum):
    """How news comes in."""

    MAIL = "mail"
    FEED = "feed"
    FILE = "file"
    MESSAGE = "message"


@dataclass(frozen=True, slots=True)
class Source:
    """Where news comes from: a sender's address, the address of a feed, the name of a file, a channel."""

    kind: SourceKind
    name: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.name}"

    @classmethod
    def parse(cls, text: str) -> "Source":
        """Read what `str` wrote.

        Raises:
            ValueError: there is no such kind of source.
        """
        kind, _, name = text.partition(":")
        return cls(SourceKind(kind), name)


class DraftState(StrEnum):
    """Where a draft stands. `no_news`: nothing of it differs from the calendar, so nobody was asked."""

    OPEN = "open"
    LATER = "later"
    ENTERED = "entered"
    NOT_FOR_US = "not_for_us"
    NO_NEWS = "no_news"


_SLOTS = ("title", "live_on", "impact", "ui_changes", "opt_ins", "docs")
_ONLY_INFORM = frozenset({NewsKind.FYI, NewsKind.OTHER})
WAITING = frozenset({DraftState.OPEN, DraftState.LATER})
"""States in which somebody still has to decide."""


@dataclass(frozen=True, slots=True)
class ReadEntry:
    """What was read of a release in one entry of a source.

    Attributes:
        identity: The source's own name for it: a Message-ID, the id of a feed's entry.
        digest: The hash of what it says; another one for the same identity is an edit.
        at: When the vendor wrote it.
        news: What was read.
        is_verified: It is known to come from whom it names; always so where nobody can forge it.
        is_decided: Somebody has decided about it, or there was nothing to decide.
    """

    identity: str
    digest: str
    at: datetime
    news: News
    is_verified: bool = True
    is_decided: bool = False


@dataclass(frozen=True, slots=True)
class NewsDraft:
    """What one source says of one release.

    Attributes:
        source: The source.
        about: Which release: the same text however its name is spelt; of one without a name, the entry's.
        entries: What was read of it, the oldest first by when the vendor wrote it.
        state: Where it stands.
        changed_at: Since when (UTC).
        by: Who decided, or put it off; nobody while it is open.
        number: Its number within the workspace; 0 before it is kept.
        put_off_to: The workspace's day on which it is asked about again; None where it was not put off, or
            was before a day could be chosen.
    """

    source: Source
    about: str
    entries: tuple[ReadEntry, ...]
    state: DraftState
    changed_at: datetime
    by: str = ""
    number: int = 0
    put_off_to: date | None = None

    @property
    def is_waiting(self) -> bool:
        """Whether somebody still has to decide."""
        return self.state in WAITING

    @property
    def news(self) -> News:
        """What nobody has decided about yet: of each fact the newest word."""
        return put_together(self.entries)

    @property
    def whole(self) -> News:
        """All that it says, whoever has decided about it."""
        return put_together(tuple(replace(each, is_decided=False) for each in self.entries))

    @property
    def last(self) -> ReadEntry:
        """The newest entry."""
        return self.entries[-1]

    @property
    def version(self) -> str:
        """What stands for what it says now: whoever sends it back has seen that."""
        said = "".join(each.digest for each in self.entries if not each.is_decided)
        return blake2s(said.encode(), digest_size=4).hexdigest()

    def with_entry(self, entry: ReadEntry) -> "NewsDraft":
        """Take an entry in, in place of the one with its identity."""
        others = (each for each in self.entries if each.identity != entry.identity)
        entries = sorted((*others, entry), key=lambda each: each.at)
        return replace(self, entries=tuple(entries[-ENTRIES_MOST:]))

    def knows(self, entry: ReadEntry) -> bool:
        """Say whether an entry brings nothing: it was read before, or another one that says the same."""
        return any(each.digest == entry.digest or each.news == entry.news for each in self.entries)

    def with_all_decided(self) -> "NewsDraft":
        """Return it as it stands when nothing of it is to be asked about again."""
        return replace(self, entries=tuple(replace(each, is_decided=True) for each in self.entries))


def digest_of(entry: Entry) -> str:
    """Return the hash of what an entry says, and on which day: "in two weeks" is another day on another."""
    return blake2s(
        repr((entry.subject, entry.text, entry.sent_on)).encode(errors="replace"), digest_size=16
    ).hexdigest()


def put_together(entries: tuple[ReadEntry, ...]) -> News:
    """Return what entries say of a release that nobody has decided about: of each fact the newest word.

    So an old mail that comes once more, in whatever shape, says nothing against a newer one. The name counts
    in any case: it says what all of it is about.
    """
    name = next((each.news.name for each in reversed(entries) if each.news.name), None)
    news = _with_kind(News(name=name), entries)
    for slot in _SLOTS:
        newest = next((each for each in reversed(entries) if getattr(each.news, slot)), None)
        if newest and not newest.is_decided:
            news = replace(news, **{slot: getattr(newest.news, slot)})
    return replace(news, dates=_dates(entries), questions=tuple(_questions(entries)))


def _with_kind(news: News, entries: tuple[ReadEntry, ...]) -> News:
    """Say what the newest entry is for, unless a stop before it stands beside what that says."""
    newest: ReadEntry | None = None
    for each in entries:
        if each.news.kind and not (newest and _stands_beside(newest.news, each.news)):
            newest = each
    if newest is None or newest.is_decided:
        return news
    return replace(news, kind=newest.news.kind, stopped_on=newest.news.stopped_on)


def _stands_beside(stop: News, later: News) -> bool:
    """Say whether later news leaves a stop as it is: it only informs, or says that it is live elsewhere."""
    if not (stop.kind and later.kind and stop.kind.value in STOPS):
        return False
    on, live_on = stop.stopped_on, later.live_on
    is_live_elsewhere = bool(on and live_on and on.value != live_on.value)
    return later.kind.value in _ONLY_INFORM or is_live_elsewhere


def _dates(entries: tuple[ReadEntry, ...]) -> Mapping[str, Fact[date]]:
    newest: dict[str, ReadEntry] = {server: each for each in entries for server in each.news.dates}
    return {server: each.news.dates[server] for server, each in newest.items() if not each.is_decided}


def _questions(entries: tuple[ReadEntry, ...]) -> Iterator[Question]:
    """Yield what entries leave open and none after them says."""
    for position, entry in enumerate(entries):
        later = [each.news for each in entries[position + 1 :]]
        if not entry.is_decided:
            yield from (each for each in entry.news.questions if not any(_says(news, each) for news in later))


def _says(news: News, question: Question) -> bool:
    """Say whether news speaks of what a question is about."""
    if any(each.about is question.about and each.server == question.server for each in news.questions):
        return True
    match question.about:
        case About.DATE:
            return question.server in news.dates
        case About.IMPACT:
            return news.impact is not None
        case _:
            return False
