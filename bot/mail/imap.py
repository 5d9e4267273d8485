"""A folder of a mailbox, read by IMAP, in calls that block: whoever calls them does so in a thread.

It is opened with EXAMINE and read with BODY.PEEK, so nothing in it is marked, for nobody (RFC 3501, 6.3.2).
"""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from imaplib import IMAP4
from socket import SHUT_RDWR
from threading import Event

from imap_tools import BaseMailBox, MailBox, MailBoxUnencrypted
from imap_tools.errors import (
    MailboxFolderSelectError,
    MailboxLoginError,
    MailboxTaggedResponseError,
    UnexpectedCommandStatusError,
)

from bot.mail.server import MailFolder, Secrecy
from rollouts.texts import one_line, readable
from views.wording import shortened

MAIL_MOST = 35_000_000
"""Bytes of a mail that are read."""
ANSWER_MOST = 200
FOR_NOW = "[UNAVAILABLE]"
"""The server cannot tell just now (RFC 5530)."""


class MailboxTrouble(Exception):  # noqa: N818 - something to be told, and tried again
    """The mailbox cannot be read; `reason` says why, as `views.posts.deliveries.reason_words` knows it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Contents:
    """What a folder says of itself: its UIDVALIDITY, and the UID that the next mail will have at least."""

    validity: int
    next_uid: int


class ImapFolder:
    """One connection to a folder. `seconds` is how long the server may take for an answer; `tls` for tests.

    Whatever goes wrong is a `MailboxTrouble`; afterwards the connection is only to be closed.
    """

    def __init__(self, folder: MailFolder, *, seconds: float, tls: ssl.SSLContext | None = None) -> None:
        self._folder = folder
        self._seconds = seconds
        self._tls = tls or ssl.create_default_context()
        self._box: BaseMailBox | None = None
        self._can_idle = False
        self._interrupted = Event()

    def open(self) -> Contents:
        """Connect, make the connection secret, log in, and open the folder."""
        with _told(else_="mail_unreachable"):
            self._box = box = self._connected()
            self._keep_secret(box)
            self._log_in(box)
            _, answer = box.client.capability()
            self._can_idle = b"IDLE" in answer[-1].upper().split()
            box.folder.set(self._folder.folder, readonly=True)
            return Contents(_number(box, "UIDVALIDITY") or 0, _number(box, "UIDNEXT") or _next_uid(box))

    def _connected(self) -> BaseMailBox:
        server = self._folder.server
        if server.secrecy is Secrecy.TLS:
            return MailBox(server.host, server.port, timeout=self._seconds, ssl_context=self._tls)
        return MailBoxUnencrypted(server.host, server.port, timeout=self._seconds)

    def _keep_secret(self, box: BaseMailBox) -> None:
        """Make the connection secret from now on, where the settings ask for that."""
        secrecy = self._folder.server.secrecy
        if secrecy not in {Secrecy.STARTTLS, Secrecy.STARTTLS_IF_OFFERED}:
            return
        if "STARTTLS" in box.client.capabilities:
            box.client.starttls(self._tls)
        elif secrecy is Secrecy.STARTTLS:
            raise MailboxTrouble("mail_no_tls_in")

    def _log_in(self, box: BaseMailBox) -> None:
        user, password = self._folder.server.user or "", self._folder.server.password
        is_plain = (user + password).isascii()
        log_in = box.login if is_plain else box.login_utf8
        try:
            log_in(user, password, initial_folder=None)
        except IMAP4.error as error:
            if isinstance(error, IMAP4.abort):
                raise
            raise MailboxTrouble(f"mail_login: {_answer([str(error).encode()])}") from error

    def uids_after(self, uid: int) -> list[int]:
        """Return the UIDs of the mails that came after that one, in their order."""
        with _told():
            # The last mail always counts as part of `…:*`, however low its UID is.
            found = map(int, self._opened.uids(f"UID {uid + 1}:*", charset=None))
            return sorted(each for each in found if each > uid)

    def fetch(self, uid: int) -> bytes | None:
        """Return a mail, or the first 35 MB of it; None when it is gone."""
        with _told():
            what = f"(UID BODY.PEEK[]<0.{MAIL_MOST}>)"
            status, found = self._opened.client.uid("FETCH", str(uid), what)
            if status != "OK":
                raise MailboxTrouble(f"mail_later: {_answer(found)}")
            return next((bytes(part[1]) for part in found if isinstance(part, tuple)), None)

    def wait(self, seconds: float) -> None:
        """Wait until something happens in the folder, at most that long."""
        with _told():
            if not self._can_idle:
                self._interrupted.wait(seconds)
                self._opened.client.noop()
                return
            idle = self._opened.idle
            try:
                idle.start()  # type: ignore[no-untyped-call] # imap_tools leaves it untyped
            except MailboxTaggedResponseError:
                pass  # a mail came before the server began to wait
            else:
                idle.poll(seconds)
            idle.stop()  # type: ignore[no-untyped-call] # as above

    def interrupt(self) -> None:
        """Let what is under way in another thread end with an error, at once."""
        self._interrupted.set()
        if self._box is not None:
            with suppress(OSError):
                self._box.client.sock.shutdown(SHUT_RDWR)

    def close(self) -> None:
        """Leave, whatever the state of the connection."""
        if self._box is not None:
            with suppress(OSError, IMAP4.error, UnexpectedCommandStatusError):
                self._box.logout()
            with suppress(OSError):  # it stays open where the server does not say good-bye
                self._box.client.shutdown()

    @property
    def _opened(self) -> BaseMailBox:
        if self._box is None:
            raise MailboxTrouble("mail_dropped")
        return self._box


def _number(box: BaseMailBox, code: str) -> int | None:
    """Return what the server said of the folder when it was opened."""
    said = box.client.response(code)[1][0]
    return int(said) if isinstance(said, bytes) and said.isdigit() else None


def _next_uid(box: BaseMailBox) -> int:
    """Return the UID after all others, for a server that does not tell."""
    return max(map(int, box.uids("ALL", charset=None)), default=0) + 1


@contextmanager
def _told(else_: str = "mail_dropped") -> Iterator[None]:
    """Turn what the protocol, the way there and the library come up with into a trouble."""
    try:
        yield
    except MailboxTrouble:
        raise
    except Exception as error:
        raise MailboxTrouble(_reason(error, else_)) from error


def _reason(error: Exception, else_: str) -> str:
    if isinstance(error, MailboxLoginError):
        answer = _answer(error.command_result[1])
        return f"mail_later: {answer}" if FOR_NOW in answer else f"mail_login: {answer}"
    if isinstance(error, MailboxFolderSelectError):
        return f"mail_no_folder: {_answer(error.command_result[1])}"
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"mail_certificate: {shortened(error.verify_message, ANSWER_MOST)}"
    if isinstance(error, ssl.SSLError) and else_ == "mail_unreachable":
        return "mail_tls"
    if isinstance(error, TimeoutError):
        return "mail_hangs"
    if isinstance(error, IMAP4.abort):
        return "mail_dropped"
    if isinstance(error, OSError):
        return else_
    # What it says may have our own words in it, so only what it is.
    return f"mail_refused: {type(error).__name__}"


def _answer(said: object) -> str:
    """Return what the server said, short and on one line."""
    lines = said if isinstance(said, list) else []
    text = b" ".join(line for line in lines if isinstance(line, bytes)).decode("utf-8", "replace")
    return shortened(one_line(readable(text)), ANSWER_MOST)
