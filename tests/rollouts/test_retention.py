"""What is over is tidied; what somebody may still need stays, and nothing is said anew because of it."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rollouts import kinds
from rollouts.announcing.corrections import follow_up
from rollouts.announcing.planning import refresh, replan_at_start
from rollouts.announcing.retention import changes_not_needed, edits_not_needed, is_case_over, is_release_over
from rollouts.cases import Case, CaseState, Note, NoteKind
from rollouts.deliveries import Action, Announcement, Delivery, Key, State
from rollouts.history import Author, Change, Kept
from rollouts.incoming_mail import IncomingMail
from rollouts.keeping import keep_release
from rollouts.received_mails import ReceivedMail
from rollouts.releases import Status
from rollouts.topics import Topic, TopicKind
from rollouts.usecases.tidying import Tidy, tidy
from tests.support.delivering import deliver
from tests.support.memory_ledger import MemoryLedger
from tests.support.stored import put
from tests.support.story import CONTROLLED_DAY, DAY, MANAGER, PREVIEW_DAY, RELEASE, START, at, told_in

KEEP = 90 * DAY
LATER = at(CONTROLLED_DAY) + KEEP + 2 * DAY
MAIL = IncomingMail("<1@vendor.example>", None, "Re: blank", None, (), (), "Mended.", "Mended.")
MUCH_LATER = at(CONTROLLED_DAY) + timedelta(days=400)
LIVE = replace(
    RELEASE,
    stages=tuple(
        replace(stage, status=Status.LIVE, changed_at=at(stage.date), live_at=at(stage.date))
        for stage in RELEASE.stages
    ),
)


def lived(edits: int = 3) -> MemoryLedger:
    """Return the ledger after the whole life of a release, whose card was edited that often."""
    ledger = MemoryLedger()
    told_in(ledger.at(START))
    deliver(ledger, at(PREVIEW_DAY))
    for number in range(edits):
        now = at(PREVIEW_DAY, 10) + number * DAY
        titled = replace(RELEASE, title=f"Title {number}")
        with ledger.transaction(now) as transaction:
            keep_release(ledger=transaction, release=titled, author=Author(MANAGER.id, now))
            refresh(ledger=transaction, topic=RELEASE.topic)
        deliver(ledger, now)
    now = at(CONTROLLED_DAY)
    deliver(ledger, now)
    with ledger.transaction(now) as transaction:
        keep_release(ledger=transaction, release=LIVE, author=Author(MANAGER.id, now))
        follow_up(ledger=transaction, release=LIVE)
    deliver(ledger, now + DAY)
    return ledger


def tidied(ledger: MemoryLedger, now: datetime) -> None:
    """Tidy until nothing is left."""
    after = tidy(ledger.at(now), Tidy(KEEP))
    while after:
        after = tidy(ledger.at(now), Tidy(KEEP, after))


def edits_in(ledger: MemoryLedger) -> list[Delivery]:
    return [each for each in ledger.deliveries(RELEASE.topic) if each.action is Action.UPDATE]


@given(edits=st.integers(0, 4), days=st.integers(0, 800), verb=st.sampled_from(list(Status)))
@settings(max_examples=8)
@pytest.mark.no_cover
def test_whenever_it_is_tidied_the_same_is_said_as_if_it_had_not_been(
    edits: int, days: int, verb: Status
) -> None:
    whole = lived(edits)
    tidy_one = whole.copied()
    now = at(CONTROLLED_DAY) + days * DAY + timedelta(hours=2)
    tidied(tidy_one, now)

    for ledger in (whole, tidy_one):
        stage = replace(LIVE.stages[0], status=verb, changed_at=now)
        with ledger.transaction(now) as transaction:
            replan_at_start(transaction)
            keep_release(ledger=transaction, release=LIVE.with_stage(stage), author=Author(MANAGER.id, now))
            follow_up(ledger=transaction, release=LIVE.with_stage(stage))
        deliver(ledger, now + DAY)

    assert said(tidy_one) == said(whole)


def said(ledger: MemoryLedger) -> list[tuple[Key, State, datetime]]:
    """Return what was and will be posted."""
    posts = (each for each in ledger.deliveries(RELEASE.topic) if each.action is Action.POST)
    return sorted(((each.key, each.state, each.due_at) for each in posts), key=str)


def test_without_a_change_replanning_says_nothing_anew() -> None:
    ledger = lived()
    before = said(ledger)

    tidied(ledger, MUCH_LATER)
    replan_at_start(ledger.at(MUCH_LATER))
    deliver(ledger, MUCH_LATER)

    assert said(ledger) == before


def test_edits_go_but_for_the_newest_of_each_message_and_a_next_one_counts_on() -> None:
    ledger = lived()
    newest = newest_edits(ledger)
    assert len(edits_in(ledger)) > len(newest)

    tidied(ledger, LATER)
    left = len(edits_in(ledger))
    refresh(ledger=ledger.at(LATER), topic=RELEASE.topic)

    assert left == len(newest)
    counted_on = {place: revision + 1 for place, revision in newest.items()}
    assert newest_edits(ledger).items() <= (newest | counted_on).items()
    assert len(edits_in(ledger)) > left


def newest_edits(ledger: MemoryLedger) -> dict[tuple[Announcement, str], int]:
    """Return the revision of the newest edit of each message."""
    edits = sorted(edits_in(ledger), key=lambda each: each.key.revision)
    return {(each.key.announcement, each.key.channel): each.key.revision for each in edits}


def test_nothing_goes_before_its_time() -> None:
    ledger = lived()
    before = ledger.deliveries(RELEASE.topic), ledger.history(Kept.RELEASE)

    tidied(ledger, at(CONTROLLED_DAY) + KEEP)

    assert (ledger.deliveries(RELEASE.topic), ledger.history(Kept.RELEASE)) == before


def test_history_keeps_the_beginning_and_the_end_and_all_that_the_calendar_shows() -> None:
    ledger = lived()
    moments = sorted({change.at for change in ledger.history(Kept.RELEASE, "2026.11")})

    tidied(ledger, LATER)
    assert {change.at for change in ledger.history(Kept.RELEASE, "2026.11")} == set(moments)
    tidied(ledger, MUCH_LATER)

    assert {change.at for change in ledger.history(Kept.RELEASE, "2026.11")} == {moments[0], moments[-1]}


def test_it_goes_on_in_batches_where_the_last_one_ended() -> None:
    ledger = lived()
    told_in(ledger.at(START), releases=(replace(LIVE, name="2026.10"),), integrations=())
    ledger.save_case(Case("U0ANA", START, "C0ACME", "C0HELP", state=CaseState.RESOLVED))
    begun, after, beats = len(edits_in(ledger)), "", 0
    while (after := tidy(ledger.at(LATER), Tidy(KEEP, after, most=2, things=1))) or not beats:
        beats += 1

    left = len(edits_in(ledger))
    assert begun - left > 2
    assert beats >= (begun - left) / 2


def test_a_release_is_over_once_its_last_day_and_its_last_change_are_past() -> None:
    late = replace(LIVE.stages[1], changed_at=at(CONTROLLED_DAY) + KEEP)
    known = {
        "just now": is_release_over(LIVE, before=at(CONTROLLED_DAY)),
        "later": is_release_over(LIVE, before=at(CONTROLLED_DAY) + DAY),
        "changed since": is_release_over(LIVE.with_stage(late), before=at(CONTROLLED_DAY) + DAY),
        "still to come": is_release_over(RELEASE, before=LATER),
    }

    assert known == {"just now": False, "later": True, "changed since": False, "still to come": False}


def test_a_case_is_over_once_it_was_closed_and_nothing_came_after() -> None:
    closed = Case("U0ANA", START, "C0ACME", "C0HELP", state=CaseState.RESOLVED)
    noted = replace(closed, notes=(Note(NoteKind.RESOLVED, "U0ANA", START + DAY),))
    opened = replace(closed, state=CaseState.OPEN)

    assert [is_case_over(case, before=START + DAY) for case in (closed, noted, opened)] == [
        True,
        False,
        False,
    ]


def test_an_edit_that_may_still_go_out_or_is_looked_for_stays() -> None:
    key = Key(Topic(TopicKind.CASE, "1"), Announcement(kinds.CASE_OPENED), "C0HELP")
    done = Delivery(1, key, START, Action.UPDATE, State.SENT, started_at=START, finished_at=START)
    stood = (
        done,
        replace(done, state=State.PLANNED, finished_at=None),
        replace(done, state=State.CLAIMED, finished_at=None),
        replace(done, next_at=LATER),
        replace(done, finished_at=LATER),
        replace(done, state=State.SKIPPED),
        done,
    )
    edits = [replace(each, id=n, key=replace(key, revision=n)) for n, each in enumerate(stood)]

    assert [each.id for each in edits_not_needed(edits, before=LATER)] == [0, 5]


def test_of_two_moments_of_change_both_stay() -> None:
    changes = [
        Change(START + n * DAY, "U0ANA", Kept.RELEASE, "2026.11", "title", None, "T") for n in range(3)
    ]

    assert changes_not_needed(changes[:2], before=LATER) is None
    assert changes_not_needed(changes, before=START + DAY) is None
    assert changes_not_needed(changes, before=LATER) == (START, START + 2 * DAY)


@pytest.mark.parametrize("is_posted", [True, False])
def test_what_mails_about_a_case_say_goes_once_nothing_of_it_is_to_be_posted(*, is_posted: bool) -> None:
    ledger = MemoryLedger().at(START)
    resolved = (Note(NoteKind.RESOLVED, "U0ANA", START),)
    ledger.save_case(Case("U0ANA", START, "C0ACME", "C0HELP", state=CaseState.RESOLVED, notes=resolved))
    mail = ledger.keep_mail(ReceivedMail(START, MAIL, case=1), "one")
    key = Key(Topic(TopicKind.CASE, "1"), Announcement(kinds.CASE_ANSWER, number=1), "C0HELP")
    state = State.SENT if is_posted else State.WAITING
    put(ledger, [Delivery(0, key, START, state=state, finished_at=START)])
    assert mail

    tidied(ledger, START + 89 * DAY)
    assert ledger.received_mail(mail.number) == mail
    tidied(ledger, START + 91 * DAY)

    assert (ledger.received_mail(mail.number) is None) is is_posted
