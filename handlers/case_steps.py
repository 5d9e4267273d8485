"""The steps of a case: each by a button, some with a form behind it."""

from collections.abc import Callable

from handlers import forms
from handlers.interaction import Interaction
from handlers.services import Services
from handlers.table import Handler, Table
from rollouts.cases import Case, NoteKind, Outcome
from rollouts.refusals import Fault, Invalid, Problem
from rollouts.transitions import Verb
from rollouts.usecases.case_changes import ChangeCase, change_case, find_open_case, want_to_change
from rollouts.usecases.case_stages import Remedy, WantRemedy, ask_manager, change_for_case, want_remedy
from rollouts.usecases.cases import AddNote, note_case
from views.actions import FormId, Press
from views.answers import case_forms, cases
from views.forms import Form
from views.parts import Message

STEPS = {
    Press.CASE_ACKNOWLEDGE: NoteKind.ACKNOWLEDGED,
    Press.CASE_NOT_URGENT: NoteKind.NOT_URGENT,
    Press.CASE_URGENT: NoteKind.URGENT,
    Press.CASE_FALSE_ALARM: NoteKind.FALSE_ALARM,
    Press.CASE_REOPEN: NoteKind.REOPENED,
}
"""What is done at once."""


class CaseSteps:
    """Answers the buttons and forms with which people work on a case."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self.table = Table(
            buttons={
                **{press: self._at_once(kind) for press, kind in STEPS.items()},
                Press.CASE_WORKAROUND: self._asking(NoteKind.WORKAROUND, case_forms.workaround_form),
                Press.CASE_RESOLVE: self._asking(NoteKind.RESOLVED, case_forms.resolve_form),
                Press.CASE_CHANGE: self.pressed_change,
                Press.CASE_CHANGE_STAGE: self.pressed_remedy,
            },
            forms={
                FormId.CASE_WORKAROUND: self.submitted_workaround,
                FormId.CASE_RESOLVE: self.submitted_resolve,
                FormId.CASE_CHANGE: self.submitted_change,
                FormId.CASE_STAGE: self.submitted_remedy,
            },
        )

    def _at_once(self, kind: NoteKind) -> Handler:
        async def pressed(interaction: Interaction) -> Message:
            """Take a step that needs no words."""
            return await self._note(interaction, kind)

        return pressed

    def _asking(self, kind: NoteKind, form: Callable[[Case], Form]) -> Handler:
        async def pressed(interaction: Interaction) -> None:
            """Open the form for a step that needs words."""

            async def prepare() -> Form:
                return form(await self._services.read(find_open_case, await self._step(interaction, kind)))

            await interaction.reply.open_form("Case", prepare)

        return pressed

    async def pressed_change(self, interaction: Interaction) -> None:
        """Open the form in which is said what the case is about."""

        async def prepare() -> Form:
            step = await self._step(interaction, NoteKind.CHANGED)
            return case_forms.change_form(await self._services.read(want_to_change, step))

        await interaction.reply.open_form("Change the case", prepare)

    async def pressed_remedy(self, interaction: Interaction) -> Message | None:
        """Open the form for a rollback or hotfix; whoever is no manager has one asked."""
        actor = await self._services.people.rights(interaction.caller)
        request = WantRemedy(actor, interaction.number("case"))
        wanted = await self._services.read(want_remedy, request)
        if not wanted.may_do:
            return case_forms.manager_asked(await self._services.change(ask_manager, request))
        await interaction.reply.open(case_forms.remedy_form(wanted))
        return None

    async def submitted_workaround(self, interaction: Interaction) -> Message:
        """Keep what helps for now."""
        return await self._note(interaction, NoteKind.WORKAROUND, text=_words(interaction))

    async def submitted_resolve(self, interaction: Interaction) -> Message:
        """Close the case: it is solved."""
        text, chosen = _words(interaction), forms.choice(interaction.fields, "outcome")
        outcome = next((each for each in Outcome if each.value == chosen), Outcome.OTHER)
        return await self._note(interaction, NoteKind.RESOLVED, text=text, outcome=outcome)

    async def submitted_change(self, interaction: Interaction) -> Message:
        """Change what the case is about."""
        actor, fields = await self._services.people.rights(interaction.caller), interaction.fields
        release, server = (forms.choice(fields, name) for name in ("release", "server"))
        request = ChangeCase(
            actor,
            interaction.number("case"),
            release=None if release in {"", case_forms.NOTHING} else release,
            server=None if server in {"", case_forms.NOTHING} else server,
            integrations=forms.choices(fields, "integrations"),
            urgent=forms.choice(fields, "urgency") != cases.CAN_WAIT,
            summary=forms.text(fields, "summary") if "summary" in fields else None,
        )
        return cases.noted(await self._services.change(change_case, request))

    async def submitted_remedy(self, interaction: Interaction) -> Message:
        """Roll the release back, or note its hotfix; what goes out is shown first."""
        actor = await self._services.people.rights(interaction.caller)
        is_hotfix = forms.choice(interaction.fields, "verb") == Verb.HOTFIX.value
        request = Remedy(
            actor,
            interaction.number("case"),
            Verb.HOTFIX if is_hotfix else Verb.ROLLBACK,
            why=forms.text(interaction.fields, "why"),
            seen=interaction.word("seen"),
        )
        return cases.noted(await self._services.change(change_for_case, request))

    async def _step(self, interaction: Interaction, kind: NoteKind) -> AddNote:
        actor = await self._services.people.rights(interaction.caller)
        return AddNote(actor, interaction.number("case"), kind)

    async def _note(
        self, interaction: Interaction, kind: NoteKind, *, text: str = "", outcome: Outcome | None = None
    ) -> Message:
        actor = await self._services.people.rights(interaction.caller)
        request = AddNote(actor, interaction.number("case"), kind, text, outcome)
        return cases.noted(await self._services.change(note_case, request))


def _words(interaction: Interaction) -> str:
    """Return what was typed.

    Raises:
        Invalid: nothing was.
    """
    if text := forms.text(interaction.fields, "text"):
        return text
    raise Invalid((Problem("text", Fault.MISSING),))
