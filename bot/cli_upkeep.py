"""The command line's upkeep of the database: `fortnight backup`, `restore` and `check`."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from bot.clock import SystemClock
from bot.errors import StartFailed
from bot.settings import Settings
from bot.terminal import fail, say, show
from rollouts.delivery.restored import take_for_tried
from storage.database import Database


def backup(
    file: Annotated[Path, typer.Argument(help="The file to write.", show_default=False)],
    *,
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace the file if it is there, once the new one is whole.")
    ] = False,
) -> None:
    """Copy the database into FILE, also while Fortnight runs."""
    if file.exists() and not (replace and file.is_file()):
        raise StartFailed(
            f"{file} is there already. Give another name, or replace it: fortnight backup --replace {file}"
        )
    with _database(Settings.load()) as database:
        database.back_up(file, now=SystemClock().now())
    say(f"The backup is {file}. `fortnight restore {file}` puts it in the database's place.")


def restore(
    file: Annotated[Path, typer.Argument(help="A file that `backup` wrote.", show_default=False)],
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Put the backup FILE in the database's place; what was there is kept beside it. Stop Fortnight first."""
    settings = Settings.load()
    database = Database(settings.database_url.get_secret_value())
    try:
        database.lock()
        if database.exists() and not yes:
            _ask(file)
        now = SystemClock().now()
        old = database.restore(file, now=now)
        database.open()
        workspaces = database.workspaces(settings.policy())
        looked_for = sum(workspace.run_sync(take_for_tried, now=now) for workspace in workspaces)
    finally:
        database.close()
    say(f"{file} is in the database's place." + (f" What was there is {old} now." if old else ""))
    if looked_for:
        say(
            f"{looked_for} {'post was' if looked_for == 1 else 'posts were'} due since the backup: the next "
            "start looks for each in Slack first, and says again only what is not there."
        )
    say("What was entered, confirmed and reported since the backup is not in it: look through /release list.")


def _ask(file: Path) -> None:
    """Let somebody at the terminal say whether they mean it."""
    if not sys.stdin.isatty():
        fail("Nothing was changed: there is no terminal to ask. With --yes it is done without asking.")
    if not typer.confirm(f"Put {file} in the place of the database?"):
        fail("Nothing was changed.")


def check() -> None:
    """Look for damage and for what does not fit together in the database; exit code 1 if there is any."""
    with _database(Settings.load()) as database:
        faults = database.faults()
    if faults:
        fail("\n".join((*faults, "docs/operations.md says what to do about it.")))
    show("The database is whole, and everything in it fits together.")


@contextmanager
def _database(settings: Settings) -> Iterator[Database]:
    """Give the database that is there.

    Raises:
        StartFailed: there is none.
    """
    database = Database(settings.database_url.get_secret_value())
    try:
        if not database.exists():
            raise StartFailed(
                "There is no database yet. `fortnight import` and `fortnight run` make it; "
                "FORTNIGHT_DATABASE_URL says where it is."
            )
        yield database
    finally:
        database.close()
