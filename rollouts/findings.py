"""Findings: what was looked at of the bot and its surroundings, how it is, and what to do about it."""

from dataclasses import dataclass
from enum import StrEnum

COMMAND_MARK = "`"
"""Stands before and after what is to be typed."""


class Health(StrEnum):
    """How something is; with an `ERROR` something does not work, with a `WARNING` it may not some day."""

    GOOD = "good"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found about one thing.

    Attributes:
        about: What was looked at: `bot token`, `channel C0ACME`.
        health: How it is.
        said: A sentence that says what was found.
        todo: A sentence that says what to do; empty where there is nothing.
    """

    about: str
    health: Health
    said: str
    todo: str = ""


def good(about: str, said: str) -> Finding:
    """Return that something is as it should be."""
    return Finding(about, Health.GOOD, said)


def warning(about: str, said: str, todo: str) -> Finding:
    """Return what should be looked into."""
    return Finding(about, Health.WARNING, said, todo)


def error(about: str, said: str, todo: str) -> Finding:
    """Return what does not work."""
    return Finding(about, Health.ERROR, said, todo)
