"""Members enter integrations for channels that they are in; who is not reads so at the field."""

from collections.abc import Awaitable, Callable

import pytest

from rollouts.people import Person
from rollouts.permissions import absence_problems
from rollouts.policy import Policy
from rollouts.refusals import Fault
from slack_simulator import Fault as Trouble
from slack_simulator import FaultKind, View
from slack_simulator.testing import Person as Colleague
from tests.support import story
from tests.support.forms import ready_form
from tests.support.world import World

Opens = Callable[[Colleague, str], Awaitable[View]]

NEW = {"Name": "Initech", "Environments on the Standard Release server": "test"}
NOT_IN_IT = "You are not in this channel. Join it and send this again, or ask a manager to do this."
TROUBLES = (
    FaultKind.HANG,
    FaultKind.RATE_LIMITED,
    FaultKind.SERVER_ERROR_HTML,
    FaultKind.REFUSED,
    FaultKind.DROPPED_AFTER,
    FaultKind.BROKEN_JSON,
)


@pytest.fixture
def elsewhere(world: World) -> World:
    """There are two channels in which Zoë is not; the bot is in the private one, as Ana is."""
    world.workspace.add_channel(id="C0OTHERS", name="others", members=["U0MAYA"])
    world.workspace.add_channel(id="C0PRIVATE", name="private", private=True, members=["U0ANA"])
    return world


async def entered(person: Colleague, form: View, channel: str) -> dict[str, str]:
    await person.fills(form, {**NEW, "Channel": channel})
    return dict((await person.submits(form)).errors)


async def test_for_a_channel_that_somebody_is_not_in_they_read_so_and_join_it(
    elsewhere: World, zoe: Colleague, opens: Opens
) -> None:
    form = await opens(zoe, "/integration add")

    assert await entered(zoe, form, "#others") == {"Channel": NOT_IN_IT}

    elsewhere.workspace.channels["C0OTHERS"].members.append("U0ZOE")
    assert await entered(zoe, form, "#others") == {}
    await zoe.hears("Saved.", in_="#acme")


async def test_a_private_channel_with_the_bot_is_theirs_who_are_in_it(
    elsewhere: World, ana: Colleague, opens: Opens
) -> None:
    assert await entered(ana, await opens(ana, "/integration add"), "#private") == {}


async def test_a_manager_enters_them_for_every_channel(
    elsewhere: World, maya: Colleague, ana: Colleague, opens: Opens
) -> None:
    elsewhere.workspace.channels["C0OTHERS"].members[:] = ["U0ANA"]

    assert await entered(maya, await opens(maya, "/integration add"), "#others") == {}


async def test_an_owner_moves_theirs_into_a_channel_they_are_in_alone(
    elsewhere: World, ben: Colleague, opens: Opens
) -> None:
    form = await opens(ben, "/integration edit Globex")
    await ben.fills(form, {"Channel": "#others"})

    assert (await ben.submits(form)).errors == {"Channel": NOT_IN_IT}


async def test_an_owner_who_has_left_its_channel_changes_it_all_the_same(
    elsewhere: World, ben: Colleague, opens: Opens
) -> None:
    elsewhere.workspace.channels["C0GLOBEX"].members.remove("U0BEN")
    form = await opens(ben, "/integration edit Globex")
    await ben.fills(form, {"Time zone": "Europe/Berlin"})

    assert (await ben.submits(form)).errors == {}


async def test_another_channel_for_a_closed_one_is_one_they_are_in_too(
    elsewhere: World, ana: Colleague
) -> None:
    elsewhere.driver.archive("#acme")
    await elsewhere.time_passes(until=story.at(story.PREVIEW_DAY))
    told = await ana.hears("I cannot post into")
    form = await ready_form(elsewhere.workspace, ana, await ana.clicks("Choose another channel", on=told))
    await ana.fills(form, {"Where should it go?": "#others"})

    assert (await ana.submits(form)).errors == {"Where should it go?": NOT_IN_IT}


@pytest.mark.parametrize("kind", TROUBLES)
async def test_a_look_up_that_is_slow_or_fails_holds_no_form_and_keeps_nobody_out(
    elsewhere: World, zoe: Colleague, opens: Opens, kind: FaultKind
) -> None:
    form = await opens(zoe, "/integration add")
    elsewhere.workspace.faults.add(Trouble(kind, "users.conversations", times=9, seconds=60))
    await zoe.fills(form, {**NEW, "Channel": "#others"})

    assert (await zoe.submits(form)).errors == {}
    await zoe.hears("Saved.", in_="#acme")


@pytest.mark.parametrize("is_absent", [True, False])
@pytest.mark.parametrize(
    "person", [Person("U0ZOE"), Person("U0MAYA", is_admin=True)], ids=["member", "manager"]
)
def test_only_a_member_who_is_known_not_to_be_there_is_refused(person: Person, *, is_absent: bool) -> None:
    problems = absence_problems(person=person, channel="C0OTHERS", is_absent=is_absent, policy=Policy())

    assert [problem.fault for problem in problems] == (
        [Fault.YOU_ARE_NOT_IN_CHANNEL] if is_absent and not person.is_admin else []
    )
