"""How long an answer takes over Socket Mode, from a command to its response URL, and an acknowledgement.

Chat system and apps are each in a process of their own; what is timed is how long a person waits. Both of a
pair are asked one after the other, as often, so that a busy machine is as unkind to both.
"""

import json
import subprocess
import sys
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from statistics import median
from urllib.request import Request, urlopen

from tests.bench.table import Pair, Row
from tests.bench.workspaces import copy_of

SMALL, LARGE = (3, 3), (500, 1_000)
SIZES = (SMALL, (30, 30), (100, 100), (300, 300), LARGE)
TIMES = 40
"""How often each is asked for one half of a pair."""
MANY = 16
PATIENCE = 120


@dataclass(frozen=True)
class Asked:
    """How long each of them took, and all together (seconds)."""

    took: tuple[float, ...]
    in_all: float


@dataclass(frozen=True)
class App:
    """An app that answers, and the address of the chat system that asks it."""

    address: str

    def ask(self, times: int, *, at_once: int = 1, wants: str = "answer", until: str = "answer") -> Asked:
        """Ask so many times."""
        asked = {"count": times, "at_once": at_once, "wants": wants, "until": until}
        body = json.dumps(asked).encode()
        request = Request(f"{self.address}/ask", body, {"Content-Type": "application/json"})  # noqa: S310 - ours
        with urlopen(request, timeout=PATIENCE) as response:  # noqa: S310 - ours
            found = json.load(response)
        # What is not answered as it should be is quick, and says nothing of what an answer costs.
        if until == "answer" and "live" not in found["last"]:
            raise RuntimeError(f"Answered with: {found['last']}")
        return Asked(tuple(found["took"]), found["in_all"])

    def takes(self, *, at_once: int = 1, wants: str = "answer", until: str = "answer") -> float:
        """Return the median of how long one takes, while so many are under way."""
        times = max(TIMES, 3 * at_once)
        return median(self.ask(times, at_once=at_once, wants=wants, until=until).took)

    def in_a_second(self, at_once: int) -> float:
        """Return how many answers it gives in a second, while so many are under way."""
        return 5 * TIMES / self.ask(5 * TIMES, at_once=at_once).in_all


@contextmanager
def _running(*arguments: str) -> Iterator[str]:
    """Run a module of the bench; give the first line that it prints."""
    process = subprocess.Popen(  # noqa: S603 - ours
        [sys.executable, "-m", *arguments], stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
    finally:
        process.terminate()
        process.wait()


@contextmanager
def app(which: str, size: tuple[int, int] | None = None) -> Iterator[App]:
    """Run an app with a chat system of its own: ours on a workspace of that size, or a bare one."""
    with _running("tests.bench.bare_socket") as address:
        database = [copy_of(*size)] if size else []
        with _running("tests.bench.apps", which, address, *database):
            yield App(address)


def _answers(size: tuple[int, int]) -> Generator[Pair, None, None]:
    with app("bare") as bare, app("ours", size) as ours:
        while True:
            yield bare.takes(), ours.takes()


def _by_size() -> Generator[Pair, None, None]:
    with app("ours", SMALL) as small, app("ours", LARGE) as large:
        while True:
            yield small.takes(), large.takes()


def _growth() -> Iterable[tuple[int, float]]:
    for size in SIZES:
        with app("ours", size) as ours:
            ours.takes()
            yield size[1], min(ours.takes() for _ in range(3))


def _in_a_second(size: tuple[int, int]) -> Generator[Pair, None, None]:
    with app("bare") as bare, app("ours", size) as ours:
        while True:
            yield bare.in_a_second(MANY), ours.in_a_second(MANY)


def _acknowledged(at_once: int) -> Generator[Pair, None, None]:
    """Both go on to answer meanwhile, as for people: so many are under way until their answers are there."""
    with app("bare") as bare, app("ours", SMALL) as ours:
        while True:
            yield bare.takes(at_once=at_once, wants="ack"), ours.takes(at_once=at_once, wants="ack")


ROWS: tuple[Row, ...] = (
    Row("/live controlled to its answer, 3 integrations", "bare Bolt", "<= 1.3", partial(_answers, SMALL)),
    Row("/live controlled to its answer, 1,000 integrations", "with 3", "<= 1.3", _by_size, growth=_growth),
    *(
        Row(
            f"answers at {MANY} at once, {size[1]:,} integrations",
            "bare Bolt",
            ">= 0.8",
            partial(_in_a_second, size),
            unit="a second",
        )
        for size in (SMALL, LARGE)
    ),
    *(
        Row(f"acknowledgement, {number} at once", "bare Bolt", "<= 1.3", partial(_acknowledged, number))
        for number in (1, 16, 64)
    ),
)
