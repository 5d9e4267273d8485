"""Buttons pressed and menus chosen from, and the payloads that reach the app."""

import re

import pytest
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from kit import Connect, actions, button, option, plain
from slack_simulator import Message, Refusal, Workspace
from slack_simulator.manifest import read_manifest
from slack_simulator.records import JSON
from slack_simulator.testing import Driver, Person


def menu(kind: str, placeholder: str, **more: object) -> JSON:
    return {"type": kind, "action_id": placeholder.lower(), "placeholder": plain(placeholder), **more}


async def post(client: AsyncWebClient, *blocks: JSON, channel: str = "C0ACME") -> None:
    await client.chat_postMessage(channel=channel, text="choose", blocks=list(blocks))


@pytest.fixture
def pressed(app: AsyncApp) -> list[JSON]:
    """Every block action that reached the app; it answers each of them privately."""
    seen: list[JSON] = []

    @app.action({"type": "block_actions", "action_id": re.compile(".*")})
    async def remember(ack: AsyncAck, body: JSON, client: AsyncWebClient) -> None:
        seen.append(body)
        await ack()
        channel = body.get("channel", {}).get("id", "C0ACME")
        await client.chat_postEphemeral(channel=channel, user=body["user"]["id"], text="seen")

    return seen


async def test_a_press_carries_the_buttons_value_and_the_message(
    connect: Connect, client: AsyncWebClient, ana: Person, pressed: list[JSON]
) -> None:
    await connect()
    await post(client, actions(button(":rocket: Go"), button("Stop")))
    answer = await ana.clicks("Go")
    assert isinstance(answer, Message)
    assert answer.text == "seen"
    action = pressed[0]["actions"][0]
    assert (action["value"], action["text"]["text"]) == ("value of :rocket: Go", ":rocket: Go")
    assert pressed[0]["message"]["text"] == "choose"
    assert pressed[0]["container"]["is_ephemeral"] is False


async def test_a_press_on_a_private_answer_does_not_carry_the_message(
    connect: Connect, client: AsyncWebClient, ana: Person, pressed: list[JSON]
) -> None:
    await connect()
    await client.chat_postEphemeral(channel="C0ACME", user="U0ANA", text="a", blocks=[actions(button("Go"))])
    await ana.clicks("Go")
    assert pressed[0]["container"]["is_ephemeral"] is True
    assert "message" not in pressed[0]


async def test_the_newest_message_with_the_button_is_the_one_that_is_pressed(
    connect: Connect, client: AsyncWebClient, driver: Driver, ana: Person, pressed: list[JSON]
) -> None:
    await connect()
    await post(client, actions(button("Go")))
    await post(client, actions(button("Go")))
    await client.chat_postMessage(channel="C0ACME", text="nothing to press")
    await ana.clicks("Go")
    assert pressed[0]["message"]["ts"] == driver.messages("#acme-lms")[1].ts


async def test_a_press_may_go_unanswered(
    connect: Connect, client: AsyncWebClient, app: AsyncApp, ana: Person
) -> None:
    @app.action("Go")
    async def quiet(ack: AsyncAck) -> None:
        await ack()

    await connect()
    await post(client, actions(button("Go")))
    target = await ana.clicks("Go", answer=False)
    assert isinstance(target, Message)


