"""Cases: acknowledged, eased, closed; and raised again while nobody has taken them."""

from dataclasses import replace
from datetime import datetime

import pytest

from rollouts import kinds
from rollouts.announcing.briefs import CaseBrief
from rollouts.cases import RAISE_AFTER, Case, CaseState, Note, NoteKind
from rollouts.deliveries import OPEN, Reason
from rollouts.people import Person
from rollouts.refusals import Blocked, Fault, Invalid, Obstacle, Problem, Thing, Unknown
from rollouts.topics import Topic
from rollouts.usecases.cases import (
    AddDetails,
    AddNote,
    FindCase,
    Finding,
    Noted,
    Report,
    add_details,
    find_case,
    note_case,
    report_problem,
    take_report,
)
from tests.support.delivering import deliver, tell_until
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import ANA, BEN, MINUTE, RELEASE, STANDARD_DAY, ZOE, at

NOON = at(STANDARD_DAY, 12)
CLOSING = [NoteKind.RESOLVED, NoteKind.FALSE_ALARM]


@pytest.fixture
def ledger(ledger: MemoryLedger) -> MemoryLedger:
    """Return a ledger in which Ana has just opened a case; its thread is not opened yet."""
    take_report(ledger.at(NOON), Report(ANA, "C0ACME", "Player is blank"))
    return ledger


@pytest.fixture
def told(ledger: MemoryLedger) -> MemoryLedger:
    """Return the same, with the case told in its thread."""
    deliver(ledger, NOON)
    return ledger


def note(ledger: MemoryLedger, kind: NoteKind, *, by: Person = BEN, text: str = "", number: int = 1) -> Noted:
    now = NOON + MINUTE
    if kind is NoteKind.DETAILS:
        return add_details(ledger.at(now), AddDetails(by, number, text))
    return note_case(ledger.at(now), AddNote(by, number, kind))


@pytest.mark.parametrize(
    ("kind", "state", "urgent"),
    [
        (NoteKind.ACKNOWLEDGED, CaseState.ACKNOWLEDGED, True),
        (NoteKind.NOT_URGENT, CaseState.OPEN, False),
        (NoteKind.RESOLVED, CaseState.RESOLVED, True),
        (NoteKind.FALSE_ALARM, CaseState.FALSE_ALARM, True),
        (NoteKind.DETAILS, CaseState.OPEN, True),
    ],
)
def test_each_press_changes_the_case_and_is_kept_with_who_and_when(
    ledger: MemoryLedger, kind: NoteKind, state: CaseState, *, urgent: bool
) -> None:
    found = note(ledger, kind, text=" since 10 ")

    assert (found.changed, found.case.state, found.case.urgent, found.case.notes) == (
        True,
        state,
        urgent,
        (Note(kind, BEN.id, NOON + MINUTE, "since 10" if kind is NoteKind.DETAILS else ""),),
    )
    assert ledger.case(1) == found.case


@pytest.mark.parametrize("kind", [NoteKind.ACKNOWLEDGED, NoteKind.NOT_URGENT, *CLOSING])
def test_pressed_twice_it_counts_once(ledger: MemoryLedger, kind: NoteKind) -> None:
    first = note(ledger, kind)

    assert note(ledger, kind, by=ZOE) == Noted(first.case, kind, changed=False)


def test_details_may_be_added_again_and_again(ledger: MemoryLedger) -> None:
    note(ledger, NoteKind.DETAILS, text="one")

    assert len(note(ledger, NoteKind.DETAILS, text="two").case.notes) == 2


def test_details_need_words(ledger: MemoryLedger) -> None:
    with pytest.raises(Invalid) as refused:
        note(ledger, NoteKind.DETAILS, text=" ")

    assert refused.value.problems == (Problem("text", Fault.MISSING),)


