"""files.*: the three steps of an upload. The bytes go to an address of their own, between the two calls.

https://docs.slack.dev/messaging/working-with-files#uploading_files
"""

import re
from collections.abc import Iterator
from typing import Any

from slack_simulator.api_objects import file_object
from slack_simulator.posting import Draft, post
from slack_simulator.records import JSON, Channel, File
from slack_simulator.team import Team
from slack_simulator.web_api.calls import Call, Method, Methods, SlackError, invalid_arguments

MOST_ALT_TEXT = 1000
MOST_CHANNELS = 100
_CONVERSATION = re.compile(r"[CGDZ][A-Z0-9]+")
"""``channel_id`` takes no ids of people: https://github.com/slackapi/bolt-js/issues/2115. Slack asks for nine
signs at least; the made-up ids of a workspace may be shorter."""


def get_upload_url(call: Call) -> JSON:
    """Return an id for a file to come, and the address for its bytes.

    https://docs.slack.dev/reference/methods/files.getUploadURLExternal
    """
    name, length = call.text("filename"), call.text("length")
    if not length.isdigit():
        raise invalid_arguments("must be an integer [json-pointer:/length]")
    if int(length) == 0:
        raise SlackError("missing_argument")
    alt_text = call.optional("alt_txt") or ""
    if len(alt_text) > MOST_ALT_TEXT:
        raise SlackError("alt_txt_too_large")
    team = call.team
    file = File(
        id=team.next_id("F"),
        name=name,
        title=name,
        alt_text=alt_text,
        length=int(length),
        user=team.bot_user_id,
        created=team.now(),
    )
    team.files[file.id] = file
    return {"upload_url": f"{team.url}/upload/v1/{file.ticket}", "file_id": file.id}


def take_bytes(team: Team, ticket: str, content: bytes) -> bool:
    """Take the bytes of a file; not twice, and none but as many as were announced."""
    file = next((one for one in team.files.values() if one.ticket == ticket), None)
    if file is None or file.content is not None or len(content) != file.length:
        return False
    file.content = content
    return True


def complete_upload(call: Call) -> JSON:
    """Finish uploads and share them. Without a place the files stay private to the app.

    https://docs.slack.dev/reference/methods/files.completeUploadExternal
    """
    titles = dict(_titles(call))
    files = [_uploaded(call.team, file) for file in titles]
    channels = [_place(call, name) for name in _places(call)]
    if len(channels) > MOST_CHANNELS:
        raise SlackError("channels_limit_exceeded")
    thread_ts = call.optional("thread_ts")
    comment = call.optional("initial_comment")
    blocks = [] if comment else call.blocks() or []
    for file in files:
        file.is_complete, file.title = True, titles[file.id] or file.name
    for channel in channels:
        draft = Draft(
            user=call.team.bot_user_id, text=comment or "", blocks=blocks, files=files, thread_ts=thread_ts
        )
        post(call.team, channel, draft)
    return {"files": [{"id": file.id, "title": file.title} for file in files]}


def _titles(call: Call) -> Iterator[tuple[str, str]]:
    given: Any = call.structure("files", "invalid_arguments")
    if not isinstance(given, list) or not given:
        raise invalid_arguments("missing required field: files")
    for one in given:
        if not isinstance(one, dict) or not isinstance(one.get("id"), str):
            raise invalid_arguments("missing required field: id [json-pointer:/files/0]")
        yield one["id"], str(one.get("title") or "")


def _uploaded(team: Team, file_id: str) -> File:
    file = team.files.get(file_id)
    if file is None or file.content is None or file.is_complete:
        raise SlackError("file_not_found")
    return file


def _places(call: Call) -> list[str]:
    one, several = call.optional("channel_id"), call.optional("channels")
    if one is not None and not _CONVERSATION.fullmatch(one):
        pattern = "^[CGDZ][A-Z0-9]{8,}$"
        raise invalid_arguments(f"input must match regex pattern: {pattern} [json-pointer:/channel_id]")
    return [*([one] if one else []), *(several.split(",") if several else [])]


def _place(call: Call, name: str) -> Channel:
    """Return a conversation that the bot is in: ``chat:write.public`` does not count for files."""
    team = call.team
    if name in team.users:
        return team.direct_channel(name)
    channel = team.channels.get(name)
    if channel is None or (channel.kind != "channel" and team.bot_user_id not in channel.members):
        raise SlackError("channel_not_found")
    if team.bot_user_id not in channel.members:
        raise SlackError("not_in_channel")
    if channel.archived:
        raise SlackError("posting_to_channel_denied")
    return channel


def file_info(call: Call) -> JSON:
    """Tell of a file that was shared.

    https://docs.slack.dev/reference/methods/files.info
    """
    file = call.team.files.get(call.text("file"))
    if file is None or not file.is_complete:
        raise SlackError("file_not_found")
    return {"file": file_object(call.team, file)}


METHODS: Methods = {
    "files.info": Method(file_info, ("files:read",), 4),
    "files.getUploadURLExternal": Method(get_upload_url, ("files:write",), 4),
    "files.completeUploadExternal": Method(complete_upload, ("files:write",), 4),
}
