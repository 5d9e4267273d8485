"""Showing a private answer to everyone in the channel."""

from collections.abc import Mapping
from dataclasses import replace

from handlers.interaction import Interaction
from handlers.services import Services
from handlers.table import Command, Table
from rollouts.deliveries import Delivery, State
from rollouts.refusals import Thing, unknown
from rollouts.usecases.sharing import ShareAnswer, find_delivery, share_answer
from views import kept
from views.actions import Press
from views.answers import sharing
from views.parts import Message


class Sharing:
    """Asks the question of a private answer once more, and gives the answer to the channel."""

    def __init__(self, services: Services, commands: Mapping[str, Command]) -> None:
        self._services = services
        self._public = {name: command.public for name, command in commands.items() if command.public}
        self.table = Table(buttons={Press.SHARE: self.pressed})

    async def pressed(self, interaction: Interaction) -> Message | None:
        """Share the answer behind the button; it goes out as a delivery, so it comes once."""
        answer = self._public.get(interaction.word("command"))
        if answer is None or interaction.message is None:
            raise unknown(Thing.MESSAGE, "", ())
        said = await answer(replace(interaction, text=interaction.word("text")))
        content = sharing.shared(said, interaction.caller.id)
        request = ShareAnswer(interaction.caller, interaction.message, kept.write(content))
        shared = await self._services.change(share_answer, request)
        delivery = await self._outcome(shared.delivery)
        if delivery.state is State.FAILED and not shared.again:
            return await self._without_the_bot(interaction, content, delivery.reason)
        if delivery.state is State.SENT:
            await interaction.reply.take_away()
        return None

    async def _outcome(self, delivery: Delivery) -> Delivery:
        """Wait for what becomes of the delivery; some day it is enough."""
        for seconds in self._services.patience.sharing:
            found = await self._services.read(find_delivery, delivery.id)
            if found and found.state in {State.SENT, State.FAILED, State.SKIPPED}:
                return found
            await self._services.ways.sleep(seconds)
        return delivery

    async def _without_the_bot(
        self, interaction: Interaction, content: Message, reason: str
    ) -> Message | None:
        """Share it where the bot itself may not post: the answer to a press may be for everybody."""
        if await interaction.reply.publish(content):
            return sharing.not_shared(reason)
        await interaction.reply.take_away()
        return None
