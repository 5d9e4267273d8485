"""What must fit together: ids and listeners, the manifest and what is registered, methods and scopes."""

import inspect
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp
from slack_bolt.kwargs_injection.async_args import AsyncArgs

from bot.clock import SystemClock
from bot.settings import Settings
from bot.slack import rendering
from bot.slack.manifest import as_dict
from handlers import Gate, Listeners, Services, register
from handlers.subcommands import SubCommands
from rollouts.people import Caller, Person
from tests.support.databases import InMemory
from tests.support.overheard import Overheard
from tests.support.references import Unasked
from views.actions import FormId, Press, ShortcutId
from views.answers.help import show_help

ROOT = Path(__file__).parent.parent
ROOMS = ("bot", "handlers", "scheduling", "storage", "views", "rollouts")

SCOPES = {
    "apps_connections_open": set[str](),  # the app's own token
    "auth_test": set[str](),
    "chat_delete": {"chat:write"},
    "chat_getPermalink": set[str](),
    "chat_postEphemeral": {"chat:write"},
    "chat_postMessage": {"chat:write", "chat:write.public"},
    "chat_update": {"chat:write"},
    "conversations_info": {"channels:read", "groups:read"},
    "conversations_history": {"channels:history", "groups:history", "im:history", "mpim:history"},
    "conversations_join": {"channels:join"},
    "conversations_list": {"channels:read", "groups:read"},
    "conversations_open": {"im:write", "mpim:write"},
    "conversations_replies": {"channels:history", "groups:history", "im:history", "mpim:history"},
    "files_completeUploadExternal": {"files:write"},
    "files_getUploadURLExternal": {"files:write"},
    "files_info": {"files:read"},
    "reactions_add": {"reactions:write"},
    "usergroups_list": {"usergroups:read"},
    "usergroups_users_list": {"usergroups:read"},
    "users_conversations": {"channels:read", "groups:read"},
    "users_info": {"users:read"},
    "users_list": {"users:read"},
    "users_lookupByEmail": {"users:read", "users:read.email"},
    "views_open": set[str](),
    "views_publish": set[str](),
    "views_update": set[str](),
}
"""What Slack's reference asks for each method that is called, as far as we use it."""

EVENT_SCOPES = {
    "app_home_opened": set[str](),
    "app_mention": {"app_mentions:read"},
    "message.im": {"im:history"},
    "channel_unarchive": {"channels:read"},
    "member_joined_channel": {"channels:read", "groups:read"},
}
"""The same for each event that is subscribed to."""

SLACKS_OWN = {"/invite"}
"""A command that we speak of and Slack answers."""

CALLED = "(?:apps|auth|chat|conversations|files|reactions|usergroups|users|views)"
CALL = re.compile(rf"\.({CALLED}_\w+)\(|api_call\(\"({CALLED}\.\w+)\"")
"""A call of Slack's by a method of the SDK's, or by the name that Slack has for it."""


def called(text: str) -> set[str]:
    """Return what is called there, by the methods of the SDK's."""
    return {(method or name).replace(".", "_") for method, name in CALL.findall(text)}


LOG_LINE = re.compile(r"logger\.\w+\(\s*(?:\"[^\"]*\"\s*)+")
UNNAMED = re.compile(r"%[srdfgi]")


class Directory:
    async def rights(self, caller: Caller) -> Person:
        return Person(caller.id)


@pytest.fixture
def services() -> Services:
    gate, people = Gate("T0HOME"), Directory()
    database = InMemory()
    return Services(
        database,
        SystemClock(),
        gate,
        people,
        Overheard(),
        rendering,
        nudge=lambda: None,
        spawn=lambda work: work,
        references=Unasked(),
        reporting=database,
    )


@pytest.fixture
def listeners(services: Services) -> Listeners:
    return Listeners(services)


@pytest.fixture(scope="module")
def manifest() -> dict[str, Any]:
    return as_dict()


def sources() -> Iterator[Path]:
    for room in ROOMS:
        yield from (ROOT / room).rglob("*.py")


def test_each_fact_in_a_log_line_has_a_name_so_that_lines_can_be_found_by_it() -> None:
    unnamed = {
        f"{file.relative_to(ROOT)}:{found.count(chr(10), 0, at.start()) + 1}"
        for file in sources()
        for found in [file.read_text()]
        for at in LOG_LINE.finditer(found)
        if UNNAMED.search(at[0])
    }

    assert not unnamed, "Write %(name)s and give its facts as a mapping: bot/logs.py makes fields of them."


def test_every_button_has_a_listener_and_every_listener_of_buttons_an_id(listeners: Listeners) -> None:
    assert set(listeners.table.buttons) == {press.value for press in Press}


def test_every_form_has_a_listener_and_every_listener_of_forms_an_id(listeners: Listeners) -> None:
    assert set(listeners.table.forms) == {form.value for form in FormId}


