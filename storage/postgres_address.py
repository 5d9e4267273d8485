"""What a PostgreSQL address says, in the words of the driver."""

import ssl

from sqlalchemy import URL

from storage.errors import DatabaseUnavailable

PORT = 5432

KNOWN_OPTIONS = frozenset({"host", "port", "sslmode", "sslrootcert"})


def connect_arguments(url: URL) -> dict[str, object]:
    """Return what the driver is to connect with: `postgresql://user:password@host:port/name?sslmode=…`.

    A host that begins with a slash is the folder of the server's Unix socket, as everywhere with PostgreSQL.

    Raises:
        DatabaseUnavailable: an option is not known here. It is named, its value is not repeated.
    """
    options = {name: value if isinstance(value, str) else value[-1] for name, value in url.query.items()}
    unknown = sorted(set(options) - KNOWN_OPTIONS)
    if unknown:
        raise DatabaseUnavailable(
            f"The database address has the option {unknown[0]}, which is not known here; "
            f"these are: {', '.join(sorted(KNOWN_OPTIONS))}."
        )
    host = options.get("host") or url.host or "localhost"
    port = url.port or _number(options.get("port")) or PORT
    user = url.username or "postgres"
    common = {"user": user, "password": url.password, "database": url.database or user}
    if host.startswith("/"):
        return common | {"unix_sock": f"{host}/.s.PGSQL.{port}", "ssl_context": False}
    encryption = _encryption(options.get("sslmode", "prefer"), options.get("sslrootcert"))
    return common | {"host": host, "port": port, "ssl_context": encryption}


def _number(text: str | None) -> int:
    if text is None:
        return 0
    if not text.isdecimal():
        raise DatabaseUnavailable("The port in the database address is no number.")
    return int(text)


def _encryption(mode: str, root_certificates: str | None) -> ssl.SSLContext | bool | None:
    """Return what PostgreSQL's `sslmode` means: False for none, None for "if the server can"."""
    match mode:
        case "disable":
            return False
        case "allow" | "prefer":
            return None
        case "require" | "verify-ca" | "verify-full":
            return _context(mode, root_certificates)
    raise DatabaseUnavailable(
        "The sslmode in the database address is none of disable, prefer, require, verify-ca and verify-full."
    )


def _context(mode: str, root_certificates: str | None) -> ssl.SSLContext:
    try:
        context = ssl.create_default_context(cafile=root_certificates)
    except OSError as error:
        raise DatabaseUnavailable(
            f"The file {root_certificates}, which sslrootcert in the database address names, "
            "cannot be read as certificates."
        ) from error
    context.check_hostname = mode == "verify-full"
    if mode == "require":
        # Encrypted, but whoever answers is believed: this is what the word means to PostgreSQL.
        context.verify_mode = ssl.CERT_NONE
    return context
