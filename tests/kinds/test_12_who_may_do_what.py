"""Who may do what is one table, over every command, button and form; odd payloads are no fault."""

import json
import logging
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_bolt.async_app import AsyncAck

from bot.slack import rendering
from handlers import Gate, Listeners, Services, forms
from rollouts import texts
from rollouts.deliveries import Announcement, Concern, Outcome, Refused
from rollouts.delivery.claiming import Job
from rollouts.kinds import OWNER_QUESTION
from rollouts.people import Caller, Person, Right
from rollouts.ports import Answer, Ledger, Request
from rollouts.refusals import NotAllowed
from rollouts.transitions import Verb
from rollouts.usecases.cases import Report, report_urgent
from slack_simulator import Message, View
from tests.handlers.test_the_gate import Told
from tests.support import story
from tests.support.databases import InMemory
from tests.support.delivering import deliver, posted, row
from tests.support.forms import ready_form
from tests.support.memory_ledger import MemoryLedger
from tests.support.overheard import Overheard
from tests.support.story import ANA, BEN, CONFIRMATION, MANAGER, POLICY, STANDARD_DAY, ZOE, at
from tests.support.world import World
from views.actions import FormId, Press, pack, unpack

HOME = "T0HOME"
GIL = Person("U0GIL", is_guest=True)
EVE = Person("U0EVE", is_outsider=True, is_admin=True)
"""Somebody of another organisation of whom the payload did not tell it."""
ROLES = {person.id: person for person in (MANAGER, ANA, BEN, ZOE, GIL, EVE)}

EVERYBODY = frozenset(ROLES.values())
MEMBERS = frozenset({MANAGER, ANA, BEN, ZOE})
MANAGERS = frozenset({MANAGER})
OF_RELEASE = frozenset({MANAGER, ANA})
"""Managers and the release's owner; she owns Acme LMS too."""
OF_GLOBEX = frozenset({MANAGER, BEN})
QUESTION = Announcement(OWNER_QUESTION, "standard")
NOON = at(STANDARD_DAY, 12)


class Doing(NamedTuple):
    """A command with its text, or a button or form with its ids."""

    sort: str
    name: str
    text: str = ""
    ids: Mapping[str, str | int] = {}


