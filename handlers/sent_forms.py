"""Forms that were sent, or are being filled: what becomes of their windows.

Slack keeps up to three windows on top of each other; closing one shows what lies under it, as it was filled:
https://docs.slack.dev/surfaces/modals#view-stack
"""

import logging
from collections.abc import Mapping
from typing import Any

from slack_bolt.async_app import AsyncAck

from handlers.replies import OVER_HOME, Reply, over_home
from rollouts.refusals import Invalid, LedgerUnavailable, Refusal, RightsUnknown
from rollouts.usecases.seeing import NotSeenYet
from views.actions import VALUE_MOST, FormId, pack, pack_filled, unpack
from views.answers import modals, refusals, sharing
from views.answers.seeing import first_seen, seen_form, submit_words
from views.forms import Window
from views.parts import Message

PASSES = (LedgerUnavailable, RightsUnknown)
"""What is refused now alone: the same, sent once more, may be taken."""

logger = logging.getLogger(__name__)


class SentForm:
    """A form that somebody sent: it closes, or stays open and says in itself what was wrong.

    One that opened over Home (`is_over_home`) stays open for the answer, too. What was filled in is never
    lost: what goes out is laid over the form, which is come back to as it was filled. Slack waits 3 s for
    what becomes of it; once it is told to `wait`, its window says later what came of it.
    """

    def __init__(self, ack: AsyncAck, reply: Reply, view: Mapping[str, Any]) -> None:
        self._ack = ack
        self._reply = reply
        self._view = view
        self._title = view["title"]["text"]
        self._inputs = tuple(block["block_id"] for block in view["blocks"] if block["type"] == "input")
        self._is_waiting = False
        self.is_over_home = OVER_HOME in unpack(view.get("private_metadata"))

    async def wait(self) -> None:
        """Say in its place that it is being saved."""
        await self._show(self._reply.renderer.render_form(modals.saving(self._title)))
        self._is_waiting = True

    async def answer(self, content: Message) -> None:
        """Say in its place what came of it: what it said was taken."""
        await self._show(self._reply.renderer.render_form(modals.answer(content)))

    async def close(self, content: Message | None) -> None:
        """Close it, and what lies under it: what it said was taken. One that waits says what came of it."""
        if self._is_waiting:
            await self._show(self._reply.renderer.render_form(modals.saved(self._title, content)))
        elif _lies_over_another(self._view):
            await self._ack(response_action="clear")
        else:
            await self._ack()

    async def go_on(self, window: Window) -> None:
        """Go on with another form in its place."""
        going_on = over_home(window) if self.is_over_home else window
        await self._show(self._reply.renderer.render_form(going_on))

    async def correct(self, invalid: Invalid) -> None:
        """Leave it open, with each problem at its field; where it has none now, with all of them over it."""
        if self._is_waiting or not self._inputs:
            await self.refuse(invalid)
        else:
            errors = refusals.field_errors(invalid, self._inputs)
            await self._ack(response_action="errors", errors=errors)

    async def refuse(self, refusal: Refusal) -> None:
        """Say over it why it was not taken."""
        await self._show(_refused(self._reply, self._view, refusal))

    async def show_first(self, first: NotSeenYet) -> None:
        """Show what goes out; sent once more, it is posted.

        It is laid over a form that was filled, and [Back] leads back to that. It stands in the form itself
        where that waits, since nothing can be laid over it then, and where it was shown already.
        """
        if self._inputs and not self._is_waiting and not _lies_over_another(self._view):
            await self._ack(response_action="push", view=_laid_over(self._reply, self._view, first))
        else:
            await self._show(_with_what_goes_out(self._reply, self._view, first))

    async def fail(self, reference: str) -> None:
        """Say over it that something went wrong."""
        await self._show(self._reply.renderer.render_again(self._view, sharing.failed(reference)))

    async def _show(self, window: dict[str, object]) -> None:
        if self._is_waiting:
            await self._reply.client.views_update(view_id=self._view["id"], view=window)
        else:
            await self._ack(response_action="update", view=window)


class OpenForm:
    """A form that somebody is filling in: what stands over its fields changes, what is filled in stays."""

    def __init__(self, reply: Reply, view: Mapping[str, Any]) -> None:
        self._reply = reply
        self._view = view

    async def show_page(self, first: NotSeenYet, page: int) -> None:
        """Show another page of what goes out; if that is not what was shown, show it from the beginning."""
        is_as_shown = first.is_what(str(unpack(self._view.get("private_metadata")).get("seen", "")))
        first.is_anew = not is_as_shown
        await self._show(_with_what_goes_out(self._reply, self._view, first, page if is_as_shown else 0))

    async def refuse(self, refusal: Refusal) -> None:
        """Say over it why it would not be taken."""
        await self._show(_refused(self._reply, self._view, refusal))

    async def _show(self, window: dict[str, object]) -> None:
        if trouble := await self._reply.ways.window(window, replaces=self._view["id"]):
            logger.info("A form's window takes no other page (%(reason)s).", {"reason": trouble.reason})


def _lies_over_another(view: Mapping[str, Any]) -> bool:
    return bool(view.get("previous_view_id"))


def _laid_over(reply: Reply, view: Mapping[str, Any], first: NotSeenYet) -> dict[str, object]:
    """Return what goes out as a window over the form, which carries what was filled in there.

    What is too much to be carried stands below it in its fields.
    """
    ids = unpack(view.get("private_metadata")) | {"seen": first.seen}
    value = pack(**ids, filled=pack_filled(view["state"]["values"]))
    has_room = len(value) <= VALUE_MOST
    form = seen_form(
        first,
        form=FormId(view["callback_id"]),
        title=view["title"]["text"],
        value=value if has_room else pack(**ids),
    )
    return reply.renderer.render_form(form, filled=None if has_room else view)


def _with_what_goes_out(
    reply: Reply, view: Mapping[str, Any], first: NotSeenYet, page: int = 0
) -> dict[str, object]:
    value = pack(**unpack(view.get("private_metadata")) | {"seen": first.seen})
    return reply.renderer.render_again(view, first_seen(first, page), submit=submit_words(first), value=value)


def _refused(reply: Reply, view: Mapping[str, Any], refusal: Refusal) -> dict[str, object]:
    """Say over a form why it is not taken; in a window over it, whence nothing but [Back] leads on."""
    again = reply.renderer.render_again(view, refusals.content(refusal))
    is_in_vain = _lies_over_another(view) and not isinstance(refusal, PASSES)
    has_fields = any(block["type"] == "input" for block in view["blocks"])
    if is_in_vain and not has_fields:
        del again["submit"]
    return again
