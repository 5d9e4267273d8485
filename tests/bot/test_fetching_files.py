"""Files for an e-mail to the vendor are fetched from Slack alone, up to a size, and only what they are."""

from collections.abc import AsyncIterator
from dataclasses import replace

import aiohttp
import pytest
from aiohttp import web
from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import MovableClock
from bot.slack.client import make_client
from bot.slack.downloads import SlackDownloads
from rollouts.case_files import CaseFile, NotFetched
from slack_simulator import Fault, FaultKind, Server, Workspace, serve
from slack_simulator.testing import Driver
from tests.support import story
from tests.support.world import manifest

ROOM = 1000


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    clock = MovableClock(story.START, running=False)
    workspace = Workspace(manifest=manifest(), now=clock.now, paced=False)
    workspace.add_person(id="U0ANA", name="ana", real_name="Ana")
    workspace.add_channel(id="C0ACME", name="acme", members=["U0ANA"])
    running = await serve(workspace)
    yield running
    await running.close()


@pytest.fixture
def workspace(server: Server) -> Workspace:
    assert isinstance(server.team, Workspace)
    return server.team


@pytest.fixture
async def shared(server: Server) -> tuple[CaseFile, CaseFile]:
    """Two files that somebody shared, as their message tells of them."""
    ana = Driver(server.team).person("ana")
    said = await ana.says("Look", in_="#acme", files={"a.png": b"a" * 600, "b.txt": b"b" * 500})
    one, two = (CaseFile(file.id, file.name, file.length) for file in said.files)
    return one, two


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=2)) as session:
        yield session


@pytest.fixture
def downloads(server: Server, session: aiohttp.ClientSession) -> SlackDownloads:
    client = make_client(token=server.team.bot_token, api_url=server.api_url, session=session)
    return SlackDownloads(client, session)


async def test_files_are_fetched_in_their_order_as_long_as_there_is_room(
    downloads: SlackDownloads, shared: tuple[CaseFile, CaseFile]
) -> None:
    one, two = shared
    # Where its message did not tell of its size, Slack is asked.
    untold = replace(two, size=0)

    assert await downloads.fetch(shared, most=1100) == {one.id: b"a" * 600, two.id: b"b" * 500}
    assert await downloads.fetch((one, untold), most=ROOM) == {
        one.id: b"a" * 600,
        two.id: NotFetched.TOO_LARGE,
    }
    assert await downloads.fetch(shared, most=0) == dict.fromkeys((one.id, two.id), NotFetched.TOO_LARGE)


async def test_without_the_scope_no_file_is_fetched(
    downloads: SlackDownloads, workspace: Workspace, shared: tuple[CaseFile, CaseFile]
) -> None:
    app = workspace.app
    workspace.app = replace(app, scopes=tuple(each for each in app.scopes if each != "files:read"))

    assert set((await downloads.fetch(shared, most=2000)).values()) == {NotFetched.NO_SCOPE}


@pytest.mark.parametrize(
    "fault",
    [
        Fault(FaultKind.BROKEN_JSON, "files.info"),
        Fault(FaultKind.UNAVAILABLE_TEXT, "download"),
    ],
    ids=lambda fault: f"{fault.kind.value} of {fault.method}",
)
async def test_what_cannot_be_fetched_keeps_back_no_other_file(
    downloads: SlackDownloads, workspace: Workspace, shared: tuple[CaseFile, CaseFile], fault: Fault
) -> None:
    one, two = shared
    workspace.faults.add(fault)

    assert await downloads.fetch(shared, most=2000) == {one.id: NotFetched.NOT_THERE, two.id: b"b" * 500}


async def test_a_page_in_place_of_the_file_is_not_the_file(
    downloads: SlackDownloads, workspace: Workspace, shared: tuple[CaseFile, CaseFile]
) -> None:
    for file, content in zip(shared, (b"<html>", b"b" * 501), strict=True):
        workspace.files[file.id].content = content

    assert set((await downloads.fetch(shared, most=2000)).values()) == {NotFetched.NOT_THERE}


class Elsewhere(AsyncWebClient):
    """Slack, telling that each file lies at that address."""

    address = ""

    async def files_info(self, **_: object) -> dict[str, object]:  # type: ignore[override] # as an answer reads
        return {"file": {"size": 4, "url_private_download": self.address}}


@pytest.mark.parametrize(
    "address",
    [
        "{there}/secret",
        "http://files.slack.com/x",
        "https://files.slack.com.evil.example/x",
        "https://files.slack.com:8443/x",
        "https://evil.example/?.slack.com",
        "https://files.slack.com@evil.example/x",
    ],
)
async def test_the_token_goes_to_no_other_host(session: aiohttp.ClientSession, address: str) -> None:
    asked: list[str] = []

    async def answer(request: web.Request) -> web.Response:
        asked.append(request.headers.get("Authorization", ""))
        return web.Response(body=b"1234")

    app = web.Application()
    app.router.add_get("/{any}", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    client = Elsewhere(token="xoxb-secret", base_url="https://slack.com/api/", session=session)
    client.address = address.format(there=f"http://127.0.0.1:{runner.addresses[0][1]}")

    found = await SlackDownloads(client, session).fetch([CaseFile("F1", "a", 4)], most=ROOM)

    assert (found, asked) == ({"F1": NotFetched.NOT_THERE}, [])
    await runner.cleanup()
