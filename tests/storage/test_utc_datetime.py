"""Instants: aware in any zone, UTC out, and never a guess."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Connection
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import StatementError

from rollouts import kinds
from rollouts.deliveries import Announcement, Delivery, Key
from rollouts.ports import Ledger
from rollouts.topics import Topic, TopicKind
from storage.columns import UtcDateTime
from tests.support.stored import put

TOPIC = Topic(TopicKind.RELEASE, "2026.11")


def planned(due: datetime) -> Delivery:
    return Delivery(0, Key(TOPIC, Announcement(kinds.PREVIEW, "standard"), "C1"), due)


@pytest.mark.parametrize(
    "instant",
    [
        datetime(2026, 11, 23, 9, 0, 0, 123456, tzinfo=UTC),
        datetime(2026, 11, 23, 9, tzinfo=timezone(timedelta(hours=5, minutes=45))),
        datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Berlin")),
        datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=ZoneInfo("Europe/Berlin")),
        datetime(1, 1, 1, tzinfo=UTC),
    ],
    ids=["microseconds", "offset", "first of the doubled hour", "second of it", "long ago"],
)
def test_an_instant_comes_back_as_the_same_one_in_utc(sql_ledger: Ledger, instant: datetime) -> None:
    put(sql_ledger, [planned(instant)])
    (found,) = sql_ledger.deliveries(TOPIC)
    assert found.due_at == instant.astimezone(UTC)
    assert found.due_at.tzinfo is UTC


def test_a_naive_time_is_refused(sql_ledger: Ledger, now: datetime) -> None:
    with pytest.raises((StatementError, ValueError), match="no time zone"):
        put(sql_ledger, [planned(now.replace(tzinfo=None))])


def test_no_time_stays_no_time(sql_ledger: Ledger, now: datetime) -> None:
    put(sql_ledger, [replace(planned(now), next_at=None)])
    assert sql_ledger.deliveries(TOPIC)[0].next_at is None


def test_what_is_written_sorts_as_time_does_whatever_zone_it_came_in(
    sqlite_ledger: Ledger, connection: Connection, now: datetime
) -> None:
    west = now.astimezone(timezone(timedelta(hours=-8)))
    put(sqlite_ledger, [planned(west)])
    written = connection.exec_driver_sql("SELECT due_at, ready_at FROM deliveries").one()
    assert tuple(written) == ("2026-11-23 09:00:00.000000",) * 2


def test_a_database_that_keeps_zones_is_read_in_utc_too(now: datetime) -> None:
    there = now.astimezone(ZoneInfo("Asia/Tokyo"))
    found = UtcDateTime().process_result_value(there, sqlite.dialect())
    assert found == now
    assert found is not None
    assert found.tzinfo is UTC
