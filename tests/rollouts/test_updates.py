"""Messages that show where things stand are brought up to date in place; somebody may have deleted them."""

import datetime as dt
from dataclasses import replace

from rollouts.announcing.briefs import ReleaseBrief
from rollouts.announcing.planning import refresh, replan_all
from rollouts.deliveries import SEARCH_AFTER, Delivery, Key, Lost, Message, Outcome, Reason, Refused, State
from rollouts.delivery.claiming import ClaimDue, Job, claim_due
from rollouts.delivery.recording import UPDATES_TRIED, Attempt, record
from rollouts.releases import Status
from rollouts.statements import statement_of
from rollouts.usecases.confirming import Confirm, confirm
from tests.support.delivering import deliver, in_acme, look_at_nothing, posted, row, tell_until
from tests.support.memory_ledger import MemoryLedger
from tests.support.stored import put
from tests.support.story import (
    ANA,
    CONFIRMATION,
    DAY,
    PREVIEW,
    PREVIEW_DAY,
    QUESTION,
    RELEASE,
    REMINDER,
    REMINDER_DAY,
    STANDARD_DAY,
    START,
    at,
)

NOW = at(PREVIEW_DAY)


def confirmed(ledger: MemoryLedger) -> None:
    """Let 2026.11 be confirmed on Standard at post time, and said."""
    tell_until(ledger, at(STANDARD_DAY))
    confirm(ledger.at(at(STANDARD_DAY)), Confirm(ANA, "2026.11"))
    deliver(ledger, at(STANDARD_DAY))


# Planned


def updates(ledger: MemoryLedger, now: dt.datetime) -> list[tuple[str, str]]:
    return [
        (job.delivery.key.channel, str(job.delivery.key.announcement))
        for job in deliver(ledger, now)
        if job.replaces
    ]


def test_refreshing_updates_the_card_and_every_message_that_shows_where_things_stand(
    ledger: MemoryLedger,
) -> None:
    confirmed(ledger)

    refresh(ledger=ledger.at(at(STANDARD_DAY)), topic=RELEASE.topic)

    assert sorted(updates(ledger, at(STANDARD_DAY))) == [
        ("C0ACME", "confirmation:standard"),
        ("C0ACME", "preview:standard"),
        ("C0GLOBEX", "confirmation:standard"),
        ("C0GLOBEX", "preview:standard"),
        ("C0NORTH", "confirmation:standard"),
        ("C0NORTH", "preview:standard"),
        (ANA.id, "owner_question:standard"),
    ]


def test_refreshing_one_channel_leaves_the_others(ledger: MemoryLedger) -> None:
    tell_until(ledger, NOW)

    refresh(ledger=ledger.at(NOW), topic=RELEASE.topic, only=lambda key: key.channel == "C0ACME")

    assert updates(ledger, NOW) == [("C0ACME", "preview:standard")]


def test_refreshing_twice_updates_once(ledger: MemoryLedger) -> None:
    tell_until(ledger, NOW)

    refresh(ledger=ledger.at(NOW), topic=RELEASE.topic)
    refresh(ledger=ledger.at(NOW), topic=RELEASE.topic)

    assert len(updates(ledger, NOW)) == 3


def test_refreshing_again_later_updates_again(ledger: MemoryLedger) -> None:
    tell_until(ledger, NOW)
    refresh(ledger=ledger.at(NOW), topic=RELEASE.topic)
    updates(ledger, NOW)

    refresh(ledger=ledger.at(at(PREVIEW_DAY, 10)), topic=RELEASE.topic)

    assert len(updates(ledger, at(PREVIEW_DAY, 10))) == 3


def test_refreshing_before_anything_was_said_plans_nothing(ledger: MemoryLedger) -> None:
    refresh(ledger=ledger.at(START), topic=RELEASE.topic)

    assert deliver(ledger, START) == ()


def test_a_message_that_is_under_way_is_updated_after_it_was_said(ledger: MemoryLedger) -> None:
    (under_way,) = in_acme(claim_due(ledger.at(NOW), ClaimDue(1, 1)))

    refresh(ledger=ledger.at(NOW), topic=RELEASE.topic)
    record(ledger.at(NOW), (Attempt(under_way, posted(under_way)),))

    assert updates(ledger, NOW) == [("C0ACME", "preview:standard")]


# Made


def test_when_somebody_confirms_the_card_says_so_and_it_is_heard_in_a_message_of_its_own(
    ledger: MemoryLedger,
) -> None:
    tell_until(ledger, at(STANDARD_DAY))
    confirm(ledger.at(at(STANDARD_DAY, 10)), Confirm(ANA, "2026.11"))

    post, update = in_acme(deliver(ledger, at(STANDARD_DAY, 10)))

    assert (update.replaces, update.broadcast) == (row(ledger).message, False)
    assert (post.delivery.key.announcement, post.replaces, post.broadcast) == (CONFIRMATION, None, True)


