"""Listener in: parse, run one use case, show one view. `register` lists all that the bot listens to."""

import re

from slack_bolt.async_app import AsyncApp

from handlers.listeners import Listeners
from handlers.services import Services

__all__ = ["Listeners", "Services", "register"]


def register(app: AsyncApp, services: Services) -> None:
    """Let the app hear commands, buttons, forms and mentions."""
    listeners = Listeners(services)
    commands = "|".join(command.removeprefix("/") for command in listeners.commands)
    app.command(re.compile(f"^/({commands})$"))(listeners.on_command)
    app.action(re.compile(".*"))(listeners.on_press)
    app.view(re.compile("|".join(listeners.forms)))(listeners.on_submission)
    for name, listener in listeners.events.items():
        app.event(name)(listener)
