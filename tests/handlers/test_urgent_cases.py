"""Urgent help: one click opens a case, more clicks work on it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from slack_simulator import Fault, FaultKind, Message, View
from slack_simulator.testing import Person
from slack_simulator.testing.labels import find_button
from tests.support.forms import ready_form, resolves
from tests.support.world import World

Reads = Callable[[Message | View], str]
MINUTE = dt.timedelta(minutes=1)


async def opened_case(world: World, person: Person, *, text: str = "The player stays blank") -> Message:
    """Let the person report something in #acme; return the first message of the case."""
    await person.runs(f"/urgent {text}", in_="#acme")
    await world.bot.dispatcher.drain()
    return world.posts("#support")[0]


async def test_urgent_with_a_text_opens_a_case_with_it(world: World, zoe: Person, reads: Reads) -> None:
    answer = reads(await zoe.runs("/urgent The player stays blank", in_="#acme"))
    await world.bot.dispatcher.drain()

    assert "Urgent case 1 (Acme LMS) is being opened" in answer
    assert "Its thread is in #support" in reads(await zoe.hears("Urgent case 1 is open"))
    first, to_send = world.posts("#support")
    assert "@Zoe reports a problem in #acme" in reads(first)
    assert "The player stays blank" in reads(first)
    assert "Nobody was e-mailed" in reads(to_send)


async def test_urgent_without_a_word_asks_in_a_form_what_is_wrong(
    world: World, zoe: Person, reads: Reads
) -> None:
    form = await ready_form(world.workspace, zoe, await zoe.runs("/urgent", in_="#acme"))
    await zoe.fills(form, {"What is wrong?": "It is all grey"})

    assert (await zoe.submits(form)).closed

    await zoe.hears("Urgent case 1 (Acme LMS) is being opened", in_="#acme")
    await world.bot.dispatcher.drain()
    assert "It is all grey" in reads(world.posts("#support")[0])


async def test_the_form_may_be_sent_empty(world: World, zoe: Person) -> None:
    form = await ready_form(world.workspace, zoe, await zoe.runs("/urgent", in_="#acme"))

    assert (await zoe.submits(form)).closed

    await zoe.hears("Urgent case 1", in_="#acme")


async def test_the_button_of_the_help_opens_the_form(world: World, zoe: Person) -> None:
    await zoe.says("@Fortnight", in_="#acme")

    form = await ready_form(world.workspace, zoe, await zoe.clicks("Report a problem"))

    assert form.content["title"]["text"] == "Report a problem"


async def test_one_click_on_an_announcement_opens_a_case_filled_from_it(
    release_day: World, zoe: Person, reads: Reads
) -> None:
    await zoe.clicks("Report urgent", on=release_day.posts("#northwind")[-1])
    await release_day.bot.dispatcher.drain()

    first = reads(release_day.posts("#support")[0])
    assert "2026.11 (Course player refresh)" in first
    assert "Standard Release server" in first
    assert "Northwind" in first


async def test_after_one_click_the_form_for_details_opens_by_itself(
    release_day: World, zoe: Person, reads: Reads
) -> None:
    await zoe.clicks("Report urgent", on=release_day.posts("#northwind")[-1], answer=False)

    await release_day.driver.until(lambda: zoe.form() is not None)
    form = zoe.form()
    assert form
    assert form.content["title"]["text"] == "Details of case 1"
    await zoe.fills(form, {"Details": "On Safari only"})
    assert (await zoe.submits(form)).closed
    await release_day.bot.dispatcher.drain()
    assert "On Safari only" in reads(release_day.posts("#support")[-1])


async def test_if_the_form_for_details_does_not_open_the_answer_offers_it(
    release_day: World, zoe: Person
) -> None:
    release_day.workspace.faults.add(Fault(FaultKind.FATAL_ERROR, "views.open"))

    await zoe.clicks("Report urgent", on=release_day.posts("#northwind")[-1], answer=False)

    answer = await zoe.hears("The form for details did not open.", in_="#northwind")
    assert find_button(answer.blocks, "Add details")


async def test_a_second_report_within_the_hour_joins_the_open_case(
    world: World, zoe: Person, ben: Person, reads: Reads
) -> None:
    await opened_case(world, zoe)
    await world.time_passes(until=world.clock.now() + 59 * MINUTE)

    answer = reads(await ben.runs("/urgent Here too", in_="#acme"))
    await world.bot.dispatcher.drain()

    assert "your report joins case 1" in answer
    assert any("Here too" in reads(post) for post in world.posts("#support"))


