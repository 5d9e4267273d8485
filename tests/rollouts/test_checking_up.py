"""What the ledger says of its own health."""

from rollouts.deliveries import Pause
from rollouts.integrations import Integration
from rollouts.usecases.checking_up import State, check_up
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import ANA, BEN, MINUTE, PREVIEW_DAY, START, at


def test_channels_and_owners_are_told_with_what_they_are_for(ledger: MemoryLedger) -> None:
    state = check_up(ledger.at(START))

    assert state == State(
        channels={"C0ACME": ("Acme LMS",), "C0GLOBEX": ("Globex",), "C0NORTH": ("Northwind",)},
        owners={ANA.id: ("Acme LMS", "release 2026.11"), BEN.id: ("Globex",)},
        unknown=(),
        overdue=(),
        has_undecided=False,
        pauses=(),
        chosen={},
    )


def test_what_waits_for_its_channel_is_not_overdue(ledger: MemoryLedger) -> None:
    pause = Pause("C0ACME", "is_archived", START, 1)
    ledger.at(START).pause(pause)

    state = check_up(ledger.at(at(PREVIEW_DAY) + MINUTE))

    assert {post.key.channel for post in state.overdue} == {"C0GLOBEX", "C0NORTH"}
    assert state.pauses == (pause,)


def test_what_was_given_by_name_is_unknown(ledger: MemoryLedger) -> None:
    ledger.at(START).save_integration(Integration("Initech", "#initech", ("@ivy",)))

    state = check_up(ledger.at(START))

    assert [named.name for named in state.unknown] == ["#initech", "@ivy"]
    assert "#initech" not in state.channels
