"""After downtime: one summary for a manager of what was posted late, what was left out, and why."""

from dataclasses import dataclass
from datetime import timedelta

from rollouts.announcing.late import LATE_AFTER
from rollouts.deliveries import Announcement, Key, NewDelivery
from rollouts.delivery.helpers import line
from rollouts.kinds import DOWNTIME
from rollouts.ports import Ledger
from rollouts.topics import Topic, TopicKind

SUMMARY_AFTER = timedelta(minutes=2)
"""How long after the start the summary is made: by then what was overdue has met its fate."""

NAMED_MOST = 200

TOPIC = Topic(TopicKind.DOWNTIME)
"""All summaries have it, so that what one has named is found."""


@dataclass(frozen=True, slots=True)
class Backlog:
    """How many posts were overdue when the bot started."""

    overdue: int


def plan_downtime_summary(ledger: Ledger) -> Backlog:
    """Look at start for what is overdue; if there is any, plan a summary of what becomes of it.

    Each post is named once: a process that is started again and again does not tell the same each time.
    What was entered after its time is not late because of us: had it been there while we worked, we would
    have tried it. So before the first start ever nobody was away.
    """
    worked_until = ledger.last_attempt()
    if worked_until is None:
        return Backlog(0)
    paused = {pause.channel for pause in ledger.pauses()}
    told = [delivery.key.announcement for delivery in ledger.deliveries(TOPIC)]
    named = {number for summary in told for number in summary.posts}
    overdue = [
        delivery
        for delivery in ledger.overdue(before=ledger.now - LATE_AFTER)
        # What waits for its channel is not late because of us; nor is an earlier summary worth another one.
        if delivery.key.channel not in paused
        # The pace may hold up a post for some minutes although we work.
        and (delivery.attempts or delivery.due_at > worked_until - LATE_AFTER)
        and delivery.key.announcement.kind != DOWNTIME
        and delivery.id not in named
    ]
    if overdue:
        number = 1 + max((summary.number or 0 for summary in told), default=0)
        posts = tuple(delivery.id for delivery in overdue[:NAMED_MOST])
        summary = Announcement(DOWNTIME, number=number, posts=posts)
        ledger.plan(
            NewDelivery(Key(TOPIC, summary, person), due_at=ledger.now + SUMMARY_AFTER)
            for person in line(ledger=ledger, topic=TOPIC)[:1]
        )
    return Backlog(len(overdue))
