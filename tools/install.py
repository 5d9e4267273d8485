"""Installs a lock as it stands into the environment that runs this, and says how far it is.

`python tools/install.py requirements.txt --editable .` resolves nothing, whatever is newer upstream, and
`pip check` proves afterwards that the lock is whole. pip is quoted only when something went wrong.
Only the standard library and pip are here when it runs.
"""

import argparse
import os
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from pip._vendor.packaging.requirements import Requirement  # what pip itself reads the lock with
from pip._vendor.packaging.utils import canonicalize_name
from pip._vendor.packaging.version import Version

PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input"]
QUOTED = 30
"""Lines of pip's own output that are shown when it failed; its reason stands at the end."""

A_FEW = 5
"""Packages that are installed in seconds, as after a change of the lock."""


def from_lock(lock: Path) -> list[str]:
    """The command that installs exactly what `lock` says."""
    return [*PIP, "install", "--no-compile", "--require-hashes", "--no-deps", "--requirement", str(lock)]


def from_source(projects: list[str]) -> list[str]:
    """The command that installs `projects` in place, built with what the lock brought."""
    editable = [word for project in projects for word in ("--editable", project)]
    return [*PIP, "install", "--no-compile", "--no-deps", "--no-build-isolation", *editable]


def locked(lock: Path) -> dict[str, Version]:
    """The version of each package that `lock` gives to this Python, by normalized name."""
    text = lock.read_text(encoding="utf-8")
    lines = (line.partition(" --hash=")[0].rstrip("\\ ") for line in text.splitlines())
    wanted = [Requirement(line) for line in lines if line and not line.startswith((" ", "#", "-"))]
    return {
        canonicalize_name(each.name): Version(str(each.specifier).removeprefix("=="))
        for each in wanted
        if each.marker is None or each.marker.evaluate()
    }


def installed() -> dict[str, Version]:
    """The version of each package that is installed beside this Python, by normalized name."""
    folders = {Path(sysconfig.get_path(scheme)) for scheme in ("purelib", "platlib")}
    found = [each.stem.rpartition("-") for folder in folders for each in folder.glob("*.dist-info")]
    return {canonicalize_name(name): Version(version) for name, _, version in found}


class Progress:
    """One line that is rewritten on a terminal, else a new line at each quarter."""

    def __init__(self, intro: str, total: int) -> None:
        self._intro, self._total, self._shown = intro, total, ""
        self._rewrites = sys.stdout.isatty() and os.environ.get("TERM", "dumb") != "dumb"
        self._started = time.monotonic()
        self._write(intro if self._rewrites else f"{intro}\n")

    def show(self, verb: str, count: int) -> None:
        """Say that `count` of all packages are fetched or installed."""
        step = 1 if self._rewrites else max(1, -(-self._total // 4))
        reached = count if count == self._total else count // step * step
        said = f"{verb} {reached} of {self._total}"
        if not reached or said == self._shown:
            return
        self._shown = said
        self._write(f"\r{self._intro} {said}\033[K" if self._rewrites else f"  {said}\n")

    def end(self, *, well: bool) -> None:
        """Say how it ended."""
        took = f"done in {time.monotonic() - self._started:.0f} s" if well else "failed"
        self._write(f"\r{self._intro} {took}\033[K\n" if self._rewrites else f"  {took}\n")

    def _write(self, text: str) -> None:
        sys.stdout.write(text)
        sys.stdout.flush()


def install_lock(lock: Path) -> None:
    """Install what is missing of `lock`.

    Raises:
        SystemExit: pip could not, with what it said.
    """
    wanted, here = locked(lock), installed()
    missing = {name for name, version in wanted.items() if here.get(name) != version}
    if not missing:
        return
    progress = Progress(_intro(len(missing), lock), len(missing))
    for fetched in _while_running(from_lock(lock), progress, lock.name):
        here = installed()
        done = sum(here.get(name) == wanted[name] for name in missing)
        progress.show(*("installed", done) if done else ("fetched", min(fetched, len(missing))))


def _intro(packages: int, lock: Path) -> str:
    """What is done and how long it takes on a usual line and two cores; on a slow one the count says it."""
    if packages <= A_FEW:
        return f"Installing what is new in {lock.name} ..."
    return f"Installing {packages} packages of {lock.name} (about a minute, once) ..."


def _while_running(command: list[str], progress: Progress, what: str) -> Iterator[int]:
    """Run pip and yield again and again how many packages it has fetched so far."""
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)  # noqa: S603 - our own words
        while process.poll() is None:
            yield _fetched(output.fileno())
            time.sleep(0.2)
        yield _fetched(output.fileno())
        progress.end(well=process.returncode == 0)
        if process.returncode:
            output.seek(0)
            _give_up(
                f"{what} could not be installed. Once that is mended, say it again.",
                output.read(),
            )


def _fetched(output: int) -> int:
    lines = os.pread(output, os.fstat(output).st_size, 0).decode(errors="replace").splitlines()
    return sum(line.startswith(("Collecting ", "Processing ")) for line in lines)


def _give_up(sentence: str, said: str) -> None:
    quoted = "\n".join(f"  {line}" for line in said.splitlines()[-QUOTED:])
    raise SystemExit(f"pip says:\n{quoted}\n{sentence}")


def run_quietly(command: list[str], sentence: str) -> None:
    """Run pip without a word.

    Raises:
        SystemExit: it failed; `sentence`, and what pip said.
    """
    ended = subprocess.run(  # noqa: S603 - our own words
        command, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    if ended.returncode:
        _give_up(sentence, ended.stdout)


def main() -> int:
    """Install the lock, then the projects; then prove that everything fits together."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("lock", type=Path)
    parser.add_argument("--editable", action="append", default=[], help="a project of this repository")
    given = parser.parse_args()
    install_lock(given.lock)
    if given.editable:
        sys.stdout.write("Installing Fortnight itself (seconds) ...\n")
        sys.stdout.flush()
        run_quietly(from_source(given.editable), f"{' and '.join(given.editable)} could not be installed.")
    run_quietly(
        [*PIP, "check"],
        f"{given.lock.name} is not whole: a package needs one that is missing or of another version.\n"
        "If something was installed by hand, say: make clean. Else write the lock anew: make lock.",
    )
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
