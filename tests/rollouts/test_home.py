"""What stands at somebody's Home, and what can be done from there."""

from dataclasses import replace

import pytest

from rollouts.checks import CheckState
from rollouts.deliveries import Announcement, Key, NewDelivery, State, finished
from rollouts.kinds import SHARED_ANSWER
from rollouts.people import Person
from rollouts.refusals import Blocked, NotAllowed, NotToCheck, RightsUnknown, Thing, Unknown
from rollouts.releases import Status
from rollouts.topics import Topic, TopicKind
from rollouts.transitions import Verb
from rollouts.usecases.check_pages import AtHome
from rollouts.usecases.checks import AskChecks, PassAll, SetChecks, ask_checks, pass_all, set_checks
from rollouts.usecases.confirming import Confirm, confirm
from rollouts.usecases.home import PAGE_MOST, AskHome, Home, Own, home
from tests.support.at_home import (
    EVE,
    GIL,
    NOON,
    ON_STANDARD,
    in_the_window,
    numbered,
    on_release_day,
    with_cases,
    with_integrations,
    with_trouble,
)
from tests.support.changing import changed
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import (
    ACME,
    ANA,
    BEN,
    CONTROLLED_DAY,
    DAY,
    HISTORY,
    MANAGER,
    POLICY,
    RELEASE,
    STANDARD_DAY,
    ZOE,
    at,
)


def of(ledger: MemoryLedger, asker: Person = ANA, *, page: int = 0) -> Home:
    return home(ledger.at(NOON), AskHome(asker, page))


def left_to_test(own: Own) -> list[tuple[str, str, int]]:
    """Return of each release that is tested: its name, the server, and how many checks are left."""
    return [
        (one.release.name, one.server.key, sum(item.is_left for item in one.items)) for one in own.testing
    ]


# Who sees what


def test_somebody_of_another_organisation_sees_nothing() -> None:
    with pytest.raises(NotAllowed):
        of(in_the_window(), EVE)


def test_of_whom_it_is_not_known_who_they_are_sees_nothing() -> None:
    with pytest.raises(RightsUnknown):
        of(in_the_window(), replace(ANA, is_known=False))


def test_everybody_sees_what_is_live_and_what_comes_next() -> None:
    shown = of(in_the_window(), GIL)

    live = {each.server.key: each.live.release.name for each in shown.live.servers if each.live}
    assert live == {"standard": "2026.11", "controlled": "2026.10"}
    assert [(server.key, placed.release.name) for server, placed in shown.dates] == [
        ("controlled", "2026.11")
    ]


def test_a_guest_has_no_integrations_though_one_names_them() -> None:
    ledger = in_the_window()
    ledger.save_integration(replace(ACME, owners=(GIL.id,)))

    assert of(ledger, GIL).own.total == 0


def test_what_is_due_is_shown_to_those_who_may_confirm_it_and_is_no_date_to_come() -> None:
    ledger = on_release_day()

    due = {who.id: [placed.stage.server for _, placed in of(ledger, who).to_confirm] for who in (ANA, BEN)}

    assert due == {ANA.id: ["standard"], BEN.id: []}
    assert [placed.stage.server for _, placed in of(ledger).dates] == ["controlled"]


def test_managers_see_channels_that_take_no_messages_and_who_hears_there() -> None:
    (paused,) = of(with_trouble(), MANAGER).paused

    assert (paused.pause.channel, [each.name for each in paused.integrations]) == ("C0GLOBEX", ["Globex"])
    assert of(with_trouble(), ANA).paused == ()


def test_an_announcement_that_was_refused_in_many_channels_is_decided_about_once() -> None:
    shown = of(with_trouble(), MANAGER)

    waiting = {each.post.key.channel: each.others for each in shown.undecided}
    assert waiting == {"C0NORTH": 1, "C0ACME": 0}
    assert of(with_trouble(), ANA).undecided == ()


def test_what_somebody_waits_for_themselves_is_no_post_to_decide_about() -> None:
    ledger = in_the_window()
    key = Key(Topic(TopicKind.ANSWER, "1"), Announcement(SHARED_ANSWER), "C0ACME")
    ledger.plan([NewDelivery(key, due_at=NOON)])
    (answer,) = ledger.deliveries(key.topic)
    ledger.save_deliveries([finished(answer, State.FAILED, "not_in_channel", NOON)])

    assert of(ledger, MANAGER).undecided == ()


