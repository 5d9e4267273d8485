"""Days as people type them: read, asked about, or refused as what they are, and never guessed."""

import calendar
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rollouts.typed_dates import TypedDay, begins_with_day, read_day

THURSDAY = dt.date(2026, 11, 26)
SECOND = dt.date(2026, 12, 2)
DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31))
MONTHS = list(calendar.month_name)[1:]
WEEKDAYS = list(calendar.day_name)


def read(text: str, today: dt.date = THURSDAY) -> TypedDay:
    found = read_day(text, today=today)
    assert found
    return found


@pytest.mark.parametrize(
    "text",
    [
        "2026-12-02",
        "2026/12/02",
        "2026/12/2",
        "2026.12.02",
        "2.12.2026",
        "02.12.2026",
        "2. 12. 2026",
        "2.12.26",
        "2.12.",
        "2.12",
        "2 Dec",
        "2. December",
        "2nd Dec",
        "2nd of December",
        "the 2nd of December 2026",
        "2 December 2026",
        "2 December, 2026",
        "2 Dec '26",
        "2 Dec ’26",  # noqa: RUF001 - as phones type it
        "2026–12–02",  # noqa: RUF001 - as phones type it
        "Dec 2",
        "Dec. 2nd",
        "dec2",
        "December 2, 2026",
        "DEC 2 2026",
        "2\u00a0Dec",
        "Wed 2 December",
        "Wednesday, 2 December 2026",
        "Wed 2026-12-02",
        "to 2 Dec",
        "on 2 Dec",
        "until Wed 2 Dec",
        "in 6 days",
        "in six days",
        "in 6d",
        "Wednesday",
        "wed",
        "next Wednesday",
        "this Wed.",
        "Wednesday next week",
    ],
)
def test_a_day_is_read_however_it_is_written(text: str) -> None:
    assert read(text).days == (SECOND,)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("today", 0),
        ("tomorrow", 1),
        ("the day after tomorrow", 2),
        ("day after tomorrow", 2),
        ("+2d", 2),
        ("+ 2 days", 2),
        ("in a week", 7),
        ("in two weeks", 14),
        ("+1w", 7),
        ("this Thursday", 0),
        ("next Thursday", 7),
        ("Friday", 1),
    ],
)
def test_a_distance_counts_from_today(text: str, days: int) -> None:
    assert read(text).day == THURSDAY + dt.timedelta(days)


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("02/03", ("2027-02-03", "2027-03-02")),
        ("12/1", ("2026-12-01", "2027-01-12")),
        ("02/03/2027", ("2027-02-03", "2027-03-02")),
        ("02-03-27", ("2027-02-03", "2027-03-02")),
        ("Thursday", ("2026-11-26", "2026-12-03")),
    ],
)
def test_what_can_mean_two_days_is_not_guessed(text: str, choices: tuple[str, str]) -> None:
    found = read(text)

    assert (found.day, tuple(day.isoformat() for day in found.days)) == (None, choices)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("13/02", "2027-02-13"),
        ("02/13", "2027-02-13"),
        ("2/2", "2027-02-02"),
        ("12/24/26", "2026-12-24"),
        ("Tue 02/03", "2027-03-02"),
    ],
)
def test_what_can_mean_only_one_day_needs_no_question(text: str, day: str) -> None:
    assert read(text).day == dt.date.fromisoformat(day)


def test_on_a_monday_next_tuesday_can_be_tomorrow_or_a_week_later() -> None:
    monday = dt.date(2026, 11, 23)

    assert read("next Tuesday", monday).days == (dt.date(2026, 11, 24), dt.date(2026, 12, 1))


def test_a_distance_with_a_plus_can_count_from_the_planned_day_as_well() -> None:
    found = read_day("+2d", today=THURSDAY, planned=SECOND)

    assert found
    assert found.days == (dt.date(2026, 11, 28), dt.date(2026, 12, 4))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("by a week", 7),
        ("by 3 days", 3),
        ("by two weeks later", 14),
        ("a week later", 7),
        ("one day earlier", -1),
        ("by 2 days earlier", -2),
        ("10 days sooner", -10),
    ],
)
def test_by_so_much_or_so_much_later_counts_from_the_planned_day_alone(text: str, days: int) -> None:
    found = read_day(f"{text} because the vendor needs it", today=THURSDAY, planned=SECOND)

    assert found
    assert (found.day, found.rest) == (SECOND + dt.timedelta(days), "because the vendor needs it")
    assert read_day(text, today=THURSDAY) is None


@pytest.mark.parametrize(
    ("text", "planned"), [("a week earlier", dt.date.min), ("a week later", dt.date.max)]
)
def test_so_much_beyond_all_calendars_is_none(text: str, planned: dt.date) -> None:
    assert read_day(text, today=THURSDAY, planned=planned) == TypedDay((), text)


