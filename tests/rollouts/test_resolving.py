"""Posts that need a person's word: refused for good, or looked for in vain."""

import datetime as dt
from dataclasses import replace

import pytest

from rollouts import kinds
from rollouts.announcing.briefs import UnsureBrief
from rollouts.announcing.planning import refresh
from rollouts.cases import Case
from rollouts.deliveries import (
    SEARCH_AFTER,
    SEARCH_FOR_COPIES_AFTER,
    Action,
    Announcement,
    Copy,
    Delivery,
    Found,
    Key,
    Message,
    Missing,
    NewDelivery,
    Outcome,
    Reason,
    Refused,
    State,
)
from rollouts.delivery.claiming import ClaimDue, Job, claim_due
from rollouts.delivery.recording import GiveUp, give_up_abandoned
from rollouts.delivery.resolving import Resolve, Resolved
from rollouts.delivery.resolving import resolve as resolve_it
from rollouts.delivery.searching import Searched, record_search
from rollouts.people import Person
from rollouts.refusals import NotAllowed, Thing, Unknown
from rollouts.topics import Topic
from tests.support.delivering import (
    deliver,
    delivery_of,
    in_acme,
    look,
    look_at_nothing,
    lose,
    only_in_acme,
    posted,
    row,
    take_looks,
)
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import (
    ANA,
    MANAGER,
    POLICY,
    PREVIEW_DAY,
    RELEASE,
    REMINDER,
    REMINDER_DAY,
    SECOND,
    STANDARD_DAY,
    START,
    ZOE,
    at,
)

UNSURE = Announcement(kinds.UNSURE)
NOW = at(PREVIEW_DAY)
FIRST_LOOK, SECOND_LOOK, THIRD_LOOK = (NOW + after for after in SEARCH_AFTER)

refuse = only_in_acme(Refused("invalid_blocks"))
"""Answer as when Slack does not take what is said in #acme."""


@pytest.fixture
def refused(ledger: MemoryLedger) -> MemoryLedger:
    """Return a ledger in which the preview in #acme was refused for good, and the manager was asked."""
    deliver(ledger, NOW, refuse)
    return ledger


def number(ledger: MemoryLedger) -> int:
    return row(ledger).id


def question(ledger: MemoryLedger, revision: int = 0) -> Delivery:
    return delivery_of(ledger, Topic.parse(f"delivery:{number(ledger)}"), UNSURE, MANAGER.id, revision)


def resolve(
    ledger: MemoryLedger, *, was_posted: bool, by: Person = MANAGER, now: dt.datetime = FIRST_LOOK
) -> Resolved:
    return resolve_it(ledger.at(now), Resolve(by, number(ledger), was_posted))


# Asked


def test_one_manager_is_asked_about_what_cannot_be_looked_for(unsure: MemoryLedger) -> None:
    (asked,) = unsure.deliveries(Topic.parse(f"delivery:{number(unsure)}"))

    assert (asked.key.channel, asked.state) == (MANAGER.id, State.SENT)


def test_nobody_is_asked_about_what_is_not_there(lost: MemoryLedger) -> None:
    for now in (FIRST_LOOK, SECOND_LOOK, THIRD_LOOK):
        look(lost, now, Missing())

    assert lost.deliveries(Topic.parse(f"delivery:{number(lost)}")) == ()


def test_one_manager_is_asked_about_what_was_refused_with_its_reason(ledger: MemoryLedger) -> None:
    jobs = deliver(ledger, NOW, refuse)

    (asked,) = (job.brief for job in jobs if isinstance(job.brief, UnsureBrief))
    assert (jobs[-1].delivery.key.channel, asked.about.reason) == (MANAGER.id, "invalid_blocks")


def test_without_managers_in_the_settings_the_releases_owner_is_asked(lost: MemoryLedger) -> None:
    lost.policy = POLICY
    look_at_nothing(lost, since=NOW)

    (asked,) = lost.deliveries(Topic.parse(f"delivery:{number(lost)}"))
    assert asked.key.channel == RELEASE.owner


def test_without_a_release_the_channels_owner_is_asked(ledger: MemoryLedger) -> None:
    ledger.policy = POLICY
    case = ledger.save_case(Case(ZOE.id, START, "C0ACME", "C0ACME"))
    raised = Announcement(kinds.CASE_RAISED, number=1)
    ledger.plan([NewDelivery(Key(case.topic, raised, "C0ACME"), due_at=START)])

    deliver(ledger, START, only_in_acme(Refused("msg_too_long")))

    (post,) = ledger.deliveries(case.topic)
    (asked,) = ledger.deliveries(Topic.parse(f"delivery:{post.id}"))
    assert asked.key.channel == ANA.id


