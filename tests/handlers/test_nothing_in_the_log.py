"""Of what people type and of secrets nothing stands in the log, at any level and in either form."""

import logging
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage
from urllib.parse import quote

import aiohttp
import pytest
from pydantic import SecretStr

from bot.logs import LogFormat, set_up
from rollouts.usecases.calendar_file import Calendar
from slack_simulator import Message, View
from slack_simulator.testing import Person
from tests.bot.test_http_port import free_port
from tests.support import story
from tests.support.forms import ready_form
from tests.support.mail_server import ADDRESS, PASSWORD, USER, Postbox, mail_server
from tests.support.world import World

VENDOR = "support@vendor.example"
CANARY = "kanarienvogel"
"""A word that stands in everything that anybody gives, and nowhere else."""


@pytest.fixture
def logging_everything() -> Iterator[None]:
    """What a test logs about is undone afterwards."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers = handlers
    root.setLevel(level)


def with_canaries() -> Calendar:
    """The story's calendar once more, each of its words a canary."""
    draft = replace(
        story.DRAFT,
        title=f"{CANARY} title",
        summary=f"{CANARY} summary",
    )
    return Calendar(servers=None, integrations=story.INTEGRATIONS, releases=(story.HISTORY_DRAFT, draft))


TYPED = (
    f"/live {CANARY}",
    f"/live is {CANARY} on Controlled yet?",
    f"/release {CANARY}",
    f"/release show {CANARY}",
    f"/release new {CANARY}",
    f"/release move 2026.11 standard 2026-12-04 {CANARY}",
    f"/release hold 2026.11 standard {CANARY}",
    f"/release rollback 2026.11 standard {CANARY}",
    f"/release withdraw 2026.11 {CANARY}",
    f"/release preview {CANARY}",
    f"/release deliveries {CANARY}",
    f"/release history {CANARY}",
    f"/release settings post time {CANARY}",
    f"/integration add {CANARY}",
    f"/integration show {CANARY}",
    f"/integration edit {CANARY}",
    f"/integration remove {CANARY}",
    f"/case {CANARY}",
    f"/case show {CANARY}",
    f"/case new {CANARY}",
    f"/urgent {CANARY}",
    f"/urgent {CANARY} again",
    "/release show 2026.11",
    "/release history 2026.11",
    "/case list",
)


async def live_through(world: World, maya: Person, commands: tuple[str, ...]) -> None:
    """Type all that, report and resolve a case, and mention the bot."""
    await world.takes_in(with_canaries())
    for command in commands:
        answer = await maya.runs(command, in_="#acme")
        assert isinstance(answer, Message | View), command
    await maya.says(f"@Fortnight {CANARY}?", in_="#acme")
    await world.driver.until(lambda: world.posts("#support"))
    await world.bot.dispatcher.drain()
    card = world.posts("#support")[0]
    assert CANARY in str(card.blocks), "the canary was there to be logged"
    form = await ready_form(world.workspace, maya, await maya.clicks("Resolve", on=card))
    await maya.fills(form, dict.fromkeys(fields(form), f"{CANARY} mended"))
    await maya.submits(form)
    await world.bot.dispatcher.drain()


FORMS = (
    "/release new",
    "/release new from text",
    "/release edit 2026.11",
    "/integration add",
    "/integration edit Acme LMS",
    "/case new",
    "/release settings time zone",
    "/release settings support group",
    "/release settings support address",
    "/release settings managers",
)
"""What opens a form that has room for words."""


async def fills_in_everything(world: World, maya: Person) -> None:
    """Send each form with the canary wherever there is room for words: some are taken, some refused."""
    for command in FORMS:
        await maya.runs(command, in_="#acme")  # what came of the last form may come before this one
        await world.driver.until(lambda: bool((opened := maya.form()) and fields(opened)))
        form = maya.form()
        assert form, command
        await maya.fills(form, dict.fromkeys(fields(form), f"{CANARY} words"))
        await maya.submits(form)
        if left := maya.form():
            await maya.closes(left)


