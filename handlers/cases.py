"""Urgent help: one click opens a case, more clicks work on it."""

import asyncio
import logging
from dataclasses import replace

from handlers import acts, forms
from handlers.boundary import tell
from handlers.interaction import Interaction
from handlers.services import Services
from handlers.subcommands import SubCommands, is_help
from handlers.table import Command, Table
from rollouts.cases import NoteKind
from rollouts.refusals import LedgerUnavailable
from rollouts.usecases.case_list import AskCase, ListCases, list_cases, show_case
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
from views.answers import case_list, cases
from views.answers.help import show_help
from views.forms import Form
from views.parts import Message

logger = logging.getLogger(__name__)


def _report_of(interaction: Interaction, text: str = "", *, urgent: bool = True) -> Report:
    """Return what somebody reports; without the message that it is about, that is guessed."""
    delivery = interaction.number("delivery") or None
    return Report(interaction.caller, interaction.channel, text, delivery, urgent=urgent)


class Cases:
    """Answers `/urgent`, `/case` and the buttons of cases."""

    def __init__(self, services: Services) -> None:
        self._services = services
        commands = SubCommands(
            "/case",
            default=self.list,
            by_name=self.show,
            shareable={"list": self.list, "show": self.show},
            others={"mine": self.mine, "new": self.new},
        )
        self.table = Table(
            commands={
                "/urgent": Command(self.command),
                "/case": Command(commands.answer, public=commands.public_answer),
            },
            buttons={
                Press.REPORT_URGENT: self.pressed_report,
                Press.OPEN_URGENT: self.open_form,
                Press.CASE_ACKNOWLEDGE: self.pressed_acknowledge,
                Press.CASE_RESOLVE: self.pressed_resolve,
                Press.CASE_NOT_URGENT: self.pressed_not_urgent,
                Press.CASE_URGENT: self.pressed_urgent,
                Press.CASE_FALSE_ALARM: self.pressed_false_alarm,
                Press.CASE_ADD_DETAILS: self.pressed_details,
                Press.SHOW_CASE: self.pressed_show,
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
        return await self._report(interaction, _report_of(interaction, interaction.text))

    async def list(self, interaction: Interaction) -> Message:
        """List the newest cases."""
        return case_list.listed(await self._services.read(list_cases, ListCases(interaction.caller)))

    async def mine(self, interaction: Interaction) -> Message:
        """List those that the asker reported or acknowledged."""
        request = ListCases(interaction.caller, mine=True)
        return case_list.listed(await self._services.read(list_cases, request))

    async def show(self, interaction: Interaction) -> Message:
        """Show one case; without a number, the list."""
        if not interaction.text:
            return await self.list(interaction)
        asker = await self._services.people.rights(interaction.caller)
        answer = await self._services.read(show_case, AskCase(asker, interaction.text))
        links = await self._services.links_to(case_list.shown_thread(answer))
        return case_list.shown(answer, links)

    async def pressed_show(self, interaction: Interaction) -> Message:
        """Show the case of a button."""
        return await self.show(replace(interaction, text=str(interaction.number("case"))))

    async def new(self, interaction: Interaction) -> Message | None:
        """Open the form for what can wait, with what was typed in it."""
        return await self._ask(interaction, _report_of(interaction, interaction.text, urgent=False))

    async def open_form(self, interaction: Interaction) -> Message | None:
        """Open the form that asks what is wrong."""
        return await self._ask(interaction, _report_of(interaction))

    async def _ask(self, interaction: Interaction, report: Report) -> Message | None:
        """Let a report be filled in; if no form opens, a case does: nothing stands before it.

        Should the form appear after all, what it says joins that case. What has no room in it is reported so.
        """
        form = cases.report_form(report)
        if form is None:
            return await self._report(interaction, report)
        try:
            async with asyncio.timeout(self._services.patience.opening):
                await interaction.reply.open(form)
        except Exception as error:  # noqa: BLE001 - whatever keeps it from opening
            logger.warning("The form for a report did not open: %r", error)
            return await self._report(interaction, report)
        return None

    async def submitted(self, interaction: Interaction) -> Message:
        """Open a case with what the form says."""
        urgent = forms.choice(interaction.fields, "urgency") != cases.CAN_WAIT
        text = forms.text(interaction.fields, "text")
        return await self._report(interaction, _report_of(interaction, text, urgent=urgent))

    async def pressed_report(self, interaction: Interaction) -> Message:
        """Open a case from a message of a release, at once."""
        return await self._report(interaction, _report_of(interaction))

    async def _report(self, interaction: Interaction, report: Report) -> Message:
        """Open a case. While the database does not take it, it is tried again behind, and that is said."""
        try:
            return cases.reported(await self._services.change(report_urgent, report))
        except LedgerUnavailable:
            self._services.spawn(self._report_again(interaction, report))
            return cases.not_kept_yet()

    async def _report_again(self, interaction: Interaction, report: Report) -> None:
        for seconds in self._services.patience.report:
            await asyncio.sleep(seconds)
            try:
                # It may have been kept, and the database's answer been lost: who reports again is told so.
                with acts.doing(""):
                    answer = cases.reported(await self._services.change(report_urgent, report))
            except LedgerUnavailable:
                continue
            break
        else:
            answer = cases.not_kept(report.text)
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
