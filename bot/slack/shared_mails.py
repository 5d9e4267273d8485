"""E-mails that were forwarded into Slack, as it tells of them.

https://docs.slack.dev/reference/objects/file-object names their type, `email`. Their fields are those of the
payloads: `subject`, `from`, `headers` and `plain_text`.
"""

import logging
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.mail.quotes import new_text
from bot.slack.errors import classify
from rollouts.case_files import NotFetched
from rollouts.incoming_mail import IncomingMail
from rollouts.texts import keepable, one_line, readable

logger = logging.getLogger(__name__)


class SharedMails:
    """Reads such e-mails. Who forwarded one into Slack vouches for it: its sender is not known to be true."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client

    async def mail(self, file: str) -> IncomingMail | NotFetched:
        """Return the e-mail in the file of that id, or why it cannot be read."""
        try:
            answer = await self._client.files_info(file=file)
            return _mail(answer["file"])
        except Exception as error:  # noqa: BLE001 - whatever it was, the person is told what to do instead
            reason = classify(error).reason
            logger.warning("An e-mail in Slack could not be read: %(reason)s", {"reason": reason})
            return NotFetched.NO_SCOPE if reason == "missing_scope" else NotFetched.NOT_THERE


def _mail(told: Mapping[str, Any]) -> IncomingMail | NotFetched:
    said = told.get("plain_text") or told.get("preview_plain_text") or ""
    if not isinstance(said, str) or not said.strip():
        return NotFetched.NOT_THERE
    subject = one_line(readable(str(told.get("subject") or told.get("title") or "")))
    whole = keepable(said)
    headers = told.get("headers")
    date = headers.get("date") if isinstance(headers, Mapping) else None
    return IncomingMail(
        message_id="",
        sender=None,
        subject=subject,
        sent_at=_moment(date),
        references=(),
        recipients=(),
        text=new_text(whole, subject=subject),
        whole=whole,
    )


def _moment(date: object) -> datetime | None:
    try:
        moment = parsedate_to_datetime(str(date or ""))
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
