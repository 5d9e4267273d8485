"""A clock that differs from Slack's is told at start, and keeps nobody from starting."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.slack.slack_clock import report_clock, time_told

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("date", "told"), [("Tue, 01 Dec 2026 12:00:00 GMT", NOW), ("yesterday", None), ("", None)]
)
def test_slacks_time_stands_in_the_headers_of_an_answer(date: str, told: datetime | None) -> None:
    assert time_told({"Date": date}) == told


@pytest.mark.parametrize(
    ("theirs", "told"),
    [
        (NOW + timedelta(hours=1), "This machine's clock is 1:00:00 behind Slack's."),
        (NOW - timedelta(minutes=2), "This machine's clock is 0:02:00 ahead of Slack's."),
        (NOW + timedelta(seconds=29), ""),
        (None, ""),
    ],
)
def test_what_is_wrong_with_it_is_told(
    caplog: pytest.LogCaptureFixture, theirs: datetime | None, told: str
) -> None:
    report_clock(theirs, NOW)

    rest = " Posts go out by it, too early or too late. Let it be set by NTP."
    assert [line.removesuffix(rest) for line in caplog.messages] == [told] * bool(told)
