"""Entering releases, and looking at them."""

from dataclasses import replace

import pytest

from rollouts.drafts import Draft
from rollouts.people import Person
from rollouts.refusals import Fault, Invalid, NotAllowed, Problem, Thing, Unknown
from rollouts.usecases.confirming import Confirm, confirm
from rollouts.usecases.previewing import preview
from rollouts.usecases.releases import (
    Ask,
    NewRelease,
    create_release,
    list_releases,
    new_release_form,
)
from rollouts.usecases.seeing import NotSeenYet
from rollouts.usecases.showing import show_release
from rollouts.usecases.upcoming import next_up
from tests.support.delivering import deliver
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import (
    ADMIN,
    ANA,
    CONTROLLED_DAY,
    DAY,
    DRAFT,
    GROUP_MANAGER,
    HISTORY_DRAFT,
    MANAGER,
    POLICY,
    PREVIEW_DAY,
    RELEASE,
    STANDARD_DAY,
    START,
    ZOE,
    at,
    told_in,
)

TODAY = START.date()


@pytest.fixture
def fresh() -> MemoryLedger:
    """Return a ledger with the integrations of the example, and no release yet."""
    ledger = MemoryLedger(POLICY)
    told_in(ledger.at(START), releases=())
    return ledger


def refused(ledger: MemoryLedger, draft: Draft) -> tuple[Problem, ...]:
    with pytest.raises(Invalid) as refusal:
        create_release(ledger.at(START), NewRelease(MANAGER, draft))
    return refusal.value.problems


@pytest.mark.parametrize("person", [MANAGER, ADMIN, GROUP_MANAGER])
def test_a_manager_enters_a_release(fresh: MemoryLedger, person: Person) -> None:
    create_release(fresh.at(START), NewRelease(person, DRAFT))

    assert fresh.release("2026.11") == RELEASE


def test_everything_that_is_to_be_said_is_planned_with_it(fresh: MemoryLedger) -> None:
    shown = create_release(fresh.at(START), NewRelease(MANAGER, DRAFT))

    assert (len(shown.posts), shown.posts) == (22, fresh.deliveries(RELEASE.topic))


def test_who_enters_a_release_without_owner_owns_it(fresh: MemoryLedger) -> None:
    shown = create_release(fresh.at(START), NewRelease(MANAGER, replace(DRAFT, owner=None)))

    assert shown.release.owner == MANAGER.id


@pytest.mark.parametrize("person", [ANA, ZOE])
def test_nobody_else_enters_releases(fresh: MemoryLedger, person: Person) -> None:
    with pytest.raises(NotAllowed):
        create_release(fresh.at(START), NewRelease(person, DRAFT))

    assert fresh.releases() == ()


def test_a_draft_with_a_fault_stores_nothing(fresh: MemoryLedger) -> None:
    problems = refused(fresh, replace(DRAFT, title="<!channel>"))

    assert (problems, fresh.releases(), fresh.deliveries(RELEASE.topic)) == (
        (Problem("title", Fault.PINGS_EVERYONE),),
        (),
        (),
    )


def test_a_draft_without_a_first_date_is_refused_at_that_field(fresh: MemoryLedger) -> None:
    assert refused(fresh, replace(DRAFT, dates={})) == (Problem("dates.standard", Fault.MISSING),)


@pytest.mark.parametrize("name", ["2026.11", " 2026.11 "])
def test_a_name_is_taken_once(ledger: MemoryLedger, name: str) -> None:
    assert refused(ledger, replace(DRAFT, name=name)) == (Problem("name", Fault.TAKEN, "2026.11"),)


def test_a_name_is_taken_in_upper_and_lower_case_alike(fresh: MemoryLedger) -> None:
    create_release(fresh.at(START), NewRelease(MANAGER, replace(DRAFT, name="Winter")))

    assert refused(fresh, replace(DRAFT, name="WINTER")) == (Problem("name", Fault.TAKEN, "Winter"),)


