"""The one boundary around every listener: nothing escapes it, and a refusal is told kindly.

In Bolt an exception just after `ack()` loses the ack, so the work is a task of its own.
"""

import logging
from collections.abc import Callable, Coroutine

from handlers.interaction import Interaction
from handlers.replies import Reply, SentForm, reference_to
from handlers.table import Handler
from rollouts.refusals import Invalid, Refusal
from views.answers import refusals, sharing
from views.parts import Message

Read = Callable[[], Interaction]
"""Reads what somebody did, or refuses them at the gate."""

logger = logging.getLogger(__name__)


async def answer_interaction(read: Read, reply: Reply, handler: Handler) -> None:
    """Let the handler answer; a refusal is told kindly, a fault with a reference to ask about."""
    try:
        if content := await handler(read()):
            await reply.answer(content)
    except Refusal as refusal:
        await _tell(reply, refusals.content(refusal))
    except Exception as error:  # noqa: BLE001 - nothing may escape a listener
        await _tell(reply, sharing.failed(reference_to(error)))


async def answer_submission(
    read: Read, reply: Reply, form: SentForm, handler: Handler
) -> Coroutine[object, object, None] | None:
    """Let the handler answer a form and acknowledge it; return what is still to be told, if anything.

    A field that cannot be taken is told at the field and the form stays open; any other refusal takes
    its place.
    """
    try:
        content = await handler(read())
    except Invalid as invalid:
        await form.correct(invalid)
    except Refusal as refusal:
        await form.refuse(refusal)
    except Exception as error:  # noqa: BLE001 - nothing may escape a listener
        await form.fail(error)
    else:
        await form.close()
        return _tell(reply, content) if content else None
    return None


async def _tell(reply: Reply, content: Message) -> None:
    try:
        await reply.answer(content)
    except Exception:
        logger.exception("An answer could not be given")
