"""The files in a mail: their names, types and sizes; what is in one when it is asked for."""

import mimetypes
import re
from dataclasses import replace

from bot.mail.bodies import is_text
from bot.mail.headers import words
from bot.mail.mime import Part, content, parsed, size
from rollouts.incoming_mail import Attachment, IncomingMail
from rollouts.mail_files import MailFile, defused, taken
from rollouts.texts import one_line, readable

NAME_MAX = 100
_ENDING_MAX = 10
_NOT_FILES = {
    "application/pgp-signature",
    "application/pkcs7-signature",
    "application/x-pkcs7-signature",
    "application/pgp-encrypted",
    "message/delivery-status",
    "message/disposition-notification",
}
"""What a program writes for programs."""
_NOT_IN_NAMES = re.compile('[\\\\/:*?"<>|\0-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffd]')


def attachments(raw: bytes, root: Part) -> tuple[Attachment, ...]:
    """Return the files in a mail, in its order; a mail within it is one."""
    return tuple(
        Attachment(
            name=_name(raw, part),
            type=_media_type(part),
            size=size(raw, part),
            inline=part.disposition != "attachment" and "Content-ID" in part.head,
            part=part.number,
        )
        for part in root.walk()
        if not part.type.startswith("multipart/") and part.type not in _NOT_FILES and not is_text(part)
    )


def content_of(raw: bytes, attachment: Attachment) -> bytes:
    """Return what is in a file of that same mail; empty if the mail has no such part."""
    for part in parsed(raw).root.walk():
        if part.number == attachment.part:
            return content(raw, part)[0]
    return b""


def with_files(raw: bytes, mail: IncomingMail, *, most: int) -> tuple[IncomingMail, tuple[MailFile, ...]]:
    """Return what was read of a mail with its files that are taken, of `most` bytes in all, and those."""
    found = {file.part: content_of(raw, file) for file in taken(mail.attachments, most=most)}
    files = {part: content for part, content in found.items() if 0 < len(content) <= most}
    attached = tuple(replace(file, is_taken=file.part in files) for file in mail.attachments)
    named = {file.part: defused(file.name) for file in attached}
    return replace(mail, attachments=attached), tuple(
        MailFile(named[part], content) for part, content in files.items()
    )


def safe_name(name: str) -> str:
    """Return a name for a file that is a name and nothing more; empty if nothing is left of it."""
    last = re.split(r"[\\/]", readable(name))[-1]
    plain = one_line(_NOT_IN_NAMES.sub("", last)).lstrip(". ").rstrip(". ")
    if len(plain) <= NAME_MAX:
        return plain
    stem, dot, ending = plain.rpartition(".")
    if dot and len(ending) <= _ENDING_MAX:
        return f"{stem[: NAME_MAX - len(ending) - 1]}.{ending}"
    return plain[:NAME_MAX]


def _name(raw: bytes, part: Part) -> str:
    given = part.parameter("filename", "Content-Disposition") or part.parameter("name") or ""
    if named := safe_name(words(given)):
        return named
    if part.type == "message/rfc822":
        inner = parsed(raw[part.start : min(part.end, part.start + 16_000)]).root.head
        return f"{safe_name(words(str(inner.get('Subject', '')))) or 'mail'}.eml"
    return f"attachment{mimetypes.guess_extension(part.type) or ''}"


def _media_type(part: Part) -> str:
    return (
        part.type
        if re.fullmatch(r"[\w.+-]{1,60}/[\w.+-]{1,60}", part.type, re.ASCII)
        else "application/octet-stream"
    )
