"""A YAML file as a person wrote it: read, or refused with what it is, where it goes wrong, and what to do."""

import json
from collections.abc import Collection
from pathlib import Path
from typing import Any

import yaml

from bot import yaml_text
from bot.errors import StartFailed

BYTES_MAX = 2_000_000

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_UTF_32 = (b"\xff\xfe\0\0", b"\0\0\xfe\xff")
MOSTLY = 0.6
"""From how many empty bytes on text of ours has four for each letter."""
_BEGINNINGS = {
    b"PK\x03\x04": "a spreadsheet or another zip archive (.xlsx, .ods, .zip)",
    b"\xd0\xcf\x11\xe0": "a file of an old Excel or Word (.xls, .doc)",
    b"%PDF": "a PDF",
    b"SQLite format 3\0": "a database",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "a compressed archive",
    b"\x7fELF": "a program",
}
"""What files of other sorts begin with: https://en.wikipedia.org/wiki/List_of_file_signatures."""
_TEXTS = {
    "begin:vcalendar": "an iCalendar file (.ics)",
    "<!doctype html": "a web page",
    "<html": "a web page",
    "<?xml": "XML",
    "<!": "XML",
    "<<<<<<< ": "a file in which a merge was left half done (lines that begin with <<<<<<<)",
}
_HINTS = {
    "mapping values are not": "a “:” is too many, or the indentation is off. Text with “:” needs quotes",
    r"found character '\t'": "it is indented with a tab. Use blanks",
    r"found character '": 'a text that begins with such a sign needs quotes, such as “"@ana"”',
    "could not find expected ':'": "a “:” is missing, or a text of several lines needs quotes",
    "found unexpected end of stream": "a quote is opened and not closed",
    "expected ',' or": "a bracket is opened and not closed, or a comma is missing",
    "expected the node content": "a bracket is opened and not closed, or something is missing",
    "expected <block end>": "the lines are not indented alike, or a quote is too many",
    "found undefined alias": "a text that begins with “*” needs quotes",
    "expected alphabetic or numeric": "a text that begins with “*” or “&” needs quotes",
    "could not determine a constructor": "a text that begins with “!” needs quotes",
    "found unhashable key": "a field's name must be a text",
    "but found another document": "a second document begins with “---”. A calendar is one document",
}
"""What to do about what PyYAML says, by how that begins or what is in it."""


def read(path: Path, *, fields: Collection[str]) -> dict[Any, Any]:
    """Return what a YAML file has; `fields` are those at its top.

    Raises:
        StartFailed: it cannot be read, has nothing in it, or is something else; what it is is named.
    """
    try:
        if path.is_dir():
            raise StartFailed(f"{path} is a folder. Name a file in it. Nothing was changed.")
        if path.stat().st_size > BYTES_MAX:
            raise StartFailed(
                f"{path} is larger than 2 MB: that is not a calendar file. Nothing was changed."
            )
        content = path.read_bytes()
    except OSError as error:
        raise StartFailed(f"{path} cannot be read: {error.strerror}. Nothing was changed.") from None
    text = _decoded(path, content)
    try:
        found = yaml_text.loaded(text)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        _refuse_foreign(path, text)
        raise StartFailed(f"{path} is not valid YAML{_why(error, text)}. Nothing was changed.") from None
    if found is None:
        raise StartFailed(f"{path} is empty, so there is nothing to import. Nothing was changed.")
    if not isinstance(found, dict | list):
        _refuse_foreign(path, text)
        raise StartFailed(
            f"{path} has no fields: it is text, and not a calendar in YAML. Nothing was changed."
        )
    if isinstance(found, list) or not found.keys() & set(fields):
        _refuse_foreign(path, text)
    if isinstance(found, list):
        raise StartFailed(
            f"{path} is a list. A calendar has fields, each followed by its own list: {', '.join(fields)}. "
            "Nothing was changed."
        )
    return dict(found)


def _is_json(text: str) -> bool:
    """Say whether the text is JSON; one that has a calendar's fields is YAML as well, and taken."""
    try:
        return isinstance(json.loads(text), dict | list)
    except (ValueError, RecursionError):
        return False


def _decoded(path: Path, content: bytes) -> str:
    what = next((what for start, what in _BEGINNINGS.items() if content.startswith(start)), None)
    if what:
        raise StartFailed(f"{path} is {what}, and not a calendar in YAML. Nothing was changed.")
    # Letters of ours fill one byte of two in UTF-16, and one of four in UTF-32.
    begin = content[:2000]
    empty = begin.count(b"\0") / max(len(begin), 1)
    if content.startswith(_UTF_32) or empty > MOSTLY:
        raise StartFailed(f"{path} is UTF-32 text. Save it as UTF-8. Nothing was changed.")
    if content.startswith(_UTF_16) or empty > 1 / 3:
        raise StartFailed(
            f"{path} is UTF-16 text, as “>” writes it in PowerShell. Save it as UTF-8, such as with "
            "“| Out-File -Encoding utf8”. Nothing was changed."
        )
    if b"\0" in content:
        raise StartFailed(f"{path} is not text, and not a calendar in YAML. Nothing was changed.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise StartFailed(f"{path} is not UTF-8 text. Save it as UTF-8. Nothing was changed.") from None


def _refuse_foreign(path: Path, text: str) -> None:
    """Name a text of another sort.

    Raises:
        StartFailed: it is one.
    """
    start = text.lstrip()[:20].casefold()
    what = next((what for begins, what in _TEXTS.items() if start.startswith(begins)), None)
    if _is_json(text):
        what = "JSON"
    elif what is None and _is_table(path, text):
        what = "a table (CSV)"
    if what:
        raise StartFailed(f"{path} is {what}, and not a calendar in YAML. Nothing was changed.")


def _is_table(path: Path, text: str) -> bool:
    """Say whether each line has the same number of cells."""
    if path.suffix.casefold() in {".csv", ".tsv"}:
        return True
    rows = [row for row in text.splitlines() if row.strip()]
    if len(rows) < 2 or ": " in rows[0]:  # noqa: PLR2004 - a heading and a row
        return False
    return any(len({row.count(sign) for row in rows} - {0}) == 1 and sign in rows[0] for sign in ",;\t")


def _why(error: Exception, text: str) -> str:
    """Say where YAML goes wrong, and what to do."""
    if isinstance(error, yaml.reader.ReaderError):
        line = text[: error.position].count("\n") + 1
        return f", line {line}: it has a sign that nobody can see (character {ord(text[error.position])})"
    mark = getattr(error, "problem_mark", None)
    where = f", line {mark.line + 1}" if mark else ""
    problem = str(getattr(error, "problem", None) or "")
    if problem.endswith("appears twice"):
        return f"{where}: {problem}"
    hint = next((hint for said, hint in _HINTS.items() if said in problem), "it cannot be understood")
    return f"{where}: {hint}"
