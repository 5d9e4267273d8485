"""Loading modules quickly, and what of garbage collections a process needs that serves."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def all_stays() -> Iterator[None]:
    """Let no garbage be looked for while modules are loaded, nor in them later: what is loaded stays.

    A fourth of the time until the command line is loaded went into that.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def settle() -> None:
    """Begin to serve: what was loaded stays, and is never looked through again.

    A whole collection would go through it for a tenth of a second, time and again, while everybody waits.
    """
    gc.freeze()
