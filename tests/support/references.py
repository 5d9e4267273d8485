"""References for listeners that look none up."""

from collections.abc import Collection, Mapping
from typing import NoReturn


class Unasked:
    """Is asked for nothing."""

    async def why_not(self, user: str) -> NoReturn:
        raise AssertionError(f"{user} was looked up")

    async def why_closed(self, channel: str) -> NoReturn:
        raise AssertionError(f"{channel} was looked up")

    async def is_in(self, user: str, channel: str) -> NoReturn:
        raise AssertionError(f"{user} was looked up in {channel}")

    async def find(self, names: Collection[str]) -> Mapping[str, str]:
        raise AssertionError(f"{names} were looked up")
