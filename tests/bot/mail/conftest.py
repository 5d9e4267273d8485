"""A real IMAP server, where one is installed."""

from collections.abc import Iterator

import pytest

from tests.support.dovecot import MISSING, Dovecot, Mailbox, dovecot, program


@pytest.fixture(scope="session")
def imap_server() -> Iterator[Dovecot]:
    found = program()
    if found is None:
        pytest.skip(MISSING)
    with dovecot(found) as server:
        yield server


@pytest.fixture
def mailbox(imap_server: Dovecot) -> Mailbox:
    """A mailbox of one's own."""
    return imap_server.mailbox()
