"""The day of a stage: the card says that it is due; four hours later it is heard that nobody confirmed it."""

from rollouts.announcing.briefs import ReleaseBrief
from rollouts.deliveries import Reason, State
from rollouts.usecases.confirming import Confirm, confirm
from tests.support.delivering import deliver, in_acme, row, tell_until
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import ANA, DAY, ITS_DAY, NOT_CONFIRMED, REMINDER_DAY, STANDARD_DAY, at


def test_where_there_is_a_card_the_day_is_said_by_an_edit_of_it(ledger: MemoryLedger) -> None:
    tell_until(ledger, at(REMINDER_DAY))

    (job,) = in_acme(deliver(ledger, at(STANDARD_DAY)))

    assert job.replaces == row(ledger).message
    assert (row(ledger, ITS_DAY).state, row(ledger, ITS_DAY).reason) == (State.SKIPPED, Reason.ON_THE_CARD)


def test_where_there_is_no_card_it_is_posted_and_four_hours_later_nothing_more_is_said(
    ledger: MemoryLedger,
) -> None:
    (job,) = in_acme(deliver(ledger, at(STANDARD_DAY)))

    assert isinstance(job.brief, ReleaseBrief)
    assert (job.delivery.key.announcement, job.brief.is_card) == (ITS_DAY, True)
    assert in_acme(deliver(ledger, at(STANDARD_DAY, 13))) == []
    assert row(ledger, NOT_CONFIRMED).reason == Reason.HEARD_ALREADY


def test_four_hours_after_post_time_channels_on_the_server_hear_that_nobody_confirmed_it(
    ledger: MemoryLedger,
) -> None:
    tell_until(ledger, at(STANDARD_DAY))

    said = [job for job in deliver(ledger, at(STANDARD_DAY, 13)) if job.replaces is None]

    heard = {job.delivery.key.channel: job for job in said if job.thread}
    assert {channel: (job.delivery.key.announcement, job.broadcast) for channel, job in heard.items()} == {
        "C0ACME": (NOT_CONFIRMED, True),
        "C0NORTH": (NOT_CONFIRMED, True),
    }


def test_once_it_is_confirmed_it_is_not_to_be_said_any_more_that_it_was_not(ledger: MemoryLedger) -> None:
    tell_until(ledger, at(STANDARD_DAY))

    confirm(ledger.at(at(STANDARD_DAY, 10)), Confirm(ANA, "2026.11"))

    assert row(ledger, NOT_CONFIRMED).state is State.SKIPPED
    assert row(ledger, NOT_CONFIRMED).reason == Reason.STAGE_IS_LIVE


def test_after_a_downtime_it_is_still_said_that_nobody_confirmed_it(ledger: MemoryLedger) -> None:
    tell_until(ledger, at(STANDARD_DAY))

    jobs = in_acme(deliver(ledger, at(STANDARD_DAY + DAY)))

    assert [job.delivery.key.announcement for job in jobs] == [NOT_CONFIRMED]
