"""Checked on every click, on the server: the rights of `people.py` as named refusals."""

from rollouts.integrations import Integration
from rollouts.people import Person, Right, is_manager, owns
from rollouts.policy import Policy
from rollouts.refusals import NotAllowed
from rollouts.releases import Release


def require_insider(person: Person) -> None:
    """Let anyone of the workspace pass.

    Raises:
        NotAllowed: people of other organisations in shared channels may press nothing.
    """
    if not person.is_insider:
        raise NotAllowed(Right.ASK)


def require_manager(person: Person, policy: Policy) -> None:
    """Let managers pass.

    Raises:
        NotAllowed: for everybody else; it names the managers of the settings.
    """
    if not is_manager(person=person, managers=policy.managers):
        raise NotAllowed(Right.MANAGE_RELEASES, tuple(sorted(policy.managers)))


def require_confirmer(person: Person, release: Release, policy: Policy) -> None:
    """Let managers and the release's owner, who is asked to confirm, pass.

    Raises:
        NotAllowed: for everybody else.
    """
    owners = (release.owner,) if release.owner else ()
    if not (owns(person=person, owners=owners) or is_manager(person=person, managers=policy.managers)):
        raise NotAllowed(Right.CONFIRM_RELEASE, (*owners, *sorted(policy.managers - set(owners))))


def require_changer(person: Person, integration: Integration, policy: Policy) -> None:
    """Let the integration's owners and managers pass.

    Raises:
        NotAllowed: for everybody else; it names the owners.
    """
    if not (
        owns(person=person, owners=integration.owners) or is_manager(person=person, managers=policy.managers)
    ):
        raise NotAllowed(Right.CHANGE_INTEGRATION, integration.owners or tuple(sorted(policy.managers)))
