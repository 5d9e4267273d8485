"""The dispatcher and e-mail: a mail goes out beside the messages, and holds none of them up."""

import asyncio
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

import pytest

from rollouts.deliveries import Delivery, Message, NotPosted, Outcome, Reason, Sent, State
from rollouts.kinds import CASE_MAIL
from rollouts.people import Person
from rollouts.ports import Ledger
from rollouts.topics import Topic
from rollouts.usecases.cases import Report, take_report
from scheduling.poster import NoMailer
from tests.support import story
from tests.support.dispatching import Rig
from views.posts.mails import Mail

SUPPORT = "support@vendor.example"
MAILING = replace(story.POLICY, support_emails=(SUPPORT,), mail_from="releases@acme.example")


class ScriptedMailer:
    """Takes every mail, after doing what it was told to do first."""

    def __init__(self) -> None:
        self.sent: list[Mail] = []
        self.before_names: Callable[[], None] = lambda: None
        self.before_sending: Callable[[], None] = lambda: None
        self.is_free = asyncio.Event()
        self.is_free.set()

    async def names(self, people: Collection[str]) -> Mapping[str, str]:
        self.before_names()
        return dict.fromkeys(people, "Ana Ruiz")

    async def send(self, mail: Mail) -> Outcome:
        self.sent.append(mail)
        await self.is_free.wait()
        self.before_sending()
        return Sent(Message(", ".join(mail.to), mail.message_id))


def fails() -> None:
    raise LookupError("a mistake of ours")


@pytest.fixture
def mailer() -> ScriptedMailer:
    return ScriptedMailer()


@pytest.fixture
async def mailing(rig: Rig, mailer: ScriptedMailer) -> Rig:
    """Return the rig with a mail server, and a case that was just opened with words."""
    rig.with_settings(MAILING)
    rig.dispatcher = rig.made(mailer=mailer)
    report = Report(Person("U0ANA"), "C0ACME", "It is down")
    await rig.workspace.run(take_report, report, now=rig.clock.now())
    return rig


async def mail_of(rig: Rig) -> Delivery:
    def find(ledger: Ledger) -> Delivery:
        rows = ledger.deliveries(Topic.parse("case:1"))
        return next(row for row in rows if row.key.announcement.kind == CASE_MAIL)

    return await rig.workspace.run(find, now=rig.clock.now())


async def test_the_mail_of_a_case_waits_no_longer_than_a_moment_for_its_thread(
    rig: Rig, mailer: ScriptedMailer
) -> None:
    rig.with_settings(MAILING)
    rig.dispatcher = rig.made(mailer=mailer)
    await rig.dispatcher.drain()
    is_there, is_mailed = asyncio.Event(), asyncio.Event()

    async def hang() -> None:
        await is_there.wait()

    rig.poster.then("C0SUPPORT", hang)
    mailer.before_sending = is_mailed.set

    report = Report(Person("U0ANA"), "C0ACME", "It is down")
    await rig.dispatcher.run(take_report, report, now=rig.clock.now())

    async with asyncio.timeout(10):
        await is_mailed.wait()
    assert rig.poster.in_channel("C0SUPPORT") == []
    is_there.set()
    await rig.dispatcher.drain()


async def test_a_mail_is_sent_once_with_the_names_of_people_and_recorded(
    mailing: Rig, mailer: ScriptedMailer
) -> None:
    await mailing.dispatcher.drain()

    (mail,), row = mailer.sent, await mail_of(mailing)
    assert "by Ana Ruiz" in mail.text
    assert (row.state, row.message) == (State.SENT, Message(SUPPORT, mail.message_id))
    assert "case:1 case_mailed:0" in mailing.poster.in_channel("C0SUPPORT")


async def test_a_mail_server_that_hangs_holds_no_message_up(mailing: Rig, mailer: ScriptedMailer) -> None:
    mailer.is_free.clear()
    one_at_a_time = mailing.made(at_once=1, mailer=mailer)
    while not mailer.sent:
        await one_at_a_time.tick()
    while "case:1 case_opened" not in mailing.poster.in_channel("C0SUPPORT"):
        await one_at_a_time.tick()

    assert (await mail_of(mailing)).state is State.CLAIMED
    mailer.is_free.set()
    await one_at_a_time.drain()
    assert (await mail_of(mailing)).state is State.SENT


async def test_a_mail_that_cannot_be_put_into_words_was_not_sent(
    mailing: Rig, mailer: ScriptedMailer
) -> None:
    mailer.before_names = fails
    await mailing.dispatcher.drain()

    row = await mail_of(mailing)
    assert (row.state, row.reason, mailer.sent) == (State.FAILED, Reason.NO_WORDS, [])


async def test_a_mailer_that_breaks_may_have_sent_the_mail(mailing: Rig, mailer: ScriptedMailer) -> None:
    mailer.before_sending = fails
    await mailing.dispatcher.drain()

    row = await mail_of(mailing)
    assert (row.state, row.reason) == (State.WAITING, "internal_error")
    assert row.lost_at == mailing.clock.now()


async def test_a_process_that_ends_while_it_sends_leaves_a_mail_that_goes_out_once_more(
    mailing: Rig, mailer: ScriptedMailer
) -> None:
    mailer.is_free.clear()
    while not mailer.sent:
        await mailing.dispatcher.tick()

    # A second life over the same file; what the first one waits for never comes.
    mailing.passes(story.SECOND)
    again = mailing.made(mailer=(after := ScriptedMailer()))
    await again.give_up_abandoned(lease=story.SECOND * 0)
    await again.drain()

    assert [mail.message_id for mail in after.sent] == [mailer.sent[0].message_id]
    assert (await mail_of(mailing)).state is State.SENT
    mailer.is_free.set()


async def test_without_a_mail_server_nothing_is_sent(rig: Rig) -> None:
    nobody = NoMailer()

    assert await nobody.names(["U0ANA"]) == {}
    mail = Mail("a@acme.example", (SUPPORT,), "s", "t", "<1@acme.example>", (), "FN-1-a", rig.clock.now())
    assert isinstance(await nobody.send(mail), NotPosted)
