"""Cases: opened in one click, joined, acknowledged, raised again, closed."""

import datetime as dt
from dataclasses import replace

import pytest

from rollouts.briefs import CaseBrief
from rollouts.cases import JOIN_WITHIN, RAISE_AFTER, Case, CaseState, Note, NoteKind, case_to_join, noted
from rollouts.deliveries import Announcement, Kind, Reason
from rollouts.people import Person
from rollouts.policy import Policy
from rollouts.refusals import Blocked, Fault, Invalid, NotAllowed, Obstacle, Problem, Thing, Unknown
from rollouts.usecases.cases import (
    AddNote,
    FindCase,
    Noted,
    Report,
    Reported,
    find_case,
    note_case,
    report_urgent,
)
from rollouts.usecases.confirming import Confirm, confirm
from rollouts.validation import REPORT_MAX
from tests.support.delivering import deliver, delivery_of, tell_until
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import (
    ANA,
    BEN,
    CONTROLLED_DAY,
    GLOBEX,
    OUTSIDER,
    POLICY,
    RELEASE,
    STANDARD_DAY,
    START,
    ZOE,
    at,
    told_in,
)

NOON = at(STANDARD_DAY, 12)
MINUTE = dt.timedelta(minutes=1)
CLOSING = [NoteKind.RESOLVED, NoteKind.FALSE_ALARM]


@pytest.fixture
def ledger() -> MemoryLedger:
    """Return a ledger in which 2026.11 was confirmed on Standard this morning."""
    ledger = MemoryLedger(POLICY)
    told_in(ledger)
    tell_until(ledger, at(STANDARD_DAY))
    confirm(ledger, Confirm(ANA, "2026.11", "standard"), at(STANDARD_DAY, 10))
    deliver(ledger, at(STANDARD_DAY, 10))
    return ledger


def message(ledger: MemoryLedger, kind: Kind, channel: str, server: str = "standard") -> int:
    found = delivery_of(ledger, RELEASE.topic, Announcement(kind, server), channel)
    assert found.id
    return found.id


def report(ledger: MemoryLedger, request: Report, now: dt.datetime = NOON) -> Reported:
    return report_urgent(ledger, request, now)


def opened(ledger: MemoryLedger) -> Case:
    return report(ledger, Report(ANA, "C0ACME", "Player is blank")).case


def note(ledger: MemoryLedger, kind: NoteKind, *, by: Person = BEN, text: str = "", number: int = 1) -> Noted:
    return note_case(ledger, AddNote(by, number, kind, text), NOON + MINUTE)


# Opening


def test_one_click_on_a_message_opens_an_urgent_case_filled_from_it(ledger: MemoryLedger) -> None:
    press = message(ledger, Kind.CONFIRMATION, "C0ACME")

    reported = report(ledger, Report(ZOE, "C0ACME", delivery=press))

    assert reported == Reported(
        Case(
            opened_by=ZOE.id,
            opened_at=NOON,
            channel="C0ACME",
            thread_channel="C0SUPPORT",
            number=1,
            release="2026.11",
            server="standard",
            integrations=("Acme LMS",),
        ),
        joined=False,
    )


def test_its_thread_is_opened_in_the_support_channel_at_once(ledger: MemoryLedger) -> None:
    opened(ledger)

    (job,) = deliver(ledger, NOON)

    assert (job.delivery.key.channel, job.delivery.key.announcement) == (
        "C0SUPPORT",
        Announcement(Kind.CASE_OPENED),
    )


def test_without_a_support_channel_the_thread_is_where_it_was_reported(ledger: MemoryLedger) -> None:
    ledger.policy = replace(POLICY, support_channel=None)

    assert opened(ledger).thread_channel == "C0ACME"


def test_without_any_channel_there_can_be_no_thread(ledger: MemoryLedger) -> None:
    ledger.policy = replace(POLICY, support_channel=None)

    with pytest.raises(Blocked) as refused:
        report(ledger, Report(ANA, None, "Help"))

    assert (refused.value.obstacle, ledger.cases()) == (Obstacle.NO_SUPPORT_CHANNEL, ())


