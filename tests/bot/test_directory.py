"""Who people are: asked of Slack once, remembered for a while, and never more trusted than Slack says."""

from collections.abc import AsyncIterator

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import MovableClock
from bot.slack.directory import REMEMBER_SECONDS, Directory, channel_ids
from rollouts.people import Person
from slack_simulator import Fault, FaultKind, Server, Workspace, serve
from slack_simulator.testing import Driver
from tests.support import story
from tests.support.world import manifest

HOME, ELSEWHERE = "T0HOME", "T0OTHER"


class Stopwatch:
    """Real seconds, as a test lets them pass."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    clock = MovableClock(story.START, running=False)
    workspace = Workspace(manifest=manifest(), now=clock.now, paced=False)
    add = workspace.add_person
    add(id="U0ZOE", name="zoe", real_name="Zoe")
    add(id="U0ADAM", name="adam", real_name="Adam", is_admin=True)
    add(id="U0OWEN", name="owen", real_name="Owen", is_owner=True)
    add(id="U0GRETA", name="greta", real_name="Greta")
    add(id="U0GIL", name="gil", real_name="Gil", is_guest=True)
    add(id="U0EVE", name="eve", real_name="Eve", is_stranger=True, is_admin=True)
    workspace.add_group(id="S0TEAM", handle="team", users=["U0GRETA", "U0EVE"])
    for number in range(250):
        workspace.add_channel(id=f"C{number:04}", name=f"channel-{number}", members=[])
    running = await serve(workspace)
    yield running
    await running.close()


@pytest.fixture
def client(server: Server) -> AsyncWebClient:
    return AsyncWebClient(server.team.bot_token, base_url=server.api_url, retry_handlers=[])


@pytest.fixture
def stopwatch() -> Stopwatch:
    return Stopwatch()


@pytest.fixture
def directory(client: AsyncWebClient, stopwatch: Stopwatch) -> Directory:
    return Directory(client, team=HOME, groups=frozenset({"S0TEAM"}), monotonic=stopwatch)


@pytest.mark.parametrize(
    "person",
    [
        Person("U0ZOE"),
        Person("U0ADAM", is_admin=True),
        Person("U0OWEN", is_admin=True),
        Person("U0GRETA", groups=frozenset({"S0TEAM"})),
        Person("U0GIL"),
        Person("U0EVE", is_insider=False),
    ],
    ids=lambda person: person.id,
)
async def test_people_are_what_slack_says(directory: Directory, person: Person) -> None:
    assert await directory.find(person.id, HOME) == person


async def test_who_presses_in_another_workspace_is_outside_whatever_they_are_here(
    directory: Directory,
) -> None:
    await directory.find("U0ADAM", HOME)

    assert await directory.find("U0ADAM", ELSEWHERE) == Person("U0ADAM", is_insider=False)


async def test_a_press_that_does_not_say_where_it_came_from_is_judged_by_the_profile(
    directory: Directory,
) -> None:
    assert await directory.find("U0EVE", None) == Person("U0EVE", is_insider=False)
    assert await directory.find("U0ZOE", None) == Person("U0ZOE")


async def test_people_are_remembered_for_a_while_and_then_asked_for_anew(
    directory: Directory, workspace: Workspace, stopwatch: Stopwatch
) -> None:
    await directory.find("U0ZOE", HOME)
    workspace.users["U0ZOE"].is_admin = True

    stopwatch.seconds = REMEMBER_SECONDS
    assert not (await directory.find("U0ZOE", HOME)).is_admin

    stopwatch.seconds = REMEMBER_SECONDS + 1
    assert (await directory.find("U0ZOE", HOME)).is_admin


async def test_who_leaves_the_user_group_is_no_manager_after_a_while(
    directory: Directory, workspace: Workspace, stopwatch: Stopwatch
) -> None:
    await directory.find("U0GRETA", HOME)
    workspace.groups["S0TEAM"].users.clear()

    stopwatch.seconds = REMEMBER_SECONDS + 1

    assert await directory.find("U0GRETA", HOME) == Person("U0GRETA")


async def test_a_user_group_that_is_not_there_makes_nobody_a_manager_and_locks_nobody_out(
    client: AsyncWebClient, caplog: pytest.LogCaptureFixture
) -> None:
    directory = Directory(client, team=HOME, groups=frozenset({"S0GONE"}))

    assert await directory.find("U0ZOE", HOME) == Person("U0ZOE")
    assert "The user group S0GONE of the managers cannot be read (no_such_subteam)" in caplog.text


async def test_while_slack_does_not_give_the_user_group_its_last_known_members_count(
    directory: Directory, workspace: Workspace, stopwatch: Stopwatch
) -> None:
    await directory.find("U0GRETA", HOME)
    stopwatch.seconds = REMEMBER_SECONDS + 1
    workspace.faults.add(Fault(FaultKind.RATE_LIMITED, "usergroups.users.list"))

    assert (await directory.find("U0GRETA", HOME)).groups == {"S0TEAM"}


async def test_somebody_whom_slack_does_not_know_is_nobody(directory: Directory) -> None:
    with pytest.raises(SlackApiError):
        await directory.find("U0GHOST", HOME)


async def test_every_channel_is_found_by_name_page_after_page(client: AsyncWebClient) -> None:
    found = await channel_ids(client)

    assert len(found) == 250
    assert found["channel-249"] == "C0249"


async def test_archived_channels_are_not_found(client: AsyncWebClient, driver: Driver) -> None:
    driver.archive("#channel-7")

    assert "channel-7" not in await channel_ids(client)
