"""What goes out is laid over the form that was filled: [Back] leads to the form, [Post it] closes both."""

import random
import string
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack import rendering
from handlers.replies import Reply
from handlers.sent_forms import SentForm
from rollouts.refusals import LedgerUnavailable
from rollouts.usecases.seeing import NotSeenYet
from slack_simulator import View
from slack_simulator.testing import Person
from tests.support import story
from tests.support.forms import ready_form
from tests.support.overheard import Overheard
from tests.support.world import World
from views.actions import VALUE_MOST, unpack

Opens = Callable[[Person, str], Awaitable[View]]

TOLD = story.at(story.PREVIEW_DAY)
LATER = TOLD + 3 * story.MINUTE

_SIGNS = random.Random(6)  # noqa: S311 - nothing secret
SUMMARY, *CHANGES = (
    "".join(_SIGNS.choices(string.ascii_letters, k=length)) for length in (1400, *(180,) * 10)
)
"""Texts that take as much room packed as they do written."""


@pytest.fixture
async def told(world: World) -> World:
    """The world after the preview: three channels know the dates."""
    await world.time_passes(until=TOLD)
    return world


@pytest.fixture
async def filled(told: World, maya: Person, opens: Opens) -> View:
    """The form of a move, filled and sent: what goes out lies over it."""
    form = await opens(maya, "/release move 2026.11")
    await maya.fills(form, {"New date": "2026-12-01", "Why": "two more days"})
    assert not (await maya.submits(form)).closed
    return form


def on_top(person: Person) -> View:
    """Return the window that the person looks at."""
    window = person.form()
    assert window
    return window


async def does_adam(world: World, command: str) -> None:
    """Let another manager change it, and post what he is shown."""
    adam = world.driver.person("adam")
    other = await ready_form(world.workspace, adam, await adam.runs(command, in_="#acme"))
    await adam.submits(other)
    await world.driver.until(lambda: adam.form() is None)


def label(window: View, button: str) -> str | None:
    """Return what a button of a window says."""
    return (window.content.get(button) or {}).get("text")


async def test_what_goes_out_stands_alone_with_post_it_and_back(filled: View, maya: Person) -> None:
    window = on_top(maya)

    assert window is not filled
    assert (label(window, "submit"), label(window, "close")) == ("Post it", "Back")
    assert "3 channels get this now" in str(window.blocks)
    assert not any(block["type"] == "input" for block in window.blocks)


async def test_back_leads_to_the_form_as_it_was_filled(filled: View, maya: Person) -> None:
    await maya.closes(on_top(maya))

    assert on_top(maya) is filled
    held = {name: next(iter(inputs.values())) for name, inputs in filled.state.items()}
    assert held["day"]["selected_date"] == "2026-12-01"
    assert held["why"]["value"] == "two more days"


async def test_what_was_filled_is_posted_from_the_window_over_it_and_both_close(
    told: World, filled: View, maya: Person
) -> None:
    assert (await maya.submits(on_top(maya))).closed
    await told.time_passes(until=LATER)

    assert "Standard Mon 30 November → Tue 1 December" in told.driver.transcript("#acme")
    assert "wo more days" in told.driver.transcript("#acme")


async def test_what_somebody_changed_meanwhile_is_told_and_what_goes_out_shown_anew_in_the_same_window(
    told: World, filled: View, maya: Person
) -> None:
    window = on_top(maya)
    await told.time_passes(until=TOLD + story.MINUTE)
    await does_adam(told, "/release move 2026.11 controlled 21 Dec fair at Acme")

    assert not (await maya.submits(window)).closed
    assert on_top(maya) is window
    assert (
        "@Adam: Controlled: moved from Mon 14 December to Mon 21 December (why: fair at Acme)"
        in told.driver.reads(window)
    )
    assert (await maya.submits(window)).closed


async def test_what_one_changed_oneself_is_shown_anew_and_nobody_is_blamed(
    told: World, maya: Person, opens: Opens
) -> None:
    form = await ready_form(
        told.workspace, maya, await maya.runs("/release move 2026.11 standard 2026-12-01", in_="#acme")
    )
    await maya.fills(form, {"New date": "2026-12-02"})
    await maya.submits(form)

    assert "This is not what was shown before" in str(on_top(maya).blocks)


