"""A release's name may hold quotes, emoji, blanks, and signs that mean something to Slack: verbs find it."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from rollouts.transitions import Verb
from rollouts.usecases.calendar_file import Calendar
from slack_simulator import Message, View
from slack_simulator.testing import Person
from tests.support import story
from tests.support.world import World

Reads = Callable[[Message | View], str]

NAMES = (
    '"2026.12"',
    "it's “the” one",
    "🎉 party 🎈",
    "A & B <beta>",
    "*Q4* `x` _y_",
    "two words more",
    "4 Dec",
    "x" * 40,
)
LOOKS = ("", "show ", "preview ", "history ", "deliveries ", "calendar ")
VERBS = [verb.value for verb in Verb] + ["edit"]


@pytest.fixture
async def odd(world: World) -> World:
    """A world with a release by each of these names, of which nothing was said yet."""
    releases = tuple(replace(story.DRAFT, name=name) for name in NAMES)
    await world.takes_in(Calendar(None, story.INTEGRATIONS, releases))
    return world


async def shown(world: World, answer: Message | View) -> str:
    """Return what it says, once it says more than that it is coming."""
    if isinstance(answer, View):
        await world.driver.until(lambda: "One moment" not in str(answer.blocks))
        return f"{answer.content['title']['text']} {world.driver.reads(answer)}"
    return world.driver.reads(answer)


@pytest.mark.exhaustive(quick=3)
@pytest.mark.parametrize("look", LOOKS)
async def test_every_answer_finds_it(odd: World, maya: Person, look: str) -> None:
    for name in NAMES:
        said = await shown(odd, await maya.runs(f"/release {look}{name}", in_="#acme"))
        assert "I know no" not in said, name
        assert said, name


@pytest.mark.exhaustive(quick=3)
@pytest.mark.parametrize("verb", VERBS)
async def test_every_verb_finds_it(odd: World, maya: Person, verb: str) -> None:
    for name in NAMES:
        more = " controlled 2026-12-22 two more days" if verb == "move" else ""
        said = await shown(odd, await maya.runs(f"/release {verb} {name}{more}", in_="#acme"))
        assert "I know no" not in said, f"{verb} {name}: {said}"
        if form := maya.form():
            await maya.closes(form)


async def test_moving_one_moves_that_one(odd: World, maya: Person, reads: Reads) -> None:
    for name in NAMES:
        answer = await maya.runs(f"/release move {name} controlled 2026-12-22 more time", in_="#acme")
        said = await shown(odd, answer)
        assert "was moved: Controlled is now planned for Tue 22 December." in said, name
    assert reads(await maya.runs("/release", in_="#acme")).count("Tue 22 December") == len(NAMES)


@pytest.mark.exhaustive(quick=3)
@pytest.mark.parametrize("verb", [*VERBS, "show", "preview", "history", "deliveries"])
async def test_a_name_that_is_much_too_long_is_none(odd: World, maya: Person, verb: str) -> None:
    said = await shown(odd, await maya.runs(f"/release {verb} {'y' * 200} standard 2026-12-22", in_="#acme"))

    assert "I know no" in said
