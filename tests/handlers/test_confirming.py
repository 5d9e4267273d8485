"""Confirming that a stage is live: by button, by command, once."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from rollouts.usecases.calendar_file import Calendar
from slack_simulator import Message, View
from slack_simulator.testing import Person
from tests.support import story
from tests.support.world import World

Reads = Callable[[Message | View], str]


def with_the_old_button(world: World) -> Message:
    """Return the message of the day in #acme as it was posted when channels were still offered to confirm."""
    announcement = world.posts("#acme")[-1]
    delivery = announcement.blocks[0]["block_id"].removeprefix("delivery:")
    announcement.blocks = [*announcement.blocks, confirm_button(f'{{"delivery":{delivery}}}')]
    return announcement


def confirm_button(value: str) -> dict[str, Any]:
    label = {"type": "plain_text", "text": "Confirm live"}
    button = {"type": "button", "action_id": "confirm_live", "text": label, "value": value}
    return {"type": "actions", "block_id": "old", "elements": [button]}


@pytest.mark.usefixtures("release_day")
async def test_the_owner_is_asked_and_confirms_with_one_press(ana: Person, reads: Reads) -> None:
    question = await ana.hears("Is 2026.11 live on the Standard Release server?")

    await ana.clicks("Confirm live", on=question)

    answer = reads(await ana.hears("Thank you."))
    assert "2026.11 (Course player refresh) is live on the Standard Release server" in answer
    assert "confirmed by @Ana" in answer


async def test_after_the_press_the_messages_in_the_channels_say_it(
    release_day: World, ana: Person, reads: Reads
) -> None:
    card = release_day.posts("#northwind")[0]
    assert "Standard: due today, Mon 30 November, not confirmed yet" in reads(card)

    await ana.clicks("Confirm live")
    await release_day.bot.dispatcher.drain()

    assert "Standard: live since Mon 30 November, confirmed by @Ana" in reads(card)
    assert "2026.11 is live on Standard" in reads(release_day.posts("#northwind")[-1])


async def test_pressed_twice_it_counts_once(release_day: World, maya: Person) -> None:
    announcement = with_the_old_button(release_day)
    buttons = list(announcement.blocks)
    await maya.clicks("Confirm live", on=announcement)
    await release_day.bot.dispatcher.drain()
    told = len(release_day.posts("#acme"))
    announcement.blocks = buttons  # her screen has not been brought up to date yet

    await maya.clicks("Confirm live", on=announcement)
    await maya.hears("That was known already, nothing was changed.", in_="#acme")
    await release_day.bot.dispatcher.drain()

    assert len(release_day.posts("#acme")) == told


async def test_pressed_by_two_people_the_first_one_counts(
    release_day: World, ana: Person, maya: Person, reads: Reads
) -> None:
    announcement = with_the_old_button(release_day)
    buttons = list(announcement.blocks)
    await ana.clicks("Confirm live")
    await release_day.bot.dispatcher.drain()
    announcement.blocks = buttons  # Maya's screen has not been brought up to date yet

    await maya.clicks("Confirm live", on=announcement)

    assert "confirmed by @Ana" in reads(await maya.hears("That was known already", in_="#acme"))


async def test_a_manager_confirms_on_an_old_message_in_a_channel(
    release_day: World, maya: Person, reads: Reads
) -> None:
    await maya.clicks("Confirm live", on=with_the_old_button(release_day))

    assert "confirmed by @Maya" in reads(await maya.hears("Thank you.", in_="#acme"))


async def test_who_has_not_the_right_reads_who_has_it(release_day: World, zoe: Person, reads: Reads) -> None:
    answer = reads(await zoe.clicks("Confirm live", on=with_the_old_button(release_day)))

    assert answer == (
        "Only its owner and managers confirm, hold and resume a release. Nothing was changed. "
        "Please ask @Ana, @releases or @Maya."
    )


