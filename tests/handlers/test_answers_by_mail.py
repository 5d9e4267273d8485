"""From one click to the vendor's answer: the report goes out by SMTP, the answer is in its thread."""

import asyncio
from collections.abc import AsyncIterator
from email.message import EmailMessage

import pytest
from pydantic import SecretStr

from slack_simulator import Message
from slack_simulator.testing import Person
from tests.handlers.conftest import Reads
from tests.support.dovecot import HOST, PASSWORD, Mailbox, Wire, wire_to
from tests.support.mail_server import Postbox, mail_server
from tests.support.world import World

SUPPORT, OURS = "support@vendor.example", "mx.acme.example"
PATIENCE = 30


@pytest.fixture
async def box() -> AsyncIterator[Postbox]:
    async with mail_server() as box:
        yield box


@pytest.fixture
async def wire(mailbox: Mailbox) -> AsyncIterator[Wire]:
    async with wire_to(mailbox.dovecot.port) as wire:
        yield wire


@pytest.fixture
async def mailing(confirmed_day: World, box: Postbox, mailbox: Mailbox, wire: Wire) -> World:
    """The world after the Standard release went live, with mail servers for both ways."""
    await confirmed_day.stop()
    password = PASSWORD.replace("@", "%40").replace("/", "%2F")
    at = f"{mailbox.user}:{password}@{HOST}:{wire.port}/{mailbox.folder}"
    confirmed_day.settings = confirmed_day.settings.model_copy(
        update={
            "smtp_url": SecretStr(f"smtp://{HOST}:{box.port}"),
            "mail_from": "releases@acme.example",
            "support_email": (SUPPORT,),
            "imap_url": SecretStr(f"imap://{at}"),
            "mail_authserv_id": OURS,
        }
    )
    await confirmed_day.start()
    await asyncio.wait_for(wire.hears(b"IDLE"), PATIENCE)
    return confirmed_day


def answer(
    asked: EmailMessage, text: str, *, sender: str = "priya@vendor.example", found: str = "pass"
) -> bytes:
    """Write an answer as a mail program does, and what our own server finds of its sender."""
    mail = EmailMessage()
    mail["Authentication-Results"] = f"{OURS}; dmarc={found} header.from=vendor.example"
    mail["From"], mail["To"] = "Vendor Support <priya@vendor.example>", asked["Reply-To"]
    mail["Subject"], mail["Message-ID"] = f"Re: {asked['Subject']}", f"<{hash(text)}@vendor.example>"
    mail["In-Reply-To"] = asked["Message-ID"]
    quoted = "\n".join(f"> {line}" for line in asked.get_content().splitlines())
    mail.set_content(f"{text}\n\nOn Mon, 30 Nov 2026 at 12:00, Fortnight wrote:\n{quoted}\n")
    if found == "pass":
        mail.add_attachment(b"#!/bin/sh", "application", "x-sh", filename="clear cache.sh")
    return mail.as_bytes()


def answers(world: World) -> list[Message]:
    """Return what was shown of mails."""
    return [post for post in world.posts("#support") if "cache" in post.text and not post.files]


async def test_the_vendors_answer_is_in_the_right_thread_once(
    mailing: World, zoe: Person, ana: Person, box: Postbox, mailbox: Mailbox, reads: Reads
) -> None:
    await zoe.runs("/urgent The player stays blank", in_="#acme")
    await ana.runs("/urgent Nobody can log in", in_="#globex")
    await mailing.bot.dispatcher.drain()
    about_player = next(mail for mail in box.mails if "player" in mail["Subject"])
    (card,) = (post for post in mailing.posts("#support") if "player" in post.text and not post.thread_ts)

    by_vendor = answer(about_player, "Please empty the cache, <!channel>.")
    mailbox.gets(
        by_vendor, answer(about_player, "Empty the cache at http://x.example", found="fail"), by_vendor
    )
    await mailing.driver.until(lambda: len(answers(mailing)) == 2, PATIENCE)

    shown, doubted = answers(mailing)
    assert [each.thread_ts for each in (shown, doubted)] == [card.ts] * 2
    assert reads(shown).startswith(
        "The vendor replied about case 1: Vendor Support (priya@vendor.example) wrote by e-mail.\n"
        "> Please empty the cache, <!channel>.\nAttached: clear cache.sh (9 bytes).\nSubject: Re: URGENT"
    )
    assert "wrote:" not in reads(shown)
    await mailing.driver.until(lambda: any(post.files for post in mailing.posts("#support")), PATIENCE)
    (brought,) = (post for post in mailing.posts("#support") if post.files)
    assert brought.thread_ts == card.ts
    assert [(file.name, file.content) for file in brought.files] == [("clear cache.sh.unsafe", b"#!/bin/sh")]
    assert reads(brought).startswith("From the vendor's e-mail about case 1.")
    assert reads(doubted).startswith("Unverified sender: an e-mail about case 1 says")
    await mailing.stop()
    mailbox.gets(answer(about_player, "Was it the cache?"))
    await mailing.start()
    await mailing.driver.until(lambda: len(answers(mailing)) == 3, PATIENCE)
    assert [each.thread_ts for each in answers(mailing)] == [card.ts] * 3


async def test_words_of_a_subject_open_no_thread(
    mailing: World, zoe: Person, box: Postbox, mailbox: Mailbox
) -> None:
    await zoe.runs("/urgent The player stays blank", in_="#acme")
    await mailing.bot.dispatcher.drain()
    (asked,) = box.mails
    stranger = f"From: eve@x.example\r\nSubject: Re: {asked['Subject']}\r\n\r\nClear the cache, at once.\r\n"

    mailbox.gets(stranger.encode(), answer(asked, "Please empty the cache."))
    await mailing.driver.until(lambda: answers(mailing), PATIENCE)

    assert len(answers(mailing)) == 1
