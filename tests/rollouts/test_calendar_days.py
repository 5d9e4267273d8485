"""On which days, and at which instants, announcements go out."""

from datetime import UTC, date, datetime, time

import pytest

from rollouts.calendar import (
    DaysOff,
    day_begins,
    instant,
    is_working_day,
    preview_day,
    reminder_day,
    window_closing_day,
)

WEEKENDS = DaysOff()
MONDAY = date(2026, 11, 30)
FRIDAY = date(2026, 11, 27)


@pytest.mark.parametrize("days", [14, 21, 28])
def test_the_preview_comes_as_many_days_before_the_release_as_is_set(days: int) -> None:
    assert (MONDAY - preview_day(release_date=MONDAY, preview_days=days)).days == days


@pytest.mark.parametrize(
    ("release_date", "reminder"),
    [
        pytest.param(date(2026, 12, 1), MONDAY, id="Tuesday's on Monday"),
        pytest.param(MONDAY, FRIDAY, id="Monday's on Friday"),
        pytest.param(date(2026, 11, 28), FRIDAY, id="Saturday's on Friday"),
        pytest.param(date(2026, 11, 29), FRIDAY, id="Sunday's on Friday"),
        pytest.param(date(2027, 1, 1), date(2026, 12, 31), id="across the year"),
    ],
)
def test_the_reminder_comes_on_the_last_working_day_before_the_release(
    release_date: date, reminder: date
) -> None:
    assert reminder_day(release_date=release_date, days_off=WEEKENDS) == reminder


def test_the_reminder_leaves_out_public_holidays() -> None:
    days_off = DaysOff(frozenset({FRIDAY, date(2026, 11, 26)}))

    assert reminder_day(release_date=MONDAY, days_off=days_off) == date(2026, 11, 25)


@pytest.mark.parametrize(
    ("next_date", "closing"),
    [
        pytest.param(date(2026, 12, 17), date(2026, 12, 15), id="Thursday's on Tuesday"),
        pytest.param(date(2026, 12, 14), date(2026, 12, 10), id="Monday's on Thursday"),
        pytest.param(date(2026, 12, 19), date(2026, 12, 17), id="Saturday's on Thursday"),
    ],
)
def test_the_window_closes_two_working_days_before_the_next_date(next_date: date, closing: date) -> None:
    assert window_closing_day(next_date=next_date, days_off=WEEKENDS) == closing


def test_the_closing_of_the_window_leaves_out_public_holidays() -> None:
    assert window_closing_day(
        next_date=date(2026, 12, 29), days_off=DaysOff(frozenset({date(2026, 12, 25), date(2026, 12, 28)}))
    ) == date(2026, 12, 23)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (FRIDAY, True),
        (date(2026, 11, 28), False),
        (date(2026, 11, 29), False),
        (MONDAY, True),
        (date(2026, 12, 25), False),
    ],
)
def test_nobody_works_on_weekends_and_holidays(day: date, *, works: bool) -> None:
    assert is_working_day(day=day, days_off=DaysOff(frozenset({date(2026, 12, 25)}))) is works


@pytest.mark.parametrize(
    ("zone", "instant_in_utc"),
    [
        ("UTC", datetime(2026, 11, 30, 9, tzinfo=UTC)),
        ("Europe/Berlin", datetime(2026, 11, 30, 8, tzinfo=UTC)),
        ("America/New_York", datetime(2026, 11, 30, 14, tzinfo=UTC)),
        ("Asia/Kolkata", datetime(2026, 11, 30, 3, 30, tzinfo=UTC)),
        ("Pacific/Kiritimati", datetime(2026, 11, 29, 19, tzinfo=UTC)),
    ],
)
def test_nine_oclock_is_nine_oclock_in_the_zone(zone: str, instant_in_utc: datetime) -> None:
    assert instant(day=MONDAY, at=time(9), timezone=zone) == instant_in_utc


@pytest.mark.parametrize(
    ("day", "hour_in_utc"),
    [
        pytest.param(date(2026, 3, 28), 8, id="the day before spring forward"),
        pytest.param(date(2026, 3, 29), 7, id="the day of spring forward"),
        pytest.param(date(2026, 10, 24), 7, id="the day before fall back"),
        pytest.param(date(2026, 10, 25), 8, id="the day of fall back"),
    ],
)
def test_nine_oclock_stays_nine_oclock_over_both_nights_of_daylight_saving(
    day: date, hour_in_utc: int
) -> None:
    due = instant(day=day, at=time(9), timezone="Europe/Berlin")

    assert due == datetime(day.year, day.month, day.day, hour_in_utc, tzinfo=UTC)


def test_a_time_that_the_spring_night_leaves_out_moves_forward_by_the_hour() -> None:
    due = instant(day=date(2026, 3, 29), at=time(2, 30), timezone="Europe/Berlin")

    assert due == instant(day=date(2026, 3, 29), at=time(3, 30), timezone="Europe/Berlin")


def test_of_a_time_that_the_autumn_night_brings_twice_the_first_counts() -> None:
    due = instant(day=date(2026, 10, 25), at=time(2, 30), timezone="Europe/Berlin")

    assert due == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_day_without_a_midnight_begins_at_one() -> None:
    # In Chile the clocks go forward at midnight.
    begins = day_begins(day=date(2026, 9, 6), timezone="America/Santiago")

    assert begins == datetime(2026, 9, 6, 4, tzinfo=UTC)
