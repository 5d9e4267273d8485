"""Takes the pictures of the page, in light and dark for the README, from the running demo.

python -m tests.browser.screenshots FOLDER
"""

import asyncio
import sys
from pathlib import Path
from typing import Literal

from playwright.async_api import Browser, ViewportSize, async_playwright, expect

from bot.demo import open_demo
from in_browser.pages import CHROMIUM, QUIET

SIZE = ViewportSize(width=1440, height=900)
NARROW = ViewportSize(width=1060, height=1000)
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")


async def take_pictures(folder: Path) -> None:
    """Write `page-light.png` and `page-dark.png`, each of a story of its own, and the others."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=[*QUIET, "--lang=en-GB"])
        for scheme in SCHEMES:
            async with open_demo() as (server, _):
                await _take(browser, server.url, scheme, folder / f"page-{scheme}.png")
        async with open_demo() as (server, _):
            await _take_running(browser, server.url, folder)
        await browser.close()


async def _take_running(browser: Browser, url: str, folder: Path) -> None:
    """Take `settings.png` and `doctor.png`, for whoever runs the bot."""
    context = await browser.new_context(
        viewport=NARROW, color_scheme="light", locale="en-GB", timezone_id="Europe/Berlin"
    )
    page = await context.new_page()
    await page.goto(url)
    await page.get_by_role("button", name="Hide the first minute").click()
    box = page.get_by_role("textbox").last
    for command in ("/release settings", "/release doctor"):
        await box.fill(command)
        await box.press("Enter")
        if command.endswith("settings"):
            answer = page.locator(".message-main").last
            await expect(answer.get_by_role("button", name="History")).to_be_visible()
            await answer.screenshot(path=folder / "settings.png")
    dialog = page.get_by_role("dialog")
    await expect(dialog.get_by_text("All that the manifest asks for")).to_be_visible(timeout=30_000)
    await dialog.screenshot(path=folder / "doctor.png")
    await context.close()


async def _take(browser: Browser, url: str, scheme: Scheme, file: Path) -> None:
    """Go to release day, ask what is live, open the list of what comes next, and take the picture."""
    context = await browser.new_context(
        viewport=SIZE, color_scheme=scheme, locale="en-GB", timezone_id="Europe/Berlin", device_scale_factor=2
    )
    page = await context.new_page()
    await page.goto(url)
    guide = page.get_by_role("region", name="Your first minute")
    for card in (guide.get_by_role("listitem").nth(1), guide.get_by_role("listitem").nth(0)):
        await card.get_by_role("button").click()
        await expect(card).to_contain_text("(done)")
    await expect(page.get_by_role("main").get_by_text("Only visible to you")).to_be_visible()
    await guide.get_by_role("button", name="Hide the first minute").click()
    await page.get_by_role("button", name="Next").last.click()
    await expect(page.get_by_role("complementary", name="What comes next")).to_be_visible()
    await page.mouse.move(0, 0)
    await page.screenshot(path=file)
    await context.close()


if __name__ == "__main__":
    pictures = Path(sys.argv[1])
    pictures.mkdir(parents=True, exist_ok=True)
    asyncio.run(take_pictures(pictures))
