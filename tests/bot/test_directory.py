"""Who people are: asked of Slack once, remembered for a while, and never more trusted than Slack says."""

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import MovableClock
from bot.slack.connection import FirstCalls
from bot.slack.directory import ASK_AGAIN_SECONDS, REMEMBER_SECONDS, Directory
from bot.slack.names import channel_ids
from bot.tasks import Tasks
from rollouts.people import Caller, LookedUp, Person
from rollouts.refusals import LedgerUnavailable
from slack_simulator import Fault, FaultKind, Server, Workspace, serve
from slack_simulator.testing import Driver
from tests.support import story
from tests.support.world import manifest

HOME = "T0HOME"
UNANSWERED = (
    FaultKind.RATE_LIMITED,
    FaultKind.UNAVAILABLE_TEXT,
    FaultKind.BROKEN_JSON,
    FaultKind.DROPPED_BEFORE,
)


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
async def tasks() -> AsyncIterator[Tasks]:
    tasks = Tasks()
    yield tasks
    await tasks.finish(5)


Makes = Callable[..., Directory]


@pytest.fixture
def makes(client: AsyncWebClient, stopwatch: Stopwatch, tasks: Tasks) -> Makes:
    """A directory of the workspace, with other parts where a test gives them."""

    def make(
        group: str = "S0TEAM",
        home: str = HOME,
        patience: float = 5,
        kept: list[LookedUp] | None = None,
        away: int = 0,
    ) -> Directory:
        kept = [] if kept is None else kept
        troubles = [LedgerUnavailable("locked")] * away

        async def keep(found: LookedUp) -> None:
            if troubles:
                raise troubles.pop()
            kept.append(found)

        return Directory(
            client,
            home=frozenset({home}),
            groups=lambda: frozenset({group}),
            spawn=tasks.spawn,
            monotonic=stopwatch,
            patience=patience,
            recalled=tuple(kept),
            keep=keep,
        )

    return make


@pytest.fixture
def directory(makes: Makes) -> Directory:
    return makes()


def rate_limits(workspace: Workspace, method: str) -> None:
    workspace.faults.add(Fault(FaultKind.RATE_LIMITED, method, times=100, seconds=30))


@pytest.mark.parametrize(
    "person",
    [
        Person("U0ZOE"),
        Person("U0ADAM", is_admin=True),
        Person("U0OWEN", is_admin=True),
        Person("U0GRETA", groups=frozenset({"S0TEAM"})),
        Person("U0GIL", is_guest=True),
    ],
    ids=lambda person: person.id,
)
async def test_people_may_what_slack_says(directory: Directory, person: Person) -> None:
    assert await directory.rights(Caller(person.id)) == person


async def test_what_the_database_did_not_take_is_kept_when_it_is_looked_up_again(
    makes: Makes, stopwatch: Stopwatch, tasks: Tasks
) -> None:
    kept: list[LookedUp] = []
    directory = makes(kept=kept, away=2)  # of Adam himself, and of the group

    for _ in range(3):
        assert (await directory.rights(Caller("U0ADAM"))).is_admin
        await tasks.finish(5)
        stopwatch.seconds += REMEMBER_SECONDS + 1

    assert sorted(each.id for each in kept) == ["S0TEAM", "U0ADAM"]


async def test_an_admin_of_another_organisation_is_none_here(directory: Directory) -> None:
    assert not (await directory.rights(Caller("U0EVE"))).is_admin


async def test_an_admin_of_another_workspace_is_none_here(makes: Makes) -> None:
    directory = makes(home="T0ANOTHER")

    assert not (await directory.rights(Caller("U0ADAM"))).is_admin


async def test_people_are_remembered_for_a_while_and_then_asked_for_anew(
    directory: Directory, workspace: Workspace, stopwatch: Stopwatch
) -> None:
    await directory.rights(Caller("U0ZOE"))
    workspace.users["U0ZOE"].is_admin = True

    stopwatch.seconds = REMEMBER_SECONDS
    assert not (await directory.rights(Caller("U0ZOE"))).is_admin

    stopwatch.seconds = REMEMBER_SECONDS + 1
    assert (await directory.rights(Caller("U0ZOE"))).is_admin


async def test_who_leaves_the_user_group_is_no_manager_after_a_while(
    directory: Directory, workspace: Workspace, stopwatch: Stopwatch
) -> None:
    await directory.rights(Caller("U0GRETA"))
    workspace.groups["S0TEAM"].users.clear()

    stopwatch.seconds = REMEMBER_SECONDS + 1

    assert await directory.rights(Caller("U0GRETA")) == Person("U0GRETA")


async def test_a_user_group_that_is_not_there_makes_nobody_a_manager_and_locks_nobody_out(
    makes: Makes, caplog: pytest.LogCaptureFixture
) -> None:
    assert await makes("S0GONE").rights(Caller("U0ZOE")) == Person("U0ZOE")
    assert "Slack does not tell of S0GONE (no_such_subteam)" in caplog.text


async def test_somebody_whom_slack_does_not_know_is_nobody(directory: Directory) -> None:
    assert await directory.rights(Caller("U0GHOST")) == Person("U0GHOST")


