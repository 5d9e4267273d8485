"""The system's clock, and one that can be moved on."""

from datetime import UTC, datetime, timedelta

from bot.clock import MovableClock, SystemClock

NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


class Stopwatch:
    """Real seconds, as a test lets them pass."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


def test_the_system_clock_tells_the_time_in_utc() -> None:
    before = datetime.now(UTC)

    assert before <= SystemClock().now() <= datetime.now(UTC)
    assert SystemClock().now().tzinfo is UTC


def test_a_movable_clock_runs_at_the_usual_pace() -> None:
    stopwatch = Stopwatch()
    clock = MovableClock(NOON, monotonic=stopwatch)

    stopwatch.seconds += 3600

    assert clock.now() == NOON + HOUR


def test_a_movable_clock_runs_on_from_where_it_was_moved_to() -> None:
    stopwatch = Stopwatch()
    clock = MovableClock(NOON, monotonic=stopwatch)
    stopwatch.seconds += 1800

    clock.move_to(NOON + 24 * HOUR)
    stopwatch.seconds += 3600

    assert clock.now() == NOON + 25 * HOUR


def test_a_movable_clock_stands_still_while_paused_and_loses_nothing() -> None:
    stopwatch = Stopwatch()
    clock = MovableClock(NOON, monotonic=stopwatch)
    stopwatch.seconds += 3600

    clock.pause(paused=True)
    stopwatch.seconds += 3600
    assert clock.now() == NOON + HOUR

    clock.pause(paused=False)
    stopwatch.seconds += 3600
    assert clock.now() == NOON + 2 * HOUR
