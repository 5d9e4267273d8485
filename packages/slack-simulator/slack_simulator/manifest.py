"""Reads an app manifest: which commands, shortcuts, events and rights the app asked for.

https://docs.slack.dev/reference/app-manifest
"""

from dataclasses import dataclass

from slack_simulator.records import JSON


@dataclass(frozen=True)
class Command:
    """A slash command as the manifest declares it; ``escapes`` turns typed names into ids."""

    command: str
    description: str
    usage_hint: str
    escapes: bool


@dataclass(frozen=True)
class Shortcut:
    """A message shortcut (``on_message``) or a global one."""

    name: str
    callback_id: str
    on_message: bool


@dataclass(frozen=True)
class Manifest:
    """What the workspace needs to know of an app. The messages tab is open unless the manifest closes it."""

    name: str
    bot_name: str
    commands: tuple[Command, ...]
    shortcuts: tuple[Shortcut, ...]
    scopes: tuple[str, ...]
    events: frozenset[str]
    has_home: bool
    has_messages: bool
    messages_read_only: bool
    is_interactive: bool

    def command(self, name: str) -> Command | None:
        """Return the slash command of that name, with its slash."""
        return next((one for one in self.commands if one.command == name), None)

    def shortcut(self, callback_id: str) -> Shortcut | None:
        """Return the shortcut with that callback id."""
        return next((one for one in self.shortcuts if one.callback_id == callback_id), None)


def read_manifest(manifest: JSON) -> Manifest:
    """Read a manifest that was parsed from YAML or JSON. Raises ValueError when it describes no bot."""
    features: JSON = manifest.get("features", {})
    settings: JSON = manifest.get("settings", {})
    home: JSON = features.get("app_home", {})
    name = manifest.get("display_information", {}).get("name")
    if not name:
        raise ValueError("The manifest has no display_information.name.")
    if "bot_user" not in features:
        raise ValueError("The manifest has no features.bot_user: an app without a bot can do nothing here.")
    return Manifest(
        name=name,
        bot_name=features["bot_user"].get("display_name", name),
        commands=tuple(
            Command(
                one["command"], one["description"], one.get("usage_hint", ""), one.get("should_escape", False)
            )
            for one in features.get("slash_commands", [])
        ),
        shortcuts=tuple(
            Shortcut(one["name"], one["callback_id"], on_message=one["type"] == "message")
            for one in features.get("shortcuts", [])
        ),
        scopes=tuple(manifest.get("oauth_config", {}).get("scopes", {}).get("bot", [])),
        events=frozenset(settings.get("event_subscriptions", {}).get("bot_events", [])),
        has_home=home.get("home_tab_enabled", False),
        has_messages=home.get("messages_tab_enabled", True),
        messages_read_only=home.get("messages_tab_read_only_enabled", False),
        is_interactive=settings.get("interactivity", {}).get("is_enabled", False),
    )