def test_without_anybody_to_ask_it_can_still_be_read(lost: MemoryLedger) -> None:
    lost.policy = replace(POLICY, support_channel=None)
    lost.save_release(replace(RELEASE, owner=None))
    for integration in lost.integrations():
        lost.remove_integration(integration.name)
    look_at_nothing(lost, since=NOW)

    assert (row(lost).reason, lost.deliveries(Topic.parse(f"delivery:{number(lost)}"))) == (
        Reason.NOT_READABLE,
        (),
    )


def test_an_update_that_was_refused_is_said_in_a_reply_and_nobody_is_asked(ledger: MemoryLedger) -> None:
    deliver(ledger, NOW)
    refresh(ledger=ledger.at(NOW), topic=RELEASE.topic)
    deliver(ledger, NOW, lambda job: Refused("edit_window_closed") if job.replaces else posted(job))

    update, reply = row(ledger, revision=1), row(ledger, revision=2)
    assert (update.state, reply.state, bool(reply.thread)) == (State.SKIPPED, State.SENT, True)
    assert ledger.deliveries(Topic.parse(f"delivery:{update.id}")) == ()


def test_of_a_question_that_was_refused_nobody_is_asked(lost: MemoryLedger) -> None:
    look_at_nothing(lost, since=NOW)
    deliver(lost, FIRST_LOOK, lambda _: Refused("invalid_blocks"))

    asked = question(lost)
    assert (asked.state, lost.deliveries(Topic.parse(f"delivery:{asked.id}"))) == (State.FAILED, ())


def test_the_question_knows_what_it_is_about(lost: MemoryLedger) -> None:
    look_at_nothing(lost, since=NOW)

    (asked,) = deliver(lost, FIRST_LOOK)

    assert isinstance(asked.brief, UnsureBrief)
    assert (asked.brief.about, asked.brief.is_resolved) == (row(lost), False)


def test_a_question_about_what_is_gone_is_left_out(ledger: MemoryLedger) -> None:
    ledger.plan([NewDelivery(Key(Topic.parse("delivery:999"), UNSURE, MANAGER.id), due_at=NOW)])

    deliver(ledger, NOW)

    assert delivery_of(ledger, Topic.parse("delivery:999"), UNSURE, MANAGER.id).reason == Reason.ANSWERED


# Posted after all


def test_a_manager_says_that_it_was_posted(unsure: MemoryLedger) -> None:
    answer = resolve(unsure, was_posted=True)

    settled = row(unsure)
    assert answer == Resolved(settled, was_posted=True, again=False)
    assert (settled.state, settled.reason, settled.finished_at) == (
        State.SENT,
        Reason.SOMEBODY_SAW_IT,
        FIRST_LOOK,
    )


def test_a_card_that_somebody_saw_has_no_thread_to_reply_in_and_the_next_post_is_the_card(
    unsure: MemoryLedger,
) -> None:
    resolve(unsure, was_posted=True)
    (reminder,) = in_acme(deliver(unsure, at(REMINDER_DAY)))

    told = next(job for job in in_acme(deliver(unsure, at(STANDARD_DAY, 13))) if job.replaces is None)

    assert (reminder.thread, told.thread) == (None, f"m{reminder.delivery.id}")


def test_the_post_after_a_card_that_somebody_saw_is_told_that_it_is_the_card(unsure: MemoryLedger) -> None:
    resolve(unsure, was_posted=True)

    (reminder,) = in_acme(deliver(unsure, at(REMINDER_DAY)))

    assert getattr(reminder.brief, "is_card", None) is True


def test_a_reply_that_somebody_saw_stays_a_reply(ledger: MemoryLedger) -> None:
    deliver(ledger, NOW)
    deliver(ledger, at(REMINDER_DAY), lose)
    look_at_nothing(ledger, since=at(REMINDER_DAY))
    request = Resolve(MANAGER, row(ledger, REMINDER).id, was_posted=True)
    resolve_it(ledger.at(at(REMINDER_DAY, 10)), request)

    told = next(job for job in in_acme(deliver(ledger, at(STANDARD_DAY, 13))) if job.replaces is None)

    assert told.thread == f"m{number(ledger)}"


