"""Putting messages into Slack."""

from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.errors import SOON, classify
from rollouts.deliveries import Content, Key, Lost, Message, NotPosted, Outcome, Sent

EVENT_TYPE = "fortnight_delivery"


class SlackPoster:
    """The `Poster` for Slack. Each post carries its natural key as message metadata (ids only)."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client

    async def post(
        self, *, channel: str, content: Content, thread: str | None, broadcast: bool, key: Key
    ) -> Outcome:
        """Post a message; to a user's id it goes into the direct messages with them."""
        payload = {
            "topic": key.topic,
            "announcement": str(key.announcement),
            "channel": key.channel,
            "revision": key.revision,
        }
        try:
            answer = await self._client.chat_postMessage(
                channel=channel,
                text=content.text,
                blocks=_blocks(content),
                thread_ts=thread,
                reply_broadcast=broadcast or None,
                metadata={"event_type": EVENT_TYPE, "event_payload": payload},
                unfurl_links=False,
                unfurl_media=False,
            )
        except Exception as error:  # noqa: BLE001 - whatever it was, classify sorts it
            return classify(error)
        return Sent(Message(answer["channel"], answer["ts"]))

    async def update(self, *, message: Message, content: Content) -> Outcome:
        """Replace a message. Said twice it is the same message, so a lost answer may be tried again."""
        try:
            await self._client.chat_update(
                channel=message.channel, ts=message.id, text=content.text, blocks=_blocks(content)
            )
        except Exception as error:  # noqa: BLE001 - whatever it was, classify sorts it
            outcome = classify(error)
            return NotPosted(outcome.reason, SOON) if isinstance(outcome, Lost) else outcome
        return Sent(message)


def _blocks(content: Content) -> list[dict[str, object]]:
    return [dict(block) for block in content.blocks]
