"""Which machines a feed may be fetched from: those of the public internet, unless an administrator says more.

Whoever can enter a feed, or answer for one, would else reach what only this machine can.
"""

import socket
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver

from bot.feeds.failed import FeedFailed
from rollouts.feeds import FeedTrouble

Address = IPv4Address | IPv6Address
MayAsk = Callable[[Address], bool]
"""Says whether a machine may be asked."""

_NAT64 = IPv6Network("64:ff9b::/96")
"""Holds an IPv4 address in its last 32 bits (RFC 6052)."""


def is_public(address: Address) -> bool:
    """Say whether that address is one of the public internet; one within another has to be so as well."""
    if isinstance(address, IPv6Address):
        teredo = address.teredo
        within = [address.ipv4_mapped, address.sixtofour, teredo and teredo[1]]
        if address in _NAT64:
            within.append(IPv4Address(int(address) & 0xFFFF_FFFF))
        if inner := [each for each in within if each is not None]:
            return all(map(is_public, inner))
    return address.is_global and not address.is_multicast


def anywhere(_: Address) -> bool:
    """Let every machine be asked."""
    return True


def check_literal(host: str, may_ask: MayAsk) -> None:
    """See that a host which is an address itself may be asked: nobody looks it up.

    Raises:
        FeedFailed: it may not.
    """
    try:
        address = ip_address(host.strip("[]").partition("%")[0])
    except ValueError:  # a name
        return
    if not may_ask(address):
        raise FeedFailed(FeedTrouble.PRIVATE)


class CarefulResolver(AbstractResolver):
    """Looks names up, and refuses one of which any machine may not be asked.

    What it returns is what is connected to: a name cannot mean another machine a moment later.
    """

    def __init__(self, may_ask: MayAsk, resolver: AbstractResolver | None = None) -> None:
        """Take `resolver` in place of the system's; it needs a running loop."""
        self._may_ask = may_ask
        self._resolver = resolver or ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Return the addresses of a host.

        Raises:
            FeedFailed: one of them may not be asked.
            OSError: it has none.
        """
        found = await self._resolver.resolve(host, port, family)
        for each in found:
            check_literal(each["host"], self._may_ask)
        return found

    async def close(self) -> None:
        """Let go of what the resolver holds."""
        await self._resolver.close()