@pytest.mark.parametrize(
    ("method", "person"),
    [
        ("users.info", Person("U0ADAM", is_admin=True)),
        ("usergroups.users.list", Person("U0GRETA", groups=frozenset({"S0TEAM"}))),
    ],
)
@pytest.mark.parametrize(
    "kind",
    [FaultKind.RATE_LIMITED, FaultKind.UNAVAILABLE_TEXT, FaultKind.BROKEN_JSON, FaultKind.DROPPED_BEFORE],
)
async def test_while_slack_does_not_answer_what_it_said_last_counts(
    directory: Directory,
    workspace: Workspace,
    stopwatch: Stopwatch,
    kind: FaultKind,
    method: str,
    person: Person,
) -> None:
    await directory.rights(Caller(person.id))
    stopwatch.seconds = REMEMBER_SECONDS + 1
    workspace.faults.add(Fault(kind, method))

    assert await directory.rights(Caller(person.id)) == person
    assert workspace.faults.struck == 1


@pytest.mark.parametrize("method", ["users.info", "usergroups.users.list"])
async def test_who_was_never_known_may_what_their_id_alone_says_and_is_asked_for_again_soon(
    directory: Directory, workspace: Workspace, stopwatch: Stopwatch, method: str
) -> None:
    workspace.faults.add(Fault(FaultKind.FATAL_ERROR, method))

    assert await directory.rights(Caller("U0ZOE")) == Person("U0ZOE", is_known=False)

    stopwatch.seconds = ASK_AGAIN_SECONDS + 1
    assert await directory.rights(Caller("U0ZOE")) == Person("U0ZOE")


@pytest.mark.parametrize(
    "person",
    [
        Person("U0ADAM", is_admin=True),
        Person("U0GRETA", groups=frozenset({"S0TEAM"})),
        Person("U0GIL", is_guest=True),
    ],
    ids=lambda person: person.id,
)
async def test_who_was_known_in_a_life_before_may_the_same_while_slack_says_nothing(
    makes: Makes, workspace: Workspace, person: Person
) -> None:
    kept: list[LookedUp] = []
    await makes(kept=kept).rights(Caller(person.id))
    for method in ("users.info", "usergroups.users.list"):
        workspace.faults.add(Fault(FaultKind.FATAL_ERROR, method, times=100))

    assert await makes(kept=kept).rights(Caller(person.id)) == person


async def test_what_slack_says_is_kept_when_it_is_not_what_it_said(
    makes: Makes, workspace: Workspace, stopwatch: Stopwatch
) -> None:
    kept: list[LookedUp] = []
    await makes(kept=kept).rights(Caller("U0ADAM"))
    directory = makes(kept=kept)
    await directory.rights(Caller("U0ADAM"))
    before = len(kept)
    workspace.users["U0ADAM"].is_admin = False
    stopwatch.seconds = REMEMBER_SECONDS + 1

    await directory.rights(Caller("U0ADAM"))

    assert (before, kept[before:]) == (2, [LookedUp("U0ADAM")])


async def test_a_rate_limit_is_kept_to(
    directory: Directory, workspace: Workspace, stopwatch: Stopwatch
) -> None:
    rate_limits(workspace, "users.info")
    await directory.rights(Caller("U0ADAM"))

    stopwatch.seconds = 29
    await directory.rights(Caller("U0ADAM"))
    assert workspace.faults.struck == 1

    stopwatch.seconds = 31
    await directory.rights(Caller("U0ADAM"))
    assert workspace.faults.struck == 2


async def test_a_hundred_who_press_at_once_ask_for_the_user_group_once(
    directory: Directory, workspace: Workspace
) -> None:
    rate_limits(workspace, "usergroups.users.list")

    await asyncio.gather(*(directory.rights(Caller(f"U{number}")) for number in range(100)))

    assert workspace.faults.struck == 1


async def test_a_slow_answer_is_not_waited_for_and_counts_as_soon_as_it_is_there(
    makes: Makes, workspace: Workspace, tasks: Tasks
) -> None:
    directory = makes(patience=0.01)
    workspace.faults.add(Fault(FaultKind.LATENCY, "users.info", seconds=0.2))
    assert not (await directory.rights(Caller("U0ADAM"))).is_known

    await tasks.finish(5)

    assert await directory.rights(Caller("U0ADAM")) == Person("U0ADAM", is_admin=True)


async def test_who_was_known_before_does_not_wait_for_a_slow_answer(
    makes: Makes, workspace: Workspace, stopwatch: Stopwatch
) -> None:
    directory = makes(patience=60)
    await directory.rights(Caller("U0ADAM"))
    stopwatch.seconds = REMEMBER_SECONDS + 1
    workspace.faults.add(Fault(FaultKind.LATENCY, "users.info", seconds=3))

    async with asyncio.timeout(2):
        assert await directory.rights(Caller("U0ADAM")) == Person("U0ADAM", is_admin=True)


async def test_every_channel_is_found_by_name_page_after_page(client: AsyncWebClient) -> None:
    found = await channel_ids(FirstCalls(client))

    assert len(found) == 250
    assert found["channel-249"] == "C0249"


async def test_archived_channels_are_not_found(client: AsyncWebClient, driver: Driver) -> None:
    driver.archive("#channel-7")

    assert "channel-7" not in await channel_ids(FirstCalls(client))
