"""Cases: reported in one click, filled from where it was made, and joined by whoever reports the same."""

import datetime as dt
from dataclasses import replace

import pytest

from rollouts import kinds
from rollouts.cases import JOIN_WITHIN, Case, CaseState, Note, NoteKind, case_to_join
from rollouts.deliveries import Announcement, Message
from rollouts.policy import Policy
from rollouts.topics import Topic
from rollouts.usecases.cases import Report, Reported, take_report
from rollouts.usecases.confirming import Confirm, confirm
from tests.support.delivering import deliver, row, tell_until
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import (
    ACME,
    ANA,
    BEN,
    CONFIRMATION,
    CONTROLLED_DAY,
    GLOBEX,
    MINUTE,
    POLICY,
    PREVIEW,
    RELEASE,
    STANDARD_DAY,
    START,
    ZOE,
    at,
    told_in,
)

NOON = at(STANDARD_DAY, 12)


@pytest.fixture
def ledger(ledger: MemoryLedger) -> MemoryLedger:
    """Return a ledger in which 2026.11 was confirmed on Standard this morning."""
    tell_until(ledger, at(STANDARD_DAY))
    confirm(ledger.at(at(STANDARD_DAY, 10)), Confirm(ANA, "2026.11", "standard"))
    deliver(ledger, at(STANDARD_DAY, 10))
    return ledger


def report(ledger: MemoryLedger, request: Report, now: dt.datetime = NOON) -> Reported:
    return take_report(ledger.at(now), request)


def opened(ledger: MemoryLedger) -> Case:
    return report(ledger, Report(ANA, "C0ACME", "Player is blank")).case


def test_one_click_on_a_message_opens_an_urgent_case_filled_from_it(ledger: MemoryLedger) -> None:
    pressed = row(ledger, CONFIRMATION)

    reported = report(ledger, Report(ZOE, "C0ACME", delivery=pressed.id))

    assert reported == Reported(
        Case(
            opened_by=ZOE.id,
            opened_at=NOON,
            channel="C0ACME",
            thread_channel="C0SUPPORT",
            number=1,
            release="2026.11",
            server="standard",
            integrations=("Acme LMS",),
            thread=reported.case.thread,
        ),
        joined=False,
    )
    assert reported.case.thread == (pressed.thread or (pressed.message and pressed.message.id))


def test_its_thread_is_opened_in_the_support_channel_at_once(ledger: MemoryLedger) -> None:
    opened(ledger)

    job, *_ = deliver(ledger, NOON)

    assert (job.delivery.key.channel, job.delivery.key.announcement) == (
        "C0SUPPORT",
        Announcement(kinds.CASE_OPENED),
    )


def test_without_a_support_channel_the_thread_is_where_it_was_reported(ledger: MemoryLedger) -> None:
    ledger.policy = replace(POLICY, support_channel=None)

    assert opened(ledger).thread_channel == "C0ACME"


def test_cases_are_numbered(ledger: MemoryLedger) -> None:
    opened(ledger)

    assert report(ledger, Report(BEN, "C0GLOBEX")).case.number == 2


# What it is about


def test_a_report_by_command_is_about_the_newest_release_that_is_live_where_the_channel_runs(
    ledger: MemoryLedger,
) -> None:
    acme, globex = (report(ledger, Report(ZOE, channel)).case for channel in ("C0ACME", "C0GLOBEX"))

    assert [(case.release, case.server) for case in (acme, globex)] == [
        ("2026.11", "standard"),
        ("2026.10", "controlled"),
    ]


def test_on_controlled_day_a_report_is_about_the_release_that_went_live_there(ledger: MemoryLedger) -> None:
    confirm(ledger.at(at(CONTROLLED_DAY, 10)), Confirm(ANA, "2026.11", "controlled"))

    case = report(ledger, Report(ZOE, "C0GLOBEX"), at(CONTROLLED_DAY, 12)).case

    assert (case.release, case.server) == ("2026.11", "controlled")


