"""A chat system of one page: what is claimed is said at once, and numbered."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from itertools import chain
from typing import NamedTuple

from rollouts.deliveries import (
    SEARCH_AFTER,
    Action,
    Announcement,
    Delivery,
    Lost,
    Message,
    Missing,
    NotReadable,
    Outcome,
    Reason,
    SearchOutcome,
    Sent,
)
from rollouts.delivery.claiming import ClaimDue, Job, claim_due
from rollouts.delivery.recording import Attempt, record
from rollouts.delivery.searching import ClaimSearch, Reading, Search, Searched, claim_search, record_search
from rollouts.topics import Topic
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import PREVIEW, RELEASE
from views.kept import write_words
from views.posts.messages import content_of

HOLD = timedelta(seconds=90)
"""How long a look may take."""


class Said(NamedTuple):
    """One message in one channel, at one time."""

    at: datetime
    channel: str
    announcement: str


def posted(job: Job) -> Outcome:
    """Answer as a chat system in which all goes well; messages are named after their deliveries."""
    return Sent(job.replaces or Message(job.delivery.key.channel, f"m{job.delivery.id}"))


def only_in_acme(outcome: Outcome) -> Callable[[Job], Outcome]:
    """Return an answer for `deliver`: that comes of everything in #acme, and elsewhere all goes well."""
    return lambda job: outcome if job.delivery.key.channel == "C0ACME" else posted(job)


lose = only_in_acme(Lost(Reason.ANSWER_LOST.value))
"""Answer as when the answers to all posts in #acme are lost."""


def in_words(job: Job) -> str:
    """Return what a message about a release says, as it is kept."""
    return write_words(content_of(job.brief).text) if job.delivery.statement else ""


def deliver(
    ledger: MemoryLedger,
    now: datetime,
    answer: Callable[[Job], Outcome] = posted,
    *,
    words: Callable[[Job], str] = lambda _: "",
) -> tuple[Job, ...]:
    """Say and record what is due until nothing is left; return the jobs in order."""
    said: list[Job] = []
    while jobs := claim_due(ledger.at(now), ClaimDue(100, 100)):
        record(ledger.at(now), tuple(Attempt(job, answer(job), words(job)) for job in jobs))
        said += jobs
    return tuple(said)


def take_readings(ledger: MemoryLedger, now: datetime) -> tuple[Reading, ...]:
    """Take all that is to be read, place by place."""
    return tuple(chain(*iter(lambda: claim_search(ledger.at(now), ClaimSearch(HOLD)), ())))


def take_looks(ledger: MemoryLedger, now: datetime) -> tuple[Search, ...]:
    """Take all looks that are due."""
    return tuple(search for reading in take_readings(ledger, now) for search in reading.searches)


def look(ledger: MemoryLedger, now: datetime, found: SearchOutcome) -> tuple[Search, ...]:
    """Search for what is to be looked for at that time; return the looks."""
    looks = take_looks(ledger, now)
    for each in looks:
        record_search(ledger.at(now), Searched(each, found))
    return looks


def look_in_vain(ledger: MemoryLedger, *, since: datetime) -> datetime:
    """Search for what was lost at that time until nobody looks any more; return when the last look was."""
    for after in SEARCH_AFTER:
        assert look(ledger, since + after, Missing())
    return since + SEARCH_AFTER[-1]


def look_at_nothing(ledger: MemoryLedger, *, since: datetime) -> datetime:
    """Look where nothing can be read for what was lost at that time; return when the look was."""
    assert look(ledger, since + SEARCH_AFTER[0], NotReadable("not_in_channel"))
    return since + SEARCH_AFTER[0]


def tell_until(
    ledger: MemoryLedger,
    end: datetime,
    *,
    start: datetime | None = None,
    words: Callable[[Job], str] = lambda _: "",
) -> tuple[Said, ...]:
    """Let time pass from `start` (else from the first that is due) until `end`; return every new message."""
    said: list[Said] = []
    while (due := _next_due(ledger)) is not None and due <= end:
        now = max(due, start) if start else due
        said += (
            Said(now, job.delivery.key.channel, str(job.delivery.key.announcement))
            for job in deliver(ledger, now, words=words)
            if job.delivery.action is Action.POST
        )
    return tuple(said)


def _next_due(ledger: MemoryLedger) -> datetime | None:
    return next((post.next_at or post.due_at for post in ledger.upcoming(limit=1)), None)


def in_acme(jobs: Iterable[Job]) -> list[Job]:
    """Return what is said in #acme."""
    return [job for job in jobs if job.delivery.key.channel == "C0ACME"]


def delivery_of(
    ledger: MemoryLedger, topic: Topic, announcement: Announcement, channel: str, revision: int = 0
) -> Delivery:
    """Return the one delivery of that key."""
    (found,) = (
        delivery
        for delivery in ledger.deliveries(topic)
        if (delivery.key.announcement, delivery.key.channel, delivery.key.revision)
        == (announcement, channel, revision)
    )
    return found


def row(
    ledger: MemoryLedger, announcement: Announcement = PREVIEW, channel: str = "C0ACME", revision: int = 0
) -> Delivery:
    """Return one delivery of the release 2026.11: unless another is asked for, its preview in #acme."""
    return delivery_of(ledger, RELEASE.topic, announcement, channel, revision)
