"""The doctor finds what is wrong, by name, and says what to do; where all is well it says that."""

import json
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from bot.doctor.examination import examine
from bot.settings import Settings
from bot.slack.capabilities import CAPABILITIES
from bot.slack.manifest import as_dict
from rollouts import kinds
from rollouts.deliveries import Announcement, Delivery, Key, Pause, State
from rollouts.findings import Finding, Health, warning
from rollouts.integrations import Environment, Integration
from rollouts.policy import Policy
from rollouts.ports import Ledger
from rollouts.releases import Release, Stage
from slack_simulator import Workspace, serve
from slack_simulator.faults import Fault, FaultKind
from slack_simulator.manifest import read_manifest
from storage.database import Database
from tests.support.command_line import Types, types
from tests.support.databases import new_file
from tests.support.stored import put

__all__ = ["types"]
NOW = datetime.now(UTC)
HOUR = timedelta(hours=1)
RELEASE = Release("2026.11", "Player", (Stage("standard", NOW.date() + timedelta(days=60)),), owner="U0ANA")
PREVIEW = Key(RELEASE.topic, Announcement(kinds.PREVIEW, "standard"), "C0ACME")


def fill(ledger: Ledger) -> None:
    ledger.save_integration(Integration("Acme LMS", "C0ACME", ("U0ANA",), (Environment("test", "standard"),)))
    ledger.save_release(RELEASE)


@cache
def filled() -> bytes:
    with TemporaryDirectory() as folder:
        file = new_file(Path(folder))
        database = Database(f"sqlite:///{file}")
        database.workspace("T0HOME", Policy()).run_sync(fill, now=NOW)
        database.back_up(file.with_name("backup.db"), now=NOW)
        database.close()
        return file.with_name("backup.db").read_bytes()


class At:
    """A clock that stands."""

    def __init__(self, now: datetime) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now


@dataclass
class Patient:
    """What the doctor looks at: all of it is well."""

    slack: Workspace
    file: Path
    settings: dict[str, object] = field(default_factory=dict)
    now: datetime = NOW
    probe: str | None = None

    def change(self, change: Callable[[Ledger], object]) -> None:
        database = Database(f"sqlite:///{self.file}")
        database.workspace("T0HOME", Policy()).run_sync(change, now=NOW)
        database.close()

    def run_sql(self, statement: str) -> None:
        with closing(sqlite3.connect(self.file)) as connection:
            connection.execute(statement)
            connection.commit()


@asynccontextmanager
async def patient(folder: Path) -> AsyncIterator[Patient]:
    slack = Workspace(manifest=as_dict(), now=lambda: NOW, paced=False)
    for name in ("ana", "maya"):
        slack.add_person(id=f"U0{name.upper()}", name=name, real_name=name.title(), tz="Europe/Berlin")
    slack.add_group(id="S0MANAGERS", handle="managers", users=["U0MAYA"])
    for name in ("acme", "help"):
        slack.add_channel(id=f"C0{name.upper()}", name=name, members=["U0ANA"])
    file = folder / "fortnight.db"
    file.write_bytes(filled())
    file.with_name("fortnight.db.backed-up").write_text(NOW.isoformat(), encoding="ascii")
    yield Patient(slack, file)


async def findings(ill: Patient) -> tuple[Finding, ...]:
    server = await serve(ill.slack)
    try:
        given: dict[str, object] = {
            "SLACK_BOT_TOKEN": ill.slack.bot_token,
            "SLACK_APP_TOKEN": ill.slack.app_token,
            "slack_api_url": server.api_url,
            "database_url": f"sqlite:///{ill.file}",
            "timezone": "Europe/Berlin",
            "managers": "U0MAYA S0MANAGERS",
            "support_channel": "C0HELP",
        }
        settings = {name: value for name, value in (given | ill.settings).items() if value is not None}
        return await examine(Settings.load(_env_file=None, **settings), clock=At(ill.now), probe_in=ill.probe)
    finally:
        await server.close()


async def test_where_all_is_well_nothing_is_to_be_done(tmp_path: Path) -> None:
    async with patient(tmp_path) as well:
        well.probe = "C0ACME"
        found = await findings(well)

    assert [each for each in found if each.health is not Health.GOOD] == []
    assert {each.about for each in found} >= {
        *("bot token", "app token", "scopes", "clock", "time zone", "database", "backup", "deliveries"),
        *("channel C0ACME", "channel C0HELP", "probe of C0ACME", "mail", "managers"),
    }
    assert well.slack.channels["C0ACME"].messages == []


