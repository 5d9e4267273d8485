"""Every way in which somebody reports a problem: by command, button, form and shortcut."""

import asyncio
import logging
from collections.abc import Awaitable
from dataclasses import replace

from handlers import acts, forms
from handlers.boundary import tell
from handlers.interaction import Interaction
from handlers.services import Services
from handlers.subcommands import is_help
from handlers.table import Command, Table
from rollouts.deliveries import Message as Posted
from rollouts.refusals import LedgerUnavailable
from rollouts.usecases.cases import Report, about_message, take_report
from views.actions import FormId, Press, ShortcutId
from views.answers import cases
from views.answers.help import show_help
from views.forms import Form
from views.parts import Message

logger = logging.getLogger(__name__)

REPORT_LOST = "A report by %(who)s in %(channel)s was not kept: the database took none until the stop."


def _report_of(interaction: Interaction, text: str = "", *, urgent: bool = True) -> Report:
    """Return what somebody reports; without the message that it is about, that is guessed.

    A form knows in which thread of its channel the message stands that it is about.
    """
    channel, thread = interaction.channel, interaction.word("thread")
    return Report(
        interaction.caller,
        channel,
        text,
        delivery=interaction.number("delivery") or None,
        urgent=urgent,
        files=interaction.files,
        thread=Posted(channel, thread) if channel and thread else None,
    )


class Reports:
    """Answers `/urgent`, the buttons and shortcuts that report something, and their form."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self.table = Table(
            commands={"/urgent": Command(self.command)},
            buttons={
                Press.REPORT_URGENT: self.pressed_report,
                Press.OPEN_URGENT: self.open_form,
                Press.REPORT_PROBLEM: self.new,
            },
            forms={FormId.URGENT: self.submitted},
            shortcuts={
                ShortcutId.URGENT: self.open_form,
                ShortcutId.PROBLEM: self.new,
                ShortcutId.URGENT_ON_MESSAGE: self.message_urgent,
                ShortcutId.PROBLEM_ON_MESSAGE: self.message_problem,
            },
        )

    async def command(self, interaction: Interaction) -> Message | None:
        """Open a case with what was typed; without a word, ask for it in a form."""
        if not interaction.text:
            return await self.open_form(interaction)
        if is_help(interaction.text):
            return show_help()
        return await self._report(interaction, _report_of(interaction, interaction.text))

    async def new(self, interaction: Interaction) -> Message | None:
        """Open the form for what can wait, with what was typed in it."""
        return await self._ask(interaction, _report_of(interaction, interaction.text, urgent=False))

    async def open_form(self, interaction: Interaction) -> Message | None:
        """Open the form that asks what is wrong."""
        return await self._ask(interaction, _report_of(interaction))

    async def message_urgent(self, interaction: Interaction) -> Message:
        """Open a case from any message, at once."""
        report = await self._quoting(interaction, urgent=True)
        return await self._report(interaction, report, asks_for_details=True)

    async def message_problem(self, interaction: Interaction) -> Message | None:
        """Open the form for what can wait, with the message in it."""
        return await self._ask(interaction, await self._quoting(interaction, urgent=False))

    async def _quoting(self, interaction: Interaction, *, urgent: bool) -> Report:
        called = interaction.word("called") or await self._services.name_known(interaction.word("author"))
        text = cases.quotation(called, interaction.text)
        report = _report_of(interaction, text, urgent=urgent)
        return replace(report, message=interaction.message, thread=interaction.thread)

    async def _ask(self, interaction: Interaction, report: Report) -> Message | None:
        """Let a report be filled in; if no form opens, a case does: nothing stands before it.

        Should the form appear after all, what it says joins that case. What has no room in it is reported so.
        """

        async def form() -> Form | None:
            known = await self._services.read(about_message, report) if report.message else report
            return cases.report_form(known)

        if await self._opens(interaction, form()):
            return None
        return await self._report(interaction, report)

    async def _opens(self, interaction: Interaction, prepared: Awaitable[Form | None]) -> bool:
        """Open a form if there is one, and say whether it is open; only while its trigger lives."""
        try:
            async with asyncio.timeout(self._services.patience.opening):
                if form := await prepared:
                    await interaction.reply.open(form)
                    return True
        except Exception as error:  # noqa: BLE001 - whatever keeps it from opening
            logger.warning("A form for a report did not open: %(error)r", {"error": error})
        return False

    async def submitted(self, interaction: Interaction) -> Message:
        """Open a case with what the form says."""
        urgent = forms.choice(interaction.fields, "urgency") != cases.CAN_WAIT
        text = forms.text(interaction.fields, "text")
        return await self._report(interaction, _report_of(interaction, text, urgent=urgent))

    async def pressed_report(self, interaction: Interaction) -> Message:
        """Open a case from a message of a release, at once."""
        return await self._report(interaction, _report_of(interaction), asks_for_details=True)

    async def _report(
        self, interaction: Interaction, report: Report, *, asks_for_details: bool = False
    ) -> Message:
        """Open a case; then the form for details, if it is to: the answer offers that, too.

        Whoever reported it already pressed twice, perhaps: their form is open. While the database does not
        take a report, it is tried again behind, and that is said.
        """
        try:
            answer = await self._services.report(take_report, report)
        except LedgerUnavailable:
            self._services.spawn(self._report_again(interaction, report))
            return cases.not_kept_yet()
        if answer.again or not asks_for_details:
            return cases.reported(answer)

        async def details() -> Form:
            return cases.details_form(answer.case)

        return cases.reported(answer, form_failed=not await self._opens(interaction, details()))

    async def _report_again(self, interaction: Interaction, report: Report) -> None:
        for seconds in self._services.patience.report:
            try:
                await asyncio.sleep(seconds)
            except asyncio.CancelledError:
                # The process stops: who reported it goes by what they were told, so others have to know.
                facts = {"who": report.actor.id, "channel": report.channel or "a direct message"}
                logger.error(REPORT_LOST, facts)  # noqa: TRY400 - nothing failed here
                raise
            try:
                # It may have been kept, and the database's answer been lost: who reports again is told so.
                with acts.doing(""):
                    answer = cases.reported(await self._services.report(take_report, report))
            except LedgerUnavailable:
                continue
            break
        else:
            answer = cases.not_kept(report.text)
        await tell(interaction.reply, answer)
