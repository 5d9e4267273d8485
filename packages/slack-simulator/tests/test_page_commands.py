"""What a person does on the page, and the sentence that they get when it cannot be done."""

import asyncio

import pytest
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from kit import Connect, PageClient, actions, button, plain
from slack_simulator import Workspace
from slack_simulator.records import JSON
from slack_simulator.testing import Driver

ACTIONS = actions(button(action_id="go", value="1"))


async def test_what_somebody_sends_is_theirs(page_client: PageClient) -> None:
    assert await page_client.do("send", channel="C0ACME", text="hello @ben") == ""
    first = (await page_client.state())["messages"][0]
    assert (first["user"], first["text"], first["bot"]) == ("U0ANA", "hello <@U0BEN>", False)
    await page_client.do("send", channel="C0ACME", text="reply", thread=first["ts"], broadcast=True)
    assert (await page_client.state())["messages"][1]["broadcast"]


@pytest.mark.parametrize(
    ("what", "more", "sentence"),
    [
        ("send", {"channel": "C0SHARED", "text": "a"}, "You are not a member of #shared."),
        ("send", {"channel": "C0", "text": "a"}, "This channel does not exist."),
        (
            "send",
            {"channel": "C0ACME", "text": "/ticket", "thread": "1.0"},
            "/ticket is not supported in threads. Sorry!",
        ),
        (
            "send",
            {"person": "U0APP", "channel": "C0ACME", "text": "a"},
            "This person is not in the workspace.",
        ),
        ("act", {"home": True, "element": {}}, "There is no Home here."),
        (
            "act",
            {"message": {"channel": "C0ACME", "ts": "1.0"}, "element": {}},
            "This message is no longer there.",
        ),
        ("submit", {"view": "V0"}, "This form is no longer open."),
        ("shortcut", {"callback_id": "none"}, "There is no such shortcut here."),
        ("fault", {"id": "earthquake"}, "There is no such trouble."),
        ("jump", {"id": "day"}, "This workspace has no story to move on."),
        ("dance", {}, "The page cannot do 'dance'."),
        ("read", {}, "The workspace did not understand the page."),
    ],
)
async def test_the_page_is_told_why_something_cannot_be_done(
    page_client: PageClient, what: str, more: JSON, sentence: str
) -> None:
    assert await page_client.do(what, **more) == sentence


async def test_a_shortcut_is_not_for_strangers(page_client: PageClient) -> None:
    assert "other organisations" in await page_client.do("shortcut", "U0SAM", callback_id="from_anywhere")


@pytest.fixture
async def heard(app: AsyncApp, connect: Connect, workspace: Workspace) -> list[JSON]:
    """Everything that reached the app, which is connected; it acknowledges all of it."""
    seen: list[JSON] = []

    @app.middleware
    async def remember(body: JSON, ack: AsyncAck) -> BoltResponse:
        seen.append(body)
        workspace.changed()
        return await ack()

    await connect()
    return seen


async def test_a_press_reaches_the_app_with_what_was_put_in(
    page_client: PageClient, client: AsyncWebClient, driver: Driver, heard: list[JSON]
) -> None:
    text = {"type": "plain_text_input", "action_id": "note"}
    question = {"type": "input", "block_id": "q", "label": plain("Note"), "element": text}
    ts = (await client.chat_postMessage(channel="C0ACME", text="a", blocks=[ACTIONS, question]))["ts"]
    heard.clear()
    element = {"type": "button", "block_id": "row", "action_id": "go", "value": "forged"}
    values = {"q": {"note": {"type": "plain_text_input", "value": "mine"}}}
    where = {"channel": "C0ACME", "ts": ts}
    assert await page_client.do("act", message=where, element=element, state={"values": values}) == ""
    await driver.until(lambda: heard)
    assert heard[0]["actions"][0]["value"] == "1"
    assert heard[0]["state"]["values"] == values
    assert (await page_client.state())["messages"][0]["state"] == values
    gone = await page_client.do("act", message=where, element=element | {"action_id": "other"})
    assert gone == "This is no longer there."


async def test_a_choice_that_was_forged_is_refused(page_client: PageClient, client: AsyncWebClient) -> None:
    option = {"text": plain("A"), "value": "a"}
    menu = {"type": "static_select", "action_id": "menu", "options": [option]}
    row = {"type": "actions", "block_id": "row", "elements": [menu]}
    ts = (await client.chat_postMessage(channel="C0ACME", text="a", blocks=[row]))["ts"]
    element = {"block_id": "row", "action_id": "menu", "selected_option": option | {"value": "z"}}
    where = {"channel": "C0ACME", "ts": ts}
    assert await page_client.do("act", message=where, element=element) == "This choice is no longer offered."


