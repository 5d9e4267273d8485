"""The longer look: coverage, every other Python here, the deep tests, more properties, a longer torture.

Each Python gets an environment of its own below `.venvs/`, made by the Makefile as `.venv` is.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parent.parent
OLDEST = (3, 11)
ABOUT = """
import importlib.util, json, sys
can_make_environments = importlib.util.find_spec("ensurepip") is not None
print(json.dumps([sys.version_info[:3], sys.version_info[3], can_make_environments]))
"""
WORKERS = ["-n", "auto", "--maxprocesses", "4", "--dist", "worksteal"]
IN_REAL_TIME = ["tests/torture/test_crashes.py", "tests/torture/test_changes.py"]
"""They wait for processes that are killed: on a busy machine they come too late."""
TORTURE = ["-m", "tests.torture", "--zones", "2", "--releases", "3", "--kills", "30"]


@dataclass(frozen=True, order=True)
class Python:
    """One that was found; without `ensurepip` no environment can be made with it."""

    version: tuple[int, int, int]
    can_make_environments: bool
    file: Path

    @property
    def series(self) -> str:
        """Such as `3.12`."""
        return ".".join(map(str, self.version[:2]))

    @property
    def name(self) -> str:
        """Such as `3.12.1`."""
        return ".".join(map(str, self.version))


@dataclass(frozen=True)
class Count:
    """How many tests ended how; a torture, or an environment that could not be made, counts as one."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other: "Count") -> "Count":
        """Both together."""
        return Count(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)

    def __str__(self) -> str:
        """As pytest closes."""
        return f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"


def candidates(path: str, home: Path) -> list[Path]:
    """Whatever may be a Python: on the path, and what pyenv keeps beside its shims or at home."""
    folders = [Path(folder) for folder in path.split(os.pathsep) if folder]
    kept = {home / ".pyenv/versions", *(each.parent / "versions" for each in folders if each.name == "shims")}
    folders = [each for each in folders if each.name != "shims"]  # a shim says only what pyenv has chosen
    folders += [folder for versions in kept for folder in versions.glob("*/bin")]
    files = {file for folder in folders for file in folder.glob("python3*")}
    return sorted(file for file in files if re.fullmatch(r"python3(\.\d+)?", file.name))


def ask(file: Path) -> Python | None:
    """Which Python that is; nothing when it does not run, is too old or not yet released."""
    try:
        said = subprocess.run(  # noqa: S603 - our own words
            [file, "-c", ABOUT], check=True, capture_output=True, text=True, timeout=30
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    (major, minor, micro), level, can_make_environments = json.loads(said)
    if (major, minor) < OLDEST or level != "final":
        return None
    return Python((major, minor, micro), can_make_environments, file)


def newest_of_each(found: list[Python]) -> list[Python]:
    """One for each series: one that can make environments before one that cannot, then the newest."""
    best: dict[str, Python] = {}
    for each in sorted(found, key=lambda each: (each.can_make_environments, each.version)):
        best[each.series] = each
    return sorted(best.values())


def run(*command: str | Path, **environment: str) -> bool:
    """Run it here and show what it says; whether it went well."""
    mine = {name: value for name, value in os.environ.items() if name not in ("MAKEFLAGS", "MAKELEVEL")}
    return subprocess.run(command, cwd=ROOT, env=mine | environment, check=False).returncode == 0  # noqa: S603


def run_tests(*command: str | Path, **environment: str) -> Count:
    """Run a command that runs pytest, and count; one that fails though all tests passed counts as one."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        well = run(*command, PYTEST_ADDOPTS=f"--junitxml={report}", **environment)
        suite = ET.parse(report).getroot().find("testsuite") if report.exists() else None  # noqa: S314 - ours
    if suite is None:
        return Count(failed=1)
    failed, skipped = (
        int(suite.get("failures", 0)) + int(suite.get("errors", 0)),
        int(suite.get("skipped", 0)),
    )
    passed = int(suite.get("tests", 0)) - failed - skipped
    return Count(passed, failed if well else max(1, failed), skipped)


def run_pytest(*words: str, **environment: str) -> Count:
    """Run pytest with this Python, and count."""
    return run_tests(sys.executable, "-m", "pytest", *words, **environment)


def run_torture(*words: str) -> Count:
    """Kill the bot again and again; one that lost nothing and told nothing twice has passed."""
    well = run(sys.executable, *TORTURE, *words)
    return Count(passed=int(well), failed=int(not well))


def with_another(python: Python) -> Count:
    """Make its environment and run all tests there."""
    folder = f".venvs/{python.series}"
    make = ["make", "--no-print-directory", f"VENV={folder}", f"PYTHON={python.file}", f"{folder}/dev.stamp"]
    if not run(*make):
        return Count(failed=1)
    return run_tests(f"{folder}/bin/python", "-m", "pytest", *WORKERS)


def until_it_passes(attempt: Callable[[], Count]) -> tuple[Count, ...]:
    """Run it, and once more when it fails: in an hour on a busy machine something may come too late.

    Returns what came of each attempt, so that a failure is told whatever came after it; the last one counts.
    """
    first = attempt()
    return (first, attempt()) if first.failed else (first,)


def say(text: str) -> None:
    """Write it at once, so that it stands before what others write."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def main() -> int:
    """Run everything, whatever fails on the way; the exit code says how it went."""
    found = [each for file in candidates(os.environ["PATH"], Path.home()) if (each := ask(file))]
    others = [each for each in newest_of_each(found) if each.version[:2] != sys.version_info[:2]]
    lines: list[str] = []
    total = Count()

    def count(what: str, attempt: Callable[[], Count]) -> None:
        nonlocal total
        say(f"{what} ...")
        *before, last = until_it_passes(attempt)
        lines.extend(f"{what}, at first: {each}" for each in before)
        lines.append(f"{what}: {last}")
        total += last

    count("All tests, with coverage", lambda: run_tests("make", "--no-print-directory", "coverage"))
    for python in others:
        if not python.can_make_environments:
            lines.append(
                f"Python {python.name}: left out, it lacks ensurepip (Debian: python{python.series}-venv)"
            )
            continue
        count(f"Python {python.name}", partial(with_another, python))
    ignored = (f"--ignore={each}" for each in IN_REAL_TIME)
    count("Tests that take long", partial(run_pytest, *WORKERS, "-m", "deep", *ignored))
    count("Tests in real time", partial(run_pytest, "-m", "deep", *IN_REAL_TIME))
    # The same each time: what lands does not hang on luck. `PROPERTY_EXAMPLES` alone looks for others.
    looking = {"PROPERTY_EXAMPLES": "300", "PROPERTY_SEED": "1"}
    properties = partial(run_pytest, *WORKERS, "--timeout=1200", "-m", "hypothesis", **looking)
    count("Deeper property tests", properties)
    count("Torture, SQLite", run_torture)
    count("Torture, PostgreSQL", partial(run_torture, "--database", "postgres", "--replicas", "3"))
    if not others:
        lines.append("No other Python from 3.11 on was found here.")
    say(
        "\n".join(
            ["", *lines, f"All but the other Pythons ran with Python {sys.version.split()[0]}.", str(total)]
        )
    )
    return 1 if total.failed else 0


if __name__ == "__main__":
    sys.exit(main())
