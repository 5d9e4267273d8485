"""The vendor's news becomes a form that is filled with what was read; only the manager's word enters it."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime

from handlers.interaction import written_at
from rollouts.deliveries import Message as SlackMessage
from slack_simulator import Message, View
from slack_simulator.testing import Person
from tests.support.forms import ready_form
from tests.support.world import World

Reads = Callable[[Message | View], str]
Opens = Callable[[Person, str], Awaitable[View]]

MAKE = "Make a release of this"
PREVIEW = """Preview: Release 2027.01, "Dark mode"

Standard: 11 January 2027
Controlled: 1 February 2027

This release affects integrations.

UI changes:
- Black is the new white

Release notes: https://vendor.example/2027-01
"""


async def test_a_pasted_mail_fills_the_form_and_its_sentences_stand_over_it(
    maya: Person, opens: Opens, reads: Reads
) -> None:
    form = await opens(maya, "/release new from text")
    await maya.fills(form, {"The mail's text": PREVIEW})

    filled = (await maya.submits(form)).view

    assert filled
    assert "“Standard: 11 January 2027”" in str(filled.content)
    assert (await maya.submits(filled)).closed
    answer = reads(await maya.hears("Release 2027.01", in_="#acme"))
    assert "Release 2027.01 (Dark mode) is entered." in answer
    assert "Controlled Release server: planned for Mon 1 February 2027" in answer


async def test_a_text_about_something_else_opens_no_form_of_a_release(
    maya: Person, opens: Opens, reads: Reads
) -> None:
    form = await opens(maya, "/release new from text")
    await maya.fills(form, {"The mail's text": "Lunch is at twelve."})

    assert (await maya.submits(form)).closed

    assert "Nothing about a release was found" in reads(await maya.hears("Nothing about", in_="#acme"))


async def test_a_message_in_slack_moves_a_known_release_after_it_was_shown(
    world: World, maya: Person, reads: Reads
) -> None:
    message = world.driver.say_as("ben", "Release 2026.11 goes live on Standard in 29 days.", in_="#acme")

    form = await ready_form(world.workspace, maya, await maya.uses(MAKE, on=message))

    assert "Standard Mon 30 November 2026 → Mon 7 December 2026" in str(form.content)
    assert (await maya.submits(form)).closed
    shown = reads(await maya.runs("/release show 2026.11", in_="#acme"))
    assert "Standard Release server: planned for Mon 7 December" in shown


def test_a_message_is_of_the_moment_by_which_slack_names_it() -> None:
    assert written_at(SlackMessage("C0ACME", "1794135600.000100")) == datetime(
        2026, 11, 8, 11, 0, 0, 100, UTC
    )
    assert written_at(SlackMessage("C0ACME", "soon")) is written_at(None) is None


async def test_whoever_is_no_manager_is_told_so(world: World, zoe: Person, reads: Reads) -> None:
    message = world.driver.say_as("ben", PREVIEW, in_="#acme")

    assert "manager" in reads(await zoe.uses(MAKE, on=message))
    assert "manager" in reads(await zoe.runs("/release new from text", in_="#acme"))


async def test_the_vendors_confirmation_is_put_to_the_manager_and_posts_nothing_by_itself(
    release_day: World, maya: Person, reads: Reads
) -> None:
    message = release_day.driver.say_as("ben", "Release 2026.11 is now live on Standard.", in_="#acme")
    before = len(release_day.posts("#acme"))

    window = await maya.uses(MAKE, on=message)

    assert isinstance(window, View)
    await release_day.driver.until(lambda: "The vendor writes that" in str(window.content))
    await release_day.bot.dispatcher.drain()
    assert len(release_day.posts("#acme")) == before
    await maya.clicks("Confirm live", on=window)


MAIL = (
    b"From: Releases <releases@vendor.example>\r\nSubject: Fwd: Preview: Release 2027.01\r\n"
    b"Date: Mon, 09 Nov 2026 10:00:00 +0000\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    b"Release 2027.01 arrives on Standard in nine weeks.\r\n"
)


async def test_a_mail_that_was_forwarded_into_slack_is_read_as_of_its_own_day(
    world: World, maya: Person
) -> None:
    message = await maya.says("", in_="#acme", files={"picture.png": b"x", "Preview.email": MAIL})

    form = await ready_form(world.workspace, maya, await maya.uses(MAKE, on=message))

    assert "2027-01-11" in str(form.content)
    assert "“Release 2027.01 arrives on Standard in nine weeks.”" in str(form.content)


async def test_without_the_scope_or_a_text_the_manager_hears_what_to_do_instead(
    world: World, maya: Person
) -> None:
    empty = await maya.says("", in_="#acme", files={"Preview.email": b"Subject: x\r\n\r\n"})
    mail = await maya.says("", in_="#acme", files={"Preview.email": MAIL})

    window = await maya.uses(MAKE, on=empty)
    assert isinstance(window, View)
    await world.driver.until(lambda: "Slack does not tell me" in str(window.content))
    app = world.workspace.app
    world.workspace.app = replace(app, scopes=tuple(each for each in app.scopes if each != "files:read"))
    second = await maya.uses(MAKE, on=mail)

    assert isinstance(second, View)
    await world.driver.until(lambda: "files:read" in str(second.content))
    assert "/release new from text" in str(second.content)
