"""A mailbox that somebody has to mend: managers hear of it once, and when it is over."""

from datetime import datetime

from rollouts.announcing.briefs import MailboxBrief
from rollouts.deliveries import Refused
from rollouts.delivery.mailbox_troubles import MailboxStands, tell_of_mailbox
from tests.support.delivering import deliver
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import ADMIN, MANAGER, MINUTE, STANDARD_DAY, at

NOON = at(STANDARD_DAY, 12)
BOX = "releases@mail.example/INBOX"
WRONG_LOGIN, NO_FOLDER = MailboxStands(BOX, "mail_login"), MailboxStands(BOX, "mail_no_folder")
FINE = MailboxStands(BOX)


def told(ledger: MemoryLedger, stands: MailboxStands, now: datetime = NOON) -> list[tuple[str, str, bool]]:
    """Tell how it stands; return who reads of which trouble, and whether that it is over."""
    tell_of_mailbox(ledger.at(now), stands)
    jobs = [(job.delivery.key.channel, job.brief) for job in deliver(ledger, now)]
    return [(who, it.trouble, it.is_over) for who, it in jobs if isinstance(it, MailboxBrief)]


def test_managers_are_told_once_and_when_it_is_over(ledger: MemoryLedger) -> None:
    everybody = (ADMIN.id, MANAGER.id)
    assert sorted(told(ledger, WRONG_LOGIN)) == [(who, "mail_login", False) for who in everybody]
    assert told(ledger, WRONG_LOGIN) == []

    assert sorted(told(ledger, FINE)) == [(who, "mail_login", True) for who in everybody]
    assert told(ledger, FINE) == []
    assert len(told(ledger, WRONG_LOGIN)) == 2


def test_another_trouble_settles_the_one_before(ledger: MemoryLedger) -> None:
    told(ledger, WRONG_LOGIN)

    assert {(trouble, is_over) for _, trouble, is_over in told(ledger, NO_FOLDER)} == {
        ("mail_login", True),
        ("mail_no_folder", False),
    }


def test_what_is_over_before_anybody_was_told_is_not_told(ledger: MemoryLedger) -> None:
    tell_of_mailbox(ledger.at(NOON), WRONG_LOGIN)

    assert told(ledger, FINE) == []
    assert len(told(ledger, WRONG_LOGIN, NOON + MINUTE)) == 2


def test_where_no_manager_is_known_somebody_else_in_line_is_told(ledger: MemoryLedger) -> None:
    ledger.policy = MemoryLedger().policy

    assert [who for who, *_ in told(ledger, WRONG_LOGIN)] == ["C0ACME"]


def test_who_cannot_be_reached_is_passed_over(ledger: MemoryLedger) -> None:
    tell_of_mailbox(ledger.at(NOON), WRONG_LOGIN)
    jobs = deliver(ledger, NOON, lambda _: Refused("user_not_found"))

    assert {job.delivery.key.channel for job in jobs} > {ADMIN.id, MANAGER.id}
