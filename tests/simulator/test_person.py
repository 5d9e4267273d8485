"""Who does what, in the words of a person; and what Slack's client does not let them do."""

from typing import Any

import pytest
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from simulator import Message, Person, Refusal, View, Workspace


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def option(text: str) -> dict[str, Any]:
    return {"text": plain(text), "value": text.lower()}


def menu(kind: str, placeholder: str, **more: Any) -> dict[str, Any]:
    return {"type": kind, "action_id": placeholder.lower(), "placeholder": plain(placeholder), **more}


def actions(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "actions", "block_id": "actions", "elements": list(elements)}


def button(text: str) -> dict[str, Any]:
    return {"type": "button", "action_id": text, "text": plain(text), "value": f"value of {text}"}


async def post(client: AsyncWebClient, *blocks: dict[str, Any], channel: str = "C0ACME") -> None:
    await client.chat_postMessage(channel=channel, text="choose", blocks=list(blocks))


@pytest.fixture
def pressed(app: AsyncApp) -> list[dict[str, Any]]:
    """Every block action that reached the app; it answers each of them privately."""
    seen: list[dict[str, Any]] = []

    @app.action({"type": "block_actions", "action_id": __import__("re").compile(".*")})
    async def remember(ack: Any, body: Any, client: AsyncWebClient) -> None:
        seen.append(body)
        await ack()
        channel = body.get("channel", {}).get("id", "C0ACME")
        await client.chat_postEphemeral(channel=channel, user=body["user"]["id"], text="seen")

    return seen


async def test_a_press_carries_the_buttons_value_and_the_message(
    connect: Any, client: AsyncWebClient, ana: Person, pressed: list[dict[str, Any]]
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
    connect: Any, client: AsyncWebClient, ana: Person, pressed: list[dict[str, Any]]
) -> None:
    await connect()
    await client.chat_postEphemeral(channel="C0ACME", user="U0ANA", text="a", blocks=[actions(button("Go"))])
    await ana.clicks("Go")
    assert pressed[0]["container"]["is_ephemeral"] is True
    assert "message" not in pressed[0]


async def test_the_newest_message_with_the_button_is_the_one_that_is_pressed(
    connect: Any, client: AsyncWebClient, workspace: Workspace, ana: Person, pressed: list[dict[str, Any]]
) -> None:
    await connect()
    await post(client, actions(button("Go")))
    await post(client, actions(button("Go")))
    await client.chat_postMessage(channel="C0ACME", text="nothing to press")
    await ana.clicks("Go")
    assert pressed[0]["message"]["ts"] == workspace.messages("#acme-lms")[1].ts


async def test_a_press_may_go_unanswered(
    connect: Any, client: AsyncWebClient, app: AsyncApp, ana: Person
) -> None:
    @app.action("Go")
    async def quiet(ack: Any) -> None:
        await ack()

    await connect()
    await post(client, actions(button("Go")))
    target = await ana.clicks("Go", answer=False)
    assert isinstance(target, Message)


async def test_an_answer_in_vain_says_what_did_happen(
    connect: Any, client: AsyncWebClient, app: AsyncApp, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("simulator.telling.person.PATIENCE", 0.2)

    @app.action("Go")
    async def elsewhere(ack: Any, client: AsyncWebClient) -> None:
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
    connect: Any, client: AsyncWebClient, ana: Person, pressed: list[dict[str, Any]]
) -> None:
    await connect()
    more = {"type": "overflow", "action_id": "more", "options": [option("Edit"), option("Remove")]}
    await post(client, {"type": "section", "text": plain("Release"), "accessory": more})
    await ana.clicks("Remove")
    assert pressed[0]["actions"][0]["selected_option"]["value"] == "remove"


