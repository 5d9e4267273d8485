"""The life of a case beside its thread: who is told, how it is changed, what becomes of its release."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest

from rollouts.announcing.briefs import CaseBrief
from rollouts.cases import Aspect, Case, CaseState, Changed, NoteKind, Outcome
from rollouts.deliveries import Announcement, Key, Message, NewDelivery, NotPosted, Reason, Refused, State
from rollouts.delivery.cards import thread_there
from rollouts.delivery.claiming import ClaimDue, Job, claim_due
from rollouts.delivery.recording import Attempt, record
from rollouts.kinds import CASE_ASKED, CASE_MAIL, CASE_STEP, CASE_THERE, Kind
from rollouts.people import Person
from rollouts.refusals import Blocked, NotAllowed, Obstacle, Thing, Unknown
from rollouts.releases import Status
from rollouts.transitions import Verb
from rollouts.usecases.case_changes import ChangeCase, change_case, find_open_case, want_to_change
from rollouts.usecases.case_stages import Remedy, WantRemedy, ask_manager, change_for_case, want_remedy
from rollouts.usecases.cases import AddNote, Noted, Report, note_case, take_report
from rollouts.usecases.confirming import Confirm, confirm
from rollouts.usecases.seeing import NotSeenYet
from tests.support.delivering import deliver, tell_until
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import (
    ANA,
    BEN,
    MANAGER,
    MINUTE,
    RELEASE,
    STANDARD_DAY,
    ZOE,
    at,
)

NOON = at(STANDARD_DAY, 12)
GUEST = Person("U0GIL", is_guest=True)


@pytest.fixture
def told(ledger: MemoryLedger) -> MemoryLedger:
    """Return a ledger in which Zoe has reported a problem on what #acme was told of the release."""
    tell_until(ledger, NOON)
    pressed = ledger.card(RELEASE.topic, "C0ACME")
    assert pressed
    take_report(ledger.at(NOON), Report(ZOE, "C0ACME", "Player is blank", pressed.id))
    deliver(ledger, NOON)
    return ledger


def steps(ledger: MemoryLedger, *kinds: NoteKind, by: Person = BEN, text: str = "") -> Noted:
    noted = None
    for kind in kinds:
        noted = note_case(ledger.at(NOON + MINUTE), AddNote(by, 1, kind, text))
    assert noted
    return noted


def said(jobs: Iterable[Job], kind: Kind) -> list[tuple[str, NoteKind | None]]:
    """Return where something of that kind was newly said, and of which note."""
    return [
        (job.delivery.key.channel, job.brief.note.kind if job.brief.note else None)
        for job in jobs
        if isinstance(job.brief, CaseBrief) and job.brief.kind == kind and job.replaces is None
    ]


def joining(ledger: MemoryLedger) -> Report:
    """Return what Ana reports of the same release."""
    card = ledger.card(RELEASE.topic, "C0ACME")
    assert card
    return Report(ANA, "C0ACME", "Here too", card.id)


# Who hears of it


def test_who_reported_it_is_told_of_each_step_privately(told: MemoryLedger) -> None:
    kinds = (NoteKind.ACKNOWLEDGED, NoteKind.WORKAROUND, NoteKind.NOT_URGENT, NoteKind.RESOLVED)
    steps(told, *kinds)

    assert said(deliver(told, NOON + MINUTE), CASE_STEP) == [(ZOE.id, kind) for kind in kinds]


def test_everybody_who_reported_it_is_told_but_not_of_what_they_did_themselves(told: MemoryLedger) -> None:
    take_report(told.at(NOON + MINUTE), joining(told))
    steps(told, NoteKind.ACKNOWLEDGED, by=ANA)
    steps(told, NoteKind.RESOLVED)

    assert sorted(said(deliver(told, NOON + MINUTE), CASE_STEP)) == [
        (ANA.id, NoteKind.RESOLVED),
        (ZOE.id, NoteKind.ACKNOWLEDGED),
        (ZOE.id, NoteKind.RESOLVED),
    ]


def test_details_are_no_step(told: MemoryLedger) -> None:
    take_report(told.at(NOON + MINUTE), joining(told))

    assert not said(deliver(told, NOON + MINUTE), CASE_STEP)


def there(ledger: MemoryLedger) -> list[tuple[int | None, str, str | None]]:
    return [
        (each.key.announcement.number, each.key.channel, each.thread)
        for each in ledger.deliveries(Case("", NOON, "", "", number=1).topic)
        if each.key.announcement.kind == CASE_THERE and each.key.revision == 0
    ]


def test_the_thread_in_which_it_was_reported_says_that_it_is_open_and_how_it_ended(
    told: MemoryLedger,
) -> None:
    card = told.card(RELEASE.topic, "C0ACME")
    thread = card.message.id if card and card.message else None
    assert there(told) == [(0, "C0ACME", thread)]

    steps(told, NoteKind.ACKNOWLEDGED, NoteKind.RESOLVED, NoteKind.REOPENED)
    deliver(told, NOON + MINUTE)

    assert there(told) == [(number, "C0ACME", thread) for number in (0, 2, 3)]


