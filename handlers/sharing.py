"""Showing a private answer to everyone in the channel."""

from collections.abc import Mapping
from dataclasses import replace

from handlers.interaction import Interaction
from handlers.table import Command, Table
from rollouts.refusals import Thing, unknown
from views.actions import Press
from views.answers import sharing


class Sharing:
    """Asks the question of a private answer once more, and gives the answer to the channel."""

    def __init__(self, commands: Mapping[str, Command]) -> None:
        self._public = {name: command.public for name, command in commands.items() if command.public}
        self.table = Table(buttons={Press.SHARE: self.pressed})

    async def pressed(self, interaction: Interaction) -> None:
        """Share the answer behind the button."""
        answer = self._public.get(interaction.word("command"))
        if answer is None:
            raise unknown(Thing.MESSAGE, "", ())
        content = await answer(replace(interaction, text=interaction.word("text")))
        if not await interaction.reply.publish(sharing.shared(content, interaction.caller.id)):
            await interaction.reply.take_away()