TYPED: Mapping[str, frozenset[Person]] = {
    "/live": EVERYBODY,
    "/live controlled": EVERYBODY,
    "/live help": EVERYBODY,
    "/urgent It is grey": EVERYBODY,
    "/urgent": EVERYBODY,
    "/release": EVERYBODY,
    "/release list": EVERYBODY,
    "/release show 2026.11": EVERYBODY,
    "/release next": EVERYBODY,
    "/release preview 2026.11": EVERYBODY,
    "/release deliveries 2026.11": EVERYBODY,
    "/release history 2026.11": EVERYBODY,
    "/release calendar": EVERYBODY,
    "/release timeline": EVERYBODY,
    "/release help": EVERYBODY,
    "/release new": MANAGERS,
    "/release edit 2026.11": MANAGERS,
    "/release confirm 2026.11 standard": OF_RELEASE,
    "/release move 2026.11 standard 2026-12-07": MANAGERS,
    **{
        f"/release {verb.value} 2026.11 standard": MANAGERS
        for verb in Verb
        if verb not in {Verb.CONFIRM, Verb.MOVE}
    },
    "/integration": EVERYBODY,
    "/integration list": EVERYBODY,
    "/integration show Globex": EVERYBODY,
    "/integration help": EVERYBODY,
    "/integration add": MEMBERS,
    "/integration edit Globex": OF_GLOBEX,
    "/integration remove Globex": OF_GLOBEX,
}
PRESSED: Mapping[Press, frozenset[Person]] = {
    Press.CONFIRM_LIVE: OF_RELEASE,
    Press.ASK_LATER: OF_RELEASE,
    Press.ANSWER: OF_RELEASE,
    Press.REPORT_URGENT: EVERYBODY,
    Press.OPEN_URGENT: EVERYBODY,
    Press.SMOKE_PASSED: OF_RELEASE,
    Press.ALL_PASSED: OF_RELEASE,
    Press.SET_CHECKS: OF_RELEASE,
    Press.UNDO_CHECKS: EVERYBODY,
    Press.CASE_ACKNOWLEDGE: MEMBERS,
    Press.CASE_RESOLVE: MEMBERS,
    Press.CASE_NOT_URGENT: MEMBERS,
    Press.CASE_URGENT: MEMBERS,
    Press.CASE_FALSE_ALARM: MEMBERS,
    Press.CASE_ADD_DETAILS: EVERYBODY,
    Press.SHARE: EVERYBODY,
    Press.SHOW_RELEASE: EVERYBODY,
    Press.PREVIEW_PAGE: EVERYBODY,
    Press.ALL_CHANGES: EVERYBODY,
    Press.NEW_RELEASE: MANAGERS,
    Press.EDIT_RELEASE: MANAGERS,
    Press.MOVE_STAGE: MANAGERS,
    Press.HOLD_STAGE: MANAGERS,
    Press.RESUME_STAGE: MANAGERS,
    Press.ROLL_BACK_STAGE: MANAGERS,
    Press.HOTFIX_STAGE: MANAGERS,
    Press.WITHDRAW_STAGE: MANAGERS,
    Press.NEW_INTEGRATION: MEMBERS,
    Press.EDIT_INTEGRATION: OF_GLOBEX,
    Press.REMOVE_INTEGRATION: OF_GLOBEX,
    Press.WAS_POSTED: MANAGERS,
    Press.POST_NOW: MANAGERS,
    Press.TRY_AGAIN: OF_GLOBEX,
    Press.MOVE_CHANNEL: OF_GLOBEX,
    Press.LOOK_AGAIN: MANAGERS,
    Press.SHARE_TIMELINE: EVERYBODY,
}
SENT: Mapping[tuple[FormId, str], frozenset[Person]] = {
    (FormId.RELEASE, ""): MANAGERS,
    (FormId.EDIT_RELEASE, ""): MANAGERS,
    (FormId.CHANGE_STAGE, ""): MANAGERS,
    (FormId.CONFIRM, ""): OF_RELEASE,
    (FormId.INTEGRATION, ""): MEMBERS,
    (FormId.INTEGRATION, "Globex"): OF_GLOBEX,
    (FormId.CASE_DETAILS, ""): EVERYBODY,
    (FormId.URGENT, ""): EVERYBODY,
    (FormId.MOVE_CHANNEL, ""): OF_GLOBEX,
    (FormId.WHOSE_CHECKS, ""): OF_RELEASE,
    (FormId.CHECKS, ""): OF_RELEASE,
}


OF_CONFIRMATION = {
    *(Press.REPORT_URGENT, Press.SMOKE_PASSED, Press.ALL_PASSED, Press.SET_CHECKS),
    *(FormId.WHOSE_CHECKS, FormId.CHECKS),
}
"""What is done on, or from, a confirmation in #acme."""
NAMES = (*TYPED, *(f"[{press}]" for press in PRESSED), *(f"{form} {name}" for form, name in SENT))


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

    async def find(self, _: object) -> dict[str, str]:
        return {}


class At:
    """Noon of the day of the Standard release."""

    def now(self) -> datetime:
        return NOON


@pytest.fixture
def told_ledger() -> MemoryLedger:
    """The ledger on release day: Globex's channel is closed, and a case is open."""

    def answer(job: Job) -> Outcome:
        closed = Refused("is_archived", concern=Concern.CHANNEL)
        return closed if job.delivery.key.channel == "C0GLOBEX" else posted(job)

    ledger = MemoryLedger(replace(POLICY, alerts_to=(MANAGER.id,)))
    story.told_in(ledger.at(story.START))
    deliver(ledger, at(STANDARD_DAY), answer)
    report_urgent(ledger.at(NOON), Report(ANA, "C0ACME", "It is grey"))
    return ledger


