"""Two people change a release at once: one wins, the other is told what happened."""

from dataclasses import replace

import pytest

from rollouts.transitions import Verb
from rollouts.usecases.changing import StageChange, change_stage
from rollouts.usecases.seeing import NotSeenYet
from tests.support.changing import changed
from tests.support.delivering import deliver
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import ADMIN, CONTROLLED_DAY, DAY, MANAGER, MINUTE, PREVIEW_DAY, STANDARD_DAY, at

TOLD = at(PREVIEW_DAY, 10)
MOVE = StageChange(MANAGER, "2026.11", Verb.MOVE, "standard", STANDARD_DAY + DAY)


@pytest.fixture
def told(ledger: MemoryLedger) -> MemoryLedger:
    """A ledger in which everybody has had the preview."""
    deliver(ledger, at(PREVIEW_DAY))
    return ledger


def shown(ledger: MemoryLedger, request: StageChange, minutes: int) -> NotSeenYet:
    with pytest.raises(NotSeenYet) as first, ledger.transaction(TOLD + minutes * MINUTE) as transaction:
        change_stage(transaction, request)
    return first.value


def test_the_second_is_told_what_the_first_did(told: MemoryLedger) -> None:
    seen = shown(told, MOVE, 0).seen
    changed(told, Verb.HOLD, TOLD + MINUTE, by=ADMIN, server="controlled", why="until we know")

    anew = shown(told, replace(MOVE, seen=seen), 2)

    assert anew.is_anew
    assert anew.meanwhile
    assert [(each.by, each.new, each.why) for each in anew.meanwhile.changes] == [
        (ADMIN.id, "held", "until we know")
    ]


def test_what_was_done_before_it_was_shown_is_no_news(told: MemoryLedger) -> None:
    changed(told, Verb.HOLD, TOLD, by=ADMIN, server="controlled", why="until we know")
    seen = shown(told, MOVE, 1).seen

    other_day = replace(MOVE, day=STANDARD_DAY + 2 * DAY, seen=seen)

    assert shown(told, other_day, 2).meanwhile is None


@pytest.mark.parametrize("seen", ["1", "1@", "1@soon", "1@2026-11-09T10:00:00"])
def test_where_nobody_knows_when_it_was_shown_it_is_shown_anew_alone(told: MemoryLedger, seen: str) -> None:
    changed(told, Verb.MOVE, TOLD, server="controlled", day=CONTROLLED_DAY + DAY, by=ADMIN)

    anew = shown(told, replace(MOVE, seen=seen), 1)

    assert (anew.is_anew, anew.meanwhile) == (True, None)


def test_what_was_seen_counts_a_minute_later(told: MemoryLedger) -> None:
    seen = shown(told, MOVE, 0).seen

    change_stage(told.at(TOLD + MINUTE), replace(MOVE, seen=seen))

    release = told.release("2026.11")
    assert release
    assert release.stages[0].date == STANDARD_DAY + DAY
