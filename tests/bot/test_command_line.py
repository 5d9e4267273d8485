"""`fortnight` as somebody types it: clear sentences, exit codes, and nothing changed by halves."""

import asyncio
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest

from bot.clock import SystemClock
from rollouts.delivery.claiming import ClaimDue, claim_due
from rollouts.delivery.recording import Attempt, record
from rollouts.history import Author
from rollouts.keeping import keep_release
from rollouts.policy import Policy
from rollouts.ports import Ledger
from rollouts.settings import Setting
from slack_simulator import Server, Workspace, serve
from storage.database import Database
from tests.support import story
from tests.support.command_line import Ended, Types, fortnight, started, types
from tests.support.databases import choose, new_file
from tests.support.delivering import posted
from tests.support.world import ROOT, manifest

__all__ = ["types"]
SOON = datetime.now(UTC).date() + timedelta(days=60)
CALENDAR = f"""
integrations:
  - name: Acme LMS
    channel: "#acme"
    owners: [U0ANA]
    environments: {{production: controlled, test: standard}}
releases:
  - name: "2026.11"
    title: Course player refresh
    dates: {{standard: {SOON}}}
"""


@pytest.fixture
def server() -> Iterator[Server]:
    """A workspace that is served beside the test: the command line has a loop of its own."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    workspace = Workspace(manifest=manifest(), now=SystemClock().now, paced=False)
    workspace.add_person(id="U0ANA", name="ana", real_name="Ana")
    workspace.add_channel(id="C0ACME", name="acme", members=["U0ANA"])
    running = asyncio.run_coroutine_threadsafe(serve(workspace), loop).result()
    yield running
    asyncio.run_coroutine_threadsafe(running.close(), loop).result()
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


@pytest.fixture
def settings(server: Server) -> dict[str, str]:
    return {
        "SLACK_BOT_TOKEN": server.team.bot_token,
        "SLACK_APP_TOKEN": server.team.app_token,
        "FORTNIGHT_SLACK_API_URL": server.api_url,
    }


NEWS = """
integrations:
  - name: Acme LMS
    channel: C0ACME
    owners: [U0ANA]
    environments: {{test: standard}}
releases:
  - name: "2026.11"
    title: Course player refresh
    dates: {{standard: {standard}, controlled: {controlled}}}
    owner: U0ANA
"""


def write(folder: Path, text: str = CALENDAR) -> Path:
    file = folder / "calendar.yml"
    file.write_text(text, encoding="utf-8")
    return file


def test_an_import_says_what_it_created_and_the_second_time_what_it_left(
    tmp_path: Path, types: Types
) -> None:
    write(tmp_path)

    first = types("import", "calendar.yml")
    second = types("import", "calendar.yml")

    assert first.code == 0
    assert first.out.splitlines() == [
        "created        integration Acme LMS",
        "created        release 2026.11",
        "2 created, 0 changed, 0 unchanged.",
        (
            "Names that are looked up when Fortnight starts on Slack: #acme. "
            "Until then nothing is posted there, and nobody is asked by such a name."
        ),
    ]
    assert "\n0 created, 0 changed, 2 unchanged.\n" in f"\n{second.out}"


def test_an_import_says_what_it_changed(tmp_path: Path, types: Types) -> None:
    write(tmp_path)
    types("import", "calendar.yml")
    write(tmp_path, CALENDAR.replace("refresh", "renewal"))

    changed = types("import", "calendar.yml")

    assert "changed        release 2026.11\n" in changed.out


def with_news(folder: Path) -> None:
    """Write a calendar whose preview is due at once, in a channel that is known by its id."""
    day = datetime.now(UTC).date() + timedelta(days=10)
    write(folder, NEWS.format(standard=day, controlled="none"))


def test_what_would_be_said_at_once_is_shown_and_not_done_without_a_terminal(
    tmp_path: Path, types: Types
) -> None:
    with_news(tmp_path)

    ended = types("import", "calendar.yml")

    assert ended.code == 1
    assert "1 channel gets this now:" in ended.out
    assert "2026.11" in ended.out
    assert "there is no terminal to ask. With --yes it is taken" in " ".join(ended.err.split())
    assert "2026.11" not in types("export").out


def test_with_yes_it_is_taken_without_a_question(tmp_path: Path, types: Types) -> None:
    with_news(tmp_path)

    assert types("import", "calendar.yml", "--yes").code == 0
    assert "controlled: none" in types("export").out


def test_at_a_terminal_it_is_asked_whether_to_say_it(
    tmp_path: Path, types: Types, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_news(tmp_path)
    answers = iter([False, True])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("typer.confirm", lambda _: next(answers))

    assert types("import", "calendar.yml").code == 1
    assert types("import", "calendar.yml").code == 0


def test_a_release_that_is_gone_from_the_file_stays_and_is_named(tmp_path: Path, types: Types) -> None:
    write(tmp_path)
    types("import", "calendar.yml")
    write(tmp_path, CALENDAR.replace("2026.11", "2026.12"))

    ended = types("import", "calendar.yml")

    assert "To withdraw it: /release withdraw 2026.11" in ended.out


TWO = """
  - name: "2026.12"
    title: Faster search
    dates: {{standard: {standard}, controlled: {controlled}}}
    owner: U0ANA
