"""Kills the bot a hundred times while it tells a season of releases, and counts what was lost or came twice.

python -m tests.torture [--kills 100] [--seed N] [--replicas 1] [--database sqlite|postgres]
"""

import argparse
import asyncio
import random
import sys
import tempfile
from pathlib import Path

from tests.storage.postgres_server import running
from tests.torture.ordeal import torture
from tests.torture.season import Season
from tests.torture.surroundings import Ordeal


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))  # noqa: S311 - no secret
    parser.add_argument("--replicas", type=int, default=1)
    parser.add_argument("--database", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--channels", type=int, default=12)
    parser.add_argument("--releases", type=int, default=6)
    parser.add_argument("--zones", type=int, choices=[1, 2, 3, 4], default=4)
    given = parser.parse_args()
    if given.database == "sqlite" and given.replicas != 1:
        parser.error("One SQLite file is for one process; say --database postgres.")
    folder = Path(tempfile.mkdtemp(prefix="fortnight-torture-"))
    if given.database == "postgres":
        with running() as server:
            return _run(given, server.create("torture"), folder)
    return _run(given, f"sqlite:///{folder / 'fortnight.db'}", folder)


def _run(given: argparse.Namespace, database: str, folder: Path) -> int:
    ordeal = Ordeal(
        seed=given.seed,
        kills=given.kills,
        replicas=given.replicas,
        season=Season(channels=given.channels, releases=given.releases, zones=given.zones),
        database=database,
        folder=folder,
    )
    sys.stdout.write(f"seed {given.seed}, logs in {folder}\n")
    outcome = asyncio.run(torture(ordeal))
    for complaint in outcome.complaints:
        sys.stdout.write(f"{complaint}\n")
    sys.stdout.write(f"{outcome}\n")
    return 0 if outcome.is_good else 1


if __name__ == "__main__":
    sys.exit(main())
