"""Changing what becomes of a release on a server, by command, button and form; confirming it too."""

from collections.abc import Mapping

from handlers import forms
from handlers.interaction import Interaction
from handlers.services import Services
from handlers.table import Handler, Table
from rollouts.releases import ReleaseKey
from rollouts.transitions import Verb
from rollouts.usecases.changing import WantedChange, change_stage, want_change
from rollouts.usecases.confirming import SINCE_FIELD, Confirm, confirm
from rollouts.usecases.seeing import NotSeenYet
from views.actions import FormId, Press
from views.answers import release_actions
from views.answers.change_form import LABELS, PRESSES, change_form, changed, confirm_form
from views.forms import Notice, Window
from views.parts import Message


class Changes:
    """Answers the verbs behind `/release`, their buttons and their forms."""

    def __init__(self, services: Services) -> None:
        self._services = services
        verbs = {verb: self._typed(verb) for verb in PRESSES}
        self.commands: Mapping[str, Handler] = {
            **{verb.value: handler for verb, handler in verbs.items()},
            Verb.CONFIRM.value: self.confirm,
        }
        self.table = Table(
            buttons={
                **{press: self._pressed(verb) for verb, press in PRESSES.items()},
                Press.CONFIRM_LIVE: self.pressed_confirm,
            },
            forms={FormId.CHANGE_STAGE: self.submitted, FormId.CONFIRM: self.submitted_confirm},
        )

    def _typed(self, verb: Verb) -> Handler:
        async def typed(interaction: Interaction) -> None:
            """Change what was typed, or open the form for it: to ask for more, or to show what goes out."""
            await self._open(interaction, verb, text=interaction.text)

        return typed

    def _pressed(self, verb: Verb) -> Handler:
        async def pressed(interaction: Interaction) -> None:
            """Open the form for the change of a button."""
            await self._open(
                interaction,
                verb,
                release=interaction.release,
                server=interaction.word("server"),
                draft=interaction.number("draft"),
            )

        return pressed

    async def _open(
        self,
        interaction: Interaction,
        verb: Verb,
        *,
        text: str = "",
        release: str = "",
        server: str = "",
        draft: int = 0,
    ) -> None:
        async def prepare() -> Window:
            actor = await self._services.people.rights(interaction.caller)
            wanted = WantedChange(actor, verb, text, release, server, draft)
            asked = await self._services.read(want_change, wanted)
            if not asked.is_complete:
                return change_form(asked, channel=interaction.channel)
            try:
                done = changed(await self._services.change(change_stage, asked.request))
            except NotSeenYet as first:
                return change_form(asked, first, channel=interaction.channel)
            return Notice(LABELS[verb], done)

        await interaction.reply.open_form(LABELS[verb], prepare)

    async def submitted(self, interaction: Interaction) -> Message:
        """Change what a form says."""
        actor = await self._services.people.rights(interaction.caller)
        request = forms.stage_change(actor, interaction.ids, interaction.fields)
        return changed(await self._services.change(change_stage, request))

    async def confirm(self, interaction: Interaction) -> Message | None:
        """Record that a stage is live: `/release confirm [release] [server]`."""
        return await self._confirm(interaction, release=interaction.text)

    async def pressed_confirm(self, interaction: Interaction) -> Message | None:
        """Record that the stage of a message, or of a row at Home, is live."""
        return await self._confirm(
            interaction,
            release=interaction.release,
            server=interaction.word("server"),
            delivery=interaction.number("delivery") or None,
        )

    async def _confirm(
        self, interaction: Interaction, *, release: str = "", server: str = "", delivery: int | None = None
    ) -> Message | None:
        """Confirm it, or ask first in a form."""
        actor = await self._services.people.rights(interaction.caller)
        request = Confirm(actor, release, server, delivery)
        try:
            return release_actions.confirmed(await self._services.change(confirm, request))
        except NotSeenYet as first:
            named = "release" if isinstance(release, ReleaseKey) else "typed"
            ids = {named: release, "server": server, "delivery": delivery, "channel": interaction.channel}
            await interaction.reply.open(confirm_form(first, ids=ids))
            return None

    async def submitted_confirm(self, interaction: Interaction) -> Message:
        """Record that a stage is live, since when the form says."""
        actor = await self._services.people.rights(interaction.caller)
        request = Confirm(
            actor,
            release=interaction.word("typed") or interaction.release,
            server=interaction.word("server"),
            delivery=interaction.number("delivery") or None,
            since=forms.day(interaction.fields, SINCE_FIELD),
            seen=interaction.word("seen"),
        )
        return release_actions.confirmed(await self._services.change(confirm, request))
