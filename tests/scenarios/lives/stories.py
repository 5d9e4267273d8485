"""The lives of a release, each with a restart in the middle of it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from rollouts.integrations import Environment
from rollouts.servers import Server
from rollouts.usecases.calendar_file import Calendar
from tests.scenarios.lives.a_case import a_case_to_its_end
from tests.scenarios.lives.life import BEGINS, STORY, Life
from tests.support.story import (
    ACME,
    CONTROLLED_DAY,
    DAY,
    DRAFT,
    GLOBEX,
    NORTHWIND,
    PREVIEW_DAY,
    REMINDER_DAY,
    STANDARD_DAY,
    at,
)

Story = Callable[[Life], Awaitable[None]]
WHY = "The vendor needs two more days."


@dataclass(frozen=True)
class Told:
    """A story, and the world in which it begins."""

    story: Story
    calendar: Calendar = STORY
    begins: datetime = BEGINS


async def _to_its_end(
    life: Life, *, standard: date = STANDARD_DAY, controlled: date = CONTROLLED_DAY
) -> None:
    """Let it go live on both servers as planned."""
    await life.until(at(standard, 10, 12))
    await life.presses("Ana", "Confirm live")
    await life.until(at(controlled, 10, 12))
    await life.presses("Ana", "Confirm live")
    await life.until(at(controlled + 2 * DAY))


async def undisturbed(life: Life) -> None:
    """Nothing happens but what was planned."""
    await life.until(at(REMINDER_DAY))
    await life.restarts()
    await _to_its_end(life)


async def moved_after_the_preview(life: Life) -> None:
    await life.until(at(PREVIEW_DAY, 14))
    await life.types("Maya", f"/release move 2026.11 standard 2026-12-02 {WHY}", Later_servers=["yes"])
    await life.restarts()
    await life.minutes(3)
    await _to_its_end(life, standard=STANDARD_DAY + 2 * DAY, controlled=CONTROLLED_DAY + 2 * DAY)


async def moved_twice_in_a_minute(life: Life) -> None:
    await life.until(at(REMINDER_DAY, 14))
    await life.types("Maya", "/release move 2026.11 standard 2026-12-01 One more day.")
    await life.minutes(0.5)
    await life.restarts()
    await life.types("Maya", "/release move 2026.11 standard 2026-12-03 Three more days, sorry.")
    await life.minutes(3)
    await _to_its_end(life, standard=STANDARD_DAY + 3 * DAY)


async def moved_back(life: Life) -> None:
    """First before anybody heard of the move, then after they did."""
    await life.until(at(PREVIEW_DAY, 14))
    await life.types("Maya", "/release move 2026.11 standard 2026-12-02 A slip.")
    await life.minutes(1)
    await life.types("Maya", "/release move 2026.11 standard 2026-11-30")
    await life.minutes(3)
    await life.types("Maya", f"/release move 2026.11 standard 2026-12-02 {WHY}")
    await life.minutes(3)
    await life.restarts()
    await life.types("Maya", "/release move 2026.11 standard 2026-11-30 They are ready after all.")
    await life.minutes(3)
    await _to_its_end(life)


async def held_on_the_day_and_released(life: Life) -> None:
    await life.until(at(STANDARD_DAY, 9, 30))
    await life.types("Maya", "/release hold 2026.11 standard The vendor has found a fault.")
    await life.minutes(1)
    await life.restarts()
    await life.until(at(STANDARD_DAY + DAY, 11))
    await life.types("Maya", "/release move 2026.11 standard 2026-12-03")
    await life.types("Maya", "/release resume 2026.11 standard The fault is mended.")
    await life.minutes(3)
    await _to_its_end(life, standard=STANDARD_DAY + 3 * DAY)


async def rolled_back_then_hotfixed(life: Life) -> None:
    await life.until(at(STANDARD_DAY, 10, 12))
    await life.presses("Ana", "Confirm live")
    await life.until(at(STANDARD_DAY, 14, 10))
    await life.types("Maya", "/release rollback 2026.11 standard The player stays blank on Safari.")
    await life.restarts()
    await life.until(at(STANDARD_DAY + DAY, 11))
    await life.types("Maya", "/release hotfix 2026.11 standard The player shows on Safari again.")
    await life.minutes(3)
    await life.until(at(CONTROLLED_DAY, 10, 12))
    await life.presses("Ana", "Confirm live")
    await life.until(at(CONTROLLED_DAY + 2 * DAY))


async def withdrawn_in_the_window(life: Life) -> None:
    await life.until(at(STANDARD_DAY, 10, 12))
    await life.presses("Ana", "Confirm live")
    await life.until(at(STANDARD_DAY + 7 * DAY, 15))
    await life.types("Maya", "/release withdraw 2026.11 controlled Its changes come with 2026.12.")
    await life.restarts()
    await life.minutes(3)
    await life.until(at(CONTROLLED_DAY + 2 * DAY))


async def entered_late(life: Life) -> None:
    """Two weeks before its day, when the preview was due three weeks before."""
    await life.restarts()
    await life.minutes(1)
    await _to_its_end(life)


async def impact_changed_both_ways(life: Life) -> None:
    await life.until(at(PREVIEW_DAY, 14))
    await life.types("Maya", "/release edit 2026.11", Impact=[])
    await life.restarts()
    await life.minutes(3)
    await life.until(at(PREVIEW_DAY + DAY, 14))
    await life.types("Maya", "/release edit 2026.11", Impact=["yes"])
    await life.minutes(3)
    await _to_its_end(life)


async def confirmed_three_days_late(life: Life) -> None:
    await life.until(at(STANDARD_DAY + DAY, 12))
    await life.restarts()
    await life.until(at(STANDARD_DAY + 3 * DAY, 11))
    await life.types("Ana", "/release confirm 2026.11 standard")
    await life.until(at(CONTROLLED_DAY, 10, 12))
    await life.presses("Ana", "Confirm live")
    await life.until(at(CONTROLLED_DAY + 2 * DAY))


async def never_confirmed(life: Life) -> None:
    await life.until(at(STANDARD_DAY + DAY, 12))
    await life.restarts()
    await life.until(at(CONTROLLED_DAY + 3 * DAY))


ALPHA, BETA, GAMMA = (
    Server("alpha", "Alpha"),
    Server("beta", "Beta", lag_days=7),
    Server("gamma", "Gamma", lag_days=14),
)
THREE = Calendar(
    servers=(ALPHA, BETA, GAMMA),
    integrations=(
        replace(ACME, environments=(Environment("test", "alpha"), Environment("production", "gamma"))),
        replace(NORTHWIND, environments=(Environment("production", "alpha"),)),
        replace(GLOBEX, environments=(Environment("staging", "beta"), Environment("production", "gamma"))),
    ),
    releases=(replace(DRAFT, dates={"alpha": STANDARD_DAY}),),
)


async def three_servers(life: Life) -> None:
    beta, gamma = STANDARD_DAY + 7 * DAY, STANDARD_DAY + 14 * DAY
    await life.until(at(STANDARD_DAY, 10, 12))
    await life.presses("Ana", "Confirm live")
    await life.until(at(STANDARD_DAY + DAY, 12))
    await life.types("Maya", f"/release move 2026.11 beta 2026-12-09 {WHY}", Later_servers=["yes"])
    await life.restarts()
    await life.minutes(3)
    await life.until(at(beta + 2 * DAY, 10, 12))
    await life.presses("Ana", "Confirm live")
    await life.until(at(gamma + 2 * DAY, 10, 12))
    await life.presses("Ana", "Confirm live")
    await life.until(at(gamma + 4 * DAY))


LIVES: Mapping[str, Told] = {
    "undisturbed": Told(undisturbed),
    "moved-after-the-preview": Told(moved_after_the_preview),
    "moved-twice-in-a-minute": Told(moved_twice_in_a_minute),
    "moved-back": Told(moved_back),
    "held-on-the-day-and-released": Told(held_on_the_day_and_released),
    "rolled-back-then-hotfixed": Told(rolled_back_then_hotfixed),
    "withdrawn-in-the-window": Told(withdrawn_in_the_window),
    "entered-late": Told(entered_late, begins=at(STANDARD_DAY - 14 * DAY, 12)),
    "impact-changed-both-ways": Told(impact_changed_both_ways),
    "confirmed-three-days-late": Told(confirmed_three_days_late),
    "never-confirmed": Told(never_confirmed),
    "a-case-to-its-end": Told(a_case_to_its_end),
    "three-servers": Told(three_servers, THREE),
}
"""Each life by its name, which is that of its folder."""
