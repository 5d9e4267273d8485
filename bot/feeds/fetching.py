"""Fetching a feed: if it changed, from public machines alone, and never too large or too slow."""

import asyncio
import zlib
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from hashlib import sha256
from importlib.metadata import version
from urllib.parse import urljoin, urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver

from bot.feeds.addresses import CarefulResolver, MayAsk, check_literal, is_public
from bot.feeds.failed import FeedFailed
from rollouts.feeds import FeedTrouble, Validators
from rollouts.ports import Clock

BYTES_MAX = 2_000_000
"""Of a feed, unpacked. Those of the busiest projects have half of that."""
SECONDS = 20
REDIRECTS_MAX = 5
VALIDATOR_MAX = 1000
CHUNK = 65_536
OK, NOT_MODIFIED = 200, 304
MOVED = frozenset({301, 302, 303, 307, 308})
BUSY = frozenset({429, 503})
"""What a server says that asks to be left alone for a while (RFC 6585, 4; RFC 9110, 15.6.4)."""
GZIP, DEFLATE = 16 + zlib.MAX_WBITS, zlib.MAX_WBITS
_PACKED = {"gzip": GZIP, "x-gzip": GZIP, "deflate": DEFLATE}


@dataclass(frozen=True, slots=True)
class Fetched:
    """A feed as its server gave it; `content` is None where it is as it was the last time."""

    content: bytes | None
    type: str
    validators: Validators


class FeedFetcher:
    """Fetches feeds. It has a session of its own for each look: nothing of one is known to the next."""

    def __init__(
        self,
        clock: Clock,
        *,
        may_ask: MayAsk = is_public,
        seconds: float = SECONDS,
        resolver: AbstractResolver | None = None,
    ) -> None:
        self._clock = clock
        self._may_ask = may_ask
        self._seconds = seconds
        self._resolver = resolver

    async def fetch(self, url: str, known: Validators) -> Fetched:
        """Return what is at the address, if it is another than what is known.

        Raises:
            FeedFailed: it cannot be had, and why.
        """
        try:
            async with asyncio.timeout(self._seconds), self._session() as session:
                return await self._follow(session, url, known)
        except TimeoutError:
            raise FeedFailed(FeedTrouble.TOO_SLOW) from None
        except (aiohttp.ClientConnectorCertificateError, aiohttp.ClientConnectorSSLError):
            raise FeedFailed(FeedTrouble.CERTIFICATE) from None
        except (aiohttp.InvalidURL, aiohttp.NonHttpUrlClientError):
            raise FeedFailed(FeedTrouble.NOT_THE_WEB) from None
        except (aiohttp.ClientError, OSError):
            raise FeedFailed(FeedTrouble.UNREACHABLE) from None

    def _session(self) -> aiohttp.ClientSession:
        connector = aiohttp.TCPConnector(
            resolver=CarefulResolver(self._may_ask, self._resolver), use_dns_cache=False, force_close=True
        )
        return aiohttp.ClientSession(
            connector=connector, auto_decompress=False, cookie_jar=aiohttp.DummyCookieJar()
        )

    async def _follow(self, session: aiohttp.ClientSession, url: str, known: Validators) -> Fetched:
        """Ask, and go where the server sends us: each address is looked at before it is asked."""
        for _ in range(REDIRECTS_MAX + 1):
            parts = urlsplit(url)
            if parts.scheme not in {"http", "https"} or not parts.hostname:
                raise FeedFailed(FeedTrouble.NOT_THE_WEB)
            check_literal(parts.hostname, self._may_ask)
            async with session.get(url, headers=_head(known), allow_redirects=False) as answer:
                if answer.status not in MOVED or "Location" not in answer.headers:
                    return await self._taken(answer, known)
                try:
                    url = urljoin(url, answer.headers["Location"])
                    urlsplit(url).port  # noqa: B018 - a port that is none raises
                except ValueError:
                    raise FeedFailed(FeedTrouble.NOT_THE_WEB) from None
        raise FeedFailed(FeedTrouble.REDIRECTS)

    async def _taken(self, answer: aiohttp.ClientResponse, known: Validators) -> Fetched:
        kind = answer.headers.get("Content-Type", "")
        if answer.status == NOT_MODIFIED:
            return Fetched(None, kind, known)
        if answer.status in BUSY:
            wait = _wait(answer.headers.get("Retry-After", ""), self._clock.now())
            raise FeedFailed(FeedTrouble.BUSY, wait=wait)
        if answer.status != OK:
            raise FeedFailed(FeedTrouble.STATUS, answer.status)
        content = await _unpacked(answer)
        validators = Validators(
            _validator(answer.headers, "ETag"),
            _validator(answer.headers, "Last-Modified"),
            sha256(content).hexdigest(),
        )
        return Fetched(None if validators.digest == known.digest else content, kind, validators)


def _head(known: Validators) -> Mapping[str, str]:
    """Return what a request says: who asks, and what is known already (RFC 9110, 13.1)."""
    asked = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
    return {
        "User-Agent": f"Fortnight/{version('fortnight')}",
        "Accept": "application/atom+xml, application/rss+xml, text/xml;q=0.9, */*;q=0.1",
        "Accept-Encoding": "gzip, deflate",
        **{name: value for name, value in asked.items() if value},
    }


def _validator(headers: Mapping[str, str], name: str) -> str:
    """Return what a server calls its answer; what no request could say again is left out."""
    value = headers.get(name, "")
    return value if len(value) <= VALIDATOR_MAX and value.isascii() and value.isprintable() else ""


def _wait(said: str, now: datetime) -> timedelta | None:
    """Read Retry-After: seconds, or a moment (RFC 9110, 10.2.3)."""
    if said.isascii() and said.isdigit():
        return timedelta(seconds=int(said[:9]))
    try:
        until = parsedate_to_datetime(said)
    except ValueError:
        return None
    return until - now if until.tzinfo else None


async def _unpacked(answer: aiohttp.ClientResponse) -> bytes:
    """Return the body, which is never let grow beyond what a feed has, however well it is packed."""
    content = bytearray()
    async for piece in _pieces(answer):
        content += piece
        if len(content) > BYTES_MAX:
            raise FeedFailed(FeedTrouble.TOO_LARGE)
    return bytes(content)


async def _pieces(answer: aiohttp.ClientResponse) -> AsyncIterator[bytes]:
    how = answer.headers.get("Content-Encoding", "identity").strip().lower()
    if how not in {*_PACKED, "identity", ""}:
        raise FeedFailed(FeedTrouble.GARBLED)
    unpacking = zlib.decompressobj(_PACKED[how]) if how in _PACKED else None
    async for chunk in answer.content.iter_chunked(CHUNK):
        if unpacking is None:
            yield chunk
            continue
        packed = chunk
        while packed and not unpacking.eof:
            try:
                yield unpacking.decompress(packed, CHUNK)
            except zlib.error:
                raise FeedFailed(FeedTrouble.GARBLED) from None
            packed = unpacking.unconsumed_tail
    if unpacking and not unpacking.eof:
        raise FeedFailed(FeedTrouble.GARBLED)
