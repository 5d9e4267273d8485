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
    """Return the files on a message; of one that another organisation shared Slack may tell the id alone."""
    files = (file for file in said.get("files") or () if file.get("mode") not in GONE)
    return tuple(_file(file) for file in files)[:MOST]


def _file(file: Mapping[str, Any]) -> CaseFile:
    name = shortened(one_line(readable(str(file.get("name") or ""))), NAME_MOST)
    size = file.get("size")
    return CaseFile(str(file["id"]), name, size if isinstance(size, int) else 0)
