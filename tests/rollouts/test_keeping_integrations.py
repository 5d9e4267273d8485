"""Keeping which integration is on which server."""

from dataclasses import replace

import pytest

from rollouts.deliveries import State
from rollouts.integrations import Environment, Integration
from rollouts.people import Person
from rollouts.refusals import Fault, Invalid, NotAllowed, Problem, Thing, Unknown
from rollouts.releases import Status
from rollouts.usecases.confirming import Confirm, confirm
from rollouts.usecases.integrations import (
    AskIntegration,
    IntegrationForm,
    SaveIntegration,
    integration_form,
    list_integrations,
    remove_integration,
    save_integration,
    show_integration,
)
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import (
    ACME,
    ADMIN,
    ALL_OF_IT,
    ANA,
    BEFORE_CONTROLLED,
    BEN,
    CONTROLLED_DAY,
    GLOBEX,
    GROUP_MANAGER,
    INTEGRATIONS,
    MANAGER,
    NORTHWIND,
    RELEASE,
    STANDARD_DAY,
    START,
    ZOE,
    at,
)

NEW = Integration("New", "C0NEW", environments=(Environment("production", "standard"),))


def save(
    ledger: MemoryLedger, integration: Integration, by: Person = ANA, replaces: str | None = None
) -> Integration:
    return save_integration(ledger.at(START), SaveIntegration(by, integration, replaces)).integration


def planned_in(ledger: MemoryLedger, channel: str) -> int:
    posts = ledger.deliveries(RELEASE.topic)
    return sum(post.key.channel == channel and post.state is State.PLANNED for post in posts)


def test_anyone_of_the_workspace_enters_an_integration_and_owns_it(ledger: MemoryLedger) -> None:
    save(ledger, NEW, by=ZOE)

    assert ledger.integration("new") == replace(NEW, owners=(ZOE.id,))


def test_owners_that_were_named_stay(ledger: MemoryLedger) -> None:
    assert save(ledger, replace(NEW, owners=("U0BEN",))).owners == ("U0BEN",)


def test_its_posts_are_planned_at_once(ledger: MemoryLedger) -> None:
    save(ledger, NEW)

    assert planned_in(ledger, "C0NEW") == len(BEFORE_CONTROLLED)


@pytest.mark.parametrize("person", [ANA, MANAGER, ADMIN, GROUP_MANAGER])
def test_its_owners_and_managers_change_it(ledger: MemoryLedger, person: Person) -> None:
    save(ledger, replace(ACME, channel="C0ELSE"), person, replaces="acme lms")

    assert (planned_in(ledger, "C0ACME"), planned_in(ledger, "C0ELSE")) == (0, len(ALL_OF_IT))


@pytest.mark.parametrize("person", [BEN, ZOE])
def test_nobody_else_changes_it(ledger: MemoryLedger, person: Person) -> None:
    with pytest.raises(NotAllowed):
        save(ledger, replace(ACME, channel="C0ELSE"), person, replaces="Acme LMS")

    assert ledger.integration("Acme LMS") == ACME


def test_it_may_be_given_another_name(ledger: MemoryLedger) -> None:
    save(ledger, replace(ACME, name="Acme Academy"), replaces="Acme LMS")

    assert [integration.name for integration in ledger.integrations()] == [
        "Acme Academy",
        "Globex",
        "Northwind",
    ]


def test_it_may_be_spelled_anew(ledger: MemoryLedger) -> None:
    assert save(ledger, replace(ACME, name="ACME LMS"), replaces="Acme LMS").name == "ACME LMS"


@pytest.mark.parametrize(
    ("integration", "replaces"),
    [(replace(NEW, name="globex"), None), (replace(ACME, name="Globex"), "Acme LMS")],
)
def test_a_name_is_taken_once(ledger: MemoryLedger, integration: Integration, replaces: str | None) -> None:
    with pytest.raises(Invalid) as refused:
        save(ledger, integration, replaces=replaces)

    assert refused.value.problems == (Problem("name", Fault.TAKEN, "Globex"),)


def test_with_a_fault_nothing_is_stored(ledger: MemoryLedger) -> None:
    with pytest.raises(Invalid) as refused:
        save(ledger, replace(NEW, channel=""))

    assert (refused.value.problems, ledger.integrations()) == (
        (Problem("channel", Fault.MISSING),),
        INTEGRATIONS,
    )


