"""Showing a private answer to everyone in the channel."""

from collections.abc import Mapping
from dataclasses import replace

from handlers.interaction import Interaction
from handlers.subcommands import Answer
from views.answers import sharing


class Sharing:
    """Asks the question of a private answer once more, and gives the answer to the channel.

    `commands` are those whose answers may be shared, each with what it says to everyone.
    """

    def __init__(self, commands: Mapping[str, Answer]) -> None:
        self._commands = commands

    async def pressed(self, interaction: Interaction) -> None:
        """Share the answer behind the button."""
        said = self._commands[interaction.word("command")]
        content = await said(replace(interaction, text=interaction.word("text")))
        await interaction.share(sharing.shared(content, interaction.actor.id))
