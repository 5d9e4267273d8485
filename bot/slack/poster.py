"""Putting messages into Slack, and finding out whether one is there."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, assert_never

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.slack.errors import SOON, classify
from bot.slack.outage import Outage
from bot.slack.pace import Pace, Resting
from bot.slack.rendering import Rendered, render_message
from bot.slack.resting import keeping_rests
from rollouts.deliveries import (
    Concern,
    Copy,
    Key,
    Lost,
    Message,
    NotPosted,
    NotReadable,
    Outcome,
    Reason,
    Refused,
    Sent,
)
from rollouts.references import is_group_of_people, people_at, place_of
from views import parts
from views.inlines import PERSON

logger = logging.getLogger(__name__)

EVENT_TYPE = "fortnight_delivery"
CLOCK_SKEW = timedelta(minutes=65)
"""How much earlier than our attempt Slack may have dated the message: our clock may be an hour wrong."""

JOIN_SECONDS = 1
"""How long joining a channel may hold up the first post there: it may be an urgent case."""

OPEN_SECONDS = 3
"""How long opening a conversation with several may hold up what is said first there."""

LOOK_UP_SECONDS = 0.5
"""How long it may hold up a call for help to see that it would reach nobody."""

TICK = "white_check_mark"

CHANNEL = "C"
"""How Slack's ids of channels begin."""


