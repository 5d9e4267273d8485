"""Checked on every click, on the server: the rights of `people.py` as named refusals.

Each raises `RightsUnknown` instead when the right could not be looked up.
"""

from rollouts.integrations import Integration
from rollouts.people import Person, Right, is_manager
from rollouts.policy import Policy
from rollouts.refusals import NotAllowed, Refusal, RightsUnknown
from rollouts.releases import Release


def require_manager(person: Person, policy: Policy) -> None:
    """Let managers pass.

    Raises:
        NotAllowed: for everybody else; it names the managers of the settings.
    """
    if not is_manager(person=person, managers=policy.managers):
        raise _refusal(person, Right.MANAGE_RELEASES, tuple(sorted(policy.managers)))


def require_confirmer(person: Person, release: Release, policy: Policy) -> None:
    """Let managers and the release's owner, who is asked to confirm, pass.

    Raises:
        NotAllowed: for everybody else.
    """
    owners = (release.owner,) if release.owner else ()
    if person.id not in owners and not is_manager(person=person, managers=policy.managers):
        holders = (*owners, *sorted(policy.managers - set(owners)))
        raise _refusal(person, Right.CONFIRM_RELEASE, holders)


def require_changer(person: Person, integration: Integration, policy: Policy) -> None:
    """Let the integration's owners and managers pass.

    Raises:
        NotAllowed: for everybody else; it names the owners.
    """
    if person.id not in integration.owners and not is_manager(person=person, managers=policy.managers):
        holders = integration.owners or tuple(sorted(policy.managers))
        raise _refusal(person, Right.CHANGE_INTEGRATION, holders)


def _refusal(person: Person, right: Right, holders: tuple[str, ...]) -> Refusal:
    return NotAllowed(right, holders) if person.is_known else RightsUnknown()
