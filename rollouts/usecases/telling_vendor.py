"""Telling the vendor something in so many words: a message in the thread of a case goes out by e-mail."""

from dataclasses import dataclass

from rollouts.announcing.mail_briefs import MailBrief
from rollouts.case_files import CaseFile
from rollouts.case_transitions import noted
from rollouts.cases import Case, Note, NoteKind
from rollouts.deliveries import Delivery, Message, NewDelivery
from rollouts.delivery.mailing import mail_brief, mail_change, mail_key, mails_of
from rollouts.kinds import CASE_OPENED
from rollouts.people import Person
from rollouts.permissions import require_member
from rollouts.ports import Ledger
from rollouts.refusals import Blocked, Obstacle
from rollouts.texts import keepable
from rollouts.usecases.cases import case_is_closed


@dataclass(frozen=True, slots=True)
class TellVendor:
    """Somebody lets the words of a message be e-mailed; `thread` is the first message of where it stands."""

    actor: Person
    thread: Message | None
    message: Message | None
    text: str
    files: tuple[CaseFile, ...] = ()


@dataclass(frozen=True, slots=True)
class ToldVendor:
    """The case afterwards; `again` when these words went out before.

    `by_hand` is what somebody may send themselves, where no mail server is set.
    """

    case: Case
    again: bool = False
    by_hand: MailBrief | None = None


def tell_vendor(ledger: Ledger, request: TellVendor) -> ToldVendor:
    """Mail the words in the conversation of their case, and nothing else of its thread.

    Raises:
        NotAllowed: guests add details, no more.
        Blocked: it stands in no case's thread, or is a message of ours; there are no words; the case is
            closed.
    """
    require_member(request.actor)
    case = _case_of(ledger, request.thread)
    if case is None or request.message is None:
        raise Blocked(Obstacle.NO_CASE_HERE)
    if ledger.posted(request.message):
        raise Blocked(Obstacle.OUR_OWN_WORDS, str(case.number))
    if any(note.message == request.message for note in case.notes):
        return ToldVendor(case, again=True)
    text = keepable(request.text)
    if not text and not request.files:
        raise Blocked(Obstacle.NOTHING_TO_TELL, str(case.number))
    note = Note(
        NoteKind.TOLD_VENDOR, request.actor.id, ledger.now, text, request.message, files=request.files
    )
    told = noted(case=case, note=note)
    if told is None:
        raise case_is_closed(case)
    if ledger.policy.mail_from is None:
        return ToldVendor(case, by_hand=_by_hand(ledger, told))
    ledger.save_case(told)
    if not mails_of(ledger=ledger, case=told):
        ledger.plan([NewDelivery(mail_key(told, 0), ledger.now)])
    mail_change(ledger=ledger, case=told)
    return ToldVendor(told)


def _case_of(ledger: Ledger, thread: Message | None) -> Case | None:
    """Return the case whose thread begins with that message."""
    first = ledger.posted(thread) if thread else None
    if first is None or first.key.announcement.kind != CASE_OPENED:
        return None
    return ledger.case(first.key.topic.number)


def _by_hand(ledger: Ledger, told: Case) -> MailBrief:
    """Return the mail about the newest note as it would have gone out."""
    mail = Delivery(0, mail_key(told, len(told.notes)), ledger.now)
    return mail_brief(ledger=ledger, mail=mail, case=told)