CHOICES: list[tuple[dict[str, Any], object, dict[str, Any]]] = [
    (menu("static_select", "Server", options=[option("Standard"), option("Controlled")]), "Controlled", {"selected_option": option("Controlled")}),
    (menu("static_select", "Server", option_groups=[{"label": plain("All"), "options": [option("Standard")]}]), "standard", {"selected_option": option("Standard")}),
    (menu("users_select", "Who"), "@ben", {"selected_user": "U0BEN"}),
    (menu("conversations_select", "Where"), "#shared", {"selected_conversation": "C0SHARED"}),
    (menu("channels_select", "Where"), "C0SHARED", {"selected_channel": "C0SHARED"}),
    (menu("datepicker", "Day"), "2026-11-30", {"selected_date": "2026-11-30"}),
    (menu("timepicker", "Hour"), "09:30", {"selected_time": "09:30"}),
]  # fmt: skip


@pytest.mark.parametrize(("element", "choice", "expected"), CHOICES, ids=lambda one: str(one)[:30])
async def test_a_choice_is_told_in_slacks_own_field(
    connect: Any,
    client: AsyncWebClient,
    ana: Person,
    pressed: list[dict[str, Any]],
    element: dict[str, Any],
    choice: object,
    expected: dict[str, Any],
) -> None:
    await connect()
    await post(client, actions(element))
    await ana.chooses(element["placeholder"]["text"], choice)
    assert expected.items() <= pressed[0]["actions"][0].items()
    assert pressed[0]["state"]["values"]["actions"][element["action_id"]].items() >= expected.items()


async def test_boxes_take_several_choices_beside_their_text(
    connect: Any, client: AsyncWebClient, ana: Person, pressed: list[dict[str, Any]]
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
    connect: Any, client: AsyncWebClient, app: AsyncApp, ana: Person, pressed: list[dict[str, Any]]
) -> None:
    @app.options("release")
    async def offer(ack: Any, payload: Any) -> None:
        assert payload["value"] == "2026.11"
        groups = [{"label": plain("New"), "options": [option("2026.11")]}]
        await ack(option_groups=groups)

    await connect()
    await post(client, actions(menu("external_select", "Release")))
    await ana.chooses("Release", "2026.11")
    assert pressed[0]["actions"][0]["selected_option"]["value"] == "2026.11"


def question(label: str, element: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "input", "block_id": label, "label": plain(label), "element": element, **more}


def text(**more: Any) -> dict[str, Any]:
    return {"type": "plain_text_input", "action_id": "text", **more}


@pytest.fixture
def form(app: AsyncApp) -> dict[str, Any]:
    """The form that /ticket opens; a test fills in its blocks. What was submitted is kept under ``values``."""
    made: dict[str, Any] = {"blocks": [], "answer": {}}

    @app.command("/ticket")
    async def open_it(ack: Any, body: Any, client: AsyncWebClient) -> None:
        await ack()
        view = {"type": "modal", "callback_id": "form", "title": plain("Form"), "submit": plain("Send")}
        more = made.get("more", {})
        await client.views_open(trigger_id=body["trigger_id"], view=view | {"blocks": made["blocks"]} | more)

    @app.view("form")
    async def take_it(ack: Any, view: Any) -> None:
        made["values"] = view["state"]["values"]
        await ack(made["answer"] or "")

    return made


async def opened(ana: Person) -> View:
    view = await ana.runs("/ticket", in_="#acme-lms")
    assert isinstance(view, View)
    return view


async def test_a_form_is_filled_in_by_its_labels(connect: Any, ana: Person, form: dict[str, Any]) -> None:
    await connect()
    form["blocks"] = [
        question("Name", text()),
        question("Date", {"type": "datepicker", "action_id": "date"}),
        question("Owners", {"type": "multi_users_select", "action_id": "owners"}),
        question("At", {"type": "datetimepicker", "action_id": "at"}),
        question("Count", {"type": "number_input", "action_id": "count", "is_decimal_allowed": False}),
        question("Note", text(initial_value="as before")),
        question("Nothing", text(), optional=True),
    ]
    view = await opened(ana)
    when = __import__("datetime").date(2026, 11, 30)
    await ana.fills(
        view,
        {"Name": "2026.11", "Date": when, "Owners": ["@ana", "Ben Okoro"], "At": 1795404774, "Count": "3"},
    )
    assert (await ana.submits(view)).closed
    assert {name: next(iter(value.values())) for name, value in form["values"].items()} == {
        "Name": {"type": "plain_text_input", "value": "2026.11"},
        "Date": {"type": "datepicker", "selected_date": "2026-11-30"},
        "Owners": {"type": "multi_users_select", "selected_users": ["U0ANA", "U0BEN"]},
        "At": {"type": "datetimepicker", "selected_date_time": 1795404774},
        "Count": {"type": "number_input", "value": "3"},
        "Note": {"type": "plain_text_input", "value": "as before"},
        "Nothing": {"type": "plain_text_input", "value": None},
    }


