"""Sending files to people and sharing them with channels, by Slack's three steps.

https://docs.slack.dev/messaging/working-with-files#uploading_files
"""

import logging

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.errors import classify
from bot.slack.pace import Pace
from bot.slack.rendering.mrkdwn import mrkdwn
from bot.slack.resting import keeping_rests
from rollouts.deliveries import Lost, Refused
from rollouts.refusals import FileNotSent, Unsent
from views.files import File
from views.inlines import PERSON

UPLOADED = 200
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
            async with keeping_rests(self._pace, "files.completeUploadExternal"):
                await self._client.files_completeUploadExternal(
                    files=[{"id": uploaded, "title": file.title}],
                    channel_id=place,
                    initial_comment=mrkdwn(file.words),
                )
        except Exception as error:  # whatever it was, classify sorts it
            raise _not_sent(error, is_last=True) from error

    async def _prepare(self, file: File, to: str) -> tuple[str, str]:
        """Return the conversation it goes to and the uploaded file's id; nobody sees anything of it yet."""
        try:
            async with keeping_rests(self._pace, "files.getUploadURLExternal"):
                begun = await self._client.files_getUploadURLExternal(
                    filename=file.name, length=len(file.content), alt_txt=file.alt[:ALT_MOST] or None
                )
            async with self._session.post(begun["upload_url"], data=file.content) as answer:
                status = answer.status
            place = await self._place(to)
        except Exception as error:  # whatever it was, classify sorts it
            raise _not_sent(error, is_last=False) from error
        if status != UPLOADED:
            raise FileNotSent(Unsent.LATER, f"http_{status}")
        return place, str(begun["file_id"])

    async def _place(self, to: str) -> str:
        """Return the conversation: files take no ids of people (slackapi/bolt-js issue 2115)."""
        if not to.startswith(PERSON):
            return to
        async with keeping_rests(self._pace, "conversations.open"):
            opened = await self._client.conversations_open(users=[to])
        return str(opened["channel"]["id"])


def _not_sent(error: Exception, *, is_last: bool) -> FileNotSent:
    """Sort what a step raised: a lost answer leaves it open only where the file could have been shared."""
    outcome = classify(error)
    logger.warning("A file was not sent: %s", outcome.reason)
    if isinstance(outcome, Refused):
        return FileNotSent(_KNOWN.get(outcome.reason, Unsent.REFUSED), outcome.reason)
    is_open = is_last and isinstance(outcome, Lost)
    return FileNotSent(Unsent.LOST if is_open else Unsent.LATER, outcome.reason)
