"""What others notice of a lot to do: how long the event loop stalls, and what `/live` takes meanwhile.

All is timed by the clock. An answer is its transaction, its view and its rendering.
"""

import asyncio
from collections.abc import Awaitable, Callable, Generator, Iterable
from functools import partial
from itertools import islice
from statistics import median
from time import perf_counter

from bot.slack.rendering import render_message
from rollouts.people import Caller, Person
from rollouts.ports import Ledger, Reads
from rollouts.releases import Release, Stage
from rollouts.usecases.confirming import Confirm, confirm
from rollouts.usecases.questions import AskInWords, answer_question
from storage.workspace import Workspace
from tests.bench.fan_out import NOW, FanOut, fan_out
from tests.bench.table import Pair, Row
from views.answers import questions

DUE = 1_000
SIZES = (250, 500, 1_000, 2_000)
PAUSE = 0.02
"""How long whoever asks waits after an answer."""

STALL = 0.001
"""What a stall is told in."""


async def _stall(doing: Awaitable[object]) -> float:
    """Do that, and return how much longer than asked the loop let somebody wait at the worst."""
    worst = 0.0
    task = asyncio.ensure_future(doing)
    while not task.done():
        start = perf_counter()
        await asyncio.sleep(STALL)
        worst = max(worst, perf_counter() - start - STALL)
    await task
    return worst


async def _answer(workspace: Workspace) -> float:
    start = perf_counter()
    asked = AskInWords(Caller("U0ANA"), "standard", "C0")
    render_message(questions.answer(await workspace.run(Reads(answer_question), asked, now=NOW)))
    return perf_counter() - start


async def _answers(workspace: Workspace, doing: Awaitable[object]) -> float:
    """Ask again and again while that is done, and return the median of what it took."""
    task = asyncio.ensure_future(doing)
    taken = []
    while not task.done():
        taken.append(await _answer(workspace))
        await asyncio.sleep(PAUSE)
    await task
    return median(taken)


async def _longest_stall(opened: FanOut) -> Pair:
    await opened.plan()
    found = await _stall(opened.deliver())
    assert await opened.is_all_sent()
    return STALL, found


async def _during_fan_out(opened: FanOut) -> Pair:
    idle = await _answers(opened.workspace, asyncio.sleep(1))
    await opened.plan()
    return idle, await _answers(opened.workspace, opened.deliver())


async def _during_confirming(opened: FanOut) -> Pair:
    """Confirm a release that all channels hear of, and say nothing of it yet."""
    workspace = opened.workspace
    idle = await _answers(workspace, asyncio.sleep(1))
    name = await workspace.run(_one_more, now=NOW)
    confirming = workspace.run(confirm, Confirm(Person("U0ANA"), name, "standard"), now=NOW)
    taken = await _answers(workspace, confirming)
    await opened.deliver()
    return idle, taken


def _one_more(ledger: Ledger) -> str:
    name = f"2026.12.{len(ledger.releases())}"
    stages = (Stage("standard", NOW.date()),)
    ledger.save_release(Release(name, "December", stages, affects_integrations=True, owner="U0ANA"))
    return name


def _pairs(measure: Callable[[FanOut], Awaitable[Pair]], channels: int) -> Generator[Pair, None, None]:
    with asyncio.Runner() as runner:
        opened = fan_out(channels)
        workspace = runner.run(opened.__aenter__())
        try:
            while True:
                yield runner.run(_awaited(measure, workspace))
        finally:
            runner.run(opened.__aexit__(None, None, None))


async def _awaited(measure: Callable[[FanOut], Awaitable[Pair]], opened: FanOut) -> Pair:
    return await measure(opened)


def _growth(
    measure: Callable[[FanOut], Awaitable[Pair]], sizes: tuple[int, ...]
) -> Iterable[tuple[int, float]]:
    for channels in sizes:
        pairs = _pairs(measure, channels)
        yield channels, median(own for _, own in islice(pairs, 1, 4))
        pairs.close()


ROWS: tuple[Row, ...] = (
    Row(
        what=f"{DUE:,} messages due at once: the loop's longest stall",
        against="a millisecond",
        bound="<= 20",
        pairs=partial(_pairs, _longest_stall, DUE),
        growth=partial(_growth, _longest_stall, SIZES),
    ),
    Row(
        what="/live while 2,000 messages go out",
        against="idle",
        bound="<= 3",
        pairs=partial(_pairs, _during_fan_out, 2 * DUE),
        growth=partial(_growth, _during_fan_out, SIZES),
    ),
    Row(
        what=f"/live while a release is confirmed that {DUE:,} channels hear of",
        against="idle",
        bound="<= 3",
        pairs=partial(_pairs, _during_confirming, DUE),
        growth=partial(_growth, _during_confirming, SIZES),
    ),
)