async def gets_mails(world: World, box: Postbox) -> None:
    """Let the vendor's news and an answer come in, and what was mailed have gone out."""
    await world.driver.until(lambda: bool(box.mails))
    assert CANARY in box.mails[0].as_string()
    for subject in (f"Re: {box.mails[0]['Subject']}", f"{CANARY}: Preview of Release 2027.9"):
        mail = EmailMessage()
        mail["From"], mail["Subject"] = f"{CANARY} <{VENDOR}>", subject
        mail["Message-ID"] = f"<{len(subject)}@vendor.example>"
        mail.set_content(f"{CANARY}. Release 2027.9 comes to Standard on 2 March 2027. {CANARY}")
        await world.bot.intake.take_in(mail.as_bytes())
    await world.bot.intake.take_in(f"{CANARY}\n\n\xff".encode())
    await world.bot.dispatcher.drain()


def fields(form: View) -> list[str]:
    """Return the labels of what is filled in freely."""
    return [
        block["label"]["text"]
        for block in form.content["blocks"]
        if block.get("element", {}).get("type") == "plain_text_input"
    ]


def assert_unheard(world: World, written: str) -> None:
    assert written, "something was logged"
    assert CANARY not in written
    for secret in (world.workspace.bot_token, world.workspace.app_token):
        assert secret not in written


@pytest.mark.usefixtures("logging_everything")
async def test_a_report_stands_in_no_line_of_the_log(
    world: World, maya: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up(LogFormat.JSON, level=logging.DEBUG)

    await live_through(world, maya, (f"/urgent {CANARY}",))

    assert_unheard(world, capsys.readouterr().err)


@pytest.mark.deep
@pytest.mark.parametrize("form", [LogFormat.TEXT, LogFormat.JSON])
@pytest.mark.parametrize("level", [logging.DEBUG, logging.INFO])
@pytest.mark.usefixtures("logging_everything")
async def test_nothing_that_is_typed_stands_in_the_log(
    world: World, maya: Person, capsys: pytest.CaptureFixture[str], level: int, form: LogFormat
) -> None:
    set_up(form, level=level)
    await world.stop()
    await world.start()

    await live_through(world, maya, TYPED)
    await fills_in_everything(world, maya)
    await world.time_passes(until=story.at(story.STANDARD_DAY, 12))

    assert_unheard(world, capsys.readouterr().err)


@pytest.mark.deep
@pytest.mark.parametrize("form", [LogFormat.TEXT, LogFormat.JSON])
@pytest.mark.usefixtures("logging_everything")
async def test_nothing_that_is_mailed_and_no_password_stands_in_the_log(
    world: World, maya: Person, capsys: pytest.CaptureFixture[str], form: LogFormat
) -> None:
    set_up(form, level=logging.DEBUG)
    logging.getLogger("mail").setLevel(logging.ERROR)  # the test's own mail server
    async with mail_server(has_login=True) as box:
        await world.stop()
        world.settings = world.settings.model_copy(
            update={
                "smtp_url": SecretStr(f"smtp://{USER}:{quote(PASSWORD, safe='')}@{ADDRESS}:{box.port}"),
                "imap_url": SecretStr(f"imap://{USER}:{quote(PASSWORD, safe='')}@{ADDRESS}:9"),
                "mail_from": "releases@acme.example",
                "support_email": (VENDOR,),
                "vendor_senders": (VENDOR,),
                "http": f"{ADDRESS}:{free_port()}",
                "http_tokens": SecretStr(f"{CANARY}-{CANARY}"),
                "calendar_secrets": SecretStr(f"{CANARY}-in-addresses"),
            }
        )
        await world.start()
        await live_through(world, maya, (f"/urgent {CANARY}",))
        await world.time_passes(until=world.clock.now() + timedelta(minutes=5))
        await gets_mails(world, box)
        await reads_over_http(world)
        await world.stop()

    written = capsys.readouterr().err
    assert_unheard(world, written)
    for secret in (PASSWORD, quote(PASSWORD, safe=""), b64encode(PASSWORD.encode()).decode()):
        assert secret not in written


async def reads_over_http(world: World) -> None:
    """Read with a token, with a wrong one, and the calendar at its address, all of them canaries."""
    async with aiohttp.ClientSession(f"http://{world.settings.http}") as session:
        for path, token, expected in (
            ("/live.json", f"{CANARY}-{CANARY}", 200),
            ("/live.json", f"wrong-{CANARY}", 401),
            (f"/calendar/{CANARY}-in-addresses.ics", "", 200),
            (f"/calendar/{CANARY}-wrong.ics", "", 404),
            (f"/{CANARY}", "", 404),
        ):
            async with session.get(path, headers={"Authorization": f"Bearer {token}"}) as answer:
                assert answer.status == expected, path
