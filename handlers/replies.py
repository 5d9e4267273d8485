"""The ways back to the one who did something: the one place where a view is handed to Slack."""

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Protocol

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from rollouts.acts import DoneBefore
from rollouts.deliveries import Lost, NotPosted, Refused
from rollouts.refusals import Refusal
from views.actions import pack, unpack
from views.answers import modals
from views.forms import Form, Window
from views.parts import Message

KNOWN_AT_ONCE = 0.5
"""How many seconds a form that may be refused is waited for, of the three in which it has to open."""

OVER_HOME = "over_home"
"""What a form carries that opened over Home, or over a window: there its sender looks, and is answered."""

CLOSED = "not_found"
"""What Slack says of a window that is no longer open."""

logger = logging.getLogger(__name__)


def reference_to(error: Exception) -> str:
    """Log a fault under a short reference that a person can pass on, and return that."""
    reference = secrets.token_hex(3)
    logger.error("Fault %(reference)s", {"reference": reference}, exc_info=error)
    return reference


class Renderer(Protocol):
    """Puts messages and forms into the terms of the chat system."""

    def render_message(self, message: Message) -> tuple[str, list[dict[str, object]]]:
        """Return the text of the message, complete by itself, and its blocks."""

    def render_form(self, form: Window, filled: Mapping[str, Any] | None = None) -> dict[str, object]:
        """Return the form, or a window without a question, as what opens in front of a person.

        The fields of `filled`, a form that was sent, stand below it as they were filled.
        """

    def render_again(
        self, view: Mapping[str, Any], message: Message, *, submit: str = "", value: str = ""
    ) -> dict[str, object]:
        """Return a form that was sent, with what was filled in and the message over it.

        `submit` and `value` replace what its button says and what comes back with it.
        """


class NotOpenedError(Exception):
    """A form did not open, and nothing was done: that is told in its place, with `trouble` as its reason."""

    def __init__(self, trouble: NotPosted | Lost | Refused) -> None:
        super().__init__(trouble.reason)
        self.trouble = trouble


Trouble = NotPosted | Lost | Refused | None
"""Why an answer did not arrive for all that is known; None when it did."""


class Ways(Protocol):
    """The ways on which an answer goes to one person. None of them raises.

    `again_after` are the seconds after which everything is tried again when no way led through; `sleep`
    lets them pass.
    """

    again_after: tuple[float, ...]
    sleep: Callable[[float], Awaitable[object]]

    async def by_url(self, url: str, answer: Mapping[str, object]) -> Trouble:
        """Answer at the address that came with what somebody did."""

    async def window(self, view: dict[str, object], *, trigger: str = "", replaces: str = "") -> Trouble:
        """Say it in a window: in place of the open one of that id, or a new one for the trigger."""

    async def open(self, view: dict[str, object], *, trigger: str) -> str | NotPosted | Lost | Refused:
        """Open a window, and return its id."""

    async def whisper(
        self, *, channel: str, user: str, thread: str | None, text: str, blocks: list[dict[str, object]]
    ) -> Trouble:
        """Say it in a channel so that only one person sees it."""

    async def direct(self, *, user: str, text: str, blocks: list[dict[str, object]]) -> Trouble:
        """Say it in the direct messages with somebody."""