def test_a_report_before_anything_is_live_there_is_about_no_release() -> None:
    ledger = MemoryLedger(Policy())
    told_in(ledger.at(START), releases=(RELEASE,))

    assert report(ledger, Report(ZOE, "C0ACME"), START).case.release is None


@pytest.mark.parametrize(
    ("channel", "now", "server"),
    [
        ("C0ACME", at(STANDARD_DAY, 12), "standard"),
        ("C0ACME", at(CONTROLLED_DAY, 12), "controlled"),
        ("C0NORTH", at(CONTROLLED_DAY, 12), "standard"),
        ("C0GLOBEX", at(STANDARD_DAY, 12), "standard"),
    ],
)
def test_a_press_on_the_card_is_about_where_the_release_has_come_to(
    ledger: MemoryLedger, channel: str, now: dt.datetime, server: str
) -> None:
    card = row(ledger, PREVIEW, channel)

    case = report(ledger, Report(ZOE, channel, delivery=card.id), now).case

    assert (case.release, case.server) == ("2026.11", server)


def test_a_press_on_a_confirmation_is_about_the_server_it_confirms(ledger: MemoryLedger) -> None:
    pressed = row(ledger, CONFIRMATION)

    case = report(ledger, Report(ZOE, "C0ACME", delivery=pressed.id), at(CONTROLLED_DAY, 12)).case

    assert case.server == "standard"


def test_a_report_on_a_message_that_is_none_of_ours_is_about_the_channel(ledger: MemoryLedger) -> None:
    by_command = report(ledger, Report(ANA, "C0ACME")).case
    ledger.save_case(replace(by_command, state=CaseState.RESOLVED))

    case = report(ledger, Report(ANA, "C0ACME", delivery=10_000)).case

    assert (case.release, case.integrations) == (by_command.release, by_command.integrations)


def test_a_report_is_about_the_reporters_own_integrations_of_the_channel(ledger: MemoryLedger) -> None:
    ledger.save_integration(replace(GLOBEX, channel="C0ACME"))

    assert report(ledger, Report(BEN, "C0ACME")).case.integrations == ("Globex",)


def test_a_report_by_somebody_who_owns_none_of_them_is_about_all_of_the_channel(ledger: MemoryLedger) -> None:
    ledger.save_integration(replace(ACME, name="Acme Shop", owners=(BEN.id,)))

    assert report(ledger, Report(ZOE, "C0ACME")).case.integrations == ("Acme LMS", "Acme Shop")


def test_only_integrations_with_an_environment_on_that_server_are_named(ledger: MemoryLedger) -> None:
    ledger.save_integration(replace(GLOBEX, channel="C0ACME"))
    pressed = row(ledger, CONFIRMATION)

    assert report(ledger, Report(ZOE, "C0ACME", delivery=pressed.id)).case.integrations == ("Acme LMS",)


@pytest.mark.parametrize(("channel", "origin"), [(None, ""), ("C0RANDOM", "C0RANDOM")])
def test_a_report_from_elsewhere_is_about_the_reporters_integrations(
    ledger: MemoryLedger, channel: str | None, origin: str
) -> None:
    case = report(ledger, Report(ANA, channel)).case

    assert (case.integrations, case.channel) == (("Acme LMS",), origin)


def test_a_report_by_somebody_without_integrations_is_about_none(ledger: MemoryLedger) -> None:
    case = report(ledger, Report(ZOE, "C0RANDOM", " It burns ")).case

    assert (case.integrations, case.release, case.server, case.summary) == ((), None, None, "It burns")


# Joined


def test_a_second_report_within_the_hour_joins_the_open_case(ledger: MemoryLedger) -> None:
    first = opened(ledger)

    second = report(ledger, Report(BEN, "C0ACME", "Here too"), NOON + MINUTE)

    assert (second.joined, second.case.number, second.case.notes) == (
        True,
        first.number,
        (Note(NoteKind.REPORTED_AGAIN, BEN.id, NOON + MINUTE, "Here too"),),
    )