@pytest.mark.parametrize("kind", CLOSING)
def test_a_case_of_no_release_is_closed_without_a_card_that_shows_it(
    ledger: MemoryLedger, kind: NoteKind
) -> None:
    (case,) = ledger.cases()
    ledger.save_case(replace(case, release=None, server=None))
    before = ledger.deliveries(RELEASE.topic)

    note(ledger, kind)

    assert ledger.deliveries(RELEASE.topic) == before


def test_the_newest_note_of_a_kind_is_found() -> None:
    notes = tuple(Note(NoteKind.DETAILS, ANA.id, NOON, text) for text in ("one", "two"))
    case = Case(ANA.id, NOON, "C0ACME", "C0SUPPORT", notes=notes)

    assert (case.note(NoteKind.DETAILS), case.note(NoteKind.RESOLVED)) == (notes[1], None)


@pytest.mark.parametrize("closing", CLOSING)
@pytest.mark.parametrize("kind", [NoteKind.ACKNOWLEDGED, NoteKind.NOT_URGENT])
def test_a_closed_case_stays_closed_and_the_refusal_says_who_closed_it(
    ledger: MemoryLedger, closing: NoteKind, kind: NoteKind
) -> None:
    note(ledger, closing)

    with pytest.raises(Blocked) as refused:
        note(ledger, kind, by=ZOE)

    assert (refused.value.obstacle, refused.value.subject, refused.value.detail) == (
        Obstacle.CASE_IS_CLOSED,
        "1",
        (closing.value, BEN.id),
    )


def test_a_resolved_case_is_no_false_alarm_any_more(ledger: MemoryLedger) -> None:
    note(ledger, NoteKind.RESOLVED)

    with pytest.raises(Blocked):
        note(ledger, NoteKind.FALSE_ALARM)


def test_details_that_come_after_the_end_are_kept_and_close_nothing(ledger: MemoryLedger) -> None:
    note(ledger, NoteKind.RESOLVED)
    note(ledger, NoteKind.DETAILS, by=ZOE, text="it was the cache")

    with pytest.raises(Blocked) as refused:
        note(ledger, NoteKind.ACKNOWLEDGED, by=ZOE)

    assert refused.value.detail == ("resolved", BEN.id)


def test_resolved_again_after_details_it_is_so_already(ledger: MemoryLedger) -> None:
    note(ledger, NoteKind.RESOLVED)
    note(ledger, NoteKind.DETAILS, by=ZOE, text="it was the cache")

    assert not note(ledger, NoteKind.RESOLVED).changed


def test_an_unknown_case_is_answered_with_the_open_ones(ledger: MemoryLedger) -> None:
    with pytest.raises(Unknown) as refused:
        note(ledger, NoteKind.RESOLVED, number=7)

    assert (refused.value.thing, refused.value.known) == (Thing.CASE, ("1",))


def test_a_case_is_found_by_its_number(ledger: MemoryLedger) -> None:
    assert find_case(ledger, FindCase(ZOE, 1)) == ledger.case(1)


# Told in its thread


def test_what_happened_is_said_once_in_the_thread_and_not_to_the_whole_channel(told: MemoryLedger) -> None:
    note(told, NoteKind.ACKNOWLEDGED)

    (said,) = (
        job
        for job in deliver(told, NOON + MINUTE)
        if not job.replaces and job.delivery.key.channel == "C0SUPPORT"
    )

    assert isinstance(said.brief, CaseBrief)
    assert said.brief.note
    assert (said.brief.note.kind, bool(said.thread), said.broadcast) == (NoteKind.ACKNOWLEDGED, True, False)


def test_each_note_is_said_with_its_own_words(told: MemoryLedger) -> None:
    note(told, NoteKind.DETAILS, text="one")
    note(told, NoteKind.DETAILS, text="two")

    briefs = [job.brief for job in deliver(told, NOON + MINUTE) if not job.replaces]

    assert [b.note.text for b in briefs if isinstance(b, CaseBrief) and b.note] == ["one", "two"]


