"""`fortnight read`: the news in a file, or in what is piped in."""

import sys
from datetime import datetime
from pathlib import Path

from pydantic import TypeAdapter

from bot.errors import StartFailed
from bot.intake import wordings_file
from bot.intake.entries import BYTES_MAX, entry_of
from bot.settings import Settings
from rollouts.intake.reading import read as read_entry
from rollouts.news import News
from rollouts.servers import Server

_NEWS = TypeAdapter(tuple[News, ...])


def read(file: str, *, settings: Settings, servers: tuple[Server, ...], now: datetime) -> tuple[News, ...]:
    """Return what is read of a file, or of the input where it is `-`.

    Raises:
        StartFailed: it cannot be read, or is too large to be news.
    """
    wordings = wordings_file.read(settings.intake)
    name = "" if file == "-" else file
    entry = entry_of(_bytes(file), name=name, now=now, zone=settings.timezone, wordings=wordings)
    return read_entry(entry, wordings=wordings, servers=servers)


def _bytes(file: str) -> bytes:
    try:
        with sys.stdin.buffer if file == "-" else Path(file).open("rb") as stream:
            raw = stream.read(BYTES_MAX + 1)
    except OSError as error:
        raise StartFailed(f"{file} cannot be read: {error.strerror}.") from None
    if len(raw) > BYTES_MAX:
        raise StartFailed(f"{file} is larger than 5 MB: that is no news of a release.")
    return raw


def as_json(found: tuple[News, ...]) -> str:
    """Write what was read as JSON: a list of releases, each fact with `value` and `sentence`."""
    return f"{_NEWS.dump_json(found, indent=2).decode()}\n"
