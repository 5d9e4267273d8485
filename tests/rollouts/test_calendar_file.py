"""Taking in and writing out a whole calendar: idempotent by name, all or nothing."""

import datetime as dt
from dataclasses import replace

import pytest

from rollouts.deliveries import State
from rollouts.drafts import Draft
from rollouts.integrations import Environment, Integration
from rollouts.kinds import OWNER_QUESTION
from rollouts.refusals import Fault, Invalid, Problem
from rollouts.releases import Status
from rollouts.servers import DEFAULT_SERVERS, Server
from rollouts.topics import Topic
from rollouts.usecases.calendar_file import (
    Calendar,
    ImportCalendar,
    Imported,
    TriedOut,
    export_calendar,
    import_calendar,
)
from rollouts.usecases.confirming import Confirm, confirm
from rollouts.usecases.live import AskLive, what_is_live
from tests.support.delivering import deliver, row, tell_until
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import (
    ACME,
    ANA,
    CONTROLLED_DAY,
    DAY,
    DRAFT,
    GLOBEX,
    HISTORY,
    HISTORY_DRAFT,
    INTEGRATIONS,
    NORTHWIND,
    POLICY,
    PREVIEW_DAY,
    RELEASE,
    STANDARD_DAY,
    START,
    WEEK,
    ZOE,
    at,
)

CALENDAR = Calendar(DEFAULT_SERVERS, INTEGRATIONS, (HISTORY_DRAFT, DRAFT))
ALL = (
    "server standard",
    "server controlled",
    "integration Acme LMS",
    "integration Globex",
    "integration Northwind",
    "release 2026.10",
    "release 2026.11",
)


@pytest.fixture
def empty() -> MemoryLedger:
    return MemoryLedger(POLICY)


@pytest.fixture
def ledger(empty: MemoryLedger) -> MemoryLedger:
    """Return a ledger into which the example was imported."""
    take_in(empty, CALENDAR)
    return empty


def take_in(ledger: MemoryLedger, calendar: Calendar, *, now: dt.datetime = START) -> Imported:
    return import_calendar(ledger.at(now), ImportCalendar(calendar))


def try_out(ledger: MemoryLedger, calendar: Calendar) -> Imported:
    with pytest.raises(TriedOut) as tried, ledger.transaction(START) as tried_in:
        import_calendar(tried_in, ImportCalendar(calendar, dry_run=True))
    return tried.value.imported


def write_out(ledger: MemoryLedger) -> Calendar:
    return export_calendar(ledger)


def only(*releases: Draft) -> Calendar:
    return Calendar(None, (), releases)


def refused(ledger: MemoryLedger, calendar: Calendar, now: dt.datetime = START) -> tuple[Problem, ...]:
    with pytest.raises(Invalid) as refusal:
        take_in(ledger, calendar, now=now)
    return refusal.value.problems


def moved(by: dt.timedelta) -> Draft:
    return replace(DRAFT, dates={server: date + by for server, date in DRAFT.dates.items()})


# In and out


def test_an_import_says_what_it_created(empty: MemoryLedger) -> None:
    # The two servers are there from the beginning.
    assert take_in(empty, CALENDAR) == Imported(created=ALL[2:], changed=(), left=ALL[:2])


def test_what_is_imported_is_stored(ledger: MemoryLedger) -> None:
    assert (ledger.servers(), ledger.integrations(), ledger.releases()) == (
        DEFAULT_SERVERS,
        INTEGRATIONS,
        (HISTORY, RELEASE),
    )


def test_imported_again_it_is_left_as_it_is(ledger: MemoryLedger) -> None:
    before = ledger.deliveries(RELEASE.topic)

    again = take_in(ledger, CALENDAR)

    assert (again, ledger.deliveries(RELEASE.topic)) == (Imported((), (), ALL), before)


def test_what_is_written_out_is_what_was_taken_in(ledger: MemoryLedger) -> None:
    assert write_out(ledger) == CALENDAR


def test_what_is_written_out_and_taken_in_elsewhere_is_the_same(ledger: MemoryLedger) -> None:
    other = MemoryLedger(POLICY)

    take_in(other, write_out(ledger))

    assert (other.releases(), other.deliveries(RELEASE.topic)) == (
        ledger.releases(),
        ledger.deliveries(RELEASE.topic),
    )


def test_what_is_written_out_after_confirmations_is_left_as_it_is(ledger: MemoryLedger) -> None:
    confirm(ledger.at(at(STANDARD_DAY, 10)), Confirm(ANA, "2026.11", "standard"))
    before = ledger.release("2026.11")

    again = take_in(ledger, write_out(ledger), now=at(STANDARD_DAY, 11))

    assert (again.changed, again.created, ledger.release("2026.11")) == ((), (), before)


