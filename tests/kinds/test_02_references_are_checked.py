"""Channels and people are checked where they are entered: in a calendar, by hand or by what Slack knows."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import calendar_file
from rollouts.delivery.helpers import line
from rollouts.drafts import Draft
from rollouts.references import channel_reference, is_channel, is_id, is_person, person_reference
from rollouts.refusals import Fault, Invalid
from rollouts.usecases.calendar_file import (
    Calendar,
    ImportCalendar,
    export_calendar,
    import_calendar,
    names_in,
    with_ids,
)
from rollouts.usecases.confirming import AskLater, ask_later
from tests.support import story
from tests.support.delivering import deliver, row
from tests.support.memory_ledger import MemoryLedger
from tests.support.references import CHANNELS, NO_CHANNELS, NOBODY, PEOPLE
from tests.support.story import ACME, MANAGER, POLICY, RELEASE

# How they are written


@pytest.mark.parametrize(("written", "kept"), CHANNELS.items())
def test_a_channel_is_understood_in_every_way_of_writing_it(written: str, kept: str) -> None:
    assert channel_reference(written) == kept
    assert is_channel(kept)


@pytest.mark.parametrize(("written", "kept"), PEOPLE.items())
def test_somebody_is_understood_in_every_way_of_writing_them(written: str, kept: str) -> None:
    assert person_reference(written) == kept
    assert is_person(kept)


@given(st.text(max_size=100))
def test_any_text_is_one_reference_or_none_and_is_read_twice_as_once(text: str) -> None:
    for read, accepts in ((channel_reference, is_channel), (person_reference, is_person)):
        kept = read(text)
        assert read(kept) == kept
        assert not accepts(kept) or is_id(kept) or kept.startswith(("#", "@")) or "@" in kept


CALENDAR = """
integrations:
  - name: Acme LMS
    channel: "{channel}"
    owners: ["{owner}"]
    environments: {{production: controlled}}
releases:
  - name: "2026.11"
    title: Player
    owner: "{owner}"
    dates: {{standard: 2026-11-30}}
"""


def written(folder: Path, *, channel: str = "#acme", owner: str = "@ben") -> Calendar:
    file = folder / "calendar.yml"
    file.write_text(CALENDAR.format(channel=channel, owner=owner), encoding="utf-8")
    return calendar_file.read(file)


def taken_in(calendar: Calendar) -> MemoryLedger:
    ledger = MemoryLedger(POLICY).at(story.START)
    import_calendar(ledger, ImportCalendar(calendar))
    return ledger


def refused(calendar: Calendar) -> list[tuple[str, str, Fault]]:
    with pytest.raises(Invalid) as found:
        taken_in(calendar)
    return [(problem.entry, problem.field, problem.fault) for problem in found.value.problems]


@pytest.mark.parametrize("channel", NO_CHANNELS)
def test_what_can_be_no_channel_is_refused_in_a_calendar(tmp_path: Path, channel: str) -> None:
    problems = refused(written(tmp_path, channel=channel))

    assert ("integration Acme LMS", "channel", Fault.NO_CHANNEL) in problems


@pytest.mark.parametrize("owner", NOBODY)
def test_what_can_be_nobody_is_refused_in_a_calendar(tmp_path: Path, owner: str) -> None:
    problems = refused(written(tmp_path, owner=owner))

    assert ("integration Acme LMS", "owners", Fault.NO_PERSON) in problems
    assert ("release 2026.11", "owner", Fault.NO_PERSON) in problems


# Without a token


def test_without_a_token_names_are_kept_and_nothing_goes_to_them(tmp_path: Path) -> None:
    calendar = written(tmp_path)
    ledger = taken_in(calendar)

    assert names_in(calendar) == ("@ben", "#acme")
    (integration,) = ledger.integrations()
    assert (integration.channel, integration.owners) == ("#acme", ("@ben",))
    assert all(is_id(post.key.channel) for post in ledger.deliveries(RELEASE.topic))
    assert all(map(is_id, line(ledger=ledger, topic=RELEASE.topic)))


def test_an_export_of_names_is_taken_in_again(tmp_path: Path) -> None:
    ledger = taken_in(written(tmp_path))

    again = import_calendar(ledger, ImportCalendar(export_calendar(ledger)))

    assert (again.created, again.changed) == ((), ())
    assert again.names == ("@ben", "#acme")


def test_an_owner_known_by_name_alone_is_not_the_one_who_is_asked_again_later() -> None:
    ledger = MemoryLedger(POLICY)
    story.told_in(ledger.at(story.START), releases=(replace(RELEASE, owner="@ben"),))
    deliver(ledger, story.at(story.STANDARD_DAY))
    asked = row(ledger, story.ITS_DAY)

    ask_later(ledger.at(story.at(story.STANDARD_DAY, 10)), AskLater(MANAGER, asked.id))

    assert {post.key.channel for post in ledger.deliveries(RELEASE.topic) if is_id(post.key.channel)} == {
        post.key.channel for post in ledger.deliveries(RELEASE.topic)
    }


# With one, on the command line


FOUND = {"#acme": ("C0ACME",), "@ben": ("U0BEN",)}


def test_with_a_token_names_become_ids_before_anything_is_stored(tmp_path: Path) -> None:
    calendar, problems = with_ids(written(tmp_path), FOUND)

    assert problems == ()
    assert (calendar.integrations[0].channel, calendar.integrations[0].owners) == ("C0ACME", ("U0BEN",))
    assert calendar.releases[0].owner == "U0BEN"
    assert names_in(calendar) == ()


def test_ids_and_no_owner_need_nobody_to_be_asked() -> None:
    calendar = Calendar(None, (ACME,), (Draft("R", "T"),))

    assert (names_in(calendar), with_ids(calendar, {})) == ((), (calendar, ()))


@pytest.mark.parametrize(
    ("found", "problems"),
    [
        ({**FOUND, "#acme": ()}, [("integration Acme LMS", "channel", Fault.NOT_FOUND)]),
        (
            {**FOUND, "@ben": ()},
            [
                ("integration Acme LMS", "owners", Fault.NOBODY_FOUND),
                ("release 2026.11", "owner", Fault.NOBODY_FOUND),
            ],
        ),
        (
            {**FOUND, "@ben": ("U0BEN", "U0BENNO")},
            [
                ("integration Acme LMS", "owners", Fault.NOT_THE_ONLY_ONE),
                ("release 2026.11", "owner", Fault.NOT_THE_ONLY_ONE),
            ],
        ),
    ],
)
def test_a_name_that_means_nothing_or_more_than_one_is_told_with_entry_and_field(
    tmp_path: Path, found: dict[str, tuple[str, ...]], problems: list[tuple[str, str, Fault]]
) -> None:
    _, told = with_ids(written(tmp_path), found)

    assert [(problem.entry, problem.field, problem.fault) for problem in told] == problems


def test_what_can_be_no_name_is_left_to_the_import_to_refuse(tmp_path: Path) -> None:
    calendar = written(tmp_path, channel="the acme channel")

    assert with_ids(calendar, {**FOUND, "the acme channel": ()})[1] == ()
