"""Somebody does something: it reaches the real listeners, over a ledger in memory."""

import json
from collections.abc import Callable, Coroutine, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from slack_bolt.async_app import AsyncAck

from bot.slack import rendering
from handlers import Gate, Listeners, Services
from rollouts.deliveries import Announcement
from rollouts.kinds import CASE_MAIL, OWNER_QUESTION
from rollouts.people import Caller, Person
from rollouts.ports import Answer, Ledger, Request
from rollouts.refusals import NotAllowed
from rollouts.topics import Topic, TopicKind
from tests.handlers.test_the_gate import Told
from tests.support.at_home import EVE, GIL
from tests.support.databases import InMemory
from tests.support.delivering import row
from tests.support.memory_ledger import MemoryLedger
from tests.support.overheard import Overheard
from tests.support.story import ANA, BEN, ITS_DAY, MANAGER, STANDARD_DAY, ZOE, at
from views.actions import FormId, Press

HOME = "T0HOME"
ROLES = {person.id: person for person in (MANAGER, ANA, BEN, ZOE, GIL, EVE)}
QUESTION = Announcement(OWNER_QUESTION, "standard")
NOON = at(STANDARD_DAY, 12)


class Doing(NamedTuple):
    """A command with its text, or a button or form with its ids."""

    sort: str
    name: str
    text: str = ""
    ids: Mapping[str, str | int] = {}


OF_CONFIRMATION = {
    *(Press.REPORT_URGENT, Press.SMOKE_PASSED, Press.ALL_PASSED, Press.SET_CHECKS),
    *(Press.TEST_TOMORROW, Press.TEST_IN_3_DAYS, Press.NOT_NEEDED),
    *(FormId.WHOSE_CHECKS, FormId.CHECKS, FormId.NOT_NEEDED),
}
"""What is done on, or from, a confirmation in #acme."""


class Watching(InMemory):
    """A database that remembers who was refused what."""

    def __init__(self, ledger: MemoryLedger) -> None:
        super().__init__()
        self.ledger = ledger
        self.refused: list[NotAllowed] = []

    async def run(
        self, use_case: Callable[[Ledger, *Request], Answer], *request: *Request, now: datetime
    ) -> Answer:
        try:
            return await super().run(use_case, *request, now=now)
        except NotAllowed as refusal:
            self.refused.append(refusal)
            raise


class Known:
    """Knows everybody at once."""

    async def rights(self, caller: Caller) -> Person:
        return ROLES[caller.id]


class Usable:
    """Everybody can be asked; channels take messages unless they are `closed`."""

    def __init__(self, closed: str | None = None) -> None:
        self._closed = closed

    async def why_not(self, _: str) -> None:
        return None

    async def why_closed(self, _: str) -> str | None:
        return self._closed

    async def is_in(self, *_: object) -> bool:
        return True

    async def find(self, _: object, *, groups: bool = False) -> dict[str, str]:  # noqa: ARG002 - as asked
        return {}


class At:
    """Noon of the day of the Standard release."""

    def now(self) -> datetime:
        return NOON


def mail_of_case(ledger: MemoryLedger) -> int:
    """Return the delivery of the first mail of case 1; 0 where there is no case."""
    rows = ledger.deliveries(Topic(TopicKind.CASE, "1"))
    return next((row.id for row in rows if row.key.announcement.kind == CASE_MAIL), 0)


def ids_for(ledger: MemoryLedger, press: str) -> dict[str, str | int]:
    """Return what buttons carry: the owner's question, the card in #acme, case 1 and its mail, Globex."""
    announcement, channel = (QUESTION, ANA.id)
    if press in OF_CONFIRMATION:
        announcement, channel = ITS_DAY, "C0ACME"
    return {
        "delivery": row(ledger, announcement, channel).id,
        "case": 1,
        "draft": 1,
        "mail": mail_of_case(ledger),
        "channel": "C0GLOBEX",
        "closed": "C0GLOBEX",
        "release": "2026.11",
        "server": "standard",
        "verb": "hold",
        "integration": "Globex",
        "command": "/live",
        "text": "",
        "at": NOON.isoformat(),
        "since": NOON.isoformat(),
        "setting": "support_group",
    }


class Heard(NamedTuple):
    """What came of it: who was refused, and what was said."""

    refused: list[NotAllowed]
    said: str


async def does(
    ledger: MemoryLedger,
    doing: Doing,
    who: str,
    *,
    references: Usable | None = None,
    changed: Mapping[str, object] = {},
) -> Heard:
    """Let somebody do that, and all that it begins; `changed` is what is otherwise in Slack's payload."""
    work: list[Coroutine[object, object, None]] = []
    database, overheard, told = Watching(ledger), Overheard(), Told()
    listeners = Listeners(
        Services(
            database,
            At(),
            Gate(HOME),
            Known(),
            overheard,
            rendering,
            nudge=lambda: None,
            spawn=work.append,
            references=references or Usable(),
            reporting=database,
        )
    )
    ack = AsyncAck()  # type: ignore[no-untyped-call] # Bolt leaves it untyped
    known: dict[str, Any] = {"ack": ack, "client": told}
    person: dict[str, Any] = {"user": {"id": who, "team_id": HOME}, "team": {"id": HOME}, "trigger_id": "1"}
    value = json.dumps(dict(doing.ids)) if doing.ids else doing.text
    match doing.sort:
        case "command":
            body: dict[str, Any] = {"user_id": who, "team_id": HOME, "command": doing.name}
            body |= {"text": doing.text, "channel_id": "C0ACME", "trigger_id": "1"}
            await listeners.on_command(body=body | dict(changed), **known)
        case "button":
            body = person | {"channel": {"id": "C0ACME", "name": "acme"}}
            body |= {"actions": [{"action_id": doing.name, "value": value}]}
            await listeners.on_press(body=body | dict(changed), **known)
        case "shortcut":
            said = {"user": ANA.id, "text": "It is grey", "ts": "1.1"}
            body = person | {"callback_id": doing.name, "channel": {"id": "C0ACME", "name": "acme"}}
            body |= {"message": said} if doing.name.endswith("message") else {}
            await listeners.on_shortcut(body=body | dict(changed), **known)
        case _:
            view: dict[str, object] = {"id": "V1", "callback_id": doing.name}
            view |= {"title": {"text": "A form"}, "blocks": []}
            inputs = {"text": {"in": {"value": "x"}}, "channel": {"in": {"selected_conversation": "C0NEW"}}}
            view |= {"private_metadata": value, "state": {"values": inputs}}
            await listeners.on_submission(body=person | {"view": view} | dict(changed), **known)
    while work:
        await work.pop(0)
    answer = ack.response.body if ack.response else ""
    return Heard(database.refused, f"{overheard.texts} {told.texts} {answer}")
