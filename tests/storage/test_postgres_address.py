"""What a PostgreSQL address means to the driver."""

import ssl

import pytest
from sqlalchemy import make_url

from storage.place import place_of
from storage.postgres_address import connect_arguments


def test_an_address_names_user_password_host_port_and_database() -> None:
    arguments = connect_arguments(make_url("postgresql://ann:p%40ss@db.example:6000/fortnight"))
    assert arguments == {
        "user": "ann",
        "password": "p@ss",
        "host": "db.example",
        "port": 6000,
        "database": "fortnight",
        "ssl_context": None,
    }


def test_what_an_address_leaves_out_is_as_everywhere_with_postgres() -> None:
    arguments = connect_arguments(make_url("postgresql://ann@/"))
    assert (arguments["host"], arguments["port"], arguments["database"]) == ("localhost", 5432, "ann")


@pytest.mark.parametrize(
    ("url", "socket"),
    [
        ("postgresql://ann@/x?host=/run/postgresql", "/run/postgresql/.s.PGSQL.5432"),
        ("postgresql://ann@/x?host=/run/postgresql&port=6000", "/run/postgresql/.s.PGSQL.6000"),
    ],
)
def test_a_folder_instead_of_a_host_is_that_of_the_servers_socket(url: str, socket: str) -> None:
    arguments = connect_arguments(make_url(url))
    assert (arguments["unix_sock"], arguments["ssl_context"]) == (socket, False)
    assert "host" not in arguments


@pytest.mark.parametrize(
    ("mode", "checks"),
    [
        ("require", (ssl.CERT_NONE, False)),
        ("verify-ca", (ssl.CERT_REQUIRED, False)),
        ("verify-full", (ssl.CERT_REQUIRED, True)),
    ],
)
def test_an_encrypted_connection_checks_as_much_as_asked(
    mode: str, checks: tuple[ssl.VerifyMode, bool]
) -> None:
    context = connect_arguments(make_url(f"postgresql://db.example/x?sslmode={mode}"))["ssl_context"]
    assert isinstance(context, ssl.SSLContext)
    assert (context.verify_mode, context.check_hostname) == checks


@pytest.mark.parametrize("mode", ["", "?sslmode=allow", "?sslmode=prefer"])
def test_encryption_is_left_to_the_server(mode: str) -> None:
    assert connect_arguments(make_url(f"postgresql://db.example/x{mode}"))["ssl_context"] is None


def test_encryption_can_be_left_out() -> None:
    assert connect_arguments(make_url("postgresql://db.example/x?sslmode=disable"))["ssl_context"] is False


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+pg8000"])
def test_each_way_to_write_the_scheme_is_understood(scheme: str) -> None:
    assert place_of(f"{scheme}://ann@db.example/x").engine.dialect.name == "postgresql"