# Tried again


def test_a_manager_lets_it_be_posted_now(unsure: MemoryLedger) -> None:
    answer = resolve(unsure, was_posted=False)

    (job,) = in_acme(deliver(unsure, FIRST_LOOK))
    assert (answer.was_posted, answer.again, job.delivery.key) == (False, False, row(unsure).key)
    assert row(unsure).state is State.SENT


def test_what_is_too_late_by_then_is_left_out_all_the_same(unsure: MemoryLedger) -> None:
    resolve(unsure, was_posted=False, now=at(STANDARD_DAY))

    deliver(unsure, at(STANDARD_DAY))

    assert row(unsure).reason == Reason.REMINDER_ALREADY_DUE


def test_posted_now_and_lost_again_the_manager_is_asked_again(unsure: MemoryLedger) -> None:
    resolve(unsure, was_posted=False)
    deliver(unsure, FIRST_LOOK, lose)
    again = look_at_nothing(unsure, since=FIRST_LOOK)

    deliver(unsure, again)

    # The first revision asked, the second brought that question up to date.
    assert question(unsure, revision=2).state is State.SENT


def test_tried_again_a_refused_post_goes_out(refused: MemoryLedger) -> None:
    resolve(refused, was_posted=False, now=NOW)

    (job,) = in_acme(deliver(refused, NOW))

    assert (job.delivery.key, job.delivery.attempts) == (row(refused).key, 2)
    assert row(refused).state is State.SENT


def test_refused_again_the_manager_is_told_again(refused: MemoryLedger) -> None:
    resolve(refused, was_posted=False, now=NOW)
    deliver(refused, NOW + SECOND, refuse)

    # The first revision asked, the second brought that question up to date.
    assert question(refused, revision=2).state is State.SENT


# Refused in many channels


@pytest.fixture
def refused_everywhere(ledger: MemoryLedger) -> MemoryLedger:
    """Return a ledger in which the preview was refused in all three channels, and the manager was asked."""
    deliver(ledger, NOW, lambda job: posted(job) if is_asking(job) else Refused("invalid_blocks"))
    return ledger


def is_asking(job: Job) -> bool:
    return job.delivery.key.announcement.kind == kinds.UNSURE


def questions(ledger: MemoryLedger) -> list[Delivery]:
    asked = (
        ledger.deliveries(Topic.parse(f"delivery:{each.id}")) for each in ledger.deliveries(RELEASE.topic)
    )
    return [question for found in asked for question in found if question.action is Action.POST]


def test_about_an_announcement_that_is_refused_in_many_channels_a_manager_is_asked_once(
    refused_everywhere: MemoryLedger,
) -> None:
    (asked,) = questions(refused_everywhere)

    assert asked.key.topic == Topic.parse(f"delivery:{number(refused_everywhere)}")


def test_the_question_says_how_many_were_refused(ledger: MemoryLedger) -> None:
    briefs: list[object] = []

    def refuse_and_listen(job: Job) -> Outcome:
        briefs.append(job.brief)
        return posted(job) if is_asking(job) else Refused("invalid_blocks")

    deliver(ledger, NOW, refuse_and_listen)

    assert [brief.others for brief in briefs if isinstance(brief, UnsureBrief)] == [2]


def test_tried_again_it_goes_out_in_all_of_them(refused_everywhere: MemoryLedger) -> None:
    resolve(refused_everywhere, was_posted=False, now=NOW)

    jobs = deliver(refused_everywhere, NOW)

    assert [job.delivery.key.channel for job in jobs if job.delivery.key.topic == RELEASE.topic] == [
        "C0ACME",
        "C0GLOBEX",
        "C0NORTH",
    ]


def test_of_another_announcement_that_is_refused_the_manager_is_asked_too(
    refused_everywhere: MemoryLedger,
) -> None:
    deliver(refused_everywhere, at(REMINDER_DAY), refuse)

    assert len(questions(refused_everywhere)) == 2


def test_what_was_refused_was_certainly_not_posted_whatever_anybody_says(refused: MemoryLedger) -> None:
    answer = resolve(refused, was_posted=True, now=NOW)

    assert (answer.again, row(refused).state) == (True, State.FAILED)


# The question afterwards


