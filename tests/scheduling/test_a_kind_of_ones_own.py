"""A new kind of announcement is a row, a schedule rule and a view: nothing else has to know of it."""

from collections.abc import AsyncIterator, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.clock import MovableClock
from bot.tasks import Tasks
from rollouts.announcing.briefs import ReleaseBrief
from rollouts.announcing.planning import replan, replan_at_start
from rollouts.announcing.schedule import SCHEDULE, Due, Rollout
from rollouts.deliveries import Action, Announcement, Delivery, Lost, Reason, State
from rollouts.kinds import KINDS, Kind, Kinds, LateRule, Part
from rollouts.ports import Ledger
from rollouts.topics import TopicKind
from scheduling.dispatcher import Dispatcher
from scheduling.searcher import Searcher
from storage.database import Database
from tests.support.databases import new_file
from tests.support.delivering import HOLD
from tests.support.scripted_poster import ScriptedPoster
from tests.support.story import (
    CLOSING_DAY,
    CONTROLLED_DAY,
    POLICY,
    RELEASE,
    SECOND,
    STANDARD_DAY,
    START,
    at,
    told_in,
)
from views.parts import Message, said
from views.posts.messages import VIEWS

RETROSPECTIVE = Kind(
    "retrospective",
    "retrospective",
    TopicKind.RELEASE,
    Part.SERVER,
    is_loud=False,
    late=LateRule.NEVER_LATE,
    is_urgent=True,
)


def a_day_after_the_last(rollout: Rollout) -> Iterator[Due]:
    last = rollout.release.stages[-1]
    yield from rollout.to_all(last, last.date + timedelta(days=1))


def retrospective(brief: ReleaseBrief) -> Message:
    return said(f"How was {brief.release.name} for you on {brief.server.name}?")


SCHEDULED = {**SCHEDULE, RETROSPECTIVE: a_day_after_the_last}
DUE = at(CONTROLLED_DAY) + timedelta(days=1)


class Kit:
    """A file, a chat system and a dispatcher that know the kind."""

    def __init__(self, file: Path) -> None:
        kinds = Kinds(*KINDS.values(), RETROSPECTIVE)
        self.database = Database(f"sqlite:///{file}", kinds)
        self.database.open()
        self.workspace = self.database.workspace("T0ACME", POLICY)
        self.poster = ScriptedPoster()
        self.clock = MovableClock(START, running=False)
        self.dispatcher = Dispatcher(
            workspace=self.workspace,
            poster=self.poster,
            clock=self.clock,
            spawn=Tasks().spawn,
            at_once={Action.POST: 20, Action.UPDATE: 20},
            views={**VIEWS, RETROSPECTIVE: retrospective},
        )
        self.searcher = Searcher(
            workspace=self.workspace,
            poster=self.poster,
            clock=self.clock,
            nudge=self.dispatcher.nudge,
            hold=HOLD,
        )

    async def delivers_until(self, *instants: datetime) -> None:
        for instant in instants:
            self.clock.move_to(instant)
            await self.dispatcher.drain()

    async def retrospectives(self) -> dict[str, Delivery]:
        def find(ledger: Ledger) -> dict[str, Delivery]:
            found = ledger.deliveries(RELEASE.topic)
            return {row.key.channel: row for row in found if row.key.announcement.kind == RETROSPECTIVE}

        return await self.workspace.run(find, now=self.clock.now())


@pytest.fixture
async def kit(tmp_path: Path) -> AsyncIterator[Kit]:
    kit = Kit(new_file(tmp_path))

    def plan(ledger: Ledger) -> None:
        told_in(ledger)
        replan(ledger=ledger, release=RELEASE, schedule=SCHEDULED)

    await kit.workspace.run(plan, now=START)
    yield kit
    kit.database.close()


WHOLE_ROLLOUT = (at(STANDARD_DAY, 13), at(CLOSING_DAY), at(CONTROLLED_DAY, 13))


async def test_it_is_planned_claimed_and_posted_in_the_thread(kit: Kit) -> None:
    await kit.delivers_until(*WHOLE_ROLLOUT, DUE)

    last = next(post for post in reversed(kit.poster.posted) if post.message.channel == "C0ACME")
    assert str(last.key.announcement) == "retrospective:controlled"
    assert kit.poster.contents[last.message].text == "How was 2026.11 for you on Controlled Release server?"
    assert (last.thread is not None, last.broadcast) == (True, False)
    assert {row.state for row in (await kit.retrospectives()).values()} == {State.SENT}


async def test_it_comes_back_from_the_file_as_the_row_of_its_table(kit: Kit) -> None:
    (row, *_) = (await kit.retrospectives()).values()
    assert row.key.announcement == Announcement(RETROSPECTIVE, "controlled")
    assert row.key.announcement.kind is RETROSPECTIVE


async def test_a_planner_without_its_rule_leaves_it_alone(kit: Kit) -> None:
    before = await kit.retrospectives()
    await kit.workspace.run(replan_at_start, now=START)
    assert await kit.retrospectives() == before


async def test_a_lost_one_that_is_not_found_is_posted_again_as_its_row_says(kit: Kit) -> None:
    await kit.delivers_until(*WHOLE_ROLLOUT)
    kit.poster.then("C0ACME", Lost(Reason.ANSWER_LOST.value))
    await kit.delivers_until(DUE)
    assert (await kit.retrospectives())["C0ACME"].state is State.UNKNOWN

    kit.clock.move_to(DUE + 10 * SECOND)
    await kit.searcher.tick()
    await kit.dispatcher.drain()

    assert (await kit.retrospectives())["C0ACME"].state is State.SENT
