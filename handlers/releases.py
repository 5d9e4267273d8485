"""Entering, showing and confirming releases."""

from dataclasses import replace

from handlers.forms import release_draft
from handlers.interaction import Turn, Window
from handlers.services import Desk
from handlers.subcommands import SubCommands
from rollouts.deliveries import Content
from rollouts.usecases.confirming import AskLater, Confirm, ask_later, confirm
from rollouts.usecases.releases import (
    Ask,
    NewRelease,
    create_release,
    list_releases,
    new_release_form,
    show_release,
)
from rollouts.usecases.upcoming import list_deliveries, next_up, preview_posts
from views.answers import deliveries, release_actions, releases
from views.answers.help import show_help
from views.answers.release_form import release_form


class Releases:
    """Answers `/release` and the buttons of releases."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.command = SubCommands(
            "/release",
            default=self.list,
            by_name=self.show,
            shareable={"list": self.list, "show": self.show, "next": self.next},
            others={
                "new": self.new,
                "confirm": self.confirm,
                "preview": self.preview,
                "deliveries": self.deliveries,
                "help": self.help,
            },
        )

    async def list(self, turn: Turn) -> Content:
        """List the releases."""
        return releases.listed(await self._desk.look(list_releases, Ask(turn.actor)))

    async def show(self, turn: Turn) -> Content:
        """Show one release with everything that was or will be posted; without a name, the list."""
        if not turn.text:
            return await self.list(turn)
        return releases.shown(await self._desk.look(show_release, Ask(turn.actor, turn.text)))

    async def next(self, turn: Turn) -> Content:
        """Say what comes next."""
        return releases.next_up(await self._desk.look(next_up, Ask(turn.actor)))

    async def preview(self, turn: Turn) -> Content:
        """Show how the messages of a release will read; without a name, the list."""
        if not turn.text:
            return await self.list(turn)
        ask = Ask(turn.actor, turn.text, turn.channel)
        return release_actions.preview(await self._desk.look(preview_posts, ask))

    async def deliveries(self, turn: Turn) -> Content:
        """List what was and will be posted, with state and reason; without a name the latest of all."""
        return deliveries.deliveries(await self._desk.look(list_deliveries, Ask(turn.actor, turn.text)))

    async def help(self, turn: Turn) -> Content:  # noqa: ARG002 - every part is given the turn
        """Say what can be asked."""
        return show_help()

    async def new(self, turn: Turn) -> None:
        """Open the form for a new release."""

        async def prepare() -> Window:
            form = await self._desk.look(new_release_form, Ask(turn.actor))
            return release_form(form, turn.channel)

        await turn.open_form("New release", prepare)

    async def submitted(self, turn: Turn) -> Content:
        """Enter the release of a form."""
        created = await self._desk.change(create_release, NewRelease(turn.actor, release_draft(turn.fields)))
        return releases.created(created)

    async def confirm(self, turn: Turn) -> Content:
        """Record that a stage is live: `/release confirm [release] [server]`."""
        request = Confirm(turn.actor, release=turn.text)
        return release_actions.confirmed(await self._desk.change(confirm, request))

    async def pressed_confirm(self, turn: Turn) -> Content:
        """Record that the stage of a message is live."""
        request = Confirm(turn.actor, delivery=turn.number("delivery"))
        return release_actions.confirmed(await self._desk.change(confirm, request))

    async def pressed_later(self, turn: Turn) -> Content:
        """Ask the owner again later."""
        request = AskLater(turn.actor, turn.number("delivery"))
        return release_actions.asked_later(await self._desk.change(ask_later, request))

    async def pressed_show(self, turn: Turn) -> Content:
        """Show the release of a button."""
        return await self.show(replace(turn, text=turn.word("release")))
