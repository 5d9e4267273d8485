"""What integrations found after a release."""

from datetime import UTC, datetime

from handlers import forms
from handlers.interaction import Interaction
from handlers.services import Services
from handlers.table import Handler, Table
from rollouts.checks import SMOKE_TESTS, CheckName
from rollouts.refusals import Thing, unknown
from rollouts.usecases.check_pages import AtHome, Where
from rollouts.usecases.checks import (
    AskChecks,
    PassAll,
    SetChecks,
    Undo,
    ask_checks,
    pass_all,
    set_checks,
    undo,
)
from rollouts.usecases.reminding import NotNeeded, PutOff, ask_why_not_needed, not_needed, put_off
from rollouts.usecases.risks import AcceptRisk, accept_risk, ask_to_accept
from views.actions import FormId, Press
from views.answers import validation
from views.answers.checks import CHECK, NOTE, PAGE, checks_form, checks_set, undone
from views.forms import Form
from views.parts import Message

TOMORROW, IN_3_DAYS = 1, 3
"""In how many days a reminder comes again."""


class Checks:
    """Answers the buttons and forms of checks."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self.table = Table(
            buttons={
                Press.SMOKE_PASSED: self.pressed_smoke_passed,
                Press.ALL_PASSED: self.pressed_all_passed,
                Press.SET_CHECKS: self.pressed_checks,
                Press.UNDO_CHECKS: self.pressed_undo,
                Press.TEST_TOMORROW: self._put_off(TOMORROW),
                Press.TEST_IN_3_DAYS: self._put_off(IN_3_DAYS),
                Press.NOT_NEEDED: self.pressed_not_needed,
                Press.ACCEPT_RISK: self.pressed_accept,
            },
            forms={
                FormId.WHOSE_CHECKS: self.submitted_whose,
                FormId.CHECKS: self.submitted,
                FormId.NOT_NEEDED: self.submitted_not_needed,
                FormId.ACCEPT_RISK: self.submitted_accept,
            },
        )

    async def pressed_all_passed(self, interaction: Interaction) -> Message:
        """Record that all tests passed."""
        return await self._pass(interaction)

    async def pressed_smoke_passed(self, interaction: Interaction) -> Message:
        """Record that the smoke tests passed, on a message of an earlier version."""
        return await self._pass(interaction, SMOKE_TESTS)

    async def _pass(self, interaction: Interaction, *only: CheckName) -> Message:
        actor = await self._services.people.rights(interaction.caller)
        request = PassAll(actor, _where(interaction), only)
        return checks_set(await self._services.change(pass_all, request))

    async def pressed_checks(self, interaction: Interaction) -> None:
        """Open the form for checks, or for whose."""

        async def prepare() -> Form:
            return await self._form(interaction)

        await interaction.reply.open_form("Checks", prepare)

    async def submitted_whose(self, interaction: Interaction) -> Form:
        """Go on with the checks of whom was chosen."""
        return await self._form(interaction, forms.choice(interaction.fields, PAGE))

    async def _form(self, interaction: Interaction, of: str = "") -> Form:
        asker = await self._services.people.rights(interaction.caller)
        request = AskChecks(asker, _where(interaction), of)
        asked = await self._services.read(ask_checks, request)
        return checks_form(asked, channel=interaction.channel)

    async def submitted(self, interaction: Interaction) -> Message:
        """Set what the form says."""
        fields = interaction.fields
        actor = await self._services.people.rights(interaction.caller)
        request = SetChecks(
            actor,
            _where(interaction),
            {mark: forms.choice(fields, name) for mark, name in forms.named(fields, CHECK).items()},
            {mark: forms.text(fields, name) for mark, name in forms.named(fields, NOTE).items()},
            since=_moment(interaction.word("since")),
        )
        return checks_set(await self._services.change(set_checks, request))

    async def pressed_undo(self, interaction: Interaction) -> Message:
        """Take back what was just set."""
        actor = await self._services.people.rights(interaction.caller)
        request = Undo(actor, interaction.release, _moment(interaction.word("at")))
        return undone(await self._services.change(undo, request))

    def _put_off(self, days: int) -> Handler:
        async def pressed(interaction: Interaction) -> Message:
            """Remind them again in some days."""
            actor = await self._services.people.rights(interaction.caller)
            request = PutOff(actor, interaction.number("delivery"), days)
            return validation.put_off(await self._services.change(put_off, request))

        return pressed

    async def pressed_not_needed(self, interaction: Interaction) -> None:
        """Ask why it need not be tested."""
        delivery = interaction.number("delivery")

        async def prepare() -> Form:
            actor = await self._services.people.rights(interaction.caller)
            await self._services.read(ask_why_not_needed, NotNeeded(actor, delivery))
            return validation.not_needed_form(delivery)

        await interaction.reply.open_form("Not needed", prepare)

    async def submitted_not_needed(self, interaction: Interaction) -> Message:
        """Set what is left as not applicable."""
        actor = await self._services.people.rights(interaction.caller)
        why = forms.text(interaction.fields, "why")
        request = NotNeeded(actor, interaction.number("delivery"), why)
        return checks_set(await self._services.change(not_needed, request))

    async def pressed_accept(self, interaction: Interaction) -> None:
        """Open the form in which a manager accepts a risk."""

        async def prepare() -> Form:
            judged = await self._services.read(ask_to_accept, await self._risk(interaction))
            return validation.accept_form(judged, channel=interaction.channel)

        await interaction.reply.open_form("Accept the risk", prepare)

    async def submitted_accept(self, interaction: Interaction) -> Message:
        """Keep that a risk is accepted, and why."""
        request = await self._risk(interaction, forms.text(interaction.fields, "why"))
        return validation.risk_accepted(await self._services.change(accept_risk, request))

    async def _risk(self, interaction: Interaction, why: str = "") -> AcceptRisk:
        actor = await self._services.people.rights(interaction.caller)
        return AcceptRisk(actor, interaction.release, interaction.word("server"), why)


def _where(interaction: Interaction) -> Where:
    """Read from where checks are set: a message's buttons name it, those at Home name what it is about."""
    if "delivery" in interaction.ids:
        return interaction.number("delivery")
    return AtHome(interaction.release, interaction.word("integration"), interaction.word("server"))


def _moment(text: str) -> datetime:
    """Read a moment that a button or a form carries.

    Raises:
        Unknown: it is none, which no client sends.
    """
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):
        raise unknown(Thing.MESSAGE, "", ()) from None
