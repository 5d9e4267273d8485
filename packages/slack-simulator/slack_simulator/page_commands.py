"""What a person can do on the page, by the word that the page sends for it.

Each checks, changes the workspace and returns at once; the page hears of what follows by its stream of
changes.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeAlias

from slack_simulator.app_link.asking import Refusal
from slack_simulator.companion import Companion
from slack_simulator.page_faults import make_trouble
from slack_simulator.records import JSON, Channel, Message, User, View
from slack_simulator.team import Team
from slack_simulator.user_actions import in_channels, in_forms

Command: TypeAlias = Callable[[JSON], Awaitable[None]]


class PageCommands:
    """The commands of the page for one workspace and its companion."""

    def __init__(self, team: Team, companion: Companion | None) -> None:
        self._team = team
        self._companion = companion
        self._verbs: dict[str, Command] = {
            "send": self._send,
            "act": self._act,
            "submit": self._submit,
            "close": self._close,
            "shortcut": self._shortcut,
            "open_home": self._open_home,
            "delete": self._delete,
            "read": self._read,
            "dismiss": self._dismiss,
            "jump": self._jump,
            "pause": self._pause,
            "mail": self._mail,
            "letter": self._letter,
            "start_over": self._start_over,
            "fault": self._fault,
        }

    async def do(self, asked: JSON) -> None:
        """Do what was asked. Raises Refusal with a sentence for the person."""
        verb = self._verbs.get(asked["do"])
        if verb is None:
            raise Refusal(f"The page cannot do {asked['do']!r}.")
        await verb(asked)

    async def _send(self, asked: JSON) -> None:
        user, channel, text = self._user(asked), self._channel(asked), str(asked["text"])
        thread_ts = asked.get("thread") or None
        if text.startswith("/"):
            in_channels.run(self._team, user, channel, text, in_thread=thread_ts is not None)
        else:
            broadcast = bool(asked.get("broadcast"))
            in_channels.say(self._team, user, channel, text, thread_ts=thread_ts, broadcast=broadcast)

    async def _act(self, asked: JSON) -> None:
        user = self._user(asked)
        target = self.target(asked, user)
        element: JSON = asked["element"]
        in_forms.keep_values(user, target, asked.get("state", {}).get("values", {}))
        in_forms.use_element(self._team, user, target, element["block_id"], element["action_id"], element)

    async def _submit(self, asked: JSON) -> None:
        user = self._user(asked)
        values = asked.get("state", {}).get("values", {})
        in_forms.submit(self._team, user, self._view(asked, user), values)

    async def _close(self, asked: JSON) -> None:
        user = self._user(asked)
        in_forms.close(self._team, user, self._view(asked, user))

    async def _shortcut(self, asked: JSON) -> None:
        user = self._user(asked)
        message = self._message(asked["message"], user) if asked.get("message") else None
        in_channels.use_shortcut(self._team, user, asked["callback_id"], message)

    async def _open_home(self, asked: JSON) -> None:
        in_channels.open_home(self._team, self._user(asked))

    async def _delete(self, asked: JSON) -> None:
        user = self._user(asked)
        in_channels.remove_message(self._team, user, self._message(asked["message"], user))

    async def _read(self, asked: JSON) -> None:
        in_channels.read_all(self._team, self._user(asked), self._channel(asked))

    async def _dismiss(self, asked: JSON) -> None:
        notice = self._team.notices.get(asked["notice"])
        if notice is not None and notice.user == asked["as"]:
            del self._team.notices[notice.id]
            self._team.changed()

    async def _jump(self, asked: JSON) -> None:
        await self._story().jump(str(asked["id"]))

    async def _pause(self, asked: JSON) -> None:
        await self._story().pause(paused=bool(asked["paused"]))

    async def _mail(self, asked: JSON) -> None:
        await self._story().reply(str(asked["reply_to"]), str(asked["body"]))

    async def _letter(self, asked: JSON) -> None:
        await self._story().write(str(asked["subject"]), str(asked["body"]))

    async def _start_over(self, _asked: JSON) -> None:
        await self._story().start_over()

    async def _fault(self, asked: JSON) -> None:
        make_trouble(self._team, str(asked["id"]))

    def _story(self) -> Companion:
        if self._companion is None:
            raise Refusal("This workspace has no story to move on.")
        return self._companion

    def _user(self, asked: JSON) -> User:
        user = self._team.users.get(asked["as"])
        if user is None or user.is_bot:
            raise Refusal("This person is not in the workspace.")
        return user

    def _channel(self, asked: Mapping[str, Any]) -> Channel:
        channel = self._team.channels.get(asked["channel"])
        if channel is None:
            raise Refusal("This channel does not exist.")
        return channel

    def target(self, asked: Mapping[str, Any], user: User) -> Message | View:
        """Return what an element stands on: a message, the Home or a form. Raises Refusal when it is gone."""
        if asked.get("message"):
            return self._message(asked["message"], user)
        if asked.get("ts"):
            return self._message(asked, user)
        if asked.get("home"):
            home = self._team.homes.get(user.id)
            if home is None:
                raise Refusal("There is no Home here.")
            return home
        return self._view(asked, user)

    def _message(self, where: Mapping[str, Any], user: User) -> Message:
        channel = self._channel(where)
        message = None
        if user.id in channel.members:
            message = channel.private_message(where["ts"], user.id) or channel.message(where["ts"])
        if message is None:
            raise Refusal("This message is no longer there.")
        return message

    def _view(self, asked: Mapping[str, Any], user: User) -> View:
        view = self._team.view(asked["view"])
        if view is None or view.user != user.id:
            raise Refusal("This form is no longer open.")
        return view