def test_the_thread_in_which_it_was_reported_says_nothing_before_that_of_the_case_is_there(
    ledger: MemoryLedger,
) -> None:
    tell_until(ledger, NOON)
    pressed = ledger.card(RELEASE.topic, "C0ACME")
    assert pressed
    take_report(ledger.at(NOON), Report(ZOE, "C0ACME", "Player is blank", pressed.id))

    deliver(ledger, NOON, lambda _: NotPosted("ratelimited", MINUTE))
    assert there(ledger) == []

    deliver(ledger, NOON + MINUTE)
    assert [number for number, _, _ in there(ledger)] == [0]


def test_a_case_that_was_reported_in_no_thread_is_told_in_that_of_its_release(ledger: MemoryLedger) -> None:
    tell_until(ledger, NOON)
    take_report(ledger.at(NOON), Report(ANA, "C0ACME", "Player is blank"))
    deliver(ledger, NOON)

    card = ledger.card(RELEASE.topic, "C0ACME")
    assert card
    assert card.message
    # Nothing is live yet, so it is about no release that is known: nothing to say there.
    assert there(ledger) == []
    (case,) = ledger.cases()
    change(ledger, release=RELEASE.name)
    ledger.save_case(replace(case, number=0, release=RELEASE.name, server="standard"))
    assert thread_of_second(ledger) == card.message.id


def thread_of_second(ledger: MemoryLedger) -> str | None:
    case = ledger.case(2)
    return thread_there(ledger=ledger, case=case, channel="C0ACME") if case else None


def test_where_that_thread_is_gone_nothing_is_said(told: MemoryLedger) -> None:
    (case,) = told.cases()
    told.save_case(replace(case, thread=None, release=None))
    key = Key(case.topic, Announcement(CASE_THERE, number=0), "C0GLOBEX")
    told.plan([NewDelivery(key, NOON)])
    deliver(told, NOON)

    skipped = [each for each in told.deliveries(case.topic) if each.key.channel == "C0GLOBEX"]
    assert [(each.state, each.reason) for each in skipped] == [(State.SKIPPED, Reason.NOTHING_TO_SAY.value)]


def test_a_word_whose_thread_was_deleted_is_let_go(told: MemoryLedger) -> None:
    steps(told, NoteKind.RESOLVED)
    jobs = claim_due(told.at(NOON + MINUTE), ClaimDue(posts=20, updates=0))
    (job,) = (each for each in jobs if each.delivery.key.announcement.kind == CASE_THERE)
    record(told.at(NOON + MINUTE), (Attempt(job, Refused("thread_not_found", gone=True)),))

    after = told.delivery(job.delivery.id)
    assert after
    assert (after.state, after.reason) == (State.SKIPPED, Reason.MESSAGE_GONE.value)


def test_a_shortcut_on_a_message_is_answered_in_its_thread_where_we_speak_anyway(
    ledger: MemoryLedger,
) -> None:
    for number, channel in enumerate(("C0ACME", "C0RANDOM")):
        request = Report(ANA, channel, f"Grey {number}", message=Message(channel, "7.1"))
        take_report(ledger.at(NOON + number * 90 * MINUTE), request)

    assert [case.thread for case in ledger.cases()] == ["7.1", None]


# Changing it


def change(ledger: MemoryLedger, by: Person = BEN, **what: object) -> Noted:
    case, *_ = ledger.cases()
    request = ChangeCase(
        by, case.number, case.release, case.server, case.integrations, case.urgent, summary=None
    )
    return change_case(ledger.at(NOON + MINUTE), replace(request, **what))  # type: ignore[arg-type] # by name


def test_what_is_changed_is_noted_with_what_it_was(told: MemoryLedger) -> None:
    case = change(told, release=None, server="controlled", summary="Player is grey").case

    assert case.notes[-1].changes == (
        Changed(Aspect.RELEASE, ("2026.11",), ()),
        Changed(Aspect.SERVER, ("standard",), ("controlled",)),
        Changed(Aspect.SUMMARY, ("Player is blank",), ("Player is grey",)),
    )
    assert (case.release, case.server, case.summary, case.is_guess) == (
        None,
        "controlled",
        "Player is grey",
        False,
    )


def test_urgency_is_changed_beside_the_rest(told: MemoryLedger) -> None:
    case = change(told, integrations=("Globex",), urgent=False).case

    assert [note.kind for note in case.notes] == [NoteKind.CHANGED, NoteKind.NOT_URGENT]
    assert (case.integrations, case.urgent) == (("Globex",), False)


def test_a_form_that_changes_nothing_changes_nothing(told: MemoryLedger) -> None:
    change(told, summary="Player is grey")

    assert not change(told).changed


def test_a_guess_that_is_left_as_it_is_is_no_guess_any_more(ledger: MemoryLedger) -> None:
    take_report(ledger.at(NOON), Report(ANA, "C0ACME", "Player is blank"))
    assert ledger.cases()[0].is_guess

    assert not change(ledger).case.is_guess