def test_a_release_that_is_entered_late_is_shown_first_and_announced_at_once(fresh: MemoryLedger) -> None:
    late = at(PREVIEW_DAY + 3 * DAY, 15)
    with pytest.raises(NotSeenYet) as first, fresh.transaction(late) as transaction:
        create_release(transaction, NewRelease(MANAGER, DRAFT))

    assert fresh.release("2026.11") is None
    create_release(fresh.at(late), NewRelease(MANAGER, DRAFT, seen=first.value.fingerprint))
    assert [str(job.delivery.key.announcement) for job in deliver(fresh, late)] == ["preview:standard"] * 3


def test_of_what_is_too_late_to_be_said_nothing_is_shown(fresh: MemoryLedger) -> None:
    day_before = at(STANDARD_DAY - DAY, 15)

    with pytest.raises(NotSeenYet) as first, fresh.transaction(day_before) as transaction:
        create_release(transaction, NewRelease(MANAGER, DRAFT))

    assert {str(each.brief.announcement) for each in first.value.outgoing} == {"reminder:standard"}


def test_nothing_is_posted_for_a_release_that_is_entered_as_history(fresh: MemoryLedger) -> None:
    draft = replace(HISTORY_DRAFT, affects_integrations=True)

    assert create_release(fresh.at(START), NewRelease(MANAGER, draft)).posts == ()


def test_the_form_knows_the_servers_and_the_day(fresh: MemoryLedger) -> None:
    form = new_release_form(fresh.at(START), MANAGER)

    assert (form.servers, form.today) == (fresh.servers(), TODAY)


def test_the_form_is_refused_before_anything_is_typed(fresh: MemoryLedger) -> None:
    with pytest.raises(NotAllowed):
        new_release_form(fresh.at(START), ZOE)


# Looking at them


def test_the_list_names_what_is_coming_and_what_is_past(ledger: MemoryLedger) -> None:
    found = list_releases(ledger.at(START))

    assert ([r.name for r in found.coming], [r.name for r in found.past], found.today) == (
        ["2026.11"],
        ["2026.10"],
        TODAY,
    )


def test_a_release_that_is_live_on_both_servers_is_past_and_the_newest_comes_first(
    ledger: MemoryLedger,
) -> None:
    confirm(ledger.at(at(STANDARD_DAY)), Confirm(ANA, "2026.11", "standard"))
    confirm(ledger.at(at(CONTROLLED_DAY)), Confirm(ANA, "2026.11", "controlled"))

    found = list_releases(ledger.at(at(CONTROLLED_DAY)))

    assert ([r.name for r in found.coming], [r.name for r in found.past]) == ([], ["2026.11", "2026.10"])


@pytest.mark.parametrize("use_case", [show_release, preview])
def test_an_unknown_release_is_answered_with_those_that_exist_the_newest_first(
    ledger: MemoryLedger, use_case: object
) -> None:
    assert callable(use_case)
    with pytest.raises(Unknown) as refusal:
        use_case(ledger.at(START), Ask("2026.1"))

    assert (refusal.value.thing, refusal.value.known) == (Thing.RELEASE, ("2026.11", "2026.10"))


def test_next_names_the_dates_by_time_with_the_days_until_then(ledger: MemoryLedger) -> None:
    found = next_up(ledger.at(START))

    assert [(server.key, placed.release.name, placed.days) for server, placed in found.dates] == [
        ("standard", "2026.11", 28),
        ("controlled", "2026.11", 42),
    ]


def test_next_begins_with_what_is_due_and_unconfirmed(ledger: MemoryLedger) -> None:
    found = next_up(ledger.at(at(STANDARD_DAY + DAY)))

    assert [placed.days for _, placed in found.dates] == [-1, 13]


def test_next_leaves_out_what_is_live(ledger: MemoryLedger) -> None:
    confirm(ledger.at(at(STANDARD_DAY)), Confirm(ANA, "2026.11"))

    found = next_up(ledger.at(at(STANDARD_DAY)))

    assert [server.key for server, _ in found.dates] == ["controlled"]


def test_next_names_the_next_posts(ledger: MemoryLedger) -> None:
    posts = next_up(ledger.at(START)).posts

    assert [str(post.key.announcement) for post in posts] == ["preview:standard"] * 3 + [
        "reminder:standard"
    ] * 2
