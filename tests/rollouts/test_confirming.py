"""Confirming that a stage is live, and asking again later."""

import datetime as dt
from dataclasses import replace

import pytest

from rollouts import kinds
from rollouts.deliveries import Announcement, Key, NewDelivery, Reason
from rollouts.drafts import Draft, release_from
from rollouts.people import Person
from rollouts.refusals import Blocked, Fault, Invalid, NotAllowed, NotPossible, Obstacle, Thing, Unknown
from rollouts.releases import Stage, Status
from rollouts.servers import DEFAULT_SERVERS, Server
from rollouts.topics import Topic
from rollouts.transitions import Verb
from rollouts.usecases.confirming import Confirm, confirm
from rollouts.usecases.seeing import Doubt, NotSeenYet
from tests.support.delivering import deliver, delivery_of, row, tell_until
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import (
    ANA,
    BEN,
    CONTROLLED_DAY,
    DAY,
    MANAGER,
    MINUTE,
    POLICY,
    QUESTION,
    RELEASE,
    STANDARD_DAY,
    START,
    ZOE,
    at,
    told_in,
)

HOURS = dt.timedelta(hours=2)
TEN = at(STANDARD_DAY, 10)


def stage(ledger: MemoryLedger, server: str = "standard") -> Stage:
    release = ledger.release("2026.11")
    assert release
    found = release.stage(server)
    assert found
    return found


def number(ledger: MemoryLedger, announcement: Announcement, channel: str) -> int:
    found = row(ledger, announcement, channel)
    assert found.id
    return found.id


def not_seen_yet(ledger: MemoryLedger, request: Confirm, now: dt.datetime) -> NotSeenYet:
    with pytest.raises(NotSeenYet) as refused, ledger.transaction(now) as transaction:
        confirm(transaction, request)
    return refused.value


def doubts(ledger: MemoryLedger, request: Confirm, now: dt.datetime) -> list[tuple[Doubt, dt.date]]:
    return [(each.doubt, each.day) for each in not_seen_yet(ledger, request, now).doubts]


def blocked(ledger: MemoryLedger, request: Confirm, now: dt.datetime) -> Blocked:
    with pytest.raises(Blocked) as refused:
        confirm(ledger.at(now), request)
    return refused.value


def another_release_due_on_the_same_day(ledger: MemoryLedger) -> None:
    draft = Draft("2026.12", "Other", {"standard": STANDARD_DAY}, owner=ANA.id)
    other = release_from(draft=draft, servers=DEFAULT_SERVERS, policy=POLICY)
    assert other
    told_in(ledger.at(START), releases=(other,))


@pytest.mark.parametrize("person", [ANA, MANAGER])
def test_a_press_makes_the_stage_live_and_keeps_who_and_when(ledger: MemoryLedger, person: Person) -> None:
    confirmed = confirm(ledger.at(TEN), Confirm(person, "2026.11", "standard"))

    assert (confirmed.again, confirmed.stage) == (
        False,
        Stage("standard", STANDARD_DAY, Status.LIVE, TEN, person.id, TEN, person.id),
    )
    assert stage(ledger) == confirmed.stage


def test_pressed_twice_it_counts_once(ledger: MemoryLedger) -> None:
    first = confirm(ledger.at(TEN), Confirm(ANA, "2026.11", "standard"))
    second = confirm(ledger.at(TEN + HOURS), Confirm(ANA, "2026.11", "standard"))

    assert (second.again, second.stage) == (True, first.stage)


def test_pressed_by_two_people_the_first_one_counts(ledger: MemoryLedger) -> None:
    confirm(ledger.at(TEN), Confirm(ANA, "2026.11", "standard"))
    confirm(ledger.at(TEN + HOURS), Confirm(MANAGER, "2026.11", "standard"))

    assert (stage(ledger).confirmed_by, stage(ledger).live_at) == (ANA.id, TEN)


def test_pressed_twice_the_messages_are_brought_up_to_date_once(ledger: MemoryLedger) -> None:
    tell_until(ledger, at(STANDARD_DAY))
    confirm(ledger.at(TEN), Confirm(ANA, "2026.11", "standard"))
    deliver(ledger, TEN)

    confirm(ledger.at(TEN), Confirm(ANA, "2026.11", "standard"))

    assert deliver(ledger, TEN) == ()


