"""Deciding about an e-mail to the vendor that went wrong, or of which nobody knows whether it arrived."""

from dataclasses import dataclass, replace

from rollouts.deliveries import Delivery, Reason, State, finished
from rollouts.delivery.mail_news import tell_of_mail
from rollouts.delivery.mailing import mails_of
from rollouts.kinds import EMAIL
from rollouts.people import Person
from rollouts.permissions import require_member
from rollouts.ports import Ledger
from rollouts.refusals import Blocked, Obstacle, Thing, unknown

_CAN_BE_SENT = frozenset({State.WAITING, State.FAILED, State.UNKNOWN})


@dataclass(frozen=True, slots=True)
class SettleMail:
    """Somebody says that a mail arrived, or lets it be sent now; `mail` is the id of its delivery."""

    actor: Person
    mail: int
    has_arrived: bool


@dataclass(frozen=True, slots=True)
class MailSettled:
    """The mail afterwards; `again` when there was nothing to decide any more."""

    mail: Delivery
    has_arrived: bool
    again: bool = False


def settle_mail(ledger: Ledger, request: SettleMail) -> MailSettled:
    """Take a mail as arrived, or send it now; the thread of its case says so.

    Raises:
        NotAllowed: guests add details, no more.
        Blocked: there is still no mail server to send it by.
        Unknown: there is no such mail.
    """
    require_member(request.actor)
    mail = ledger.delivery(request.mail)
    if mail is None or mail.key.announcement.kind.outlet is not EMAIL:
        raise unknown(Thing.MESSAGE, "", ())
    if request.has_arrived:
        is_open = mail.state is State.UNKNOWN
        settled = finished(mail, State.SENT, Reason.SOMEBODY_SAW_IT.value, ledger.now)
    else:
        is_open = mail.state in _CAN_BE_SENT or _waits_for_server(ledger, mail)
        if is_open and ledger.policy.mail_from is None:
            raise Blocked(Obstacle.NO_MAIL_SERVER)
        settled = _sent_now(ledger, mail)
    if not is_open:
        return MailSettled(mail, request.has_arrived, again=True)
    ledger.save_deliveries([settled])
    tell_of_mail(ledger=ledger, mail=settled)
    return MailSettled(settled, request.has_arrived)


def _waits_for_server(ledger: Ledger, mail: Delivery) -> bool:
    """Say whether it was left out for want of a mail server, and its case still needs the vendor."""
    case = ledger.case(mail.key.topic.number)
    return mail.reason == Reason.NO_MAIL_SERVER and case is not None and not case.is_closed


def offer_skipped_mails(ledger: Ledger) -> None:
    """Let the threads of open cases offer what was left out for want of a mail server, once there is one."""
    if ledger.policy.mail_from is None:
        return
    for case in ledger.cases(open_only=True):
        for mail in mails_of(ledger=ledger, case=case):
            if mail.reason == Reason.NO_MAIL_SERVER:
                tell_of_mail(ledger=ledger, mail=mail)


def _sent_now(ledger: Ledger, mail: Delivery) -> Delivery:
    lost_at = mail.lost_at or (mail.started_at if mail.state is State.UNKNOWN else None)
    reason = Reason.TRIED_AGAIN.value
    return replace(
        mail, state=State.WAITING, reason=reason, next_at=ledger.now, finished_at=None, lost_at=lost_at
    )
