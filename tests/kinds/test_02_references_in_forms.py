"""A form refuses, at its field, channels and people that are of no use."""

from collections.abc import Awaitable, Callable

import pytest

from handlers.references import problems_of_channel
from slack_simulator import Fault as SlackFault
from slack_simulator import FaultKind, View
from slack_simulator.testing import Person
from tests.support.references import Unasked
from tests.support.world import World

Opens = Callable[[Person, str], Awaitable[View]]

NEW = {"Name": "Initech", "Environments on the Standard Release server": "test"}
RELEASE_FORM = {"Name": "2027.1", "Title": "T", "Date on the Standard Release server": "2027-01-11"}


async def test_a_form_refuses_a_channel_that_is_archived_at_its_field(
    world: World, zoe: Person, opens: Opens
) -> None:
    form = await opens(zoe, "/integration add")
    await zoe.fills(form, {**NEW, "Channel": "#globex"})
    world.driver.archive("globex")

    assert "This channel is archived" in str((await zoe.submits(form)).errors)


async def test_a_form_refuses_a_private_channel_that_the_bot_is_not_in(
    world: World, zoe: Person, opens: Opens
) -> None:
    world.workspace.add_channel(
        id="C0HIDDEN", name="hidden", private=True, bot_is_member=False, members=["U0ZOE"]
    )
    form = await opens(zoe, "/integration add")
    await zoe.fills(form, {**NEW, "Channel": "#hidden"})

    assert "I cannot see this channel" in str((await zoe.submits(form)).errors)


@pytest.mark.parametrize(
    ("who", "words"),
    [("@Gil", "is a guest"), ("@Eve", "of another organisation"), ("@Ben", "deactivated")],
)
async def test_a_form_refuses_owners_who_could_answer_nothing(
    world: World, zoe: Person, opens: Opens, who: str, words: str
) -> None:
    form = await opens(zoe, "/integration add")
    await zoe.fills(form, {**NEW, "Owners": [who]})
    if who == "@Ben":
        world.driver.deactivate("ben")

    assert words in str((await zoe.submits(form)).errors)


async def test_a_release_takes_no_owner_who_could_answer_nothing(
    world: World, maya: Person, opens: Opens
) -> None:
    form = await opens(maya, "/release new")
    await maya.fills(form, {**RELEASE_FORM, "Owner": "@Gil"})

    assert "is a guest" in str((await maya.submits(form)).errors)


@pytest.mark.parametrize("method", ["conversations.info", "users.info"])
@pytest.mark.parametrize("kind", [FaultKind.UNAVAILABLE_TEXT, FaultKind.RATE_LIMITED, FaultKind.HANG])
async def test_what_slack_does_not_tell_now_keeps_nobody_from_saving(
    world: World, zoe: Person, opens: Opens, method: str, kind: FaultKind
) -> None:
    form = await opens(zoe, "/integration add")
    await zoe.fills(form, NEW)
    world.workspace.faults.add(SlackFault(kind, method, times=100))

    await zoe.submits(form)

    await zoe.hears("Saved.", in_="#acme")


async def test_of_a_form_without_a_channel_none_is_looked_up() -> None:
    assert await problems_of_channel(Unasked(), "channel", "") == ()
