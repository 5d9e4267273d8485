"""Keeping which integration is on which server."""

from dataclasses import replace

from handlers import forms
from handlers.interaction import Turn, Window
from handlers.services import Desk
from handlers.subcommands import SubCommands
from rollouts.deliveries import Content
from rollouts.usecases.integrations import (
    SaveIntegration,
    integration_form,
    list_integrations,
    remove_integration,
    save_integration,
    show_integration,
)
from rollouts.usecases.releases import Ask
from views.answers import integrations
from views.answers.integration_form import integration_form as filled_form


class Integrations:
    """Answers `/integration` and the buttons of integrations."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.command = SubCommands(
            "/integration",
            default=self.list,
            by_name=self.show,
            shareable={"list": self.list, "show": self.show},
            others={"add": self.add, "edit": self.edit, "remove": self.remove},
        )

    async def list(self, turn: Turn) -> Content:
        """List the integrations."""
        return integrations.listed(await self._desk.look(list_integrations, Ask(turn.actor)))

    async def show(self, turn: Turn) -> Content:
        """Show one integration; without a name, the list."""
        if not turn.text:
            return await self.list(turn)
        return integrations.shown(await self._desk.look(show_integration, Ask(turn.actor, turn.text)))

    async def add(self, turn: Turn) -> None:
        """Open the form for a new integration."""
        await self._open(turn, "New integration", "")

    async def edit(self, turn: Turn) -> Content | None:
        """Open the form with an integration in it; without a name, the list to choose from."""
        if not turn.text:
            return await self.list(turn)
        await self._open(turn, "Edit integration", turn.text)
        return None

    async def _open(self, turn: Turn, title: str, name: str) -> None:
        async def prepare() -> Window:
            form = await self._desk.look(integration_form, Ask(turn.actor, name))
            return filled_form(form, turn.channel)

        await turn.open_form(title, prepare)

    async def submitted(self, turn: Turn) -> Content:
        """Enter or change the integration of a form."""
        replaces = turn.word("replaces") or None
        request = SaveIntegration(turn.actor, forms.integration(turn.fields), replaces)
        return integrations.saved(await self._desk.change(save_integration, request))

    async def remove(self, turn: Turn) -> Content:
        """Remove an integration; without a name, the list."""
        if not turn.text:
            return await self.list(turn)
        return integrations.removed(await self._desk.change(remove_integration, Ask(turn.actor, turn.text)))

    async def pressed_edit(self, turn: Turn) -> Content | None:
        """Open the form of a button's integration."""
        return await self.edit(replace(turn, text=turn.word("integration")))

    async def pressed_remove(self, turn: Turn) -> Content:
        """Remove the integration of a button."""
        return await self.remove(replace(turn, text=turn.word("integration")))
