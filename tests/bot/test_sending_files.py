"""Files go to people and channels by Slack's three steps, and never twice."""

from collections.abc import AsyncIterator
from dataclasses import replace

import aiohttp
import pytest

from bot.clock import MovableClock
from bot.slack.client import make_client
from bot.slack.files import SlackFiles
from bot.slack.pace import Pace
from rollouts.deliveries import Lost, Message, NotPosted, Outcome, Refused, Sent
from rollouts.refusals import FileNotSent, Unsent
from slack_simulator import Fault, FaultKind, Server, Workspace, serve
from slack_simulator.manifest import read_manifest
from slack_simulator.posting import Draft, post
from slack_simulator.testing import Driver
from tests.support import story
from tests.support.world import manifest
from views.files import File
from views.inlines import Code, say

BEGIN, END = "files.getUploadURLExternal", "files.completeUploadExternal"
FILE = File(
    "plan.ics", "The plan", b"BEGIN", say("A copy: {ask} & more.", ask=Code("/release calendar")), "A <plan>"
)


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    clock = MovableClock(story.START, running=False)
    workspace = Workspace(manifest=manifest(), now=clock.now, paced=False)
    workspace.add_person(id="U0ANA", name="ana", real_name="Ana")
    workspace.add_channel(id="C0ACME", name="acme", members=["U0ANA"])
    workspace.add_channel(id="C0OUT", name="out", members=["U0ANA"], bot_is_member=False)
    running = await serve(workspace)
    yield running
    await running.close()


@pytest.fixture
def driver(server: Server) -> Driver:
    return Driver(server.team)


@pytest.fixture
async def files(server: Server) -> AsyncIterator[SlackFiles]:
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=2)) as session:
        client = make_client(token=server.team.bot_token, api_url=server.api_url, session=session)
        yield SlackFiles(client, session, Pace(per_second=1000, in_channel=1000))


async def unsent(files: SlackFiles, to: str = "C0ACME") -> tuple[Unsent, str]:
    with pytest.raises(FileNotSent) as refused:
        await files.send(FILE, to=to)
    return refused.value.why, refused.value.detail


async def test_a_file_is_shared_with_a_channel_with_its_words(files: SlackFiles, driver: Driver) -> None:
    await files.send(FILE, to="C0ACME")

    (message,) = driver.messages("#acme")
    (file,) = message.files
    assert (file.name, file.title, file.content, file.alt_text) == (
        "plan.ics",
        "The plan",
        b"BEGIN",
        "A <plan>",
    )
    assert message.text == "A copy: `/release calendar` &amp; more."


async def test_a_file_for_a_person_goes_to_the_direct_messages(files: SlackFiles, server: Server) -> None:
    await files.send(FILE, to="U0ANA")

    (message,) = server.team.direct_channel("U0ANA").messages
    assert message.files[0].content == b"BEGIN"


async def test_without_the_scope_that_is_why(files: SlackFiles, server: Server) -> None:
    granted = manifest()
    scopes = [scope for scope in server.team.app.scopes if scope != "files:write"]
    server.team.app = read_manifest({**granted, "oauth_config": {"scopes": {"bot": scopes}}})

    assert await unsent(files) == (Unsent.NO_SCOPE, "missing_scope")


async def test_where_the_bot_is_no_member_that_is_why(files: SlackFiles) -> None:
    assert await unsent(files, "C0OUT") == (Unsent.NOT_IN_CHANNEL, "not_in_channel")


async def test_what_slack_refuses_is_told_with_its_reason(files: SlackFiles, driver: Driver) -> None:
    driver.archive("#acme")

    assert await unsent(files) == (Unsent.REFUSED, "posting_to_channel_denied")


@pytest.mark.parametrize(
    ("method", "kind"),
    [
        (BEGIN, FaultKind.DROPPED_AFTER),
        (BEGIN, FaultKind.RATE_LIMITED),
        ("upload", FaultKind.SERVER_ERROR_HTML),
        ("upload", FaultKind.DROPPED_AFTER),
        ("conversations.open", FaultKind.DROPPED_AFTER),
        (END, FaultKind.RATE_LIMITED),
    ],
)
async def test_before_it_could_be_seen_a_failure_means_that_it_was_not_sent(
    files: SlackFiles, server: Server, method: str, kind: FaultKind
) -> None:
    server.team.faults.add(Fault(kind, method=method))

    why, _ = await unsent(files, "U0ANA")

    assert why is Unsent.LATER
    assert server.team.direct_channel("U0ANA").messages == []


@pytest.mark.parametrize("kind", [FaultKind.DROPPED_AFTER, FaultKind.FATAL_ERROR, FaultKind.BROKEN_JSON])
async def test_a_lost_answer_to_the_last_step_is_told_and_nothing_is_sent_again(
    files: SlackFiles, server: Server, driver: Driver, kind: FaultKind
) -> None:
    server.team.faults.add(Fault(kind, method=END))

    why, _ = await unsent(files)

    assert why is Unsent.LOST
    assert len(driver.messages("#acme")) == (kind is not FaultKind.FATAL_ERROR)


async def test_while_a_method_rests_it_is_not_called(files: SlackFiles, server: Server) -> None:
    server.team.faults.add(Fault(FaultKind.RATE_LIMITED, method=BEGIN, seconds=60))

    assert [await unsent(files), await unsent(files)] == [(Unsent.LATER, "ratelimited")] * 2
    assert server.team.files == {}


async def shared(files: SlackFiles, thread: str = "") -> Outcome:
    place = Message("C0ACME", thread)
    return await files.share(
        [FILE, replace(FILE, name="b.txt", title="b.txt")], words="Of a mail.", place=place
    )


@pytest.fixture
def thread(server: Server) -> str:
    """Return the id of a message in #acme."""
    channel = server.team.channels["C0ACME"]
    return post(server.team, channel, Draft(user=server.team.bot_user_id, text="A case")).ts


async def test_several_files_are_shared_in_one_message_of_a_thread(
    files: SlackFiles, driver: Driver, thread: str
) -> None:
    outcome = await shared(files, thread)

    _, message = driver.messages("#acme")
    assert (message.thread_ts, message.text) == (thread, "Of a mail.")
    assert [file.name for file in message.files] == ["plan.ics", "b.txt"]
    assert outcome == Sent(Message("C0ACME", message.files[0].id))


@pytest.mark.parametrize(
    ("method", "kind", "expected"),
    [
        (BEGIN, FaultKind.DROPPED_AFTER, NotPosted),
        ("upload", FaultKind.SERVER_ERROR_HTML, NotPosted),
        (END, FaultKind.RATE_LIMITED, NotPosted),
        (END, FaultKind.DROPPED_AFTER, Lost),
    ],
)
async def test_files_are_brought_up_again_only_if_nobody_can_have_seen_them(
    files: SlackFiles, server: Server, thread: str, method: str, kind: FaultKind, expected: type[Outcome]
) -> None:
    server.team.faults.add(Fault(kind, method=method))

    assert isinstance(await shared(files, thread), expected)


async def test_files_that_may_not_be_shared_are_refused_and_nothing_else_is(
    files: SlackFiles, server: Server, thread: str
) -> None:
    granted = manifest()
    scopes = [scope for scope in server.team.app.scopes if scope != "files:write"]
    server.team.app = read_manifest({**granted, "oauth_config": {"scopes": {"bot": scopes}}})

    assert await shared(files, thread) == Refused("missing_scope")
