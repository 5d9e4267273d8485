"""What the page fetches: the snapshot of one person, the stream of changes, its files."""

from pathlib import Path

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from kit import Clock, PageClient, actions, button, plain
from slack_simulator import Server, Workspace, serve
from slack_simulator.records import JSON


async def test_a_snapshot_shows_the_person_and_everybody_else(page_client: PageClient) -> None:
    state = await page_client.state()
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


async def test_a_snapshot_shows_the_channels_of_the_person_only(page_client: PageClient) -> None:
    state = await page_client.state("U0BEN")
    assert [(one["name"], one["kind"]) for one in state["channels"]] == [
        ("acme-lms", "channel"),
        ("shared", "channel"),
        ("Helper", "dm"),
    ]
    assert state["channels"][2]["with"] == state["apps"][0]["bot_user_id"]
    assert state["apps"][0]["channel"] == state["channels"][2]["id"]


async def test_a_snapshot_offers_commands_shortcuts_and_groups(page_client: PageClient) -> None:
    state = await page_client.state()
    assert state["commands"][0] == {
        "command": "/ticket",
        "description": "Opens a ticket",
        "usage_hint": "[what]",
    }
    assert [one["type"] for one in state["shortcuts"]] == ["message", "global"]
    assert state["groups"] == [{"id": "S0SUPPORT", "handle": "support-oncall"}]
    assert state["companion"] is None


async def test_somebody_unknown_sees_the_first_person_and_her_first_channel(page_client: PageClient) -> None:
    state = await page_client.state("U0", "C0", thread="1.0")
    assert (state["me"]["id"], state["channel"], state["thread"]) == ("U0ANA", "C0ACME", None)


async def test_a_person_without_channels_sees_the_app(
    server: Server, workspace: Workspace, page_client: PageClient
) -> None:
    assert server.port
    workspace.add_person(id="U0NEW", name="new", real_name="Newcomer", is_owner=True)
    state = await page_client.state("U0NEW")
    assert state["channel"] == state["apps"][0]["channel"]
    assert state["me"]["rights"] == ["Workspace owner"]


async def test_a_workspace_without_people_has_no_page(manifest: JSON, clock: Clock) -> None:
    server = await serve(Workspace(manifest=manifest, now=clock))
    async with aiohttp.ClientSession() as session, session.get(f"{server.url}/page/state") as response:
        status = response.status
    await server.close()
    assert status == 404


async def test_messages_threads_and_private_answers_are_shown_in_place(
    page_client: PageClient, client: AsyncWebClient
) -> None:
    ts = (await client.chat_postMessage(channel="C0ACME", text="one"))["ts"]
    await client.chat_postMessage(channel="C0ACME", text="reply", thread_ts=ts)
    await client.chat_postMessage(channel="C0ACME", text="loud", thread_ts=ts, reply_broadcast=True)
    await client.chat_postEphemeral(channel="C0ACME", user="U0ANA", text="psst")
    await client.reactions_add(channel="C0ACME", timestamp=ts, name="eyes")
    state = await page_client.state(thread=ts)
    assert [(one["text"], one["ephemeral"]) for one in state["messages"]] == [
        ("one", False),
        ("loud", False),
        ("psst", True),
    ]
    assert state["messages"][0]["replies"]["count"] == 2
    assert state["messages"][0]["reactions"] == [{"name": "eyes", "users": ["U0APP"]}]
    assert [one["text"] for one in state["thread"]["messages"]] == ["one", "reply", "loud"]
    assert [one["text"] for one in (await page_client.state("U0BEN"))["messages"]] == ["one", "loud"]


async def test_the_page_is_given_what_each_element_holds_also_before_anybody_touched_it(
    page_client: PageClient, client: AsyncWebClient
) -> None:
    menu = {"type": "multi_users_select", "action_id": "whom"}
    date = {"type": "datepicker", "action_id": "when", "initial_date": "2026-11-30"}
    row = {"type": "section", "block_id": "people", "text": plain(), "accessory": menu}
    await client.chat_postMessage(
        channel="C0ACME",
        text="choose",
        blocks=[actions(date, button())],
        attachments=[{"blocks": [row]}],
    )

    (message,) = (await page_client.state())["messages"]

    assert message["state"] == {
        "row": {"when": {"type": "datepicker", "selected_date": "2026-11-30"}},
        "people": {"whom": {"type": "multi_users_select", "selected_users": []}},
    }


async def test_the_blocks_of_an_attachment_get_ids_too(
    page_client: PageClient, client: AsyncWebClient
) -> None:
    await client.chat_postMessage(
        channel="C0ACME", text="choose", attachments=[{"blocks": [{"type": "divider"}]}, {"text": "plain"}]
    )

    (message,) = (await page_client.state())["messages"]

    assert message["attachments"][0]["blocks"][0]["block_id"]
    assert message["attachments"][1] == {"text": "plain"}


async def test_unread_messages_and_mentions_are_counted_until_they_are_read(
    page_client: PageClient, client: AsyncWebClient
) -> None:
    await client.chat_postMessage(channel="C0ACME", text="hello")
    await client.chat_postMessage(channel="C0ACME", text="<!subteam^S0SUPPORT> help")
    await client.chat_postMessage(channel="U0BEN", text="psst")

    async def counts() -> list[tuple[int, int]]:
        return [(one["unread"], one["mentions"]) for one in (await page_client.state("U0BEN"))["channels"]]

    assert await counts() == [(2, 1), (0, 0), (1, 1)]
    for _ in range(2):
        await page_client.do("read", "U0BEN", channel="C0ACME")
    assert await counts() == [(0, 0), (0, 0), (1, 1)]


async def test_a_post_from_another_site_is_refused(page_client: PageClient) -> None:
    for origin, status in ((page_client.url, 200), ("https://evil.example", 403), ("null", 403)):
        headers = {"Origin": origin}
        async with page_client.session.post(
            f"{page_client.url}/page/do", json={"do": "dance"}, headers=headers
        ) as response:
            assert response.status == status


async def test_the_page_and_its_files_come_with_a_strict_policy(
    page_client: PageClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "index.html").write_text("<!doctype html>")
    (tmp_path / "main.js").write_text("1")
    monkeypatch.setattr("slack_simulator.page_api.PAGE", tmp_path)
    for path, status in (
        ("/", 200),
        ("/assets/main.js", 200),
        ("/assets/none.js", 404),
        ("/assets/..%2f..%2fetc%2fpasswd", 404),
    ):
        async with page_client.session.get(f"{page_client.url}{path}") as response:
            assert response.status == status
            if status == 200:
                assert response.headers["Content-Security-Policy"].startswith("default-src 'self';")


async def test_the_stream_tells_of_changes(page_client: PageClient, client: AsyncWebClient) -> None:
    async with page_client.session.get(f"{page_client.url}/page/events?as=U0ANA") as stream:
        first = await stream.content.readuntil(b"\n\n")
        await client.chat_postMessage(channel="C0ACME", text="hello")
        second = await stream.content.readuntil(b"\n\n")
    assert first.startswith(b'event: changed\ndata: {"version": ')
    assert first != second


async def test_a_stream_that_was_left_disturbs_nobody(
    page_client: PageClient, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("slack_simulator.page_api.DEBOUNCE_SECONDS", 0.0)
    stream = await page_client.session.get(f"{page_client.url}/page/events?as=U0ANA")
    await stream.content.readuntil(b"\n\n")
    stream.close()
    for _ in range(5):
        workspace.changed()
        assert (await page_client.state())["me"]["id"] == "U0ANA"
