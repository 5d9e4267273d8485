"""The contract of everything that puts messages into a chat system: Slack's gateway, and the tests' own."""

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import datetime, timedelta

import aiohttp
import pytest

from bot.clock import MovableClock
from bot.slack.client import make_client
from bot.slack.outage import SILENCES
from bot.slack.pace import Pace
from bot.slack.poster import SlackPoster
from rollouts import kinds
from rollouts.deliveries import (
    Announcement,
    Concern,
    Copy,
    Key,
    Lost,
    Message,
    NotPosted,
    NotReadable,
    Outcome,
    Reason,
    Refused,
    Sent,
)
from rollouts.topics import Topic
from scheduling.poster import Poster
from slack_simulator import Fault, FaultKind, Server, Workspace, serve
from slack_simulator import Message as SlackMessage
from slack_simulator.manifest import read_manifest
from slack_simulator.testing import Driver
from tests.support import story
from tests.support.imagined_chat import HISTORY_LAGS, ImaginedChannels
from tests.support.scripted_poster import ScriptedPoster
from tests.support.world import manifest
from views.inlines import Moment
from views.parts import Message as Content
from views.parts import said

CHANNEL = "C0ACME"
CONTENT = said("Release 2026.11 is coming.")
KEY = Key(Topic.parse("release:2026.11"), Announcement(kinds.PREVIEW, "standard"), CHANNEL)
REPLY = Key(Topic.parse("release:2026.11"), Announcement(kinds.REMINDER, "standard"), CHANNEL)
Deletes = Callable[[Message], None]


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    clock = MovableClock(story.START, running=False)
    workspace = Workspace(manifest=manifest(), now=clock.now, paced=False)
    workspace.add_person(id="U0ANA", name="ana", real_name="Ana")
    workspace.add_person(id="U0MAYA", name="maya", real_name="Maya")
    workspace.add_channel(id=CHANNEL, name="acme", members=["U0ANA"], bot_is_member=False)
    workspace.add_channel(id="G0SECRET", name="secret", members=["U0ANA"], private=True, bot_is_member=False)
    running = await serve(workspace)
    yield running
    await running.close()


async def cannot_say(_user: str) -> Reason | None:
    """Know of nobody why they could not answer."""
    return None


@pytest.fixture
async def slack(server: Server) -> AsyncIterator[SlackPoster]:
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=2)) as session:
        client = make_client(token=server.team.bot_token, api_url=server.api_url, session=session)
        yield SlackPoster(
            client,
            Pace(
                per_second=1000,
                in_channel=1000,
                updates_per_minute=60_000,
                history_per_minute=1000,
                history_page=2,
            ),
            cannot_say,
        )


class Imagined:
    """The channels of the property tests, asked as a poster is asked. To links they have no answer."""

    def __init__(self) -> None:
        self.channels = ImaginedChannels()

    async def post(
        self, *, channel: str, content: Content, thread: str | None, broadcast: bool, key: Key
    ) -> Outcome:
        assert (channel, broadcast) == (key.channel, thread is not None)
        assert content.text
        return self.channels.post(key, thread, story.START)

    async def update(self, *, message: Message, content: Content) -> Outcome:
        assert content.text
        return self.channels.update(message)

    async def tick(self, message: Message) -> Outcome:
        return self.channels.update(message)

    async def find(
        self, *, channel: str, thread: str | None, keys: frozenset[Key], since: datetime
    ) -> dict[Key, tuple[Copy, ...]]:
        assert {key.channel for key in keys} == {channel}
        now = story.START + HISTORY_LAGS
        found = {key: self.channels.copies(key, thread, since, now) for key in keys}
        return {key: copies for key, copies in found.items() if copies}

    async def delete(self, message: Message) -> bool:
        self.channels.delete(message)
        return True

    async def link(self, message: Message) -> str | None:  # noqa: ARG002 - the same for each
        return None


@pytest.fixture(params=["slack", "scripted", "imagined"])
def both(request: pytest.FixtureRequest) -> tuple[Poster, Deletes]:
    """Each poster that the contract holds for, and the way to delete a message of it."""
    if request.param == "imagined":
        imagined = Imagined()
        return imagined, imagined.channels.delete
    if request.param == "scripted":
        scripted = ScriptedPoster()
        return scripted, scripted.lose
    workspace: Workspace = request.getfixturevalue("workspace")

    def delete(message: Message) -> None:
        channel = workspace.channels[message.channel]
        channel.messages = [one for one in channel.messages if one.ts != message.id]

    return request.getfixturevalue("slack"), delete


