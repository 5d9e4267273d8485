"""The reasons in a correction: each stands with its own change, and what was undone has none."""

import pytest

from rollouts.announcing.briefs import CorrectionBrief
from rollouts.announcing.corrections import CORRECT_AFTER
from rollouts.transitions import Verb
from tests.support.changing import changed
from tests.support.delivering import deliver
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import (
    CONTROLLED_DAY,
    DAY,
    MINUTE,
    POLICY,
    PREVIEW_DAY,
    STANDARD_DAY,
    START,
    at,
    told_in,
)
from tests.views.reading import in_text
from views.posts.messages import content_of

TOLD = at(PREVIEW_DAY, 10)
TUESDAY, WEDNESDAY = STANDARD_DAY + DAY, STANDARD_DAY + 2 * DAY
BY_MAYA = "by <@U0MAYA>, Mon 9 Nov 2026, {time} (Europe/Berlin)"


@pytest.fixture
def ledger() -> MemoryLedger:
    """A ledger in which everybody has had the preview."""
    ledger = MemoryLedger(POLICY)
    told_in(ledger.at(START))
    deliver(ledger, at(PREVIEW_DAY))
    return ledger


def acme_reads(ledger: MemoryLedger) -> str:
    """Say what is due, and return the first line of the correction in Acme's channel."""
    jobs = deliver(ledger, TOLD + 2 * CORRECT_AFTER)
    (brief,) = (
        job.brief
        for job in jobs
        if isinstance(job.brief, CorrectionBrief) and job.delivery.key.channel == "C0ACME"
    )
    return in_text(content_of(brief)).splitlines()[0]


def test_what_was_undone_before_it_was_told_has_its_reasons_taken_along(ledger: MemoryLedger) -> None:
    changed(ledger, Verb.HOLD, TOLD, server="standard", why="until we know")
    changed(ledger, Verb.RESUME, TOLD + MINUTE, server="standard", why="known now")
    changed(ledger, Verb.MOVE, TOLD + MINUTE, server="standard", day=TUESDAY, why="slip")

    assert acme_reads(ledger) == "2026.11 moved: Standard Mon 30 November → Tue 1 December. Slip."


def test_a_move_that_was_taken_back_has_its_reason_taken_along(ledger: MemoryLedger) -> None:
    changed(ledger, Verb.MOVE, TOLD, server="standard", day=TUESDAY, why="slip")
    changed(ledger, Verb.MOVE, TOLD + MINUTE, server="standard", day=STANDARD_DAY, why="not after all")
    changed(ledger, Verb.MOVE, TOLD + MINUTE, server="standard", day=WEDNESDAY)

    assert acme_reads(ledger) == "2026.11 moved: Standard Mon 30 November → Wed 2 December."


def test_a_date_that_was_moved_twice_has_the_newer_reason(ledger: MemoryLedger) -> None:
    changed(ledger, Verb.MOVE, TOLD, server="standard", day=TUESDAY, why="slip")
    changed(ledger, Verb.MOVE, TOLD + MINUTE, server="standard", day=WEDNESDAY, why="slipped again")

    assert acme_reads(ledger).endswith("→ Wed 2 December. Slipped again.")


def test_two_servers_that_were_moved_for_two_reasons_have_a_sentence_each(ledger: MemoryLedger) -> None:
    later = CONTROLLED_DAY + DAY
    changed(ledger, Verb.MOVE, TOLD, server="standard", day=TUESDAY, why="the vendor is late")
    changed(ledger, Verb.MOVE, TOLD + MINUTE, server="controlled", day=later, why="Acme has a fair")

    assert acme_reads(ledger) == (
        "2026.11 moved: Standard Mon 30 November → Tue 1 December. The vendor is late. "
        "2026.11 moved: Controlled Mon 14 December → Tue 15 December. Acme has a fair."
    )


def test_the_reason_of_a_hold_follows_on_who_holds_it_and_that_of_the_move_on_the_move(
    ledger: MemoryLedger,
) -> None:
    changed(ledger, Verb.MOVE, TOLD, server="standard", day=TUESDAY, why="iOS is late")
    changed(ledger, Verb.HOLD, TOLD + MINUTE, server="standard", why="The cause is unknown")

    assert acme_reads(ledger) == (
        f"2026.11 is held on Standard {BY_MAYA.format(time='10:01')}: the cause is unknown. "
        "You will hear here when it goes on. It was moved, too, from Mon 30 November to Tue 1 December. "
        "iOS is late. Controlled stays planned for Mon 14 December."
    )


@pytest.mark.parametrize(("why", "end"), [("they are late", " They are late."), ("We know.", ""), ("", "")])
def test_what_comes_after_all_on_another_day_has_the_reason_of_the_move_too_if_it_is_another(
    ledger: MemoryLedger, why: str, end: str
) -> None:
    changed(ledger, Verb.HOLD, TOLD - MINUTE, server="standard", why="until we know")
    deliver(ledger, TOLD - MINUTE + CORRECT_AFTER)
    changed(ledger, Verb.RESUME, TOLD + 2 * MINUTE, server="standard", why="We know.")
    changed(ledger, Verb.MOVE, TOLD + 2 * MINUTE, server="standard", day=TUESDAY, why=why)

    after_all = "2026.11 comes to Standard after all, on Tue 1 December instead of Mon 30 November: we know."
    assert acme_reads(ledger) == f"{after_all}{end}"
