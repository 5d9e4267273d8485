"""Urgent help: one click opens a case, more clicks work on it."""

import asyncio
import logging

from handlers import acts, forms
from handlers.boundary import tell
from handlers.interaction import Interaction
from handlers.services import Services
from handlers.subcommands import is_help
from handlers.table import Command, Table
from rollouts.cases import NoteKind
from rollouts.refusals import LedgerUnavailable
from rollouts.usecases.case_mails import SettleMail, settle_mail
from rollouts.usecases.cases import (
    AddDetails,
    AddNote,
    FindCase,
    Report,
    add_details,
    find_case,
    note_case,
    report_urgent,
)
from views.actions import FormId, Press
from views.answers import cases
from views.answers.help import show_help
from views.forms import Form
from views.parts import Message

logger = logging.getLogger(__name__)


class Cases:
    """Answers `/urgent` and the buttons of cases."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self.table = Table(
            commands={"/urgent": Command(self.command)},
            buttons={
                Press.REPORT_URGENT: self.pressed_report,
                Press.OPEN_URGENT: self.open_form,
                Press.CASE_ACKNOWLEDGE: self.pressed_acknowledge,
                Press.CASE_RESOLVE: self.pressed_resolve,
                Press.CASE_NOT_URGENT: self.pressed_not_urgent,
                Press.CASE_URGENT: self.pressed_urgent,
                Press.CASE_FALSE_ALARM: self.pressed_false_alarm,
                Press.CASE_ADD_DETAILS: self.pressed_details,
                Press.MAIL_ARRIVED: self.pressed_arrived,
                Press.MAIL_AGAIN: self.pressed_again,
            },
            forms={FormId.URGENT: self.submitted, FormId.CASE_DETAILS: self.submitted_details},
        )

    async def command(self, interaction: Interaction) -> Message | None:
        """Open a case with what was typed; without a word, ask for it in a form."""
        if not interaction.text:
            return await self.open_form(interaction)
        if is_help(interaction.text):
            return show_help()
        return await self._report(interaction, interaction.text)

    async def open_form(self, interaction: Interaction) -> Message | None:
        """Open the form that asks what is wrong; if it does not open, a case does: nothing stands before it.

        Should the form appear after all, what it says joins that case.
        """
        try:
            async with asyncio.timeout(self._services.patience.opening):
                await interaction.reply.open(cases.urgent_form(interaction.channel))
        except Exception as error:  # noqa: BLE001 - whatever keeps it from opening
            logger.warning("The form for a report did not open: %r", error)
            return await self._report(interaction)
        return None

    async def submitted(self, interaction: Interaction) -> Message:
        """Open a case with what the form says."""
        return await self._report(interaction, forms.text(interaction.fields, "text"))

    async def pressed_report(self, interaction: Interaction) -> Message:
        """Open a case from a message of a release, at once."""
        return await self._report(interaction, delivery=interaction.number("delivery"))

    async def _report(self, interaction: Interaction, text: str = "", delivery: int | None = None) -> Message:
        """Open a case. While the database does not take it, it is tried again behind, and that is said."""
        request = Report(interaction.caller, interaction.channel, text, delivery)
        try:
            return cases.reported(await self._services.change(report_urgent, request))
        except LedgerUnavailable:
            self._services.spawn(self._report_again(interaction, request))
            return cases.not_kept_yet()

    async def _report_again(self, interaction: Interaction, request: Report) -> None:
        for seconds in self._services.patience.report:
            await asyncio.sleep(seconds)
            try:
                # It may have been kept, and the database's answer been lost: who reports again is told so.
                with acts.doing(""):
                    answer = cases.reported(await self._services.change(report_urgent, request))
            except LedgerUnavailable:
                continue
            break
        else:
            answer = cases.not_kept(request.text)
        await tell(interaction.reply, answer)

    async def pressed_acknowledge(self, interaction: Interaction) -> Message:
        """Say that somebody looks into it."""
        return await self._note(interaction, NoteKind.ACKNOWLEDGED)

    async def pressed_resolve(self, interaction: Interaction) -> Message:
        """Close the case: it is solved."""
        return await self._note(interaction, NoteKind.RESOLVED)

    async def pressed_not_urgent(self, interaction: Interaction) -> Message:
        """Keep the case, without the urgency."""
        return await self._note(interaction, NoteKind.NOT_URGENT)

    async def pressed_urgent(self, interaction: Interaction) -> Message:
        """Let a normal case be urgent."""
        return await self._note(interaction, NoteKind.URGENT)

    async def pressed_false_alarm(self, interaction: Interaction) -> Message:
        """Close the case: there was nothing."""
        return await self._note(interaction, NoteKind.FALSE_ALARM)

    async def pressed_details(self, interaction: Interaction) -> None:
        """Open the form for details."""

        async def prepare() -> Form:
            case = await self._services.read(
                find_case, FindCase(interaction.caller, interaction.number("case"))
            )
            return cases.details_form(case)

        await interaction.reply.open_form("Add details", prepare)

    async def submitted_details(self, interaction: Interaction) -> Message:
        """Add the details of a form."""
        text = forms.text(interaction.fields, "text")
        request = AddDetails(interaction.caller, interaction.number("case"), text)
        return cases.noted(await self._services.change(add_details, request))

    async def pressed_arrived(self, interaction: Interaction) -> Message:
        """Take an e-mail to the vendor as arrived."""
        return await self._settle(interaction, has_arrived=True)

    async def pressed_again(self, interaction: Interaction) -> Message:
        """Send an e-mail to the vendor now."""
        return await self._settle(interaction, has_arrived=False)

    async def _settle(self, interaction: Interaction, *, has_arrived: bool) -> Message:
        actor = await self._services.people.rights(interaction.caller)
        request = SettleMail(actor, interaction.number("mail"), has_arrived)
        return cases.mail_settled(await self._services.change(settle_mail, request))

    async def _note(self, interaction: Interaction, kind: NoteKind) -> Message:
        actor = await self._services.people.rights(interaction.caller)
        request = AddNote(actor, interaction.number("case"), kind)
        return cases.noted(await self._services.change(note_case, request))