@dataclass(frozen=True, slots=True)
class Reply:
    """Answers one person: where they did it if that is possible, else in their direct messages.

    `channel` is None in direct messages; a `trigger` lets one form open, within 3 s. `url` is where Slack
    takes an answer to what they did, "" if it told none. At Home, and in a `window` (its id), they are
    answered in a window: there they look.
    """

    client: AsyncWebClient
    ways: Ways
    renderer: Renderer
    user: str
    url: str = ""
    trigger: str = ""
    channel: str | None = None
    thread: str | None = None
    window: str = ""
    is_at_home: bool = False

    async def answer(self, message: Message) -> None:
        """Say something that only this person sees.

        Said twice it does no harm, so what was lost is said again. What no way leads through for is logged.
        """
        waits = iter(self.ways.again_after)
        while None not in (troubles := await self._say(message)):
            seconds = next(waits, None)
            if seconds is None or all(isinstance(trouble, Refused) for trouble in troubles):
                logger.error("An answer to %(user)s could not be given on any way.", {"user": self.user})
                return
            await self.ways.sleep(seconds)

    async def _say(self, message: Message) -> list[Trouble]:
        """Take one way after the other until one leads through; return what came of each."""
        troubles: list[Trouble] = []
        for name, way in self._ways(message).items():
            troubles.append(trouble := await way())
            if trouble is None:
                break
            logger.warning(
                "An answer did not arrive %(way)s (%(reason)s).", {"way": name, "reason": trouble.reason}
            )
        return troubles

    def _ways(self, message: Message) -> dict[str, Callable[[], Awaitable[Trouble]]]:
        """Return the ways that there are, the best first, each with its name in the log."""
        text, blocks = self.renderer.render_message(message)
        ways: dict[str, Callable[[], Awaitable[Trouble]]] = {}
        if self.window or self.is_at_home:
            view = self.renderer.render_form(modals.answer(message))
            show = partial(self.ways.window, view, trigger=self.trigger, replaces=self.window)
            ways["in a window"] = show
        if self.url:
            answer = {"text": text, "blocks": blocks, "response_type": "ephemeral", "replace_original": False}
            ways["at the address that came with the question"] = partial(self.ways.by_url, self.url, answer)
        if self.channel is not None:
            whisper = partial(self.ways.whisper, channel=self.channel, user=self.user, thread=self.thread)
            ways["privately in the channel"] = partial(whisper, text=text, blocks=blocks)
        ways["as a direct message"] = partial(self.ways.direct, user=self.user, text=text, blocks=blocks)
        return ways

    async def publish(self, message: Message) -> Trouble:
        """Say it to everybody where it was asked, once; what was lost is not said again."""
        text, blocks = self.renderer.render_message(message)
        answer = {"text": text, "blocks": blocks, "response_type": "in_channel", "replace_original": False}
        unfurls_nothing = {"unfurl_links": False, "unfurl_media": False}
        return await self.ways.by_url(self.url, answer | unfurls_nothing) if self.url else Refused("no_url")

    async def take_away(self) -> None:
        """Take away the private answer whose button was pressed: something stands in its place."""
        if self.url and (trouble := await self.ways.by_url(self.url, {"delete_original": True})):
            logger.info(
                "A private answer could not be taken away (%(reason)s); it stays.", {"reason": trouble.reason}
            )

    async def open(self, window: Window) -> None:
        """Open a form in which nothing has to be looked up.

        Raises:
            NotOpenedError: Slack did not let it open, or nobody knows whether it did.
        """
        await self._opened(self._rendered(window))

    async def open_form(self, title: str, prepare: Callable[[], Awaitable[Window]]) -> None:
        """Open a form. A trigger lives 3 s, so the window opens before what goes into it is looked up.

        Whatever goes wrong then is told in the window, where the person looks.

        Raises:
            Refusal, DoneBefore: it may not be opened, or what opens it came again, which was known at once:
                no window opens for that alone.
            NotOpenedError: Slack did not let it open, or nobody knows whether it did.
        """
        preparing = asyncio.ensure_future(prepare())
        await asyncio.wait({preparing}, timeout=KNOWN_AT_ONCE)
        if preparing.done() and isinstance(known := preparing.exception(), Refusal | DoneBefore):
            raise known
        loading = self.renderer.render_form(modals.loading(title))
        try:
            opened = await self._opened(loading)
        except NotOpenedError:
            preparing.cancel()
            raise
        window: Window
        try:
            window = await preparing
        except Refusal as refusal:
            window = modals.refused(title, refusal)
        except DoneBefore:
            window = modals.done_before(title)
        except Exception as error:  # noqa: BLE001 - the window must not be left waiting
            window = modals.failed(title, reference_to(error))
        try:
            await self.client.views_update(view_id=opened, view=self._rendered(window))
        except SlackApiError as error:
            if error.response["error"] != CLOSED:
                raise
            logger.info("A window was closed before it was filled: %(form)s.", {"form": title})

    async def _opened(self, view: dict[str, object]) -> str:
        """Open it, and return its id."""
        opened = await self.ways.open(view, trigger=self.trigger)
        if not isinstance(opened, str):
            raise NotOpenedError(opened)
        return opened

    def _rendered(self, window: Window) -> dict[str, object]:
        return self.renderer.render_form(over_home(window) if self.window or self.is_at_home else window)


def over_home(window: Window) -> Window:
    """Mark a form as one that opened over Home."""
    if not isinstance(window, Form):
        return window
    return replace(window, value=pack(**unpack(window.value) | {OVER_HOME: 1}))
