"""Numbers that tell whether all goes well."""

from datetime import timedelta

from rollouts.deliveries import State
from rollouts.usecases.measuring import measure
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import MINUTE, PREVIEW_DAY, START, at


def test_what_is_overdue_is_counted_and_the_oldest_of_it_tells_the_lag(ledger: MemoryLedger) -> None:
    before, after = measure(ledger.at(START)), measure(ledger.at(at(PREVIEW_DAY) + MINUTE))

    assert (before.overdue, before.lag, before.open_cases) == (0, timedelta(0), 0)
    assert (after.overdue, after.lag) == (3, MINUTE)
    assert before.deliveries == after.deliveries
    assert set(before.deliveries) == {State.PLANNED}
