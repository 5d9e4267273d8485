"""The HTTP port: Slack comes in as over a socket, programs read there, and nothing odd gets through."""

import asyncio
import hashlib
import hmac
import io
import json
import random
import socket
import sys
import time
from collections.abc import AsyncIterator
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from urllib.parse import quote

import aiohttp
import pytest
from aiohttp import web

from bot.clock import MovableClock
from bot.errors import StartFailed
from bot.http import slack_door
from bot.http.keys import Keys
from bot.http.server import HttpServer
from bot.lifecycle import Bot
from bot.settings import Settings
from bot.slack.manifest import as_dict
from bot.wiring import build
from rollouts.ports import Ledger
from rollouts.releases import Release, Stage, Status
from slack_simulator import Message, Workspace, serve
from slack_simulator.testing import Driver
from tests.support.databases import new_file
from tests.support.world import open_world

TOKEN, CALENDAR = "t" * 20, "c" * 20
NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@dataclass
class Reached:
    """The bot over HTTP, and what is sent to it."""

    bot: Bot
    slack: Workspace
    url: str
    session: aiohttp.ClientSession

    async def get(self, path: str, **headers: str) -> tuple[int, str]:
        async with self.session.get(self.url + path, headers=headers) as answer:
            return answer.status, await answer.text()

    async def post(self, body: bytes | io.BytesIO, headers: dict[str, str]) -> tuple[int, str]:
        async with self.session.post(f"{self.url}/slack/events", data=body, headers=headers) as answer:
            return answer.status, await answer.text()

    def signed(
        self, body: bytes, *, at: float | None = None, kind: str = "application/json"
    ) -> dict[str, str]:
        stamp = str(int(time.time() if at is None else at))
        digest = hmac.new(self.slack.signing_secret.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256)
        return {
            "Content-Type": kind,
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": f"v0={digest.hexdigest()}",
        }


def fill(ledger: Ledger) -> None:
    stages = (
        Stage("standard", date(2026, 11, 30), Status.LIVE, NOW - timedelta(days=1), "U0ANA"),
        Stage("controlled", date(2026, 12, 14)),
    )
    ledger.save_release(Release("2026.11", "Course player refresh", stages))


@pytest.fixture
async def reached(tmp_path: Path) -> AsyncIterator[Reached]:
    port = free_port()
    clock = MovableClock(NOW, running=False)
    address = f"http://127.0.0.1:{port}"
    slack = Workspace(
        manifest=as_dict(host="https://bot.example"),
        now=clock.now,
        paced=False,
        request_url=f"{address}/slack/events",
    )
    slack.add_person(id="U0ANA", name="ana", real_name="Ana")
    slack.add_channel(id="C0ACME", name="acme", members=["U0ANA"])
    server = await serve(slack)
    settings = Settings.load(
        _env_file=None,
        SLACK_BOT_TOKEN=slack.bot_token,
        SLACK_SIGNING_SECRET=slack.signing_secret,
        slack_api_url=server.api_url,
        database_url=f"sqlite:///{new_file(tmp_path)}",
        http=f"127.0.0.1:{port}",
        http_tokens=TOKEN,
        calendar_secrets=CALENDAR,
    )
    bot = await build(settings, clock=clock)
    await bot.workspace.run(fill, now=NOW)
    await bot.start()
    async with aiohttp.ClientSession() as session:
        yield Reached(bot, slack, address, session)
    await bot.stop()
    await server.close()


async def test_commands_are_answered_over_http_as_over_a_socket(reached: Reached) -> None:
    ana = Driver(reached.slack).person("ana")

    answer = await ana.runs("/live standard", in_="#acme")

    assert isinstance(answer, Message)
    assert "2026.11" in answer.text


async def test_slack_is_answered_when_the_address_is_entered(reached: Reached) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "abc"}).encode()

    status, text = await reached.post(body, reached.signed(body))

    assert (status, json.loads(text)) == (200, {"challenge": "abc"})


async def test_what_is_not_signed_just_now_or_comes_twice_is_refused(reached: Reached) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "abc"}).encode()
    good, old = reached.signed(body), reached.signed(body, at=time.time() - 400)
    wrong = {
        "forged": good | {"X-Slack-Signature": "v0=" + "0" * 64},
        "old": old,
        "no stamp": good | {"X-Slack-Request-Timestamp": "soon"},
        "stamp of other digits": good | {"X-Slack-Request-Timestamp": quote("١٢٣")},
        "no signature": {"Content-Type": "application/json"},
    }

    for name, headers in wrong.items():
        assert (await reached.post(body, headers), name) == ((401, "Unauthorized\n"), name)
    assert (await reached.post(body, good))[0] == 200
    assert (await reached.post(body, good))[0] == 401


