"""Homes are kept up to date: for whom, when, how often, and what comes of trouble."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Mapping
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.slack import rendering
from handlers import Homes
from handlers.homes import REMEMBERED
from handlers.replies import Trouble
from rollouts.deliveries import NotPosted, Refused
from rollouts.people import Caller, Person
from rollouts.ports import Answer, Ledger, Request
from rollouts.refusals import LedgerUnavailable
from tests.support.at_home import EVE, NOON, in_the_window
from tests.support.databases import InMemory
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import ANA, BEN, ZOE

LATER = timedelta(minutes=11)


class Clock:
    def __init__(self) -> None:
        self.at = NOON

    def now(self) -> datetime:
        return self.at


class Everybody:
    """Knows people by their ids; nobody else can be looked up."""

    async def rights(self, caller: Caller) -> Person:
        known = {person.id: person for person in (ANA, BEN, ZOE, EVE)}
        return known.get(caller.id, Person(caller.id, is_known=False))


class Shelf:
    """Keeps what was published, once it is `open`; `troubles` are what the next tries come to."""

    def __init__(self) -> None:
        self.shown: list[tuple[str, str]] = []
        self.troubles: list[Trouble] = []
        self.has_room = True
        self.open = asyncio.Event()
        self.open.set()

    @property
    def people(self) -> list[str]:
        return [user for user, _ in self.shown]

    async def publish(self, user: str, view: Mapping[str, object]) -> Trouble:
        await self.open.wait()
        if self.troubles:
            return self.troubles.pop(0)
        self.shown.append((user, str(view["blocks"])))
        return None


class Breaking(InMemory):
    """A database that cannot be used while it has a `fault`."""

    fault: Exception | None = None

    async def run(
        self, use_case: Callable[[Ledger, *Request], Answer], *request: *Request, now: datetime
    ) -> Answer:
        if self.fault:
            raise self.fault
        return await super().run(use_case, *request, now=now)


class Kept:
    """Homes over a ledger in memory, with all that they stand on."""

    def __init__(self) -> None:
        self.ledger: MemoryLedger = in_the_window()
        self.database, self.clock, self.shelf = Breaking(), Clock(), Shelf()
        self.database.ledger = self.ledger
        self.work: list[Coroutine[object, object, None]] = []
        self.homes = Homes(
            workspace=self.database,
            clock=self.clock,
            people=Everybody(),
            renderer=rendering,
            publisher=self.shelf,
            spawn=self.work.append,
        )

    async def opens(self, user: str, page: int = 0) -> None:
        self.homes.turned(user, page)
        await self.homes.show(user, is_asked=True)

    async def finish(self) -> None:
        while self.work:
            await self.work.pop(0)

    def something_happens(self, name: str = "Course player") -> None:
        release = self.ledger.release("2026.11")
        assert release
        self.ledger.save_release(type(release)(**{**_fields(release), "title": name}))


def _fields(thing: Any) -> dict[str, Any]:  # noqa: ANN401 - any dataclass
    return {name: getattr(thing, name) for name in thing.__dataclass_fields__}


@pytest.fixture
async def kept() -> Kept:
    return Kept()


async def test_whoever_opens_home_is_shown_it_though_it_stands_there_already(kept: Kept) -> None:
    await kept.opens(ANA.id)
    await kept.opens(ANA.id)

    assert kept.shelf.people == [ANA.id, ANA.id]


async def test_whoever_never_opened_home_is_shown_nothing(kept: Kept) -> None:
    kept.homes.changed(ANA.id)
    await kept.finish()
    await kept.homes.show(ANA.id)
    await kept.homes.follow()

    assert kept.shelf.people == []


async def test_what_stands_there_already_is_not_published_again(kept: Kept) -> None:
    await kept.opens(ANA.id)
    kept.homes.changed(ANA.id)
    await kept.finish()
    await kept.homes.follow()

    assert kept.shelf.people == [ANA.id]


async def test_ones_own_change_is_shown_at_once_however_long_ago_home_was_opened(kept: Kept) -> None:
    await kept.opens(ANA.id)
    kept.clock.at += LATER
    kept.something_happens()
    kept.homes.changed(ANA.id)
    await kept.finish()

    assert kept.shelf.people == [ANA.id, ANA.id]


async def test_a_change_is_shown_soon_to_those_who_opened_home_within_ten_minutes(kept: Kept) -> None:
    await kept.opens(BEN.id)
    kept.clock.at += LATER
    await kept.opens(ANA.id)
    kept.something_happens()
    kept.homes.changed(ZOE.id)
    await kept.finish()
    assert kept.shelf.people == [BEN.id, ANA.id]

    await kept.homes.follow()

    assert kept.shelf.people == [BEN.id, ANA.id, ANA.id]


async def test_many_changes_are_shown_to_each_person_once(kept: Kept) -> None:
    await kept.opens(ANA.id)
    await kept.opens(BEN.id)
    for number in range(20):
        kept.something_happens(f"Player {number}")
        kept.homes.changed(ZOE.id)
    await kept.homes.follow()
    await kept.homes.follow()

    assert kept.shelf.people == [ANA.id, BEN.id, ANA.id, BEN.id]
    assert "Player 19" in kept.shelf.shown[-1][1]


async def test_what_nobody_did_here_is_found_when_it_is_looked_for(kept: Kept) -> None:
    await kept.opens(ANA.id)
    kept.something_happens()
    await kept.homes.follow()
    assert kept.shelf.people == [ANA.id]

    await kept.homes.look_again()
    await kept.homes.follow()

    assert kept.shelf.people == [ANA.id, ANA.id]


async def test_while_there_is_no_room_others_wait_and_are_shown_later(kept: Kept) -> None:
    await kept.opens(ANA.id)
    await kept.opens(BEN.id)
    kept.something_happens()
    kept.homes.changed("")
    kept.shelf.has_room = False
    await kept.homes.follow()
    assert kept.shelf.people == [ANA.id, BEN.id]

    kept.shelf.has_room = True
    await kept.homes.follow()

    assert kept.shelf.people == [ANA.id, BEN.id, ANA.id, BEN.id]


async def test_who_is_in_line_is_shown_what_is_so_when_their_turn_comes(kept: Kept) -> None:
    await kept.opens(ANA.id)
    kept.shelf.open.clear()
    kept.something_happens("First")
    shows = [asyncio.create_task(kept.homes.show(ANA.id))]
    await asyncio.sleep(0)
    for number in range(5):
        kept.something_happens(f"Then {number}")
        shows.append(asyncio.create_task(kept.homes.show(ANA.id)))
    kept.shelf.open.set()
    await asyncio.gather(*shows)

    assert len(kept.shelf.shown) <= 3
    assert "Then 4" in kept.shelf.shown[-1][1]


async def test_the_page_stays_when_home_follows(kept: Kept) -> None:
    await kept.opens(ANA.id, page=3)
    assert "Acme LMS" in kept.shelf.shown[-1][1]
    kept.something_happens()
    kept.homes.changed(ANA.id)
    await kept.finish()

    assert "Acme LMS" in kept.shelf.shown[-1][1]


async def test_what_was_not_published_is_published_later(kept: Kept) -> None:
    kept.shelf.troubles = [NotPosted("ratelimited", timedelta(seconds=5))]
    await kept.opens(ANA.id)
    assert kept.shelf.people == []

    await kept.homes.follow()

    assert kept.shelf.people == [ANA.id]


async def test_what_slack_refuses_for_good_is_logged_and_left(
    kept: Kept, caplog: pytest.LogCaptureFixture
) -> None:
    kept.shelf.troubles = [Refused("not_enabled")]
    with caplog.at_level(logging.WARNING):
        await kept.opens(ANA.id)
    await kept.homes.follow()

    assert kept.shelf.people == []
    assert "The Home of U0ANA could not be shown (not_enabled)." in caplog.text


async def test_somebody_of_another_organisation_and_somebody_unknown_read_a_sentence(kept: Kept) -> None:
    await kept.opens(EVE.id)
    await kept.opens("U0NOBODY")

    assert "workspace of another organisation" in kept.shelf.shown[0][1]
    assert "does not tell me just now who you are" in kept.shelf.shown[1][1]
    assert not [shown for _, shown in kept.shelf.shown if "2026.11" in shown]


async def test_while_the_database_is_away_whoever_opens_home_reads_so(kept: Kept) -> None:
    kept.database.fault = LedgerUnavailable("It is locked.")
    await kept.opens(ANA.id)

    assert "database" in kept.shelf.shown[-1][1]


async def test_a_fault_is_told_to_whoever_opens_home_with_a_reference(kept: Kept) -> None:
    kept.database.fault = RuntimeError("made up")
    await kept.opens(ANA.id)

    assert "mention the reference" in kept.shelf.shown[-1][1]


@pytest.mark.parametrize("fault", [LedgerUnavailable("It is locked."), RuntimeError("made up")])
async def test_what_goes_wrong_behind_leaves_home_as_it_is(kept: Kept, fault: Exception) -> None:
    await kept.opens(ANA.id)
    kept.database.fault = fault

    with pytest.raises(type(fault)):
        await kept.homes.show(ANA.id)

    assert kept.shelf.people == [ANA.id]


async def test_of_so_many_people_it_is_remembered_that_they_looked(kept: Kept) -> None:
    await kept.opens(ANA.id)
    for number in range(REMEMBERED):
        kept.homes.turned(f"U{number}", 0)
    await kept.homes.show(ANA.id, is_asked=True)

    assert kept.shelf.people == [ANA.id]