def no_scope(name: str) -> Callable[[Patient], None]:
    def plant(ill: Patient) -> None:
        ill.slack.app = read_manifest(as_dict(tuple(row for row in CAPABILITIES if row.name != name)))

    return plant


def overdue(ill: Patient) -> None:
    ill.change(lambda ledger: put(ledger, [Delivery(0, PREVIEW, NOW - HOUR)]))


def undecided(ill: Patient) -> None:
    failed = Delivery(
        0, replace(PREVIEW, channel="C0FAILED"), NOW - HOUR, state=State.FAILED, reason="msg_too_long"
    )
    ill.change(lambda ledger: put(ledger, [failed]))


def paused(ill: Patient) -> None:
    ill.change(lambda ledger: ledger.pause(Pause("C0HELP", "is_archived", NOW, 1)))


def unknown_name(ill: Patient) -> None:
    ill.change(lambda ledger: ledger.save_integration(Integration("Globex", "#globex")))


def settings(**given: object) -> Callable[[Patient], None]:
    return lambda ill: ill.settings.update(given)


def someone(**facts: object) -> Callable[[Patient], None]:
    def plant(ill: Patient) -> None:
        for name, value in facts.items():
            setattr(ill.slack.users["U0MAYA"], name, value)

    return plant


def channel(**facts: object) -> Callable[[Patient], None]:
    def plant(ill: Patient) -> None:
        for name, value in facts.items():
            setattr(ill.slack.channels["C0ACME"], name, value)

    return plant


def exchanged(ill: Patient) -> None:
    ill.settings = {"SLACK_BOT_TOKEN": ill.slack.app_token, "SLACK_APP_TOKEN": ill.slack.bot_token}


def of_another_app(ill: Patient) -> None:
    ill.slack.app_token = "xapp-1-A0OTHER-123-abc"


def over_http(ill: Patient) -> None:
    ill.slack.request_url = "http://127.0.0.1:9/slack/events"


def of_another_workspace(ill: Patient) -> None:
    database = Database(f"sqlite:///{new_file(ill.file.parent)}")
    database.workspace("T0WAS", Policy())
    database.close()


def gone(ill: Patient) -> None:
    for place in ill.slack.channels.values():
        place.members = [each for each in place.members if each != "U0ANA"]
    del ill.slack.users["U0ANA"]


def not_invited(ill: Patient) -> None:
    no_scope("Public channels")(ill)
    ill.slack.channels["C0ACME"].members = ["U0ANA"]


def broken(ill: Patient) -> None:
    ill.file.write_bytes(ill.file.read_bytes()[: 4096 * 5])


def backed_up_long_ago(ill: Patient) -> None:
    noted = ill.file.with_name("fortnight.db.backed-up")
    noted.write_text((NOW - timedelta(days=8)).isoformat(), encoding="ascii")


def unreadable(ill: Patient) -> None:
    ill.probe = "C0ACME"
    ill.slack.faults.add(Fault(FaultKind.REFUSED, method="conversations.history", error="not_in_channel"))


def by_name(ill: Patient) -> None:
    ill.settings["managers"] = "@maya"
    ill.slack.users["U0MAYA"].is_guest = True


def untold(ill: Patient) -> None:
    ill.settings["managers"] = "@maya"
    ill.slack.faults.add(Fault(FaultKind.FATAL_ERROR, method="users.list"))


def silent(ill: Patient) -> None:
    ill.slack.faults.add(Fault(FaultKind.FATAL_ERROR, method="conversations.info"))


