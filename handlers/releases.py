"""Entering, showing and confirming releases."""

from dataclasses import replace

from handlers.forms import release_draft
from handlers.interaction import Interaction
from handlers.references import problems_of_people
from handlers.services import Services
from handlers.subcommands import SubCommands
from handlers.table import Command, Table
from rollouts.usecases.confirming import AskLater, Confirm, ask_later, confirm
from rollouts.usecases.histories import release_history
from rollouts.usecases.releases import (
    Ask,
    NewRelease,
    create_release,
    list_releases,
    new_release_form,
    show_release,
)
from rollouts.usecases.upcoming import list_deliveries, next_up, preview_posts
from views.actions import FormId, Press
from views.answers import deliveries, release_actions, releases
from views.answers.history import history
from views.answers.release_form import release_form
from views.forms import Form
from views.parts import Message


class Releases:
    """Answers `/release` and the buttons of releases."""

    def __init__(self, services: Services) -> None:
        self._services = services
        commands = SubCommands(
            "/release",
            default=self.list,
            by_name=self.show,
            shareable={"list": self.list, "show": self.show, "next": self.next},
            others={
                "new": self.new,
                "confirm": self.confirm,
                "preview": self.preview,
                "deliveries": self.deliveries,
                "history": self.history,
            },
        )
        self.table = Table(
            commands={"/release": Command(commands.answer, public=commands.public_answer)},
            buttons={
                Press.CONFIRM_LIVE: self.pressed_confirm,
                Press.ASK_LATER: self.pressed_later,
                Press.SHOW_RELEASE: self.pressed_show,
                Press.NEW_RELEASE: self.new,
            },
            forms={FormId.RELEASE: self.submitted},
        )

    async def list(self, _: Interaction) -> Message:
        """List the releases."""
        return releases.listed(await self._services.read(list_releases))

    async def show(self, interaction: Interaction) -> Message:
        """Show one release with everything that was or will be posted; without a name, the list."""
        if not interaction.text:
            return await self.list(interaction)
        return releases.shown(await self._services.read(show_release, Ask(interaction.text)))

    async def next(self, _: Interaction) -> Message:
        """Say what comes next."""
        return releases.next_up(await self._services.read(next_up))

    async def preview(self, interaction: Interaction) -> Message:
        """Show how the messages of a release will read; without a name, the list."""
        if not interaction.text:
            return await self.list(interaction)
        ask = Ask(interaction.text, interaction.channel)
        return release_actions.preview(await self._services.read(preview_posts, ask))

    async def deliveries(self, interaction: Interaction) -> Message:
        """List what was and will be posted, with state and reason; without a name the latest of all."""
        return deliveries.deliveries(await self._services.read(list_deliveries, Ask(interaction.text)))

    async def history(self, interaction: Interaction) -> Message:
        """Tell who changed what of a release, when and why; without a name, the list."""
        if not interaction.text:
            return await self.list(interaction)
        return history(await self._services.read(release_history, Ask(interaction.text)))

    async def new(self, interaction: Interaction) -> None:
        """Open the form for a new release."""

        async def prepare() -> Form:
            asker = await self._services.people.rights(interaction.caller)
            form = await self._services.read(new_release_form, asker)
            return release_form(form, interaction.channel, name=interaction.text)

        await interaction.reply.open_form("New release", prepare)

    async def submitted(self, interaction: Interaction) -> Message:
        """Enter the release of a form."""
        actor = await self._services.people.rights(interaction.caller)
        draft, unread = release_draft(interaction.fields)
        absent = await problems_of_people(self._services, "owner", filter(None, [draft.owner]))
        request = NewRelease(actor, draft, (*unread, *absent))
        return releases.created(await self._services.change(create_release, request))

    async def confirm(self, interaction: Interaction) -> Message:
        """Record that a stage is live: `/release confirm [release] [server]`."""
        actor = await self._services.people.rights(interaction.caller)
        request = Confirm(actor, release=interaction.text)
        return release_actions.confirmed(await self._services.change(confirm, request))

    async def pressed_confirm(self, interaction: Interaction) -> Message:
        """Record that the stage of a message is live."""
        actor = await self._services.people.rights(interaction.caller)
        request = Confirm(actor, delivery=interaction.number("delivery"))
        return release_actions.confirmed(await self._services.change(confirm, request))

    async def pressed_later(self, interaction: Interaction) -> Message:
        """Ask the owner again later."""
        actor = await self._services.people.rights(interaction.caller)
        request = AskLater(actor, interaction.number("delivery"))
        return release_actions.asked_later(await self._services.change(ask_later, request))

    async def pressed_show(self, interaction: Interaction) -> Message:
        """Show the release of a button."""
        return await self.show(replace(interaction, text=interaction.word("release")))