def test_a_dry_run_says_the_same_and_stores_nothing(empty: MemoryLedger) -> None:
    said = try_out(empty, CALENDAR)

    assert (said.created, empty.integrations(), empty.releases(), empty.deliveries(RELEASE.topic)) == (
        ALL[2:],
        (),
        (),
        (),
    )


def test_a_dry_run_of_a_change_changes_nothing(ledger: MemoryLedger) -> None:
    said = try_out(ledger, only(moved(WEEK)))

    assert (said.changed, ledger.release("2026.11")) == (("release 2026.11",), RELEASE)


def test_a_file_may_leave_the_servers_out(empty: MemoryLedger) -> None:
    take_in(empty, replace(CALENDAR, servers=None))

    assert (empty.servers(), empty.releases()) == (DEFAULT_SERVERS, (HISTORY, RELEASE))


def test_a_release_keeps_the_spelling_it_was_entered_with(empty: MemoryLedger) -> None:
    take_in(empty, only(replace(DRAFT, name="Winter")))

    assert take_in(empty, only(replace(DRAFT, name="WINTER"))).left == ("release Winter",)


# What follows


def test_everything_that_is_to_be_said_is_planned(ledger: MemoryLedger) -> None:
    assert len(ledger.deliveries(RELEASE.topic)) == 22


def test_history_is_live_from_the_first_minute_and_nothing_is_posted_for_it(ledger: MemoryLedger) -> None:
    answer = what_is_live(ledger.at(START), AskLive(ZOE))

    assert [live.live.release.name if live.live else "" for live in answer.servers] == ["2026.10"] * 2
    assert ledger.deliveries(HISTORY.topic) == ()


def test_changed_dates_move_what_was_not_posted(ledger: MemoryLedger) -> None:
    said = take_in(ledger, only(moved(WEEK)))

    assert (said.changed, row(ledger).due_at) == (("release 2026.11",), at(PREVIEW_DAY + WEEK))


def test_changed_dates_bring_the_cards_up_to_date(ledger: MemoryLedger) -> None:
    tell_until(ledger, at(PREVIEW_DAY))

    take_in(ledger, only(moved(WEEK)), now=at(PREVIEW_DAY, 12))

    assert [bool(job.replaces) for job in deliver(ledger, at(PREVIEW_DAY, 12))] == [True, True, True]


def test_another_channel_replans_releases_that_the_file_does_not_speak_of(ledger: MemoryLedger) -> None:
    take_in(ledger, Calendar(None, (replace(NORTHWIND, channel="C0ELSE"),), ()))

    planned = {d.key.channel for d in ledger.deliveries(RELEASE.topic) if d.state is State.PLANNED}
    assert planned == {"C0ACME", "C0GLOBEX", "C0ELSE", ANA.id}


def test_what_was_confirmed_stays_confirmed_when_the_file_does_not_say_live(ledger: MemoryLedger) -> None:
    confirm(ledger.at(at(STANDARD_DAY, 10)), Confirm(ANA, "2026.11", "standard"))

    said = take_in(ledger, only(DRAFT), now=at(STANDARD_DAY, 11))

    assert said.left == ("release 2026.11",)


def test_who_confirmed_is_kept_when_the_file_names_another_day(ledger: MemoryLedger) -> None:
    confirm(ledger.at(at(STANDARD_DAY, 10)), Confirm(ANA, "2026.11", "standard"))
    later = STANDARD_DAY + DAY

    take_in(ledger, only(replace(DRAFT, live={"standard": later})), now=at(later, 12))

    release = ledger.release("2026.11")
    assert release
    stage = release.stages[0]
    assert (stage.confirmed_by, stage.live_at) == (ANA.id, at(later))


def test_a_planned_stage_that_the_file_calls_live_becomes_history(ledger: MemoryLedger) -> None:
    take_in(ledger, only(replace(DRAFT, live={"standard": STANDARD_DAY})), now=at(STANDARD_DAY, 8))

    release = ledger.release("2026.11")
    assert release
    said = [job.delivery.key.channel for job in deliver(ledger, at(STANDARD_DAY))]
    assert (release.stages[0].is_history, said) == (True, [])


def test_a_stage_of_a_server_that_came_later_is_added(ledger: MemoryLedger) -> None:
    servers = (*DEFAULT_SERVERS, Server("moon", "Moon server", lag_days=30))

    take_in(ledger, Calendar(servers, (), (DRAFT,)))

    release = ledger.release("2026.11")
    assert release
    assert [(stage.server, stage.date) for stage in release.stages][2:] == [("moon", STANDARD_DAY + 30 * DAY)]


