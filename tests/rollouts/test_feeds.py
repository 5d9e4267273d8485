"""Feeds are looked at in their time, by one at a time; managers may ask for more."""

from dataclasses import replace
from datetime import timedelta

import pytest

from rollouts.delivery.mailbox_troubles import MailboxStands, tell_of_mailbox
from rollouts.feeds import HELD_FOR, LONGEST_WAIT, LOOK_EVERY, NOTHING_KNOWN, Feed, KnownFeed, Validators
from rollouts.mailboxes import MailboxStanding, Watched
from rollouts.news import DayOrder
from rollouts.refusals import Fault, Invalid, NotAllowed, Problem, Thing, Unknown
from rollouts.usecases.calendar_file import (
    Calendar,
    ImportCalendar,
    Imported,
    export_calendar,
    import_calendar,
)
from rollouts.usecases.feeds import (
    AskSources,
    HoldDue,
    Looked,
    Sources,
    all_feeds,
    hold_due,
    look_now,
    note_look,
    sources,
)
from rollouts.usecases.mailboxes import Hold, hold
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import BEN, MANAGER, MINUTE, POLICY, SECOND, STANDARD_DAY, at

NOON = at(STANDARD_DAY, 12)
NEW = KnownFeed(Feed("Vendor", "https://vendor.example/feed"))
KNOWN = Validators("1", "", "abc")


@pytest.fixture
def ledger() -> MemoryLedger:
    ledger = MemoryLedger(POLICY)
    ledger.save_feed(NEW)
    return ledger


def feed(ledger: MemoryLedger) -> KnownFeed:
    [found] = all_feeds(ledger)
    return found


def test_one_reader_holds_a_feed_until_it_has_been_silent_for_long(ledger: MemoryLedger) -> None:
    [held] = hold_due(ledger.at(NOON), HoldDue("one"))

    assert hold_due(ledger.at(NOON), HoldDue("two")) == ()
    assert hold_due(ledger.at(NOON + SECOND), HoldDue("one")) == (replace(held, held_at=NOON + SECOND),)
    assert hold_due(ledger.at(NOON + SECOND + HELD_FOR), HoldDue("two")) != ()


def test_all_that_are_due_are_looked_at_but_what_is_looked_at_already(ledger: MemoryLedger) -> None:
    for number in range(20):
        ledger.save_feed(replace(NEW, feed=replace(NEW.feed, name=f"{number}")))

    held = hold_due(ledger.at(NOON), HoldDue("one", frozenset({"3", "4"})))

    assert {each.feed.name for each in held} == {NEW.feed.name, *map(str, range(20))} - {"3", "4"}


def test_a_look_is_remembered_and_the_next_one_comes_in_its_time(ledger: MemoryLedger) -> None:
    [held] = hold_due(ledger.at(NOON), HoldDue("one"))

    note_look(ledger.at(NOON + SECOND), Looked(held, KNOWN, has_news=True))

    after = NOON + SECOND
    assert feed(ledger) == replace(
        NEW, validators=KNOWN, looked_at=after, news_at=after, next_at=after + LOOK_EVERY
    )
    assert hold_due(ledger.at(after + LOOK_EVERY - SECOND), HoldDue("one")) == ()
    assert hold_due(ledger.at(after + LOOK_EVERY), HoldDue("one")) != ()


def test_after_each_trouble_it_waits_twice_as_long_and_never_longer_than_a_day(ledger: MemoryLedger) -> None:
    now, waits = NOON, []
    for _ in range(12):
        [held] = hold_due(ledger.at(now), HoldDue("one"))
        note_look(ledger.at(now), Looked(held, trouble="unreachable"))
        next_at = feed(ledger).next_at
        assert next_at
        waits.append(next_at - now)
        now = next_at

    assert waits[:3] == [5 * MINUTE, 10 * MINUTE, 20 * MINUTE]
    assert waits[-1] == LONGEST_WAIT
    assert (feed(ledger).trouble, feed(ledger).failures) == ("unreachable", 12)


def test_a_clock_that_was_set_back_keeps_no_feed_waiting(ledger: MemoryLedger) -> None:
    ledger.save_feed(replace(NEW, next_at=NOON + timedelta(days=365)))

    assert hold_due(ledger.at(NOON), HoldDue("one")) != ()


@pytest.mark.parametrize("change", ["removed", "elsewhere", "another reader"])
def test_what_was_named_anew_meanwhile_or_is_anothers_is_left_as_it_is(
    ledger: MemoryLedger, change: str
) -> None:
    [held] = hold_due(ledger.at(NOON), HoldDue("one"))
    now_known = {
        "removed": None,
        "elsewhere": replace(NEW, feed=Feed("Vendor", "https://elsewhere.example/")),
        "another reader": replace(held, reader="two"),
    }[change]
    ledger.remove_feed("Vendor")
    if now_known:
        ledger.save_feed(now_known)

    note_look(ledger.at(NOON + SECOND), Looked(held, KNOWN))

    assert all_feeds(ledger) == ((now_known,) if now_known else ())


def test_everybody_sees_the_sources_and_managers_may_look(ledger: MemoryLedger) -> None:
    assert sources(ledger, AskSources(BEN)) == Sources((NEW,), "Europe/Berlin")
    assert sources(ledger, AskSources(MANAGER)).may_look
    with pytest.raises(NotAllowed):
        look_now(ledger.at(NOON), AskSources(BEN, "Vendor"))