@pytest.fixture
def poster(both: tuple[Poster, Deletes]) -> Poster:
    return both[0]


@pytest.fixture
def delete(both: tuple[Poster, Deletes]) -> Deletes:
    return both[1]


async def post(poster: Poster, key: Key = KEY, *, thread: str | None = None) -> Message:
    sent = await poster.post(
        channel=key.channel, content=CONTENT, thread=thread, broadcast=thread is not None, key=key
    )
    assert isinstance(sent, Sent)
    return sent.message


async def test_a_post_returns_its_message(poster: Poster) -> None:
    assert (await post(poster)).channel == CHANNEL


async def test_two_posts_are_two_messages(poster: Poster) -> None:
    assert await post(poster) != await post(poster)


async def test_a_message_can_be_replaced(poster: Poster) -> None:
    message = await post(poster)

    assert await poster.update(message=message, content=said("Live.")) == Sent(message)


async def test_a_deleted_message_cannot_be_replaced_and_is_gone(poster: Poster, delete: Deletes) -> None:
    message = await post(poster)
    delete(message)

    outcome = await poster.update(message=message, content=CONTENT)

    assert isinstance(outcome, Refused)
    assert outcome.gone


async def test_under_a_deleted_message_there_is_no_reply(poster: Poster, delete: Deletes) -> None:
    message = await post(poster)
    delete(message)

    outcome = await poster.post(
        channel=CHANNEL, content=CONTENT, thread=message.id, broadcast=True, key=REPLY
    )

    assert isinstance(outcome, Refused)
    assert outcome.gone


async def test_a_tick_is_set_once_however_often_it_is_asked_for(poster: Poster) -> None:
    message = await post(poster)

    assert [await poster.tick(message) for _ in range(2)] == [Sent(message)] * 2


async def test_a_post_is_found_by_its_mark(poster: Poster) -> None:
    message = await post(poster)

    assert await poster.find(channel=CHANNEL, thread=None, keys=frozenset({KEY}), since=story.START) == {
        KEY: (Copy(message),)
    }


async def test_a_reply_is_found_in_its_thread(poster: Poster) -> None:
    card = await post(poster)
    reply = await post(poster, REPLY, thread=card.id)

    assert await poster.find(channel=CHANNEL, thread=card.id, keys=frozenset({REPLY}), since=story.START) == {
        REPLY: (Copy(reply),)
    }


async def test_what_was_never_posted_is_missing(poster: Poster) -> None:
    await post(poster)

    assert await poster.find(channel=CHANNEL, thread=None, keys=frozenset({REPLY}), since=story.START) == {}


async def test_a_post_is_found_behind_many_others(poster: Poster) -> None:
    message = await post(poster)
    for revision in range(1, 6):
        await post(poster, Key(KEY.topic, KEY.announcement, CHANNEL, revision))

    assert await poster.find(channel=CHANNEL, thread=None, keys=frozenset({KEY}), since=story.START) == {
        KEY: (Copy(message),)
    }


async def test_a_public_channel_is_joined_once(
    slack: SlackPoster, workspace: Workspace, driver: Driver
) -> None:
    await post(slack)
    driver.remove_bot("#acme")
    await post(slack)

    assert workspace.bot_user_id not in workspace.channels[CHANNEL].members


async def test_to_a_person_it_goes_into_their_direct_messages_and_is_found_there(
    slack: SlackPoster, driver: Driver
) -> None:
    key = Key(Topic.parse("release:2026.11"), Announcement(kinds.OWNER_QUESTION, "standard"), "U0ANA")
    message = await post(slack, key)

    (seen,) = driver.person("ana").sees()
    assert isinstance(seen, SlackMessage)
    assert seen.ts == message.id
    assert await slack.find(channel="U0ANA", thread=None, keys=frozenset({key}), since=story.START) == {
        key: (Copy(message),)
    }


async def test_a_channel_that_is_closed_to_us_is_told_by_the_post_itself(slack: SlackPoster) -> None:
    key = Key(KEY.topic, KEY.announcement, "G0SECRET")

    outcome = await slack.post(channel="G0SECRET", content=CONTENT, thread=None, broadcast=False, key=key)

    assert isinstance(outcome, Refused)
    assert outcome.reason == "channel_not_found"


