"""Forms that an app opens over the page."""

import pytest

from in_browser.kitchen import Kitchen
from in_browser.pages import Locator, Page, expect, messages

pytest_plugins = ["in_browser.fixtures"]
pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.no_cover, pytest.mark.deep]


async def open_form(page: Page) -> Locator:
    field = page.get_by_role("textbox", name="Message #lunch")
    await field.fill("/order")
    await field.press("Enter")
    form = page.get_by_role("dialog", name="Order a meal")
    await expect(form).to_be_visible()
    return form


async def choose_table(form: Locator, name: str) -> None:
    table = form.get_by_role("combobox", name="Table")
    await table.fill(name[:4])
    await table.press("Enter")
    await expect(table).to_have_value(name)


async def test_a_field_error_is_shown_at_its_field_and_put_right(page: Page) -> None:
    form = await open_form(page)
    dish = form.get_by_role("textbox", name="Dish")
    await dish.fill("stone")
    await choose_table(form, "Long table")
    await form.get_by_role("button", name="Order").click()
    await expect(dish).to_have_accessible_description("We do not cook stones.")
    await expect(dish).to_be_focused()
    await dish.fill("lentils")
    await dish.press("Enter")
    await expect(form).to_have_count(0)
    await expect(messages(page).get_by_text("ordered lentils for the long table.")).to_be_visible()


async def test_a_required_field_that_is_empty_is_named_before_the_app_is_asked(page: Page) -> None:
    form = await open_form(page)
    await form.get_by_role("button", name="Order").click()
    await expect(form.get_by_role("textbox", name="Dish")).to_have_attribute("aria-invalid", "true")


async def test_escape_closes_a_form_and_the_keyboard_is_where_it_was(page: Page) -> None:
    form = await open_form(page)
    await page.keyboard.press("Escape")
    await expect(form).to_have_count(0)
    await expect(page.get_by_role("textbox", name="Message #lunch")).to_be_focused()


async def test_what_was_entered_is_still_there_after_the_page_is_loaded_again(page: Page) -> None:
    form = await open_form(page)
    await form.get_by_role("textbox", name="Dish").fill("dumplings")
    await choose_table(form, "Window table")
    await page.reload()
    await expect(form.get_by_role("textbox", name="Dish")).to_have_value("dumplings")
    await expect(form.get_by_role("combobox", name="Table")).to_have_value("Window table")


async def test_several_people_are_chosen_and_one_is_taken_back(page: Page) -> None:
    form = await open_form(page)
    guests = form.get_by_role("combobox", name="Guests")
    await guests.click()
    await page.get_by_role("option", name="Ben Carter").click()
    await page.get_by_role("option", name="Gus Petit").click()
    await guests.press("Escape")
    await form.get_by_role("button", name="Remove Ben Carter").click()
    await expect(form.get_by_role("button", name="Remove")).to_have_count(1)
    await expect(form).to_be_visible()


async def test_choices_that_the_app_is_asked_for_follow_what_is_typed(page: Page) -> None:
    form = await open_form(page)
    drink = form.get_by_role("combobox", name="Drink")
    await drink.press_sequentially("apple")
    await expect(page.get_by_role("option")).to_have_text(["Apple juice"])
    await drink.press("Enter")
    await expect(drink).to_have_value("Apple juice")


async def test_a_form_over_a_form_leaves_what_was_entered_below(page: Page) -> None:
    form = await open_form(page)
    await form.get_by_role("textbox", name="Dish").fill("goulash")
    await form.get_by_role("button", name="Allergens").click()
    above = page.get_by_role("dialog", name="Allergens")
    await expect(above.get_by_text("Celery.")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(form.get_by_role("textbox", name="Dish")).to_have_value("goulash")


async def test_a_message_shortcut_opens_its_form_with_the_message(page: Page, kitchen: Kitchen) -> None:
    kitchen.driver.say_as("ben", "cheese toast", in_="#lunch")
    message = page.get_by_role("listitem").filter(has_text="cheese toast")
    await message.get_by_role("button", name="More actions").click()
    await page.get_by_role("menuitem", name="Order this").click()
    form = page.get_by_role("dialog", name="Order a meal")
    await expect(form.get_by_role("textbox", name="Dish")).to_have_value("cheese toast")
