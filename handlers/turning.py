"""Turning the pages of what goes out, in the form that shows it before it is posted."""

from collections.abc import Mapping
from dataclasses import replace

from handlers.interaction import Interaction
from handlers.sent_forms import OpenForm
from handlers.table import FormHandler, Table
from rollouts.refusals import Refusal, Thing, unknown
from rollouts.usecases.seeing import LOOK, NotSeenYet
from views.actions import Press, unpack
from views.answers.seeing import PAGE
from views.parts import Message


class Turning:
    """Asks a form's handler once more what would go out, and shows another page of it; nothing is done."""

    def __init__(self, forms: Mapping[str, FormHandler]) -> None:
        self._forms = forms
        self.table = Table(buttons={Press.SEEN_PREVIOUS: self.pressed, Press.SEEN_NEXT: self.pressed})

    async def pressed(self, interaction: Interaction) -> Message | None:
        """Show the page of the button over the form, which stays as it is filled."""
        view = interaction.form or {}
        handler = self._forms.get(view.get("callback_id", ""))
        ids = unpack(view.get("private_metadata"))
        if handler is None or "seen" not in ids:
            raise unknown(Thing.MESSAGE, "", ())
        form = OpenForm(interaction.reply, view)
        try:
            await handler(replace(interaction, ids={**ids, "seen": LOOK}))
        except NotSeenYet as first:
            await form.show_page(first, interaction.number(PAGE))
        except Refusal as refusal:
            await form.refuse(refusal)
        return None
