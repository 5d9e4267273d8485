"""Who may do what: checked on every click."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from rollouts.integrations import Integration
from rollouts.people import Person, Right
from rollouts.permissions import require_changer, require_confirmer, require_insider, require_manager
from rollouts.policy import Policy
from rollouts.refusals import NotAllowed
from tests.support.story import (
    ACME,
    ADMIN,
    ANA,
    BEN,
    GROUP_MANAGER,
    MANAGER,
    NORTHWIND,
    OUTSIDER,
    POLICY,
    RELEASE,
    ZOE,
)

MANAGERS = [MANAGER, ADMIN, GROUP_MANAGER]
OWNER_ABROAD = replace(ANA, is_insider=False)


def refusal(check: Callable[[], None]) -> NotAllowed:
    with pytest.raises(NotAllowed) as refused:
        check()
    return refused.value


@pytest.mark.parametrize("person", [*MANAGERS, ANA, BEN, ZOE])
def test_anyone_in_the_workspace_asks_and_reports(person: Person) -> None:
    require_insider(person)


def test_people_from_other_organisations_may_press_nothing() -> None:
    assert refusal(lambda: require_insider(OUTSIDER)).right is Right.ASK


@pytest.mark.parametrize("person", MANAGERS)
def test_managers_are_admins_and_the_people_and_groups_of_the_settings(person: Person) -> None:
    require_manager(person, POLICY)


@pytest.mark.parametrize("person", [ANA, ZOE, OUTSIDER])
def test_nobody_else_changes_releases_and_the_refusal_names_who_does(person: Person) -> None:
    refused = refusal(lambda: require_manager(person, POLICY))

    assert (refused.right, refused.holders) == (Right.MANAGE_RELEASES, ("S0RELEASES", "U0MAYA"))


@pytest.mark.parametrize("person", [ANA, *MANAGERS])
def test_the_owner_of_the_release_and_managers_confirm(person: Person) -> None:
    require_confirmer(person, RELEASE, POLICY)


@pytest.mark.parametrize("person", [BEN, ZOE, OUTSIDER, OWNER_ABROAD])
def test_nobody_else_confirms_and_the_refusal_names_the_owner_first(person: Person) -> None:
    refused = refusal(lambda: require_confirmer(person, RELEASE, POLICY))

    assert (refused.right, refused.holders) == (Right.CONFIRM_RELEASE, ("U0ANA", "S0RELEASES", "U0MAYA"))


def test_a_release_without_owner_is_confirmed_by_managers_alone() -> None:
    refused = refusal(lambda: require_confirmer(ANA, replace(RELEASE, owner=None), POLICY))

    assert refused.holders == ("S0RELEASES", "U0MAYA")


def test_an_owner_who_is_a_manager_too_is_named_once() -> None:
    policy = Policy(managers=frozenset({"U0ANA", "U0MAYA"}))

    assert refusal(lambda: require_confirmer(ZOE, RELEASE, policy)).holders == ("U0ANA", "U0MAYA")


@pytest.mark.parametrize("person", [ANA, *MANAGERS])
def test_the_owners_of_an_integration_and_managers_change_it(person: Person) -> None:
    require_changer(person, ACME, POLICY)


@pytest.mark.parametrize("person", [BEN, ZOE, OUTSIDER, OWNER_ABROAD])
@pytest.mark.parametrize(
    ("integration", "holders"), [(ACME, ("U0ANA",)), (NORTHWIND, ("S0RELEASES", "U0MAYA"))]
)
def test_nobody_else_changes_it_and_the_refusal_names_the_owners_or_the_managers(
    person: Person, integration: Integration, holders: tuple[str, ...]
) -> None:
    refused = refusal(lambda: require_changer(person, integration, POLICY))

    assert (refused.right, refused.holders) == (Right.CHANGE_INTEGRATION, holders)
