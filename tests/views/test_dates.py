"""Days and moments: each reader sees their own time, and the fallback names the zone."""

import datetime as dt

import pytest

from tests.support.story import STANDARD_DAY, ZONE, at
from views.dates import day, in_days, local_day, moment, plain_day, plain_iso, span


def test_a_day_is_a_token_at_noon_in_the_zone() -> None:
    noon = int(at(STANDARD_DAY, 12).timestamp())
    assert day(STANDARD_DAY, ZONE) == f"<!date^{noon}^{{date_long}}|Mon 30 Nov 2026 (Europe/Berlin)>"


def test_a_moment_is_a_token_whose_fallback_is_local_time() -> None:
    then = at(STANDARD_DAY, 10, 12)
    assert moment(then, ZONE) == (
        f"<!date^{int(then.timestamp())}^{{date_short_pretty}} at {{time}}|"
        "Mon 30 Nov 2026, 10:12 (Europe/Berlin)>"
    )


def test_the_day_of_a_moment_is_the_day_there() -> None:
    late = dt.datetime(2026, 11, 29, 23, 30, tzinfo=dt.UTC)
    assert local_day(late, ZONE) == day(STANDARD_DAY, ZONE)


def test_a_day_reads_plainly_where_no_token_can_stand() -> None:
    assert plain_day(STANDARD_DAY) == "Mon 30 November 2026"
    assert plain_iso("2026-11-30") == "Mon 30 November 2026"


@pytest.mark.parametrize(
    ("days", "said"),
    [(0, "today"), (1, "tomorrow"), (14, "in 14 days"), (-1, "yesterday"), (-3, "3 days ago")],
)
def test_a_distance_in_days_reads_as_people_say_it(days: int, said: str) -> None:
    assert in_days(days) == said


@pytest.mark.parametrize(
    ("minutes", "said"), [(15, "15 min"), (60, "60 min"), (180, "3 h"), (2 * 24 * 60, "2 days")]
)
def test_a_span_reads_in_the_unit_that_fits(minutes: int, said: str) -> None:
    assert span(dt.timedelta(minutes=minutes)) == said
