"""The mail server of the settings: where it is, who we are there, and how the way to it is kept secret."""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from ipaddress import ip_address
from urllib.parse import SplitResult, unquote, urlsplit

WRITE_IT = "write it like smtps://user:password@mail.example:465, with %40 for an @ in a password"
PORTS = {"smtp": 587, "smtps": 465}


class Secrecy(StrEnum):
    """How the connection is kept secret: from its beginning, from STARTTLS on, or not at all."""

    TLS = "tls"
    STARTTLS = "starttls"
    STARTTLS_IF_OFFERED = "starttls_if_offered"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class MailServer:
    """A mail server that takes our mails. Without a `user` nobody logs in."""

    host: str
    port: int
    secrecy: Secrecy
    user: str | None = None
    password: str = field(default="", repr=False)


def mail_server(url: str, *, allow_plain: bool = False) -> MailServer:
    """Read `smtp[s]://user:password@host:port`.

    Beyond this machine `smtp://` asks for STARTTLS; with `allow_plain` it does without where there is none.

    Raises:
        ValueError: it is not such an address; what is said never repeats it.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:  # a port of 99999, a bracket that is not closed
        raise ValueError(f"it is not the address of a mail server; {WRITE_IT}") from None
    if parts.scheme not in PORTS:
        raise ValueError(f"it begins with neither smtp:// nor smtps://; {WRITE_IT}")
    if not _is_whole(parts) or port == 0:
        raise ValueError(f"it is not the address of a mail server; {WRITE_IT}")
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if password and not user:
        raise ValueError(f"it has a password and no user; {WRITE_IT}")
    host = parts.hostname or ""
    secrecy = _secrecy(parts.scheme, host, allow_plain=allow_plain)
    return MailServer(host, port or PORTS[parts.scheme], secrecy, user or None, password)


def _is_whole(parts: SplitResult) -> bool:
    """Say whether it is a host and nothing behind it; a sign that was not written as %… cuts it anywhere."""
    has_more = parts.path.strip("/") or parts.query or parts.fragment
    address = unquote(parts.netloc)
    return bool(parts.hostname) and not has_more and address.isprintable() and "\0" not in address


def _secrecy(scheme: str, host: str, *, allow_plain: bool) -> Secrecy:
    if scheme == "smtps":
        return Secrecy.TLS
    if is_this_machine(host):
        return Secrecy.NONE
    return Secrecy.STARTTLS_IF_OFFERED if allow_plain else Secrecy.STARTTLS


def is_this_machine(host: str) -> bool:
    """Say whether nothing that is sent to that host leaves this machine."""
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


_ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[a-z\d-]+(\.[a-z\d-]+)+", re.ASCII | re.IGNORECASE)
ADDRESS_MOST = 254
"""RFC 5321, 4.5.3.1.3: a path has at most 256 octets, two of which are its brackets."""


def mail_address(text: str) -> str:
    """Return an address as it is; it may not bring along what could end a header.

    Raises:
        ValueError: it is none.
    """
    if len(text) > ADDRESS_MOST or not _ADDRESS.fullmatch(text):
        raise ValueError("it is no e-mail address; write one like releases@acme.example")
    return text
