"""`fortnight read`: the news in a file, or in what is piped in."""

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path, PurePath
from typing import Any

from pydantic import TypeAdapter
from pydantic_core import to_json

from bot.errors import StartFailed
from bot.intake.entries import BYTES_MAX, entry_of, mail_in
from rollouts.intake.reading import read as read_entry
from rollouts.intake.wordings import Wordings
from rollouts.news import News
from rollouts.news_drafts import Source, SourceKind
from rollouts.servers import Server
from rollouts.usecases.drafts import NewsTaken, TakeInNews

_NEWS = TypeAdapter(tuple[News, ...])


@dataclass(frozen=True, slots=True)
class FileRead:
    """What was read of a file, and what makes drafts of it."""

    found: tuple[News, ...]
    to_take_in: TakeInNews


def read(file: str, *, wordings: Wordings, zone: str, servers: tuple[Server, ...], now: datetime) -> FileRead:
    """Return what is read of a file, or of the input where it is `-`; `zone` is the workspace's.

    Raises:
        StartFailed: it cannot be read, or is too large to be news.
    """
    name = "" if file == "-" else file
    raw = _bytes(file)
    entry = entry_of(raw, name=name, now=now, zone=zone, wordings=wordings)
    mail = mail_in(raw, name=name)
    identity = (mail.message_id if mail else "") or sha256(raw).hexdigest()
    source = Source(SourceKind.FILE, PurePath(name).name or "the command line")
    request = TakeInNews(source, identity, entry, wordings, mail.sent_at if mail else None)
    return FileRead(read_entry(entry, wordings=wordings, servers=servers), request)


def _bytes(file: str) -> bytes:
    try:
        with sys.stdin.buffer if file == "-" else Path(file).open("rb") as stream:
            raw = stream.read(BYTES_MAX + 1)
    except OSError as error:
        raise StartFailed(f"{file} cannot be read: {error.strerror}.") from None
    if len(raw) > BYTES_MAX:
        raise StartFailed(f"{file} is larger than 5 MB: that is no news of a release.")
    return raw


def as_json(found: tuple[News, ...], taken: Iterable[NewsTaken] = ()) -> str:
    """Write what was read as JSON: a list of releases, each fact with `value` and `sentence`.

    Where it was taken in, each has what became of it too: `fate`, and the number of its `draft`.
    """
    releases: list[dict[str, Any]] = _NEWS.dump_python(found, mode="json")
    for release, outcome in zip(releases, taken, strict=False):
        release |= {"fate": outcome.fate.value, "draft": outcome.draft}
    return f"{to_json(releases, indent=2).decode()}\n"
