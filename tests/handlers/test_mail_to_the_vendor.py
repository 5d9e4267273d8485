"""A case reaches the vendor by e-mail, and its thread says how that went; the mail server is a real one."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage

import pytest
from pydantic import SecretStr

from rollouts.case_mails import MAIL_AFTER
from slack_simulator.testing import Person
from tests.handlers.conftest import Reads
from tests.support.forms import ready_form, resolves
from tests.support.mail_server import DROP, Postbox, mail_server
from tests.support.world import World

SUPPORT = "support@vendor.example"
TO_VENDOR = "Send to vendor"
SENT = f"E-mailed to {SUPPORT} "


@pytest.fixture
async def box() -> AsyncIterator[Postbox]:
    async with mail_server() as box:
        yield box


@pytest.fixture
async def mailing(confirmed_day: World, box: Postbox) -> World:
    """The world after the Standard release went live, with a mail server."""
    await confirmed_day.stop()
    confirmed_day.settings = confirmed_day.settings.model_copy(
        update={
            "smtp_url": SecretStr(f"smtp://127.0.0.1:{box.port}"),
            "mail_from": "releases@acme.example",
            "support_email": (SUPPORT,),
        }
    )
    await confirmed_day.start()
    return confirmed_day


def card(world: World, reads: Reads) -> str:
    """Return what the card of the case reads in the support channel."""
    return reads(world.posts("#support")[0])


def words_on_mails(world: World, reads: Reads) -> list[str]:
    """Return what the thread of the case reads of mails."""
    return [text for message in world.posts("#support")[1:] if "e-mail" in (text := reads(message)).lower()]


async def later(world: World, by: timedelta) -> None:
    await world.time_passes(until=world.clock.now() + by)


async def test_what_is_reported_with_words_is_mailed_at_once(
    mailing: World, zoe: Person, box: Postbox, reads: Reads
) -> None:
    await zoe.runs("/urgent The player stays blank", in_="#acme")
    await mailing.bot.dispatcher.drain()

    (mail,) = box.mails
    assert mail["Subject"] == "URGENT: Acme LMS on Standard: 2026.11: The player stays blank"
    assert (mail["To"], mail["From"]) == (SUPPORT, "Fortnight <releases@acme.example>")
    assert "The player stays blank" in mail.get_content()
    assert "by Zoe" in mail.get_content()
    (word,) = words_on_mails(mailing, reads)
    assert word.startswith(SENT)
    assert SENT in card(mailing, reads)


async def test_one_click_is_mailed_with_its_details(
    mailing: World, ana: Person, box: Postbox, reads: Reads
) -> None:
    opened = await ana.clicks("Report urgent", on=mailing.posts("#acme")[-1])
    await mailing.bot.dispatcher.drain()
    assert f"The e-mail to {SUPPORT} goes out at " in card(mailing, reads)
    assert box.mails == []

    form = await ready_form(mailing.workspace, ana, opened)
    await ana.fills(form, {"Details": "On Safari only"})
    await ana.submits(form)
    await mailing.bot.dispatcher.drain()

    (mail,) = box.mails
    assert mail["Subject"] == "URGENT: Acme LMS on Standard: 2026.11: On Safari only"
    assert "we have a problem with your product, and it is urgent:\n\nOn Safari only\n" in mail.get_content()
    assert mail.get_content().count("Safari") == 1


async def test_one_click_is_mailed_after_a_while_without_details(
    mailing: World, ana: Person, box: Postbox
) -> None:
    await ana.clicks("Report urgent", on=mailing.posts("#acme")[-1])
    await later(mailing, MAIL_AFTER - timedelta(seconds=1))
    assert box.mails == []

    await later(mailing, timedelta(seconds=1))

    assert len(box.mails) == 1


async def test_what_changes_later_follows_in_the_same_conversation(
    mailing: World, zoe: Person, box: Postbox, reads: Reads
) -> None:
    await zoe.runs("/urgent The player stays blank", in_="#acme")
    await mailing.bot.dispatcher.drain()
    for press in ("Acknowledge", "Not urgent"):
        await zoe.clicks(press, on=mailing.posts("#support")[0])
        await mailing.bot.dispatcher.drain()
    await resolves(mailing.workspace, zoe, mailing.posts("#support")[0])
    await mailing.bot.dispatcher.drain()

    first, not_urgent, resolved = box.mails
    assert not_urgent["Subject"] == "Re: Acme LMS on Standard: 2026.11: The player stays blank"
    assert "it is not urgent any more" in not_urgent.get_content()
    assert (
        "it is resolved for us: fixed by the vendor. Thank you.\nThe cache was full" in resolved.get_content()
    )
    assert resolved["In-Reply-To"] == not_urgent["Message-ID"]
    assert resolved["References"].split() == [first["Message-ID"], not_urgent["Message-ID"]]
    assert len(words_on_mails(mailing, reads)) == 3


async def test_what_is_said_to_the_vendor_in_the_thread_is_mailed_and_ticked_and_nothing_else_leaves(
    mailing: World, zoe: Person, ben: Person, box: Postbox, reads: Reads
) -> None:
    await zoe.runs("/urgent The player stays blank", in_="#acme")
    await mailing.bot.dispatcher.drain()
    thread = mailing.posts("#support")[0]
    await ben.says("This is between us", in_="#support", thread=thread)
    said = await zoe.says(
        "@Fortnight please tell the vendor: it works on Firefox, @ana says & so do I",
        in_="#support",
        thread=thread,
        answer=False,
    )
    await mailing.driver.until(lambda: said.reactions)

    first, second = box.mails
    assert second["In-Reply-To"] == first["Message-ID"]
    assert second["Subject"] == f"Re: {first['Subject']}"
    assert "Zoe writes:\nit works on Firefox, @Ana says & so do I\n" in second.get_content()
    assert "between us" not in second.get_content()
    assert list(said.reactions) == ["white_check_mark"]
    assert len(words_on_mails(mailing, reads)) == 1


async def test_any_message_in_the_thread_is_sent_from_its_menu_as_that_of_who_wrote_it(
    mailing: World, zoe: Person, ben: Person, box: Postbox, reads: Reads
) -> None:
    await zoe.runs("/urgent The player stays blank", in_="#acme")
    await mailing.bot.dispatcher.drain()
    thread = mailing.posts("#support")[0]
    said = await ben.says("On Safari only", in_="#support", thread=thread)

    await zoe.uses(TO_VENDOR, on=said, answer=False)
    await mailing.driver.until(lambda: said.reactions)

    assert "Zoe writes:\nBen wrote:\nOn Safari only\n" in box.mails[1].get_content()
    await mailing.bot.dispatcher.drain()
    assert "not sent twice" in reads(await ben.uses(TO_VENDOR, on=said))
    assert "message of mine" in reads(await ben.uses(TO_VENDOR, on=thread))
    elsewhere = mailing.driver.say_as("ben", "All is well", in_="#acme")
    assert "not in the thread of a case" in reads(await ben.uses(TO_VENDOR, on=elsewhere))
    assert len(box.mails) == 2


async def test_files_on_what_is_reported_and_on_what_is_told_go_along(
    mailing: World, zoe: Person, ben: Person, box: Postbox, reads: Reads
) -> None:
    asked = await ben.says("All is grey", in_="#acme", files={"grey.png": b"\x89PNG"})
    await zoe.uses("Report urgent…", on=asked)
    await mailing.bot.dispatcher.drain()
    thread = mailing.posts("#support")[0]
    too_much = {"log.txt": b"since ten", "film.mp4": b"x" * 11_000_000}
    said = await ben.says("", in_="#support", thread=thread, files=too_much)
    await zoe.uses(TO_VENDOR, on=said, answer=False)
    await mailing.driver.until(lambda: said.reactions)
    await mailing.bot.dispatcher.drain()

    first, second = box.mails
    assert [(part.get_filename(), part.get_content()) for part in first.iter_attachments()] == [
        ("grey.png", b"\x89PNG")
    ]
    assert "Attached: grey.png (4 bytes)." in body(first)
    assert [part.get_filename() for part in second.iter_attachments()] == ["log.txt"]
    assert "Too large to be attached: film.mp4 (11.0 MB)." in body(second)
    assert "files stayed in Slack (“film.mp4 (11.0 MB)”)" in words_on_mails(mailing, reads)[1]


async def test_files_go_along_through_the_form_of_what_can_wait(
    mailing: World, zoe: Person, ben: Person, box: Postbox
) -> None:
    asked = await ben.says("A typo", in_="#acme", files={"typo.png": b"\x89PNG"})
    form = await ready_form(mailing.workspace, zoe, await zoe.uses("Report a problem…", on=asked))
    assert (await zoe.submits(form)).closed
    await later(mailing, MAIL_AFTER)

    assert [part.get_filename() for part in box.mails[0].iter_attachments()] == ["typo.png"]


def body(mail: EmailMessage) -> str:
    """Return the text of a mail with files."""
    text = mail.get_body(("plain",))
    assert text
    return str(text.get_content())


async def test_an_app_that_may_set_no_tick_says_in_a_line_that_it_was_mailed(
    mailing: World, zoe: Person, reads: Reads
) -> None:
    app = mailing.workspace.app
    mailing.workspace.app = replace(
        app, scopes=tuple(each for each in app.scopes if each != "reactions:write")
    )
    await zoe.runs("/urgent The player stays blank", in_="#acme")
    await mailing.bot.dispatcher.drain()
    said = await zoe.says("On Safari only", in_="#support", thread=mailing.posts("#support")[0])

    await zoe.uses(TO_VENDOR, on=said, answer=False)
    await mailing.driver.until(lambda: len(words_on_mails(mailing, reads)) == 2)

    assert words_on_mails(mailing, reads)[1].startswith(SENT)
    assert not said.reactions


async def test_a_server_that_says_later_gets_it_later(
    mailing: World, zoe: Person, box: Postbox, reads: Reads
) -> None:
    box.then({"RCPT": "451 4.7.1 Greylisted"})
    await zoe.runs("/urgent The player stays blank", in_="#acme")
    await later(mailing, timedelta(minutes=1))

    (word,) = words_on_mails(mailing, reads)
    assert word.startswith(f"Not e-mailed to {SUPPORT} yet: the mail server says to try later")

    box.then({})
    await zoe.clicks("Try again", on=mailing.posts("#support")[-1])
    await mailing.bot.dispatcher.drain()

    assert len(box.mails) == 1
    assert [word[: len(SENT)] for word in words_on_mails(mailing, reads)] == [SENT]


async def test_a_server_that_refuses_is_asked_again_when_somebody_says_so(
    mailing: World, zoe: Person, box: Postbox, reads: Reads
) -> None:
    box.then({"MAIL": "550 5.7.1 Who are you?"})
    await zoe.runs("/urgent The player stays blank", in_="#acme")
    await later(mailing, timedelta(hours=1))

    (word,) = words_on_mails(mailing, reads)
    assert word.startswith(f"It could not be e-mailed to {SUPPORT}: ")
    assert "550 5.7.1 Who are you?" in word
    assert "The player stays blank" in word
    assert f"It could not be e-mailed to {SUPPORT}: see the thread." in card(mailing, reads)

    box.then({})
    (refused,) = [each for each in mailing.posts("#support") if "Try again" in reads(each)]
    await zoe.clicks("Try again", on=refused)
    await mailing.bot.dispatcher.drain()

    assert len(box.mails) == 1
    assert SENT in card(mailing, reads)


async def test_an_urgent_mail_whose_answer_was_lost_is_sent_once_more_as_the_same_mail(
    mailing: World, zoe: Person, box: Postbox, reads: Reads
) -> None:
    box.then({"CONTENT": DROP})
    await zoe.runs("/urgent The player stays blank", in_="#acme")
    await mailing.bot.dispatcher.drain()
    (word,) = words_on_mails(mailing, reads)
    assert word.startswith(f"The e-mail to {SUPPORT} may have arrived: ")

    box.then({})
    await later(mailing, timedelta(seconds=10))

    assert len(box.mails) == 2
    assert len({mail["Message-ID"] for mail in box.mails}) == 1
    assert [word[: len(SENT)] for word in words_on_mails(mailing, reads)] == [SENT]


@pytest.mark.parametrize(("press", "mails"), [("It arrived", 2), ("Send again", 3)])
async def test_of_another_mail_whose_answer_was_lost_somebody_says_whether_it_arrived(
    mailing: World, zoe: Person, box: Postbox, reads: Reads, press: str, mails: int
) -> None:
    await zoe.runs("/urgent The player stays blank", in_="#acme")
    await mailing.bot.dispatcher.drain()
    box.then({"CONTENT": DROP})
    await zoe.clicks("Not urgent", on=mailing.posts("#support")[0])
    await later(mailing, timedelta(hours=1))
    box.then({})
    (asked,) = [each for each in mailing.posts("#support")[1:] if "It is not known" in reads(each)]

    await zoe.clicks(press, on=asked)
    await mailing.bot.dispatcher.drain()

    assert len(box.mails) == mails
    assert len({mail["Message-ID"] for mail in box.mails}) == 2
    (word,) = [each for each in mailing.posts("#support") if each.ts == asked.ts]
    assert "arrived." in reads(word) if press == "It arrived" else SENT in reads(word)


async def test_a_mail_that_waits_is_sent_once_after_a_restart(
    mailing: World, ana: Person, box: Postbox
) -> None:
    await ana.clicks("Report urgent", on=mailing.posts("#acme")[-1])
    await mailing.bot.dispatcher.drain()
    await mailing.stop()
    await mailing.start()

    await later(mailing, MAIL_AFTER)
    await mailing.stop()
    await mailing.start()
    await later(mailing, timedelta(hours=1))

    assert len(box.mails) == 1
