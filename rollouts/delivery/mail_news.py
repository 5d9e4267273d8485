"""What is heard of e-mails to the vendor in the thread of their case: a word on each, or only a tick.

Whoever told the vendor something sees a tick on their message once the mail server took it. Where it went
wrong, where it told more than such words, and where no tick can be set, a word is said instead.
"""

from dataclasses import replace
from datetime import datetime

from rollouts.announcing.briefs import TickBrief
from rollouts.announcing.late import Skip
from rollouts.announcing.planning import refresh
from rollouts.case_mails import positions_in
from rollouts.cases import Case
from rollouts.deliveries import (
    SEARCH_AFTER,
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
from rollouts.delivery.mailing import following, mails_of, number_of
from rollouts.kinds import CASE_COPY, CASE_IS_OPEN, CASE_MAILED, CASE_OPENED, CASE_TICK
from rollouts.ports import Ledger

TOLD_FROM_TRY = 2
"""One failed try is no news: the next may do."""

TICKS_TRIED = 5
"""How often a tick is tried when answers are lost; set twice it is the same one."""

_NO_NEWS = frozenset({State.PLANNED, State.CLAIMED})


def tell_of_mail(*, ledger: Ledger, mail: Delivery) -> None:
    """Let the thread of the case say what became of a mail, if that is news; what it said is kept current."""
    case = ledger.case(mail.key.topic.number)
    if case is None or not _is_news(mail):
        return
    is_ticked = mail.state is State.SENT and _tick(ledger, mail, case)
    word = Key(case.topic, Announcement(CASE_MAILED, number=number_of(mail)), case.thread_channel)
    if not is_ticked:
        ledger.plan([NewDelivery(word, ledger.now)])
    shown = {word.announcement, *map(Announcement, (CASE_OPENED, CASE_COPY, CASE_IS_OPEN))}
    refresh(ledger=ledger, topic=case.topic, only=lambda key: key.announcement in shown)


def _is_news(mail: Delivery) -> bool:
    if mail.state is State.WAITING:
        is_busy = mail.reason == Reason.MAIL_SERVER_BUSY
        return not is_busy and (mail.attempts >= TOLD_FROM_TRY or mail.lost_at is not None)
    return mail.state not in _NO_NEWS


def _tick(ledger: Ledger, mail: Delivery, case: Case) -> bool:
    """Tick the messages whose words the mail brought; say whether that tells all there is to tell of it."""
    after = following(mail, mails_of(ledger=ledger, case=case))
    told = positions_in(case=case, mail=number_of(mail), following=after)
    on_messages = [position for position in told if case.notes[position].message]
    ledger.plan(
        NewDelivery(
            Key(case.topic, Announcement(CASE_TICK, number=position), case.thread_channel),
            ledger.now,
            Action.UPDATE,
        )
        for position in on_messages
    )
    return number_of(mail) > 0 and not mail.reason and len(on_messages) == len(told)


def tick_brief(*, ledger: Ledger, tick: Delivery) -> TickBrief | Skip:
    """Return on which message the tick goes."""
    case, position = ledger.case(tick.key.topic.number), tick.key.announcement.number or 0
    message = case.notes[position].message if case else None
    return TickBrief(tick.id, tick.key.announcement, message) if message else Skip(Reason.NO_LONGER_PLANNED)


def after_ticking(tick: Delivery, outcome: Outcome, now: datetime) -> Delivery:
    """Return a tick as it stands after that outcome of setting it."""
    match outcome:
        case Sent():
            return finished(tick, State.SENT, "", now)
        case NotPosted(reason, after):
            return replace(tick, state=State.WAITING, reason=reason, next_at=now + after)
        case Lost(reason) if tick.attempts < TICKS_TRIED:
            return replace(tick, state=State.WAITING, reason=reason, next_at=now + SEARCH_AFTER[0])
        case failed:
            return finished(tick, State.SKIPPED, failed.reason, now)


def say_instead(*, ledger: Ledger, tick: Delivery) -> None:
    """Say in a word on its mail what a tick that cannot be set was to say."""
    case, note = ledger.case(tick.key.topic.number), (tick.key.announcement.number or 0) + 1
    if case and tick.state is State.SKIPPED:
        number = max(
            number_of(mail) for mail in mails_of(ledger=ledger, case=case) if number_of(mail) <= note
        )
        word = Key(case.topic, Announcement(CASE_MAILED, number=number), case.thread_channel)
        ledger.plan([NewDelivery(word, ledger.now)])
