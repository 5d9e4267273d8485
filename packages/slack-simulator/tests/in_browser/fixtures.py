"""Fixtures of the browser tests: Chromium, a kitchen in a workspace, and a page that must not complain.

A test module names this module in ``pytest_plugins``.
"""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright

from in_browser.kitchen import Kitchen, open_kitchen
from in_browser.pages import CHROMIUM, QUIET, SETTING, OpenPage, Page, expect, watched
from in_browser.story import Story


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        launched = await playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield launched
        await launched.close()


@pytest.fixture
def story() -> Story | None:
    """What the page shows beyond Slack: nothing, unless a test module has its own story."""
    return None


@pytest_asyncio.fixture(loop_scope="session")
async def kitchen(story: Story | None) -> AsyncIterator[Kitchen]:
    async with open_kitchen(story) as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="session")
async def open_page(browser: Browser, kitchen: Kitchen) -> AsyncIterator[OpenPage]:
    """Open the page of that person and channel; ``options`` are those of Playwright's browser context.

    After the test no page may have complained in its console.
    """
    complaints: list[str] = []
    async with AsyncExitStack() as contexts:

        async def open_one(
            who: str = "U0ANA",
            channel: str = "C0LUNCH",
            **options: Any,  # noqa: ANN401 - Playwright's own
        ) -> Page:
            context = await browser.new_context(**SETTING | options)
            await contexts.enter_async_context(context)
            page = await watched(context, complaints)
            await page.goto(f"{kitchen.server.url}/#as={who}&channel={channel}")
            await expect(page.get_by_role("main")).to_be_visible()
            return page

        yield open_one
    assert complaints == []


@pytest_asyncio.fixture(loop_scope="session")
async def page(open_page: OpenPage) -> Page:
    """Ana's page with #lunch open, on a desktop."""
    return await open_page()
