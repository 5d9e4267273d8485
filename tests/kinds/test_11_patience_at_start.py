"""A start waits for the network and for Slack, and ends only for what waiting does not mend."""

import logging
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web

from bot.clock import MovableClock, SystemClock
from bot.errors import StartFailed
from bot.slack.client import make_client
from bot.slack.connection import APP_TOKEN, WAIT_FIRST, WAIT_LONGEST, FirstCalls
from bot.slack.directory import find_support_channel
from bot.slack.names import channel_ids
from slack_simulator import Fault, FaultKind, Server, Workspace, serve
from slack_simulator.testing import Driver
from tests.support import story
from tests.support.command_line import Types, fortnight, started
from tests.support.databases import new_file
from tests.support.world import manifest, open_world

PASSING = [
    Fault(FaultKind.RATE_LIMITED, seconds=7),
    Fault(FaultKind.SERVER_ERROR_HTML),
    Fault(FaultKind.UNAVAILABLE_TEXT),
    Fault(FaultKind.FATAL_ERROR),
    Fault(FaultKind.DROPPED_BEFORE),
    Fault(FaultKind.DROPPED_AFTER),
    Fault(FaultKind.REFUSED, error="internal_error"),
    Fault(FaultKind.REFUSED, error="service_unavailable"),
    Fault(FaultKind.REFUSED, error="request_timeout"),
    Fault(FaultKind.REFUSED, error="team_added_to_org"),
    Fault(FaultKind.REFUSED, error="org_login_required"),
]
FINAL = {
    "invalid_auth": "Slack does not accept SLACK_BOT_TOKEN (invalid_auth). Copy it once more",
    "not_authed": "Slack does not accept SLACK_BOT_TOKEN (not_authed). Copy it once more",
    "account_inactive": "(account_inactive): the app was removed from the workspace. Install the app again",
    "token_revoked": "(token_revoked): it was taken back. Install the app again, and copy its new token",
    "token_expired": "(token_expired): it has expired, so the app's tokens rotate, which must be off.",
    "not_allowed_token_type": "(not_allowed_token_type): it is of another kind. SLACK_BOT_TOKEN takes the",
    "missing_scope": "The Slack app lacks a permission.",
    "access_denied": "refuses the app (access_denied).",
    "unknown_method": "refuses the app (unknown_method).",
}
ODD = {
    "a page": b"<html>Welcome</html>",
    "an empty answer": b"",
    "a list": b"[1, 2]",
    "a number": b"7",
    "a text": b'"ok"',
    "nothing that Slack would say": b'{"ok": true}',
    "half of an answer": b'{"ok": tru',
    "bytes that are no text": b'{"ok": "\xff\xfe"}',
    "deeper than JSON may be": b"[" * 100_000,
}


