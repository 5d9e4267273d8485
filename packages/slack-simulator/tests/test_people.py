"""What people say and run in channels, and what Slack's client does not let them do."""

import pytest
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from kit import Connect, plain
from slack_simulator import Message, Refusal, Workspace
from slack_simulator.manifest import read_manifest
from slack_simulator.records import JSON
from slack_simulator.testing import Driver, Person
from slack_simulator.user_actions import in_channels


async def test_a_global_shortcut_is_answered_where_the_app_likes(
    connect: Connect, app: AsyncApp, ana: Person
) -> None:
    @app.shortcut("from_anywhere")
    async def answer(ack: AsyncAck, body: JSON, client: AsyncWebClient) -> None:
        await ack()
        await client.chat_postMessage(channel=body["user"]["id"], text="here you are")

    await connect()
    given = await ana.uses("New ticket")
    assert isinstance(given, Message)
    assert given.text == "here you are"
    with pytest.raises(AssertionError, match="there is: New ticket"):
        await ana.uses("Old ticket")


async def test_a_command_can_take_names_as_ids(connect: Connect, app: AsyncApp, ana: Person) -> None:
    @app.command("/whois")
    async def who(ack: AsyncAck, command: JSON) -> None:
        await ack(command["text"])

    await connect()
    answer = await ana.runs("/whois @ben @support-oncall #shared", in_="#acme-lms")
    assert isinstance(answer, Message)
    assert answer.text == "<@U0BEN|ben> <!subteam^S0SUPPORT|@support-oncall> <#C0SHARED|shared>"


@pytest.mark.parametrize("command", ["/whois", "/ticket"])
async def test_what_is_typed_after_a_command_comes_escaped(
    command: str, connect: Connect, app: AsyncApp, ana: Person
) -> None:
    @app.command(command)
    async def who(ack: AsyncAck, command: JSON) -> None:
        await ack(command["text"])

    await connect()
    answer = await ana.runs(f"{command} Q&A &amp; <x>", in_="#acme-lms")
    assert isinstance(answer, Message)
    assert answer.text == "Q&amp;A &amp;amp; &lt;x&gt;"


async def test_an_answer_with_refused_blocks_fails_the_command(
    connect: Connect, app: AsyncApp, ana: Person
) -> None:
    @app.command("/ticket")
    async def wrong(ack: AsyncAck) -> None:
        await ack(text="a", blocks=[{"type": "marquee"}])

    await connect()
    with pytest.raises(AssertionError, match="unsupported type: marquee"):
        await ana.runs("/ticket", in_="#acme-lms")


@pytest.mark.parametrize(
    ("who", "where", "typed", "sentence"),
    [
        ("ana", "#acme-lms", "/nothing", "/nothing is not a valid command"),
        ("sam", "#shared", "/ticket", "not shared with people from other organisations"),
        ("ana", "#shared", "/ticket", "not a member of #shared"),
        ("ana", "#acme-lms", "/invite nobody", "needs the name of somebody"),
        ("ana", None, "/invite @Helper", "needs the name of somebody"),
    ],
)
async def test_a_command_is_refused_to_the_person(
    driver: Driver, who: str, where: str | None, typed: str, sentence: str
) -> None:
    with pytest.raises(Refusal, match=sentence):
        await driver.person(who).runs(typed, in_=where)


async def test_people_bring_the_app_into_a_channel_and_take_it_out(workspace: Workspace, ana: Person) -> None:
    channel = workspace.channels["C0OUT"]
    in_channels.run(workspace, ana.user, channel, "/invite @Helper")
    in_channels.run(workspace, ana.user, channel, "/invite @ben")
    assert channel.members == ["U0ANA", "U0APP", "U0BEN"]
    in_channels.run(workspace, ana.user, channel, "/remove @Helper")
    in_channels.run(workspace, ana.user, channel, "/remove @ben")
    in_channels.run(workspace, ana.user, channel, "/remove @ben")
    assert channel.members == ["U0ANA"]


async def test_nobody_writes_where_they_may_not(
    workspace: Workspace, driver: Driver, ana: Person, manifest: JSON
) -> None:
    with pytest.raises(Refusal, match="nothing to send"):
        await ana.says("  ", in_="#acme-lms")
    said = await ana.says("hello", in_="#acme-lms")
    ana.deletes(said)
    with pytest.raises(Refusal, match="no longer there"):
        await ana.says("reply", in_="#acme-lms", thread=said)
    driver.archive("#acme-lms")
    with pytest.raises(Refusal, match="archived"):
        await ana.says("hello", in_="#acme-lms")
    manifest["features"]["app_home"]["messages_tab_read_only_enabled"] = True
    workspace.app = read_manifest(manifest)
    with pytest.raises(Refusal, match="turned off"):
        await ana.says("hello")


async def test_people_delete_their_own_messages_and_administrators_all(ana: Person, ben: Person) -> None:
    bens = await ben.says("mine", in_="#acme-lms")
    anas = await ana.says("hers", in_="#acme-lms")
    with pytest.raises(Refusal, match="Only its author"):
        ben.deletes(anas)
    ana.deletes(bens)
    assert ben.sees("#acme-lms") == [anas]
    assert ben.sees("#secret") == []


async def test_a_mention_that_is_answered_with_a_form_is_a_failure(
    connect: Connect, app: AsyncApp, workspace: Workspace, ana: Person
) -> None:
    @app.event("app_mention")
    async def wrong(client: AsyncWebClient) -> None:
        trigger = workspace.gesture("U0ANA", "test").trigger_id
        view = {"type": "modal", "title": plain("Form"), "blocks": [{"type": "divider"}]}
        await client.views_open(trigger_id=trigger, view=view)

    await connect()
    with pytest.raises(AssertionError, match="answered with a form"):
        await ana.says("@Helper hello", in_="#acme-lms")


def test_names_that_nobody_has_are_named(driver: Driver) -> None:
    with pytest.raises(LookupError, match="nobody is called 'zoe'"):
        driver.person("zoe")
    with pytest.raises(LookupError, match="no channel is called '#nowhere'"):
        driver.messages("#nowhere")