def test_a_confirmation_is_said_once_however_often_the_release_is_looked_at(ledger: MemoryLedger) -> None:
    tell_until(ledger, at(STANDARD_DAY))
    confirm(ledger.at(at(STANDARD_DAY, 10)), Confirm(ANA, "2026.11"))
    replan_all(ledger=ledger.at(at(STANDARD_DAY, 10)))
    deliver(ledger, at(STANDARD_DAY, 10))

    replan_all(ledger=ledger.at(at(STANDARD_DAY, 11)))

    assert deliver(ledger, at(STANDARD_DAY, 11)) == ()


def told_by_an_earlier_version(ledger: MemoryLedger) -> None:
    """Say in a confirmation, at post time, that nobody has confirmed it."""
    tell_until(ledger, at(STANDARD_DAY))
    due = statement_of(release=RELEASE, today=STANDARD_DAY)
    key, message = Key(RELEASE.topic, CONFIRMATION, "C0ACME"), Message("C0ACME", "m0")
    said = Delivery(0, key, at(STANDARD_DAY), state=State.SENT, message=message, thread="m1", statement=due)
    put(ledger, [said])


def test_what_an_earlier_version_said_of_a_day_does_not_keep_the_confirmation_from_being_heard(
    ledger: MemoryLedger,
) -> None:
    told_by_an_earlier_version(ledger)
    confirm(ledger.at(at(STANDARD_DAY, 10)), Confirm(ANA, "2026.11"))

    posts = [job for job in in_acme(deliver(ledger, at(STANDARD_DAY, 10))) if job.replaces is None]

    assert [job.delivery.key.announcement for job in posts] == [CONFIRMATION]


def test_it_is_heard_once_however_often_the_release_is_looked_at_until_then(ledger: MemoryLedger) -> None:
    told_by_an_earlier_version(ledger)
    confirm(ledger.at(at(STANDARD_DAY, 10)), Confirm(ANA, "2026.11"))
    replan_all(ledger=ledger.at(at(STANDARD_DAY, 10)))

    posts = [job for job in in_acme(deliver(ledger, at(STANDARD_DAY, 10))) if job.replaces is None]

    assert [job.delivery.key.announcement for job in posts] == [CONFIRMATION]


def test_what_an_earlier_version_confirmed_is_not_said_again_at_the_first_start(ledger: MemoryLedger) -> None:
    told_by_an_earlier_version(ledger)
    before = replace(RELEASE.stages[0], status=Status.LIVE, live_at=at(STANDARD_DAY, 10), confirmed_by=ANA.id)
    ledger.save_release(RELEASE.with_stage(before))

    replan_all(ledger=ledger.at(at(STANDARD_DAY + DAY)))

    assert deliver(ledger, at(STANDARD_DAY + DAY)) == ()


def test_an_update_of_the_card_is_told_that_it_is_the_card(ledger: MemoryLedger) -> None:
    confirmed(ledger)
    refresh(ledger=ledger.at(at(STANDARD_DAY)), topic=RELEASE.topic)

    assert {
        job.delivery.key.announcement: job.brief.is_card
        for job in in_acme(deliver(ledger, at(STANDARD_DAY)))
        if isinstance(job.brief, ReleaseBrief)
    } == {PREVIEW: True, CONFIRMATION: False}


def test_an_update_is_never_late(ledger: MemoryLedger) -> None:
    deliver(ledger, NOW)
    refresh(ledger=ledger.at(NOW), topic=RELEASE.topic)

    deliver(ledger, at(STANDARD_DAY))

    assert row(ledger, revision=1).state is State.SENT


def test_an_update_of_a_message_that_was_never_said_is_skipped(lost: MemoryLedger) -> None:
    refresh(ledger=lost.at(NOW), topic=RELEASE.topic)
    last_look = look_at_nothing(lost, since=NOW)

    deliver(lost, last_look)

    assert row(lost, revision=1).reason == Reason.NOTHING_TO_SAY


def test_an_update_whose_answer_was_lost_is_made_again_after_a_while(ledger: MemoryLedger) -> None:
    deliver(ledger, NOW)
    refresh(ledger=ledger.at(NOW), topic=RELEASE.topic)
    deliver(ledger, NOW, lambda _: Lost("internal_error"))

    waits = row(ledger, revision=1)
    assert (waits.state, waits.reason, waits.next_at) == (
        State.WAITING,
        "internal_error",
        NOW + SEARCH_AFTER[0],
    )


def test_an_update_whose_answer_is_lost_time_and_again_has_failed(ledger: MemoryLedger) -> None:
    deliver(ledger, NOW)
    refresh(ledger=ledger.at(NOW), topic=RELEASE.topic)
    for tries in range(UPDATES_TRIED):
        deliver(ledger, NOW + tries * SEARCH_AFTER[-1], lambda _: Lost("internal_error"))

    failed = row(ledger, revision=1)
    assert (failed.state, failed.reason, failed.attempts) == (State.FAILED, "internal_error", UPDATES_TRIED)