PLANTED: dict[str, tuple[Callable[[Patient], object], str, Health, str]] = {
    "no bot token": (settings(SLACK_BOT_TOKEN=None), "SLACK_BOT_TOKEN", Health.ERROR, "missing"),
    "no app token": (settings(SLACK_APP_TOKEN=None), "SLACK_APP_TOKEN", Health.ERROR, "missing"),
    "wrong bot token": (settings(SLACK_BOT_TOKEN="xoxb-1"), "bot token", Health.ERROR, "(invalid_auth)"),
    "revoked bot token": (
        lambda ill: setattr(ill.slack, "revoked", True),
        "bot token",
        Health.ERROR,
        "(token_revoked)",
    ),
    "tokens exchanged": (exchanged, "bot token", Health.ERROR, "(not_allowed_token_type)"),
    "wrong app token": (settings(SLACK_APP_TOKEN="xapp-1"), "app token", Health.ERROR, "(invalid_auth)"),
    "app token of another app": (of_another_app, "app token", Health.ERROR, "app A0OTHER"),
    "no Socket Mode": (over_http, "app token", Health.ERROR, "socket_mode_not_enabled"),
    "Slack away": (
        settings(slack_api_url="http://127.0.0.1:9/"),
        "bot token",
        Health.ERROR,
        "cannot be reached",
    ),
    "required scope": (no_scope("Posts"), "scope chat:write", Health.ERROR, "Posts: Nothing can be posted"),
    "optional scope": (no_scope("Files"), "scope files:write", Health.WARNING, "Files:"),
    "channel archived": (channel(archived=True), "channel C0ACME", Health.ERROR, "is archived (Acme LMS)"),
    "channel closed": (
        channel(kind="private", members=["U0ANA"]),
        "channel C0ACME",
        Health.ERROR,
        "cannot see it (Acme LMS; channel_not_found)",
    ),
    "support channel gone": (
        lambda ill: ill.slack.channels.pop("C0HELP"),
        "channel C0HELP",
        Health.ERROR,
        "the support channel",
    ),
    "not invited": (not_invited, "channel C0ACME", Health.ERROR, "Fortnight is not in #acme (Acme LMS)"),
    "deactivated manager": (someone(is_deactivated=True), "person U0MAYA", Health.WARNING, "deactivated"),
    "guest as manager": (someone(is_guest=True), "person U0MAYA", Health.WARNING, "guest"),
    "outsider": (someone(team_id="T0OTHER"), "person U0MAYA", Health.WARNING, "another organisation"),
    "unknown owner": (
        gone,
        "person U0ANA",
        Health.WARNING,
        "none of that id (owns Acme LMS, release 2026.11; user_not_found)",
    ),
    "empty group": (
        lambda ill: ill.slack.groups["S0MANAGERS"].users.clear(),
        "group S0MANAGERS",
        Health.WARNING,
        "Nobody is in it (a manager)",
    ),
    "unknown group": (
        settings(managers="S0NOBODY"),
        "group S0NOBODY",
        Health.WARNING,
        "no_such_subteam",
    ),
    "clock ahead": (
        lambda ill: setattr(ill, "now", NOW + HOUR),
        "clock",
        Health.ERROR,
        "ahead of Slack's",
    ),
    "clock behind": (
        lambda ill: setattr(ill, "now", NOW - timedelta(minutes=2)),
        "clock",
        Health.WARNING,
        "behind Slack's",
    ),
    "no zone set": (settings(timezone=None), "time zone", Health.WARNING, "live in Europe/Berlin"),
    "a name of nobody": (
        settings(managers="@nobody U0MAYA"),
        "FORTNIGHT_MANAGERS",
        Health.ERROR,
        "there is no @nobody",
    ),
    "a channel of no name": (
        settings(support_channel="#nowhere"),
        "FORTNIGHT_SUPPORT_CHANNEL",
        Health.ERROR,
        "there is no #nowhere",
    ),
    "a manager by name who left": (
        by_name,
        "person U0MAYA",
        Health.WARNING,
        "guest",
    ),
    "names that Slack does not tell": (
        untold,
        "names in settings",
        Health.ERROR,
        "fatal_error",
    ),
    "nobody manages": (settings(managers=None), "managers", Health.WARNING, "owners and admins"),
    "nobody hears": (
        settings(managers=None, support_channel=None),
        "alerts",
        Health.WARNING,
        "only its owners",
    ),
    "no support channel": (
        settings(support_channel=None),
        "support channel",
        Health.WARNING,
        "no channel of their own",
    ),
    "no database": (lambda ill: ill.file.unlink(), "database", Health.WARNING, "none yet"),
    "damaged database": (broken, "database", Health.ERROR, ""),
    "no database at all": (
        lambda ill: ill.file.write_text("Dear diary " * 99),
        "database",
        Health.ERROR,
        "other",
    ),
    "older tables": (
        lambda ill: ill.run_sql("UPDATE alembic_version SET version_num = '0001'"),
        "database",
        Health.WARNING,
        "older Fortnight",
    ),
    "newer tables": (
        lambda ill: ill.run_sql("UPDATE alembic_version SET version_num = '9999'"),
        "database",
        Health.ERROR,
        "newer Fortnight",
    ),
    "another workspace's": (
        of_another_workspace,
        "database",
        Health.ERROR,
        "It belongs to the workspace T0WAS",
    ),
    "never backed up": (
        lambda ill: ill.file.with_name("fortnight.db.backed-up").unlink(),
        "backup",
        Health.WARNING,
        "None was ever made",
    ),
    "backed up long ago": (backed_up_long_ago, "backup", Health.WARNING, "The last one is of"),
    "overdue delivery": (
        overdue,
        "deliveries",
        Health.ERROR,
        "preview:standard of release:2026.11 in C0ACME",
    ),
    "undecided post": (undecided, "undecided posts", Health.WARNING, "wait for somebody's decision"),
    "paused channel": (paused, "channel C0HELP", Health.WARNING, "(is_archived)"),
    "unknown name": (unknown_name, "name #globex", Health.WARNING, "integration Globex"),
    "no mail server there": (
        settings(smtp_url="smtp://127.0.0.1:9", mail_from="a@acme.example", support_email="b@vendor.example"),
        "mail",
        Health.ERROR,
        "mail_unreachable",
    ),
    "no mailbox there": (
        settings(imap_url="imap://releases:secret@127.0.0.1:9"),
        "mailbox",
        Health.ERROR,
        "releases@127.0.0.1/INBOX cannot be read: the mail server cannot be reached",
    ),
    "nobody tells who writes": (
        settings(imap_url="imap://releases:secret@127.0.0.1:9"),
        "senders of mails",
        Health.WARNING,
        "no answer counts as the vendor's",
    ),
    "history closed": (unreadable, "probe of C0ACME", Health.ERROR, "History cannot be read there"),
    "nothing to probe in": (
        lambda ill: setattr(ill, "probe", "C0NOWHERE"),
        "probe of C0NOWHERE",
        Health.ERROR,
        "channel_not_found",
    ),
    "Slack in trouble": (silent, "Slack", Health.ERROR, "fatal_error"),
}


