"""Connections to PostgreSQL: what an address means, and how long an answer is waited for.

Loaded when an address names PostgreSQL: the driver is the extra `fortnight[postgres]`.
"""

from collections.abc import Callable
from typing import Any, TypeVar

import psycopg
from psycopg.abc import PQGen
from psycopg.conninfo import make_conninfo
from psycopg.pq import TransactionStatus
from sqlalchemy import URL

from storage.errors import DatabaseUnavailable

Answer = TypeVar("Answer")


class ImpatientConnection(psycopg.Connection[Any]):
    """A connection that is given up when an answer takes too long; whoever waited for it gets an error.

    The server ends what takes it too long by itself, and libpq has no word for a server that has stopped.
    """

    patience: float = 0
    """Seconds; as long as it is 0, waiting is endless."""

    def wait(self, gen: PQGen[Answer], interval: float = 0.1, timeout: float | None = None) -> Answer:
        """Wait for an answer: all of the driver's waiting goes through here but that for the connection.

        Raises:
            psycopg.OperationalError: none came in time; the connection is closed.
        """
        try:
            return super().wait(gen, interval, timeout or self.patience or None)
        except psycopg.OperationalError:
            if self.pgconn.transaction_status == TransactionStatus.ACTIVE:
                # The answer may still come, and would be taken for that to the next question.
                self.close()
            raise


def connector(url: URL, *, settings: dict[str, str], patience: float) -> Callable[[], ImpatientConnection]:
    """Return what connects to `postgresql://user:password@host:port/name?sslmode=…`, with libpq's options.

    Args:
        url: The address; what it leaves out is as everywhere with PostgreSQL.
        settings: The server's settings for this connection, by name.
        patience: How many seconds an answer is waited for, the one to the connecting too.

    Raises:
        DatabaseUnavailable: libpq doesn't know an option. It is named, its value is not repeated.
    """
    named = url.translate_connect_args(username="user", database="dbname")
    named |= {name: value if isinstance(value, str) else ",".join(value) for name, value in url.query.items()}
    ours = (f"-c {name}={value}" for name, value in settings.items())
    named["options"] = " ".join((named.get("options", ""), *ours)).strip()
    usual = {"application_name": "fortnight", "connect_timeout": f"{max(patience, 1):.0f}"}
    try:
        address = make_conninfo(**usual | named)
    except psycopg.ProgrammingError as error:
        raise DatabaseUnavailable(f"The database address cannot be used: {error}.") from error

    def connect() -> ImpatientConnection:
        connection = ImpatientConnection.connect(address)
        connection.patience = patience
        return connection

    return connect
