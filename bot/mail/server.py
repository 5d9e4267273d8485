"""The mail servers of the settings: where they are, who we are there, and how the way is kept secret."""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from ipaddress import ip_address
from urllib.parse import SplitResult, unquote, urlsplit

from rollouts.received_mails import OF_MANY

INBOX = "INBOX"
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")


class Secrecy(StrEnum):
    """How the connection is kept secret: from its beginning, from STARTTLS on, or not at all."""

    TLS = "tls"
    STARTTLS = "starttls"
    STARTTLS_IF_OFFERED = "starttls_if_offered"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class MailServer:
    """A mail server. Without a `user` nobody logs in."""

    host: str
    port: int
    secrecy: Secrecy
    user: str | None = None
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class MailFolder:
    """A folder of a mailbox on a mail server."""

    server: MailServer
    folder: str = INBOX

    @property
    def name(self) -> str:
        """Which it is, by whatever way it is reached."""
        return f"{self.server.user}@{self.server.host}/{self.folder}"


@dataclass(frozen=True, slots=True)
class _Scheme:
    """How the address of a server begins that speaks one protocol, and which ports it has."""

    plain: str
    port: int
    secret: str
    secret_port: int
    example: str

    @property
    def how(self) -> str:
        """How to write it."""
        return f"write it like {self.example}, with %40 for an @ in a password"

    @property
    def is_none(self) -> str:
        """What is said of what is none."""
        return f"it is not the address of a mail server; {self.how}"


_SMTP = _Scheme("smtp", 587, "smtps", 465, "smtps://user:password@mail.example:465")
_IMAP = _Scheme("imap", 143, "imaps", 993, "imaps://user:password@mail.example:993/INBOX")


def mail_server(url: str, *, allow_plain: bool = False) -> MailServer:
    """Read `smtp[s]://user:password@host:port`.

    Beyond this machine `smtp://` asks for STARTTLS; with `allow_plain` it does without where there is none.

    Raises:
        ValueError: it is not such an address; what is said never repeats it.
    """
    server, path = _read(url, _SMTP, allow_plain=allow_plain)
    if path:
        raise ValueError(_SMTP.is_none)
    return server


def mail_folder(url: str, *, allow_plain: bool = False) -> MailFolder:
    """Read `imap[s]://user:password@host:port/folder`; without a folder it is the inbox.

    Beyond this machine `imap://` asks for STARTTLS; with `allow_plain` it does without where there is none.

    Raises:
        ValueError: it is not such an address; what is said never repeats it.
    """
    server, path = _read(url, _IMAP, allow_plain=allow_plain)
    if server.user is None:
        raise ValueError(f"it says not who reads there; {_IMAP.how}")
    return MailFolder(server, path or INBOX)


def _read(url: str, scheme: _Scheme, *, allow_plain: bool) -> tuple[MailServer, str]:
    """Return the server, and what stands behind it."""
    ports = {scheme.plain: scheme.port, scheme.secret: scheme.secret_port}
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:  # a port of 99999, a bracket that is not closed
        raise ValueError(scheme.is_none) from None
    if parts.scheme not in ports:
        raise ValueError(f"it begins with neither {scheme.plain}:// nor {scheme.secret}://; {scheme.how}")
    if not _is_whole(parts) or port == 0:
        raise ValueError(scheme.is_none)
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if password and not user:
        raise ValueError(f"it has a password and no user; {scheme.how}")
    host = parts.hostname or ""
    secrecy = _secrecy(host, is_secret=parts.scheme == scheme.secret, allow_plain=allow_plain)
    server = MailServer(host, port or ports[parts.scheme], secrecy, user or None, password)
    return server, unquote(parts.path).strip("/")


def _is_whole(parts: SplitResult) -> bool:
    """Say whether it is a host and a path; a sign that was not written as %… cuts it anywhere."""
    has_more = parts.query or parts.fragment
    address = unquote(parts.netloc + parts.path)
    return bool(parts.hostname) and not has_more and address.isprintable() and "\0" not in address


def _secrecy(host: str, *, is_secret: bool, allow_plain: bool) -> Secrecy:
    if is_secret:
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


def mail_sender(text: str) -> str:
    """Return an address or a domain, in lower case, from which mails are taken.

    Raises:
        ValueError: it is neither, or everybody can have an address there.
    """
    sender = text.lower().removeprefix("@")
    if "@" in sender:
        return mail_address(sender)
    if len(sender) > ADDRESS_MOST or not _DOMAIN.fullmatch(sender):
        raise ValueError("it is no e-mail address and no domain; write vendor.example or news@vendor.example")
    if sender in OF_MANY:
        raise ValueError(f"everybody can have an address at {sender}; write the vendor's own address")
    return sender