# Deleted messages


def deleted(job: Job) -> Outcome:
    """Answer as when every message that is replied to, or updated, was deleted."""
    return posted(job) if job.thread is None and job.replaces is None else Refused("gone", gone=True)


def test_a_card_that_was_deleted_before_a_reply_makes_the_reply_the_new_card(ledger: MemoryLedger) -> None:
    deliver(ledger, NOW)

    job = in_acme(deliver(ledger, at(REMINDER_DAY), deleted))[-1]

    card = ledger.card(RELEASE.topic, "C0ACME")
    assert card
    assert isinstance(job.brief, ReleaseBrief)
    assert (card.key.announcement, job.thread, job.brief.is_card) == (REMINDER, None, True)


def test_a_card_that_was_deleted_before_an_update_is_posted_anew(ledger: MemoryLedger) -> None:
    deliver(ledger, NOW)
    refresh(ledger=ledger.at(NOW), topic=RELEASE.topic)

    said = in_acme(deliver(ledger, NOW, deleted))

    card = ledger.card(RELEASE.topic, "C0ACME")
    assert card
    assert (said[-1].replaces, card.key.announcement, card.key.revision) == (None, PREVIEW, 2)


def test_a_card_that_is_posted_anew_is_not_late(ledger: MemoryLedger) -> None:
    tell_until(ledger, at(STANDARD_DAY, 20))
    refresh(ledger=ledger.at(at(STANDARD_DAY, 20)), topic=RELEASE.topic)

    deliver(ledger, at(STANDARD_DAY, 20), lambda job: deleted(job) if job.replaces else posted(job))

    card = ledger.card(RELEASE.topic, "C0ACME")
    assert card
    assert (card.key.announcement, card.state) == (PREVIEW, State.SENT)


def test_a_card_that_was_posted_anew_is_kept_current_from_then_on(ledger: MemoryLedger) -> None:
    deliver(ledger, NOW)
    refresh(ledger=ledger.at(NOW), topic=RELEASE.topic)
    deliver(ledger, NOW, deleted)
    refresh(ledger=ledger.at(NOW), topic=RELEASE.topic)

    (job,) = in_acme(deliver(ledger, NOW))

    assert job.replaces == row(ledger, revision=2).message


def test_a_deleted_card_is_posted_anew_even_if_its_next_update_is_planned_already(
    ledger: MemoryLedger,
) -> None:
    deliver(ledger, NOW)
    refresh(ledger=ledger.at(NOW), topic=RELEASE.topic)
    (update,) = in_acme(claim_due(ledger.at(NOW), ClaimDue(10, 10)))
    refresh(ledger=ledger.at(NOW), topic=RELEASE.topic)
    record(ledger.at(NOW), (Attempt(update, deleted(update)),))

    deliver(ledger, NOW)

    assert ledger.card(RELEASE.topic, "C0ACME")


def test_what_a_deleted_reply_was_to_say_is_said_in_another_one(ledger: MemoryLedger) -> None:
    confirmed(ledger)
    before = ledger.card(RELEASE.topic, "C0ACME")
    refresh(ledger=ledger.at(at(STANDARD_DAY)), topic=RELEASE.topic)

    deliver(
        ledger,
        at(STANDARD_DAY),
        lambda job: (
            deleted(job) if job.delivery.key.announcement == CONFIRMATION and job.replaces else posted(job)
        ),
    )

    assert before
    assert before.message
    anew = row(ledger, CONFIRMATION, revision=2)
    assert row(ledger, CONFIRMATION, revision=1).reason == Reason.MESSAGE_GONE
    assert (anew.state, anew.thread) == (State.SENT, before.message.id)
    assert ledger.card(RELEASE.topic, "C0ACME") == before


def test_a_question_that_was_deleted_is_asked_anew(ledger: MemoryLedger) -> None:
    tell_until(ledger, at(STANDARD_DAY))
    refresh(ledger=ledger.at(at(STANDARD_DAY, 10)), topic=RELEASE.topic)

    deliver(ledger, at(STANDARD_DAY, 10), deleted)

    assert row(ledger, QUESTION, ANA.id, 4).state is State.SENT


def test_a_question_that_was_deleted_is_not_asked_anew_once_it_was_answered(ledger: MemoryLedger) -> None:
    tell_until(ledger, at(STANDARD_DAY))
    confirm(ledger.at(at(STANDARD_DAY, 10)), Confirm(ANA, "2026.11"))

    deliver(ledger, at(STANDARD_DAY, 10), deleted)

    assert row(ledger, QUESTION, ANA.id, 2).reason == Reason.ANSWERED
