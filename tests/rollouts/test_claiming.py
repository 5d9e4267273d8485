"""What is due is claimed before it is said, with the facts to say it as they are at that moment."""

from dataclasses import replace

import pytest

from rollouts import kinds
from rollouts.announcing.briefs import CaseBrief, ReleaseBrief
from rollouts.announcing.planning import refresh
from rollouts.cases import Case
from rollouts.deliveries import Announcement, Key, NewDelivery, Reason, State
from rollouts.delivery.claiming import ClaimDue, Job, NotClaimed, and_claim, claim_due
from rollouts.integrations import Role
from rollouts.ports import Ledger
from rollouts.refusals import Thing, Unknown
from rollouts.topics import Topic
from rollouts.usecases.cases import Report, take_report
from rollouts.usecases.confirming import Confirm, confirm
from tests.support.delivering import deliver, delivery_of, in_acme, row, tell_until
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import (
    ACME,
    ANA,
    CONFIRMATION,
    CONTROLLED_DAY,
    ITS_DAY,
    MINUTE,
    POLICY,
    PREVIEW,
    PREVIEW_DAY,
    QUESTION,
    RELEASE,
    REMINDER,
    REMINDER_DAY,
    STANDARD,
    STANDARD_DAY,
    START,
    at,
    told_in,
)

NOW = at(PREVIEW_DAY)


def test_what_is_due_is_claimed_and_counted(ledger: MemoryLedger) -> None:
    (job,) = in_acme(claim_due(ledger.at(NOW), ClaimDue(10, 10)))

    assert (job.delivery.key.announcement, job.delivery.state, job.delivery.attempts) == (
        PREVIEW,
        State.CLAIMED,
        1,
    )


def test_what_somebody_does_claims_what_follows_from_it(ledger: MemoryLedger) -> None:
    report = Report(ANA, "C0ACME", "It is down")
    reported, jobs = and_claim(take_report, ClaimDue(1, 0))(ledger.at(NOW - MINUTE), report)

    (job,) = jobs
    assert job.delivery.key == Key(reported.case.topic, Announcement(kinds.CASE_OPENED), "C0SUPPORT")
    assert ledger.delivery(job.delivery.id) == job.delivery
    assert job.delivery.state is State.CLAIMED


def test_what_cannot_be_claimed_with_it_is_told_from_what_it_refuses(
    ledger: MemoryLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Ledger) -> None:
        raise Unknown(Thing.CASE, "7")

    with pytest.raises(Unknown):
        and_claim(refuse, ClaimDue(1, 0))(ledger.at(NOW))
    monkeypatch.setattr(ledger, "claim", refuse)
    with pytest.raises(NotClaimed):
        and_claim(take_report, ClaimDue(1, 0))(ledger.at(NOW), Report(ANA, "C0ACME"))


def test_nothing_is_claimed_before_it_is_due(ledger: MemoryLedger) -> None:
    assert claim_due(ledger.at(NOW - MINUTE), ClaimDue(10, 10)) == ()


def test_nothing_is_claimed_twice(ledger: MemoryLedger) -> None:
    claim_due(ledger.at(NOW), ClaimDue(10, 10))

    assert claim_due(ledger.at(NOW), ClaimDue(10, 10)) == ()


def test_no_more_is_claimed_than_was_asked_for(ledger: MemoryLedger) -> None:
    assert len(claim_due(ledger.at(NOW), ClaimDue(2, 2))) == 2


def test_nothing_is_claimed_in_a_busy_channel(ledger: MemoryLedger) -> None:
    jobs = claim_due(ledger.at(NOW), ClaimDue(10, 10, busy=frozenset({"C0ACME"})))

    assert [job.delivery.key.channel for job in jobs] == ["C0GLOBEX", "C0NORTH"]


def test_what_is_too_late_makes_room_for_the_next_in_its_channel(ledger: MemoryLedger) -> None:
    now = at(STANDARD_DAY)

    (job,) = in_acme(claim_due(ledger.at(now), ClaimDue(10, 10)))

    assert (job.delivery.key.announcement, row(ledger).reason, row(ledger, REMINDER).reason) == (
        ITS_DAY,
        Reason.REMINDER_ALREADY_DUE,
        Reason.STAGE_DAY_BEGUN,
    )


def test_after_downtime_a_confirmation_says_since_when_it_is_late(ledger: MemoryLedger) -> None:
    tell_until(ledger, at(STANDARD_DAY))
    confirm(ledger.at(at(STANDARD_DAY, 10)), Confirm(ANA, "2026.11"))

    (job,) = (job for job in in_acme(deliver(ledger, at(STANDARD_DAY, 17))) if job.replaces is None)

    assert isinstance(job.brief, ReleaseBrief)
    assert (job.brief.kind, job.brief.late_since) == (kinds.CONFIRMATION, at(STANDARD_DAY, 10))


def test_the_late_rules_go_by_the_zone_of_the_channel(ledger: MemoryLedger) -> None:
    ledger.save_integration(replace(ACME, timezone="America/New_York"))

    # The reminder is due at nine in New York, which is three in the afternoon in Berlin.
    (job,) = in_acme(claim_due(ledger.at(at(REMINDER_DAY, 14)), ClaimDue(10, 10)))

    assert job.delivery.key.announcement == PREVIEW


def test_a_post_about_a_release_that_is_gone_is_skipped(ledger: MemoryLedger) -> None:
    key = Key(Topic.parse("release:gone"), PREVIEW, "C0ELSE")
    ledger.plan([NewDelivery(key, due_at=START)])

    claim_due(ledger.at(START), ClaimDue(10, 10))

    assert delivery_of(ledger, key.topic, PREVIEW, "C0ELSE").reason == Reason.NO_LONGER_PLANNED


