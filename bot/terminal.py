"""What the command line says: to people on the terminal, and to programs that read its output."""

import io
import os
import sys
from contextlib import AbstractContextManager, nullcontext, suppress
from pathlib import Path
from typing import NoReturn

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from bot.errors import StartFailed


class _Console(Console):
    """Rich's console; by itself it ends the process with a failure when its reader left."""

    def on_broken_pipe(self) -> None:
        """Go on in silence."""
        _hear_nobody()


console = _Console(highlight=False, soft_wrap=True)
errors = _Console(stderr=True, highlight=False, soft_wrap=True)


def in_progress(what: str, to: Console = errors) -> AbstractContextManager[object]:
    """Show on a terminal, for as long as it takes, that this goes on; elsewhere nothing.

    How far it is nobody knows: it is one transaction, of which nothing is told before it is over.
    """
    if not to.is_terminal:
        return nullcontext()
    progress = Progress(
        TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), console=to, transient=True
    )
    progress.add_task(what, total=None)
    return progress


def fail(sentence: str) -> NoReturn:
    """Say why it could not be done, and end with exit code 1."""
    say(sentence, to=errors)
    sys.exit(1)


def say(*words: object, to: Console | None = None, style: str | None = None) -> None:
    """Print for somebody who may have gone: what was done is done, though it cannot be told."""
    with suppress(OSError, ValueError):
        _print(*words, to=to, style=style)


def show(*words: object, style: str | None = None) -> None:
    """Print what the command is for, and nothing else was done; a reader that left is no failure.

    Raises:
        StartFailed: it cannot be printed, on a full disk for example.
    """
    try:
        _print(*words, style=style)
    except (BrokenPipeError, ValueError):  # the second: it was closed before
        return
    except OSError as error:
        raise not_written(error) from None


def not_written(error: OSError) -> StartFailed:
    """Say that what was to be read did not get out; the rest of it is not tried any more."""
    _hear_nobody()
    return StartFailed(f"The output cannot be written: {error.strerror}.")


def _print(*words: object, to: Console | None = None, style: str | None = None) -> None:
    try:
        (to or console).print(*words, style=style, markup=False)
    except (OSError, ValueError):
        _hear_nobody()
        raise


def write(text: str, *, to: Path | None = None) -> None:
    """Write what the command is for, as UTF-8 whatever the terminal takes; a reader that left is no failure.

    Raises:
        StartFailed: it cannot be written, on a full disk for example.
    """
    if to is not None:
        try:
            to.write_bytes(text.encode())
        except OSError as error:
            raise StartFailed(f"{to} cannot be written: {error.strerror}.") from None
        return
    try:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.buffer.write(text.encode())
        else:
            sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        _hear_nobody()
    except OSError as error:
        raise not_written(error) from None


def _hear_nobody() -> None:
    """Send what is left elsewhere: Python would try once more at its end, and fail with a code of its own.

    https://docs.python.org/3/library/signal.html#note-on-sigpipe
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
