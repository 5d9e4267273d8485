"""What the command line shows while something takes its time."""

from io import StringIO

from rich.console import Console

from bot.terminal import in_progress


def shown(console: Console, file: StringIO) -> str:
    with in_progress("5,000 integrations are taken in", console):
        pass
    return file.getvalue()


def test_what_takes_long_is_shown_while_it_goes_on_and_at_a_terminal_alone() -> None:
    terminal, pipe = StringIO(), StringIO()
    assert "5,000 integrations are taken in" in shown(Console(file=terminal, force_terminal=True), terminal)
    assert shown(Console(file=pipe), pipe) == ""
