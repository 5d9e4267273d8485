"""Files that people shared with a case. What is in them stays in the chat system until it is mailed."""

from dataclasses import dataclass
from enum import StrEnum

BYTES_IN_MB = 1_000_000


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A file, as the chat system names it; `size` is in bytes, 0 where it was not told."""

    id: str
    name: str
    size: int


class NotFetched(StrEnum):
    """Why a file does not go along with a mail."""

    TOO_LARGE = "too_large"
    NO_SCOPE = "no_scope"
    NOT_THERE = "not_there"


Fetched = bytes | NotFetched
"""What is in a file, or why that is not known."""
