"""The set-up takes what the lock says and resolves nothing, whatever has come out since.

The Makefile's own lines run in a copy, with its real locks, against wheels that are made here: each locked
package in its version with what it really needs, and once more in a version that nobody has locked.
That takes half a minute, and `make test-all` does it.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name

from tools.install import from_lock, from_source, locked

ROOT = Path(__file__).parent.parent
LOCKS = ("requirements.txt", "requirements-dev.txt")
POSTGRES = "requirements-postgres.txt"
NEWER = "99999"

pytestmark = pytest.mark.timeout(240)
PINNED = re.compile(r"^([\w.-]+)(?:\[[\w,-]+\])?==([\w.+!-]+)", re.MULTILINE)

BACKEND = '''
import zipfile

METADATA = "Metadata-Version: 2.1\\nName: app\\nVersion: 1\\nRequires-Dist: pyyaml"
WHEEL = "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any"

def build_editable(directory, config_settings=None, metadata_directory=None):
    """Build a wheel of nothing, with what Python alone brings."""
    name = "app-1-py3-none-any.whl"
    with zipfile.ZipFile(f"{directory}/{name}", "w") as wheel:
        wheel.writestr("app-1.dist-info/METADATA", METADATA)
        wheel.writestr("app-1.dist-info/WHEEL", WHEEL)
        wheel.writestr("app-1.dist-info/RECORD", "")
    return name
'''
PROJECT = f"""
[project]
name = "app"
version = "1"
dependencies = ["pyyaml"]

[build-system]
requires = ["hatchling>={NEWER}"]
build-backend = "backend"
backend-path = ["."]
"""
"""A project whose build would fetch the newest hatchling, were it not built with what the lock brought."""


@dataclass(frozen=True)
class Tree:
    """A copy of what the set-up needs, whose locks name the made-up wheels."""

    folder: Path
    wheels: Path

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run it there as on a machine that knows no other packages than the made-up ones."""
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "PIP_CONFIG_FILE": os.devnull,
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": str(self.wheels),
            "TERM": "dumb",
        }
        return subprocess.run(  # noqa: S603 - our own words
            command, cwd=self.folder, env=environment, check=False, capture_output=True, text=True
        )

    def make(self, target: str) -> subprocess.CompletedProcess[str]:
        """Build one of the Makefile's targets."""
        return self.run("make", target, "PROJECTS=app", f"PYTHON={sys.executable}")

    def installed(self) -> dict[str, str]:
        """What stands in its `.venv` by now."""
        (packages,) = (self.folder / ".venv").glob("lib/python*/site-packages")
        return {
            canonicalize_name(each.name): each.version
            for each in metadata.distributions(path=[str(packages)])
        }


def made_up(folder: Path, name: str, version: str) -> str:
    """Make a wheel without content that needs what the real package needs; its hash."""
    try:
        lines = (metadata.distribution(name).read_text("METADATA") or "").split("\n\n", 1)[0].splitlines()
    except metadata.PackageNotFoundError:  # locked for another system
        lines = []
    needs = [line for line in lines if line.startswith(("Requires-Dist:", "Provides-Extra:"))]
    stem = f"{name.replace('-', '_')}-{version}"
    file = folder / f"{stem}-py3-none-any.whl"
    inside = {
        "METADATA": "\n".join(["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}", *needs]),
        "WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any",
        "RECORD": "".join(f"{stem}.dist-info/{part},,\n" for part in ("METADATA", "WHEEL", "RECORD")),
    }
    if not file.exists():  # made again, it would bear another time and hash
        with zipfile.ZipFile(file, "w") as wheel:
            for part, text in inside.items():
                wheel.writestr(f"{stem}.dist-info/{part}", text)
    return hashlib.sha256(file.read_bytes()).hexdigest()


