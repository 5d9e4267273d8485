"""Acts: what somebody did, known by what the chat system calls it, so that it is done once.

Chat systems deliver at least once: what was not acknowledged in time comes again, and what a process did
just before it died comes to the next one.
"""

from collections.abc import Callable
from datetime import timedelta

from rollouts.ports import Answer, Ledger, Request

KEPT_FOR = timedelta(days=7)
"""How long an act is known. Slack delivers an event again within the hour, and at most three times:
https://docs.slack.dev/apis/events-api"""


class DoneBefore(Exception):  # noqa: N818 - it is no error: it was done
    """Somebody's act was delivered once more; what it changes was changed the first time."""


def once(act: str, use_case: Callable[[Ledger, *Request], Answer]) -> Callable[[Ledger, *Request], Answer]:
    """Return the use case as it is run for an act: in the transaction in which the act is remembered.

    What the use case refuses is not remembered. `act` is empty where nobody's act is behind it.
    """
    if not act:
        return use_case

    def run(ledger: Ledger, *request: *Request) -> Answer:
        if not ledger.remember(f"{act} {use_case.__name__}"):
            raise DoneBefore(act)
        return use_case(ledger, *request)

    return run


def forget_old_acts(ledger: Ledger) -> None:
    """Forget what was done so long ago that nobody delivers it again."""
    ledger.forget_acts(before=ledger.now - KEPT_FOR)
