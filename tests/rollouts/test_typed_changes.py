"""A release, a server, a day and why, told apart in what people type."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rollouts.servers import DEFAULT_SERVERS, Server
from rollouts.typed_change import TypedChange, TypedMove, read_change, read_move

STANDARD, CONTROLLED = DEFAULT_SERVERS
NAMES = ("2026.11", "2026.11 fix", "Spring '27", "2 Dec", "2.12.", 'The "big" one', "R&D <1>", "🚀 7")
TODAY = dt.date(2026, 11, 26)
NINTH = dt.date(2026, 12, 9)


def change(text: str) -> TypedChange:
    return read_change(text, names=NAMES, servers=DEFAULT_SERVERS)


def move(text: str, planned: dt.date | None = None) -> TypedMove:
    return read_move(text, names=NAMES, servers=DEFAULT_SERVERS, today=TODAY, planned=lambda _: planned)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("2026.11", "2026.11"),
        ("2026.11, ", "2026.11"),
        ("2026.11 FIX", "2026.11 fix"),
        ("spring ’27", "Spring '27"),  # noqa: RUF001 - as phones type it
        ("“Spring '27”", "Spring '27"),
        ('"2026.11"', "2026.11"),
        ('the "big" one', 'The "big" one'),
        ("the “big” one", 'The "big" one'),
        ("r&d <1>", "R&D <1>"),
        ("🚀  7", "🚀 7"),
        ("2 dec", "2 Dec"),
        ("2.12.", "2.12."),
    ],
)
@pytest.mark.parametrize(
    ("after", "server", "rest"),
    [
        ("", None, ""),
        ("standard", STANDARD, ""),
        ("on controlled", CONTROLLED, ""),
        ("Controlled Release server, the vendor asked", CONTROLLED, "the vendor asked"),
        ("prod - standard is slow", STANDARD, "standard is slow"),
        ("9 Dec why", None, "9 Dec why"),
    ],
)
def test_a_known_name_is_told_from_the_server_and_the_rest(
    text: str, name: str, after: str, server: Server | None, rest: str
) -> None:
    assert change(f"{text} {after}") == TypedChange(name, is_known=True, server=server, rest=rest)


def test_the_longest_known_name_is_meant() -> None:
    assert change("2026.11 fix standard").release == "2026.11 fix"


@pytest.mark.parametrize(
    ("text", "name", "server", "rest"),
    [
        ("2026.12", "2026.12", None, ""),
        ("2026.12 controlled the vendor", "2026.12", CONTROLLED, "the vendor"),
        ("Sprng 27 9 Dec why", "Sprng 27", None, "9 Dec why"),
        ('"Sprng 27" on prod', "Sprng 27", STANDARD, ""),
        ("2026.11.1 to 9 Dec", "2026.11.1", None, "to 9 Dec"),
        ("9 Decembre", "9 Decembre", None, ""),
    ],
)
def test_an_unknown_name_ends_where_a_server_or_a_day_begins(
    text: str, name: str, server: Server | None, rest: str
) -> None:
    assert change(text) == TypedChange(name, server=server, rest=rest)


@pytest.mark.parametrize(
    ("text", "server", "rest"),
    [("", None, ""), ("enterprise", CONTROLLED, ""), ("prod 9 Dec", STANDARD, "9 Dec")],
)
def test_a_server_alone_stands_for_no_release(text: str, server: Server | None, rest: str) -> None:
    assert change(text) == TypedChange(server=server, rest=rest)


@pytest.mark.parametrize(
    "every", ["both", "on both", "Both servers:", "all servers", "everywhere", "every server"]
)
@pytest.mark.parametrize(("name", "is_known"), [("2026.11", True), ("2026.12", False), ("", False)])
def test_all_servers_may_be_named_and_are_no_reason(every: str, name: str, is_known: bool) -> None:  # noqa: FBT001 - a row of the table
    why = "never mind" if name else ""

    assert change(f"{name} {every} {why}") == TypedChange(name, is_known=is_known, every=True, rest=why)


@pytest.mark.parametrize("why", ["all tests fail", "both of us forgot", "every team is away"])
def test_a_reason_may_begin_like_that(why: str) -> None:
    assert change(f"2026.11 {why}") == TypedChange("2026.11", is_known=True, rest=why)


def test_where_nothing_is_known_everything_is_a_name() -> None:
    assert read_change("2026.11 now", names=(), servers=()) == TypedChange("2026.11 now")


@pytest.mark.parametrize(
    ("text", "server", "unread", "why"),
    [
        ("2026.11 9 Dec", None, "", ""),
        ("2026.11 standard to 9 Dec: the vendor asked", STANDARD, "", "the vendor asked"),
        ("2026.11 stndrd 9 Dec the vendor asked", None, "stndrd", "the vendor asked"),
        ("2026.11 prod and more 9 Dec", STANDARD, "and more", ""),
        ("2 Dec 9 Dec 16 is too late", None, "", "16 is too late"),
    ],
)
def test_a_day_is_told_from_the_reason_after_it(
    text: str, server: Server | None, unread: str, why: str
) -> None:
    found = move(text)

    assert found.day
    assert (found.change.is_known, found.change.server, found.day.day, found.unread, found.why) == (
        True,
        server,
        NINTH,
        unread,
        why,
    )


def test_without_a_day_what_is_left_is_not_understood() -> None:
    assert move("2026.11 controlled when it is ready") == TypedMove(
        TypedChange("2026.11", is_known=True, server=CONTROLLED, rest="when it is ready"),
        unread="when it is ready",
    )


def test_two_days_later_can_count_from_the_planned_day() -> None:
    found = move("2026.11 +2d", planned=NINTH).day

    assert found
    assert found.days == (TODAY + dt.timedelta(2), NINTH + dt.timedelta(2))


@given(
    st.sampled_from(NAMES), st.sampled_from(["", "standard", "enterprise"]), st.dates(), st.text(max_size=30)
)
def test_whatever_the_reason_the_release_server_and_day_are_told_apart(
    name: str, server: str, day: dt.date, why: str
) -> None:
    found = move(f"{name} {server} {day.isoformat()} - {why}")

    assert found.day
    assert (found.change.release, found.day.day, found.unread) == (name, day, "")


@given(st.text(max_size=60), st.lists(st.text(min_size=1, max_size=8)))
def test_whatever_is_typed_is_told_apart_somehow(text: str, names: list[str]) -> None:
    found = read_change(text, names=names, servers=DEFAULT_SERVERS)

    assert found.release in names if found.is_known else True
