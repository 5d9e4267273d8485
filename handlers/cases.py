"""Urgent help: one click opens a case, more clicks work on it."""

from handlers import forms
from handlers.interaction import Turn, Window
from handlers.services import Desk
from rollouts.cases import NoteKind
from rollouts.deliveries import Content
from rollouts.usecases.cases import AddNote, FindCase, Report, find_case, note_case, report_urgent
from views.answers import cases


class Cases:
    """Answers `/urgent` and the buttons of cases."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def command(self, turn: Turn) -> Content | None:
        """Open a case with what was typed; without a word, ask for it in a form."""
        if not turn.text:
            await self.open_form(turn)
            return None
        return await self._report(Report(turn.actor, turn.channel, turn.text))

    async def open_form(self, turn: Turn) -> None:
        """Open the form that asks what is wrong."""

        async def prepare() -> Window:
            return cases.urgent_form(turn.channel)

        await turn.open_form("Report urgent", prepare)

    async def submitted(self, turn: Turn) -> Content:
        """Open a case with what the form says."""
        return await self._report(Report(turn.actor, turn.channel, forms.text(turn.fields, "text")))

    async def pressed_report(self, turn: Turn) -> Content:
        """Open a case from a message of a release, at once."""
        return await self._report(Report(turn.actor, turn.channel, delivery=turn.number("delivery")))

    async def _report(self, request: Report) -> Content:
        return cases.reported(await self._desk.change(report_urgent, request))

    async def pressed_acknowledge(self, turn: Turn) -> Content:
        """Say that somebody looks into it."""
        return await self._note(turn, NoteKind.ACKNOWLEDGED)

    async def pressed_resolve(self, turn: Turn) -> Content:
        """Close the case: it is solved."""
        return await self._note(turn, NoteKind.RESOLVED)

    async def pressed_not_urgent(self, turn: Turn) -> Content:
        """Keep the case, without the urgency."""
        return await self._note(turn, NoteKind.NOT_URGENT)

    async def pressed_false_alarm(self, turn: Turn) -> Content:
        """Close the case: there was nothing."""
        return await self._note(turn, NoteKind.FALSE_ALARM)

    async def pressed_details(self, turn: Turn) -> None:
        """Open the form for details."""

        async def prepare() -> Window:
            case = await self._desk.look(find_case, FindCase(turn.actor, turn.number("case")))
            return cases.details_form(case)

        await turn.open_form("Add details", prepare)

    async def submitted_details(self, turn: Turn) -> Content:
        """Add the details of a form."""
        return await self._note(turn, NoteKind.DETAILS, forms.text(turn.fields, "text"))

    async def _note(self, turn: Turn, kind: NoteKind, text: str = "") -> Content:
        request = AddNote(turn.actor, turn.number("case"), kind, text)
        return cases.noted(await self._desk.change(note_case, request))
