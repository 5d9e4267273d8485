"""Channels that take no messages are paused alone, and those who can help are told."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from rollouts import kinds
from rollouts.announcing.briefs import PausedBrief
from rollouts.cases import Case
from rollouts.deliveries import (
    Action,
    Announcement,
    Concern,
    Key,
    NewDelivery,
    Pause,
    Reason,
    Refused,
    State,
)
from rollouts.delivery.claiming import ClaimDue, Job, claim_due
from rollouts.delivery.paused_channels import (
    MoveChannel,
    Moved,
    Resumed,
    TryAgain,
    channel_opened,
    move_channel,
    try_again,
)
from rollouts.delivery.recording import Attempt, record
from rollouts.integrations import Environment, Integration
from rollouts.people import Person, Right
from rollouts.refusals import NotAllowed
from rollouts.topics import Topic
from rollouts.usecases.confirming import Confirm, confirm
from tests.support.delivering import deliver, in_acme, only_in_acme, posted, row
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import (
    ACME,
    ADMIN,
    ANA,
    BEN,
    CONFIRMATION,
    CONTROLLED_DAY,
    DAY,
    MANAGER,
    MINUTE,
    PREVIEW_DAY,
    REMINDER,
    REMINDER_DAY,
    STANDARD_DAY,
    ZOE,
    at,
)

NOW = at(PREVIEW_DAY)
BETA = Integration("Beta", "C0ACME", (BEN.id,), (Environment("production", "standard"),))

refuse = only_in_acme(Refused("is_archived", concern=Concern.CHANNEL))
"""Answer as when #acme is archived and all others are open."""


@pytest.fixture
def closed(ledger: MemoryLedger) -> MemoryLedger:
    """Return a ledger in which #acme was found to be archived, and everybody concerned was told."""
    deliver(ledger, NOW, refuse)
    return ledger


def told(ledger: MemoryLedger, channel: str = "C0ACME") -> list[tuple[str, State]]:
    """Return who was told of the closed channel, and what became of telling them."""
    return [
        (each.key.channel, each.state)
        for each in ledger.deliveries(Topic.parse(f"channel:{channel}"))
        if each.action is Action.POST
    ]


def briefs(jobs: Iterable[Job]) -> list[PausedBrief]:
    return [job.brief for job in jobs if isinstance(job.brief, PausedBrief)]


def settled(jobs: tuple[Job, ...]) -> list[bool]:
    """Return of each message that was brought up to date whether it says that the channel is open again."""
    return [brief.pause is None for brief in briefs(job for job in jobs if job.replaces)]


# Paused


def test_a_channel_that_takes_no_messages_is_paused_with_its_reason(closed: MemoryLedger) -> None:
    assert closed.pauses() == (Pause("C0ACME", "is_archived", NOW, number=1),)


def test_what_it_refused_stays_to_be_posted(closed: MemoryLedger) -> None:
    kept = row(closed)

    assert (kept.state, kept.reason, kept.attempts) == (State.WAITING, "is_archived", 1)


def test_nothing_more_is_tried_there(closed: MemoryLedger) -> None:
    assert in_acme(deliver(closed, at(REMINDER_DAY))) == []


def test_other_channels_go_on(closed: MemoryLedger) -> None:
    assert [row(closed, channel=channel).state for channel in ("C0GLOBEX", "C0NORTH")] == [State.SENT] * 2


def test_the_owners_of_its_integrations_and_the_managers_are_told_once_each(closed: MemoryLedger) -> None:
    deliver(closed, at(REMINDER_DAY))

    assert told(closed) == [(ANA.id, State.SENT), (MANAGER.id, State.SENT), (ADMIN.id, State.SENT)]


def test_a_second_refusal_in_a_paused_channel_tells_nobody_again(ledger: MemoryLedger) -> None:
    (claimed_before,) = in_acme(claim_due(ledger.at(NOW), ClaimDue(10, 10)))
    ledger.pause(Pause("C0ACME", "not_in_channel", NOW, number=1))

    record(ledger.at(NOW), (Attempt(claimed_before, refuse(claimed_before)),))

    assert (told(ledger), row(ledger).state) == ([], State.WAITING)


def test_one_who_owns_it_and_manages_too_is_told_once(ledger: MemoryLedger) -> None:
    ledger.save_integration(replace(ACME, owners=(ANA.id, MANAGER.id)))

    deliver(ledger, NOW, refuse)

    assert sorted(told(ledger)) == [(ADMIN.id, State.SENT), (ANA.id, State.SENT), (MANAGER.id, State.SENT)]


def test_a_person_who_cannot_be_reached_is_no_closed_channel(ledger: MemoryLedger) -> None:
    gone = Refused("user_disabled", concern=Concern.CHANNEL)

    deliver(ledger, at(STANDARD_DAY), lambda job: gone if job.delivery.key.channel == ANA.id else posted(job))

    assert (ledger.pauses(), told(ledger, ANA.id)) == ((), [])


