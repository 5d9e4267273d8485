"""Messages stay in channels for years, and so do their buttons: each still answers."""

from collections.abc import Callable

import pytest

from slack_simulator import Message, View
from slack_simulator.testing import Person
from tests.support import story
from tests.support.world import World

Reads = Callable[[Message | View], str]
YEARS = 730 * story.DAY


@pytest.fixture
async def years_later(world: World, ana: Person) -> World:
    """Two years after a release that went live on both servers."""
    for day in (story.STANDARD_DAY, story.CONTROLLED_DAY):
        await world.time_passes(until=story.at(day, 10))
        await ana.clicks("Confirm live")
    await world.time_passes(until=story.at(story.CONTROLLED_DAY) + YEARS)
    return world


def labels(message: Message) -> list[str]:
    """Return what the buttons of a message are called."""
    rows = (block["elements"] for block in message.blocks if block["type"] == "actions")
    return [element["text"]["text"] for row in rows for element in row if element["type"] == "button"]


async def test_every_button_of_an_old_message_answers(years_later: World, ben: Person) -> None:
    pressed: set[str] = set()
    buttons = [(post, label) for post in years_later.posts("#globex") for label in labels(post)]
    for post, label in buttons:
        await years_later.bot.dispatcher.drain()
        if label not in labels(post):
            continue  # it was done, and the message was brought up to date
        pressed.add(label)
        answer = await ben.clicks(label, on=post)
        assert "Something went wrong" not in years_later.driver.reads(answer), label
        if form := ben.form():
            await ben.closes(form)
    assert pressed >= {"Report urgent", "All passed", "Checks …"}


async def test_an_urgent_report_on_an_old_card_opens_a_case(
    years_later: World, ben: Person, reads: Reads
) -> None:
    card = years_later.posts("#globex")[0]

    await ben.clicks("Report urgent", on=card)
    await ben.hears("Urgent case 1 (Globex) is being opened", in_="#globex")
