"""Everything that one person's page shows, as one JSON object; REFERENCE.md describes it."""

from datetime import UTC

from slack_simulator.companion import CompanionState
from slack_simulator.elements import blocks_of, state_values
from slack_simulator.records import JSON, Channel, File, Message, User, View
from slack_simulator.team import Team

COLOURS = 8


def snapshot(team: Team, user: User, channel: Channel, thread_ts: str | None) -> JSON:
    """Return what ``user`` sees while ``channel``, and perhaps a thread of it, is open."""
    direct = team.direct_channel(user.id)
    seen = team.visible_messages(channel, user.id)
    home = team.homes.get(user.id)
    app = {
        "id": team.app_id,
        "name": team.app.name,
        "bot_user_id": team.bot_user_id,
        "connected": team.transport is not None and team.transport.is_connected,
    }
    return {
        "workspace": {"id": team.team_id, "name": team.name},
        "me": _person(team, user),
        "people": [_person(team, one) for one in team.users.values()],
        "apps": [app | {"channel": direct.id, "has_home": team.app.has_home}],
        "groups": [{"id": one.id, "handle": one.handle} for one in team.groups.values()],
        "channels": [_channel(team, user, one) for one in team.channels.values() if user.id in one.members],
        "commands": [
            {"command": one.command, "description": one.description, "usage_hint": one.usage_hint}
            for one in team.app.commands
        ],
        "shortcuts": [
            {
                "name": one.name,
                "callback_id": one.callback_id,
                "type": "message" if one.on_message else "global",
            }
            for one in team.app.shortcuts
        ],
        "channel": channel.id,
        "messages": [_message(team, one, user) for one in seen if not one.is_reply or one.broadcast],
        "thread": _thread(team, user, channel, thread_ts),
        "home": _view(home) if home else None,
        "views": [_view(one) for one in team.modals.get(user.id, [])],
        "notices": [
            {"id": one.id, "text": one.text, "view": one.view}
            for one in team.notices.values()
            if one.user == user.id
        ],
    }


def companion_object(state: CompanionState) -> JSON:
    """Return the companion's part of the page."""
    return {
        "now": state.now.isoformat(),
        "label": state.label,
        "paused": state.paused,
        "jumps": [{"id": one.id, "label": one.label} for one in state.jumps],
        "upcoming": [
            {"at": one.at.isoformat(), "where": one.where, "what": one.what} for one in state.upcoming
        ],
        "mail": [
            {
                "id": one.id,
                "at": one.at.isoformat(),
                "from": one.sender,
                "to": one.to,
                "subject": one.subject,
                "body": one.body,
                "direction": one.direction,
                "answer": one.answer,
                "then": {"as": one.place.person, "channel": one.place.channel, "thread": one.place.thread}
                if one.place
                else None,
            }
            for one in state.mail
        ],
        "can_reply": state.can_reply,
        "letter": state.letter
        and {
            "from": state.letter.sender,
            "subject": state.letter.subject,
            "body": state.letter.body,
        },
        "guide": [
            {
                "id": one.id,
                "title": one.title,
                "text": one.text,
                "label": one.label,
                "done": one.done,
                "then": {
                    "as": one.person,
                    "channel": one.channel,
                    "command": one.command,
                    "jump": one.jump,
                    "pane": one.pane,
                    "thread": one.thread,
                },
            }
            for one in state.guide
        ],
        "after_guide": state.after_guide,
    }


def _rights(user: User) -> list[str]:
    if user.is_bot:
        return ["App"]
    marks = {
        "Workspace owner": user.is_owner,
        "Workspace admin": user.is_admin and not user.is_owner,
        "Guest": user.is_guest,
        "From another organisation": user.is_stranger,
    }
    return [name for name, holds in marks.items() if holds] or ["Member"]


def _person(team: Team, user: User) -> JSON:
    words = user.real_name.split()
    return {
        "id": user.id,
        "name": user.name,
        "real_name": user.real_name,
        "title": user.title,
        "rights": _rights(user),
        "is_guest": user.is_guest,
        "is_stranger": user.is_stranger,
        "is_bot": user.is_bot,
        "initials": "".join(word[0] for word in words[:2]).upper(),
        "colour": list(team.users).index(user.id) % COLOURS,
    }


def _channel(team: Team, user: User, channel: Channel) -> JSON:
    mark = team.read_marks.get((user.id, channel.id), 0)
    new = [
        one
        for one in team.visible_messages(channel, user.id)
        if one.order > mark and one.user != user.id and (not one.is_reply or one.broadcast)
    ]
    names_me = [one for one in new if _names(team, one, user) or channel.kind in {"dm", "group"}]
    return {
        "id": channel.id,
        "name": _channel_name(team, user, channel),
        "kind": channel.kind,
        "with": team.bot_user_id if channel.partner == user.id else channel.partner,
        "archived": channel.archived,
        "unread": len(new),
        "mentions": len(names_me),
    }


def _channel_name(team: Team, user: User, channel: Channel) -> str:
    if channel.kind == "dm":
        return team.app.name
    if channel.kind == "group":
        return ", ".join(team.users[each].real_name for each in channel.members if each != user.id)
    return channel.name


def _names(team: Team, message: Message, user: User) -> bool:
    groups = [one.id for one in team.groups.values() if user.id in one.users]
    targets = [f"<@{user.id}", "<!here", "<!channel", "<!everyone", *(f"<!subteam^{one}" for one in groups)]
    shown = f"{message.text} {message.blocks}"
    return any(target in shown for target in targets)


def _thread(team: Team, user: User, channel: Channel, thread_ts: str | None) -> JSON | None:
    if thread_ts is None or channel.message(thread_ts) is None:
        return None
    seen = [one for one in team.visible_messages(channel, user.id) if thread_ts in {one.ts, one.thread_ts}]
    return {
        "channel": channel.id,
        "ts": thread_ts,
        "messages": [_message(team, one, user) for one in seen],
    }


def _message(team: Team, message: Message, user: User) -> JSON:
    author = team.users[message.user]
    replies = None
    if message.replies:
        users = list(dict.fromkeys(one.user for one in message.replies))
        replies = {"count": len(message.replies), "users": users, "latest": message.replies[-1].ts}
    return {
        "id": f"{message.channel}-{message.ts}-{message.order}",
        "ts": message.ts,
        "channel": message.channel,
        "user": message.user,
        "name": author.real_name,
        "bot": message.by_app,
        "text": message.text,
        "blocks": message.blocks,
        "attachments": message.attachments,
        "files": [_file(file, user) for file in message.files],
        "reactions": [{"name": name, "users": users} for name, users in message.reactions.items()],
        "state": state_values(blocks_of(message), message.state.get(user.id, {})),
        "time": message.at.astimezone(UTC).isoformat(),
        "edited": message.edited,
        "ephemeral": message.private_to is not None,
        "thread_ts": message.thread_ts,
        "broadcast": message.broadcast,
        "replies": replies,
        "deleted": message.deleted,
    }


def _file(file: File, user: User) -> JSON:
    return {
        "id": file.id,
        "name": file.name,
        "title": file.title,
        "alt": file.alt_text,
        "size": file.length,
        "is_image": file.is_image,
        "url": f"/page/file/{file.id}?as={user.id}",
    }


def _view(view: View) -> JSON:
    return view.content | {
        "id": view.id,
        "hash": view.hash,
        "errors": view.errors,
        "busy": view.busy,
        "state": {"values": state_values(view.blocks, view.state)},
    }