def test_the_first_message_of_the_thread_is_kept_current_in_place(told: MemoryLedger) -> None:
    note(told, NoteKind.ACKNOWLEDGED)

    updates = [job for job in deliver(told, NOON + MINUTE) if job.replaces]

    kept_current = {kinds.CASE_OPENED, kinds.CASE_IS_OPEN, kinds.CASE_MAILED}
    assert {job.delivery.key.announcement.kind for job in updates} == kept_current


# Raised again


def raised(ledger: MemoryLedger, minutes: int) -> list[int | None]:
    """Return what is raised when the clock shows so many minutes after the opening."""
    jobs = deliver(ledger, NOON + minutes * MINUTE)
    return [
        job.delivery.key.announcement.number
        for job in jobs
        if job.delivery.key.announcement.kind == kinds.CASE_RAISED
    ]


def reasons(ledger: MemoryLedger) -> list[str]:
    """Return why each of the three was left out, or nothing."""
    rows = ledger.deliveries(Topic.parse("case:1"))
    return [row.reason for row in rows if row.key.announcement.kind == kinds.CASE_RAISED]


def test_a_case_that_nobody_acknowledged_is_raised_three_times_and_then_no_more(ledger: MemoryLedger) -> None:
    said = {minute: raised(ledger, minute) for minute in range(180)}

    assert {minute: parts for minute, parts in said.items() if parts} == {15: [1], 30: [2], 60: [3]}


def test_it_is_raised_in_its_thread_and_to_the_whole_channel(told: MemoryLedger) -> None:
    (job,) = deliver(told, NOON + RAISE_AFTER[0])

    assert (bool(job.thread), job.broadcast) == (True, True)


@pytest.mark.parametrize("kind", [NoteKind.ACKNOWLEDGED, NoteKind.NOT_URGENT, *CLOSING])
def test_a_case_that_somebody_took_or_eased_is_not_raised_again(told: MemoryLedger, kind: NoteKind) -> None:
    note(told, kind)

    assert [raised(told, minutes) for minutes in (15, 30, 60)] == [[], [], []]
    assert reasons(told) == [Reason.ANSWERED] * 3


def test_a_case_that_only_got_details_is_raised_again(told: MemoryLedger) -> None:
    note(told, NoteKind.DETAILS, text="since 10")

    assert raised(told, 15) == [1]


@pytest.mark.parametrize(("minutes", "said"), [(29, [1]), (45, [2]), (300, [3])])
def test_after_downtime_it_is_raised_once(told: MemoryLedger, minutes: int, said: list[int]) -> None:
    assert raised(told, minutes) == said


def test_what_was_left_out_after_downtime_keeps_its_reason(told: MemoryLedger) -> None:
    raised(told, 300)

    assert reasons(told) == [Reason.NEXT_ONE_DUE, Reason.NEXT_ONE_DUE, ""]


# A normal case, and how it becomes urgent


@pytest.fixture
def normal(told: MemoryLedger) -> MemoryLedger:
    """Return the same, with a normal case 2 of a problem that Ben found in Globex."""
    release, globex = told.release("2026.10"), told.integration("Globex")
    assert release
    assert globex
    report_problem(told.at(NOON), Finding(BEN, release, "controlled", globex, "It is grey"))
    deliver(told, NOON)
    return told


def raisings(ledger: MemoryLedger, until: datetime) -> list[str]:
    topic = Topic.parse("case:2")
    return [
        str(row.key.announcement)
        for row in ledger.deliveries(topic)
        if row.key.announcement.kind is kinds.CASE_RAISED and row.state in OPEN and row.due_at <= until
    ]


def test_a_normal_case_is_raised_by_nobody_until_it_is_made_urgent(normal: MemoryLedger) -> None:
    assert raisings(normal, NOON + 61 * MINUTE) == []

    made = note(normal, NoteKind.URGENT, number=2)

    assert (made.case.urgent, made.changed) == (True, True)
    assert raisings(normal, NOON + 61 * MINUTE) == ["case_raised:1", "case_raised:2", "case_raised:3"]


