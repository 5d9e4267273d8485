"""What the vendor is told by which mail: a mail that is sent once more says the same again."""

from dataclasses import replace

import pytest

from rollouts.case_mails import (
    in_the_reporters_words,
    is_told,
    notes_in,
    was_urgent,
    without_urgent,
    without_urgent_first,
)
from rollouts.case_transitions import noted
from rollouts.cases import Case, Note, NoteKind
from tests.support.story import ANA, BEN, MINUTE, STANDARD_DAY, at

OPENED = at(STANDARD_DAY, 11)
CASE = Case(ANA.id, OPENED, "C0ACME", "C0SUPPORT", number=3, summary="The player stays empty")
DETAILS, NOT_URGENT, URGENT = NoteKind.DETAILS, NoteKind.NOT_URGENT, NoteKind.URGENT


def after(*kinds: NoteKind, case: Case = CASE) -> Case:
    for number, kind in enumerate(kinds, start=1):
        text = f"words {number}" if kind in {DETAILS, NoteKind.REPORTED_AGAIN} else ""
        changed = noted(case=case, note=Note(kind, BEN.id, OPENED + number * MINUTE, text))
        assert changed
        case = changed
    return case


@pytest.mark.parametrize(
    ("kind", "text", "told"),
    [
        (NoteKind.DETAILS, "words", True),
        (NoteKind.REPORTED_AGAIN, "words", True),
        (NoteKind.REPORTED_AGAIN, "", False),
        (NoteKind.ACKNOWLEDGED, "", False),
        (NoteKind.NOT_URGENT, "", True),
        (NoteKind.URGENT, "", True),
        (NoteKind.RESOLVED, "", True),
        (NoteKind.FALSE_ALARM, "", True),
    ],
)
def test_the_vendor_hears_of_words_urgency_and_the_end(kind: NoteKind, text: str, *, told: bool) -> None:
    assert is_told(Note(kind, BEN.id, OPENED, text)) is told


def kinds_in(mail: int, following: int | None, case: Case) -> list[NoteKind]:
    return [note.kind for note in notes_in(case=case, mail=mail, following=following)]


def test_the_first_mail_tells_all_until_the_next_one() -> None:
    case = after(DETAILS, NoteKind.ACKNOWLEDGED, NOT_URGENT)

    assert kinds_in(0, None, case) == [DETAILS, NOT_URGENT]
    assert kinds_in(0, 3, case) == [DETAILS]
    assert kinds_in(0, 1, case) == []


def test_a_later_mail_tells_its_own_note_and_those_until_the_next_one() -> None:
    case = after(DETAILS, NOT_URGENT, DETAILS)

    assert kinds_in(2, None, case) == [NOT_URGENT, DETAILS]
    assert kinds_in(2, 3, case) == [NOT_URGENT]
    assert kinds_in(3, None, case) == [DETAILS]


@pytest.mark.parametrize(
    ("case", "following", "urgent"),
    [
        (CASE, None, True),
        (replace(CASE, urgent=False), None, False),
        (after(NOT_URGENT), None, False),
        (after(NOT_URGENT), 1, True),
        (after(NOT_URGENT, URGENT), None, True),
        (after(NOT_URGENT, URGENT), 2, False),
        (after(NOT_URGENT, URGENT), 1, True),
        (after(DETAILS, NOT_URGENT), 2, True),
        (after(URGENT, case=replace(CASE, urgent=False)), 1, False),
        (after(DETAILS), 1, True),
    ],
)
def test_a_mail_is_urgent_as_the_case_was_when_it_was_due(
    case: Case, following: int | None, *, urgent: bool
) -> None:
    assert was_urgent(case=case, following=following) is urgent


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("player is blank", "player is blank"),
        ("URGENT: player is blank", "player is blank"),
        ("player is blank - urgent!!", "player is blank"),
        ("Urgently: we need the player", "we need the player"),
        ("ururgentgent", ""),
        ("ur urgent gent", "ur gent"),
        ("urgent", ""),
        ("", ""),
    ],
)
def test_no_word_that_says_urgent_is_left(typed: str, left: str) -> None:
    assert without_urgent(typed) == left


@pytest.mark.parametrize(
    ("case", "words"),
    [
        (after(DETAILS), CASE.summary),
        (after(DETAILS, case=replace(CASE, summary="")), "words 1"),
        (after(NoteKind.REPORTED_AGAIN, DETAILS, case=replace(CASE, summary="")), ""),
        (replace(CASE, summary=""), ""),
    ],
)
def test_what_is_wrong_is_said_by_the_report_or_by_the_details_that_its_mail_waits_for(
    case: Case, words: str
) -> None:
    assert in_the_reporters_words(case) == words


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("URGENT urgent: it is urgent", "it is urgent"),
        ("Urgent!! Player is blank", "Player is blank"),
        ("urgent", ""),
        ("It is urgent", "It is urgent"),
        ("Urgently needed: a fix", "Urgently needed: a fix"),
    ],
)
def test_the_words_of_an_urgent_report_lose_only_what_is_said_before_them(typed: str, left: str) -> None:
    assert without_urgent_first(typed) == left