@pytest.mark.parametrize("was_posted", [True, False])
def test_the_question_is_brought_up_to_date_in_place(unsure: MemoryLedger, *, was_posted: bool) -> None:
    resolve(unsure, was_posted=was_posted)

    (update,) = [job for job in deliver(unsure, FIRST_LOOK) if job.replaces]

    assert isinstance(update.brief, UnsureBrief)
    assert (update.replaces, update.brief.is_resolved) == (question(unsure).message, True)


def test_a_question_stays_answered_when_what_was_posted_because_of_it_is_lost_again(
    unsure: MemoryLedger,
) -> None:
    resolve(unsure, was_posted=False)
    asked = question(unsure).message
    claim_due(unsure.at(FIRST_LOOK), ClaimDue(10, 10, busy=frozenset({MANAGER.id})))
    give_up_abandoned(unsure.at(FIRST_LOOK + SECOND), GiveUp(lease=dt.timedelta(0)))

    (update,) = [job for job in deliver(unsure, FIRST_LOOK + SECOND) if job.replaces]

    assert isinstance(update.brief, UnsureBrief)
    assert (update.replaces, update.brief.is_resolved) == (asked, True)


def test_an_answer_to_the_first_question_leaves_the_second_one_open(unsure: MemoryLedger) -> None:
    resolve(unsure, was_posted=False)
    first = question(unsure).message
    again = Key(Topic.parse(f"delivery:{number(unsure)}"), UNSURE, MANAGER.id, 2)
    unsure.plan([NewDelivery(again, due_at=FIRST_LOOK - SECOND)])
    unsure.save_deliveries([replace(row(unsure), state=State.UNKNOWN, next_at=None)])

    (update,) = [job for job in deliver(unsure, FIRST_LOOK) if job.replaces]

    assert question(unsure, revision=2).state is State.SENT
    assert update.replaces == first


def test_a_question_that_was_not_asked_before_it_was_settled_is_left_out(lost: MemoryLedger) -> None:
    look_at_nothing(lost, since=NOW)
    resolve(lost, was_posted=True)

    deliver(lost, FIRST_LOOK)

    assert question(lost).reason == Reason.ANSWERED


# Who settles what


@pytest.mark.parametrize("second", [True, False])
def test_settled_twice_the_first_word_counts(unsure: MemoryLedger, *, second: bool) -> None:
    first = resolve(unsure, was_posted=True)

    answer = resolve(unsure, was_posted=second)

    assert answer == Resolved(first.delivery, was_posted=True, again=True)


def test_one_that_may_be_there_twice_when_somebody_saw_it_is_searched_for_copies(
    unsure: MemoryLedger,
) -> None:
    resolve(unsure, was_posted=False)
    deliver(unsure, FIRST_LOOK, lose)
    last_look = look_at_nothing(unsure, since=FIRST_LOOK)
    resolve(unsure, was_posted=True, now=last_look)

    copies = (Copy(Message("C0ACME", "m1")), Copy(Message("C0ACME", "m2")))
    now = last_look + SEARCH_FOR_COPIES_AFTER
    (search,) = take_looks(unsure, now)
    recorded = record_search(unsure.at(now), Searched(search, Found(copies)))

    assert recorded.copies
    assert (recorded.copies.kept, *recorded.copies.to_delete) == tuple(copy.message for copy in copies)
    assert row(unsure).message == copies[0].message


def test_one_that_is_still_looked_for_cannot_be_settled(lost: MemoryLedger) -> None:
    answer = resolve(lost, was_posted=False, now=NOW)

    assert (answer.again, row(lost).state) == (True, State.UNKNOWN)


@pytest.mark.parametrize("person", [ANA, ZOE])
def test_nobody_but_a_manager_settles_it(unsure: MemoryLedger, person: Person) -> None:
    with pytest.raises(NotAllowed):
        resolve(unsure, was_posted=True, by=person)

    assert row(unsure).state is State.UNKNOWN


def test_one_who_was_asked_settles_it_without_being_a_manager(lost: MemoryLedger) -> None:
    lost.policy = replace(POLICY, managers=frozenset())
    look_at_nothing(lost, since=NOW)

    resolve(lost, was_posted=True, by=ANA)

    assert row(lost).state is State.SENT


def test_a_message_that_is_none_of_ours_cannot_be_settled(unsure: MemoryLedger) -> None:
    with pytest.raises(Unknown) as refusal:
        resolve_it(unsure.at(NOW), Resolve(MANAGER, 999, was_posted=True))

    assert refusal.value.thing is Thing.MESSAGE