def test_a_case_stands_with_whoever_reported_it_and_whoever_works_on_it() -> None:
    ledger = with_cases(in_the_window(), 2)

    numbers = {who.id: [case.number for case in of(ledger, who).cases] for who in (ANA, BEN, ZOE)}

    assert numbers == {ANA.id: [1, 2], BEN.id: [1], ZOE.id: []}


# What there is to test


def test_each_own_integration_says_what_is_left_on_the_servers_that_the_release_has_reached() -> None:
    (acme,) = of(in_the_window()).own.shown

    assert (acme.integration.name, left_to_test(acme)) == ("Acme LMS", [("2026.11", "standard", 3)])


def test_before_its_day_nothing_can_be_tested() -> None:
    (acme,) = home(on_release_day().at(at(STANDARD_DAY - DAY)), AskHome(ANA)).own.shown

    assert acme.testing == ()


def test_on_its_day_it_can_be_tested_though_nobody_has_confirmed_it() -> None:
    (acme,) = of(on_release_day()).own.shown

    assert left_to_test(acme) == [("2026.11", "standard", 3)]


def test_it_can_be_tested_from_the_day_on_that_has_begun_where_the_team_is() -> None:
    ledger = on_release_day()
    ledger.save_integration(replace(ACME, timezone="Pacific/Auckland"))
    evening = at(STANDARD_DAY - DAY, 20)

    (acme,) = home(ledger.at(evening), AskHome(ANA)).own.shown

    assert left_to_test(acme) == [("2026.11", "standard", 3)]


def test_what_was_entered_as_already_live_is_not_asked_about() -> None:
    ledger = in_the_window()
    ledger.save_release(replace(HISTORY, affects_integrations=True))

    (acme,) = of(ledger).own.shown

    assert left_to_test(acme) == [("2026.11", "standard", 3)]


def test_what_was_entered_as_already_live_is_asked_about_while_it_is_on_its_way_to_another_server() -> None:
    ledger = MemoryLedger(POLICY)
    ledger.save_integration(ACME)
    first, second = HISTORY.stages
    coming = replace(second, status=Status.PLANNED, live_at=None, date=CONTROLLED_DAY)
    ledger.save_release(replace(HISTORY, affects_integrations=True, stages=(first, coming)))

    (acme,) = of(ledger).own.shown

    assert left_to_test(acme) == [("2026.10", "standard", 1)]


def test_of_releases_that_went_live_one_after_the_other_only_the_one_that_runs_is_tested() -> None:
    ledger = in_the_window()
    older = tuple(replace(stage, date=stage.date - DAY) for stage in RELEASE.stages)
    before = replace(RELEASE, name="2026.09", stages=older)
    ledger.save_release(
        before.with_stage(replace(older[0], status=Status.LIVE, live_at=NOON - DAY, confirmed_by=ANA.id))
    )

    (acme,) = of(ledger).own.shown

    assert left_to_test(acme) == [("2026.11", "standard", 3)]


def test_what_was_rolled_back_is_no_longer_tested() -> None:
    ledger = in_the_window()
    changed(ledger, Verb.ROLLBACK, NOON, server="standard", why="It is grey")

    (acme,) = of(ledger).own.shown

    assert acme.testing == ()


def test_a_test_that_is_left_can_be_passed_with_the_others_an_opt_in_feature_cannot() -> None:
    ledger = in_the_window()
    ((before,),) = (one.testing for one in of(ledger).own.shown)
    pass_all(ledger.at(NOON), PassAll(ANA, ON_STANDARD))
    ((after,),) = (one.testing for one in of(ledger).own.shown)

    assert (before.is_passed_together, after.is_passed_together) == (True, False)
    assert [item.state for item in after.items] == [CheckState.PASSED, CheckState.PASSED, CheckState.OPEN]


# Pages


def test_integrations_come_in_pages_by_name() -> None:
    ledger = with_integrations(59)

    pages = [of(ledger, page=page).own for page in range(8)]

    assert {(each.pages, each.total) for each in pages} == {(8, 60)}
    names = [own.integration.name for each in pages for own in each.shown]
    assert names == sorted(["Acme LMS", *(numbered(number).name for number in range(1, 60))])
    assert max(len(each.shown) for each in pages) == PAGE_MOST


@pytest.mark.parametrize(("wanted", "shown"), [(-1, 0), (2, 1), (10**9, 1)])
def test_a_page_that_is_no_longer_there_is_the_nearest_one(wanted: int, shown: int) -> None:
    assert of(with_integrations(9), page=wanted).own.page == shown


