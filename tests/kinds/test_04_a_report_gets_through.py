"""A report always gets through: no look-up, form, text or trouble of Slack's stands before a case."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import SystemClock
from bot.slack import rendering
from bot.slack.directory import PATIENCE_SECONDS
from handlers import Gate, Services
from handlers.cases import Cases
from handlers.interaction import Interaction
from handlers.replies import Reply
from handlers.services import Patience
from rollouts.people import Caller, Person
from rollouts.ports import Answer, Ledger, Request
from rollouts.refusals import LedgerUnavailable
from rollouts.texts import keepable
from rollouts.usecases.cases import Report, take_report
from slack_simulator import Fault, FaultKind, Message, View
from slack_simulator.faults import Faults
from slack_simulator.testing import Person as Colleague
from tests.support import story
from tests.support.databases import InMemory
from tests.support.forms import ready_form
from tests.support.memory_ledger import MemoryLedger
from tests.support.overheard import Overheard
from tests.support.references import Unasked
from tests.support.world import World

Reads = Callable[[Message | View], str]
Opens = Callable[[Colleague, str], Awaitable[View]]

BEFORE_A_CASE = (
    *("views.open", "views.update", "users.info", "usergroups.users.list"),
    *("chat.postEphemeral", "response_url", "conversations.join"),
)
"""What could be asked of Slack before the thread of a case is there."""
BESIDE_A_CASE = "chat.update"
"""Cards show open cases: they are brought up to date at the same time; the thread does not wait."""
TROUBLES = (
    FaultKind.RATE_LIMITED,
    FaultKind.UNAVAILABLE_TEXT,
    FaultKind.REFUSED,
    FaultKind.DROPPED_BEFORE,
    FaultKind.DROPPED_AFTER,
    FaultKind.BROKEN_JSON,
    FaultKind.HANG,
)
FAILING = [
    *((one,) for one in BEFORE_A_CASE),
    *(pytest.param(two, marks=pytest.mark.deep) for two in combinations(BEFORE_A_CASE, 2)),
]


async def by_command(world: World, zoe: Colleague) -> None:
    await zoe.runs("/urgent It is grey", in_="#acme")


async def by_button(world: World, zoe: Colleague) -> None:
    await zoe.clicks("Report urgent", on=world.posts("#acme")[-1], answer=False)


async def by_form(world: World, zoe: Colleague) -> None:
    """The form may come or not; whoever sees one sends it."""
    await zoe.runs("/urgent", in_="#acme")
    if form := zoe.form():
        await zoe.submits(form)


async def by_shortcut(world: World, zoe: Colleague) -> None:
    """On somebody's message, whose name is not known yet."""
    message = world.driver.say_as("ben", "It is grey", in_="acme")
    await zoe.uses("Report urgent…", on=message, answer=False)


class Asked(Faults):
    """No faults, but the methods that were called."""

    def __init__(self) -> None:
        super().__init__()
        self.methods: list[str] = []

    def take(self, method: str, channel: object) -> Fault | None:
        self.methods.append(method)
        return super().take(method, channel)


async def case_is_there(world: World) -> None:
    await world.driver.until(lambda: world.posts("#support"))


@pytest.mark.exhaustive(quick=7)
@pytest.mark.parametrize("report", [by_command, by_button, by_form, by_shortcut])
@pytest.mark.parametrize("methods", FAILING, ids="+".join)
async def test_a_case_is_there_whatever_slack_fails_at_before_it(
    release_day: World,
    zoe: Colleague,
    methods: tuple[str, ...],
    report: Callable[[World, Colleague], Awaitable[None]],
) -> None:
    for method, kind in zip(methods, (FaultKind.DROPPED_BEFORE, FaultKind.UNAVAILABLE_TEXT), strict=False):
        release_day.workspace.faults.add(Fault(kind, method, times=100))

    await report(release_day, zoe)

    await case_is_there(release_day)


@pytest.mark.exhaustive(quick=1)
@pytest.mark.parametrize("report", [by_command, by_button, by_shortcut])
@pytest.mark.parametrize("kind", TROUBLES)
async def test_a_case_is_there_when_slack_fails_at_all_of_them_at_once(
    release_day: World,
    zoe: Colleague,
    kind: FaultKind,
    report: Callable[[World, Colleague], Awaitable[None]],
) -> None:
    for method in BEFORE_A_CASE:
        release_day.workspace.faults.add(Fault(kind, method, times=100, seconds=60))

    # Nobody who reports sees an answer then: they are not waited for.
    reporting = asyncio.ensure_future(report(release_day, zoe))
    async with asyncio.timeout(20):
        await case_is_there(release_day)
    reporting.cancel()
    await asyncio.gather(reporting, return_exceptions=True)


