"""chat.*: posting, updating, deleting, private answers, threads and metadata."""

from datetime import timedelta

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from kit import refusal
from slack_simulator import Workspace
from slack_simulator.manifest import read_manifest
from slack_simulator.records import JSON
from slack_simulator.testing import Driver, Person

METADATA = {"event_type": "ticket", "event_payload": {"id": 7, "tags": ["a"]}}


async def test_a_message_is_stored_with_its_blocks_and_a_text_ts(
    client: AsyncWebClient, driver: Driver
) -> None:
    answer = await client.chat_postMessage(channel="C0ACME", text="hello", blocks=[{"type": "divider"}])
    stored = driver.messages("#acme-lms")[0]
    assert answer["ts"] == stored.ts == "1794214800.000000"
    assert stored.blocks[0]["block_id"]


async def test_ts_rises_in_a_channel_while_the_clock_stands_still(client: AsyncWebClient) -> None:
    first = await client.chat_postMessage(channel="C0ACME", text="one")
    second = await client.chat_postMessage(channel="C0ACME", text="two")
    elsewhere = await client.chat_postMessage(channel="C0SHARED", text="three")
    assert (first["ts"], second["ts"]) == ("1794214800.000000", "1794214800.000001")
    assert elsewhere["ts"] == first["ts"]


async def test_a_post_to_a_person_opens_the_direct_messages(
    client: AsyncWebClient, workspace: Workspace
) -> None:
    answer = await client.chat_postMessage(channel="U0ANA", text="hello")
    assert workspace.channels[answer["channel"]].partner == "U0ANA"


async def test_text_over_forty_thousand_characters_is_cut(client: AsyncWebClient, driver: Driver) -> None:
    await client.chat_postMessage(channel="C0ACME", text="x" * 40_001)
    assert len(driver.messages("#acme-lms")[0].text) == 40_000


