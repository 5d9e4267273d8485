"""The workspace and its server: ports, host names, waiting, starting over, what a manifest must say."""

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from kit import Clock
from slack_simulator import Server, Workspace, serve
from slack_simulator.manifest import read_manifest
from slack_simulator.records import JSON
from slack_simulator.testing import Driver, Person


async def test_a_taken_port_gives_way_to_the_next_free_one(
    server: Server, manifest: JSON, clock: Clock
) -> None:
    second = await serve(Workspace(manifest=manifest, now=clock), port=server.port)
    await second.close()
    assert server.port < second.port < server.port + 50


async def test_a_port_that_may_not_be_used_is_an_error(manifest: JSON, clock: Clock) -> None:
    with pytest.raises(OverflowError):
        await serve(Workspace(manifest=manifest, now=clock), port=70_000)


async def test_when_every_port_is_taken_it_says_so(
    server: Server, manifest: JSON, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("slack_simulator.server.PORTS_TRIED", 1)
    with pytest.raises(OSError, match="are all taken"):
        await serve(Workspace(manifest=manifest, now=clock), port=server.port)


@pytest.mark.parametrize(("host", "status"), [("localhost:80", 200), ("[::1]", 200), ("evil.example", 403)])
async def test_only_names_of_this_machine_are_answered(server: Server, host: str, status: int) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{server.url}/page/state", headers={"Host": host}) as response,
    ):
        assert response.status == status


async def test_waiting_in_vain_ends_with_a_failure(driver: Driver) -> None:
    with pytest.raises(AssertionError, match=r"waited 0.01 s in vain"):
        await driver.until(lambda: False, timeout=0.01)


async def test_waiting_ends_with_the_change_that_was_waited_for(
    client: AsyncWebClient, driver: Driver, ana: Person
) -> None:
    await client.chat_postMessage(channel="C0ACME", text="hello")
    assert (await ana.hears("hello", in_="#acme-lms")).text == "hello"
    await driver.until(lambda: driver.messages("#acme-lms"))


async def test_starting_over_forgets_what_was_said_and_keeps_who_is_there(
    client: AsyncWebClient, workspace: Workspace, driver: Driver, clock: Clock
) -> None:
    await client.chat_postMessage(channel="C0ACME", text="hello")
    workspace.clear()
    clock.moves(days=-10)
    posted = await client.chat_postMessage(channel="C0ACME", text="again")
    assert posted["ts"] == "1793350800.000000"
    assert len(driver.messages("#acme-lms")) == 1


@pytest.mark.parametrize(
    ("manifest", "sentence"),
    [
        ({}, "display_information.name is missing"),
        ({"display_information": {"name": "Helper"}}, "features.bot_user is missing"),
    ],
    indirect=False,
)
def test_a_manifest_without_a_bot_is_refused(manifest: JSON, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        read_manifest(manifest)