async def test_a_form_is_submitted_and_shown_busy_until_the_app_answers(
    page_client: PageClient,
    client: AsyncWebClient,
    workspace: Workspace,
    driver: Driver,
    app: AsyncApp,
    connect: Connect,
) -> None:
    release = asyncio.Event()

    @app.view("form")
    async def slow(ack: AsyncAck) -> None:
        await release.wait()
        await ack()

    await connect()
    trigger = workspace.gesture("U0ANA", "tests").trigger_id
    blocks = [
        {
            "type": "input",
            "block_id": "q",
            "label": plain("Q"),
            "element": {"type": "plain_text_input", "action_id": "a"},
        }
    ]
    form = {
        "type": "modal",
        "callback_id": "form",
        "title": plain("F"),
        "submit": plain("Send"),
        "blocks": blocks,
    }
    view = (await client.views_open(trigger_id=trigger, view=form))["view"]["id"]
    assert await page_client.do("submit", view=view) == ""
    assert (await page_client.state())["views"][0]["errors"] == {"q": "Please complete this required field."}
    values = {"q": {"a": {"type": "plain_text_input", "value": "mine"}}}
    await page_client.do("submit", view=view, state={"values": values})
    shown = (await page_client.state())["views"][0]
    assert (shown["busy"], shown["state"]["values"]) == (True, values)
    assert await page_client.do("submit", view=view) == "The form is being sent already."
    release.set()
    await driver.until(lambda: not workspace.modals["U0ANA"])
    assert await page_client.do("close", view=view) == "This form is no longer open."


async def test_a_form_that_the_app_does_not_answer_is_named_in_the_notice(
    page_client: PageClient, client: AsyncWebClient, workspace: Workspace, driver: Driver
) -> None:
    trigger = workspace.gesture("U0ANA", "tests").trigger_id
    form = {"type": "modal", "title": plain("F"), "blocks": [{"type": "divider"}]}
    view = (await client.views_open(trigger_id=trigger, view=form))["view"]["id"]
    await page_client.do("submit", view=view)
    await driver.until(lambda: workspace.notices)
    notice = (await page_client.state())["notices"][0]
    assert notice["view"] == view
    assert notice["text"].startswith('The form failed with the error "dispatch_failed"')
    assert (await page_client.state("U0BEN"))["notices"] == []
    for _ in range(2):
        await page_client.do("dismiss", notice=notice["id"])
    assert (await page_client.state())["notices"] == []
    await page_client.do("close", view=view)
    assert (await page_client.state())["views"] == []


async def test_opening_the_home_tells_the_app_which_home_is_there(
    page_client: PageClient, client: AsyncWebClient, driver: Driver, heard: list[JSON]
) -> None:
    await client.views_publish(user_id="U0ANA", view={"type": "home", "blocks": [ACTIONS]})
    await page_client.do("open_home")
    await driver.until(lambda: heard)
    assert (heard[0]["event"]["tab"], heard[0]["event"]["view"]["type"]) == ("home", "home")
    assert (await page_client.state())["home"]["blocks"] == [ACTIONS]
    await page_client.do("act", home=True, element={"block_id": "row", "action_id": "go"})
    await driver.until(lambda: len(heard) == 2)


async def test_a_shortcut_reaches_the_app_with_its_message(
    page_client: PageClient, driver: Driver, heard: list[JSON]
) -> None:
    await page_client.do("send", channel="C0ACME", text="broken")
    await driver.until(lambda: heard)
    ts = driver.messages("#acme-lms")[0].ts
    await page_client.do("shortcut", callback_id="from_message", message={"channel": "C0ACME", "ts": ts})
    await driver.until(lambda: len(heard) == 2)
    assert (heard[1]["type"], heard[1]["message"]["text"]) == ("message_action", "broken")


async def test_a_private_answer_is_dismissed_by_deleting_it(
    page_client: PageClient, client: AsyncWebClient
) -> None:
    ts = (await client.chat_postEphemeral(channel="C0ACME", user="U0BEN", text="psst"))["message_ts"]
    assert (
        await page_client.do("delete", "U0ANA", message={"channel": "C0ACME", "ts": ts})
        == "This message is no longer there."
    )
    assert await page_client.do("delete", "U0BEN", message={"channel": "C0ACME", "ts": ts}) == ""
    assert (await page_client.state("U0BEN"))["messages"] == []


async def test_an_external_menu_is_asked_for_its_options(
    page_client: PageClient, client: AsyncWebClient, app: AsyncApp, workspace: Workspace, connect: Connect
) -> None:
    option = {"text": plain("2026.11"), "value": "11"}

    @app.options("release")
    async def offer(ack: AsyncAck) -> None:
        await ack(options=[option])

    await connect()
    menu = {"type": "external_select", "action_id": "release"}
    row = {"type": "actions", "block_id": "row", "elements": [menu]}
    ts = (await client.chat_postMessage(channel="C0ACME", text="a", blocks=[row]))["ts"]
    trigger = workspace.gesture("U0ANA", "tests").trigger_id
    form = {"type": "modal", "title": plain("F"), "blocks": [row]}
    view = (await client.views_open(trigger_id=trigger, view=form))["view"]["id"]

    async def options(**query: str) -> list[JSON]:
        params = {"as": "U0ANA", "block_id": "row", "action_id": "release", "query": "2", **query}
        async with page_client.session.get(f"{page_client.url}/page/options", params=params) as response:
            offered: list[JSON] = (await response.json())["options"]
            return offered

    assert await options(view=view) == [option]
    assert await options(channel="C0ACME", ts=ts) == [option]
    assert await options(view=view, action_id="none") == []
    assert await options(view="V0") == []
    assert await options() == []