def test_it_may_be_confirmed_from_midnight_on_before_the_channels_hear_of_it(ledger: MemoryLedger) -> None:
    tell_until(ledger, at(STANDARD_DAY, 0))
    confirm(ledger.at(at(STANDARD_DAY, 0)), Confirm(ANA, "2026.11", "standard"))

    said = [
        str(job.delivery.key.announcement) for job in deliver(ledger, at(STANDARD_DAY)) if not job.replaces
    ]

    assert said == ["confirmation:standard"] * 3


def test_the_owner_is_not_asked_about_what_was_confirmed_before(ledger: MemoryLedger) -> None:
    tell_until(ledger, at(STANDARD_DAY, 0))
    confirm(ledger.at(at(STANDARD_DAY, 0)), Confirm(ANA, "2026.11", "standard"))

    deliver(ledger, at(STANDARD_DAY))

    assert row(ledger, QUESTION, ANA.id).reason == Reason.ANSWERED


def test_confirming_one_server_leaves_the_other_planned(ledger: MemoryLedger) -> None:
    confirm(ledger.at(TEN), Confirm(ANA, "2026.11", "standard"))

    assert stage(ledger, "controlled").status is Status.PLANNED


@pytest.mark.parametrize(
    ("server", "day"), [("standard", STANDARD_DAY), ("controlled", CONTROLLED_DAY), ("", STANDARD_DAY)]
)
def test_before_its_day_it_is_asked_whether_it_is_really_live(
    ledger: MemoryLedger, server: str, day: dt.date
) -> None:
    early = at(STANDARD_DAY - DAY, 23)

    doubted = doubts(ledger, Confirm(ANA, "2026.11", server), early)

    assert (Doubt.EARLY, day) in doubted


def test_once_it_was_asked_it_is_confirmed_early(ledger: MemoryLedger) -> None:
    early = at(STANDARD_DAY - DAY, 20)
    asked = not_seen_yet(ledger, Confirm(ANA, "2026.11"), early)

    confirm(ledger.at(early + MINUTE), Confirm(ANA, "2026.11", seen=asked.fingerprint))

    assert stage(ledger, "standard").live_at == early + MINUTE


def test_after_its_day_it_is_asked_since_when_it_is_live(ledger: MemoryLedger) -> None:
    late = at(STANDARD_DAY + 3 * DAY)

    assert doubts(ledger, Confirm(ANA, "2026.11"), late) == [(Doubt.SINCE_WHEN, STANDARD_DAY)]


def test_said_since_when_it_is_live_since_that_day(ledger: MemoryLedger) -> None:
    late = at(STANDARD_DAY + 3 * DAY)

    confirm(ledger.at(late), Confirm(ANA, "2026.11", since=STANDARD_DAY + DAY))

    assert (stage(ledger, "standard").live_at, stage(ledger, "standard").changed_at) == (
        at(STANDARD_DAY + DAY),
        late,
    )


def test_it_cannot_be_live_since_a_day_that_is_to_come(ledger: MemoryLedger) -> None:
    with pytest.raises(Invalid) as refused:
        confirm(ledger.at(TEN), Confirm(ANA, "2026.11", since=STANDARD_DAY + DAY))

    assert refused.value.problems[0].fault is Fault.NOT_LIVE_YET


def test_before_the_server_in_front_of_it_it_is_asked_too(ledger: MemoryLedger) -> None:
    day = at(CONTROLLED_DAY, 10)

    assert doubts(ledger, Confirm(ANA, "2026.11", "controlled"), day) == [
        (Doubt.BEFORE_OTHER_SERVER, STANDARD_DAY)
    ]


def test_what_was_withdrawn_is_not_confirmed(ledger: MemoryLedger) -> None:
    gone = replace(stage(ledger, "standard"), status=Status.WITHDRAWN)
    ledger.save_release(RELEASE.with_stage(gone))

    with pytest.raises(NotPossible) as refused:
        confirm(ledger.at(TEN), Confirm(ANA, "2026.11", "standard"))

    assert refused.value.can == (Verb.RESUME,)


def test_named_by_neither_the_only_one_that_is_due_is_meant(ledger: MemoryLedger) -> None:
    confirmed = confirm(ledger.at(TEN), Confirm(ANA))

    assert (confirmed.release.name, confirmed.server.key) == ("2026.11", "standard")


def test_named_by_its_server_the_only_one_that_is_due_there_is_meant(ledger: MemoryLedger) -> None:
    confirmed = confirm(ledger.at(TEN), Confirm(ANA, server="prod"))

    assert (confirmed.release.name, confirmed.server.key) == ("2026.11", "standard")


