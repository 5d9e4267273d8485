"""A world on the day before the preview: three teams, a release on its way, and everybody who may press."""

import asyncio
import datetime as dt
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from rollouts.usecases.calendar_file import Calendar
from slack_simulator import Message, View
from slack_simulator.testing import Person
from tests.support import story
from tests.support.forms import ready_form
from tests.support.world import DATABASE, World, open_world

CALENDAR = Calendar(
    servers=None, integrations=story.INTEGRATIONS, releases=(story.HISTORY_DRAFT, story.DRAFT)
)
INSIDERS = (story.MANAGER, story.ADMIN, story.GROUP_MANAGER, story.ANA, story.BEN, story.ZOE)


BEGINS = story.at(story.PREVIEW_DAY - dt.timedelta(days=1), 12)


@asynccontextmanager
async def _world_in(folder: Path) -> AsyncIterator[World]:
    managers = story.POLICY.managers
    async with open_world(folder, begins=BEGINS, support_channel="C0SUPPORT", managers=managers) as world:
        add = world.workspace.add_person
        for person in INSIDERS:
            name = person.id[2:]
            add(id=person.id, name=name.lower(), real_name=name.title(), is_admin=person.is_admin)
        add(id="U0GIL", name="gil", real_name="Gil", is_guest=True)
        add(id="U0EVE", name="eve", real_name="Eve", is_stranger=True, is_admin=True)
        everybody = [user.id for user in world.workspace.users.values() if not user.is_bot]
        for channel, name in (("C0ACME", "acme"), ("C0NORTH", "northwind"), ("C0GLOBEX", "globex")):
            world.workspace.add_channel(id=channel, name=name, members=everybody)
        world.workspace.add_channel(id="C0SUPPORT", name="support", members=everybody)
        world.workspace.add_group(id="S0RELEASES", handle="releases", users=[story.GROUP_MANAGER.id])
        await world.start()
        yield world


@pytest.fixture(scope="session")
def taken_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the database of a world that has taken the calendar in: each test gets a copy."""
    folder = tmp_path_factory.mktemp("world")

    async def take_in() -> None:
        async with _world_in(folder) as world:
            await world.takes_in(CALENDAR)

    asyncio.run(take_in())
    return folder


@pytest.fixture
async def world(tmp_path: Path, taken_in: Path) -> AsyncIterator[World]:
    """Maya manages, Greta by her user group, Adam as an administrator; Gil is a guest, Eve is a stranger."""
    shutil.copy(taken_in / DATABASE, tmp_path / DATABASE)
    async with _world_in(tmp_path) as world:
        yield world


@pytest.fixture
async def release_day(world: World) -> World:
    """The world at nine on the day of the Standard release: the owner has just been asked."""
    await world.time_passes(until=story.at(story.STANDARD_DAY))
    return world


@pytest.fixture
async def confirmed_day(release_day: World, ana: Person) -> World:
    """The same day, once the owner has confirmed it: the channels have heard that it is live."""
    await ana.clicks("Confirm live")
    await release_day.bot.dispatcher.drain()
    return release_day


@pytest.fixture
def maya(world: World) -> Person:
    """The manager."""
    return world.driver.person("maya")


@pytest.fixture
def ana(world: World) -> Person:
    """The release's owner, who owns Acme LMS too."""
    return world.driver.person("ana")


@pytest.fixture
def ben(world: World) -> Person:
    """The owner of Globex."""
    return world.driver.person("ben")


@pytest.fixture
def zoe(world: World) -> Person:
    """Somebody of the workspace who owns nothing."""
    return world.driver.person("zoe")


Reads = Callable[[Message | View], str]


@pytest.fixture
def reads(world: World) -> Reads:
    """What a message shows its readers."""

    def read(message: Message | View) -> str:
        assert isinstance(message, Message), "a form came where an answer was expected"
        return world.driver.reads(message)

    return read


Opens = Callable[[Person, str], Awaitable[View]]


@pytest.fixture
def opens(world: World) -> Opens:
    """Runs a command that opens a form, in #acme."""

    async def open_it(person: Person, command: str) -> View:
        return await ready_form(world.workspace, person, await person.runs(command, in_="#acme"))

    return open_it