def test_a_post_about_a_case_that_is_gone_is_skipped(ledger: MemoryLedger) -> None:
    opened = Announcement(kinds.CASE_OPENED)
    ledger.plan([NewDelivery(Key(Topic.parse("case:7"), opened, "C0ELSE"), due_at=START)])

    claim_due(ledger.at(START), ClaimDue(10, 10))

    assert delivery_of(ledger, Topic.parse("case:7"), opened, "C0ELSE").reason == Reason.NO_LONGER_PLANNED


# The facts of a release


def test_the_first_announcement_in_a_channel_is_its_card(ledger: MemoryLedger) -> None:
    (job,) = in_acme(deliver(ledger, NOW))

    assert isinstance(job.brief, ReleaseBrief)
    assert (job.brief.is_card, job.thread, job.broadcast) == (True, None, False)


def test_the_later_ones_are_replies_in_its_thread_that_also_go_to_the_channel(ledger: MemoryLedger) -> None:
    deliver(ledger, NOW)

    (job,) = in_acme(deliver(ledger, at(REMINDER_DAY)))

    card = row(ledger).message
    assert card
    assert isinstance(job.brief, ReleaseBrief)
    assert (job.brief.is_card, job.thread, job.broadcast) == (False, card.id, True)


def test_a_message_names_the_channels_integrations_by_role(ledger: MemoryLedger) -> None:
    jobs = deliver(ledger, NOW)

    assert {
        job.delivery.key.channel: [(party.integration.name, party.role) for party in job.brief.parties]
        for job in jobs
        if isinstance(job.brief, ReleaseBrief)
    } == {
        "C0ACME": [("Acme LMS", Role.BOTH)],
        "C0GLOBEX": [("Globex", Role.ELSEWHERE)],
        "C0NORTH": [("Northwind", Role.HERE)],
    }


def test_a_brief_knows_the_announced_stage(ledger: MemoryLedger) -> None:
    (job,) = in_acme(deliver(ledger, NOW))

    assert isinstance(job.brief, ReleaseBrief)
    assert (job.brief.server, job.brief.stage) == (STANDARD, RELEASE.stages[0])


def test_the_owners_question_is_no_reply(ledger: MemoryLedger) -> None:
    ledger.plan([NewDelivery(Key(RELEASE.topic, PREVIEW, ANA.id), due_at=NOW)])
    deliver(ledger, NOW)

    question = next(
        job for job in deliver(ledger, at(STANDARD_DAY)) if job.delivery.key.announcement == QUESTION
    )

    assert question.thread is None


def test_the_card_speaks_of_where_the_release_has_come_to(ledger: MemoryLedger) -> None:
    tell_until(ledger, at(STANDARD_DAY))
    confirm(ledger.at(at(STANDARD_DAY, 10)), Confirm(ANA, "2026.11"))
    tell_until(ledger, at(CONTROLLED_DAY))
    refresh(
        ledger=ledger.at(at(CONTROLLED_DAY)), topic=RELEASE.topic, only=lambda key: key.channel == "C0ACME"
    )

    assert {
        job.delivery.key.announcement: job.brief.server.key
        for job in deliver(ledger, at(CONTROLLED_DAY))
        if isinstance(job.brief, ReleaseBrief)
    } == {
        PREVIEW: "controlled",
        CONFIRMATION: "standard",
    }


def test_a_confirmation_that_is_the_card_still_speaks_of_the_server_it_confirms() -> None:
    ledger = MemoryLedger(POLICY)
    told_in(ledger.at(at(STANDARD_DAY)))
    confirm(ledger.at(at(STANDARD_DAY)), Confirm(ANA, "2026.11"))
    tell_until(ledger, at(CONTROLLED_DAY), start=at(STANDARD_DAY))
    refresh(
        ledger=ledger.at(at(CONTROLLED_DAY)), topic=RELEASE.topic, only=lambda key: key.channel == "C0ACME"
    )

    cards = [
        (brief.announcement, brief.server)
        for job in in_acme(deliver(ledger, at(CONTROLLED_DAY)))
        if isinstance(brief := job.brief, ReleaseBrief) and brief.is_card
    ]

    assert cards == [(CONFIRMATION, STANDARD)]


# The facts of a case


def case_job(ledger: MemoryLedger, case: Case) -> Job:
    saved = ledger.save_case(case)
    opened = Key(saved.topic, Announcement(kinds.CASE_OPENED), saved.thread_channel)
    ledger.plan([NewDelivery(opened, due_at=START)])
    (job,) = claim_due(ledger.at(START), ClaimDue(10, 10))
    return job


def test_a_brief_knows_the_release_and_the_server_that_a_case_is_about(ledger: MemoryLedger) -> None:
    case = Case(ANA.id, START, "C0ACME", "C0SUPPORT", release="2026.11", server="standard")

    brief = case_job(ledger, case).brief

    assert isinstance(brief, CaseBrief)
    assert (brief.release, brief.server, brief.note) == (RELEASE, STANDARD, None)


def test_a_case_may_be_about_no_release(ledger: MemoryLedger) -> None:
    brief = case_job(ledger, Case(ANA.id, START, "C0ACME", "C0SUPPORT")).brief

    assert isinstance(brief, CaseBrief)
    assert (brief.release, brief.server) == (None, None)


def test_a_brief_knows_its_delivery_so_that_a_press_on_the_message_can_name_it(ledger: MemoryLedger) -> None:
    (of_release,) = in_acme(deliver(ledger, NOW))
    of_case = case_job(ledger, Case(ANA.id, START, "C0ACME", "C0SUPPORT"))

    assert (of_release.brief.delivery, of_case.brief.delivery) == (
        of_release.delivery.id,
        of_case.delivery.id,
    )
