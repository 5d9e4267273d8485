"""Names in settings are looked up once, and remembered across restarts for as long as they stand there."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.errors import StartFailed
from rollouts.policy import Policy
from rollouts.ports import Ledger
from rollouts.settings import Setting
from rollouts.usecases.settings import names_known, note_settings
from slack_simulator import Fault, FaultKind
from tests.support import story
from tests.support.memory_ledger import MemoryLedger
from tests.support.world import World, open_world

LISTS = ("conversations.list", "users.list", "usergroups.list", "users.lookupByEmail")
MANAGERS = frozenset({"@ana", "@releases", "ben@example.com"})


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """A support channel, a person, a user group and an address are given by name."""
    given = {"managers": MANAGERS, "support_channel": "#support", "support_group": "@releases"}
    async with open_world(tmp_path, begins=story.START, **given) as world:
        world.workspace.add_person(id="U0ANA", name="ana", real_name="Ana")
        world.workspace.add_person(id="U0BEN", name="ben", real_name="Ben", email="ben@example.com")
        world.workspace.add_channel(id="C0SUPPORT", name="support", members=["U0ANA"])
        world.workspace.add_group(id="S0RELEASES", handle="releases", users=["U0BEN"])
        yield world


async def policy(world: World) -> Policy:
    def of(ledger: Ledger) -> Policy:
        return ledger.policy

    return await world.bot.workspace.run(of, now=world.clock.now())


async def starts_again(world: World) -> Policy:
    await world.stop()
    await world.start()
    return await policy(world)


async def test_what_was_looked_up_at_one_start_is_not_asked_for_at_the_next(world: World) -> None:
    await world.start()
    first = await policy(world)
    for method in LISTS:
        world.workspace.faults.add(Fault(FaultKind.REFUSED, method, error="invalid_auth"))

    assert await starts_again(world) == first
    assert first.managers == {"U0ANA", "S0RELEASES", "U0BEN"}
    assert (first.support_channel, first.support_group) == ("C0SUPPORT", "S0RELEASES")
    assert len(list(world.workspace.faults)) == len(LISTS)


async def test_only_what_is_new_among_them_is_asked_for(world: World) -> None:
    await world.start()
    world.workspace.add_person(id="U0ZOE", name="zoe", real_name="Zoe")
    world.settings = world.settings.model_copy(update={"managers": frozenset({"@ana", "@zoe"})})
    world.workspace.faults.add(Fault(FaultKind.REFUSED, "conversations.list", error="invalid_auth"))

    assert (await starts_again(world)).managers == {"U0ANA", "U0ZOE"}


async def test_a_channel_and_a_person_that_are_called_otherwise_by_now_are_still_meant(world: World) -> None:
    await world.start()
    world.workspace.channels["C0SUPPORT"].name = "help"
    world.workspace.users["U0ANA"].name = "anna"
    world.workspace.add_person(id="U0OTHER", name="ana", real_name="Another Ana")

    found = await starts_again(world)

    assert found.support_channel == "C0SUPPORT"
    assert "U0ANA" in found.managers
    assert "U0OTHER" not in found.managers


@pytest.mark.parametrize("is_archived", [True, False])
async def test_a_support_channel_that_is_gone_is_looked_up_anew(world: World, *, is_archived: bool) -> None:
    await world.start()
    if is_archived:
        world.driver.archive("#support")
        world.workspace.channels["C0SUPPORT"].name = "support-old"
    else:
        del world.workspace.channels["C0SUPPORT"]
    world.workspace.add_channel(id="C0ANEW", name="support", members=["U0ANA"])

    assert (await starts_again(world)).support_channel == "C0ANEW"


async def test_a_name_that_means_nothing_ends_the_start_and_is_looked_up_at_the_next(world: World) -> None:
    del world.workspace.channels["C0SUPPORT"]

    with pytest.raises(StartFailed, match="there is no #support that the bot can see"):
        await world.start()

    world.workspace.add_channel(id="C0SUPPORT", name="support", members=["U0ANA"])
    await world.start()
    assert (await policy(world)).support_channel == "C0SUPPORT"


@pytest.mark.parametrize("given", [{}, {"support_channel": "C0NOWHERE"}], ids=["by name", "by id"])
async def test_a_channel_in_whose_place_another_one_was_set_in_slack_keeps_nobody_from_starting(
    world: World, given: dict[str, object], caplog: pytest.LogCaptureFixture
) -> None:
    await world.start()
    world.workspace.add_channel(id="C0HELP", name="help", members=["U0ANA"])
    await chooses(world, Setting.SUPPORT_CHANNEL, "C0HELP")
    del world.workspace.channels["C0SUPPORT"]
    world.settings = world.settings.model_copy(update=given)

    assert (await starts_again(world)).support_channel == "C0HELP"
    del world.workspace.channels["C0HELP"]
    assert (await starts_again(world)).support_channel == "C0HELP"
    assert "/release settings support channel" in caplog.messages[-1]


async def test_a_name_that_counts_no_more_is_told_and_keeps_nobody_from_starting(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    await world.start()
    await chooses(world, Setting.MANAGERS, "U0BEN")
    world.settings = world.settings.model_copy(update={"managers": frozenset({"@nobody"})})

    assert (await starts_again(world)).managers == {"U0BEN"}
    assert "The setting FORTNIGHT_MANAGERS, which counts no more, is not clear" in caplog.text


async def chooses(world: World, setting: Setting, value: str) -> None:
    def choose(ledger: Ledger) -> None:
        ledger.choose(setting, value)

    await world.bot.workspace.run(choose, now=world.clock.now())


def test_a_name_is_known_for_as_long_as_it_stands_in_the_settings() -> None:
    ledger = MemoryLedger()
    note_settings(ledger.at(story.START), {"support_channel": "#support", "#support": "C0SUPPORT"})
    asked = frozenset({"#support", "@ana"})

    assert names_known(ledger, asked) == {"#support": "C0SUPPORT"}

    note_settings(ledger.at(story.START), {"support_channel": "C0OTHER"})
    assert names_known(ledger, asked) == {}
