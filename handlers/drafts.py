"""Deciding about the vendor's news."""

from handlers import forms
from handlers.interaction import Interaction
from handlers.services import Services
from handlers.table import Table
from rollouts.refusals import Blocked, Invalid
from rollouts.usecases.deciding import (
    AGAIN_FIELD,
    Decide,
    Decided,
    PutOff,
    decline_draft,
    enter_draft,
    open_draft,
    open_putting_off,
    put_draft_off,
)
from rollouts.usecases.seeing import NotSeenYet
from views.actions import FormId, Press
from views.answers.drafts import ASK_LATER, ENTER_IT, decided, entering_form, putting_off_form
from views.answers.news_window import NEWS, news_window
from views.forms import Notice, Window
from views.parts import Message


class Drafts:
    """Answers the buttons of what managers are asked about the vendor's news."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self.table = Table(
            buttons={
                Press.DRAFT_ENTER: self.pressed_enter,
                Press.DRAFT_CHANGE: self.pressed_change,
                Press.DRAFT_NOT_FOR_US: self.pressed_not_for_us,
                Press.DRAFT_LATER: self.pressed_later,
            },
            forms={FormId.DRAFT: self.submitted, FormId.DRAFT_LATER: self.submitted_later},
        )

    async def pressed_enter(self, interaction: Interaction) -> None:
        """Enter what it says; what would go out is shown first, what is missing is asked in its form."""

        async def prepare() -> Window:
            request = await self._decide(interaction)
            try:
                return Notice(ENTER_IT, decided(await self._services.change(enter_draft, request)))
            except NotSeenYet as first:
                return entering_form(
                    first, draft=request.draft, version=request.version, channel=interaction.channel
                )
            except (Blocked, Invalid):
                return await self._form(interaction, request)

        await interaction.reply.open_form(ENTER_IT, prepare)

    async def submitted(self, interaction: Interaction) -> Message:
        """Enter it, now that what goes out was shown."""
        return decided(await self._services.change(enter_draft, await self._decide(interaction)))

    async def pressed_change(self, interaction: Interaction) -> None:
        """Open the form of its release, filled with it."""

        async def prepare() -> Window:
            return await self._form(interaction, await self._decide(interaction))

        await interaction.reply.open_form(NEWS, prepare)

    async def pressed_not_for_us(self, interaction: Interaction) -> Message:
        """Take note that it is not for us."""
        return decided(await self._services.change(decline_draft, await self._decide(interaction)))

    async def pressed_later(self, interaction: Interaction) -> None:
        """Open the form that asks on which day it is asked again."""

        async def prepare() -> Window:
            asked = await self._services.read(open_putting_off, await self._decide(interaction))
            if isinstance(asked, Decided):
                return Notice(ASK_LATER, decided(asked))
            return putting_off_form(asked, channel=interaction.channel)

        await interaction.reply.open_form(ASK_LATER, prepare)

    async def submitted_later(self, interaction: Interaction) -> Message:
        """Put it off to the day that was chosen."""
        decide = await self._decide(interaction)
        day = forms.day(interaction.fields, AGAIN_FIELD)
        request = PutOff(decide, day, forms.written_day(interaction.word("until")))
        return decided(await self._services.change(put_draft_off, request))

    async def _decide(self, interaction: Interaction) -> Decide:
        actor = await self._services.people.rights(interaction.caller)
        number, version = interaction.number("draft"), interaction.word("version")
        return Decide(actor, number, version, interaction.word("seen"))

    async def _form(self, interaction: Interaction, request: Decide) -> Window:
        answer = await self._services.read(open_draft, request)
        return news_window(answer, interaction.channel, draft=request.draft)