TOGETHER = (
    (
        *("optional scope", "channel archived", "deactivated manager", "unknown owner", "empty group"),
        *("clock ahead", "never backed up", "overdue delivery", "undecided post"),
        *(
            "paused channel",
            "unknown name",
            "no mail server there",
            "no mailbox there",
            "nobody tells who writes",
        ),
    ),
    ("required scope", "channel closed", "support channel gone", "guest as manager", "clock behind"),
    ("outsider", "not invited", "no zone set", "backed up long ago"),
    ("nobody hears", "nobody manages", "no support channel", "no app token", "history closed"),
    ("wrong bot token", "wrong app token", "damaged database"),
)
"""Faults that one patient may have at once; whoever has any other has that alone."""

ALONE = tuple((name,) for name in PLANTED if name not in {each for names in TOGETHER for each in names})


@pytest.mark.parametrize("names", [*TOGETHER, *ALONE], ids=" ".join)
async def test_each_planted_fault_is_found_by_name(tmp_path: Path, names: tuple[str, ...]) -> None:
    async with patient(tmp_path) as ill:
        for name in names:
            PLANTED[name][0](ill)
        found = await findings(ill)

    for name in names:
        _, about, health, said = PLANTED[name]
        named = [each for each in found if each.about == about and each.health is health]
        assert [each for each in named if said in each.said], (name, found)
    assert all(bool(each.todo) == (each.health is not Health.GOOD) for each in found)


def test_the_command_line_says_what_was_found_and_ends_with_1_where_something_fails(
    tmp_path: Path, types: Types
) -> None:
    shown = types("doctor")
    as_json = types("doctor", "--json", FORTNIGHT_TIMEZONE="Berlin")
    refused = types("doctor", "--probe", "#acme")

    assert "ERROR    SLACK_BOT_TOKEN: It is missing. The README says where to get it.\n" in shown.out
    assert shown.out.endswith("2 errors, 4 warnings.\n")
    assert (shown.code, as_json.code, refused.code) == (1, 1, 1)
    found = json.loads(as_json.out)
    assert (found["errors"], found["warnings"]) == (1, 0)
    assert found["findings"][0]["said"].startswith("The setting FORTNIGHT_TIMEZONE cannot be used")
    assert refused.err.startswith("--probe takes a channel's id")


def test_warnings_alone_are_no_failure(types: Types, monkeypatch: pytest.MonkeyPatch) -> None:
    async def only_a_warning(*_: object, **__: object) -> tuple[Finding, ...]:
        return (warning("disk", "Only 3 MB are free.", "Make room."),)

    monkeypatch.setattr("bot.doctor.examination.examine", only_a_warning)

    ended = types("doctor")

    assert (ended.code, ended.out) == (
        0,
        "warning  disk: Only 3 MB are free. Make room.\n0 errors, 1 warning.\n",
    )
