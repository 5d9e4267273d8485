"""Letting a release go on to the next server although it is not ready."""

from dataclasses import dataclass
from datetime import date

from rollouts.announcing.briefing import verdict_in
from rollouts.announcing.planning import refresh_verdicts
from rollouts.keeping import keep_risk
from rollouts.people import Person
from rollouts.permissions import require_manager
from rollouts.policy import Policy
from rollouts.ports import Ledger
from rollouts.refusals import Blocked, Invalid, Obstacle
from rollouts.releases import Release
from rollouts.servers import Server, resolve_server
from rollouts.usecases.releases import find_release
from rollouts.validation import WHY_MAX, text_problems
from rollouts.verdict import AcceptedRisk, Readiness, Verdict


@dataclass(frozen=True, slots=True)
class AcceptRisk:
    """A manager accepts the risk of a release on a server; `why` is empty while they ask for the form."""

    actor: Person
    release: str
    server: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """A release before it comes to a server, and what the window has shown."""

    release: Release
    server: Server
    servers: tuple[Server, ...]
    verdict: Verdict
    policy: Policy
    today: date


def ask_to_accept(ledger: Ledger, request: AcceptRisk) -> Judged:
    """Return what the risk would be.

    Raises:
        NotAllowed: the actor is no manager.
        Unknown: no such release or server.
        Blocked: there is no risk: it is ready, or in no window before that server.
    """
    require_manager(request.actor, ledger.policy)
    release = find_release(ledger=ledger, name=request.release)
    servers = ledger.servers()
    server = resolve_server(text=request.server, servers=servers)
    verdict = verdict_in(ledger=ledger, release=release, server=server.key)
    if verdict is None or verdict.readiness is Readiness.READY:
        raise Blocked(Obstacle.NO_RISK, release.name, (server.name,))
    return Judged(release, server, servers, verdict, ledger.policy, ledger.policy.day(ledger.now))


def accept_risk(ledger: Ledger, request: AcceptRisk) -> Judged:
    """Keep that a manager accepts the risk, and why; it stands beside the verdict until a new problem comes.

    Raises:
        Invalid: there is no reason.
        NotAllowed, Unknown, Blocked: as above.
    """
    judged = ask_to_accept(ledger, request)
    why = request.why
    if problems := tuple(text_problems("why", why, most=WHY_MAX, needed=True)):
        raise Invalid(problems)
    release, key = judged.release, judged.server.key
    before = judged.verdict.accepted
    risk = AcceptedRisk(release.name, key, request.actor.id, ledger.now, why)
    keep_risk(ledger=ledger, risk=risk, old=before)
    refresh_verdicts(ledger=ledger, release=release)
    return ask_to_accept(ledger, request)
