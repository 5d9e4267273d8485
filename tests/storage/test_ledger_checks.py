"""The ledger's contract: what was set of checks."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from rollouts.checks import SMOKE_TESTS, VISUAL_CHANGES, Check, CheckKind, CheckName, CheckState
from rollouts.integrations import Environment, Integration
from rollouts.ports import Ledger
from rollouts.releases import Release, Stage

ACME = Integration("Acme LMS", "C0ACME", environments=(Environment("test", "standard"),))
RELEASE = Release(name="2026.11", title="t", stages=(Stage("standard", date(2026, 11, 30)),))


@pytest.fixture
def ledger(ledger: Ledger) -> Ledger:
    """Each ledger, with two releases and two integrations."""
    for name in ("2026.11", "2026.12"):
        ledger.save_release(replace(RELEASE, name=name))
    for name in ("Acme LMS", "aardvark"):
        ledger.save_integration(replace(ACME, name=name))
    return ledger


@pytest.fixture
def check(now: datetime) -> Check:
    passed = CheckState.PASSED
    return Check("2026.11", "Acme LMS", "test", "standard", SMOKE_TESTS, passed, "U0ANA", now)


def test_a_check_comes_back_as_it_was_saved(ledger: Ledger, check: Check) -> None:
    assert ledger.checks("2026.11") == ()
    found = replace(check, state=CheckState.PROBLEM, note="It is grey.", case=3)

    ledger.save_check(found)

    assert ledger.checks("2026.11") == (found,)


@pytest.mark.parametrize("state", CheckState)
def test_every_state_can_be_kept(ledger: Ledger, check: Check, state: CheckState) -> None:
    ledger.save_check(replace(check, state=state))

    assert [each.state for each in ledger.checks("2026.11")] == [state]


def test_what_is_set_stands_in_place_of_what_was_set_before_which_is_kept_beside_it(
    ledger: Ledger, check: Check
) -> None:
    ledger.save_check(check)
    later = replace(
        check,
        state=CheckState.PROBLEM,
        by="U0BEN",
        at=check.at + timedelta(minutes=1),
        note="Grey.",
        case=1,
        server="controlled",
        before=check,
    )

    ledger.save_check(later)

    assert ledger.checks("2026.11") == (later,)


def test_all_that_was_set_before_is_kept_in_its_order(ledger: Ledger, check: Check) -> None:
    ledger.save_check(replace(check, before=replace(check, by="U0BEN", before=check)))

    (kept,) = ledger.checks("2026.11")
    assert [each.by for each in kept.settings] == [check.by, "U0BEN", check.by]


def test_each_check_of_each_environment_is_kept_by_itself(ledger: Ledger, check: Check) -> None:
    opt_in = CheckName(CheckKind.OPT_IN, "k1")
    expected = (
        replace(check, integration="aardvark"),
        replace(check, environment="production"),
        replace(check, name=opt_in, state=CheckState.LATER),
        check,
        replace(check, name=VISUAL_CHANGES),
    )
    for each in (*expected[::-1], replace(check, release="2026.12")):
        ledger.save_check(each)

    assert ledger.checks("2026.11") == expected


def test_a_check_that_is_dropped_is_gone_and_no_other(ledger: Ledger, check: Check) -> None:
    others = (
        replace(check, environment="production"),
        replace(check, name=VISUAL_CHANGES),
        replace(check, integration="aardvark"),
    )
    for each in (check, *others):
        ledger.save_check(each)

    ledger.drop_check(replace(check, state=CheckState.PROBLEM))
    ledger.drop_check(check)

    assert set(ledger.checks("2026.11")) == set(others)


def test_what_was_set_follows_a_renamed_environment(ledger: Ledger, check: Check) -> None:
    before = replace(check, by="U0BEN")
    other = replace(check, integration="aardvark")
    for each in (replace(check, before=before), other, replace(check, environment="stage", by="U0OLD")):
        ledger.save_check(each)

    ledger.rename_environment("ACME lms", "test", "stage")

    renamed = replace(check, environment="stage", before=replace(before, environment="stage"))
    assert ledger.checks("2026.11") == (other, renamed)


def test_a_check_of_nothing_known_is_refused(sql_ledger: Ledger, check: Check) -> None:
    with pytest.raises(IntegrityError):
        sql_ledger.save_check(check)


def test_the_checks_of_some_integrations_are_read_alone(ledger: Ledger, check: Check) -> None:
    ledger.save_check(check)
    ledger.save_check(replace(check, integration="aardvark"))

    assert ledger.checks("2026.11", of=("AARDVARK", "nobody")) == (replace(check, integration="aardvark"),)
    assert ledger.checks("2026.11", of=()) == ()
    assert len(ledger.checks("2026.11")) == 2
