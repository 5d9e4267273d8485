"""Fetching the files that people shared, for e-mails to the vendor: from Slack's own hosts, and no others.

https://docs.slack.dev/messaging/working-with-files#file_access
"""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.errors import classify
from rollouts.case_files import CaseFile, Fetched, NotFetched

SECONDS = 20
"""How long all files of a mail may take: it holds a claim, and an urgent one does not wait for pictures."""
CHUNK = 65_536
OK = 200
HOSTS = (".slack.com", ".slack-gov.com")

logger = logging.getLogger(__name__)


class SlackDownloads:
    """Fetches files with the bot's token, which goes to Slack alone."""

    def __init__(self, client: AsyncWebClient, session: aiohttp.ClientSession) -> None:
        self._client = client
        self._session = session
        self._api = _origin(client.base_url)

    async def fetch(self, files: Sequence[CaseFile], *, most: int) -> Mapping[str, Fetched]:
        """Return what is in each file, by id: as many, in their order, as make `most` bytes."""
        found: dict[str, Fetched] = dict.fromkeys((file.id for file in files), NotFetched.NOT_THERE)
        left = most
        try:
            async with asyncio.timeout(SECONDS):
                for file in files:
                    found[file.id] = fetched = await self._fetch(file, left)
                    left -= len(fetched) if isinstance(fetched, bytes) else 0
        except TimeoutError:
            logger.warning(
                "The files of an e-mail could not all be fetched in %(seconds)d s.", {"seconds": SECONDS}
            )
        return found

    async def _fetch(self, file: CaseFile, most: int) -> Fetched:
        if file.size > most:
            return NotFetched.TOO_LARGE
        try:
            answer = await self._client.files_info(file=file.id)
            known: Mapping[str, Any] = answer["file"]
            size = int(known["size"])
            if size > most:
                return NotFetched.TOO_LARGE
            content = await self._download(str(known["url_private_download"]), size)
        except TimeoutError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever it was, the mail goes out without the file
            reason = classify(error).reason
            logger.warning("A file for an e-mail could not be fetched: %(reason)s", {"reason": reason})
            return NotFetched.NO_SCOPE if reason == "missing_scope" else NotFetched.NOT_THERE
        return NotFetched.NOT_THERE if content is None else content

    async def _download(self, url: str, size: int) -> bytes | None:
        """Return what is at the address; None where it is not the file, or not with Slack.

        Whoever may not read a file is led to a page to log in: nothing is followed.
        """
        origin = _origin(url)
        if origin != self._api and not _is_slacks(origin):
            logger.warning("A file lies elsewhere than with Slack; it is not fetched.")
            return None
        head = {"Authorization": f"Bearer {self._client.token}"}
        async with self._session.get(url, headers=head, allow_redirects=False) as response:
            if response.status != OK:
                return None
            content = bytearray()
            async for chunk in response.content.iter_chunked(CHUNK):
                content += chunk
                if len(content) > size:
                    return None
        return bytes(content) if len(content) == size else None


def _origin(url: str) -> tuple[str, str, int | None]:
    """Return scheme, host and port of an address."""
    parts = urlsplit(url)
    return parts.scheme, (parts.hostname or "").lower(), parts.port


def _is_slacks(origin: tuple[str, str, int | None]) -> bool:
    scheme, host, port = origin
    return scheme == "https" and port is None and host.endswith(HOSTS)