def test_a_case_that_was_joined_is_raised_no_earlier_and_no_more_often(ledger: MemoryLedger) -> None:
    opened(ledger)
    before = [
        d for d in ledger.deliveries(Topic.parse("case:1")) if d.key.announcement.kind == kinds.CASE_RAISED
    ]

    report(ledger, Report(BEN, "C0ACME"), NOON + MINUTE)

    after = [
        d for d in ledger.deliveries(Topic.parse("case:1")) if d.key.announcement.kind == kinds.CASE_RAISED
    ]
    assert after == before


OPEN_CASE = Case(ANA.id, NOON, "C0ACME", "C0SUPPORT", 1, release="2026.11", integrations=("Acme LMS",))


def joined(
    case: Case = OPEN_CASE,
    *,
    release: str | None = "2026.11",
    integrations: tuple[str, ...] = ("Acme LMS",),
    channel: str = "C0ACME",
    now: dt.datetime = NOON,
) -> bool:
    found = case_to_join(
        open_cases=(case,), release=release, integrations=integrations, channel=channel, now=now
    )
    return found is case


@pytest.mark.parametrize(("after", "joins"), [(JOIN_WITHIN, True), (JOIN_WITHIN + MINUTE, False)])
def test_a_report_joins_within_the_hour_only(after: dt.timedelta, *, joins: bool) -> None:
    assert joined(now=NOON + after) is joins


def test_a_report_about_another_release_opens_another_case() -> None:
    assert not joined(release="2026.10")


def test_a_report_about_another_integration_opens_another_case() -> None:
    assert not joined(integrations=("Globex",))


def test_a_report_that_shares_one_integration_joins_from_any_channel() -> None:
    assert joined(integrations=("Acme LMS", "Globex"), channel="C0ELSE")


@pytest.mark.parametrize("state", [CaseState.RESOLVED, CaseState.FALSE_ALARM])
def test_a_report_never_joins_a_closed_case(state: CaseState) -> None:
    assert not joined(replace(OPEN_CASE, state=state))


def test_a_report_joins_an_acknowledged_case() -> None:
    assert joined(replace(OPEN_CASE, state=CaseState.ACKNOWLEDGED))


@pytest.mark.parametrize(("channel", "joins"), [("C0ACME", True), ("C0ELSE", False)])
def test_reports_that_name_no_integration_join_within_their_channel(channel: str, *, joins: bool) -> None:
    assert joined(replace(OPEN_CASE, integrations=()), integrations=(), channel=channel) is joins


# A report of any message


def test_a_report_that_quotes_one_of_our_messages_is_filled_from_it_and_does_not_repeat_it(
    ledger: MemoryLedger,
) -> None:
    ours = row(ledger, CONFIRMATION)
    quoting = Report(ZOE, "C0GLOBEX", "Fortnight wrote: it is live", message=ours.message)

    case = report(ledger, quoting).case

    assert ours.message
    assert (case.release, case.server, case.integrations) == ("2026.11", "standard", ("Acme LMS",))
    assert not case.summary


def test_what_others_wrote_is_quoted_whole(ledger: MemoryLedger) -> None:
    words = "Ben wrote:\n" + "It is grey. " * 3000
    quoting = Report(ZOE, "C0ACME", words, message=Message("C0ACME", "1.1"), urgent=False)

    case = report(ledger, quoting).case

    assert (case.summary, case.urgent) == (words.strip(), False)


def test_what_was_posted_of_a_case_is_quoted_like_the_words_of_anybody(ledger: MemoryLedger) -> None:
    case = opened(ledger)
    deliver(ledger, NOON)
    thread, *_ = ledger.deliveries(case.topic, of=Announcement(kinds.CASE_OPENED))
    quoting = Report(ZOE, "C0NORTH", "Fortnight wrote: case 1", message=thread.message)

    assert thread.message
    assert report(ledger, quoting).case.summary == "Fortnight wrote: case 1"