class Waits:
    """Waits that are over at once, and what they were asked for."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)


@pytest.fixture
def waits() -> Waits:
    return Waits()


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    workspace = Workspace(manifest=manifest(), now=MovableClock(story.START).now, paced=False)
    workspace.add_channel(id="C0ACME", name="acme", members=[])
    running = await serve(workspace)
    yield running
    await running.close()


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=5)) as session:
        yield session


@pytest.fixture
def calls(server: Server, session: aiohttp.ClientSession, waits: Waits) -> FirstCalls:
    client = make_client(token=server.team.bot_token, api_url=server.api_url, session=session)
    return FirstCalls(client, sleep=waits)


def told(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.name.startswith("bot.slack")]


def strikes(server: Server, fault: Fault, *, times: int) -> None:
    server.team.faults.add(
        Fault(fault.kind, fault.method, times=times, seconds=fault.seconds, error=fault.error)
    )


@pytest.mark.parametrize("fault", PASSING, ids=lambda fault: f"{fault.kind}-{fault.error}")
async def test_what_passes_by_itself_is_waited_for_with_a_line_in_the_log(
    calls: FirstCalls, server: Server, waits: Waits, fault: Fault, caplog: pytest.LogCaptureFixture
) -> None:
    strikes(server, fault, times=3)

    identity = await calls.identify()

    assert identity.bot_user == server.team.bot_user_id
    assert len(waits.seconds) == 3
    assert len(told(caplog)) == 3
    assert all("Trying again in " in line for line in told(caplog))
    assert all(record.levelno == logging.WARNING for record in caplog.records if "bot.slack" in record.name)


async def test_as_long_as_slack_asks_for_is_waited(calls: FirstCalls, server: Server, waits: Waits) -> None:
    strikes(server, Fault(FaultKind.RATE_LIMITED, seconds=47), times=2)

    await calls.identify()

    assert waits.seconds == [47, 47]


async def test_the_waits_grow_and_stay_under_a_minute(
    calls: FirstCalls, server: Server, waits: Waits
) -> None:
    strikes(server, Fault(FaultKind.UNAVAILABLE_TEXT), times=9)

    await calls.identify()

    assert waits.seconds == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    assert (waits.seconds[0], waits.seconds[-1]) == (WAIT_FIRST.total_seconds(), WAIT_LONGEST.total_seconds())


@pytest.mark.parametrize("code", FINAL)
async def test_what_waiting_does_not_mend_ends_it_with_one_sentence(
    calls: FirstCalls, server: Server, waits: Waits, code: str
) -> None:
    strikes(server, Fault(FaultKind.REFUSED, error=code), times=1)

    with pytest.raises(StartFailed) as failed:
        await calls.identify()

    assert FINAL[code] in str(failed.value)
    assert "\n" not in str(failed.value)
    assert waits.seconds == []


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("token_revoked", "Make a new one with connections:write: api.slack.com/apps, Basic Information"),
        ("missing_scope", "SLACK_APP_TOKEN (missing_scope). Make a new one with connections:write"),
        (
            "socket_mode_not_enabled",
            "Socket Mode is off for the Slack app (socket_mode_not_enabled). Turn it",
        ),
    ],
)
async def test_what_helps_for_an_app_token_is_another_thing(
    calls: FirstCalls, server: Server, code: str, sentence: str
) -> None:
    strikes(server, Fault(FaultKind.REFUSED, error=code), times=1)

    with pytest.raises(StartFailed) as failed:
        await calls.make(calls.client.auth_test, token=APP_TOKEN)

    assert sentence in str(failed.value)


Answering = Callable[[bytes, int], Awaitable[FirstCalls]]


@pytest.fixture
async def answering(session: aiohttp.ClientSession, waits: Waits) -> AsyncIterator[Answering]:
    """Something at an address that answers every call alike."""
    runners: list[web.AppRunner] = []

    async def start(body: bytes, status: int) -> FirstCalls:
        async def handle(_: web.Request) -> web.Response:
            return web.Response(body=body, status=status, content_type="application/json")

        app = web.Application()
        app.router.add_route("*", "/{path:.*}", handle)
        runners.append(web.AppRunner(app))
        await runners[-1].setup()
        await web.TCPSite(runners[-1], "127.0.0.1", 0).start()
        url = f"http://127.0.0.1:{runners[-1].addresses[0][1]}/api/"
        return FirstCalls(make_client(token="xoxb-made-up", api_url=url, session=session), sleep=waits)

    yield start
    for runner in runners:
        await runner.cleanup()


@pytest.mark.parametrize("status", [200, 404])
@pytest.mark.parametrize("odd", ODD)
async def test_an_address_that_is_not_slack_s_ends_it_with_one_sentence(
    answering: Answering, waits: Waits, odd: str, status: int
) -> None:
    calls = await answering(ODD[odd], status)

    with pytest.raises(StartFailed) as failed:
        await calls.identify()

    assert str(failed.value) == (
        f"What answers at {calls.client.base_url} is not Slack. Check FORTNIGHT_SLACK_API_URL."
    )
    assert waits.seconds == [1, 2]


async def test_at_a_terminal_an_address_that_is_not_slack_s_is_told_at_once(
    answering: Answering, waits: Waits
) -> None:
    here = FirstCalls((await answering(b"", 404)).client, waits_for_network=False, sleep=waits)

    with pytest.raises(StartFailed, match="is not Slack"):
        await here.identify()

    assert waits.seconds == []


@pytest.mark.parametrize("times", [1, 2])
async def test_another_address_may_answer_oddly_for_a_while_at_first(
    calls: FirstCalls, server: Server, waits: Waits, times: int
) -> None:
    strikes(server, Fault(FaultKind.BROKEN_JSON), times=times)

    assert (await calls.identify()).bot_user == server.team.bot_user_id

    assert len(waits.seconds) == times


async def test_once_slack_has_answered_there_odd_answers_are_waited_for_however_many(
    calls: FirstCalls, server: Server, waits: Waits
) -> None:
    await calls.identify()
    strikes(server, Fault(FaultKind.BROKEN_JSON), times=12)

    assert await channel_ids(calls)

    assert len(waits.seconds) == 12


async def test_at_a_terminal_nobody_waits_for_the_network(server: Server, calls: FirstCalls) -> None:
    here = FirstCalls(calls.client, waits_for_network=False)
    strikes(server, Fault(FaultKind.UNAVAILABLE_TEXT), times=1)

    with pytest.raises(StartFailed, match=r"answers with an error \(http_503\). Check the network"):
        await channel_ids(here)


async def test_at_a_terminal_the_pace_of_slack_is_kept_to(
    server: Server, calls: FirstCalls, waits: Waits
) -> None:
    here = FirstCalls(calls.client, waits_for_network=False, sleep=waits)
    strikes(server, Fault(FaultKind.RATE_LIMITED, seconds=30), times=1)

    assert "acme" in await channel_ids(here)
    assert waits.seconds == [30]


@pytest.mark.deep
async def test_six_thousand_channels_are_found_within_the_pace(
    session: aiohttp.ClientSession, waits: Waits
) -> None:
    workspace = Workspace(manifest=manifest(), now=MovableClock(story.START).now, paced=True)
    for number in range(6000):
        workspace.add_channel(id=f"C{number:05}", name=f"team-{number}", members=[])
    server = await serve(workspace)
    client = make_client(token=workspace.bot_token, api_url=server.api_url, session=session)

    found = await channel_ids(FirstCalls(client, sleep=waits))

    assert [name for name in found if name.startswith("team-")] == [f"team-{n}" for n in range(6000)]
    assert waits.seconds == []  # seven pages, and Tier 2 lets twenty pass at once
    await server.close()


async def test_pages_that_were_read_are_not_read_again(session: aiohttp.ClientSession, waits: Waits) -> None:
    workspace = Workspace(manifest=manifest(), now=MovableClock(story.START).now, paced=False)
    for number in range(2500):
        workspace.add_channel(id=f"C{number:05}", name=f"team-{number}", members=[])
    server = await serve(workspace)
    client = make_client(token=workspace.bot_token, api_url=server.api_url, session=session)
    asked: list[str] = []
    calls = FirstCalls(client, sleep=waits)
    trace = aiohttp.TraceConfig()

    async def note(*_: object) -> None:
        asked.append("page")
        if len(asked) == 2:
            strikes(server, Fault(FaultKind.RATE_LIMITED, seconds=20), times=1)

    trace.on_request_start.append(note)
    trace.freeze()
    session.trace_configs.append(trace)

    found = await channel_ids(calls)

    assert "team-2499" in found
    assert (len(asked), waits.seconds) == (4, [20])
    await server.close()


async def test_a_support_channel_that_does_not_exist_is_refused(calls: FirstCalls) -> None:
    with pytest.raises(StartFailed, match="FORTNIGHT_SUPPORT_CHANNEL cannot be used: there is no channel"):
        await find_support_channel(calls, "C0GONE")


async def test_a_support_channel_that_was_archived_is_told_and_keeps_nobody_from_starting(
    calls: FirstCalls, server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    Driver(server.team).archive("#acme")

    await find_support_channel(calls, "C0ACME")

    assert told(caplog) == ["The support channel C0ACME is archived."]


@pytest.mark.parametrize("fault", PASSING, ids=lambda fault: f"{fault.kind}-{fault.error}")
async def test_the_support_channel_is_looked_for_with_the_same_patience(
    calls: FirstCalls, server: Server, fault: Fault
) -> None:
    if fault.error in {"team_added_to_org", "org_login_required"}:
        fault = Fault(FaultKind.UNAVAILABLE_TEXT)
    strikes(server, fault, times=2)

    await find_support_channel(calls, "C0ACME")

    assert not list(server.team.faults)


async def test_what_slack_does_not_let_us_look_at_is_taken_as_it_is(
    calls: FirstCalls, server: Server
) -> None:
    strikes(server, Fault(FaultKind.REFUSED, error="missing_scope"), times=1)

    await find_support_channel(calls, "C0ACME")


@pytest.fixture
def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@pytest.mark.deep
async def test_a_process_that_starts_before_its_network_waits_for_it_and_then_works(
    tmp_path: Path, free_port: int
) -> None:
    workspace = Workspace(manifest=manifest(), now=SystemClock().now, paced=False)
    settings = {
        "SLACK_BOT_TOKEN": workspace.bot_token,
        "SLACK_APP_TOKEN": workspace.app_token,
        "FORTNIGHT_SLACK_API_URL": f"http://127.0.0.1:{free_port}/api/",
    }
    new_file(tmp_path)
    async with started(tmp_path, "run", **settings) as running:
        assert running.process.stderr
        first = (await running.process.stderr.readline()).decode()
        assert "Slack cannot be reached at http://127.0.0.1:" in first
        assert "Trying again in 1 s." in first
        server = await serve(workspace, port=free_port)
        assert server.port == free_port
        await running.says("Fortnight runs in")
        running.process.terminate()
        ended = await running.ends()
        await server.close()
    assert ended.code == 0
    assert "Traceback" not in ended.err


@pytest.mark.parametrize("method", ["auth.test", "apps.connections.open"])
@pytest.mark.parametrize(
    "kind", [FaultKind.RATE_LIMITED, FaultKind.UNAVAILABLE_TEXT, FaultKind.DROPPED_BEFORE]
)
async def test_every_call_of_a_start_is_waited_for(
    tmp_path: Path, method: str, kind: FaultKind, caplog: pytest.LogCaptureFixture
) -> None:
    async with open_world(tmp_path, begins=story.START) as world:
        world.workspace.faults.add(Fault(kind, method, times=1, seconds=1))

        await world.start()

        await world.driver.until(lambda: world.server.socket_mode.connections == 1)
        assert not list(world.workspace.faults)
    (line,) = [line for line in told(caplog) if "Trying again in " in line]
    assert line.endswith("Trying again in 1 s.")


@pytest.mark.deep
async def test_a_support_channel_that_does_not_exist_ends_the_process(tmp_path: Path) -> None:
    workspace = Workspace(manifest=manifest(), now=SystemClock().now, paced=False)
    server = await serve(workspace)
    settings = {
        "SLACK_BOT_TOKEN": workspace.bot_token,
        "SLACK_APP_TOKEN": workspace.app_token,
        "FORTNIGHT_SLACK_API_URL": server.api_url,
        "FORTNIGHT_SUPPORT_CHANNEL": "C0NOWHERE",
    }
    ended = await fortnight(tmp_path, "run", **settings)
    await server.close()

    assert ended.code == 1
    assert ended.err.startswith("The setting FORTNIGHT_SUPPORT_CHANNEL cannot be used: ")


@pytest.mark.deep
async def test_names_are_asked_for_once_and_remembered_across_restarts(tmp_path: Path, types: Types) -> None:
    workspace = Workspace(manifest=manifest(), now=SystemClock().now, paced=False)
    workspace.add_channel(id="C0ACME", name="acme", members=[])
    server = await serve(workspace)
    settings = {
        "SLACK_BOT_TOKEN": workspace.bot_token,
        "SLACK_APP_TOKEN": workspace.app_token,
        "FORTNIGHT_SLACK_API_URL": server.api_url,
    }
    (tmp_path / "calendar.yml").write_text(
        "integrations: [{name: Acme, channel: '#acme', environments: {production: standard}}]"
    )
    new_file(tmp_path)
    # Without a token a name stays a name until the first start.
    types("import", "calendar.yml")

    for start in ("first", "second"):
        # The first start gets over it; the second one never meets it.
        workspace.faults.add(Fault(FaultKind.UNAVAILABLE_TEXT, "conversations.list"))
        async with started(tmp_path, "run", **settings) as running:
            await running.says("Fortnight runs in")
            running.process.terminate()
            await running.ends()
        assert bool(list(workspace.faults)) is (start == "second")

    await server.close()
    assert "channel: C0ACME" in types("export").out
