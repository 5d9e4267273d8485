"""Where the thread of a case is: in the support channel, or where else it gets through."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import datetime

from rollouts.announcing.planning import refresh
from rollouts.announcing.revisions import next_revision
from rollouts.cases import RAISE_AFTER, Case
from rollouts.deliveries import (
    OPEN,
    Action,
    Announcement,
    Delivery,
    Key,
    NewDelivery,
    Reason,
    State,
    finished,
)
from rollouts.delivery.case_words import say_there
from rollouts.delivery.mailing import first_mail
from rollouts.kinds import CASE_COPY, CASE_IS_OPEN, CASE_OPENED, CASE_RAISED
from rollouts.ports import Ledger
from rollouts.references import GROUP_MOST, people_at, place_of
from rollouts.topics import TopicKind


def open_thread(*, ledger: Ledger, case: Case) -> Case:
    """Keep a new case, and plan its thread in the first place that takes one."""
    place = next(_places(ledger, case, tried=frozenset()), case.opened_by)
    case = ledger.save_case(replace(case, thread_channel=place))
    opened = NewDelivery(Key(case.topic, Announcement(CASE_OPENED), place), ledger.now)
    # Nothing has been said of it yet, so no revision is taken.
    raised = _raised(case, ledger.now) if case.urgent else ()
    ledger.plan([opened, *raised, *_copies(ledger, case), first_mail(case, ledger.now)])
    return case


def raise_later(*, ledger: Ledger, case: Case) -> None:
    """Plan to raise a case again that is urgent from now on, for as long as nobody acknowledges it."""
    ledger.plan(
        replace(each, key=replace(each.key, revision=next_revision(ledger=ledger, like=each.key)))
        for each in _raised(case, ledger.now)
    )


def _raised(case: Case, now: datetime) -> Iterator[NewDelivery]:
    for times, after in enumerate(RAISE_AFTER, start=1):
        key = Key(case.topic, Announcement(CASE_RAISED, number=times), case.thread_channel)
        yield NewDelivery(key, now + after)


def _places(ledger: Ledger, case: Case, *, tried: Collection[str]) -> Iterator[str]:
    """Yield where its thread could be, the best first: never where it was tried, or where all is closed.

    That is the support channel, then where it was reported, then with the managers and the reporter together,
    then with a manager, then with the reporter.
    """
    closed = {pause.channel for pause in ledger.pauses()}
    managers = ledger.policy.managers_told
    together = place_of((*managers[: GROUP_MOST - 1], case.opened_by)) if managers else ""
    places = (ledger.policy.support_channel, case.channel, together, *managers, case.opened_by)
    return (place for place in places if place and place not in tried and place not in closed)


def move_thread(*, ledger: Ledger, case: Case) -> bool:
    """Let a case go on elsewhere, with what was still to be said of it; false when there is nowhere else."""
    posts = ledger.deliveries(case.topic)
    tried = {post.key.channel for post in posts if post.key.announcement.kind == CASE_OPENED}
    place = next(_places(ledger, case, tried=tried), None)
    if place is None:
        return False
    here = [post for post in posts if post.key.channel == case.thread_channel and post.state in OPEN]
    # A copy is for that manager, wherever the thread is.
    left = [post for post in here if post.key.announcement.kind != CASE_COPY]
    moved = ledger.save_case(replace(case, thread_channel=place))
    elsewhere = Reason.WENT_ELSEWHERE.value
    ledger.save_deliveries(finished(post, State.SKIPPED, elsewhere, ledger.now) for post in left)
    to_be_said = {
        post.key.announcement: max(post.due_at, ledger.now) for post in left if post.action is Action.POST
    }
    ledger.plan(
        NewDelivery(Key(moved.topic, announcement, place), due_at)
        for announcement, due_at in {Announcement(CASE_OPENED): ledger.now, **to_be_said}.items()
    )
    ledger.plan(_copies(ledger, moved))
    return True


def move_threads_from(*, ledger: Ledger, channel: str) -> None:
    """Let every open case whose thread is in a channel that was closed go on elsewhere."""
    for case in ledger.cases(open_only=True):
        if case.thread_channel == channel:
            move_thread(ledger=ledger, case=case)


def tell_of_thread(*, ledger: Ledger, after: Delivery) -> None:
    """Tell those who reported a case so far that it is open, once its thread is there, and where they did so.

    In their own place they see it. Where it was opened anew since it was told, what tells of it says where.
    """
    is_post = after.action is Action.POST and after.key.announcement.kind == CASE_OPENED
    is_there = is_post and after.state is State.SENT
    case = ledger.case(after.key.topic.number) if is_there else None
    if case is None:
        return
    readers = people_at(after.key.channel)
    ledger.plan(
        NewDelivery(Key(case.topic, Announcement(CASE_IS_OPEN), who), ledger.now)
        for who in case.reporters
        if who not in readers
    )
    say_there(ledger=ledger, case=case)
    opened = ledger.deliveries(case.topic, of=Announcement(CASE_OPENED))
    if any(each.action is Action.POST and each.id < after.id for each in opened):
        places = {each.key.channel for each in opened}
        refresh(ledger=ledger, topic=case.topic, only=lambda key: key.channel not in places)


def tell_of_copies(*, ledger: Ledger, after: Delivery) -> None:
    """Let what tells of a case say who has it, once the first manager has it, or one did not get it."""
    if after.key.announcement.kind != CASE_COPY or after.action is not Action.POST:
        return
    copies = ledger.deliveries(after.key.topic, of=after.key.announcement)
    is_first = after.id == min((each.id for each in copies if each.state is State.SENT), default=None)
    if after.state is State.FAILED or is_first:
        refresh(ledger=ledger, topic=after.key.topic, only=lambda key: key.announcement.kind != CASE_COPY)


def case_of_thread(*, ledger: Ledger, post: Delivery) -> Case | None:
    """Return the case in whose thread the post is to stand; None for what stands elsewhere."""
    topic = post.key.topic
    case = ledger.case(topic.number) if topic.kind is TopicKind.CASE else None
    return case if case and case.thread_channel == post.key.channel else None


def _copies(ledger: Ledger, case: Case) -> Iterator[NewDelivery]:
    """Yield the case for managers where its thread is not in the support channel; each gets it once."""
    if case.thread_channel != ledger.policy.support_channel:
        for manager in ledger.policy.managers_told:
            if manager not in people_at(case.thread_channel):
                yield NewDelivery(Key(case.topic, Announcement(CASE_COPY), manager), ledger.now)