def test_cases_are_numbered(ledger: MemoryLedger) -> None:
    opened(ledger)

    assert report(ledger, Report(BEN, "C0GLOBEX")).case.number == 2


def test_a_report_by_command_is_about_the_newest_release_that_is_live_where_the_channel_runs(
    ledger: MemoryLedger,
) -> None:
    acme, globex = (report(ledger, Report(ZOE, channel)).case for channel in ("C0ACME", "C0GLOBEX"))

    assert [(case.release, case.server) for case in (acme, globex)] == [
        ("2026.11", "standard"),
        ("2026.10", "controlled"),
    ]


def test_a_report_is_about_the_reporters_own_integrations_of_the_channel(ledger: MemoryLedger) -> None:
    ledger.save_integration(replace(GLOBEX, channel="C0ACME"))

    assert report(ledger, Report(BEN, "C0ACME")).case.integrations == ("Globex",)


def test_a_report_by_somebody_who_owns_none_of_them_is_about_all_of_the_channel(ledger: MemoryLedger) -> None:
    ledger.save_integration(replace(GLOBEX, channel="C0ACME"))

    assert report(ledger, Report(ZOE, "C0ACME")).case.integrations == ("Acme LMS", "Globex")


@pytest.mark.parametrize(("channel", "origin"), [(None, "C0ACME"), ("C0RANDOM", "C0RANDOM")])
def test_a_report_from_elsewhere_is_about_the_reporters_integrations(
    ledger: MemoryLedger, channel: str | None, origin: str
) -> None:
    case = report(ledger, Report(ANA, channel)).case

    assert (case.integrations, case.channel) == (("Acme LMS",), origin)


def test_a_report_by_somebody_without_integrations_is_about_none(ledger: MemoryLedger) -> None:
    case = report(ledger, Report(ZOE, "C0RANDOM", " It burns ")).case

    assert (case.integrations, case.release, case.server, case.summary) == ((), None, None, "It burns")


def test_a_report_on_a_message_that_is_none_of_ours_is_refused(ledger: MemoryLedger) -> None:
    with pytest.raises(Unknown) as refused:
        report(ledger, Report(ANA, "C0ACME", delivery=10_000))

    assert refused.value.thing is Thing.MESSAGE


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("<!channel> help", Problem("text", Fault.PINGS_EVERYONE)),
        ("x" * (REPORT_MAX + 1), Problem("text", Fault.TOO_LONG, str(REPORT_MAX))),
    ],
)
def test_a_text_that_cannot_be_taken_opens_no_case(ledger: MemoryLedger, text: str, problem: Problem) -> None:
    with pytest.raises(Invalid) as refused:
        report(ledger, Report(ANA, "C0ACME", text))

    assert (refused.value.problems, ledger.cases()) == ((problem,), ())


def test_people_from_other_organisations_open_no_case(ledger: MemoryLedger) -> None:
    with pytest.raises(NotAllowed):
        report(ledger, Report(OUTSIDER, "C0ACME"))

    assert ledger.cases() == ()


# Joining


def test_a_second_report_within_the_hour_joins_the_open_case(ledger: MemoryLedger) -> None:
    first = opened(ledger)

    second = report(ledger, Report(BEN, "C0ACME", "Here too"), NOON + MINUTE)

    assert (second.joined, second.case.number, second.case.notes) == (
        True,
        first.number,
        (Note(NoteKind.REPORTED_AGAIN, BEN.id, NOON + MINUTE, "Here too"),),
    )


def test_a_case_that_was_joined_is_raised_no_earlier_and_no_more_often(ledger: MemoryLedger) -> None:
    opened(ledger)
    before = [d for d in ledger.deliveries("case:1") if d.key.announcement.kind is Kind.CASE_RAISED]

    report(ledger, Report(BEN, "C0ACME"), NOON + MINUTE)

    after = [d for d in ledger.deliveries("case:1") if d.key.announcement.kind is Kind.CASE_RAISED]
    assert after == before


OPEN_CASE = Case("U0ANA", NOON, "C0ACME", "C0SUPPORT", 1, release="2026.11", integrations=("Acme LMS",))


