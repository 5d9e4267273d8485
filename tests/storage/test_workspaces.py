"""Workspaces: kept apart, and the unnamed one adopted."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from rollouts import kinds
from rollouts.cases import Case
from rollouts.checks import SMOKE_TESTS, Check, CheckState
from rollouts.deliveries import Action, Announcement, Delivery, Key, Pause, State
from rollouts.integrations import Environment, Integration
from rollouts.policy import Policy
from rollouts.ports import Ledger
from rollouts.releases import Release, Stage
from rollouts.servers import DEFAULT_SERVERS, Server
from storage.database import Database
from storage.errors import WorkspaceUnclear
from storage.ledger import SqlLedger
from tests.support.stored import put

NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)
RELEASE = Release(name="2026.11", title="t", stages=(Stage("beta", date(2026, 11, 30)),))
ACME = Integration("Acme LMS", "C0ACME", environments=(Environment("test", "beta"),))
CHECK = Check("2026.11", "Acme LMS", "test", "standard", SMOKE_TESTS, CheckState.PASSED, "U0ANA", NINE)
PLANNED = Delivery(0, Key(RELEASE.topic, Announcement(kinds.PREVIEW, "beta"), "C0ACME"), NINE)


def fill(ledger: Ledger, title: str) -> None:
    ledger.save_servers((Server("beta", title),))
    ledger.save_release(replace(RELEASE, title=title))
    ledger.save_integration(ACME)
    ledger.save_check(CHECK)
    ledger.save_case(Case("U0ANA", NINE, "C0ACME", "C0HELP", summary=title))
    put(ledger, [PLANNED])


def contents(ledger: Ledger) -> dict[str, object]:
    return {
        "servers": ledger.servers(),
        "releases": ledger.releases(),
        "integrations": ledger.integrations(),
        "checks": ledger.checks("2026.11"),
        "cases": ledger.cases(),
        "deliveries": ledger.deliveries(RELEASE.topic),
    }


def test_what_one_workspace_has_another_has_not(ledger_of: Callable[[str], SqlLedger]) -> None:
    one, other = ledger_of("T1"), ledger_of("T2")
    empty = contents(other)
    fill(one, "one")
    assert contents(other) == empty
    assert other.servers() == DEFAULT_SERVERS
    assert other.case(1) is None
    assert (other.release("2026.11"), other.integration("Acme LMS")) == (None, None)
    assert other.upcoming(limit=9) == ()
    assert (other.recent(limit=9), other.overdue(before=datetime(2027, 1, 1, tzinfo=UTC))) == ((), ())
    assert other.card(RELEASE.topic, "C0ACME") is None


def test_two_workspaces_use_the_same_names_and_numbers(ledger_of: Callable[[str], SqlLedger]) -> None:
    one, other = ledger_of("T1"), ledger_of("T2")
    fill(one, "one")
    before = contents(one)
    fill(other, "other")
    assert contents(one) == before
    assert [case.summary for case in other.cases()] == ["other"]
    other.remove_integration("Acme LMS")
    other.save_servers(())
    assert contents(one) == before


def test_one_workspace_neither_claims_nor_changes_deliveries_of_another(
    ledger_of: Callable[[str], SqlLedger],
) -> None:
    one, other = ledger_of("T1"), ledger_of("T2")
    put(one, [PLANNED])
    (mine,) = one.deliveries(RELEASE.topic)
    assert other.claim(Action.POST, now=NINE, limit=9, busy=frozenset()) == ()
    with pytest.raises(LookupError):
        other.save_deliveries([replace(mine, state=State.SENT)])
    assert mine.id is not None
    assert other.delivery(mine.id) is None
    assert one.claim(Action.POST, now=NINE, limit=9, busy=frozenset())[0].id == mine.id
    assert (
        other.abandoned(
            started_before=datetime(2027, 1, 1, tzinfo=UTC), started_after=datetime(2028, 1, 1, tzinfo=UTC)
        )
        == ()
    )
    one.save_deliveries([replace(mine, state=State.UNKNOWN, next_at=NINE)])
    assert other.claim_searches(now=NINE, limit=9, hold=timedelta(minutes=1)) == ()


def test_a_channel_held_in_one_workspace_is_free_in_another(ledger_of: Callable[[str], SqlLedger]) -> None:
    for ledger in (ledger_of("T1"), ledger_of("T2")):
        put(ledger, [PLANNED])
        assert len(ledger.claim(Action.POST, now=NINE, limit=9, busy=frozenset())) == 1


def test_a_channel_paused_in_one_workspace_is_free_in_another(
    ledger_of: Callable[[str], SqlLedger],
) -> None:
    one, other = ledger_of("T1"), ledger_of("T2")
    for ledger in (one, other):
        put(ledger, [PLANNED])
    assert one.pause(Pause("C0ACME", "is_archived", NINE, number=1))
    assert one.claim(Action.POST, now=NINE, limit=9, busy=frozenset()) == ()
    assert len(other.claim(Action.POST, now=NINE, limit=9, busy=frozenset())) == 1
    assert other.pauses() == ()
    assert not other.resume("C0ACME")


def test_what_was_imported_before_the_first_connection_becomes_the_workspaces(
    database: Database, policy: Policy
) -> None:
    imported = database.only_workspace(policy)
    imported.run_sync(fill, "imported", now=NINE)
    before = imported.run_sync(contents, now=NINE)
    workspace = database.workspace("T0ACME", policy)
    assert (workspace.key, workspace.policy) == ("T0ACME", policy)
    assert workspace.run_sync(contents, now=NINE) == before


def test_another_workspace_adopts_nothing_once_the_import_has_an_owner(
    database: Database, policy: Policy
) -> None:
    imported = database.only_workspace(policy)
    empty = imported.run_sync(contents, now=NINE)
    imported.run_sync(fill, "imported", now=NINE)
    database.workspace("T1", policy)
    assert database.workspace("T2", policy).run_sync(contents, now=NINE) == empty


def test_a_workspace_is_entered_again_with_all_it_has(
    open_database: Callable[[], Database], policy: Policy
) -> None:
    first = open_database().workspace("T1", policy)
    first.run_sync(fill, "mine", now=NINE)
    before = first.run_sync(contents, now=NINE)
    assert open_database().workspace("T1", policy).run_sync(contents, now=NINE) == before


def test_one_process_has_several_workspaces_each_with_its_own_settings(database: Database) -> None:
    def timezone(ledger: Ledger) -> str:
        return ledger.policy.timezone

    one = database.workspace("T1", Policy(timezone="Europe/Berlin"))
    other = database.workspace("T2", Policy(timezone="Asia/Tokyo"))
    one.run_sync(fill, "one", now=NINE)
    assert other.run_sync(contents, now=NINE)["releases"] == ()
    assert one.run_sync(timezone, now=NINE) == "Europe/Berlin"
    assert other.run_sync(timezone, now=NINE) == "Asia/Tokyo"


def test_the_command_line_works_on_the_only_workspace_there_is(
    open_database: Callable[[], Database], policy: Policy
) -> None:
    bot = open_database().workspace("T1", policy)
    open_database().only_workspace(policy).run_sync(fill, "imported", now=NINE)
    assert bot.run_sync(contents, now=NINE)["servers"] == (Server("beta", "imported"),)


def test_with_several_workspaces_the_command_line_says_that_it_is_not_clear_which(
    database: Database, policy: Policy
) -> None:
    database.workspace("T1", policy)
    database.workspace("T2", policy)
    with pytest.raises(WorkspaceUnclear, match=r"several workspaces \(T1, T2\)"):
        database.only_workspace(policy)


def test_a_bot_that_connects_for_the_first_time_just_then_makes_the_command_line_say_it_once_more(
    open_database: Callable[[], Database], policy: Policy
) -> None:
    looked_up = open_database().only_workspace(policy)
    bot = open_database().workspace("T1", policy)
    with pytest.raises(WorkspaceUnclear, match="Nothing was changed; say it once more"):
        looked_up.run_sync(fill, "imported", now=NINE)
    assert bot.run_sync(contents, now=NINE)["releases"] == ()
