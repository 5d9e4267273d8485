"""Who may read over HTTP: those with a key, not too often."""

import hmac
from collections.abc import Iterable

from aiohttp import web
from aiolimiter import AsyncLimiter

PER_MINUTE = 60
"""How often one key may read; as often, all who have none are told so."""


class Keys:
    """The keys of the settings; taking one out of them revokes it."""

    def __init__(self, keys: Iterable[str], *, per_minute: int = PER_MINUTE) -> None:
        self._limits = {key: AsyncLimiter(per_minute) for key in keys}
        self._strangers = AsyncLimiter(per_minute)
        self._per_minute = per_minute

    async def check(self, key: str) -> None:
        """Let a key in.

        Raises:
            web.HTTPNotFound: it is none of ours, or there are none.
            web.HTTPTooManyRequests: it was used too often.
        """
        known = [
            limit for each, limit in self._limits.items() if hmac.compare_digest(each.encode(), key.encode())
        ]
        limit = known[0] if known else self._strangers
        if not limit.has_capacity():
            raise web.HTTPTooManyRequests(headers={"Retry-After": str(60 // self._per_minute + 1)})
        await limit.acquire()
        if not known:
            raise web.HTTPNotFound

    async def check_bearer(self, request: web.Request) -> None:
        """Let in whoever brings a key as `Authorization: Bearer …`.

        Raises:
            web.HTTPUnauthorized: they bring none of ours.
            web.HTTPTooManyRequests: too often.
        """
        scheme, _, key = request.headers.get("Authorization", "").partition(" ")
        try:
            await self.check(key.strip() if scheme.lower() == "bearer" else "")
        except web.HTTPNotFound:
            raise web.HTTPUnauthorized from None
