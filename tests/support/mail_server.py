"""A real mail server in the test's own loop, which does as it is told when it comes to a step."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from functools import cache
from typing import Any

import trustme
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from bot.mail.server import MailServer, Secrecy

HANG, DROP = "hang", "drop"
"""What a step may come to, beside an answer in the words of SMTP."""

USER, PASSWORD = "fortnight", "p@ss:w/rd"
ADDRESS = "127.0.0.1"


@dataclass
class Postbox:
    """What the server was told to do at which step, and what it has taken.

    Steps are `EHLO`, `MAIL`, `RCPT`, `RCPT <address>`, `DATA`, and `CONTENT`: after all of it came in.
    """

    port: int = 0
    faults: dict[str, str] = field(default_factory=dict)
    taken: list[Envelope] = field(default_factory=list)
    logins: list[str] = field(default_factory=list)
    came_to: list[str] = field(default_factory=list)
    arrived: asyncio.Event = field(default_factory=asyncio.Event)
    connections: list[asyncio.Transport] = field(default_factory=list)

    def then(self, faults: Mapping[str, str]) -> None:
        """Let steps come to that from now on; all else goes well."""
        self.faults = dict(faults)

    @property
    def mails(self) -> list[EmailMessage]:
        """What was taken, as a mail program reads it."""
        contents = (envelope.original_content or b"" for envelope in self.taken)
        lines = (each.replace(b"\r\n", b"\n") for each in contents)
        read = (message_from_bytes(each, policy=default) for each in lines)
        return list(read)

    def server(self, secrecy: Secrecy = Secrecy.NONE, **given: str) -> MailServer:
        """Return the settings with which it is reached."""
        return MailServer(ADDRESS, self.port, secrecy, **given)


class _Server(SMTP):
    """aiosmtpd with steps that can be made to fail, also those its handler is not asked about."""

    def __init__(self, box: Postbox, given: dict[str, Any]) -> None:
        super().__init__(_Handler(box), hostname="mail.example", **given)
        self._box = box

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._box.connections.append(transport)
        super().connection_made(transport)

    async def step(self, *names: str) -> str | None:
        """Come to a step: return the answer that was set for it, if any."""
        self._box.came_to.append(names[0])
        fault = next((self._box.faults[name] for name in names if name in self._box.faults), None)
        if fault == HANG:
            await asyncio.Event().wait()
        if fault == DROP:
            self._box.connections[-1].abort()
            await asyncio.Event().wait()
        return fault

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802 - aiosmtpd's name
        if answer := await self.step("DATA"):
            await self.push(answer)
            return
        await super().smtp_DATA(arg)


class _Handler:
    def __init__(self, box: Postbox) -> None:
        self._box = box

    async def handle_EHLO(  # noqa: N802 - aiosmtpd's name
        self, server: _Server, session: Session, _: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        answer = await server.step("EHLO")
        return [answer] if answer else responses

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's name
        self, server: _Server, _: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return await server.step("MAIL") or "250 OK"

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: _Server, _: Session, envelope: Envelope, address: str, __: list[str]
    ) -> str:
        if answer := await server.step(f"RCPT {address}", "RCPT"):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: _Server, _: Session, envelope: Envelope) -> str:  # noqa: N802 - as above
        refusal = self._box.faults.get("CONTENT", "")
        if not refusal[:1].isdigit():
            self._box.taken.append(envelope)
            self._box.arrived.set()
        return await server.step("CONTENT") or "250 Taken"


@cache
def authority() -> trustme.CA:
    """Return the authority that signs the certificates of tests."""
    return trustme.CA()


_LONG_AGO = datetime(2001, 1, 1, tzinfo=UTC)


def certificate(*names: str, authority: trustme.CA, until: datetime | None = None) -> ssl.SSLContext:
    """Return what a server needs that goes by these names; it is valid `until` then."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    issued = authority.issue_cert(*names, not_before=_LONG_AGO if until else None, not_after=until)
    issued.configure_cert(context)
    return context


def trusting(authority: trustme.CA) -> ssl.SSLContext:
    """Return what a client needs that believes this authority alone."""
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


@asynccontextmanager
async def mail_server(
    *,
    tls: ssl.SSLContext | None = None,
    is_secret_at_once: bool = False,
    has_login: bool = False,
    data_size_limit: int | None = None,
) -> AsyncIterator[Postbox]:
    """Run a server on this machine; with `tls` it offers STARTTLS, or is secret from the beginning."""
    box = Postbox()

    def authenticator(*asked: object) -> AuthResult:
        login = asked[-1]
        assert isinstance(login, LoginPassword)
        box.logins.append(login.login.decode())
        is_right = login == LoginPassword(USER.encode(), PASSWORD.encode())
        return AuthResult(success=is_right, handled=False)

    given: dict[str, Any] = {"tls_context": tls} if tls and not is_secret_at_once else {}
    if data_size_limit:
        given |= {"data_size_limit": data_size_limit}
    if has_login:
        given |= {"authenticator": authenticator, "auth_require_tls": False}
    loop = asyncio.get_running_loop()
    at_once = tls if is_secret_at_once else None
    server = await loop.create_server(lambda: _Server(box, given), ADDRESS, 0, ssl=at_once)
    box.port = server.sockets[0].getsockname()[1]
    try:
        yield box
    finally:
        server.close()
        for transport in box.connections:
            transport.abort()
        await server.wait_closed()
