"""Checked on every click, on the server: the rights of `people.py` as named refusals.

Each raises `RightsUnknown` instead when the right could not be looked up.
"""

from rollouts.integrations import Integration
from rollouts.people import Person, Right, is_manager, is_owner
from rollouts.policy import Policy
from rollouts.refusals import Fault, NotAllowed, Problem, Refusal, RightsUnknown
from rollouts.releases import Release


def require_member(person: Person) -> None:
    """Let the people of the workspace pass.

    Raises:
        NotAllowed: for guests, and for people of another organisation.
    """
    if not person.is_member:
        raise _refusal(person, Right.BE_MEMBER, ())


def require_manager(person: Person, policy: Policy, *, to: Right = Right.MANAGE_RELEASES) -> None:
    """Let managers pass; `to` is what they want to do.

    Raises:
        NotAllowed: for everybody else; it names the managers of the settings.
    """
    if not is_manager(person=person, managers=policy.managers):
        raise _refusal(person, to, tuple(sorted(policy.managers)))


def require_confirmer(person: Person, release: Release, policy: Policy) -> None:
    """Let managers and the release's owner, who is asked to confirm, pass.

    Raises:
        NotAllowed: for everybody else.
    """
    if not may_confirm(person=person, release=release, policy=policy):
        owners = _owners(release)
        holders = (*owners, *sorted(policy.managers - set(owners)))
        raise _refusal(person, Right.CONFIRM_RELEASE, holders)


def may_confirm(*, person: Person, release: Release, policy: Policy) -> bool:
    """Say whether the person is a manager or owns the release."""
    is_theirs = is_owner(person=person, owners=_owners(release))
    return is_theirs or is_manager(person=person, managers=policy.managers)


def _owners(release: Release) -> tuple[str, ...]:
    return (release.owner,) if release.owner else ()


def require_changer(person: Person, integration: Integration, policy: Policy) -> None:
    """Let the integration's owners and managers pass.

    Raises:
        NotAllowed: for everybody else; it names the owners.
    """
    if not may_change(person=person, integration=integration, policy=policy):
        raise _refusal(person, Right.CHANGE_INTEGRATION, _holders(integration, policy))


def may_change(*, person: Person, integration: Integration, policy: Policy) -> bool:
    """Say whether the person owns the integration or is a manager."""
    return is_owner(person=person, owners=integration.owners) or is_manager(
        person=person, managers=policy.managers
    )


def absence_problems(*, person: Person, channel: str, is_absent: bool, policy: Policy) -> tuple[Problem, ...]:
    """Return what is wrong with integrations of that channel, if the person is not in it and no manager."""
    if not is_absent or is_manager(person=person, managers=policy.managers):
        return ()
    return (Problem("channel", Fault.YOU_ARE_NOT_IN_CHANNEL, channel),)


def may_check(*, person: Person, integration: Integration, policy: Policy) -> bool:
    """Say whether the person may record its checks: owners and managers, any member where nobody owns it."""
    is_anybodys = not integration.owners and person.is_member
    return is_anybodys or may_change(person=person, integration=integration, policy=policy)


def not_to_check(person: Person, integration: Integration, policy: Policy) -> Refusal:
    """Return the refusal for somebody who may not record the checks of the integration."""
    return _refusal(person, Right.RECORD_CHECKS, _holders(integration, policy))


def _holders(integration: Integration, policy: Policy) -> tuple[str, ...]:
    return integration.owners or tuple(sorted(policy.managers))


def _refusal(person: Person, right: Right, holders: tuple[str, ...]) -> Refusal:
    """Name those who may to the people of the workspace alone."""
    if person.is_outsider:
        return NotAllowed(Right.ASK)
    if person.is_guest:
        return NotAllowed(Right.BE_MEMBER)
    return NotAllowed(right, holders) if person.is_known else RightsUnknown()
