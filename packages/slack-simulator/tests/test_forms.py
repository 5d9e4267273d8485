"""Forms filled in and submitted, what Slack checks itself, and what the app may answer."""

from datetime import date

import pytest
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from kit import Connect, modal, plain, question, text_input
from slack_simulator import Refusal, View
from slack_simulator.records import JSON
from slack_simulator.testing import Person


@pytest.fixture
def form(app: AsyncApp) -> JSON:
    """The form that /ticket opens, with the ``blocks`` of a test; ``values`` is what was submitted."""
    made: JSON = {"blocks": [{"type": "divider"}], "answer": {}}

    @app.command("/ticket")
    async def open_it(ack: AsyncAck, body: JSON, client: AsyncWebClient) -> None:
        await ack()
        view = {"type": "modal", "callback_id": "form", "title": plain("Form"), "submit": plain("Send")}
        more = made.get("more", {})
        await client.views_open(trigger_id=body["trigger_id"], view=view | {"blocks": made["blocks"]} | more)

    @app.view("form")
    async def take_it(ack: AsyncAck, view: JSON) -> None:
        made["values"] = view["state"]["values"]
        await ack(**made["answer"])

    return made


async def opened(ana: Person) -> View:
    view = await ana.runs("/ticket", in_="#acme-lms")
    assert isinstance(view, View)
    return view


async def test_a_form_is_filled_in_by_its_labels(connect: Connect, ana: Person, form: JSON) -> None:
    await connect()
    form["blocks"] = [
        question("Name", text_input()),
        question("Date", {"type": "datepicker", "action_id": "date"}),
        question("Owners", {"type": "multi_users_select", "action_id": "owners"}),
        question("At", {"type": "datetimepicker", "action_id": "at"}),
        question("Count", {"type": "number_input", "action_id": "count", "is_decimal_allowed": False}),
        question("Note", text_input(initial_value="as before")),
        question("Nothing", text_input(), optional=True),
    ]
    view = await opened(ana)
    when = date(2026, 11, 30)
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


PROBLEMS: list[tuple[JSON, object, str]] = [
    (text_input(), None, "Please complete this required field."),
    (text_input(min_length=3), "ab", "Must be at least 3 characters."),
    (text_input(max_length=3), "abcd", "Must be at most 3 characters."),
    ({"type": "email_text_input", "action_id": "a"}, "ana", "Please enter a valid email address."),
    ({"type": "url_text_input", "action_id": "a"}, "vendor", "Please enter a valid URL."),
    (
        {"type": "number_input", "action_id": "a", "is_decimal_allowed": False},
        "1.5",
        "Please enter a whole number.",
    ),
    ({"type": "number_input", "action_id": "a", "is_decimal_allowed": True}, "one", "Please enter a number."),
    (
        {"type": "number_input", "action_id": "a", "is_decimal_allowed": True, "min_value": "2"},
        "1",
        "Must be at least 2.",
    ),
    (
        {"type": "number_input", "action_id": "a", "is_decimal_allowed": True, "max_value": "2"},
        "3",
        "Must be at most 2.",
    ),
]


@pytest.mark.parametrize(("element", "word", "problem"), PROBLEMS, ids=lambda one: str(one)[:30])
async def test_slack_itself_refuses_a_value_and_the_app_hears_nothing(
    connect: Connect, ana: Person, form: JSON, element: JSON, word: object, problem: str
) -> None:
    await connect()
    form["blocks"] = [question("Field", element)]
    view = await opened(ana)
    await ana.fills(view, {"Field": word})
    assert (await ana.submits(view)).errors == {"Field": problem}
    assert "values" not in form


async def test_an_answer_may_put_the_next_form_in_place_or_on_top(
    connect: Connect, ana: Person, form: JSON
) -> None:
    await connect()
    after = modal(callback_id="form", title=plain("Next"))
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


WRONG_ANSWERS: list[tuple[JSON, str]] = [
    ({"response_action": "errors", "errors": {"nowhere": "No."}}, "name what is no input block: nowhere"),
    (
        {"response_action": "update", "view": {"type": "modal", "blocks": [{"type": "divider"}]}},
        "refused the next form: missing required field: title",
    ),
    ({"response_action": "dance"}, "does not know the answer 'dance'"),
]


@pytest.mark.parametrize(("answer", "reason"), WRONG_ANSWERS)
async def test_an_answer_that_slack_does_not_understand_fails_the_form(
    connect: Connect, ana: Person, form: JSON, answer: JSON, reason: str
) -> None:
    await connect()
    view = await opened(ana)
    form["answer"] = answer
    with pytest.raises(AssertionError, match=reason):
        await ana.submits(view)
    assert ana.form() is view
    assert not view.busy


async def test_a_fourth_form_does_not_fit_on_top(connect: Connect, ana: Person, form: JSON) -> None:
    await connect()
    next_form = {
        "type": "modal",
        "callback_id": "form",
        "title": plain("Next"),
        "blocks": [{"type": "divider"}],
    }
    form["answer"] = {"response_action": "push", "view": next_form}
    top: View | None = await opened(ana)
    for _ in range(2):
        assert top is not None
        top = (await ana.submits(top)).view
    assert top is not None
    with pytest.raises(AssertionError, match="three forms are open already"):
        await ana.submits(top)


async def test_closing_a_form_is_told_where_the_app_asked_for_it(
    connect: Connect, app: AsyncApp, ana: Person, form: JSON
) -> None:
    closed: list[JSON] = []

    @app.view_closed("form")
    async def hear(ack: AsyncAck, body: JSON) -> None:
        await ack()
        closed.append(body)

    await connect()
    await ana.closes(await opened(ana))
    assert (closed, ana.form()) == ([], None)
    form["more"] = {"notify_on_close": True, "clear_on_close": True}
    await ana.closes(await opened(ana))
    assert (closed[0]["is_cleared"], "trigger_id" in closed[0]) == (True, False)


async def test_a_closed_form_cannot_be_submitted(connect: Connect, ana: Person, form: JSON) -> None:
    await connect()
    assert form
    view = await opened(ana)
    await ana.closes(view)
    with pytest.raises(Refusal, match="no longer open"):
        await ana.submits(view)


async def test_a_field_that_dispatches_tells_the_app_at_once(
    connect: Connect, ana: Person, form: JSON, app: AsyncApp
) -> None:
    @app.action("text")
    async def change(ack: AsyncAck, body: JSON, client: AsyncWebClient) -> None:
        await ack()
        view = {
            "type": "modal",
            "callback_id": "form",
            "title": plain("Changed"),
            "blocks": [{"type": "divider"}],
        }
        await client.views_update(view_id=body["view"]["id"], view=view)

    await connect()
    form["blocks"] = [
        question("Name", text_input(), dispatch_action=True),
        question("Quiet", text_input(action_id="q")),
    ]
    view = await opened(ana)
    assert await ana.chooses("Quiet", "nobody hears", on=view) is view
    await ana.chooses("Name", "heard")
    assert view.content["title"]["text"] == "Changed"
