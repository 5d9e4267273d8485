"""Clocks, tasks, logs: small parts that everything else leans on."""

import asyncio
import logging
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import MovableClock, SystemClock
from bot.logs import set_up
from bot.tasks import Tasks
from rollouts.refusals import LedgerUnavailable

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


async def test_a_task_that_fails_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    async def fail() -> None:
        raise LookupError("nothing there")

    tasks = Tasks()
    tasks.spawn(fail())
    await tasks.finish(5)
    await asyncio.sleep(0)

    (record,) = caplog.records
    assert record.exc_info
    assert record.exc_info[0] is LookupError


async def test_a_task_that_found_no_database_says_so_in_one_sentence(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def fail() -> None:
        raise LedgerUnavailable("The database cannot be used: it is starting.")

    tasks = Tasks()
    tasks.spawn(fail())
    await tasks.finish(5)

    (record,) = caplog.records
    assert record.getMessage() == "The database cannot be used: it is starting."
    assert record.exc_info is None


async def test_work_under_way_is_waited_for() -> None:
    done = asyncio.Event()

    async def work() -> None:
        await asyncio.sleep(0)
        done.set()

    tasks = Tasks()
    tasks.spawn(work())
    await tasks.finish(5)

    assert done.is_set()


async def test_work_that_does_not_end_is_cancelled_and_that_is_no_failure(
    caplog: pytest.LogCaptureFixture,
) -> None:
    cancelled = asyncio.Event()

    async def work() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            cancelled.set()

    tasks = Tasks()
    tasks.spawn(work())
    await tasks.finish(0)

    assert cancelled.is_set()
    assert caplog.records == []


async def test_without_work_there_is_nothing_to_wait_for() -> None:
    await Tasks().finish(5)


Logged = Callable[..., str]


@pytest.fixture
def logged(capsys: pytest.CaptureFixture[str]) -> Iterator[Logged]:
    """Log a line as the process does, and return what was written."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level

    def log(name: str, level: int, *line: str, error: Exception | None = None, **facts: object) -> str:
        set_up()
        logging.getLogger(name).log(level, *line, exc_info=error, extra=facts)
        return capsys.readouterr().err

    yield log
    root.handlers = handlers
    root.setLevel(level)


@pytest.mark.parametrize(
    "secret",
    [
        "xoxb-123-456-abcDEF",
        "xoxp-123-456-abcDEF",
        "xoxe.xoxp-1-abc",
        "xoxe-1-abc",
        "xapp-1-A0APP-123-abcdef",
        "wss://wss-primary.slack.example/link?ticket=2c1f-aa&app_id=1",
        "postgresql://bot:pass%20word@db.example/fortnight",
    ],
)
def test_secrets_are_taken_out_of_every_line(logged: Logged, secret: str) -> None:
    line = logged("bot.wiring", logging.INFO, "it is %s, is it not", secret)

    assert "[secret]" in line
    assert line.rstrip().endswith(", is it not")
    for part in ("abc", "2c1f", "pass"):
        assert part not in line


def test_secrets_are_taken_out_of_tracebacks(logged: Logged) -> None:
    line = logged("bot.wiring", logging.ERROR, "Fault", error=ValueError("refused: xoxb-123-abcDEF"))

    assert "ValueError: refused: [secret]" in line


def test_the_facts_of_a_line_stand_behind_its_sentence(logged: Logged) -> None:
    line = logged(
        "scheduling.dispatcher", logging.INFO, "A message was posted.", delivery=7, channel="C0ACME"
    )

    assert line.endswith("INFO    scheduling.dispatcher: A message was posted.  delivery=7 channel=C0ACME\n")


def test_a_fact_that_the_sentence_names_is_not_said_twice(logged: Logged) -> None:
    line = logged("bot.wiring", logging.INFO, "There is no channel %s.", "#acme", channel="#acme")

    assert line.endswith("There is no channel #acme.\n")


def test_secrets_are_taken_out_of_facts(logged: Logged) -> None:
    assert "reason=[secret]" in logged("bot.wiring", logging.INFO, "Refused.", reason="xoxb-123-abcDEF")


def test_a_library_does_not_talk_below_a_warning(logged: Logged) -> None:
    assert logged("slack_sdk.web", logging.INFO, "sending a request with all its headers") == ""


def test_that_bolt_does_not_use_the_token_it_found_is_no_news(logged: Logged) -> None:
    said = "As you gave `client` as well, `token` will be unused."

    assert logged("slack_bolt", logging.WARNING, said) == ""
