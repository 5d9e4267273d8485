"""Nothing escapes a listener: the person reads a kind sentence, and its reference leads to the log."""

import asyncio
import logging
import re
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import NoReturn

import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import MovableClock
from bot.slack import rendering
from bot.slack.answers import SlackAnswers
from bot.slack.client import open_session
from bot.slack.pace import Pace
from bot.tasks import Tasks
from handlers import Gate, Listeners, Services, register
from rollouts.people import Caller, Person
from rollouts.ports import Transactions
from slack_simulator import Fault, FaultKind, Message, Server, View, Workspace, serve
from slack_simulator.testing import Driver
from tests.support import story
from tests.support.databases import Broken, Late
from tests.support.references import Unasked
from tests.support.world import manifest

KIND = re.compile(r"Something went wrong on our side.* mention the reference ([0-9a-f]{6})\.")


class Everybody:
    """Knows everybody as a manager."""

    async def rights(self, caller: Caller) -> Person:
        return Person(caller.id, is_admin=True)


class Nobody:
    """Fails to find anybody."""

    async def rights(self, caller: Caller) -> NoReturn:
        raise LookupError(caller.id)


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    clock = MovableClock(story.START, running=False)
    workspace = Workspace(manifest=manifest(), now=clock.now, paced=False)
    workspace.add_person(id="U0ZOE", name="zoe", real_name="Zoe")
    workspace.add_channel(id="C0ACME", name="acme", members=["U0ZOE"])
    running = await serve(workspace)
    yield running
    await running.close()


Hears = Callable[..., AbstractAsyncContextManager[None]]


@pytest.fixture
def hearing(server: Server, workspace: Workspace, driver: Driver) -> Hears:
    """Listens in the workspace with services whose parts are given."""

    @asynccontextmanager
    async def hear(database: Transactions, people: Everybody | Nobody) -> AsyncIterator[None]:
        client = AsyncWebClient(workspace.bot_token, base_url=server.api_url, retry_handlers=[])
        app = AsyncApp(client=client, signing_secret="made up", process_before_response=True)
        tasks = Tasks()
        clock = MovableClock(story.START, running=False)
        gate = Gate(workspace.team_id)
        session = open_session()
        ways = SlackAnswers(client, session, Pace(), again_after=())
        services = Services(
            database,
            clock,
            gate,
            people,
            ways,
            rendering,
            nudge=lambda: None,
            spawn=tasks.spawn,
            references=Unasked(),
            reporting=database,
        )
        register(app, Listeners(services))
        handler = AsyncSocketModeHandler(app, workspace.app_token)
        await handler.connect_async()  # type: ignore[no-untyped-call] # Bolt leaves it untyped
        await driver.until(lambda: server.socket_mode.connections == 1)
        try:
            yield
        finally:
            await tasks.finish(5)
            await session.close()
            await handler.close_async()  # type: ignore[no-untyped-call] # Bolt leaves it untyped

    return hear


