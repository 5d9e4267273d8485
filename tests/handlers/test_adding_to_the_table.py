"""A new command or button is an area with its own rows: whoever adds one touches its id and its own file."""

import logging
from dataclasses import replace
from datetime import datetime
from typing import Any, NoReturn

import pytest
from slack_bolt.async_app import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import SystemClock
from bot.slack import rendering
from handlers import Gate, Listeners, Services
from handlers.interaction import Interaction
from handlers.listeners import AREAS
from handlers.services import Patience
from handlers.table import Command, Table
from rollouts.people import Caller, Person
from rollouts.refusals import LedgerUnavailable
from rollouts.usecases.talking import TalkedOf, note_talk
from tests.support.databases import InMemory
from tests.support.overheard import Overheard
from tests.support.references import Unasked
from views import kept
from views.parts import Message, said


class Greetings:
    """A part that the bot does not have: one command, and one button."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self.table = Table(
            commands={"/hello": Command(self.greet, public=self.greet)}, buttons={"wave": self.wave}
        )

    async def greet(self, interaction: Interaction) -> Message:
        return said(f"Hello {interaction.text}!")

    async def wave(self, interaction: Interaction) -> Message:
        return said(f"You wave, {interaction.caller.id}.")


class AnotherLive:
    def __init__(self, services: Services) -> None:
        self.table = Table(commands={"/live": Command(Greetings(services).greet)})


class Directory:
    async def rights(self, caller: Caller) -> Person:
        return Person(caller.id)


@pytest.fixture
def services() -> Services:
    database = InMemory()
    return Services(
        database,
        SystemClock(),
        Gate("T0HOME"),
        Directory(),
        Overheard(),
        rendering,
        nudge=lambda: None,
        spawn=lambda work: work,
        references=Unasked(),
        reporting=database,
    )


async def test_an_area_of_its_own_is_answered_and_shared_like_every_other(services: Services) -> None:
    work: list[Any] = []
    heard, ack, client = Overheard(), AsyncAck(), AsyncWebClient()  # type: ignore[no-untyped-call] # Bolt leaves it untyped
    database = InMemory()
    own = Services(
        database,
        services.clock,
        services.gate,
        services.people,
        heard,
        services.renderer,
        services.nudge,
        work.append,
        services.references,
        database,
        services.files,
        services.links,
        Patience(sharing=()),
    )
    listeners = Listeners(own, areas=(*AREAS, Greetings))
    person = {
        "user": {"id": "U0ZOE", "team_id": "T0HOME"},
        "trigger_id": "1",
        "container": {"channel_id": "C0ACME", "message_ts": "1.000100"},
        "response_url": "https://slack.example/1",
    }
    typed = {"user_id": "U0ZOE", "team_id": "T0HOME", "channel_id": "C0ACME", "trigger_id": "1"}
    share = '{"command":"/hello","text":"Ana"}'

    await listeners.on_command(ack, typed | {"command": "/hello", "text": "Ben"}, client)
    for action in ({"action_id": "wave"}, {"action_id": "share", "value": share}):
        await listeners.on_press(ack, person | {"actions": [action]}, client)
    for each in work:
        await each

    assert heard.texts == ["Hello Ben!", "You wave, U0ZOE."]
    shared = database.ledger.shared_answer("1.000100 U0ZOE")
    assert shared
    assert rendering.render_message(kept.read(shared)).text == "Hello Ana!\nShared by <@U0ZOE>."


def test_nothing_is_listened_to_twice(services: Services) -> None:
    with pytest.raises(ValueError, match="listened to twice: /live"):
        Listeners(services, areas=(*AREAS, AnotherLive))


class Unavailable(InMemory):
    async def run(self, *_: object, now: datetime) -> NoReturn:
        raise LedgerUnavailable(f"It is locked at {now}.")


async def test_what_is_only_noted_beside_an_answer_lets_none_fail(
    services: Services, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)

    await replace(services, workspace=Unavailable()).keep(note_talk, TalkedOf("U0ZOE", "2026.11"))

    assert "Something was not kept: LedgerUnavailable" in caplog.text
