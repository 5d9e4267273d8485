"""A window may be closed before what goes into it is there: then nobody waits for it any more."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack import rendering
from handlers.replies import OVER_HOME, Reply
from tests.support.overheard import Overheard
from views.actions import FormId, pack, unpack
from views.forms import Form, Notice
from views.parts import said


class Closing(AsyncWebClient):
    """A client whose windows are gone, or cannot be filled, once something goes into them."""

    def __init__(self, error: str) -> None:
        super().__init__()
        self._error = error

    async def views_open(self, **_: object) -> dict[str, dict[str, str]]:  # type: ignore[override] # as is read
        return {"view": {"id": "V1"}}

    async def views_update(self, **_: object) -> None:  # type: ignore[override] # it never answers
        raise SlackApiError("refused", {"ok": False, "error": self._error})  # type: ignore[no-untyped-call] # the same


async def prepared() -> Notice:
    return Notice("Checks", said("Here they are."))


async def test_what_was_closed_is_let_be() -> None:
    ways = Overheard()

    await Reply(Closing("not_found"), ways, rendering, "U0ZOE").open_form("Checks", prepared)

    assert ways.said == []


async def test_what_cannot_be_filled_for_another_reason_is_a_fault() -> None:
    with pytest.raises(SlackApiError):
        await Reply(Closing("invalid_arguments"), Overheard(), rendering, "U0ZOE").open_form(
            "Checks", prepared
        )


class Opening(AsyncWebClient):
    """A client that keeps what it opened."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[dict[str, str]] = []

    async def views_open(self, *, trigger_id: str, view: dict[str, str]) -> None:  # type: ignore[override] # as it is called
        assert trigger_id == "T1"
        self.opened.append(view)


@pytest.mark.parametrize("place", [{"is_at_home": True}, {"window": "V1"}])
async def test_a_form_over_home_carries_that_and_what_asks_nothing_carries_nothing(
    place: dict[str, Any],
) -> None:
    client = Opening()
    reply = Reply(client, Overheard(), rendering, "U0ZOE", trigger="T1", **place)

    for window in (Form(FormId.CHECKS, "Checks", "Save", (), pack(release="2026.11")), await prepared()):
        await reply.open(window)

    assert [unpack(view.get("private_metadata")) for view in client.opened] == [
        {"release": "2026.11", OVER_HOME: 1},
        {},
    ]