@pytest.mark.parametrize("report", [by_command, by_button, by_form, by_shortcut])
async def test_nothing_else_is_asked_of_slack_before_a_case(
    release_day: World, zoe: Colleague, report: Callable[[World, Colleague], Awaitable[None]]
) -> None:
    asked = release_day.workspace.faults = Asked()

    await report(release_day, zoe)
    await case_is_there(release_day)

    before = asked.methods[: asked.methods.index("chat.postMessage")]
    assert set(before) <= {*BEFORE_A_CASE, BESIDE_A_CASE}


async def test_a_message_is_quoted_without_a_name_while_slack_does_not_tell_it(
    release_day: World, zoe: Colleague
) -> None:
    release_day.workspace.faults.add(Fault(FaultKind.HANG, "users.info", times=100, seconds=60))

    await by_shortcut(release_day, zoe)
    await case_is_there(release_day)

    assert "Somebody wrote:" in str(release_day.posts("#support")[0].blocks)


@pytest.mark.exhaustive(quick=5)
@pytest.mark.parametrize("kind", TROUBLES)
@pytest.mark.parametrize(
    "method",
    [
        "conversations.join",
        BESIDE_A_CASE,
        *(pytest.param(each, marks=pytest.mark.deep) for each in BEFORE_A_CASE[:-1]),
    ],
)
async def test_a_case_is_there_within_seconds_however_slack_fails(
    release_day: World, zoe: Colleague, method: str, kind: FaultKind
) -> None:
    release_day.workspace.faults.add(Fault(kind, method, times=100, seconds=60))

    async with asyncio.timeout(10):
        await by_button(release_day, zoe)
        await case_is_there(release_day)


@pytest.mark.exhaustive(quick=3)
@pytest.mark.parametrize("kind", TROUBLES)
async def test_a_case_is_there_however_the_form_for_it_fails_to_open(
    world: World, zoe: Colleague, reads: Reads, kind: FaultKind
) -> None:
    world.workspace.faults.add(Fault(kind, "views.open", times=100))

    answer = await zoe.runs("/urgent", in_="#acme")

    if isinstance(answer, View):  # its answer was lost, so it is there
        await zoe.hears("Urgent case 1", in_="#acme")
        assert (await zoe.submits(answer)).closed
    await case_is_there(world)
    assert len([post for post in world.posts("#support") if post.thread_ts is None]) == 1


@pytest.mark.parametrize("typed", ["help", "Help", " HELP ", "help?", "help!", "Help."])
async def test_urgent_help_helps_and_pages_nobody(
    world: World, zoe: Colleague, reads: Reads, typed: str
) -> None:
    answer = reads(await zoe.runs(f"/urgent {typed}", in_="#acme"))
    await world.bot.dispatcher.drain()

    assert "report a problem: an urgent case opens at once" in answer
    assert "[Report a problem]" in answer
    assert world.posts("#support") == []


@pytest.mark.parametrize("typed", ["help me", "Help! The player is grey", "helpdesk is down", "need help"])
async def test_whoever_calls_for_help_in_a_sentence_reports(world: World, zoe: Colleague, typed: str) -> None:
    await zoe.runs(f"/urgent {typed}", in_="#acme")

    await case_is_there(world)


PASTED = {
    "2,500 signs": "x" * 2500,
    "2,500 signs that are escaped": "<&>" * 834,
    "10,000 signs": "long " * 2000,
    "a stack trace": "\n".join(f'  File "player.py", line {line}, in <module>' for line in range(80)),
    "emoji of many parts": "👩‍👩‍👧‍👦" * 300,
    "control characters": "It\x00 is\x07 grey\x1b[31m",
    "a lone surrogate": "It is \udc80 grey",
    "a tab and line ends": "It\tis\r\ngrey\rall over",
    "quotes alone": '""',
    "typographic quotes alone": "“”",
    "a quotation of nothing": "> \n> ",
    "code of nothing": "``````",
    "a ping of the channel": "<!channel> it is grey",
    "a ping of everybody": "<!everyone> @everyone @here @channel",
    "a ping of a group": "<!subteam^S0RELEASES|@releases> help",
    "a ping of a person": "<@U0ANA> broke it",
    "a ping within a link": "<https://x.example|<!here>>",
    "signs of the other direction": "it \u202egrey",
    "an address": "see https://status.example/?a=1&b=<2>",
}


@pytest.mark.parametrize("typed", PASTED.values(), ids=PASTED.keys())
def test_whatever_is_pasted_is_taken_and_kept_whole(ledger: MemoryLedger, typed: str) -> None:
    case = take_report(ledger.at(story.START), Report(story.ZOE, "C0ACME", typed)).case

    assert case.summary == keepable(typed)
    assert len(case.summary) >= len(typed.replace("\r\n", "\n").strip())
    assert case.summary.isprintable() or {"\n", "\t", "\u202e", "\u200d"} & set(case.summary)


