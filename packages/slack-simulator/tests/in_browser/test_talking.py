"""Messages, threads and private answers as people see them on the page."""

import base64

import pytest

from in_browser.kitchen import Kitchen
from in_browser.pages import OpenPage, Page, expect, messages

pytest_plugins = ["in_browser.fixtures"]
pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.no_cover, pytest.mark.deep]

WRITE = "Message #lunch"
DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
"""A picture of one dot."""


async def say(page: Page, text: str) -> None:
    field = page.get_by_role("textbox", name=WRITE)
    await field.fill(text)
    await field.press("Enter")


async def test_what_one_person_says_is_seen_by_another_at_once(open_page: OpenPage) -> None:
    anas, bens = await open_page("U0ANA"), await open_page("U0BEN")
    await say(anas, "Is there soup?")
    await expect(
        bens.get_by_role("listitem").filter(has_text="Ana Lima").filter(has_text="Is there soup?")
    ).to_be_visible()


async def test_a_script_in_a_message_stays_text(page: Page, kitchen: Kitchen) -> None:
    script = "<img src=x onerror=document.title='owned'> <script>document.title='owned'</script>"
    await say(page, script)
    await kitchen.client.chat_postMessage(channel="C0LUNCH", text=script)
    await expect(messages(page).get_by_text("<script>")).to_have_count(2)
    await expect(page).not_to_have_title("owned")


async def test_a_link_to_a_script_is_no_link(page: Page, kitchen: Kitchen) -> None:
    await kitchen.client.chat_postMessage(channel="C0LUNCH", text="<javascript:alert(1)|press here>")
    await expect(messages(page).get_by_text("press here")).to_be_visible()
    await expect(page.get_by_role("link", name="press here")).to_have_count(0)


async def test_a_picture_is_shown_with_its_description_and_another_file_can_be_saved(
    page: Page, kitchen: Kitchen
) -> None:
    dot = base64.b64decode(DOT)
    for name, content in (("menu.png", dot), ("menu.txt", b"peas")):
        await kitchen.client.files_upload_v2(
            content=content, filename=name, title=name, alt_txt="The menu", channel="C0LUNCH"
        )

    picture = messages(page).get_by_role("img", name="The menu")
    await expect(picture).to_be_visible()
    assert await picture.evaluate("image => image.decode().then(() => image.naturalWidth)") == 1
    async with page.expect_download() as saved:
        await messages(page).get_by_role("link", name="menu.txt").click()
    assert (await (await saved.value).path()).read_bytes() == b"peas"


async def test_shift_and_enter_begin_a_new_line(page: Page) -> None:
    field = page.get_by_role("textbox", name=WRITE)
    await field.fill("first")
    await field.press("Shift+Enter")
    await field.press_sequentially("second")
    await expect(field).to_have_value("first\nsecond")


async def test_a_mention_of_the_app_is_answered_in_a_thread(page: Page) -> None:
    await say(page, "@Kitchen one coffee please")
    await page.get_by_role("button", name="1 reply").click()
    thread = page.get_by_role("complementary", name="Thread")
    await expect(thread.get_by_text("Coming right up.")).to_be_visible()


async def test_a_reply_stays_in_the_thread_unless_it_is_sent_to_the_channel_too(
    page: Page, kitchen: Kitchen
) -> None:
    kitchen.driver.say_as("ben", "Who wants cake?", in_="#lunch")
    message = page.get_by_role("listitem").filter(has_text="Who wants cake?")
    await message.hover()
    await message.get_by_role("button", name="Reply in thread").click()
    thread = page.get_by_role("complementary", name="Thread")
    field = thread.get_by_role("textbox", name="Reply…")
    await field.fill("I do")
    await field.press("Enter")
    await expect(thread.get_by_text("I do")).to_be_visible()
    await thread.get_by_label("Also send to #lunch").check()
    await field.fill("Two pieces")
    await field.press("Enter")
    channel = page.get_by_role("region", name="Messages in #lunch")
    await expect(channel.get_by_text("Two pieces")).to_be_visible()
    await expect(channel.get_by_text("I do")).to_have_count(0)
    await expect(channel.get_by_role("button", name="2 replies")).to_be_visible()


async def test_a_private_answer_says_so_and_nobody_else_sees_it(open_page: OpenPage) -> None:
    anas, bens = await open_page("U0ANA"), await open_page("U0BEN")
    await say(anas, "/menu")
    answer = anas.get_by_role("listitem").filter(has_text="pea soup")
    await expect(answer.get_by_text("Only visible to you")).to_be_visible()
    await answer.get_by_role("button", name="Order soup").click()
    await expect(messages(bens).get_by_text("ordered soup.")).to_be_visible()
    await expect(bens.get_by_text("pea soup")).to_have_count(0)


async def test_a_command_that_the_app_leaves_unanswered_is_reported_and_dismissed(page: Page) -> None:
    await say(page, "/silence")
    notice = page.get_by_role("alert").filter(has_text="/silence failed")
    await expect(notice).to_be_visible()
    await notice.get_by_role("button", name="Dismiss").click()
    await expect(notice).to_have_count(0)


async def test_a_mistyped_command_is_given_back_with_the_reason(page: Page) -> None:
    await say(page, "/mnu today")
    await expect(page.get_by_role("alert").filter(has_text="not a valid command")).to_be_visible()
    await expect(page.get_by_role("textbox", name=WRITE)).to_have_value("/mnu today")


async def test_a_person_deletes_a_message_after_being_asked(page: Page) -> None:
    await say(page, "Wrong channel")
    message = page.get_by_role("listitem").filter(has_text="Wrong channel")
    await message.get_by_role("button", name="More actions").click()
    await page.get_by_role("menuitem", name="Delete message…").click()
    await page.get_by_role("dialog", name="Delete message").get_by_role("button", name="Delete").click()
    await expect(message).to_have_count(0)


async def test_unread_messages_are_counted_until_they_are_read(open_page: OpenPage, kitchen: Kitchen) -> None:
    page = await open_page("U0ANA", channel="C0OFFICE")
    kitchen.driver.say_as("ben", "Lunch, <@U0ANA>?", in_="#lunch")
    await page.get_by_role("button", name="lunch (unread) 1 new").click()
    await expect(page.get_by_role("button", name="lunch", exact=True)).to_be_visible()