def joined(
    case: Case = OPEN_CASE,
    *,
    release: str | None = "2026.11",
    integrations: tuple[str, ...] = ("Acme LMS",),
    channel: str = "C0ACME",
    now: dt.datetime = NOON,
) -> bool:
    found = case_to_join(
        open_cases=(case,), release=release, integrations=integrations, channel=channel, now=now
    )
    return found is case


@pytest.mark.parametrize(("after", "joins"), [(JOIN_WITHIN, True), (JOIN_WITHIN + MINUTE, False)])
def test_a_report_joins_within_the_hour_only(after: dt.timedelta, *, joins: bool) -> None:
    assert joined(now=NOON + after) is joins


def test_a_report_about_another_release_opens_another_case() -> None:
    assert not joined(release="2026.10")


def test_a_report_about_another_integration_opens_another_case() -> None:
    assert not joined(integrations=("Globex",))


def test_a_report_that_shares_one_integration_joins_from_any_channel() -> None:
    assert joined(integrations=("Acme LMS", "Globex"), channel="C0ELSE")


@pytest.mark.parametrize("state", [CaseState.RESOLVED, CaseState.FALSE_ALARM])
def test_a_report_never_joins_a_closed_case(state: CaseState) -> None:
    assert not joined(replace(OPEN_CASE, state=state))


def test_a_report_joins_an_acknowledged_case() -> None:
    assert joined(replace(OPEN_CASE, state=CaseState.ACKNOWLEDGED))


@pytest.mark.parametrize(("channel", "joins"), [("C0ACME", True), ("C0ELSE", False)])
def test_reports_that_name_no_integration_join_within_their_channel(channel: str, *, joins: bool) -> None:
    assert joined(replace(OPEN_CASE, integrations=()), integrations=(), channel=channel) is joins


# Working on it


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
    opened(ledger)

    found = note(ledger, kind, text=" since 10 ")

    assert (found.changed, found.case.state, found.case.urgent, found.case.notes) == (
        True,
        state,
        urgent,
        (Note(kind, BEN.id, NOON + MINUTE, "since 10"),),
    )
    assert ledger.case(1) == found.case


@pytest.mark.parametrize(
    "kind", [NoteKind.ACKNOWLEDGED, NoteKind.NOT_URGENT, NoteKind.RESOLVED, NoteKind.FALSE_ALARM]
)
def test_pressed_twice_it_counts_once(ledger: MemoryLedger, kind: NoteKind) -> None:
    opened(ledger)
    first = note(ledger, kind)

    assert note(ledger, kind, by=ZOE) == Noted(first.case, changed=False)


def test_details_may_be_added_again_and_again(ledger: MemoryLedger) -> None:
    opened(ledger)
    note(ledger, NoteKind.DETAILS, text="one")

    assert len(note(ledger, NoteKind.DETAILS, text="two").case.notes) == 2


def test_details_need_words(ledger: MemoryLedger) -> None:
    opened(ledger)

    with pytest.raises(Invalid) as refused:
        note(ledger, NoteKind.DETAILS, text=" ")

    assert refused.value.problems == (Problem("text", Fault.MISSING),)


def test_the_newest_note_of_a_kind_is_found() -> None:
    notes = tuple(Note(NoteKind.DETAILS, "U0ANA", NOON, text) for text in ("one", "two"))
    case = replace(OPEN_CASE, notes=notes)

    assert (case.note(NoteKind.DETAILS), case.note(NoteKind.RESOLVED)) == (notes[1], None)


@pytest.mark.parametrize("closing", CLOSING)
@pytest.mark.parametrize("kind", [NoteKind.ACKNOWLEDGED, NoteKind.NOT_URGENT])
def test_a_closed_case_stays_closed_and_the_refusal_says_who_closed_it(
    ledger: MemoryLedger, closing: NoteKind, kind: NoteKind
) -> None:
    opened(ledger)
    note(ledger, closing)

    with pytest.raises(Blocked) as refused:
        note(ledger, kind, by=ZOE)

    assert (refused.value.obstacle, refused.value.subject, refused.value.detail) == (
        Obstacle.CASE_IS_CLOSED,
        "1",
        (closing.value, BEN.id),
    )