PROBLEMS: list[tuple[dict[str, Any], object, str]] = [
    (text(), None, "Please complete this required field."),
    (text(min_length=3), "ab", "Must be at least 3 characters."),
    (text(max_length=3), "abcd", "Must be at most 3 characters."),
    ({"type": "email_text_input", "action_id": "a"}, "ana", "Please enter a valid email address."),
    ({"type": "url_text_input", "action_id": "a"}, "vendor", "Please enter a valid URL."),
    ({"type": "number_input", "action_id": "a", "is_decimal_allowed": False}, "1.5", "Please enter a whole number."),
    ({"type": "number_input", "action_id": "a", "is_decimal_allowed": True}, "one", "Please enter a number."),
    ({"type": "number_input", "action_id": "a", "is_decimal_allowed": True, "min_value": "2"}, "1", "Must be at least 2."),
    ({"type": "number_input", "action_id": "a", "is_decimal_allowed": True, "max_value": "2"}, "3", "Must be at most 2."),
]  # fmt: skip


@pytest.mark.parametrize(("element", "word", "problem"), PROBLEMS, ids=lambda one: str(one)[:30])
async def test_slack_itself_refuses_a_value_and_the_app_hears_nothing(
    connect: Any, ana: Person, form: dict[str, Any], element: dict[str, Any], word: object, problem: str
) -> None:
    await connect()
    form["blocks"] = [question("Field", element)]
    view = await opened(ana)
    await ana.fills(view, {"Field": word})
    assert (await ana.submits(view)).errors == {"Field": problem}
    assert "values" not in form


async def test_an_answer_may_put_the_next_form_in_place_or_on_top(
    connect: Any, ana: Person, form: dict[str, Any]
) -> None:
    await connect()
    after = {"type": "modal", "callback_id": "form", "title": plain("Next"), "blocks": []}
    view = await opened(ana)
    form["answer"] = {"response_action": "update", "view": after}
    updated = (await ana.submits(view)).view
    assert updated is view
    assert view.content["title"]["text"] == "Next"
    form["answer"] = {"response_action": "push", "view": after}
    on_top = (await ana.submits(view)).view
    assert on_top is not None
    assert on_top.previous == view.id
    form["answer"] = {"response_action": "clear"}
    assert (await ana.submits(on_top)).closed


WRONG_ANSWERS: list[tuple[dict[str, Any], str]] = [
    ({"response_action": "errors", "errors": {"nowhere": "No."}}, "name what is no input block: nowhere"),
    ({"response_action": "errors", "errors": "No."}, "errors are not an object of sentences"),
    ({"response_action": "update", "view": {"type": "modal", "blocks": []}}, "refused the next form: missing required field: title"),
    ({"response_action": "dance"}, "does not know the answer 'dance'"),
]  # fmt: skip


@pytest.mark.parametrize(("answer", "reason"), WRONG_ANSWERS)
async def test_an_answer_that_slack_does_not_understand_fails_the_form(
    connect: Any, ana: Person, form: dict[str, Any], answer: dict[str, Any], reason: str
) -> None:
    await connect()
    view = await opened(ana)
    form["answer"] = answer
    with pytest.raises(AssertionError, match=reason):
        await ana.submits(view)
    assert ana.form() is view
    assert not view.busy


async def test_a_fourth_form_does_not_fit_on_top(connect: Any, ana: Person, form: dict[str, Any]) -> None:
    await connect()
    next_form = {"type": "modal", "callback_id": "form", "title": plain("Next"), "blocks": []}
    form["answer"] = {"response_action": "push", "view": next_form}
    top: View | None = await opened(ana)
    for _ in range(2):
        assert top is not None
        top = (await ana.submits(top)).view
    assert top is not None
    with pytest.raises(AssertionError, match="three forms are open already"):
        await ana.submits(top)


