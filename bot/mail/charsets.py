"""Bytes of a mail as text, whatever they say of their character set."""

import codecs

_WIDER = {
    "ascii": "utf-8",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "iso2022_jp": "iso2022_jp_ext",
    "iso8859-8": "cp1255",
}
"""Programs name the narrow set and write the wider one; browsers read it so too, https://encoding.spec.whatwg.org"""
_OTHER_NAMES = {
    "ks_c_5601-1987": "cp949",
    "x-sjis": "cp932",
    "iso-8859-8-i": "cp1255",
    "iso-8859-6-i": "iso8859-6",
}
_SETS = ("ascii", "big5", "cp", "euc", "gb", "hz", "iso", "johab", "koi8", "mac", "shift", "tis", "utf")
"""How the names of Python's codecs for character sets begin; `idna` and others are none."""


def decoded(data: bytes, charset: str | None) -> tuple[str, bool]:
    """Return the text, and whether each byte of it was understood; what was not is a replacement character.

    Without a character set, or with an unknown one, it is read as UTF-8, and if it is none as Windows-1252.
    """
    name = _codec(charset)
    for candidate in (name,) if name else ():
        try:
            return data.decode(candidate), True
        except (UnicodeError, LookupError):
            continue
    try:
        return data.decode("utf-8"), charset is None
    except UnicodeDecodeError:
        text = data.decode("cp1252" if name in {None, "utf-8"} else name, errors="replace")
        return text, charset is None and "\ufffd" not in text


def _codec(charset: str | None) -> str | None:
    """Return the name of Python's codec for what a mail calls its character set; None if there is none."""
    if charset is None:
        return None
    given = charset.strip().strip("\"'").lower()
    try:
        name = codecs.lookup(_OTHER_NAMES.get(given, given)).name
    except (LookupError, ValueError):
        return None
    return _WIDER.get(name, name) if name.startswith(_SETS) else None
