"""The ledger's contract: servers and releases."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Connection, event

from rollouts import kinds
from rollouts.cases import Case
from rollouts.checks import SMOKE_TESTS, Check, CheckState
from rollouts.deliveries import Announcement, Delivery, Key
from rollouts.history import Change, Kept
from rollouts.integrations import Environment, Integration
from rollouts.policy import Policy
from rollouts.ports import Ledger
from rollouts.releases import DocLink, OptIn, Release, Stage, Status, UiChange
from rollouts.servers import DEFAULT_SERVERS, Server
from rollouts.verdict import AcceptedRisk
from tests.support.stored import put

FULL = Release(
    name="2026.11 Ünï",
    title="Course player refresh",
    stages=(
        Stage("standard", date(2026, 11, 30), Status.LIVE, datetime(2026, 11, 30, 8, 5, tzinfo=UTC), "U0ANA"),
        Stage("controlled", date(2026, 12, 14)),
    ),
    affects_integrations=False,
    summary="A new navigation bar. 🎉",
    ui_changes=(UiChange("Bar moves to the left", "b1"), UiChange("Icons", "i2")),
    opt_ins=(
        OptIn("Offline mode", "Settings > Player", enabled_by_default=True, key="o1"),
        OptIn("Dark mode", key="d2"),
    ),
    docs=(DocLink("Release notes", "https://vendor.example/2026.11"),),
    owner="U0ANA",
)


ACME = Integration("Acme", "C0ACME", (), (Environment("test", "standard"),))


def plain(name: str, day: date) -> Release:
    return Release(name=name, title="t", stages=(Stage("standard", day),))


def test_the_policy_is_the_one_it_was_given(ledger: Ledger, policy: Policy) -> None:
    assert ledger.policy is policy


def test_servers_are_the_defaults_until_others_are_saved(ledger: Ledger) -> None:
    assert ledger.servers() == DEFAULT_SERVERS
    three = (Server("zeta", "Beta"), Server("alpha", "Production", "Main", 19), Server("m", "Last", None, 40))
    ledger.save_servers(three)
    assert ledger.servers() == three
    ledger.save_servers(three[::-1])
    assert ledger.servers() == three[::-1]


def test_saving_no_servers_brings_the_defaults_back(ledger: Ledger) -> None:
    ledger.save_servers((Server("beta", "Beta"),))
    ledger.save_servers(())
    assert ledger.servers() == DEFAULT_SERVERS


def test_a_release_comes_back_as_it_was_saved(ledger: Ledger) -> None:
    ledger.save_release(FULL)
    assert ledger.release(FULL.name) == FULL
    assert ledger.releases() == (FULL,)


def test_many_new_releases_are_there_as_if_each_was_saved(ledger: Ledger) -> None:
    ledger.save_release(plain("2026.12", date(2026, 12, 7)))
    ledger.add_releases([])
    ledger.add_releases([FULL, plain("2026.10", date(2026, 10, 5))])
    assert [each.name for each in ledger.releases()] == ["2026.10", FULL.name, "2026.12"]
    assert ledger.release(FULL.name) == FULL


def test_a_release_is_found_in_upper_and_lower_case(ledger: Ledger) -> None:
    ledger.save_release(FULL)
    assert ledger.release("2026.11 ÜNÏ") == FULL
    assert ledger.release("2026.12") is None


def test_saving_a_release_again_replaces_it_and_its_stages(ledger: Ledger) -> None:
    ledger.save_release(FULL)
    assert (ledger.release(FULL.name), ledger.releases()) == (FULL, (FULL,))
    changed = replace(FULL, title="Other", stages=FULL.stages[:1], opt_ins=(), owner=None)
    ledger.save_release(changed)
    assert (ledger.release(FULL.name), ledger.releases()) == (changed, (changed,))


@pytest.mark.parametrize("name", ["2026.12", FULL.name.upper()])
def test_a_renamed_release_takes_everything_along(ledger: Ledger, now: datetime, name: str) -> None:
    ledger.save_release(FULL)
    ledger.save_integration(ACME)
    announcement = Announcement(kinds.PREVIEW, "standard")
    put(ledger, [Delivery(0, Key(FULL.topic, announcement, "C0ACME"), now)])
    case = ledger.save_case(Case("U0BEN", now, "C0ACME", "C0HELP", release=FULL.name))
    check = Check(FULL.name, ACME.name, "test", "standard", SMOKE_TESTS, CheckState.PASSED, "U0BEN", now)
    risk = AcceptedRisk(FULL.name, "controlled", "U0ANA", now, "It can wait")
    ledger.save_check(check)
    ledger.accept_risk(risk)
    noted = [
        Change(now, "U0ANA", thing, FULL.name, "title", None, "T") for thing in (Kept.RELEASE, Kept.CHECK)
    ]
    ledger.note_changes(noted)

    renamed = FULL.renamed(name)
    ledger.save_release(renamed)

    assert ledger.releases() == (renamed,)
    assert {ledger.release(each) for each in (name, FULL.name)} == {renamed}
    assert put(ledger, [Delivery(0, Key(renamed.topic, announcement, "C0ACME"), now)]) == 0
    assert ledger.case(case.number) == replace(case, release=name)
    assert ledger.checks(name) == (replace(check, release=name),)
    assert ledger.risks(name) == (replace(risk, release=name),)
    assert [ledger.history(each.thing, name) for each in noted] == [(each,) for each in noted]


def test_a_name_that_a_release_had_is_found_until_it_is_its_own_again(ledger: Ledger) -> None:
    once, twice = FULL.renamed("B"), FULL.renamed("B").renamed("C")
    back = twice.renamed(FULL.name)
    for release in (FULL, once, twice, back):
        ledger.save_release(release)
        assert ledger.releases() == (release,)
        assert {ledger.release(name) for name in (release.name, *release.former_names)} == {release}
    assert (back.formerly, back.topic) == (("C", "B"), FULL.topic)


def test_a_name_that_was_given_up_leads_to_the_release_that_took_it(ledger: Ledger) -> None:
    first = FULL.renamed("B").giving_up(FULL.name)
    second = replace(FULL, own_key=f"{FULL.name}~2")
    ledger.save_release(FULL)
    ledger.save_release(first)
    ledger.add_releases([second])

    assert ledger.release(FULL.name.upper()) == second
    assert ledger.release("B") == first
    assert [ledger.release_with_key(release.key) for release in (first, second)] == [first, second]
    assert ledger.release_with_key("B") is None

    moved = second.renamed("C")
    ledger.save_release(moved)

    assert set(ledger.releases()) == {first, moved}
    assert ledger.release(FULL.name) == ledger.release_with_key(second.key) == moved


def test_releases_come_by_first_date_and_then_by_name(ledger: Ledger) -> None:
    later, second, first = date(2026, 12, 7), plain("b", date(2026, 11, 2)), plain("a", date(2026, 11, 2))
    for release in (plain("0", later), second, first):
        ledger.save_release(release)
    assert [release.name for release in ledger.releases()] == ["a", "b", "0"]


def test_releases_and_integrations_are_read_once_in_a_transaction_until_they_change(
    connection: Connection, sql_ledger: Ledger
) -> None:
    asked: list[str] = []
    event.listen(connection, "before_cursor_execute", lambda _1, _2, text, *_: asked.append(text))
    sql_ledger.servers()
    sql_ledger.integrations()
    sql_ledger.release("2026.11")
    before = len(asked)
    sql_ledger.servers()
    sql_ledger.integrations()
    sql_ledger.release("2026.11")
    assert len(asked) == before
    sql_ledger.save_integration(Integration("Acme LMS", "C1"))
    assert sql_ledger.integrations() == (Integration("Acme LMS", "C1"),)


def test_a_transaction_carries_its_time_and_the_settings(
    ledger: Ledger, now: datetime, policy: Policy
) -> None:
    assert (ledger.now, ledger.policy) == (now, policy)
