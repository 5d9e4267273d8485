"""Nobody waits long for the pages of messages: an answer comes with those that are known by then."""

import asyncio
from dataclasses import dataclass, field

from bot.clock import SystemClock
from bot.slack import rendering
from handlers import Gate, Services
from handlers.services import Patience
from rollouts.deliveries import Message
from rollouts.people import Caller, Person
from tests.support.databases import InMemory
from tests.support.overheard import Overheard
from tests.support.references import Unasked

KNOWN, UNKNOWN, NEVER = (Message("C0ACME", number) for number in "123")


@dataclass
class Pages:
    """Knows one message, and answers of another only much later."""

    cancelled: list[Message] = field(default_factory=list)

    async def link(self, message: Message) -> str | None:
        if message == NEVER:
            try:
                await asyncio.Event().wait()
            finally:
                self.cancelled.append(message)
        return "https://acme.example/1" if message == KNOWN else None


class Directory:
    async def rights(self, caller: Caller) -> Person:
        return Person(caller.id)


def services(*pages: Pages) -> Services:
    database = InMemory()
    return Services(
        database,
        SystemClock(),
        Gate("T0HOME"),
        Directory(),
        Overheard(),
        rendering,
        lambda: None,
        lambda work: work,
        Unasked(),
        database,
        **({"links": pages[0]} if pages else {}),  # type: ignore[arg-type] # or what stands there by itself
        patience=Patience(links=0.01),
    )


async def test_what_is_not_known_in_time_is_left_out() -> None:
    pages = Pages()

    assert await services(pages).links_to((KNOWN, UNKNOWN, NEVER)) == {KNOWN: "https://acme.example/1"}
    await asyncio.sleep(0)
    assert pages.cancelled == [NEVER]


async def test_where_no_message_is_asked_for_nothing_is_asked() -> None:
    assert await services(Pages()).links_to(()) == {}


async def test_where_messages_have_no_pages_none_are_found() -> None:
    assert await services().links_to((KNOWN,)) == {}
