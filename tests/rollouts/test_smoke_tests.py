"""Smoke tests passed: recorded for every environment of the channel on the message's server."""

import datetime as dt
from dataclasses import replace

import pytest

from rollouts.checks import Check, CheckName, Result
from rollouts.integrations import Environment
from rollouts.people import Person, Right
from rollouts.refusals import Blocked, NotAllowed, Obstacle, Thing, Unknown
from rollouts.usecases.checks import ChecksRecorded, SmokePassed, smoke_passed
from tests.support.delivering import deliver, row, tell_until
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import (
    ACME,
    ADMIN,
    ANA,
    BEN,
    CONFIRMATION,
    GLOBEX,
    MANAGER,
    NORTHWIND,
    STANDARD_DAY,
    ZOE,
    at,
)

NOON = at(STANDARD_DAY, 12)


@pytest.fixture
def ledger(ledger: MemoryLedger) -> MemoryLedger:
    """Return a ledger in which the Standard release has just been confirmed to the channels."""
    tell_until(ledger, at(STANDARD_DAY))
    return ledger


def press(
    ledger: MemoryLedger, channel: str = "C0ACME", by: Person = ANA, now: dt.datetime = NOON
) -> ChecksRecorded:
    message = row(ledger, CONFIRMATION, channel).id
    assert message
    return smoke_passed(ledger.at(now), SmokePassed(by, message))


def recorded(ledger: MemoryLedger) -> list[tuple[str, str, str]]:
    return [(check.integration, check.environment, check.by) for check in ledger.checks("2026.11")]


def test_a_press_records_who_saw_it_pass_and_when(ledger: MemoryLedger) -> None:
    press(ledger)

    assert ledger.checks("2026.11") == (
        Check("2026.11", "Acme LMS", "test", CheckName.SMOKE_TESTS, Result.PASSED, ANA.id, NOON),
    )


def staged(ledger: MemoryLedger) -> None:
    """Give Acme LMS one environment more on Standard."""
    stage = Environment("stage", "standard")
    ledger.save_integration(replace(ACME, environments=(*ACME.environments, stage)))


def test_a_press_is_for_all_environments_of_the_channel_on_that_server(ledger: MemoryLedger) -> None:
    staged(ledger)
    ledger.save_integration(replace(NORTHWIND, channel="C0ACME"))

    answer = press(ledger)

    assert (answer.integrations, recorded(ledger)) == (
        ("Acme LMS", "Northwind"),
        [
            ("Acme LMS", "stage", "U0ANA"),
            ("Acme LMS", "test", "U0ANA"),
            ("Northwind", "production", "U0ANA"),
        ],
    )


def test_an_integration_of_the_channel_that_runs_elsewhere_has_not_passed(ledger: MemoryLedger) -> None:
    ledger.save_integration(replace(GLOBEX, channel="C0ACME"))

    assert press(ledger).integrations == ("Acme LMS",)


def test_pressed_twice_the_first_one_counts(ledger: MemoryLedger) -> None:
    press(ledger)

    assert (press(ledger, by=MANAGER).again, recorded(ledger)) == (True, [("Acme LMS", "test", "U0ANA")])


def test_a_press_brings_the_messages_of_that_channel_up_to_date(ledger: MemoryLedger) -> None:
    press(ledger)

    assert [(job.delivery.key.channel, bool(job.replaces)) for job in deliver(ledger, NOON)] == [
        ("C0ACME", True),
        ("C0ACME", True),
    ]


def test_pressed_twice_nothing_is_brought_up_to_date_again(ledger: MemoryLedger) -> None:
    press(ledger)
    deliver(ledger, NOON)
    press(ledger)

    assert deliver(ledger, NOON) == ()


@pytest.mark.parametrize("person", [ANA, MANAGER, ADMIN])
def test_owners_and_managers_may_press(ledger: MemoryLedger, person: Person) -> None:
    assert not press(ledger, by=person).again


def test_where_nobody_owns_it_every_member_may(ledger: MemoryLedger) -> None:
    assert press(ledger, "C0NORTH", by=ZOE).integrations == ("Northwind",)


@pytest.mark.parametrize("channel", ["C0ACME", "C0NORTH"])
def test_a_guest_records_nothing(ledger: MemoryLedger, channel: str) -> None:
    with pytest.raises(NotAllowed):
        press(ledger, channel, by=replace(ANA, is_guest=True))

    assert recorded(ledger) == []


def test_whoever_owns_none_of_them_is_told_who_does(ledger: MemoryLedger) -> None:
    with pytest.raises(NotAllowed) as refused:
        press(ledger, by=ZOE)

    assert (refused.value.right, refused.value.holders) == (Right.RECORD_CHECKS, (ANA.id,))


def test_a_press_is_for_the_integrations_of_the_channel_that_one_may_speak_for(ledger: MemoryLedger) -> None:
    ledger.save_integration(replace(NORTHWIND, channel="C0ACME", owners=(BEN.id,)))

    assert press(ledger, by=BEN).integrations == ("Northwind",)
    assert recorded(ledger) == [("Northwind", "production", BEN.id)]


def test_where_nothing_runs_there_is_nothing_to_pass(ledger: MemoryLedger) -> None:
    with pytest.raises(Blocked) as refused:
        press(ledger, "C0GLOBEX")

    assert (refused.value.obstacle, refused.value.subject, refused.value.detail) == (
        Obstacle.NOTHING_RUNS_HERE,
        "2026.11",
        ("Standard Release server",),
    )


def test_a_message_that_is_none_of_ours_is_unknown(ledger: MemoryLedger) -> None:
    with pytest.raises(Unknown) as refused:
        smoke_passed(ledger.at(NOON), SmokePassed(ANA, 10_000))

    assert refused.value.thing is Thing.MESSAGE


def test_an_environment_that_was_added_meanwhile_is_recorded_by_the_next_press(ledger: MemoryLedger) -> None:
    press(ledger)
    staged(ledger)

    assert (press(ledger, by=MANAGER).again, recorded(ledger)) == (
        False,
        [("Acme LMS", "stage", "U0MAYA"), ("Acme LMS", "test", "U0ANA")],
    )


def test_an_environment_that_was_added_meanwhile_brings_the_messages_up_to_date(ledger: MemoryLedger) -> None:
    press(ledger)
    deliver(ledger, NOON)
    staged(ledger)
    press(ledger)

    assert len(deliver(ledger, NOON)) == 2
