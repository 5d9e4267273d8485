"""Cases: looking at them, and working on them."""

from dataclasses import replace

from handlers import forms
from handlers.case_steps import CaseSteps
from handlers.interaction import Interaction
from handlers.reports import Reports
from handlers.services import Services
from handlers.subcommands import SubCommands
from handlers.table import Command, Table, joined
from rollouts.usecases.case_list import AskCase, ListCases, list_cases, show_case
from rollouts.usecases.case_mails import SettleMail, settle_mail
from rollouts.usecases.cases import (
    AddDetails,
    FindCase,
    add_details,
    find_case,
)
from views.actions import FormId, Press
from views.answers import case_list, cases
from views.forms import Form
from views.parts import Message


class Cases:
    """Answers `/case` and the buttons of cases, and with `Reports` what opens one."""

    def __init__(self, services: Services) -> None:
        self._services = services
        reports = Reports(services)
        commands = SubCommands(
            "/case",
            default=self.list,
            by_name=self.show,
            shareable={"list": self.list, "show": self.show},
            others={"mine": self.mine, "new": reports.new},
        )
        own = Table(
            commands={"/case": Command(commands.answer, public=commands.public_answer)},
            buttons={
                Press.CASE_ADD_DETAILS: self.pressed_details,
                Press.SHOW_CASE: self.pressed_show,
                Press.MAIL_ARRIVED: self.pressed_arrived,
                Press.MAIL_AGAIN: self.pressed_again,
            },
            forms={FormId.CASE_DETAILS: self.submitted_details},
        )
        self.table = joined((own, CaseSteps(services).table, reports.table))

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
        asker = await self._services.known(interaction.caller)
        answer = await self._services.read(show_case, AskCase(asker, interaction.text))
        links = await self._services.links_to(case_list.shown_thread(answer))
        return case_list.shown(answer, links)

    async def pressed_show(self, interaction: Interaction) -> Message:
        """Show the case of a button."""
        return await self.show(replace(interaction, text=str(interaction.number("case"))))

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
