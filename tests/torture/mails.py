"""A mail server that fails at random, and the verdict on the mails that it took."""

from collections import Counter
from collections.abc import Iterable, Iterator
from random import Random

from rollouts.deliveries import Delivery, Reason, State
from rollouts.kinds import CASE_OPENED, EMAIL
from tests.support.mail_server import DROP, Postbox

LATER = "451 4.3.0 Later"
CHANCES = {
    "EHLO": (0.05, (DROP, "421 4.3.2 Not now")),
    "MAIL": (0.05, (DROP, LATER)),
    "RCPT": (0.1, (DROP, "450 4.2.1 Greylisted")),
    "DATA": (0.05, (DROP, LATER)),
    "CONTENT": (0.25, (DROP, DROP, LATER)),
}
"""How probable a fault is at a step, and which there are; at the last, what is dropped was taken before."""

MOST = 2
"""How often one mail may arrive: once more where the answer to it was lost."""


class MailStorm(dict[str, str]):
    """The faults of a mail server, cast anew for each connection."""

    def __init__(self, dice: Random) -> None:
        super().__init__()
        self.calm = False
        self._dice = dice

    def __contains__(self, step: object) -> bool:
        if step == "EHLO":
            self._cast()
        return super().__contains__(step)

    def _cast(self) -> None:
        self.clear()
        for step, (chance, faults) in CHANCES.items():
            if not self.calm and self._dice.random() < chance:
                self[step] = self._dice.choice(faults)


def taken(box: Postbox) -> Counter[str]:
    """Count how often each mail was taken, by its Message-ID."""
    return Counter(str(mail["Message-ID"]) for mail in box.mails)


def is_mail(row: Delivery) -> bool:
    """Say whether a delivery is an e-mail."""
    return row.key.announcement.kind.outlet is EMAIL


def complaints(rows: Iterable[Delivery], arrived: Counter[str]) -> Iterator[str]:
    """Say of each mail that is lost, came twice for nothing, or of which the ledger tells otherwise.

    A case that was closed before its mail was due needs none.
    """
    rows = tuple(rows)
    mails = [row for row in rows if is_mail(row)]
    for row in mails:
        times = arrived[row.message.id] if row.message else 0
        name = f"{row.key.announcement} of {row.key.topic}"
        if row.state is State.SENT and not times:
            yield f"sent but not there: {name}"
        elif row.state is State.SKIPPED and (times or row.reason != Reason.ANSWERED):
            yield f"left out ({row.reason}), and there {times} times: {name}"
        elif row.state not in {State.SENT, State.SKIPPED}:
            yield f"{row.state} ({row.reason}), and there {times} times: {name}"
        if times > (MOST if row.lost_at or row.reason == Reason.SOMEBODY_SAW_IT else 1):
            yield f"there {times} times: {name}"
    opened = {row.key.topic for row in rows if row.key.announcement.kind == CASE_OPENED}
    yield from (f"not mailed at all: {topic}" for topic in opened - {row.key.topic for row in mails})
    known = {row.message.id for row in mails if row.message}
    yield from (f"not in the ledger: {message}" for message in arrived if message not in known)
