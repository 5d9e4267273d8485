"""What waits to be said anew is not said once it is not true any more: what changed has its own message."""

import datetime as dt

from rollouts import kinds
from rollouts.announcing.planning import refresh
from rollouts.deliveries import Action, NotPosted, Outcome, Reason, Refused, State
from rollouts.delivery.claiming import Job
from rollouts.transitions import Verb
from rollouts.usecases.confirming import Confirm, confirm
from tests.support.changing import changed
from tests.support.delivering import deliver, in_acme, only_in_acme, posted, row, tell_until
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import (
    ACME,
    ANA,
    CONFIRMATION,
    DAY,
    PREVIEW_DAY,
    RELEASE,
    REMINDER,
    REMINDER_DAY,
    STANDARD_DAY,
    at,
)

MINUTE = dt.timedelta(minutes=1)
NOON = at(STANDARD_DAY, 12)


def test_a_reply_that_waits_to_be_said_anew_is_left_to_what_was_rolled_back(
    ledger: MemoryLedger,
) -> None:
    tell_until(ledger, at(STANDARD_DAY))
    confirm(ledger.at(NOON), Confirm(ANA, "2026.11"))
    deliver(ledger, NOON)
    refresh(ledger=ledger.at(NOON), topic=RELEASE.topic)

    def unedited(job: Job) -> Outcome:
        if job.delivery.key.announcement != CONFIRMATION or job.delivery.key.channel != ACME.channel:
            return posted(job)
        is_edit = job.delivery.action is Action.UPDATE
        return Refused("edit_window_closed") if is_edit else NotPosted("ratelimited", 5 * MINUTE)

    deliver(ledger, NOON, unedited)
    changed(ledger, Verb.ROLLBACK, NOON + MINUTE, server="standard", why="It is grey")

    heard = in_acme(deliver(ledger, NOON + 10 * MINUTE))

    assert [job.delivery.key.announcement.kind for job in heard if job.replaces is None] == [kinds.CORRECTION]
    anew = row(ledger, CONFIRMATION, revision=2)
    assert (anew.state, anew.reason) == (State.SKIPPED, Reason.NO_LONGER_PLANNED)


def test_a_reminder_that_waits_to_be_said_again_is_not_said_once_it_asks_nothing_any_more(
    ledger: MemoryLedger,
) -> None:
    for day in (PREVIEW_DAY, REMINDER_DAY):
        deliver(ledger, at(day))
    moved = STANDARD_DAY + 7 * DAY
    changed(ledger, Verb.MOVE, at(REMINDER_DAY, 10), server="standard", day=moved)
    deliver(ledger, at(REMINDER_DAY, 11))
    again = at(REMINDER_DAY + 7 * DAY)
    deliver(ledger, again, only_in_acme(NotPosted("ratelimited", 5 * MINUTE)))
    ledger.remove_integration(ACME.name)

    assert in_acme(deliver(ledger, again + 10 * MINUTE)) == []
    assert row(ledger, REMINDER, revision=1).reason == Reason.NO_LONGER_PLANNED
