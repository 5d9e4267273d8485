"""What may become of a release on a server: every verb, from every state, and who may say it."""

import datetime as dt
from dataclasses import replace

import pytest

from rollouts import kinds
from rollouts.history import Kept
from rollouts.people import Person
from rollouts.refusals import Blocked, Fault, Invalid, NotAllowed, NotPossible, Obstacle, Unknown
from rollouts.releases import Release, Stage, Status
from rollouts.transitions import OF_OWNERS, TRANSITIONS, Verb, possible
from rollouts.usecases.changing import StageChange, change_stage
from rollouts.usecases.seeing import Doubt, NotSeenYet
from tests.support.changing import changed
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import (
    ANA,
    BEN,
    CONTROLLED_DAY,
    DAY,
    MANAGER,
    PREVIEW_DAY,
    RELEASE,
    REMINDER_DAY,
    STANDARD_DAY,
    START,
    WEEK,
    ZOE,
    at,
)

VERBS = [verb for verb in Verb if verb is not Verb.CONFIRM]
NEW_DAY = STANDARD_DAY + DAY
"""A Tuesday."""

NO = None
PLANNED, HELD, GONE = Status.PLANNED, Status.HELD, Status.WITHDRAWN
BACK, FIXED = Status.ROLLED_BACK, Status.HOTFIXED
TABLE = {
    # from:       move     hold  resume   rollback hotfix withdraw
    PLANNED:     (PLANNED, HELD, NO,      NO,      NO,    GONE),
    HELD:        (HELD,    NO,   PLANNED, NO,      NO,    GONE),
    Status.LIVE: (NO,      NO,   NO,      BACK,    FIXED, NO),
    FIXED:       (NO,      NO,   NO,      BACK,    FIXED, NO),
    BACK:        (PLANNED, NO,   NO,      NO,      FIXED, GONE),
    GONE:        (NO,      NO,   PLANNED, NO,      NO,    NO),
}  # fmt: skip
CASES = [
    (status, verb, after) for status, row in TABLE.items() for verb, after in zip(VERBS, row, strict=True)
]


def entered(ledger: MemoryLedger, status: Status) -> Release:
    """Enter the release with that status on Standard, without anybody having been told."""
    was_live = status not in {Status.PLANNED, Status.HELD, Status.WITHDRAWN}
    stage = replace(RELEASE.stages[0], status=status)
    if was_live:
        stage = replace(stage, live_at=START, confirmed_by=ANA.id)
    release = RELEASE.with_stage(stage)
    ledger.save_release(release)
    return release


def refused(ledger: MemoryLedger, verb: Verb, **more: object) -> pytest.ExceptionInfo[Invalid]:
    with pytest.raises(Invalid) as found, ledger.transaction(START) as transaction:
        change_stage(transaction, StageChange(MANAGER, "2026.11", verb, **more))  # type: ignore[arg-type] # as above
    return found


def stage(ledger: MemoryLedger, server: str = "standard") -> Stage:
    release = ledger.release("2026.11")
    assert release
    found = release.stage(server)
    assert found
    return found


def test_the_table_speaks_of_every_state_and_every_verb() -> None:
    assert (set(TRANSITIONS), set(TABLE)) == (set(Status), set(Status))


@pytest.mark.parametrize(("status", "verb", "after"), CASES)
def test_a_verb_leads_where_the_table_says_or_is_refused_with_what_is_possible(
    ledger: MemoryLedger, status: Status, verb: Verb, after: Status | None
) -> None:
    entered(ledger, status)
    day = NEW_DAY if verb is Verb.MOVE else None
    if after is None:
        with pytest.raises(NotPossible) as found:
            change_stage(ledger.at(START), StageChange(MANAGER, "2026.11", verb, "standard", day))
        assert (found.value.stage.status, found.value.can) == (status, possible(status))
        assert stage(ledger).status is status
    else:
        changed(ledger, verb, START, server="standard", day=day)
        assert stage(ledger).status is after


