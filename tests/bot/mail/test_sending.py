"""Sending mails to a real server: what arrives, and of each failure whether the mail may have been sent."""

import asyncio
from collections.abc import AsyncIterator, Collection, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import trustme

from bot.mail.server import MailServer, Secrecy
from bot.mail.smtp import AT_ONCE, Limits, SmtpMailer
from rollouts.deliveries import Lost, Message, NotPosted, Outcome, Reason, Refused, Sent
from tests.support.mail_server import (
    ADDRESS,
    DROP,
    HANG,
    PASSWORD,
    USER,
    Postbox,
    authority,
    certificate,
    mail_server,
    trusting,
)
from views.posts.mails import Mail, MailFile

MAIL = Mail(
    sender="releases@acme.example",
    to=("support@vendor.example",),
    subject="URGENT: Acme LMS on Standard: 2026.11: der Spieler bleibt weiß",
    text="Hello,\n.\n..\nit is weiß.\n",
    message_id="<FN-3-abcdefghij.0@acme.example>",
    references=(),
    token="FN-3-abcdefghij",
    at=datetime(2026, 11, 30, 10, tzinfo=UTC),
)
TWO = replace(MAIL, to=("support@vendor.example", "gone@vendor.example"))
SHORT = Limits(step=0.2, all=2)
"""For servers that hang; a test that has to wait waits for no longer."""


async def nobody(_: Collection[str]) -> Mapping[str, str]:
    return {}


def mailer(server: MailServer, *, limits: Limits | None = None, ca: trustme.CA | None = None) -> SmtpMailer:
    return SmtpMailer(server, names=nobody, limits=limits, tls=trusting(ca or authority()))


@pytest.fixture
async def box() -> AsyncIterator[Postbox]:
    async with mail_server() as box:
        yield box


async def test_a_mail_arrives_as_it_was_written(box: Postbox) -> None:
    outcome = await mailer(box.server()).send(MAIL)

    (envelope,), (mail,) = box.taken, box.mails
    assert outcome == Sent(Message("support@vendor.example", MAIL.message_id))
    assert (envelope.mail_from, envelope.rcpt_tos) == (MAIL.sender, list(MAIL.to))
    assert (mail["Subject"], mail.get_content()) == (MAIL.subject, MAIL.text)


async def test_a_mail_to_several_goes_to_all_of_them_at_once(box: Postbox) -> None:
    await mailer(box.server()).send(TWO)

    assert [envelope.rcpt_tos for envelope in box.taken] == [list(TWO.to)]


@pytest.mark.parametrize("refusal", ["550 5.1.1 No such user", "450 Later"])
async def test_one_recipient_who_is_refused_keeps_the_mail_from_nobody_else(
    box: Postbox, refusal: str
) -> None:
    box.then({"RCPT gone@vendor.example": refusal})

    outcome = await mailer(box.server()).send(TWO)

    sent_to = Message("support@vendor.example", MAIL.message_id)
    assert outcome == Sent(sent_to, but=f"mail_not_for: gone@vendor.example: {refusal}")
    assert [envelope.rcpt_tos for envelope in box.taken] == [["support@vendor.example"]]


STEPS = ["EHLO", "MAIL", "RCPT", "DATA", "CONTENT"]


@pytest.mark.parametrize("step", STEPS)
async def test_what_is_refused_for_now_was_not_sent_and_is_tried_again(box: Postbox, step: str) -> None:
    box.then({step: "451 4.7.1 Greylisted"})

    outcome = await mailer(box.server()).send(MAIL)

    assert isinstance(outcome, NotPosted)
    assert outcome.reason == "mail_later: 451 4.7.1 Greylisted"
    assert box.taken == []


@pytest.mark.parametrize("step", [step for step in STEPS if step != "EHLO"])
async def test_what_is_refused_for_good_says_what_the_server_said(box: Postbox, step: str) -> None:
    box.then({step: "554 5.7.1 No thank you"})

    assert await mailer(box.server()).send(MAIL) == Refused("mail_refused: 554 5.7.1 No thank you")
    assert box.taken == []


async def test_of_two_who_are_refused_the_one_who_may_get_it_later_counts(box: Postbox) -> None:
    box.then({"RCPT": "550 Nobody", "RCPT gone@vendor.example": "450 Later"})

    outcome = await mailer(box.server()).send(TWO)

    assert isinstance(outcome, NotPosted)
    assert outcome.reason == "mail_later: 450 Later"


