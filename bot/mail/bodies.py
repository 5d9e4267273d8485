"""The text of a mail, out of whichever of its parts hold it."""

import re

from bot.mail.charsets import decoded
from bot.mail.flowed import unfolded
from bot.mail.html_text import HTML_MAX, text_of
from bot.mail.mime import Part, content
from rollouts.incoming_mail import Unread
from rollouts.texts import readable

TEXT_MAX = 200_000
"""Characters of text that are kept."""
_BYTES_MAX = 2_000_000
"""Bytes of a part, as they stand in the mail, that are looked at for its text."""
_TEXTS_MAX = 20
_STUB = 5
"""Text beside HTML of this many times its length only says that there is HTML."""
_STUB_MAX = 300
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x01-\x08\x0e-\x1f\x7f-\x9f]")
_ENCRYPTED = {"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"}


def body(raw: bytes, root: Part) -> tuple[str, set[Unread]]:
    """Return the text of a mail, and what of it could not be read."""
    unread: set[Unread] = set()
    if any(_is_encrypted(part) for part in root.walk()):
        unread.add(Unread.ENCRYPTED)
    texts = [_text(raw, part, unread) for part in _chosen(raw, root)[:_TEXTS_MAX]]
    whole = "\n\n".join(text.strip("\n") for text in texts if text.strip())
    if len(whole) > TEXT_MAX:
        unread.add(Unread.LENGTH)
    return whole[:TEXT_MAX], unread


def is_text(part: Part) -> bool:
    """Say whether a part is text to be read in the mail, and no file beside it."""
    if part.children or part.disposition == "attachment":
        return False
    if part.type.startswith("multipart/"):  # it has no parts: what it has instead may be words
        return True
    if part.type not in {"text/plain", "text/html"}:
        return False
    return not (part.parameter("filename", "Content-Disposition") or part.parameter("name"))


def _is_encrypted(part: Part) -> bool:
    return part.type in _ENCRYPTED and part.parameter("smime-type") != "signed-data"


def _chosen(raw: bytes, part: Part) -> list[Part]:
    """Return the parts whose text is the mail's: of alternatives one, of other groups each."""
    if not part.children:
        return [part] if is_text(part) else []
    inner = [_chosen(raw, child) for child in part.children]
    if part.type != "multipart/alternative":
        return [each for found in inner for each in found]
    plain = next((found for found in inner if found and found[0].type == "text/plain"), [])
    html = next((found for found in inner if found and found[0].type == "text/html"), [])
    if plain and html and _is_stub(raw, plain[0], html[0]):
        return html
    return plain or html


def _is_stub(raw: bytes, plain: Part, html: Part) -> bool:
    """Say whether the text of an alternative only says that the mail is in the other, or nothing at all."""
    words = decoded(content(raw, plain, _STUB_MAX * 4)[0], None)[0].strip()
    if not words:
        return True
    if len(words) > _STUB_MAX:
        return False
    shown = text_of(decoded(content(raw, html, _BYTES_MAX)[0], html.parameter("charset"))[0])[0]
    return len(shown.split()) > _STUB * len(words.split())


def _text(raw: bytes, part: Part, unread: set[Unread]) -> str:
    if part.end - part.start > _BYTES_MAX:
        unread.add(Unread.LENGTH)
    data, whole = content(raw, part, _BYTES_MAX)
    text, understood = decoded(data, part.parameter("charset"))
    if not whole:
        unread.add(Unread.ENCODING)
    if not understood and part.end - part.start <= _BYTES_MAX:
        unread.add(Unread.CHARSET)
    if part.type == "text/html":
        if len(text) > HTML_MAX:
            unread.add(Unread.LENGTH)
        text, laid_out = text_of(text)
        if not laid_out:
            unread.add(Unread.HTML)
    plain = _plain(text)
    if (part.parameter("format") or "").lower() == "flowed":
        plain = unfolded(plain, delete_space=(part.parameter("delsp") or "").lower() == "yes")
    return "\n".join(line.rstrip() for line in plain.replace("\u00a0", " ").split("\n"))


def _plain(text: str) -> str:
    """Return the text with one kind of line end, and nothing in it that cannot be kept."""
    return readable(_CONTROLS.sub("", _LINE_ENDS.sub("\n", text))).replace("\ufeff", "")
