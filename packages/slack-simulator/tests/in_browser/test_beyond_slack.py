"""What the page has beyond Slack: the time bar, what comes next, mail, the guided minute, troubles."""

import pytest

from in_browser.kitchen import Kitchen
from in_browser.pages import OpenPage, Page, axe_findings, expect, messages
from in_browser.story import Story
from slack_simulator import serve

pytest_plugins = ["in_browser.fixtures"]
pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.no_cover, pytest.mark.deep]


@pytest.fixture
def story() -> Story:
    return Story()


async def test_time_is_moved_on_from_the_bar(page: Page) -> None:
    await expect(page.get_by_text("Day 1 of the soup")).to_be_visible()
    await page.get_by_role("button", name="+1 day").click()
    await expect(page.get_by_text("Day 2 of the soup")).to_be_visible()


async def test_a_refused_jump_says_why(page: Page) -> None:
    await page.get_by_role("button", name="To the year's end").click()
    await expect(page.get_by_role("alert").filter(has_text="The year has no end yet.")).to_be_visible()


async def test_time_is_paused_and_goes_on(page: Page, story: Story) -> None:
    await page.get_by_role("button", name="Pause").click()
    await expect(page.get_by_role("button", name="Let time go on")).to_have_attribute("aria-pressed", "true")
    assert story.paused


async def test_what_comes_next_is_listed_by_day(page: Page) -> None:
    await page.get_by_role("button", name="Next Menu of the week").click()
    coming = page.get_by_role("complementary", name="What comes next")
    await expect(coming.get_by_role("heading", name="Wednesday 25 November")).to_be_visible()
    await expect(coming.get_by_role("listitem")).to_have_text("12:00Menu of the week#lunch")


async def test_a_mail_is_written_as_somebody_outside(page: Page) -> None:
    await page.get_by_role("button", name="Mail: 1").click()
    pane = page.get_by_role("complementary", name="Mail")
    await pane.get_by_role("button", name="Write as farm@example.com").click()
    await expect(pane.get_by_label("Text")).to_have_value("The leeks are ripe.")
    await pane.get_by_label("Subject").fill("Many leeks")
    await pane.get_by_role("button", name="Send mail").click()
    await expect(pane.get_by_role("heading", name="Many leeks")).to_be_visible()
    await expect(pane.get_by_role("button", name="Write as farm@example.com")).to_be_visible()


async def test_a_mail_is_read_and_answered_as_its_receiver(page: Page) -> None:
    await page.get_by_role("button", name="Mail: 1").click()
    pane = page.get_by_role("complementary", name="Mail")
    await pane.get_by_role("button", name="Answer").click()
    await pane.get_by_label("Answer as grocer@town.example").fill("On Thursday.")
    await pane.get_by_role("button", name="Send answer").click()
    received = pane.get_by_role("article").filter(has_text="Received")
    await expect(received).to_contain_text("On Thursday.")


async def test_a_card_of_the_guide_is_done_by_one_click_as_the_right_person(page: Page) -> None:
    await page.get_by_role("button", name="Ask /menu").click()
    await expect(page.get_by_role("button", name="You are Ben Carter")).to_be_visible()
    await expect(messages(page).get_by_text("Only visible to you")).to_be_visible()


async def test_after_the_guide_the_page_tells_how_to_go_on(page: Page) -> None:
    guide = page.get_by_role("region", name="Your first minute")
    await guide.get_by_role("button", name="Let a day pass").click()
    await expect(guide.get_by_role("listitem").filter(has_text="(done)")).to_have_count(2)
    await expect(guide.get_by_text("Now install it")).to_be_visible()


async def test_the_guide_is_put_away_and_fetched_back(page: Page) -> None:
    guide = page.get_by_role("region", name="Your first minute")
    await guide.get_by_role("button", name="Hide the first minute").click()
    await page.reload()
    await expect(page.get_by_role("main")).to_be_visible()
    await expect(guide).to_have_count(0)
    await page.get_by_role("button", name="Show the first minute").click()
    await expect(guide).to_be_visible()


async def test_the_story_starts_over_after_a_question(page: Page) -> None:
    await page.get_by_role("button", name="+1 day").click()
    await expect(page.get_by_text("Day 2 of the soup")).to_be_visible()
    await page.get_by_role("button", name="Start over").click()
    await page.get_by_role("dialog", name="Start over").get_by_role("button", name="Start over").click()
    await expect(page.get_by_text("Day 1 of the soup")).to_be_visible()


async def test_a_trouble_is_let_loose_from_the_page(page: Page) -> None:
    await page.get_by_role("button", name="Let something go wrong").click()
    await page.get_by_role("menuitem", name="Archive #lunch").click()
    await expect(page.get_by_text("This channel is archived")).to_be_visible()


async def test_the_page_connects_again_when_the_server_comes_back(page: Page, kitchen: Kitchen) -> None:
    await kitchen.server.close()
    away = page.get_by_text("The local workspace does not answer.")
    await expect(away).to_be_visible()
    again = await serve(kitchen.workspace, port=kitchen.server.port, companion=Story())
    try:
        await expect(away).to_have_count(0)
        kitchen.driver.say_as("ben", "Still there?", in_="#lunch")
        await expect(messages(page).get_by_text("Still there?")).to_be_visible()
    finally:
        await again.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_axe_finds_nothing_serious_beyond_slack(open_page: OpenPage, scheme: str) -> None:
    page = await open_page(color_scheme=scheme, reduced_motion="reduce")
    await page.get_by_role("button", name="Let a day pass").click()
    await expect(page.get_by_text("Now install it")).to_be_visible()
    await page.get_by_role("button", name="Next Menu of the week").click()
    assert await axe_findings(page) == []
    await page.get_by_role("button", name="Mail: 1").click()
    await page.get_by_role("button", name="Answer").click()
    assert await axe_findings(page) == []