@pytest.fixture(scope="module")
def upstream(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    """A tree whose every package has a newer release."""
    tree = Tree(tmp_path_factory.mktemp("tree"), tmp_path_factory.mktemp("wheels"))
    (tree.folder / "tools").mkdir()
    for name in ("Makefile", "tools/install.py"):
        (tree.folder / name).write_bytes((ROOT / name).read_bytes())
    for lock in LOCKS:
        text = (ROOT / lock).read_text(encoding="utf-8")
        lines = []
        for line in re.sub(r" \\\n", "\n", text).splitlines():
            if pinned := PINNED.match(line):
                made_up(tree.wheels, pinned[1], NEWER)
                lines.append(f"{line} --hash=sha256:{made_up(tree.wheels, pinned[1], pinned[2])}")
        (tree.folder / lock).write_text("\n".join(lines), encoding="utf-8")
    (tree.folder / "app").mkdir()
    (tree.folder / "app/pyproject.toml").write_text(PROJECT, encoding="utf-8")
    (tree.folder / "app/backend.py").write_text(BACKEND, encoding="utf-8")
    return tree


@pytest.fixture(scope="module")
def made(upstream: Tree) -> subprocess.CompletedProcess[str]:
    """What the set-up said there."""
    return upstream.make(".venv/dev.stamp")


@pytest.fixture
def copied(upstream: Tree, made: subprocess.CompletedProcess[str], tmp_path: Path) -> Tree:
    """The same tree once more, set up, to do something to it."""
    assert made.returncode == 0, made.stderr
    return Tree(shutil.copytree(upstream.folder, tmp_path / "tree", symlinks=True), upstream.wheels)


@pytest.mark.deep
def test_the_set_up_takes_the_locked_versions_though_every_package_has_a_newer_one(
    upstream: Tree, made: subprocess.CompletedProcess[str]
) -> None:
    assert made.returncode == 0, made.stdout + made.stderr

    wanted = {name: str(version) for lock in LOCKS for name, version in locked(ROOT / lock).items()}
    assert upstream.installed().items() >= wanted.items()
    assert NEWER not in upstream.installed().values()


@pytest.mark.deep
def test_without_the_lock_the_newer_ones_would_have_come(copied: Tree) -> None:
    words = ("--dry-run", "--ignore-installed", "coverage[toml]")

    ended = copied.run(".venv/bin/python", "-m", "pip", "install", *words)

    assert f"Would install coverage-{NEWER}" in ended.stdout


@pytest.mark.deep
def test_the_set_up_says_what_it_does_and_how_far_it_is_where_lines_cannot_be_rewritten(
    made: subprocess.CompletedProcess[str],
) -> None:
    total = len(locked(ROOT / LOCKS[0]))

    said = made.stdout.splitlines()

    assert said[:2] == [
        "Making .venv (once) ...",
        f"Installing {total} packages of requirements.txt (about a minute, once) ...",
    ]
    assert f"  installed {total} of {total}" in said
    assert re.fullmatch(r"  done in \d+ s", said[-1])
    assert made.stderr == ""


@pytest.mark.deep
def test_a_second_set_up_has_nothing_to_do_and_says_nothing(copied: Tree) -> None:
    ended = copied.run(".venv/bin/python", "tools/install.py", LOCKS[1])

    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")


@pytest.mark.deep
def test_a_lock_that_lacks_something_is_called_not_whole_in_a_sentence(copied: Tree) -> None:
    short = copied.folder / "short.txt"
    lines = (copied.folder / LOCKS[0]).read_text(encoding="utf-8").splitlines()
    short.write_text("\n".join(line for line in lines if not line.startswith("mako==")), encoding="utf-8")
    copied.run(".venv/bin/python", "-m", "pip", "uninstall", "--yes", "mako")

    ended = copied.run(".venv/bin/python", "tools/install.py", short.name)

    assert ended.returncode == 1
    assert "short.txt is not whole: a package needs one that is missing" in ended.stderr
    assert "alembic" in ended.stderr


@pytest.mark.deep
def test_when_a_package_is_not_what_was_locked_pip_is_quoted(copied: Tree) -> None:
    forged = copied.folder / "forged.txt"
    lines = (copied.folder / LOCKS[0]).read_text(encoding="utf-8")
    forged.write_text(re.sub(r"(mako==\S+ --hash=sha256:)\w+", rf"\g<1>{'0' * 64}", lines), encoding="utf-8")
    copied.run(".venv/bin/python", "-m", "pip", "uninstall", "--yes", "mako")

    ended = copied.run(".venv/bin/python", "tools/install.py", forged.name)

    assert ended.returncode == 1
    assert "DO NOT MATCH THE HASHES" in ended.stderr
    assert ended.stderr.endswith("forged.txt could not be installed. Once that is mended, say it again.\n")


def test_nothing_but_the_set_up_installs_and_both_its_commands_resolve_nothing() -> None:
    others = [ROOT / "Makefile", ROOT / ".ci/run", *(ROOT / "tools").glob("*.py")]
    others.remove(ROOT / "tools/install.py")

    assert not [file.name for file in others if re.search(r"pip\W+install", file.read_text(encoding="utf-8"))]
    assert {"--no-deps", "--require-hashes"} <= set(from_lock(Path(LOCKS[0])))
    assert {"--no-deps", "--no-build-isolation"} <= set(from_source(["."]))


def test_the_image_takes_everything_from_a_lock_of_what_was_tested() -> None:
    installs = re.findall(r"pip install (.*?)(?: \\)?\n", (ROOT / "Dockerfile").read_text(encoding="utf-8"))

    assert installs == [
        f"--no-cache-dir --no-deps --require-hashes --requirement {POSTGRES}",
        "--no-cache-dir --no-deps --no-build-isolation .",
    ]
    image, tested = locked(ROOT / POSTGRES), locked(ROOT / LOCKS[0]) | locked(ROOT / LOCKS[1])
    assert image.items() <= tested.items()
    assert image.keys() - locked(ROOT / LOCKS[0]).keys() == {"psycopg", "psycopg-binary"}


def test_no_lock_says_from_where_anything_is_fetched() -> None:
    for lock in (*LOCKS, POSTGRES):
        assert "://" not in (ROOT / lock).read_text(encoding="utf-8")
