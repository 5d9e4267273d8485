"""What stands in the calendar and on the picture."""

import datetime as dt
from dataclasses import replace

import pytest

from rollouts.drafts import Draft, release_from
from rollouts.history import Author
from rollouts.keeping import keep_release
from rollouts.refusals import Unknown
from rollouts.releases import Release
from rollouts.servers import DEFAULT_SERVERS
from rollouts.usecases.overviews import Entry, calendar, timeline
from rollouts.usecases.releases import Ask
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import ANA, DAY, HISTORY, POLICY, RELEASE, STANDARD_DAY, START, at, told_in


def another(name: str, day: dt.date) -> Release:
    release = release_from(
        draft=Draft(name, "Another", {"standard": day}), servers=DEFAULT_SERVERS, policy=POLICY
    )
    assert release
    return release


def test_the_calendar_has_the_releases_of_a_year_and_to_come(ledger: MemoryLedger) -> None:
    today = POLICY.day(START)
    old, older = (another(name, today - dt.timedelta(days)) for name, days in (("old", 379), ("older", 380)))
    told_in(ledger.at(START), releases=(old, older))

    found = calendar(ledger.at(START), Ask())

    assert [entry.release.name for entry in found.entries] == ["old", HISTORY.name, RELEASE.name]
    assert (found.only, found.today, found.now) == (None, today, START)


def test_the_calendar_of_one_release_has_it_alone(ledger: MemoryLedger) -> None:
    found = calendar(ledger.at(START), Ask("2026.11"))

    assert [entry.release.name for entry in found.entries] == [RELEASE.name]
    assert found.only == RELEASE


def test_an_unknown_release_has_none(ledger: MemoryLedger) -> None:
    with pytest.raises(Unknown):
        calendar(ledger.at(START), Ask("2027"))


def test_each_change_raises_the_revision_once_however_many_fields_it_has(ledger: MemoryLedger) -> None:
    release = another("kept", STANDARD_DAY)
    renamed = replace(release, title="Other", summary="Both at once")
    keep_release(ledger=ledger, release=release, author=Author(ANA.id, START))
    keep_release(ledger=ledger, release=renamed, author=Author(ANA.id, START + DAY))

    (entry,) = calendar(ledger.at(START + 2 * DAY), Ask("kept")).entries

    assert entry == Entry(renamed, 1, START + DAY)


def test_a_release_without_history_was_never_changed(ledger: MemoryLedger) -> None:
    release = another("bare", STANDARD_DAY)
    ledger.save_release(release)

    assert calendar(ledger.at(START), Ask("bare")).entries == (Entry(release, 0, None),)


def test_the_picture_shows_the_nearest_by_their_first_date(ledger: MemoryLedger) -> None:
    releases = tuple(another(f"2027.{number}", STANDARD_DAY + number * DAY) for number in range(9))
    far = another("far", STANDARD_DAY + dt.timedelta(days=300))
    told_in(ledger.at(START), releases=(far, *reversed(releases)))

    found = timeline(ledger.at(at(STANDARD_DAY)))

    names = [release.name for release in found.releases]
    assert names == [RELEASE.name, *(release.name for release in releases[:7])]
    assert (found.left_out, found.today) == (3, STANDARD_DAY)
