"""Home over the wire: it is opened, pressed, and follows what happens."""

import asyncio
from collections.abc import Awaitable, Callable

from rollouts.ports import Ledger
from slack_simulator import Message, View
from slack_simulator.app_link.events import emit
from slack_simulator.testing import Person
from slack_simulator.testing.plain_text import blocks_text
from tests.support import story
from tests.support.at_home import numbered
from tests.support.forms import ready_form
from tests.support.world import World

Opens = Callable[[Person, str], Awaitable[View]]


def home_of(world: World, person: Person) -> str:
    home = person.home()
    return blocks_text(world.workspace, home.blocks) if home else ""


async def until_shown(world: World, person: Person, *words: str, gone: tuple[str, ...] = ()) -> str:
    """Wait until somebody's Home shows these words, and none of those; return all of it."""

    def is_shown() -> bool:
        shown = home_of(world, person)
        return all(each in shown for each in words) and not any(each in shown for each in gone)

    await world.driver.until(is_shown)
    return home_of(world, person)


def told(world: World, answer: Message | View) -> str:
    return blocks_text(world.workspace, answer.blocks)


async def with_sixty(world: World) -> None:
    """Let Ana own 59 integrations more."""

    def enter(ledger: Ledger) -> None:
        for number in range(1, 60):
            ledger.save_integration(numbered(number))

    await world.bot.workspace.run(enter, now=world.clock.now())


# Opening it


async def test_everybody_finds_on_their_home_what_is_for_them(
    release_day: World, maya: Person, ana: Person, zoe: Person
) -> None:
    people = {person: release_day.driver.person(person) for person in ("gil", "eve")}
    for person in (maya, ana, zoe, *people.values()):
        await person.opens_home()

    assert "[New release]" in home_of(release_day, maya)
    assert "[Confirm live]" in home_of(release_day, ana)
    assert "Acme LMS in #acme" in home_of(release_day, ana)
    assert "You own no integration yet. Press New integration" in home_of(release_day, zoe)
    assert "As a guest you may ask, report problems and add details." in home_of(release_day, people["gil"])
    assert "[New integration]" not in home_of(release_day, people["gil"])
    strangers = home_of(release_day, people["eve"])
    assert strangers.startswith("I belong to the workspace of another organisation")
    assert "2026.11" not in strangers


async def test_who_opens_the_messages_is_shown_no_home(release_day: World, zoe: Person) -> None:
    emit(release_day.workspace, {"type": "app_home_opened", "user": zoe.user.id, "tab": "messages"})

    await zoe.runs("/live", in_="#acme")

    assert zoe.home() is None


async def test_what_is_pressed_on_a_strangers_home_is_refused(release_day: World) -> None:
    eve = release_day.driver.person("eve")
    await eve.opens_home()

    assert "[" not in home_of(release_day, eve)


# Setting checks there


async def test_all_tests_are_passed_and_home_shows_it_at_once(confirmed_day: World, ana: Person) -> None:
    home = await ana.opens_home()

    answer = await ana.clicks("All passed", on=home)

    assert isinstance(answer, View)
    assert "smoke tests passed, visual changes passed" in told(confirmed_day, answer)
    await until_shown(confirmed_day, ana, "2 of 3 checks. Open: Offline mode.", gone=("[All passed]",))


async def test_what_was_set_is_taken_back_in_the_window_that_said_so(
    confirmed_day: World, ana: Person
) -> None:
    answer = await ana.clicks("All passed", on=await ana.opens_home())
    await until_shown(confirmed_day, ana, "2 of 3 checks")

    await ana.clicks("Undo", on=answer)

    await confirmed_day.driver.until(lambda: "Taken back" in told(confirmed_day, answer))
    await until_shown(confirmed_day, ana, "0 of 3 checks")


async def test_checks_are_set_one_by_one_and_a_problem_stands_among_ones_cases(
    confirmed_day: World, ana: Person
) -> None:
    home = await ana.opens_home()

    form = await ready_form(confirmed_day.workspace, ana, await ana.clicks("Checks …", on=home))
    await ana.fills(form, {"Smoke tests": "A problem", "Note": "The player stays grey"})
    assert not (await ana.submits(form)).closed

    assert "Case 1 is being opened for the problem.\n[Make urgent]\n[Undo]" in told(confirmed_day, form)
    shown = await until_shown(confirmed_day, ana, "1 of 3 checks, 1 problem: case 1", "Your cases")
    assert "The player stays grey" in shown


