"""Listener in: parse, run one use case, show one view. `Listeners.table` lists all that is listened to."""

import re
from collections.abc import Iterable

from slack_bolt.async_app import AsyncApp

from handlers.gate import Gate
from handlers.homes import Homes
from handlers.listeners import Listeners
from handlers.services import Services

__all__ = ["Gate", "Homes", "Listeners", "Services", "register"]


def register(app: AsyncApp, listeners: Listeners) -> None:
    """Let the app hear everything in the table."""
    table = listeners.table
    app.command(_any_of(table.commands))(listeners.on_command)
    app.action(re.compile(".*"))(listeners.on_press)
    app.view(_any_of(table.forms))(listeners.on_submission)
    app.shortcut(_any_of(table.shortcuts))(listeners.on_shortcut)
    app.event(_any_of(name.partition(".")[0] for name in table.messages))(listeners.on_message)
    app.event(_any_of(table.openings))(listeners.on_opening)
    app.event(_any_of(table.visits))(listeners.on_visit)


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    return re.compile(f"^({'|'.join(map(re.escape, names))})$")