def test_a_resolved_case_is_no_false_alarm_any_more(ledger: MemoryLedger) -> None:
    opened(ledger)
    note(ledger, NoteKind.RESOLVED)

    with pytest.raises(Blocked):
        note(ledger, NoteKind.FALSE_ALARM)


def test_details_that_come_after_the_end_are_kept_and_close_nothing(ledger: MemoryLedger) -> None:
    opened(ledger)
    note(ledger, NoteKind.RESOLVED)
    note(ledger, NoteKind.DETAILS, by=ZOE, text="it was the cache")

    with pytest.raises(Blocked) as refused:
        note(ledger, NoteKind.ACKNOWLEDGED, by=ZOE)

    assert refused.value.detail == ("resolved", BEN.id)


def test_resolved_again_after_details_it_is_so_already(ledger: MemoryLedger) -> None:
    opened(ledger)
    note(ledger, NoteKind.RESOLVED)
    note(ledger, NoteKind.DETAILS, by=ZOE, text="it was the cache")

    assert not note(ledger, NoteKind.RESOLVED).changed


def test_an_acknowledged_case_is_not_acknowledged_again() -> None:
    taken = replace(OPEN_CASE, state=CaseState.ACKNOWLEDGED)

    assert noted(case=taken, note=Note(NoteKind.ACKNOWLEDGED, "U0ZOE", NOON)) is None


def test_what_happened_is_said_once_in_the_thread_and_not_to_the_whole_channel(ledger: MemoryLedger) -> None:
    opened(ledger)
    deliver(ledger, NOON)
    note(ledger, NoteKind.ACKNOWLEDGED)

    (said,) = (job for job in deliver(ledger, NOON + MINUTE) if not job.replaces)

    assert isinstance(said.brief, CaseBrief)
    assert said.brief.note
    assert (said.brief.note.kind, bool(said.thread), said.broadcast) == (NoteKind.ACKNOWLEDGED, True, False)


def test_each_note_is_said_with_its_own_words(ledger: MemoryLedger) -> None:
    opened(ledger)
    deliver(ledger, NOON)
    note(ledger, NoteKind.DETAILS, text="one")
    note(ledger, NoteKind.DETAILS, text="two")

    briefs = [job.brief for job in deliver(ledger, NOON + MINUTE) if not job.replaces]

    assert [b.note.text for b in briefs if isinstance(b, CaseBrief) and b.note] == ["one", "two"]


def test_the_first_message_of_the_thread_is_kept_current_in_place(ledger: MemoryLedger) -> None:
    opened(ledger)
    deliver(ledger, NOON)
    note(ledger, NoteKind.ACKNOWLEDGED)

    updates = [job for job in deliver(ledger, NOON + MINUTE) if job.replaces]

    assert [job.delivery.key.announcement.kind for job in updates] == [Kind.CASE_OPENED]


def test_an_unknown_case_is_answered_with_the_open_ones(ledger: MemoryLedger) -> None:
    opened(ledger)

    with pytest.raises(Unknown) as refused:
        note(ledger, NoteKind.RESOLVED, number=7)

    assert (refused.value.thing, refused.value.known) == (Thing.CASE, ("1",))


def test_a_case_is_found_by_its_number(ledger: MemoryLedger) -> None:
    assert find_case(ledger, FindCase(ZOE, opened(ledger).number), NOON) == ledger.case(1)


def test_people_from_other_organisations_touch_no_case(ledger: MemoryLedger) -> None:
    case = opened(ledger)

    with pytest.raises(NotAllowed):
        note(ledger, NoteKind.RESOLVED, by=OUTSIDER)
    with pytest.raises(NotAllowed):
        find_case(ledger, FindCase(OUTSIDER, 1), NOON)

    assert ledger.case(1) == case


# Raising it again


def raised(ledger: MemoryLedger, minutes: int) -> list[str]:
    """Return what is raised when the clock shows so many minutes after the opening."""
    jobs = deliver(ledger, NOON + minutes * MINUTE)
    return [
        job.delivery.key.announcement.part
        for job in jobs
        if job.delivery.key.announcement.kind is Kind.CASE_RAISED
    ]


