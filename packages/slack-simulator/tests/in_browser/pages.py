"""Chromium and Playwright for the browser tests, which are skipped as a whole where either is missing."""

import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest

BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The first is Chromium without any window: it takes half the time."""
CHROMIUM = next(filter(None, map(shutil.which, BROWSERS)), None)
if CHROMIUM is None:
    pytest.skip("The browser tests need Chromium, and none is installed.", allow_module_level=True)
pytest.importorskip("playwright", reason="The browser tests need the package playwright.")

from playwright.async_api import (  # noqa: E402 - only after it is known to be there
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    expect,
)

__all__ = ["Locator", "OpenPage", "Page", "axe_findings", "expect", "messages", "watched"]

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
SETTING: dict[str, Any] = {
    "viewport": {"width": 1280, "height": 860},
    "locale": "en-GB",
    "timezone_id": "Etc/UTC",
}
"""A desktop, in Playwright's words for a browser context."""

AXE = Path(__file__).parent / "vendor" / "axe.min.js"

PATIENCE_MS = 20_000
"""How long a test waits for the page: a busy machine takes its time, and a wait that is met costs nothing."""

expect.set_options(timeout=PATIENCE_MS)

OpenPage: TypeAlias = Callable[..., Awaitable[Page]]


def messages(page: Page, channel: str = "#lunch") -> Locator:
    """Return the part of the page in which a channel's messages stand."""
    return page.get_by_role("region", name=f"Messages in {channel}")


async def watched(context: BrowserContext, complaints: list[str]) -> Page:
    """Open a page whose errors are noted among ``complaints``; that a stopped server is away is none."""
    page = await context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if _is_complaint(said) else None)
    return page


def _is_complaint(said: ConsoleMessage) -> bool:
    return said.type in {"error", "warning"} and "net::ERR_" not in said.text


async def axe_findings(page: Page) -> list[str]:
    """Return what axe finds serious or critical on the page: rule, sentence and the elements concerned."""
    await page.evaluate(AXE.read_text(encoding="utf-8"))
    found: dict[str, Any] = await page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{one['id']}: {one['help']}: {[node['target'] for node in one['nodes']]}"
        for one in found["violations"]
        if one["impact"] in {"serious", "critical"}
    ]
