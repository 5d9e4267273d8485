"""E-mails to the vendor: when one is planned, what it tells, and what becomes of one that went wrong.

A mail is a delivery like any other, but it cannot be looked for. So one whose answer was lost is *unknown*
and somebody is asked; for an urgent case it goes out once more by itself, with the same Message-ID: a mail
that comes twice is better than none.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import assert_never

from rollouts.announcing.briefing import policy_in
from rollouts.announcing.late import Skip
from rollouts.announcing.mail_briefs import MailBrief
from rollouts.case_mails import MAIL_AFTER, TRY_AGAIN_AT_MOST, is_told, notes_in, was_urgent
from rollouts.case_tokens import message_id_of, token_of
from rollouts.cases import Case, NoteKind
from rollouts.deliveries import (
    OPEN,
    Announcement,
    Delivery,
    Key,
    Lost,
    NewDelivery,
    NotPosted,
    Outcome,
    Reason,
    Refused,
    Sent,
    State,
    finished,
    sent,
)
from rollouts.kinds import CASE_MAIL, EMAIL
from rollouts.ports import Ledger

SEND_AGAIN_AFTER = timedelta(seconds=10)
"""When a mail of an urgent case whose answer was lost goes out once more."""

MOST_DOUBLINGS = 10
_CAN_TELL_MORE = frozenset({State.PLANNED, State.SKIPPED})
"""What was refused goes out again only because somebody wants the vendor to know something."""

_MAY_HAVE_ARRIVED = frozenset({State.SENT, State.CLAIMED, State.UNKNOWN})


def mail_key(case: Case, number: int) -> Key:
    """Return the key of the mail of a case with that number. Its mails go one after the other."""
    return Key(case.topic, Announcement(CASE_MAIL, number=number), f"{EMAIL.key}:{case.number}")


def mails_of(*, ledger: Ledger, case: Case) -> tuple[Delivery, ...]:
    """Return the mails of a case, planned or sent, in their order."""
    return mails_in(ledger.deliveries(case.topic))


def mails_in(deliveries: Iterable[Delivery]) -> tuple[Delivery, ...]:
    """Return the mails among what is or was said of a case, in their order."""
    mails = (each for each in deliveries if each.key.announcement.kind == CASE_MAIL)
    return tuple(sorted(mails, key=number_of))


def first_mail(case: Case, now: datetime) -> NewDelivery:
    """Return the first mail of a case: at once if it is urgent and has words, else it waits for details."""
    waits = timedelta() if case.urgent and case.summary else MAIL_AFTER
    return NewDelivery(mail_key(case, 0), now + waits)


def mail_change(*, ledger: Ledger, case: Case) -> None:
    """Plan a mail about the newest note of a case, or let the one that has not gone out tell it too, now."""
    mails = mails_of(ledger=ledger, case=case)
    if not mails or not is_told(case.notes[-1]):
        return
    newest = mails[-1]
    if case.is_closed and not any(_may_have_arrived(mail) for mail in mails):
        given_up = [mail for mail in mails if mail.state in OPEN]
        ledger.save_deliveries(
            finished(mail, State.SKIPPED, Reason.ANSWERED.value, ledger.now) for mail in given_up
        )
    elif _may_have_arrived(newest):
        ledger.plan([NewDelivery(mail_key(case, len(case.notes)), ledger.now)])
    elif newest.state in _CAN_TELL_MORE or case.notes[-1].kind is NoteKind.TOLD_VENDOR:
        ledger.save_deliveries([sent_now(newest, ledger.now)])


def sent_now(mail: Delivery, now: datetime) -> Delivery:
    """Return a mail that has not gone out as one that goes out now, whatever became of it before."""
    planned = replace(mail, state=State.PLANNED, next_at=None, finished_at=None, reason="")
    return replace(planned, due_at=min(mail.due_at, now))


def _may_have_arrived(mail: Delivery) -> bool:
    return mail.state in _MAY_HAVE_ARRIVED or mail.lost_at is not None


def number_of(mail: Delivery) -> int:
    """Return the number of a mail of its case."""
    return mail.key.announcement.number or 0


def following(mail: Delivery, mails: tuple[Delivery, ...]) -> int | None:
    """Return the number of the mail after one; None if there is none."""
    return next((number_of(each) for each in mails if number_of(each) > number_of(mail)), None)


def mail_brief(*, ledger: Ledger, mail: Delivery, case: Case) -> MailBrief:
    """Gather what a mail of a case says."""
    number, secret, policy = number_of(mail), ledger.mail_secret(), ledger.policy
    mails = mails_of(ledger=ledger, case=case)
    after = following(mail, mails)
    servers, notes = ledger.servers(), notes_in(case=case, mail=number, following=after)
    domain = (policy.mail_from or "").rpartition("@")[2]
    message_id = message_id_of(case=case.number, mail=number, secret=secret, domain=domain)
    return MailBrief(
        delivery=mail.id,
        announcement=mail.key.announcement,
        case=case,
        release=ledger.release(case.release) if case.release else None,
        server=next((server for server in servers if server.key == case.server), None),
        integrations=tuple(filter(None, map(ledger.integration, case.integrations))),
        notes=notes,
        is_urgent=was_urgent(case=case, following=after),
        may_be_rolled_back=case.server == servers[0].key,
        token=token_of(case=case.number, secret=secret),
        message_id=mail.message.id if mail.message else message_id,
        references=tuple(
            each.message.id
            for each in mails
            if number_of(each) < number and each.message and _may_have_arrived(each)
        ),
        policy=policy_in(ledger=ledger, channel=case.channel),
        now=ledger.now,
        servers=servers,
        files=tuple(
            dict.fromkeys(
                (() if number else case.files) + tuple(file for note in notes for file in note.files)
            )
        ),
    )


def mail_to_send(*, ledger: Ledger, mail: Delivery, case: Case) -> MailBrief | Skip:
    """Gather what a mail says that is due; or why it is not sent."""
    if ledger.policy.mail_from is None:
        return Skip(Reason.NO_MAIL_SERVER)
    return mail_brief(ledger=ledger, mail=mail, case=case)


def after_sending(mail: Delivery, outcome: Outcome, now: datetime, *, is_urgent: bool) -> Delivery:
    """Return a mail as it stands after that outcome of sending it."""
    match outcome:
        case Sent(message, but):
            return replace(sent(mail, message, None, now), reason=but)
        case NotPosted(reason, after):
            return replace(mail, state=State.WAITING, reason=reason, next_at=now + _wait(mail, reason, after))
        case Lost(reason):
            return _lost(mail, reason, now, again_after=SEND_AGAIN_AFTER if is_urgent else None)
        case Refused(reason):
            return finished(mail, State.FAILED, reason, now)
        case _:
            assert_never(outcome)


def _wait(mail: Delivery, reason: str, after: timedelta) -> timedelta:
    """Wait twice as long after each try, but for a mail server that has enough to do just now."""
    if reason == Reason.MAIL_SERVER_BUSY:
        return after
    doublings = min(mail.attempts - 1, MOST_DOUBLINGS)
    return min(after * (1 << doublings), TRY_AGAIN_AT_MOST)


def _lost(mail: Delivery, reason: str, now: datetime, *, again_after: timedelta | None) -> Delivery:
    """Return a mail that may have been sent: unknown, unless it is sent again; that happens once."""
    if again_after is None or mail.lost_at is not None:
        return finished(mail, State.UNKNOWN, reason, now)
    lost_at = mail.started_at or now
    return replace(mail, state=State.WAITING, reason=reason, next_at=now + again_after, lost_at=lost_at)


def interrupted(*, ledger: Ledger, mail: Delivery) -> Delivery:
    """Return a mail during which the process ended, so that nobody knows what became of it."""
    case = ledger.case(mail.key.topic.number)
    again_after = timedelta() if case and case.urgent else None
    return _lost(mail, Reason.PROCESS_STOPPED.value, ledger.now, again_after=again_after)
