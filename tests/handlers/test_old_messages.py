"""Messages stay in channels for years, and so do their buttons: each still answers."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from rollouts.ports import Ledger
from rollouts.usecases.editing import EditRelease, edit_release
from rollouts.usecases.releases import NewRelease, create_release
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


def _another_takes_its_name(ledger: Ledger) -> None:
    now = dt.timedelta(days=42)
    dates = {"standard": story.STANDARD_DAY + now, "controlled": story.CONTROLLED_DAY + now}
    edit_release(ledger, EditRelease(story.MANAGER, "2026.11", replace(story.DRAFT, name="Autumn 26")))
    create_release(ledger, NewRelease(story.MANAGER, replace(story.DRAFT, dates=dates)))


@pytest.mark.parametrize("verb", ["Edit", "Move", "Hold", "Withdraw"])
async def test_a_button_means_the_release_that_it_was_shown_for_whoever_has_its_name_since(
    world: World, maya: Person, verb: str
) -> None:
    old = await maya.runs("/release show 2026.11", in_="#acme")
    await world.bot.workspace.run(_another_takes_its_name, now=world.clock.now())
    new = await maya.runs("/release show 2026.11", in_="#acme")

    titles = [await _title_of_form(world, maya, verb, on=each) for each in (old, new)]

    assert titles == [f"{verb} Autumn 26", f"{verb} 2026.11"]


async def test_what_is_typed_means_who_has_the_name_also_once_it_was_asked_in_a_form(
    world: World, maya: Person
) -> None:
    await world.bot.workspace.run(_another_takes_its_name, now=world.clock.now())

    await maya.runs("/release confirm 2026.11 standard", in_="#acme")
    form = maya.form()
    assert form
    await maya.submits(form)

    await maya.hears("2026.11 (Course player refresh) is live on the Standard", in_="#acme")


async def _title_of_form(world: World, person: Person, button: str, *, on: Message | View) -> str:
    opened = await person.clicks(button, on=on)
    assert isinstance(opened, View)
    await world.driver.until(lambda: "One moment" not in str(opened.blocks))
    title: str = opened.content["title"]["text"]
    await person.closes(opened)
    return title
