"""History: who changed what of releases, integrations, servers and settings, when and why."""

import datetime as dt
from dataclasses import replace

from rollouts.delivery.names import resolve_names
from rollouts.delivery.paused_channels import MoveChannel, move_channel
from rollouts.history import BY_BOT, BY_IMPORT, BY_SETTINGS, Author, Change, Kept
from rollouts.integrations import Environment, Integration
from rollouts.keeping import keep_release
from rollouts.servers import DEFAULT_SERVERS
from rollouts.usecases.calendar_file import Calendar, ImportCalendar, import_calendar
from rollouts.usecases.confirming import Confirm, confirm
from rollouts.usecases.integrations import (
    AskIntegration,
    SaveIntegration,
    remove_integration,
    save_integration,
)
from rollouts.usecases.releases import NewRelease, create_release
from rollouts.usecases.settings import note_settings
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import ACME, ANA, DRAFT, MANAGER, POLICY, STANDARD_DAY, START, at

LATER = START + dt.timedelta(hours=1)


def fields(changes: tuple[Change, ...]) -> dict[str, tuple[str | None, str | None]]:
    """Return old and new by field."""
    return {change.field: (change.old, change.new) for change in changes}


def entered() -> MemoryLedger:
    """Return a ledger in which a manager has entered the release."""
    ledger = MemoryLedger(POLICY)
    create_release(ledger.at(START), NewRelease(MANAGER, DRAFT))
    return ledger


def taken_in(ledger: MemoryLedger, calendar: Calendar) -> None:
    import_calendar(ledger.at(LATER), ImportCalendar(calendar))


def test_a_release_that_is_entered_begins_its_history_with_all_that_was_entered() -> None:
    found = entered().history(Kept.RELEASE, "2026.11")
    (ui_change,) = (change for change in found if change.field.startswith("ui_changes."))

    assert {(change.by, change.at, change.name, change.old) for change in found} == {
        (MANAGER.id, START, "2026.11", None)
    }
    assert fields(found)["date.controlled"] == (None, "2026-12-14")
    assert fields(found)["status.standard"] == (None, "planned")
    assert ui_change.new == "Navigation bar moves to the left"


def test_an_import_notes_only_what_it_changed_and_says_that_it_was_one() -> None:
    ledger = entered()
    before = len(ledger.history(Kept.RELEASE, "2026.11"))
    tomorrow = STANDARD_DAY + dt.timedelta(days=1)

    taken_in(ledger, Calendar(None, (), (replace(DRAFT, title="Refresh", dates={"standard": tomorrow}),)))

    found = ledger.history(Kept.RELEASE, "2026.11")[:-before]
    assert {change.by for change in found} == {BY_IMPORT}
    assert fields(found) == {
        "title": ("Course player refresh", "Refresh"),
        "date.standard": ("2026-11-30", "2026-12-01"),
        "date.controlled": ("2026-12-14", "2026-12-15"),
    }


def test_an_import_of_what_is_there_already_notes_nothing() -> None:
    ledger = MemoryLedger(POLICY)
    calendar = Calendar(DEFAULT_SERVERS, (ACME,), (DRAFT,))
    taken_in(ledger, calendar)
    before = {kept: ledger.history(kept) for kept in Kept}

    taken_in(ledger, calendar)

    assert {kept: ledger.history(kept) for kept in Kept} == before


def test_a_confirmation_is_noted_with_who_gave_it() -> None:
    ledger, now = entered(), at(STANDARD_DAY, 10)

    confirm(ledger.at(now), Confirm(MANAGER, "2026.11"))

    found = ledger.history(Kept.RELEASE, "2026.11", limit=3)
    assert {change.by for change in found} == {MANAGER.id}
    assert fields(found) == {
        "status.standard": ("planned", "live"),
        "live_at.standard": (None, now.isoformat()),
        "confirmed_by.standard": (None, MANAGER.id),
    }