def test_they_are_told_which_channel_why_and_whom_it_concerns(ledger: MemoryLedger) -> None:
    first = briefs(deliver(ledger, NOW, refuse))[0]

    assert (first.channel, first.pause, first.integrations) == (
        "C0ACME",
        Pause("C0ACME", "is_archived", NOW, number=1),
        ("Acme LMS",),
    )


def test_a_channel_that_was_mended_before_anybody_was_told_is_not_told_of(ledger: MemoryLedger) -> None:
    (job,) = in_acme(claim_due(ledger.at(NOW), ClaimDue(10, 10)))
    record(ledger.at(NOW), (Attempt(job, refuse(job)),))
    channel_opened(ledger.at(NOW), "C0ACME")

    deliver(ledger, NOW)

    assert {(each.state, each.reason) for each in ledger.deliveries(Topic.parse("channel:C0ACME"))} == {
        (State.SKIPPED, Reason.ANSWERED)
    }


# Tried again


@pytest.mark.parametrize("person", [ANA, MANAGER, ADMIN])
def test_its_owners_and_managers_have_it_tried_again(closed: MemoryLedger, person: Person) -> None:
    answer = try_again(closed.at(NOW + MINUTE), TryAgain("C0ACME", person))

    assert (answer, closed.pauses()) == (Resumed("C0ACME", again=False), ())


def test_it_is_tried_again_when_the_chat_system_says_that_the_bot_was_let_in(closed: MemoryLedger) -> None:
    channel_opened(closed.at(NOW + MINUTE), "C0ACME")

    assert closed.pauses() == ()


def test_tried_again_it_gets_what_waited_in_order(closed: MemoryLedger) -> None:
    planned_later = NewDelivery(
        Key(Topic.parse("case:1"), Announcement(kinds.CASE_OPENED), "C0ACME"), due_at=NOW
    )
    closed.save_case(Case(ANA.id, NOW, "C0ACME", "C0ACME"))
    closed.plan([planned_later])
    try_again(closed.at(NOW + MINUTE), TryAgain("C0ACME", ANA))

    jobs = in_acme(deliver(closed, NOW + MINUTE))

    assert [job.delivery.key for job in jobs] == [row(closed).key, planned_later.key]


def test_what_waited_too_long_is_left_out_with_its_reason(closed: MemoryLedger) -> None:
    try_again(closed.at(at(STANDARD_DAY)), TryAgain("C0ACME", ANA))

    deliver(closed, at(STANDARD_DAY))

    assert (row(closed).reason, row(closed, REMINDER).reason) == (
        Reason.REMINDER_ALREADY_DUE,
        Reason.STAGE_DAY_BEGUN,
    )


def test_those_who_were_told_see_that_it_is_resolved(closed: MemoryLedger) -> None:
    try_again(closed.at(NOW + MINUTE), TryAgain("C0ACME", ANA))

    assert settled(deliver(closed, NOW + MINUTE)) == [True] * 3


def test_pressed_twice_it_is_tried_once(closed: MemoryLedger) -> None:
    try_again(closed.at(NOW + MINUTE), TryAgain("C0ACME", ANA))

    assert try_again(closed.at(NOW + MINUTE), TryAgain("C0ACME", MANAGER)) == Resumed("C0ACME", again=True)


def test_a_channel_that_fails_again_is_told_again(closed: MemoryLedger) -> None:
    try_again(closed.at(NOW + MINUTE), TryAgain("C0ACME", ANA))

    deliver(closed, NOW + MINUTE, refuse)

    assert sorted(told(closed)) == sorted(
        2 * [(ADMIN.id, State.SENT), (ANA.id, State.SENT), (MANAGER.id, State.SENT)]
    )


def test_what_was_told_of_the_first_time_stays_settled_when_it_fails_again(closed: MemoryLedger) -> None:
    try_again(closed.at(NOW + MINUTE), TryAgain("C0ACME", ANA))

    assert settled(deliver(closed, NOW + MINUTE, refuse)) == [True] * 3


@pytest.mark.parametrize(
    ("person", "right", "holders"),
    [
        (ZOE, Right.CHANGE_INTEGRATION, (ANA.id,)),
        (BEN, Right.CHANGE_INTEGRATION, (ANA.id,)),
    ],
)
def test_nobody_else_has_it_tried_again(
    closed: MemoryLedger, person: Person, right: Right, holders: tuple[str, ...]
) -> None:
    with pytest.raises(NotAllowed) as refusal:
        try_again(closed.at(NOW + MINUTE), TryAgain("C0ACME", person))

    assert (refusal.value.right, refusal.value.holders) == (right, holders)
    assert closed.pauses()


def test_a_channel_of_no_integration_is_for_managers_to_mend(closed: MemoryLedger) -> None:
    closed.pause(Pause("C0SUPPORT", "is_archived", NOW, number=1))

    with pytest.raises(NotAllowed) as refusal:
        try_again(closed.at(NOW), TryAgain("C0SUPPORT", ANA))
    assert refusal.value.right is Right.MANAGE_RELEASES

    assert not try_again(closed.at(NOW), TryAgain("C0SUPPORT", MANAGER)).again


