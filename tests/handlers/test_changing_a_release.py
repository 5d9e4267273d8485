"""Releases change by command, button and form; whatever goes out is shown before it is posted."""

import datetime as dt
from collections.abc import Awaitable, Callable

import pytest

from slack_simulator import Message, View
from slack_simulator.testing import Person
from tests.support import story
from tests.support.forms import ready_form
from tests.support.world import World

Reads = Callable[[Message | View], str]
Opens = Callable[[Person, str], Awaitable[View]]

TOLD = story.at(story.PREVIEW_DAY)
LATER = dt.timedelta(minutes=3)


@pytest.fixture
async def told(world: World) -> World:
    """The world after the preview: three channels know the dates."""
    await world.time_passes(until=TOLD)
    return world


def in_form(view: View) -> str:
    """Return everything that stands in the form."""
    return str(view.blocks)


def open_form(person: Person) -> View:
    """Return the form that the person has before them."""
    form = person.form()
    assert form
    return form


async def shown(world: World, person: Person, opened: Message | View) -> str:
    """Wait until the window of a change shows what goes out, or says what was done, and return it.

    What is refused at once opens none: then it is the private answer that says so.
    """
    if isinstance(opened, Message):
        return opened.text
    await world.driver.until(lambda: "One moment" not in in_form(opened))
    return in_form(opened)


async def test_a_move_is_shown_first_and_posted_when_it_was_seen(
    told: World, maya: Person, reads: Reads
) -> None:
    opened = await maya.runs("/release move 2026.11 standard 3 Dec two more days & nights", in_="#acme")
    text = await shown(told, maya, opened)

    assert "3 channels get this now" in text
    assert "Standard Mon 30 November → Thu 3 December" in text
    assert "moved" not in told.driver.transcript("#acme")

    form = open_form(maya)
    assert (await maya.submits(form)).closed
    await told.time_passes(until=TOLD + LATER)

    for channel in ("#acme", "#northwind", "#globex"):
        transcript = told.driver.transcript(channel)
        assert "2026.11 moved: Standard Mon 30 November → Thu 3 December" in transcript
        assert "Two more days & nights" in transcript


async def test_another_reason_is_shown_as_the_channels_will_read_it(told: World, maya: Person) -> None:
    await shown(told, maya, await maya.runs("/release move 2026.11 standard 3 Dec", in_="#acme"))
    form = open_form(maya)
    await maya.fills(form, {"Why": "the vendor is late"})

    assert not (await maya.submits(form)).closed
    assert "The vendor is late." in in_form(open_form(maya))


async def test_what_is_due_already_is_shown_as_going_out_now(world: World, maya: Person) -> None:
    text = await shown(world, maya, await maya.runs("/release move 2026.11 standard 13 Nov", in_="#acme"))

    assert "3 channels get this now" in text
    assert "as a message, now." in text


async def test_what_was_typed_only_in_part_opens_the_form_for_the_rest(
    told: World, maya: Person, opens: Opens
) -> None:
    form = await opens(maya, "/release move 2026.11")
    await maya.fills(form, {"New date": "2026-12-01", "Why": "late"})

    sent = await maya.submits(form)

    assert not sent.closed
    form = open_form(maya)
    assert "Tue 1 December" in in_form(form)
    assert (await maya.submits(form)).closed


async def test_who_changes_their_mind_over_what_is_shown_is_shown_anew(
    told: World, maya: Person, opens: Opens
) -> None:
    form = await opens(maya, "/release move 2026.11")
    await maya.fills(form, {"New date": "2026-12-01", "Why": "two more days"})
    await maya.submits(form)
    await maya.closes(open_form(maya))
    assert open_form(maya) is form
    await maya.fills(form, {"New date": "2026-12-02"})

    assert not (await maya.submits(form)).closed
    assert "Wed 2 December" in in_form(open_form(maya))
    assert "Two more days" in in_form(open_form(maya))


async def test_where_nobody_was_told_yet_it_is_done_at_once(world: World, maya: Person) -> None:
    opened = await maya.runs("/release hold 2026.11 standard", in_="#acme")

    assert "was held on Standard" in await shown(world, maya, opened)


@pytest.mark.parametrize("day", ["2026-11-01", "2026-12-14", "2026-12-20"])
async def test_a_date_that_cannot_be_is_told_at_its_field(maya: Person, opens: Opens, day: str) -> None:
    form = await opens(maya, "/release move 2026.11 standard")
    await maya.fills(form, {"New date": day})

    sent = await maya.submits(form)

    assert set(sent.errors) == {"New date"} or "day" in str(sent.errors)


async def test_a_verb_that_does_not_fit_says_what_does(told: World, maya: Person) -> None:
    opened = await maya.runs("/release rollback 2026.11 standard", in_="#acme")

    text = await shown(told, maya, opened)
    assert "is planned on the Standard Release server: it cannot be rolled back" in text
    assert "/release hold 2026.11" in text


async def test_who_does_not_manage_is_told_who_does(told: World, ben: Person) -> None:
    opened = await ben.runs("/release withdraw 2026.11", in_="#acme")

    assert "Only managers change releases" in await shown(told, ben, opened)