def test_a_server_that_is_called_otherwise_is_changed(ledger: MemoryLedger) -> None:
    renamed = (replace(DEFAULT_SERVERS[0], name="First server"), DEFAULT_SERVERS[1])

    said = take_in(ledger, Calendar(renamed, (), ()))

    assert (said.changed, said.left, ledger.servers()) == (
        ("server standard",),
        ("server controlled",),
        renamed,
    )


def test_another_vendors_calendar_works_by_import_alone(empty: MemoryLedger) -> None:
    servers = (Server("beta", "Beta"), Server("production", "Production", lag_days=19))
    saturday = dt.date(2026, 11, 28)
    shop = Integration(
        "Shop",
        "C0SHOP",
        environments=(
            Environment("dev", "beta"),
            Environment("test", "beta"),
            Environment("production", "production"),
        ),
    )

    take_in(empty, Calendar(servers, (shop,), (Draft("7.2", "Seven", {"beta": saturday}),)))

    posts = [
        d for d in empty.deliveries(Topic.parse("release:7.2")) if d.key.announcement.kind != OWNER_QUESTION
    ]
    assert [(str(d.key.announcement), d.due_at) for d in posts] == [
        ("preview:beta", at(saturday - 21 * DAY)),
        ("reminder:beta", at(saturday - DAY)),
        ("due:beta", at(saturday)),
        ("not_confirmed:beta", at(saturday, 13)),
        ("window_closing:production", at(dt.date(2026, 12, 15))),
        ("due:production", at(dt.date(2026, 12, 17))),
        ("not_confirmed:production", at(dt.date(2026, 12, 17), 13)),
    ]


# All or nothing


def test_a_half_good_file_changes_nothing_and_names_entry_and_field(empty: MemoryLedger) -> None:
    half_good = replace(CALENDAR, releases=(HISTORY_DRAFT, replace(DRAFT, title="")))

    problems = refused(empty, half_good)

    assert (problems, empty.integrations(), empty.releases()) == (
        (Problem("title", Fault.MISSING, entry="release 2026.11"),),
        (),
        (),
    )


def test_all_faults_of_a_file_are_told_at_once(empty: MemoryLedger) -> None:
    bad = Calendar(
        (replace(DEFAULT_SERVERS[0], name=""), DEFAULT_SERVERS[1]),
        (replace(ACME, channel=""), GLOBEX, replace(GLOBEX, name="GLOBEX")),
        (replace(DRAFT, dates={}), HISTORY_DRAFT, HISTORY_DRAFT),
    )

    assert {(problem.entry, problem.field, problem.fault) for problem in refused(empty, bad)} == {
        ("servers", "name", Fault.MISSING),
        ("integration Acme LMS", "channel", Fault.MISSING),
        ("integration GLOBEX", "name", Fault.TWICE),
        ("release 2026.11", "dates.standard", Fault.MISSING),
        ("release 2026.10", "name", Fault.TWICE),
    }


def test_quotes_around_a_name_make_no_other_entry_of_it(ledger: MemoryLedger) -> None:
    quoted = Calendar(
        None,
        (replace(ACME, name="“Acme LMS”"),),
        (replace(DRAFT, name="'2026.11'"), replace(DRAFT, name="2028")),
    )
    twice = replace(
        quoted, integrations=(), releases=(replace(DRAFT, name="2028"), replace(DRAFT, name='"2028"'))
    )

    for calendar, problems in (
        (quoted, [("“Acme LMS”", Fault.TAKEN, "Acme LMS"), ("'2026.11'", Fault.TAKEN, "2026.11")]),
        (twice, [('"2028"', Fault.TWICE, '"2028"')]),
    ):
        with pytest.raises(Invalid) as found:
            import_calendar(ledger.at(START), ImportCalendar(calendar))
        named = [
            (each.entry.split(" ", 1)[1], each.fault, each.detail)
            for each in found.value.problems
            if each.field == "name"
        ]
        assert named == problems


def test_a_server_may_go_by_any_of_its_names(empty: MemoryLedger) -> None:
    environments = (Environment("test", "prod"), Environment("production", "Enterprise"))
    integrations = (replace(ACME, environments=environments),)
    dates = {"Production": STANDARD_DAY, "controlled release server": CONTROLLED_DAY}
    take_in(empty, Calendar(DEFAULT_SERVERS, integrations, (replace(DRAFT, dates=dates),)))

    assert [each.server for each in empty.integrations()[0].environments] == ["standard", "controlled"]
    release = empty.release(DRAFT.name)
    assert release
    assert [(stage.server, stage.date) for stage in release.stages] == [
        ("standard", STANDARD_DAY),
        ("controlled", CONTROLLED_DAY),
    ]


