"""The ledger's contract: what was set in Slack."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from rollouts.policy import Policy
from rollouts.ports import Ledger
from rollouts.servers import DEFAULT_SERVERS
from rollouts.settings import Setting
from storage.workspace import Workspace


def test_what_is_set_counts_until_it_is_taken_back(ledger: Ledger, policy: Policy) -> None:
    assert (ledger.chosen(), ledger.policy) == ({}, policy)

    for value in ("Asia/Tokyo", "America/New_York"):
        ledger.choose(Setting.TIMEZONE, value)
    ledger.choose(Setting.MANAGERS, "")

    assert ledger.chosen() == {Setting.MANAGERS: "", Setting.TIMEZONE: "America/New_York"}
    assert (ledger.policy.timezone, ledger.policy.managers) == ("America/New_York", frozenset())
    assert ledger.policy_at_start == policy

    for setting in (Setting.TIMEZONE, Setting.MANAGERS, Setting.POST_AT):
        ledger.choose(setting, None)

    assert (ledger.chosen(), ledger.policy) == ({}, policy)


def test_the_mark_with_which_all_was_planned_counts_until_a_setting_or_the_calendar_changes(
    ledger: Ledger,
) -> None:
    assert ledger.planned_with() is None
    for mark in ("one", "two"):
        ledger.keep_planned_with(mark)
        assert ledger.planned_with() == mark
    ledger.choose(Setting.TIMEZONE, "Asia/Tokyo")
    assert ledger.planned_with() is None
    ledger.keep_planned_with("two")
    ledger.save_servers(DEFAULT_SERVERS[:1])
    assert ledger.planned_with() is None


def test_other_replicas_keep_to_it_at_once_and_one_that_begins_later_too(
    open_workspace: Callable[[], Workspace], now: datetime
) -> None:
    here, there = open_workspace(), open_workspace()

    def zone(ledger: Ledger) -> str:
        return ledger.policy.timezone

    def move(ledger: Ledger) -> None:
        ledger.choose(Setting.TIMEZONE, "Asia/Tokyo")

    there.run_sync(zone, now=now)
    here.run_sync(move, now=now)

    later = open_workspace()
    assert [each.run_sync(zone, now=now) for each in (here, there, later)] == ["Asia/Tokyo"] * 3
    assert {each.policy.timezone for each in (here, there, later)} == {"Asia/Tokyo"}


def test_what_was_undone_counts_for_nothing(
    open_workspace: Callable[[], Workspace], now: datetime, policy: Policy
) -> None:
    workspace = open_workspace()

    def move(ledger: Ledger) -> None:
        ledger.choose(Setting.TIMEZONE, "Asia/Tokyo")
        assert ledger.policy.timezone == "Asia/Tokyo"
        raise LookupError

    with suppress(LookupError):
        workspace.run_sync(move, now=now)

    assert workspace.run_sync(lambda ledger: ledger.policy, now=now) == policy
    assert workspace.policy == policy
