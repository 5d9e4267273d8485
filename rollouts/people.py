"""Who may do what. Anyone in the workspace asks and reports; managers change releases."""

from dataclasses import dataclass
from enum import StrEnum


class Right(StrEnum):
    """What a person may need a right for."""

    ASK = "ask"
    MANAGE_RELEASES = "manage_releases"
    CONFIRM_RELEASE = "confirm_release"
    CHANGE_INTEGRATION = "change_integration"


@dataclass(frozen=True, slots=True)
class Person:
    """The one who asks or presses: `groups` are the user groups they are in that settings name.

    `is_insider` is false for people of other organisations in shared channels.
    """

    id: str
    is_insider: bool = True
    is_admin: bool = False
    groups: frozenset[str] = frozenset()


def is_manager(*, person: Person, managers: frozenset[str]) -> bool:
    """Say whether the person is a manager: an admin or owner of the workspace, or named in settings."""
    return person.is_insider and (person.is_admin or bool(({person.id} | person.groups) & managers))


def owns(*, person: Person, owners: tuple[str, ...]) -> bool:
    """Say whether the person is among the owners."""
    return person.is_insider and person.id in owners
