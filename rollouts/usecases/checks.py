"""Recording what an integration found after a release."""

from dataclasses import dataclass

from rollouts.announcing.briefs import parties_of
from rollouts.announcing.planning import refresh
from rollouts.checks import Check, CheckName, Result
from rollouts.people import Person
from rollouts.permissions import may_check, not_to_check
from rollouts.policy import Policy
from rollouts.ports import Ledger
from rollouts.refusals import Blocked, Obstacle
from rollouts.releases import Release
from rollouts.servers import Server
from rollouts.usecases.confirming import find_message, stage_of_message


@dataclass(frozen=True, slots=True)
class SmokePassed:
    """Somebody says that the smoke tests passed, on the message that asked for them."""

    actor: Person
    delivery: int


@dataclass(frozen=True, slots=True)
class ChecksRecorded:
    """The integrations whose checks the actor may record; `again` when all of it had been recorded before."""

    release: Release
    server: Server
    integrations: tuple[str, ...]
    policy: Policy
    again: bool


def smoke_passed(ledger: Ledger, request: SmokePassed) -> ChecksRecorded:
    """Record that the smoke tests passed in every environment of the channel on the message's server.

    Raises:
        Unknown: the message is none of ours any more.
        Blocked: nothing of the channel runs on that server any more.
        NotAllowed: the actor may record the checks of none of them.
    """
    release, server = stage_of_message(ledger=ledger, delivery=request.delivery)
    channel = find_message(ledger=ledger, delivery=request.delivery).key.channel
    parties = [
        party
        for party in parties_of(
            channel=channel, server=server, release=release, integrations=ledger.integrations()
        )
        if party.here
    ]
    if not parties:
        raise Blocked(Obstacle.NOTHING_RUNS_HERE, release.name, (server.name,))
    actor, policy = request.actor, ledger.policy
    own = [
        party for party in parties if may_check(person=actor, integration=party.integration, policy=policy)
    ]
    if not own:
        raise not_to_check(actor, parties[0].integration, policy)
    smoke, passed = CheckName.SMOKE_TESTS, Result.PASSED
    recorded = [
        ledger.save_check(
            Check(
                release.name,
                party.integration.name,
                environment.name,
                smoke,
                passed,
                request.actor.id,
                ledger.now,
            )
        )
        for party in own
        for environment in party.here
    ]
    if any(recorded):
        refresh(ledger=ledger, topic=release.topic, channel=channel)
    names = tuple(party.integration.name for party in own)
    return ChecksRecorded(release, server, names, ledger.policy, again=not any(recorded))
