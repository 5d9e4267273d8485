"""Sending files to people and sharing them with channels, by Slack's three steps.

https://docs.slack.dev/messaging/working-with-files#uploading_files
"""

import asyncio
import logging
from collections.abc import Sequence

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.errors import SOON, classify
from bot.slack.pace import Pace
from bot.slack.rendering.mrkdwn import mrkdwn
from bot.slack.resting import keeping_rests
from rollouts.deliveries import Lost, Message, NotPosted, Outcome, Refused, Sent
from rollouts.refusals import FileNotSent, Unsent
from views.files import File
from views.inlines import PERSON, Words

UPLOADED = 200
SHARE_SECONDS = 60
"""How long bringing up the files of a mail may take, well within a claim's lease."""
ALT_MOST = 1000
"""Slack: `alt_txt_too_large`, "longer than the limit of 1000 character"."""

_KNOWN = {"missing_scope": Unsent.NO_SCOPE, "not_in_channel": Unsent.NOT_IN_CHANNEL}

logger = logging.getLogger(__name__)


class SlackFiles:
    """Sends files. Until the last step nothing is seen of one; whatever step fails, none is made twice."""

    def __init__(self, client: AsyncWebClient, session: aiohttp.ClientSession, pace: Pace) -> None:
        self._client = client
        self._session = session
        self._pace = pace

    async def send(self, file: File, *, to: str) -> None:
        """Send a file to the direct messages of a person, or share it with a channel, by id.

        Raises:
            FileNotSent: it did not arrive, or nobody knows.
        """
        place, uploaded = await self._prepare(file, to)
        try:
            await self._pace.message(place)
            with keeping_rests(self._pace, "files.completeUploadExternal"):
                await self._client.files_completeUploadExternal(
                    files=[{"id": uploaded, "title": file.title}],
                    channel_id=place,
                    initial_comment=mrkdwn(file.words),
                )
        except Exception as error:  # whatever it was, classify sorts it
            raise _not_sent(error, is_last=True) from error

    async def share(self, files: Sequence[File], *, words: Words, place: Message) -> Outcome:
        """Share files in the thread of that message, in one message with `words`; it never raises.

        A refusal is of these files alone.
        """
        try:
            async with asyncio.timeout(SHARE_SECONDS):
                uploaded: list[dict[str, str | None]] = [
                    {"id": await self._upload(file), "title": file.title} for file in files
                ]
        except FileNotSent as error:
            return _as_outcome(error)
        except Exception as error:  # noqa: BLE001 - whatever it was, nobody has seen any of them
            return _as_outcome(_not_sent(error, is_last=False))
        try:
            await self._pace.message(place.channel)
            with keeping_rests(self._pace, "files.completeUploadExternal"):
                await self._client.files_completeUploadExternal(
                    files=uploaded,
                    channel_id=place.channel,
                    thread_ts=place.id,
                    initial_comment=mrkdwn(words),
                )
        except Exception as error:  # noqa: BLE001 - whatever it was, classify sorts it
            return _as_outcome(_not_sent(error, is_last=True))
        return Sent(Message(place.channel, str(uploaded[0]["id"])))

    async def _prepare(self, file: File, to: str) -> tuple[str, str]:
        """Return the conversation it goes to and the uploaded file's id; nobody sees anything of it yet."""
        try:
            uploaded = await self._upload(file)
            place = await self._place(to)
        except FileNotSent:
            raise
        except Exception as error:  # whatever it was, classify sorts it
            raise _not_sent(error, is_last=False) from error
        return place, uploaded

    async def _upload(self, file: File) -> str:
        """Bring up what is in a file, and return its id; what goes wrong is raised as it comes."""
        with keeping_rests(self._pace, "files.getUploadURLExternal"):
            begun = await self._client.files_getUploadURLExternal(
                filename=file.name, length=len(file.content), alt_txt=file.alt[:ALT_MOST] or None
            )
        async with self._session.post(begun["upload_url"], data=file.content) as answer:
            status = answer.status
        if status != UPLOADED:
            raise FileNotSent(Unsent.LATER, f"http_{status}")
        return str(begun["file_id"])

    async def _place(self, to: str) -> str:
        """Return the conversation: files take no ids of people (slackapi/bolt-js issue 2115)."""
        if not to.startswith(PERSON):
            return to
        with keeping_rests(self._pace, "conversations.open"):
            opened = await self._client.conversations_open(users=[to])
        return str(opened["channel"]["id"])


def _as_outcome(error: FileNotSent) -> Outcome:
    match error.why:
        case Unsent.LATER:
            return NotPosted(error.detail, SOON)
        case Unsent.LOST:
            return Lost(error.detail)
        case _:
            return Refused(error.detail)


def _not_sent(error: Exception, *, is_last: bool) -> FileNotSent:
    """Sort what a step raised: a lost answer leaves it open only where the file could have been shared."""
    outcome = classify(error)
    logger.warning("A file was not sent: %(reason)s", {"reason": outcome.reason})
    if isinstance(outcome, Refused):
        return FileNotSent(_KNOWN.get(outcome.reason, Unsent.REFUSED), outcome.reason)
    is_open = is_last and isinstance(outcome, Lost)
    return FileNotSent(Unsent.LOST if is_open else Unsent.LATER, outcome.reason)
