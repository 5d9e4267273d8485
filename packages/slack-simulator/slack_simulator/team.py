"""The state of one workspace: who and what is there, what the app did, and the clocks that bind it.

Slack's API calls a workspace a team. Everything else in this room is a function over it.
"""

import asyncio
import itertools
import math
import secrets
import time
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from slack_simulator.app_link.requests import AppRequest, Transport
from slack_simulator.app_link.tickets import Tickets
from slack_simulator.changes import Changes
from slack_simulator.faults import Faults
from slack_simulator.manifest import Manifest, read_manifest
from slack_simulator.pacing import Pacing
from slack_simulator.records import JSON, Answer, Channel, File, Gesture, Group, Message, Notice, User, View


@dataclass(eq=False, kw_only=True, repr=False)
class Team:
    """One workspace with one app installed.

    ``now`` is what day it is there (aware UTC): message times come from it, and it may stand still or jump.
    How long the app may take is measured by ``stopwatch`` in real seconds. ``request_url`` switches from
    Socket Mode to signed HTTP requests. ``paced=False`` lifts all rate limits, for tests that step through
    weeks. ``edit_window`` is how old a message may be to be edited, as a workspace's settings say (None: any
    age); after it ``chat.update`` answers ``edit_window_closed``, "due to the team message edit settings":
    https://docs.slack.dev/reference/methods/chat.update
    """

    manifest: JSON
    now: Callable[[], datetime]
    name: str = "Workspace"
    paced: bool = True
    request_url: str | None = None
    ack_seconds: float = 3.0
    trigger_seconds: float = 3.0
    response_url_seconds: float = 1800.0
    event_retry_seconds: tuple[float, ...] = (0.0, 60.0, 300.0)
    stopwatch: Callable[[], float] = time.monotonic

    team_id: str = "T0HOME"
    app_id: str = "A0APP"
    bot_id: str = "B0APP"
    bot_user_id: str = "U0APP"
    bot_token: str = field(default_factory=lambda: f"xoxb-{secrets.token_hex(16)}")
    app_token: str = field(default_factory=lambda: f"xapp-1-{secrets.token_hex(16)}")
    signing_secret: str = field(default_factory=lambda: secrets.token_hex(16))
    revoked: bool = False
    edit_window: timedelta | None = None
    url: str = ""
    transport: Transport | None = None
    newest_request: AppRequest | None = None

    app: Manifest = field(init=False)
    changes: Changes = field(init=False, default_factory=Changes)
    faults: Faults = field(init=False, default_factory=Faults)
    tickets: Tickets = field(init=False)
    pacing: Pacing = field(init=False)
    users: dict[str, User] = field(init=False, default_factory=dict)
    channels: dict[str, Channel] = field(init=False, default_factory=dict)
    files: dict[str, File] = field(init=False, default_factory=dict)
    groups: dict[str, Group] = field(init=False, default_factory=dict)
    modals: dict[str, list[View]] = field(init=False, default_factory=dict)
    homes: dict[str, View] = field(init=False, default_factory=dict)
    notices: dict[str, Notice] = field(init=False, default_factory=dict)
    read_marks: dict[tuple[str, str], int] = field(init=False, default_factory=dict)
    journal: list[Answer] = field(init=False, default_factory=list)
    tasks: set[asyncio.Task[None]] = field(init=False, default_factory=set)
    _count: "itertools.count[int]" = field(init=False, default_factory=lambda: itertools.count(1))

    def __post_init__(self) -> None:
        self.app = read_manifest(self.manifest)
        self.tickets = Tickets(self.stopwatch, self.trigger_seconds, self.response_url_seconds)
        self.pacing = Pacing(self.stopwatch)
        self.users[self.bot_user_id] = User(
            id=self.bot_user_id,
            name=self.app.bot_name.lower(),
            real_name=self.app.name,
            team_id=self.team_id,
            is_bot=True,
        )

    @property
    def domain(self) -> str:
        """The workspace's part of its address: letters, digits and dashes."""
        return "-".join(self.name.lower().split())

    def next_number(self) -> int:
        """Count on: ids and the order of arrival come from one counter."""
        return next(self._count)

    def next_id(self, prefix: str) -> str:
        """Return a new id such as ``V0000001A``."""
        return f"{prefix}{self.next_number():08X}"

    def next_ts(self, channel: Channel) -> str:
        """Return the ``ts`` of a new message: the time, moved on where needed to stay unique and rising."""
        micros = math.floor(self.now().timestamp() * 1_000_000)
        if channel.last_ts:
            seconds, _, rest = channel.last_ts.partition(".")
            micros = max(micros, int(seconds) * 1_000_000 + int(rest) + 1)
        channel.last_ts = f"{micros // 1_000_000}.{micros % 1_000_000:06d}"
        return channel.last_ts

    def now_ts(self) -> str:
        """Return the present moment as Slack writes it in ``action_ts`` and ``event_ts``."""
        return f"{self.now().astimezone(UTC).timestamp():.6f}"

    def changed(self) -> None:
        """Say that something which a person or a test can see is different now."""
        self.changes.tell()

    def record(self, answer: Answer) -> None:
        """Note what the app did, and wake whoever waits for it."""
        self.journal.append(answer)
        self.changed()

    def notify(self, user: str, text: str, view: str | None = None) -> None:
        """Let Slack itself tell a person something."""
        notice = Notice(self.next_id("N"), user, text, view)
        self.notices[notice.id] = notice
        self.changed()

    def direct_channel(self, user: str) -> Channel:
        """Return the direct messages of the person with the app, opened if need be."""
        for channel in self.channels.values():
            if channel.partner == user:
                return channel
        channel = Channel(
            id=self.next_id("D"),
            name=user,
            kind="dm",
            created=self.now(),
            members=[user, self.bot_user_id],
            partner=user,
        )
        self.channels[channel.id] = channel
        return channel

    def group_channel(self, users: Sequence[str]) -> Channel:
        """Return the direct messages of those people and the app, opened if need be."""
        everyone = {*users, self.bot_user_id}
        for channel in self.channels.values():
            if channel.kind == "group" and everyone == set(channel.members):
                return channel
        channel = Channel(
            id=self.next_id("G"),
            name="mpdm-" + "--".join(self.users[each].name for each in users) + "-1",
            kind="group",
            created=self.now(),
            members=[*users, self.bot_user_id],
        )
        self.channels[channel.id] = channel
        return channel

    def is_shared(self, channel: Channel) -> bool:
        """Whether people of another organisation are in the channel (Slack Connect)."""
        return any(self.users[one].is_stranger for one in channel.members)

    def visible_messages(self, channel: Channel, user: str) -> list[Message]:
        """Return what the person can see in the channel, replies and their private answers included."""
        return [one for one in channel.messages if one.private_to in {None, user}]

    def view(self, view_id: str) -> View | None:
        """Return an open modal or a published home by its id."""
        every = itertools.chain(*self.modals.values(), self.homes.values())
        return next((one for one in every if one.id == view_id), None)

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        """Run work beside everything else; the server ends it when it closes."""
        task = asyncio.get_running_loop().create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    def gesture(self, user: str, what: str, channel: str | None = None) -> Gesture:
        """Begin a gesture: it gets a fresh ``trigger_id``."""
        gesture = Gesture(user=user, what=what, channel=channel)
        gesture.trigger_id = self.tickets.new_trigger(gesture)
        return gesture
