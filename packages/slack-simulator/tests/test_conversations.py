"""conversations.*: what the app can see of channels, and reading them back."""

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from kit import Clock, refusal
from slack_simulator import Workspace
from slack_simulator.testing import Driver, Person

METADATA = {"event_type": "ticket", "event_payload": {"id": 7}}


async def test_a_channel_is_described_with_the_bots_membership(client: AsyncWebClient) -> None:
    inside = (await client.conversations_info(channel="C0ACME", include_num_members=True))["channel"]
    outside = (await client.conversations_info(channel="C0OUT"))["channel"]
    assert (inside["name"], inside["is_member"], inside["num_members"]) == ("acme-lms", True, 4)
    assert not outside["is_member"]


async def test_a_channel_with_strangers_is_shared(client: AsyncWebClient) -> None:
    assert (await client.conversations_info(channel="C0SHARED"))["channel"]["is_ext_shared"]


async def test_a_private_channel_exists_for_its_members_only(client: AsyncWebClient) -> None:
    assert (await client.conversations_info(channel="G0SECRET"))["channel"]["is_private"]
    assert (await refusal(client.conversations_info(channel="G0CLOSED")))["error"] == "channel_not_found"


async def test_channels_are_listed_page_by_page(client: AsyncWebClient) -> None:
    kinds = "public_channel,private_channel"
    names: list[str] = []
    cursor = ""
    while True:
        page = await client.conversations_list(types=kinds, limit=2, cursor=cursor)
        names += [one["name"] for one in page["channels"]]
        cursor = page["response_metadata"]["next_cursor"]
        if not cursor:
            break
    assert names == ["acme-lms", "shared", "without-app", "secret"]


async def test_archived_channels_can_be_left_out(client: AsyncWebClient, driver: Driver) -> None:
    driver.archive("#shared")
    listed = (await client.conversations_list(exclude_archived=True))["channels"]
    assert [one["name"] for one in listed] == ["acme-lms", "without-app"]


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"types": "secret"}, "invalid_types"),
        ({"limit": "1001"}, "invalid_limit"),
        ({"limit": "many"}, "invalid_limit"),
        ({"cursor": "page two"}, "invalid_cursor"),
        ({"types": "mpim"}, "missing_scope"),
    ],
)
async def test_a_list_is_refused(client: AsyncWebClient, arguments: dict[str, str], error: str) -> None:
    assert (await refusal(client.api_call("conversations.list", params=arguments)))["error"] == error


async def test_the_channels_of_a_person_are_those_that_the_app_may_know_of(client: AsyncWebClient) -> None:
    kinds = "public_channel,private_channel"
    mine = (await client.users_conversations(types=kinds))["channels"]
    anas = (await client.users_conversations(user="U0ANA", types=kinds))["channels"]
    assert [one["name"] for one in mine] == ["acme-lms", "shared", "secret"]
    assert [one["name"] for one in anas] == ["acme-lms", "without-app", "secret"]
    assert (await refusal(client.users_conversations(user="U0")))["error"] == "user_not_found"


async def test_the_bot_joins_a_public_channel_by_itself(client: AsyncWebClient, workspace: Workspace) -> None:
    await client.conversations_join(channel="C0OUT")
    assert workspace.bot_user_id in workspace.channels["C0OUT"].members
    again = await client.conversations_join(channel="C0OUT")
    assert again["warning"] == "already_in_channel"


async def test_the_bot_cannot_join_what_is_private_or_archived(
    client: AsyncWebClient, driver: Driver
) -> None:
    driver.archive("#without-app")
    assert (await refusal(client.conversations_join(channel="C0OUT")))["error"] == "is_archived"
    wrong = await refusal(client.conversations_join(channel="G0SECRET"))
    assert wrong["error"] == "method_not_supported_for_channel_type"


async def test_the_bot_leaves_a_channel(client: AsyncWebClient, workspace: Workspace) -> None:
    await client.conversations_leave(channel="C0ACME")
    assert workspace.bot_user_id not in workspace.channels["C0ACME"].members
    assert (await client.conversations_leave(channel="C0ACME"))["not_in_channel"]
    direct = (await client.conversations_open(users="U0ANA"))["channel"]["id"]
    wrong = await refusal(client.conversations_leave(channel=direct))
    assert wrong["error"] == "method_not_supported_for_channel_type"


async def test_direct_messages_are_opened_once(client: AsyncWebClient) -> None:
    first = (await client.conversations_open(users="U0ANA"))["channel"]["id"]
    second = (await client.conversations_open(users="U0ANA", return_im=True))["channel"]
    assert (second["id"], second["user"], second["is_im"]) == (first, "U0ANA", True)
    assert (await client.conversations_open(channel=first))["already_open"]
    for arguments, error in (
        ({"users": "U0"}, "user_not_found"),
        ({"users": "U0APP"}, "cannot_dm_bot"),
        ({"users": "U0ANA,U0"}, "user_not_found"),
        ({"users": ",".join(f"U{number}" for number in range(9))}, "too_many_users"),
        ({"channel": "C0ACME"}, "method_not_supported_for_channel_type"),
    ):
        answer = await refusal(client.api_call("conversations.open", params=arguments))
        assert answer["error"] == error


async def test_several_people_have_one_conversation(client: AsyncWebClient, workspace: Workspace) -> None:
    first = (await client.conversations_open(users="U0ANA,U0BEN", return_im=True))["channel"]
    second = (await client.conversations_open(users="U0BEN,U0ANA"))["channel"]
    assert (first["is_mpim"], second["id"]) == (True, first["id"])
    assert (await client.conversations_open(channel=first["id"]))["already_open"]
    await client.chat_postMessage(channel=first["id"], text="Something is broken")
    assert [each.text for each in workspace.channels[first["id"]].messages] == ["Something is broken"]


