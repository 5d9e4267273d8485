"""Who may do what. Anyone in the workspace asks and reports; managers change releases."""

from dataclasses import dataclass
from enum import StrEnum

from rollouts.deliveries import Reason


class Right(StrEnum):
    """What a person may need a right for."""

    ASK = "ask"
    MANAGE_RELEASES = "manage_releases"
    CONFIRM_RELEASE = "confirm_release"
    CHANGE_INTEGRATION = "change_integration"
    RECORD_CHECKS = "record_checks"
    LOOK_AFTER_BOT = "look_after_bot"
    BE_MEMBER = "be_member"


@dataclass(frozen=True, slots=True)
class Caller:
    """The one who asks or presses. People of other organisations are refused before they become one."""

    id: str


@dataclass(frozen=True, slots=True)
class Person(Caller):
    """A caller whose rights were looked up: `groups` are the user groups they are in that settings name.

    `is_known` is false while the chat system does not say; then only what the id itself tells counts.
    A guest asks, reports and adds details, no more; an outsider, of another organisation, does nothing.
    """

    is_admin: bool = False
    groups: frozenset[str] = frozenset()
    is_known: bool = True
    is_guest: bool = False
    is_outsider: bool = False

    @property
    def is_member(self) -> bool:
        """Whether they belong to the workspace. In doubt they do: a look-up that fails keeps nobody out."""
        return not (self.is_guest or self.is_outsider)


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What the chat system last said of a person, or of a user group: then `members` are who is in it.

    It is kept, so that after a restart too nobody is refused for its silence who was known before.
    `hindrance` is why they can answer nothing, if that is so.
    """

    id: str
    is_admin: bool = False
    hindrance: Reason | None = None
    members: tuple[str, ...] = ()


def is_manager(*, person: Person, managers: frozenset[str]) -> bool:
    """Say whether the person is a manager: an admin or owner of the workspace, or named in settings."""
    return person.is_member and (person.is_admin or bool(({person.id} | person.groups) & managers))


def is_owner(*, person: Person, owners: tuple[str, ...]) -> bool:
    """Say whether the person is one of the owners, and may act as one."""
    return person.is_member and person.id in owners
