"""The vendor's news as tests let it come in."""

from dataclasses import replace
from datetime import datetime
from itertools import count

from bot.intake.wordings_file import read as read_wordings
from rollouts.deliveries import Action
from rollouts.news import Entry
from rollouts.news_drafts import NewsDraft, Source, SourceKind
from rollouts.usecases.drafts import TakeInNews, take_in
from tests.support.delivering import deliver
from tests.support.memory_ledger import MemoryLedger

WORDS = read_wordings()
MAIL = Source(SourceKind.MAIL, "releases@vendor.example")
NEWS = """\
Preview: Release 2027.1 "Quieter notifications"

Standard: 13 January 2027
Controlled: 27 January 2027

UI changes:
- The bell counts unread ones only"""
MOVED = "Release 2026.11 was moved. Standard: 7 December 2026"
LIVE = "Release 2026.11 is live on Standard."

_numbers = count(1)


def mail(text: str, now: datetime) -> TakeInNews:
    """Return a mail of the vendor that comes in now."""
    return TakeInNews(MAIL, f"<{next(_numbers)}@vendor.example>", Entry(text, now.date()), WORDS)


def news(
    ledger: MemoryLedger,
    text: str,
    now: datetime,
    *,
    is_verified: bool = True,
    source: Source = MAIL,
    written_at: datetime | None = None,
) -> NewsDraft:
    """Let a mail of the vendor come in; return the draft of its release."""
    came = replace(mail(text, now), is_verified=is_verified, source=source, at=written_at)
    (taken,) = take_in(ledger.at(now), came)
    draft = ledger.draft(taken.draft)
    assert draft
    return draft


def draft_of(text: str, now: datetime) -> NewsDraft:
    """Return the draft of a text, about which nobody is asked."""
    return replace(news(MemoryLedger(), text, now), number=0)


def asked(ledger: MemoryLedger, now: datetime, kind: str = "draft") -> list[tuple[str, str]]:
    """Say what is due; return who was asked about news, and where a message was brought up to date."""
    return [
        (job.delivery.key.channel, "edit" if job.delivery.action is Action.UPDATE else "post")
        for job in deliver(ledger, now)
        if job.delivery.key.announcement.kind.key == kind
    ]
