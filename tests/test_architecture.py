"""What must fit together: ids and listeners, the manifest and what is registered, methods and scopes."""

import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from slack_bolt.async_app import AsyncApp
from slack_bolt.kwargs_injection.async_args import AsyncArgs

from bot.clock import SystemClock
from bot.settings import Settings
from handlers import Desk, Listeners, register
from rollouts.people import Person
from tests.support.databases import InMemory
from views.actions import Form, Press

ROOT = Path(__file__).parent.parent
ROOMS = ("bot", "handlers", "scheduling", "storage", "views", "rollouts")

SCOPES = {
    "apps_connections_open": set[str](),  # the app's own token
    "auth_test": set[str](),
    "chat_postEphemeral": {"chat:write"},
    "chat_postMessage": {"chat:write", "chat:write.public"},
    "chat_update": {"chat:write"},
    "conversations_history": {"channels:history", "groups:history", "im:history"},
    "conversations_join": {"channels:join"},
    "conversations_list": {"channels:read", "groups:read"},
    "conversations_open": {"im:write"},
    "conversations_replies": {"channels:history", "groups:history", "im:history"},
    "usergroups_users_list": {"usergroups:read"},
    "users_info": {"users:read"},
    "views_open": set[str](),
    "views_update": set[str](),
}
"""What Slack's reference asks for each method that is called, as far as we use it."""

EVENT_SCOPES = {
    "app_mention": {"app_mentions:read"},
    "channel_unarchive": {"channels:read"},
    "member_joined_channel": {"channels:read", "groups:read"},
}
"""The same for each event that is subscribed to."""

CALL = re.compile(r"\.((?:apps|auth|chat|conversations|usergroups|users|views)_\w+)\(")


class Directory:
    async def find(self, user: str, team: str | None) -> Person:
        return Person(user, is_insider=team is not None)


@pytest.fixture
def desk() -> Desk:
    return Desk(InMemory(), SystemClock(), Directory(), nudge=lambda: None, spawn=lambda work: work)


@pytest.fixture
def listeners(desk: Desk) -> Listeners:
    return Listeners(desk)


@pytest.fixture(scope="module")
def manifest() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "manifest.yml").read_text(encoding="utf-8"))
    return loaded


def sources() -> Iterator[Path]:
    for room in ROOMS:
        yield from (ROOT / room).rglob("*.py")


def test_every_button_has_a_listener_and_every_listener_of_buttons_an_id(listeners: Listeners) -> None:
    assert set(listeners.presses) == {press.value for press in Press}


def test_every_form_has_a_listener_and_every_listener_of_forms_an_id(listeners: Listeners) -> None:
    assert set(listeners.forms) == {form.value for form in Form}


def test_the_manifest_lists_exactly_the_commands_that_are_answered(
    listeners: Listeners, manifest: dict[str, Any]
) -> None:
    listed = [command["command"] for command in manifest["features"]["slash_commands"]]

    assert sorted(listed) == sorted(listeners.commands)


def test_the_manifest_lists_exactly_the_events_that_are_listened_to(
    listeners: Listeners, manifest: dict[str, Any]
) -> None:
    assert sorted(manifest["settings"]["event_subscriptions"]["bot_events"]) == sorted(listeners.events)


def test_the_arguments_of_every_listener_are_bolts_own(listeners: Listeners) -> None:
    heard: list[Any] = [
        listeners.on_command,
        listeners.on_press,
        listeners.on_submission,
        *listeners.events.values(),
    ]
    known = set(inspect.signature(AsyncArgs.__init__).parameters)

    assert {name for listener in heard for name in listener.__annotations__} - {"return"} <= known


def test_bolt_gets_one_listener_for_each_sort_and_each_event(desk: Desk, listeners: Listeners) -> None:
    app = AsyncApp(token="xoxb-made-up", signing_secret="made up", request_verification_enabled=False)

    register(app, desk)

    heard = app._async_listeners  # noqa: SLF001 - Bolt has no other way to tell
    assert len(heard) == 3 + len(listeners.events)


def test_the_scopes_are_those_that_methods_commands_and_events_need(manifest: dict[str, Any]) -> None:
    called = {name for file in sources() for name in CALL.findall(file.read_text(encoding="utf-8"))}
    events = manifest["settings"]["event_subscriptions"]["bot_events"]
    needed = {"commands"}
    needed |= {scope for method in called for scope in SCOPES[method]}
    needed |= {scope for event in events for scope in EVENT_SCOPES[event]}

    assert needed == set(manifest["oauth_config"]["scopes"]["bot"])


def test_no_method_stands_in_the_table_that_is_never_called() -> None:
    text = "\n".join(file.read_text(encoding="utf-8") for file in sources())

    assert set(CALL.findall(text)) == set(SCOPES)


def test_every_command_has_its_names_escaped_so_that_ids_arrive(manifest: dict[str, Any]) -> None:
    assert all(command["should_escape"] for command in manifest["features"]["slash_commands"])


def test_the_manifest_keeps_slacks_limits(manifest: dict[str, Any]) -> None:
    shown, features = manifest["display_information"], manifest["features"]
    commands = features["slash_commands"]

    assert set(manifest) <= {"_metadata", "display_information", "features", "oauth_config", "settings"}
    assert len(shown["name"]) <= 35
    assert len(shown["description"]) <= 140
    assert 175 <= len(shown["long_description"]) <= 4000
    assert re.fullmatch(r"#([0-9a-f]{3}|[0-9a-f]{6})", shown["background_color"])
    assert re.fullmatch(r"[a-z0-9._-]{1,80}", features["bot_user"]["display_name"])
    assert len(commands) <= 50
    assert all(re.fullmatch(r"/[a-z0-9_-]{1,31}", command["command"]) for command in commands)
    assert all(len(command["description"]) <= 2000 for command in commands)
    assert all(len(command["usage_hint"]) <= 1000 for command in commands)
    assert len(manifest["oauth_config"]["scopes"]["bot"]) <= 255
    assert len(manifest["settings"]["event_subscriptions"]["bot_events"]) <= 100
    assert len(features.get("shortcuts", [])) <= 10


def test_every_setting_is_explained_in_the_example_and_nothing_else_is() -> None:
    known = {
        str(field.validation_alias or f"FORTNIGHT_{name.upper()}")
        for name, field in Settings.model_fields.items()
    }
    example = (ROOT / ".env.example").read_text(encoding="utf-8")

    assert set(re.findall(r"^#?\s*((?:FORTNIGHT|SLACK)_[A-Z_]+)=", example, re.MULTILINE)) == known