async def test_a_clock_that_is_an_hour_off_is_told_once_a_minute(
    reached: Reached, caplog: pytest.LogCaptureFixture
) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "abc"}).encode()

    for number in range(3):
        status, _ = await reached.post(body, reached.signed(body, at=time.time() - 3600 - number))
        assert status == 401

    (line,) = [each for each in caplog.messages if "clock" in each]
    assert line.startswith("A request that Slack signed was refused, since it is 36")
    assert line.endswith("let it be set by NTP.")


async def test_nobody_is_told_which_versions_answer(reached: Reached) -> None:
    for path in ("/healthz", "/nothing"):
        async with reached.session.get(reached.url + path) as answer:
            assert answer.headers["Server"] == "Fortnight"


async def test_what_is_signed_and_no_payload_is_refused_before_bolt_sees_it(reached: Reached) -> None:
    form = "application/x-www-form-urlencoded"
    for body, kind, status in (
        (b"{", "application/json", 400),
        (b"[]", "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b"\xff\xfe", "application/json", 400),
        (b"payload=%7B", form, 400),
        (b"payload=%5B%5D", form, 400),
        (b"&".join(b"a=1" for _ in range(200)), form, 400),
        (b"hello", "text/plain", 415),
        (b"{}", "application/json", 404),
        (b'{"type": []}', "application/json", 404),
        (b'{"event": []}', "application/json", 400),
    ):
        found, text = await reached.post(body, reached.signed(body, kind=kind))
        assert found == status, (body[:20], text)
        assert "Traceback" not in text


async def test_a_body_that_is_huge_or_slow_is_not_waited_for(
    reached: Reached, monkeypatch: pytest.MonkeyPatch
) -> None:
    huge = b"x" * (1024 * 1024 + 1)
    assert (await reached.post(io.BytesIO(huge), reached.signed(huge)))[0] == 413
    monkeypatch.setattr(slack_door, "READ_SECONDS", 0.05)
    more = asyncio.Event()

    async def slowly() -> AsyncIterator[bytes]:
        yield b"{"
        await more.wait()

    async with reached.session.post(f"{reached.url}/slack/events", data=slowly()) as answer:
        assert answer.status == 408
        more.set()


def odd(rng: random.Random, reached: Reached) -> tuple[str, str, bytes, dict[str, str]]:
    """Make a request that Slack would never send: method, path, body and headers."""
    path = rng.choice(["/slack/events", "/live.json", "/metrics", "/calendar/x.ics", "/readyz", "/", "/%00"])
    whole = json.dumps(
        {"type": rng.choice(["event_callback", "block_actions", 3, None]), "event": {}}
    ).encode()
    body = rng.choice([b"", whole, whole[:-3], rng.randbytes(rng.randrange(200)), b"payload=" + whole])
    kind = rng.choice(
        ["application/json", "application/x-www-form-urlencoded", "text/plain; charset=no", "x"]
    )
    headers = reached.signed(body, kind=kind)
    for name in rng.sample(sorted(headers), rng.randrange(3)):
        headers[name] = rng.choice(["", "0", "-1", "9" * 40, "v0=é", "v0=" + "f" * 63, "a/b;c", "é"])
    if rng.random() < 0.3:
        headers["Authorization"] = rng.choice(["Bearer", "Bearer é", f"Basic {TOKEN}", "Bearer " + "x" * 500])
    return rng.choice(["POST", "GET", "PUT", "HEAD", "DELETE"]), path, body, headers


async def shoot(reached: Reached, count: int, seed: int) -> set[int]:
    rng, found = random.Random(seed), set()  # noqa: S311 - it makes requests, no secrets
    for number in range(count):
        method, path, body, headers = odd(rng, reached)
        async with reached.session.request(method, reached.url + path, data=body, headers=headers) as answer:
            text = await answer.text(errors="replace")
        assert answer.status < 500, (seed, number, method, path, body, headers)
        assert "Traceback" not in text
        found.add(answer.status)
    return found


async def unharmed(reached: Reached, count: int, caplog: pytest.LogCaptureFixture) -> None:
    seed = random.SystemRandom().randrange(2**32)
    sys.stdout.write(f"seed {seed}")  # pytest shows it where the test fails
    before = len(reached.slack.journal), len(reached.slack.channels["C0ACME"].messages)

    statuses = await shoot(reached, count, seed)

    assert {401, 404} <= statuses
    assert (len(reached.slack.journal), len(reached.slack.channels["C0ACME"].messages)) == before
    assert [record for record in caplog.records if record.exc_info] == []


async def test_hundreds_of_odd_requests_have_no_effect(
    reached: Reached, caplog: pytest.LogCaptureFixture
) -> None:
    await unharmed(reached, 200, caplog)


@pytest.mark.deep
@pytest.mark.timeout(600)
async def test_ten_thousand_odd_requests_have_no_effect(
    reached: Reached, caplog: pytest.LogCaptureFixture
) -> None:
    await unharmed(reached, 10_000, caplog)


async def test_programs_read_what_is_live_with_a_token(reached: Reached) -> None:
    status, text = await reached.get("/live.json", Authorization=f"Bearer {TOKEN}")

    found = json.loads(text)
    assert status == 200
    assert [(each["key"], each["live"] and each["live"]["release"]) for each in found["servers"]] == [
        ("standard", "2026.11"),
        ("controlled", None),
    ]
    assert found["servers"][1]["next"]["date"] == "2026-12-14"
    assert found["servers"][0]["live"]["live_since"] == "2026-11-30T12:00:00+00:00"
    assert found["verdicts"] == {"2026.11": {"controlled": {"verdict": "ready", "risk_accepted": None}}}


async def test_without_a_key_nothing_is_read(reached: Reached) -> None:
    assert await reached.get("/live.json") == (401, "Unauthorized\n")
    assert await reached.get("/live.json", Authorization=f"Basic {TOKEN}") == (401, "Unauthorized\n")
    assert await reached.get("/calendar/guess.ics") == (404, "Not Found\n")


async def test_who_asks_too_often_or_guesses_waits_and_nobody_else_does() -> None:
    keys = Keys(["mine", "theirs"], per_minute=3)
    for key, refused in (("mine", None), ("guess", web.HTTPNotFound), ("", web.HTTPNotFound)):
        for _ in range(1 if key == "" else 2):
            with pytest.raises(refused) if refused else nullcontext():
                await keys.check(key)

    await keys.check("mine")
    for key in ("mine", "another guess"):
        with pytest.raises(web.HTTPTooManyRequests) as limited:
            await keys.check(key)
        assert limited.value.headers["Retry-After"] == "21"
    await keys.check("theirs")


async def test_a_calendar_is_subscribed_to_at_a_secret_address(reached: Reached) -> None:
    status, text = await reached.get(f"/calendar/{CALENDAR}.ics")

    assert status == 200
    assert text.startswith("BEGIN:VCALENDAR")
    assert "2026.11 on Controlled" in text


async def test_health_says_what_is_well(reached: Reached, monkeypatch: pytest.MonkeyPatch) -> None:
    assert await reached.get("/healthz") == (200, "ok\n")
    status, text = await reached.get("/readyz")
    assert (status, json.loads(text)["ready"]) == (200, True)
    assert "socket_age_seconds" not in text

    monkeypatch.setattr("bot.http.health.TICK_SECONDS", -1)
    status, text = await reached.get("/readyz")
    assert (status, json.loads(text)["heartbeat"]) == (503, False)


async def test_over_a_socket_it_says_how_old_the_connection_is(tmp_path: Path) -> None:
    port = free_port()
    async with open_world(tmp_path, begins=NOW, http=f"127.0.0.1:{port}") as world:
        await world.start()
        async with (
            aiohttp.ClientSession() as session,
            session.get(f"http://127.0.0.1:{port}/readyz") as answer,
        ):
            told = await answer.json()

    assert (told["ready"], told["socket"]) == (True, True)
    assert told["socket_age_seconds"] >= 0


async def test_prometheus_reads_what_there_is_to_count(reached: Reached) -> None:
    await Driver(reached.slack).person("ana").runs("/live standard", in_="#acme")

    status, text = await reached.get("/metrics")

    assert status == 200
    for line in (
        'fortnight_deliveries{state="planned"} 0.0',
        "fortnight_open_cases 0.0",
        "fortnight_lag_seconds 0.0",
        'fortnight_slack_calls_total{method="auth.test",outcome="ok"}',
        "fortnight_answer_seconds_count 1.0",
    ):
        assert line in text, text


async def test_a_port_in_use_is_one_sentence(reached: Reached, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(StartFailed) as refused:
            await HttpServer("127.0.0.1", taken.getsockname()[1], []).start()
    assert str(refused.value).startswith(
        "FORTNIGHT_HTTP cannot be used: another program listens at 127.0.0.1"
    )


@pytest.mark.parametrize("http", ["3000", "127.0.0.1:99999", "127.0.0.1:x", ":3000"])
def test_an_address_that_is_none_is_refused(http: str) -> None:
    with pytest.raises(StartFailed, match="FORTNIGHT_HTTP cannot be used: it is no address; write"):
        Settings.load(_env_file=None, http=http)


@pytest.mark.parametrize("setting", ["http_tokens", "calendar_secrets"])
def test_a_key_that_can_be_guessed_is_refused(setting: str) -> None:
    with pytest.raises(StartFailed, match="write at least 20 letters and digits") as refused:
        Settings.load(_env_file=None, **{setting: "hunter2"})
    assert "hunter2" not in str(refused.value)
