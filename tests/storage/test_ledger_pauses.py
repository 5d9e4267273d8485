"""The ledger's contract: paused channels."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from rollouts.deliveries import Pause
from rollouts.ports import Ledger


@pytest.fixture
def pause(now: datetime) -> Pause:
    return Pause("C0ACME", "is_archived", now, number=1)


def test_a_channel_is_paused_once_and_the_first_reason_stays(ledger: Ledger, pause: Pause) -> None:
    assert ledger.pause(pause)
    assert not ledger.pause(replace(pause, reason="not_in_channel", since=pause.since + timedelta(days=1)))
    assert ledger.pauses() == (pause,)


def test_a_channel_is_resumed_once_and_may_be_paused_again(ledger: Ledger, pause: Pause) -> None:
    ledger.pause(pause)
    assert ledger.resume(pause.channel)
    assert not ledger.resume(pause.channel)
    assert ledger.pauses() == ()
    assert ledger.pause(replace(pause, reason="not_in_channel"))
    assert [each.reason for each in ledger.pauses()] == ["not_in_channel"]


def test_what_was_read_of_them_does_not_hide_what_is_changed_afterwards(ledger: Ledger, pause: Pause) -> None:
    assert ledger.pauses() == ()
    ledger.pause(pause)
    assert ledger.pauses() == (pause,)
    ledger.resume(pause.channel)
    assert ledger.pauses() == ()


def test_the_paused_channels_come_by_channel(ledger: Ledger, pause: Pause) -> None:
    for channel in ("C3", "C1", "C2"):
        ledger.pause(replace(pause, channel=channel))
    ledger.resume("C2")
    assert [each.channel for each in ledger.pauses()] == ["C1", "C3"]
