"""What is answered when a release stands otherwise than one would wish, and to others than Ana."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from rollouts.cases import Case
from rollouts.history import Author, Change, Kept
from rollouts.keeping import keep_release
from rollouts.people import Person
from rollouts.releases import Release, Stage, Status
from rollouts.servers import Server
from rollouts.usecases.question_facts import CHANGES_MOST
from rollouts.usecases.questions import AskInWords, answer_question
from tests.phrasings.scene import NOON, TODAY, ask, read_aloud, window
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import ACME, ANA, DAY, GLOBEX, POLICY, RELEASE, ZOE, at
from views.answers.changed import RELEASES_MOST

Answers = Callable[..., str]


@pytest.fixture
def ledger() -> MemoryLedger:
    return MemoryLedger(POLICY)


@pytest.fixture
def answers(ledger: MemoryLedger) -> Answers:
    """Ask it at noon of that day, and return the answer on one line."""

    def answer(typed: str, *, on: dt.date = TODAY, asker: Person = ANA, channel: str | None = None) -> str:
        request = AskInWords(asker, typed, channel)
        return " ".join(read_aloud(answer_question(ledger.at(at(on, 12)), request)))

    return answer


def release(standard: Status, controlled: Status = Status.PLANNED, **more: object) -> Release:
    """Return 2026.11 as it stands so on its servers."""
    stages = tuple(
        replace(stage, status=status)
        for stage, status in zip(RELEASE.stages, (standard, controlled), strict=True)
    )
    return replace(RELEASE, stages=stages, **more)  # type: ignore[arg-type] # a test names the fields itself


def test_what_is_overdue_is_not_confirmed(ledger: MemoryLedger, answers: Answers) -> None:
    ledger.save_release(release(Status.PLANNED))

    assert answers("is it on Standard?").startswith("No, nobody has confirmed it yet. 2026.11")
    assert "was due on Standard 3 days ago, Mon 30 November, and is not confirmed yet" in answers(
        "where is 2026.11"
    )
    assert answers("is it ready for Standard?").startswith(
        "Yes. 2026.11 (Course player refresh) was due on Standard 3 days ago, Mon 30 November, and is not"
        " confirmed yet. It is the first server, so nothing has to be tested before."
    )


def test_what_was_rolled_back_before_is_not_ready_for_the_next_server(
    ledger: MemoryLedger, answers: Answers
) -> None:
    ledger.save_release(release(Status.ROLLED_BACK))

    assert answers("is 2026.11 ready?").startswith("No. 2026.11")
    assert "It is not live on Standard." in answers("is 2026.11 ready?")


def test_without_impact_nothing_has_to_be_tested(ledger: MemoryLedger, answers: Answers) -> None:
    ledger.save_release(release(Status.LIVE, affects_integrations=False))

    assert answers("is 2026.11 ready?").endswith(
        "It does not affect integrations, so nothing has to be tested."
    )
    assert answers("who has not tested 2026.11?").startswith("Nobody has to test 2026.11")
    assert answers("has everybody tested 2026.11?").startswith("No. Nobody has to test 2026.11")


def test_an_open_case_holds_back_what_nobody_can_test_yet(ledger: MemoryLedger, answers: Answers) -> None:
    ledger.save_release(RELEASE)
    ledger.save_case(Case("U0ZOE", NOON, "C0ACME", "C0SUPPORT", release="2026.11"))

    assert answers("is 2026.11 ready?", on=TODAY - 10 * DAY).startswith("No. 2026.11")
    assert "Open: Urgent case 1." in answers("is 2026.11 ready?", on=TODAY - 10 * DAY)


def test_what_is_gone_cannot_be_tested(ledger: MemoryLedger, answers: Answers) -> None:
    ledger.save_release(release(Status.ROLLED_BACK, Status.WITHDRAWN))

    assert answers("who has not tested 2026.11?") == (
        "2026.11 (Course player refresh) cannot be tested as things stand."
    )


def test_who_has_finished_is_named_too(ledger: MemoryLedger, answers: Answers) -> None:
    told = window()
    found = " ".join(read_aloud(ask(told, "has everybody tested 2026.11?")))
    assert found.startswith("No. Not finished")

    for integration in told.integrations():
        told.remove_integration(integration.name)
    told.save_integration(replace(ACME, name="Initech"))
    assert "Initech (2 checks open)" in " ".join(read_aloud(ask(told, "who has not tested 2026.11?")))


def test_several_steps_are_answered_one_by_one(ledger: MemoryLedger, answers: Answers) -> None:
    ledger.save_release(release(Status.LIVE))
    ledger.save_release(
        Release(
            "2026.12", "Later", (Stage("standard", TODAY + 4 * DAY), Stage("controlled", TODAY + 18 * DAY))
        )
    )

    found = answers("is everybody ready for Standard and Controlled?")

    assert "2026.12 (Later) comes to Standard in 4 days" in found
    assert "2026.11 (Course player refresh) comes to Controlled in 11 days" in found


def test_more_changes_than_are_shown_are_said_to_be_more(ledger: MemoryLedger, answers: Answers) -> None:
    author = Author(ANA.id, NOON - DAY)
    for number in range(RELEASES_MOST + 1):
        keep_release(
            ledger=ledger.at(NOON - DAY), release=replace(RELEASE, name=f"1.{number}"), author=author
        )

    found = answers("what changed since Monday?")

    assert found.startswith(
        "6 changes were noted since Mon 30 November. More was noted: /release history and"
    )


def test_what_lies_behind_the_newest_changes_is_said_to_be_more(
    ledger: MemoryLedger, answers: Answers
) -> None:
    changes = (
        Change(NOON - DAY, ANA.id, Kept.RELEASE, "2026.11", "title", f"{number}", f"{number + 1}")
        for number in range(CHANGES_MOST)
    )
    ledger.save_release(RELEASE)
    ledger.note_changes(changes)

    assert "More was noted" in answers("what changed since Monday?")
    assert "More was noted" not in answers("what changed today?")


def test_who_owns_nothing_is_answered_for_the_channel(ledger: MemoryLedger, answers: Answers) -> None:
    ledger.save_integration(ACME)
    ledger.save_integration(GLOBEX)

    assert answers("mine", asker=ZOE, channel="C0GLOBEX").startswith("Integrations of this channel: • Globex")
    assert answers("mine", asker=ANA, channel="C0GLOBEX").startswith("Your integrations: • Acme LMS")
    assert answers("mine", asker=ZOE).startswith("No integration is yours")


def test_a_server_without_integrations_is_said_to_have_none(ledger: MemoryLedger, answers: Answers) -> None:
    ledger.save_servers(
        (Server("standard", "Standard"), Server("beta", "Beta"), Server("controlled", "Controlled"))
    )
    ledger.save_integration(ACME)

    assert answers("who is on Beta?") == "No integration is on Beta."
    assert answers("is Acme LMS on Beta?").startswith("No. Acme LMS has nothing on Beta.")


def test_a_problem_that_nobody_placed_is_told_of_every_server(ledger: MemoryLedger, answers: Answers) -> None:
    ledger.save_case(Case("U0ZOE", NOON, "C0ACME", "C0SUPPORT", integrations=("Acme LMS",)))
    ledger.save_integration(ACME)
    ledger.save_integration(GLOBEX)

    assert answers("is anything broken on Controlled?").startswith("Yes. 1 case is open on Controlled.")
    assert answers("is anything broken for us?").startswith("Yes. 1 case is open for Acme LMS.")
    assert answers("is Globex broken?").startswith("No. No problem is open for Globex")
