"""The Slack app's manifest, written from the table of capabilities.

https://docs.slack.dev/reference/app-manifest
"""

from typing import Any

import yaml

from bot.slack.capabilities import (
    BOT_USER,
    CAPABILITIES,
    DISPLAY,
    HOME,
    NAMES_AS_IDS,
    SETTINGS,
    Capability,
    Command,
    Shortcut,
)

EVENTS_PATH = "/slack/events"
"""Where all that Slack sends comes in, when it comes over HTTP: commands, presses, forms and events."""

HEADER = '# The Slack app: paste this at api.slack.com/apps, "Create New App", "From a manifest".\n'


def scopes(table: tuple[Capability, ...] = CAPABILITIES) -> dict[str, str]:
    """Return every scope that is asked for, in alphabetical order, and what it is good for."""
    reasons: dict[str, list[str]] = {}
    for capability in table:
        for scope in capability.scopes:
            reasons.setdefault(scope, []).append(capability.why)
    return {scope: " ".join(why) for scope, why in sorted(reasons.items())}


def as_dict(table: tuple[Capability, ...] = CAPABILITIES, *, host: str | None = None) -> dict[str, Any]:
    """Return the manifest as Slack's schema wants it; what is empty is left out, since Slack refuses it.

    `host` is the address at which Slack reaches the bot over HTTP, such as `https://bot.example`; without one
    it is for Socket Mode.
    """
    url = {"url": f"{host}{EVENTS_PATH}"} if host else {}
    request_url = {"request_url": f"{host}{EVENTS_PATH}"} if host else {}
    commands = [_command(command) | url for capability in table for command in capability.commands]
    shortcuts = [_shortcut(shortcut) for capability in table for shortcut in capability.shortcuts]
    events = sorted({event for capability in table for event in capability.events})
    return {
        "_metadata": {"major_version": 2},
        "display_information": dict(DISPLAY),
        "features": {"app_home": dict(HOME), "bot_user": dict(BOT_USER)}
        | ({"shortcuts": shortcuts} if shortcuts else {})
        | ({"slash_commands": commands} if commands else {}),
        "oauth_config": {"scopes": {"bot": list(scopes(table))}},
        "settings": ({"event_subscriptions": request_url | {"bot_events": events}} if events else {})
        | SETTINGS
        | (
            {"interactivity": SETTINGS["interactivity"] | request_url, "socket_mode_enabled": False}
            if host
            else {}
        ),
    }


def _command(command: Command) -> dict[str, object]:
    return {
        "command": command.name,
        "description": command.description,
        "usage_hint": command.usage_hint,
        "should_escape": NAMES_AS_IDS,
    }


def _shortcut(shortcut: Shortcut) -> dict[str, object]:
    return {
        "name": shortcut.name,
        "type": "message" if shortcut.on_message else "global",
        "callback_id": shortcut.callback_id,
        "description": shortcut.description,
    }


def as_yaml(table: tuple[Capability, ...] = CAPABILITIES, *, host: str | None = None) -> str:
    """Write the manifest as `manifest.yml`, with what each scope is for beside it; `host` as above."""
    text = yaml.safe_dump(as_dict(table, host=host), sort_keys=False, width=110, allow_unicode=True)
    for scope, why in scopes(table).items():
        text = text.replace(f"    - {scope}\n", f"    - {scope}  # {why}\n")
    return HEADER + text
