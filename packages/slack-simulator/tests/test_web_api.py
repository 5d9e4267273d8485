"""What holds for every method of the Web API: tokens, scopes, arguments, pace, unknown names."""

from pathlib import Path

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from kit import Clock, Stopwatch, refusal
from slack_simulator import Server, Workspace, serve
from slack_simulator.records import JSON
from slack_simulator.testing import Driver
from slack_simulator.web_api import METHODS


async def call(server: Server, method: str, token: str = "", body: object = None) -> tuple[int, JSON]:
    """Call a method without the SDK; ``body`` goes as JSON."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    async with (
        aiohttp.ClientSession(headers=headers) as session,
        session.post(f"{server.api_url}{method}", json=body) as response,
    ):
        return response.status, await response.json()


async def send(server: Server, method: str, body: str | dict[str, str], content_type: str) -> JSON:
    """Call a method without the SDK or a header with a token."""
    headers = {"Content-Type": content_type}
    async with (
        aiohttp.ClientSession(headers=headers) as session,
        session.post(f"{server.api_url}{method}", data=body) as response,
    ):
        answer: JSON = await response.json()
        return answer


FORM = "application/x-www-form-urlencoded"


async def test_the_bot_token_says_who_it_belongs_to(client: AsyncWebClient, workspace: Workspace) -> None:
    answer = await client.auth_test()
    assert (answer["team_id"], answer["user_id"]) == (workspace.team_id, workspace.bot_user_id)
    assert answer.headers["x-oauth-scopes"].startswith("commands,chat:write")


async def test_a_call_without_a_token_is_refused(server: Server) -> None:
    assert await call(server, "auth.test") == (200, {"ok": False, "error": "not_authed"})


async def test_a_wrong_token_is_refused(server: Server) -> None:
    assert await call(server, "auth.test", "xoxb-wrong") == (200, {"ok": False, "error": "invalid_auth"})


async def test_a_form_may_carry_the_token(server: Server, workspace: Workspace) -> None:
    assert (await send(server, "auth.test", {"token": workspace.bot_token}, FORM))["ok"]


async def test_json_may_not_carry_the_token(server: Server, workspace: Workspace) -> None:
    _, answer = await call(server, "auth.test", body={"token": workspace.bot_token})
    assert answer["error"] == "not_authed"


async def test_a_method_may_be_called_with_get(server: Server, workspace: Workspace) -> None:
    headers = {"Authorization": f"Bearer {workspace.bot_token}"}
    async with (
        aiohttp.ClientSession(headers=headers) as session,
        session.get(f"{server.api_url}conversations.info?channel=C0ACME") as response,
    ):
        assert (await response.json())["channel"]["name"] == "acme-lms"


async def test_the_app_token_is_for_connections_only(server: Server, workspace: Workspace) -> None:
    _, answer = await call(server, "auth.test", workspace.app_token)
    assert answer["error"] == "not_allowed_token_type"
    _, answer = await call(server, "apps.connections.open", workspace.bot_token)
    assert answer["error"] == "not_allowed_token_type"


async def test_a_revoked_token_is_refused_until_it_is_restored(
    client: AsyncWebClient, driver: Driver
) -> None:
    driver.revoke()
    assert (await refusal(client.auth_test()))["error"] == "token_revoked"
    driver.restore()
    assert (await client.auth_test())["ok"]


async def test_an_unknown_method_is_named_in_the_answer(client: AsyncWebClient) -> None:
    answer = await refusal(client.api_call("chat.shout"))
    assert (answer["error"], answer["req_method"]) == ("unknown_method", "chat.shout")


async def test_a_missing_argument_is_named(client: AsyncWebClient) -> None:
    answer = await refusal(client.api_call("chat.postMessage", json={"text": "hello"}))
    assert answer["error"] == "invalid_arguments"
    assert answer["response_metadata"]["messages"] == ["[ERROR] missing required field: channel"]


async def test_an_argument_with_an_impossible_name_is_refused(client: AsyncWebClient) -> None:
    assert (await refusal(client.api_call("auth.test", json={"a b": 1})))["error"] == "invalid_arg_name"


@pytest.mark.parametrize(
    ("body", "content_type", "error"),
    [
        ("{", "application/json", "invalid_json"),
        ("[]", "application/json", "json_not_object"),
        ("<a/>", "text/xml", "invalid_post_type"),
    ],
)
async def test_a_body_that_cannot_be_read_is_refused(
    server: Server, body: str, content_type: str, error: str
) -> None:
    assert (await send(server, "auth.test", body, content_type))["error"] == error


async def test_blocks_that_are_no_json_are_refused(server: Server, workspace: Workspace) -> None:
    data = {"token": workspace.bot_token, "channel": "C0ACME", "blocks": "[{"}
    assert (await send(server, "chat.postMessage", data, FORM))["error"] == "invalid_blocks_format"


NEEDED = {
    "chat.postMessage": "chat:write",
    "conversations.join": "channels:join",
    "conversations.open": "im:write",
    "users.info": "users:read",
    "usergroups.list": "usergroups:read",
    "team.info": "team:read",
    "reactions.add": "reactions:write",
    "conversations.info": "channels:read",
    "conversations.list": "channels:read",
    "conversations.history": "channels:history",
    "conversations.members": "channels:read",
}


@pytest.mark.parametrize("method", NEEDED)
async def test_a_right_that_the_manifest_does_not_ask_for_is_missing(
    manifest: JSON, clock: Clock, method: str
) -> None:
    manifest["oauth_config"]["scopes"]["bot"] = ["commands"]
    workspace = Workspace(manifest=manifest, now=clock)
    workspace.add_channel(id="C0ACME", name="acme", members=[])
    server = await serve(workspace)
    client = AsyncWebClient(workspace.bot_token, base_url=server.api_url)
    answer = await refusal(client.api_call(method, json={"channel": "C0ACME"}))
    await server.close()
    assert (answer["error"], answer["needed"], answer["provided"]) == (
        "missing_scope",
        NEEDED[method],
        "commands",
    )


async def test_a_channel_takes_a_short_burst_and_then_a_message_a_second(
    client: AsyncWebClient, workspace: Workspace, stopwatch: Stopwatch
) -> None:
    workspace.paced = True
    for _ in range(4):
        await client.chat_postMessage(channel="C0ACME", text="hello")
    late = client.chat_postMessage(channel="C0ACME", text="hello")
    assert (await refusal(late))["error"] == "ratelimited"
    await client.chat_postMessage(channel="C0SHARED", text="another channel goes on")
    stopwatch.seconds += 1
    assert (await client.chat_postMessage(channel="C0ACME", text="hello"))["ok"]


async def test_too_many_calls_are_told_how_long_to_wait(
    server: Server, client: AsyncWebClient, workspace: Workspace
) -> None:
    workspace.paced = True
    for _ in range(20):
        await client.users_list()
    headers = {"Authorization": f"Bearer {workspace.bot_token}"}
    async with (
        aiohttp.ClientSession(headers=headers) as session,
        session.post(f"{server.api_url}users.list") as response,
    ):
        assert (response.status, response.headers["Retry-After"]) == (429, "3")


async def test_blocks_can_be_validated_without_sending_them(client: AsyncWebClient) -> None:
    assert (await client.blocks_validate(blocks=[{"type": "divider"}]))["ok"]
    assert (await client.blocks_validate(message={"blocks": [{"type": "divider"}]}))["ok"]
    assert (await client.blocks_validate(view={"type": "home", "blocks": []}))["ok"]
    assert (await refusal(client.blocks_validate(blocks=[{"type": "marquee"}])))["error"] == "invalid_blocks"
    assert (await refusal(client.api_call("blocks.validate")))["error"] == "invalid_arguments"


async def test_reactions_are_added_once_and_removed_once(client: AsyncWebClient) -> None:
    ts = (await client.chat_postMessage(channel="C0ACME", text="hello"))["ts"]
    where = {"channel": "C0ACME", "timestamp": ts, "name": "eyes"}
    await client.reactions_add(**where)
    assert (await refusal(client.reactions_add(**where)))["error"] == "already_reacted"
    shown = (await client.conversations_history(channel="C0ACME"))["messages"][0]
    assert shown["reactions"] == [{"name": "eyes", "users": ["U0APP"], "count": 1}]
    await client.reactions_remove(**where)
    assert (await refusal(client.reactions_remove(**where)))["error"] == "no_reaction"


async def test_reactions_need_a_message_in_an_open_channel(client: AsyncWebClient, driver: Driver) -> None:
    gone = client.reactions_add(channel="C0ACME", timestamp="1.000000", name="eyes")
    assert (await refusal(gone))["error"] == "message_not_found"
    ts = (await client.chat_postMessage(channel="C0ACME", text="hello"))["ts"]
    for number in range(23):
        await client.reactions_add(channel="C0ACME", timestamp=ts, name=f"n{number}")
    more = client.reactions_add(channel="C0ACME", timestamp=ts, name="one-more")
    assert (await refusal(more))["error"] == "too_many_emoji"
    driver.archive("#acme-lms")
    late = client.reactions_add(channel="C0ACME", timestamp=ts, name="eyes")
    assert (await refusal(late))["error"] == "is_archived"


async def test_people_are_found_by_their_address_unless_their_account_is_closed(
    client: AsyncWebClient, workspace: Workspace
) -> None:
    assert (await client.users_lookupByEmail(email="ben@acme.example"))["user"]["id"] == "U0BEN"
    workspace.users["U0BEN"].is_deactivated = True
    for address in ("ben@acme.example", "nobody@acme.example"):
        assert (await refusal(client.users_lookupByEmail(email=address)))["error"] == "users_not_found"


async def test_people_groups_bots_and_the_workspace_are_described(client: AsyncWebClient) -> None:
    ana = (await client.users_info(user="U0ANA"))["user"]
    assert (ana["real_name"], ana["is_admin"], ana["tz_offset"]) == ("Ana Lima", True, 3600)
    everyone = {one["id"]: one for one in (await client.users_list())["members"]}
    assert everyone["U0GIL"]["is_restricted"]
    assert everyone["U0SAM"]["is_stranger"]
    assert everyone["U0APP"]["is_bot"]
    groups = (await client.usergroups_list(include_users=True))["usergroups"]
    assert [(one["handle"], one["users"]) for one in groups] == [("support-oncall", ["U0BEN"])]
    assert "users" not in (await client.usergroups_list())["usergroups"][0]
    assert (await client.usergroups_users_list(usergroup="S0SUPPORT"))["users"] == ["U0BEN"]
    assert (await client.bots_info(bot="B0APP"))["bot"]["name"] == "Helper"
    assert (await client.team_info())["team"]["domain"] == "coassemble-partners"


async def test_nobody_and_nothing_are_not_found(client: AsyncWebClient) -> None:
    assert (await refusal(client.users_info(user="U0NOBODY")))["error"] == "user_not_found"
    assert (await refusal(client.usergroups_users_list(usergroup="S0")))["error"] == "no_such_subteam"
    assert (await refusal(client.bots_info(bot="B0")))["error"] == "bot_not_found"


def test_each_method_of_the_documentation_is_there() -> None:
    text = (Path(__file__).parent.parent / "REFERENCE.md").read_text()
    assert [name for name in METHODS if f"`{name}`" not in text] == []
