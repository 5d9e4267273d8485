"""What is answered to those who ask what a release asks of them, and whether it keeps its days."""

import datetime as dt
from dataclasses import replace

import pytest

from rollouts.cases import CaseState, Note, NoteKind
from rollouts.checks import VISUAL_CHANGES, CheckState
from rollouts.history import Author
from rollouts.keeping import keep_release
from rollouts.people import Person
from rollouts.releases import Release, Status
from rollouts.usecases.questions import AskInWords, answer_question
from rollouts.verdict import AcceptedRisk
from tests.phrasings.scene import NOON, TODAY, ask, read_aloud, window
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import ACME, ANA, DAY, GLOBEX, NORTHWIND, POLICY, RELEASE, ZOE, at
from tests.views.telling import LIVE_ON_BOTH, LIVE_ON_STANDARD, checked

LATE, ON_TIME = "is 2026.11 late?", "is 2026.11 on time?"


def answer(ledger: MemoryLedger, typed: str, *, on: dt.date = TODAY, asker: Person = ANA) -> str:
    request = AskInWords(asker, typed, None)
    return " ".join(read_aloud(answer_question(ledger.at(at(on, 12)), request)))


def planned(release: Release = RELEASE) -> MemoryLedger:
    """Return a ledger in which that was entered in October."""
    ledger = MemoryLedger(POLICY)
    author = Author(ANA.id, at(dt.date(2026, 10, 1)))
    keep_release(ledger=ledger.at(author.at), release=release, author=author)
    return ledger


def moved(ledger: MemoryLedger, days: int) -> None:
    """Move its first stage; twice, so that the day before is not the first one."""
    for step in (1, days):
        first = replace(RELEASE.stages[0], date=RELEASE.stages[0].date + step * DAY)
        release = replace(RELEASE, stages=(first, *RELEASE.stages[1:]))
        keep_release(ledger=ledger.at(NOON), release=release, author=Author(ANA.id, NOON))


def test_what_was_moved_to_a_later_day_is_late_and_the_first_day_is_said() -> None:
    ledger = planned()
    moved(ledger, 7)

    assert answer(ledger, LATE).startswith(
        "Yes. 2026.11 (Course player refresh) comes to Standard in 4 days, Mon 7 December"
        " (planned for Mon 30 November at first); it comes to Controlled"
    )
    assert answer(ledger, ON_TIME).startswith("No. 2026.11")


def test_what_was_moved_to_an_earlier_day_is_not_late() -> None:
    ledger = planned()
    moved(ledger, -2)

    said = answer(ledger, LATE, on=RELEASE.stages[0].date - 7 * DAY)

    assert said.startswith("No. 2026.11")
    assert "(planned for Mon 30 November at first)" in said


@pytest.mark.parametrize(("days", "begins"), [(0, "No."), (1, "Yes.")])
def test_what_is_due_is_late_from_the_next_day_on(days: int, begins: str) -> None:
    said = answer(planned(), LATE, on=RELEASE.stages[0].date + days * DAY)

    assert said.startswith(begins)


def test_what_is_held_is_late_and_what_leaves_a_server_out_never_comes_there() -> None:
    held = replace(RELEASE, stages=(replace(RELEASE.stages[0], status=Status.HELD),))

    assert answer(planned(held), LATE) == (
        "Yes. 2026.11 (Course player refresh) is held on Standard, without a date for now."
    )
    assert answer(planned(held), "is 2026.11 late on Controlled?").endswith("does not come to Controlled.")


def test_a_window_is_as_long_as_the_days_between_its_servers() -> None:
    on_both, one_server = planned(LIVE_ON_BOTH), planned(replace(RELEASE, stages=RELEASE.stages[:1]))
    held = planned(
        replace(RELEASE, stages=(RELEASE.stages[0], replace(RELEASE.stages[1], status=Status.HELD)))
    )

    typed = "how long is the window of 2026.11?"
    assert "before Controlled was 14 days long: from Mon 30 November to Mon 14 December." in answer(
        on_both, typed, on=dt.date(2026, 12, 20)
    )
    assert answer(one_server, typed).endswith("has no window there: no server comes before.")
    assert answer(held, typed).endswith("has no end for now: it is held there, or withdrawn.")


