"""A real IMAP server: Dovecot, with a configuration of its own, in a folder of its own, as any user."""

import asyncio
import grp
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from imaplib import IMAP4
from itertools import count
from pathlib import Path

import trustme

from bot.mail.server import MailFolder, MailServer, Secrecy

HOST, PASSWORD = "127.0.0.1", "p@ss:w/rd"
MISSING = (
    "Dovecot 2.3 is not here, so the tests that read a real mailbox are left out. "
    "On Debian and Ubuntu: apt-get install dovecot-imapd"
)

CONFIGURATION = """\
base_dir = {root}/run
log_path = {root}/log
protocols = imap
listen = {host}
ssl = yes
ssl_cert = <{root}/cert.pem
ssl_key = <{root}/key.pem
disable_plaintext_auth = no
auth_failure_delay = 0
mail_location = maildir:{root}/mail/%u
mail_fsync = never
first_valid_uid = 1
default_internal_user = {servant}
default_internal_group = {group}
default_login_user = {login}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={owner} gid={group} home={root}/mail/%u
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
"""


def program() -> str | None:
    """Return where Dovecot is, if it is here in the version whose settings we write."""
    found = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    if found is None:
        return None
    said = subprocess.run([found, "--version"], check=False, capture_output=True, text=True)  # noqa: S603 - found above
    return found if said.stdout.startswith("2.3.") else None


@dataclass
class Dovecot:
    """The server. Each `user` has a mailbox of their own, made when they log in first."""

    root: Path
    port: int
    tls_port: int
    authority: trustme.CA
    users: Iterator[int] = field(default_factory=count)

    def mailbox(self) -> "Mailbox":
        """Return a new mailbox."""
        return Mailbox(self, f"user{next(self.users)}")


@dataclass
class Mailbox:
    """Somebody's mailbox, as a mail program sees it that looks into the same folder."""

    dovecot: Dovecot
    user: str
    folder: str = "Vendor"

    def __post_init__(self) -> None:
        with self._logged_in() as client:
            client.create(self.folder)

    @contextmanager
    def _logged_in(self) -> Iterator[IMAP4]:
        with IMAP4(HOST, self.dovecot.port) as client:
            client.login(self.user, PASSWORD)
            yield client

    @contextmanager
    def opened(self) -> Iterator[IMAP4]:
        """Look into the folder as another client."""
        with self._logged_in() as client:
            client.select(self.folder)
            yield client

    def gets(self, *mails: bytes) -> None:
        """Let mails come in, all at once (RFC 3502)."""
        added = b"".join(b" {%d+}\r\n%b" % (len(mail), mail) for mail in mails)
        with socket.create_connection((HOST, self.dovecot.port)) as server, server.makefile("rb") as answers:
            for command in (
                b'1 LOGIN %b "%b"' % (self.user.encode(), PASSWORD.encode()),
                b"2 APPEND %b%b" % (self.folder.encode(), added),
            ):
                server.sendall(command + b"\r\n")
                said = next(line for line in answers if line.startswith(command[:1]))
                assert b" OK " in said, said

    def is_made_anew(self) -> None:
        """Let the folder be removed and made again: its UIDs begin anew, with another UIDVALIDITY."""
        with self._logged_in() as client:
            client.delete(self.folder)
            client.create(self.folder)

    @property
    def flags(self) -> list[bytes]:
        """The flags of all mails."""
        with self.opened() as client:
            _, found = client.fetch("1:*", "(FLAGS)")
            return [bytes(line) for line in found if isinstance(line, bytes)]

    def at(self, port: int | None = None, secrecy: Secrecy = Secrecy.NONE, **given: str) -> MailFolder:
        """Return the settings with which it is read."""
        login = {"user": self.user, "password": PASSWORD} | given
        return MailFolder(MailServer(HOST, port or self.dovecot.port, secrecy, **login), self.folder)


@contextmanager
def dovecot(program: str) -> Iterator[Dovecot]:
    """Run the server on this machine."""
    root = Path(tempfile.mkdtemp(prefix="dovecot-"))
    running = None
    try:
        authority = trustme.CA()
        certificate = authority.issue_cert(HOST)
        certificate.private_key_pem.write_to_path(root / "key.pem")
        certificate.cert_chain_pems[0].write_to_path(root / "cert.pem")
        (root / "mail").mkdir()
        port, tls_port = _free_ports()
        given = {"root": root, "host": HOST, "port": port, "tls_port": tls_port, "password": PASSWORD}
        (root / "dovecot.conf").write_text(CONFIGURATION.format(**given, **_people(root)))
        command = [program, "-F", "-c", str(root / "dovecot.conf")]
        running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 - ours
        _wait_for(port, running, root / "log")
        yield Dovecot(root, port, tls_port, authority)
    finally:
        if running is not None:
            running.terminate()
            running.wait(10)
        shutil.rmtree(root, ignore_errors=True)


def _people(root: Path) -> dict[str, str]:
    """Return who does what: Dovecot lets nobody read mail as root, so there its own users do."""
    if os.geteuid() != 0:
        me = pwd.getpwuid(os.geteuid()).pw_name
        return {"servant": me, "login": me, "owner": me, "group": grp.getgrgid(os.getegid()).gr_name}
    root.chmod(0o755)
    shutil.chown(root / "mail", "dovecot", "dovecot")
    return {"servant": "dovecot", "login": "dovenull", "owner": "dovecot", "group": "dovecot"}


def _free_ports() -> tuple[int, int]:
    with socket.create_server((HOST, 0)) as one, socket.create_server((HOST, 0)) as other:
        return one.getsockname()[1], other.getsockname()[1]


def _wait_for(port: int, running: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until the server answers: a call that is refused comes back at once."""
    for _ in range(2000):
        with suppress(ConnectionRefusedError), IMAP4(HOST, port):
            return
        with suppress(subprocess.TimeoutExpired):
            running.wait(0.01)
            break
    raise AssertionError(f"Dovecot does not answer: {log.read_text() if log.exists() else 'it has no log'}")


@dataclass
class Wire:
    """A way to a server that can be cut, and hears what goes over it."""

    port: int = 0
    is_cut: bool = False
    heard: bytearray = field(default_factory=bytearray)
    ends: list[asyncio.StreamWriter] = field(default_factory=list)
    pulse: asyncio.Event = field(default_factory=asyncio.Event)

    def drop(self) -> None:
        """Let all connections end."""
        for end in self.ends:
            end.transport.abort()
        self.ends.clear()

    async def hears(self, word: bytes) -> None:
        """Wait until that was said by the client, from now on."""
        self.heard.clear()
        while word not in self.heard:
            self.pulse.clear()
            await self.pulse.wait()


@asynccontextmanager
async def wire_to(port: int) -> AsyncIterator[Wire]:
    """Lead to that port of this machine."""
    wire = Wire()

    async def forward(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, is_heard: bool) -> None:
        with suppress(OSError):
            while data := await reader.read(65536):
                if is_heard:
                    wire.heard += data
                    wire.pulse.set()
                writer.write(data)
                await writer.drain()
        writer.close()

    async def connect(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if wire.is_cut:
            writer.transport.abort()
            return
        there, back = await asyncio.open_connection(HOST, port)
        wire.ends += writer, back
        await asyncio.gather(forward(reader, back, is_heard=True), forward(there, writer, is_heard=False))

    server = await asyncio.start_server(connect, HOST, 0)
    wire.port = server.sockets[0].getsockname()[1]
    try:
        yield wire
    finally:
        wire.drop()
        server.close()
