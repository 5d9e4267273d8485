"""Whatever kills the process, nothing is lost and nothing comes twice. `make torture` does it at length."""

from pathlib import Path

import pytest

from tests.torture.ordeal import torture
from tests.torture.season import Season
from tests.torture.surroundings import Ordeal

# It waits in real time for a process that is killed all the time: on a busy machine that takes its time.
pytestmark = [pytest.mark.no_cover, pytest.mark.deep, pytest.mark.timeout(300)]

SEED = 20261123


async def test_a_bot_that_is_killed_all_the_time_says_everything_once(tmp_path: Path) -> None:
    ordeal = Ordeal(
        seed=SEED,
        kills=10,
        replicas=1,
        season=Season(channels=11, releases=2, zones=1),
        database=f"sqlite:///{tmp_path / 'fortnight.db'}",
        folder=tmp_path,
    )

    outcome = await torture(ordeal)

    assert outcome.is_good, "\n".join((str(outcome), *outcome.complaints))
    assert outcome.kills >= ordeal.kills
    assert outcome.faults > 0
    assert (outcome.missing, outcome.unfound) == ((), ()), "a manager was asked about a post"
    assert outcome.verdict.deliveries >= 50, "the calendar has become too small to prove anything"
