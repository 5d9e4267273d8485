"""The lock: requirements files with versions and hashes, written from pyproject.toml.

`python tools/lock.py` writes them anew; with `--check` it only says whether they still fit.
Versions already locked are kept, so a check asks for nothing that has come out since.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
RUN, DEV, POSTGRES = "requirements.txt", "requirements-dev.txt", "requirements-postgres.txt"
LOCKS = (RUN, DEV, POSTGRES)
"""What runs, what it is developed with beside that, and what runs with PostgreSQL, as in the image."""


def compile_lock(folder: Path) -> None:
    """Write the files in `folder`, keeping the versions that stand there already.

    Raises:
        SystemExit: uv could not, and has said why.
    """
    compiler = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--universal", "--system-certs"]
    shape = ["--python-version", "3.11", "--generate-hashes", "--no-header", "--no-emit-index-url"]
    for name, extra in (
        (RUN, ["--group", "build"]),
        (DEV, ["--group", "build", "--group", "dev", "-c", RUN]),
        (POSTGRES, ["--group", "build", "--extra", "postgres", "-c", DEV]),  # the version that was tested
    ):
        groups = ["pyproject.toml", "--output-file", name, *extra]
        if subprocess.run([*compiler, *shape, *groups], cwd=folder, check=False).returncode:  # noqa: S603 - our own words
            raise SystemExit(f"{name} could not be worked out from pyproject.toml; uv says above why.")


def stale() -> list[str]:
    """Name the lock files that pyproject.toml would now write differently."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for name in ("pyproject.toml", *LOCKS):
            shutil.copy(ROOT / name, folder / name)
        compile_lock(folder)
        return [name for name in LOCKS if (folder / name).read_text() != (ROOT / name).read_text()]


def main() -> int:
    """Write or check; the exit code says how it went."""
    if "--check" not in sys.argv[1:]:
        compile_lock(ROOT)
        return 0
    if names := stale():
        sys.stderr.write(f"{' and '.join(names)}: no longer fits pyproject.toml. Run: make lock\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