def test_a_manager_has_a_source_read_anew_at_once(ledger: MemoryLedger) -> None:
    ledger.save_feed(replace(NEW, validators=KNOWN, next_at=NOON + MINUTE))

    answer = look_now(ledger.at(NOON), AskSources(MANAGER, "vendor"))

    assert answer.feeds == (replace(NEW, validators=NOTHING_KNOWN, next_at=None),)
    assert hold_due(ledger.at(NOON), HoldDue("one")) != ()


def test_but_not_before_its_server_lets_us(ledger: MemoryLedger) -> None:
    rests = NOON + MINUTE
    ledger.save_feed(replace(NEW, next_at=NOON + 5 * MINUTE, rests_until=rests))

    look_now(ledger.at(NOON), AskSources(MANAGER, "Vendor"))

    assert feed(ledger).next_at == rests


def test_a_source_that_is_not_there_is_named(ledger: MemoryLedger) -> None:
    with pytest.raises(Unknown) as refusal:
        look_now(ledger.at(NOON), AskSources(MANAGER, "Vender"))

    assert (refusal.value.thing, refusal.value.known) == (Thing.SOURCE, ("Vendor",))


def test_how_long_a_server_asks_for_counts_up_to_a_day(ledger: MemoryLedger) -> None:
    [held] = hold_due(ledger.at(NOON), HoldDue("one"))

    note_look(ledger.at(NOON), Looked(held, trouble="busy", wait=timedelta(days=9)))

    assert feed(ledger).next_at == feed(ledger).rests_until == NOON + LONGEST_WAIT


def test_read_otherwise_or_elsewhere_a_feed_is_new() -> None:
    known = replace(NEW, validators=KNOWN, looked_at=NOON)

    assert known.named(replace(NEW.feed, name="VENDOR")) == replace(
        known, feed=replace(NEW.feed, name="VENDOR")
    )
    assert known.named(replace(NEW.feed, day_order=DayOrder.DAY)).looked_at is None


def brings(ledger: MemoryLedger, *feeds: Feed) -> Imported:
    return import_calendar(ledger.at(NOON), ImportCalendar(Calendar(None, (), (), feeds)))


def test_a_calendar_file_names_the_feeds_and_what_came_of_looks_stays_known(ledger: MemoryLedger) -> None:
    ledger.save_feed(replace(NEW, looked_at=NOON))
    other = Feed("Other", "https://other.example/rss")

    done = brings(ledger, NEW.feed, other)
    assert (done.created, done.left) == (("source Other",), ("source Vendor",))
    assert all_feeds(ledger) == (KnownFeed(other), replace(NEW, looked_at=NOON))

    done = brings(ledger, replace(NEW.feed, name="VENDOR"))
    assert (done.changed, done.removed) == (("source VENDOR",), ("source Other",))
    assert feed(ledger) == KnownFeed(replace(NEW.feed, name="VENDOR"), looked_at=NOON)
    assert export_calendar(ledger).sources == (feed(ledger).feed,)


def test_a_calendar_file_without_sources_leaves_them_and_an_empty_list_removes_them(
    ledger: MemoryLedger,
) -> None:
    import_calendar(ledger.at(NOON), ImportCalendar(Calendar(None, (), ())))
    assert feed(ledger) == NEW

    assert brings(ledger).removed == ("source Vendor",)
    assert all_feeds(ledger) == ()


@pytest.mark.parametrize(
    ("field", "fault", "of"),
    [
        ("name", Fault.MISSING, Feed("", "https://vendor.example/")),
        ("name", Fault.TWICE, Feed("vendor", "https://vendor.example/")),
        ("feed", Fault.MISSING, Feed("Other", " ")),
        ("feed", Fault.NOT_AN_ADDRESS, Feed("Other", "file:///etc/passwd")),
        ("feed", Fault.NOT_AN_ADDRESS, Feed("Other", "https://ana:secret@vendor.example/")),
        ("feed", Fault.NOT_AN_ADDRESS, Feed("Other", "https://[vendor.example/")),
        ("feed", Fault.NOT_AN_ADDRESS, Feed("Other", "https://vendor.example/ä")),
        ("feed", Fault.TOO_LONG, Feed("Other", "https://vendor.example/" + "x" * 2000)),
    ],
)
def test_a_source_that_cannot_be_taken_is_refused_by_its_field(
    ledger: MemoryLedger, field: str, fault: Fault, of: Feed
) -> None:
    with pytest.raises(Invalid) as refusal:
        brings(ledger, NEW.feed, of)

    assert (field, fault) in {(each.field, each.fault) for each in refusal.value.problems}


def test_more_than_twenty_sources_are_too_many(ledger: MemoryLedger) -> None:
    with pytest.raises(Invalid) as refusal:
        brings(ledger, *(Feed(f"{number}", "https://vendor.example/") for number in range(21)))

    assert refusal.value.problems == (Problem("sources", Fault.TOO_MANY, "20", "sources"),)


def test_the_sources_say_how_it_stands_with_the_mailbox(ledger: MemoryLedger) -> None:
    watched = Watched("bot@mail.example/INBOX", ("vendor.example",))
    ask = AskSources(BEN, watched=watched)
    assert sources(ledger, ask).mailbox == MailboxStanding(watched)

    hold(ledger.at(NOON), Hold(watched.mailbox, "one"))
    tell_of_mailbox(ledger.at(NOON), MailboxStands(watched.mailbox, "mail_login"))

    assert sources(ledger, ask).mailbox == MailboxStanding(watched, seen_at=NOON, trouble="mail_login")
    tell_of_mailbox(ledger.at(NOON), MailboxStands(watched.mailbox))
    assert sources(ledger, ask).mailbox == MailboxStanding(watched, seen_at=NOON)
