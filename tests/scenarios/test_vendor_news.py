"""The vendor's mails become a release: previewed, moved, confirmed, each after a press and never without."""

from collections.abc import AsyncIterator
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest

from rollouts.usecases.calendar_file import Calendar
from slack_simulator import Message, View
from slack_simulator.testing import Person
from tests.support import story
from tests.support.forms import ready_form
from tests.support.story import at
from tests.support.world import World, open_world

BEGINS = at(date(2026, 12, 18), 12)
PREVIEW = (
    "Preview: Release 2027.1 - Quieter notifications",
    (
        "Release 2027.1 affects integrations.\n\n"
        "Standard Release server: 13 January 2027\nControlled Release server: 27 January 2027\n"
    ),
)
MOVED = (
    "Change of date for release 2027.1",
    "Standard Release server: 20 January 2027\nControlled Release server: 3 February 2027\n",
)
LIVE = ("Release 2027.1 is live on Standard", "Release 2027.1 is now live on the Standard Release server.\n")
FYI = (
    "FYI: Release 2027.2 - Faster reports",
    "Release 2027.2 has no integration impact.\n\nStandard Release server: 10 February 2027\n",
)


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """Maya manages; three teams; mails of the vendor come in."""
    given = {
        "managers": frozenset({story.MANAGER.id}),
        "support_channel": "C0SUPPORT",
        "vendor_senders": ("vendor.example",),
        "mail_authserv_id": "mail.acme.example",
    }
    async with open_world(tmp_path, begins=BEGINS, **given) as world:
        for name in ("maya", "ana", "ben"):
            world.workspace.add_person(id=f"U0{name.upper()}", name=name, real_name=name.title())
        everybody = [user.id for user in world.workspace.users.values() if not user.is_bot]
        for channel, name in (("ACME", "acme"), ("NORTH", "northwind"), ("GLOBEX", "globex")):
            world.workspace.add_channel(id=f"C0{channel}", name=name, members=everybody)
        world.workspace.add_channel(id="C0SUPPORT", name="support", members=everybody)
        await world.start()
        await world.takes_in(
            Calendar(servers=None, integrations=story.INTEGRATIONS, releases=(story.HISTORY_DRAFT,))
        )
        yield world


@pytest.fixture
def maya(world: World) -> Person:
    return world.driver.person("maya")


async def writes(world: World, news: tuple[str, str], *, identity: str = "") -> None:
    """Let the vendor's mail come in, and be asked about."""
    subject, text = news
    mail = EmailMessage()
    mail["Authentication-Results"] = "mail.acme.example; dmarc=pass header.from=vendor.example"
    mail["From"], mail["To"], mail["Subject"] = "releases@vendor.example", "releases@acme.example", subject
    mail["Message-ID"] = f"<{identity or abs(hash(news))}@vendor.example>"
    mail["Date"] = world.clock.now()
    mail.set_content(text)
    await world.bot.intake.take_in(mail.as_bytes())
    await world.bot.dispatcher.drain()


async def restarts(world: World) -> None:
    """Stop the bot and start it again."""
    await world.stop()
    await world.start()
    await world.bot.dispatcher.drain()


async def enters(world: World, maya: Person, question: Message) -> View:
    """Press Enter it; return the window with what came of it, or what goes out."""
    window = await maya.clicks("Enter it", on=question)
    assert isinstance(window, View)
    await world.driver.until(
        lambda: any(words in str(window.content) for words in ("is entered", "was changed", "Post it"))
    )
    await world.bot.dispatcher.drain()
    return window


async def test_a_mail_is_put_to_the_manager_and_nobody_else_hears_of_it(world: World, maya: Person) -> None:
    await writes(world, PREVIEW)

    question = world.driver.reads(await maya.hears("The vendor's news: 2027.1"))
    assert "“Standard Release server: 13 January 2027”" in question
    assert [world.posts(channel) for channel in ("#acme", "#northwind", "#globex", "#support")] == [[]] * 4


@pytest.mark.deep
async def test_the_vendors_mails_become_a_release_with_a_restart_between_each(
    world: World, maya: Person
) -> None:
    reads = world.driver.reads
    await writes(world, PREVIEW)
    await restarts(world)
    await enters(world, maya, await maya.hears("The vendor's news: 2027.1"))
    await restarts(world)
    await world.time_passes(until=at(date(2026, 12, 23)))
    (card,) = world.posts("#acme")
    assert "2027.1" in reads(card)
    assert "Wed 13 January 2027" in reads(card)

    await restarts(world)
    await writes(world, MOVED)
    await restarts(world)
    window = await enters(world, maya, await maya.hears("What differs: Standard Wed 13 January 2027"))
    assert "3 channels get this now" in str(window.content)
    assert len(world.posts("#acme")) == 1
    assert (await maya.submits(window)).closed
    await world.time_passes(until=at(date(2026, 12, 23), 9, 5))
    assert "Wed 13 January 2027 → Wed 20 January 2027" in reads(world.posts("#acme")[-1])

    before = len(maya.sees())
    for number in range(5):
        await writes(world, MOVED, identity=f"again-{number % 2}")
        await restarts(world)
    assert len(maya.sees()) == before

    await world.time_passes(until=at(date(2027, 1, 20), 10))
    posts = len(world.posts("#acme"))
    await writes(world, LIVE)
    await restarts(world)
    word = await maya.hears("The vendor writes: 2027.1 is live on Standard")
    assert len(world.posts("#acme")) == posts
    assert "that it is live, not confirmed here" in reads(await maya.runs("/live standard", in_="#acme"))
    await maya.clicks("Confirm live", on=word)
    await world.bot.dispatcher.drain()
    await restarts(world)
    assert "is live on Standard" in reads(world.posts("#acme")[-1])

    await writes(world, FYI)
    await enters(world, maya, await maya.hears("The vendor's news: 2027.2"))
    await world.time_passes(until=at(date(2027, 2, 9)))
    assert "2027.2" in reads(world.posts("#globex")[-1])


async def test_what_was_put_off_is_asked_again_on_its_day_after_a_restart(world: World, maya: Person) -> None:
    await writes(world, PREVIEW)
    question = await maya.hears("The vendor's news: 2027.1")
    form = await ready_form(world.workspace, maya, await maya.clicks("Later …", on=question))
    await maya.fills(form, {"Ask again on": "2026-12-21"})
    assert (await maya.submits(form)).closed
    await maya.hears("I ask about 2027.1 again Mon 21 Dec")
    asked = len(maya.sees())

    await restarts(world)
    await world.time_passes(until=at(date(2026, 12, 21), 8, 59))
    assert len(maya.sees()) == asked
    await world.time_passes(until=at(date(2026, 12, 21), 9, 1))

    assert len(maya.sees()) == asked + 1
    assert "put it off until Mon 21 December 2026" in world.driver.reads(maya.sees()[-1])
    await restarts(world)
    await world.time_passes(until=at(date(2026, 12, 22), 9, 1))
    assert "2027.1" in world.driver.reads(world.posts("#support")[-1])
    await world.time_passes(until=at(date(2026, 12, 28), 9, 1))
    assert len(world.posts("#support")) == 1