@pytest.mark.parametrize(
    "kind", [FaultKind.DROPPED_BEFORE, FaultKind.UNAVAILABLE_TEXT, FaultKind.FATAL_ERROR]
)
async def test_trouble_with_joining_does_not_keep_a_post_back(
    slack: SlackPoster, workspace: Workspace, kind: FaultKind
) -> None:
    workspace.faults.add(Fault(kind, "conversations.join"))

    assert (await post(slack)).channel == CHANNEL


async def test_a_lost_answer_is_no_second_post(
    slack: SlackPoster, workspace: Workspace, driver: Driver
) -> None:
    workspace.faults.add(Fault(FaultKind.DROPPED_AFTER, "chat.postMessage"))

    outcome = await slack.post(channel=CHANNEL, content=CONTENT, thread=None, broadcast=False, key=KEY)

    assert isinstance(outcome, Lost)
    assert [message.text for message in driver.messages("#acme") if message.metadata] == [CONTENT.text]
    found = await slack.find(channel=CHANNEL, thread=None, keys=frozenset({KEY}), since=story.START)
    assert not isinstance(found, NotReadable | NotPosted)
    assert len(found[KEY]) == 1


async def test_a_lost_answer_to_a_replacement_is_said_to_be_lost(
    slack: SlackPoster, workspace: Workspace
) -> None:
    message = await post(slack)
    workspace.faults.add(Fault(FaultKind.BROKEN_JSON, "chat.update"))

    assert isinstance(await slack.update(message=message, content=CONTENT), Lost)


async def test_a_tick_that_may_not_be_set_concerns_nothing_else(
    slack: SlackPoster, workspace: Workspace
) -> None:
    message = await post(slack)
    app = workspace.app
    workspace.app = replace(app, scopes=tuple(each for each in app.scopes if each != "reactions:write"))

    assert await slack.tick(message) == Refused("missing_scope")


async def test_a_tick_whose_answer_is_lost_is_said_to_be_lost(
    slack: SlackPoster, workspace: Workspace
) -> None:
    message = await post(slack)
    workspace.faults.add(Fault(FaultKind.DROPPED_AFTER, "reactions.add"))

    assert isinstance(await slack.tick(message), Lost)


async def test_a_method_that_slack_limits_is_left_alone_and_others_are_not(
    slack: SlackPoster, workspace: Workspace
) -> None:
    message = await post(slack)
    workspace.faults.add(Fault(FaultKind.RATE_LIMITED, "chat.update", times=2, seconds=30))

    told = await slack.update(message=message, content=CONTENT)
    kept = await slack.update(message=message, content=CONTENT)

    assert told == NotPosted("ratelimited", timedelta(seconds=30))
    assert isinstance(kept, NotPosted)
    assert kept.after <= timedelta(seconds=30)
    # The second one was not even sent.
    assert workspace.faults.struck == 1
    await post(slack)


async def test_a_limit_in_one_channel_leaves_the_others_alone(
    slack: SlackPoster, workspace: Workspace
) -> None:
    workspace.faults.add(Fault(FaultKind.RATE_LIMITED, "chat.postMessage", times=2, seconds=30))

    first, second = [
        await slack.post(channel=CHANNEL, content=CONTENT, thread=None, broadcast=False, key=KEY)
        for _ in range(2)
    ]
    workspace.faults.clear()

    assert isinstance(first, NotPosted)
    assert isinstance(second, NotPosted)
    assert workspace.faults.struck == 1
    await post(slack, Key(KEY.topic, KEY.announcement, "U0ANA"))


async def test_while_nothing_may_be_posted_no_channel_is_joined(
    slack: SlackPoster, workspace: Workspace
) -> None:
    workspace.add_channel(id="C0NORTH", name="northwind", members=[], bot_is_member=False)
    workspace.faults.add(Fault(FaultKind.RATE_LIMITED, "chat.postMessage", times=2, seconds=30))

    for channel in (CHANNEL, "U0ANA", "C0NORTH"):
        key = Key(KEY.topic, KEY.announcement, channel)
        outcome = await slack.post(channel=channel, content=CONTENT, thread=None, broadcast=False, key=key)
        assert isinstance(outcome, NotPosted)

    assert workspace.bot_user_id not in workspace.channels["C0NORTH"].members


