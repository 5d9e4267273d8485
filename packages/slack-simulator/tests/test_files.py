"""files.*: announced, uploaded, completed, shared and shown; each step once, after the one before."""

from collections.abc import Awaitable, Callable

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from kit import PageClient, refusal
from slack_simulator import Workspace
from slack_simulator.api_objects import file_object
from slack_simulator.faults import Fault, FaultKind
from slack_simulator.manifest import read_manifest
from slack_simulator.records import JSON
from slack_simulator.testing import Driver

PNG = b"\x89PNG and more"
Upload = Callable[..., Awaitable[str]]


@pytest.fixture
def upload(client: AsyncWebClient) -> Upload:
    """Announce a file and send its bytes; returns its id."""

    async def whole(content: bytes = PNG, name: str = "line.png", **more: str) -> str:
        answer = await client.files_getUploadURLExternal(filename=name, length=len(content), **more)
        assert await sends(answer["upload_url"], content) == 200
        return str(answer["file_id"])

    return whole


async def sends(url: str, content: bytes | aiohttp.FormData) -> int:
    async with aiohttp.ClientSession() as session, session.post(url, data=content) as response:
        return response.status


async def test_a_file_is_shared_with_a_channel_with_title_and_comment(
    client: AsyncWebClient, driver: Driver, upload: Upload
) -> None:
    file = await upload(alt_txt="A line")

    answer = await client.files_completeUploadExternal(
        files=[{"id": file, "title": "The line"}], channel_id="C0ACME", initial_comment="Look"
    )

    assert answer["files"] == [{"id": file, "title": "The line"}]
    (shared,) = driver.messages("#acme-lms")
    assert (shared.text, shared.files[0].content) == ("Look", PNG)
    assert driver.reads(shared) == "Look\n[line.png: A line]"


async def test_the_sdk_uploads_as_it_does_to_slack(client: AsyncWebClient, driver: Driver) -> None:
    await client.files_upload_v2(content=PNG, filename="line.png", channel="C0ACME")

    assert driver.messages("#acme-lms")[0].files[0].content == PNG


async def test_history_tells_of_the_file(client: AsyncWebClient, upload: Upload) -> None:
    file = await upload(b"BEGIN", "plan.ics")
    await client.files_completeUploadExternal(files=[{"id": file}], channels=["C0ACME", "U0ANA"])

    (found,) = (await client.conversations_history(channel="C0ACME"))["messages"]

    assert (found["subtype"], found["files"][0]["name"], found["files"][0]["title"]) == (
        "file_share",
        "plan.ics",
        "plan.ics",
    )
    assert "alt_txt" not in found["files"][0]


async def test_a_file_can_be_a_reply_with_blocks_and_go_to_direct_messages(
    client: AsyncWebClient, driver: Driver, workspace: Workspace, upload: Upload
) -> None:
    opened = (await client.conversations_open(users="U0ANA"))["channel"]["id"]
    first = await client.chat_postMessage(channel=opened, text="first")
    await client.files_completeUploadExternal(
        files=[{"id": await upload()}],
        channel_id=opened,
        thread_ts=first["ts"],
        blocks='[{"type": "divider"}]',
    )

    reply = driver.messages(opened)[1]
    assert (workspace.channels[opened].partner, reply.thread_ts) == ("U0ANA", first["ts"])
    assert reply.blocks[0]["type"] == "divider"


async def test_without_a_place_nobody_sees_it(
    client: AsyncWebClient, workspace: Workspace, upload: Upload, page_client: PageClient
) -> None:
    file = await upload()
    await client.files_completeUploadExternal(files=[{"id": file}])

    assert all(not channel.messages for channel in workspace.channels.values())
    async with page_client.session.get(f"{page_client.url}/page/file/{file}?as=U0ANA") as response:
        assert response.status == 404


REFUSED: dict[str, tuple[JSON, str]] = {
    "an unknown channel": ({"channel_id": "C0NONE"}, "channel_not_found"),
    "a private channel without the bot": ({"channel_id": "G0CLOSED"}, "channel_not_found"),
    "a public channel without the bot": ({"channel_id": "C0OUT"}, "not_in_channel"),
    "a person as channel_id": ({"channel_id": "U0ANA"}, "invalid_arguments"),
    "too many channels": ({"channels": ",".join(["C0ACME"] * 101)}, "channels_limit_exceeded"),
    "blocks that Slack refuses": ({"channel_id": "C0ACME", "blocks": '[{"type": "x"}]'}, "invalid_blocks"),
    "an unknown file": ({"files": [{"id": "F0NONE"}]}, "file_not_found"),
    "no file": ({"files": []}, "invalid_arguments"),
    "a file without an id": ({"files": [{"title": "x"}]}, "invalid_arguments"),
}


@pytest.mark.parametrize("case", REFUSED)
async def test_slack_refuses_to_complete(client: AsyncWebClient, upload: Upload, case: str) -> None:
    args, error = REFUSED[case]
    whole: JSON = {"files": [{"id": await upload()}]} | args

    answer = await refusal(client.api_call("files.completeUploadExternal", json=whole))

    assert answer["error"] == error


async def test_an_archived_channel_takes_no_file(
    client: AsyncWebClient, driver: Driver, upload: Upload
) -> None:
    driver.archive("#acme-lms")

    answer = await refusal(
        client.files_completeUploadExternal(files=[{"id": await upload()}], channel_id="C0ACME")
    )

    assert answer["error"] == "posting_to_channel_denied"


