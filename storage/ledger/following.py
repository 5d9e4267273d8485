"""What follows from servers, releases and integrations alone, made once until one of them changes."""

from collections.abc import Callable

from rollouts.integrations import Integration
from rollouts.ports import Answer, Request
from rollouts.releases import Release
from rollouts.servers import Server
from storage.ledger.integrations import IntegrationLedger
from storage.ledger.releases import ReleaseLedger


class FollowingLedger(ReleaseLedger, IntegrationLedger):
    """The ledger's servers, releases and integrations, and what was made of them."""

    def following(
        self,
        make: Callable[[tuple[Server, ...], tuple[Release, ...], tuple[Integration, ...], *Request], Answer],
        *given: *Request,
    ) -> Answer:
        """Return what is made of all servers, releases and integrations and what is given, a hashable few."""
        known, key = self._read_calendar().following, (make, *given)
        if key not in known:
            known[key] = make(self.servers(), self.releases(), self.integrations(), *given)
        found: Answer = known[key]
        return found
