"""Managers are asked about the vendor's news: once, again when its preview would be due, and once more."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from rollouts.announcing.draft_briefs import DraftBrief
from rollouts.announcing.late import Skip
from rollouts.deliveries import Reason
from rollouts.delivery.claiming import ClaimDue, brief_when_due, claim_due
from rollouts.delivery.recording import Attempt, record
from rollouts.drafts import Draft
from rollouts.news_drafts import DraftState
from rollouts.refusals import Blocked, Fault, Invalid, NotAllowed, Problem, Unknown
from rollouts.transitions import Verb
from rollouts.usecases.answering import OpenChoices, open_choices
from rollouts.usecases.calendar_file import Calendar, ImportCalendar, import_calendar
from rollouts.usecases.changing import StageChange, change_stage
from rollouts.usecases.deciding import (
    AGAIN_FIELD,
    Decide,
    Decided,
    EnterAs,
    PutOff,
    PutOffForm,
    decline_draft,
    enter_as,
    enter_draft,
    open_draft,
    open_putting_off,
    put_draft_off,
)
from rollouts.usecases.editing import EditRelease
from rollouts.usecases.releases import NewRelease, create_release
from rollouts.usecases.seeing import NotSeenYet
from tests.support.changing import changed
from tests.support.delivering import deliver, posted
from tests.support.memory_ledger import MemoryLedger
from tests.support.news import MOVED, NEWS, asked, news
from tests.support.story import (
    ADMIN,
    ANA,
    DAY,
    DRAFT,
    MANAGER,
    MINUTE,
    PREVIEW_DAY,
    START,
    ZOE,
    at,
)

BOTH = [(ADMIN.id, "post"), (MANAGER.id, "post")]
EDITS = [(ADMIN.id, "edit"), (MANAGER.id, "edit")]
PREVIEW_DUE = at(date(2026, 12, 23))
CHOSEN = date(2026, 12, 5)
"""A Saturday."""


def decide(ledger: MemoryLedger, draft: int = 1, *, seen: str = "") -> Decide:
    kept = ledger.draft(draft)
    assert kept
    return Decide(MANAGER, draft, kept.version, seen)


def put_off(
    ledger: MemoryLedger, day: date | None, now: datetime = START + MINUTE, *, until: date | None = None
) -> Decided:
    return put_draft_off(ledger.at(now), PutOff(decide(ledger), day, until))


def state(ledger: MemoryLedger, draft: int = 1) -> DraftState:
    kept = ledger.draft(draft)
    assert kept
    return kept.state


def brief(ledger: MemoryLedger, now: datetime) -> DraftBrief:
    (found,) = (job.brief for job in deliver(ledger, now) if job.delivery.key.channel == MANAGER.id)
    assert isinstance(found, DraftBrief)
    return found


def test_managers_alone_are_asked_at_once_and_nobody_else_hears_anything(ledger: MemoryLedger) -> None:
    news(ledger, NEWS, START)

    jobs = deliver(ledger, START)
    assert sorted(job.delivery.key.channel for job in jobs) == [ADMIN.id, MANAGER.id]


def test_the_question_says_what_would_come_of_it(ledger: MemoryLedger) -> None:
    news(ledger, NEWS, START)

    found = brief(ledger, START).asked
    assert {slot.channel for slot in found.next_posts} == {"C0ACME", "C0GLOBEX", "C0NORTH"}
    assert {str(slot.announcement) for slot in found.next_posts} == {"preview:standard"}
    assert (found.can_be_entered, found.corrected, found.later_posts) == (True, (), 5)


def test_of_a_change_it_says_who_would_be_corrected(ledger: MemoryLedger) -> None:
    now = at(PREVIEW_DAY, 10)
    deliver(ledger, now)
    news(ledger, MOVED, now)

    assert brief(ledger, now).asked.corrected == ("C0ACME", "C0GLOBEX", "C0NORTH")


def test_more_news_changes_the_message_in_place(ledger: MemoryLedger) -> None:
    news(ledger, NEWS, START)
    asked(ledger, START)

    news(ledger, "Release 2027.1 was moved. Standard: 14 January 2027", START + MINUTE)

    assert sorted(asked(ledger, START + MINUTE)) == EDITS


def test_what_is_decided_before_anybody_was_asked_is_asked_of_nobody(ledger: MemoryLedger) -> None:
    news(ledger, NEWS, START)
    decline_draft(ledger.at(START), decide(ledger))

    assert asked(ledger, START) == []


def test_a_question_that_was_lost_is_not_asked_once_more_when_it_is_decided(ledger: MemoryLedger) -> None:
    news(ledger, NEWS, START)
    jobs = deliver(ledger, START)
    decline_draft(ledger.at(START), decide(ledger))

    again = {brief_when_due(ledger.at(START), job.delivery) for job in jobs}

    assert again == {Skip(Reason.ANSWERED)}


def test_when_it_is_asked_again_follows_its_date(ledger: MemoryLedger) -> None:
    news(ledger, NEWS, START)
    asked(ledger, START)
    news(ledger, "Release 2027.1 was moved. Standard: 20 January 2027", START + MINUTE)
    asked(ledger, START + MINUTE)

    assert asked(ledger, PREVIEW_DUE) == []
    assert sorted(asked(ledger, PREVIEW_DUE + 7 * DAY)) == sorted([*BOTH, *EDITS])


def test_what_changes_before_anybody_was_asked_is_asked_once(ledger: MemoryLedger) -> None:
    news(ledger, NEWS, START)
    news(ledger, "Release 2027.1 was moved. Standard: 14 January 2027", START)

    assert sorted(asked(ledger, START)) == BOTH


def test_it_is_asked_again_when_its_preview_is_due_then_once_more_with_the_support_channel(
    ledger: MemoryLedger,
) -> None:
    news(ledger, NEWS, START)
    asked(ledger, START)

    assert asked(ledger, PREVIEW_DUE - MINUTE) == []
    assert sorted(asked(ledger, PREVIEW_DUE)) == sorted([*BOTH, *EDITS])
    last = asked(ledger, PREVIEW_DUE + DAY)
    assert sorted(last) == sorted([*BOTH, *EDITS, ("C0SUPPORT", "post")])
    assert asked(ledger, PREVIEW_DUE + 60 * DAY) == []


def test_what_is_late_or_has_no_date_is_asked_again_the_next_morning(ledger: MemoryLedger) -> None:
    news(ledger, "Preview: release 2027.1", START)
    asked(ledger, START)

    assert sorted(asked(ledger, START + DAY)) == sorted([*BOTH, *EDITS])
    assert brief_of_reminder(ledger)


def brief_of_reminder(ledger: MemoryLedger) -> bool:
    (found, *_) = (job.brief for job in deliver(ledger, START + 2 * DAY) if isinstance(job.brief, DraftBrief))
    return found.is_reminder


def test_where_no_manager_is_known_the_support_channel_is_asked(ledger: MemoryLedger) -> None:
    ledger.policy = replace(ledger.policy, alerts_to=())
    news(ledger, NEWS, START)

    assert asked(ledger, START) == [("C0SUPPORT", "post")]
    assert asked(ledger, PREVIEW_DUE) == [("C0SUPPORT", "post"), ("C0SUPPORT", "edit")]
    assert asked(ledger, PREVIEW_DUE + DAY) == [("C0SUPPORT", "post"), ("C0SUPPORT", "edit")]
    post = next(each for each in ledger.recent(limit=50) if each.key.announcement.kind.key == "draft")
    choices = open_choices(ledger.at(PREVIEW_DUE + DAY), OpenChoices(MANAGER, post.id))
    assert isinstance(choices, DraftBrief)
    with pytest.raises(NotAllowed):
        open_choices(ledger.at(PREVIEW_DUE), OpenChoices(ZOE, post.id))


def test_entering_it_enters_the_release_and_settles_the_question(ledger: MemoryLedger) -> None:
    news(ledger, NEWS, START)
    asked(ledger, START)

    done = enter_draft(ledger.at(START), decide(ledger))

    assert done.is_new
    assert done.shown
    assert done.shown.release.name == "2027.1"
    assert ledger.release("2027.1")
    assert state(ledger) is DraftState.ENTERED
    assert sorted(asked(ledger, START)) == EDITS
    assert asked(ledger, PREVIEW_DUE + DAY) == []
    assert enter_draft(ledger.at(START), decide(ledger)).again


def test_what_goes_out_because_of_it_is_shown_first(ledger: MemoryLedger) -> None:
    now = at(PREVIEW_DAY, 10)
    deliver(ledger, now)
    news(ledger, MOVED, now)

    with pytest.raises(NotSeenYet) as seen, ledger.transaction(now) as transaction:
        enter_draft(transaction, decide(ledger))

    assert len(seen.value.outgoing) == 3
    assert state(ledger) is DraftState.OPEN


def test_a_change_is_entered_once_it_was_seen(ledger: MemoryLedger) -> None:
    now = at(PREVIEW_DAY, 10)
    deliver(ledger, now)
    news(ledger, MOVED, now)
    with pytest.raises(NotSeenYet) as seen, ledger.transaction(now) as transaction:
        enter_draft(transaction, decide(ledger))

    done = enter_draft(ledger.at(now), decide(ledger, seen=seen.value.fingerprint))

    assert not done.is_new
    release = ledger.release("2026.11")
    assert release
    assert release.stages[0].date == date(2026, 12, 7)
    assert release.owner == ANA.id


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Preview: release 2027.1. Standard: 13 January 2027", Invalid),
        (NEWS.replace("13 January", "28 January"), Invalid),
        (NEWS.replace("January 2027", "January 2026"), Invalid),
        (NEWS.replace("13 January 2027", "01/02/2027"), Blocked),
        ("Release 2026.11 has been withdrawn.", Blocked),
        ("Release 2027.1 is live on Standard.", Invalid),
    ],
)
def test_what_is_incomplete_unclear_or_impossible_is_not_entered(
    ledger: MemoryLedger, text: str, why: type[Exception]
) -> None:
    news(ledger, text, START)
    before = ledger.releases()

    with pytest.raises(why), ledger.transaction(START) as transaction:
        enter_draft(transaction, decide(ledger))

    assert ledger.releases() == before
    assert state(ledger) is DraftState.OPEN


def test_what_says_something_else_by_now_is_not_entered_unseen(ledger: MemoryLedger) -> None:
    news(ledger, NEWS, START)
    before = decide(ledger)
    news(ledger, "Release 2027.1 was moved. Standard: 14 January 2027", START)

    with pytest.raises(Blocked):
        enter_draft(ledger.at(START), before)


def test_its_form_decides_about_it_with_what_it_says_then(ledger: MemoryLedger) -> None:
    news(ledger, NEWS, START)
    form = open_draft(ledger.at(START), decide(ledger)).form
    assert form.draft

    shown = enter_as(ledger.at(START), EnterAs(1, NewRelease(MANAGER, replace(form.draft, title="Quiet"))))

    assert shown.release.title == "Quiet"
    assert state(ledger) is DraftState.ENTERED


def test_the_form_of_a_change_is_that_of_its_release(ledger: MemoryLedger) -> None:
    news(ledger, MOVED, START)
    found = open_draft(ledger.at(START), decide(ledger))
    assert found.known
    assert found.form.draft
    assert found.form.draft.title == DRAFT.title

    enter_as(ledger.at(START), EnterAs(1, EditRelease(MANAGER, found.known.name, found.form.draft)))

    assert state(ledger) is DraftState.ENTERED


def test_what_is_not_for_us_is_asked_no_more_and_can_be_entered_after_all(ledger: MemoryLedger) -> None:
    news(ledger, NEWS, START)
    asked(ledger, START)

    assert not decline_draft(ledger.at(START), decide(ledger)).again
    assert decline_draft(ledger.at(START), decide(ledger)).again
    assert put_off(ledger, CHOSEN).again
    assert sorted(asked(ledger, START)) == EDITS
    assert asked(ledger, PREVIEW_DUE) == []

    found = open_draft(ledger.at(START), decide(ledger))
    assert found.form.draft
    assert found.form.draft.title == "Quieter notifications"
    moved = open_draft(ledger.at(START), decide(ledger, news(ledger, MOVED, START).number))
    assert moved.known
    decline_draft(ledger.at(START), decide(ledger, 2))
    assert open_draft(ledger.at(START), decide(ledger, 2)).known


def test_the_day_that_is_proposed_is_that_of_its_preview_or_the_next_working_one(
    ledger: MemoryLedger,
) -> None:
    def proposed(draft: int, now: datetime) -> date:
        form = open_putting_off(ledger.at(now), decide(ledger, draft))
        assert isinstance(form, PutOffForm)
        return form.day

    news(ledger, NEWS, START)
    news(ledger, "Preview: release 2027.2", START)
    friday = at(date(2026, 12, 4), 10)

    assert proposed(1, START) == date(2026, 12, 23)
    assert proposed(2, friday) == date(2026, 12, 7)
    put_off(ledger, CHOSEN)
    assert proposed(1, START) == CHOSEN
    decline_draft(ledger.at(START), decide(ledger))
    assert isinstance(open_putting_off(ledger.at(START), decide(ledger)), Decided)


def test_what_is_put_off_comes_on_the_day_that_was_chosen_and_once_more(ledger: MemoryLedger) -> None:
    news(ledger, NEWS, START)
    asked(ledger, START)

    later = START + MINUTE
    assert put_off(ledger, CHOSEN, later).at == at(CHOSEN)
    assert sorted(asked(ledger, later)) == EDITS
    assert asked(ledger, at(CHOSEN) - MINUTE) == []
    assert sorted(asked(ledger, at(CHOSEN))) == sorted([*BOTH, *EDITS])
    assert asked(ledger, at(CHOSEN) + DAY) == []
    assert ("C0SUPPORT", "post") in asked(ledger, at(CHOSEN) + 2 * DAY)
    assert asked(ledger, PREVIEW_DUE + 60 * DAY) == []


def test_on_its_day_it_can_be_put_off_to_another_one(ledger: MemoryLedger) -> None:
    news(ledger, NEWS, START)
    asked(ledger, START)
    put_off(ledger, CHOSEN)
    asked(ledger, at(CHOSEN))

    put_off(ledger, CHOSEN + 7 * DAY, at(CHOSEN, 10), until=CHOSEN)

    asked(ledger, at(CHOSEN, 10))
    assert asked(ledger, at(CHOSEN) + 7 * DAY - MINUTE) == []
    assert sorted(asked(ledger, at(CHOSEN) + 7 * DAY)) == sorted([*BOTH, *EDITS])


def test_of_two_who_put_it_off_at_once_the_first_counts_and_the_other_hears_so(ledger: MemoryLedger) -> None:
    news(ledger, NEWS, START)
    asked(ledger, START)
    put_off(ledger, CHOSEN)

    second = PutOff(replace(decide(ledger), actor=ADMIN), CHOSEN + 7 * DAY)
    answer = put_draft_off(ledger.at(START), second)

    assert (answer.again, answer.at, answer.draft.by) == (True, at(CHOSEN), MANAGER.id)


@pytest.mark.parametrize(
    ("day", "now", "fault", "detail"),
    [
        (None, at(CHOSEN), Fault.MISSING, ""),
        (date(2999, 1, 1), at(CHOSEN), Fault.OUT_OF_RANGE, "2999-01-01"),
        (date(2026, 12, 4), at(CHOSEN, 8), Fault.PAST, "2026-12-05"),
        (CHOSEN, at(CHOSEN, 10), Fault.PAST, "2026-12-06"),
    ],
)
def test_a_day_on_which_nothing_can_be_asked_any_more_is_refused_at_its_field(
    ledger: MemoryLedger, day: date | None, now: datetime, fault: Fault, detail: str
) -> None:
    news(ledger, NEWS, START)

    with pytest.raises(Invalid) as refused, ledger.transaction(now) as transaction:
        put_draft_off(transaction, PutOff(decide(ledger), day))

    assert refused.value.problems == (Problem(AGAIN_FIELD, fault, detail),)
    assert state(ledger) is DraftState.OPEN


def test_today_can_be_chosen_until_it_is_asked(ledger: MemoryLedger) -> None:
    news(ledger, NEWS, START)
    asked(ledger, START)

    assert put_off(ledger, CHOSEN, at(CHOSEN, 8)).at == at(CHOSEN)


def test_what_says_something_else_by_now_is_not_put_off_unseen(ledger: MemoryLedger) -> None:
    news(ledger, NEWS, START)
    before = PutOff(decide(ledger), CHOSEN)
    news(ledger, "Release 2027.1 was moved. Standard: 14 January 2027", START)

    with pytest.raises(Blocked):
        put_draft_off(ledger.at(START), before)


def test_a_change_of_the_calendar_lets_the_chosen_day_stand_and_asks_nothing_more(
    ledger: MemoryLedger,
) -> None:
    news(ledger, MOVED, START)
    asked(ledger, START)
    put_off(ledger, CHOSEN)
    asked(ledger, START + MINUTE)

    changed(ledger, Verb.MOVE, START + DAY, server="standard", day=date(2026, 12, 8))
    asked(ledger, START + DAY)
    assert asked(ledger, at(CHOSEN) - MINUTE) == []
    assert sorted(asked(ledger, at(CHOSEN))) == sorted([*BOTH, *EDITS])
    assert ("C0SUPPORT", "post") in asked(ledger, at(CHOSEN) + 2 * DAY)
    changed(ledger, Verb.MOVE, at(CHOSEN) + 2 * DAY, server="standard", day=date(2026, 12, 9))
    assert {what for _, what in asked(ledger, PREVIEW_DUE)} == {"edit"}


def test_what_was_put_off_is_asked_at_once_when_the_news_changes(ledger: MemoryLedger) -> None:
    news(ledger, NEWS, START)
    asked(ledger, START)
    put_off(ledger, CHOSEN, START + MINUTE)
    asked(ledger, START + MINUTE)

    news(ledger, "Release 2027.1 was moved. Standard: 14 January 2027", START + DAY)

    assert sorted(asked(ledger, START + DAY)) == sorted([*BOTH, *EDITS])


def test_what_is_entered_by_hand_settles_it_and_what_comes_later_is_asked_anew(ledger: MemoryLedger) -> None:
    news(ledger, NEWS, START)
    asked(ledger, START)
    found = open_draft(ledger.at(START), decide(ledger)).form.draft
    assert found

    create_release(ledger.at(START), NewRelease(MANAGER, found))

    assert state(ledger) is DraftState.NO_NEWS
    assert sorted(asked(ledger, START)) == EDITS
    news(ledger, "Release 2027.1 was moved. Standard: 14 January 2027", START + MINUTE)
    assert sorted(asked(ledger, START + MINUTE)) == sorted([*BOTH, *EDITS])


def test_what_a_calendar_file_enters_settles_it_as_well(ledger: MemoryLedger) -> None:
    news(ledger, NEWS, START)
    asked(ledger, START)
    found = open_draft(ledger.at(START), decide(ledger)).form.draft
    assert found

    import_calendar(ledger.at(START), ImportCalendar(Calendar(None, (), (found,))))

    assert state(ledger) is DraftState.NO_NEWS
    assert sorted(asked(ledger, START)) == EDITS


def test_a_change_of_the_calendar_brings_the_question_up_to_date(ledger: MemoryLedger) -> None:
    news(ledger, NEWS, START)
    news(ledger, MOVED, START)
    asked(ledger, START)
    move = StageChange(MANAGER, "2026.11", Verb.MOVE, "standard", date(2026, 12, 4))

    change_stage(ledger.at(START), move)
    assert sorted(asked(ledger, START)) == EDITS
    change_stage(ledger.at(START), replace(move, day=date(2026, 12, 7)))
    assert state(ledger, 2) is DraftState.NO_NEWS
    assert state(ledger, 1) is DraftState.OPEN


def test_what_is_decided_before_anybody_was_asked_is_not_asked(ledger: MemoryLedger) -> None:
    news(ledger, NEWS, START)
    decline_draft(ledger.at(START), decide(ledger))

    assert asked(ledger, START) == []


def test_what_is_decided_while_it_is_asked_is_not_asked_again(ledger: MemoryLedger) -> None:
    news(ledger, NEWS, START)
    jobs = claim_due(ledger.at(START), ClaimDue(10, 10))
    decline_draft(ledger.at(START), decide(ledger))

    record(ledger.at(START), tuple(Attempt(job, posted(job)) for job in jobs))

    assert sorted(asked(ledger, START)) == EDITS
    assert asked(ledger, PREVIEW_DUE) == []


def test_nobody_but_managers_decides(ledger: MemoryLedger) -> None:
    news(ledger, NEWS, START)
    with pytest.raises(NotAllowed):
        put_draft_off(ledger.at(START), PutOff(replace(decide(ledger), actor=ANA), CHOSEN))
    for use_case in (enter_draft, decline_draft, open_putting_off, open_draft):
        with pytest.raises(NotAllowed):
            use_case(ledger.at(START), replace(decide(ledger), actor=ANA))
    with pytest.raises(NotAllowed):
        enter_as(ledger.at(START), EnterAs(1, NewRelease(ANA, Draft("x", "y"))))
    with pytest.raises(Unknown):
        decline_draft(ledger.at(START), Decide(MANAGER, 7))


def test_news_of_another_release_waits_for_itself(ledger: MemoryLedger) -> None:
    ledger.policy = replace(ledger.policy, alerts_to=(MANAGER.id,))
    news(ledger, NEWS, START)
    news(ledger, NEWS.replace("2027.1", "2027.2"), START)

    assert asked(ledger, START) == [(MANAGER.id, "post")] * 2
    decline_draft(ledger.at(START), decide(ledger))
    assert asked(ledger, PREVIEW_DUE - timedelta(seconds=1)) == [(MANAGER.id, "edit")]
    assert asked(ledger, PREVIEW_DUE) == [(MANAGER.id, "post"), (MANAGER.id, "edit")]
