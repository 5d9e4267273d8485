"""What a start costs, and what the process takes at rest, against the barest app on the same SDKs.

The local workspace is in this process, each program in one of its own; counted is the CPU time of that one,
and the memory that it holds. Fortnight has been started with its database before: the first start makes it.
"""

import asyncio
import os
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Generator, Iterable
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from functools import cache, partial
from itertools import count
from pathlib import Path
from shutil import copy
from typing import NamedTuple

from rollouts.announcing.planning import replan
from rollouts.policy import Policy
from rollouts.ports import Ledger
from rollouts.releases import Release, Stage
from slack_simulator import Workspace, serve
from slack_simulator.testing import Driver
from storage.database import Database
from tests.bench import workspaces
from tests.bench.table import Pair, Row
from tests.support.world import manifest

FORTNIGHT = (str(Path(sys.executable).with_name("fortnight")), "run")
BARE = (sys.executable, "-m", "tests.bench.bare_app")
READY = {FORTNIGHT: "Fortnight runs in", BARE: "ready"}
ASKED = "/live controlled"
SIZES = ((2, 10), (10, 100), (10, 300), (10, 1_000))
"""How many releases and integrations there are; of each release every channel has eight deliveries."""

LARGEST = SIZES[-1]
ROOT = Path(__file__).parents[2]


class Cost(NamedTuple):
    """CPU seconds until it was ready and until it had answered, and the megabytes that it then held."""

    ready: float
    answered: float
    memory: float


async def _cost(program: tuple[str, ...], folder: Path) -> Cost:
    """Start the program in that folder, ask it, and end it."""
    workspace = Workspace(manifest=manifest(), now=lambda: datetime.now(UTC), paced=False)
    workspace.add_person(id="U0ANA", name="ana", real_name="Ana")
    workspace.add_channel(id="C0ACME", name="acme", members=["U0ANA"])
    server = await serve(workspace)
    settings = {
        "SLACK_BOT_TOKEN": workspace.bot_token,
        "SLACK_APP_TOKEN": workspace.app_token,
        "FORTNIGHT_SLACK_API_URL": server.api_url,
        "PYTHONPATH": str(ROOT),
    }
    try:
        async with _running(program, folder, settings) as (process, says):
            await says(READY[program])
            ready = _cpu_seconds(process.pid)
            await Driver(workspace).person("ana").runs(ASKED, in_="#acme")
            return Cost(ready, _cpu_seconds(process.pid), _megabytes(process.pid))
    finally:
        await server.close()


@asynccontextmanager
async def _running(
    program: tuple[str, ...], folder: Path, settings: dict[str, str]
) -> AsyncIterator[tuple[asyncio.subprocess.Process, Callable[[str], Awaitable[None]]]]:
    process = await asyncio.create_subprocess_exec(
        *program,
        cwd=folder,
        env={"PATH": os.environ["PATH"], "HOME": str(folder), **settings},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )

    async def says(words: str) -> None:
        assert process.stdout is not None
        async with asyncio.timeout(120):
            while line := await process.stdout.readline():
                if words in line.decode():
                    return
        raise RuntimeError(f"{program[-1]} ended and never said “{words}”")

    try:
        yield process, says
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


def _cpu_seconds(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _megabytes(process: int) -> float:
    told = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1_000 for line in told if line.startswith("VmRSS"))


@cache
def _planned(releases: int, integrations: int) -> Path:
    """Return a folder whose database has all of that planned, none of it due; the first start is over."""
    folder = workspaces.folder() / f"start-{releases}-{integrations}"
    folder.mkdir()
    database = Database(f"sqlite:///{folder / 'fortnight.db'}")
    database.open()
    database.only_workspace(Policy()).run_sync(_fill, releases, integrations, now=datetime.now(UTC))
    database.close()
    asyncio.run(_cost(FORTNIGHT, folder))
    return folder


def _fill(ledger: Ledger, releases: int, integrations: int) -> None:
    ledger.add_integrations([workspaces.integration(2 * number + 1) for number in range(integrations)])
    today = ledger.now.date()
    planned = [_release(number, today + timedelta(days=40 + number)) for number in range(releases)]
    ledger.add_releases(planned)
    for release in planned:
        replan(ledger=ledger, release=release)


def _release(number: int, first: date) -> Release:
    days = {"standard": first, "controlled": first + timedelta(weeks=2)}
    stages = tuple(Stage(server, day) for server, day in days.items())
    return Release(f"2026.{number}", "Release", stages, affects_integrations=True, owner="U0ANA")


def _started(folder: Path) -> Cost:
    """Start with a copy of what is planned there."""
    with tempfile.TemporaryDirectory() as place:
        for file in folder.glob("fortnight.db*"):
            copy(file, place)
        return asyncio.run(_cost(FORTNIGHT, Path(place)))


_COMPARED: list[tuple[Cost, Cost]] = []
"""Starts of the bare one and of ours, in turns: each tells time and memory, so both rows go by the same."""


def _against_bare(of: Callable[[Cost], float]) -> Generator[Pair, None, None]:
    for number in count():
        if number == len(_COMPARED):
            with tempfile.TemporaryDirectory() as folder:
                _COMPARED.append((asyncio.run(_cost(BARE, Path(folder))), _started(_planned(0, 0))))
        bare, ours = _COMPARED[number]
        yield of(bare), of(ours)


def _with_many() -> Generator[Pair, None, None]:
    few, many = _planned(0, 0), _planned(*LARGEST)
    while True:
        yield _started(few).ready, _started(many).ready


def _growth() -> Iterable[tuple[int, float]]:
    for size in SIZES:
        yield 8 * size[0] * size[1], min(_started(_planned(*size)).ready for _ in range(3))


ROWS: tuple[Row, ...] = (
    Row(
        what="start to the first answer",
        against="a bare AsyncApp",
        bound="<= 2",
        pairs=partial(_against_bare, lambda cost: cost.answered),
    ),
    Row(
        what="memory after the first answer",
        against="a bare AsyncApp",
        bound="<= 1.7",
        pairs=partial(_against_bare, lambda cost: cost.memory),
        unit="MB",
    ),
    Row(
        what="start with 80,000 planned deliveries",
        against="with none",
        bound="<= 1.3",
        pairs=_with_many,
        growth=_growth,
    ),
)