class SlackPoster:
    """The `Poster` for Slack. Each post carries its natural key as message metadata (ids only).

    `why_not` says why a person cannot answer what they are asked, None if they can or it is not known.
    """

    def __init__(
        self, client: AsyncWebClient, pace: Pace, why_not: Callable[[str], Awaitable[Reason | None]]
    ) -> None:
        self._client = client
        self._pace = pace
        self._why_not = why_not
        self._outage = Outage(pace.seconds)
        self._joined: set[str] = set()
        self._groups: dict[str, str] = {}

    async def post(
        self, *, channel: str, content: parts.Message, thread: str | None, broadcast: bool, key: Key
    ) -> Outcome:
        """Post a message; to a user's id it goes into the direct messages with them, so to several."""
        if (rendered := _rendered(content)) is None:
            return Refused(Reason.NO_WORDS)
        place: str | NotPosted | Refused = channel
        if is_group_of_people(channel):
            place = await self._group(channel, is_reply=thread is not None)
        elif channel.startswith(PERSON) and (hindrance := await self._hindrance(channel, key)):
            return Refused(hindrance, concern=Concern.CHANNEL)
        if not isinstance(place, str):
            return place
        said: dict[str, object] = {
            "channel": place,
            "text": rendered.text,
            "blocks": rendered.blocks,
            "metadata": {"event_type": EVENT_TYPE, "event_payload": mark_of(key)},
            "unfurl_links": False,
            "unfurl_media": False,
            **({"thread_ts": thread} if thread is not None else {}),
            **({"reply_broadcast": True} if broadcast else {}),
        }
        try:
            await self._pace.message(channel)
            with self._outage.risk(), keeping_rests(self._pace, "chat.postMessage", channel):
                await self._join(channel)
                answer = await self._client.api_call("chat.postMessage", json=said)
        except Exception as error:  # noqa: BLE001 - whatever it was, classify sorts it
            return classify(error)
        return Sent(Message(answer["channel"], answer["ts"]))

    async def update(self, *, message: Message, content: parts.Message) -> Outcome:
        """Replace a message."""
        if (rendered := _rendered(content)) is None:
            return Refused(Reason.NO_WORDS)
        said = {
            "channel": message.channel,
            "ts": message.id,
            "text": rendered.text,
            "blocks": rendered.blocks,
        }
        await self._pace.update()
        try:
            with keeping_rests(self._pace, "chat.update"):
                await self._client.api_call("chat.update", json=said)
        except Exception as error:  # noqa: BLE001 - whatever it was, classify sorts it
            return classify(error)
        return Sent(message)

    async def tick(self, message: Message) -> Outcome:
        """Set a tick on a message; that it may not be set concerns nothing else of what is posted.

        https://docs.slack.dev/reference/methods/reactions.add
        """
        await self._pace.update()
        try:
            with keeping_rests(self._pace, "reactions.add"):
                await self._client.reactions_add(channel=message.channel, timestamp=message.id, name=TICK)
        except Exception as error:  # noqa: BLE001 - whatever it was, classify sorts it
            match classify(error):
                case Refused("already_reacted"):
                    return Sent(message)
                case Refused(reason):
                    return Refused(reason)
                case later:
                    return later
        return Sent(message)

    async def find(
        self, *, channel: str, thread: str | None, keys: frozenset[Key], since: datetime
    ) -> Mapping[Key, tuple[Copy, ...]] | NotReadable | NotPosted:
        """Look for posts by their metadata, page after page; reading needs the bot to be a member."""
        oldest = f"{(since - CLOCK_SKEW).timestamp():.6f}"
        found: defaultdict[Key, tuple[Copy, ...]] = defaultdict(tuple)
        cursor: str | None = None
        try:
            place = await self._place(channel)
            if not isinstance(place, str):
                return _not_read(place)
            while True:
                await self._pace.history()
                answer = await self._page(place, thread, oldest, cursor)
                for message in answer["messages"]:
                    if (key := _key_of(message, keys)) is not None:
                        found[key] += (Copy(Message(place, message["ts"]), _is_used(message)),)
                cursor = (answer.get("response_metadata") or {}).get("next_cursor")
                if not cursor:
                    return found
        except Exception as error:  # noqa: BLE001 - whatever it was, classify sorts it
            outcome = classify(error)
            # Without its thread there is no reply either.
            return found if isinstance(outcome, Refused) and outcome.gone else _not_read(outcome)

    async def delete(self, message: Message) -> bool:
        """Delete a message; one that may not be deleted, or is gone, is done with."""
        try:
            with keeping_rests(self._pace, "chat.delete"):
                await self._client.chat_delete(channel=message.channel, ts=message.id)
        except Exception as error:  # noqa: BLE001 - whatever it was, classify sorts it
            return isinstance(classify(error), Refused)
        return True

    async def link(self, message: Message) -> str | None:
        """Return the message's permalink."""
        try:
            with keeping_rests(self._pace, "chat.getPermalink"):
                answer = await self._client.chat_getPermalink(channel=message.channel, message_ts=message.id)
        except Exception as error:  # noqa: BLE001 - whatever it was, it is asked for again
            logger.info("A link could not be asked for: %(reason)s", {"reason": classify(error).reason})
            return None
        found: str = answer["permalink"]
        return found

    async def _page(
        self, place: str, thread: str | None, oldest: str, cursor: str | None
    ) -> AsyncSlackResponse:
        common: dict[str, Any] = {
            "channel": place,
            "oldest": oldest,
            "inclusive": True,
            "limit": self._pace.history_page,
            "include_all_metadata": True,
            "cursor": cursor,
        }
        if thread is None:
            with keeping_rests(self._pace, "conversations.history"):
                return await self._client.conversations_history(**common)
        with keeping_rests(self._pace, "conversations.replies"):
            return await self._client.conversations_replies(ts=thread, **common)

    async def _place(self, channel: str) -> str | NotPosted | Refused:
        """Return the conversation to read: that of the direct messages for a person, or for several."""
        if is_group_of_people(channel):
            return await self._group(channel, is_reply=True)
        if not channel.startswith(PERSON):
            return channel
        with keeping_rests(self._pace, "conversations.open"):
            answer = await self._client.conversations_open(users=[channel])
        opened: str = answer["channel"]["id"]
        return opened

    async def _hindrance(self, user: str, key: Key) -> Reason | None:
        """Return why the post would reach nobody there who can do what it is for; a guest can read."""
        kind = key.announcement.kind
        if kind.is_passed_on:
            return await self._why_not(user)
        return await self._why_nobody_reads(user) if kind.is_call else None

    async def _why_nobody_reads(self, user: str) -> Reason | None:
        """Return why somebody does not read what calls for help, or may not; who is not known does.

        Slack tells it within that time, or told it before: no case waits for it longer.
        """
        try:
            found = await asyncio.wait_for(self._why_not(user), LOOK_UP_SECONDS)
        except TimeoutError:
            return None
        return None if found is Reason.IS_GUEST else found

    async def _group(self, people: str, *, is_reply: bool) -> str | NotPosted | Refused:
        """Return the conversation with those of them who read it, opened once; or why it cannot be had.

        What opens a case does not wait for it: it is refused there, and goes on to the next place. A reply
        waits for its thread. https://docs.slack.dev/reference/methods/conversations.open
        """
        if people in self._groups:
            return self._groups[people]
        asked = people_at(people)
        hindrances = await asyncio.gather(*map(self._why_nobody_reads, asked))
        readers = [each for each, hindrance in zip(asked, hindrances, strict=True) if not hindrance]
        if not is_group_of_people(place_of(readers)):
            return Refused(next(filter(None, hindrances)), concern=Concern.CHANNEL)
        try:
            with keeping_rests(self._pace, "conversations.open"):
                async with asyncio.timeout(OPEN_SECONDS):
                    answer = await self._client.conversations_open(users=readers)
        except Exception as error:  # noqa: BLE001 - whatever it was, classify sorts it
            match classify(error):
                case Refused("missing_scope" as reason):
                    return Refused(reason, concern=Concern.CHANNEL)
                case Refused(concern=Concern.WORKSPACE) as rejected:
                    return rejected
                case Refused(reason):
                    return Refused(reason, concern=Concern.CHANNEL)
                case NotPosted() | Lost() as later if is_reply:
                    return NotPosted(later.reason, SOON)
                case later:
                    return Refused(later.reason, concern=Concern.CHANNEL)
        opened: str = answer["channel"]["id"]
        self._groups[people] = opened
        return opened

    async def _join(self, channel: str) -> None:
        """Join a public channel before the first post there: without it, no lost post could be looked for.

        Where that is not allowed the post itself says what is wrong. No post waits for it for long.
        """
        if channel in self._joined or not channel.startswith(CHANNEL):
            return
        try:
            with keeping_rests(self._pace, "conversations.join"):
                async with asyncio.timeout(JOIN_SECONDS):
                    await self._client.conversations_join(channel=channel)
        except (Resting, SlackApiError, aiohttp.ClientError, OSError, TimeoutError):
            return
        self._joined.add(channel)


