"""What an interaction does where there is no way back to the place that it came from."""

from collections.abc import AsyncIterator

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import MovableClock
from bot.slack import rendering
from handlers.interaction import Interaction
from handlers.replies import Reply
from handlers.subcommands import first_word
from rollouts.people import Caller
from slack_simulator import Server, Workspace, serve
from tests.support import story
from tests.support.world import manifest
from views.parts import said


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    clock = MovableClock(story.START, running=False)
    workspace = Workspace(manifest=manifest(), now=clock.now, paced=False)
    workspace.add_person(id="U0ZOE", name="zoe", real_name="Zoe")
    running = await serve(workspace)
    yield running
    await running.close()


@pytest.fixture
def reply(server: Server) -> Reply:
    client = AsyncWebClient(server.team.bot_token, base_url=server.api_url, retry_handlers=[])
    return Reply(client, rendering, "U0ZOE")


async def test_an_answer_without_a_place_goes_to_the_direct_messages(server: Server, reply: Reply) -> None:
    await reply.answer(said("Done."))

    (message,) = server.team.direct_channel("U0ZOE").messages
    assert message.text == "Done."


async def test_what_has_no_channel_is_shared_with_nobody(server: Server, reply: Reply) -> None:
    await reply.share(said("Live."))

    assert server.team.direct_channel("U0ZOE").messages == []


@pytest.mark.parametrize(("ids", "number"), [({}, 0), ({"case": "3"}, 0), ({"case": 3}, 3)])
def test_an_id_that_is_no_number_fits_nothing(reply: Reply, ids: dict[str, str | int], number: int) -> None:
    assert Interaction(Caller("U0ZOE"), reply, ids=ids).number("case") == number


def test_the_first_word_counts_without_its_case_and_blanks() -> None:
    assert first_word("  SHOW   2026.11 ") == ("show", "2026.11")
