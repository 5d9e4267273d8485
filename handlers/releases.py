"""Entering, showing and confirming releases."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from handlers.changes import Changes
from handlers.doctor import Doctor
from handlers.forms import release_draft
from handlers.interaction import Interaction
from handlers.news import VendorNews, is_from_text
from handlers.references import problems_of_people
from handlers.release_files import ReleaseFiles
from handlers.services import Services
from handlers.settings import AppSettings
from handlers.sources import NewsSources
from handlers.subcommands import SubCommands
from handlers.table import Command, Table, joined
from rollouts.ports import Ledger
from rollouts.usecases.confirming import AskLater, ask_later
from rollouts.usecases.deciding import EnterAs, enter_as
from rollouts.usecases.editing import MAY_BE_MISSING, EditRelease, edit_release
from rollouts.usecases.histories import history_page, release_history
from rollouts.usecases.previewing import preview
from rollouts.usecases.releases import (
    Ask,
    AskPage,
    NewRelease,
    ReleaseShown,
    create_release,
    edit_release_form,
    list_releases,
    new_release_form,
)
from rollouts.usecases.reporting import release_report
from rollouts.usecases.showing import show_changes, show_release
from rollouts.usecases.upcoming import list_deliveries, next_of, next_up
from views.actions import FormId, Press
from views.answers import deliveries, release_actions, releases
from views.answers import preview as previews
from views.answers.all_changes import all_changes
from views.answers.history import history
from views.answers.release_form import edit_form, release_form
from views.answers.release_shown import shown
from views.forms import Form
from views.parts import Message
from views.posts.report import report

Entered = TypeVar("Entered", NewRelease, EditRelease)


class Releases:
    """Answers `/release` and the buttons of releases."""

    def __init__(self, services: Services) -> None:
        self._services = services
        changes = Changes(services)
        files = ReleaseFiles(services)
        self._news = VendorNews(services)
        settings = AppSettings(services)
        sources = NewsSources(services)
        commands = SubCommands(
            "/release",
            default=self.list,
            by_name=self.show,
            shareable={"list": self.list, "show": self.show, "next": self.next, "report": self.report},
            others={
                "new": self.new,
                "edit": self.edit,
                "preview": self.preview,
                "deliveries": self.deliveries,
                "history": self.history,
                **changes.commands,
                **settings.commands,
                **Doctor(services).commands,
                "calendar": files.calendar,
                "timeline": files.timeline,
                "sources": sources.list,
            },
        )
        own = Table(
            commands={"/release": Command(commands.answer, public=commands.public_answer)},
            buttons={
                Press.ASK_LATER: self.pressed_later,
                Press.SHOW_RELEASE: self.pressed_show,
                Press.PREVIEW_PAGE: self.pressed_preview,
                Press.HISTORY_PAGE: self.pressed_history,
                Press.ALL_CHANGES: self.pressed_changes,
                Press.NEW_RELEASE: self.new,
                Press.EDIT_RELEASE: self.pressed_edit,
                Press.SHARE_TIMELINE: files.pressed_share,
            },
            forms={FormId.RELEASE: self.submitted, FormId.EDIT_RELEASE: self.submitted_edit},
        )
        self.table = joined((own, changes.table, self._news.table, settings.table, sources.table))

    async def list(self, _: Interaction) -> Message:
        """List the releases."""
        return releases.listed(await self._services.read(list_releases))

    async def show(self, interaction: Interaction) -> Message:
        """Show one release at a glance; without a name, the list."""
        if not interaction.text:
            return await self.list(interaction)
        asker = await self._services.known(interaction.caller)
        ask = Ask(interaction.text, asker=asker)
        return shown(await self._services.read(show_release, ask))

    async def next(self, interaction: Interaction) -> Message:
        """Say what comes next; with a name, of that release or server."""
        if not interaction.text:
            return releases.next_up(await self._services.read(next_up))
        return releases.next_up(await self._services.read(next_of, Ask(interaction.text)))

    async def report(self, interaction: Interaction) -> Message:
        """Report on a release; without a name on the newest whose windows are over, else the list."""
        found = await self._services.read(release_report, Ask(interaction.text))
        return report(found) if found else await self.list(interaction)

    async def preview(self, interaction: Interaction) -> Message:
        """Show what was said about a release, and what will be; without a name, the list."""
        if not interaction.text:
            return await self.list(interaction)
        return await self._preview(AskPage(interaction.text))

    async def pressed_preview(self, interaction: Interaction) -> Message:
        """Show another page of it."""
        return await self._preview(AskPage(interaction.release, page=interaction.number("page")))

    async def pressed_changes(self, interaction: Interaction) -> Message:
        """Show all that a release brings, where a message had no room for it."""
        ask = AskPage(interaction.release, page=interaction.number("page"))
        return all_changes(await self._services.read(show_changes, ask))

    async def _preview(self, ask: AskPage) -> Message:
        answer = await self._services.read(preview, ask)
        return previews.preview(answer, await self._services.links_to(previews.shown_messages(answer)))

    async def deliveries(self, interaction: Interaction) -> Message:
        """List what was and will be posted, with state and reason; without a name the latest of all."""
        return deliveries.deliveries(await self._services.read(list_deliveries, Ask(interaction.text)))

    async def history(self, interaction: Interaction) -> Message:
        """Tell who changed what of a release, when and why; without a name, the list."""
        if not interaction.text:
            return await self.list(interaction)
        return history(await self._services.read(release_history, Ask(interaction.text)))

    async def pressed_history(self, interaction: Interaction) -> Message:
        """Tell an older page of it."""
        ask = AskPage(interaction.release, page=interaction.number("page"))
        return history(await self._services.read(history_page, ask))

    async def new(self, interaction: Interaction) -> None:
        """Open the form for a new release; "from text" asks for the vendor's news first."""
        if is_from_text(interaction.text):
            await self._news.ask(interaction)
            return

        async def prepare() -> Form:
            asker = await self._services.people.rights(interaction.caller)
            form = await self._services.read(new_release_form, asker)
            return release_form(form, interaction.channel, name=interaction.text)

        await interaction.reply.open_form("New release", prepare)

    async def submitted(self, interaction: Interaction) -> Message:
        """Enter the release of a form."""
        actor = await self._services.people.rights(interaction.caller)
        draft, unread = release_draft(interaction.fields)
        absent = await problems_of_people(self._services.references, "owner", filter(None, [draft.owner]))
        request = NewRelease(actor, draft, (*unread, *absent), interaction.word("seen"))
        return releases.created(await self._enter(interaction, create_release, request))

    async def pressed_later(self, interaction: Interaction) -> Message:
        """Ask the owner again later."""
        actor = await self._services.people.rights(interaction.caller)
        request = AskLater(actor, interaction.number("delivery"))
        return release_actions.asked_later(await self._services.change(ask_later, request))

    async def pressed_show(self, interaction: Interaction) -> Message:
        """Show the release of a button."""
        return await self.show(replace(interaction, text=interaction.release))

    async def edit(self, interaction: Interaction) -> None:
        """Open the form for a release that is to be described anew."""
        await self._edit(interaction, interaction.text)

    async def pressed_edit(self, interaction: Interaction) -> None:
        """Open it for the release of a button."""
        await self._edit(interaction, interaction.release)

    async def _edit(self, interaction: Interaction, name: str) -> None:
        async def prepare() -> Form:
            asker = await self._services.people.rights(interaction.caller)
            form = await self._services.read(edit_release_form, asker, name)
            return edit_form(form, interaction.channel)

        await interaction.reply.open_form("Edit release", prepare)

    async def submitted_edit(self, interaction: Interaction) -> Message:
        """Take what a release is now; what the form had no room for stays."""
        actor = await self._services.people.rights(interaction.caller)
        draft, unread = release_draft(interaction.fields)
        absent = await problems_of_people(self._services.references, "owner", filter(None, [draft.owner]))
        name, seen = interaction.release, interaction.word("seen")
        kept = MAY_BE_MISSING - interaction.fields.keys()
        request = EditRelease(actor, name, draft, (*unread, *absent), seen, kept, interaction.word("called"))
        return releases.edited(await self._enter(interaction, edit_release, request))

    async def _enter(
        self,
        interaction: Interaction,
        use_case: Callable[[Ledger, Entered], ReleaseShown],
        request: Entered,
    ) -> ReleaseShown:
        """Enter what a form says; one that was filled with the vendor's news decides about that too."""
        if draft := interaction.number("draft"):
            return await self._services.change(enter_as, EnterAs(draft, request))
        return await self._services.change(use_case, request)
