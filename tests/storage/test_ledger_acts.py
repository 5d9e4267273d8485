"""The ledger's contract: what people did."""

from datetime import timedelta

from rollouts.ports import Ledger


def test_an_act_is_new_once(ledger: Ledger) -> None:
    assert ledger.remember("press 1")
    assert not ledger.remember("press 1")
    assert ledger.remember("press 2")


def test_a_shared_answer_is_kept_until_it_is_forgotten(ledger: Ledger) -> None:
    ledger.keep_answer("1 U0ZOE", "old")
    ledger.keep_answer("1 U0ZOE", "new")

    assert (ledger.shared_answer("1 U0ZOE"), ledger.shared_answer("2 U0ZOE")) == ("new", None)
    assert ledger.forget_acts(before=ledger.now + timedelta(seconds=1)) == 1
    assert ledger.shared_answer("1 U0ZOE") is None


def test_what_was_done_before_an_instant_is_forgotten(ledger: Ledger) -> None:
    ledger.remember("press 1")

    assert ledger.forget_acts(before=ledger.now) == 0
    assert not ledger.remember("press 1")
    assert ledger.forget_acts(before=ledger.now + timedelta(seconds=1)) == 1
    assert ledger.remember("press 1")


def test_the_last_act_is_when_somebody_did_something_last(ledger: Ledger) -> None:
    assert ledger.last_act() is None

    ledger.remember("press 1")

    assert ledger.last_act() == ledger.now
