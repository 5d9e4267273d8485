"""Servers: the places where the vendor runs its product, in the order in which releases reach them."""

import re
from dataclasses import dataclass
from functools import lru_cache

from rollouts.refusals import Thing, Unknown, unknown
from rollouts.texts import bare, name_key

SHORTEST_SHORT_FORM = 3
LAG_MAX = 1000
"""How many days a server may lie behind the first: more cannot be meant, and some cannot be counted with."""


@dataclass(frozen=True, slots=True)
class Server:
    """One place where the vendor runs its product.

    `lag_days` is how many days after the first server's date a release is expected here.
    """

    key: str
    name: str
    former_name: str | None = None
    lag_days: int = 0

    @property
    def is_out_of_reach(self) -> bool:
        """Whether it lies so many days from the first that it must be a slip of the keyboard."""
        return abs(self.lag_days) > LAG_MAX

    @property
    def short_name(self) -> str:
        """The name as people say it: "Standard" for "Standard Release server"."""
        return re.sub(r"(?i)\s+(release\s+)?server$", "", self.name) or self.name


# Vendor: "Standard Release server (previously "Production"). Updates land here first, on release day."
# "Controlled Release server (previously "Enterprise"). The same update lands here about two weeks later".
DEFAULT_SERVERS = (
    Server("standard", "Standard Release server", "Production"),
    Server("controlled", "Controlled Release server", "Enterprise", 14),
)


@lru_cache(maxsize=256)
def _names(server: Server) -> tuple[str, ...]:
    """Return them as names are compared: each question, and each entry of a file, asks for the same few."""
    names = (server.key, server.name, server.short_name, server.former_name or "")
    return tuple(name_key(name) for name in names if name)


def _short_form_of(word: str, server: Server) -> bool:
    return len(word) >= SHORTEST_SHORT_FORM and any(name.startswith(word) for name in _names(server))


def match_server(*, text: str, servers: tuple[Server, ...]) -> Server | None:
    """Find the one server meant by a key, name, former name or short form ("prod"), else None."""
    found = servers_called(text=text, servers=servers)
    return found[0] if len(found) == 1 else None


def servers_called(*, text: str, servers: tuple[Server, ...]) -> tuple[Server, ...]:
    """Return the servers that a key, name, former name or short form can mean."""
    word = name_key(bare(text))
    exact = tuple(server for server in servers if {word, name_key(text)} & set(_names(server)))
    return exact or tuple(server for server in servers if _short_form_of(word, server))


def resolve_server(*, text: str, servers: tuple[Server, ...]) -> Server:
    """Find the server meant.

    Raises:
        Unknown: no server, or more than one, fits; it names all and the nearest.
    """
    if found := match_server(text=text, servers=servers):
        return found
    refusal = unknown(Thing.SERVER, text, tuple(name for server in servers for name in _names(server)))
    near = (server.short_name for server in servers if set(refusal.nearest) & set(_names(server)))
    raise Unknown(Thing.SERVER, refusal.text, tuple(server.name for server in servers), tuple(near)[:1])
