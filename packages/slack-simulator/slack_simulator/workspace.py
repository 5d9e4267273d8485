"""A workspace as its builder and its tests see it: people and channels by name, and what was said."""

from collections.abc import Callable
from dataclasses import dataclass

from slack_simulator import membership
from slack_simulator.app_link.events import restore, revoke
from slack_simulator.posting import Draft, post
from slack_simulator.records import Channel, Group, Message, User, View
from slack_simulator.team import Team
from slack_simulator.testing.labels import find_channel, find_user
from slack_simulator.testing.person import Person
from slack_simulator.testing.plain_text import blocks_text, message_text
from slack_simulator.testing.transcript import transcript


@dataclass(eq=False, kw_only=True, repr=False)
class Workspace(Team):
    """A Slack workspace on your own machine; ``serve`` puts it on a port.

    Channels and people are named as one speaks of them: ``#acme-lms``, ``ana``, or by id.
    """

    def add_person(  # noqa: PLR0913 - each is one fact about a person, given by name
        self,
        *,
        id: str,  # noqa: A002 - Slack's own word for it
        name: str,
        real_name: str,
        title: str = "",
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

    def person(self, name: str) -> Person:
        """Return the one who is called ``name``, to say what they do."""
        return Person(self, self.users[find_user(self, name)])

    def channel_named(self, name: str) -> Channel:
        """Return the channel called ``#name`` or by id."""
        return self.channels[find_channel(self, name)]

    def messages(self, channel: str) -> list[Message]:
        """Return every message of a channel in order of arrival, replies and private answers included."""
        return list(self.channel_named(channel).messages)

    def reads(self, thing: Message | View) -> str:
        """Return what a message, a form or a Home shows, as plain text."""
        return message_text(self, thing) if isinstance(thing, Message) else blocks_text(self, thing.blocks)

    def transcript(self, channel: str) -> str:
        """Return what was said in a channel, as a dialogue."""
        return transcript(self, self.channel_named(channel))

    async def until(self, condition: Callable[[], object], timeout: float = 5.0) -> None:  # noqa: ASYNC109 - it waits for changes itself, and says what it waited for
        """Wait until ``condition()`` is true. Raises AssertionError after ``timeout`` real seconds."""
        if not await self.changes.until(condition, seconds=timeout):
            raise AssertionError(f"waited {timeout:g} s in vain for {condition}")

    def say_as(self, user: str, text: str, *, in_: str) -> Message:
        """Put a message into a channel as if it had been there before, markup and all."""
        return post(self, self.channel_named(in_), Draft(user=find_user(self, user), text=text))

    def archive(self, channel: str) -> None:
        """Archive a channel."""
        membership.archive(self, self.channel_named(channel))

    def unarchive(self, channel: str) -> None:
        """Bring an archived channel back."""
        membership.archive(self, self.channel_named(channel), archived=False)

    def rename(self, channel: str, name: str) -> None:
        """Give a channel another name."""
        membership.rename(self, self.channel_named(channel), name)

    def remove_bot(self, channel: str) -> None:
        """Take the app's bot out of a channel."""
        membership.leave(self, self.channel_named(channel), self.bot_user_id)

    def invite_bot(self, channel: str) -> None:
        """Let the app's bot into a channel."""
        membership.join(self, self.channel_named(channel), self.bot_user_id)

    def revoke(self) -> None:
        """Take the app's bot token away."""
        revoke(self)

    def restore(self) -> None:
        """Let the app's bot token be good again."""
        restore(self)

    def clear(self) -> None:
        """Forget everything that was said and opened; people, channels and the app stay."""
        for channel in self.channels.values():
            channel.messages.clear()
            channel.last_ts = ""
        for store in (self.modals, self.homes, self.notices, self.read_marks):
            store.clear()
        self.journal.clear()
        self.changed()
