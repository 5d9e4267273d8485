"""Waits, for one person, for what the app does; a wait in vain says what did happen instead."""

from collections.abc import Callable

from slack_simulator.records import Answer, Channel, Gesture, Message, User, View
from slack_simulator.team import Team
from slack_simulator.testing.plain_text import blocks_text, message_text

PATIENCE = 5.0
"""Real seconds that a person waits for the app."""


class Waiting:
    """The patience of one person."""

    def __init__(self, team: Team, user: User) -> None:
        self._team = team
        self._user = user

    def begins(self) -> int:
        """Return the place in the journal from which on the app's doings may be answers."""
        return len(self._team.journal)

    async def until(self, condition: Callable[[], object], what: str, since: int | None = None) -> None:
        """Wait until the condition holds; ``what`` says in the past tense what the person did before."""
        if await self._team.changes.until(condition, seconds=PATIENCE):
            return
        happened = [self._shown(one) for one in self._team.journal[since:]] if since is not None else []
        seen = "; ".join(happened) or "nothing"
        raise AssertionError(
            f"{self._user.name} {what}, and waited {PATIENCE:g} s in vain. What happened: {seen}."
        )

    async def done(self, gesture: Gesture, what: str) -> None:
        """Wait until Slack is done with the gesture. Raises AssertionError when the app failed it."""
        await self.until(lambda: gesture.done, what)
        _check(gesture)

    async def first_answer(self, since: int, gesture: Gesture, channel: Channel) -> Message | View:
        """Wait until Slack is done with the gesture and the app answered it, and return the first answer."""

        def answers() -> list[Answer]:
            return [one for one in self._team.journal[since:] if self._answers(one, gesture, channel)]

        await self.until(
            lambda: gesture.done and (gesture.failure or answers()), f"did {gesture.what}", since
        )
        _check(gesture)
        return answers()[0].thing

    async def home(self, since: int) -> None:
        """Wait until the App Home is published for the person."""

        def published() -> bool:
            return any(one.kind == "home" and self._is_mine(one.thing) for one in self._team.journal[since:])

        await self.until(published, "opened the App Home", since)

    def _answers(self, answer: Answer, gesture: Gesture, channel: Channel) -> bool:
        thing = answer.thing
        if answer.gesture is gesture:
            return True
        if isinstance(thing, View):
            # A Home that is published anew on the side answers nothing but a press on the Home.
            return self._is_mine(thing) and (answer.kind == "view" or gesture.channel is None)
        if thing.private_to is not None:
            return thing.private_to == self._user.id
        return thing.channel in {channel.id, self._team.direct_channel(self._user.id).id}

    def _is_mine(self, thing: Message | View) -> bool:
        return isinstance(thing, View) and thing.user == self._user.id

    def _shown(self, answer: Answer) -> str:
        thing = answer.thing
        if isinstance(thing, View):
            return f"{answer.kind} for {thing.user}: {blocks_text(self._team, thing.blocks)[:80]}"
        where = self._team.channels[thing.channel].name
        return f"{answer.kind} in #{where}: {message_text(self._team, thing)[:80]}"


def _check(gesture: Gesture) -> None:
    if gesture.failure:
        raise AssertionError(f"{gesture.what} failed {gesture.failure}")
