"""What all tests share: nothing of the person's own environment, and a server's workspace."""

import gc
import os

import pytest

from slack_simulator import Server, Workspace
from slack_simulator.testing import Driver


def pytest_collection_finish() -> None:
    """Keep what was collected out of the garbage collector, which would go through it time and again."""
    gc.collect()
    gc.freeze()


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
