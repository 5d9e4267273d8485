"""What is kept of the calendar from one transaction to the next: never longer than until it is changed."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from functools import partial

import pytest
from sqlalchemy import event

from rollouts.drafts import Draft
from rollouts.integrations import Environment, Integration
from rollouts.news_drafts import DraftState, NewsDraft, Source, SourceKind
from rollouts.ports import Ledger
from rollouts.releases import Release, Stage, Status
from rollouts.servers import DEFAULT_SERVERS, Server
from rollouts.usecases.calendar_file import Calendar as ImportedCalendar
from rollouts.usecases.calendar_file import ImportCalendar, import_calendar
from storage.workspace import Workspace

NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)
RELEASE = Release("2026.11", "t", (Stage("standard", date(2026, 11, 30)),))
ACME = Integration("Acme LMS", "C0ACME", ("U0ANA",), (Environment("test", "standard"),))

NEWS = NewsDraft(Source(SourceKind.MAIL, "v@vendor.example"), "2026 11", (), DraftState.OPEN, NINE)

Read = tuple[tuple[Server, ...], tuple[Release, ...], tuple[Integration, ...]]


def together(*read: *Read) -> Read:
    return read


def calendar(ledger: Ledger) -> Read:
    read = ledger.servers(), ledger.releases(), ledger.integrations()
    assert ledger.following(together) == read
    return read


def save(ledger: Ledger, *things: Release | Integration) -> None:
    for thing in things:
        if isinstance(thing, Release):
            ledger.save_release(thing)
        else:
            ledger.save_integration(thing)


CHANGES: dict[str, Callable[[Ledger], object]] = {
    "servers": lambda ledger: ledger.save_servers(DEFAULT_SERVERS[:1]),
    "new release": lambda ledger: save(ledger, replace(RELEASE, name="2026.12")),
    "release": lambda ledger: save(ledger, replace(RELEASE, title="New")),
    "release spelled anew": lambda ledger: save(ledger, replace(RELEASE, name="2026.11A")),
    "integration": lambda ledger: save(ledger, replace(ACME, channel="C0NEW")),
    "rename": lambda ledger: ledger.save_integration(replace(ACME, name="Beta"), replaces="acme lms"),
    "new integrations": lambda ledger: ledger.add_integrations([replace(ACME, name="Beta")]),
    "new releases": lambda ledger: ledger.add_releases([replace(RELEASE, name="2026.12")]),
    "removal": lambda ledger: ledger.remove_integration("ACME LMS"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_each_process_knows_a_change_of_another_as_soon_as_it_is_made(
    open_workspace: Callable[[], Workspace], change: Callable[[Ledger], object]
) -> None:
    replicas = [open_workspace() for _ in range(3)]
    replicas[0].run_sync(save, RELEASE, ACME, now=NINE)
    assert {replica.run_sync(calendar, now=NINE) for replica in replicas} == {
        (DEFAULT_SERVERS, (RELEASE,), (ACME,))
    }

    def changed(ledger: Ledger) -> Read:
        calendar(ledger)
        change(ledger)
        return calendar(ledger)

    after = replicas[0].run_sync(changed, now=NINE)

    assert after != (DEFAULT_SERVERS, (RELEASE,), (ACME,))
    assert [replica.run_sync(calendar, now=NINE) for replica in (*replicas, open_workspace())] == [after] * 4


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_mark_of_what_was_planned_counts_until_any_replica_changes_anything(
    open_workspace: Callable[[], Workspace], change: Callable[[Ledger], object]
) -> None:
    replicas = [open_workspace() for _ in range(3)]
    replicas[0].run_sync(save, RELEASE, ACME, now=NINE)
    assert {replica.run_sync(planned_with, now=NINE) for replica in replicas} == {None}

    replicas[1].run_sync(keep_planned_with, now=NINE)
    assert {replica.run_sync(planned_with, now=NINE) for replica in replicas} == {"mark 1"}
    replicas[2].run_sync(change, now=NINE)
    assert {replica.run_sync(planned_with, now=NINE) for replica in replicas} == {None}


def planned_with(ledger: Ledger) -> str | None:
    return ledger.planned_with()


def keep_planned_with(ledger: Ledger) -> None:
    ledger.keep_planned_with("mark 1")


def test_drafts_about_a_release_are_known_to_all_replicas_as_soon_as_they_are_kept(
    open_workspace: Callable[[], Workspace],
) -> None:
    replicas = [open_workspace() for _ in range(3)]
    asked: list[str] = []
    engine = replicas[2]._backend.engine  # noqa: SLF001 - what goes to the database shows nowhere else
    event.listen(engine, "before_cursor_execute", lambda *given: asked.append(given[2]))

    def about(ledger: Ledger, name: str) -> tuple[NewsDraft, ...]:
        return ledger.drafts(about=name)

    assert {replica.run_sync(about, "2026 11", now=NINE) for replica in replicas} == {()}
    kept = replicas[0].run_sync(save_news, NEWS, now=NINE)
    assert {replica.run_sync(about, "2026 11", now=NINE) for replica in replicas} == {(kept,)}
    # One that turns out to be about another release is no more of the first.
    other = replicas[1].run_sync(save_news, replace(kept, about="2026 12"), now=NINE)
    for name, drafts in (("2026 11", ()), ("2026 12", (other,))):
        assert {replica.run_sync(about, name, now=NINE) for replica in replicas} == {drafts}
    asked.clear()
    replicas[2].run_sync(about, "2026 12", now=NINE)
    assert not [text for text in asked if "news_drafts" in text]


def save_news(ledger: Ledger, draft: NewsDraft) -> NewsDraft:
    return ledger.save_draft(draft)


def test_what_was_planned_stays_so_when_news_comes_and_only_then(workspace: Workspace) -> None:
    workspace.run_sync(keep_planned_with, now=NINE)
    kept = workspace.run_sync(save_news, NEWS, now=NINE)
    assert workspace.run_sync(planned_with, now=NINE) == "mark 1"

    def change_both(ledger: Ledger, *steps: Callable[[Ledger], object]) -> None:
        for step in steps:
            step(ledger)

    news, release = partial(save_news, draft=kept), CHANGES["new release"]
    for steps in ((news, release), (release, news)):
        workspace.run_sync(keep_planned_with, now=NINE)
        workspace.run_sync(change_both, *steps, now=NINE)
        assert workspace.run_sync(planned_with, now=NINE) is None


def test_what_was_undone_is_known_to_nobody(open_workspace: Callable[[], Workspace]) -> None:
    replicas = [open_workspace(), open_workspace()]
    replicas[0].run_sync(save, RELEASE, now=NINE)
    before = [replica.run_sync(calendar, now=NINE) for replica in replicas]

    def break_off(ledger: Ledger) -> None:
        save(ledger, replace(RELEASE, title="New"), ACME)
        assert ledger.release("2026.11") == replace(RELEASE, title="New")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        replicas[0].run_sync(break_off, now=NINE)
    assert [replica.run_sync(calendar, now=NINE) for replica in replicas] == before
    # The number of the change that was undone is used by the next one, of another process.
    replicas[1].run_sync(save, ACME, now=NINE)
    assert replicas[0].run_sync(calendar, now=NINE) == (DEFAULT_SERVERS, (RELEASE,), (ACME,))


def test_what_was_saved_is_known_as_it_will_be_read(open_workspace: Callable[[], Workspace]) -> None:
    there = NINE.astimezone(timezone(timedelta(hours=5, minutes=45)))
    live = replace(RELEASE.stages[0], status=Status.LIVE, live_at=there, changed_at=there)

    def saved(ledger: Ledger) -> str:
        save(ledger, ACME, replace(RELEASE, stages=(live,)))
        return repr(calendar(ledger))

    assert open_workspace().run_sync(saved, now=NINE) == repr(open_workspace().run_sync(calendar, now=NINE))


def imported(numbers: Iterable[int]) -> ImportCalendar:
    """Return an import of that many integrations and releases; the releases are history."""
    began = date(2020, 1, 6)
    days = {number: {"standard": began + timedelta(weeks=number)} for number in numbers}
    drafts = (
        Draft(f"2020.{number}", "t", day, day, left_out=("controlled",)) for number, day in days.items()
    )
    integrations = (replace(ACME, name=f"Acme {number}") for number in days)
    return ImportCalendar(ImportedCalendar(None, tuple(integrations), tuple(drafts)), seen=None)


def test_an_import_stores_in_few_statements_and_writes_nothing_when_nothing_is_new(
    open_workspace: Callable[[], Workspace],
) -> None:
    workspace, texts = open_workspace(), []
    engine = workspace._backend.engine  # noqa: SLF001 - what goes to the database shows nowhere else
    event.listen(engine, "before_cursor_execute", lambda *given: texts.append(given[2]))

    def asked(request: ImportCalendar) -> list[str]:
        before = len(texts)
        workspace.run_sync(import_calendar, request, now=NINE)
        return texts[before:]

    few, many = asked(imported(range(2))), asked(imported(range(2, 20)))
    again = asked(imported(range(2, 20)))

    # Of each release it is asked once whether there are drafts of it.
    assert len(many) - len(few) <= 18 - 2
    assert not [text for text in again if text.startswith(("INSERT", "UPDATE", "DELETE"))]


def save_both(ledger: Ledger) -> None:
    save(ledger, RELEASE, ACME)


def change_and_read(ledger: Ledger) -> Read:
    save(ledger, RELEASE, ACME)
    return calendar(ledger)


@pytest.mark.parametrize("steps", [(save_both, calendar), (change_and_read,)], ids=["read", "changed"])
def test_the_calendar_is_read_or_changed_once_and_then_its_number_alone(
    workspace: Workspace, steps: tuple[Callable[[Ledger], object], ...]
) -> None:
    for step in steps:
        workspace.run_sync(step, now=NINE)
    asked: list[str] = []
    engine = workspace._backend.engine  # noqa: SLF001 - what goes to the database shows nowhere else
    event.listen(engine, "before_cursor_execute", lambda *given: asked.append(given[2]))

    workspace.run_sync(calendar, now=NINE)

    assert [text for text in asked if "FROM" in text and "lock" not in text] == [
        text for text in asked if "calendar_version" in text
    ]


def test_what_follows_from_the_calendar_is_made_once_for_each_day_until_it_changes(
    workspace: Workspace,
) -> None:
    made: list[tuple[int, date]] = []

    def follows(_servers: object, releases: tuple[Release, ...], _integrations: object, day: date) -> int:
        made.append((len(releases), day))
        return len(releases)

    def ask(ledger: Ledger, day: int) -> int:
        return ledger.following(follows, date(2026, 11, day))

    workspace.run_sync(save, RELEASE, now=NINE)
    for day in (23, 23, 24, 23):
        assert workspace.run_sync(ask, day, now=NINE) == 1
    workspace.run_sync(save, replace(RELEASE, name="2026.12"), now=NINE)
    assert workspace.run_sync(ask, 23, now=NINE) == 2

    assert made == [(1, date(2026, 11, 23)), (1, date(2026, 11, 24)), (2, date(2026, 11, 23))]
