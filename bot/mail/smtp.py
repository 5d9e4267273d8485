"""Sending mails by SMTP, step by step, so that of each failure it is known whether it may have been sent.

Before the end of DATA nothing is sent for certain (RFC 5321, 4.1.1.4); what is lost after it may have been.
"""

import logging
import re
import ssl
from asyncio import timeout, to_thread
from collections.abc import Awaitable, Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from aiosmtplib import (
    SMTP,
    SMTPAuthenticationError,
    SMTPException,
    SMTPRecipientRefused,
    SMTPResponse,
    SMTPResponseException,
    SMTPServerDisconnected,
)

from bot.mail.composing import compose
from bot.mail.server import MailServer, Secrecy
from rollouts.deliveries import Lost, Message, NotPosted, Outcome, Reason, Refused, Sent
from rollouts.texts import one_line, readable
from views.posts.mails import Mail
from views.wording import shortened

SOON = timedelta(seconds=30)
AFTER_OTHERS = timedelta(seconds=2)
AT_ONCE = 4
"""How many connections may be open: a server that hangs holds no more of them."""
ANSWER_MOST = 200
SLOWEST_BYTES_PER_SECOND = 250_000
OK, GO_AHEAD = 250, 354
FOR_GOOD = 500
ANSWERS = range(400, 600)
"""Codes by which a server says no."""

_DOT = re.compile(rb"^\.", re.MULTILINE)

logger = logging.getLogger(__name__)

