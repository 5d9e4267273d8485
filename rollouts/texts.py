"""Text that people type, wherever it comes in: how it is kept, and when two names are the same.

Whoever takes text in (`handlers/incoming.py`, `bot/calendar_file.py`) brings it through here before any rule
sees it, so the rules know one form of everything: composed letters, plain blanks, and nothing that cannot be
seen.
"""

import re
import unicodedata

_IGNORABLE = (
    "\u00ad\u034f\u061c\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""What has no width, or only turns the direction of a sentence.

Unicode's Default_Ignorable_Code_Point, https://www.unicode.org/reports/tr44/ (the Hangul fillers, which
belong to it too, are blanks here).
"""
_JOINERS = "\u200c\u200d\ufe0e\ufe0f"
"""Ignorable, but letters of some scripts and emoji are put together with them: they stay as typed."""

_LINE_ENDS = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_BLANKS = re.compile("[^\\S\n]|[\u115f\u1160\u2800\u3164\uffa0]")
_UNSEEN = re.compile(f"(?![{_JOINERS}])[\x01-\x08\x0e-\x1b\x7f-\x9f{_IGNORABLE}]")
_ALL_IGNORABLE = re.compile(f"[{_IGNORABLE}]")
_CONTROLS = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_UNSEEN_ALONE = {"Cc", "Cs", "Cf", "Mn", "Me", "Zs", "Zl", "Zp"}
"""Unicode's categories of signs that nobody sees without others beside them."""
_UNREADABLE = re.compile("[\0\ud800-\udfff]")
_QUOTES = dict.fromkeys(map(ord, "‘’‚‛′‵‹›ʹʻʼʽˈ´`ˋ՚＇❛❜❟❮❯"), "'")  # noqa: RUF001 - these are what is meant
_DOUBLE_QUOTES = dict.fromkeys(map(ord, "“”„‟″‶ʺˮ«»⹂〝〞〟＂❝❞❠🙶🙷🙸「」『』﹁﹂﹃﹄｢｣"), '"')  # noqa: RUF001 - as above
"""All that Unicode has the property Quotation_Mark of, and what is typed in their place."""
_DASHES = dict.fromkeys(map(ord, "֊־᐀᠆‐‑‒–—―⸗⸚⸺⸻⹀⹝〜〰゠︱︲﹘﹣－𐺭\U00010d6e⁃−"), "-")  # noqa: RUF001 - as above
"""All that are dashes to Unicode (Pd), the bullet that is one, and the minus."""
_MARKS = {ord("∗"): "*", ord("ˍ"): "_", ord("∼"): "~"}  # noqa: RUF001 - as above
_PLAIN = _QUOTES | _DOUBLE_QUOTES | _DASHES | _MARKS
_AROUND = " '\",;:"


def lines(text: str) -> str:
    """Return text of one or more lines as it is kept: as typed, but for what nobody can see.

    Letters are composed (NFC), and there is one kind of blank and one of line end. Control characters and
    signs without width go, and so do blanks around the whole and at the end of a line. What no database or
    mail can hold stays, for whoever takes the text to refuse (`is_readable`).
    """
    if text.isascii() and text.isprintable():
        return text.strip()
    plain = _UNSEEN.sub("", _LINE_ENDS.sub("\n", text))
    plain = _BLANKS.sub(" ", unicodedata.normalize("NFC", plain))
    return re.sub(" +\n", "\n", plain).strip()


def one_line(text: str) -> str:
    """Return a name or another text of one line as it is kept: like `lines`, and blanks in a row are one."""
    return " ".join(lines(text).split())


def is_readable(text: str) -> bool:
    """Say whether every character can be stored and sent: NUL and half a surrogate pair cannot."""
    return not _UNREADABLE.search(text)


def readable(text: str) -> str:
    """Return the text with Unicode's replacement character for each one that cannot be stored or sent."""
    return _UNREADABLE.sub("\ufffd", text)


def keepable(text: str) -> str:
    """Return what people report as it can be kept: nothing of it is refused, or told to them as a fault.

    What no database holds and control characters become blanks, all line ends are alike. Text in which there
    is nothing to see is empty.
    """
    shown = _CONTROLS.sub(" ", _LINE_ENDS.sub("\n", text)).strip()
    return shown if is_visible(shown) else ""


def is_visible(text: str) -> bool:
    """Say whether a reader would see anything of the text."""
    if text.isascii() and text.isprintable():
        return bool(text.strip())
    return any(unicodedata.category(sign) not in _UNSEEN_ALONE for sign in _BLANKS.sub(" ", text))


def plain_signs(text: str) -> str:
    """Return the text with typographic quotes and dashes as plain ones; it is as long as before."""
    return text.translate(_PLAIN)


def bare(text: str) -> str:
    """Return a name without the quotes and stops around it, with which it stands in a sentence."""
    plain = plain_signs(text)
    return text[len(plain) - len(plain.lstrip(_AROUND)) : len(plain.rstrip(_AROUND))]


def name_key(name: str) -> str:
    """Return what is the same for two names if and only if they are taken for one name.

    Upper and lower case are alike, and so are wide, narrow and composed forms of a letter, all kinds of
    blanks, quotes and dashes; what cannot be seen does not count. After Unicode's compatibility caseless
    match, D146 of https://www.unicode.org/versions/latest/core-spec/chapter-3/#G34145
    """
    if name.isascii() and name.isprintable():
        return " ".join(name.replace("`", "'").casefold().split())
    key = _ALL_IGNORABLE.sub("", readable(one_line(name))).translate(_PLAIN)
    for _ in range(2):
        key = unicodedata.normalize("NFKC", unicodedata.normalize("NFD", key).casefold())
    return " ".join(_ALL_IGNORABLE.sub("", key).translate(_PLAIN).split())
