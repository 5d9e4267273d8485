"""The Slack app: one table says what it can do, and everything that speaks of it agrees."""

import logging
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.clock import SystemClock
from bot.settings import Settings
from bot.slack.capabilities import CAPABILITIES, Capability, Command, Shortcut
from bot.slack.granted import granted_scopes, report_missing
from bot.slack.manifest import as_dict, as_yaml, scopes
from bot.wiring import build
from slack_simulator import Workspace, serve
from tests.support.command_line import Types, types

__all__ = ["types"]

ROOT = Path(__file__).parent.parent.parent
ALL = frozenset(scopes())
ASKING = Capability(
    name="Moods",
    why="Asks how people feel.",
    without="Nobody is asked how they feel.",
    scopes=("chat:write", "reactions:read"),
    events=("reaction_added",),
    commands=(Command("/mood", "How do you feel?", "[a word]"),),
    shortcuts=(Shortcut("ask_mood", "Ask for a mood", "Asks the author of a message"),),
)


GROUPS = next(row for row in CAPABILITIES if row.name == "Groups of managers")


@pytest.fixture
def manifest() -> dict[str, Any]:
    return as_dict()


def lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.name == "bot.slack.granted"]


# The manifest


def test_the_manifest_of_the_project_is_the_one_that_is_written() -> None:
    assert (ROOT / "manifest.yml").read_text(encoding="utf-8") == as_yaml(), (
        "Write it anew: .venv/bin/fortnight manifest > manifest.yml"
    )


def test_the_manifest_reads_as_what_was_written(manifest: dict[str, Any]) -> None:
    assert yaml.safe_load(as_yaml()) == manifest


def test_over_http_everything_comes_to_one_address_and_no_socket_is_opened(manifest: dict[str, Any]) -> None:
    address = "https://bot.example/slack/events"

    over_http = yaml.safe_load(as_yaml(host="https://bot.example"))

    assert over_http["settings"]["socket_mode_enabled"] is False
    assert over_http["settings"]["interactivity"] == {"is_enabled": True, "request_url": address}
    assert over_http["settings"]["event_subscriptions"].pop("request_url") == address
    assert {command.pop("url") for command in over_http["features"]["slash_commands"]} == {address}
    assert over_http["settings"]["event_subscriptions"] == manifest["settings"]["event_subscriptions"]
    assert over_http["features"] == manifest["features"]
    assert over_http["oauth_config"] == manifest["oauth_config"]


def test_the_command_line_writes_either_and_takes_only_an_address_that_slack_reaches(types: Types) -> None:
    assert types("manifest").out == as_yaml()
    assert types("manifest", "--http", "https://bot.example/").out == as_yaml(host="https://bot.example")
    for wrong in ("http://bot.example", "bot.example", "https://bot.example/?a=b", "https://a b"):
        refused = types("manifest", "--http", wrong)
        assert (refused.code, refused.out) == (1, "")
        assert refused.err.startswith("Slack sends over https alone: give the address")


def test_a_row_more_brings_its_command_shortcut_event_and_scopes() -> None:
    longer = as_dict((*CAPABILITIES, ASKING))

    assert longer["features"]["slash_commands"][-1]["command"] == "/mood"
    assert longer["features"]["shortcuts"][-1:] == [
        {
            "name": "Ask for a mood",
            "type": "message",
            "callback_id": "ask_mood",
            "description": "Asks the author of a message",
        }
    ]
    assert "reaction_added" in longer["settings"]["event_subscriptions"]["bot_events"]
    assert set(longer["oauth_config"]["scopes"]["bot"]) - ALL == {"reactions:read"}


def test_a_scope_that_several_rows_need_is_asked_for_once_with_each_reason() -> None:
    posts = CAPABILITIES[0]

    assert scopes((posts, ASKING))["chat:write"] == f"{posts.why} {ASKING.why}"


def test_what_nobody_needs_is_left_out_since_slack_refuses_empty_lists() -> None:
    bare = as_dict((replace(ASKING, events=(), commands=(), shortcuts=()),))

    assert set(bare["features"]) == {"app_home", "bot_user"}
    assert "event_subscriptions" not in bare["settings"]


