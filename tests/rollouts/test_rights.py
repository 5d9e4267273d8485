"""Who may do what: checked on every click."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from rollouts.integrations import Integration
from rollouts.people import Person, Right
from rollouts.permissions import require_changer, require_confirmer, require_manager
from rollouts.policy import Policy
from rollouts.refusals import NotAllowed, RightsUnknown
from tests.support.story import (
    ACME,
    ADMIN,
    ANA,
    BEN,
    GROUP_MANAGER,
    MANAGER,
    NORTHWIND,
    POLICY,
    RELEASE,
    ZOE,
)

MANAGERS = [MANAGER, ADMIN, GROUP_MANAGER]
NOT_LOOKED_UP = replace(ZOE, is_known=False)


def refusal(check: Callable[[], None]) -> NotAllowed:
    with pytest.raises(NotAllowed) as refused:
        check()
    return refused.value


@pytest.mark.parametrize("person", MANAGERS)
def test_managers_are_admins_and_the_people_and_groups_of_the_settings(person: Person) -> None:
    require_manager(person, POLICY)


@pytest.mark.parametrize("person", [ANA, ZOE])
def test_nobody_else_changes_releases_and_the_refusal_names_who_does(person: Person) -> None:
    refused = refusal(lambda: require_manager(person, POLICY))

    assert (refused.right, refused.holders) == (Right.MANAGE_RELEASES, ("S0RELEASES", "U0MAYA"))


@pytest.mark.parametrize("person", [ANA, *MANAGERS])
def test_the_owner_of_the_release_and_managers_confirm(person: Person) -> None:
    require_confirmer(person, RELEASE, POLICY)


@pytest.mark.parametrize("person", [BEN, ZOE])
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


@pytest.mark.parametrize("person", [BEN, ZOE])
@pytest.mark.parametrize(
    ("integration", "holders"), [(ACME, ("U0ANA",)), (NORTHWIND, ("S0RELEASES", "U0MAYA"))]
)
def test_nobody_else_changes_it_and_the_refusal_names_the_owners_or_the_managers(
    person: Person, integration: Integration, holders: tuple[str, ...]
) -> None:
    refused = refusal(lambda: require_changer(person, integration, POLICY))

    assert (refused.right, refused.holders) == (Right.CHANGE_INTEGRATION, holders)


@pytest.mark.parametrize(
    "check",
    [
        lambda person: require_manager(person, POLICY),
        lambda person: require_confirmer(person, RELEASE, POLICY),
        lambda person: require_changer(person, ACME, POLICY),
    ],
)
def test_while_somebodys_rights_are_not_known_nobody_says_that_they_have_none(
    check: Callable[[Person], None],
) -> None:
    with pytest.raises(RightsUnknown):
        check(NOT_LOOKED_UP)


def test_an_owner_or_manager_by_name_need_not_be_looked_up() -> None:
    require_manager(replace(MANAGER, is_known=False), POLICY)
    require_confirmer(replace(ANA, is_known=False), RELEASE, POLICY)
    require_changer(replace(ANA, is_known=False), ACME, POLICY)
