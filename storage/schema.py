"""Brings a database up to the newest schema. Alembic is imported only when there is something to do.

A change of the tables needs a migration too, `migrations/versions/0002_what_changes.py`, written by hand like
the first one; `tests/storage/test_schema.py` names what is missing. One that was released is never edited.
A database of every schema is kept in `tests/storage/schemas/`, and its upgrade is tested.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from storage.errors import DatabaseUnavailable, SchemaTooNew

MIGRATIONS = Path(__file__).with_name("migrations")


def known_versions() -> tuple[str, ...]:
    """Return the versions this code has migrations for, oldest first: `0001_first_tables.py` is "0001"."""
    return tuple(sorted(path.stem.partition("_")[0] for path in MIGRATIONS.glob("versions/[0-9]*.py")))


def version_of(connection: Connection) -> str | None:
    """Return the version of the schema in the database, or None when it is empty.

    Raises:
        DatabaseUnavailable: it has several, so a restore or another program has left it half done.
    """
    if not inspect(connection).has_table("alembic_version"):
        return None
    versions = connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all()
    if len(versions) > 1:
        raise DatabaseUnavailable(
            f"The database holds {len(versions)} versions of its schema where there can be one: it is "
            "damaged. Give Fortnight a backup, or a database of its own."
        )
    return next(iter(versions), None)


def migrate(engine: Engine, upgrading: Callable[[], AbstractContextManager[Connection]]) -> None:
    """Bring the database up to the newest version: in one transaction, so wholly or not at all.

    Args:
        engine: The database.
        upgrading: Gives the transaction, as this kind of database wants it. Whoever got in later finds
            nothing to do any more: Alembic looks at the version again.

    Raises:
        SchemaTooNew: the database has a version that this code doesn't know.
        DatabaseUnavailable: it has tables and no version, so they are not ours.
    """
    with engine.begin() as connection:
        version = version_of(connection)
        strangers = () if version else set(inspect(connection).get_table_names()) - {"alembic_version"}
    if strangers:
        raise DatabaseUnavailable(
            f"The database holds tables without a version of Fortnight ({', '.join(sorted(strangers)[:3])}): "
            "it belongs to another program, or is damaged. Give Fortnight a database of its own, or a backup."
        )
    known = known_versions()
    if version == known[-1]:
        return
    if version is not None and version not in known:
        raise SchemaTooNew(
            f"The database was last used by a newer Fortnight (its schema is {version}, "
            f"this one knows {known[-1]}). Use that newer one, or a database of its own for this one."
        )
    with upgrading() as connection:
        _upgrade(connection)


def _upgrade(connection: Connection) -> None:
    # Alembic is slow to import, and nearly every start finds nothing to do.
    from alembic import command  # noqa: PLC0415 - see above
    from alembic.config import Config  # noqa: PLC0415 - see above

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