"""


def without_one(folder: Path, types: Types) -> None:
    """Take in two releases, the second of which is being previewed; then write a file without it."""
    both = NEWS + TWO.lstrip("\n")
    write(folder, both.format(standard=SOON, controlled=SOON + timedelta(days=20)))
    types("import", "calendar.yml", "--yes")
    write(folder, NEWS.format(standard=SOON, controlled=SOON + timedelta(days=20)))


def preview_is_said(folder: Path) -> None:
    """Let the bot say all that is due five weeks before the release."""
    database = Database(f"sqlite:///{folder / 'fortnight.db'}")
    database.open()
    workspace = database.only_workspace(story.POLICY)
    now = datetime.combine(SOON - timedelta(days=14), time(), UTC)
    while jobs := workspace.run_sync(claim_due, ClaimDue(10, 10), now=now):
        attempts = tuple(Attempt(job, posted(job)) for job in jobs)
        workspace.run_sync(record, attempts, now=now)
    database.close()


def test_at_a_terminal_a_release_that_is_gone_from_the_file_can_be_withdrawn(
    tmp_path: Path, types: Types, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_one(tmp_path, types)
    asked: list[str] = []
    answers = iter([False, True])

    def answer(question: str, **_: object) -> bool:
        asked.append(question)
        return next(answers)

    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("typer.confirm", answer)

    declined = types("import", "calendar.yml")
    accepted = types("import", "calendar.yml")

    assert asked == ["2026.12 is not in the file. Withdraw it?"] * 2
    assert "To withdraw it: /release withdraw 2026.12" in declined.out
    assert "2026.12 (Faster search) was withdrawn on Standard and Controlled." in accepted.out
    assert "2026.12" not in types("import", "calendar.yml").out


def test_a_release_that_was_renamed_is_no_other_one_in_the_file(tmp_path: Path, types: Types) -> None:
    without_one(tmp_path, types)
    database = Database(f"sqlite:///{tmp_path / 'fortnight.db'}")
    database.open()
    now = SystemClock().now()

    def rename(ledger: Ledger, name: str) -> None:
        release = ledger.release(name)
        assert release
        keep_release(ledger=ledger, release=release.renamed(f"{name} EU"), author=Author("U0MAYA", now))

    database.only_workspace(story.POLICY).run_sync(rename, "2026.11", now=now)
    database.close()

    taken = types("import", "calendar.yml")

    assert "0 created" in taken.out
    assert "2026.11 was renamed to 2026.11 EU, and stays so" in taken.out


@pytest.mark.parametrize("is_meant", [True, False])
def test_whom_a_withdrawal_would_be_told_is_shown_first(
    tmp_path: Path, types: Types, monkeypatch: pytest.MonkeyPatch, *, is_meant: bool
) -> None:
    without_one(tmp_path, types)
    preview_is_said(tmp_path)
    answers = iter([True, is_meant])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("typer.confirm", lambda *_, **__: next(answers))

    ended = types("import", "calendar.yml")

    assert "1 channel gets this now:" in ended.out
    assert "2026.12 was withdrawn" in ended.out
    assert ("2026.12 (Faster search) was withdrawn on" in ended.out) is is_meant
    assert ("2026.12 stays as it is. To withdraw it later:" in ended.out) is not is_meant


def test_what_would_be_said_at_once_is_shown_by_the_names_of_its_channels(
    tmp_path: Path, types: Types, settings: dict[str, str]
) -> None:
    with_news(tmp_path)

    ended = types("import", "calendar.yml", **settings)

    assert "#acme" in ended.out
    assert "C0ACME" not in ended.out


def test_where_slack_does_not_tell_names_their_ids_are_shown(
    tmp_path: Path, types: Types, settings: dict[str, str]
) -> None:
    with_news(tmp_path)

    ended = types("import", "calendar.yml", **{**settings, "SLACK_BOT_TOKEN": "xoxb-not-one"})

    assert "#C0ACME" in ended.out


def test_a_dry_run_stores_nothing(tmp_path: Path, types: Types) -> None:
    write(tmp_path)

    dry = types("import", "calendar.yml", "--dry-run")

    assert "would be created        release 2026.11" in dry.out
    assert "Nothing was stored: this was a dry run." in dry.out
    assert left_in(tmp_path) == ["calendar.yml"]


def test_a_dry_run_shows_what_would_be_said_at_once(tmp_path: Path, types: Types) -> None:
    with_news(tmp_path)

    dry = types("import", "calendar.yml", "--dry-run")

    assert dry.code == 0
    assert "1 channel gets this now:" in dry.out
    assert "2026.11" not in types("export").out


def test_what_is_exported_can_be_imported_and_changes_nothing(tmp_path: Path, types: Types) -> None:
    write(tmp_path)
    types("import", "calendar.yml")

    write(tmp_path, (types("export")).out)
    again = types("import", "calendar.yml")

    assert again.out.startswith("unchanged")
    assert "\n0 created, 0 changed, 4 unchanged.\n" in again.out


def test_the_example_calendar_can_be_tried_out(types: Types) -> None:
    tried = types("import", str(ROOT / "examples" / "calendar.yml"), "--dry-run")

    assert tried.err == ""
    assert tried.code == 0


def test_a_half_good_file_changes_nothing_and_names_entry_and_field(tmp_path: Path, types: Types) -> None:
    write(
        tmp_path,
        CALENDAR + f"  - {{name: '2026.12', title: Late, dates: {{standard: {date(2020, 1, 1)}}}}}\n",
    )

    refused = types("import", "calendar.yml")
    exported = types("export")

    assert refused.code == 1
    assert refused.err.startswith(
        "calendar.yml cannot be imported. Nothing was changed.\n  release 2026.12, "
    )
    assert "dates.standard" in refused.err or "Date on standard" in refused.err
    assert "2026.11" not in exported.out


def test_channels_given_by_name_become_ids_where_there_is_a_token(
    tmp_path: Path, types: Types, settings: dict[str, str]
) -> None:
    write(tmp_path)

    types("import", "calendar.yml", **settings)

    assert "channel: C0ACME" in (types("export")).out


def test_what_would_be_said_names_the_channels_of_the_file(
    tmp_path: Path, types: Types, settings: dict[str, str]
) -> None:
    day = datetime.now(UTC).date() + timedelta(days=10)
    news = NEWS.format(standard=day, controlled="none").replace("C0ACME", '"#acme"')
    write(tmp_path, news)

    ended = types("import", "calendar.yml", **settings)

    assert "#acme, as a message" in ended.out
    assert "C0ACME" not in ended.out


def test_a_channel_that_is_not_there_is_named_and_nothing_is_changed(
    tmp_path: Path, types: Types, settings: dict[str, str]
) -> None:
    write(tmp_path, CALENDAR.replace("#acme", "#acne"))

    refused = types("import", "calendar.yml", **settings)

    assert refused.code == 1
    assert refused.err.startswith(
        "calendar.yml cannot be imported. Nothing was changed.\n"
        "  integration Acme LMS, Channel: i do not find #acne in Slack."
    )


def left_in(folder: Path) -> list[str]:
    return [file.name for file in folder.iterdir()]


def fails(ended: Ended) -> str:
    """Expect that a command could not work; return the one sentence that it said."""
    assert ended.code == 1, ended
    assert "Traceback" not in ended.err
    lines = [line for line in ended.err.splitlines() if '"level": "info"' not in line]
    assert len(lines) == 1, ended.err
    return lines[0]


@pytest.mark.parametrize("words", [["run"], ["import", "calendar.yml"]])
def test_a_wrong_bot_token_is_one_sentence_that_does_not_repeat_it(
    tmp_path: Path, types: Types, settings: dict[str, str], words: list[str]
) -> None:
    write(tmp_path)

    said = fails(types(*words, **settings | {"SLACK_BOT_TOKEN": "xoxb-wrong"}))

    assert said == (
        "Slack does not accept SLACK_BOT_TOKEN (invalid_auth). "
        "Copy it once more: api.slack.com/apps, OAuth & Permissions."
    )


def test_a_wrong_app_token_is_one_sentence(types: Types, settings: dict[str, str]) -> None:
    said = fails(types("run", **settings | {"SLACK_APP_TOKEN": "xapp-wrong"}))

    assert said.startswith("Slack does not accept SLACK_APP_TOKEN (invalid_auth).")


def test_a_token_of_another_workspace_than_the_databases_is_told(
    tmp_path: Path, types: Types, settings: dict[str, str]
) -> None:
    database = Database(f"sqlite:///{new_file(tmp_path)}")
    database.workspace("T0WAS", Policy())
    database.close()

    said = fails(types("run", **settings))

    assert said.startswith("The database belongs to the workspace T0WAS, and SLACK_BOT_TOKEN is of T0HOME.")


def test_tokens_that_were_exchanged_are_told(types: Types, settings: dict[str, str]) -> None:
    exchanged = {
        "SLACK_BOT_TOKEN": settings["SLACK_APP_TOKEN"],
        "SLACK_APP_TOKEN": settings["SLACK_BOT_TOKEN"],
    }

    said = fails(types("run", **settings | exchanged))

    assert said.startswith("Slack does not accept SLACK_BOT_TOKEN (not_allowed_token_type): it is of another")
    assert said.endswith("were they exchanged?")


def test_at_a_terminal_an_api_that_cannot_be_reached_is_one_sentence(
    tmp_path: Path, types: Types, settings: dict[str, str]
) -> None:
    write(tmp_path)

    said = fails(
        types("import", "calendar.yml", **settings | {"FORTNIGHT_SLACK_API_URL": "http://127.0.0.1:9/api"})
    )

    assert said == (
        "Slack cannot be reached at http://127.0.0.1:9/api/ (Connect call failed ('127.0.0.1', 9)). "
        "Check the network, or FORTNIGHT_SLACK_API_URL if you set it."
    )


@pytest.mark.parametrize("missing", ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"])
def test_one_token_alone_is_not_enough(types: Types, settings: dict[str, str], missing: str) -> None:
    said = fails(types("run", **settings | {missing: ""}))

    assert said.startswith(f"{missing} is missing: Slack needs both tokens.")


def test_a_folder_that_is_not_there_is_named(types: Types, settings: dict[str, str]) -> None:
    said = fails(types("run", **settings | {"FORTNIGHT_DATABASE_URL": "sqlite:///nowhere/here.db"}))

    assert "nowhere" in said


def test_a_bad_setting_is_named(types: Types) -> None:
    said = fails(types("export", FORTNIGHT_TIMEZONE="Berlin"))

    assert said == (
        "The setting FORTNIGHT_TIMEZONE cannot be used: "
        "it is not a time zone; use a name such as Europe/Berlin."
    )


@pytest.mark.deep
async def test_a_second_process_on_one_file_is_refused_and_the_first_goes_on(
    tmp_path: Path, settings: dict[str, str]
) -> None:
    async with started(tmp_path, "run", **settings) as first:
        await first.says("Fortnight runs in")

        said = fails(await fortnight(tmp_path, "run", **settings))

        assert said.startswith("Another Fortnight is already running with the database file")
        first.process.terminate()
        assert (await first.ends()).code == 0


@pytest.mark.deep
async def test_a_start_that_does_not_get_on_can_be_stopped(tmp_path: Path, settings: dict[str, str]) -> None:
    connected = asyncio.Event()

    async def answer_never(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connected.set()
        try:
            await asyncio.get_running_loop().create_future()
        finally:
            writer.close()

    silent = await asyncio.start_server(answer_never, "127.0.0.1", 0)
    port = silent.sockets[0].getsockname()[1]
    address = {"FORTNIGHT_SLACK_API_URL": f"http://127.0.0.1:{port}/api/"}
    async with started(tmp_path, "run", **settings | address) as running:
        await connected.wait()
        running.process.terminate()
        assert (await running.ends()).code == 0
    silent.close()


@pytest.mark.deep
async def test_without_tokens_the_local_workspace_opens_and_says_where(tmp_path: Path) -> None:
    async with started(tmp_path, "run", "--port", "0") as running:
        await running.says("this is the local workspace")
        assert "http://127.0.0.1:" in await running.says("in your browser")
        running.process.terminate()
        ended = await running.ends()

    assert ended.code == 0
    assert "Traceback" not in ended.err
    assert left_in(tmp_path) == []


def test_without_tokens_and_without_the_simulator_one_sentence_says_how_to_get_it(
    types: Types, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.startswith("bot.demo")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "slack_simulator", None)

    ended = types("run")

    assert (ended.code, ended.err) == (
        1,
        (
            "No Slack tokens are set, and the local workspace (slack-simulator) is not installed: "
            "`make run` in a checkout of Fortnight brings it, or set SLACK_BOT_TOKEN and SLACK_APP_TOKEN.\n"
        ),
    )


@pytest.mark.deep
def test_the_wheel_does_not_contain_the_simulator(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)  # noqa: S603 - our own words
    (wheel,) = tmp_path.glob("*.whl")

    inside = {name.split("/")[0] for name in ZipFile(wheel).namelist() if ".dist-info" not in name}

    assert inside == {"bot", "handlers", "rollouts", "scheduling", "storage", "views"}


def test_without_a_word_the_commands_are_listed(types: Types) -> None:
    ended = types()

    assert "import" in ended.out + ended.err
    assert "export" in ended.out + ended.err


def test_deliveries_are_listed_with_state_and_times(tmp_path: Path, types: Types) -> None:
    write(tmp_path, CALENDAR.replace('"#acme"', "C0ACME"))
    types("import", "calendar.yml")

    listed = types("deliveries", "2026.11", COLUMNS="200")

    assert listed.code == 0
    header, first, *_ = listed.out.splitlines()
    assert header.split() == ["due", "what", "where", "state", "tries", "finished", "reason"]
    assert "preview" in first
    assert "planned" in first


def test_times_are_those_of_the_zone_that_was_set_in_slack(tmp_path: Path, types: Types) -> None:
    write(tmp_path, CALENDAR.replace('"#acme"', "C0ACME"))
    types("import", "calendar.yml")
    choose(tmp_path / "fortnight.db", {Setting.TIMEZONE: "Asia/Tokyo"})

    listed = types("deliveries", "2026.11", COLUMNS="200").out

    assert "Times are those of Asia/Tokyo." in listed
    assert " 18:00 " in listed, "it was planned for nine o'clock in UTC"


def test_without_deliveries_the_list_says_so(tmp_path: Path, types: Types) -> None:
    write(tmp_path, "servers: []")
    types("import", "calendar.yml")

    assert types("deliveries").out.startswith("Nothing was due yet. ")


def test_deliveries_of_an_unknown_release_name_those_that_exist(tmp_path: Path, types: Types) -> None:
    write(tmp_path)
    types("import", "calendar.yml")

    assert fails(types("deliveries", "2026.12")) == "There is no release 2026.12. Known releases: 2026.11."