def test_whoever_owns_nothing_has_no_page() -> None:
    own = of(in_the_window(), ZOE).own

    assert (own.shown, own.page, own.pages, own.total) == ((), 0, 0, 0)


class Counting(MemoryLedger):
    """Counts how many integrations' checks are read."""

    def __init__(self) -> None:
        super().__init__()
        self.read: list[int] = []

    def checks(self, release: str, *, of: tuple[str, ...] | None = None) -> tuple[object, ...]:  # type: ignore[override] # counts, and reads the same
        assert of is not None, "the checks of all integrations were read"
        self.read.append(len(of))
        return super().checks(release, of=of)


def test_a_page_costs_what_it_shows_whatever_there_is_besides() -> None:
    ledger = with_integrations(1000)
    counting = Counting()
    vars(counting).update({name: value for name, value in vars(ledger).items() if name != "read"})

    home(counting.at(NOON), AskHome(ANA, page=60))

    assert counting.read
    assert set(counting.read) == {PAGE_MOST}


# Setting checks there


def test_the_tests_of_one_integration_are_passed_together() -> None:
    ledger = in_the_window()

    answer = pass_all(ledger.at(NOON), PassAll(ANA, ON_STANDARD))

    assert {(check.integration, check.server, check.state) for check in answer.checks} == {
        ("Acme LMS", "standard", CheckState.PASSED)
    }
    assert pass_all(ledger.at(NOON), PassAll(ANA, ON_STANDARD)).checks == ()


def test_the_form_asks_for_every_check_of_one_integration_and_is_sent_from_there() -> None:
    ledger = in_the_window()
    where = AtHome("2026.11", "Acme LMS")

    asked = ask_checks(ledger.at(NOON), AskChecks(ANA, where))
    wanted = {asked.items[0].mark: "problem"}
    answer = set_checks(ledger.at(NOON), SetChecks(ANA, where, wanted, {}, since=NOON))

    assert asked.where == where
    assert {item.integration.name for item in asked.items} == {"Acme LMS"}
    assert [case.integrations for case in answer.cases] == [("Acme LMS",)]


def test_nobody_sets_the_checks_of_others_from_their_home() -> None:
    with pytest.raises(NotAllowed):
        pass_all(in_the_window().at(NOON), PassAll(BEN, ON_STANDARD))


def test_a_button_that_is_pressed_after_a_rollback_says_that_it_is_no_longer_there() -> None:
    ledger = in_the_window()
    changed(ledger, Verb.ROLLBACK, NOON, server="standard", why="It is grey")

    with pytest.raises(NotToCheck):
        pass_all(ledger.at(NOON), PassAll(ANA, ON_STANDARD))
    with pytest.raises(NotToCheck):
        ask_checks(ledger.at(NOON), AskChecks(ANA, AtHome("2026.11", "Acme LMS")))


@pytest.mark.parametrize(
    ("where", "thing"),
    [
        (AtHome("2026.9", "Acme LMS", "standard"), Thing.RELEASE),
        (AtHome("2026.11", "Acme", "standard"), Thing.INTEGRATION),
        (AtHome("2026.11", "Acme LMS", "moon"), Thing.SERVER),
    ],
)
def test_what_was_removed_or_renamed_meanwhile_is_named(where: AtHome, thing: Thing) -> None:
    with pytest.raises(Unknown) as refused:
        pass_all(in_the_window().at(NOON), PassAll(ANA, where))

    assert refused.value.thing is thing


def test_an_integration_that_has_moved_to_another_server_runs_nothing_there() -> None:
    ledger = in_the_window()
    ledger.save_integration(replace(ACME, environments=ACME.environments[:1]))

    with pytest.raises(Blocked):
        pass_all(ledger.at(NOON), PassAll(ANA, ON_STANDARD))


def test_a_stage_is_confirmed_by_its_release_and_server() -> None:
    ledger = on_release_day()

    first = confirm(ledger.at(NOON), Confirm(ANA, "2026.11", "standard"))
    again = confirm(ledger.at(NOON), Confirm(MANAGER, "2026.11", "standard"))

    assert (first.again, again.again) == (False, True)
    assert of(ledger).to_confirm == ()
    assert [placed.days for _, placed in of(ledger).dates] == [(CONTROLLED_DAY - STANDARD_DAY).days]
