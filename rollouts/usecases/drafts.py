"""Taking in the vendor's news: what it says of each release becomes a draft, once however often it comes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum

from rollouts.delivery.draft_questions import (
    ask_about,
    judged_draft,
    judged_in,
    topic_of,
    who_is_asked,
)
from rollouts.delivery.vendors_word import pass_word_on, who_hears_it
from rollouts.intake.filling import about as about_release
from rollouts.intake.filling import called
from rollouts.intake.judging import Judged, ToDo
from rollouts.intake.reading import read
from rollouts.intake.wordings import Wordings
from rollouts.news import Entry, News
from rollouts.news_drafts import DraftState, NewsDraft, ReadEntry, Source, digest_of
from rollouts.ports import Ledger


@dataclass(frozen=True, slots=True)
class TakeInNews:
    """An entry of a source came in: a mail, an entry of a feed, a file.

    Attributes:
        source: Where it comes from; one draft is made for each release and source.
        identity: The source's own name for it: a Message-ID, the id of a feed's entry. The same identity with
            other words is an edit; other identities with the same words are the same news.
        entry: What is to be read of it.
        wordings: The words by which it is read.
        at: When the vendor wrote it (aware); None where nobody knows, then it is now.
        is_verified: False where nobody knows whether it really comes from whom it names: a mail whose sender
            was not authenticated.
    """

    source: Source
    identity: str
    entry: Entry
    wordings: Wordings
    at: datetime | None = None
    is_verified: bool = True


UNVERIFIED_MOST = 3
"""How many drafts of mails may wait that nobody knows to be true: forged ones must not keep managers busy."""


class Fate(Enum):
    """What became of the news of one release; `LEFT`: it may be forged, as others that wait already."""

    NO_RELEASE = "no_release"
    KNOWN = "known"
    LEFT = "left"
    NOTHING_NEW = "nothing_new"
    CONFIRMS = "confirms"
    DRAFTED = "drafted"

    @property
    def is_to_decide(self) -> bool:
        """Whether somebody has to decide about it."""
        return self in {Fate.CONFIRMS, Fate.DRAFTED}


@dataclass(frozen=True, slots=True)
class NewsTaken:
    """What became of the news of one release: its name as the text has it, and the number of its draft.

    `is_unheard` when somebody has to decide about it, and there is nobody who could be asked: no manager is
    named, and no support channel.
    """

    fate: Fate
    release: str = ""
    draft: int = 0
    is_unheard: bool = False


def take_in(ledger: Ledger, request: TakeInNews) -> tuple[NewsTaken, ...]:
    """Take in what an entry of a source says of each release; of none where it speaks of none.

    Nothing of it is said to anybody but those who decide. The same news twice is nothing, and an edited entry
    changes its draft. What differs from nothing in the calendar asks nothing.
    """
    found = read(request.entry, wordings=request.wordings, servers=ledger.servers())
    return tuple(_taken(ledger, request, news) for news in found) or (NewsTaken(Fate.NO_RELEASE),)


def _taken(ledger: Ledger, request: TakeInNews, news: News) -> NewsTaken:
    name = news.name.value if news.name else ""
    entry = ReadEntry(
        identity=request.identity,
        digest=digest_of(request.entry),
        at=min(request.at or ledger.now, ledger.now),
        news=news,
        is_verified=request.is_verified,
    )
    about = about_release(name) or f"? {request.identity}"
    known = next((each for each in _drafts_of(ledger, name, about) if each.source == request.source), None)
    if known and known.knows(entry):
        return NewsTaken(Fate.KNOWN, name, known.number)
    if known is None and not request.is_verified and _unverified(ledger) >= UNVERIFIED_MOST:
        return NewsTaken(Fate.LEFT, name)
    before = known or NewsDraft(request.source, about, (), DraftState.NO_NEWS, ledger.now)
    draft = before.with_entry(entry)
    draft = replace(draft, state=_state(ledger, before, draft))
    if draft.state is not before.state:
        draft = replace(draft, changed_at=ledger.now, by="", put_off_to=None)
    draft = ledger.save_draft(draft if draft.is_waiting else draft.with_all_decided())
    if draft.is_waiting or before.is_waiting:
        ask_about(ledger, draft)
    judged = judged_in(ledger, news)
    is_word = judged.to_do is ToDo.CONFIRM
    if judged.known and news.live_on and is_word:
        pass_word_on(ledger, judged.known, news.live_on.value)
    fate = Fate.CONFIRMS if is_word else Fate.DRAFTED if draft.is_waiting else Fate.NOTHING_NEW
    people = who_hears_it(ledger, judged.known) if is_word and judged.known else who_is_asked(ledger, draft)
    return NewsTaken(fate, name, draft.number, is_unheard=fate.is_to_decide and not people)


def ask_unheard(ledger: Ledger) -> None:
    """Ask about what waits and nobody was asked about: there was nobody yet, or their names meant nothing."""
    for draft in ledger.drafts():
        if draft.state is DraftState.OPEN and not ledger.deliveries(topic_of(draft)):
            ask_about(ledger, draft)


def _drafts_of(ledger: Ledger, name: str, about: str) -> Iterator[NewsDraft]:
    """Yield the drafts of a release, those too that were made while it was called otherwise."""
    release = called(name, ledger.releases())
    names = map(about_release, release.all_names) if release else ()
    for each in dict.fromkeys((about, *names)):
        yield from ledger.drafts(about=each)


def _unverified(ledger: Ledger) -> int:
    return sum(not draft.last.is_verified for draft in ledger.drafts())


def _state(ledger: Ledger, before: NewsDraft, draft: NewsDraft) -> DraftState:
    """Say where a draft stands after an entry came in."""
    judged = judged_draft(ledger, draft)
    if judged.to_do is ToDo.NOTHING:
        return DraftState.NO_NEWS if before.is_waiting else before.state
    # Whoever forges mails must not ask once more by writing another day.
    is_again = not draft.last.is_verified or _asks_the_same(before.whole, draft.whole)
    if before.state is DraftState.NOT_FOR_US and is_again:
        return before.state
    if before.is_waiting and _of_note(judged) == _of_note(judged_draft(ledger, before)):
        return before.state
    return DraftState.OPEN


def _of_note(judged: Judged) -> object:
    """Return for what somebody would look again at what they put off."""
    return judged.to_do, judged.draft, judged.news.questions


def _asks_the_same(before: News, news: News) -> bool:
    """Say whether news brings nothing for which somebody would look again at what they decided against."""
    return _days_and_impact(before) == _days_and_impact(news)


def _days_and_impact(news: News) -> object:
    days = {server: fact.value for server, fact in news.dates.items()}
    return days, news.impact and news.impact.value
