"""The ledger's contract: integrations."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from sqlalchemy.exc import IntegrityError

from rollouts.checks import SMOKE_TESTS, Check, CheckState
from rollouts.integrations import Environment, Integration
from rollouts.ports import Ledger
from rollouts.releases import Release, Stage

ACME = Integration(
    name="Acme LMS",
    channel="C0ACME",
    owners=("U0ANA", "U0BEN"),
    environments=(Environment("test", "standard"), Environment("production", "controlled")),
    timezone="America/New_York",
)
RELEASE = Release(name="2026.11", title="t", stages=(Stage("standard", date(2026, 11, 30)),))


@pytest.fixture
def check(now: datetime) -> Check:
    passed = CheckState.PASSED
    return Check("2026.11", "Acme LMS", "test", "standard", SMOKE_TESTS, passed, "U0ANA", now)


def test_an_integration_comes_back_as_it_was_saved(ledger: Ledger) -> None:
    ledger.save_integration(ACME)
    assert ledger.integration("acme lms") == ACME
    assert ledger.integration("Acme") is None


def test_many_new_integrations_are_there_as_if_each_was_saved(ledger: Ledger) -> None:
    ledger.save_integration(Integration("Beta", "C1"))
    assert ledger.integrations_in("C0ACME") == ()
    ledger.add_integrations([])
    ledger.add_integrations([replace(ACME, name="Acme 2"), ACME, Integration("Zeta", "C1")])
    assert [each.name for each in ledger.integrations()] == ["Acme 2", "Acme LMS", "Beta", "Zeta"]
    assert ledger.integration("acme lms") == ACME
    assert [each.name for each in ledger.integrations_in("C0ACME")] == ["Acme 2", "Acme LMS"]


def test_integrations_come_by_name_upper_and_lower_case_alike(ledger: Ledger) -> None:
    for name in ("beta", "Gamma", "alpha"):
        ledger.save_integration(Integration(name, "C1"))
    assert [integration.name for integration in ledger.integrations()] == ["alpha", "beta", "Gamma"]


def test_saving_an_integration_again_replaces_it_and_its_environments(ledger: Ledger) -> None:
    ledger.save_integration(ACME)
    assert (ledger.integration("acme lms"), ledger.integrations()) == (ACME, (ACME,))
    changed = replace(ACME, name="ACME LMS", environments=ACME.environments[:1], timezone=None, owners=())
    ledger.save_integration(changed)
    assert (ledger.integration("acme lms"), ledger.integrations()) == (changed, (changed,))


def test_an_integration_can_be_renamed_and_its_checks_follow(ledger: Ledger, check: Check) -> None:
    ledger.save_release(RELEASE)
    ledger.save_integration(ACME)
    ledger.save_check(check)
    renamed = replace(ACME, name="Acme Learning", environments=ACME.environments[1:])
    ledger.save_integration(renamed, replaces="ACME lms")
    assert ledger.integrations() == (renamed,)
    assert ledger.checks("2026.11") == (replace(check, integration="Acme Learning"),)


def test_replacing_an_integration_that_is_not_there_inserts_it(ledger: Ledger) -> None:
    ledger.save_integration(ACME, replaces="Gone")
    assert ledger.integrations() == (ACME,)


def test_an_integration_cannot_take_the_name_of_another(sql_ledger: Ledger) -> None:
    sql_ledger.save_integration(ACME)
    sql_ledger.save_integration(Integration("Other", "C1"))
    with pytest.raises(IntegrityError):
        sql_ledger.save_integration(replace(ACME, name="other"), replaces="Acme LMS")


def test_removing_an_integration_takes_its_environments_and_checks_along(
    ledger: Ledger, check: Check
) -> None:
    ledger.save_release(RELEASE)
    ledger.save_integration(ACME)
    ledger.save_check(check)
    assert ledger.checks("2026.11") == (check,)
    ledger.remove_integration("ACME LMS")
    assert (ledger.integrations(), ledger.checks("2026.11")) == ((), ())
    ledger.save_integration(replace(ACME, environments=()))
    assert ledger.integrations() == (replace(ACME, environments=()),)
    assert ledger.checks("2026.11") == ()


def test_removing_an_integration_that_is_not_there_is_no_error(ledger: Ledger) -> None:
    ledger.remove_integration("Acme LMS")
    assert ledger.integrations() == ()