def test_each_row_says_in_sentences_what_it_is_for_and_what_is_lost_without_it() -> None:
    for row in CAPABILITIES:
        assert re.fullmatch(r"[A-Z].*\.", row.why)
        assert re.fullmatch(r"[A-Z].*\.", row.without)
        assert row.scopes, f"{row.name} needs nothing of Slack: what would be lost without it?"


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


# What is documented


def test_the_documentation_shows_every_row_with_its_reason() -> None:
    table = "\n".join(
        f"| {row.name} | {', '.join(f'`{scope}`' for scope in row.scopes)} | {row.why} | {row.without} |"
        for row in CAPABILITIES
    )

    assert f"\n{table}\n\n" in (ROOT / "docs" / "slack-app.md").read_text(encoding="utf-8"), (
        f"The table in docs/slack-app.md should be:\n{table}"
    )


def test_the_changelog_names_every_scope_so_that_people_know_when_to_install_again() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    sections = re.findall(r"^### Install the app again$(.*?)(?=^##|\Z)", changelog, re.MULTILINE | re.DOTALL)

    assert set(re.findall(r"`([a-z_.]+(?::[a-z_.]+)?)`", "".join(sections))) == ALL


# What was granted


def test_with_everything_granted_nothing_is_said(caplog: pytest.LogCaptureFixture) -> None:
    report_missing(ALL | {"incoming-webhook"})

    assert lines(caplog) == []


def test_what_is_missing_is_said_with_what_it_costs_and_what_to_do(caplog: pytest.LogCaptureFixture) -> None:
    report_missing(ALL - {"usergroups:read"})

    assert lines(caplog) == [
        "The Slack app was not granted usergroups:read (Groups of managers). " + GROUPS.without,
        "To grant what is missing: Paste manifest.yml once more at api.slack.com/apps and reinstall the app.",
    ]


def test_what_the_main_job_needs_is_an_error(caplog: pytest.LogCaptureFixture) -> None:
    report_missing(ALL - {"chat:write", "im:history"})

    facts = [record.args for record in caplog.records if isinstance(record.args, Mapping)]
    assert [
        (record.levelno, named.get("scopes")) for record, named in zip(caplog.records, facts, strict=True)
    ] == [
        (logging.ERROR, "chat:write"),
        (logging.WARNING, "im:history"),
        (logging.WARNING, None),
    ]


@pytest.mark.parametrize(
    "headers",
    [
        {"X-OAuth-Scopes": "chat:write,commands"},
        {"x-oauth-scopes": "chat:write, commands"},
    ],
)
def test_what_was_granted_stands_in_the_headers(headers: dict[str, str]) -> None:
    assert granted_scopes(headers) == frozenset({"chat:write", "commands"})


@pytest.mark.parametrize("headers", [{}, {"x-oauth-scopes": ""}])
def test_where_slack_does_not_say_what_was_granted_nothing_is_missed(
    headers: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    report_missing(granted_scopes(headers))

    assert lines(caplog) == []


async def test_an_app_that_was_installed_before_a_scope_was_asked_for_hears_of_it_at_start(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    earlier = as_dict(tuple(row for row in CAPABILITIES if row.name != "Lost posts"))
    workspace = Workspace(manifest=earlier, now=SystemClock().now, paced=False)
    server = await serve(workspace)
    settings = Settings.load(
        _env_file=None,
        SLACK_BOT_TOKEN=workspace.bot_token,
        SLACK_APP_TOKEN=workspace.app_token,
        slack_api_url=server.api_url,
        database_url=f"sqlite:///{tmp_path / 'fortnight.db'}",
    )

    bot = await build(settings, clock=SystemClock())

    assert lines(caplog)[0] == (
        "The Slack app was not granted channels:history, groups:history (Lost posts). "
        "A manager is asked about every message whose answer was lost."
    )
    await bot.stop()
    await server.close()
