"""Publishing Homes to Slack: what came of it is an outcome, and never an error."""

from datetime import timedelta

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.homes import METHOD, SlackHomes
from bot.slack.pace import Pace, Resting
from rollouts.deliveries import NotPosted, Refused
from slack_simulator import Workspace, serve
from tests.support.at_home import NOON
from tests.support.world import manifest

HOME = {"type": "home", "blocks": [{"type": "divider"}]}


async def publish(workspace: Workspace, pace: Pace, user: str = "U0ANA") -> object:
    server = await serve(workspace)
    try:
        client = AsyncWebClient(token=workspace.bot_token, base_url=server.api_url)
        return await SlackHomes(client, pace).publish(user, HOME)
    finally:
        await server.close()


@pytest.fixture
def workspace() -> Workspace:
    workspace = Workspace(manifest=manifest(), now=lambda: NOON, paced=False)
    workspace.add_person(id="U0ANA", name="ana", real_name="Ana")
    return workspace


async def test_a_home_is_published(workspace: Workspace) -> None:
    assert await publish(workspace, Pace()) is None
    assert [block["type"] for block in workspace.homes["U0ANA"].blocks] == ["divider"]


async def test_whose_home_there_cannot_be_is_refused(workspace: Workspace) -> None:
    assert isinstance(await publish(workspace, Pace(), "U0NOBODY"), Refused)


async def test_while_the_method_rests_nothing_is_published_and_there_is_no_room(workspace: Workspace) -> None:
    pace = Pace()
    pace.limited(METHOD, timedelta(seconds=30))

    assert isinstance(await publish(workspace, pace), NotPosted)
    assert not SlackHomes(AsyncWebClient(), pace).has_room
    assert workspace.homes == {}


async def test_when_slack_cannot_be_reached_the_method_rests(workspace: Workspace) -> None:
    pace = Pace()
    homes = SlackHomes(AsyncWebClient(base_url="http://127.0.0.1:9/api/"), pace)
    assert homes.has_room

    assert isinstance(await homes.publish("U0ANA", HOME), NotPosted)

    with pytest.raises(Resting):
        pace.check(METHOD)
