"""The one workspace of the database, for the command line."""

from collections.abc import Callable
from typing import TypeVar

from bot.errors import StartFailed
from bot.settings import Settings
from storage.database import Database
from storage.workspace import Workspace

Answer = TypeVar("Answer")


def in_workspace(settings: Settings, work: Callable[[Workspace], Answer], *, make: bool = False) -> Answer:
    """Do the work in the only workspace; a database that is only read is not made by that.

    Raises:
        StartFailed: there is none to read.
    """
    database = Database(settings.database_url.get_secret_value())
    if not make and not database.exists():
        database.close()
        raise StartFailed(
            "There is no database yet. `fortnight import` and `fortnight run` make it; "
            "FORTNIGHT_DATABASE_URL says where it is."
        )
    try:
        database.open()
        return work(database.only_workspace(settings.policy()))
    finally:
        database.close()
