"""What is delivered more than once is done once, and answered once."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from handlers import acts
from rollouts.acts import KEPT_FOR, DoneBefore, forget_old_acts, once
from rollouts.cases import Case, Note, NoteKind, has_said
from rollouts.ports import Ledger
from slack_simulator import Message
from slack_simulator.testing import Person
from tests.handlers.conftest import Reads
from tests.support import story
from tests.support.forms import ready_form
from tests.support.memory_ledger import MemoryLedger
from tests.support.world import World

ON_STANDARD = "Environments on the Standard Release server"


def everything(world: World) -> list[str]:
    """Return all that anybody can read, private answers too."""
    return [message.text for channel in world.workspace.channels.values() for message in channel.messages]


async def drained(world: World) -> None:
    """Wait until all that was asked for is done and said; the bot is stopped then."""
    await world.bot.dispatcher.drain()
    await world.stop()


async def case_in(world: World) -> Message:
    return await world.driver.person("ben").hears("Urgent case 1", in_="#support")


async def reports(world: World) -> None:
    await world.driver.person("zoe").clicks("Report urgent", on=world.posts("#acme")[-1])


async def types_a_report(world: World) -> None:
    await world.driver.person("zoe").runs("/urgent It is grey", in_="#acme")


async def sends_a_report(world: World) -> None:
    zoe = world.driver.person("zoe")
    form = await ready_form(world.workspace, zoe, await zoe.runs("/urgent", in_="#acme"))
    await zoe.submits(form)
    await zoe.hears("Urgent case 1", in_="#acme")


async def adds_details(world: World) -> None:
    zoe = world.driver.person("zoe")
    await types_a_report(world)
    form = await ready_form(world.workspace, zoe, await zoe.clicks("Add details"))
    await zoe.fills(form, {"Details": "On both"})
    await zoe.submits(form)
    await zoe.hears("your details are in the thread")


async def acknowledges(world: World) -> None:
    await types_a_report(world)
    await world.driver.person("ben").clicks("Acknowledge", on=await case_in(world))


async def closes(world: World) -> None:
    await types_a_report(world)
    await world.driver.person("ben").clicks("False alarm", on=await case_in(world))


async def confirms(world: World) -> None:
    await world.driver.person("ana").clicks("Confirm live")


async def asks_later(world: World) -> None:
    await world.driver.person("ana").clicks("Ask me in 2 h")


async def types_a_confirmation(world: World) -> None:
    await world.driver.person("maya").runs("/release confirm 2026.11", in_="#acme")


async def has_passed(world: World) -> None:
    await confirms(world)
    await world.bot.dispatcher.drain()
    await world.driver.person("ana").clicks("All passed", on=world.posts("#acme")[-1])


async def adds_an_integration(world: World) -> None:
    maya = world.driver.person("maya")
    opened = await maya.runs("/integration add Spring", in_="#acme")
    form = await ready_form(world.workspace, maya, opened)
    await maya.fills(form, {ON_STANDARD: "test"})
    await maya.submits(form)
    await maya.hears("Spring", in_="#acme")


async def removes_an_integration(world: World) -> None:
    maya = world.driver.person("maya")
    await maya.clicks("Remove", on=await maya.runs("/integration remove Acme LMS", in_="#acme"))


Act = Callable[[World], Awaitable[None]]
CHANGES: tuple[Act, ...] = (
    reports,
    types_a_report,
    sends_a_report,
    adds_details,
    acknowledges,
    closes,
    confirms,
    asks_later,
    types_a_confirmation,
    has_passed,
    adds_an_integration,
    removes_an_integration,
)


async def asks(world: World) -> None:
    await world.driver.person("zoe").runs("/live controlled", in_="#acme")


async def mentions(world: World) -> None:
    await world.driver.person("zoe").says("@Fortnight what is live?", in_="#acme")


async def looks_at_a_release(world: World) -> None:
    zoe = world.driver.person("zoe")
    await zoe.clicks("Show", on=await zoe.runs("/release list", in_="#acme"))


async def is_refused(world: World) -> None:
    await world.driver.person("zoe").runs("/release confirm 2026.11", in_="#acme")


@pytest.mark.exhaustive(quick=5)
@pytest.mark.parametrize("act", [*CHANGES, asks, mentions, looks_at_a_release, is_refused])
async def test_what_comes_again_at_once_is_done_and_answered_once(release_day: World, act: Act) -> None:
    await act(release_day)
    await release_day.bot.dispatcher.drain()
    before = everything(release_day)

    for _ in range(3):
        assert (await release_day.driver.deliver_again()).failure == ""

    await drained(release_day)
    assert everything(release_day) == before


@pytest.mark.exhaustive(quick=4)
@pytest.mark.parametrize("act", CHANGES)
async def test_what_comes_again_after_a_restart_is_not_done_again(release_day: World, act: Act) -> None:
    await act(release_day)
    await release_day.bot.dispatcher.drain()
    before = everything(release_day)
    await release_day.stop()
    await release_day.start()

    assert (await release_day.driver.deliver_again()).failure == ""

    await drained(release_day)
    assert everything(release_day) == before


@pytest.mark.parametrize("act", [reports, confirms, asks, mentions])
async def test_what_comes_again_over_another_socket_is_the_same(release_day: World, act: Act) -> None:
    await act(release_day)
    await release_day.bot.dispatcher.drain()
    before = everything(release_day)
    await release_day.server.socket_mode.refresh()
    assert await release_day.workspace.changes.until(
        lambda: release_day.server.socket_mode.is_connected, seconds=10
    )

    assert (await release_day.driver.deliver_again()).failure == ""

    await drained(release_day)
    assert everything(release_day) == before


async def test_a_mention_that_was_edited_is_not_asked_again(world: World, zoe: Person) -> None:
    await zoe.says("@Fortnight what is live?", in_="#acme")
    asked = world.workspace.newest_request
    assert asked
    event = asked.payload["event"]
    edited = event | {"text": f"{event['text']}!", "edited": {"user": "U0ZOE", "ts": "1.000100"}}
    before = everything(world)

    await world.driver.deliver_again(
        replace(asked, payload=asked.payload | {"event": edited, "event_id": "Ev0EDITED"})
    )

    await drained(world)
    assert everything(world) == before


async def test_a_question_that_is_asked_twice_is_answered_twice(zoe: Person, world: World) -> None:
    for _ in range(2):
        await zoe.runs("/live controlled", in_="#acme")

    answers = [message for message in zoe.sees("#acme") if message.private_to == "U0ZOE"]
    assert len(answers) == 2


async def test_whoever_presses_five_times_has_reported_once(
    release_day: World, zoe: Person, reads: Reads
) -> None:
    announced = release_day.posts("#acme")[-1]

    for _ in range(5):
        await zoe.clicks("Report urgent", on=announced)

    def told() -> list[str]:
        return [reads(message) for message in zoe.sees("#acme") if message.private_to == "U0ZOE"]

    await release_day.driver.until(lambda: len(told()) == 5)
    answers = told()
    await release_day.bot.dispatcher.drain()
    assert len(release_day.posts("#support")) == 1
    assert "Urgent case 1 (Acme LMS) is being opened" in answers[0]
    assert all("You have reported this already: it is case 1 (Acme LMS)." in again for again in answers[1:])


async def test_whoever_says_the_same_again_has_reported_once(world: World, zoe: Person, reads: Reads) -> None:
    await zoe.runs("/urgent It is grey", in_="#acme")
    # That the case is open is told by itself, and is no answer to what is reported next.
    await world.bot.dispatcher.drain()
    answer = reads(await zoe.runs("/urgent It is grey ", in_="#acme"))

    await world.bot.dispatcher.drain()
    assert "You have reported this already" in answer
    assert not [
        message for message in world.posts("#support") if "reports the same problem" in reads(message)
    ]


@pytest.mark.parametrize(
    ("by", "text", "known"),
    [
        ("U0ZOE", "It is grey", True),
        ("U0ZOE", "", True),
        ("U0ZOE", "It is blue", False),
        ("U0BEN", "On both", True),
        ("U0BEN", "", True),
        ("U0BEN", "It is grey", False),
        ("U0ANA", "", False),
    ],
)
def test_who_has_told_of_a_case_and_how(by: str, text: str, known: bool) -> None:  # noqa: FBT001 - a row of the table
    notes = (
        Note(NoteKind.REPORTED_AGAIN, "U0BEN", story.START, "On both"),
        Note(NoteKind.ACKNOWLEDGED, "U0ANA", story.START),
    )
    case = Case("U0ZOE", story.START, "C0ACME", "C0SUPPORT", 1, summary="It is grey", notes=notes)

    assert has_said(case=case, by=by, text=text) is known


async def test_what_was_refused_may_be_tried_again_by_the_same_form(world: World, maya: Person) -> None:
    opened = await maya.runs("/integration add Spring", in_="#acme")
    form = await ready_form(world.workspace, maya, opened)
    assert (await maya.submits(form)).errors

    await maya.fills(form, {ON_STANDARD: "test"})

    assert (await maya.submits(form)).closed


def test_what_nobody_did_is_done_as_often_as_it_is_called_for(ledger: MemoryLedger) -> None:
    now = ledger.at(story.START)

    assert [once("", _count)(now), once("", _count)(now)] == [1, 1]


def test_one_act_may_lead_to_more_than_one_change(ledger: MemoryLedger) -> None:
    now = ledger.at(story.START)

    assert (once("press 1", _count)(now), once("press 1", _count_more)(now)) == (1, 2)
    with pytest.raises(DoneBefore):
        once("press 1", _count)(now)


def _count(_: Ledger) -> int:
    return 1


def _count_more(_: Ledger) -> int:
    return 2


def test_what_was_done_a_week_ago_is_forgotten(ledger: MemoryLedger) -> None:
    once("press 1", _count)(ledger.at(story.START))

    forget_old_acts(ledger.at(story.START + KEPT_FOR))
    with pytest.raises(DoneBefore):
        once("press 1", _count)(ledger.at(story.START + KEPT_FOR))
    forget_old_acts(ledger.at(story.START + KEPT_FOR + timedelta(seconds=1)))

    assert once("press 1", _count)(ledger.at(story.START + KEPT_FOR)) == 1


def test_only_so_many_acts_are_remembered() -> None:
    seen = acts.Seen(most=2)

    assert [seen.is_new(act) for act in ("a", "b", "a", "c", "a")] == [True, True, False, True, True]


def test_what_has_no_name_is_always_new() -> None:
    seen = acts.Seen()

    assert seen.is_new(acts.of_command({}))
    assert seen.is_new(acts.of_command({"trigger_id": ""}))


PRESS = {
    "user": {"id": "U0ZOE"},
    "trigger_id": "3.4",
    "container": {"message_ts": "1.000100"},
    "actions": [{"action_id": "confirm_live", "action_ts": "2.000100"}],
}


@pytest.mark.parametrize(
    "other",
    [
        PRESS | {"user": {"id": "U0ANA"}},
        PRESS | {"container": {"message_ts": "1.000200"}},
        PRESS | {"container": {"view_id": "V1"}},
        PRESS | {"actions": [{"action_id": "ask_later", "action_ts": "2.000100"}]},
        PRESS | {"trigger_id": "5.6"},
        PRESS | {"trigger_id": ""},
    ],
)
def test_presses_that_differ_in_anything_are_two(other: dict[str, object]) -> None:
    assert acts.of_press(PRESS) == acts.of_press({**PRESS})
    assert acts.of_press(PRESS) != acts.of_press(other)


def test_a_form_that_was_changed_meanwhile_is_another() -> None:
    form = {"view": {"id": "V1", "hash": "1"}}

    assert acts.of_form(form) == acts.of_form(form | {"trigger_id": "another"})
    assert acts.of_form(form) != acts.of_form({"view": {"id": "V1", "hash": "2"}})
    assert acts.of_form(form) != acts.of_form({"view": {"id": "V2", "hash": "1"}})
