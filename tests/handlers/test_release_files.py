"""`/release calendar` and `/release timeline`: files for the asker, and a picture for the channel."""

from collections.abc import Callable
from io import BytesIO

import pytest
from icalendar import Calendar
from PIL import Image

from handlers.services import NoFiles
from rollouts.refusals import FileNotSent, Unsent
from slack_simulator import Fault, FaultKind, Message, View
from slack_simulator.testing import Person
from tests.support.world import World
from views.files import File

Reads = Callable[[Message | View], str]


def direct(world: World) -> list[Message]:
    """Return what Zoe has in her direct messages."""
    return world.workspace.direct_channel("U0ZOE").messages


async def test_the_calendar_goes_to_the_askers_direct_messages_and_says_that_it_is_a_copy(
    world: World, zoe: Person, reads: Reads
) -> None:
    await zoe.runs("/release calendar", in_="#acme")
    answer = await zoe.hears("in your direct messages", in_="#acme")

    assert reads(answer) == "Release calendar: it is in your direct messages with Fortnight."
    (sent,) = direct(world)
    assert "It is a copy: when a date moves, get a new one with /release calendar." in reads(sent)
    assert world.posts("#acme") == []
    content = sent.files[0].content
    assert content
    found = [str(event["summary"]) for event in Calendar.from_ical(content).walk("VEVENT")]
    assert "2026.11 on Standard (planned)" in found
    assert len(found) == 4


async def test_the_calendar_of_one_release_has_its_dates_alone(
    world: World, zoe: Person, reads: Reads
) -> None:
    await zoe.runs("/release calendar 2026.11", in_="#acme")
    answer = await zoe.hears("in your direct messages", in_="#acme")

    assert reads(answer).startswith("2026.11: release calendar: ")
    content = direct(world)[0].files[0].content
    assert content
    assert len(Calendar.from_ical(content).walk("VEVENT")) == 2


async def test_an_unknown_release_has_no_calendar(world: World, zoe: Person, reads: Reads) -> None:
    answer = await zoe.runs("/release calendar 2026.12", in_="#acme")

    assert "I know no release “2026.12”" in reads(answer)
    assert direct(world) == []


async def test_the_timeline_is_a_picture_with_its_words(world: World, zoe: Person) -> None:
    await zoe.runs("/release timeline", in_="#acme")
    await zoe.hears("in your direct messages", in_="#acme")

    (file,) = direct(world)[0].files
    assert file.content
    assert Image.open(BytesIO(file.content)).format == "PNG"
    assert "2026.11: Course player refresh. Standard: planned for Mon 30 November" in file.alt_text


async def test_the_timeline_can_be_shared_with_the_channel(world: World, zoe: Person, reads: Reads) -> None:
    await zoe.runs("/release timeline", in_="#acme")
    asked = await zoe.hears("in your direct messages", in_="#acme")

    await zoe.clicks("Share in channel", on=asked)

    answer = await zoe.hears("it is in #acme now", in_="#acme")
    (shared,) = [message for message in world.posts("#acme") if message.files]
    assert shared.files[0].name == "releases.png"
    assert "Shared by @Zoe." in reads(shared)
    assert reads(answer) == "Releases on Sun 8 November: it is in #acme now."


async def test_a_file_that_does_not_arrive_is_told(world: World, zoe: Person, reads: Reads) -> None:
    fault = Fault(FaultKind.REFUSED, method="files.getUploadURLExternal", error="missing_scope")
    world.workspace.faults.add(fault)

    answer = await zoe.runs("/release timeline", in_="#acme")

    assert reads(answer).startswith("I may not send files here: the Slack app was not granted files:write.")


async def test_where_no_files_can_be_sent_that_is_said() -> None:
    with pytest.raises(FileNotSent) as refused:
        await NoFiles().send(File("a.ics", "A", b"", ""), to="U0ZOE")

    assert refused.value.why is Unsent.NO_SCOPE
