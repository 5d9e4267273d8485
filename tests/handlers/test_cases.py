"""`/case`: what is open, what is mine, one case with everything, and a report of what can wait."""

from collections.abc import Callable

import pytest

from slack_simulator import Fault, FaultKind, Message, View
from slack_simulator.testing import Person
from tests.support.forms import ready_form
from tests.support.world import World

Reads = Callable[[Message | View], str]


@pytest.fixture
async def known(world: World, zoe: Person) -> World:
    """The world in which Zoe has reported something urgent in #acme."""
    await zoe.runs("/urgent The player stays blank", in_="#acme")
    await world.bot.dispatcher.drain()
    return world


async def test_case_alone_lists_what_is_open(known: World, ben: Person, reads: Reads) -> None:
    assert known.posts("#support")

    alone, listed = [reads(await ben.runs(f"/case{more}", in_="#acme")) for more in ("", " list")]

    assert "1 open case, newest first." in alone
    assert "Urgent case 1, open" in alone
    assert "The player stays blank" in alone
    assert "[Share in channel]" in alone
    assert alone == listed


async def test_mine_are_those_that_i_reported_or_acknowledged(
    known: World, zoe: Person, ben: Person, reads: Reads
) -> None:
    assert "Urgent case 1" in reads(await zoe.runs("/case mine", in_="#acme"))
    assert "You have reported and acknowledged no case." in reads(await ben.runs("/case mine", in_="#acme"))

    await ben.clicks("Acknowledge", on=known.posts("#support")[0], answer=False)
    await ben.hears("You have acknowledged case 1", in_="#support")

    mine = reads(await ben.runs("/case mine", in_="#acme"))
    assert "Urgent case 1, acknowledged" in mine
    assert "[Share in channel]" not in mine


@pytest.mark.parametrize("command", ["/case show 1", "/case 1"])
async def test_a_case_is_shown_with_its_thread_and_the_buttons_that_fit(
    known: World, ben: Person, reads: Reads, command: str
) -> None:
    (first,) = known.posts("#support")[:1]

    answer = await ben.runs(command, in_="#acme")

    assert isinstance(answer, Message)
    assert "Urgent case 1: open" in reads(answer)
    assert "Acme LMS" in reads(answer)
    for button in ("Acknowledge", "Add details", "Not urgent", "Resolve", "False alarm", "Share in channel"):
        assert button in str(answer.blocks)
    assert f"/archives/C0SUPPORT/p{first.ts.replace('.', '')}|open it>" in str(answer.blocks)


async def test_the_button_of_a_list_shows_its_case(known: World, ben: Person, reads: Reads) -> None:
    await ben.runs("/case", in_="#acme")

    assert "Urgent case 1: open" in reads(await ben.clicks("Show"))
    assert known.posts("#support")


async def test_show_alone_lists_and_a_slip_is_asked_about(known: World, ben: Person, reads: Reads) -> None:
    assert "1 open case" in reads(await ben.runs("/case show", in_="#acme"))
    assert "Did you mean “list”?" in reads(await ben.runs("/case lsit", in_="#acme"))
    assert "Open cases: 1." in reads(await ben.runs("/case 7", in_="#acme"))
    assert known.posts("#support")


# What can wait


async def test_case_new_asks_with_can_wait_chosen_and_the_text_filled_in(
    world: World, zoe: Person, reads: Reads
) -> None:
    answer = await zoe.runs("/case new A typo in the menu", in_="#acme")
    form = await ready_form(world.workspace, zoe, answer)

    assert "A typo in the menu" in str(form.content)
    assert "'value': 'normal'" in str(form.content["blocks"][1]["element"]["initial_option"])
    assert (await zoe.submits(form)).closed

    await zoe.hears("Case 1 (Acme LMS) is being opened", in_="#acme")
    await world.bot.dispatcher.drain()
    first = reads(world.posts("#support")[0])
    assert "Case 1: open" in first
    assert "A typo in the menu" in first
    assert "[Make urgent]" in first


async def test_what_can_wait_may_be_urgent_after_all(world: World, zoe: Person) -> None:
    form = await ready_form(world.workspace, zoe, await zoe.runs("/case new", in_="#acme"))
    await zoe.fills(form, {"How urgent is it?": "Urgent: somebody is needed now"})

    assert (await zoe.submits(form)).closed

    await zoe.hears("Urgent case 1 (Acme LMS) is being opened", in_="#acme")


async def test_what_is_too_long_for_the_form_is_reported_whole_at_once(
    world: World, zoe: Person, reads: Reads
) -> None:
    text = "It is grey. " * 320

    assert "Case 1 (Acme LMS) is being opened" in reads(await zoe.runs(f"/case new {text}", in_="#acme"))

    await world.bot.dispatcher.drain()
    shown = reads(await zoe.runs("/case 1", in_="#acme"))
    assert "It is grey. It is grey." in shown


async def test_if_the_form_does_not_open_what_can_wait_is_reported_so(
    world: World, zoe: Person, reads: Reads
) -> None:
    world.workspace.faults.add(Fault(FaultKind.FATAL_ERROR, "views.open", times=9))

    answer = reads(await zoe.runs("/case new A typo", in_="#acme"))

    assert "Case 1 (Acme LMS) is being opened" in answer
