"""Setting the checks of 2026.11, live on Standard, as #acme does: for the tests of checks."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from rollouts.checks import CheckName, CheckState, Item
from rollouts.people import Person
from rollouts.usecases.checks import (
    AskChecks,
    CheckForm,
    ChecksSet,
    PassAll,
    SetChecks,
    ask_checks,
    pass_all,
    set_checks,
)
from rollouts.usecases.confirming import Confirm, confirm
from tests.support.delivering import row, tell_until
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import (
    ANA,
    CONFIRMATION,
    RELEASE,
    STANDARD_DAY,
    at,
)

NOON = at(STANDARD_DAY, 12)
OFFLINE = next(name for name in (CheckName.parse(f"opt_in:{item.key}") for item in RELEASE.opt_ins))
GUEST = replace(ANA, is_guest=True)


def live_on_standard(ledger: MemoryLedger) -> MemoryLedger:
    """Let the Standard release be live, and the channels know it."""
    tell_until(ledger, at(STANDARD_DAY))
    confirm(ledger.at(at(STANDARD_DAY, 10)), Confirm(ANA, "2026.11", "standard"))
    tell_until(ledger, at(STANDARD_DAY, 11))
    return ledger


class Found(NamedTuple):
    """What stands of a check: where, which, what came of it, by whom."""

    integration: str
    environment: str
    name: CheckName
    state: CheckState
    by: str


def found(ledger: MemoryLedger) -> list[Found]:
    return [
        Found(check.integration, check.environment, check.name, check.state, check.by)
        for check in ledger.checks("2026.11")
    ]


def message(ledger: MemoryLedger, channel: str = "C0ACME") -> int:
    return row(ledger, CONFIRMATION, channel).id


def passes(
    ledger: MemoryLedger, channel: str = "C0ACME", by: Person = ANA, now: dt.datetime = NOON
) -> ChecksSet:
    return pass_all(ledger.at(now), PassAll(by, message(ledger, channel)))


def form(
    ledger: MemoryLedger, channel: str = "C0ACME", by: Person = ANA, now: dt.datetime = NOON, of: str = ""
) -> CheckForm:
    return ask_checks(ledger.at(now), AskChecks(by, message(ledger, channel), of))


def item(asked: CheckForm, name: CheckName, environment: str = "test") -> Item:
    (one,) = [each for each in asked.items if (each.name, each.environment.name) == (name, environment)]
    return one


Wanted = Mapping[CheckName, CheckState]


def sets(
    ledger: MemoryLedger,
    wanted: Wanted,
    note: str = "",
    *,
    by: Person = ANA,
    now: dt.datetime = NOON,
    opened: dt.datetime | None = None,
) -> ChecksSet:
    """Fill the form of #acme as it was when it was opened, and send it."""
    opened = opened or now
    asked = form(ledger, by=by, now=opened)
    states = {each.mark: each.state.value for each in asked.items}
    states |= {item(asked, name).mark: state.value for name, state in wanted.items()}
    notes = {asked.items[0].environment_mark: note}
    return set_checks(ledger.at(now), SetChecks(by, message(ledger), states, notes, since=opened))
