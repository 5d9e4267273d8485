"""The local workspace: it opens four minutes before the preview, and its time bar leads through the story."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest

from bot.clock import MovableClock
from bot.demo import open_demo, run_demo
from bot.demo.cast import ACME_CHANNEL, BEGINS, BEN, populate
from bot.demo.postbox import Postbox
from bot.demo.timebar import TimeBar
from slack_simulator import Message, Refusal, View, Workspace
from slack_simulator.testing import Driver
from slack_simulator.testing.plain_text import blocks_text
from tests.support.world import manifest

DAY = timedelta(days=1)


class Demo:
    """An open local workspace, as somebody sits before its page."""

    def __init__(self, page: aiohttp.ClientSession, workspace: Workspace, restart: asyncio.Event) -> None:
        self.workspace = workspace
        self.driver = Driver(workspace)
        self.restart = restart
        self._page = page

    async def bar(self) -> dict[str, Any]:
        """Return what the time bar shows."""
        async with self._page.get("/page/state") as answer:
            shown: dict[str, Any] = (await answer.json())["companion"]
        return shown

    async def now(self) -> datetime:
        return datetime.fromisoformat((await self.bar())["now"])

    async def does(self, kind: str, **more: object) -> str:
        """Press something on the time bar; return what is wrong with it, if anything."""
        async with self._page.post("/page/do", json={"do": kind, "as": BEN, **more}) as answer:
            return str((await answer.json()).get("error", ""))

    def announced(self, channel: str) -> list[Message]:
        """Return what Fortnight announced in the channel."""
        return [message for message in self.driver.messages(channel) if message.metadata]


@asynccontextmanager
async def page_of(address: str) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(address) as session:
        yield session


@pytest.fixture
async def demo() -> AsyncIterator[Demo]:
    async with open_demo() as (server, restart), page_of(server.url) as page:
        assert isinstance(server.team, Workspace)
        yield Demo(page, server.team, restart)


async def test_it_opens_shortly_before_the_preview_with_nothing_said_yet(demo: Demo) -> None:
    bar = await demo.bar()

    assert BEGINS <= await demo.now() < BEGINS + timedelta(minutes=4)
    assert demo.announced("#acme-lms") == []
    assert bar["upcoming"][0]["at"] == "2026-11-11T08:00:00+00:00"
    assert [jump["id"] for jump in bar["jumps"]] == ["next", "day", "release-day"]


async def test_it_opens_with_a_release_in_its_window_in_which_a_problem_is_open(demo: Demo) -> None:
    ben = demo.driver.person("ben")
    await demo.driver.until(lambda: demo.driver.messages("#vendor-support"))

    home = await ben.opens_home()

    shown = blocks_text(demo.workspace, home.blocks)
    assert "2026.10.1 (Sharper video) on Standard: 1 of 2 checks, 1 problem: case 1" in shown
    assert "Videos stay blurred on tablets." in shown


async def test_next_goes_to_the_next_announcement_in_every_channel(demo: Demo) -> None:
    await demo.does("jump", id="next")

    for channel in ("#acme-lms", "#northwind", "#globex"):
        (preview,) = demo.announced(channel)
        assert "2026.11" in demo.driver.reads(preview)


async def test_one_day_on_everything_due_on_the_way_is_said_at_its_own_time(demo: Demo) -> None:
    before = await demo.now()

    await demo.does("jump", id="day")

    assert await demo.now() - before >= DAY
    (preview,) = demo.announced("#acme-lms")
    assert timedelta() <= preview.at - datetime(2026, 11, 11, 8, tzinfo=UTC) < timedelta(minutes=1)


async def test_release_day_goes_to_nine_on_that_day(demo: Demo) -> None:
    await demo.does("jump", id="release-day")

    assert timedelta() <= await demo.now() - datetime(2026, 12, 2, 8, tzinfo=UTC) < timedelta(minutes=1)
    card = next(each for each in demo.announced("#acme-lms") if "2026.11 ·" in demo.driver.reads(each))
    assert "Standard: due today, Wed 2 December, not confirmed yet" in demo.driver.reads(card)


@pytest.mark.deep
async def test_after_the_last_release_day_there_is_none_to_go_to(demo: Demo) -> None:
    refusals = [await demo.does("jump", id="release-day") for _ in range(6)]

    assert refusals[:5] == [""] * 5
    assert refusals[5].startswith("No release day is ahead.")


@pytest.mark.deep
async def test_when_nothing_more_is_planned_next_says_so(demo: Demo) -> None:
    ana = demo.driver.person("ana")
    while not await demo.does("jump", id="release-day"):
        await ana.clicks("Confirm live", answer=False)
        await ana.hears("Thank you.")

    answers = [await demo.does("jump", id="next") for _ in range(20)]
    assert answers[-1].startswith("Nothing more is planned.")


async def test_time_can_stand_still_and_run_again(demo: Demo) -> None:
    await demo.does("pause", paused=True)
    assert (await demo.bar())["paused"]
    assert await demo.now() == await demo.now()

    await demo.does("pause", paused=False)
    assert not (await demo.bar())["paused"]


async def take(demo: Demo, step: dict[str, Any]) -> object:
    """Press the button of a step of the guide, as the page does; return what it opened, if anything."""
    then = step["then"]
    if then["jump"]:
        await demo.does("jump", id=then["jump"])
        return None
    return await demo.driver.person(then["as"]).runs(then["command"], in_=then["channel"])


async def test_the_six_steps_of_the_guide_become_done_as_one_takes_them(demo: Demo) -> None:
    guide = (await demo.bar())["guide"]
    assert [(step["id"], step["done"]) for step in guide] == [
        ("ask", False),
        ("release-day", False),
        ("move", False),
        ("urgent", False),
        ("answer", False),
        ("news", False),
    ]

    for number in range(3):
        await take(demo, (await demo.bar())["guide"][number])
    await post_it(demo)
    await take(demo, (await demo.bar())["guide"][2])
    case = await reported(demo)
    assert (await demo.bar())["guide"][4]["then"]["pane"] == "mail"
    mail = next(each for each in (await demo.bar())["mail"] if "blank" in each["subject"])
    await demo.does("mail", reply_to=mail["id"], body="We look into it.")
    await demo.driver.until(lambda: "We look into it" in demo.driver.reads(replies(demo, case)[-1]))
    assert (await demo.bar())["guide"][5]["then"]["pane"] == "mail"
    letter = (await demo.bar())["letter"]
    await demo.does("letter", subject=letter["subject"], body=letter["body"])
    await demo.driver.person("ana").hears("The vendor's news: 2027.1")

    guide = (await demo.bar())["guide"]
    assert all(step["done"] for step in guide)
    assert (guide[5]["label"], guide[5]["then"]["pane"]) == ("See what Ana is asked", None)
    assert demo.workspace.channels[guide[5]["then"]["channel"]].partner == "U0ANA"


async def post_it(demo: Demo) -> None:
    """Press Post it in the window that shows Ana what goes out."""
    ana = demo.driver.person("ana")
    await demo.driver.until(lambda: (form := ana.form()) and "get this now" in str(form.blocks))
    form = ana.form()
    assert form
    assert (await ana.submits(form)).closed


async def test_the_move_shows_a_correction_to_those_who_were_told_otherwise(demo: Demo) -> None:
    async def step() -> dict[str, Any]:
        found: dict[str, Any] = (await demo.bar())["guide"][2]
        return found

    assert (await step())["label"] == "Go to the preview"
    await take(demo, await step())
    assert (await step())["label"] == "Move as Ana"
    await take(demo, await step())
    await post_it(demo)
    assert (await step())["label"] == "Two minutes later"
    assert "2026.11 moved:" not in demo.driver.transcript("#acme-lms")
    await take(demo, await step())

    for channel in ("#acme-lms", "#northwind", "#globex"):
        said = demo.driver.reads(demo.announced(channel)[-1])
        assert "2026.11 moved: Controlled Wed 16 December → Fri 18 December" in said
    assert (await step())["done"]


async def test_going_to_a_correction_that_nobody_waits_for_goes_nowhere(demo: Demo) -> None:
    before = await demo.now()

    await demo.does("jump", id="correction")

    assert await demo.now() - before < timedelta(minutes=1)


async def test_starting_over_is_asked_for(demo: Demo) -> None:
    await demo.does("start_over")

    assert demo.restart.is_set()


async def test_what_is_urgent_is_read_on_the_page_as_the_vendor_gets_it(demo: Demo) -> None:
    await demo.driver.person("ben").runs("/urgent The course player stays blank", in_="#acme-lms")
    async with asyncio.timeout(10):
        while not (mails := (await demo.bar())["mail"]):
            await demo.driver.until(lambda: demo.announced("#vendor-support"))

    (mail,) = mails
    assert (mail["to"], mail["direction"]) == ("support@vendor.example", "out")
    assert mail["subject"].startswith("URGENT: Acme LMS on ")
    assert "The course player stays blank" in mail["body"]
    assert "by Ben Okafor" in mail["body"]


async def test_the_vendor_answers_by_mail_in_the_thread_of_the_case(demo: Demo) -> None:
    case = await reported(demo)
    mail = (await demo.bar())["mail"][0]
    assert mail["then"] == {"as": "U0BEN", "channel": case.channel, "thread": case.ts}

    assert await demo.does("mail", reply_to=mail["id"], body=mail["answer"]) == ""
    await demo.driver.until(lambda: len(replies(demo, case)) == 2)

    answer = demo.driver.reads(replies(demo, case)[-1])
    assert answer.startswith("The vendor replied about case 2: Vera Stone")
    assert "Workaround: switch off" in answer
    assert "The course player" not in answer.partition("Subject:")[0]
    bar = await demo.bar()
    assert [each["direction"] for each in bar["mail"]] == ["out", "in"]
    assert (bar["guide"][4]["done"], bar["guide"][4]["then"]["thread"]) == (True, case.ts)

    await demo.does("mail", reply_to=mail["id"], body="Once more.")
    await demo.driver.until(lambda: len(replies(demo, case)) == 3)
    assert (
        await demo.does("mail", reply_to="M1", body="hello") == "That mail is gone. Look at the newest ones."
    )


async def test_the_visitor_sends_the_vendors_preview_and_enters_it(demo: Demo) -> None:
    letter = (await demo.bar())["letter"]
    assert letter["subject"].startswith("Preview: Release 2027.1")

    assert await demo.does("letter", subject=letter["subject"], body=letter["body"]) == ""

    ana = demo.driver.person("ana")
    question = await ana.hears("The vendor's news: 2027.1")
    assert [(each["direction"], each["from"]) for each in (await demo.bar())["mail"]] == [
        ("in", letter["from"])
    ]
    window = await ana.clicks("Enter it", on=question)
    assert isinstance(window, View)
    await demo.driver.until(lambda: "is entered" in str(window.content))


async def test_a_second_mail_is_answered_with_thanks(demo: Demo) -> None:
    case = await reported(demo)
    await demo.driver.person("ben").clicks("Not urgent", on=case)
    await demo.driver.until(lambda: len(replies(demo, case)) == 3)

    assert "thank you, this helps" in (await demo.bar())["mail"][1]["answer"]


async def reported(demo: Demo) -> Message:
    """Report what is urgent; return the first message of its thread, once the vendor has the mail."""
    await demo.driver.person("ben").runs("/urgent The course player stays blank", in_="#acme-lms")

    def begun() -> list[Message]:
        posts = demo.announced("#vendor-support")
        return [each for each in posts if not each.is_reply and "blank" in demo.driver.reads(each)]

    await demo.driver.until(begun)
    (case,) = begun()
    await demo.driver.until(lambda: replies(demo, case))
    return case


def replies(demo: Demo, case: Message) -> list[Message]:
    """Return what stands in the thread of a case."""
    return [
        each
        for each in demo.driver.messages("#vendor-support")
        if each.is_reply and each.thread_ts == case.ts
    ]


async def test_while_the_bot_is_starting_the_bar_says_so_and_does_not_jump() -> None:
    clock = MovableClock(BEGINS, running=False)
    workspace = Workspace(manifest=manifest(), now=clock.now)
    populate(workspace)
    bar = TimeBar(workspace, clock, asyncio.Event(), Postbox(workspace, clock.now))

    assert (await bar.state()).label == "Starting…"
    with pytest.raises(Refusal, match="still starting"):
        await bar.jump("next")
    with pytest.raises(Refusal, match="still starting"):
        await bar.write("News", "Soon.")


class Spoken:
    """Lines that the demo says, one after the other."""

    def __init__(self) -> None:
        self._lines: asyncio.Queue[str] = asyncio.Queue()

    def say(self, line: str) -> None:
        self._lines.put_nowait(line)

    async def address(self) -> str:
        """Return the next address that it says."""
        async with asyncio.timeout(10):
            while "Open http" not in (line := await self._lines.get()):
                pass
        return line.split()[1]


async def test_it_begins_anew_at_the_same_address_until_it_is_stopped() -> None:
    spoken, stop = Spoken(), asyncio.Event()
    running = asyncio.create_task(run_demo(port=0, echo=spoken.say, stop_signal=lambda: stop))
    address = await spoken.address()
    async with page_of(address) as page:
        await page.post("/page/do", json={"do": "start_over", "as": BEN})

    assert await spoken.address() == address

    stop.set()
    await running


async def test_a_port_that_is_taken_is_told_and_the_next_one_is_used() -> None:
    spoken, stop = Spoken(), asyncio.Event()
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        running = asyncio.create_task(run_demo(port=taken, echo=spoken.say, stop_signal=lambda: stop))

        assert await spoken.address() != f"http://127.0.0.1:{taken}"

        stop.set()
        await running


def test_everybody_in_the_guide_is_in_the_channel_they_speak_in() -> None:
    workspace = Workspace(manifest=manifest(), now=lambda: BEGINS)
    populate(workspace)

    assert BEN in workspace.channels[ACME_CHANNEL].members
