"""Showing a private answer to everyone in the channel."""

from collections.abc import Mapping
from dataclasses import replace

from handlers.interaction import Turn
from handlers.subcommands import Said
from views.answers import sharing


class Sharing:
    """Asks the question of a private answer once more, and gives the answer to the channel.

    `commands` are those whose answers may be shared, each with what it says to everyone.
    """

    def __init__(self, commands: Mapping[str, Said]) -> None:
        self._commands = commands

    async def pressed(self, turn: Turn) -> None:
        """Share the answer behind the button."""
        said = self._commands[turn.word("command")]
        content = await said(replace(turn, text=turn.word("text")))
        await turn.share(sharing.shared(content, turn.actor.id))
