"""With FORTNIGHT_KEEP_DAYS what is over is tidied beat by beat, each going on where the last one ended."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from bot.errors import StartFailed
from bot.settings import Settings
from bot.tidying import Tidier
from rollouts.ports import Answer, Ledger, Request
from rollouts.usecases.tidying import Tidy

NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)
KEEP = timedelta(days=90)


class Noted:
    """Transactions that answer what a test says, and remember what they were asked for."""

    def __init__(self, *answers: str) -> None:
        self._answers = list(answers)
        self.asked: list[object] = []

    async def run(
        self, use_case: Callable[[Ledger, *Request], Answer], *request: *Request, now: datetime
    ) -> Answer:
        assert (use_case.__name__, now) == ("tidy", NOW)
        self.asked += request
        return self._answers.pop(0)  # type: ignore[return-value] # what tidying answers


class Clock:
    def now(self) -> datetime:
        return NOW


async def test_each_beat_goes_on_where_the_last_one_ended() -> None:
    noted = Noted("release:2026.10", "", "")
    tidier = Tidier(noted, Clock(), keep=KEEP)

    for _ in range(3):
        await tidier.beat()

    assert noted.asked == [Tidy(KEEP), Tidy(KEEP, "release:2026.10"), Tidy(KEEP)]


def test_nothing_is_tidied_unless_it_is_set_and_not_too_soon() -> None:
    assert Settings.load(_env_file=None).keep_days is None
    assert Settings.load(_env_file=None, keep_days="90").keep_days == 90
    with pytest.raises(
        StartFailed, match="FORTNIGHT_KEEP_DAYS cannot be used: write a number that is at least 90"
    ):
        Settings.load(_env_file=None, keep_days="30")
