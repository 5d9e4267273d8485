"""The one boundary around every listener: nothing escapes it, and a refusal is told kindly.

In Bolt an exception just after `ack()` loses the ack, so the work is a task of its own.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import TypeVar

from handlers import acts
from handlers.interaction import Interaction
from handlers.replies import NotOpenedError, Reply, reference_to
from handlers.sent_forms import SentForm
from handlers.table import FormHandler, Handler
from rollouts.acts import DoneBefore
from rollouts.deliveries import Refused
from rollouts.refusals import Invalid, Refusal, Thing, unknown
from rollouts.usecases.seeing import NotSeenYet
from views.answers import modals, refusals, sharing
from views.forms import Form
from views.parts import Message

Answered = TypeVar("Answered")

Read = Callable[[], Interaction]
"""Reads what somebody did, or refuses them at the gate."""

_DELIVERED_AGAIN = "Slack delivered something again that was done before: %(act)s."

ODD = (AttributeError, IndexError, KeyError, TypeError)
"""What reading a payload of another shape than Slack's raises."""

logger = logging.getLogger(__name__)


async def answer_interaction(read: Read, reply: Reply, handler: Handler) -> None:
    """Let the handler answer; a refusal is told kindly, a fault with a reference to ask about."""
    try:
        if content := await _answer(read, handler):
            await reply.answer(content)
    except DoneBefore as act:
        logger.info(_DELIVERED_AGAIN, {"act": act})
    except Refusal as refusal:
        await tell(reply, refusals.content(refusal))
    except NotOpenedError as window:
        level = logging.ERROR if isinstance(window.trouble, Refused) else logging.WARNING
        logger.log(level, "A form did not open: %(reason)s.", {"reason": window.trouble.reason})
        await tell(reply, modals.not_opened(window.trouble))
    except Exception as error:  # noqa: BLE001 - nothing may escape a listener
        await tell(reply, sharing.failed(reference_to(error)))


async def answer_submission(
    read: Read, reply: Reply, form: SentForm, handler: FormHandler, *, patience: float
) -> Coroutine[object, object, None] | None:
    """Let the handler answer a form and acknowledge it; return what is still to be done, if anything.

    What cannot be taken is told in the form, which stays open. After `patience` seconds the form is
    acknowledged although the handler is not done: whatever it waits for, Slack does not wait longer than 3 s.
    """
    answering = asyncio.create_task(_answer(read, handler))
    await asyncio.wait({answering}, timeout=patience)
    if answering.done():
        return await _take(answering, reply, form)
    await form.wait()
    return _take_later(answering, reply, form)


def _read(read: Read) -> Interaction:
    try:
        return read()
    except ODD as error:
        logger.warning("Slack sent something that is not understood: %(error)r", {"error": error})
        raise unknown(Thing.MESSAGE, "", ()) from None


async def _answer(read: Read, handler: Callable[[Interaction], Awaitable[Answered]]) -> Answered:
    interaction = _read(read)
    with acts.doing(interaction.act, by=interaction.caller.id):
        return await handler(interaction)


async def _take_later(answering: "asyncio.Task[Message | Form | None]", reply: Reply, form: SentForm) -> None:
    if told := await _take(answering, reply, form):
        await told


async def _take(
    answering: "asyncio.Task[Message | Form | None]", reply: Reply, form: SentForm
) -> Coroutine[object, object, None] | None:
    """Say in the form what came of it; return what is to be told besides.

    Once the window is gone, what would have stood in it is told in its place.
    """
    try:
        content = await answering
    except DoneBefore as act:
        logger.info(_DELIVERED_AGAIN, {"act": act})
        content = None
    except Invalid as invalid:
        return await _in_window(form.correct(invalid), reply, refusals.content(invalid))
    except NotSeenYet as first:
        return await _in_window(form.show_first(first), reply, refusals.content(first))
    except Refusal as refusal:
        return await _in_window(form.refuse(refusal), reply, refusals.content(refusal))
    except Exception as error:  # noqa: BLE001 - nothing may escape a listener
        reference = reference_to(error)
        return await _in_window(form.fail(reference), reply, sharing.failed(reference))
    if isinstance(content, Form):
        return await _in_window(form.go_on(content), reply)
    if content and form.is_over_home:
        return await _in_window(form.answer(content), reply, content)
    await _in_window(form.close(content), reply)
    return tell(reply, content) if content else None


async def _in_window(
    shown: Awaitable[None], reply: Reply, instead: Message | None = None
) -> Coroutine[object, object, None] | None:
    try:
        await shown
    except Exception as error:  # noqa: BLE001 - the window may have been closed meanwhile
        logger.info("A form's window takes no outcome: %(error)r", {"error": error})
        return tell(reply, instead) if instead else None
    return None


@contextmanager
def understood() -> Iterator[None]:
    """Leave what has not the shape that Slack gives it, with a line in the log: nobody is there to answer."""
    try:
        yield
    except ODD as error:
        logger.warning("Slack sent something that is not understood: %(error)r", {"error": error})


async def tell(reply: Reply, content: Message) -> None:
    """Say something to somebody who may have gone on to other things; what fails is logged."""
    try:
        await reply.answer(content)
    except Exception:
        logger.exception("An answer could not be put into words.")