def test_a_number_with_a_plus_is_of_days() -> None:
    assert read_day("+7", today=THURSDAY, planned=SECOND) == TypedDay(
        (dt.date(2026, 12, 3), dt.date(2026, 12, 9)), "+7"
    )


def test_a_distance_in_words_counts_from_today_alone() -> None:
    found = read_day("in 2 days", today=THURSDAY, planned=SECOND)

    assert found
    assert found.day == dt.date(2026, 11, 28)


@pytest.mark.parametrize(
    "text",
    ["2027-02-30", "30 Feb", "Feb 30", "31/04", "2026-13-01", "0000-01-01", "Thu 2 December", "12.24.2026"],
)
def test_a_day_that_no_calendar_has_is_none(text: str) -> None:
    assert read(text) == TypedDay((), text)


def test_a_day_beyond_all_calendars_is_none() -> None:
    found = read_day("+9999w", today=dt.date.max)

    assert found
    assert found.days == ()


def test_without_a_year_it_is_the_next_such_day() -> None:
    assert [read(text).day for text in ("26 Nov", "25 Nov", "29 Feb")] == [
        THURSDAY,
        dt.date(2027, 11, 25),
        dt.date(2028, 2, 29),
    ]


def test_near_the_end_of_the_calendar_there_may_be_no_next_one() -> None:
    assert read("1 Jan", dt.date.max).days == ()


@pytest.mark.parametrize(
    ("text", "typed", "rest"),
    [
        ("2 Dec the vendor needs more time", "2 Dec", "the vendor needs more time"),
        ("to 2 Dec: the vendor", "2 Dec", "the vendor"),
        ("2.12. – 30 users are hit", "2.12.", "30 users are hit"),  # noqa: RUF001 - as phones type it
        ("2.12. 30 users are hit", "2.12.", "30 users are hit"),
        ("Dec 2, it’s “late”", "Dec 2", "it’s “late”"),  # noqa: RUF001 - as phones type it
        ("tomorrow morning", "tomorrow", "morning"),
        ("in 3 days  \u200b because", "in 3 days", "because"),
    ],
)
def test_what_follows_is_the_reason_as_typed(text: str, typed: str, rest: str) -> None:
    found = read(text)

    assert (found.typed, found.rest) == (typed, rest)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "the vendor moved it to 2 Dec",
        "2",
        "2 Decoration",
        "2.12.2026.1",
        "2026.11",
        "Dec 2026",
        "9-12 Dec",
        "2 or 9 Dec",
        "2 Dec or 9 Dec",
        "2 Dec and 16 Dec",
        "2026-12-02T09:00",
        "Tuesday in two weeks",
        "Wed 12",
        "a week later",
        "fr\u0130",
        "mayor",
        "2-3 days",
    ],
)
def test_what_is_no_day_or_more_than_one_is_not_read(text: str) -> None:
    assert read_day(text, today=THURSDAY) is None


@given(DAYS, DAYS)
def test_each_day_is_read_as_itself_in_every_way_of_writing(day: dt.date, today: dt.date) -> None:
    month, weekday = MONTHS[day.month - 1], WEEKDAYS[day.weekday()]
    ways = (
        day.isoformat(),
        f"{day:%Y/%m/%d}",
        f"{day.day}.{day.month}.{day.year}",
        f"{day.day} {month} {day.year}",
        f"{month[:3]} {day.day}, {day.year}",
        f"{weekday}, {day.day} {month[:3]} {day.year}",
    )

    assert {read(f"{way} why", today) for way in ways} == {TypedDay((day,), way, "why") for way in ways}


@given(DAYS, DAYS)
def test_with_strokes_the_day_itself_is_always_among_the_choices(day: dt.date, today: dt.date) -> None:
    for way in (f"{day.day}/{day.month}/{day.year}", f"{day.month}/{day.day}/{day.year}"):
        assert day in read(way, today).days


@given(DAYS, DAYS)
def test_without_a_year_it_is_at_most_eight_years_ahead_and_never_past(day: dt.date, today: dt.date) -> None:
    found = read(f"{day.day} {MONTHS[day.month - 1]}", today).day

    assert found
    assert (found.day, found.month, found >= today) == (day.day, day.month, True)
    assert found.year - today.year <= 8


SIGNS = st.text("0123456789./- '’+dw", max_size=12)  # noqa: RUF001 - as phones type it
WORDS = st.lists(
    st.sampled_from(["2", "Dec", "next", "this", "Tue", "in", "a", "week", "or", "2027", "02/03", "+2d"])
    | SIGNS
    | st.text(max_size=4)
).map(" ".join)


@given(WORDS, DAYS, st.none() | DAYS)
def test_whatever_is_typed_it_is_read_or_not_and_nothing_else_happens(
    text: str, today: dt.date, planned: dt.date | None
) -> None:
    found = read_day(text, today=today, planned=planned)

    assert begins_with_day(text) == (found is not None)
    if found:
        assert found.days == tuple(sorted(set(found.days)))
        assert len(found.days) <= 2
        assert found.typed
