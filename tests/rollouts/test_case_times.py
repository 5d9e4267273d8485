"""How long cases took: to the first reply, and to the end."""

import pytest

from rollouts.case_times import as_of, ending, first_reply, times_of
from rollouts.case_transitions import noted
from rollouts.cases import Case, CaseState, Note, NoteKind
from tests.support.story import ANA, BEN, MINUTE, STANDARD_DAY, at

OPENED = at(STANDARD_DAY, 10)


def case(*notes: tuple[NoteKind, str, int], number: int = 1) -> Case:
    found = Case(ANA.id, OPENED, "C0ACME", "C0SUPPORT", number=number)
    for kind, by, minutes in notes:
        found = noted(case=found, note=Note(kind, by, OPENED + minutes * MINUTE)) or found
    return found


@pytest.mark.parametrize(
    ("notes", "replied"),
    [
        ([(NoteKind.ACKNOWLEDGED, BEN.id, 3)], 3),
        ([(NoteKind.ACKNOWLEDGED, ANA.id, 3)], 3),
        ([(NoteKind.DETAILS, ANA.id, 1), (NoteKind.DETAILS, BEN.id, 4)], 4),
        ([(NoteKind.REPORTED_AGAIN, BEN.id, 1), (NoteKind.DETAILS, BEN.id, 2)], None),
        ([(NoteKind.RESOLVED, ANA.id, 5)], None),
        ([(NoteKind.RESOLVED, BEN.id, 5)], 5),
        ([], None),
    ],
)
def test_the_first_reply_is_an_acknowledgement_or_a_word_of_somebody_else(
    notes: list[tuple[NoteKind, str, int]], replied: int | None
) -> None:
    found = first_reply(case(*notes))

    assert (found and found.at) == (None if replied is None else OPENED + replied * MINUTE)


def test_a_case_can_be_seen_as_it_was() -> None:
    closed = case((NoteKind.ACKNOWLEDGED, BEN.id, 3), (NoteKind.RESOLVED, BEN.id, 9))

    assert as_of(closed, OPENED - MINUTE) is None
    states = [then and then.state for then in (as_of(closed, OPENED + each * MINUTE) for each in (1, 3, 9))]
    assert states == [CaseState.OPEN, CaseState.ACKNOWLEDGED, CaseState.RESOLVED]
    assert ending(closed) == closed.notes[-1]
    assert ending(case()) is None


def test_times_together_are_medians_and_a_false_alarm_is_no_resolution() -> None:
    found = times_of(
        [
            case((NoteKind.ACKNOWLEDGED, BEN.id, 2), (NoteKind.RESOLVED, BEN.id, 10)),
            case((NoteKind.ACKNOWLEDGED, BEN.id, 4), (NoteKind.RESOLVED, BEN.id, 20)),
            case((NoteKind.FALSE_ALARM, BEN.id, 90)),
            case(),
        ]
    )

    assert (found.cases, found.still_open) == (4, 1)
    assert (found.usual_reply, found.usual_resolution) == (4 * MINUTE, 15 * MINUTE)
    assert (times_of([]).usual_reply, times_of([]).usual_resolution) == (None, None)
