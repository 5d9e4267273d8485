"""What the page talks to: the snapshot, the stream of changes, and every doing."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from simulator import CompanionState, Jump, Mail, Refusal, Server, Step, Upcoming, Workspace, serve

NOW = datetime(2026, 11, 9, 9, 0, tzinfo=UTC)


@dataclass
class Story:
    """A companion that remembers what it was asked to do."""

    asked: list[tuple[Any, ...]] = field(default_factory=list)

    async def state(self) -> CompanionState:
        mail = Mail(id="m1", at=NOW, sender="a@x", to="b@x", subject="S", body="B", direction="out")
        step = Step(
            id="s1", title="T", text="X", label="L", done=False, person="U0ANA", channel="C0ACME", jump="day"
        )
        return CompanionState(
            now=NOW,
            label="Day 1",
            paused=False,
            jumps=[Jump("day", "+1 day")],
            upcoming=[Upcoming(NOW, "#acme-lms", "Preview")],
            mail=[mail],
            can_reply=True,
            guide=[step],
            after_guide="Install it.",
        )

    async def jump(self, jump_id: str) -> None:
        if jump_id == "never":
            raise Refusal("Time cannot go there.")
        self.asked.append(("jump", jump_id))

    async def pause(self, *, paused: bool) -> None:
        self.asked.append(("pause", paused))

    async def reply(self, mail_id: str, body: str) -> None:
        self.asked.append(("reply", mail_id, body))

    async def start_over(self) -> None:
        self.asked.append(("start_over",))


class Page:
    """A page that is open for one person."""

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self.session = session
        self.url = url

    async def state(self, person: str = "U0ANA", channel: str = "C0ACME", **more: str) -> dict[str, Any]:
        query = {"as": person, "channel": channel, **more}
        async with self.session.get(f"{self.url}/page/state", params=query) as response:
            shown: dict[str, Any] = await response.json()
            return shown

    async def do(self, what: str, person: str = "U0ANA", **more: Any) -> str:
        """Do something; returns the sentence of a refusal, or nothing."""
        asked = {"as": person, "do": what, **more}
        async with self.session.post(f"{self.url}/page/do", json=asked) as response:
            return str((await response.json()).get("error", ""))


@pytest.fixture
async def page(server: Server) -> AsyncIterator[Page]:
    async with aiohttp.ClientSession() as session:
        yield Page(session, server.url)


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def button(action_id: str = "go") -> dict[str, Any]:
    return {"type": "button", "action_id": action_id, "text": plain("Go"), "value": "1"}


ACTIONS = {"type": "actions", "block_id": "row", "elements": [button()]}


async def test_a_snapshot_shows_the_person_and_everybody_else(page: Page) -> None:
    state = await page.state()
    assert state["workspace"] == {"id": "T0HOME", "name": "Coassemble partners"}
    assert (state["me"]["id"], state["me"]["initials"], state["me"]["rights"]) == (
        "U0ANA",
        "AL",
        ["Workspace admin"],
    )
    rights = {one["name"]: one["rights"] for one in state["people"]}
    assert rights["ben"] == ["Member"]
    assert rights["gil"] == ["Guest"]
    assert rights["sam"] == ["From another organisation"]
    assert rights["helper"] == ["App"]


async def test_a_snapshot_shows_the_channels_of_the_person_only(page: Page) -> None:
    state = await page.state("U0BEN")
    assert [(one["name"], one["kind"]) for one in state["channels"]] == [
        ("acme-lms", "channel"),
        ("shared", "channel"),
        ("Helper", "dm"),
    ]
    assert state["channels"][2]["with"] == state["apps"][0]["bot_user_id"]
    assert state["apps"][0]["channel"] == state["channels"][2]["id"]


async def test_a_snapshot_offers_commands_shortcuts_and_groups(page: Page) -> None:
    state = await page.state()
    assert state["commands"][0] == {
        "command": "/ticket",
        "description": "Opens a ticket",
        "usage_hint": "[what]",
    }
    assert [one["type"] for one in state["shortcuts"]] == ["message", "global"]
    assert state["groups"] == [{"id": "S0SUPPORT", "handle": "support-oncall"}]
    assert state["companion"] is None


async def test_somebody_unknown_sees_the_first_person_and_her_first_channel(page: Page) -> None:
    state = await page.state("U0", "C0", thread="1.0")
    assert (state["me"]["id"], state["channel"], state["thread"]) == ("U0ANA", "C0ACME", None)


async def test_a_person_without_channels_sees_the_app(
    server: Server, workspace: Workspace, page: Page
) -> None:
    assert server.port
    workspace.add_person(id="U0NEW", name="new", real_name="Newcomer", is_owner=True)
    state = await page.state("U0NEW")
    assert state["channel"] == state["apps"][0]["channel"]
    assert state["me"]["rights"] == ["Workspace owner"]


async def test_a_workspace_without_people_has_no_page(manifest: Any, clock: Any) -> None:
    server = await serve(Workspace(manifest=manifest, now=clock))
    async with aiohttp.ClientSession() as session, session.get(f"{server.url}/page/state") as response:
        status = response.status
    await server.close()
    assert status == 404


async def test_messages_threads_and_private_answers_are_shown_in_place(
    page: Page, client: AsyncWebClient
) -> None:
    ts = (await client.chat_postMessage(channel="C0ACME", text="one"))["ts"]
    await client.chat_postMessage(channel="C0ACME", text="reply", thread_ts=ts)
    await client.chat_postMessage(channel="C0ACME", text="loud", thread_ts=ts, reply_broadcast=True)
    await client.chat_postEphemeral(channel="C0ACME", user="U0ANA", text="psst")
    await client.reactions_add(channel="C0ACME", timestamp=ts, name="eyes")
    state = await page.state(thread=ts)
    assert [(one["text"], one["ephemeral"]) for one in state["messages"]] == [
        ("one", False),
        ("loud", False),
        ("psst", True),
    ]
    assert state["messages"][0]["replies"]["count"] == 2
    assert state["messages"][0]["reactions"] == [{"name": "eyes", "users": ["U0APP"]}]
    assert [one["text"] for one in state["thread"]["messages"]] == ["one", "reply", "loud"]
    assert [one["text"] for one in (await page.state("U0BEN"))["messages"]] == ["one", "loud"]


async def test_unread_messages_and_mentions_are_counted_until_they_are_read(
    page: Page, client: AsyncWebClient
) -> None:
    await client.chat_postMessage(channel="C0ACME", text="hello")
    await client.chat_postMessage(channel="C0ACME", text="<!subteam^S0SUPPORT> help")
    await client.chat_postMessage(channel="U0BEN", text="psst")

    async def counts() -> list[tuple[int, int]]:
        return [(one["unread"], one["mentions"]) for one in (await page.state("U0BEN"))["channels"]]

    assert await counts() == [(2, 1), (0, 0), (1, 1)]
    for _ in range(2):
        await page.do("read", "U0BEN", channel="C0ACME")
    assert await counts() == [(0, 0), (0, 0), (1, 1)]


async def test_what_somebody_sends_is_theirs(page: Page) -> None:
    assert await page.do("send", channel="C0ACME", text="hello @ben") == ""
    first = (await page.state())["messages"][0]
    assert (first["user"], first["text"], first["bot"]) == ("U0ANA", "hello <@U0BEN>", False)
    await page.do("send", channel="C0ACME", text="reply", thread=first["ts"], broadcast=True)
    assert (await page.state())["messages"][1]["broadcast"]


@pytest.mark.parametrize(
    ("what", "more", "sentence"),
    [
        ("send", {"channel": "C0SHARED", "text": "a"}, "You are not a member of #shared."),
        ("send", {"channel": "C0", "text": "a"}, "This channel does not exist."),
        ("send", {"channel": "C0ACME", "text": "/ticket", "thread": "1.0"}, "/ticket is not supported in threads. Sorry!"),
        ("send", {"person": "U0APP", "channel": "C0ACME", "text": "a"}, "This person is not in the workspace."),
        ("act", {"home": True, "element": {}}, "There is no Home here."),
        ("act", {"message": {"channel": "C0ACME", "ts": "1.0"}, "element": {}}, "This message is no longer there."),
        ("submit", {"view": "V0"}, "This form is no longer open."),
        ("shortcut", {"callback_id": "none"}, "There is no such shortcut here."),
        ("fault", {"id": "earthquake"}, "There is no such trouble."),
        ("jump", {"id": "day"}, "This workspace has no story to move on."),
        ("dance", {}, "The page cannot do 'dance'."),
        ("read", {}, "The workspace did not understand the page."),
    ],
)  # fmt: skip
async def test_the_page_is_told_why_something_cannot_be_done(
    page: Page, what: str, more: dict[str, Any], sentence: str
) -> None:
    assert await page.do(what, **more) == sentence


async def test_a_shortcut_is_not_for_strangers(page: Page) -> None:
    assert "other organisations" in await page.do("shortcut", "U0SAM", callback_id="from_anywhere")


async def test_a_post_from_another_site_is_refused(page: Page) -> None:
    for origin, status in ((page.url, 200), ("https://evil.example", 403), ("null", 403)):
        headers = {"Origin": origin}
        async with page.session.post(
            f"{page.url}/page/do", json={"do": "dance"}, headers=headers
        ) as response:
            assert response.status == status


async def test_the_page_and_its_files_come_with_a_strict_policy(
    page: Page, tmp_path: Any, monkeypatch: Any
) -> None:
    (tmp_path / "index.html").write_text("<!doctype html>")
    (tmp_path / "main.js").write_text("1")
    monkeypatch.setattr("simulator.page_api.PAGE", tmp_path)
    for path, status in (
        ("/", 200),
        ("/assets/main.js", 200),
        ("/assets/none.js", 404),
        ("/assets/..%2f..%2fetc%2fpasswd", 404),
    ):
        async with page.session.get(f"{page.url}{path}") as response:
            assert response.status == status
            if status == 200:
                assert response.headers["Content-Security-Policy"].startswith("default-src 'self';")


async def test_the_stream_tells_of_changes(page: Page, client: AsyncWebClient) -> None:
    async with page.session.get(f"{page.url}/page/events?as=U0ANA") as stream:
        first = await stream.content.readuntil(b"\n\n")
        await client.chat_postMessage(channel="C0ACME", text="hello")
        second = await stream.content.readuntil(b"\n\n")
    assert first.startswith(b'event: changed\ndata: {"version": ')
    assert first != second


async def test_a_stream_that_was_left_ends_by_itself(page: Page, workspace: Workspace) -> None:
    stream = await page.session.get(f"{page.url}/page/events?as=U0ANA")
    await stream.content.readuntil(b"\n\n")
    stream.close()
    for _ in range(3):
        workspace.changed()
        await asyncio.sleep(0.04)
    assert (await page.state())["me"]["id"] == "U0ANA"


@pytest.fixture
async def heard(app: AsyncApp, connect: Any) -> list[dict[str, Any]]:
    """Everything that reached the app, which is connected; it acknowledges all of it."""
    seen: list[dict[str, Any]] = []

    @app.middleware
    async def remember(body: Any, ack: Any) -> None:
        seen.append(body)
        await ack()

    await connect()
    return seen


async def test_a_press_reaches_the_app_with_what_was_put_in(
    page: Page, client: AsyncWebClient, workspace: Workspace, heard: list[dict[str, Any]]
) -> None:
    text = {"type": "plain_text_input", "action_id": "note"}
    question = {"type": "input", "block_id": "q", "label": plain("Note"), "element": text}
    ts = (await client.chat_postMessage(channel="C0ACME", text="a", blocks=[ACTIONS, question]))["ts"]
    heard.clear()
    element = {"type": "button", "block_id": "row", "action_id": "go", "value": "forged"}
    values = {"q": {"note": {"type": "plain_text_input", "value": "mine"}}}
    where = {"channel": "C0ACME", "ts": ts}
    assert await page.do("act", message=where, element=element, state={"values": values}) == ""
    await workspace.until(lambda: heard)
    assert heard[0]["actions"][0]["value"] == "1"
    assert heard[0]["state"]["values"] == values
    assert (await page.state())["messages"][0]["state"] == values
    gone = await page.do("act", message=where, element=element | {"action_id": "other"})
    assert gone == "This is no longer there."


async def test_a_choice_that_was_forged_is_refused(page: Page, client: AsyncWebClient) -> None:
    option = {"text": plain("A"), "value": "a"}
    menu = {"type": "static_select", "action_id": "menu", "options": [option]}
    row = {"type": "actions", "block_id": "row", "elements": [menu]}
    ts = (await client.chat_postMessage(channel="C0ACME", text="a", blocks=[row]))["ts"]
    element = {"block_id": "row", "action_id": "menu", "selected_option": option | {"value": "z"}}
    where = {"channel": "C0ACME", "ts": ts}
    assert await page.do("act", message=where, element=element) == "This choice is no longer offered."


async def test_a_form_is_submitted_and_shown_busy_until_the_app_answers(
    page: Page, client: AsyncWebClient, workspace: Workspace, app: AsyncApp, connect: Any
) -> None:
    release = asyncio.Event()

    @app.view("form")
    async def slow(ack: Any) -> None:
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
    assert await page.do("submit", view=view) == ""
    assert (await page.state())["views"][0]["errors"] == {"q": "Please complete this required field."}
    values = {"q": {"a": {"type": "plain_text_input", "value": "mine"}}}
    await page.do("submit", view=view, state={"values": values})
    shown = (await page.state())["views"][0]
    assert (shown["busy"], shown["state"]["values"]) == (True, values)
    assert await page.do("submit", view=view) == "The form is being sent already."
    release.set()
    await workspace.until(lambda: not workspace.modals["U0ANA"])
    assert await page.do("close", view=view) == "This form is no longer open."


async def test_a_form_that_the_app_does_not_answer_is_named_in_the_notice(
    page: Page, client: AsyncWebClient, workspace: Workspace
) -> None:
    trigger = workspace.gesture("U0ANA", "tests").trigger_id
    form = {"type": "modal", "title": plain("F"), "blocks": []}
    view = (await client.views_open(trigger_id=trigger, view=form))["view"]["id"]
    await page.do("submit", view=view)
    await workspace.until(lambda: workspace.notices)
    notice = (await page.state())["notices"][0]
    assert notice["view"] == view
    assert notice["text"].startswith('The form failed with the error "dispatch_failed"')
    assert (await page.state("U0BEN"))["notices"] == []
    for _ in range(2):
        await page.do("dismiss", notice=notice["id"])
    assert (await page.state())["notices"] == []
    await page.do("close", view=view)
    assert (await page.state())["views"] == []


async def test_opening_the_home_tells_the_app_which_home_is_there(
    page: Page, client: AsyncWebClient, workspace: Workspace, heard: list[dict[str, Any]]
) -> None:
    await client.views_publish(user_id="U0ANA", view={"type": "home", "blocks": [ACTIONS]})
    await page.do("open_home")
    await workspace.until(lambda: heard)
    assert (heard[0]["event"]["tab"], heard[0]["event"]["view"]["type"]) == ("home", "home")
    assert (await page.state())["home"]["blocks"] == [ACTIONS]
    await page.do("act", home=True, element={"block_id": "row", "action_id": "go"})
    await workspace.until(lambda: len(heard) == 2)


async def test_a_shortcut_reaches_the_app_with_its_message(
    page: Page, workspace: Workspace, heard: list[dict[str, Any]]
) -> None:
    await page.do("send", channel="C0ACME", text="broken")
    await workspace.until(lambda: heard)
    ts = workspace.messages("#acme-lms")[0].ts
    await page.do("shortcut", callback_id="from_message", message={"channel": "C0ACME", "ts": ts})
    await workspace.until(lambda: len(heard) == 2)
    assert (heard[1]["type"], heard[1]["message"]["text"]) == ("message_action", "broken")


async def test_a_private_answer_is_dismissed_by_deleting_it(page: Page, client: AsyncWebClient) -> None:
    ts = (await client.chat_postEphemeral(channel="C0ACME", user="U0BEN", text="psst"))["message_ts"]
    assert (
        await page.do("delete", "U0ANA", message={"channel": "C0ACME", "ts": ts})
        == "This message is no longer there."
    )
    assert await page.do("delete", "U0BEN", message={"channel": "C0ACME", "ts": ts}) == ""
    assert (await page.state("U0BEN"))["messages"] == []


async def test_an_external_menu_is_asked_for_its_options(
    page: Page, client: AsyncWebClient, app: AsyncApp, workspace: Workspace, connect: Any
) -> None:
    option = {"text": plain("2026.11"), "value": "11"}

    @app.options("release")
    async def offer(ack: Any) -> None:
        await ack(options=[option])

    await connect()
    menu = {"type": "external_select", "action_id": "release"}
    row = {"type": "actions", "block_id": "row", "elements": [menu]}
    ts = (await client.chat_postMessage(channel="C0ACME", text="a", blocks=[row]))["ts"]
    trigger = workspace.gesture("U0ANA", "tests").trigger_id
    form = {"type": "modal", "title": plain("F"), "blocks": [row]}
    view = (await client.views_open(trigger_id=trigger, view=form))["view"]["id"]

    async def options(**query: str) -> Any:
        params = {"as": "U0ANA", "block_id": "row", "action_id": "release", "query": "2", **query}
        async with page.session.get(f"{page.url}/page/options", params=params) as response:
            return (await response.json())["options"]

    assert await options(view=view) == [option]
    assert await options(channel="C0ACME", ts=ts) == [option]
    assert await options(view=view, action_id="none") == []
    assert await options(view="V0") == []
    assert await options() == []


async def test_the_page_makes_trouble(page: Page, server: Server, workspace: Workspace, connect: Any) -> None:
    await connect()

    async def offered() -> dict[str, str]:
        return {one["label"]: one["id"] for one in (await page.state())["faults"]}

    await page.do("fault", id=(await offered())["Next post: never answered"])
    assert [one.kind for one in workspace.faults] == ["hang"]
    await page.do("fault", id=(await offered())["Call off what is still to come"])
    assert list(workspace.faults) == []
    for label, undo in (
        ("Archive #acme-lms", "Bring back #acme-lms"),
        ("Rename #acme-lms", "Rename #acme-lms-renamed"),
        ("Remove Helper from #acme-lms", "Invite Helper to #acme-lms"),
        ("Revoke the app's token", "Give the app its token back"),
    ):
        await page.do("fault", id=(await offered())[label])
        assert await page.do("fault", id=(await offered())[undo]) == ""
    await page.do("fault", id=(await offered())["Cut the app's sockets"])
    assert server.socket_mode.connections == 0


async def test_there_is_no_socket_to_cut_and_no_direct_message_to_archive(manifest: Any, clock: Any) -> None:
    workspace = Workspace(manifest=manifest, now=clock, request_url="http://127.0.0.1:9/none")
    workspace.add_person(id="U0ANA", name="ana", real_name="Ana Lima")
    server = await serve(workspace)
    async with aiohttp.ClientSession() as session:
        page = Page(session, server.url)
        labels = " ".join(one["label"] for one in (await page.state())["faults"])
        assert await page.do("fault", id="cut:") == ""
    await server.close()
    assert "sockets" not in labels
    assert "#" not in labels


async def test_a_companion_fills_what_is_beyond_slack(workspace: Workspace) -> None:
    story = Story()
    server = await serve(workspace, companion=story)
    async with aiohttp.ClientSession() as session:
        page = Page(session, server.url)
        shown = (await page.state())["companion"]
        assert await page.do("jump", id="never") == "Time cannot go there."
        for what, more in (
            ("jump", {"id": "day"}),
            ("pause", {"paused": True}),
            ("mail", {"reply_to": "m1", "body": "Hi"}),
            ("start_over", {}),
        ):
            assert await page.do(what, **more) == ""
    await server.close()
    assert story.asked == [("jump", "day"), ("pause", True), ("reply", "m1", "Hi"), ("start_over",)]
    assert (shown["label"], shown["paused"], shown["jumps"]) == (
        "Day 1",
        False,
        [{"id": "day", "label": "+1 day"}],
    )
    assert shown["upcoming"] == [{"at": NOW.isoformat(), "where": "#acme-lms", "what": "Preview"}]
    assert (shown["mail"][0]["from"], shown["can_reply"], shown["after_guide"]) == (
        "a@x",
        True,
        "Install it.",
    )
    assert shown["guide"][0]["then"] == {"as": "U0ANA", "channel": "C0ACME", "command": None, "jump": "day"}
