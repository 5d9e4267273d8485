"""Who is inside, by what came from Slack alone; people of other organisations are let in nowhere."""

from collections.abc import Coroutine
from typing import Any, NoReturn

import pytest
from slack_bolt.async_app import AsyncAck

from bot.clock import SystemClock
from bot.slack import rendering
from handlers import Gate, Listeners, Services
from handlers.gate import Body
from rollouts.people import Caller, Right
from rollouts.refusals import NotAllowed
from tests.support.databases import Broken
from tests.support.overheard import Overheard
from tests.support.references import Unasked
from views.actions import FormId, Press, ShortcutId, pack
from views.answers import refusals

HOME, COLLEAGUES, ELSEWHERE = "T0HOME", "T0COLLEAGUES", "T0ELSEWHERE"
ORGANISATION = "E0OURS"
REFUSED = rendering.render_message(refusals.content(NotAllowed(Right.ASK))).text

ALONE, IN_ORGANISATION = Gate(HOME), Gate(HOME, ORGANISATION)


def pressed(user_team: str | None, team: dict[str, str] | None = None) -> Body:
    user = {"id": "U0ZOE"} | ({"team_id": user_team} if user_team else {})
    return {"user": user, "team": team}


def said(event: dict[str, str], **envelope: object) -> Body:
    return {"team_id": HOME, "event": {"user": "U0ZOE"} | event} | envelope


@pytest.mark.parametrize(
    ("gate", "body"),
    [
        (ALONE, pressed(HOME, {"id": HOME})),
        (ALONE, pressed(None, {"id": HOME})),
        (IN_ORGANISATION, pressed(HOME)),
        (IN_ORGANISATION, pressed(ORGANISATION)),
        (IN_ORGANISATION, pressed(COLLEAGUES, {"id": COLLEAGUES, "enterprise_id": ORGANISATION})),
    ],
)
def test_people_of_the_workspace_and_its_organisation_press(gate: Gate, body: Body) -> None:
    assert gate.of_interaction(body) == Caller("U0ZOE")


@pytest.mark.parametrize(
    ("gate", "body"),
    [
        (ALONE, pressed(ELSEWHERE, {"id": HOME})),
        (ALONE, pressed(None, None)),
        (ALONE, pressed("E0THEIRS", {"id": HOME})),
        (IN_ORGANISATION, pressed(ELSEWHERE, {"id": HOME, "enterprise_id": ORGANISATION})),
        (IN_ORGANISATION, pressed("E0THEIRS", {"id": HOME, "enterprise_id": ORGANISATION})),
    ],
)
def test_people_of_other_organisations_do_not_press(gate: Gate, body: Body) -> None:
    with pytest.raises(NotAllowed):
        gate.of_interaction(body)


@pytest.mark.parametrize(
    ("gate", "body"),
    [
        (ALONE, said({"team": HOME})),
        (ALONE, said({})),
        (ALONE, said({"user_team": HOME, "team": ELSEWHERE}, is_ext_shared_channel=True)),
        (IN_ORGANISATION, said({"user_team": ORGANISATION}, is_ext_shared_channel=True)),
        (IN_ORGANISATION, said({"team": COLLEAGUES}, context_enterprise_id=ORGANISATION)),
    ],
)
def test_people_of_the_workspace_and_its_organisation_mention_the_bot(gate: Gate, body: Body) -> None:
    assert gate.of_message(body) == Caller("U0ZOE")


@pytest.mark.parametrize(
    ("gate", "body"),
    [
        (ALONE, said({"team": ELSEWHERE})),
        (ALONE, said({"user_team": ELSEWHERE, "team": HOME}, is_ext_shared_channel=True)),
        (ALONE, said({}, is_ext_shared_channel=True)),
        (
            IN_ORGANISATION,
            said({"team": ELSEWHERE}, context_enterprise_id=ORGANISATION, is_ext_shared_channel=True),
        ),
    ],
)
def test_people_of_other_organisations_are_not_answered(gate: Gate, body: Body) -> None:
    with pytest.raises(NotAllowed):
        gate.of_message(body)


def test_people_of_the_workspace_and_its_organisation_type_commands() -> None:
    assert ALONE.of_command({"user_id": "U0ZOE", "team_id": HOME}) == Caller("U0ZOE")
    colleague = {"user_id": "U0ZOE", "team_id": COLLEAGUES, "enterprise_id": ORGANISATION}
    assert IN_ORGANISATION.of_command(colleague) == Caller("U0ZOE")


