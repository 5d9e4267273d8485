"""Loading the program: garbage is looked for again once it is loaded, also when it could not be."""

import gc
import subprocess
import sys

import pytest

from bot.loading import all_stays, settle


@pytest.mark.parametrize("trouble", [None, ImportError])
def test_garbage_is_looked_for_again_once_all_is_loaded(trouble: type[Exception] | None) -> None:
    def load() -> None:
        with all_stays():
            assert not gc.isenabled()
            if trouble:
                raise trouble

    if trouble:
        with pytest.raises(trouble):
            load()
    else:
        load()

    assert gc.isenabled()


def test_who_serves_never_looks_through_what_was_loaded() -> None:
    frozen = gc.get_freeze_count()
    loaded: list[list[int]] = [[] for _ in range(100)]

    settle()

    assert gc.get_freeze_count() >= frozen + len(loaded)


def test_the_command_line_can_be_run_as_a_module() -> None:
    run = [sys.executable, "-m", "bot", "--version"]
    said = subprocess.run(run, capture_output=True, text=True, check=True).stdout  # noqa: S603 - our own words
    assert said.startswith("Fortnight ")
