"""Each phrasing of the table is answered as it says, and what is not meant for us is not understood."""

import pytest

from rollouts.questions.asked import NotUnderstood
from tests.phrasings.page import FILE, written
from tests.phrasings.phrasing import Phrasing
from tests.phrasings.scene import ask, read_aloud, window
from tests.phrasings.table import PHRASINGS
from tests.support.memory_ledger import MemoryLedger

ALL = [row for rows in PHRASINGS.values() for row in rows]
NOT_ANSWERED = PHRASINGS["What it does not answer"]
UNDERSTOOD_AS = "Understood as: "


@pytest.fixture(scope="module")
def ledger() -> MemoryLedger:
    return window()


@pytest.mark.parametrize("row", ALL, ids=lambda row: row.typed)
def test_a_phrasing_is_answered_as_the_table_says(ledger: MemoryLedger, row: Phrasing) -> None:
    lines = read_aloud(ask(ledger, row.typed))

    assert " ".join(lines).startswith(row.answer)
    understood = [line.removeprefix(UNDERSTOOD_AS) for line in lines if line.startswith(UNDERSTOOD_AS)]
    assert "".join(understood) == row.understood


def test_what_was_understood_is_understood_again_in_full(ledger: MemoryLedger) -> None:
    for row in ALL:
        first = ask(ledger, row.typed)

        again = ask(ledger, first.again)

        assert (again.question, again.facts, again.again) == (first.question, first.facts, first.again)


@pytest.mark.parametrize("row", NOT_ANSWERED, ids=lambda row: row.typed)
def test_what_is_not_understood_gets_the_three_nearest_each_of_which_is(
    ledger: MemoryLedger, row: Phrasing
) -> None:
    answered = ask(ledger, row.typed)

    assert isinstance(answered.facts, NotUnderstood)
    assert len(set(answered.facts.nearest)) == (2 if answered.facts.is_ambiguous else 3)
    for typed in read_aloud(answered)[1:-1]:
        assert ask(ledger, typed.removeprefix("• ")).question in answered.facts.nearest


def test_the_table_is_long_and_a_third_of_it_has_typing_errors() -> None:
    assert len({row.typed for row in ALL}) == len(ALL) >= 150
    assert 3 * sum(row.slips for row in ALL) >= len(ALL)
    assert all(row.understood for row in ALL if row.slips)


def test_the_page_of_the_documentation_shows_the_table_of_today() -> None:
    text = FILE.read_text(encoding="utf-8")

    assert written(text) == text, "docs/questions.md is not current: python -m tests.phrasings"
