"""Home, as each person finds it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from rollouts.integrations import Environment
from rollouts.people import Person, Right
from rollouts.refusals import NotAllowed, RightsUnknown
from rollouts.usecases.home import AskHome, home
from tests.golden.cases.posts import FULL_OF_SIGNS
from tests.golden.golden import Golden
from tests.golden.views_in_use import homes
from tests.support.at_home import (
    GIL,
    NOON,
    in_the_window,
    numbered,
    on_release_day,
    two_releases_behind,
    with_a_problem,
    with_cases,
    with_integrations,
    with_trouble,
)
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import ACME, ANA, BEN, CLOSING_DAY, MANAGER, POLICY, ZOE, at
from views import forms

DAYS_LATER = at(CLOSING_DAY, 12)


def of_home() -> Iterator[Golden]:
    """Yield Home for everybody, in every state."""
    yield Golden(
        "answers/home/manager",
        {
            "needed": _home(with_trouble(), MANAGER),
            "nothing to do": _home(in_the_window(), MANAGER),
            "nothing known yet": _home(MemoryLedger(POLICY), MANAGER),
        },
    )
    yield Golden(
        "answers/home/integrator",
        {
            "on release day, to be confirmed too": _home(on_release_day(), ANA),
            "in the window": _home(in_the_window(), ANA),
            "with a problem": _home(with_a_problem(), ANA, DAYS_LATER),
            "works on a case": _home(with_cases(in_the_window(), 1), BEN),
            "several environments": _home(_several_environments(), ANA),
            "several releases": _home(two_releases_behind(), ANA),
            "text from people": _home(_full_of_signs(), ANA),
        },
    )
    many = with_cases(with_integrations(59), 7)
    yield Golden(
        "answers/home/sixty-integrations",
        {f"page {page}": _home(many, ANA, page=page) for page in (0, 1, 7)},
    )
    yield Golden(
        "answers/home/others",
        {
            "a newcomer": _home(in_the_window(), ZOE),
            "a guest": _home(with_cases(in_the_window(), 1), GIL),
            "somebody of another organisation": homes.refused(NotAllowed(Right.ASK), page=0),
            "somebody who could not be looked up": homes.refused(RightsUnknown(), page=0),
            "something went wrong": homes.failed("a1b2c3", page=2),
        },
    )


def _home(ledger: MemoryLedger, asker: Person, now: datetime = NOON, *, page: int = 0) -> forms.Home:
    return homes.home(home(ledger.at(now), AskHome(asker, page)))


def _several_environments() -> MemoryLedger:
    ledger = in_the_window()
    staging = Environment("staging", "standard")
    ledger.save_integration(replace(ACME, environments=(*ACME.environments, staging)))
    return ledger


def _full_of_signs() -> MemoryLedger:
    ledger = on_release_day()
    ledger.save_release(FULL_OF_SIGNS)
    ledger.save_integration(replace(numbered(1), name="A & B <!channel> *x*"))
    return ledger
