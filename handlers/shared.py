"""Files on messages, as Slack tells of them; only their ids, names and sizes are kept.

https://docs.slack.dev/reference/objects/file-object
"""

from collections.abc import Mapping
from typing import Any

from rollouts.case_files import CaseFile
from rollouts.texts import one_line, readable
from views.wording import shortened

MOST = 10
"""How many files Slack takes on a message."""
NAME_MOST = 100
GONE = frozenset({"tombstone", "hidden_by_limit"})
"""Modes of files that were deleted, or that the workspace's plan does not show any more."""


def of_message(said: Mapping[str, Any]) -> tuple[CaseFile, ...]:
    """Return the files on a message; of one that another organisation shared Slack may tell the id alone.

    Whatever shape they have: nothing about a file keeps a report from getting through.
    """
    files = said.get("files")
    found = map(_file, files if isinstance(files, list) else ())
    return tuple(file for file in found if file)[:MOST]


def _file(file: object) -> CaseFile | None:
    if not isinstance(file, Mapping) or str(file.get("mode")) in GONE:
        return None
    number, name, size = file.get("id"), file.get("name"), file.get("size")
    if not isinstance(number, str) or not number:
        return None
    called = shortened(one_line(readable(name)), NAME_MOST) if isinstance(name, str) else ""
    return CaseFile(number, called, size if type(size) is int and size > 0 else 0)


def mail_of(said: Mapping[str, Any]) -> str:
    """Return the id of the e-mail that a message holds, as it was forwarded into Slack; empty for none."""
    files = said.get("files")
    for file in files if isinstance(files, list) else ():
        if isinstance(file, Mapping) and file.get("filetype") == "email" and _file(file):
            return str(file["id"])
    return ""