@pytest.mark.parametrize("typed", ["", " ", "\n", "\x00", "\u200b", "\u00a0\u2003", "\ufeff", "\u0301"])
def test_what_nobody_can_see_opens_a_case_without_words(ledger: MemoryLedger, typed: str) -> None:
    assert not take_report(ledger.at(story.START), Report(story.ZOE, "C0ACME", typed)).case.summary


@given(st.text(st.characters(codec=None), max_size=400))
def test_any_text_is_taken_and_what_is_kept_can_be_written(typed: str) -> None:
    kept = keepable(typed)

    assert keepable(kept) == kept
    assert "\x00" not in kept
    assert kept.encode().decode() == kept


SENDABLE = {name: typed for name, typed in PASTED.items() if "\udc80" not in typed}
"""JSON carries no lone surrogate."""


@pytest.mark.exhaustive(quick=5)
@pytest.mark.parametrize("typed", SENDABLE.values(), ids=SENDABLE.keys())
async def test_whatever_is_pasted_is_shown_and_pings_nobody(world: World, zoe: Colleague, typed: str) -> None:
    await zoe.runs(f"/urgent {typed}", in_="#acme")

    await case_is_there(world)
    (first,) = world.posts("#support")
    sent = str([first.text, first.blocks])
    assert not any(ping in sent for ping in ("<!channel", "<!here", "<!everyone", "<!subteam", "<@U0ANA"))


async def test_what_fills_a_form_to_the_brim_is_taken(world: World, zoe: Colleague) -> None:
    form = await ready_form(world.workspace, zoe, await zoe.runs("/urgent", in_="#acme"))
    await zoe.fills(form, {"What is wrong?": "<&>" * 1000})

    assert (await zoe.submits(form)).closed

    await case_is_there(world)


async def test_details_that_would_notify_everybody_are_taken_and_notify_nobody(
    world: World, zoe: Colleague
) -> None:
    await zoe.runs("/urgent It is grey", in_="#acme")
    await case_is_there(world)
    await zoe.hears("Urgent case 1 is open")
    await world.bot.dispatcher.drain()
    form = await ready_form(
        world.workspace, zoe, await zoe.clicks("Add details", on=world.posts("#support")[0])
    )
    await zoe.fills(form, {"Details": "Look <!here>"})

    assert (await zoe.submits(form)).closed

    await world.bot.dispatcher.drain()
    assert "&lt;!here&gt;" in world.posts("#support")[-1].text


async def test_a_message_that_is_none_of_ours_any_more_keeps_nobody_from_reporting(
    release_day: World, zoe: Colleague
) -> None:
    message = release_day.posts("#acme")[-1]
    for block in message.blocks:
        for element in block.get("elements", []):
            if "value" in element:
                element["value"] = "not what we wrote"

    await zoe.clicks("Report urgent", on=message, answer=False)

    await case_is_there(release_day)


# The database


class DatabaseAway(InMemory):
    """A ledger that cannot be used for the next `times` times."""

    def __init__(self, times: int) -> None:
        super().__init__()
        self._times = times

    async def run(
        self, use_case: Callable[[Ledger, *Request], Answer], *request: *Request, now: datetime
    ) -> Answer:
        self._times -= 1
        if self._times >= 0:
            raise LedgerUnavailable("locked")
        return await super().run(use_case, *request, now=now)


class NobodyAsked:
    """Tells of nobody: a report asks for nobody's rights."""

    async def rights(self, caller: Caller) -> Person:
        raise AssertionError(f"{caller.id} was looked up")


async def reports_to(
    workspace: DatabaseAway, tries: int, *, channel: str | None = "C0ACME", stops: bool = False
) -> list[str]:
    """Report something; return what the reporter is told until nothing more is tried, or all stops."""
    work: list[asyncio.Task[object]] = []
    heard = Overheard()
    services = Services(
        workspace,
        SystemClock(),
        Gate("T0HOME"),
        NobodyAsked(),
        heard,
        rendering,
        nudge=lambda: None,
        spawn=lambda doing: work.append(asyncio.create_task(doing)),
        references=Unasked(),
        reporting=workspace,
        patience=Patience(report=(60 if stops else 0,) * tries),
    )
    reply = Reply(AsyncWebClient(), heard, rendering, "U0ZOE", channel=channel)
    pressed = Interaction(Caller("U0ZOE"), reply, text="It is <grey>")
    answer = await Cases(services).table.commands["/urgent"].answer(pressed)
    assert answer is not None
    if stops:
        await asyncio.sleep(0)
        for task in work:
            task.cancel()
    await asyncio.gather(*work, return_exceptions=stops)
    return [rendering.render_message(answer).text, *heard.texts]