Names = Callable[[Collection[str]], Awaitable[Mapping[str, str]]]


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a step may take, and all of them, in seconds: less than a claim holds."""

    step: float = 15
    all: float = 60


class _Refusal(Exception):  # noqa: N818 - an answer that ends the sending
    """What came of it before anything was sent."""

    def __init__(self, outcome: NotPosted | Refused) -> None:
        super().__init__(outcome.reason)
        self.outcome = outcome


class SmtpMailer:
    """The `Mailer` for one mail server. `names` says what people are called; `tls` is for tests."""

    def __init__(
        self,
        server: MailServer,
        *,
        names: Names,
        limits: Limits | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._server = server
        self._names = names
        self._limits = limits or Limits()
        self._tls = tls
        self._under_way = 0

    async def names(self, people: Collection[str]) -> Mapping[str, str]:
        """Return what people are called, by id, as far as it is known."""
        return await self._names(people)

    async def send(self, mail: Mail) -> Outcome:
        """Send the mail."""
        if self._under_way >= AT_ONCE:
            return NotPosted(Reason.MAIL_SERVER_BUSY, AFTER_OTHERS)
        self._under_way += 1
        try:
            return await self._send(mail)
        finally:
            self._under_way -= 1

    async def _send(self, mail: Mail) -> Outcome:
        is_handed_over, content, but = False, compose(mail), ""
        client = await self._client(mail.sender)
        try:
            async with timeout(self._limits.all):
                await self._greet(client)
                if mail.lighter and not _takes(client, content):
                    content, but = compose(mail.lighter), f"mail_without: {mail.lighter.left_out}"
                taken, refused = await self._envelope(client, mail)
                _expect(await client.execute_command(b"DATA"), GO_AHEAD)
                is_handed_over = True
                _expect(await _hand_over(client, content), OK)
        except Exception as error:  # noqa: BLE001 - whatever it was, it is sorted
            return _sorted(error, is_handed_over=is_handed_over)
        finally:
            await self._leave(client)
        return Sent(Message(", ".join(taken), mail.message_id), but=refused or but)

    async def why_not(self, sender: str) -> str:
        """Connect and log in as `sender` would, and send nothing; return why that fails, else nothing."""
        client = await self._client(sender)
        try:
            async with timeout(self._limits.all):
                await self._greet(client)
        except Exception as error:  # noqa: BLE001 - whatever it was, it is sorted
            return _sorted(error, is_handed_over=False).reason
        finally:
            await self._leave(client)
        return ""

    async def _client(self, sender: str) -> SMTP:
        if self._tls is None and self._server.secrecy is not Secrecy.NONE:
            # It reads all certificates that this machine trusts, which holds up everything else.
            self._tls = await to_thread(ssl.create_default_context)
        return SMTP(
            hostname=self._server.host,
            port=self._server.port,
            # Else the name of this machine is looked up, which may take long and says more than it should.
            local_hostname=sender.rpartition("@")[2],
            timeout=self._limits.step,
            use_tls=self._server.secrecy is Secrecy.TLS,
            start_tls=False,
            tls_context=self._tls,
        )

    async def _greet(self, client: SMTP) -> None:
        """Connect, make the connection secret, and log in.

        Raises:
            _Refusal: the server does not offer what the settings ask for.
        """
        await client.connect()
        await client.ehlo()
        if self._server.secrecy in {Secrecy.STARTTLS, Secrecy.STARTTLS_IF_OFFERED}:
            if client.supports_extension("starttls"):
                await client.starttls()
                await client.ehlo()
            elif self._server.secrecy is Secrecy.STARTTLS:
                raise _Refusal(Refused("mail_no_tls"))
        if self._server.user is not None:
            if not client.supports_extension("auth"):
                raise _Refusal(Refused("mail_no_login"))
            await client.login(self._server.user, self._server.password)

    async def _envelope(self, client: SMTP, mail: Mail) -> tuple[list[str], str]:
        """Say from whom and to whom it is; return who gets it, and what was said of the others.

        Raises:
            _Refusal: nobody does. It is tried again if one of them may get it later.
        """
        await client.mail(mail.sender)
        taken: list[str] = []
        refusals: list[SMTPRecipientRefused] = []
        for address in mail.to:
            try:
                await client.rcpt(address)
                taken.append(address)
            except SMTPRecipientRefused as refusal:
                refusals.append(refusal)
        if taken:
            said = "; ".join(f"{each.recipient}: {_answer(each)}" for each in refusals)
            return taken, f"mail_not_for: {said}" if said else ""
        # The kindest answer counts.
        raise _Refusal(_answered(min(refusals, key=lambda each: each.code)))

    async def _leave(self, client: SMTP) -> None:
        if client.is_connected:
            with suppress(SMTPException, OSError):
                await client.quit(timeout=min(1, self._limits.step))
        client.close()


def _takes(client: SMTP, content: bytes) -> bool:
    """Say whether the server takes a mail as large; 0, or none at all, is no limit (RFC 1870, 4)."""
    most = client.esmtp_extensions.get("size", "")
    return not most.isdigit() or int(most) == 0 or len(content) <= int(most)


async def _hand_over(client: SMTP, content: bytes) -> SMTPResponse:
    """Send the content up to its last line, and return the answer to it; what is large takes its time."""
    if client.protocol is None:
        raise SMTPServerDisconnected("Connection lost")
    client.protocol.write(_DOT.sub(b"..", content) + b".\r\n")
    return await client.protocol.read_response(
        timeout=(client.timeout or 0) + len(content) / SLOWEST_BYTES_PER_SECOND
    )


def _expect(response: SMTPResponse, code: int) -> None:
    if response.code != code:
        raise SMTPResponseException(response.code, response.message)


def _sorted(error: Exception, *, is_handed_over: bool) -> NotPosted | Lost | Refused:
    """Sort what went wrong; what was refused in so many words was not sent, whenever that was."""
    if isinstance(error, _Refusal):
        return error.outcome
    if isinstance(error, SMTPResponseException) and error.code in ANSWERS:
        return _answered(error)
    if is_handed_over:
        return Lost("mail_lost")
    if (trouble := _trouble_of_tls(error)) is not None:
        return trouble
    if isinstance(error, SMTPServerDisconnected):
        return NotPosted("mail_dropped", SOON)
    if isinstance(error, TimeoutError | SMTPResponseException):
        return NotPosted("mail_hangs", SOON)
    if isinstance(error, OSError):
        return NotPosted("mail_unreachable", SOON)
    if isinstance(error, SMTPException):
        # It knows none of the ways to log in that we know.
        return Refused("mail_no_login")
    logger.error("A mail could not be sent.", exc_info=error)
    return Refused(type(error).__name__)


def _answered(error: SMTPResponseException) -> NotPosted | Refused:
    """Sort an answer by its code: 4xx is for now, 5xx for good."""
    what = "mail_login" if isinstance(error, SMTPAuthenticationError) else ""
    if error.code < FOR_GOOD:
        return NotPosted(f"{what or 'mail_later'}: {_answer(error)}", SOON)
    return Refused(f"{what or 'mail_refused'}: {_answer(error)}")


def _answer(error: SMTPResponseException) -> str:
    """Return what the server said, short and on one line."""
    return shortened(one_line(readable(f"{error.code} {error.message}")), ANSWER_MOST)


def _trouble_of_tls(error: BaseException | None) -> Refused | None:
    """Say whether the connection could not be made secret: a certificate is no good, or there is no TLS."""
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return Refused(f"mail_certificate: {shortened(error.verify_message, ANSWER_MOST)}")
        if isinstance(error, ssl.SSLError):
            return Refused("mail_tls")
        error = error.__cause__ or error.__context__
    return None
