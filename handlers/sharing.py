"""Showing a private answer to everyone in the channel."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from handlers.turn import Turn
from handlers.words import choose
from rollouts.deliveries import Content
from views import answers

Said = Callable[[Turn], Awaitable[Content]]


class Sharing:
    """Asks the question of a private answer once more, and gives the answer to the channel.

    `commands` are the commands that may be shared, each with its sub-commands and what it says without one.
    """

    def __init__(self, commands: Mapping[str, tuple[Mapping[str, Said], Said]]) -> None:
        self._commands = commands

    async def pressed(self, turn: Turn) -> None:
        """Share the answer behind the button."""
        parts, default = self._commands[turn.word("command")]
        part, rest = choose(turn.word("text"), parts, default) if parts else (default, turn.word("text"))
        content = await part(replace(turn, text=rest))
        await turn.share(answers.shared(content, turn.actor.id))