@pytest.mark.parametrize("step", ["EHLO", "MAIL", "RCPT", "DATA"])
@pytest.mark.parametrize(("fault", "reason"), [(HANG, "mail_hangs"), (DROP, "mail_dropped")])
async def test_without_an_answer_before_the_content_nothing_was_sent(
    box: Postbox, step: str, fault: str, reason: str
) -> None:
    box.then({step: fault})

    outcome = await mailer(box.server(), limits=SHORT).send(MAIL)

    assert isinstance(outcome, NotPosted)
    assert outcome.reason == reason
    assert box.taken == []


@pytest.mark.parametrize("fault", [HANG, DROP])
async def test_without_an_answer_after_the_content_it_may_have_been_sent(box: Postbox, fault: str) -> None:
    box.then({"CONTENT": fault})

    assert await mailer(box.server(), limits=SHORT).send(MAIL) == Lost("mail_lost")
    assert len(box.taken) == 1


async def test_all_steps_together_take_no_longer_than_allowed(box: Postbox) -> None:
    box.then({"CONTENT": HANG})

    assert await mailer(box.server(), limits=Limits(step=60, all=0.2)).send(MAIL) == Lost("mail_lost")


async def test_where_nobody_listens_nothing_was_sent() -> None:
    async with mail_server() as gone:
        server = gone.server()

    outcome = await mailer(server).send(MAIL)

    assert isinstance(outcome, NotPosted)
    assert outcome.reason == "mail_unreachable"


