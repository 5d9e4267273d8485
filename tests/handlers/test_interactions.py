"""What an interaction tells of what was done."""

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack import rendering
from handlers.interaction import Interaction
from handlers.replies import Reply
from handlers.subcommands import first_word
from rollouts.people import Caller
from tests.support.overheard import Overheard


@pytest.fixture
def reply() -> Reply:
    return Reply(AsyncWebClient(), Overheard(), rendering, "U0ZOE")


@pytest.mark.parametrize(("ids", "number"), [({}, 0), ({"case": "3"}, 0), ({"case": 3}, 3)])
def test_an_id_that_is_no_number_fits_nothing(reply: Reply, ids: dict[str, str | int], number: int) -> None:
    assert Interaction(Caller("U0ZOE"), reply, ids=ids).number("case") == number


def test_the_first_word_counts_without_its_case_and_blanks() -> None:
    assert first_word("  SHOW   2026.11 ") == ("show", "2026.11")
