"""The one boundary around every listener: acknowledge first, and let nothing escape.

In Bolt an exception just after `ack()` loses the ack, so the work is a task of its own.
"""

import logging
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import replace
from typing import Any

from slack_bolt.async_app import AsyncAck

from handlers.faults import reference_to
from handlers.interaction import Interaction
from rollouts.deliveries import Content
from rollouts.people import Person
from rollouts.refusals import Invalid, Refusal
from views.answers import modals, refusals, sharing

Handler = Callable[[Interaction], Awaitable[Content | None]]

logger = logging.getLogger(__name__)


async def answer_interaction(interaction: Interaction, actor: Awaitable[Person], handler: Handler) -> None:
    """Let the handler answer; a refusal is told kindly, a fault with a reference to ask about."""
    try:
        ready = replace(interaction, actor=await actor)
        if content := await handler(ready):
            await ready.answer(content)
    except Refusal as refusal:
        await _tell(interaction, refusals.content(refusal))
    except Exception as error:  # noqa: BLE001 - nothing may escape a listener
        await _tell(interaction, sharing.failed(reference_to(error)))


async def answer_submission(
    interaction: Interaction,
    actor: Awaitable[Person],
    handler: Handler,
    view: Mapping[str, Any],
    ack: AsyncAck,
) -> Coroutine[object, object, None] | None:
    """Let the handler answer a form and acknowledge it; return what is still to be told, if anything.

    A field that cannot be taken is told at the field and the form stays open; any other refusal takes
    its place.
    """
    title = view["title"]["text"]
    try:
        ready = replace(interaction, actor=await actor)
        content = await handler(ready)
    except Invalid as invalid:
        blocks = tuple(block["block_id"] for block in view["blocks"] if block["type"] == "input")
        await ack(response_action="errors", errors=refusals.field_errors(invalid, blocks))
    except Refusal as refusal:
        await ack(response_action="update", view=modals.refused(title, refusal))
    except Exception as error:  # noqa: BLE001 - nothing may escape a listener
        await ack(response_action="update", view=modals.failed(title, reference_to(error)))
    else:
        await ack()
        return ready.answer(content) if content else None
    return None


async def _tell(interaction: Interaction, content: Content) -> None:
    try:
        await interaction.answer(content)
    except Exception:
        logger.exception("An answer could not be given")
