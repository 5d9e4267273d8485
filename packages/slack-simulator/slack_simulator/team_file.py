"""Brings people, channels and user groups from a file into a workspace.

people:
  - {name: ana, real_name: Ana Lima, is_admin: true, tz: Europe/Berlin}
  - {name: ben, real_name: Ben Okafor}
channels:
  - {name: general}
  - {name: secret, private: true, members: [ana], bot_is_member: false}
groups:
  - {handle: oncall, users: [ana, ben]}

An id may be given; else it is made from the name. A channel without ``members`` has everybody in it.
"""

import re
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from slack_simulator.input_file import InputError, Section
from slack_simulator.records import JSON
from slack_simulator.workspace import Workspace

EXAMPLE: JSON = {
    "people": [
        {"name": "ana", "real_name": "Ana Lima", "title": "Administrator", "is_admin": True},
        {"name": "ben", "real_name": "Ben Okafor"},
        {"name": "gus", "real_name": "Gus Meyer", "title": "Contractor", "is_guest": True},
    ],
    "channels": [{"name": "general"}, {"name": "random"}],
}

_PERSON = ("name", "real_name", "id", "title", "tz", "is_admin", "is_owner", "is_guest", "is_stranger")
_CHANNEL = ("name", "id", "members", "private", "bot_is_member")
_GROUP = ("handle", "id", "name", "users")


def fill(workspace: Workspace, content: JSON) -> None:
    """Bring in what ``content`` names. Raises InputError with the place of what is wrong."""
    file = Section(content)
    file.refuse_unknown(("people", "channels", "groups"))
    people: dict[str, str] = {}
    for one in file.sections("people"):
        people |= _add_person(workspace, one)
    if not people:
        raise InputError("people is missing: somebody has to be in the workspace.")
    for one in file.sections("channels"):
        _add_channel(workspace, one, people)
    for one in file.sections("groups"):
        one.refuse_unknown(_GROUP)
        handle = one.text("handle")
        group = _new_id(one, "S", handle, workspace.groups)
        users = _ids(one, "users", people)
        workspace.add_group(id=group, handle=handle, name=one.text("name", handle), users=users)


def _add_person(workspace: Workspace, one: Section) -> dict[str, str]:
    one.refuse_unknown(_PERSON)
    name, zone = one.text("name"), one.text("tz", "Etc/UTC")
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise InputError(f"{one.place_of('tz')} is not a time zone such as Europe/Berlin: {zone}.") from None
    user = workspace.add_person(
        id=_new_id(one, "U", name, workspace.users),
        name=name,
        real_name=one.text("real_name", name.capitalize()),
        title=one.text("title", ""),
        tz=zone,
        is_admin=one.flag("is_admin"),
        is_owner=one.flag("is_owner"),
        is_guest=one.flag("is_guest"),
        is_stranger=one.flag("is_stranger"),
    )
    return {name: user.id}


def _add_channel(workspace: Workspace, one: Section, people: dict[str, str]) -> None:
    one.refuse_unknown(_CHANNEL)
    name = one.text("name").removeprefix("#")
    workspace.add_channel(
        id=_new_id(one, "C", name, workspace.channels),
        name=name,
        members=_ids(one, "members", people) if one.has("members") else list(people.values()),
        private=one.flag("private"),
        bot_is_member=one.flag("bot_is_member", default=True),
    )


def _ids(one: Section, field: str, people: dict[str, str]) -> list[str]:
    names = [name.removeprefix("@") for name in one.texts(field)]
    for name in names:
        if name not in people:
            known = ", ".join(people)
            raise InputError(f"{one.place_of(field)} names {name}, who is not among the people: {known}.")
    return [people[name] for name in names]


def _new_id(one: Section, prefix: str, name: str, taken: JSON) -> str:
    """Return the id given, or one such as ``U0ANA`` that is made from the name."""
    made = one.text("id", f"{prefix}0{re.sub(r'[^A-Z0-9]', '', name.upper())}")
    if made in taken:
        raise InputError(f"{one.place_of('id')} {made} is there twice; give one of the two another id.")
    return made
