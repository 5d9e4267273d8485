"""A window may be closed before what goes into it is there: then nobody waits for it any more."""

from typing import Any, cast

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack import rendering
from handlers.replies import OVER_HOME, Reply
from slack_simulator import Fault, FaultKind
from slack_simulator.testing import Person
from tests.support.overheard import Overheard
from tests.support.world import World
from views.actions import FormId, pack, unpack
from views.forms import Form, Notice
from views.parts import said


class Closing(AsyncWebClient):
    """A client whose windows are gone, or cannot be filled, once something goes into them."""

    def __init__(self, error: str) -> None:
        super().__init__()
        self._error = error

    async def views_update(self, **_: object) -> None:  # type: ignore[override] # it never answers
        raise SlackApiError("refused", {"ok": False, "error": self._error})  # type: ignore[no-untyped-call] # the same


async def prepared() -> Notice:
    return Notice("Checks", said("Here they are."))


async def test_what_was_closed_is_let_be() -> None:
    ways = Overheard()

    await Reply(Closing("not_found"), ways, rendering, "U0ZOE").open_form("Checks", prepared)

    assert [said.way for said in ways.said] == ["window "]


async def test_what_cannot_be_filled_for_another_reason_is_a_fault() -> None:
    with pytest.raises(SlackApiError):
        await Reply(Closing("invalid_arguments"), Overheard(), rendering, "U0ZOE").open_form(
            "Checks", prepared
        )


@pytest.mark.parametrize("place", [{"is_at_home": True}, {"window": "V1"}])
async def test_a_form_over_home_carries_that_and_what_asks_nothing_carries_nothing(
    place: dict[str, Any],
) -> None:
    ways = Overheard()
    reply = Reply(AsyncWebClient(), ways, rendering, "U0ZOE", trigger="T1", **place)

    for window in (Form(FormId.CHECKS, "Checks", "Save", (), pack(release="2026.11")), await prepared()):
        await reply.open(window)

    assert {said.way for said in ways.said} == {"window T1"}
    views = [cast("dict[str, str]", said.facts["view"]) for said in ways.said]
    assert [unpack(view.get("private_metadata")) for view in views] == [
        {"release": "2026.11", OVER_HOME: 1},
        {},
    ]


REFUSALS = {
    FaultKind.RATE_LIMITED: "Slack takes no more forms just now. Nothing was changed. Please try again in 30",
    FaultKind.DROPPED_BEFORE: "I do not know whether the form opened. Nothing was changed.",
    FaultKind.UNAVAILABLE_TEXT: "I do not know whether the form opened. Nothing was changed.",
}


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level("ERROR")
    return caplog


@pytest.mark.parametrize("typed", ["/release new", "/release hold 2026.11 standard slow", "/integration add"])
@pytest.mark.parametrize("kind", REFUSALS)
async def test_a_form_that_slack_does_not_open_is_told_as_such_and_is_no_fault_of_ours(
    world: World, maya: Person, log: pytest.LogCaptureFixture, kind: FaultKind, typed: str
) -> None:
    world.workspace.faults.add(Fault(kind, "views.open", times=9, seconds=30))

    answer = world.driver.reads(await maya.runs(typed, in_="#acme"))

    assert REFUSALS[kind] in answer
    assert not log.records


async def test_a_form_that_slack_refuses_names_its_reason_there_and_in_the_log(
    world: World, maya: Person, log: pytest.LogCaptureFixture
) -> None:
    world.workspace.faults.add(Fault(FaultKind.REFUSED, "views.open", error="invalid_arguments"))

    answer = world.driver.reads(await maya.runs("/integration add", in_="#acme"))

    assert "Slack did not open the form (invalid_arguments). Nothing was changed." in answer
    assert "invalid_arguments" in log.text