class Heard(logging.Handler):
    """Waits for a line in the log."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.event = asyncio.Event()
        self._words = words

    def emit(self, record: logging.LogRecord) -> None:
        if self._words in record.getMessage():
            self.event.set()


def faults_in(log: pytest.LogCaptureFixture) -> list[logging.LogRecord]:
    return [record for record in log.records if record.name.startswith("handlers")]


@pytest.mark.parametrize("typed", ["/live", "/release", "/integration show X", "/urgent it breaks"])
async def test_a_command_that_breaks_is_answered_with_a_reference_that_leads_to_the_traceback(
    hearing: Hears, driver: Driver, caplog: pytest.LogCaptureFixture, typed: str
) -> None:
    async with hearing(Broken(), Everybody()):
        answer = await driver.person("zoe").runs(typed, in_="#acme")

    assert isinstance(answer, Message)
    assert answer.private_to == "U0ZOE"
    told = KIND.search(driver.reads(answer))
    assert told
    (record,) = faults_in(caplog)
    assert told[1] in record.getMessage()
    assert record.exc_info
    assert record.exc_info[0] is OSError


async def test_a_mention_that_breaks_is_answered_kindly(
    hearing: Hears, driver: Driver, caplog: pytest.LogCaptureFixture
) -> None:
    async with hearing(Broken(), Everybody()):
        answer = await driver.person("zoe").says("@Fortnight what is live?", in_="#acme")

    assert KIND.search(driver.reads(answer))
    assert len(faults_in(caplog)) == 1


async def test_a_form_that_cannot_be_prepared_says_so_in_the_window(
    hearing: Hears, driver: Driver, caplog: pytest.LogCaptureFixture
) -> None:
    async with hearing(Broken(), Everybody()):
        opened = await driver.person("zoe").runs("/release new", in_="#acme")
        assert isinstance(opened, View)
        await driver.until(lambda: KIND.search(str(opened.blocks)))

    assert len(faults_in(caplog)) == 1


async def test_a_form_that_breaks_when_it_is_sent_says_so_in_its_place(
    hearing: Hears, driver: Driver, caplog: pytest.LogCaptureFixture
) -> None:
    zoe = driver.person("zoe")
    async with hearing(Broken(), Everybody()):
        opened = await zoe.runs("/urgent", in_="#acme")
        assert isinstance(opened, View)
        await driver.until(lambda: any(block["type"] == "input" for block in opened.blocks))
        sent = await zoe.submits(opened)

    assert sent.view is not None
    assert KIND.search(str(sent.view.blocks))
    assert len(faults_in(caplog)) == 1


async def test_somebody_who_cannot_be_looked_up_is_answered_all_the_same(
    hearing: Hears, driver: Driver, caplog: pytest.LogCaptureFixture
) -> None:
    async with hearing(Broken(), Nobody()):
        answer = await driver.person("zoe").runs("/release confirm", in_="#acme")

    assert isinstance(answer, Message)
    assert KIND.search(driver.reads(answer))
    assert len(faults_in(caplog)) == 1


async def test_an_answer_that_no_way_leads_through_for_is_logged_and_harms_nothing_else(
    hearing: Hears, workspace: Workspace, driver: Driver, caplog: pytest.LogCaptureFixture
) -> None:
    zoe = driver.person("zoe")
    heard = Heard("could not be given on any way")
    logging.getLogger("handlers").addHandler(heard)
    for method in ("chat.postEphemeral", "chat.postMessage"):
        workspace.faults.add(Fault(FaultKind.DROPPED_BEFORE, method))
    async with hearing(Broken(), Everybody()):
        driver.say_as("zoe", "<@U0APP> what is live?", in_="#acme")
        async with asyncio.timeout(5):
            await heard.event.wait()
        answer = await zoe.says("@Fortnight what is live?", in_="#acme")

    logging.getLogger("handlers").removeHandler(heard)
    assert KIND.search(driver.reads(answer))
    assert len([record for record in faults_in(caplog) if record.levelno == logging.ERROR]) == 3


async def test_the_window_opens_before_slow_data_is_there(hearing: Hears, driver: Driver) -> None:
    zoe = driver.person("zoe")
    database = Late()
    async with hearing(database, Everybody()):
        opened = await zoe.runs("/release new", in_="#acme")
        assert isinstance(opened, View)
        assert "One moment…" in str(opened.blocks)

        database.ready.set()

        await driver.until(lambda: opened.content.get("callback_id") == "release_form")


async def test_a_command_is_acknowledged_before_slow_data_is_there(hearing: Hears, driver: Driver) -> None:
    database = Late()
    async with hearing(database, Everybody()):
        asked = asyncio.create_task(driver.person("zoe").runs("/live", in_="#acme"))
        await driver.until(lambda: any(not task.done() for task in [asked]))
        database.ready.set()

        answer = await asked

    assert isinstance(answer, Message)


async def test_a_button_that_only_opens_a_link_is_acknowledged_and_answered_with_nothing(
    hearing: Hears, driver: Driver
) -> None:
    linked = driver.say_as("zoe", "", in_="#acme")
    linked.blocks = [
        {
            "type": "actions",
            "block_id": "links",
            "elements": [
                {
                    "type": "button",
                    "action_id": "docs",
                    "text": {"type": "plain_text", "text": "Docs"},
                    "url": "https://vendor.example",
                }
            ],
        }
    ]
    async with hearing(Broken(), Everybody()):
        await driver.person("zoe").clicks("Docs", on=linked, answer=False)

    assert driver.messages("#acme") == [linked]
