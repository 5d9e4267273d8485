"""The guided minute of the local workspace with the real bot: six things to try."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from bot.demo import open_demo
from in_browser.pages import SETTING, Locator, Page, axe_findings, expect, messages, watched

pytest_plugins = ["in_browser.fixtures"]
pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.no_cover]


@pytest_asyncio.fixture(loop_scope="session")
async def demo(browser: Browser) -> AsyncIterator[Page]:
    """The page as a newcomer meets it, which may not complain in its console."""
    complaints: list[str] = []
    async with open_demo() as (server, _):
        context = await browser.new_context(**SETTING)
        page = await watched(context, complaints)
        await page.goto(server.url)
        yield page
        await context.close()
    assert complaints == []


def card(page: Page, title: str) -> Locator:
    return page.get_by_role("region", name="Your first minute").get_by_role("listitem").filter(has_text=title)


@pytest.mark.deep
async def test_ben_asks_what_is_live_and_is_answered_privately(demo: Page) -> None:
    await card(demo, "Ask what is live").get_by_role("button").click()

    answer = messages(demo, "#acme-lms").get_by_role("listitem").last
    await expect(answer).to_contain_text("Only visible to you")
    await expect(answer).to_contain_text("2026.10 (New certificate templates) is live")
    await expect(card(demo, "Ask what is live")).to_contain_text("(done)")


@pytest.mark.deep
async def test_on_release_day_the_channel_is_told_and_not_asked_to_confirm(demo: Page) -> None:
    await card(demo, "Go to release day").get_by_role("button").click()

    told = messages(demo, "#acme-lms").get_by_role("listitem")
    card_of_it = told.filter(has_text="2026.11 · Course player refresh")
    await expect(card_of_it).to_contain_text("Standard: due today, Wed 2 December, not confirmed yet")
    await expect(told.get_by_role("button", name="Confirm live")).to_have_count(0)


@pytest.mark.deep
async def test_an_urgent_problem_opens_a_case_in_the_support_channel(demo: Page) -> None:
    await card(demo, "Report an urgent problem").get_by_role("button").click()

    answer = messages(demo, "#acme-lms").get_by_role("listitem").last
    await expect(answer).to_contain_text("Urgent case 2")
    await demo.get_by_role("navigation").get_by_text("vendor-support").click()
    posts = messages(demo, "#vendor-support").get_by_role("listitem")
    case = posts.filter(has_text="The course player stays blank for our learners").first
    await case.get_by_role("button", name="Acknowledge").click()
    await expect(case).to_contain_text("Urgent case 2: acknowledged")


@pytest.mark.deep
async def test_a_move_is_shown_first_and_then_corrected_where_it_was_told_otherwise(demo: Page) -> None:
    await moves_the_release(demo)

    told = messages(demo, "#acme-lms").get_by_role("listitem").last
    await expect(told).to_contain_text("2026.11 moved: Controlled Wed 16 December → Fri 18 December.")
    await expect(told).to_contain_text("Acme LMS: your window is now Wed 2 December to Fri 18 December.")
    await expect(card(demo, "Move a release")).to_contain_text("(done)")


async def test_when_all_six_are_done_the_page_says_how_to_install_it(demo: Page) -> None:
    for title in ("Ask what is live", "Go to release day"):
        await card(demo, title).get_by_role("button").click()
        await expect(card(demo, title)).to_contain_text("(done)")
    await moves_the_release(demo, is_told=True)
    await card(demo, "Report an urgent problem").get_by_role("button").click()
    await answers_as_the_vendor(demo)
    await writes_as_the_vendor(demo)

    await expect(demo.get_by_text("create a Slack app from manifest.yml")).to_be_visible()
    assert await axe_findings(demo) == []


async def answers_as_the_vendor(page: Page) -> None:
    """Open the urgent mail, answer it with the workaround that stands there, and see that in the thread."""
    await card(page, "Answer as the vendor").get_by_role("button").click()
    urgent = page.get_by_role("article").filter(has_text="URGENT: Acme LMS").first
    await urgent.get_by_role("button", name="Answer").click()
    await urgent.get_by_role("button", name="Send answer").click()
    thread = page.get_by_role("complementary", name="Thread")
    await expect(thread).to_contain_text("The vendor replied about case 2")
    await expect(thread).to_contain_text("Workaround: switch off")


async def writes_as_the_vendor(page: Page) -> None:
    """Send the preview that stands there, and enter it where Ana is asked."""
    step = card(page, "Enter the vendor's news").get_by_role("button")
    await step.click()
    await page.get_by_role("button", name="Write as releases@vendor.example").click()
    await page.get_by_role("button", name="Send mail").click()
    await expect(step).to_have_text("See what Ana is asked")
    await step.click()
    question = page.get_by_role("listitem").filter(has_text="The vendor's news: 2027.1").last
    await question.get_by_role("button", name="Enter it").click()
    await expect(page.get_by_role("dialog")).to_contain_text("2027.1")
    await page.keyboard.press("Escape")


async def moves_the_release(page: Page, *, is_told: bool = False) -> None:
    """Click through the third step: the preview if need be, the move, what it posts, two minutes later."""
    step = card(page, "Move a release").get_by_role("button")
    if not is_told:
        await expect(step).to_have_text("Go to the preview")
        await step.click()
    await expect(step).to_have_text("Move as Ana")
    await step.click()
    window = page.get_by_role("dialog")
    await expect(window).to_contain_text("3 channels get this now:")
    await expect(window).to_contain_text("2026.11 moved: Controlled Wed 16 December → Fri 18 December.")
    await window.get_by_role("button", name="Post it").click()
    await expect(step).to_have_text("Two minutes later")
    await step.click()


@pytest.mark.parametrize("width", [320, 360, 390, 1280])
async def test_the_clock_and_the_icons_beside_it_never_lie_over_each_other(demo: Page, width: int) -> None:
    await demo.set_viewport_size({"width": width, "height": 740})
    await expect(demo.locator(".now-date")).to_be_visible()

    room = await demo.evaluate("""() => {
      const text = document.createRange();
      text.selectNodeContents(document.querySelector(".now-date"));
      const icons = document.querySelector(".bar-end").getBoundingClientRect();
      return icons.left - text.getBoundingClientRect().right;
    }""")

    assert room >= 0