async def test_a_file_is_completed_once(client: AsyncWebClient, upload: Upload) -> None:
    file = await upload()
    await client.files_completeUploadExternal(files=[{"id": file}], channel_id="C0ACME")

    answer = await refusal(client.files_completeUploadExternal(files=[{"id": file}], channel_id="C0ACME"))

    assert answer["error"] == "file_not_found"


async def test_a_file_whose_bytes_never_came_cannot_be_completed(client: AsyncWebClient) -> None:
    announced = await client.files_getUploadURLExternal(filename="a.png", length=3)

    answer = await refusal(client.files_completeUploadExternal(files=[{"id": announced["file_id"]}]))

    assert answer["error"] == "file_not_found"


@pytest.mark.parametrize(
    ("args", "error"),
    [
        ({"filename": "a.png", "length": 0}, "missing_argument"),
        ({"filename": "a.png", "length": "many"}, "invalid_arguments"),
        ({"filename": "", "length": 3}, "invalid_arguments"),
        ({"filename": "a.png", "length": 3, "alt_txt": "x" * 1001}, "alt_txt_too_large"),
    ],
)
async def test_slack_refuses_to_begin(client: AsyncWebClient, args: JSON, error: str) -> None:
    assert (await refusal(client.files_getUploadURLExternal(**args)))["error"] == error


async def test_without_the_scope_nothing_is_uploaded(
    client: AsyncWebClient, workspace: Workspace, manifest: JSON
) -> None:
    manifest["oauth_config"]["scopes"]["bot"].remove("files:write")
    workspace.app = read_manifest(manifest)

    answer = await refusal(client.files_getUploadURLExternal(filename="a.png", length=3))

    assert (answer["error"], answer["needed"]) == ("missing_scope", "files:write")


async def test_the_address_takes_as_many_bytes_as_were_announced_once(client: AsyncWebClient) -> None:
    url = (await client.files_getUploadURLExternal(filename="a.png", length=3))["upload_url"]

    assert [await sends(url, content) for content in (b"four", b"two", b"one")] == [400, 200, 400]
    assert await sends(f"{url}x", b"two") == 400


async def test_the_address_takes_a_form(client: AsyncWebClient) -> None:
    answer = await client.files_getUploadURLExternal(filename="a.png", length=3)
    form = aiohttp.FormData()
    form.add_field("filename", b"two", filename="a.png")

    assert await sends(answer["upload_url"], form) == 200


async def test_a_trouble_strikes_the_address(client: AsyncWebClient, workspace: Workspace) -> None:
    url = (await client.files_getUploadURLExternal(filename="a.png", length=3))["upload_url"]
    workspace.faults.add(Fault(FaultKind.SERVER_ERROR_HTML, method="upload"))

    assert await sends(url, b"two") == 500
    workspace.faults.add(Fault(FaultKind.DROPPED_AFTER, method="upload"))
    with pytest.raises(aiohttp.ClientError):
        await sends(url, b"two")
    assert [file.content for file in workspace.files.values()] == [b"two"]


@pytest.mark.parametrize(
    ("name", "kind", "disposition"),
    [
        ("line.png", "image/png", None),
        ("plan.ics", "application/octet-stream", "attachment; filename*=UTF-8''plan.ics"),
        ("page.svg", "application/octet-stream", "attachment; filename*=UTF-8''page.svg"),
    ],
)
async def test_the_page_shows_pictures_and_saves_the_rest(
    client: AsyncWebClient,
    upload: Upload,
    page_client: PageClient,
    name: str,
    kind: str,
    disposition: str | None,
) -> None:
    file = await upload(name=name, alt_txt="A line")
    await client.files_completeUploadExternal(files=[{"id": file}], channel_id="C0ACME")

    (shown,) = (await page_client.state())["messages"][0]["files"]

    assert (shown["title"], shown["alt"], shown["is_image"]) == (name, "A line", disposition is None)
    async with page_client.session.get(page_client.url + shown["url"]) as response:
        assert (response.content_type, response.headers.get("Content-Disposition")) == (kind, disposition)
        assert await response.read() == PNG


async def test_a_file_is_served_to_those_alone_who_see_it(
    client: AsyncWebClient, upload: Upload, page_client: PageClient
) -> None:
    file = await upload()
    await client.files_completeUploadExternal(files=[{"id": file}], channel_id="G0SECRET")

    async with page_client.session.get(f"{page_client.url}/page/file/{file}?as=U0BEN") as response:
        assert response.status == 404


async def test_a_forwarded_mail_is_a_file_that_tells_what_is_in_it(workspace: Workspace) -> None:
    heads = b"From: Vera <vera@vendor.example>\r\nSubject: News\r\nDate: Mon, 09 Nov 2026 10:00:00 +0000\r\n"
    mail = heads + b"\r\nIt comes.\r\n"
    said = await Driver(workspace).person("ana").says("", in_="#acme-lms", files={"News.email": mail})

    told = file_object(workspace, said.files[0])

    assert (told["filetype"], told["mode"], told["subject"]) == ("email", "email", "News")
    assert told["plain_text"].strip() == "It comes."
    assert told["from"][0]["address"] == "vera@vendor.example"
    assert told["headers"]["date"] == "Mon, 09 Nov 2026 10:00:00 +0000"