def test_whoever_has_tested_all_is_told_what_comes_next_and_whoever_has_nothing_how_to_begin() -> None:
    ledger = window()
    for check in ledger.checks("2026.11"):
        ledger.save_check(replace(check, state=CheckState.PASSED))
    ledger.save_check(checked(ACME, "test", VISUAL_CHANGES))
    left = answer(ledger, "what do we have to do?")

    assert left.startswith(
        "To be tested now: • Acme LMS: 2026.11 (Course player refresh) on Standard: 2 of 3"
    )
    assert "Open: Offline mode." in left
    assert answer(ledger, "what do we have to do?", asker=ZOE).startswith("No integration is yours")


def test_where_nothing_is_planned_nothing_is_to_be_done() -> None:
    ledger = MemoryLedger(POLICY)
    ledger.save_integration(GLOBEX)

    assert answer(ledger, "what does Globex have to do?") == "Nothing is to be tested now for Globex."
    assert answer(ledger, "who is affected by it?").startswith("No release is entered yet.")


def test_what_is_left_and_nothing_comes_is_all_that_is_said() -> None:
    ledger = planned(replace(LIVE_ON_BOTH, stages=LIVE_ON_BOTH.stages[:1]))
    ledger.save_integration(ACME)

    assert answer(ledger, "what do we have to do?").endswith(
        "Open: smoke tests, visual changes and Offline mode."
    )


def test_on_a_server_that_a_release_leaves_out_it_affects_nobody() -> None:
    ledger = planned(replace(RELEASE, stages=RELEASE.stages[:1]))
    ledger.save_integration(GLOBEX)

    assert answer(ledger, "who is affected by 2026.11?") == "2026.11 (Course player refresh) reaches nothing."


def test_urgent_cases_are_told_from_others() -> None:
    ledger = window()
    (case,) = ledger.cases()
    ledger.save_case(replace(case, number=0, urgent=True, summary="Blank"))

    said = " ".join(read_aloud(ask(ledger, "any urgent cases?")))

    assert said == "Yes. 1 urgent case is open. • Urgent case 2, open: Blank"


def test_what_was_moved_to_any_other_day_was_moved() -> None:
    ledger = planned()
    moved(ledger, -2)

    assert answer(ledger, "was 2026.11 moved?").startswith("Yes. 2026.11")
    assert answer(ledger, "was 2026.11 moved on Controlled?").startswith("No. 2026.11")


@pytest.mark.parametrize(
    ("on", "is_open", "has_ended"),
    [
        (dt.date(2026, 11, 20), "No.", "No."),
        (TODAY, "Yes.", "No."),
        (dt.date(2026, 12, 20), "No.", "Yes."),
    ],
)
def test_a_window_is_open_from_the_one_server_to_the_next(on: dt.date, is_open: str, has_ended: str) -> None:
    days = {dt.date(2026, 11, 20): RELEASE, TODAY: LIVE_ON_STANDARD, dt.date(2026, 12, 20): LIVE_ON_BOTH}
    ledger = planned(days[on])

    assert answer(ledger, "is the window of 2026.11 still open?", on=on).startswith(f"{is_open} The window")
    assert answer(ledger, "has the window of 2026.11 ended?", on=on).startswith(f"{has_ended} The window")


def test_where_no_server_comes_before_no_window_is_open() -> None:
    one_server = planned(replace(RELEASE, stages=RELEASE.stages[:1]))

    assert answer(one_server, "is the window of 2026.11 open?").startswith("No. 2026.11")