def test_a_reworded_item_is_one_change_and_each_that_goes_is_another() -> None:
    ledger = entered()
    release = ledger.release("2026.11")
    assert release
    (bar,) = release.ui_changes
    changed = replace(release, ui_changes=(replace(bar, text="The bar moves"),), opt_ins=(), docs=())

    keep_release(ledger=ledger, release=changed, author=Author(ANA.id, LATER, "a slip"))

    gone, removed, reworded = ledger.history(Kept.RELEASE, "2026.11", limit=3)
    assert (reworded.field, reworded.new) == (f"ui_changes.{bar.key}", "The bar moves")
    assert (removed.old, removed.new) == ("Offline mode | Settings > Player > Offline | off", None)
    assert (gone.field, gone.new, gone.why) == ("docs.1", None, "a slip")


def test_an_integration_keeps_its_history_under_another_name_and_after_it_is_removed() -> None:
    ledger = MemoryLedger(POLICY)
    save_integration(ledger.at(START), SaveIntegration(ANA, ACME))
    renamed = replace(ACME, name="Acme", environments=(Environment("production", "standard"),))
    save_integration(ledger.at(LATER), SaveIntegration(MANAGER, renamed, ACME.name))
    before = ledger.history(Kept.INTEGRATION, "acme")

    remove_integration(ledger.at(LATER), AskIntegration(MANAGER, "Acme"))

    after = ledger.history(Kept.INTEGRATION, "Acme")
    assert (ACME.name, "Acme") in {(change.old, change.new) for change in before}
    assert {change.name for change in before} == {ACME.name, "Acme"}
    assert after[-len(before) :] == before
    assert {(change.by, change.new) for change in after[: -len(before)]} == {(MANAGER.id, None)}
    assert ledger.history(Kept.INTEGRATION, ACME.name) == ()


def test_whoever_chooses_another_channel_for_an_integration_is_noted() -> None:
    ledger = MemoryLedger(POLICY)
    save_integration(ledger.at(START), SaveIntegration(ANA, ACME))

    move_channel(ledger.at(LATER), MoveChannel(MANAGER, ACME.channel, "C0NEW"))

    (moved,) = ledger.history(Kept.INTEGRATION, ACME.name, limit=1)
    assert (moved.by, moved.field, moved.old, moved.new) == (MANAGER.id, "channel", ACME.channel, "C0NEW")


def test_a_channel_that_was_given_by_name_is_looked_up_by_the_bot() -> None:
    ledger = MemoryLedger(POLICY)
    taken_in(ledger, Calendar(None, (Integration("New", "#new", environments=ACME.environments),), ()))

    resolve_names(ledger.at(LATER), {"#new": "C0NEW"})

    (found,) = ledger.history(Kept.INTEGRATION, "New", limit=1)
    assert (found.by, found.old, found.new) == (BY_BOT, "#new", "C0NEW")


def test_servers_that_are_listed_anew_are_noted_one_by_one() -> None:
    ledger = MemoryLedger(POLICY)
    standard, controlled = DEFAULT_SERVERS

    taken_in(ledger, Calendar((standard, replace(controlled, lag_days=7)), (), ()))

    (later,) = ledger.history(Kept.SERVER)
    assert (later.name, later.field, later.old, later.new) == ("controlled", "lag_days", "14", "7")


def test_settings_are_noted_at_start_when_they_are_not_as_they_were() -> None:
    ledger = MemoryLedger(POLICY)
    first = note_settings(ledger.at(START), {"timezone": "UTC", "country": ""})

    assert [(change.name, change.by, change.old, change.new) for change in first] == [
        ("timezone", BY_SETTINGS, None, "UTC")
    ]
    assert note_settings(ledger.at(LATER), {"timezone": "UTC", "country": ""}) == ()

    second = note_settings(ledger.at(LATER), {"timezone": "", "country": "DE"})

    assert {(change.name, change.old, change.new) for change in second} == {
        ("country", None, "DE"),
        ("timezone", "UTC", None),
    }
    assert ledger.history(Kept.SETTING) == (*second[::-1], *first)
    assert note_settings(ledger.at(LATER), {"timezone": "", "country": "DE"}) == ()