async def test_what_cannot_be_posted_any_more_is_said_and_only_back_leads_on(
    told: World, filled: View, maya: Person
) -> None:
    await does_adam(told, "/release withdraw 2026.11 standard")
    window = on_top(maya)

    assert not (await maya.submits(window)).closed
    assert "is withdrawn on the Standard" in str(window.blocks)
    assert (label(window, "submit"), label(window, "close")) == (None, "Back")
    await maya.closes(window)
    assert on_top(maya) is filled


async def test_whoever_acts_at_home_reads_the_answer_in_the_window_and_closing_it_closes_all(
    told: World, maya: Person
) -> None:
    await maya.opens_home()
    await maya.clicks("New release")
    form = await ready_form(told.workspace, maya, on_top(maya))
    days = {
        "Date on the Standard Release server": "2026-11-12",
        "Date on the Controlled Release server": "2026-11-26",
    }
    await maya.fills(form, {"Name": "2026.10.1", "Title": "A fix", **days})
    await maya.submits(form)
    window = on_top(maya)
    assert label(window, "close") == "Back"

    await maya.submits(window)

    assert "2026.10.1" in str(on_top(maya).blocks)
    assert label(on_top(maya), "submit") is None
    await maya.closes(on_top(maya))
    assert maya.form() is None


async def test_what_is_too_much_to_be_carried_stands_below_what_goes_out(
    told: World, maya: Person, opens: Opens
) -> None:
    form = await opens(maya, "/release edit 2026.11")
    await maya.fills(form, {"Summary": SUMMARY, "UI changes": "\n".join(CHANGES)})
    assert not (await maya.submits(form)).errors
    window = on_top(maya)

    assert window is not form
    assert SUMMARY in str(window.blocks)
    assert (await maya.submits(window)).closed
    await told.time_passes(until=LATER)
    assert CHANGES[0] in told.driver.transcript("#acme")


class Acknowledged:
    """Takes down how a form was acknowledged."""

    def __init__(self) -> None:
        self.answers: list[dict[str, Any]] = []

    async def __call__(self, **answer: Any) -> None:  # noqa: ANN401 - as Bolt takes it
        self.answers.append(answer)


class Updating(AsyncWebClient):
    """A client that keeps what it put into windows."""

    def __init__(self) -> None:
        super().__init__()
        self.windows: list[dict[str, Any]] = []

    async def views_update(self, *, view_id: str, view: dict[str, Any]) -> None:  # type: ignore[override] # as it is called
        assert view_id == "V1"
        self.windows.append(view)


def a_sent_form(ack: Acknowledged, client: AsyncWebClient, previous: str | None = None) -> SentForm:
    field = {
        "type": "input",
        "block_id": "why",
        "element": {"type": "plain_text_input", "action_id": "value"},
    }
    view = {
        "id": "V1",
        "callback_id": "change_stage_form",
        "title": {"type": "plain_text", "text": "Hold 2026.11"},
        "submit": {"type": "plain_text", "text": "Post it"},
        "blocks": [] if previous else [field],
        "state": {"values": {} if previous else {"why": {"value": {"value": "slip"}}}},
        "private_metadata": '{"release":"2026.11"}',
        "previous_view_id": previous,
    }
    return SentForm(ack, Reply(client, Overheard(), rendering, "U0MAYA"), view)  # type: ignore[arg-type] # as Bolt's


NOTHING_GOES_OUT = NotSeenYet((), (), "1", story.POLICY)


async def test_a_form_that_was_let_wait_shows_it_over_its_own_fields() -> None:
    ack, client = Acknowledged(), Updating()
    form = a_sent_form(ack, client)

    await form.wait()
    await form.show_first(NOTHING_GOES_OUT)

    assert [answer["response_action"] for answer in ack.answers] == ["update"]
    assert "slip" in str(client.windows[0]["blocks"])


async def test_what_may_be_taken_a_moment_later_can_be_posted_again() -> None:
    ack = Acknowledged()

    await a_sent_form(ack, Updating(), previous="V0").refuse(LedgerUnavailable("locked"))

    assert ack.answers[0]["view"]["submit"]["text"] == "Post it"


async def test_what_is_laid_over_a_form_carries_what_it_is_about_and_fits() -> None:
    ack = Acknowledged()

    await a_sent_form(ack, Updating()).show_first(NOTHING_GOES_OUT)

    (answer,) = ack.answers
    assert answer["response_action"] == "push"
    ids = unpack(answer["view"]["private_metadata"])
    assert (ids["release"], ids["seen"]) == ("2026.11", "1")
    assert len(answer["view"]["private_metadata"]) <= VALUE_MOST
