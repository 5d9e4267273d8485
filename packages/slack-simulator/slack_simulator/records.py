"""What a workspace holds: people, channels, user groups, messages and views, as plain records.

The words are Slack's own (https://docs.slack.dev/reference/objects). Records know nothing of HTTP, of the
app or of each other's rules; whoever changes one says so through ``Team.changed``.
"""

import mimetypes
import secrets
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, TypeAlias

JSON: TypeAlias = dict[str, Any]
ChannelKind: TypeAlias = Literal["channel", "private", "group", "dm"]
ViewKind: TypeAlias = Literal["modal", "home"]

SLACKBOT = "USLACKBOT"


@dataclass(eq=False, kw_only=True)
class User:
    """A person of the workspace, or the app's bot user.

    ``is_guest`` is Slack's restricted account; ``is_stranger`` is somebody of another organisation who is
    met in a shared channel and has a home workspace of their own. ``is_deactivated`` is an account that was
    closed: Slack still lists it, and still takes messages for it
    (https://github.com/slackapi/python-slack-sdk/issues/1156).
    """

    id: str
    name: str
    real_name: str
    team_id: str
    title: str = ""
    email: str = ""
    tz: str = "Etc/UTC"
    is_admin: bool = False
    is_owner: bool = False
    is_guest: bool = False
    is_stranger: bool = False
    is_deactivated: bool = False
    is_bot: bool = False


@dataclass(eq=False, kw_only=True)
class Group:
    """A user group such as ``@support-oncall``; ``users`` are ids."""

    id: str
    handle: str
    name: str
    users: list[str]


@dataclass(eq=False, kw_only=True)
class File:
    """A file that the app uploads: announced, then its bytes, then completed and shared; or one of a person.

    ``ticket`` is the secret part of the address that takes the bytes.
    """

    id: str
    name: str
    title: str
    alt_text: str
    length: int
    user: str
    created: datetime
    ticket: str = field(default_factory=lambda: secrets.token_urlsafe(16))
    content: bytes | None = None
    is_complete: bool = False

    @property
    def mimetype(self) -> str:
        """What the name says that it holds."""
        return mimetypes.guess_type(self.name)[0] or "application/octet-stream"

    @property
    def is_image(self) -> bool:
        """Whether Slack shows it as a picture."""
        return self.mimetype in {"image/png", "image/jpeg", "image/gif"}


@dataclass(eq=False, kw_only=True)
class Message:
    """One message of a channel. ``ts`` is text and unique in its channel only.

    ``private_to`` is the one person who can see it (Slack: ephemeral). ``order`` counts arrivals over the
    whole workspace. ``state`` holds what each person has put into the message's own inputs.
    A deleted message that had replies stays as a tombstone: ``deleted`` is true and its content is gone.
    """

    ts: str
    channel: str
    user: str
    text: str
    at: datetime
    order: int
    blocks: list[JSON] = field(default_factory=list)
    attachments: list[JSON] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    thread_ts: str | None = None
    broadcast: bool = False
    metadata: JSON | None = None
    edited: bool = False
    private_to: str | None = None
    deleted: bool = False
    by_app: bool = False
    subtype: str | None = None
    replies: list["Message"] = field(default_factory=list)
    reactions: dict[str, list[str]] = field(default_factory=dict)
    state: dict[str, dict[str, dict[str, JSON]]] = field(default_factory=dict)

    @property
    def is_reply(self) -> bool:
        """Whether the message hangs below another one in a thread."""
        return self.thread_ts is not None and self.thread_ts != self.ts


@dataclass(eq=False, kw_only=True)
class Channel:
    """A public or private channel, direct messages in a group, or those of one person with the app.

    ``messages`` holds everything in order of arrival: top level, replies and private answers.
    ``partner`` is the person's id in a direct conversation.
    """

    id: str
    name: str
    kind: ChannelKind
    created: datetime
    members: list[str] = field(default_factory=list)
    archived: bool = False
    partner: str | None = None
    messages: list[Message] = field(default_factory=list)
    last_ts: str = ""

    def message(self, ts: str) -> Message | None:
        """Return the message that everybody can see at ``ts``."""
        return next((one for one in self.messages if one.ts == ts and one.private_to is None), None)

    def private_message(self, ts: str, user: str) -> Message | None:
        """Return the private answer that ``user`` got at ``ts``."""
        return next((one for one in self.messages if one.ts == ts and one.private_to == user), None)


@dataclass(eq=False, kw_only=True)
class View:
    """A modal that one person has open, or the App Home that was published for them.

    ``content`` is the view as the app gave it, with every ``block_id`` and ``action_id`` filled in.
    ``state`` is
    what the person has put in. ``errors`` go from a block id to the sentence shown at that field.
    """

    id: str
    kind: ViewKind
    user: str
    content: JSON
    hash: str
    root: str
    previous: str | None = None
    state: dict[str, dict[str, JSON]] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    submission: "Gesture | None" = None

    @property
    def busy(self) -> bool:
        """Whether the form was submitted and the app has not said yet what becomes of it."""
        return self.submission is not None and not self.submission.done

    @property
    def blocks(self) -> list[JSON]:
        """The blocks of the view."""
        blocks: list[JSON] = self.content["blocks"]
        return blocks


@dataclass(frozen=True)
class Notice:
    """Something that Slack itself tells one person; ``view`` names the form that it is about, if any."""

    id: str
    user: str
    text: str
    view: str | None = None


@dataclass(eq=False, kw_only=True)
class Gesture:
    """One thing that a person did and the app was told of; the app's answers are traced back to it.

    ``failure`` is empty when the app acknowledged in time, else the reason why Slack gave up.
    ``acknowledged`` is what the app sent back with its acknowledgement.
    """

    user: str
    what: str
    channel: str | None = None
    trigger_id: str = ""
    done: bool = False
    failure: str = ""
    acknowledged: JSON = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    """One thing that the app did: the journal of a workspace is a list of them, oldest first.

    ``thing`` is what came into being or was changed. ``gesture`` is known when the app used a ``trigger_id``,
    a ``response_url`` or an acknowledgement; a plain ``chat.postMessage`` names none.
    """

    kind: Literal["posted", "updated", "deleted", "private", "view", "home"]
    thing: Message | View
    gesture: Gesture | None = None