# Moved


def move(ledger: MemoryLedger, person: Person, *, to: str = "C0NEW") -> Moved:
    return move_channel(ledger.at(NOW + MINUTE), MoveChannel(person, "C0ACME", to))


@pytest.mark.parametrize("person", [ANA, MANAGER])
def test_its_owners_and_managers_choose_another_channel(closed: MemoryLedger, person: Person) -> None:
    assert move(closed, person) == Moved(("Acme LMS",), "C0NEW")

    found = closed.integration("Acme LMS")
    assert found
    assert found.channel == "C0NEW"


def test_what_waited_goes_out_in_the_other_channel(closed: MemoryLedger) -> None:
    move(closed, ANA)

    deliver(closed, NOW + MINUTE)

    assert (row(closed).reason, row(closed, channel="C0NEW").state) == (
        Reason.NO_LONGER_PLANNED,
        State.SENT,
    )


def test_a_confirmation_that_waited_over_night_goes_out_in_the_other_channel(ledger: MemoryLedger) -> None:
    confirm(ledger.at(at(STANDARD_DAY, 10)), Confirm(ANA, "2026.11"))
    deliver(ledger, at(STANDARD_DAY, 10), refuse)
    next_day = at(STANDARD_DAY + DAY)
    move_channel(ledger.at(next_day), MoveChannel(ANA, "C0ACME", "C0NEW"))

    deliver(ledger, next_day)

    assert row(ledger, CONFIRMATION, "C0NEW").state is State.SENT


def test_moved_back_and_forth_a_confirmation_that_waited_is_not_forgotten(ledger: MemoryLedger) -> None:
    confirm(ledger.at(at(STANDARD_DAY, 10)), Confirm(ANA, "2026.11"))
    deliver(ledger, at(STANDARD_DAY, 10), refuse)
    next_day = at(STANDARD_DAY + DAY)
    move_channel(ledger.at(next_day), MoveChannel(ANA, "C0ACME", "C0NEW"))
    move_channel(ledger.at(next_day), MoveChannel(ANA, "C0NEW", "C0ACME"))
    channel_opened(ledger.at(next_day), "C0ACME")

    deliver(ledger, next_day)

    assert (row(ledger, CONFIRMATION).state, row(ledger, CONFIRMATION, "C0NEW").reason) == (
        State.SENT,
        Reason.NO_LONGER_PLANNED,
    )


def test_what_waited_while_the_release_went_live_everywhere_goes_out_in_the_other_channel(
    ledger: MemoryLedger,
) -> None:
    confirmation = Announcement(kinds.CONFIRMATION, "controlled")
    deliver(ledger, at(CONTROLLED_DAY), refuse)
    for server, day in (("standard", STANDARD_DAY), ("controlled", CONTROLLED_DAY)):
        request = Confirm(MANAGER, "2026.11", server, since=day)
        confirm(ledger.at(at(CONTROLLED_DAY, 10)), request)
    move_channel(ledger.at(at(CONTROLLED_DAY, 11)), MoveChannel(ANA, "C0ACME", "C0NEW"))

    deliver(ledger, at(CONTROLLED_DAY, 11))

    assert row(ledger, confirmation, "C0NEW").state is State.SENT


def test_an_owner_moves_only_their_own(closed: MemoryLedger) -> None:
    closed.save_integration(BETA)

    assert move(closed, BEN) == Moved(("Beta",), "C0NEW")
    assert closed.integration("Acme LMS") == ACME


def test_a_manager_moves_all_of_them(closed: MemoryLedger) -> None:
    closed.save_integration(BETA)

    assert move(closed, MANAGER) == Moved(("Acme LMS", "Beta"), "C0NEW")


def test_moved_twice_nothing_is_left_to_move(closed: MemoryLedger) -> None:
    move(closed, MANAGER)

    assert move(closed, MANAGER, to="C0OTHER") == Moved((), "C0OTHER")


def test_once_nothing_is_left_there_those_who_were_told_see_that_it_is_resolved(closed: MemoryLedger) -> None:
    move(closed, ANA)

    assert settled(deliver(closed, NOW + MINUTE)) == [True] * 3


def test_while_another_integration_waits_there_it_is_not_settled(closed: MemoryLedger) -> None:
    closed.save_integration(BETA)
    move(closed, ANA)

    jobs = deliver(closed, NOW + MINUTE)

    assert settled(jobs) == [False] * 3
    assert {brief.integrations for brief in briefs(jobs)} == {("Beta",)}


@pytest.mark.parametrize("person", [ZOE, BEN])
def test_nobody_else_chooses_another_channel(closed: MemoryLedger, person: Person) -> None:
    with pytest.raises(NotAllowed):
        move(closed, person)

    assert closed.integration("Acme LMS") == ACME
