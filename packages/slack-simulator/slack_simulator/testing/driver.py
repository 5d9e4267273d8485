"""Drives a workspace in a test: people and channels by name, what was said, and what happens to the app."""

from collections.abc import Callable

from slack_simulator import membership
from slack_simulator.app_link.events import restore, revoke, send
from slack_simulator.app_link.requests import Ack, AppRequest
from slack_simulator.posting import Draft, post
from slack_simulator.records import Channel, Message, View
from slack_simulator.team import Team
from slack_simulator.testing.labels import find_channel, find_user
from slack_simulator.testing.person import Person
from slack_simulator.testing.plain_text import blocks_text, message_text
from slack_simulator.testing.transcript import transcript


class Driver:
    """One workspace as its people speak of it: channels as ``#acme-lms``, people as ``ana``, either by id."""

    def __init__(self, team: Team) -> None:
        self._team = team

    def person(self, name: str) -> Person:
        """Return the one who is called ``name``, to say what they do."""
        return Person(self._team, self._team.users[find_user(self._team, name)])

    def channel(self, name: str) -> Channel:
        """Return the channel called ``#name`` or by id."""
        return self._team.channels[find_channel(self._team, name)]

    def messages(self, channel: str) -> list[Message]:
        """Return every message of a channel in order of arrival, replies and private answers included."""
        return list(self.channel(channel).messages)

    def reads(self, thing: Message | View) -> str:
        """Return what a message, a form or a Home shows, as plain text."""
        if isinstance(thing, Message):
            return message_text(self._team, thing)
        return blocks_text(self._team, thing.blocks)

    def transcript(self, channel: str) -> str:
        """Return what was said in a channel, as a dialogue."""
        return transcript(self._team, self.channel(channel))

    async def until(self, condition: Callable[[], object], timeout: float = 5.0) -> None:  # noqa: ASYNC109 - it waits for changes itself, and says what it waited for
        """Wait until ``condition()`` is true. Raises AssertionError after ``timeout`` real seconds."""
        if not await self._team.changes.until(condition, seconds=timeout):
            raise AssertionError(f"waited {timeout:g} s in vain for {condition}")

    def say_as(self, user: str, text: str, *, in_: str) -> Message:
        """Put a message into a channel as if it had been there before, markup and all."""
        return post(self._team, self.channel(in_), Draft(user=find_user(self._team, user), text=text))

    async def deliver_again(self, request: AppRequest | None = None) -> Ack:
        """Send the app once more what it was sent last, or that request, as Slack may do with anything.

        Raises AssertionError when nothing was sent yet.
        """
        again = request or self._team.newest_request
        if again is None:
            raise AssertionError("nothing was sent to the app yet")
        return await send(self._team, again)

    def deactivate(self, person: str) -> None:
        """Close somebody's account."""
        self._team.users[find_user(self._team, person)].is_deactivated = True
        self._team.changed()

    def archive(self, channel: str) -> None:
        """Archive a channel."""
        membership.archive(self._team, self.channel(channel))

    def unarchive(self, channel: str) -> None:
        """Bring an archived channel back."""
        membership.archive(self._team, self.channel(channel), archived=False)

    def rename(self, channel: str, name: str) -> None:
        """Give a channel another name."""
        membership.rename(self._team, self.channel(channel), name)

    def remove_bot(self, channel: str) -> None:
        """Take the app's bot out of a channel."""
        membership.leave(self._team, self.channel(channel), self._team.bot_user_id)

    def invite_bot(self, channel: str) -> None:
        """Let the app's bot into a channel."""
        membership.join(self._team, self.channel(channel), self._team.bot_user_id)

    def revoke(self) -> None:
        """Take the app's bot token away."""
        revoke(self._team)

    def restore(self) -> None:
        """Let the app's bot token be good again."""
        restore(self._team)
