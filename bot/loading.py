"""Loading modules quickly."""

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