async def test_people_are_invited(client: AsyncWebClient, workspace: Workspace) -> None:
    await client.conversations_invite(channel="C0SHARED", users="U0ANA")
    assert "U0ANA" in workspace.channels["C0SHARED"].members


@pytest.mark.parametrize(
    ("channel", "users", "error"),
    [
        ("C0ACME", "U0", "user_not_found"),
        ("C0ACME", "U0APP", "cant_invite_self"),
        ("C0ACME", "U0ANA,U0BEN", "already_in_channel"),
        ("C0OUT", "U0BEN", "not_in_channel"),
    ],
)
async def test_an_invitation_is_refused(client: AsyncWebClient, channel: str, users: str, error: str) -> None:
    answer = await refusal(client.conversations_invite(channel=channel, users=users))
    assert answer["error"] == error


async def test_nobody_is_invited_to_archived_channels_or_direct_messages(
    client: AsyncWebClient, driver: Driver
) -> None:
    direct = (await client.conversations_open(users="U0ANA"))["channel"]["id"]
    wrong = await refusal(client.conversations_invite(channel=direct, users="U0BEN"))
    assert wrong["error"] == "method_not_supported_for_channel_type"
    driver.archive("#shared")
    late = await refusal(client.conversations_invite(channel="C0SHARED", users="U0ANA"))
    assert late["error"] == "is_archived"


async def test_members_are_listed(client: AsyncWebClient) -> None:
    members = (await client.conversations_members(channel="C0SHARED"))["members"]
    assert members == ["U0BEN", "U0SAM", "U0APP"]


async def test_history_is_newest_first_without_private_answers_and_replies(client: AsyncWebClient) -> None:
    parent = (await client.chat_postMessage(channel="C0ACME", text="one"))["ts"]
    await client.chat_postMessage(channel="C0ACME", text="hidden reply", thread_ts=parent)
    await client.chat_postMessage(
        channel="C0ACME", text="shown reply", thread_ts=parent, reply_broadcast=True
    )
    await client.chat_postEphemeral(channel="C0ACME", user="U0ANA", text="psst")
    await client.chat_postMessage(channel="C0ACME", text="two")
    answer = await client.conversations_history(channel="C0ACME")
    assert [one["text"] for one in answer["messages"]] == ["two", "shown reply", "one"]
    assert answer["messages"][1]["subtype"] == "thread_broadcast"
    assert (answer["messages"][2]["reply_count"], answer["has_more"]) == (2, False)


async def test_history_comes_in_pages(client: AsyncWebClient) -> None:
    for number in range(3):
        await client.chat_postMessage(channel="C0ACME", text=str(number))
    first = await client.conversations_history(channel="C0ACME", limit=2)
    assert first["has_more"]
    cursor = first["response_metadata"]["next_cursor"]
    second = await client.conversations_history(channel="C0ACME", limit=2, cursor=cursor)
    assert [one["text"] for one in second["messages"]] == ["0"]


async def test_history_can_be_asked_for_a_stretch_of_time(client: AsyncWebClient, clock: Clock) -> None:
    for text in ("one", "two", "three"):
        await client.chat_postMessage(channel="C0ACME", text=text)
        clock.moves(minutes=1)
    middle = {"channel": "C0ACME", "oldest": "1794214800.0", "latest": "1794214920.0"}
    inside = (await client.api_call("conversations.history", json=middle))["messages"]
    whole = (await client.api_call("conversations.history", json=middle | {"inclusive": "1"}))["messages"]
    assert [one["text"] for one in inside] == ["two"]
    assert [one["text"] for one in whole] == ["three", "two", "one"]


async def test_a_moment_that_is_none_is_refused(client: AsyncWebClient) -> None:
    answer = await refusal(client.conversations_history(channel="C0ACME", oldest="yesterday"))
    assert answer["error"] == "invalid_ts_oldest"


async def test_history_needs_the_bot_in_the_channel(client: AsyncWebClient) -> None:
    assert (await refusal(client.conversations_history(channel="C0OUT")))["error"] == "not_in_channel"


async def test_metadata_is_told_whole_only_to_those_who_ask(client: AsyncWebClient) -> None:
    await client.chat_postMessage(channel="C0ACME", text="a", metadata=METADATA)
    plain = (await client.conversations_history(channel="C0ACME"))["messages"][0]["metadata"]
    asked = await client.conversations_history(channel="C0ACME", include_all_metadata=True)
    assert plain == {"event_type": "ticket", "event_payload": {}}
    assert asked["messages"][0]["metadata"] == METADATA


async def test_a_thread_is_read_from_its_first_message(client: AsyncWebClient, ana: Person) -> None:
    parent = await ana.says("help", in_="#acme-lms")
    reply = await client.chat_postMessage(channel="C0ACME", text="coming", thread_ts=parent.ts)
    for ts in (parent.ts, reply["ts"]):
        shown = (await client.conversations_replies(channel="C0ACME", ts=ts))["messages"]
        assert [one["text"] for one in shown] == ["help", "coming"]
        assert shown[1]["parent_user_id"] == "U0ANA"


async def test_a_thread_that_is_not_there_is_refused(client: AsyncWebClient) -> None:
    assert (await refusal(client.conversations_replies(channel="C0ACME", ts="1.0")))[
        "error"
    ] == "thread_not_found"