async def test_closing_a_form_is_told_where_the_app_asked_for_it(
    connect: Any, app: AsyncApp, ana: Person, form: dict[str, Any]
) -> None:
    closed: list[dict[str, Any]] = []

    @app.view_closed("form")
    async def hear(ack: Any, body: Any) -> None:
        await ack()
        closed.append(body)

    await connect()
    await ana.closes(await opened(ana))
    assert (closed, ana.form()) == ([], None)
    form["more"] = {"notify_on_close": True, "clear_on_close": True}
    await ana.closes(await opened(ana))
    assert (closed[0]["is_cleared"], "trigger_id" in closed[0]) == (True, False)


async def test_a_closed_form_cannot_be_submitted(connect: Any, ana: Person, form: dict[str, Any]) -> None:
    await connect()
    assert form
    view = await opened(ana)
    await ana.closes(view)
    with pytest.raises(Refusal, match="no longer open"):
        await ana.submits(view)


async def test_a_field_that_dispatches_tells_the_app_at_once(
    connect: Any, ana: Person, form: dict[str, Any], app: AsyncApp
) -> None:
    @app.action("text")
    async def change(ack: Any, body: Any, client: AsyncWebClient) -> None:
        await ack()
        view = {"type": "modal", "callback_id": "form", "title": plain("Changed"), "blocks": []}
        await client.views_update(view_id=body["view"]["id"], view=view)

    await connect()
    form["blocks"] = [question("Name", text(), dispatch_action=True), question("Quiet", text(action_id="q"))]
    view = await opened(ana)
    assert await ana.chooses("Quiet", "nobody hears", on=view) is view
    await ana.chooses("Name", "heard")
    assert view.content["title"]["text"] == "Changed"


async def test_an_app_home_is_pressed_like_a_message(
    connect: Any, client: AsyncWebClient, ana: Person, pressed: list[dict[str, Any]]
) -> None:
    await connect()
    await client.views_publish(user_id="U0ANA", view={"type": "home", "blocks": [actions(button("New"))]})
    await ana.clicks("New", on=ana.home(), answer=False)
    assert pressed[0]["container"]["type"] == "view"


async def test_a_global_shortcut_is_answered_where_the_app_likes(
    connect: Any, app: AsyncApp, ana: Person
) -> None:
    @app.shortcut("from_anywhere")
    async def answer(ack: Any, body: Any, client: AsyncWebClient) -> None:
        await ack()
        await client.chat_postMessage(channel=body["user"]["id"], text="here you are")

    await connect()
    given = await ana.uses("New ticket")
    assert isinstance(given, Message)
    assert given.text == "here you are"
    with pytest.raises(AssertionError, match="there is: Make a ticket, New ticket"):
        await ana.uses("Old ticket")


async def test_a_command_can_take_names_as_ids(connect: Any, app: AsyncApp, ana: Person) -> None:
    @app.command("/whois")
    async def who(ack: Any, command: Any) -> None:
        await ack(command["text"])

    await connect()
    answer = await ana.runs("/whois @ben @support-oncall #shared", in_="#acme-lms")
    assert isinstance(answer, Message)
    assert answer.text == "<@U0BEN|ben> <!subteam^S0SUPPORT|@support-oncall> <#C0SHARED|shared>"


async def test_an_answer_with_refused_blocks_fails_the_command(
    connect: Any, app: AsyncApp, ana: Person
) -> None:
    @app.command("/ticket")
    async def wrong(ack: Any) -> None:
        await ack(text="a", blocks=[{"type": "marquee"}])

    await connect()
    with pytest.raises(AssertionError, match="unsupported type: marquee"):
        await ana.runs("/ticket", in_="#acme-lms")