def test_the_mail_follows_a_change(ledger: MemoryLedger) -> None:
    ledger.policy = replace(ledger.policy, support_emails=("s@vendor.example",), mail_from="r@acme.example")
    take_report(ledger.at(NOON), Report(ANA, "C0ACME", "Player is blank"))
    deliver(ledger, NOON)
    change(ledger, server="controlled")

    assert mails(ledger) == [0, 1]


def mails(ledger: MemoryLedger) -> list[int]:
    found = ledger.deliveries(ledger.cases()[0].topic)
    return [each.key.announcement.number or 0 for each in found if each.key.announcement.kind == CASE_MAIL]


@pytest.mark.parametrize(
    ("what", "thing"),
    [
        ({"release": "2031.1"}, Thing.RELEASE),
        ({"server": "moon"}, Thing.SERVER),
        ({"integrations": ("Nobody",)}, Thing.INTEGRATION),
    ],
)
def test_what_there_is_not_cannot_be_chosen(told: MemoryLedger, what: dict[str, Any], thing: Thing) -> None:
    with pytest.raises(Unknown) as refused:
        change(told, **what)

    assert refused.value.thing is thing


def test_guests_change_nothing_and_a_closed_case_is_reopened_first(told: MemoryLedger) -> None:
    with pytest.raises(NotAllowed):
        change(told, by=GUEST)

    steps(told, NoteKind.RESOLVED)
    with pytest.raises(Blocked):
        find_open_case(told, AddNote(BEN, 1, NoteKind.WORKAROUND))


def test_the_form_offers_the_newest_release_first(told: MemoryLedger) -> None:
    asked = want_to_change(told, AddNote(BEN, 1, NoteKind.CHANGED))

    assert asked.releases == tuple(reversed(told.releases()))
    assert (asked.servers, asked.integrations) == (told.servers(), told.integrations())


def test_how_it_was_resolved_is_kept(told: MemoryLedger) -> None:
    request = AddNote(BEN, 1, NoteKind.RESOLVED, " The cache. ", Outcome.OURS)
    case = note_case(told.at(NOON + MINUTE), request).case

    assert case.step
    assert (case.state, case.step.text, case.step.outcome) == (CaseState.RESOLVED, "The cache.", Outcome.OURS)


# Rolled back, hotfixed


@pytest.fixture
def live(told: MemoryLedger) -> MemoryLedger:
    """Return the same, with the release confirmed on Standard, as its channels have heard."""
    confirm(told.at(NOON), Confirm(MANAGER, RELEASE.name, "standard"))
    deliver(told, NOON)
    (case,) = told.cases()
    told.save_case(replace(case, release=RELEASE.name, server="standard"))
    return told


def test_a_manager_rolls_it_back_after_seeing_what_that_says(live: MemoryLedger) -> None:
    request = Remedy(MANAGER, 1, Verb.ROLLBACK, "The player stays blank")
    with pytest.raises(NotSeenYet) as first, live.transaction(NOON + MINUTE) as undone:
        change_for_case(undone, request)
    change_for_case(live.at(NOON + MINUTE), replace(request, seen=first.value.fingerprint))

    release, case = live.release(RELEASE.name), live.case(1)
    assert release
    assert case
    assert (release.stages[0].status, case.state) == (Status.ROLLED_BACK, CaseState.ROLLED_BACK)
    assert case.notes[-1].text == "The player stays blank"


def test_anybody_else_has_the_managers_asked_once(live: MemoryLedger) -> None:
    live.policy = replace(live.policy, alerts_to=(MANAGER.id,))
    assert not want_remedy(live, WantRemedy(BEN, 1)).may_do

    asked = ask_manager(live.at(NOON + MINUTE), WantRemedy(BEN, 1))
    steps(live, NoteKind.DETAILS)
    again = ask_manager(live.at(NOON + MINUTE), WantRemedy(ANA, 1))

    assert (asked.managers, asked.again, again.again) == ((MANAGER.id,), False, True)
    assert said(deliver(live, NOON + MINUTE), CASE_ASKED) == [(MANAGER.id, NoteKind.ASKED_MANAGER)]
    with pytest.raises(NotAllowed):
        change_for_case(live.at(NOON + MINUTE), Remedy(BEN, 1, Verb.HOTFIX))


def test_once_it_is_done_they_may_be_asked_again(live: MemoryLedger) -> None:
    ask_manager(live.at(NOON + MINUTE), WantRemedy(BEN, 1))
    steps(live, NoteKind.DETAILS, NoteKind.ROLLED_BACK)

    assert not ask_manager(live.at(NOON + MINUTE), WantRemedy(BEN, 1)).again


def test_a_case_about_no_release_has_none_to_roll_back(live: MemoryLedger) -> None:
    change(live, release=None)

    with pytest.raises(Blocked) as refused:
        want_remedy(live, WantRemedy(MANAGER, 1))

    assert refused.value.obstacle is Obstacle.NO_REMEDY
