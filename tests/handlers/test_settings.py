"""Managers see and change settings in Slack; what that moves is shown first."""

from collections.abc import Awaitable, Callable

import pytest

from rollouts.history import Kept
from rollouts.ports import Ledger
from slack_simulator import Message, View
from slack_simulator.testing import Person
from tests.support import story
from tests.support.acting import Doing, does
from tests.support.forms import ready_form
from tests.support.memory_ledger import MemoryLedger
from tests.support.world import World
from views.actions import FormId

Reads = Callable[[Message | View], str]
Opens = Callable[[Person, str], Awaitable[View]]


def in_form(view: View | None) -> str:
    assert view
    return str(view.blocks)


async def test_another_post_time_is_shown_first_then_counts_and_survives_a_restart(
    world: World, maya: Person, reads: Reads, opens: Opens
) -> None:
    assert "Post time: 09:00" in reads(await maya.runs("/release settings", in_="#acme"))
    form = await opens(maya, "/release settings post time")
    await maya.fills(form, {"Time of day": "half past ten"})
    assert (await maya.submits(form)).errors == {
        "Time of day": "It is not a time of day; write it like 09:00."
    }

    await maya.fills(form, {"Time of day": "10:30"})
    await maya.submits(form)
    assert "will be planned otherwise" in in_form(shown := maya.form())
    assert shown
    assert (await maya.submits(shown)).closed

    await world.stop()
    await world.start()
    await world.time_passes(until=story.at(story.PREVIEW_DAY, 10, 29))
    assert not world.posts("#acme")
    await world.time_passes(until=story.at(story.PREVIEW_DAY, 10, 30))
    assert world.posts("#acme")
    assert "Set in Slack by @Maya" in reads(await maya.runs("/release settings", in_="#acme"))
    told = reads(await maya.runs("/release settings History", in_="#acme"))
    assert "@Maya: Post time: what the environment says → 10:30" in told
    assert "new settings at start" in told


async def test_managers_are_people_and_groups_and_count_at_once(
    world: World, maya: Person, ana: Person, reads: Reads
) -> None:
    assert "Only managers" in reads(await ana.runs("/release settings", in_="#acme"))
    world.workspace.add_group(id="S0TEAM", handle="team", users=[story.ANA.id])
    form = await ready_form(world.workspace, maya, await maya.runs("/release settings managers", in_="#acme"))
    await maya.fills(form, {"People": ["@Maya"], "User groups": "@team, @nobody"})
    assert set((await maya.submits(form)).errors) == {"User groups"}

    await maya.fills(form, {"User groups": "@team"})
    assert (await maya.submits(form)).closed
    await maya.hears("Managers is now", in_="#acme")

    def managers(ledger: Ledger) -> frozenset[str]:
        return ledger.policy.managers

    now = world.clock.now()
    assert await world.bot.workspace.run(managers, now=now) == {"S0TEAM", "U0MAYA"}
    assert "Settings" in reads(await ana.runs("/release settings", in_="#acme"))


async def test_a_channel_is_chosen_and_taken_back_from_the_list_at_home(
    world: World, maya: Person, reads: Reads
) -> None:
    await maya.opens_home()
    settings = await maya.clicks("Settings")
    assert "Support channel" in in_form(settings if isinstance(settings, View) else None)
    form = await ready_form(world.workspace, maya, await maya.clicks("Change", on=settings))
    assert "A name such as Europe/Berlin." in in_form(form)
    await maya.closes(form)

    form = await ready_form(
        world.workspace, maya, await maya.runs("/release settings support channel", in_="#acme")
    )
    await maya.fills(form, {"Channel": "#globex"})
    assert (await maya.submits(form)).closed
    await maya.hears("Support channel is now", in_="#acme")
    form = await ready_form(
        world.workspace, maya, await maya.runs("/release settings support channel", in_="#acme")
    )
    await maya.fills(form, {"Back to the environment": "Use what FORTNIGHT_SUPPORT_CHANNEL says"})
    assert (await maya.submits(form)).closed

    def history(ledger: Ledger) -> list[tuple[str | None, str | None]]:
        return [(each.old, each.new) for each in ledger.history(Kept.SETTING, "support_channel", limit=2)]

    found = await world.bot.workspace.run(history, now=world.clock.now())
    assert found == [("C0GLOBEX", None), (None, "C0GLOBEX")]


@pytest.mark.parametrize(
    ("typed", "label", "filled"),
    [
        ("confirmation", "While a stage is not confirmed", "They hear nothing until somebody confirms it"),
        ("support address", "Addresses", "help@vendor.example, more@vendor.example"),
        ("time zone", "Time zone", "Europe/Paris"),
    ],
)
async def test_each_setting_has_a_field_that_takes_it(
    maya: Person, opens: Opens, reads: Reads, typed: str, label: str, filled: str
) -> None:
    form = await opens(maya, f"/release settings {typed}")
    await maya.fills(form, {label: filled})
    while (sent := await maya.submits(form)).view and not sent.closed:
        form = sent.view
        assert not sent.errors
    await maya.hears("is now:", in_="#acme")

    assert "Set in Slack" in reads(await maya.runs("/release settings", in_="#acme"))


async def test_a_form_of_no_setting_changes_nothing() -> None:
    ledger = MemoryLedger(story.POLICY)

    heard = await does(ledger, Doing("form", FormId.SETTING), story.MANAGER.id)

    assert "This message is out of date" in heard.said
    assert ledger.chosen() == {}
