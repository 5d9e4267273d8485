"""Sharing the files of a mail that came in, in the thread of its case: below its words, and never twice.

Files carry no mark by which they could be found again. So a try of which nobody knows what became is not
made again: where they are not there for certain, a word in the thread says so, and where they are instead.
"""

from dataclasses import replace
from datetime import datetime

from rollouts.announcing.late import Skip
from rollouts.announcing.mail_briefs import FilesBrief
from rollouts.cases import Case
from rollouts.deliveries import (
    Action,
    Announcement,
    Delivery,
    Key,
    Lost,
    NewDelivery,
    NotPosted,
    Outcome,
    Reason,
    Sent,
    State,
    finished,
)
from rollouts.kinds import CASE_ANSWER, CASE_FILES, CASE_FILES_LEFT, FILES
from rollouts.ports import Ledger

TRIED_MOST = 5
"""How often files are brought up that are not there for certain."""


def share_files(*, ledger: Ledger, after: Delivery) -> None:
    """Share the files of a mail once its words are in the thread of its case."""
    key = after.key
    is_there = after.state is State.SENT and after.action is Action.POST
    if is_there and key.announcement.kind == CASE_ANSWER and ledger.mail_files(number_of(after)):
        # A channel of their own: nothing else waits while they are brought up.
        channel = f"{FILES.key}:{key.topic.number}"
        files = Announcement(CASE_FILES, number=number_of(after))
        ledger.plan([NewDelivery(Key(key.topic, files, channel), ledger.now)])


def number_of(delivery: Delivery) -> int:
    """Return the number of the mail whose words or files it brings."""
    return delivery.key.announcement.number or 0


def files_brief(*, ledger: Ledger, delivery: Delivery, case: Case) -> FilesBrief | Skip:
    """Gather which files are shared, and where; or why none are."""
    number = number_of(delivery)
    mail, files = ledger.received_mail(number), ledger.mail_files(number)
    card = ledger.card(case.topic, case.thread_channel)
    if mail is None or not files or card is None or card.message is None:
        return Skip(Reason.NOTHING_TO_SAY)
    place = card.message
    return FilesBrief(delivery.id, delivery.key.announcement, mail, place.channel, place.id, files)


def after_sharing(delivery: Delivery, outcome: Outcome, now: datetime) -> Delivery:
    """Return the delivery of files as it stands after that outcome of sharing them."""
    match outcome:
        case Sent(message):
            return replace(finished(delivery, State.SENT, "", now), message=message)
        case NotPosted(reason, after) if delivery.attempts < TRIED_MOST:
            return replace(delivery, state=State.WAITING, reason=reason, next_at=now + after)
        case Lost():
            return finished(delivery, State.SKIPPED, Reason.ANSWER_LOST.value, now)
        case failed:
            return finished(delivery, State.SKIPPED, failed.reason, now)


def tell_of_files(*, ledger: Ledger, delivery: Delivery) -> None:
    """Say in the thread why files are not there; what is in them is kept no longer than that is open."""
    case = ledger.case(delivery.key.topic.number)
    if delivery.state is State.SKIPPED and case:
        left = Announcement(CASE_FILES_LEFT, number=number_of(delivery))
        ledger.plan([NewDelivery(Key(case.topic, left, case.thread_channel), ledger.now)])
    if delivery.finished_at:
        ledger.forget_mail_files(number_of(delivery))


def why_not_shared(*, ledger: Ledger, case: Case, number: int) -> str:
    """Return why the files of a mail were not shared."""
    tried = ledger.deliveries(case.topic, of=Announcement(CASE_FILES, number=number))
    return next((each.reason for each in tried if each.state is State.SKIPPED), "")