@pytest.mark.parametrize(
    ("greeting", "reason"),
    [
        (b"", "mail_hangs"),
        (b"421 Too busy\r\n", "mail_later: 421 Too busy"),
        (b"HTTP/1.1 400 Bad Request\r\n", "mail_hangs"),
    ],
)
async def test_what_greets_otherwise_than_a_mail_server_was_sent_nothing(
    greeting: bytes, reason: str
) -> None:
    has_left = asyncio.Event()

    async def greet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(greeting)
        await reader.read()
        writer.close()
        await writer.wait_closed()
        has_left.set()

    server = await asyncio.start_server(greet, ADDRESS, 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        outcome = await mailer(MailServer(ADDRESS, port, Secrecy.NONE), limits=SHORT).send(MAIL)
        await has_left.wait()

    assert isinstance(outcome, NotPosted)
    assert outcome.reason == reason


# Secrecy


@pytest.mark.parametrize("secrecy", [Secrecy.STARTTLS, Secrecy.STARTTLS_IF_OFFERED, Secrecy.TLS])
async def test_a_mail_is_sent_secretly_after_a_login(secrecy: Secrecy) -> None:
    tls = certificate(ADDRESS, authority=authority())
    async with mail_server(tls=tls, is_secret_at_once=secrecy is Secrecy.TLS, has_login=True) as box:
        outcome = await mailer(box.server(secrecy, user=USER, password=PASSWORD)).send(MAIL)

        assert isinstance(outcome, Sent)
        assert box.logins == [USER]
        assert len(box.taken) == 1


@pytest.mark.parametrize("secrecy", [Secrecy.STARTTLS, Secrecy.TLS])
@pytest.mark.parametrize(
    ("names", "believes", "why"),
    [
        (["elsewhere.example"], authority(), "IP address mismatch"),
        ([ADDRESS], trustme.CA(), "unable to get local issuer certificate"),
    ],
    ids=["of another name", "of an unknown authority"],
)
async def test_a_server_with_a_bad_certificate_is_told_nothing(
    secrecy: Secrecy, names: list[str], believes: trustme.CA, why: str
) -> None:
    tls = certificate(*names, authority=authority())
    async with mail_server(tls=tls, is_secret_at_once=secrecy is Secrecy.TLS, has_login=True) as box:
        outcome = await mailer(box.server(secrecy, user=USER, password=PASSWORD), ca=believes).send(MAIL)

        assert isinstance(outcome, Refused)
        assert outcome.reason.startswith("mail_certificate: ")
        assert why in outcome.reason
        assert (box.logins, box.taken) == ([], [])


async def test_a_server_whose_certificate_has_expired_is_told_nothing() -> None:
    tls = certificate(ADDRESS, authority=authority(), until=datetime(2020, 1, 1, tzinfo=UTC))
    async with mail_server(tls=tls, is_secret_at_once=True, has_login=True) as box:
        outcome = await mailer(box.server(Secrecy.TLS, user=USER, password=PASSWORD), ca=authority()).send(
            MAIL
        )

        assert outcome == Refused("mail_certificate: certificate has expired")
        assert box.taken == []


async def test_a_server_without_starttls_is_told_nothing(box: Postbox) -> None:
    outcome = await mailer(box.server(Secrecy.STARTTLS, user=USER, password=PASSWORD)).send(MAIL)

    assert outcome == Refused("mail_no_tls")
    assert "MAIL" not in box.came_to


async def test_a_server_without_starttls_is_taken_where_the_settings_allow_it(box: Postbox) -> None:
    assert isinstance(await mailer(box.server(Secrecy.STARTTLS_IF_OFFERED)).send(MAIL), Sent)


async def test_a_port_at_which_nobody_speaks_tls_is_told_nothing(box: Postbox) -> None:
    assert await mailer(box.server(Secrecy.TLS)).send(MAIL) == Refused("mail_tls")


async def test_a_wrong_password_is_said_and_not_repeated() -> None:
    async with mail_server(has_login=True) as box:
        outcome = await mailer(box.server(user=USER, password="of another one")).send(MAIL)

    assert isinstance(outcome, Refused)
    assert outcome.reason.startswith("mail_login: 535")
    assert "of another one" not in outcome.reason


async def test_a_server_that_takes_no_login_is_told_no_password(box: Postbox) -> None:
    outcome = await mailer(box.server(user=USER, password=PASSWORD)).send(MAIL)

    assert outcome == Refused("mail_no_login")


# Many at once


async def test_a_server_that_hangs_holds_few_and_the_others_wait_their_turn(box: Postbox) -> None:
    box.then({"MAIL": HANG})
    sender = mailer(box.server(), limits=SHORT)

    outcomes: list[Outcome] = await asyncio.gather(*(sender.send(MAIL) for _ in range(AT_ONCE + 2)))

    busy = NotPosted(Reason.MAIL_SERVER_BUSY, timedelta(seconds=2))
    assert outcomes[AT_ONCE:] == [busy, busy]
    assert {outcome.reason for outcome in outcomes[:AT_ONCE] if isinstance(outcome, NotPosted)} == {
        "mail_hangs"
    }

    box.then({})
    assert isinstance(await sender.send(MAIL), Sent)


async def test_what_people_are_called_is_asked_of_whoever_knows_it() -> None:
    async def known(people: Collection[str]) -> Mapping[str, str]:
        return dict.fromkeys(people, "Ben Carter")

    asked = SmtpMailer(MailServer(ADDRESS, 1, Secrecy.NONE), names=known)

    assert await asked.names(["U0BEN"]) == {"U0BEN": "Ben Carter"}


async def test_what_nobody_thought_of_is_logged_and_was_not_sent(
    box: Postbox, caplog: pytest.LogCaptureFixture
) -> None:
    outcome = await mailer(box.server()).send(replace(MAIL, to=("süpport@vendor.example",)))

    assert outcome == Refused("UnicodeEncodeError")
    assert "A mail could not be sent." in caplog.text
    assert box.taken == []


async def test_a_server_that_takes_no_mail_so_large_gets_it_without_its_files() -> None:
    lighter = replace(MAIL, left_out="a.png (200 kB)")
    heavy = replace(MAIL, files=(MailFile("a.png", b"x" * 200_000),), lighter=lighter)
    async with mail_server(data_size_limit=100_000) as box:
        outcome = await mailer(box.server()).send(heavy)
        (mail,) = box.mails
    assert list(mail.iter_attachments()) == []
    assert outcome == Sent(Message("support@vendor.example", MAIL.message_id), "mail_without: a.png (200 kB)")


async def test_files_go_along_where_the_server_takes_them(box: Postbox) -> None:
    heavy = replace(MAIL, files=(MailFile("a.png", b"x" * 200_000),), lighter=MAIL)

    assert await mailer(box.server()).send(heavy) == Sent(Message("support@vendor.example", MAIL.message_id))
    assert [len(part.get_content()) for part in box.mails[0].iter_attachments()] == [200_000]
