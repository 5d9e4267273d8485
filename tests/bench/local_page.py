"""What the page of the local workspace costs with 2,000 messages in a channel, against 20, in Chromium.

Times are those of the page's own clock: until the newest message can be seen, and from a key until the page
has drawn what came of it. Memory is what its scripts hold after a garbage collection.
"""

import asyncio
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Generator, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from functools import partial

from playwright.async_api import BrowserContext, Page, async_playwright
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.client import open_session
from slack_simulator import Workspace, serve
from tests.bench.table import Pair, Row
from tests.support.world import manifest

BROWSERS = ("chromium-headless-shell", "chromium")
SIZES = (20, 200, 1_000, 2_000)
CHANNEL = "C0ACME"

KEY_TO_PAINT = """
() => { window.keyToPaint = new Promise(done => window.addEventListener("keydown", () => {
    const began = performance.now();
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - began), 0));
}, {capture: true, once: true})); }
"""

Measure = Callable[[Page, int], Awaitable[float]]


class Opened:
    """A channel with so many messages, and a browser that looks at it anew each time."""

    def __init__(self, context: BrowserContext, url: str, count: int) -> None:
        self._context = context
        self._url = f"{url}/#as=U0ANA&channel={CHANNEL}"
        self._count = count

    async def measure(self, measure: Measure) -> float:
        """Open the page, wait for the newest message, measure, and close it."""
        page = await self._context.new_page()
        try:
            await page.goto(self._url)
            await page.get_by_text(_text(self._count - 1), exact=True).wait_for()
            return await measure(page, self._count)
        finally:
            await page.close()


def _text(number: int) -> str:
    return f"Message {number} of the day"


async def _first_paint(page: Page, _: int) -> float:
    now: float = await page.evaluate("performance.now()")
    return now / 1_000


async def _keystroke(page: Page, _: int) -> float:
    await page.get_by_role("textbox").last.click()
    taken = []
    for _try in range(5):
        await page.evaluate(KEY_TO_PAINT)
        await page.keyboard.press("a")
        milliseconds: float = await page.evaluate("window.keyToPaint")
        taken.append(milliseconds / 1_000)
    return sorted(taken)[len(taken) // 2]


async def _memory(page: Page, _: int) -> float:
    devtools = await page.context.new_cdp_session(page)
    await devtools.send("HeapProfiler.collectGarbage")
    used = await devtools.send("Runtime.getHeapUsage")
    return float(used["usedSize"]) / 1e6


@asynccontextmanager
async def _opened(counts: tuple[int, ...]) -> AsyncIterator[tuple[Opened, ...]]:
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    async with AsyncExitStack() as stack:
        playwright = await stack.enter_async_context(async_playwright())
        browser = await playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        stack.push_async_callback(browser.close)
        session = await stack.enter_async_context(open_session())
        found = []
        for count in counts:
            workspace = Workspace(manifest=manifest(), now=lambda: datetime.now(UTC), paced=False)
            workspace.add_person(id="U0ANA", name="ana", real_name="Ana")
            workspace.add_channel(id=CHANNEL, name="acme", members=["U0ANA"])
            server = await serve(workspace)
            stack.push_async_callback(server.close)
            client = AsyncWebClient(workspace.bot_token, server.api_url, session=session)
            for number in range(count):
                await client.chat_postMessage(channel=CHANNEL, text=_text(number))
            found.append(Opened(await browser.new_context(), server.url, count))
        yield tuple(found)


def _pairs(measure: Measure) -> Generator[Pair, None, None]:
    with asyncio.Runner() as runner:
        opening = _opened((SIZES[0], SIZES[-1]))
        few, many = runner.run(opening.__aenter__())
        try:
            while True:
                yield runner.run(few.measure(measure)), runner.run(many.measure(measure))
        finally:
            runner.run(opening.__aexit__(None, None, None))


def _growth(measure: Measure) -> Iterable[tuple[int, float]]:
    with asyncio.Runner() as runner:
        opening = _opened(SIZES)
        pages = runner.run(opening.__aenter__())
        for size, page in zip(SIZES, pages, strict=True):
            runner.run(page.measure(measure))
            yield size, min(runner.run(page.measure(measure)) for _ in range(3))
        runner.run(opening.__aexit__(None, None, None))


ROWS: tuple[Row, ...] = tuple(
    Row(
        what=f"the local page with {SIZES[-1]:,} messages in a channel: {what}",
        against=f"with {SIZES[0]}",
        bound="<= 2",
        pairs=partial(_pairs, measure),
        growth=partial(_growth, measure),
        unit=unit,
    )
    for what, measure, unit in (
        ("the newest is seen", _first_paint, "s"),
        ("a keystroke", _keystroke, "s"),
        ("memory", _memory, "MB"),
    )
)