def test_that_it_is_urgent_now_is_loud(normal: MemoryLedger) -> None:
    note(normal, NoteKind.URGENT, number=2)
    said = [
        job for job in deliver(normal, NOON + MINUTE) if job.delivery.key.announcement.kind is kinds.CASE_NOTE
    ]

    assert [job.broadcast for job in said] == [True]


def test_made_urgent_later_it_is_raised_after_as_long_as_any_other(normal: MemoryLedger) -> None:
    note(normal, NoteKind.RESOLVED)
    later = NOON + 120 * MINUTE
    note_case(normal.at(later), AddNote(BEN, 2, NoteKind.URGENT))

    said = tell_until(normal, later + 20 * MINUTE, start=later)

    assert [each.announcement for each in said if each.announcement.startswith("case_raised")] == [
        "case_raised:1"
    ]


def test_it_can_be_made_urgent_again_after_it_was_not(normal: MemoryLedger) -> None:
    for step, kind in enumerate((NoteKind.URGENT, NoteKind.NOT_URGENT, NoteKind.URGENT)):
        note_case(normal.at(NOON + step * MINUTE), AddNote(BEN, 2, kind))

    assert raisings(normal, NOON + 62 * MINUTE) == ["case_raised:1", "case_raised:2", "case_raised:3"]


def test_urgent_twice_counts_once_and_a_closed_case_stays_closed(normal: MemoryLedger) -> None:
    note(normal, NoteKind.URGENT, number=2)
    assert not note(normal, NoteKind.URGENT, number=2).changed

    note(normal, NoteKind.RESOLVED, number=2)
    with pytest.raises(Blocked):
        note(normal, NoteKind.URGENT, number=2)


def test_an_urgent_report_of_the_same_makes_a_normal_case_urgent(normal: MemoryLedger) -> None:
    reported = take_report(normal.at(NOON + MINUTE), Report(BEN, "C0GLOBEX", "Nobody can work."))

    assert (reported.joined, reported.case.number, reported.case.urgent) == (True, 2, True)
    assert [each.kind for each in reported.case.notes] == [NoteKind.REPORTED_AGAIN, NoteKind.URGENT]


def test_what_was_said_not_to_be_urgent_stays_so(normal: MemoryLedger) -> None:
    for kind in (NoteKind.URGENT, NoteKind.NOT_URGENT):
        note(normal, kind, number=2)

    reported = take_report(normal.at(NOON + 2 * MINUTE), Report(BEN, "C0GLOBEX", "Still grey."))

    assert not reported.case.urgent


def test_whoever_reported_what_can_wait_makes_it_urgent_without_a_word(
    normal: MemoryLedger,
) -> None:
    reported = take_report(normal.at(NOON + MINUTE), Report(BEN, "C0GLOBEX"))

    assert (reported.again, reported.made_urgent, reported.case.urgent) == (True, True, True)
    assert [each.kind for each in reported.case.notes] == [NoteKind.URGENT]


@pytest.mark.parametrize(("number", "reporter", "channel"), [(1, ZOE, "C0ACME"), (2, ZOE, "C0GLOBEX")])
def test_a_report_of_what_can_wait_leaves_the_urgency_of_the_case_that_it_joins(
    normal: MemoryLedger, number: int, reporter: Person, channel: str
) -> None:
    before = find_case(normal, FindCase(ZOE, number))
    request = Report(reporter, channel, "Grey here too", urgent=False)

    reported = take_report(normal.at(NOON + MINUTE), request)

    assert (reported.case.number, reported.case.urgent) == (number, before.urgent)
    assert not reported.made_urgent


def test_a_report_of_what_can_wait_opens_a_case_that_is_not_raised(
    ledger: MemoryLedger,
) -> None:
    request = Report(ZOE, "C0NORTH", "A typo", urgent=False)

    case = take_report(ledger.at(NOON + MINUTE), request).case

    assert (case.number, case.urgent, case.thread_channel) == (2, False, "C0SUPPORT")
    assert not [
        post for post in ledger.deliveries(case.topic) if post.key.announcement.kind is kinds.CASE_RAISED
    ]
