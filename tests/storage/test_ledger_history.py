"""The ledger's contract: history."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from rollouts.history import Change, Kept
from rollouts.integrations import Integration
from rollouts.ports import Ledger
from storage.ledger import SqlLedger


def changes(now: datetime) -> tuple[Change, Change, Change]:
    """Return a change of a release, one of an integration, and another of the release, an hour before."""
    moved = Change(
        now, "U0ANA", Kept.RELEASE, "Spring Ü", "date.standard", "2026-11-30", "2026-12-01", "late"
    )
    entered = Change(now, "import", Kept.INTEGRATION, "Acme", "channel", None, "C0ACME")
    again = replace(moved, at=now - timedelta(hours=1), old="2026-12-01", new=None, why="")
    return moved, entered, again


def test_history_comes_back_as_it_was_noted_the_newest_first(ledger: Ledger, now: datetime) -> None:
    moved, entered, again = changes(now)
    ledger.note_changes([moved, entered])
    ledger.note_changes([again])
    ledger.note_changes([])
    assert ledger.history(Kept.RELEASE) == (again, moved)
    assert ledger.history(Kept.INTEGRATION) == (entered,)
    assert ledger.history(Kept.SETTING) == ()


def test_history_is_found_by_name_in_upper_and_lower_case_and_up_to_a_limit(
    ledger: Ledger, now: datetime
) -> None:
    moved, entered, again = changes(now)
    ledger.note_changes([moved, entered, again])
    assert ledger.history(Kept.RELEASE, "SPRING ü") == (again, moved)
    assert ledger.history(Kept.RELEASE, "Spring Ü", limit=1) == (again,)
    assert ledger.history(Kept.RELEASE, "Acme") == ()


def test_an_integration_that_is_renamed_keeps_its_history_and_nobody_elses(
    ledger: Ledger, now: datetime
) -> None:
    _, entered, _ = changes(now)
    other = replace(entered, thing=Kept.RELEASE)
    ledger.save_integration(Integration("Acme", "C0ACME"))
    ledger.note_changes([entered, other])
    ledger.save_integration(Integration("Globex", "C0ACME"), replaces="ACME")
    assert ledger.history(Kept.INTEGRATION, "globex") == (entered,)
    assert ledger.history(Kept.INTEGRATION, "Acme") == ()
    assert ledger.history(Kept.RELEASE, "Acme") == (other,)


def test_each_workspace_has_a_history_of_its_own(
    ledger_of: Callable[[str], SqlLedger], now: datetime
) -> None:
    one, other = ledger_of("T0ONE"), ledger_of("T0OTHER")
    moved, _, _ = changes(now)
    one.note_changes([moved])
    assert (one.history(Kept.RELEASE), other.history(Kept.RELEASE)) == ((moved,), ())


def test_what_was_changed_between_two_instants_is_forgotten_of_that_thing_alone(
    ledger: Ledger, now: datetime
) -> None:
    moved, entered, again = changes(now)
    other = replace(moved, name="Summer")
    ledger.note_changes([again, moved, entered, other])
    hour = timedelta(hours=1)

    assert ledger.forget_changes(Kept.RELEASE, "SPRING ü", after=again.at, before=now + hour) == 1

    assert ledger.history(Kept.RELEASE) == (other, again)
    assert ledger.history(Kept.INTEGRATION) == (entered,)
    assert ledger.forget_changes(Kept.RELEASE, "Spring Ü", after=again.at - hour, before=again.at) == 0
