"""Who does what, in the words of a person: ``await ana.runs("/live controlled", in_="#acme-lms")``.

Every gesture waits for the app's acknowledgement and for its first answer, without sleeping, and fails with a
sentence that shows what did happen.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType
from typing import TypeVar

from slack_simulator.elements import VALUE_FIELDS, Placed
from slack_simulator.records import JSON, Channel, Gesture, Message, User, View
from slack_simulator.team import Team
from slack_simulator.testing.labels import find_button, find_channel, find_field, labels_of, value_in_words
from slack_simulator.testing.plain_text import message_text
from slack_simulator.testing.waiting import Waiting
from slack_simulator.user_actions import in_channels, in_forms

Found = TypeVar("Found")


@dataclass(frozen=True)
class Submitted:
    """What became of a form: ``errors`` by label, the ``view`` open now, or ``closed`` when none is."""

    errors: dict[str, str] = field(default_factory=dict)
    view: View | None = None
    closed: bool = False


class Person:
    """One person of a workspace, as a test or a story speaks of them."""

    def __init__(self, team: Team, user: User) -> None:
        self._team = team
        self._waiting = Waiting(team, user)
        self.user = user

    async def runs(self, typed: str, *, in_: str | None = None) -> Message | View:
        """Run a slash command and return the app's answer; ``in_`` None is the app's own messages."""
        channel = self._channel(in_)
        return await self._answer_to(lambda: in_channels.run(self._team, self.user, channel, typed), channel)

    async def says(
        self,
        typed: str,
        *,
        in_: str | None = None,
        thread: Message | None = None,
        files: Mapping[str, bytes] = MappingProxyType({}),
        answer: bool = True,
    ) -> Message:
        """Say something. Returns the app's answer when the app was mentioned, else the message itself.

        ``files`` go along, each by its name. With ``answer=False`` nothing is waited for.
        """
        channel = self._channel(in_)
        before = self._waiting.begins()
        thread_ts = (thread.thread_ts or thread.ts) if thread else None
        said = in_channels.say(self._team, self.user, channel, typed, thread_ts=thread_ts, files=files)
        if f"<@{self._team.bot_user_id}>" not in said.text or not answer:
            return said
        gesture = Gesture(user=self.user.id, what=typed, channel=channel.id, done=True)
        answered = await self._waiting.first_answer(before, gesture, channel)
        if not isinstance(answered, Message):
            raise AssertionError(f"{typed!r} was answered with a form")  # noqa: TRY004 - a failed expectation
        return answered

    async def clicks(
        self, label: str, *, on: Message | View | None = None, answer: bool = True
    ) -> Message | View:
        """Press the button with that label, on ``on`` or on the newest thing in view that has it.

        With ``answer=False`` returns what was pressed as soon as the app acknowledged.
        """
        target, (placed, value) = self._find(on, label, partial(find_button, label=label))
        return await self._use(target, placed, value, answer=answer)

    async def chooses(
        self, label: str, choice: object, *, on: Message | View | None = None, answer: bool | None = None
    ) -> Message | View:
        """Choose in the menu, picker or boxes with that label.

        Waits for an answer where Slack tells the app at once, unless ``answer`` says otherwise.
        """
        target, placed = self._find(on, label, partial(find_field, label=label))
        value = await self._value(target, placed, choice)
        quiet = placed.block["type"] == "input" and not placed.block.get("dispatch_action")
        return await self._use(target, placed, value, answer=not quiet if answer is None else answer)

    async def fills(self, view: View, words: Mapping[str, object]) -> None:
        """Fill in a form by the labels of its fields; nothing is sent yet."""
        for label, word in words.items():
            _, placed = self._find(view, label, partial(find_field, label=label))
            value = await self._value(view, placed, word)
            held = {"type": placed.kind, **value}
            view.state.setdefault(placed.block_id, {})[placed.action_id] = held
        self._team.changed()

    async def submits(self, view: View) -> Submitted:
        """Submit a form and return what became of it."""
        gesture = in_forms.submit(self._team, self.user, view)
        await self._waiting.done(gesture, f"submitted {_title(view)!r}")
        if view.errors:
            labels = {block["block_id"]: block["label"]["text"] for block in view.blocks if "label" in block}
            return Submitted({labels.get(name, name): text for name, text in view.errors.items()}, view)
        top = self.form()
        return Submitted(view=top, closed=top is None)

    async def closes(self, view: View) -> None:
        """Close a form without submitting it."""
        gesture = in_forms.close(self._team, self.user, view)
        await self._waiting.done(gesture, f"closed {_title(view)!r}")

    async def uses(self, shortcut: str, *, on: Message | None = None, answer: bool = True) -> Message | View:
        """Use the shortcut of that name, on a message or from anywhere, and return the app's answer.

        With ``answer=False`` returns the message as soon as the app acknowledged.
        """
        fitting = (one for one in self._team.app.shortcuts if one.on_message == (on is not None))
        known = {one.name: one.callback_id for one in fitting}
        if shortcut not in known:
            raise AssertionError(f"no shortcut is called {shortcut!r}; there is: {', '.join(known)}")
        channel = self._team.channels[on.channel] if on else self._channel(None)

        def use() -> Gesture:
            return in_channels.use_shortcut(self._team, self.user, known[shortcut], on)

        if answer or on is None:
            return await self._answer_to(use, channel)
        await self._waiting.done(use(), f"used {shortcut!r}")
        return on

    async def opens_home(self) -> View:
        """Open the App Home and return it, freshly published."""
        before = self._waiting.begins()
        in_channels.open_home(self._team, self.user)
        await self._waiting.home(before)
        return self._team.homes[self.user.id]

    async def hears(self, words: str, *, in_: str | None = None) -> Message:
        """Wait until a message with those words can be seen in the channel, and return the newest one."""
        channel = self._channel(in_)

        def heard() -> list[Message]:
            seen = self._team.visible_messages(channel, self.user.id)
            return [one for one in seen if words in message_text(self._team, one)]

        await self._waiting.until(heard, f"listened for {words!r}")
        return heard()[-1]

    def deletes(self, message: Message) -> None:
        """Delete a message."""
        in_channels.remove_message(self._team, self.user, message)

    def sees(self, in_: str | None = None) -> list[Message]:
        """Return the messages that the person can see there, private answers and replies included."""
        channel = self._channel(in_)
        if self.user.id not in channel.members:
            return []
        return self._team.visible_messages(channel, self.user.id)

    def home(self) -> View | None:
        """Return the App Home that was published for the person."""
        return self._team.homes.get(self.user.id)

    def form(self) -> View | None:
        """Return the form that is open on top."""
        stack = self._team.modals.get(self.user.id, [])
        return stack[-1] if stack else None

    def notices(self) -> list[str]:
        """Return what Slack itself told the person and was not dismissed."""
        return [one.text for one in self._team.notices.values() if one.user == self.user.id]

    def _channel(self, name: str | None) -> Channel:
        if name is None or name.removeprefix("@").casefold() == self._team.app.name.casefold():
            return self._team.direct_channel(self.user.id)
        return self._team.channels[find_channel(self._team, name)]

    def _find(
        self, on: Message | View | None, label: str, find: Callable[[list[JSON]], Found | None]
    ) -> tuple[Message | View, Found]:
        in_view = [on] if on is not None else self._in_view()
        for thing in in_view:
            found = find(thing.blocks)
            if found is not None:
                return thing, found
        offered = sorted({name for thing in in_view for name in labels_of(thing.blocks)})
        raise AssertionError(
            f"{self.user.name} sees no {label!r}; there is: {', '.join(offered) or 'nothing to press'}"
        )

    def _in_view(self) -> list[Message | View]:
        top, home = self.form(), self.home()
        if top is not None:
            return [top]
        messages = [
            message
            for channel in self._team.channels.values()
            if self.user.id in channel.members
            for message in self._team.visible_messages(channel, self.user.id)
        ]
        messages.sort(key=lambda message: message.order, reverse=True)
        return [*messages, *([home] if home else [])]

    async def _value(self, target: Message | View, placed: Placed, words: object) -> JSON:
        options: list[JSON] | None = None
        if placed.kind.endswith("external_select"):
            query = str(words[0] if isinstance(words, list) else words)
            options = await in_forms.suggestions(self._team, self.user, target, placed, query)
        return {VALUE_FIELDS[placed.kind][0]: value_in_words(self._team, placed, words, options)}

    async def _use(
        self, target: Message | View, placed: Placed, value: JSON, *, answer: bool
    ) -> Message | View:
        def use() -> Gesture:
            return in_forms.use_element(
                self._team, self.user, target, placed.block_id, placed.action_id, value
            )

        if answer:
            where = target.channel if isinstance(target, Message) else self._channel(None).id
            return await self._answer_to(use, self._team.channels[where])
        gesture = use()
        await self._waiting.done(gesture, f"did {gesture.what}")
        return target

    async def _answer_to(self, act: Callable[[], Gesture], channel: Channel) -> Message | View:
        before = self._waiting.begins()
        return await self._waiting.first_answer(before, act(), channel)


def _title(view: View) -> str:
    return str((view.content.get("title") or {}).get("text", "the form"))