async def test_a_stranger_may_press_nothing_even_as_an_administrator_elsewhere(
    confirmed_day: World, reads: Reads
) -> None:
    eve, announcement = confirmed_day.driver.person("eve"), with_the_old_button(confirmed_day)

    for button in ("Confirm live", "All passed", "Report urgent"):
        answer = reads(await eve.clicks(button, on=announcement))
        assert answer.startswith("This works for people of this workspace alone.")

    assert confirmed_day.posts("#support") == []


@pytest.mark.exhaustive(quick=3)
@pytest.mark.parametrize(
    "typed",
    ["", "2026.11", "2026.11 standard", "2026.11 Production", "2026.11  Standard Release server", "prod"],
)
@pytest.mark.usefixtures("release_day")
async def test_the_command_takes_a_name_a_server_both_or_neither(
    maya: Person, reads: Reads, typed: str
) -> None:
    answer = reads(await maya.runs(f"/release confirm {typed}", in_="#acme"))

    assert "Thank you. 2026.11 (Course player refresh) is live on the Standard Release server" in answer


@pytest.mark.usefixtures("release_day")
async def test_before_its_day_it_is_asked_whether_a_stage_is_really_live(maya: Person) -> None:
    form = await maya.runs("/release confirm 2026.11 controlled", in_="#acme")

    assert isinstance(form, View)
    assert "It is planned on Controlled for Mon 14 December. Is it live there already?" in str(form.blocks)


async def test_with_nothing_due_there_is_nothing_to_confirm(maya: Person, reads: Reads) -> None:
    answer = reads(await maya.runs("/release confirm", in_="#acme"))

    assert answer.startswith("No release waits to be confirmed.")


async def test_with_several_due_one_is_asked_which(release_day: World, maya: Person, reads: Reads) -> None:
    await release_day.time_passes(until=story.at(story.CONTROLLED_DAY))

    answer = reads(await maya.runs("/release confirm", in_="#acme"))

    assert (
        "Please say which: /release confirm 2026.11 standard or /release confirm 2026.11 controlled."
        in answer
    )


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("2026.12 standard", "I know no release “2026.12”. Did you mean “2026.11” or “2026.10”?"),
        ("2026 11 Release", "I know no release “2026 11 Release”."),
        ("2026.11 controled", "I know no server “controled”. Did you mean “Controlled”?"),
        ("2026.10 standard", "That was known already, nothing was changed."),
    ],
)
async def test_what_does_not_fit_is_told(maya: Person, reads: Reads, typed: str, sentence: str) -> None:
    assert sentence in reads(await maya.runs(f"/release confirm {typed}", in_="#acme"))


async def test_a_name_with_blanks_is_told_apart_from_the_server_after_it(
    world: World, maya: Person, reads: Reads
) -> None:
    spring = replace(story.DRAFT, name="Spring release 26")
    calendar = Calendar(servers=None, integrations=story.INTEGRATIONS, releases=(spring,))
    await world.takes_in(calendar)
    await world.time_passes(until=story.at(story.STANDARD_DAY))
    await maya.runs("/release confirm spring Release 26", in_="#acme")
    await world.time_passes(until=story.at(story.CONTROLLED_DAY))

    answer = reads(await maya.runs("/release confirm spring Release 26 controlled", in_="#acme"))

    assert "Thank you. Spring release 26 (Course player refresh) is live on the Controlled" in answer


async def test_the_owner_is_asked_again_after_two_hours_once(
    release_day: World, ana: Person, reads: Reads
) -> None:
    question = await ana.hears("Is 2026.11 live")
    answers = {reads(await ana.clicks("Ask me in 2 h", on=question)) for _ in range(2)}

    assert len(answers) == 1
    assert "11:00" in answers.pop()

    await release_day.time_passes(until=story.at(story.STANDARD_DAY, 12))

    asked = [message for message in ana.sees() if "is 2026.11 live on" in reads(message).lower()]
    assert [(message.at, reads(message).splitlines()[0]) for message in asked] == [
        (
            story.at(story.STANDARD_DAY, 9),
            "Asked again below: is 2026.11 live on the Standard Release server?",
        ),
        (story.at(story.STANDARD_DAY, 11), "Is 2026.11 live on the Standard Release server?"),
    ]
