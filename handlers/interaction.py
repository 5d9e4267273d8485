"""One thing that one person did in Slack, in plain values."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from handlers import acts, incoming, shared
from handlers.gate import Body, Gate
from handlers.replies import Reply
from rollouts.case_files import CaseFile
from rollouts.deliveries import Message
from rollouts.people import Caller
from rollouts.releases import ReleaseKey
from views.actions import IN_MENU, MENU, unpack, unpack_files, unpack_filled

DIRECT_MESSAGE = "directmessage"
_IM = "im"
_WITH_A_FILE = "file_share"
_MENTION = re.compile(r"<@[^>]*>")


@dataclass(frozen=True, slots=True)
class Interaction:
    """Who did what, where, and the way to answer them. `ids` are those of the button or form.

    `channel` is None in direct messages; `fields` are a form's inputs by block id, each as Slack gives it.
    `act` tells it from everything else that anybody did; `message` is the one with the pressed button,
    on which a shortcut was used, or in which it was said, `form` the open form with it, as Slack tells of it.
    `thread` is the first message of the thread in which that stands; `words` are all that was said, with
    those who are mentioned in it. `files` are those on the message, or on the one that a form is about;
    `mail` is the id of the file with an e-mail on the message on which a shortcut was used.
    """

    caller: Caller
    reply: Reply
    text: str = ""
    ids: Mapping[str, str | int] = field(default_factory=dict)
    fields: Mapping[str, Any] = field(default_factory=dict)
    act: str = ""
    message: Message | None = None
    form: Mapping[str, Any] | None = None
    thread: Message | None = None
    words: str = ""
    files: tuple[CaseFile, ...] = ()
    mail: str = ""

    @property
    def channel(self) -> str | None:
        """Where it was done."""
        return self.reply.channel

    def number(self, name: str) -> int:
        """Return an id that is a number; 0 fits nothing."""
        value = self.ids.get(name, 0)
        return value if isinstance(value, int) else 0

    def word(self, name: str) -> str:
        """Return an id that is a text; an empty one if it is missing."""
        return str(self.ids.get(name, ""))

    @property
    def release(self) -> ReleaseKey:
        """Which release a button or a form is about; an empty key if about none."""
        return ReleaseKey(self.word("release"))


def page_of_home(shown: Body) -> int | None:
    """Return the page of the Home that somebody opened, or pressed a button on; None where it is no Home.

    https://docs.slack.dev/reference/events/app_home_opened
    """
    view = shown.get("view") or {}
    page = unpack(view.get("private_metadata")).get("page", 0)
    return page if view.get("type") == "home" and isinstance(page, int) else None


def window_of_press(body: Body) -> str:
    """Return the id of the window with the pressed button; an empty one in a form, which is kept as it is."""
    view = body.get("view") or {}
    return str(view.get("id", "")) if view.get("type") == "modal" and not view.get("submit") else ""


def _form_of_press(body: Body) -> Body | None:
    """Return the form with the pressed button; None where it is in no form."""
    view = body.get("view") or {}
    return view if view.get("type") == "modal" and view.get("submit") else None


def _fields(view: Body) -> dict[str, Any]:
    """Return by field what a form holds, or the one that a window lies over which shows what goes out."""
    under = unpack_filled(unpack(view.get("private_metadata")))
    values = (view.get("state") or {}).get("values") or under
    return {block: next(iter(inputs.values()), {}) for block, inputs in values.items()}


def channel_of_command(body: Body) -> str | None:
    """Return where a command was typed; None in direct messages."""
    return None if body.get("channel_name") == DIRECT_MESSAGE else body["channel_id"]


def channel_of_press(body: Body) -> str | None:
    """Return where a button was pressed; None in direct messages, in a form and in the Home tab."""
    channel = body.get("channel") or {}
    return None if channel.get("name") == DIRECT_MESSAGE else channel.get("id")


def channel_of_form(body: Body) -> str | None:
    """Return where a form was opened, as it was packed into it."""
    channel = unpack(body["view"].get("private_metadata")).get("channel")
    return None if channel is None else str(channel)


def channel_of_message(event: Body) -> str | None:
    """Return where something was said; None in direct messages."""
    return None if event.get("channel_type") == _IM else event["channel"]


def event_name(event: Body) -> str:
    """Return the name by which Slack is asked for such an event: "message.im" for a direct message.

    https://docs.slack.dev/reference/events/message
    """
    name = str(event["type"])
    return f"{name}.{event.get('channel_type')}" if name == "message" else name


def is_said_by_a_person(event: Body) -> bool:
    """Say whether a person said something; an edit, a removal and what Slack itself says have a subtype."""
    return "user" in event and "bot_id" not in event and event.get("subtype") in {None, _WITH_A_FILE}


def of_command(gate: Gate, body: Body, reply: Reply) -> Interaction:
    """Read a slash command.

    Raises:
        NotAllowed: who typed it is of another organisation; so do those below.
    """
    return Interaction(
        gate.of_command(body), reply, text=incoming.typed(body.get("text") or ""), act=acts.of_command(body)
    )


def pressed(body: Body) -> tuple[str, dict[str, str | int]]:
    """Return the id of the pressed button, and its ids; an entry of a menu carries both in its value.

    https://docs.slack.dev/reference/interaction-payloads/block_actions-payload
    """
    action = body["actions"][0]
    if action["action_id"] != MENU:
        return action["action_id"], unpack(action.get("value"))
    ids = unpack((action.get("selected_option") or {}).get("value"))
    return str(ids.pop(IN_MENU, "")), ids


def of_press(gate: Gate, body: Body, reply: Reply) -> Interaction:
    """Read a pressed button."""
    _, ids = pressed(body)
    place = body.get("container") or {}
    is_message = {"channel_id", "message_ts"} <= place.keys()
    message = Message(place["channel_id"], place["message_ts"]) if is_message else None
    form = _form_of_press(body)
    return Interaction(
        gate.of_interaction(body),
        reply,
        ids=ids,
        fields=_fields(form) if form else {},
        act=acts.of_press(body),
        message=message,
        form=form,
    )


def of_shortcut(gate: Gate, body: Body, reply: Reply) -> Interaction:
    """Read a shortcut. One that was used on a message brings that along: its text, place and author.

    People are named by id alone, apps by what they call themselves; one from anywhere has no channel:
    https://docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload
    """
    said, place = body.get("message") or {}, body.get("channel") or {}
    found = {"author": said.get("user"), "called": said.get("username")}
    return Interaction(
        gate.of_interaction(body),
        reply,
        text=incoming.typed(said.get("text") or ""),
        ids={name: str(value) for name, value in found.items() if value},
        act=acts.of_shortcut(body),
        message=Message(place["id"], said["ts"]) if said else None,
        thread=_thread(place["id"], said) if said else None,
        files=shared.of_message(said),
        mail=shared.mail_of(said),
    )


def _thread(channel: str, said: Body) -> Message:
    """Return the first message of the thread in which one stands, which may be itself.

    https://docs.slack.dev/messaging/retrieving-messages#threading
    """
    return Message(channel, said.get("thread_ts") or said["ts"])


def written_at(message: Message | None) -> datetime | None:
    """Return when a message was written: Slack names it by that moment, in seconds; None where it does not.

    https://docs.slack.dev/messaging/retrieving-messages#individual_messages
    """
    try:
        return datetime.fromtimestamp(float(message.id), UTC) if message else None
    except (ValueError, OverflowError, OSError):
        return None


def of_form(gate: Gate, body: Body, reply: Reply) -> Interaction:
    """Read a form that was sent."""
    view = body["view"]
    return Interaction(
        gate.of_interaction(body),
        reply,
        ids=unpack(view.get("private_metadata")),
        files=unpack_files(unpack(view.get("private_metadata"))),
        fields=_fields(view),
        act=acts.of_form(body),
    )


def of_message(gate: Gate, body: Body, reply: Reply) -> Interaction:
    """Read the message of an event: its text without those who are mentioned in it, wherever they stand."""
    event = body["event"]
    said = event.get("text") or ""
    return Interaction(
        gate.of_message(body),
        reply,
        text=incoming.typed(_MENTION.sub(" ", said)),
        act=acts.of_message(event),
        message=Message(event["channel"], event["ts"]),
        thread=_thread(event["channel"], event),
        words=incoming.typed(said),
        files=shared.of_message(event),
    )
