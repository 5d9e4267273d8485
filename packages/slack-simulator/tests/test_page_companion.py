"""What the page shows beyond Slack, and the troubles that it can make."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

import aiohttp

from kit import Clock, Connect, PageClient
from slack_simulator import (
    CompanionState,
    Jump,
    Letter,
    Mail,
    Place,
    Refusal,
    Server,
    Step,
    Upcoming,
    Workspace,
    serve,
)
from slack_simulator.records import JSON

NOW = datetime(2026, 11, 9, 9, 0, tzinfo=UTC)


@dataclass
class Story:
    """A companion that remembers what it was asked to do."""

    asked: list[tuple[object, ...]] = field(default_factory=list)

    async def state(self) -> CompanionState:
        place = Place(person="U0ANA", channel="C0ACME", thread="1.2")
        mail = Mail(
            id="m1",
            at=NOW,
            sender="a@x",
            to="b@x",
            subject="S",
            body="B",
            direction="out",
            answer="OK",
            place=place,
        )
        step = Step(
            id="s1", title="T", text="X", label="L", done=False, person="U0ANA", channel="C0ACME", jump="day"
        )
        return CompanionState(
            now=NOW,
            label="Day 1",
            paused=False,
            jumps=[Jump("day", "+1 day")],
            upcoming=[Upcoming(NOW, "#acme-lms", "Preview")],
            mail=[mail],
            can_reply=True,
            letter=Letter(sender="v@x", subject="News", body="Soon."),
            guide=[step],
            after_guide="Install it.",
        )

    async def jump(self, jump_id: str) -> None:
        if jump_id == "never":
            raise Refusal("Time cannot go there.")
        self.asked.append(("jump", jump_id))

    async def pause(self, *, paused: bool) -> None:
        self.asked.append(("pause", paused))

    async def reply(self, mail_id: str, body: str) -> None:
        self.asked.append(("reply", mail_id, body))

    async def write(self, subject: str, body: str) -> None:
        self.asked.append(("write", subject, body))

    async def start_over(self) -> None:
        self.asked.append(("start_over",))


async def test_the_page_makes_trouble(
    page_client: PageClient, server: Server, workspace: Workspace, connect: Connect
) -> None:
    await connect()

    async def offered() -> dict[str, str]:
        return {one["label"]: one["id"] for one in (await page_client.state())["faults"]}

    await page_client.do("fault", id=(await offered())["Next post: never answered"])
    assert [one.kind for one in workspace.faults] == ["hang"]
    await page_client.do("fault", id=(await offered())["Call off what is still to come"])
    assert list(workspace.faults) == []
    for label, undo in (
        ("Archive #acme-lms", "Bring back #acme-lms"),
        ("Rename #acme-lms", "Rename #acme-lms-renamed"),
        ("Remove Helper from #acme-lms", "Invite Helper to #acme-lms"),
        ("Revoke the app's token", "Give the app its token back"),
    ):
        await page_client.do("fault", id=(await offered())[label])
        assert await page_client.do("fault", id=(await offered())[undo]) == ""
    await page_client.do("fault", id=(await offered())["Cut the app's sockets"])
    assert server.socket_mode.connections == 0


async def test_there_is_no_socket_to_cut_and_no_direct_message_to_archive(
    manifest: JSON, clock: Clock
) -> None:
    workspace = Workspace(manifest=manifest, now=clock, request_url="http://127.0.0.1:9/none")
    workspace.add_person(id="U0ANA", name="ana", real_name="Ana Lima")
    server = await serve(workspace)
    async with aiohttp.ClientSession() as session:
        page_client = PageClient(session, server.url)
        labels = " ".join(one["label"] for one in (await page_client.state())["faults"])
        assert await page_client.do("fault", id="cut:") == ""
    await server.close()
    assert "sockets" not in labels
    assert "#" not in labels


async def test_a_companion_fills_what_is_beyond_slack(workspace: Workspace) -> None:
    story = Story()
    server = await serve(workspace, companion=story)
    async with aiohttp.ClientSession() as session:
        page_client = PageClient(session, server.url)
        shown = (await page_client.state())["companion"]
        assert await page_client.do("jump", id="never") == "Time cannot go there."
        for what, more in (
            ("jump", {"id": "day"}),
            ("pause", {"paused": True}),
            ("mail", {"reply_to": "m1", "body": "Hi"}),
            ("letter", {"subject": "News", "body": "Now."}),
            ("start_over", {}),
        ):
            assert await page_client.do(what, **more) == ""
    await server.close()
    assert story.asked == [
        ("jump", "day"),
        ("pause", True),
        ("reply", "m1", "Hi"),
        ("write", "News", "Now."),
        ("start_over",),
    ]
    assert shown["letter"] == {"from": "v@x", "subject": "News", "body": "Soon."}
    assert (shown["label"], shown["paused"], shown["jumps"]) == (
        "Day 1",
        False,
        [{"id": "day", "label": "+1 day"}],
    )
    assert shown["upcoming"] == [{"at": NOW.isoformat(), "where": "#acme-lms", "what": "Preview"}]
    assert (shown["mail"][0]["from"], shown["can_reply"], shown["after_guide"]) == (
        "a@x",
        True,
        "Install it.",
    )
    assert (shown["mail"][0]["answer"], shown["mail"][0]["then"]) == (
        "OK",
        {"as": "U0ANA", "channel": "C0ACME", "thread": "1.2"},
    )
    assert shown["guide"][0]["then"] == {
        "as": "U0ANA",
        "channel": "C0ACME",
        "command": None,
        "jump": "day",
        "pane": None,
        "thread": None,
    }
