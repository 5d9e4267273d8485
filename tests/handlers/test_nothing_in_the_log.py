"""Of what people type and of secrets nothing stands in the log, at any level and in either form."""

import logging
from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.logs import LogFormat, set_up
from rollouts.usecases.calendar_file import Calendar
from slack_simulator import Message, View
from slack_simulator.testing import Person
from tests.support import story
from tests.support.forms import ready_form
from tests.support.world import World

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
    await world.time_passes(until=story.at(story.STANDARD_DAY, 12))

    assert_unheard(world, capsys.readouterr().err)
