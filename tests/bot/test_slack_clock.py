"""A clock that differs from Slack's is told at start, and keeps nobody from starting."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.slack.slack_clock import how_far_behind, report_clock

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("date", "behind"),
    [
        ("Tue, 01 Dec 2026 13:00:00 GMT", timedelta(hours=1)),
        ("Tue, 01 Dec 2026 11:59:00 GMT", timedelta(minutes=-1)),
        ("yesterday", None),
        ("", None),
    ],
)
def test_the_clock_is_compared_with_what_slack_says(date: str, behind: timedelta | None) -> None:
    assert how_far_behind({"Date": date}, NOW) == behind


@pytest.mark.parametrize(
    ("behind", "told"),
    [
        (timedelta(hours=1), "This machine's clock is 1:00:00 behind Slack's."),
        (timedelta(minutes=-2), "This machine's clock is 0:02:00 ahead of Slack's."),
        (timedelta(seconds=29), ""),
        (None, ""),
    ],
)
def test_what_is_wrong_with_it_is_told(
    caplog: pytest.LogCaptureFixture, behind: timedelta | None, told: str
) -> None:
    report_clock(behind)

    rest = " Posts go out by it, too early or too late. Let it be set by NTP."
    assert [line.removesuffix(rest) for line in caplog.messages] == [told] * bool(told)