def ids_for(ledger: MemoryLedger, press: str) -> dict[str, str | int]:
    """Return what buttons carry: the owner's question, the confirmation in #acme, case 1, Globex."""
    announcement, channel = (QUESTION, ANA.id)
    if press in OF_CONFIRMATION:
        announcement, channel = CONFIRMATION, "C0ACME"
    return {
        "delivery": row(ledger, announcement, channel).id,
        "case": 1,
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


def everything(ledger: MemoryLedger) -> list[tuple[Doing, frozenset[Person]]]:
    typed = [
        (Doing("command", line.partition(" ")[0], line.partition(" ")[2]), allowed)
        for line, allowed in TYPED.items()
    ]
    pressed = [
        (Doing("button", press.value, ids=ids_for(ledger, press)), allowed)
        for press, allowed in PRESSED.items()
    ]
    sent = [
        (Doing("form", form.value, ids=ids_for(ledger, form) | ({"replaces": name} if name else {})), allowed)
        for (form, name), allowed in SENT.items()
    ]
    return typed + pressed + sent


@pytest.mark.parametrize("who", ROLES)
@pytest.mark.parametrize("place", range(len(NAMES)), ids=NAMES)
async def test_the_table_is_kept_to(told_ledger: MemoryLedger, place: int, who: str) -> None:
    doing, allowed = everything(told_ledger)[place]

    heard = await does(told_ledger, doing, who)

    assert bool(heard.refused) == (ROLES[who] not in allowed), (doing, heard.refused)
    assert "went wrong" not in heard.said


def test_every_button_form_and_command_is_in_the_table() -> None:
    assert set(PRESSED) == set(Press)
    assert {form for form, _ in SENT} == set(FormId)
    assert {line.split()[0] for line in TYPED} == {"/live", "/release", "/integration", "/urgent"}


# What is said to those who may not


@pytest.mark.parametrize("place", range(len(NAMES)), ids=NAMES)
async def test_somebody_of_another_organisation_is_told_nobodys_name(
    told_ledger: MemoryLedger, place: int
) -> None:
    doing, allowed = everything(told_ledger)[place]
    if EVE in allowed:
        return

    (refusal,) = (await does(told_ledger, doing, EVE.id)).refused

    assert (refusal.right, refusal.holders) == (Right.ASK, ())


async def test_a_guest_is_told_what_guests_may(told_ledger: MemoryLedger) -> None:
    doing = Doing("button", Press.CASE_ACKNOWLEDGE, ids={"case": 1})

    heard = await does(told_ledger, doing, GIL.id)

    assert "Guests may ask, report problems and add details, no more." in heard.said
    assert ANA.id not in heard.said


async def test_whoever_may_not_choose_another_channel_is_refused_without_a_form(
    told_ledger: MemoryLedger,
) -> None:
    doing = Doing("button", Press.MOVE_CHANNEL, ids={"channel": "C0GLOBEX"})

    refused = await does(told_ledger, doing, ZOE.id)
    opened = await does(told_ledger, doing, BEN.id)

    assert "Only its owners and managers change an integration" in refused.said
    assert "Another channel" not in refused.said
    assert "Another channel" in opened.said


async def test_the_form_for_another_channel_takes_none_that_is_closed(told_ledger: MemoryLedger) -> None:
    doing = Doing("form", FormId.MOVE_CHANNEL, ids={"closed": "C0GLOBEX"})
    heard = await does(told_ledger, doing, BEN.id, references=Usable(closed="is_archived"))

    assert "his channel is archived" in heard.said
    assert [each.channel for each in told_ledger.integrations()] == ["C0ACME", "C0GLOBEX", "C0NORTH"]


async def test_a_case_acknowledged_again_says_that_it_is_and_by_whom(told_ledger: MemoryLedger) -> None:
    for press in (Press.CASE_ACKNOWLEDGE, Press.CASE_NOT_URGENT):
        await does(told_ledger, Doing("button", press, ids={"case": 1}), BEN.id)

    again = await does(told_ledger, Doing("button", Press.CASE_ACKNOWLEDGE, ids={"case": 1}), ZOE.id)

    assert "Case 1 is acknowledged already by <@U0BEN>. Nothing was changed." in again.said


# Odd payloads

DEEP = "[" * 3000
ODD_VALUES = (
    DEEP,
    "{" * 3000,
    '{"delivery":' * 500,
    json.dumps({"delivery": 2**70, "case": 2**70}),
    json.dumps({"delivery": -(2**70), "case": -1}),
    '{"case":1e400,"delivery":NaN}',
    json.dumps({"delivery": True, "case": [1], "release": {"a": 1}}),
    json.dumps({"delivery": "1", "case": "one", "command": "/nothing", "verb": "explode"}),
    "",
    "null",
    "7",
    '"text"',
    "\x00",
    "not JSON",
)


@pytest.mark.parametrize("value", ODD_VALUES, ids=range(len(ODD_VALUES)))
@pytest.mark.parametrize("press", Press)
async def test_an_odd_value_of_a_button_is_no_fault(
    told_ledger: MemoryLedger, press: Press, value: str, caplog: pytest.LogCaptureFixture
) -> None:
    await does(told_ledger, Doing("button", press.value, text=value), MANAGER.id)

    assert not [record for record in caplog.records if record.exc_info]


@pytest.mark.parametrize("value", ODD_VALUES, ids=range(len(ODD_VALUES)))
@pytest.mark.parametrize("form", FormId)
async def test_an_odd_value_of_a_form_is_no_fault(
    told_ledger: MemoryLedger, form: FormId, value: str, caplog: pytest.LogCaptureFixture
) -> None:
    await does(told_ledger, Doing("form", form.value, text=value), MANAGER.id)

    assert not [record for record in caplog.records if record.exc_info]


def a_view(form: str, **changed: object) -> dict[str, object]:
    return {"id": "V1", "callback_id": form, "title": {"text": "A"}, "blocks": [], **changed}


STATES: tuple[dict[str, object], ...] = (
    {},
    {"state": None},
    {"state": {}},
    {"state": {"values": None}},
    {"state": {"values": {}}},
    {"state": {"values": {"text": {}, "channel": {}, "name": {}}}},
    {"state": {"values": {"dates.standard": {"in": {"selected_date": "tomorrow"}}}}},
    {"state": {"values": {"dates.standard": {"in": {"selected_date": "2026-02-30"}}}}},
    {"state": {"values": {"since": {"in": {"selected_date": "soon"}}, "day": {"in": {"value": "soon"}}}}},
)


@pytest.mark.parametrize("state", STATES, ids=str)
@pytest.mark.parametrize("form", FormId)
async def test_a_form_without_inputs_is_no_fault(
    told_ledger: MemoryLedger, form: FormId, state: dict[str, object], caplog: pytest.LogCaptureFixture
) -> None:
    metadata = json.dumps(ids_for(told_ledger, ""))
    view = a_view(form.value, private_metadata=metadata, **state)

    await does(told_ledger, Doing("form", form.value), MANAGER.id, changed={"view": view})

    assert not [record for record in caplog.records if record.exc_info]


@pytest.mark.parametrize(
    ("sort", "changed"),
    [
        ("button", {"actions": []}),
        ("button", {"actions": [{}]}),
        ("button", {"actions": None}),
        ("button", {"user": None}),
        ("button", {"user": {}}),
        ("button", {"channel": "C0ACME"}),
        ("form", {"view": None}),
        ("form", {"view": {}}),
        ("form", {"view": a_view("nothing")}),
        ("form", {"user": None}),
        ("form", {"view": a_view("urgent_form", title=None)}),
        ("form", {"view": a_view("urgent_form", blocks=[{"type": "input"}])}),
        ("command", {"command": "/nothing"}),
        ("command", {"user_id": None}),
        ("command", {"channel_id": None}),
        ("command", {"text": None}),
    ],
)
async def test_a_payload_of_another_shape_is_no_fault(
    told_ledger: MemoryLedger, sort: str, changed: dict[str, object], caplog: pytest.LogCaptureFixture
) -> None:
    name = {"button": Press.CASE_RESOLVE.value, "form": FormId.URGENT.value, "command": "/live"}[sort]

    await does(told_ledger, Doing(sort, name, ids={"case": 1}), MANAGER.id, changed=changed)

    assert not [record for record in caplog.records if record.exc_info or record.levelno > logging.WARNING]


@given(st.text() | st.binary().map(lambda raw: raw.decode("utf-8", "replace")))
def test_any_text_is_ids_or_none(value: str) -> None:
    assert all(isinstance(found, str | int) for found in unpack(value).values())


@given(st.dictionaries(st.text(), st.text() | st.integers(-(2**63) + 1, 2**63 - 1)))
def test_what_is_packed_is_unpacked(ids: dict[str, str | int]) -> None:
    assert unpack(json.dumps(ids)) == ids
    assert unpack(pack(case=1, release="x", nothing=None)) == {"case": 1, "release": "x"}


# Names

TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"


@pytest.mark.parametrize("sign", TURNING, ids=lambda sign: f"{ord(sign):04x}")
def test_signs_that_turn_the_direction_are_taken_out_of_every_name(sign: str) -> None:
    typed = f"gn{sign}p{sign}"
    fields = {
        name: {"value": typed}
        for name in ("name", "title", "summary", "ui_changes", "timezone", "environments.standard")
    }
    fields |= {
        "opt_ins": {"value": f"{typed} | a{sign}b | off"},
        "docs": {"value": f"{typed} https://x.example"},
    }

    draft, _ = forms.release_draft(fields)
    placed = forms.integration(fields)

    assert sign not in f"{draft} {placed}"
    assert (draft.name, placed.name, placed.environments[0].name) == ("gnp",) * 3


@given(st.text(st.sampled_from(f"ab {TURNING}"), max_size=30))
def test_no_name_turns_what_stands_behind_it(typed: str) -> None:
    assert not set(TURNING) & set(texts.one_line(typed) + texts.lines(typed))


# Over the wire


async def test_a_guest_reports_and_adds_details_and_resolves_nothing(world: World) -> None:
    gil = world.driver.person("gil")
    await gil.runs("/urgent It is grey", in_="#acme")
    await world.driver.until(lambda: world.posts("#support"))
    card = world.posts("#support")[0]

    form = await ready_form(world.workspace, gil, await gil.clicks("Add details", on=card))
    await gil.fills(form, {"Details": "Since noon"})
    assert (await gil.submits(form)).closed

    await world.driver.until(
        lambda: any("Since noon" in str(post.blocks) for post in world.posts("#support"))
    )

    for button in ("Acknowledge", "Not urgent", "Resolve", "False alarm"):
        await gil.clicks(button, on=card, answer=False)
    await world.driver.until(
        lambda: len([post for post in gil.sees("#support") if "Guests may ask" in post.text]) == 4
    )
    assert not [post for post in world.posts("#support") if "has acknowledged case" in post.text]


async def test_a_guest_enters_no_integration(world: World) -> None:
    gil = world.driver.person("gil")

    answer = await gil.runs("/integration add", in_="#acme")

    assert isinstance(answer, Message)
    assert "Guests may ask" in answer.text


async def test_another_channel_is_chosen_from_the_answer_to_a_question_in_a_channel(
    world: World, reads: Callable[[Message | View], str]
) -> None:
    """The choices stand in a window, over which the form opens."""
    for name in ("ana", "maya"):
        world.driver.deactivate(name)
    world.driver.archive("acme")
    await world.time_passes(until=at(story.PREVIEW_DAY))
    adam = world.driver.person("adam")
    (question,) = [
        post for post in world.posts("#support") if "A channel cannot be reached" in str(post.blocks)
    ]

    choices = await adam.clicks("Answer", on=question)
    assert isinstance(choices, View)
    await world.driver.until(lambda: "Choose another channel" in str(choices.content))
    form = await adam.clicks("Choose another channel", on=choices)
    assert isinstance(form, View)
    await adam.fills(form, {"Where should it go?": "#globex"})
    assert (await adam.submits(form)).closed

    assert "Acme LMS hears in #globex from now on" in reads(await adam.hears("from now on"))
