"""The ledger's contract: drafts of the vendor's news."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from rollouts.news import About, Fact, News, NewsKind, OptInNews, Question
from rollouts.news_drafts import DraftState, NewsDraft, ReadEntry, Source, SourceKind
from rollouts.ports import Ledger
from rollouts.releases import DocLink

MAIL = Source(SourceKind.MAIL, "releases@vendor.example")
FEED = Source(SourceKind.FEED, "https://vendor.example/news: all")
NEWS = News(
    kind=Fact(NewsKind.CONFIRMATION, "2027.1 is live on Standard."),
    name=Fact("2027.1", "2027.1 \U0001f680 is live on Standard."),
    title=Fact("Quieter", "2027.1: Quieter"),
    live_on=Fact("standard", "2027.1 is live on Standard."),
    dates={"controlled": Fact(date(2027, 1, 27), "Controlled: 27 January")},
    impact=Fact(value=False, sentence="It affects nobody."),
    ui_changes=(Fact("Bell", "Bell"),),
    opt_ins=(Fact(OptInNews("Digest", "Settings", enabled_by_default=False), "Digest"),),
    docs=(Fact(DocLink("Notes", "https://vendor.example/1"), "Notes"),),
    questions=(Question(About.DATE, ("2027-01-02", "2027-02-01"), "Standard: 01/02/2027", "standard"),),
)


def _draft(now: datetime) -> NewsDraft:
    first = ReadEntry("<1@vendor.example>", "a", now - timedelta(days=1), News(), is_decided=True)
    second = ReadEntry("<2@vendor.example>", "b", now, NEWS, is_verified=False)
    return NewsDraft(MAIL, "2027 1", (first, second), DraftState.OPEN, now)


def test_drafts_are_kept_whole_and_numbered(ledger: Ledger, now: datetime) -> None:
    draft = _draft(now)

    assert ledger.save_draft(draft) == replace(draft, number=1)
    assert ledger.save_draft(replace(draft, source=FEED)).number == 2

    assert ledger.draft(1) == replace(draft, number=1)
    assert ledger.draft(2) == replace(draft, source=FEED, number=2)
    assert ledger.draft(3) is None


def test_a_draft_is_replaced_by_its_number(ledger: Ledger, now: datetime) -> None:
    kept = ledger.save_draft(_draft(now))
    entered = replace(kept.with_all_decided(), state=DraftState.ENTERED, by="U0ANA", changed_at=now)

    assert ledger.save_draft(entered) == entered
    assert ledger.draft(kept.number) == entered


def test_the_day_to_which_a_draft_was_put_off_is_kept(ledger: Ledger, now: datetime) -> None:
    kept = ledger.save_draft(replace(_draft(now), state=DraftState.LATER, put_off_to=date(2026, 12, 5)))

    assert ledger.draft(kept.number) == kept


def test_drafts_are_found_by_their_release_and_those_that_wait_without(ledger: Ledger, now: datetime) -> None:
    first = ledger.save_draft(_draft(now))
    second = ledger.save_draft(replace(_draft(now), source=FEED, state=DraftState.ENTERED))
    third = ledger.save_draft(replace(_draft(now), about="? x", state=DraftState.LATER))

    assert ledger.drafts(about="2027 1") == (first, second)
    assert ledger.drafts(about="2027") == ()
    assert ledger.drafts() == (first, third)