async def test_after_the_hour_a_report_opens_a_case_of_its_own(
    world: World, zoe: Person, ben: Person, reads: Reads
) -> None:
    await opened_case(world, zoe)
    await world.time_passes(until=world.clock.now() + 61 * MINUTE)

    assert "Urgent case 2" in reads(await ben.runs("/urgent Here too", in_="#acme"))


async def test_an_urgent_case_is_raised_again_after_15_30_and_60_minutes_and_then_no_more(
    world: World, zoe: Person, reads: Reads
) -> None:
    first = await opened_case(world, zoe)
    begun = world.clock.now()

    await world.time_passes(until=begun + 24 * 60 * MINUTE)

    raised = [post for post in world.posts("#support") if "Nobody has acknowledged case 1 yet" in reads(post)]
    assert [(post.at - begun) // MINUTE for post in raised] == [15, 30, 60]
    assert {post.thread_ts for post in raised} == {first.ts}
    assert all(post.broadcast for post in raised)
    assert "I will not raise it again" in reads(raised[-1])


@pytest.mark.parametrize(
    ("button", "told"),
    [
        ("Acknowledge", "You have acknowledged case 1."),
        ("Not urgent", "Case 1 is no longer urgent."),
        ("False alarm", "Case 1 is closed as a false alarm."),
    ],
)
async def test_a_case_that_somebody_took_up_is_not_raised_again(
    world: World, zoe: Person, ben: Person, reads: Reads, button: str, told: str
) -> None:
    case = await opened_case(world, zoe)
    await ben.clicks(button, on=case, answer=False)
    await ben.hears(told, in_="#support")
    await world.bot.dispatcher.drain()

    await world.time_passes(until=world.clock.now() + 120 * MINUTE)

    assert not any("Nobody has acknowledged case 1 yet," in reads(post) for post in world.posts("#support"))


@pytest.mark.parametrize(
    ("button", "told", "posted"),
    [
        ("Acknowledge", "You have acknowledged case 1.", "@Ben has acknowledged case 1"),
        ("Not urgent", "Case 1 is no longer urgent. It stays open.", "@Ben has marked case 1 as not urgent"),
        ("False alarm", "Case 1 is closed as a false alarm.", "@Ben has closed case 1 as a false alarm"),
    ],
)
async def test_each_button_is_told_to_the_one_who_pressed_and_once_in_the_thread(  # noqa: PLR0913, PLR0917 - the table
    world: World, zoe: Person, ben: Person, reads: Reads, button: str, told: str, posted: str
) -> None:
    case = await opened_case(world, zoe)
    buttons = list(case.blocks)

    await ben.clicks(button, on=case)
    await ben.hears(told, in_="#support")
    await world.bot.dispatcher.drain()
    case.blocks = buttons  # the screen has not been brought up to date yet
    await ben.clicks(button, on=case)
    await ben.hears("already by @Ben. Nothing was changed.", in_="#support")
    await world.bot.dispatcher.drain()

    said = [post for post in world.posts("#support") if posted in reads(post)]
    assert len(said) == 1
    assert said[0].thread_ts == case.ts
    assert not said[0].broadcast


async def test_a_closed_case_says_by_whom_and_takes_no_more(
    world: World, zoe: Person, ben: Person, reads: Reads
) -> None:
    case = await opened_case(world, zoe)
    buttons = list(case.blocks)
    await resolves(world.workspace, ben, case)
    await ben.hears("Case 1 is resolved.")
    await world.bot.dispatcher.drain()
    case.blocks = buttons  # the screen has not been brought up to date yet

    await zoe.clicks("Acknowledge", on=case)

    assert "Case 1 was resolved by @Ben." in reads(await zoe.hears("was resolved", in_="#support"))


async def test_details_are_asked_for_in_a_form_and_posted_in_the_thread(
    world: World, zoe: Person, reads: Reads
) -> None:
    case = await opened_case(world, zoe)
    form = await ready_form(world.workspace, zoe, await zoe.clicks("Add details", on=case))
    assert (await zoe.submits(form)).errors == {"Details": "Please complete this required field."}
    await zoe.fills(form, {"Details": "Since nine, for all learners"})

    assert (await zoe.submits(form)).closed
    await world.bot.dispatcher.drain()

    details = world.posts("#support")[-1]
    assert details.thread_ts == case.ts
    assert "@Zoe adds details to case 1.\n> Since nine, for all learners" in reads(details)


async def test_a_guest_may_report(world: World, reads: Reads) -> None:
    gil = world.driver.person("gil")

    assert "Urgent case 1" in reads(await gil.runs("/urgent It is grey", in_="#acme"))


async def test_a_stranger_may_press_nothing_on_a_case(world: World, zoe: Person, reads: Reads) -> None:
    case = await opened_case(world, zoe)
    eve = world.driver.person("eve")

    for button in ("Acknowledge", "Resolve", "Not urgent", "False alarm"):
        answer = reads(await eve.clicks(button, on=case))
        assert answer.startswith("This works for people of this workspace alone.")


async def test_in_direct_messages_a_report_goes_to_the_support_channel(
    world: World, zoe: Person, reads: Reads
) -> None:
    world.workspace.app = replace(world.workspace.app, messages_read_only=False)

    answer = reads(await zoe.runs("/urgent It is grey"))
    await world.bot.dispatcher.drain()

    assert "is being opened" in answer
    assert "Reported in\na direct message" in reads(world.posts("#support")[0])


async def test_without_a_support_channel_the_thread_is_where_it_was_reported(
    world: World, zoe: Person
) -> None:
    await world.stop()
    world.settings = world.settings.model_copy(update={"support_channel": None})
    await world.start()

    await zoe.runs("/urgent It is grey", in_="#acme")
    await world.bot.dispatcher.drain()

    begins = [headline for _, headline in world.dated_headlines("#acme")]
    assert begins[0] == "Urgent case 1: open"
    assert begins[1].startswith("Nobody was e-mailed, for no mail server is set (FORTNIGHT_SMTP_URL).")


async def test_the_support_group_is_called_until_somebody_takes_it_up(
    world: World, zoe: Person, reads: Reads
) -> None:
    await world.stop()
    world.settings = world.settings.model_copy(update={"support_group": "S0RELEASES"})
    await world.start()

    case = await opened_case(world, zoe)

    assert "@releases @Zoe reports a problem" in reads(case)


async def test_a_case_posted_before_a_restart_still_takes_its_buttons(world: World, zoe: Person) -> None:
    case = await opened_case(world, zoe)
    await world.stop()
    await world.start()

    await zoe.clicks("Acknowledge", on=case, answer=False)

    await zoe.hears("You have acknowledged case 1.", in_="#support")


# No look-up stands before a report


@pytest.mark.parametrize("kind", [FaultKind.HANG, FaultKind.RATE_LIMITED, FaultKind.UNAVAILABLE_TEXT])
async def test_a_case_opens_whatever_slack_says_of_people(
    world: World, zoe: Person, reads: Reads, kind: FaultKind
) -> None:
    world.workspace.faults.add(Fault(kind, "users.info", times=100))

    assert "Urgent case 1 (Acme LMS) is being opened" in reads(
        await zoe.runs("/urgent It is grey", in_="#acme")
    )
    assert world.workspace.faults.struck == 0


async def test_a_case_is_worked_on_whatever_slack_says_of_people(world: World, zoe: Person) -> None:
    first = await opened_case(world, zoe)
    world.workspace.faults.add(Fault(FaultKind.HANG, "users.info", times=100))

    await zoe.clicks("Acknowledge", on=first, answer=False)
    await zoe.hears("You have acknowledged case 1.", in_="#support")


async def test_who_cannot_be_looked_up_is_asked_to_try_again_and_owners_need_no_look_up(
    world: World, zoe: Person, ana: Person, reads: Reads
) -> None:
    world.workspace.faults.add(Fault(FaultKind.RATE_LIMITED, "users.info", times=100))

    refused = reads(await zoe.runs("/integration remove Acme LMS", in_="#acme"))
    removed = reads(await ana.runs("/integration remove Acme LMS", in_="#acme"))

    assert "Slack does not tell me just now who may do this" in refused
    assert "Acme LMS" in removed
    assert "Slack does not tell me" not in removed