async def test_a_name_that_is_nearly_right_is_asked_back(told: World, maya: Person) -> None:
    opened = await maya.runs("/release hold 2026.12", in_="#acme")

    assert "Did you mean" in await shown(told, maya, opened)


async def test_a_manager_finds_the_verbs_under_a_release(told: World, maya: Person, ana: Person) -> None:
    answer = await maya.runs("/release show 2026.11", in_="#acme")

    opened = await maya.clicks("Hold", on=answer)
    await ready_form(told.workspace, maya, opened)
    assert "It does not come until it is resumed" in in_form(open_form(maya))

    theirs = await ana.runs("/release show 2026.11", in_="#acme")
    assert isinstance(theirs, Message)
    assert "Withdraw" not in str(theirs.blocks)


async def test_a_rollback_is_told_at_once(release_day: World, maya: Person, ana: Person) -> None:
    await ana.runs("/release confirm 2026.11", in_="#acme")
    await release_day.bot.dispatcher.drain()
    opened = await maya.runs("/release rollback 2026.11 the player stays blank", in_="#acme")
    text = await shown(release_day, maya, opened)

    assert "was rolled back on Standard" in text


async def test_an_edit_is_filled_with_what_there_is_and_shown_first(
    told: World, maya: Person, opens: Opens, reads: Reads
) -> None:
    form = await opens(maya, "/release edit 2026.11")
    assert "Course player refresh" in in_form(form)
    await maya.fills(form, {"UI changes": "Navigation bar moves to the left\nButtons are green"})

    assert not (await maya.submits(form)).closed
    form = open_form(maya)
    assert "New in it" in in_form(form)
    assert (await maya.submits(form)).closed

    await told.time_passes(until=TOLD + LATER)
    assert "Buttons are green" in told.driver.transcript("#northwind")


async def test_other_words_alone_are_taken_without_a_question(
    told: World, maya: Person, opens: Opens, reads: Reads
) -> None:
    form = await opens(maya, "/release edit 2026.11")
    await maya.fills(form, {"Title": "Player refresh"})

    assert (await maya.submits(form)).closed
    assert "2026.11 (Player refresh) was changed." in reads(await maya.hears("was changed", in_="#acme"))


async def test_a_name_is_corrected_quietly_and_what_was_posted_before_still_works(
    told: World, maya: Person, ben: Person, opens: Opens
) -> None:
    form = await opens(maya, "/release edit 2026.11")
    await maya.fills(form, {"Name": "2026.11 EU", "Date on the Standard Release server": "2026-12-02"})

    # The move that comes with it is shown first.
    assert not (await maya.submits(form)).closed
    form = open_form(maya)
    assert "2026.11 EU moved" in in_form(form)
    assert (await maya.submits(form)).closed

    before = told.posts("#acme")
    await told.bot.dispatcher.drain()
    assert len(told.posts("#acme")) == len(before)
    card = told.driver.reads(told.posts("#acme")[0])
    assert card.startswith("2026.11 EU · Course player refresh\nFormerly 2026.11.")
    await ben.clicks("Report urgent", on=before[0])
    await ben.hears("being opened", in_="#acme")
    await told.bot.dispatcher.drain()
    (case,) = told.posts("#support")
    assert "2026.11 EU" in told.driver.reads(case)


async def test_an_early_confirmation_is_asked_about_first(told: World, maya: Person, reads: Reads) -> None:
    opened = await maya.runs("/release confirm 2026.11", in_="#acme")

    assert isinstance(opened, View)
    assert "Is it live there already?" in in_form(opened)
    assert (await maya.submits(opened)).closed
    assert "is live on" in reads(await maya.hears("is live on", in_="#acme"))


async def test_a_late_confirmation_as_proposed_is_posted_as_it_was_shown(
    release_day: World, ana: Person
) -> None:
    await release_day.time_passes(until=story.at(story.STANDARD_DAY + 3 * story.DAY))
    opened = await ana.runs("/release confirm 2026.11", in_="#acme")

    assert isinstance(opened, View)
    assert (await ana.submits(opened)).closed
    await ana.hears("is live on Standard since Mon 30 Nov 2026, 09:00", in_="#acme")


async def test_a_late_confirmation_proposes_its_day(
    release_day: World, ana: Person, zoe: Person, reads: Reads
) -> None:
    await release_day.time_passes(until=story.at(story.STANDARD_DAY + 3 * story.DAY))
    opened = await ana.runs("/release confirm 2026.11", in_="#acme")

    assert isinstance(opened, View)
    assert "2026-11-30" in in_form(opened)
    assert "is live on Standard since Mon 30 Nov 2026, 09:00" in in_form(opened)
    await ana.fills(opened, {"Live since": "2026-12-01"})
    assert not (await ana.submits(opened)).closed
    window = open_form(ana)
    assert "is live on Standard since Tue 1 Dec 2026, 09:00" in in_form(window)
    assert (await ana.submits(window)).closed
    await ana.hears("is live on", in_="#acme")
    assert "1 Dec" in reads(await zoe.runs("/live standard", in_="#acme"))
