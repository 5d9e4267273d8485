"""Reads an app manifest: which commands, shortcuts, events and rights the app asked for.

https://docs.slack.dev/reference/app-manifest
"""

from dataclasses import dataclass

from slack_simulator.input_file import InputError, Section
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
    uses_socket: bool

    def command(self, name: str) -> Command | None:
        """Return the slash command of that name, with its slash."""
        return next((one for one in self.commands if one.command == name), None)

    def shortcut(self, callback_id: str) -> Shortcut | None:
        """Return the shortcut with that callback id."""
        return next((one for one in self.shortcuts if one.callback_id == callback_id), None)


def read_manifest(content: JSON) -> Manifest:
    """Read a manifest that was parsed from YAML or JSON.

    Raises InputError when it describes no bot, or with the place of what Slack would not understand.
    """
    manifest = Section(content)
    features, settings = manifest.section("features"), manifest.section("settings")
    home = features.section("app_home")
    name = manifest.section("display_information").text("name")
    if not features.has("bot_user"):
        raise InputError("features.bot_user is missing: an app without a bot can do nothing here.")
    return Manifest(
        name=name,
        bot_name=features.section("bot_user").text("display_name", name),
        commands=tuple(
            Command(
                one.text("command"),
                one.text("description"),
                one.text("usage_hint", ""),
                one.flag("should_escape"),
            )
            for one in features.sections("slash_commands")
        ),
        shortcuts=tuple(
            Shortcut(one.text("name"), one.text("callback_id"), on_message=one.text("type") == "message")
            for one in features.sections("shortcuts")
        ),
        scopes=tuple(manifest.section("oauth_config").section("scopes").texts("bot")),
        events=frozenset(settings.section("event_subscriptions").texts("bot_events")),
        has_home=home.flag("home_tab_enabled"),
        has_messages=home.flag("messages_tab_enabled", default=True),
        messages_read_only=home.flag("messages_tab_read_only_enabled"),
        is_interactive=settings.section("interactivity").flag("is_enabled"),
        uses_socket=settings.flag("socket_mode_enabled"),
    )