@pytest.mark.parametrize("person", [ANA, BEN, ZOE])
@pytest.mark.parametrize("verb", [verb for verb in VERBS if verb not in OF_OWNERS])
def test_only_managers_change_a_release(ledger: MemoryLedger, verb: Verb, person: Person) -> None:
    with pytest.raises(NotAllowed):
        change_stage(ledger.at(START), StageChange(person, "2026.11", verb))


def test_a_change_keeps_who_when_and_why(ledger: MemoryLedger) -> None:
    changed(ledger, Verb.HOLD, START, server="standard", why="Safari shows nothing")

    held = stage(ledger)
    assert (held.changed_at, held.changed_by, held.why) == (START, MANAGER.id, "Safari shows nothing")
    (change,) = ledger.history(Kept.RELEASE, "2026.11")
    assert (change.by, change.field, change.old, change.new, change.why) == (
        MANAGER.id,
        "status.standard",
        "planned",
        "held",
        "Safari shows nothing",
    )


def test_of_two_at_once_one_wins_and_the_other_hears_who_it_was(ledger: MemoryLedger) -> None:
    changed(ledger, Verb.HOLD, START, server="standard")

    with pytest.raises(NotPossible) as found:
        change_stage(
            ledger.at(START), StageChange(Person("U0ADAM", is_admin=True), "2026.11", Verb.HOLD, "standard")
        )

    assert found.value.stage.changed_by == MANAGER.id


def test_a_reason_that_is_too_long_is_refused_at_its_field(ledger: MemoryLedger) -> None:
    found = refused(ledger, Verb.HOLD, why="x" * 601)

    assert [(problem.field, problem.fault) for problem in found.value.problems] == [("why", Fault.TOO_LONG)]


# Without a server


def test_a_move_without_a_server_is_of_the_first_that_is_to_come(ledger: MemoryLedger) -> None:
    entered(ledger, Status.LIVE)

    changed(ledger, Verb.MOVE, START, day=CONTROLLED_DAY + DAY)

    assert stage(ledger, "controlled").date == CONTROLLED_DAY + DAY


def test_withdrawn_without_a_server_it_comes_nowhere(ledger: MemoryLedger) -> None:
    changed(ledger, Verb.WITHDRAW, START)

    assert {each.status for each in RELEASE.stages} == {Status.PLANNED}
    assert {stage(ledger, "standard").status, stage(ledger, "controlled").status} == {Status.WITHDRAWN}


@pytest.mark.parametrize("verb", [Verb.ROLLBACK, Verb.HOTFIX])
def test_where_it_runs_on_several_servers_it_is_asked_which(ledger: MemoryLedger, verb: Verb) -> None:
    release = entered(ledger, Status.LIVE)
    there = replace(release.stages[1], status=Status.LIVE, live_at=START, confirmed_by=ANA.id)
    ledger.save_release(release.with_stage(there))

    with pytest.raises(Blocked) as found:
        change_stage(ledger.at(START), StageChange(MANAGER, "2026.11", verb))

    assert (found.value.obstacle, found.value.detail) == (
        Obstacle.SEVERAL_SERVERS,
        ("standard", "controlled"),
    )


def test_where_nothing_fits_it_is_refused(ledger: MemoryLedger) -> None:
    with pytest.raises(NotPossible):
        change_stage(ledger.at(START), StageChange(MANAGER, "2026.11", Verb.ROLLBACK))


def test_a_server_that_the_release_leaves_out_is_named(ledger: MemoryLedger) -> None:
    ledger.save_release(replace(RELEASE, stages=RELEASE.stages[:1]))

    with pytest.raises(Blocked) as found:
        change_stage(ledger.at(START), StageChange(MANAGER, "2026.11", Verb.HOLD, "enterprise"))

    assert (found.value.obstacle, found.value.detail) == (
        Obstacle.NOT_ON_SERVER,
        ("Controlled Release server",),
    )


@pytest.mark.parametrize(("name", "server"), [("2026.12", ""), ("2026.11", "moon")])
def test_what_is_not_known_is_refused(ledger: MemoryLedger, name: str, server: str) -> None:
    with pytest.raises(Unknown):
        change_stage(ledger.at(START), StageChange(MANAGER, name, Verb.HOLD, server))