def test_one_that_is_gone_cannot_be_changed(ledger: MemoryLedger) -> None:
    with pytest.raises(Unknown) as refused:
        save(ledger, NEW, replaces="Acme LSM")

    assert (refused.value.thing, refused.value.nearest) == (Thing.INTEGRATION, ("Acme LMS",))


def test_the_list_names_all_and_marks_the_askers(ledger: MemoryLedger) -> None:
    found = list_integrations(ledger, ANA)

    assert (found.integrations, found.mine) == (INTEGRATIONS, frozenset({"Acme LMS"}))


@pytest.mark.parametrize(
    ("person", "may_change"),
    [(ANA, True), (MANAGER, True), (ADMIN, True), (GROUP_MANAGER, True), (BEN, False), (ZOE, False)],
)
def test_shown_it_may_be_changed_by_its_owners_and_managers(
    ledger: MemoryLedger, person: Person, *, may_change: bool
) -> None:
    shown = show_integration(ledger, AskIntegration(person, "acme lms"))

    assert (shown.integration, shown.may_change) == (ACME, may_change)


def test_shown_it_names_the_releases_that_are_on_their_way_to_it(ledger: MemoryLedger) -> None:
    confirm(ledger.at(at(STANDARD_DAY)), Confirm(ANA, "2026.11", "standard"))

    coming = {
        i.name: [r.name for r in show_integration(ledger, AskIntegration(ZOE, i.name)).coming]
        for i in INTEGRATIONS
    }

    assert coming == {"Acme LMS": ["2026.11"], "Globex": ["2026.11"], "Northwind": []}


def test_a_release_that_was_withdrawn_is_not_on_its_way(ledger: MemoryLedger) -> None:
    stages = tuple(replace(stage, status=Status.WITHDRAWN) for stage in RELEASE.stages)
    ledger.save_release(replace(RELEASE, stages=stages))

    assert show_integration(ledger, AskIntegration(ZOE, "Globex")).coming == ()


def test_an_unknown_one_is_answered_with_those_that_exist(ledger: MemoryLedger) -> None:
    with pytest.raises(Unknown) as refused:
        show_integration(ledger, AskIntegration(ZOE, "Globes"))

    assert (refused.value.known, refused.value.nearest) == (("Acme LMS", "Globex", "Northwind"), ("Globex",))


def test_the_form_for_a_new_one_is_empty(ledger: MemoryLedger) -> None:
    assert integration_form(ledger, AskIntegration(ZOE)) == IntegrationForm(ledger.servers())


@pytest.mark.parametrize("person", [BEN, MANAGER])
def test_the_form_for_a_change_is_filled(ledger: MemoryLedger, person: Person) -> None:
    assert integration_form(ledger, AskIntegration(person, "globex")).integration == GLOBEX


def test_the_form_for_a_change_is_refused_before_anything_is_typed(ledger: MemoryLedger) -> None:
    with pytest.raises(NotAllowed):
        integration_form(ledger, AskIntegration(ZOE, "Globex"))


@pytest.mark.parametrize("person", [BEN, MANAGER])
def test_one_that_is_removed_is_told_no_more(ledger: MemoryLedger, person: Person) -> None:
    removed = remove_integration(ledger.at(START), AskIntegration(person, "globex"))

    assert (removed, ledger.integration("Globex"), planned_in(ledger, "C0GLOBEX")) == (GLOBEX, None, 0)


@pytest.mark.parametrize("person", [ANA, ZOE])
def test_nobody_else_removes_it(ledger: MemoryLedger, person: Person) -> None:
    with pytest.raises(NotAllowed):
        remove_integration(ledger.at(START), AskIntegration(person, "Globex"))

    assert ledger.integration("Globex") == GLOBEX


def test_one_that_is_removed_and_entered_again_is_told_what_is_still_to_come(ledger: MemoryLedger) -> None:
    remove_integration(ledger.at(START), AskIntegration(MANAGER, "Northwind"))
    save(ledger, NORTHWIND, by=MANAGER)

    assert planned_in(ledger, "C0NORTH") == len(BEFORE_CONTROLLED)


def test_a_release_that_is_live_everywhere_is_on_its_way_to_nobody(ledger: MemoryLedger) -> None:
    confirm(ledger.at(at(CONTROLLED_DAY)), Confirm(ANA, "2026.11", "standard", since=STANDARD_DAY))
    confirm(ledger.at(at(CONTROLLED_DAY)), Confirm(ANA, "2026.11", "controlled"))

    assert show_integration(ledger, AskIntegration(ZOE, "Acme LMS")).coming == ()


# Channels that were given by name