@pytest.mark.parametrize("away", [1, 2, 5])
async def test_a_report_that_the_database_does_not_take_is_tried_again_and_said_so(away: int) -> None:
    workspace = DatabaseAway(away)

    first, then = await reports_to(workspace, tries=5)

    assert "no case is open yet. I go on trying" in first
    assert "Urgent case 1" in then
    assert [case.summary for case in workspace.ledger.cases()] == ["It is <grey>"]


async def test_a_report_that_cannot_be_kept_in_the_end_is_given_back() -> None:
    workspace = DatabaseAway(100)

    _, then = await reports_to(workspace, tries=3)

    assert then.startswith("Your report could not be kept")
    assert then.endswith("> It is &lt;grey&gt;")
    assert workspace.ledger.cases() == ()


async def test_a_report_that_the_process_takes_with_it_is_in_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    await reports_to(DatabaseAway(100), tries=3, stops=True)

    assert "A report by U0ZOE in C0ACME was not kept" in caplog.text
    assert "It is <grey>" not in caplog.text


# Whoever presses for the first time


@pytest.mark.exhaustive(quick=1)
@pytest.mark.parametrize("asked", ["/release show 2026.11", "/case show 1", "/integration show Globex"])
async def test_what_needs_no_right_is_answered_before_slack_says_who_asks(
    world: World, zoe: Colleague, asked: str
) -> None:
    await zoe.runs("/urgent It is grey", in_="#acme")
    world.workspace.faults.add(Fault(FaultKind.HANG, "users.info", times=100, seconds=60))

    async with asyncio.timeout(PATIENCE_SECONDS):
        answer = await zoe.runs(asked, in_="#globex")

    assert "Slack does not tell me" not in world.driver.reads(answer)


async def test_what_needs_a_right_says_that_slack_did_not_say_who_they_are(
    world: World, reads: Reads
) -> None:
    world.workspace.faults.add(Fault(FaultKind.HANG, "users.info", times=100, seconds=60))

    async with asyncio.timeout(2 * PATIENCE_SECONDS):
        answer = await world.driver.person("adam").runs("/release confirm 2026.11", in_="#acme")

    assert reads(answer).startswith("Slack does not tell me just now who may do this")
    assert "Please try again in a moment." in reads(answer)


# Forms

NEW = {"Name": "Initech", "Environments on the Standard Release server": "test"}


async def test_a_form_is_acknowledged_before_a_look_up_ends_and_says_in_its_window_what_came_of_it(
    world: World, zoe: Colleague, opens: Opens, reads: Reads
) -> None:
    world.workspace.faults.add(Fault(FaultKind.LATENCY, "users.info", times=100, seconds=4))
    form = await opens(zoe, "/integration add")
    await zoe.fills(form, NEW)

    waiting = (await zoe.submits(form)).view

    assert waiting is not None
    assert "Saving…" in str(waiting.content)
    await world.driver.until(lambda: "Saved." in str(waiting.content))
    assert "Initech" in reads(await zoe.hears("Saved.", in_="#acme"))


async def test_a_form_that_is_refused_after_all_is_there_again_as_it_was_filled(
    world: World, zoe: Colleague, opens: Opens
) -> None:
    world.workspace.faults.add(Fault(FaultKind.LATENCY, "users.info", times=100, seconds=4))
    form = await opens(zoe, "/integration add")
    filled = {**NEW, "Name": "acme lms", "Channel": "#globex", "Owners": ["@Ben"]}
    await zoe.fills(form, filled)

    waiting = (await zoe.submits(form)).view

    assert waiting is not None
    await world.driver.until(lambda: "exists already" in str(waiting.content))
    await zoe.fills(waiting, {"Name": "Initech"})
    world.workspace.faults.clear()
    await zoe.submits(waiting)
    await world.driver.until(lambda: "Saved." in str(waiting.content) or zoe.form() is None)
    answer = world.driver.reads(await zoe.hears("Saved.", in_="#acme"))
    assert "Channel\n#globex" in answer
    assert "Owners\n@Ben" in answer


async def test_whoever_closed_the_window_meanwhile_is_told_all_the_same(
    world: World, zoe: Colleague, opens: Opens
) -> None:
    world.workspace.faults.add(Fault(FaultKind.LATENCY, "users.info", times=100, seconds=4))
    form = await opens(zoe, "/integration add")
    await zoe.fills(form, {**NEW, "Name": "acme lms"})
    waiting = (await zoe.submits(form)).view
    assert waiting is not None

    await zoe.closes(waiting)

    await zoe.hears("exists already", in_="#acme")