async def test_when_answers_are_lost_one_after_the_other_no_more_messages_are_risked(
    slack: SlackPoster, workspace: Workspace
) -> None:
    workspace.faults.add(Fault(FaultKind.SERVER_ERROR_HTML, "chat.postMessage", times=SILENCES + 1))

    outcomes = [
        await slack.post(channel=CHANNEL, content=CONTENT, thread=None, broadcast=False, key=KEY)
        for _ in range(SILENCES + 1)
    ]

    assert [type(outcome) for outcome in outcomes] == [Lost] * SILENCES + [NotPosted]
    assert workspace.faults.struck == SILENCES


async def test_while_joining_rests_posts_go_out(slack: SlackPoster, workspace: Workspace) -> None:
    workspace.faults.add(Fault(FaultKind.RATE_LIMITED, "conversations.join", times=2, seconds=30))

    await post(slack)
    await post(slack)
    assert workspace.faults.struck == 1


async def test_a_look_whose_answer_was_lost_may_be_tried_again(
    slack: SlackPoster, workspace: Workspace
) -> None:
    await post(slack)
    workspace.faults.add(Fault(FaultKind.BROKEN_JSON, "conversations.history"))

    outcome = await slack.find(
        channel=CHANNEL, thread=None, keys=frozenset({KEY}), since=story.START + timedelta(hours=1)
    )

    assert isinstance(outcome, NotPosted)


async def test_what_cannot_be_rendered_was_certainly_not_posted(
    slack: SlackPoster, workspace: Workspace, caplog: pytest.LogCaptureFixture
) -> None:
    nowhere = said(Moment(story.at(story.STANDARD_DAY), "No/Such_zone"))
    message = await post(slack)

    posted = await slack.post(channel=CHANNEL, content=nowhere, thread=None, broadcast=False, key=KEY)
    replaced = await slack.update(message=message, content=nowhere)

    assert posted == replaced == Refused("no_words")
    assert workspace.channels[CHANNEL].messages[-1].text == CONTENT.text
    assert "could not be rendered" in caplog.text


async def test_each_copy_of_a_post_is_found(poster: Poster) -> None:
    first, second = await post(poster), await post(poster)

    found = await poster.find(channel=CHANNEL, thread=None, keys=frozenset({KEY}), since=story.START)

    assert found == {KEY: (Copy(second), Copy(first))}


async def test_several_posts_are_found_in_one_reading(poster: Poster) -> None:
    other = Key(KEY.topic, KEY.announcement, CHANNEL, 1)
    first, second = await post(poster), await post(poster, other)

    found = await poster.find(channel=CHANNEL, thread=None, keys=frozenset({KEY, other}), since=story.START)

    assert found == {KEY: (Copy(first),), other: (Copy(second),)}


async def test_a_deleted_message_is_not_found_any_more(poster: Poster) -> None:
    message = await post(poster)

    assert await poster.delete(message)
    assert await poster.find(channel=CHANNEL, thread=None, keys=frozenset({KEY}), since=story.START) == {}


async def test_a_message_that_is_gone_is_deleted(poster: Poster, delete: Deletes) -> None:
    message = await post(poster)
    delete(message)

    assert await poster.delete(message)


@pytest.mark.parametrize("both", ["slack", "scripted"], indirect=True)
async def test_a_link_leads_to_a_message(poster: Poster) -> None:
    link = await poster.link(await post(poster))

    assert link
    assert link.startswith("https://")


async def test_a_message_with_a_reply_or_a_reaction_is_used(slack: SlackPoster, workspace: Workspace) -> None:
    replied, liked, plain = await post(slack), await post(slack), await post(slack)
    await post(slack, REPLY, thread=replied.id)
    there = workspace.channels[CHANNEL].message(liked.id)
    assert there
    there.reactions["eyes"] = ["U0ANA"]

    found = await slack.find(channel=CHANNEL, thread=None, keys=frozenset({KEY}), since=story.START)

    assert not isinstance(found, NotReadable | NotPosted)
    assert {copy.message: copy.is_used for copy in found[KEY]} == {replied: True, liked: True, plain: False}


async def test_a_channel_that_the_bot_is_not_in_cannot_be_read(slack: SlackPoster, driver: Driver) -> None:
    await post(slack)
    driver.remove_bot("#acme")

    found = await slack.find(channel=CHANNEL, thread=None, keys=frozenset({KEY}), since=story.START)

    assert found == NotReadable("not_in_channel")


async def test_under_a_deleted_message_no_reply_is_missing_for_another_reason(
    slack: SlackPoster, workspace: Workspace
) -> None:
    card = await post(slack)
    workspace.channels[CHANNEL].messages.clear()

    assert await slack.find(channel=CHANNEL, thread=card.id, keys=frozenset({REPLY}), since=story.START) == {}