@pytest.mark.parametrize(
    ("who", "where", "typed", "sentence"),
    [
        ("ana", "#acme-lms", "/nothing", "/nothing is not a valid command"),
        ("sam", "#shared", "/ticket", "not shared with people from other organisations"),
        ("ana", "#shared", "/ticket", "not a member of #shared"),
        ("ana", "#acme-lms", "/invite nobody", "needs the name of somebody"),
        ("ana", None, "/invite @Helper", "needs the name of somebody"),
    ],
)
async def test_a_command_is_refused_to_the_person(
    workspace: Workspace, who: str, where: str | None, typed: str, sentence: str
) -> None:
    with pytest.raises(Refusal, match=sentence):
        await workspace.person(who).runs(typed, in_=where)


async def test_people_bring_the_app_into_a_channel_and_take_it_out(workspace: Workspace, ana: Person) -> None:
    from simulator.gestures import in_channels  # noqa: PLC0415 - this command is answered by Slack, not by the app

    channel = workspace.channels["C0OUT"]
    in_channels.run(workspace, ana.user, channel, "/invite @Helper")
    in_channels.run(workspace, ana.user, channel, "/invite @ben")
    assert channel.members == ["U0ANA", "U0APP", "U0BEN"]
    in_channels.run(workspace, ana.user, channel, "/remove @Helper")
    in_channels.run(workspace, ana.user, channel, "/remove @ben")
    in_channels.run(workspace, ana.user, channel, "/remove @ben")
    assert channel.members == ["U0ANA"]


async def test_nobody_writes_where_they_may_not(
    workspace: Workspace, ana: Person, manifest: dict[str, Any]
) -> None:
    from simulator.manifest import read_manifest  # noqa: PLC0415 - this test alone changes the app's features

    with pytest.raises(Refusal, match="nothing to send"):
        await ana.says("  ", in_="#acme-lms")
    said = await ana.says("hello", in_="#acme-lms")
    ana.deletes(said)
    with pytest.raises(Refusal, match="no longer there"):
        await ana.says("reply", in_="#acme-lms", thread=said)
    workspace.archive("#acme-lms")
    with pytest.raises(Refusal, match="archived"):
        await ana.says("hello", in_="#acme-lms")
    manifest["features"]["app_home"]["messages_tab_read_only_enabled"] = True
    workspace.app = read_manifest(manifest)
    with pytest.raises(Refusal, match="turned off"):
        await ana.says("hello")


async def test_people_delete_their_own_messages_and_administrators_all(ana: Person, ben: Person) -> None:
    bens = await ben.says("mine", in_="#acme-lms")
    anas = await ana.says("hers", in_="#acme-lms")
    with pytest.raises(Refusal, match="Only its author"):
        ben.deletes(anas)
    ana.deletes(bens)
    assert ben.sees("#acme-lms") == [anas]
    assert ben.sees("#secret") == []


async def test_buttons_need_an_interactive_app(
    client: AsyncWebClient, workspace: Workspace, manifest: dict[str, Any], ana: Person
) -> None:
    from simulator.manifest import read_manifest  # noqa: PLC0415 - this test alone changes the app's features

    await post(client, actions(button("Go")))
    manifest["settings"]["interactivity"]["is_enabled"] = False
    workspace.app = read_manifest(manifest)
    with pytest.raises(Refusal, match="not configured to handle interactive responses"):
        await ana.clicks("Go")


async def test_a_mention_that_is_answered_with_a_form_is_a_failure(
    connect: Any, app: AsyncApp, workspace: Workspace, ana: Person
) -> None:
    @app.event("app_mention")
    async def wrong(client: AsyncWebClient) -> None:
        trigger = workspace.gesture("U0ANA", "test").trigger_id
        view = {"type": "modal", "title": plain("Form"), "blocks": []}
        await client.views_open(trigger_id=trigger, view=view)

    await connect()
    with pytest.raises(AssertionError, match="answered with a form"):
        await ana.says("@Helper hello", in_="#acme-lms")


def test_names_that_nobody_has_are_named(workspace: Workspace) -> None:
    with pytest.raises(LookupError, match="nobody is called 'zoe'"):
        workspace.person("zoe")
    with pytest.raises(LookupError, match="no channel is called '#nowhere'"):
        workspace.messages("#nowhere")
