"""What integrations found after a release."""

from datetime import UTC, datetime

from handlers import forms
from handlers.interaction import Interaction
from handlers.services import Services
from handlers.table import Table
from rollouts.checks import SMOKE_TESTS, CheckName
from rollouts.refusals import Thing, unknown
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
from views.actions import FormId, Press
from views.answers.checks import CHECK, NOTE, PAGE, checks_form, checks_set, undone
from views.forms import Form
from views.parts import Message


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
            },
            forms={FormId.WHOSE_CHECKS: self.submitted_whose, FormId.CHECKS: self.submitted},
        )

    async def pressed_all_passed(self, interaction: Interaction) -> Message:
        """Record that all tests passed."""
        return await self._pass(interaction)

    async def pressed_smoke_passed(self, interaction: Interaction) -> Message:
        """Record that the smoke tests passed, on a message of an earlier version."""
        return await self._pass(interaction, SMOKE_TESTS)

    async def _pass(self, interaction: Interaction, *only: CheckName) -> Message:
        actor = await self._services.people.rights(interaction.caller)
        request = PassAll(actor, interaction.number("delivery"), only)
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
        request = AskChecks(asker, interaction.number("delivery"), of)
        asked = await self._services.read(ask_checks, request)
        return checks_form(asked, channel=interaction.channel)

    async def submitted(self, interaction: Interaction) -> Message:
        """Set what the form says."""
        fields = interaction.fields
        actor = await self._services.people.rights(interaction.caller)
        request = SetChecks(
            actor,
            interaction.number("delivery"),
            {mark: forms.choice(fields, name) for mark, name in forms.named(fields, CHECK).items()},
            {mark: forms.text(fields, name) for mark, name in forms.named(fields, NOTE).items()},
            since=_moment(interaction.word("since")),
        )
        return checks_set(await self._services.change(set_checks, request))

    async def pressed_undo(self, interaction: Interaction) -> Message:
        """Take back what was just set."""
        actor = await self._services.people.rights(interaction.caller)
        request = Undo(actor, interaction.word("release"), _moment(interaction.word("at")))
        return undone(await self._services.change(undo, request))


def _moment(text: str) -> datetime:
    """Read a moment that a button or a form carries.

    Raises:
        Unknown: it is none, which no client sends.
    """
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):
        raise unknown(Thing.MESSAGE, "", ()) from None
