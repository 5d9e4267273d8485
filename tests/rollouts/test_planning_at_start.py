"""A start plans everything anew, unless all that a plan rests on is as it was."""

from collections.abc import Callable, Container
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest

from bot.rules_mark import mark_of_rules
from rollouts.announcing.plan_mark import plan_mark
from rollouts.announcing.planning import replan_at_start
from rollouts.calendar import DaysOff
from rollouts.deliveries import State
from rollouts.policy import Policy
from rollouts.servers import DEFAULT_SERVERS
from rollouts.settings import Setting
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import ACME, PREVIEW_DAY, RELEASE, START, at

RULES = "as they are"
TODAY = START.date()


@pytest.fixture
def lacking(ledger: MemoryLedger) -> MemoryLedger:
    """Everything was planned at a start; one delivery of it was lost since then, which nothing else tells."""
    replan_at_start(ledger.at(START), RULES)
    ledger.remove_deliveries([ledger.deliveries(RELEASE.topic)[0].id])
    return ledger


def is_whole(ledger: MemoryLedger) -> bool:
    return any(each.due_at == at(PREVIEW_DAY) for each in ledger.deliveries(RELEASE.topic))


def test_nothing_is_planned_anew_where_nothing_has_changed(lacking: MemoryLedger) -> None:
    known = lacking.deliveries(RELEASE.topic)
    replan_at_start(lacking.at(START), RULES)
    replan_at_start(lacking.at(at(PREVIEW_DAY)), RULES)
    assert lacking.deliveries(RELEASE.topic) == known


def holiday(ledger: MemoryLedger) -> None:
    ledger.policy = replace(ledger.policy, days_off=_OneMore(date(START.year, 12, 24)))


CHANGES: dict[str, Callable[[MemoryLedger], object]] = {
    "a setting of the environment": lambda ledger: setattr(
        ledger, "policy", replace(ledger.policy, post_at=time(10))
    ),
    "a public holiday": holiday,
    "a setting in Slack": lambda ledger: ledger.choose(Setting.TIMEZONE, "Asia/Tokyo"),
    "a server": lambda ledger: ledger.save_servers(
        (*DEFAULT_SERVERS, replace(DEFAULT_SERVERS[0], key="beta", name="Beta"))
    ),
    "a release": lambda ledger: ledger.save_release(replace(RELEASE, title="Another")),
    "an integration": lambda ledger: ledger.save_integration(replace(ACME, timezone="Asia/Tokyo")),
}


class _OneMore:
    def __init__(self, day: date) -> None:
        self._day = day

    def __contains__(self, day: object) -> bool:
        return day == self._day or day in DaysOff()


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_everything_is_planned_anew_once_anything_has_changed(
    lacking: MemoryLedger, change: Callable[[MemoryLedger], object]
) -> None:
    change(lacking)
    count = len(lacking.deliveries(RELEASE.topic))
    replan_at_start(lacking.at(START), RULES)
    assert len(lacking.deliveries(RELEASE.topic)) > count


@pytest.mark.parametrize("rules", ["another version", ""])
def test_other_rules_plan_everything_anew_and_so_do_rules_that_nobody_can_tell(
    lacking: MemoryLedger, rules: str
) -> None:
    count = len(lacking.deliveries(RELEASE.topic))
    replan_at_start(lacking.at(START), rules)
    assert len(lacking.deliveries(RELEASE.topic)) > count


@pytest.mark.parametrize("state", [State.CLAIMED, State.WAITING, State.UNKNOWN])
def test_a_release_of_which_something_was_under_way_is_planned_anew_all_the_same(
    lacking: MemoryLedger, state: State
) -> None:
    known = lacking.deliveries(RELEASE.topic)
    lacking.save_deliveries([replace(known[0], state=state, next_at=START)])
    replan_at_start(lacking.at(START), RULES)
    assert len(lacking.deliveries(RELEASE.topic)) > len(known)


def mark(
    policy: Policy, *, days_off: Container[date] | None = None, today: date = TODAY, rules: str = RULES
) -> str:
    return plan_mark(
        rules=rules,
        policy=policy if days_off is None else replace(policy, days_off=days_off),
        integrations=[ACME],
        today=today,
    )


def test_a_mark_is_the_same_for_the_same_settings_and_throughout_a_year() -> None:
    policy = Policy(managers=frozenset({"U1", "U2", "U3"}))
    again = Policy(managers=frozenset({"U3", "U1", "U2"}))
    assert mark(policy) == mark(again) == mark(policy, today=date(START.year, 1, 1))
    assert (
        len({mark(policy), mark(policy, rules="other"), mark(policy, today=date(START.year + 1, 1, 1))}) == 3
    )


def test_rules_are_marked_by_what_is_written(tmp_path: Path) -> None:
    assert mark_of_rules() == mark_of_rules() != ""
    assert mark_of_rules(tmp_path) == ""
    (tmp_path / "late.py").write_text("A = 1")
    first = mark_of_rules(tmp_path)
    (tmp_path / "late.py").write_text("A = 2")
    assert first != mark_of_rules(tmp_path)
