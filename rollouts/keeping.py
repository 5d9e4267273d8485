"""Keeping releases, integrations, checks, servers and settings: what is saved, and who changed what.

Nothing else saves them, so that no change goes unnoted; a test looks for it.
"""

from collections.abc import Sequence
from dataclasses import replace

from rollouts.checks import Check, CheckState
from rollouts.history import (
    IN_SLACK,
    Author,
    Change,
    Facts,
    Kept,
    changes,
    check_field,
    integration_facts,
    release_facts,
    server_facts,
)
from rollouts.integrations import Integration, renamed_environments
from rollouts.ports import Ledger
from rollouts.releases import Release
from rollouts.servers import Server
from rollouts.settings import Setting
from rollouts.texts import name_key
from rollouts.verdict import AcceptedRisk


def keep_release(*, ledger: Ledger, release: Release, author: Author) -> None:
    """Replace the release that it was, under whatever name; another one that had that name gives it up."""
    old, new = release_facts(ledger.release_with_key(release.key)), release_facts(release)
    _take_names(ledger, [release])
    ledger.save_release(release)
    ledger.note_changes(changes(author=author, thing=Kept.RELEASE, name=release.name, old=old, new=new))


def add_releases(*, ledger: Ledger, releases: Sequence[Release], author: Author) -> tuple[Release, ...]:
    """Insert releases of names that no other has, all at once, and return them as they are kept.

    A name that another one had leads to the new one from now on; what was posted of the other stays its own.
    """
    releases = _with_own_keys(ledger, releases)
    _take_names(ledger, releases)
    ledger.add_releases(releases)
    ledger.note_changes(
        change
        for release in releases
        for change in changes(
            author=author,
            thing=Kept.RELEASE,
            name=release.name,
            old=release_facts(None),
            new=release_facts(release),
        )
    )
    return releases


def _take_names(ledger: Ledger, releases: Sequence[Release]) -> None:
    """Let those that had the names of these releases be found by them no more."""
    theirs = {name_key(release.name): release for release in releases}
    for other in ledger.releases():
        for name in other.formerly:
            taker = theirs.get(name_key(name))
            if taker and taker.key != other.key:
                other = other.giving_up(name)  # noqa: PLW2901 - it may give up several
                ledger.save_release(other)


def _with_own_keys(ledger: Ledger, releases: Sequence[Release]) -> tuple[Release, ...]:
    """Give those a key of their own whose name is the key of another, which was called so at first."""
    taken = {name_key(each.key) for each in ledger.releases()}
    kept: list[Release] = []
    for release in releases:
        keys = (release.key, *(f"{release.name}~{number}" for number in range(2, len(taken) + 3)))
        key = next(key for key in keys if name_key(key) not in taken)
        taken.add(name_key(key))
        kept.append(release if key == release.key else replace(release, own_key=key))
    return tuple(kept)


def add_integrations(*, ledger: Ledger, integrations: Sequence[Integration], author: Author) -> None:
    """Insert integrations of new names, all of them at once."""
    ledger.add_integrations(integrations)
    ledger.note_changes(
        change
        for integration in integrations
        for change in changes(
            author=author,
            thing=Kept.INTEGRATION,
            name=integration.name,
            old=integration_facts(None),
            new=integration_facts(integration),
        )
    )


def keep_integration(
    *, ledger: Ledger, integration: Integration, author: Author, replaces: str | None = None
) -> None:
    """Insert the integration, or replace the one named `replaces` (its own name if None).

    What was checked in an environment that is renamed stays with it.
    """
    before = ledger.integration(integration.name if replaces is None else replaces)
    old, new = integration_facts(before), integration_facts(integration)
    ledger.save_integration(integration, replaces=replaces)
    for was, environment in renamed_environments(before, integration).items() if before else ():
        ledger.rename_environment(integration.name, was, environment)
    ledger.note_changes(
        changes(author=author, thing=Kept.INTEGRATION, name=integration.name, old=old, new=new)
    )


def drop_integration(*, ledger: Ledger, integration: Integration, author: Author) -> None:
    """Remove the integration, its environments too."""
    ledger.remove_integration(integration.name)
    old = integration_facts(integration)
    ledger.note_changes(
        changes(author=author, thing=Kept.INTEGRATION, name=integration.name, old=old, new={})
    )


def keep_check(*, ledger: Ledger, check: Check, old: Check | None, author: Author | None = None) -> None:
    """Keep what somebody set of a check in place of the `old` one; `author` is who else did it, and when."""
    author = author or Author(check.by, check.at, check.note)
    ledger.save_check(check)
    _note_check(ledger, check, author, old=old.state if old else None, new=check.state)


def drop_check(*, ledger: Ledger, check: Check, author: Author) -> None:
    """Forget what was set of a check."""
    ledger.drop_check(check)
    _note_check(ledger, check, author, old=check.state, new=None)


def _note_check(
    ledger: Ledger, check: Check, author: Author, *, old: CheckState | None, new: CheckState | None
) -> None:
    field = check_field(check.integration, check.environment, str(check.name))
    changed = Change(author.at, author.by, Kept.CHECK, check.release, field, old, new, author.why)
    ledger.note_changes([changed])


def keep_risk(*, ledger: Ledger, risk: AcceptedRisk, old: AcceptedRisk | None) -> None:
    """Keep that a manager accepts a risk, in place of the `old` one that held until now."""
    ledger.accept_risk(risk)
    field, why = f"risk.{risk.server}", old.why if old else None
    ledger.note_changes([Change(risk.at, risk.by, Kept.RELEASE, risk.release, field, why, risk.why)])


def keep_servers(*, ledger: Ledger, servers: tuple[Server, ...], author: Author) -> None:
    """Replace the list of servers."""
    old, new = server_facts(ledger.servers()), server_facts(servers)
    ledger.save_servers(servers)
    ledger.note_changes(
        change
        for key in dict.fromkeys((*new, *old))
        for change in changes(
            author=author, thing=Kept.SERVER, name=key, old=old.get(key, {}), new=new.get(key, {})
        )
    )


def keep_chosen(*, ledger: Ledger, setting: Setting, value: str | None, author: Author) -> None:
    """Let a value count in place of the environment's; None lets the environment's count again."""
    old = ledger.chosen().get(setting)
    ledger.choose(setting, value)
    if old != value:
        changed = Change(author.at, author.by, Kept.SETTING, setting.value, IN_SLACK, old, value, author.why)
        ledger.note_changes([changed])


def noted_settings(*, ledger: Ledger) -> Facts:
    """Return what was last noted of each setting of the environment; empty of one that is not set now."""
    noted = reversed(ledger.history(Kept.SETTING))
    return {change.name: change.new or "" for change in noted if change.field != IN_SLACK}


def keep_settings(*, ledger: Ledger, settings: Facts, author: Author) -> tuple[Change, ...]:
    """Note which settings (value by name) differ from what was last noted of them, and return those changes.

    The settings themselves are kept where the process gets them from.
    """
    old = noted_settings(ledger=ledger)
    new = {name: value for name, value in settings.items() if value}
    changed = tuple(
        change
        for name in dict.fromkeys((*new, *old))
        for change in changes(
            author=author, thing=Kept.SETTING, name=name, old=_value(old, name), new=_value(new, name)
        )
    )
    ledger.note_changes(changed)
    return changed


def _value(settings: Facts, name: str) -> Facts:
    return {"value": value} if (value := settings.get(name)) else {}
