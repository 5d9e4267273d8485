"""What a feed has to read: its newest entries, each with its words, its subject and the day it is of."""

from calendar import timegm
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

from bot.feeds.failed import FeedFailed
from bot.intake.entries import entry_of_text
from bot.mail.html_text import text_of
from rollouts.feeds import FeedTrouble
from rollouts.intake.lines import TEXT_MAX
from rollouts.intake.wordings import Wordings
from rollouts.news import Entry
from rollouts.texts import one_line, readable

ENTRIES_MOST = 50
OLD = timedelta(days=60)
"""What is older is no news: a feed that is looked at for the first time may go back for years."""
AHEAD = timedelta(days=1)
"""By how much a clock may be wrong. What is of a later day than that is wrongly dated."""
FIRST = datetime(2000, 1, 1, tzinfo=UTC)
"""What is older is wrongly dated: programs that know no date write 1970."""
_ENTITY = b"<!ENTITY"
IDENTITY_MOST = 500


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An entry: the feed's own name for it, what is to be read, and when it was written, if that is known."""

    identity: str
    entry: Entry
    at: datetime | None


def entries_of(
    content: bytes, *, type_: str, now: datetime, zone: str, wordings: Wordings
) -> tuple[FeedEntry, ...]:
    """Return the newest entries, the oldest of them first.

    Raises:
        FeedFailed: it is no feed.
    """
    if _ENTITY in content.replace(b"\0", b""):  # as UTF-16 has it, too
        # Its parts may stand for each other many times over, and no feed needs them.
        raise FeedFailed(FeedTrouble.NOT_A_FEED)
    # A stream: of bytes the library would take a short one for the name of a file.
    import feedparser  # noqa: PLC0415 - slow to load, and only feeds need it

    parsed = feedparser.parse(
        BytesIO(content),
        response_headers={"content-type": type_},
        sanitize_html=False,  # only its words are read, and nothing of it is ever shown as HTML
        resolve_relative_uris=False,
    )
    if not parsed.get("version"):
        raise FeedFailed(FeedTrouble.NOT_A_FEED)
    dated = [(_moment(each, now), each) for each in parsed.entries]
    # A feed has its newest first, as far as it does not date its entries.
    fresh = [(at, each) for at, each in reversed(dated) if at is None or at > now - OLD]
    newest = sorted(fresh, key=lambda each: each[0] or now)[-ENTRIES_MOST:]
    return tuple(_entry(each, at, zone=zone, wordings=wordings) for at, each in newest)


def _moment(entry: dict[str, Any], now: datetime) -> datetime | None:
    """Return when it was written; None where it does not say, or is wrong."""
    # By the plain dictionary: the library's own look-up takes one for the other, and warns of it.
    for name in ("published_parsed", "updated_parsed"):
        said = dict.get(entry, name)
        if said is None:
            continue
        try:
            moment = datetime.fromtimestamp(timegm(said), UTC)
        except (ValueError, OverflowError, OSError):
            continue
        if FIRST <= moment <= now + AHEAD:
            return moment
    return None


def _entry(entry: Mapping[str, Any], at: datetime | None, *, zone: str, wordings: Wordings) -> FeedEntry:
    subject = one_line(readable(_plain(entry.get("title", ""), entry.get("title_detail"))))[:TEXT_MAX]
    text = max(_bodies(entry), key=len, default="")[:TEXT_MAX]
    day = at.astimezone(ZoneInfo(zone)).date() if at else None
    found = entry_of_text(text, subject=subject, day=day, wordings=wordings)
    own = str(entry.get("id") or entry.get("link") or "")
    identity = own or sha256(repr((subject, text)).encode("utf-8", "replace")).hexdigest()
    return FeedEntry(readable(identity)[:IDENTITY_MOST], found, at)


def _bodies(entry: Mapping[str, Any]) -> Iterator[str]:
    for part in (*entry.get("content", ()), entry.get("summary_detail") or {}):
        value = part.get("value") or ""
        is_plain = part.get("type") == "text/plain"
        yield value if is_plain else f"<div>{value}</div>" if value else ""


def _plain(text: str, detail: Mapping[str, Any] | None) -> str:
    is_html = detail is not None and detail.get("type") != "text/plain"
    return text_of(f"<div>{text}</div>")[0] if is_html else text
