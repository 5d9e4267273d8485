"""The ledger's contract: what the chat system last said of people."""

from rollouts.deliveries import Reason
from rollouts.people import LookedUp
from rollouts.ports import Ledger


def test_of_each_what_was_said_last_is_kept(ledger: Ledger) -> None:
    guest = LookedUp("U0GIL", hindrance=Reason.IS_GUEST)
    group = LookedUp("S0RELEASES", members=("U0ANA", "U0BEN"))
    for found in (LookedUp("U0GIL", is_admin=True), group, guest):
        ledger.keep_looked_up(found)

    assert ledger.looked_up() == (group, guest)