def test_with_none_due_and_none_named_there_is_nothing_to_confirm(ledger: MemoryLedger) -> None:
    assert blocked(ledger, Confirm(ANA), START).obstacle is Obstacle.NOTHING_TO_CONFIRM


def test_with_several_due_and_none_named_the_choices_are_told(ledger: MemoryLedger) -> None:
    another_release_due_on_the_same_day(ledger)

    refused = blocked(ledger, Confirm(ANA), TEN)

    assert (refused.obstacle, refused.detail) == (
        Obstacle.SEVERAL_TO_CONFIRM,
        ("2026.11 standard", "2026.12 standard"),
    )


def test_of_several_that_are_due_the_named_one_is_confirmed(ledger: MemoryLedger) -> None:
    another_release_due_on_the_same_day(ledger)

    assert confirm(ledger.at(TEN), Confirm(ANA, "2026.12")).release.name == "2026.12"


def test_a_release_that_is_due_on_both_servers_is_confirmed_on_the_first(ledger: MemoryLedger) -> None:
    assert (
        confirm(ledger.at(at(CONTROLLED_DAY, 10)), Confirm(ANA, "2026.11", since=STANDARD_DAY)).server.key
        == "standard"
    )


def test_a_release_that_is_live_everywhere_was_confirmed_before(ledger: MemoryLedger) -> None:
    assert confirm(ledger.at(TEN), Confirm(MANAGER, "2026.10")).again


def test_a_server_that_the_release_does_not_come_to_has_nothing_to_confirm(ledger: MemoryLedger) -> None:
    ledger.save_servers((*DEFAULT_SERVERS, Server("moon", "Moon", lag_days=30)))

    refused = blocked(ledger, Confirm(ANA, "2026.11", "moon"), TEN)

    assert (refused.obstacle, refused.subject) == (Obstacle.NOTHING_TO_CONFIRM, "2026.11")


def test_by_a_message_its_own_stage_is_meant(ledger: MemoryLedger) -> None:
    message = number(ledger, Announcement(kinds.DUE, "controlled"), "C0ACME")

    confirm(ledger.at(TEN), Confirm(ANA, "2026.11"))

    confirmed = confirm(ledger.at(at(CONTROLLED_DAY, 10)), Confirm(ANA, delivery=message))

    assert (confirmed.release.name, confirmed.server.key) == ("2026.11", "controlled")


def test_a_message_that_is_none_of_ours_is_unknown(ledger: MemoryLedger) -> None:
    with pytest.raises(Unknown) as refused:
        confirm(ledger.at(TEN), Confirm(ANA, delivery=10_000))

    assert refused.value.thing is Thing.MESSAGE


def test_a_message_of_a_case_speaks_of_no_release(ledger: MemoryLedger) -> None:
    opened = Announcement(kinds.CASE_OPENED)
    ledger.plan([NewDelivery(Key(Topic.parse("case:1"), opened, "C0SUPPORT"), due_at=START)])
    message = delivery_of(ledger, Topic.parse("case:1"), opened, "C0SUPPORT").id

    with pytest.raises(Unknown):
        confirm(ledger.at(TEN), Confirm(ANA, delivery=message))


def test_a_message_about_a_server_that_is_gone_is_unknown(ledger: MemoryLedger) -> None:
    confirmation = Announcement(kinds.CONFIRMATION, "moon")
    ledger.plan([NewDelivery(Key(RELEASE.topic, confirmation, "C0ACME"), due_at=START)])

    with pytest.raises(Unknown):
        confirm(ledger.at(TEN), Confirm(ANA, delivery=number(ledger, confirmation, "C0ACME")))


@pytest.mark.parametrize(
    ("request_", "thing", "nearest"),
    [
        (Confirm(ANA, "2026.1l"), Thing.RELEASE, ("2026.11", "2026.10")),
        (Confirm(ANA, "2026.11", "standrad"), Thing.SERVER, ("Standard",)),
    ],
)
def test_a_typing_error_gets_did_you_mean(
    ledger: MemoryLedger, request_: Confirm, thing: Thing, nearest: tuple[str, ...]
) -> None:
    with pytest.raises(Unknown) as refused:
        confirm(ledger.at(TEN), request_)

    assert (refused.value.thing, refused.value.nearest) == (thing, nearest)


@pytest.mark.parametrize("person", [BEN, ZOE])
def test_nobody_else_confirms_and_nothing_changes(ledger: MemoryLedger, person: Person) -> None:
    with pytest.raises(NotAllowed):
        confirm(ledger.at(TEN), Confirm(person, "2026.11", "standard"))

    assert stage(ledger).status is Status.PLANNED
