"""What a person does in a channel: talks, runs a command, uses a shortcut, deletes, opens the App Home.

Each function checks what Slack's client checks, changes the workspace, and tells the app; it returns at once.
"""

from collections.abc import Mapping
from types import MappingProxyType

from slack_simulator.api_objects import view_object
from slack_simulator.app_link import payloads
from slack_simulator.app_link.asking import Refusal, ask
from slack_simulator.app_link.events import emit
from slack_simulator.block_kit import check_blocks
from slack_simulator.membership import join, leave
from slack_simulator.posting import Draft, delete, post
from slack_simulator.records import JSON, Channel, File, Gesture, Message, User
from slack_simulator.team import Team
from slack_simulator.user_actions.typed_text import escape, to_slack_text


def say(  # noqa: PLR0913 - all that a person says and shares at once
    team: Team,
    user: User,
    channel: Channel,
    typed: str,
    *,
    thread_ts: str | None = None,
    broadcast: bool = False,
    files: Mapping[str, bytes] = MappingProxyType({}),
) -> Message:
    """Post what the person typed, and ``files``, each by its name."""
    _may_write(team, user, channel)
    if not typed.strip() and not files:
        raise Refusal("There is nothing to send.")
    if thread_ts is not None and channel.message(thread_ts) is None:
        raise Refusal("The message that you reply to is no longer there.")
    text = to_slack_text(team, typed)
    shared = [_shared(team, user, name, content) for name, content in files.items()]
    draft = Draft(user=user.id, text=text, files=shared, thread_ts=thread_ts, broadcast=broadcast)
    return post(team, channel, draft)


def _shared(team: Team, user: User, name: str, content: bytes) -> File:
    file = File(
        id=team.next_id("F"),
        name=name,
        title=name,
        alt_text="",
        length=len(content),
        user=user.id,
        created=team.now(),
        content=content,
        is_complete=True,
    )
    team.files[file.id] = file
    return file


def run(team: Team, user: User, channel: Channel, typed: str, *, in_thread: bool = False) -> Gesture:
    """Run a slash command such as ``/live controlled``."""
    name, _, rest = typed.strip().partition(" ")
    if in_thread:
        raise Refusal(f"{name} is not supported in threads. Sorry!")
    if name in {"/invite", "/remove"}:
        return _invite_or_remove(team, user, channel, name, rest)
    command = team.app.command(name)
    if command is None:
        raise Refusal(
            f"{name} is not a valid command. "
            'In Slack, all messages that start with the "/" character are interpreted as commands.'
        )
    if user.is_stranger:
        raise Refusal(f"{name} is not shared with people from other organisations.")
    _may_write(team, user, channel)
    gesture = team.gesture(user.id, name, channel.id)
    text = to_slack_text(team, rest.strip(), labelled=True) if command.escapes else escape(rest.strip())
    payload = payloads.command(team, gesture, channel, name, text)
    ask(team, gesture, "slash_commands", payload, lambda body: _answer_command(team, gesture, channel, body))
    return gesture


def use_shortcut(team: Team, user: User, callback_id: str, message: Message | None = None) -> Gesture:
    """Use a global shortcut, or a message shortcut on ``message``."""
    shortcut = team.app.shortcut(callback_id)
    if shortcut is None or shortcut.on_message != (message is not None):
        raise Refusal("There is no such shortcut here.")
    if user.is_stranger:
        raise Refusal("Shortcuts are not shared with people from other organisations.")
    gesture = team.gesture(user.id, f"“{shortcut.name}”", message.channel if message else None)
    ask(team, gesture, "interactive", payloads.shortcut(team, gesture, shortcut, message))
    return gesture


def open_home(team: Team, user: User) -> None:
    """Open the app's Home tab, or its messages when it has no Home."""
    channel = team.direct_channel(user.id)
    event: JSON = {"type": "app_home_opened", "user": user.id, "channel": channel.id}
    event["tab"] = "home" if team.app.has_home else "messages"
    home = team.homes.get(user.id)
    if home is not None:
        event["view"] = view_object(team, home)
    emit(team, event)


def remove_message(team: Team, user: User, message: Message) -> None:
    """Delete a message: one's own, or as an administrator anybody's; a private answer is only dismissed."""
    dismissed = message.private_to == user.id
    if not (dismissed or message.user == user.id or user.is_admin or user.is_owner):
        raise Refusal("Only its author or an administrator can delete this message.")
    delete(team, message)


def read_all(team: Team, user: User, channel: Channel) -> None:
    """Mark everything in the channel as read."""
    newest = max((one.order for one in channel.messages), default=0)
    if team.read_marks.get((user.id, channel.id)) != newest:
        team.read_marks[(user.id, channel.id)] = newest
        team.changed()


def _may_write(team: Team, user: User, channel: Channel) -> None:
    if user.id not in channel.members:
        raise Refusal(f"You are not a member of #{channel.name}.")
    if channel.archived:
        raise Refusal(f"#{channel.name} is archived: nobody can write here.")
    closed = not team.app.has_messages or team.app.messages_read_only
    if channel.kind == "dm" and closed:
        raise Refusal("Sending messages to this app has been turned off.")


def _invite_or_remove(team: Team, user: User, channel: Channel, name: str, whom: str) -> Gesture:
    _may_write(team, user, channel)
    text = to_slack_text(team, whom.strip())
    found = next((one for one in team.users.values() if text == f"<@{one.id}>"), None)
    if found is None or channel.kind in {"dm", "group"}:
        raise Refusal(f"{name} needs the name of somebody, such as @{team.app.name}.")
    if name == "/invite":
        join(team, channel, found.id)
    elif found.id in channel.members:
        leave(team, channel, found.id)
    return Gesture(user=user.id, what=name, channel=channel.id, done=True)


def _answer_command(team: Team, gesture: Gesture, channel: Channel, body: JSON) -> str:
    """Post what the app sent with its acknowledgement: private unless it says ``in_channel``."""
    if not body.get("text") and not body.get("blocks"):
        return ""
    blocks = body.get("blocks") or []
    reasons = check_blocks(blocks)
    if reasons:
        return f"because Slack refused the answer: {'; '.join(reasons)}"
    private_to = None if body.get("response_type") == "in_channel" else gesture.user
    draft = Draft(user=team.bot_user_id, text=str(body.get("text", "")), blocks=blocks, private_to=private_to)
    post(team, channel, draft, gesture)
    return ""