# Every listener


class Told:
    """Keeps what is said to somebody in a form."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    async def views_update(self, **answer: object) -> None:
        self.texts.append(str(answer))


class NobodyKnown:
    async def rights(self, caller: Caller) -> NoReturn:
        raise LookupError(caller.id)


async def does(sort: str, name: str, team: str) -> str:
    """Let somebody of that team do it, with a database that fails at everything; return what they read."""
    work: list[Coroutine[object, object, None]] = []
    overheard = Overheard()
    listeners = Listeners(
        Services(
            Broken(),
            SystemClock(),
            ALONE,
            NobodyKnown(),
            overheard,
            rendering,
            nudge=lambda: None,
            spawn=work.append,
            references=Unasked(),
            reporting=Broken(),
        )
    )
    told = Told()
    ack = AsyncAck()  # type: ignore[no-untyped-call] # Bolt leaves it untyped
    known: dict[str, Any] = {"ack": ack, "client": told}
    person = {"user": {"id": "U0EVE", "team_id": team}, "team": {"id": HOME}, "trigger_id": "1"}
    channel = {"id": "C0ACME", "name": "acme"}
    value = pack(command="/live", text="", delivery=1, case=1, channel="C0ACME", release="x", integration="y")
    match sort:
        case "command":
            body = {"user_id": "U0EVE", "team_id": team, "command": name, "text": "x"}
            body |= {"channel_id": "C0ACME", "trigger_id": "1"}
            await listeners.on_command(body=body, **known)
        case "button":
            pressed = person | {"channel": channel, "actions": [{"action_id": name, "value": value}]}
            await listeners.on_press(body=pressed, **known)
        case "shortcut":
            used = person | {"callback_id": name, "channel": channel}
            said = {"message": {"user": "U0BEN", "text": "x", "ts": "1.1"}}
            await listeners.on_shortcut(body=used | said, **known)
        case "form":
            view = {"callback_id": name, "title": {"text": "A form"}, "blocks": [], "private_metadata": value}
            view |= {"state": {"values": {"channel": {"in": {"selected_conversation": "C0NEW"}}}}}
            await listeners.on_submission(body=person | {"view": view}, **known)
        case _:
            kind, _, channel_type = name.partition(".")
            event = {
                "type": kind,
                "channel_type": channel_type,
                "user": "U0EVE",
                "team": team,
                "channel": "C0ACME",
                "text": "what is live?",
            }
            await listeners.on_message(body={"team_id": HOME, "event": event}, event=event, client=told)  # type: ignore[arg-type] # Told stands in
    for each in work:
        await each
    return f"{overheard.texts} {told.texts} {ack.response.body if ack.response else ''}"


COMMANDS = ("/live", "/release", "/integration", "/case", "/urgent")
EVERYTHING = [
    *(("command", name) for name in COMMANDS),
    *(("button", press.value) for press in Press),
    *(("form", form.value) for form in FormId),
    *(("shortcut", shortcut.value) for shortcut in ShortcutId),
    ("message", "app_mention"),
    ("message", "message.im"),
]


def test_these_are_all_that_people_can_do() -> None:
    services = Services(
        Broken(),
        SystemClock(),
        ALONE,
        NobodyKnown(),
        Overheard(),
        rendering,
        nudge=lambda: None,
        spawn=id,
        references=Unasked(),
        reporting=Broken(),
    )
    table = Listeners(services).table

    assert set(EVERYTHING) == {
        *(("command", name) for name in table.commands),
        *(("button", name) for name in table.buttons),
        *(("form", name) for name in table.forms),
        *(("shortcut", name) for name in table.shortcuts),
        *(("message", name) for name in table.messages),
    }


@pytest.mark.parametrize(("sort", "name"), EVERYTHING)
async def test_people_of_other_organisations_are_let_in_nowhere(sort: str, name: str) -> None:
    assert (await does(sort, name, ELSEWHERE)).count(REFUSED) == 1


@pytest.mark.parametrize(("sort", "name"), EVERYTHING)
async def test_people_of_the_workspace_are_let_in_everywhere(sort: str, name: str) -> None:
    assert REFUSED not in await does(sort, name, HOME)
