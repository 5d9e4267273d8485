"""A word that stands for the rules as they are installed: another one when a line of them is another."""

from hashlib import blake2s
from pathlib import Path

import rollouts


def mark_of_rules(folder: Path = Path(rollouts.__file__).parent) -> str:
    """Return the mark of all that is written in that folder; "" where only compiled files are.

    Not the version of the program: a checkout changes without it.
    """
    found = blake2s(digest_size=16)
    files = sorted(folder.rglob("*.py"))
    for file in files:
        found.update(f"{file.relative_to(folder)} {file.stat().st_size}\n".encode())
        found.update(file.read_bytes())
    return found.hexdigest() if files else ""