# Moving


def test_later_servers_come_along_by_as_many_days_if_wanted(ledger: MemoryLedger) -> None:
    changed(ledger, Verb.MOVE, START, server="standard", day=STANDARD_DAY + WEEK, with_later=True)

    assert stage(ledger, "controlled").date == CONTROLLED_DAY + WEEK


def test_else_they_stay(ledger: MemoryLedger) -> None:
    changed(ledger, Verb.MOVE, START, server="standard", day=STANDARD_DAY + WEEK)

    assert stage(ledger, "controlled").date == CONTROLLED_DAY


def test_what_is_live_there_already_does_not_come_along(ledger: MemoryLedger) -> None:
    ledger.save_release(RELEASE.with_stage(replace(RELEASE.stages[1], status=Status.LIVE, live_at=START)))

    changed(ledger, Verb.MOVE, START, server="standard", day=NEW_DAY, with_later=True)

    assert stage(ledger, "controlled").date == CONTROLLED_DAY


@pytest.mark.parametrize(
    ("server", "day", "fault"),
    [
        ("standard", None, Fault.MISSING),
        ("standard", START.date() - DAY, Fault.PAST),
        ("standard", CONTROLLED_DAY, Fault.REACHES_NEXT_SERVER),
        ("standard", CONTROLLED_DAY + DAY, Fault.REACHES_NEXT_SERVER),
        ("controlled", STANDARD_DAY, Fault.BEFORE_PREVIOUS_SERVER),
        ("controlled", STANDARD_DAY - DAY, Fault.BEFORE_PREVIOUS_SERVER),
        ("controlled", dt.date(226, 12, 2), Fault.OUT_OF_RANGE),
    ],
)
def test_a_date_that_cannot_be_is_refused_at_its_field(
    ledger: MemoryLedger, server: str, day: dt.date | None, fault: Fault
) -> None:
    found = refused(ledger, Verb.MOVE, server=server, day=day)

    assert [(problem.field, problem.fault) for problem in found.value.problems] == [("day", fault)]


def test_a_day_on_which_nobody_works_is_asked_about(ledger: MemoryLedger) -> None:
    saturday = STANDARD_DAY + 5 * DAY

    with pytest.raises(NotSeenYet) as found, ledger.transaction(START) as transaction:
        change_stage(transaction, StageChange(MANAGER, "2026.11", Verb.MOVE, "standard", saturday))

    assert [(each.doubt, each.day) for each in found.value.doubts] == [(Doubt.DAY_OFF, saturday)]


def test_what_is_shown_first_says_which_later_posts_come_on_another_day(ledger: MemoryLedger) -> None:
    sunday = STANDARD_DAY + 6 * DAY

    with pytest.raises(NotSeenYet) as found, ledger.transaction(START) as transaction:
        change_stage(transaction, StageChange(MANAGER, "2026.11", Verb.MOVE, "standard", sunday))

    moved = [(each.announcement.kind, each.server.key, each.before, each.after) for each in found.value.moved]
    assert moved == [
        (kinds.PREVIEW, "standard", PREVIEW_DAY, PREVIEW_DAY + 6 * DAY),
        (kinds.REMINDER, "standard", REMINDER_DAY, sunday - 2 * DAY),
    ]


def test_what_was_rolled_back_and_moves_is_planned_anew(ledger: MemoryLedger) -> None:
    entered(ledger, Status.ROLLED_BACK)

    changed(ledger, Verb.MOVE, START, server="standard", day=NEW_DAY)

    assert (stage(ledger).live_at, stage(ledger).confirmed_by) == (None, None)


def test_a_hotfix_of_what_was_rolled_back_is_live_from_then_on(ledger: MemoryLedger) -> None:
    entered(ledger, Status.ROLLED_BACK)

    changed(ledger, Verb.HOTFIX, at(STANDARD_DAY, 15), server="standard")

    assert (stage(ledger).live_at, stage(ledger).confirmed_by) == (at(STANDARD_DAY, 15), MANAGER.id)
