"""Taking in the vendor's news: a draft for each release and source, however often its news comes."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from bot.intake.wordings_file import read as read_wordings
from rollouts.delivery.draft_questions import judged_draft
from rollouts.news import About, Entry
from rollouts.news_drafts import ENTRIES_MOST, DraftState, NewsDraft, Source, SourceKind
from rollouts.usecases.drafts import UNVERIFIED_MOST, Fate, NewsTaken, TakeInNews, ask_unheard, take_in
from tests.support.memory_ledger import MemoryLedger
from tests.support.news import asked
from tests.support.story import DAY, MINUTE, STANDARD_DAY, START

WORDS = read_wordings()
MAIL = Source(SourceKind.MAIL, "releases@vendor.example")
FEED = Source(SourceKind.FEED, "https://vendor.example/news.xml")
PREVIEW = """\
Preview: Release 2027.1 "Quieter notifications"

Standard: 13 January 2027
Controlled: 27 January 2027

UI changes:
- The bell counts unread ones only"""


def taken(
    ledger: MemoryLedger,
    text: str,
    *,
    identity: str = "1",
    source: Source = MAIL,
    now: datetime = START,
    written: datetime | None = None,
) -> NewsTaken:
    request = TakeInNews(source, identity, Entry(text, (written or now).date()), WORDS, written)
    (only,) = take_in(ledger.at(now), request)
    return only


def draft(ledger: MemoryLedger, number: int = 1) -> NewsDraft:
    found = ledger.draft(number)
    assert found
    return found


def days(draft: NewsDraft) -> dict[str, date]:
    return {server: fact.value for server, fact in draft.news.dates.items()}


def decide(ledger: MemoryLedger, state: DraftState) -> None:
    kept = draft(ledger) if state is DraftState.LATER else draft(ledger).with_all_decided()
    ledger.save_draft(replace(kept, state=state, by="U0MAYA"))


def test_a_preview_becomes_a_draft_that_waits(ledger: MemoryLedger) -> None:
    assert taken(ledger, PREVIEW) == NewsTaken(Fate.DRAFTED, "2027.1", 1)

    kept = draft(ledger)
    assert (kept.state, kept.source, kept.changed_at) == (DraftState.OPEN, MAIL, START)
    assert days(kept) == {"standard": date(2027, 1, 13), "controlled": date(2027, 1, 27)}
    assert ledger.release("2027.1") is None


@pytest.mark.parametrize(
    "text",
    [
        "Release 2027.1 arrives on Standard on 02/03/2027.",
        "Release 2027.1 arrives on Standard on 13 January 2027. Correction: 20 January 2027.",
    ],
)
def test_a_release_whose_day_is_asked_alone_waits_for_a_word_too(ledger: MemoryLedger, text: str) -> None:
    assert taken(ledger, text).fate is Fate.DRAFTED
    assert [each.about for each in draft(ledger).whole.questions] == [About.DATE]


@pytest.mark.parametrize(
    "name", ["Release 2026-11", "R2026-11", "v2026.11", "Release v2026.11", "RELEASE 2026.11"]
)
def test_a_release_is_known_however_its_name_is_spelt(ledger: MemoryLedger, name: str) -> None:
    taken(ledger, f"{name} was moved. Standard: 9 December 2026")

    known = judged_draft(ledger.at(START), draft(ledger)).known
    assert known
    assert known.name == "2026.11"


def test_a_month_alone_is_no_release(ledger: MemoryLedger) -> None:
    assert taken(ledger, "In 2026-11 Standard was quick.").fate is Fate.NO_RELEASE


@pytest.mark.parametrize(
    ("text", "owner", "is_unheard"),
    [
        (PREVIEW, True, True),
        ("Release 2026.11 is live on Standard.", True, False),
        ("Release 2026.11 is live on Standard.", False, True),
        ("Release 2026.11 was withdrawn.", True, False),
        ("Release 2026.11 was withdrawn.", False, True),
        ("Lunch is at twelve.", False, False),
    ],
)
def test_where_nobody_can_be_asked_it_says_so(
    ledger: MemoryLedger, text: str, *, owner: bool, is_unheard: bool
) -> None:
    ledger.policy = replace(ledger.policy, alerts_to=(), managers=frozenset(), support_channel=None)
    release = ledger.release("2026.11")
    assert release
    ledger.save_release(replace(release, owner=release.owner if owner else None))

    assert taken(ledger, text).is_unheard is is_unheard


def test_what_nobody_was_asked_about_is_asked_once_there_is_somebody(ledger: MemoryLedger) -> None:
    somebody = ledger.policy
    ledger.policy = replace(somebody, alerts_to=(), managers=frozenset(), support_channel=None)
    taken(ledger, PREVIEW)
    ask_unheard(ledger.at(START))
    assert asked(ledger, START) == []

    ledger.policy = somebody
    ask_unheard(ledger.at(START + MINUTE))
    assert len(asked(ledger, START + MINUTE)) == 2
    ask_unheard(ledger.at(START + DAY))
    assert asked(ledger, START + DAY) == []


def test_the_same_news_twice_is_nothing_under_whatever_identity(ledger: MemoryLedger) -> None:
    taken(ledger, PREVIEW)

    assert taken(ledger, PREVIEW, now=START + DAY).fate is Fate.KNOWN
    assert taken(ledger, PREVIEW, identity="2").fate is Fate.KNOWN
    assert taken(ledger, PREVIEW, identity="3", now=START + DAY).fate is Fate.KNOWN
    assert len(draft(ledger).entries) == 1


def test_an_edited_entry_changes_its_draft(ledger: MemoryLedger) -> None:
    taken(ledger, PREVIEW)

    edited = PREVIEW.replace("13 January", "20 January").replace("\n- The bell counts unread ones only", "")
    assert taken(ledger, edited).fate is Fate.DRAFTED

    kept = draft(ledger)
    assert len(kept.entries) == 1
    assert days(kept)["standard"] == date(2027, 1, 20)
    assert kept.news.ui_changes == ()


def test_each_source_has_a_draft_of_its_own(ledger: MemoryLedger) -> None:
    taken(ledger, PREVIEW)

    assert taken(ledger, PREVIEW, source=FEED).draft == 2


def test_what_comes_later_of_the_same_release_is_added_however_its_name_is_spelt(
    ledger: MemoryLedger,
) -> None:
    taken(ledger, PREVIEW)
    taken(ledger, "Release 2027.01 has been moved. Standard: 20 January 2027", identity="2")

    kept = draft(ledger)
    assert days(kept) == {"standard": date(2027, 1, 20), "controlled": date(2027, 1, 27)}
    assert kept.news.title


def test_an_old_mail_that_comes_late_says_nothing_against_a_newer_one(ledger: MemoryLedger) -> None:
    taken(ledger, PREVIEW, written=START - DAY)
    decide(ledger, DraftState.ENTERED)
    taken(ledger, "Release 2027.1 was moved. Standard: 20 January 2027", identity="2", written=START)
    decide(ledger, DraftState.ENTERED)
    old = PREVIEW.replace("13 January", "6 January")

    assert taken(ledger, old, identity="3", written=START - 2 * DAY).fate is Fate.NOTHING_NEW


def test_what_differs_in_nothing_from_the_calendar_asks_nothing_even_later(ledger: MemoryLedger) -> None:
    reminder = "Reminder: release 2026.11. Standard: 30 November 2026"
    assert taken(ledger, reminder).fate is Fate.NOTHING_NEW
    assert draft(ledger).state is DraftState.NO_NEWS

    moved = reminder.replace("30 November", "7 December")
    assert taken(ledger, moved, identity="2").fate is Fate.DRAFTED
    assert taken(ledger, reminder, identity="1", now=START + DAY).fate is Fate.KNOWN
    assert taken(ledger, reminder, identity="2").fate is Fate.KNOWN


def test_a_draft_that_an_edit_makes_needless_waits_no_longer(ledger: MemoryLedger) -> None:
    taken(ledger, "Release 2026.11 was moved. Standard: 7 December 2026")

    right = "Release 2026.11 was moved, we said. Standard: 30 November 2026"
    assert taken(ledger, right).fate is Fate.NOTHING_NEW
    assert draft(ledger).state is DraftState.NO_NEWS


def test_what_was_put_off_is_asked_again_only_where_the_news_differs(ledger: MemoryLedger) -> None:
    taken(ledger, PREVIEW)
    decide(ledger, DraftState.LATER)

    taken(ledger, PREVIEW.replace("Preview", "Reminder"), identity="2")
    assert draft(ledger).state is DraftState.LATER
    taken(ledger, PREVIEW.replace("13 January", "14 January"), identity="3")
    assert draft(ledger).state is DraftState.OPEN


def test_what_is_not_for_us_comes_back_with_another_date_alone(ledger: MemoryLedger) -> None:
    taken(ledger, PREVIEW)
    decide(ledger, DraftState.NOT_FOR_US)

    taken(ledger, "Reminder: release 2027.1. Standard: 13 January 2027", identity="2")
    assert (draft(ledger).state, draft(ledger).by) == (DraftState.NOT_FOR_US, "U0MAYA")
    taken(ledger, "Release 2027.1 was moved. Standard: 20 January 2027", identity="3")
    assert (draft(ledger).state, draft(ledger).by) == (DraftState.OPEN, "")


def test_a_confirmation_is_no_draft_but_what_else_it_says_is(ledger: MemoryLedger) -> None:
    live = "Release 2026.11 is live on Standard.\nStandard: 1 December 2026\nControlled: 14 December 2026"

    assert taken(ledger, live) == NewsTaken(Fate.CONFIRMS, "2026.11", 1)
    assert draft(ledger).state is DraftState.NO_NEWS

    assert taken(ledger, live.replace("14 December", "15 December"), identity="2").fate is Fate.CONFIRMS
    assert draft(ledger).state is DraftState.OPEN
    judged = judged_draft(ledger.at(START), draft(ledger))
    assert judged.draft.dates == {"standard": STANDARD_DAY, "controlled": date(2026, 12, 15)}


def test_a_confirmation_of_a_release_that_was_never_entered_is_a_draft_with_gaps(
    ledger: MemoryLedger,
) -> None:
    assert taken(ledger, "Release 2027.1 is live on Standard.").fate is Fate.DRAFTED

    news = draft(ledger).news
    assert news.live_on
    assert About.DATE in news.missing


@pytest.mark.parametrize(
    "text",
    [
        "Release 2027.1 has been withdrawn.",
        "Release 2026.10 is live on Standard.",
        "Release 2026.10 has been withdrawn.",
        "Our newsletter. Release 2027.1 is on our minds.",
    ],
)
def test_nothing_is_asked_of_news_that_changes_nothing(ledger: MemoryLedger, text: str) -> None:
    assert taken(ledger, text).fate is Fate.NOTHING_NEW
    assert ledger.drafts() == ()


def test_a_text_about_no_release_is_kept_nowhere(ledger: MemoryLedger) -> None:
    assert taken(ledger, "Lunch is at twelve.") == NewsTaken(Fate.NO_RELEASE)


def test_what_a_later_entry_says_is_no_longer_open(ledger: MemoryLedger) -> None:
    taken(ledger, "Preview: release 2027.1. Standard: 01/02/2027")
    assert [question.about for question in draft(ledger).news.questions] == [About.DATE]

    taken(ledger, "Preview: release 2027.1, once more. Standard: 02/03/2027", identity="2")
    assert len(draft(ledger).news.questions) == 1
    taken(ledger, "Preview: release 2027.1. Standard: 2 February 2027", identity="3")
    assert draft(ledger).news.questions == ()


def test_whether_it_affects_integrations_is_open_until_an_entry_says_so(ledger: MemoryLedger) -> None:
    both = "Preview: release 2027.1 affects integrations. It has no integration impact."
    taken(ledger, both)
    taken(ledger, PREVIEW, identity="2")
    assert [question.about for question in draft(ledger).news.questions] == [About.IMPACT]

    taken(ledger, "Preview: release 2027.1 affects integrations.", identity="3")
    assert draft(ledger).news.questions == ()


def test_on_which_server_it_is_live_stays_open(ledger: MemoryLedger) -> None:
    taken(ledger, "Release 2027.1 is live. Standard: 13 January 2027")
    taken(ledger, PREVIEW, identity="2")

    assert [question.about for question in draft(ledger).news.questions] == [About.SERVER]


def test_a_mail_without_a_name_is_a_draft_of_its_own(ledger: MemoryLedger) -> None:
    assert taken(ledger, "Preview of our next release. Standard: 13 January 2027").draft == 1
    assert taken(ledger, "Preview of our next release. Standard: 14 January 2027", identity="2").draft == 2


def test_of_very_many_entries_the_oldest_are_forgotten(ledger: MemoryLedger) -> None:
    for number in range(ENTRIES_MOST + 1):
        day = date(2027, 1, 1) + number * DAY
        text = f"Release 2027.1 was moved. Standard: {day:%d %B %Y}"
        taken(ledger, text, identity=str(number), now=START + number * MINUTE)

    assert len(draft(ledger).entries) == ENTRIES_MOST


def forged(ledger: MemoryLedger, text: str, identity: str) -> NewsTaken:
    source = Source(SourceKind.MAIL, "vendor.example, unverified")
    request = TakeInNews(source, identity, Entry(text, START.date()), WORDS, is_verified=False)
    (only,) = take_in(ledger.at(START), request)
    return only


def test_of_a_flood_of_mails_that_may_be_forged_few_are_put_to_managers(ledger: MemoryLedger) -> None:
    fates = [
        forged(ledger, PREVIEW.replace("2027.1", f"2027.{number}"), str(number)).fate
        for number in range(1, 50)
    ]

    assert fates == [*[Fate.DRAFTED] * UNVERIFIED_MOST, *[Fate.LEFT] * (49 - UNVERIFIED_MOST)]
    assert taken(ledger, PREVIEW.replace("2027.1", "2027.60")).fate is Fate.DRAFTED


def test_what_was_decided_against_is_not_asked_again_by_a_mail_that_may_be_forged(
    ledger: MemoryLedger,
) -> None:
    forged(ledger, PREVIEW, "1")
    decide(ledger, DraftState.NOT_FOR_US)

    assert forged(ledger, PREVIEW.replace("13 January", "14 January"), "2").fate is Fate.NOTHING_NEW


def test_news_of_a_renamed_release_stays_in_its_draft(ledger: MemoryLedger) -> None:
    moved = "Release {name} was moved. Standard: {day} December 2026"
    first = taken(ledger, moved.format(name="2026.11", day=7))
    release = ledger.release("2026.11")
    assert release
    ledger.save_release(release.renamed("2026.12"))

    again = taken(ledger, moved.format(name="2026.12", day=8), identity="2")

    assert again.draft == first.draft
    assert days(draft(ledger)) == {"standard": date(2026, 12, 8)}