async def test_two_presses_at_once_set_what_is_to_be_set_once(confirmed_day: World, ana: Person) -> None:
    home = await ana.opens_home()

    await asyncio.gather(*(ana.clicks("All passed", on=home, answer=False) for _ in range(2)))

    await until_shown(confirmed_day, ana, "2 of 3 checks")
    now = confirmed_day.clock.now()
    checks = await confirmed_day.bot.workspace.run(lambda ledger: ledger.checks("2026.11"), now=now)
    assert [(check.state.value, check.before) for check in checks] == [("passed", None)] * 2


async def test_a_button_pressed_after_a_rollback_says_why_not_and_home_shows_how_it_is(
    confirmed_day: World, ana: Person, maya: Person, opens: Opens
) -> None:
    home = await ana.opens_home()
    old = [dict(block) for block in home.blocks]
    form = await opens(maya, "/release rollback 2026.11 standard It is grey")
    assert (await maya.submits(form)).closed
    await confirmed_day.driver.until(
        lambda: any("rolled back" in post.text for post in confirmed_day.posts("#acme"))
    )
    home.content["blocks"] = old

    await ana.clicks("All passed", on=home, answer=False)

    why = "is rolled back on the Standard Release server: there is nothing to check."
    await confirmed_day.driver.until(lambda: (form := ana.form()) and why in told(confirmed_day, form))
    await until_shown(confirmed_day, ana, "Rolled back here: 2026.11", gone=("[All passed]",))


async def test_a_stage_is_confirmed_at_home(release_day: World, ana: Person) -> None:
    home = await ana.opens_home()

    answer = await ana.clicks("Confirm live", on=home)

    assert "is live on the Standard Release server" in told(release_day, answer)
    await until_shown(release_day, ana, "2026.11 (Course player refresh) is live", gone=("Is it live?",))


async def test_a_stage_that_is_confirmed_late_at_home_is_asked_since_when(
    release_day: World, ana: Person
) -> None:
    await release_day.time_passes(until=story.at(story.STANDARD_DAY + story.DAY))
    form = await ana.clicks("Confirm live", on=await ana.opens_home())
    assert isinstance(form, View)

    await ana.submits(form)

    assert "is live on the Standard Release server" in told(release_day, form)
    await until_shown(release_day, ana, "is live, since", gone=("Is it live?",))


# Pages


async def test_the_pages_of_home_are_turned_and_stay_where_they_are(
    confirmed_day: World, ana: Person
) -> None:
    await with_sixty(confirmed_day)
    home = await ana.opens_home()
    assert "1 to 8 of 60 integrations." in home_of(confirmed_day, ana)

    await ana.clicks("Next", on=home, answer=False)
    await until_shown(confirmed_day, ana, "9 to 16 of 60 integrations.", "Course 008")
    await ana.clicks("All passed", on=home, answer=False)
    await until_shown(confirmed_day, ana, "9 to 16 of 60 integrations.", "2 of 3 checks")
    await ana.opens_home()

    assert "9 to 16 of 60 integrations." in home_of(confirmed_day, ana)


async def test_the_buttons_of_a_home_from_before_a_restart_work(confirmed_day: World, ana: Person) -> None:
    await with_sixty(confirmed_day)
    home = await ana.opens_home()
    await ana.clicks("Next", on=home, answer=False)
    await until_shown(confirmed_day, ana, "9 to 16 of 60 integrations.")

    await confirmed_day.stop()
    await confirmed_day.start()
    await ana.clicks("Next", on=home, answer=False)
    await until_shown(confirmed_day, ana, "17 to 24 of 60 integrations.")
    await confirmed_day.stop()
    await confirmed_day.start()
    await ana.clicks("All passed", on=home, answer=False)

    await until_shown(confirmed_day, ana, "17 to 24 of 60 integrations.", "2 of 3 checks")


# Following what happens


async def test_ones_own_act_elsewhere_shows_on_ones_home(confirmed_day: World, zoe: Person) -> None:
    await zoe.opens_home()

    await zoe.runs("/urgent The player stays grey", in_="#acme")

    await until_shown(confirmed_day, zoe, "Your cases", "The player stays grey")


async def test_what_others_do_shows_on_a_home_that_was_opened_lately(
    release_day: World, ana: Person, zoe: Person
) -> None:
    await zoe.opens_home()
    assert "not confirmed yet" in home_of(release_day, zoe)

    await ana.clicks("Confirm live")

    await until_shown(release_day, zoe, "2026.11 (Course player refresh) is live")