def test_whether_anything_is_left_to_test_is_no_once_all_is_tested() -> None:
    ledger = window()
    for check in ledger.checks("2026.11"):
        ledger.save_check(replace(check, state=CheckState.PASSED, case=None))
    for integration, environment in ((ACME, "test"), (NORTHWIND, "production")):
        ledger.save_check(checked(integration, environment, VISUAL_CHANGES))

    assert answer(ledger, "is anything left to test?").startswith("No. Finished with 2026.11")
    assert answer(ledger, "has anybody tested 2026.11?").startswith("Yes. Finished with 2026.11")
    assert answer(ledger, "how many checks are open?").startswith(
        "0 checks are open; 2 of 2 integrations have"
    )


def test_nobody_has_tested_what_no_check_is_set_of() -> None:
    ledger = planned(LIVE_ON_STANDARD)
    ledger.save_integration(ACME)

    assert answer(ledger, "has anybody tested 2026.11?").startswith("No. Not finished with 2026.11")
    assert answer(ledger, "has anyone not tested 2026.11?").startswith("Yes. Not finished with 2026.11")


def test_of_a_case_is_said_who_took_it_up() -> None:
    ledger = window()
    (case,) = ledger.cases()
    acknowledged = Note(NoteKind.ACKNOWLEDGED, ANA.id, NOON)
    ledger.save_case(replace(case, state=CaseState.ACKNOWLEDGED, notes=(acknowledged,)))

    assert answer(ledger, "who is working on case 1?").startswith("@Ana acknowledged it. Case 1")
    assert answer(ledger, "is case 1 acknowledged?").startswith("Yes. Case 1")

    ledger.save_case(replace(case, state=CaseState.WORKAROUND, notes=()))

    assert answer(ledger, "who acknowledged case 1?").startswith("Somebody took it up. Case 1")


def test_a_risk_that_was_accepted_is_told_and_that_it_fell() -> None:
    ledger = window()
    ledger.accept_risk(
        AcceptedRisk("2026.11", "controlled", "U0MAYA", NOON - DAY, "The workaround is known.")
    )

    said = answer(ledger, "was the risk of 2026.11 accepted?")

    assert said.startswith(
        "Yes. <@U0MAYA> accepted the risk of 2026.11 (Course player refresh) on Controlled,"
    )
    assert said.endswith("“The workaround is known”.")
    assert answer(ledger, "who accepted the risk?").startswith("<@U0MAYA> accepted")
    assert answer(ledger, "was the risk accepted on Standard?").startswith("No. Nobody has accepted a risk")

    (case,) = ledger.cases()
    ledger.save_case(replace(case, number=0, opened_at=NOON))

    fallen = answer(ledger, "was the risk of 2026.11 accepted?")
    assert fallen.startswith("No. <@U0MAYA> accepted")
    assert "That fell with a problem that was reported later." in fallen


def test_where_nothing_is_on_both_servers_that_is_said() -> None:
    ledger = planned()
    ledger.save_integration(GLOBEX)

    assert (
        answer(ledger, "which integrations are on both?") == "No integration is on Standard and Controlled."
    )
    assert answer(ledger, "how many integrations are there?").startswith("1 integration is there.")


def test_an_integration_is_placed_without_a_question_mark_too() -> None:
    assert answer(window(), "Northwind on Controlled") == answer(window(), "Northwind on Controlled?")


@pytest.mark.parametrize(
    ("status", "typed"),
    [
        (Status.HELD, "is 2026.11 on hold?"),
        (Status.ROLLED_BACK, "was 2026.11 rolled back?"),
        (Status.HOTFIXED, "was it hotfixed?"),
        (Status.WITHDRAWN, "has 2026.11 been called off?"),
    ],
)
def test_whether_it_is_held_or_taken_back_is_answered_with_yes_where_it_is(
    status: Status, typed: str
) -> None:
    live_at = None if status is Status.HELD else NOON
    first = replace(RELEASE.stages[0], status=status, live_at=live_at)
    ledger = planned(replace(RELEASE, stages=(first, *RELEASE.stages[1:])))

    assert answer(ledger, typed).startswith("Yes. 2026.11 (Course player refresh)")
    assert answer(ledger, f"{typed.rstrip('?')} on controlled").startswith("No. 2026.11")
