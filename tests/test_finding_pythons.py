"""`make test-all` runs every series of Python from 3.11 on that is here, each once."""

import os
import sys
from pathlib import Path

import pytest

from tools.test_all import Count, Python, ask, candidates, newest_of_each, until_it_passes


def executable(file: Path, text: str = "#!/bin/sh\nexit 1\n") -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    file.chmod(0o755)
    return file


def python(version: tuple[int, int, int], *, can_make_environments: bool = True) -> Python:
    return Python(version, can_make_environments, Path("/python") / ".".join(map(str, version)))


def test_they_are_looked_for_on_the_path_and_where_pyenv_keeps_them(tmp_path: Path) -> None:
    plain = executable(tmp_path / "usr/python3.12")
    executable(tmp_path / "usr/python3.12-config")
    executable(tmp_path / "pyenv/shims/python3")
    behind = executable(tmp_path / "pyenv/versions/3.13.0/bin/python3.13")
    at_home = executable(tmp_path / "home/.pyenv/versions/3.14.1/bin/python3")

    found = candidates(os.pathsep.join([f"{tmp_path}/usr", f"{tmp_path}/pyenv/shims"]), tmp_path / "home")

    assert set(found) == {plain, behind, at_home}


def test_a_python_says_which_it_is() -> None:
    found = ask(Path(sys.executable))

    assert found is not None
    assert found.version == sys.version_info[:3]
    assert found.can_make_environments


def test_what_does_not_run_is_left_out(tmp_path: Path) -> None:
    assert ask(executable(tmp_path / "python3")) is None


def test_one_that_is_too_old_is_left_out(tmp_path: Path) -> None:
    assert ask(executable(tmp_path / "python3", "#!/bin/sh\necho '[[3, 10, 13], \"final\", true]'\n")) is None


def test_one_that_is_not_released_yet_is_left_out(tmp_path: Path) -> None:
    assert ask(executable(tmp_path / "python3", "#!/bin/sh\necho '[[3, 15, 0], \"alpha\", true]'\n")) is None


def test_the_newest_of_a_series_is_taken() -> None:
    assert newest_of_each([python((3, 12, 9)), python((3, 12, 10)), python((3, 13, 0))]) == [
        python((3, 12, 10)),
        python((3, 13, 0)),
    ]


def test_one_that_can_make_environments_is_taken_before_a_newer_one_that_cannot() -> None:
    newer = python((3, 12, 10), can_make_environments=False)

    assert newest_of_each([newer, python((3, 12, 9))]) == [python((3, 12, 9))]


@pytest.mark.parametrize(
    ("comes", "told"),
    [
        ([Count(passed=2)], (Count(passed=2),)),
        ([Count(passed=1, failed=1), Count(passed=2)], (Count(passed=1, failed=1), Count(passed=2))),
        ([Count(failed=1), Count(failed=2)], (Count(failed=1), Count(failed=2))),
    ],
)
def test_what_fails_is_run_once_more_and_both_are_told(comes: list[Count], told: tuple[Count, ...]) -> None:
    left = iter(comes)

    assert until_it_passes(lambda: next(left)) == told