async def test_an_answer_in_vain_says_what_did_happen(
    connect: Connect, client: AsyncWebClient, app: AsyncApp, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("slack_simulator.testing.waiting.PATIENCE", 0.2)

    @app.action("Go")
    async def elsewhere(ack: AsyncAck, client: AsyncWebClient) -> None:
        await ack()
        await client.chat_postMessage(channel="C0SHARED", text="in the wrong place")
        await client.views_publish(user_id="U0BEN", view={"type": "home", "blocks": []})

    await connect()
    await post(client, actions(button("Go")))
    with pytest.raises(AssertionError, match=r"posted in #shared: in the wrong place; home for U0BEN"):
        await ana.clicks("Go")


async def test_a_button_that_is_not_there_is_answered_with_those_that_are(
    client: AsyncWebClient, ana: Person
) -> None:
    await post(client, actions(button("Go")))
    with pytest.raises(AssertionError, match="ana sees no 'Stop'; there is: Go"):
        await ana.clicks("Stop")


async def test_an_overflow_menu_is_pressed_by_the_words_of_its_option(
    connect: Connect, client: AsyncWebClient, ana: Person, pressed: list[JSON]
) -> None:
    await connect()
    more = {"type": "overflow", "action_id": "more", "options": [option("Edit"), option("Remove")]}
    await post(client, {"type": "section", "text": plain("Release"), "accessory": more})
    await ana.clicks("Remove")
    assert pressed[0]["actions"][0]["selected_option"]["value"] == "remove"


CHOICES: list[tuple[JSON, object, JSON]] = [
    (
        menu("static_select", "Server", options=[option("Standard"), option("Controlled")]),
        "Controlled",
        {"selected_option": option("Controlled")},
    ),
    (
        menu(
            "static_select",
            "Server",
            option_groups=[{"label": plain("All"), "options": [option("Standard")]}],
        ),
        "standard",
        {"selected_option": option("Standard")},
    ),
    (menu("users_select", "Who"), "@ben", {"selected_user": "U0BEN"}),
    (menu("conversations_select", "Where"), "#shared", {"selected_conversation": "C0SHARED"}),
    (menu("channels_select", "Where"), "C0SHARED", {"selected_channel": "C0SHARED"}),
    (menu("datepicker", "Day"), "2026-11-30", {"selected_date": "2026-11-30"}),
    (menu("timepicker", "Hour"), "09:30", {"selected_time": "09:30"}),
]


@pytest.mark.parametrize("case", CHOICES, ids=[case[0]["type"] for case in CHOICES])
async def test_a_choice_is_told_in_slacks_own_field(
    connect: Connect,
    client: AsyncWebClient,
    ana: Person,
    pressed: list[JSON],
    case: tuple[JSON, object, JSON],
) -> None:
    element, choice, expected = case
    await connect()
    await post(client, actions(element))
    await ana.chooses(element["placeholder"]["text"], choice)
    assert expected.items() <= pressed[0]["actions"][0].items()
    assert pressed[0]["state"]["values"]["row"][element["action_id"]].items() >= expected.items()


async def test_boxes_take_several_choices_beside_their_text(
    connect: Connect, client: AsyncWebClient, ana: Person, pressed: list[JSON]
) -> None:
    await connect()
    boxes = {"type": "checkboxes", "action_id": "boxes", "options": [option("One"), option("Two")]}
    await post(client, {"type": "section", "text": plain("Which?"), "accessory": boxes})
    await ana.chooses("Which?", ["One", "Two"])
    await ana.chooses("Which?", None)
    chosen = [[one["value"] for one in body["actions"][0]["selected_options"]] for body in pressed]
    assert chosen == [["one", "two"], []]


async def test_a_choice_that_is_not_offered_is_answered_with_those_that_are(
    client: AsyncWebClient, ana: Person
) -> None:
    await post(client, actions(menu("static_select", "Server", options=[option("Standard")])))
    with pytest.raises(LookupError, match="'Beta' is not offered; there is: Standard"):
        await ana.chooses("Server", "Beta")


async def test_an_external_menu_asks_the_app_for_its_options(
    connect: Connect, client: AsyncWebClient, app: AsyncApp, ana: Person, pressed: list[JSON]
) -> None:
    @app.options("release")
    async def offer(ack: AsyncAck, payload: JSON) -> None:
        assert payload["value"] == "2026.11"
        groups = [{"label": plain("New"), "options": [option("2026.11")]}]
        await ack(option_groups=groups)

    await connect()
    await post(client, actions(menu("external_select", "Release")))
    await ana.chooses("Release", "2026.11")
    assert pressed[0]["actions"][0]["selected_option"]["value"] == "2026.11"


async def test_an_app_home_is_pressed_like_a_message(
    connect: Connect, client: AsyncWebClient, ana: Person, pressed: list[JSON]
) -> None:
    await connect()
    await client.views_publish(user_id="U0ANA", view={"type": "home", "blocks": [actions(button("New"))]})
    await ana.clicks("New", on=ana.home(), answer=False)
    assert pressed[0]["container"]["type"] == "view"


async def test_buttons_need_an_interactive_app(
    client: AsyncWebClient, workspace: Workspace, manifest: JSON, ana: Person
) -> None:
    await post(client, actions(button("Go")))
    manifest["settings"]["interactivity"]["is_enabled"] = False
    workspace.app = read_manifest(manifest)
    with pytest.raises(Refusal, match="not configured to handle interactive responses"):
        await ana.clicks("Go")
