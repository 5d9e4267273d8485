"""What can be wrong with the place where things are kept. Each error's text is one sentence for a person."""

from rollouts.refusals import LedgerUnavailable


class StorageError(Exception):
    """Nothing can be read or written, for a reason that a person can mend."""


class DatabaseUnavailable(StorageError, LedgerUnavailable):  # noqa: N818 - it says what is the case; the base is the error
    """The database cannot be reached or used: a missing folder, a locked file, a full disk."""


class SchemaTooNew(StorageError):  # noqa: N818 - as above
    """The database was written by a newer Fortnight than this one."""


class AlreadyRunning(StorageError):  # noqa: N818 - as above
    """Another process works on the same database file."""


class WorkspaceUnclear(StorageError):  # noqa: N818 - as above
    """The database holds several workspaces, and nobody said which one is meant."""
