"""Who may do what is one table, over every command, button and form."""

from collections.abc import Callable, Mapping

import pytest

from rollouts.deliveries import State, finished
from rollouts.people import Person, Right
from rollouts.refusals import NotAllowed
from rollouts.transitions import OF_OWNERS, Verb
from rollouts.usecases.home import AskHome, Home, home
from slack_simulator import Message, View
from tests.support import story
from tests.support.acting import NOON, ROLES, Doing, Usable, does, ids_for
from tests.support.at_home import EVE, GIL
from tests.support.delivering import row
from tests.support.forms import ready_form
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import ANA, BEN, ITS_DAY, MANAGER, ZOE, at
from tests.support.world import World
from views.actions import FormId, Press, ShortcutId

EVERYBODY = frozenset(ROLES.values())
MEMBERS = frozenset({MANAGER, ANA, BEN, ZOE})
MANAGERS = frozenset({MANAGER})
OF_RELEASE = frozenset({MANAGER, ANA})
"""Managers and the release's owner; she owns Acme LMS too."""
OF_GLOBEX = frozenset({MANAGER, BEN})


TYPED: Mapping[str, frozenset[Person]] = {
    "/live": EVERYBODY,
    "/live controlled": EVERYBODY,
    "/live help": EVERYBODY,
    "/live is 2026.11 on Enterprise yet?": EVERYBODY,
    "/urgent It is grey": EVERYBODY,
    "/urgent": EVERYBODY,
    "/case": EVERYBODY,
    "/case list": EVERYBODY,
    "/case mine": EVERYBODY,
    "/case show 1": EVERYBODY,
    "/case 1": EVERYBODY,
    "/case new It is grey": EVERYBODY,
    "/case help": EVERYBODY,
    "/release": EVERYBODY,
    "/release list": EVERYBODY,
    "/release show 2026.11": EVERYBODY,
    "/release next": EVERYBODY,
    "/release preview 2026.11": EVERYBODY,
    "/release deliveries 2026.11": EVERYBODY,
    "/release history 2026.11": EVERYBODY,
    "/release report": EVERYBODY,
    "/release report 2026.11": EVERYBODY,
    "/release calendar": EVERYBODY,
    "/release timeline": EVERYBODY,
    "/release sources": EVERYBODY,
    "/release help": EVERYBODY,
    "/release new": MANAGERS,
    "/release edit 2026.11": MANAGERS,
    "/release settings": MANAGERS,
    "/release settings history": MANAGERS,
    "/release doctor": MANAGERS,
    "/release settings post time 10:00": MANAGERS,
    "/release confirm 2026.11 standard": OF_RELEASE,
    "/release move 2026.11 standard 2026-12-07": MANAGERS,
    **{
        f"/release {verb.value} 2026.11 standard": OF_RELEASE if verb in OF_OWNERS else MANAGERS
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
    Press.TEST_TOMORROW: OF_RELEASE,
    Press.TEST_IN_3_DAYS: OF_RELEASE,
    Press.NOT_NEEDED: OF_RELEASE,
    Press.ACCEPT_RISK: MANAGERS,
    Press.CASE_ACKNOWLEDGE: MEMBERS,
    Press.CASE_RESOLVE: MEMBERS,
    Press.CASE_NOT_URGENT: MEMBERS,
    Press.CASE_URGENT: MEMBERS,
    Press.CASE_FALSE_ALARM: MEMBERS,
    Press.CASE_ADD_DETAILS: EVERYBODY,
    Press.CASE_CHANGE: MEMBERS,
    Press.CASE_WORKAROUND: MEMBERS,
    Press.CASE_REOPEN: MEMBERS,
    Press.CASE_CHANGE_STAGE: MEMBERS,
    Press.REPORT_PROBLEM: EVERYBODY,
    Press.MAIL_ARRIVED: MEMBERS,
    Press.MAIL_AGAIN: MEMBERS,
    Press.SHOW_CASE: EVERYBODY,
    Press.SHARE: EVERYBODY,
    Press.SHOW_RELEASE: EVERYBODY,
    Press.PREVIEW_PAGE: EVERYBODY,
    Press.HISTORY_PAGE: EVERYBODY,
    Press.ALL_CHANGES: EVERYBODY,
    Press.NEW_RELEASE: MANAGERS,
    Press.EDIT_RELEASE: MANAGERS,
    Press.MOVE_STAGE: MANAGERS,
    Press.HOLD_STAGE: OF_RELEASE,
    Press.RESUME_STAGE: OF_RELEASE,
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
    Press.LOOK_AT_SOURCE: MANAGERS,
    Press.SHARE_TIMELINE: EVERYBODY,
    Press.ASK: EVERYBODY,
    Press.SEEN_PREVIOUS: EVERYBODY,
    Press.SEEN_NEXT: EVERYBODY,
    Press.HOME_PREVIOUS: EVERYBODY,
    Press.HOME_NEXT: EVERYBODY,
    Press.SHOW_SETTINGS: MANAGERS,
    Press.CHANGE_SETTING: MANAGERS,
    Press.SETTINGS_HISTORY: MANAGERS,
    Press.DRAFT_ENTER: MANAGERS,
    Press.DRAFT_CHANGE: MANAGERS,
    Press.DRAFT_NOT_FOR_US: MANAGERS,
    Press.DRAFT_LATER: MANAGERS,
}
AT_HOME: Mapping[str, frozenset[Person]] = {
    Press.ALL_PASSED: OF_RELEASE,
    Press.SET_CHECKS: OF_RELEASE,
    Press.CONFIRM_LIVE: OF_RELEASE,
    FormId.CHECKS: OF_RELEASE,
    FormId.WHOSE_CHECKS: OF_RELEASE,
    FormId.CONFIRM: OF_RELEASE,
}
"""What names no message, but what it is about: 2026.11 on Standard, and Acme LMS."""
SENT: Mapping[tuple[FormId, str], frozenset[Person]] = {
    (FormId.RELEASE, ""): MANAGERS,
    (FormId.EDIT_RELEASE, ""): MANAGERS,
    (FormId.CHANGE_STAGE, ""): OF_RELEASE,
    (FormId.CONFIRM, ""): OF_RELEASE,
    (FormId.INTEGRATION, ""): MEMBERS,
    (FormId.INTEGRATION, "Globex"): OF_GLOBEX,
    (FormId.CASE_DETAILS, ""): EVERYBODY,
    (FormId.CASE_CHANGE, ""): MEMBERS,
    (FormId.CASE_WORKAROUND, ""): MEMBERS,
    (FormId.CASE_RESOLVE, ""): MEMBERS,
    (FormId.CASE_STAGE, ""): MANAGERS,
    (FormId.URGENT, ""): EVERYBODY,
    (FormId.MOVE_CHANNEL, ""): OF_GLOBEX,
    (FormId.WHOSE_CHECKS, ""): OF_RELEASE,
    (FormId.CHECKS, ""): OF_RELEASE,
    (FormId.NOT_NEEDED, ""): OF_RELEASE,
    (FormId.ACCEPT_RISK, ""): MANAGERS,
    (FormId.NEWS, ""): MANAGERS,
    (FormId.SETTING, ""): MANAGERS,
    (FormId.DRAFT, ""): MANAGERS,
    (FormId.DRAFT_LATER, ""): MANAGERS,
}
USED: Mapping[ShortcutId, frozenset[Person]] = dict.fromkeys(ShortcutId, EVERYBODY) | {
    ShortcutId.TO_VENDOR: MEMBERS,
    ShortcutId.MAKE_RELEASE: MANAGERS,
}


NAMES = (
    *TYPED,
    *(f"[{press}]" for press in PRESSED),
    *(f"{form} {name}" for form, name in SENT),
    *(f"shortcut {used}" for used in USED),
)


@pytest.fixture(scope="module")
def everything(release_day_once: MemoryLedger) -> list[tuple[Doing, frozenset[Person]]]:
    """Whatever can be done on release day, and who may, in the order of their names."""
    ledger = release_day_once
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
    used = [(Doing("shortcut", shortcut.value), allowed) for shortcut, allowed in USED.items()]
    return typed + pressed + sent + used


@pytest.mark.exhaustive(quick=240)
@pytest.mark.parametrize("who", ROLES)
@pytest.mark.parametrize("place", range(len(NAMES)), ids=NAMES)
async def test_the_table_is_kept_to(
    told_ledger: MemoryLedger, everything: list[tuple[Doing, frozenset[Person]]], place: int, who: str
) -> None:
    doing, allowed = everything[place]

    heard = await does(told_ledger, doing, who)

    assert bool(heard.refused) == (ROLES[who] not in allowed), (doing, heard.refused)
    assert "went wrong" not in heard.said


@pytest.mark.parametrize("who", ROLES)
@pytest.mark.parametrize("name", AT_HOME)
async def test_the_table_is_kept_to_at_home(told_ledger: MemoryLedger, name: str, who: str) -> None:
    ids = {"release": "2026.11", "integration": "Acme LMS", "server": "standard", "since": NOON.isoformat()}
    doing = Doing("button" if name in set(Press) else "form", name, ids=ids)

    heard = await does(told_ledger, doing, who, changed={"channel": {}})

    assert bool(heard.refused) == (ROLES[who] not in AT_HOME[name]), heard.refused
    assert "went wrong" not in heard.said


HOMES: Mapping[str, tuple[frozenset[Person], Callable[[Home], object]]] = {
    "Home": (EVERYBODY - {EVE}, lambda _: True),
    "own integrations": (frozenset({ANA, BEN}), lambda home: home.own.shown),
    "what is to be confirmed": (OF_RELEASE, lambda home: home.to_confirm),
    "paused channels": (MANAGERS, lambda home: home.paused),
    "the vendor's news": (MANAGERS, lambda home: home.news),
    "posts to decide about": (MANAGERS, lambda home: home.undecided),
}


@pytest.mark.parametrize("who", ROLES)
@pytest.mark.parametrize("what", HOMES)
def test_home_shows_each_person_what_is_for_them(told_ledger: MemoryLedger, what: str, who: str) -> None:
    refused = row(told_ledger, ITS_DAY, "C0NORTH")
    told_ledger.save_deliveries([finished(refused, State.FAILED, "msg_too_long", NOON)])
    allowed, part = HOMES[what]

    try:
        shown = bool(part(home(told_ledger.at(NOON), AskHome(ROLES[who]))))
    except NotAllowed:
        shown = False

    assert shown == (ROLES[who] in allowed)


def test_every_button_form_and_command_is_in_the_table() -> None:
    assert set(PRESSED) == set(Press)
    assert {form for form, _ in SENT} == set(FormId)
    assert set(USED) == set(ShortcutId)
    assert {line.split()[0] for line in TYPED} == {"/live", "/release", "/integration", "/urgent", "/case"}


# What is said to those who may not


@pytest.mark.parametrize("place", range(len(NAMES)), ids=NAMES)
async def test_somebody_of_another_organisation_is_told_nobodys_name(
    told_ledger: MemoryLedger, everything: list[tuple[Doing, frozenset[Person]]], place: int
) -> None:
    doing, allowed = everything[place]
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


async def test_news_that_says_something_else_by_now_opens_its_form(told_ledger: MemoryLedger) -> None:
    doing = Doing("button", Press.DRAFT_ENTER, ids={"draft": 1, "version": "of yesterday"})

    heard = await does(told_ledger, doing, MANAGER.id)

    assert "Quieter notifications" in heard.said
    assert told_ledger.release("2027.1") is None


# Over the wire


async def test_a_guest_reports_and_adds_details_and_resolves_nothing(world: World) -> None:
    gil = world.driver.person("gil")
    await gil.runs("/urgent It is grey", in_="#acme")
    await world.driver.until(lambda: world.posts("#support"))
    await gil.hears("Urgent case 1 is open")
    await world.bot.dispatcher.drain()
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


async def test_another_channel_is_chosen_from_the_answer_to_a_question_in_a_channel(world: World) -> None:
    """The choices stand in a window, over which the form opens, and in which it is answered."""
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
    answered = (await adam.submits(form)).view

    assert answered is not None
    await world.driver.until(lambda: "hears in" in str(answered.content))
    assert "Acme LMS hears in #globex from now on" in world.driver.reads(answered)
