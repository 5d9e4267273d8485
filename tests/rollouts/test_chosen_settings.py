"""What managers set in Slack counts in place of the environment, and is taken back to it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import time, timedelta

import pytest

from rollouts.announcing.planning import replan_at_start
from rollouts.history import BY_SETTINGS, IN_SLACK, Author, Kept
from rollouts.keeping import keep_settings, noted_settings
from rollouts.people import Right
from rollouts.policy import Confirmation, Policy
from rollouts.refusals import Fault, Invalid, NotAllowed, Problem, Unknown
from rollouts.settings import NAMES, Origin, Setting, kept, typed_setting, with_chosen
from rollouts.usecases.seeing import NotSeenYet
from rollouts.usecases.setting import (
    AskSetting,
    ChangeSetting,
    Shown,
    ask_setting,
    change_setting,
    show_settings,
)
from tests.support.delivering import deliver, row
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import ANA, MANAGER, POLICY, PREVIEW, PREVIEW_DAY, START, at, told_in

VALUES: Mapping[Setting, str] = {
    Setting.TIMEZONE: "America/New_York",
    Setting.POST_AT: "10:30",
    Setting.PREVIEW_DAYS: "14",
    Setting.CONFIRMATION: Confirmation.AFTER_CONFIRM.value,
    Setting.SUPPORT_CHANNEL: "C0ELSE",
    Setting.SUPPORT_GROUP: "S0HELP",
    Setting.SUPPORT_EMAIL: "a@vendor.example, b@vendor.example",
    Setting.MANAGERS: "S0RELEASES, U0ANA",
}


@pytest.fixture
def ledger() -> MemoryLedger:
    """A ledger a week before the preview, whose environment sets the time zone alone."""
    ledger = MemoryLedger(replace(POLICY, from_environment=frozenset({"timezone"})))
    told_in(ledger.at(START))
    return ledger


def changed(ledger: MemoryLedger, setting: Setting, value: str | None) -> Shown:
    """Set it, having seen what it moves."""
    request = ChangeSetting(MANAGER, setting, value)
    try:
        with ledger.transaction(START) as transaction:
            return change_setting(transaction, request)
    except NotSeenYet as first:
        return change_setting(ledger.at(START), replace(request, seen=first.fingerprint))


def test_every_setting_counts_as_it_was_set_and_is_read_back_as_it_was_kept() -> None:
    policy = with_chosen(POLICY, VALUES)

    assert {setting: kept(policy, setting) for setting in Setting} == VALUES
    assert (policy.post_at, policy.preview_days) == (time(10, 30), 14)
    assert policy.support_emails == ("a@vendor.example", "b@vendor.example")
    assert policy.manager_groups == {"S0RELEASES"}
    assert policy.alerts_to == ("U0ANA",)


def test_what_may_be_none_can_be_set_to_none() -> None:
    empty = (Setting.SUPPORT_CHANNEL, Setting.SUPPORT_GROUP, Setting.SUPPORT_EMAIL, Setting.MANAGERS)

    policy = with_chosen(POLICY, dict.fromkeys(empty, ""))

    assert [kept(policy, setting) for setting in empty] == [""] * 4
    assert policy.alerts_to == ()


def test_a_setting_is_found_by_its_name_in_slack_and_in_the_environment() -> None:
    assert typed_setting("Post time 10:00") == (Setting.POST_AT, "10:00")
    assert typed_setting("post_at") == (Setting.POST_AT, "")
    assert typed_setting("the weather") is None
    assert {typed_setting(f"{name} x") for names in NAMES.values() for name in names} == {
        (setting, "x") for setting in Setting
    }


def test_each_value_says_where_it_comes_from(ledger: MemoryLedger) -> None:
    changed(ledger, Setting.POST_AT, "10:00")

    shown = {each.setting: each for each in show_settings(ledger.at(START), MANAGER).settings}

    assert shown[Setting.TIMEZONE].origin is Origin.ENVIRONMENT
    assert shown[Setting.PREVIEW_DAYS].origin is Origin.DEFAULT
    post_at = shown[Setting.POST_AT]
    assert (post_at.value, post_at.origin, post_at.at_start) == ("10:00", Origin.SLACK, "09:00")
    assert post_at.last
    assert (post_at.last.by, post_at.last.old, post_at.last.new) == (MANAGER.id, None, "10:00")


def test_another_post_time_is_shown_with_what_it_moves_before_it_counts(ledger: MemoryLedger) -> None:
    with pytest.raises(NotSeenYet) as first, ledger.transaction(START) as transaction:
        change_setting(transaction, ChangeSetting(MANAGER, Setting.POST_AT, "10:00"))

    moved = {(each.before, each.after) for each in first.value.shifts}
    assert (at(PREVIEW_DAY), at(PREVIEW_DAY, 10)) in moved
    assert ledger.policy == ledger.policy_at_start

    changed(ledger, Setting.POST_AT, "10:00")

    assert row(ledger, PREVIEW, "C0ACME").due_at == at(PREVIEW_DAY, 10)


def test_what_goes_out_at_once_because_of_it_is_shown_in_full(ledger: MemoryLedger) -> None:
    day = at(PREVIEW_DAY - timedelta(days=2))

    with pytest.raises(NotSeenYet) as first, ledger.transaction(day) as transaction:
        change_setting(transaction, ChangeSetting(MANAGER, Setting.PREVIEW_DAYS, "28"))

    assert {each.channel for each in first.value.outgoing} == {"C0ACME", "C0GLOBEX", "C0NORTH"}
    assert PREVIEW not in {each.key.announcement for each in first.value.shifts}


def test_what_moves_nothing_counts_at_once(ledger: MemoryLedger) -> None:
    shown = change_setting(ledger.at(START), ChangeSetting(MANAGER, Setting.SUPPORT_GROUP, "S0HELP"))

    assert shown.value == ledger.policy.support_group == "S0HELP"


def test_the_environment_counts_again_once_it_is_taken_back(ledger: MemoryLedger) -> None:
    before = row(ledger, PREVIEW, "C0ACME").due_at
    changed(ledger, Setting.POST_AT, "10:00")

    shown = changed(ledger, Setting.POST_AT, None)

    assert (shown.value, shown.origin) == ("09:00", Origin.DEFAULT)
    assert ledger.policy == ledger.policy_at_start
    assert row(ledger, PREVIEW, "C0ACME").due_at == before
    assert [(each.field, each.old, each.new) for each in ledger.history(Kept.SETTING)] == [
        (IN_SLACK, "10:00", None),
        (IN_SLACK, None, "10:00"),
    ]


def test_the_same_value_once_more_is_no_change(ledger: MemoryLedger) -> None:
    for typed in ("10:00", "10:00:00"):
        changed(ledger, Setting.POST_AT, typed)

    assert len(ledger.history(Kept.SETTING)) == 1


def test_what_is_noted_of_the_environment_at_start_is_told_apart_from_it(ledger: MemoryLedger) -> None:
    facts = {"post_at": "09:00:00"}
    keep_settings(ledger=ledger, settings=facts, author=Author(BY_SETTINGS, START))
    changed(ledger, Setting.POST_AT, "10:00")

    assert noted_settings(ledger=ledger) == facts
    assert keep_settings(ledger=ledger, settings=facts, author=Author(BY_SETTINGS, START)) == ()


def test_a_start_keeps_to_what_was_set(ledger: MemoryLedger) -> None:
    changed(ledger, Setting.POST_AT, "10:00")

    replan_at_start(ledger.at(START))
    deliver(ledger, at(PREVIEW_DAY, 9, 59))

    assert row(ledger, PREVIEW, "C0ACME").message is None


def test_managers_alone_see_and_change_settings(ledger: MemoryLedger) -> None:
    change = ChangeSetting(ANA, Setting.POST_AT, "10:00")
    for refused in (
        lambda: show_settings(ledger.at(START), ANA),
        lambda: ask_setting(ledger.at(START), AskSetting(ANA, "post time")),
        lambda: change_setting(ledger.at(START), change),
    ):
        with pytest.raises(NotAllowed) as refusal:
            refused()
        assert refusal.value.right is Right.LOOK_AFTER_BOT


def test_what_was_found_wrong_is_refused_and_an_unknown_name_too(ledger: MemoryLedger) -> None:
    problems = (Problem("value", Fault.NOT_TAKEN, "it is not a time of day"),)
    with pytest.raises(Invalid) as invalid:
        change_setting(ledger.at(START), ChangeSetting(MANAGER, Setting.POST_AT, "", problems))
    with pytest.raises(Unknown) as unknown:
        ask_setting(ledger.at(START), AskSetting(MANAGER, "post tme"))

    assert invalid.value.problems == problems
    assert unknown.value.nearest == ("post time",)


def test_a_form_begins_with_what_was_typed(ledger: MemoryLedger) -> None:
    asked = ask_setting(ledger.at(START), AskSetting(MANAGER, "post time 10:00"))

    assert (asked.shown.setting, asked.shown.value, asked.typed) == (Setting.POST_AT, "09:00", "10:00")


def test_without_anything_set_the_policy_is_that_of_the_environment() -> None:
    assert with_chosen(POLICY, {}) is POLICY
    assert Policy().from_environment == frozenset()
