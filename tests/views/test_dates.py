"""Days, moments and distances in plain words."""

import datetime as dt

import pytest

from tests.support.story import STANDARD_DAY, ZONE, at
from views.dates import day_words, in_days, plain_day, plain_iso, short_day, short_moment, span


def test_a_moment_is_said_in_local_time_with_its_zone() -> None:
    assert short_moment(at(STANDARD_DAY, 10, 12), ZONE) == "Mon 30 Nov 2026, 10:12 (Europe/Berlin)"


def test_a_day_reads_plainly() -> None:
    assert plain_day(STANDARD_DAY) == "Mon 30 November 2026"
    assert day_words(STANDARD_DAY, said_on=STANDARD_DAY) == "Mon 30 November"
    assert short_day(STANDARD_DAY) == "Mon 30 Nov 2026"
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
