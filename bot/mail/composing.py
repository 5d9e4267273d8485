"""Mails as bytes: here, and nowhere else, text becomes headers and a body.

Nothing that people type can end a header or begin one: a header has one line, whatever is in it, and what is
not plain ASCII, or could be taken for an encoded word, is written as encoded words (RFC 2047).
"""

import re
from email.charset import QP, Charset
from email.encoders import encode_base64
from email.header import Header
from email.message import Message
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.utils import format_datetime, formataddr
from hashlib import sha256
from mimetypes import guess_type

from bot.mail.attachments import safe_name
from rollouts.texts import one_line, readable
from views.posts.mails import Mail

WHO_WE_ARE = "Fortnight"
CRLF = "\r\n"
_MEANT_AS_IT_STANDS = re.compile(r"[ -~]*")
_LONGEST_PLAIN = 60
"""So that no line that we write has to be folded by a rule that others read otherwise."""
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")

_UTF8 = Charset("utf-8")
_UTF8.body_encoding = QP


def compose(mail: Mail) -> bytes:
    """Write the mail, with the line ends that SMTP wants; the same mail makes the same bytes."""
    text = MIMEText(body_text(mail.text), "plain", _UTF8)  # type: ignore[arg-type] # takes a Charset too
    message = _with_files(text, mail) if mail.files else text
    for name, value in _headers(mail):
        message[name] = value
    return _as_bytes(message)


def _with_files(text: Message, mail: Mail) -> Message:
    """Put the files behind the text; no line of them can be taken for the boundary (RFC 2046, 5.1.1)."""
    boundary = f"=_{sha256(mail.message_id.encode()).hexdigest()[:40]}"
    whole = MIMEMultipart("mixed", boundary=boundary)
    whole.attach(text)
    for file in mail.files:
        name = safe_name(file.name) or "file"
        part = MIMEBase(*(guess_type(name)[0] or "application/octet-stream").split("/"))
        part.set_payload(file.content)
        encode_base64(part)
        plain = name if name.isascii() else ("utf-8", "", name)
        part.add_header("Content-Disposition", "attachment", filename=plain)
        whole.attach(part)
    return whole


def _headers(mail: Mail) -> list[tuple[str, str]]:
    """Return the headers that say who, to whom, what, and that no person wrote it.

    Auto-Submitted keeps out-of-office replies away (RFC 3834), and so does X-Auto-Response-Suppress from
    Exchange.
    """
    earlier = mail.references
    return [
        ("From", formataddr((WHO_WE_ARE, mail.sender))),
        ("To", ", ".join(mail.to)),
        ("Reply-To", formataddr((f"{WHO_WE_ARE} [{mail.token}]", mail.sender))),
        ("Subject", header(mail.subject)),
        ("Date", format_datetime(mail.at)),
        ("Message-ID", mail.message_id),
        *([("In-Reply-To", earlier[-1]), ("References", f"{CRLF} ".join(earlier))] if earlier else []),
        ("Auto-Submitted", "auto-generated"),
        ("X-Auto-Response-Suppress", "OOF, AutoReply"),
    ]


def header_text(text: str) -> str:
    """Return text as it can stand in a header: on one line, without what cannot be seen."""
    return " ".join(_CONTROLS.sub(" ", one_line(readable(text))).split())


def header(text: str) -> str:
    """Write text as the value of a header, which every mail program reads as that text again."""
    line = header_text(text)
    is_plain = _MEANT_AS_IT_STANDS.fullmatch(line) and "=?" not in line and len(line) <= _LONGEST_PLAIN
    return line if is_plain else Header(line, "utf-8", header_name="Subject").encode(linesep=CRLF)


def body_text(text: str) -> str:
    """Return text as it stands in a body: with one kind of line end, and no other signs of control."""
    return _CONTROLS.sub(" ", _LINE_ENDS.sub("\n", readable(text)))


def _as_bytes(message: Message) -> bytes:
    lines = message.as_bytes().replace(b"\r\n", b"\n").removesuffix(b"\n").split(b"\n")
    return b"".join(line + b"\r\n" for line in lines)
