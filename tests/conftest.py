"""What all tests share: nothing of the person's own environment, how deep to look, a server's workspace."""

import gc
import os
import random
from collections.abc import Iterator
from itertools import groupby

import pytest
from hypothesis import settings

from slack_simulator import Server, Workspace
from slack_simulator.testing import Driver
from tests.support import compiled_once
from tests.support.dovecot import MISSING, Dovecot, Mailbox, dovecot, program

__all__ = ["compiled_once"]

# A change is looked at with a few examples, the same each time: a red run is red again, and nothing is
# reached by luck. `make test-all` asks for many, of one seed; without it they are others each time. A busy
# machine is not a fault.
EXAMPLES = int(os.environ.get("PROPERTY_EXAMPLES", "0"))
settings.register_profile(
    "ours",
    max_examples=EXAMPLES or 40,
    derandomize=not EXAMPLES or "PROPERTY_SEED" in os.environ,
    deadline=None,
)
settings.load_profile("ours")


def pytest_xdist_auto_num_workers() -> int:
    """Begin one process more than there are cores: some tests wait for a server, a browser or a process."""
    return len(os.sched_getaffinity(0)) + 1 if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1) + 1


@pytest.hookimpl(tryfirst=True)  # before pytest leaves the deep ones out
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Of the cases of an exhaustive test all but a few, the same each time, are left to the longer look."""
    for test, group in groupby(items, key=lambda item: item.nodeid.partition("[")[0]):
        cases = [item for item in group if item.get_closest_marker("deep") is None]
        marked = cases[0].get_closest_marker("exhaustive") if cases else None
        if marked is not None:
            quick = min(marked.kwargs["quick"], len(cases))
            kept = set(random.Random(test).sample(range(len(cases)), quick))  # noqa: S311 - no secret is made of it
            for number, case in enumerate(cases):
                if number not in kept:
                    case.add_marker(pytest.mark.deep)


def pytest_collection_finish() -> None:
    """Keep what was collected out of the garbage collector, which would go through it time and again."""
    gc.collect()
    gc.freeze()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was left out, and why: a quiet run does not."""
    skipped = (report.longrepr for report in terminalreporter.getreports("skipped"))
    for why in sorted({str(each[-1]) for each in skipped if isinstance(each, tuple)}):
        terminalreporter.write_line(why)


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith(("SLACK_", "FORTNIGHT_")):
            monkeypatch.delenv(name)


@pytest.fixture
def workspace(server: Server) -> Workspace:
    """The workspace that the test's own `server` serves."""
    assert isinstance(server.team, Workspace)
    return server.team


@pytest.fixture
def driver(workspace: Workspace) -> Driver:
    """What a test says of the people, channels and messages of that workspace."""
    return Driver(workspace)


@pytest.fixture(scope="session")
def imap_server() -> Iterator[Dovecot]:
    """A real IMAP server, where one is installed."""
    found = program()
    if found is None:
        pytest.skip(MISSING)
    with dovecot(found) as server:
        yield server


@pytest.fixture
def mailbox(imap_server: Dovecot) -> Mailbox:
    """A mailbox of one's own on it."""
    return imap_server.mailbox()