REFUSED: dict[str, tuple[JSON, str]] = {
    "unknown channel": ({"channel": "C0NONE", "text": "a"}, "channel_not_found"),
    "private channel without the bot": ({"channel": "G0CLOSED", "text": "a"}, "channel_not_found"),
    "public channel without the bot": ({"channel": "C0OUT", "text": "a"}, "not_in_channel"),
    "the bot itself": ({"channel": "U0APP", "text": "a"}, "channel_not_found"),
    "nothing said": ({"channel": "C0ACME"}, "no_text"),
    "blocks as text": ({"channel": "C0ACME", "blocks": "hello"}, "invalid_blocks_format"),
    "blocks as an object": ({"channel": "C0ACME", "blocks": {}}, "invalid_blocks_format"),
    "attachments as an object": ({"channel": "C0ACME", "attachments": {"a": 1}}, "invalid_attachments"),
    "attachments that are words": ({"channel": "C0ACME", "attachments": ["a"]}, "invalid_attachments"),
    "attachments with bad blocks": (
        {"channel": "C0ACME", "attachments": [{"blocks": [{"type": "marquee"}]}]},
        "invalid_attachments",
    ),
    "too many attachments": ({"channel": "C0ACME", "attachments": [{}] * 101}, "too_many_attachments"),
    "markdown beside text": (
        {"channel": "C0ACME", "markdown_text": "a", "text": "b"},
        "markdown_text_conflict",
    ),
    "long markdown": ({"channel": "C0ACME", "markdown_text": "a" * 12_001}, "msg_too_long"),
    "a thread that is not there": (
        {"channel": "C0ACME", "text": "a", "thread_ts": "1.0"},
        "cannot_reply_to_message",
    ),
    "metadata without payload": (
        {"channel": "C0ACME", "text": "a", "metadata": {"event_type": "x"}},
        "invalid_metadata_format",
    ),
    "metadata of the wrong type": (
        {"channel": "C0ACME", "text": "a", "metadata": {"event_type": 1, "event_payload": {}}},
        "invalid_metadata_format",
    ),
    "metadata with depth": (
        {"channel": "C0ACME", "text": "a", "metadata": {"event_type": "x", "event_payload": {"a": {}}}},
        "invalid_metadata_schema",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
async def test_a_post_is_refused(client: AsyncWebClient, name: str) -> None:
    arguments, error = REFUSED[name]
    assert (await refusal(client.api_call("chat.postMessage", json=arguments)))["error"] == error


async def test_refused_blocks_come_with_every_reason(client: AsyncWebClient) -> None:
    answer = await refusal(client.chat_postMessage(channel="C0ACME", text="a", blocks=[{"type": "header"}]))
    assert answer["error"] == "invalid_blocks"
    assert answer["errors"] == ["missing required field: text [json-pointer:/blocks/0]"]
    assert answer["response_metadata"]["messages"] == [
        "[ERROR] missing required field: text [json-pointer:/blocks/0]"
    ]


async def test_an_archived_channel_takes_nothing_and_changes_nothing(
    client: AsyncWebClient, driver: Driver
) -> None:
    ts = (await client.chat_postMessage(channel="C0ACME", text="a"))["ts"]
    driver.archive("#acme-lms")
    assert (await refusal(client.chat_postMessage(channel="C0ACME", text="b")))["error"] == "is_archived"
    private = client.chat_postEphemeral(channel="C0ACME", user="U0ANA", text="b")
    assert (await refusal(private))["error"] == "is_archived"
    assert (await refusal(client.chat_update(channel="C0ACME", ts=ts, text="b")))["error"] == "is_archived"
    driver.unarchive("#acme-lms")
    assert (await client.chat_update(channel="C0ACME", ts=ts, text="b"))["ok"]


async def test_with_the_right_the_bot_posts_to_public_channels_from_outside(
    client: AsyncWebClient, workspace: Workspace, manifest: JSON
) -> None:
    manifest["oauth_config"]["scopes"]["bot"].append("chat:write.public")
    workspace.app = read_manifest(manifest)
    assert (await client.chat_postMessage(channel="C0OUT", text="a"))["ok"]


async def test_direct_messages_can_be_switched_off_in_the_manifest(
    client: AsyncWebClient, workspace: Workspace, manifest: JSON
) -> None:
    manifest["features"]["app_home"]["messages_tab_enabled"] = False
    workspace.app = read_manifest(manifest)
    answer = await refusal(client.chat_postMessage(channel="U0ANA", text="a"))
    assert answer["error"] == "messages_tab_disabled"


async def test_markdown_text_becomes_a_markdown_block(client: AsyncWebClient, driver: Driver) -> None:
    await client.chat_postMessage(channel="C0ACME", markdown_text="# Hello")
    assert driver.messages("#acme-lms")[0].blocks == [{"type": "markdown", "text": "# Hello"}]


async def test_a_reply_hangs_below_its_message(client: AsyncWebClient, driver: Driver) -> None:
    parent = (await client.chat_postMessage(channel="C0ACME", text="parent"))["ts"]
    answer = await client.chat_postMessage(
        channel="C0ACME", text="reply", thread_ts=parent, reply_broadcast=True
    )
    assert answer["message"]["thread_ts"] == parent
    assert [one.text for one in driver.messages("#acme-lms")[0].replies] == ["reply"]
    below = client.chat_postMessage(channel="C0ACME", text="deeper", thread_ts=answer["ts"])
    with pytest.raises(Exception, match="cannot_reply_to_message"):
        await below


async def test_a_private_answer_is_seen_by_one_person_only(
    client: AsyncWebClient, ana: Person, ben: Person
) -> None:
    await client.chat_postEphemeral(channel="C0ACME", user="U0ANA", text="psst")
    assert [one.text for one in ana.sees("#acme-lms")] == ["psst"]
    assert ben.sees("#acme-lms") == []


async def test_a_private_answer_needs_somebody_in_the_channel(client: AsyncWebClient) -> None:
    answer = await refusal(client.chat_postEphemeral(channel="C0ACME", user="U0SAM", text="psst"))
    assert answer["error"] == "user_not_in_channel"


async def test_an_update_with_text_alone_takes_the_blocks_away(
    client: AsyncWebClient, driver: Driver
) -> None:
    blocks = [{"type": "divider"}]
    ts = (await client.chat_postMessage(channel="C0ACME", text="a", blocks=blocks, metadata=METADATA))["ts"]
    await client.chat_update(channel="C0ACME", ts=ts, text="b")
    stored = driver.messages("#acme-lms")[0]
    assert (stored.text, stored.blocks, stored.edited, stored.metadata) == ("b", [], True, METADATA)


async def test_an_update_with_blocks_alone_keeps_the_text(client: AsyncWebClient, driver: Driver) -> None:
    ts = (await client.chat_postMessage(channel="C0ACME", text="a"))["ts"]
    changes = {"blocks": [{"type": "divider"}], "attachments": [{"text": "x"}], "metadata": METADATA}
    await client.api_call("chat.update", json={"channel": "C0ACME", "ts": ts, **changes})
    stored = driver.messages("#acme-lms")[0]
    assert (stored.text, len(stored.blocks), stored.attachments) == ("a", 1, [{"text": "x"}])


async def test_an_update_takes_four_thousand_characters(client: AsyncWebClient) -> None:
    ts = (await client.chat_postMessage(channel="C0ACME", text="a"))["ts"]
    answer = await refusal(client.chat_update(channel="C0ACME", ts=ts, text="x" * 4001))
    assert answer["error"] == "msg_too_long"


async def test_a_message_is_edited_for_as_long_as_the_workspace_lets_people_edit(
    client: AsyncWebClient, workspace: Workspace
) -> None:
    workspace.edit_window = timedelta(minutes=5)
    began, now = workspace.now(), workspace.now()
    workspace.now = lambda: now
    ts = (await client.chat_postMessage(channel="C0ACME", text="a"))["ts"]

    now = began + timedelta(minutes=5)
    assert (await client.chat_update(channel="C0ACME", ts=ts, text="b"))["text"] == "b"

    now = began + timedelta(minutes=6)
    answer = await refusal(client.chat_update(channel="C0ACME", ts=ts, text="c"))
    assert answer["error"] == "edit_window_closed"


async def test_only_its_own_messages_can_the_app_change(client: AsyncWebClient, ana: Person) -> None:
    ts = (await ana.says("mine", in_="#acme-lms")).ts
    assert (await refusal(client.chat_update(channel="C0ACME", ts=ts, text="b")))[
        "error"
    ] == "cant_update_message"
    assert (await refusal(client.chat_delete(channel="C0ACME", ts=ts)))["error"] == "cant_delete_message"
    assert (await refusal(client.chat_delete(channel="C0ACME", ts="1.0")))["error"] == "message_not_found"


async def test_a_private_answer_cannot_be_updated_by_its_ts(client: AsyncWebClient) -> None:
    ts = (await client.chat_postEphemeral(channel="C0ACME", user="U0ANA", text="psst"))["message_ts"]
    answer = await refusal(client.chat_update(channel="C0ACME", ts=ts, text="b"))
    assert answer["error"] == "message_not_found"


async def test_a_deleted_message_is_gone(client: AsyncWebClient, driver: Driver) -> None:
    ts = (await client.chat_postMessage(channel="C0ACME", text="a"))["ts"]
    await client.chat_delete(channel="C0ACME", ts=ts)
    assert driver.messages("#acme-lms") == []
    assert (await refusal(client.chat_delete(channel="C0ACME", ts=ts)))["error"] == "message_not_found"


async def test_a_deleted_message_with_replies_leaves_a_tombstone_until_the_last_reply_goes(
    client: AsyncWebClient, driver: Driver
) -> None:
    parent = (await client.chat_postMessage(channel="C0ACME", text="a"))["ts"]
    reply = (await client.chat_postMessage(channel="C0ACME", text="b", thread_ts=parent))["ts"]
    await client.chat_delete(channel="C0ACME", ts=parent)
    shown = (await client.conversations_history(channel="C0ACME"))["messages"][0]
    assert (shown["subtype"], shown["user"]) == ("tombstone", "USLACKBOT")
    assert shown["text"] == "This message was deleted."
    more = client.chat_postMessage(channel="C0ACME", text="c", thread_ts=parent)
    assert (await refusal(more))["error"] == "cannot_reply_to_message"
    await client.chat_delete(channel="C0ACME", ts=reply)
    assert driver.messages("#acme-lms") == []


async def test_a_permalink_names_the_message_and_its_thread(client: AsyncWebClient) -> None:
    parent = (await client.chat_postMessage(channel="C0ACME", text="a"))["ts"]
    reply = (await client.chat_postMessage(channel="C0ACME", text="b", thread_ts=parent))["ts"]
    link = (await client.chat_getPermalink(channel="C0ACME", message_ts=parent))["permalink"]
    assert link == "https://coassemble-partners.slack.com/archives/C0ACME/p1794214800000000"
    link = (await client.chat_getPermalink(channel="C0ACME", message_ts=reply))["permalink"]
    assert link.endswith(f"p1794214800000001?thread_ts={parent}&cid=C0ACME")
    gone = client.chat_getPermalink(channel="C0ACME", message_ts="1.0")
    assert (await refusal(gone))["error"] == "message_not_found"
