"""Keeping which integration is on which server."""

from dataclasses import dataclass, replace

from rollouts.announcing.planning import replan_all
from rollouts.history import Author
from rollouts.integrations import Integration
from rollouts.keeping import drop_integration, keep_integration
from rollouts.names import named_like, namesake
from rollouts.people import Caller, Person
from rollouts.permissions import absence_problems, may_change, require_changer, require_member
from rollouts.policy import Policy
from rollouts.ports import Ledger
from rollouts.refusals import Fault, Invalid, Problem, Thing, unknown
from rollouts.releases import Release
from rollouts.servers import Server
from rollouts.texts import bare, name_key
from rollouts.usecases.seeing import Sight, require_seen
from rollouts.validation import integration_problems


@dataclass(frozen=True, slots=True)
class IntegrationList:
    """Integrations; those of the asker are named in `mine`."""

    integrations: tuple[Integration, ...]
    servers: tuple[Server, ...]
    mine: frozenset[str]


@dataclass(frozen=True, slots=True)
class IntegrationShown:
    """An integration and the releases that are on their way to it."""

    integration: Integration
    servers: tuple[Server, ...]
    coming: tuple[Release, ...]
    policy: Policy
    may_change: bool


@dataclass(frozen=True, slots=True)
class IntegrationForm:
    """What the form for an integration shows: `integration` is None for a new one."""

    servers: tuple[Server, ...]
    integration: Integration | None = None


@dataclass(frozen=True, slots=True)
class AskIntegration:
    """Somebody wants to see, change or remove the integration of that name; it is empty for a new one."""

    asker: Person
    name: str = ""


@dataclass(frozen=True, slots=True)
class SaveIntegration:
    """Somebody enters an integration, or changes the one named `replaces`.

    `unusable` are channels and people that were looked up in vain, `is_absent` says that the actor was found
    not to be in the channel, and `seen` is the fingerprint of what was shown before.
    """

    actor: Person
    integration: Integration
    replaces: str | None = None
    unusable: tuple[Problem, ...] = ()
    is_absent: bool = False
    seen: str = ""


def find_integration(*, ledger: Ledger, name: str, by_part: bool = False) -> Integration:
    """Return the integration of that name; `by_part` lets "globex" find "Globex Training".

    Raises:
        Unknown: there is none; it names the nearest.
    """
    if found := ledger.integration(name) or ledger.integration(bare(name)):
        return found
    names = tuple(integration.name for integration in ledger.integrations())
    if by_part and (like := named_like(bare(name), names)) and (found := ledger.integration(like)):
        return found
    raise unknown(Thing.INTEGRATION, name, names)


def list_integrations(ledger: Ledger, asker: Caller) -> IntegrationList:
    """List all integrations."""
    integrations = ledger.integrations()
    mine = frozenset(i.name for i in integrations if asker.id in i.owners)
    return IntegrationList(integrations, ledger.servers(), mine)


def show_integration(ledger: Ledger, request: AskIntegration) -> IntegrationShown:
    """Show one integration.

    Raises:
        Unknown: there is no integration of that name.
    """
    integration = find_integration(ledger=ledger, name=request.name, by_part=True)
    return _shown(ledger, integration, request.asker)


def _shown(ledger: Ledger, integration: Integration, asker: Person) -> IntegrationShown:
    servers = {environment.server for environment in integration.environments}
    coming = tuple(
        release
        for release in ledger.following(_unfinished)
        if any(stage.server in servers and stage.is_coming for stage in release.stages)
    )
    is_theirs = may_change(person=asker, integration=integration, policy=ledger.policy)
    return IntegrationShown(integration, ledger.servers(), coming, ledger.policy, is_theirs)


def _unfinished(
    _servers: object, releases: tuple[Release, ...], _integrations: object
) -> tuple[Release, ...]:
    """Return the few releases that are still on their way somewhere."""
    return tuple(release for release in releases if not release.is_finished)


def integration_form(ledger: Ledger, request: AskIntegration) -> IntegrationForm:
    """Look up what the form shows; with a name, the integration to change.

    Raises:
        Unknown: there is no integration of that name.
        NotAllowed: the asker neither owns it nor is a manager, or is a guest, who enters none.
    """
    if not request.name:
        require_member(request.asker)
        return IntegrationForm(ledger.servers())
    integration = find_integration(ledger=ledger, name=request.name, by_part=True)
    require_changer(request.asker, integration, ledger.policy)
    return IntegrationForm(ledger.servers(), integration)


def save_integration(ledger: Ledger, request: SaveIntegration) -> IntegrationShown:
    """Enter or change an integration, and plan its posts anew. Who enters one without owners owns it.

    Raises:
        Unknown: the one to change is gone.
        NotAllowed: the actor may not change it.
        Invalid: a field cannot be taken; nothing was stored.
        NotSeenYet: something would be posted at once, to a channel that comes late.
    """
    integration = replace(
        request.integration,
        owners=request.integration.owners or (request.actor.id,),
    )
    require_member(request.actor)
    known = None
    if request.replaces is not None:
        known = find_integration(ledger=ledger, name=request.replaces)
        require_changer(request.actor, known, ledger.policy)
    keeps_name = name_key(integration.name) == name_key(request.replaces or "")
    problems = list(
        integration_problems(integration=integration, servers=ledger.servers(), is_new=not keeps_name)
    )
    others = (each.name for each in ledger.integrations() if each != known)
    if taken := namesake(integration.name, others):
        problems.append(Problem("name", Fault.TAKEN, taken))
    problems += request.unusable
    if not (request.unusable or (known and known.channel == integration.channel)):
        problems += absence_problems(
            person=request.actor,
            channel=integration.channel,
            is_absent=request.is_absent,
            policy=ledger.policy,
        )
    if problems:
        raise Invalid(tuple(problems))
    author = Author(request.actor.id, ledger.now)
    sight = Sight.of(ledger)
    keep_integration(ledger=ledger, integration=integration, author=author, replaces=request.replaces)
    replan_all(ledger=ledger)
    require_seen(ledger=ledger, sight=sight, seen=request.seen, about=())
    return _shown(ledger, integration, request.actor)


def integration_to_remove(ledger: Ledger, request: AskIntegration) -> Integration:
    """Look up an integration that somebody wants to remove.

    Raises:
        Unknown: there is no integration of that name.
        NotAllowed: the asker neither owns it nor is a manager.
    """
    integration = find_integration(ledger=ledger, name=request.name, by_part=True)
    require_changer(request.asker, integration, ledger.policy)
    return integration


def remove_integration(ledger: Ledger, request: AskIntegration) -> Integration:
    """Remove an integration; what was planned for its channel alone is not posted.

    Raises:
        Unknown: there is no integration of that name.
        NotAllowed: the asker neither owns it nor is a manager.
    """
    integration = find_integration(ledger=ledger, name=request.name)
    require_changer(request.asker, integration, ledger.policy)
    drop_integration(ledger=ledger, integration=integration, author=Author(request.asker.id, ledger.now))
    replan_all(ledger=ledger)
    return integration
