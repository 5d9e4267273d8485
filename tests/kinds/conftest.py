"""The world of the handlers' tests, the ledger of the rules' and the command line, for kinds shown in all."""

from dataclasses import replace

import pytest

from rollouts.deliveries import Concern, Outcome, Refused
from rollouts.delivery.claiming import Job
from rollouts.usecases.cases import Report, take_report
from tests.handlers.conftest import ana, ben, maya, opens, reads, release_day, taken_in, world, zoe
from tests.rollouts.conftest import ledger
from tests.support import story
from tests.support.acting import NOON
from tests.support.command_line import types
from tests.support.delivering import deliver, posted
from tests.support.memory_ledger import MemoryLedger
from tests.support.news import NEWS, draft_of
from tests.support.story import ANA, MANAGER, POLICY, STANDARD_DAY, at

__all__ = [
    "ana",
    "ben",
    "ledger",
    "maya",
    "opens",
    "reads",
    "release_day",
    "taken_in",
    "types",
    "world",
    "zoe",
]


@pytest.fixture
def told_ledger(release_day_once: MemoryLedger) -> MemoryLedger:
    """The ledger on release day, for one test to change: Globex's channel is closed, a case is open."""
    return release_day_once.copied()


@pytest.fixture(scope="session")
def release_day_once() -> MemoryLedger:

    def answer(job: Job) -> Outcome:
        closed = Refused("is_archived", concern=Concern.CHANNEL)
        return closed if job.delivery.key.channel == "C0GLOBEX" else posted(job)

    ledger = MemoryLedger(replace(POLICY, alerts_to=(MANAGER.id,)))
    story.told_in(ledger.at(story.START))
    deliver(ledger, at(STANDARD_DAY), answer)
    take_report(ledger.at(NOON), Report(ANA, "C0ACME", "It is grey"))
    ledger.save_draft(draft_of(NEWS, NOON))
    return ledger
