"""What an interaction does where there is no way back to the place that it came from."""

from collections.abc import AsyncIterator

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import MovableClock
from handlers.interaction import Interaction
from handlers.subcommands import first_word
from rollouts.deliveries import Content
from rollouts.people import Person
from slack_simulator import Server, Workspace, serve
from tests.support import story
from tests.support.world import manifest


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    clock = MovableClock(story.START, running=False)
    workspace = Workspace(manifest=manifest(), now=clock.now, paced=False)
    workspace.add_person(id="U0ZOE", name="zoe", real_name="Zoe")
    running = await serve(workspace)
    yield running
    await running.close()


@pytest.fixture
def interaction(server: Server) -> Interaction:
    client = AsyncWebClient(server.team.bot_token, base_url=server.api_url, retry_handlers=[])
    return Interaction(Person("U0ZOE"), client)


async def test_an_answer_without_a_place_goes_to_the_direct_messages(
    server: Server, interaction: Interaction
) -> None:
    await interaction.answer(Content("Done."))

    (message,) = server.team.direct_channel("U0ZOE").messages
    assert message.text == "Done."


async def test_what_has_no_channel_is_shared_with_nobody(server: Server, interaction: Interaction) -> None:
    await interaction.share(Content("Live."))

    assert server.team.direct_channel("U0ZOE").messages == []


@pytest.mark.parametrize(("ids", "number"), [({}, 0), ({"case": "3"}, 0), ({"case": 3}, 3)])
def test_an_id_that_is_no_number_fits_nothing(
    interaction: Interaction, ids: dict[str, str | int], number: int
) -> None:
    assert Interaction(interaction.actor, interaction.client, ids=ids).number("case") == number


def test_the_first_word_counts_without_its_case_and_blanks() -> None:
    assert first_word("  SHOW   2026.11 ") == ("show", "2026.11")
