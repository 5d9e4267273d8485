"""What people do about deliveries that failed."""

import asyncio

from handlers import forms
from handlers.interaction import Interaction
from handlers.references import is_absent, problems_of_channel
from handlers.services import Services
from handlers.table import Table
from rollouts.delivery.names import LookAgain, names_to_look_up_again, resolve_names
from rollouts.delivery.paused_channels import (
    AskToMove,
    MoveChannel,
    TryAgain,
    channel_opened,
    channel_to_move,
    move_channel,
    try_again,
)
from rollouts.delivery.resolving import Resolve, resolve
from rollouts.usecases.answering import OpenChoices, open_choices
from views.actions import FormId, Press
from views.forms import Notice
from views.parts import Message
from views.posts import alerts
from views.posts.messages import content_of
from views.posts.names import looked_again


class Alerts:
    """Answers the buttons of what managers and owners are told of trouble."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self.table = Table(
            buttons={
                Press.WAS_POSTED: self.pressed_was_posted,
                Press.POST_NOW: self.pressed_post_now,
                Press.TRY_AGAIN: self.pressed_try_again,
                Press.MOVE_CHANNEL: self.pressed_move,
                Press.ANSWER: self.pressed_answer,
                Press.LOOK_AGAIN: self.pressed_look_again,
            },
            forms={FormId.MOVE_CHANNEL: self.submitted_move},
            openings={"channel_unarchive": self.opened, "member_joined_channel": self.opened},
        )

    async def pressed_answer(self, interaction: Interaction) -> None:
        """Open the choices of a question that had to be asked in a channel."""

        async def prepare() -> Notice:
            actor = await self._services.people.rights(interaction.caller)
            request = OpenChoices(actor, interaction.number("delivery"))
            return Notice("Answer", content_of(await self._services.read(open_choices, request)))

        await interaction.reply.open_form("Answer", prepare)

    async def pressed_was_posted(self, interaction: Interaction) -> Message:
        """Take a message as posted."""
        return await self._resolve(interaction, was_posted=True)

    async def pressed_post_now(self, interaction: Interaction) -> Message:
        """Post a message that was not found, or was refused."""
        return await self._resolve(interaction, was_posted=False)

    async def _resolve(self, interaction: Interaction, *, was_posted: bool) -> Message:
        actor = await self._services.people.rights(interaction.caller)
        request = Resolve(actor, interaction.number("delivery"), was_posted)
        return alerts.resolved(await self._services.change(resolve, request))

    async def pressed_try_again(self, interaction: Interaction) -> Message:
        """Let a paused channel get its messages."""
        actor = await self._services.people.rights(interaction.caller)
        request = TryAgain(interaction.word("channel"), actor)
        return alerts.resumed(await self._services.change(try_again, request))

    async def pressed_look_again(self, interaction: Interaction) -> Message:
        """Look names up once more that were not found."""
        actor = await self._services.people.rights(interaction.caller)
        names = await self._services.read(names_to_look_up_again, LookAgain(actor))
        ids = await self._services.references.find(names)
        return looked_again(len(await self._services.change(resolve_names, ids)))

    async def opened(self, channel: str) -> None:
        """Let a channel that was opened get its messages; one that was not paused stays as it is."""
        await self._services.change(channel_opened, channel)

    async def pressed_move(self, interaction: Interaction) -> None:
        """Ask those who may for another channel."""
        actor = await self._services.people.rights(interaction.caller)
        closed = await self._services.read(channel_to_move, AskToMove(actor, interaction.word("channel")))
        await interaction.reply.open(alerts.move_form(closed))

    async def submitted_move(self, interaction: Interaction) -> Message:
        """Let what was to go into a closed channel go into another one."""
        to = forms.channel(interaction.fields, "channel")
        actor = await self._services.people.rights(interaction.caller)
        unusable, absent = await asyncio.gather(
            problems_of_channel(self._services.references, "channel", to),
            is_absent(self._services.references, actor.id, to),
        )
        request = MoveChannel(actor, interaction.word("closed"), to, unusable, absent)
        return alerts.moved(await self._services.change(move_channel, request))
