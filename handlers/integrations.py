"""Keeping which integration is on which server."""

import asyncio
from dataclasses import replace

from handlers import forms
from handlers.interaction import Interaction
from handlers.references import is_absent, problems_of_channel, problems_of_people
from handlers.services import Services
from handlers.subcommands import SubCommands
from handlers.table import Command, Table
from rollouts.usecases.integrations import (
    AskIntegration,
    SaveIntegration,
    integration_form,
    integration_to_remove,
    list_integrations,
    remove_integration,
    save_integration,
    show_integration,
)
from views.actions import FormId, Press
from views.answers import integrations
from views.answers.integration_form import integration_form as filled_form
from views.forms import Form
from views.parts import Message


class Integrations:
    """Answers `/integration` and the buttons of integrations."""

    def __init__(self, services: Services) -> None:
        self._services = services
        commands = SubCommands(
            "/integration",
            default=self.list,
            by_name=self.show,
            shareable={"list": self.list, "show": self.show},
            others={"add": self.add, "edit": self.edit, "remove": self.remove},
        )
        self.table = Table(
            commands={"/integration": Command(commands.answer, public=commands.public_answer)},
            buttons={
                Press.NEW_INTEGRATION: self.add,
                Press.EDIT_INTEGRATION: self.pressed_edit,
                Press.REMOVE_INTEGRATION: self.pressed_remove,
            },
            forms={FormId.INTEGRATION: self.submitted},
        )

    async def list(self, interaction: Interaction) -> Message:
        """List the integrations."""
        return integrations.listed(await self._services.read(list_integrations, interaction.caller))

    async def show(self, interaction: Interaction) -> Message:
        """Show one integration; without a name, the list."""
        if not interaction.text:
            return await self.list(interaction)
        asked = AskIntegration(await self._services.known(interaction.caller), interaction.text)
        return integrations.shown(await self._services.read(show_integration, asked))

    async def _named(self, interaction: Interaction) -> AskIntegration:
        return AskIntegration(await self._services.people.rights(interaction.caller), interaction.text)

    async def add(self, interaction: Interaction) -> None:
        """Open the form for a new integration."""

        async def prepare() -> Form:
            asker = await self._services.people.rights(interaction.caller)
            form = await self._services.read(integration_form, AskIntegration(asker))
            return filled_form(form, interaction.channel, name=interaction.text)

        await interaction.reply.open_form("New integration", prepare)

    async def edit(self, interaction: Interaction) -> Message | None:
        """Open the form with an integration in it; without a name, the list to choose from."""
        if not interaction.text:
            return await self.list(interaction)

        async def prepare() -> Form:
            form = await self._services.read(integration_form, await self._named(interaction))
            return filled_form(form, interaction.channel)

        await interaction.reply.open_form("Edit integration", prepare)
        return None

    async def submitted(self, interaction: Interaction) -> Message:
        """Enter or change the integration of a form."""
        replaces = interaction.word("replaces") or None
        actor = await self._services.people.rights(interaction.caller)
        entered = forms.integration(interaction.fields)
        closed, useless, absent = await asyncio.gather(
            problems_of_channel(self._services.references, "channel", entered.channel),
            problems_of_people(self._services.references, "owners", entered.owners),
            is_absent(self._services.references, actor.id, entered.channel),
        )
        seen = interaction.word("seen")
        request = SaveIntegration(actor, entered, replaces, (*closed, *useless), absent, seen)
        return integrations.saved(await self._services.change(save_integration, request))

    async def remove(self, interaction: Interaction) -> Message:
        """Ask whether an integration is to be removed; without a name, the list."""
        if not interaction.text:
            return await self.list(interaction)
        asked = await self._services.read(integration_to_remove, await self._named(interaction))
        return integrations.ask_to_remove(asked)

    async def pressed_edit(self, interaction: Interaction) -> Message | None:
        """Open the form of a button's integration."""
        return await self.edit(replace(interaction, text=interaction.word("integration")))

    async def pressed_remove(self, interaction: Interaction) -> Message:
        """Remove the integration of a button."""
        named = await self._named(replace(interaction, text=interaction.word("integration")))
        return integrations.removed(await self._services.change(remove_integration, named))
