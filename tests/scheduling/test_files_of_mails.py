"""The dispatcher and files of mails: they are shared beside the messages, and hold none of them up."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from rollouts.case_tokens import message_id_of
from rollouts.deliveries import Delivery, Message, Outcome, Reason, Refused, Sent, State
from rollouts.incoming_mail import Address, Attachment, IncomingMail
from rollouts.kinds import CASE_FILES
from rollouts.mail_files import MailFile
from rollouts.people import Person
from rollouts.ports import Ledger
from rollouts.topics import Topic
from rollouts.usecases.cases import Report, take_report
from rollouts.usecases.incoming_mails import TakeIn, take_in
from scheduling.poster import NoFileSharer
from tests.support import story
from tests.support.dispatching import Rig
from views.files import File
from views.inlines import Words

MAILING = replace(story.POLICY, support_emails=("support@vendor.example",), mail_from="us@acme.example")
LOG = Attachment("log.txt", "text/plain", 9, inline=False, part=1, is_taken=True)


class ScriptedSharer:
    """Shares all files, after doing what it was told to do first."""

    def __init__(self) -> None:
        self.shared: list[tuple[Message, list[str]]] = []
        self.before: Callable[[], None] = lambda: None
        self.is_free = asyncio.Event()
        self.is_free.set()

    async def share(self, files: Sequence[File], *, words: Words, place: Message) -> Outcome:
        assert words
        self.shared.append((place, [file.name for file in files]))
        await self.is_free.wait()
        self.before()
        return Sent(Message(place.channel, "F01"))


def fails() -> None:
    raise LookupError("a mistake of ours")


def comes(ledger: Ledger, _: None = None) -> None:
    mail = IncomingMail(
        message_id="<1@vendor.example>",
        sender=Address("Priya", "priya@vendor.example"),
        subject="Re: blank",
        sent_at=ledger.now,
        references=(message_id_of(case=1, mail=0, secret=ledger.mail_secret(), domain="acme.example"),),
        recipients=(),
        text="See the log.",
        whole="See the log.",
        attachments=(LOG,),
    )
    take_in(ledger, TakeIn(mail, files=(MailFile("log.txt", b"It hangs."),)))


@pytest.fixture
def sharer() -> ScriptedSharer:
    return ScriptedSharer()


@pytest.fixture
async def answered(rig: Rig, sharer: ScriptedSharer) -> Rig:
    """Return the rig with a case that was said, and a mail about it with a file that just came in."""
    rig.with_settings(MAILING)
    rig.dispatcher = rig.made(sharer=sharer)
    report = Report(Person("U0ANA"), "C0ACME", "It is down")
    await rig.workspace.run(take_report, report, now=rig.clock.now())
    await rig.dispatcher.drain()
    await rig.workspace.run(comes, None, now=rig.clock.now())
    return rig


async def files_of(rig: Rig) -> Delivery:
    def find(ledger: Ledger) -> Delivery:
        rows = ledger.deliveries(Topic.parse("case:1"))
        return next(row for row in rows if row.key.announcement.kind == CASE_FILES)

    return await rig.workspace.run(find, now=rig.clock.now())


async def test_files_are_shared_once_in_the_thread_of_the_case(answered: Rig, sharer: ScriptedSharer) -> None:
    await answered.dispatcher.drain()

    ((place, names),), row = sharer.shared, await files_of(answered)
    assert (place.channel, names) == ("C0SUPPORT", ["log.txt"])
    assert (row.state, row.message) == (State.SENT, Message("C0SUPPORT", "F01"))


async def test_a_large_file_holds_no_message_up(answered: Rig, sharer: ScriptedSharer) -> None:
    sharer.is_free.clear()
    one_at_a_time = answered.made(at_once=1, sharer=sharer)
    while not sharer.shared:
        await one_at_a_time.tick()
    report = Report(Person("U0BEN"), "C0GLOBEX", "Here too")
    await answered.workspace.run(take_report, report, now=answered.clock.now())
    while "case:2 case_opened" not in answered.poster.in_channel("C0SUPPORT"):
        await one_at_a_time.tick()

    assert (await files_of(answered)).state is State.CLAIMED
    sharer.is_free.set()
    await one_at_a_time.drain()
    assert (await files_of(answered)).state is State.SENT


async def test_what_breaks_while_files_are_shared_may_have_shared_them(
    answered: Rig, sharer: ScriptedSharer
) -> None:
    sharer.before = fails
    await answered.dispatcher.drain()

    row = await files_of(answered)
    assert (row.state, row.reason) == (State.SKIPPED, Reason.ANSWER_LOST)
    assert "case:1 case_files_left:1" in answered.poster.in_channel("C0SUPPORT")


async def test_where_no_files_can_be_shared_none_are() -> None:
    assert isinstance(await NoFileSharer().share([], words="", place=Message("C0SUPPORT", "1.0")), Refused)