async def test_reading_history_that_slack_limits_is_put_off_as_long_as_told(
    slack: SlackPoster, workspace: Workspace
) -> None:
    workspace.faults.add(Fault(FaultKind.RATE_LIMITED, "conversations.history", seconds=30))

    found = await slack.find(channel=CHANNEL, thread=None, keys=frozenset({KEY}), since=story.START)

    assert found == NotPosted("ratelimited", timedelta(seconds=30))


@pytest.mark.parametrize("kind", [FaultKind.DROPPED_BEFORE, FaultKind.RATE_LIMITED])
async def test_a_message_that_could_not_be_deleted_has_to_be_tried_again(
    slack: SlackPoster, workspace: Workspace, kind: FaultKind
) -> None:
    message = await post(slack)
    workspace.faults.add(Fault(kind, "chat.delete"))

    assert not await slack.delete(message)


async def test_a_link_that_slack_does_not_tell_has_to_be_asked_for_again(
    slack: SlackPoster, workspace: Workspace
) -> None:
    message = await post(slack)
    workspace.faults.add(Fault(FaultKind.FATAL_ERROR, "chat.getPermalink"))

    assert await slack.link(message) is None


# In a conversation with several people

TOGETHER = "U0MAYA,U0ANA"
OPENED = Key(Topic.parse("case:1"), Announcement(kinds.CASE_OPENED), TOGETHER)


async def say_together(slack: SlackPoster, thread: str | None = None) -> Outcome:
    return await slack.post(channel=TOGETHER, content=CONTENT, thread=thread, broadcast=False, key=OPENED)


async def test_what_is_said_to_several_stands_in_a_conversation_of_theirs(
    slack: SlackPoster, server: Server
) -> None:
    first = await say_together(slack)

    assert isinstance(first, Sent)
    reply = await say_together(slack, first.message.id)
    (group,) = (each for each in server.team.channels.values() if each.kind == "group")
    assert group.members[:2] == ["U0MAYA", "U0ANA"]
    assert [each.thread_ts for each in group.messages] == [None, first.message.id]
    assert isinstance(reply, Sent)
    assert reply.message.channel == first.message.channel == group.id


async def test_a_lost_message_to_several_is_found(slack: SlackPoster, server: Server) -> None:
    server.team.faults.add(Fault(FaultKind.DROPPED_AFTER, method="chat.postMessage"))
    assert isinstance(await say_together(slack), Lost)

    found = await slack.find(
        channel=TOGETHER, thread=None, keys=frozenset({OPENED}), since=story.START - timedelta(minutes=1)
    )

    assert isinstance(found, dict)
    assert list(found) == [OPENED]


@pytest.mark.parametrize("kind", [FaultKind.RATE_LIMITED, FaultKind.DROPPED_BEFORE, FaultKind.FATAL_ERROR])
async def test_a_case_waits_for_no_conversation_that_cannot_be_opened(
    slack: SlackPoster, server: Server, kind: FaultKind
) -> None:
    server.team.faults.add(Fault(kind, method="conversations.open"))
    server.team.faults.add(Fault(kind, method="conversations.open"))

    opening, reply = await say_together(slack), await say_together(slack, "1.000100")

    assert isinstance(opening, Refused)
    assert opening.concern is Concern.CHANNEL
    assert isinstance(reply, NotPosted)


async def test_without_the_scope_a_case_goes_to_the_next_place(slack: SlackPoster, server: Server) -> None:
    granted = manifest()
    scopes = [scope for scope in server.team.app.scopes if scope != "mpim:write"]
    server.team.app = read_manifest({**granted, "oauth_config": {"scopes": {"bot": scopes}}})

    assert await say_together(slack) == Refused("missing_scope", concern=Concern.CHANNEL)


async def test_somebody_who_is_gone_sends_a_case_to_the_next_place(
    slack: SlackPoster, server: Server
) -> None:
    server.team.users["U0MAYA"].is_deactivated = True

    assert await say_together(slack) == Refused("user_disabled", concern=Concern.CHANNEL)


async def test_an_app_that_was_thrown_out_is_told_as_such(slack: SlackPoster, server: Server) -> None:
    server.team.bot_token = "xoxb-another"

    assert await say_together(slack) == Refused("invalid_auth", concern=Concern.WORKSPACE)