DATES = {"standard": STANDARD_DAY, "controlled": CONTROLLED_DAY}


@pytest.mark.parametrize(
    "draft",
    [
        replace(DRAFT, dates={"prod": STANDARD_DAY, "standard": STANDARD_DAY}),
        replace(DRAFT, dates=DATES, left_out=("enterprise",)),
    ],
)
def test_a_server_is_named_once_by_whatever_names(empty: MemoryLedger, draft: Draft) -> None:
    with pytest.raises(Invalid) as refused:
        take_in(empty, Calendar(DEFAULT_SERVERS, (), (draft,)))

    assert Fault.TWICE in {problem.fault for problem in refused.value.problems}


def test_a_server_that_goes_is_gone_though_no_entry_is_new(empty: MemoryLedger) -> None:
    third = Server("beta", "Beta", lag_days=28)
    take_in(empty, Calendar((*DEFAULT_SERVERS, third), (ACME,), ()))
    take_in(empty, Calendar(DEFAULT_SERVERS, (ACME,), ()))
    assert empty.servers() == DEFAULT_SERVERS


def test_a_file_with_an_empty_list_of_servers_is_refused(empty: MemoryLedger) -> None:
    assert refused(empty, replace(CALENDAR, servers=())) == (
        Problem("servers", Fault.MISSING, entry="servers"),
    )


def test_a_server_that_a_release_is_on_cannot_go(ledger: MemoryLedger) -> None:
    problems = refused(ledger, Calendar(DEFAULT_SERVERS[:1], (NORTHWIND,), ()))

    assert tuple(problem.detail for problem in problems if "2026" in problem.detail) == (
        "controlled (2026.10)",
        "controlled (2026.11)",
    )


def test_a_server_that_an_integration_is_on_cannot_go(empty: MemoryLedger) -> None:
    take_in(empty, replace(CALENDAR, releases=()))

    problems = refused(empty, Calendar(DEFAULT_SERVERS[:1], (), ()))

    assert problems == (
        Problem("servers", Fault.IN_USE, "controlled (Acme LMS)", "servers"),
        Problem("servers", Fault.IN_USE, "controlled (Globex)", "servers"),
    )


def test_a_server_may_go_when_the_file_moves_its_integrations_away(empty: MemoryLedger) -> None:
    take_in(empty, replace(CALENDAR, releases=()))
    on_standard = (Environment("production", "standard"),)

    take_in(
        empty,
        Calendar(
            DEFAULT_SERVERS[:1],
            (replace(ACME, environments=on_standard), replace(GLOBEX, environments=on_standard)),
            (),
        ),
    )

    assert empty.servers() == DEFAULT_SERVERS[:1]


def test_a_date_that_has_passed_is_taken_again_but_not_moved_within_the_past(ledger: MemoryLedger) -> None:
    after = at(STANDARD_DAY + 2 * DAY)
    take_in(ledger, only(DRAFT), now=after)

    assert [(p.entry, p.field, p.fault) for p in refused(ledger, only(moved(DAY)), after)] == [
        ("release 2026.11", "dates.standard", Fault.PAST)
    ]


def test_a_release_that_is_live_everywhere_may_still_be_described_anew(ledger: MemoryLedger) -> None:
    confirm(ledger.at(at(CONTROLLED_DAY)), Confirm(ANA, "2026.11", "standard", since=STANDARD_DAY))
    confirm(ledger.at(at(CONTROLLED_DAY)), Confirm(ANA, "2026.11", "controlled"))

    take_in(ledger, only(replace(DRAFT, title="Newer player")), now=at(CONTROLLED_DAY + DAY))

    release = ledger.release("2026.11")
    assert release
    assert (release.title, {stage.status for stage in release.stages}) == ("Newer player", {Status.LIVE})


def test_a_channel_that_is_known_by_id_is_not_replaced_by_a_name(ledger: MemoryLedger) -> None:
    calendar = Calendar(None, (replace(ACME, channel="#acme"),), ())

    assert refused(ledger, calendar) == (
        Problem("channel", Fault.NOT_LOOKED_UP, "#acme", "integration Acme LMS"),
    )


def test_a_channel_may_be_given_by_name_until_it_is_known_by_id(empty: MemoryLedger) -> None:
    named = replace(ACME, channel="#acme")
    take_in(empty, Calendar(None, (named,), ()))

    assert take_in(empty, Calendar(None, (named,), ())).left == ("integration Acme LMS",)