def test_the_manifest_lists_exactly_the_shortcuts_that_are_answered(
    listeners: Listeners, manifest: dict[str, Any]
) -> None:
    listed = [shortcut["callback_id"] for shortcut in manifest["features"]["shortcuts"]]

    assert sorted(listed) == sorted(listeners.table.shortcuts) == sorted(ShortcutId)
    assert all(len(shortcut["name"]) <= 24 for shortcut in manifest["features"]["shortcuts"])


def test_the_manifest_lists_exactly_the_commands_that_are_answered(
    listeners: Listeners, manifest: dict[str, Any]
) -> None:
    listed = [command["command"] for command in manifest["features"]["slash_commands"]]

    assert sorted(listed) == sorted(listeners.table.commands)


def test_slack_shows_and_the_readme_lists_exactly_the_sub_commands_that_are_answered(
    listeners: Listeners, manifest: dict[str, Any]
) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    hints = {shown["command"]: shown["usage_hint"] for shown in manifest["features"]["slash_commands"]}

    for command, row in listeners.table.commands.items():
        subcommands = getattr(row.answer, "__self__", None)
        if isinstance(subcommands, SubCommands):
            rows = re.findall(rf"^\| `{command}`[^|]* \| (.*) \|$", readme, re.MULTILINE)
            assert set(re.findall(r"\w+", hints[command])) == set(subcommands.names)
            assert set(re.findall(r"`(\w+)`", " ".join(rows))) == set(subcommands.names)


def test_the_readme_and_the_help_speak_of_exactly_the_commands_that_are_answered(
    listeners: Listeners,
) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    for documented in (readme, rendering.render_message(show_help()).text):
        assert set(re.findall(r"`(/[a-z]+)", documented)) - SLACKS_OWN == set(listeners.table.commands)


def test_the_manifest_lists_exactly_the_events_that_are_listened_to(
    listeners: Listeners, manifest: dict[str, Any]
) -> None:
    assert sorted(manifest["settings"]["event_subscriptions"]["bot_events"]) == sorted(
        (*listeners.table.messages, *listeners.table.openings, *listeners.table.visits)
    )


def test_the_arguments_of_every_listener_are_bolts_own(listeners: Listeners) -> None:
    heard: list[Any] = [
        listeners.on_command,
        listeners.on_press,
        listeners.on_shortcut,
        listeners.on_submission,
        listeners.on_message,
        listeners.on_opening,
        listeners.on_visit,
    ]
    known = set(inspect.signature(AsyncArgs.__init__).parameters)

    assert {name for listener in heard for name in listener.__annotations__} - {"return"} <= known


def test_bolt_gets_one_listener_for_each_sort(listeners: Listeners) -> None:
    app = AsyncApp(token="xoxb-made-up", signing_secret="made up", request_verification_enabled=False)

    register(app, listeners)

    heard = app._async_listeners  # noqa: SLF001 - Bolt has no other way to tell
    assert len(heard) == 7


def test_the_scopes_are_those_that_methods_commands_and_events_need(manifest: dict[str, Any]) -> None:
    methods = {name for file in sources() for name in called(file.read_text(encoding="utf-8"))}
    events = manifest["settings"]["event_subscriptions"]["bot_events"]
    needed = {"commands"}
    needed |= {scope for method in methods for scope in SCOPES[method]}
    needed |= {scope for event in events for scope in EVENT_SCOPES[event]}

    assert needed == set(manifest["oauth_config"]["scopes"]["bot"])


def test_no_method_stands_in_the_table_that_is_never_called() -> None:
    text = "\n".join(file.read_text(encoding="utf-8") for file in sources())

    assert called(text) == set(SCOPES)


def test_what_has_a_history_is_saved_nowhere_but_where_the_change_is_noted() -> None:
    saved = "save_(release|integration|servers|check)|remove_integration|drop_check|accept_risk"
    saving = re.compile(rf"\.({saved}|choose|note_changes)\(")
    files = {file for file in sources() if saving.search(file.read_text(encoding="utf-8"))}

    assert files == {ROOT / "rollouts" / "keeping.py"}


def test_every_setting_is_explained_in_the_example_and_nothing_else_is() -> None:
    known = {
        str(field.validation_alias or f"FORTNIGHT_{name.upper()}")
        for name, field in Settings.model_fields.items()
    }
    example = (ROOT / ".env.example").read_text(encoding="utf-8")

    assert set(re.findall(r"^#?\s*((?:FORTNIGHT|SLACK)_[A-Z_]+)=", example, re.MULTILINE)) == known


def test_what_is_slow_to_load_is_loaded_only_when_it_is_needed() -> None:
    slow = {"PIL", "icalendar", "lxml", "inscriptis", "authres", "feedparser", "rapidfuzz"}
    slow |= {"sqlalchemy.dialects.postgresql"}
    loaded = f"import sys, bot.wiring, bot.mail.reading; print({slow} & sys.modules.keys())"

    command = [sys.executable, "-c", loaded]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)  # noqa: S603 - our own words

    assert done.stdout == "set()\n"
