"""Nothing of the person's own environment may reach a test."""

import os

import pytest


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith(("SLACK_", "FORTNIGHT_")):
            monkeypatch.delenv(name)
