"""The ledger's contract: the secret for the tokens in mails, the mails that came in, and the mailbox."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from rollouts.incoming_mail import Address, Attachment, Automatic, IncomingMail, Unread
from rollouts.mail_files import KEPT_FOR, MailFile
from rollouts.mailboxes import Mailbox
from rollouts.policy import Policy
from rollouts.ports import Ledger
from rollouts.received_mails import ReceivedMail
from storage.ledger import SqlLedger

MAIL = IncomingMail(
    message_id="<1@vendor.example>",
    sender=Address("Priya", "priya@vendor.example"),
    subject="Re: player is blank",
    sent_at=None,
    references=("<0@acme.example>",),
    recipients=(Address("Fortnight", "releases@acme.example"),),
    text="Fixed.",
    whole="Fixed.\n> \U0001f600",
    attachments=(Attachment("log.txt", "text/plain", 12, inline=False, part=2),),
    automatic=Automatic.GENERATED,
    verified=True,
    unread=frozenset({Unread.DATE, Unread.CHARSET}),
)
BARE = replace(MAIL, sender=None, automatic=None, unread=frozenset(), message_id="<2@elsewhere.example>")


def test_the_secret_is_made_once_and_stays(ledger: Ledger) -> None:
    secret = ledger.mail_secret()

    assert len(secret) >= 32
    assert ledger.mail_secret() == secret


def test_what_mails_about_a_case_say_is_forgotten_and_not_that_they_came(
    ledger: Ledger, now: datetime
) -> None:
    one = ledger.keep_mail(ReceivedMail(now, MAIL, case=1), "one")
    other = ledger.keep_mail(ReceivedMail(now, BARE, case=2), "other")
    assert one
    assert other

    assert ledger.forget_mails(case=1) == 1
    assert ledger.forget_mails(case=1) == 0
    assert ledger.received_mail(one.number) is None
    assert ledger.received_mail(other.number) == other
    assert ledger.cases_of_mails([MAIL.message_id]) == {MAIL.message_id: 1}
    assert ledger.keep_mail(ReceivedMail(now, MAIL, case=1), "one") is None


def test_mails_are_kept_whole_and_numbered(ledger: Ledger, now: datetime) -> None:
    first = ReceivedMail(now, replace(MAIL, sent_at=now), 3, is_from_vendor=True)
    second = ReceivedMail(now, BARE, 3, is_last_shown=True)

    assert ledger.keep_mail(first, "a") == replace(first, number=1)
    assert ledger.keep_mail(second, "b") == replace(second, number=2)

    assert ledger.received_mail(1) == replace(first, number=1)
    assert ledger.received_mail(2) == replace(second, number=2)
    assert ledger.received_mail(3) is None


def test_the_same_mail_is_kept_once(ledger: Ledger, now: datetime) -> None:
    mail = ReceivedMail(now, MAIL, 3)
    ledger.keep_mail(mail, "a")

    assert ledger.keep_mail(mail, "a") is None
    assert ledger.keep_mail(mail, "b") == replace(mail, number=2)


def test_of_a_mail_about_no_case_nothing_is_kept_but_that_it_came(ledger: Ledger, now: datetime) -> None:
    ledger.keep_mail(ReceivedMail(now, MAIL), "a")

    assert ledger.keep_mail(ReceivedMail(now, MAIL), "a") is None
    assert ledger.received_mail(1) is None
    assert ledger.cases_of_mails([MAIL.message_id]) == {}


def test_the_case_of_a_mail_is_known_by_its_message_id(ledger: Ledger, now: datetime) -> None:
    ledger.keep_mail(ReceivedMail(now, MAIL, 3), "a")
    ledger.keep_mail(ReceivedMail(now, BARE, 4), "b")

    assert ledger.cases_of_mails(["<1@vendor.example>", "<9@vendor.example>"]) == {"<1@vendor.example>": 3}
    assert ledger.cases_of_mails([]) == {}


def test_mails_of_a_case_are_counted_from_then_on(ledger: Ledger, now: datetime) -> None:
    hour = timedelta(hours=1)
    kept = [
        ReceivedMail(now - 2 * hour, MAIL, 3),
        ReceivedMail(now - hour, MAIL, 3),
        ReceivedMail(now, MAIL, 3, is_from_vendor=True),
        ReceivedMail(now, MAIL, 4),
    ]
    assert ledger.last_mail_at() is None
    for number, mail in enumerate(kept):
        ledger.keep_mail(mail, str(number))

    assert ledger.last_mail_at() == now
    assert ledger.count_mails(case=3, since=now - hour, of_vendor=False) == 1
    assert ledger.count_mails(case=3, since=now - hour, of_vendor=True) == 1


def test_a_mailbox_is_kept_by_its_name(ledger: Ledger, now: datetime) -> None:
    box = Mailbox("releases@mail.example/INBOX", 2**32 - 1, 2**32 - 2, "one", now)
    assert ledger.mailbox(box.name) is None

    ledger.save_mailbox(replace(box, read_to=1, reader="", held_at=None))
    ledger.save_mailbox(box)

    assert ledger.mailbox(box.name) == box
    assert ledger.mailbox("releases@mail.example/Support") is None


def test_what_is_in_files_of_mails_is_kept_until_it_is_shared(ledger: Ledger) -> None:
    files = (MailFile("b.txt", b"\0\xff"), MailFile("a.txt", b"It hangs."))

    ledger.keep_mail_files(1, files)

    assert ledger.mail_files(1) == files
    assert ledger.mail_files(2) == ()
    ledger.forget_mail_files(2)
    ledger.forget_mail_files(1)
    assert ledger.mail_files(1) == ()


def test_what_is_in_files_is_kept_no_longer_than_a_week(
    sql_ledger: SqlLedger, any_connection: Connection, policy: Policy, now: datetime
) -> None:
    later = SqlLedger(any_connection, workspace="T0ACME", policy=policy, now=now + KEPT_FOR + timedelta(1))
    sql_ledger.keep_mail_files(1, [MailFile("a.txt", b"It hangs.")])

    later.keep_mail_files(2, [MailFile("b.txt", b"It is slow.")])

    assert (later.mail_files(1), len(later.mail_files(2))) == ((), 1)
