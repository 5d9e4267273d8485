"""Slack's own objects as the Web API and the payloads show them: user, channel, message, view.

https://docs.slack.dev/reference/objects
"""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from slack_simulator import email_files
from slack_simulator.elements import state_values
from slack_simulator.records import JSON, SLACKBOT, Channel, File, Message, User, View
from slack_simulator.team import Team


def epoch(at: datetime) -> int:
    """Return whole seconds since 1970, as Slack writes ``created`` and ``event_time``."""
    return int(at.astimezone(UTC).timestamp())


def user_object(team: Team, user: User) -> JSON:
    """Return the object of ``users.info``."""
    zone = ZoneInfo(user.tz)
    offset = team.now().astimezone(zone).utcoffset()
    shown: JSON = {
        "id": user.id,
        "team_id": user.team_id,
        "name": user.name,
        "deleted": user.is_deactivated,
        "color": "9f69e7",
        "real_name": user.real_name,
        "tz": user.tz,
        "tz_label": user.tz,
        "tz_offset": int(offset.total_seconds()) if offset else 0,
        "profile": {
            "title": user.title,
            "real_name": user.real_name,
            "real_name_normalized": user.real_name,
            "display_name": user.name,
            "display_name_normalized": user.name,
            "status_text": "",
            "status_emoji": "",
            "team": user.team_id,
        },
        "is_admin": user.is_admin or user.is_owner,
        "is_owner": user.is_owner,
        "is_primary_owner": False,
        "is_restricted": user.is_guest,
        "is_ultra_restricted": False,
        "is_bot": user.is_bot,
        "is_app_user": False,
        "updated": epoch(team.now()),
    }
    if user.is_stranger:
        shown["is_stranger"] = True
    if user.is_bot:
        shown["profile"] |= {"bot_id": team.bot_id, "api_app_id": team.app_id}
    return shown


def channel_object(team: Team, channel: Channel) -> JSON:
    """Return the object of ``conversations.info``; ``is_member`` is about the app's bot."""
    base: JSON = {
        "id": channel.id,
        "created": epoch(channel.created),
        "is_archived": channel.archived,
        "is_channel": channel.kind == "channel",
        "is_group": channel.kind == "private",
        "is_im": channel.kind == "dm",
        "is_mpim": channel.kind == "group",
        "is_private": channel.kind != "channel",
        "is_org_shared": False,
        "context_team_id": team.team_id,
        "updated": epoch(channel.created) * 1000,
    }
    if channel.kind == "dm":
        return base | {"user": channel.partner, "is_user_deleted": False, "priority": 0}
    shared = team.is_shared(channel)
    return base | {
        "name": channel.name,
        "name_normalized": channel.name,
        "is_general": False,
        "is_member": team.bot_user_id in channel.members,
        "is_shared": shared,
        "is_ext_shared": shared,
        "is_pending_ext_shared": False,
        "unlinked": 0,
        "creator": SLACKBOT,
        "topic": {"value": "", "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
        "previous_names": [],
    }


def message_object(team: Team, message: Message, *, all_metadata: bool = False) -> JSON:
    """Return a message as history shows it.

    Metadata keeps only its ``event_type`` unless all of it was asked for.
    """
    author = team.users.get(message.user)
    shown: JSON = {
        "type": "message",
        "user": SLACKBOT if message.deleted else message.user,
        "text": message.text,
        "ts": message.ts,
        "team": author.team_id if author else team.team_id,
    }
    for name in ("blocks", "attachments"):
        if getattr(message, name):
            shown[name] = getattr(message, name)
    if message.files:
        shown |= {"files": [file_object(team, file) for file in message.files], "upload": False}
    if message.by_app:
        shown |= {"bot_id": team.bot_id, "app_id": team.app_id}
    subtype = _subtype(message)
    if subtype:
        shown["subtype"] = subtype
    shown |= _thread_fields(team, message)
    if message.edited:
        shown["edited"] = {"user": message.user, "ts": message.ts}
    if message.reactions:
        shown["reactions"] = [
            {"name": name, "users": users, "count": len(users)} for name, users in message.reactions.items()
        ]
    if message.metadata:
        payload = message.metadata["event_payload"] if all_metadata else {}
        shown["metadata"] = {"event_type": message.metadata["event_type"], "event_payload": payload}
    return shown


def file_object(team: Team, file: File) -> JSON:
    """Return a file as messages carry it; to fetch it from its address takes ``files:read``.

    https://docs.slack.dev/reference/objects/file-object
    """
    kind = file.name.rpartition(".")[2].lower()
    path = f"{team.team_id}-{file.id}/{file.name}"
    shown: JSON = {
        "id": file.id,
        "created": epoch(file.created),
        "timestamp": epoch(file.created),
        "name": file.name,
        "title": file.title,
        "mimetype": file.mimetype,
        "filetype": kind,
        "pretty_type": kind.upper(),
        "user": file.user,
        "size": file.length,
        "mode": "hosted",
        "is_external": False,
        "is_public": False,
        "url_private": f"{team.url}/files-pri/{path}",
        "url_private_download": f"{team.url}/files-pri/{path}",
        "permalink": f"https://{team.domain}.slack.com/files/{file.user}/{file.id}/{file.name}",
    }
    if kind == email_files.KIND and file.content:
        shown |= email_files.email_fields(file.content)
    return shown | ({"alt_txt": file.alt_text} if file.alt_text else {})


def _subtype(message: Message) -> str | None:
    if message.deleted:
        return "tombstone"
    if message.files:
        # https://docs.slack.dev/reference/events/message/file_share
        return "file_share"
    return "thread_broadcast" if message.broadcast else message.subtype


def _thread_fields(team: Team, message: Message) -> JSON:
    if message.is_reply:
        parent = team.channels[message.channel].message(message.thread_ts or "")
        return {"thread_ts": message.thread_ts, "parent_user_id": parent.user if parent else SLACKBOT}
    if not message.replies:
        return {}
    users = list(dict.fromkeys(one.user for one in message.replies))
    return {
        "thread_ts": message.ts,
        "reply_count": len(message.replies),
        "reply_users_count": len(users),
        "reply_users": users,
        "latest_reply": message.replies[-1].ts,
        "is_locked": False,
        "subscribed": False,
    }


def view_object(team: Team, view: View) -> JSON:
    """Return a view as ``views.open`` answers it and as the payloads carry it."""
    content = view.content
    return {
        "id": view.id,
        "team_id": team.team_id,
        "type": view.kind,
        "blocks": view.blocks,
        "private_metadata": content.get("private_metadata", ""),
        "callback_id": content.get("callback_id", ""),
        "state": {"values": state_values(view.blocks, view.state)},
        "hash": view.hash,
        "title": content.get("title"),
        "clear_on_close": content.get("clear_on_close", False),
        "notify_on_close": content.get("notify_on_close", False),
        "close": content.get("close"),
        "submit": content.get("submit"),
        "previous_view_id": view.previous,
        "root_view_id": view.root,
        "app_id": team.app_id,
        "external_id": content.get("external_id", ""),
        "app_installed_team_id": team.team_id,
        "bot_id": team.bot_id,
    }
