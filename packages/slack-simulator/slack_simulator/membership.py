"""Who is in a channel and what becomes of it: joined, left, archived, renamed. The app hears of each."""

from slack_simulator.app_link.events import emit
from slack_simulator.posting import Draft, post
from slack_simulator.records import Channel
from slack_simulator.team import Team


def join(team: Team, channel: Channel, user: str) -> None:
    """Let somebody into the channel; once in, joining again changes nothing."""
    if user in channel.members:
        return
    channel.members.append(user)
    post(team, channel, Draft(user=user, text=f"<@{user}> has joined the channel", subtype="channel_join"))
    kind = "C" if channel.kind == "channel" else "G"
    event = {"type": "member_joined_channel", "user": user, "channel": channel.id, "channel_type": kind}
    emit(team, event | {"team": team.team_id})


def leave(team: Team, channel: Channel, user: str) -> None:
    """Take somebody out of the channel; the app itself hears ``channel_left`` or ``group_left``."""
    channel.members.remove(user)
    if user == team.bot_user_id:
        kind = "channel_left" if channel.kind == "channel" else "group_left"
        emit(team, {"type": kind, "channel": channel.id})
    else:
        emit(team, {"type": "member_left_channel", "user": user, "channel": channel.id})
    team.changed()


def archive(team: Team, channel: Channel, *, archived: bool = True) -> None:
    """Archive the channel, or bring it back."""
    channel.archived = archived
    word = "archive" if archived else "unarchive"
    kind = "channel" if channel.kind == "channel" else "group"
    emit(team, {"type": f"{kind}_{word}", "channel": channel.id})
    team.changed()


def rename(team: Team, channel: Channel, name: str) -> None:
    """Give the channel another name; its id stays."""
    channel.name = name
    kind = "channel" if channel.kind == "channel" else "group"
    shown = {
        "id": channel.id,
        "name": name,
        "name_normalized": name,
        "created": int(channel.created.timestamp()),
    }
    emit(team, {"type": f"{kind}_rename", "channel": shown})
    team.changed()
