"""The files of mails that came in: which are shared in the thread of their case, and under which names."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from rollouts.incoming_mail import Attachment

TAKEN_MOST = 10
"""How many files of one mail are shared; who sends more can send an archive."""

LOGO_MOST = 10_000
"""Bytes of a picture within the text up to which it is taken for a part of somebody's signature."""

KEPT_FOR = timedelta(days=7)
"""How long what is in files waits to be shared; afterwards it is in the mailbox alone."""

UNSAFE = ".unsafe"
"""Stands behind the name of a file that would do something when it is opened."""

_DOES_SOMETHING = frozenset(
    {
        *("apk", "app", "application", "appref-ms", "bash", "bat", "chm", "cmd", "com", "command"),
        *("cpl", "deb", "desktop", "diagcab", "dll", "dmg", "docm", "exe", "gadget", "hta", "htm"),
        *("html", "img", "inf", "ins", "iso", "jar", "jnlp", "js", "jse", "lnk", "mht", "mhtml", "msc"),
        *("msh", "msi", "msix", "msp", "mst", "one", "pif", "pkg", "ppam", "pptm", "ps1", "psm1", "py"),
        *("rb", "reg", "rpm", "scf", "scr", "sct", "settingcontent-ms", "sh", "shtml", "svg", "url"),
        *("vb", "vbe", "vbs", "vhd", "vhdx", "website", "wsc", "wsf", "wsh", "xhtml", "xlam", "xll"),
        *("xlsm", "xsl"),
    }
)
"""Endings of names of programs, of links and shortcuts, of pages and documents that can run a program."""


@dataclass(frozen=True, slots=True)
class MailFile:
    """A file of a mail that came in, with what is in it; its name is safe to open."""

    name: str
    content: bytes


def taken(files: Iterable[Attachment], *, most: int) -> Iterator[Attachment]:
    """Yield the files of a mail that are shared: as many, in their order, as make `most` bytes.

    Empty ones are not (Slack takes none), nor the logos of signatures.
    """
    left, count = most, 0
    for file in files:
        is_logo = file.inline and file.type.startswith("image/") and file.size <= LOGO_MOST
        if 0 < file.size <= left and not is_logo and count < TAKEN_MOST:
            left, count = left - file.size, count + 1
            yield file


def defused(name: str) -> str:
    """Return the name under which a file is shared: none that a computer would run when it is opened."""
    ending = name.rpartition(".")[2].strip().lower()
    return f"{name}{UNSAFE}" if ending in _DOES_SOMETHING else name
