"""Working on a case with the forms behind its buttons: changed, helped, rolled back, opened again."""

import pytest

from slack_simulator import Message
from slack_simulator.testing import Person
from tests.handlers.conftest import Reads
from tests.support.forms import ready_form, resolves
from tests.support.world import World


@pytest.fixture
async def case(confirmed_day: World, zoe: Person) -> Message:
    """The first message of the case that Zoe opened from what #northwind heard."""
    await ready_form(
        confirmed_day.workspace,
        zoe,
        await zoe.clicks("Report urgent", on=confirmed_day.posts("#northwind")[-1]),
    )
    await confirmed_day.bot.dispatcher.drain()
    return confirmed_day.posts("#support")[0]


async def test_what_a_case_is_about_is_changed_in_a_form_that_shows_what_it_is(
    confirmed_day: World, ben: Person, case: Message, reads: Reads
) -> None:
    form = await ready_form(confirmed_day.workspace, ben, await ben.clicks("Change", on=case))
    await ben.fills(
        form,
        {
            "Release": "Not about a release",
            "Integrations": ["Globex"],
            "How urgent is it?": "It can wait",
            "What is wrong?": "Our own proxy\nSubject: urgent",
        },
    )
    assert (await ben.submits(form)).closed
    await confirmed_day.bot.dispatcher.drain()

    _, *thread = (reads(post) for post in confirmed_day.posts("#support"))
    assert (
        "@Ben has changed case 1.\nRelease: 2026.11 → none\nIntegrations: Northwind → Globex\n"
        "Summary: none → Our own proxy Subject: urgent"
    ) in thread
    assert "@Ben has marked case 1 as not urgent. It stays open." in thread
    assert "Our own proxy" in reads(case)


async def test_a_workaround_is_asked_for_in_words_and_told_to_who_reported_it(
    confirmed_day: World, ben: Person, zoe: Person, case: Message, reads: Reads
) -> None:
    form = await ready_form(confirmed_day.workspace, ben, await ben.clicks("Workaround", on=case))
    await ben.fills(form, {"What helps for now?": "Open it in a new tab, <!channel>"})

    assert (await ben.submits(form)).closed

    told = "@Ben has a workaround for case 1. It stays open.\n> Open it in a new tab, <!channel>"
    assert reads(await zoe.hears("has a workaround")) == told
    await confirmed_day.bot.dispatcher.drain()
    assert told in [reads(post) for post in confirmed_day.posts("#support")]


async def test_a_manager_sees_what_a_rollback_says_before_it_is_said(
    confirmed_day: World, maya: Person, case: Message, reads: Reads
) -> None:
    form = await ready_form(confirmed_day.workspace, maya, await maya.clicks("Rolled back / hotfix", on=case))
    await maya.fills(form, {"What became of it?": "It is rolled back", "Why": "The player stays blank."})
    shown = (await maya.submits(form)).view
    await confirmed_day.bot.dispatcher.drain()
    assert shown
    assert "rolled back" not in reads(confirmed_day.posts("#northwind")[-1])

    assert (await maya.submits(shown)).closed

    await confirmed_day.bot.dispatcher.drain()
    for channel in ("#northwind", "#acme"):
        assert any("was rolled back on Standard by @Maya" in reads(p) for p in confirmed_day.posts(channel))
    assert reads(case).startswith("Urgent case 1: rolled back")


async def test_whoever_is_no_manager_has_one_asked(
    confirmed_day: World, ben: Person, maya: Person, case: Message, reads: Reads
) -> None:
    answer = reads(await ben.clicks("Rolled back / hotfix", on=case))

    assert answer.startswith("Only managers change releases. I have asked @Maya")
    asked = await maya.hears("@Ben asks you to note for case 1 that its release is rolled back or hotfixed")
    form = await ready_form(
        confirmed_day.workspace, maya, await maya.clicks("Rolled back / hotfix", on=asked)
    )
    assert form.content["title"]["text"] == "Release of case 1"


async def test_what_a_closed_case_refuses_offers_to_open_it_again(
    confirmed_day: World, ben: Person, zoe: Person, case: Message, reads: Reads
) -> None:
    buttons = list(case.blocks)
    await resolves(confirmed_day.workspace, ben, case)
    await ben.hears("Case 1 is resolved.")
    await confirmed_day.bot.dispatcher.drain()
    case.blocks = buttons  # the screen has not been brought up to date yet
    form = zoe.form()
    assert form
    await zoe.closes(form)
    await zoe.clicks("Acknowledge", on=case)
    refused = await zoe.hears("was resolved by @Ben", in_="#support")

    await zoe.clicks("Reopen", on=refused)

    await zoe.hears("Case 1 is open again.", in_="#support")
    await confirmed_day.bot.dispatcher.drain()
    assert reads(case).startswith("Urgent case 1: open")