def _not_read(outcome: NotPosted | Lost | Refused) -> NotPosted | NotReadable:
    """Say that nothing could be read, now or at all."""
    match outcome:
        case NotPosted() as later:
            return later
        case Lost(reason):
            return NotPosted(reason, SOON)
        case Refused(reason):
            return NotReadable(reason)
        case _:
            assert_never(outcome)


def mark_of(key: Key) -> dict[str, str | int]:
    """Return what a message carries so that it is found again; what was posted before carries the same."""
    return {
        "topic": str(key.topic),
        "announcement": str(key.announcement),
        "channel": key.channel,
        "revision": key.revision,
    }


def _key_of(message: Mapping[str, Any], keys: frozenset[Key]) -> Key | None:
    """Return the key among these whose mark the message carries."""
    metadata = message.get("metadata") or {}
    if metadata.get("event_type") != EVENT_TYPE:
        return None
    return next((key for key in keys if metadata.get("event_payload") == mark_of(key)), None)


def _is_used(message: Mapping[str, Any]) -> bool:
    return bool(message.get("reply_count") or message.get("reactions"))


def _rendered(content: parts.Message) -> Rendered | None:
    """Render it; None if that fails, for then it is certain that nothing was posted."""
    try:
        return render_message(content)
    except Exception:  # one faulty message must not stop the others
        logger.exception("A message could not be rendered")
        return None