def test_a_case_that_nobody_acknowledged_is_raised_three_times_and_then_no_more(ledger: MemoryLedger) -> None:
    opened(ledger)

    said = {minute: raised(ledger, minute) for minute in range(180)}

    assert {minute: parts for minute, parts in said.items() if parts} == {15: ["1"], 30: ["2"], 60: ["3"]}


def test_it_is_raised_in_its_thread_and_to_the_whole_channel(ledger: MemoryLedger) -> None:
    opened(ledger)
    deliver(ledger, NOON)

    (job,) = deliver(ledger, NOON + RAISE_AFTER[0])

    assert (bool(job.thread), job.broadcast) == (True, True)


@pytest.mark.parametrize("kind", [NoteKind.ACKNOWLEDGED, NoteKind.NOT_URGENT, *CLOSING])
def test_a_case_that_somebody_took_or_eased_is_not_raised_again(ledger: MemoryLedger, kind: NoteKind) -> None:
    opened(ledger)
    deliver(ledger, NOON)
    note(ledger, kind)

    assert [raised(ledger, minutes) for minutes in (15, 30, 60)] == [[], [], []]


def test_a_case_that_only_got_details_is_raised_again(ledger: MemoryLedger) -> None:
    opened(ledger)
    deliver(ledger, NOON)
    note(ledger, NoteKind.DETAILS, text="since 10")

    assert raised(ledger, 15) == ["1"]


@pytest.mark.parametrize(("minutes", "said"), [(29, ["1"]), (45, ["2"]), (300, ["3"])])
def test_after_downtime_it_is_raised_once(ledger: MemoryLedger, minutes: int, said: list[str]) -> None:
    opened(ledger)
    deliver(ledger, NOON)

    assert raised(ledger, minutes) == said


def test_what_was_left_out_after_downtime_keeps_its_reason(ledger: MemoryLedger) -> None:
    opened(ledger)
    deliver(ledger, NOON)
    raised(ledger, 300)

    first = delivery_of(ledger, "case:1", Announcement(Kind.CASE_RAISED, "1"), "C0SUPPORT")
    assert first.reason == Reason.NEXT_ONE_DUE


def test_a_report_before_anything_is_live_there_is_about_no_release() -> None:
    ledger = MemoryLedger(Policy())
    told_in(ledger, releases=(RELEASE,))

    assert report(ledger, Report(ZOE, "C0ACME"), START).case.release is None


def test_on_controlled_day_a_report_is_about_the_release_that_went_live_there(ledger: MemoryLedger) -> None:
    confirm(ledger, Confirm(ANA, "2026.11", "controlled"), at(CONTROLLED_DAY, 10))

    case = report(ledger, Report(ZOE, "C0GLOBEX"), at(CONTROLLED_DAY, 12)).case

    assert (case.release, case.server) == ("2026.11", "controlled")


@pytest.mark.parametrize(
    ("channel", "now", "server"),
    [
        ("C0ACME", at(STANDARD_DAY, 12), "standard"),
        ("C0ACME", at(CONTROLLED_DAY, 12), "controlled"),
        ("C0NORTH", at(CONTROLLED_DAY, 12), "standard"),
        ("C0GLOBEX", at(STANDARD_DAY, 12), "standard"),
    ],
)
def test_a_press_on_the_card_is_about_where_the_release_has_come_to(
    ledger: MemoryLedger, channel: str, now: dt.datetime, server: str
) -> None:
    card = message(ledger, Kind.PREVIEW, channel)

    case = report(ledger, Report(ZOE, channel, delivery=card), now).case

    assert (case.release, case.server) == ("2026.11", server)


def test_a_press_on_a_confirmation_is_about_the_server_it_confirms(ledger: MemoryLedger) -> None:
    press = message(ledger, Kind.CONFIRMATION, "C0ACME")

    case = report(ledger, Report(ZOE, "C0ACME", delivery=press), at(CONTROLLED_DAY, 12)).case

    assert case.server == "standard"
