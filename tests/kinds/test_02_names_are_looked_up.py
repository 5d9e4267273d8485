"""Names of channels and people are looked up in Slack; what means nothing at start is told and mended."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import aiohttp
import pytest

from bot.clock import MovableClock
from bot.errors import StartFailed
from bot.slack.client import make_client
from bot.slack.connection import FirstCalls
from bot.slack.names import find_names
from rollouts import kinds
from rollouts.deliveries import Action, Delivery, State
from rollouts.delivery.names import (
    LOOK_AGAIN_AFTER,
    LookAgain,
    Named,
    names_in_use,
    names_to_look_up,
    names_to_look_up_again,
    resolve_at_start,
    resolve_names,
)
from rollouts.refusals import NotAllowed
from rollouts.usecases.calendar_file import (
    Calendar,
)
from slack_simulator import Fault as SlackFault
from slack_simulator import FaultKind, Server, Workspace, serve
from tests.support import story
from tests.support.delivering import deliver
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import ACME, ANA, BEN, GLOBEX, MANAGER, POLICY, RELEASE, ZOE
from tests.support.world import manifest, open_world


@pytest.fixture
async def calls() -> AsyncIterator[tuple[FirstCalls, Server]]:
    workspace = Workspace(manifest=manifest(), now=MovableClock(story.START).now, paced=False)
    workspace.add_channel(id="C0ACME", name="acme", members=[])
    workspace.add_channel(id="C0HIDDEN", name="hidden", private=True, bot_is_member=False, members=[])
    workspace.add_person(id="U0BEN", name="ben", real_name="Ben Miller", email="ben@acme.example")
    workspace.add_person(id="U0BENNO", name="benno", real_name="ben")
    workspace.add_person(id="U0ONE", name="one", real_name="Kim Lee")
    workspace.add_person(id="U0TWO", name="two", real_name="kim  lee")
    workspace.add_person(id="U0EVE", name="eve", real_name="Eve", is_stranger=True)
    gone = workspace.add_person(id="U0GONE", name="gone", real_name="Gone", email="gone@acme.example")
    gone.is_deactivated = True
    workspace.add_group(id="S0QA", handle="qa", users=["U0BEN"])
    server = await serve(workspace)
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=5)) as session:
        client = make_client(token=workspace.bot_token, api_url=server.api_url, session=session)
        yield FirstCalls(client, waits_for_network=False), server
    await server.close()


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("#acme", ("C0ACME",)),
        ("#hidden", ()),
        ("#acne", ()),
        ("@ben", ("U0BEN",)),
        ("@BEN", ("U0BEN",)),
        ("@Ben Miller", ("U0BEN",)),
        ("@benno", ("U0BENNO",)),
        ("@Kim Lee", ("U0ONE", "U0TWO")),
        ("@eve", ()),
        ("@gone", ()),
        ("@fortnight", ()),
        ("@qa", ()),
        ("ben@acme.example", ("U0BEN",)),
        ("gone@acme.example", ()),
        ("nobody@acme.example", ()),
    ],
)
async def test_a_name_is_looked_up_in_slack(
    calls: tuple[FirstCalls, Server], name: str, ids: tuple[str, ...]
) -> None:
    assert await find_names(calls[0], [name, "C0KNOWN"]) == {name: ids}


async def test_a_group_of_managers_goes_by_its_handle(calls: tuple[FirstCalls, Server]) -> None:
    found = await find_names(calls[0], ["@qa", "@ben"], groups=True)

    assert found == {"@qa": ("S0QA",), "@ben": ("U0BEN",)}


async def test_all_names_are_asked_for_together_and_ids_for_nothing(
    calls: tuple[FirstCalls, Server],
) -> None:
    first, server = calls
    for method in ("conversations.list", "users.list", "usergroups.list"):
        server.team.faults.add(SlackFault(FaultKind.REFUSED, method, error="invalid_auth", times=9))

    assert await find_names(first, ["C0ACME", "U0BEN"]) == {}
    with pytest.raises(StartFailed):
        await find_names(first, ["#acme"])


async def test_an_address_that_slack_may_not_be_asked_about_is_no_address_of_nobody(
    calls: tuple[FirstCalls, Server],
) -> None:
    first, server = calls
    server.team.faults.add(SlackFault(FaultKind.REFUSED, "users.lookupByEmail", error="missing_scope"))

    with pytest.raises(StartFailed, match="lacks a permission"):
        await find_names(first, ["ben@acme.example"])


# At start


def named(ledger: MemoryLedger) -> list[Delivery]:
    found = ledger.recent(limit=100)
    return [post for post in found if post.key.announcement.kind == kinds.NAMES_UNKNOWN]


@pytest.fixture
def names() -> MemoryLedger:
    """A ledger with a channel and an owner by name; a manager can be told."""
    ledger = MemoryLedger(replace(POLICY, alerts_to=(MANAGER.id,)))
    by_name = replace(ACME, channel="#acme", owners=("@ben", ANA.id))
    story.told_in(
        ledger.at(story.START), releases=(replace(RELEASE, owner="@ben"),), integrations=(by_name, GLOBEX)
    )
    return ledger.at(story.START)


NAMED = (
    Named("#acme", ("integration Acme LMS",)),
    Named("@ben", ("integration Acme LMS", "release 2026.11")),
)


def test_names_of_what_is_on_its_way_are_looked_up_at_start(names: MemoryLedger) -> None:
    assert names_in_use(names) == NAMED
    assert names_to_look_up(names) == ("#acme", "@ben")


def test_what_an_older_version_stored_as_it_was_typed_is_looked_up_too(names: MemoryLedger) -> None:
    names.save_integration(replace(ACME, channel="Acme", owners=("Ben@Acme.example", "ben")))

    assert [each.name for each in names_in_use(names)] == ["#acme", "@ben", "ben@acme.example"]
    resolve_names(names, {"#acme": "C0ACME", "@ben": BEN.id, "ben@acme.example": BEN.id})
    found = names.integration("Acme LMS")
    assert found
    assert (found.channel, found.owners) == ("C0ACME", (BEN.id,))


def test_the_owner_of_a_release_that_is_over_is_looked_up_no_more(names: MemoryLedger) -> None:
    over = replace(story.HISTORY, owner="@somebody")
    names.save_release(over)

    assert names_in_use(names) == NAMED


def test_what_is_found_takes_the_names_place_and_is_planned_for(names: MemoryLedger) -> None:
    assert resolve_at_start(names, {"#acme": "C0ACME", "@ben": BEN.id}) == ()

    found, release = names.integration("Acme LMS"), names.release("2026.11")
    assert found
    assert release
    assert (found.channel, found.owners, release.owner) == ("C0ACME", (BEN.id, ANA.id), BEN.id)
    assert {"C0ACME", BEN.id} <= {post.key.channel for post in names.deliveries(RELEASE.topic)}
    assert named(names) == []


def test_what_is_not_found_is_told_once_to_those_who_can_mend_it(names: MemoryLedger) -> None:
    for _ in range(3):
        assert resolve_at_start(names, {"@ben": BEN.id}) == NAMED[:1]

    assert [post.key.channel for post in named(names)] == [MANAGER.id]


def test_without_a_manager_the_support_channel_is_told(names: MemoryLedger) -> None:
    names.policy = replace(POLICY, alerts_to=())

    resolve_at_start(names.at(story.START), {})

    assert [post.key.channel for post in named(names)] == [POLICY.support_channel]


def test_the_same_names_are_not_looked_up_again_for_a_day(names: MemoryLedger) -> None:
    resolve_at_start(names, {})

    assert names_to_look_up(names.at(story.START + LOOK_AGAIN_AFTER - story.SECOND)) == ()
    assert names_to_look_up(names.at(story.START + LOOK_AGAIN_AFTER)) == ("#acme", "@ben")


def test_another_name_has_all_of_them_looked_up(names: MemoryLedger) -> None:
    resolve_at_start(names, {})
    names.save_integration(replace(GLOBEX, channel="#globex"))

    assert names_to_look_up(names) == ("#acme", "#globex", "@ben")


def test_whoever_looks_again_is_a_manager_and_what_was_told_is_brought_up_to_date(
    names: MemoryLedger,
) -> None:
    resolve_at_start(names, {})
    deliver(names, story.START)

    with pytest.raises(NotAllowed):
        names_to_look_up_again(names, LookAgain(ZOE))
    assert names_to_look_up_again(names, LookAgain(MANAGER)) == ("#acme", "@ben")
    assert resolve_names(names, {"#acme": "C0ACME", "@ben": BEN.id}) == ()

    (_, update) = named(names)[::-1]
    assert update.action is Action.UPDATE
    (job,) = [job for job in deliver(names, story.START) if job.delivery.id == update.id]
    assert job.replaces


def test_what_was_mended_before_it_was_told_is_not_told(names: MemoryLedger) -> None:
    resolve_at_start(names, {})
    resolve_names(names, {"#acme": "C0ACME", "@ben": BEN.id})

    deliver(names, story.START)

    assert [post.state for post in named(names)] == [State.SKIPPED]


# Over the wire


async def test_names_in_the_database_are_resolved_at_start_and_the_others_told_until_mended(
    tmp_path: Path,
) -> None:
    by_name = (
        replace(ACME, channel="#acme", owners=("ben@acme.example",)),
        replace(GLOBEX, channel="#globex", owners=("@nobody",)),
    )
    async with open_world(tmp_path, begins=story.START, managers="U0MAYA") as world:
        add = world.workspace.add_person
        add(id="U0MAYA", name="maya", real_name="Maya")
        add(id="U0BEN", name="ben", real_name="Ben", email="ben@acme.example")
        world.workspace.add_channel(id="C0ACME", name="acme", members=["U0BEN", "U0MAYA"])
        await world.start()
        await world.takes_in(Calendar(None, by_name, (story.DRAFT,)))
        await world.stop()

        await world.start()

        maya = world.driver.person("maya")
        told = await maya.hears("Some names were not found")
        assert "#globex: integration Globex" in world.driver.reads(told)
        assert "@nobody: integration Globex" in world.driver.reads(told)
        shown = world.driver.reads(await maya.runs("/integration show Acme LMS", in_="#acme"))
        assert "#acme" in shown
        assert "@Ben" in shown

        await world.stop()
        await world.start()
        await world.bot.dispatcher.drain()
        assert len([post for post in maya.sees() if "Some names were not found" in str(post.blocks)]) == 1

        world.workspace.add_channel(id="C0GLOBEX", name="globex", members=["U0BEN"])
        add(id="U0NOBODY", name="nobody", real_name="No Body")
        await maya.clicks("Look again", on=told, answer=False)
        await maya.hears("all channels and people are known now")
        await world.driver.until(lambda: "Settled" in str(told.blocks))


async def test_a_start_goes_on_where_slack_may_not_be_asked_about_addresses(tmp_path: Path) -> None:
    async with open_world(tmp_path, begins=story.START, managers="U0MAYA") as world:
        world.workspace.add_person(id="U0MAYA", name="maya", real_name="Maya")
        world.workspace.add_channel(id="C0ACME", name="acme", members=["U0MAYA"])
        await world.start()
        await world.takes_in(Calendar(None, (replace(ACME, owners=("ben@acme.example",)),), ()))
        await world.stop()
        refusal = SlackFault(FaultKind.REFUSED, "users.lookupByEmail", error="missing_scope", times=9)
        world.workspace.faults.add(refusal)

        await world.start()

        maya = world.driver.person("maya")
        told = await maya.hears("Some names were not found")
        await maya.clicks("Look again", on=told, answer=False)
        await maya.hears("One of them is not found yet")
