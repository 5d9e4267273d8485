"""The settings in Slack: all of them, the form of each, and what is said and shown of a change."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from rollouts.deliveries import Key
from rollouts.findings import error, good, warning
from rollouts.settings import NAMES, Setting
from rollouts.usecases.replanned import Shift
from rollouts.usecases.seeing import NotSeenYet
from rollouts.usecases.setting import (
    AskSetting,
    AskSettingsHistory,
    ChangeSetting,
    ask_setting,
    change_setting,
    show_settings,
)
from rollouts.usecases.setting import settings_history as find_history
from rollouts.usecases.settings import note_settings
from tests.golden.golden import Golden
from tests.golden.views_in_use import doctor, first_seen, settings, settings_history
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import MANAGER, POLICY, PREVIEW, PREVIEW_DAY, RELEASE, START, at, told_in
from views.forms import Form, Notice
from views.parts import Message


def of_settings() -> Iterator[Golden]:
    """Yield the golden files of settings."""
    yield Golden(
        "answers/settings/shown",
        {
            "as in the environment": settings.settings_shown(show_settings(_begun().at(START), MANAGER)),
            "set in Slack": settings.settings_shown(show_settings(_all_set().at(START), MANAGER)),
        },
    )
    yield Golden("answers/settings/changed", dict(_changed()))
    yield Golden("answers/settings/history", dict(_histories()))
    yield Golden("answers/seen-first/what-settings-move", {"eleven posts": first_seen(_moved())})
    yield Golden("forms/settings", dict(_forms()))
    yield Golden("answers/doctor", dict(_found()))


def _begun() -> MemoryLedger:
    ledger = MemoryLedger(replace(POLICY, from_environment=frozenset({"timezone", "managers"})))
    told_in(ledger.at(START))
    return ledger


VALUES = {
    Setting.TIMEZONE: "America/New_York",
    Setting.POST_AT: "10:30",
    Setting.PREVIEW_DAYS: "14",
    Setting.CONFIRMATION: "after_confirm",
    Setting.SUPPORT_CHANNEL: "C0ELSE",
    Setting.SUPPORT_GROUP: "S0HELP",
    Setting.SUPPORT_EMAIL: "a@vendor.example, b@vendor.example",
    Setting.MANAGERS: "U0ANA, U0MAYA, S0RELEASES",
}


def _all_set() -> MemoryLedger:
    ledger = _begun()
    for setting, value in VALUES.items():
        _set(ledger, setting, value)
    return ledger


def _set(ledger: MemoryLedger, setting: Setting, value: str | None) -> Message:
    request = ChangeSetting(MANAGER, setting, value)
    try:
        with ledger.transaction(START) as transaction:
            return settings.setting_changed(change_setting(transaction, request))
    except NotSeenYet as first:
        seen = replace(request, seen=first.fingerprint)
        return settings.setting_changed(change_setting(ledger.at(START), seen))


def _changed() -> Iterator[tuple[str, Message]]:
    ledger = _begun()
    for setting, value in VALUES.items():
        yield setting.value, _set(ledger, setting, value)
    yield "taken back", _set(ledger, Setting.POST_AT, None)


_ENVIRONMENTS = (
    {"timezone": "UTC", "support_channel": "#support", "#support": "C0SUPPORT"},
    {"timezone": "Europe/Berlin <!here>", "later": "x" * 300},
    *({"messages_per_second": str(number)} for number in range(12)),
)
"""What stood in the environment at one start after the other."""


def _histories() -> Iterator[tuple[str, Message]]:
    yield "nothing yet", _history(_begun())
    ledger = _all_set()
    _set(ledger, Setting.POST_AT, None)
    yield "set in Slack, and taken back", _history(ledger)
    begun = _begun()
    for day, given in enumerate(_ENVIRONMENTS):
        note_settings(begun.at(START + timedelta(days=day)), given)
        if day == 1:
            yield "of the environment", _history(begun)
    yield "many changes", _history(begun)
    yield "many changes, the last page", _history(begun, page=9)


def _history(ledger: MemoryLedger, page: int = 0) -> Message:
    return settings_history(find_history(ledger.at(START), AskSettingsHistory(MANAGER, page)))


def _forms() -> Iterator[tuple[str, Form]]:
    for ledger, how in ((_begun(), ""), (_all_set(), ", set in Slack")):
        for setting, names in NAMES.items():
            asked = ask_setting(ledger.at(START), AskSetting(MANAGER, names[0]))
            yield f"{setting.value}{how}", settings.setting_form(asked, "C0ACME")
    typed = ask_setting(_begun().at(START), AskSetting(MANAGER, "confirmation never"))
    yield "a value that there is not", settings.setting_form(typed, None)


def _moved() -> NotSeenYet:
    key = Key(RELEASE.topic, PREVIEW, "C0ACME")
    before, after = at(PREVIEW_DAY), at(PREVIEW_DAY, 10)
    pairs = ((before, after), (before, None), (None, after))
    shifts = tuple(Shift(key, *pairs[number % 3]) for number in range(11))
    return NotSeenYet((), (), "1", POLICY, shifts=shifts)


def _found() -> Iterator[tuple[str, Notice]]:
    well = good("bot token", "It is accepted.")
    ill = (
        well,
        warning("backup", "None was ever made.", "Let `fortnight backup FILE` run each night."),
        error("channel C0ACME <!here>", "It is archived (` alone).", "Unarchive it."),
    )
    yield "well", doctor.findings_window((well,))
    yield "not well", doctor.findings_window(ill)
    yield "very much", doctor.findings_window(ill[1:2] * 300)
