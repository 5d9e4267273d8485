"""Renaming a release: all that refers to it follows, and what was said stays about it."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rollouts.announcing.briefs import ReleaseBrief
from rollouts.deliveries import Action, Delivery, State
from rollouts.drafts import Draft
from rollouts.history import Kept
from rollouts.intake.filling import called
from rollouts.people import Caller
from rollouts.questions.asked import Asked, Question, Understood
from rollouts.questions.names import Names
from rollouts.questions.reading import Known, read
from rollouts.refusals import Fault, Invalid, Problem
from rollouts.releases import Release, ReleaseKey
from rollouts.servers import DEFAULT_SERVERS
from rollouts.texts import name_key
from rollouts.usecases.calendar_file import Calendar, ImportCalendar, Imported, import_calendar
from rollouts.usecases.case_changes import ChangeCase, change_case
from rollouts.usecases.cases import Report, take_report
from rollouts.usecases.confirming import Confirm, confirm
from rollouts.usecases.editing import EditRelease, edit_release
from rollouts.usecases.overviews import calendar
from rollouts.usecases.releases import Ask, NewRelease, create_release, find_release
from rollouts.usecases.showing import show_release
from rollouts.usecases.talking import TalkedOf, note_talk, talked_of
from rollouts.usecases.upcoming import list_deliveries, next_of, next_up
from rollouts.validation import server_problems
from tests.support.delivering import deliver, row
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import (
    ANA,
    BEN,
    DRAFT,
    HISTORY,
    INTEGRATIONS,
    MANAGER,
    POLICY,
    PREVIEW,
    PREVIEW_DAY,
    RELEASE,
    REMINDER,
    REMINDER_DAY,
    STANDARD_DAY,
    START,
    at,
    told_in,
)

OLD, NEW = RELEASE.name, "Autumn 26"
DAY = timedelta(days=1)
WEEKS_LATER = {"standard": STANDARD_DAY + 42 * DAY}
BOTH_LATER = {**WEEKS_LATER, "controlled": STANDARD_DAY + 56 * DAY}
LATER = at(REMINDER_DAY, 12)


@pytest.fixture
def told(ledger: MemoryLedger) -> MemoryLedger:
    """Return a ledger whose channels have got the preview and the reminder."""
    deliver(ledger, at(PREVIEW_DAY))
    deliver(ledger, at(REMINDER_DAY))
    return ledger


def rename(ledger: MemoryLedger, name: str, *, of: str = OLD, now: datetime = LATER) -> Release:
    with ledger.transaction(now) as transaction:
        return edit_release(transaction, EditRelease(MANAGER, of, replace(DRAFT, name=name))).release


def refused(ledger: MemoryLedger, name: str, *, of: str = OLD) -> tuple[Problem, ...]:
    with pytest.raises(Invalid) as refusal:
        rename(ledger, name, of=of)
    return refusal.value.problems


def test_a_renamed_release_is_found_by_both_names(told: MemoryLedger) -> None:
    renamed = rename(told, NEW)

    assert renamed == replace(RELEASE, name=NEW, former_names=(OLD,))
    assert {told.release(name) for name in (OLD, NEW)} == {renamed}


def test_nobody_is_told_of_another_name_but_what_is_kept_current_shows_it(told: MemoryLedger) -> None:
    rename(told, NEW)

    jobs = deliver(told, LATER)

    assert {job.delivery.action for job in jobs} == {Action.UPDATE}
    briefs = [job.brief for job in jobs if isinstance(job.brief, ReleaseBrief)]
    assert {(brief.release.name, brief.formerly) for brief in briefs} == {(NEW, (OLD,))}
    assert {brief.announcement for brief in briefs} == {PREVIEW}


def test_a_name_that_no_channel_heard_is_shown_to_none(ledger: MemoryLedger) -> None:
    rename(ledger, NEW, now=START)

    (*_, job) = deliver(ledger, at(PREVIEW_DAY))
    rename(ledger, "Fall 26", of=NEW, now=LATER)
    (*_, update) = deliver(ledger, LATER)

    heard = [each.brief.formerly for each in (job, update) if isinstance(each.brief, ReleaseBrief)]
    assert heard == [(), (NEW,)]


def test_nothing_is_said_twice_and_what_was_planned_is_said_by_the_new_name(told: MemoryLedger) -> None:
    planned = {each.key for each in told.deliveries(RELEASE.topic)}

    renamed = rename(told, NEW)

    posts = [each.key for each in told.deliveries(renamed.topic) if each.action is Action.POST]
    assert set(posts) <= planned
    jobs = deliver(told, at(STANDARD_DAY))
    assert {job.brief.release.name for job in jobs if isinstance(job.brief, ReleaseBrief)} == {NEW}


def test_a_post_whose_answer_was_lost_is_still_looked_for_by_its_mark(lost: MemoryLedger) -> None:
    before = row(lost, PREVIEW)

    rename(lost, NEW, now=at(PREVIEW_DAY, 10))

    after = lost.delivery(before.id)
    assert after is not None
    assert (after.key, after.state) == (before.key, State.UNKNOWN)


def test_buttons_and_commands_with_the_old_name_mean_it(told: MemoryLedger) -> None:
    rename(told, NEW)

    confirm(told.at(at(STANDARD_DAY, 10)), Confirm(ANA, OLD, "standard"))
    confirmed = told.release(NEW)
    assert confirmed
    assert confirmed.stages[0].is_live
    assert next_of(told.at(LATER), Ask(f"{OLD} controlled")).release == confirmed


def test_cases_go_by_the_new_name_those_too_that_are_reported_on_old_messages(told: MemoryLedger) -> None:
    first = take_report(
        told.at(LATER), Report(Caller(BEN.id), "C0ACME", delivery=row(told, REMINDER).id)
    ).case
    rename(told, NEW)
    report = Report(Caller(ANA.id), "C0NORTH", delivery=row(told, REMINDER, channel="C0NORTH").id)
    second = take_report(told.at(LATER), report).case
    form = ChangeCase(BEN, second.number, OLD, "standard", ("Northwind",), urgent=True)
    change_case(told.at(LATER), form)

    assert first.release == OLD
    assert {case.release for case in told.cases()} == {NEW}


def test_an_open_case_shows_the_new_name_and_one_of_another_release_is_let_be(told: MemoryLedger) -> None:
    ours = take_report(told.at(LATER), Report(Caller(BEN.id), "C0ACME", delivery=row(told, REMINDER).id)).case
    other = told.save_case(replace(ours, number=0, release=HISTORY.name))
    deliver(told, LATER)

    rename(told, NEW)

    updates = [job.delivery.key.topic for job in deliver(told, LATER)]
    assert ours.topic in updates
    assert other.topic not in updates


def test_history_and_calendar_entry_stay_those_of_the_release(told: MemoryLedger) -> None:
    rename(told, NEW)
    rename(told, "Fall 26", of=NEW)

    noted = [(each.old, each.new) for each in told.history(Kept.RELEASE, "Fall 26") if each.field == "name"]
    assert noted == [(NEW, "Fall 26"), (OLD, NEW)]
    (entry,) = calendar(told.at(LATER), Ask(OLD)).entries
    assert (entry.release.name, entry.release.key, entry.revision) == ("Fall 26", OLD, 0)


def test_lists_of_posts_name_it_as_it_is_called_today(told: MemoryLedger) -> None:
    rename(told, NEW)

    posts: tuple[Delivery, ...] = list_deliveries(told.at(LATER), Ask()).deliveries
    posts += next_up(told.at(LATER)).posts
    assert {post.key.topic.key for post in posts} == {NEW}


def test_it_in_a_question_still_means_it(told: MemoryLedger) -> None:
    note_talk(told.at(LATER), TalkedOf(ANA.id, OLD))
    rename(told, NEW)

    assert talked_of(told.at(LATER), ANA.id) == NEW


def test_it_still_means_it_where_another_has_got_its_name(told: MemoryLedger) -> None:
    note_talk(told.at(LATER), TalkedOf(ANA.id, OLD))
    rename(told, NEW)
    enter(told, OLD)

    assert talked_of(told.at(LATER), ANA.id) == NEW


@pytest.mark.parametrize("words", [OLD, OLD.replace(".", "-"), f"tell me about {OLD}"])
def test_questions_understand_the_old_name(told: MemoryLedger, words: str) -> None:
    rename(told, NEW)
    known = Known(Names(DEFAULT_SERVERS, told.releases(), INTEGRATIONS), (), START.date())

    understood = read(words, known)

    assert isinstance(understood, Understood)
    assert understood.question == Question(Asked.RELEASE, release=NEW)


@pytest.mark.parametrize(
    ("name", "fault", "detail"),
    [
        ("", Fault.MISSING, ""),
        ("x" * 41, Fault.TOO_LONG, "40"),
        ("prod", Fault.CALLED_LIKE_SERVER, "Standard Release server"),
        ("Timeline", Fault.CALLED_LIKE_COMMAND, "/release timeline"),
        (HISTORY.name, Fault.TAKEN, HISTORY.name),
        (f"“{HISTORY.name}”", Fault.TAKEN, HISTORY.name),
    ],
)
def test_the_new_name_keeps_to_the_rules_for_names(
    told: MemoryLedger, name: str, fault: Fault, detail: str
) -> None:
    assert refused(told, name) == (Problem("name", fault, detail),)
    assert told.release(OLD) == RELEASE


def enter(ledger: MemoryLedger, name: str) -> Release:
    return create_release(
        ledger.at(LATER), NewRelease(MANAGER, replace(DRAFT, name=name, dates=WEEKS_LATER))
    ).release


def test_a_name_that_was_a_slip_can_be_given_to_the_release_that_has_it(told: MemoryLedger) -> None:
    renamed = rename(told, NEW)

    entered = enter(told, OLD)

    assert told.release(OLD) == entered
    first = told.release(NEW)
    assert first
    assert (first.key, first.formerly, first.given_up) == (renamed.key, (), (OLD,))
    assert (entered.name, entered.own_key) == (OLD, f"{OLD}~2")


def test_what_was_posted_by_the_old_name_stays_about_the_release_that_had_it(told: MemoryLedger) -> None:
    renamed = rename(told, NEW)
    before = {each.key for each in told.deliveries(renamed.topic)}

    entered = enter(told, OLD)

    assert {each.key for each in told.deliveries(renamed.topic)} == before
    assert {each.key.topic for each in told.deliveries(entered.topic)} == {entered.topic}
    assert entered.topic != renamed.topic
    jobs = deliver(told, at(STANDARD_DAY))
    named = {job.brief.release.name for job in jobs if isinstance(job.brief, ReleaseBrief)}
    assert named == {NEW}


def test_who_heard_the_name_of_another_release_is_told_that_this_one_is_not_it(told: MemoryLedger) -> None:
    rename(told, NEW)
    entered = enter(told, OLD)

    cards = [
        job.brief
        for job in deliver(told, at(WEEKS_LATER["standard"] - 21 * DAY))
        if isinstance(job.brief, ReleaseBrief) and job.brief.is_card
    ]

    assert {(brief.release.name, brief.formerly, brief.not_these) for brief in cards} >= {
        (OLD, (), (NEW,)),
        (NEW, (OLD,), ()),
    }
    assert show_release(told.at(LATER), Ask(OLD)).not_these == (NEW,)
    assert entered.topic in {each.key.topic for each in told.upcoming(limit=50)}


def test_a_channel_that_never_heard_the_name_of_another_is_told_nothing_of_it(ledger: MemoryLedger) -> None:
    rename(ledger, NEW, now=START)
    enter(ledger, OLD)

    jobs = deliver(ledger, at(WEEKS_LATER["standard"] - 21 * DAY))

    briefs = [job.brief for job in jobs if isinstance(job.brief, ReleaseBrief) and job.brief.is_card]
    assert {brief.release.name for brief in briefs} >= {OLD}
    assert {brief.not_these for brief in briefs} == {()}


def test_another_release_can_be_renamed_to_it_and_both_change_names_again(told: MemoryLedger) -> None:
    rename(told, NEW)
    taker = rename(told, OLD, of=HISTORY.name)
    assert told.release(OLD) == taker

    rename(told, "2026.09", of=OLD)
    back = rename(told, OLD, of=NEW)

    assert (back.formerly, back.given_up) == ((NEW,), ())
    assert told.release(OLD) == back
    assert {each.key for each in told.releases()} == {HISTORY.key, RELEASE.key}


def test_a_third_release_of_the_name_gets_a_key_of_its_own(told: MemoryLedger) -> None:
    rename(told, NEW)
    enter(told, OLD)
    with told.transaction(LATER) as transaction:
        edit_release(transaction, EditRelease(MANAGER, OLD, replace(DRAFT, name="Fall 26", dates=BOTH_LATER)))

    third = enter(told, OLD)

    assert third.key == f"{OLD}~3"
    assert len({each.topic for each in told.releases()}) == len(told.releases())


def test_a_server_cannot_get_a_name_that_a_release_had(told: MemoryLedger) -> None:
    rename(told, NEW)
    first, second = DEFAULT_SERVERS
    servers = (replace(first, name=OLD), second)

    found = tuple(server_problems(servers, told.releases(), known=DEFAULT_SERVERS))

    assert found == (Problem("name", Fault.TAKEN, OLD),)


def test_it_gets_its_first_name_back(told: MemoryLedger) -> None:
    rename(told, NEW)

    back = rename(told, OLD, of=NEW)

    assert (back.name, back.formerly, back.topic) == (OLD, (NEW,), RELEASE.topic)
    assert told.release(NEW) == back


def test_whoever_had_the_form_open_does_not_take_the_new_name_back(told: MemoryLedger) -> None:
    rename(told, NEW)

    edited = edit_release(told.at(LATER), EditRelease(MANAGER, OLD, replace(DRAFT, title="Other"))).release

    assert (edited.name, edited.title) == (NEW, "Other")


def test_a_form_that_shows_a_name_which_is_no_key_can_give_the_first_one_back(told: MemoryLedger) -> None:
    key = ReleaseKey(rename(told, NEW).key)
    shown = EditRelease(MANAGER, key, replace(DRAFT, name=NEW), called=NEW)

    kept = edit_release(told.at(LATER), shown).release
    back = edit_release(told.at(LATER), replace(shown, draft=DRAFT)).release

    assert (kept.name, back.name) == (NEW, OLD)


def test_what_a_button_carries_means_the_one_that_it_was_posted_for_what_is_typed_who_has_the_name(
    told: MemoryLedger,
) -> None:
    first = rename(told, NEW)
    second = enter(told, OLD)

    def found(name: str) -> Release:
        return find_release(ledger=told.at(LATER), name=name)

    assert found(ReleaseKey(OLD)).key == first.key
    assert found(OLD).key == found(ReleaseKey(second.key)).key == second.key
    assert found(ReleaseKey(NEW)).key == first.key
    kept = confirm(told.at(at(STANDARD_DAY)), Confirm(MANAGER, ReleaseKey(first.key), "standard"))
    assert kept.release.key == first.key


def take_in(ledger: MemoryLedger, *drafts: Draft) -> Imported:
    return import_calendar(ledger.at(LATER), ImportCalendar(Calendar(None, (), drafts)))


def test_a_file_with_the_old_name_makes_no_twin_and_that_is_said(told: MemoryLedger) -> None:
    renamed = rename(told, NEW)

    done = take_in(told, DRAFT)

    assert done == Imported((), (), (f"release {NEW}",), renamed=((OLD, NEW),))
    assert told.release(OLD) == renamed


def test_a_file_with_two_names_that_it_had_has_it_twice(told: MemoryLedger) -> None:
    rename(told, "Fall 26")
    rename(told, NEW, of="Fall 26")

    with pytest.raises(Invalid) as refusal:
        take_in(told, DRAFT, replace(DRAFT, name="Fall 26"))

    assert refusal.value.problems == (Problem("name", Fault.TWICE, NEW, "release Fall 26"),)


def test_a_file_that_has_the_new_name_too_means_another_release_by_the_old_one(told: MemoryLedger) -> None:
    rename(told, NEW)
    another = replace(DRAFT, dates=WEEKS_LATER)

    done = take_in(told, replace(DRAFT, name=NEW), another)
    again = take_in(told, replace(DRAFT, name=NEW), another)

    assert done == Imported((f"release {OLD}",), (), (f"release {NEW}",))
    assert again == Imported((), (), (f"release {NEW}", f"release {OLD}"))
    assert {each.name for each in told.releases()} == {HISTORY.name, NEW, OLD}


NAMES = st.sampled_from(["2026.10", "2026.11", "A", "a", "B", "“B”", "C", "2026-11"])


@pytest.mark.no_cover
@given(st.lists(st.tuples(NAMES, NAMES), max_size=12))
def test_every_name_leads_to_the_release_that_has_it_or_had_it_last(wishes: list[tuple[str, str]]) -> None:
    ledger = MemoryLedger(POLICY)
    told_in(ledger.at(START))
    last: dict[str, str] = {name_key(name): name for name in (HISTORY.name, RELEASE.name)}
    for of, name in wishes:
        if (known := ledger.release(of)) is None:
            continue
        try:
            rename(ledger, name, of=known.name, now=START)
        except Invalid:
            continue
        last[name_key(name)] = known.key
    for name, key in last.items():
        found = ledger.release(name)
        assert found
        assert found.key == key
    assert {each.topic for each in ledger.releases()} == {HISTORY.topic, RELEASE.topic}


def test_the_vendors_news_means_it_by_its_old_name_but_by_that_of_another_today(told: MemoryLedger) -> None:
    renamed = rename(told, "2026.12")
    other = replace(HISTORY, name="2026-11")

    assert called("R2026.11", told.releases()) == renamed
    assert called("R2026.11", (renamed, other)) == other
