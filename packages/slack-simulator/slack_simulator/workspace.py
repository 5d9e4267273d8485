"""A workspace as its builder sees it: who and what is there."""

from dataclasses import dataclass

from slack_simulator.records import Channel, Group, User
from slack_simulator.team import Team


@dataclass(eq=False, kw_only=True, repr=False)
class Workspace(Team):
    """A Slack workspace on your own machine: ``serve`` puts it on a port, tests use ``testing.Driver``."""

    def add_person(  # noqa: PLR0913 - each is one fact about a person, given by name
        self,
        *,
        id: str,  # noqa: A002 - Slack's own word for it
        name: str,
        real_name: str,
        title: str = "",
        email: str = "",
        tz: str = "Etc/UTC",
        is_admin: bool = False,
        is_owner: bool = False,
        is_guest: bool = False,
        is_stranger: bool = False,
    ) -> User:
        """Add somebody. A stranger belongs to another organisation and is met in shared channels only."""
        user = User(
            id=id,
            name=name,
            real_name=real_name,
            team_id="T0OTHER" if is_stranger else self.team_id,
            title=title,
            email=email,
            tz=tz,
            is_admin=is_admin,
            is_owner=is_owner,
            is_guest=is_guest,
            is_stranger=is_stranger,
        )
        self.users[id] = user
        self.changed()
        return user

    def add_channel(
        self,
        *,
        id: str,  # noqa: A002 - Slack's own word for it
        name: str,
        members: list[str],
        private: bool = False,
        bot_is_member: bool = True,
    ) -> Channel:
        """Add a channel; ``members`` are ids."""
        bots = [self.bot_user_id] if bot_is_member else []
        channel = Channel(
            id=id,
            name=name,
            kind="private" if private else "channel",
            created=self.now(),
            members=[*members, *bots],
        )
        self.channels[id] = channel
        self.changed()
        return channel

    def add_group(self, *, id: str, handle: str, users: list[str], name: str = "") -> Group:  # noqa: A002 - Slack's own word for it
        """Add a user group; ``users`` are ids."""
        group = Group(id=id, handle=handle, name=name or handle, users=users)
        self.groups[id] = group
        self.changed()
        return group

    def clear(self) -> None:
        """Forget everything that was said and opened; people, channels and the app stay."""
        for channel in self.channels.values():
            channel.messages.clear()
            channel.last_ts = ""
        for store in (self.files, self.modals, self.homes, self.notices, self.read_marks):
            store.clear()
        self.journal.clear()
        self.changed()
