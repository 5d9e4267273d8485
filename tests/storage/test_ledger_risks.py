"""The ledger's contract: risks that managers accepted."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from rollouts.ports import Ledger
from rollouts.releases import Release, Stage
from rollouts.verdict import AcceptedRisk

RELEASE = Release(name="2026.11", title="t", stages=(Stage("standard", date(2026, 11, 30)),))


@pytest.fixture
def risk(now: datetime) -> AcceptedRisk:
    return AcceptedRisk("2026.11", "controlled", "U0MAYA", now, "The workaround is known.")


def test_a_risk_comes_back_as_it_was_accepted(ledger: Ledger, risk: AcceptedRisk) -> None:
    for name in ("2026.11", "2026.12"):
        ledger.save_release(replace(RELEASE, name=name))
    assert ledger.risks("2026.11") == ()
    others = (replace(risk, server="beta"), replace(risk, release="2026.12"))

    for each in (*others, risk):
        ledger.accept_risk(each)

    assert ledger.risks("2026.11") == (others[0], risk)
    assert ledger.risks("2026.12") == (others[1],)


def test_what_is_accepted_later_stands_in_its_place(ledger: Ledger, risk: AcceptedRisk) -> None:
    ledger.save_release(RELEASE)
    later = replace(risk, by="U0ADAM", at=risk.at + timedelta(days=1), why="Still so.")

    for each in (risk, later):
        ledger.accept_risk(each)

    assert ledger.risks("2026.11") == (later,)


def test_a_risk_of_nothing_known_is_refused(sql_ledger: Ledger, risk: AcceptedRisk) -> None:
    with pytest.raises(IntegrityError):
        sql_ledger.accept_risk(risk)
