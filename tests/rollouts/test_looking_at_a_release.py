"""What was said of a release and what will be, never mixed; and a release at a glance."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

import pytest

from rollouts.announcing.planning import replan, replan_all
from rollouts.cases import Case, CaseState
from rollouts.deliveries import Announcement, Delivery, Key, Lost, Pause, State
from rollouts.delivery.expecting import Coming, Condition
from rollouts.history import Author
from rollouts.keeping import keep_release
from rollouts.kinds import OWNER_QUESTION
from rollouts.people import Person
from rollouts.refusals import Unknown
from rollouts.releases import Standing
from rollouts.statements import statement_of
from rollouts.transitions import Verb
from rollouts.usecases.confirming import Confirm, confirm
from rollouts.usecases.histories import history_page
from rollouts.usecases.previewing import NAMED, Preview, Said, preview
from rollouts.usecases.releases import Ask, AskPage
from rollouts.usecases.seeing import NotSeenYet
from rollouts.usecases.showing import ReleaseStory, show_release
from rollouts.usecases.upcoming import next_of, next_up
from tests.support.changing import changed
from tests.support.delivering import deliver, only_in_acme, tell_until
from tests.support.memory_ledger import MemoryLedger
from tests.support.stored import put
from tests.support.story import (
    ANA,
    CONTROLLED_DAY,
    DAY,
    MANAGER,
    MINUTE,
    NORTHWIND,
    PREVIEW,
    PREVIEW_DAY,
    RELEASE,
    REMINDER_DAY,
    STANDARD_DAY,
    START,
    ZOE,
    at,
)

WHY = "Two more days."


@dataclass(frozen=True)
class All:
    """All pages together, what was said and what will be."""

    said: tuple[Said, ...]
    coming: tuple[Coming, ...]


def pages(ledger: MemoryLedger, now: datetime) -> list[Preview]:
    first = preview(ledger.at(now), AskPage("2026.11"))
    others = (preview(ledger.at(now), AskPage("2026.11", page=page)) for page in range(1, first.pages))
    return [first, *others]


def look(ledger: MemoryLedger, now: datetime) -> All:
    found = pages(ledger, now)
    return All(
        tuple(each for page in found for each in page.said),
        tuple(each for page in found for each in page.coming),
    )


def coming(answer: All, channel: str = "C0ACME") -> list[str]:
    return [str(each.brief.announcement) for each in answer.coming if channel in each.channels]


def channels(answer: All) -> Iterator[str]:
    return (channel for each in answer.coming for channel in each.channels)


def said(answer: All, channel: str = "C0ACME") -> list[Said]:
    return [each for each in answer.said if channel in each.channels]


def seen_and_confirmed(ledger: MemoryLedger, server: str) -> None:
    request = Confirm(ANA, "2026.11", server)
    now = at(STANDARD_DAY, 10)
    try:
        with ledger.transaction(now) as transaction:
            confirm(transaction, request)
    except NotSeenYet as first:
        confirm(ledger.at(now), replace(request, seen=first.fingerprint))


def test_before_anything_was_said_all_of_it_is_still_to_come(ledger: MemoryLedger) -> None:
    answer = look(ledger, START)

    assert (answer.said, {*channels(answer)}) == ((), {"C0ACME", "C0GLOBEX", "C0NORTH"})
    assert coming(answer)[:2] == ["preview:standard", "reminder:standard"]


def test_what_goes_to_one_person_is_told_to_no_channel(ledger: MemoryLedger) -> None:
    tell_until(ledger, at(STANDARD_DAY))

    answer = look(ledger, at(STANDARD_DAY))

    found = {channel for each in answer.said for channel in each.channels} | {*channels(answer)}
    assert not any(channel.startswith("U") for channel in found)


def test_what_was_said_is_shown_as_it_was_said_and_together_only_where_the_words_are_the_same(
    ledger: MemoryLedger,
) -> None:
    tell_until(ledger, at(PREVIEW_DAY), words=lambda job: f"for {job.delivery.key.channel == 'C0ACME'}")

    assert [(each.words, each.channels) for each in look(ledger, at(PREVIEW_DAY)).said] == [
        ("for True", ("C0ACME",)),
        ("for False", ("C0GLOBEX", "C0NORTH")),
    ]


def test_of_very_many_channels_that_were_told_the_same_the_first_are_named(ledger: MemoryLedger) -> None:
    channels = tuple(f"C{number:02}" for number in range(NAMED + 2))
    for number, channel in enumerate(channels):
        ledger.save_integration(replace(NORTHWIND, name=f"Team {number}", channel=channel))
    replan_all(ledger=ledger.at(START))
    tell_until(
        ledger, at(PREVIEW_DAY), words=lambda job: "one" if job.delivery.key.channel in channels else ""
    )

    others, one = look(ledger, at(PREVIEW_DAY)).said

    assert (others.words, others.channels, others.others) == ("", ("C0ACME", "C0GLOBEX", "C0NORTH"), 0)
    assert (one.words, one.channels, one.others) == ("one", channels[:NAMED], 2)


def test_what_one_person_was_asked_is_told_to_no_channel_though_what_it_told_is_assumed(
    ledger: MemoryLedger,
) -> None:
    told = statement_of(release=RELEASE, today=STANDARD_DAY)
    question = Key(RELEASE.topic, Announcement(OWNER_QUESTION, "standard"), "U0ANA")
    restored = Delivery(0, question, START, state=State.SENT, started_at=START, statement=told)
    put(ledger, [restored, replace(restored, key=replace(question, announcement=PREVIEW, channel="C0ACME"))])

    assert [each.channels for each in look(ledger, START).said] == [("C0ACME",)]


def test_the_first_message_in_a_channel_is_shown_as_the_card_that_it_will_be(ledger: MemoryLedger) -> None:
    late = [each.brief for each in look(ledger, START).coming if "C0ACME" in each.channels]

    assert [getattr(brief, "is_card", None) for brief in late[:2]] == [True, False]


def test_what_depends_on_the_owners_word_says_so(ledger: MemoryLedger) -> None:
    conditions = {
        str(each.brief.announcement): each.condition
        for each in look(ledger, START).coming
        if "C0ACME" in each.channels and each.condition is not Condition.NONE
    }

    assert conditions == {
        "confirmation:standard": Condition.ONCE_CONFIRMED,
        "not_confirmed:standard": Condition.UNLESS_CONFIRMED,
        "confirmation:controlled": Condition.ONCE_CONFIRMED,
        "not_confirmed:controlled": Condition.UNLESS_CONFIRMED,
    }


def test_what_the_card_will_say_is_no_message_where_there_is_a_card(ledger: MemoryLedger) -> None:
    assert "due:standard" not in coming(look(ledger, START))
    assert "due:standard" in coming(look(ledger, at(STANDARD_DAY)))


def test_of_what_is_live_no_confirmation_is_to_come(ledger: MemoryLedger) -> None:
    tell_until(ledger, at(STANDARD_DAY))
    confirm(ledger.at(at(STANDARD_DAY)), Confirm(ANA, "2026.11"))
    tell_until(ledger, at(STANDARD_DAY))

    assert coming(look(ledger, at(STANDARD_DAY))) == [
        "window_closing:controlled",
        "confirmation:controlled",
        "not_confirmed:controlled",
    ]


def test_each_message_reads_as_on_its_own_day(ledger: MemoryLedger) -> None:
    assert [each.brief.now for each in look(ledger, START).coming][::3][:2] == [
        at(PREVIEW_DAY),
        at(REMINDER_DAY),
    ]


def test_what_was_said_is_told_as_it_was_said_though_the_release_has_moved(ledger: MemoryLedger) -> None:
    tell_until(ledger, at(PREVIEW_DAY))
    changed(ledger, Verb.MOVE, at(PREVIEW_DAY, 12), day=STANDARD_DAY + 2 * DAY, why=WHY)

    answer = look(ledger, at(PREVIEW_DAY, 12))

    (told,) = said(answer)
    assert [stage.date for stage in told.statement.stages] == [STANDARD_DAY, CONTROLLED_DAY]
    assert told.at == at(PREVIEW_DAY)
    assert coming(answer)[0] == "correction"
    assert {each.brief.release.stages[0].date for each in answer.coming} == {STANDARD_DAY + 2 * DAY}


def test_a_card_that_was_brought_up_to_date_is_told_as_it_stands_there_now(ledger: MemoryLedger) -> None:
    tell_until(ledger, at(STANDARD_DAY))
    confirm(ledger.at(at(STANDARD_DAY, 10)), Confirm(ANA, "2026.11", "standard"))
    deliver(ledger, at(STANDARD_DAY, 10))

    edits = [each for each in said(look(ledger, at(STANDARD_DAY, 11))) if each.post.action == "update"]

    assert edits
    assert {each.statement.stages[0].standing for each in edits} == {Standing.LIVE}


def test_what_may_have_been_posted_is_named_without_a_place(ledger: MemoryLedger) -> None:
    deliver(ledger, at(PREVIEW_DAY), only_in_acme(Lost("timeout")))

    (told,) = said(look(ledger, at(PREVIEW_DAY)))

    assert told.post.message is None


def test_what_will_not_be_said_as_things_stand_is_not_shown_as_coming(ledger: MemoryLedger) -> None:
    tell_until(ledger, at(STANDARD_DAY))
    changed(ledger, Verb.WITHDRAW, at(STANDARD_DAY, 10), server="controlled")
    deliver(ledger, at(STANDARD_DAY, 12))

    assert not [what for what in coming(look(ledger, at(STANDARD_DAY, 12))) if "controlled" in what]


def test_what_is_late_by_then_is_not_shown_as_coming(ledger: MemoryLedger) -> None:
    tell_until(ledger, at(STANDARD_DAY))
    for server in ("standard", "controlled"):
        seen_and_confirmed(ledger, server)

    answer = look(ledger, at(STANDARD_DAY, 10))

    assert [what for what in coming(answer) if what.startswith("window_closing")] == []


def test_a_correction_that_is_no_longer_needed_is_not_shown_as_coming(ledger: MemoryLedger) -> None:
    tell_until(ledger, at(PREVIEW_DAY))
    changed(ledger, Verb.MOVE, at(PREVIEW_DAY, 12), day=STANDARD_DAY + DAY)
    changed(ledger, Verb.MOVE, at(PREVIEW_DAY, 12), day=STANDARD_DAY)

    assert "correction" not in coming(look(ledger, at(PREVIEW_DAY, 12)))


def test_what_waits_for_a_closed_channel_says_so(ledger: MemoryLedger) -> None:
    ledger.pause(Pause("C0ACME", "is_archived", START, 1))

    waits = {channel: each.waits for each in look(ledger, START).coming for channel in each.channels}

    assert waits == {"C0ACME": True, "C0GLOBEX": False, "C0NORTH": False}


def test_next_names_neither_what_is_answered_nor_what_has_nowhere_to_go(ledger: MemoryLedger) -> None:
    ledger.pause(Pause("C0ACME", "is_archived", START, 1))

    channels = {post.key.channel for post in next_up(ledger.at(START)).posts}

    assert "C0ACME" not in channels
    assert len(next_up(ledger.at(START)).posts) == 5


def test_next_of_a_release_or_a_server_names_that_alone(ledger: MemoryLedger) -> None:
    other = replace(RELEASE, name="2026.12", stages=RELEASE.stages[:1])
    keep_release(ledger=ledger.at(START), release=other, author=Author("import", START))
    replan(ledger=ledger.at(START), release=other)

    of_release = next_of(ledger.at(START), Ask("2026.12"))
    of_server = next_of(ledger.at(START), Ask("enterprise"))
    of_both = next_of(ledger.at(START), Ask("2026.11 on prod"))

    assert {post.key.topic.key for post in of_release.posts} == {"2026.12"}
    assert [placed.release.name for _, placed in of_release.dates] == ["2026.12"]
    assert {post.key.announcement.server for post in of_server.posts} == {"controlled"}
    assert [(server.key, placed.release.name) for server, placed in of_both.dates] == [
        ("standard", "2026.11")
    ]


@pytest.mark.parametrize("typed", ["2027.01", "2026.11 standard or so", "nowhere"])
def test_next_of_what_is_not_known_is_refused(ledger: MemoryLedger, typed: str) -> None:
    with pytest.raises(Unknown):
        next_of(ledger.at(START), Ask(typed))


def test_a_history_is_told_page_by_page(ledger: MemoryLedger) -> None:
    assert history_page(ledger.at(START), AskPage("2026.11", page=2)).page == 2
    assert history_page(ledger.at(START), AskPage("2026.11", page=-1)).page == 0


# One at a glance


def story(ledger: MemoryLedger, now: object, asker: Person | None = None) -> ReleaseStory:
    return show_release(ledger.at(now), Ask("2026.11", asker=asker))  # type: ignore[arg-type] # an instant


def test_a_glance_names_what_goes_out_next_and_where(ledger: MemoryLedger) -> None:
    shown = story(ledger, START)

    assert {(str(post.key.announcement), post.due_at) for post in shown.next} == {
        ("preview:standard", at(PREVIEW_DAY))
    }
    assert [post.key.channel for post in shown.next] == ["C0ACME", "C0GLOBEX", "C0NORTH"]


def test_a_glance_counts_what_channels_got_and_will_get(ledger: MemoryLedger) -> None:
    before = story(ledger, START)
    tell_until(ledger, at(PREVIEW_DAY))
    after = story(ledger, at(PREVIEW_DAY))

    assert (before.posted, after.posted, before.planned - after.planned) == (0, 3, 3)


def test_a_glance_names_all_that_was_changed_at_once_and_nothing_older(ledger: MemoryLedger) -> None:
    changed(ledger, Verb.HOLD, START)
    changed(ledger, Verb.RESUME, START + MINUTE)
    changed(
        ledger, Verb.MOVE, START + DAY, day=STANDARD_DAY + DAY, with_later=True, server="standard", why=WHY
    )

    last = story(ledger, START + DAY).last.changes

    assert {(change.field, change.why) for change in last} == {
        ("date.standard", WHY),
        ("date.controlled", WHY),
    }


def test_a_release_that_nothing_was_noted_of_has_no_last_change(ledger: MemoryLedger) -> None:
    assert story(ledger, START).last.changes == ()


def test_a_glance_names_the_open_cases_of_this_release_alone(ledger: MemoryLedger) -> None:
    own = Case("U0BEN", START, "C0ACME", "C0SUPPORT", release="2026.11")
    for case in (own, replace(own, release="2026.10"), replace(own, state=CaseState.RESOLVED)):
        ledger.at(START).save_case(case)

    assert [case.release for case in story(ledger, START).cases] == ["2026.11"]


def test_when_all_is_said_nothing_is_next(ledger: MemoryLedger) -> None:
    changed(ledger, Verb.WITHDRAW, START)

    assert (story(ledger, START).next, story(ledger, START).planned) == ((), 0)


@pytest.mark.parametrize("asker", [None, ZOE, MANAGER])
def test_changing_it_is_offered_to_who_may(ledger: MemoryLedger, asker: Person | None) -> None:
    assert story(ledger, START, asker).may_change is (asker is MANAGER)
