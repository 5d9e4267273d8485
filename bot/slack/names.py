"""Which channel, person or user group a name means: asked of Slack once for all the names together."""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Collection, Iterable
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.settings import Found
from bot.slack.connection import FirstCalls
from bot.slack.errors import error_code
from rollouts.references import CHANNEL_MARK, PERSON_MARK, is_address, is_id
from rollouts.texts import name_key

CHANNEL_TYPES = "public_channel,private_channel"
CHANNELS_A_PAGE = 999
PEOPLE_A_PAGE = 200
SLACKBOT = "USLACKBOT"


async def find_names(calls: FirstCalls, names: Collection[str], *, groups: bool = False) -> Found:
    """Return who goes by each of the names (`#acme`, `@ben`, an address); with `groups`, user groups too.

    A list of Slack's is read only if a name needs it.

    Raises:
        StartFailed: Slack does not let us look.
    """
    wanted = {name for name in names if not is_id(name)}
    found: dict[str, tuple[str, ...]] = dict.fromkeys(wanted, ())
    if any(name.startswith(CHANNEL_MARK) for name in wanted):
        ids = await channel_ids(calls)
        found |= {f"{CHANNEL_MARK}{name}": (each,) for name, each in ids.items()}
    for address in filter(is_address, wanted):
        found[address] = await _by_address(calls, address)
    handles = {name for name in wanted if name.startswith(PERSON_MARK)}
    if groups and handles:
        found |= await _groups(calls)
    if left := {name for name in handles if not found.get(name)}:
        found |= _called(left, await _people(calls))
    return {name: found.get(name, ()) for name in wanted}


def unambiguous(found: Found) -> dict[str, str]:
    """Return the id of each name that means just one."""
    return {name: ids[0] for name, ids in found.items() if len(ids) == 1}


async def names_of(calls: FirstCalls, ids: Collection[str]) -> dict[str, str]:
    """Return by id what channels and people are called, as far as Slack knows: "#acme", "@ben".

    Raises:
        StartFailed: Slack does not let us look.
    """
    people = sorted(each for each in ids if each.startswith(("U", "W")))
    found: dict[str, str] = {}
    if len(people) < len(ids):
        channels = await channel_ids(calls)
        found |= {each: f"{CHANNEL_MARK}{name}" for name, each in channels.items() if each in ids}
    for person in people:
        if name := await _handle(calls, person):
            found[person] = f"{PERSON_MARK}{name}"
    return found


async def _handle(calls: FirstCalls, person: str) -> str:
    """Return what somebody goes by; empty for nobody (https://docs.slack.dev/reference/methods/users.info)."""

    async def ask() -> str:
        try:
            return str((await calls.client.users_info(user=person))["user"].get("name") or "")
        except SlackApiError as error:
            if error_code(error) == "user_not_found":
                return ""
            raise

    return await calls.make(ask)


async def channel_ids(calls: FirstCalls) -> dict[str, str]:
    """Return the id of every channel that the bot can see, by name; pages that were read are not read again.

    `conversations.list` takes a limit "under 1000" and is of Tier 2, twenty calls a minute
    (https://docs.slack.dev/reference/methods/conversations.list): 6,000 channels are seven calls.

    Raises:
        StartFailed: Slack does not let us look.
    """

    async def page(cursor: str) -> AsyncSlackResponse:
        return await calls.client.conversations_list(
            types=CHANNEL_TYPES,
            exclude_archived=True,
            limit=CHANNELS_A_PAGE,
            cursor=cursor,
        )

    channels = await _pages(calls, page, "channels")
    return {channel["name"]: channel["id"] for channel in channels}


async def _people(calls: FirstCalls) -> list[dict[str, Any]]:
    """Return everybody who could answer: "no more than 200 results at a time" are recommended.

    https://docs.slack.dev/reference/methods/users.list
    """

    async def page(cursor: str) -> AsyncSlackResponse:
        return await calls.client.users_list(limit=PEOPLE_A_PAGE, cursor=cursor)

    everybody = await _pages(calls, page, "members")
    return [
        each
        for each in everybody
        if not (each.get("deleted") or each.get("is_bot") or each.get("is_stranger"))
        and each["id"] != SLACKBOT
    ]


def _called(names: Iterable[str], people: list[dict[str, Any]]) -> dict[str, tuple[str, ...]]:
    """Find people by what they go by: their handle, else the name they chose to show, else their own."""
    by_name: list[defaultdict[str, list[str]]] = [defaultdict(list), defaultdict(list), defaultdict(list)]
    for each in people:
        profile = each.get("profile") or {}
        shown = (each.get("name"), profile.get("display_name"), each.get("real_name"))
        for known, name in zip(by_name, shown, strict=True):
            if name:
                known[name_key(name)].append(each["id"])
    keys = {name: name_key(name.removeprefix(PERSON_MARK)) for name in names}
    return {
        name: next((tuple(known[key]) for known in by_name if key in known), ()) for name, key in keys.items()
    }


async def _groups(calls: FirstCalls) -> dict[str, tuple[str, ...]]:
    """Return the user groups by handle (https://docs.slack.dev/reference/methods/usergroups.list)."""

    async def page(_: str) -> AsyncSlackResponse:
        return await calls.client.usergroups_list()

    groups = await _pages(calls, page, "usergroups")
    return {f"{PERSON_MARK}{group['handle']}": (group["id"],) for group in groups}


async def _by_address(calls: FirstCalls, address: str) -> tuple[str, ...]:
    """Find somebody by e-mail address (https://docs.slack.dev/reference/methods/users.lookupByEmail)."""

    async def ask() -> tuple[str, ...]:
        try:
            return ((await calls.client.users_lookupByEmail(email=address))["user"]["id"],)
        except SlackApiError as error:
            if error_code(error) == "users_not_found":
                return ()
            raise

    return await calls.make(ask)


async def _pages(
    calls: FirstCalls, page: Callable[[str], Awaitable[AsyncSlackResponse]], field: str
) -> list[dict[str, Any]]:
    """Read a list of Slack's to its end."""
    found: list[dict[str, Any]] = []
    cursor = ""

    async def read() -> str:
        answer = await page(cursor)
        found.extend(answer[field])
        return (answer.get("response_metadata") or {}).get("next_cursor") or ""

    while cursor := await calls.make(read):
        pass
    return found
