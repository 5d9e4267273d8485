"""Commands completed by keyboard, the App Home, being somebody else, looks and sizes."""

import pytest

from in_browser.kitchen import Kitchen
from in_browser.pages import OpenPage, Page, axe_findings, expect, messages

pytest_plugins = ["in_browser.fixtures"]
pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.no_cover, pytest.mark.deep]

PHONE = {"width": 360, "height": 740}


async def test_commands_are_completed_by_keyboard_with_their_hints(page: Page) -> None:
    field = page.get_by_role("textbox", name="Message #lunch")
    await field.press_sequentially("/me")
    await expect(page.get_by_role("option")).to_have_text(
        ["/menu[day]What is there today", "/mealsWhat was ordered"]
    )
    await field.press("ArrowDown")
    await expect(page.get_by_role("option", name="/meals")).to_have_attribute("aria-selected", "true")
    await field.press("ArrowUp")
    await field.press("Tab")
    await expect(field).to_have_value("/menu ")
    await expect(page.get_by_text("What is there today")).to_be_visible()


async def test_escape_puts_the_suggestions_away(page: Page) -> None:
    field = page.get_by_role("textbox", name="Message #lunch")
    await field.press_sequentially("@be")
    await expect(page.get_by_role("option", name="Ben Carter")).to_be_visible()
    await field.press("Escape")
    await expect(page.get_by_role("option")).to_have_count(0)


async def test_the_app_home_is_filled_and_its_buttons_work(page: Page) -> None:
    await page.get_by_role("button", name="Kitchen").click()
    await expect(page.get_by_role("heading", name="The works kitchen")).to_be_visible()
    await page.get_by_role("button", name="Wash up").click()
    await expect(page.get_by_text("All is clean.")).to_be_visible()


async def test_the_switcher_shows_what_each_person_may_do(page: Page) -> None:
    await page.get_by_role("button", name="You are Ana Lima").click()
    await expect(page.get_by_role("menuitemradio", name="Ana Lima")).to_contain_text("Workspace admin")
    await expect(page.get_by_role("menuitemradio", name="Gus Petit")).to_contain_text("Guest")


async def test_another_person_sees_other_channels(page: Page) -> None:
    await expect(page.get_by_role("button", name="office", exact=True)).to_be_visible()
    await page.get_by_role("button", name="You are Ana Lima").click()
    await page.get_by_role("menuitemradio", name="Gus Petit").click()
    await expect(page.get_by_role("button", name="You are Gus Petit")).to_be_visible()
    await expect(page.get_by_role("button", name="office", exact=True)).to_have_count(0)


async def test_dark_follows_the_system_and_the_switch_is_remembered(open_page: OpenPage) -> None:
    page = await open_page(color_scheme="dark")
    ground = "getComputedStyle(document.querySelector('main')).backgroundColor"
    assert await page.evaluate(ground) == "rgb(27, 34, 35)"
    await page.get_by_role("button", name="Use light colours").click()
    assert await page.evaluate(ground) == "rgb(255, 255, 255)"
    await page.reload()
    await expect(page.get_by_role("button", name="Use dark colours")).to_be_visible()
    assert await page.evaluate(ground) == "rgb(255, 255, 255)"


async def test_on_a_phone_the_channels_are_in_a_drawer(open_page: OpenPage) -> None:
    page = await open_page(viewport=PHONE)
    office = page.get_by_role("button", name="office", exact=True)
    await expect(office).to_be_hidden()
    await page.get_by_role("button", name="Channels and people").click()
    await office.click()
    await expect(page.get_by_role("heading", name="office", level=1)).to_be_visible()
    await expect(office).to_be_hidden()


async def test_on_a_phone_nothing_is_wider_than_the_screen(open_page: OpenPage, kitchen: Kitchen) -> None:
    kitchen.driver.say_as("ben", f"{'long' * 60} word", in_="#lunch")
    page = await open_page(viewport=PHONE)
    await expect(messages(page).get_by_text("word")).to_be_visible()
    assert await page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


async def test_on_a_phone_a_thread_covers_the_channel(open_page: OpenPage, kitchen: Kitchen) -> None:
    kitchen.driver.say_as("ben", "Who wants cake?", in_="#lunch")
    page = await open_page(viewport=PHONE)
    await page.get_by_role("button", name="Reply in thread").click()
    thread = page.get_by_role("complementary", name="Thread")
    await expect(thread).to_be_in_viewport()
    box = await thread.bounding_box()
    assert box is not None
    assert box["width"] == PHONE["width"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_axe_finds_nothing_serious(open_page: OpenPage, kitchen: Kitchen, scheme: str) -> None:
    message = kitchen.driver.say_as("ben", "Who wants *cake*, <@U0ANA>? `now`", in_="#lunch")
    kitchen.driver.say_as("ana", "See <https://example.com|the recipe>", in_="#lunch")
    page = await open_page(color_scheme=scheme, reduced_motion="reduce")
    field = page.get_by_role("textbox", name="Message #lunch")
    await field.fill("/menu")
    await field.press("Enter")
    await expect(messages(page).get_by_text("pea soup")).to_be_visible()
    assert await axe_findings(page) == []
    await page.get_by_role("button", name="You are Ana Lima").click()
    assert await axe_findings(page) == []
    await page.keyboard.press("Escape")
    await page.goto(f"{kitchen.server.url}/#as=U0ANA&channel=C0LUNCH&thread={message.ts}")
    await expect(page.get_by_role("complementary", name="Thread")).to_be_visible()
    await field.press_sequentially("/")
    assert await axe_findings(page) == []
    await field.fill("/order")
    await field.press("Enter")
    await page.get_by_role("button", name="Order", exact=True).click()
    await expect(page.get_by_role("dialog").get_by_role("textbox", name="Dish")).to_have_attribute(
        "aria-invalid", "true"
    )
    assert await axe_findings(page) == []
    await page.keyboard.press("Escape")
    await page.get_by_role("button", name="Kitchen").click()
    await expect(page.get_by_role("heading", name="The works kitchen")).to_be_visible()
    assert await axe_findings(page) == []


async def test_of_a_long_channel_the_newest_are_drawn_and_earlier_ones_when_asked_for(
    kitchen: Kitchen, open_page: OpenPage
) -> None:
    for number in range(130):
        await kitchen.client.chat_postMessage(channel="C0LUNCH", text=f"Order {number} is ready")
    page = await open_page()
    first, last = (page.get_by_text(f"Order {number} is ready", exact=True) for number in (0, 129))
    await expect(last).to_be_in_viewport()
    await expect(first).to_have_count(0)

    newest_then = page.get_by_text("Order 30 is ready", exact=True)
    await page.get_by_role("button", name="Earlier messages").click()

    await expect(newest_then).to_be_in_viewport()
    await expect(first).to_have_count(1)
    await expect(page.get_by_role("button", name="Earlier messages")).to_have_count(0)
    await expect(page.get_by_text("This is the very beginning of")).to_have_count(1)
