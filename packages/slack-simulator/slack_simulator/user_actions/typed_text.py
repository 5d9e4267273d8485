"""What people type becomes Slack's text: names turn into ids, and the three special characters are escaped.

https://docs.slack.dev/messaging/formatting-message-text
"""

import re

from slack_simulator.records import Channel, Group, User
from slack_simulator.team import Team

_SPECIAL = {"@here": "<!here>", "@channel": "<!channel>", "@everyone": "<!everyone>"}


def escape(text: str) -> str:
    """Escape the characters that have a meaning in Slack's text."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    """Turn escaped characters back into what a reader sees."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def to_slack_text(team: Team, typed: str, *, labelled: bool = False) -> str:
    """Turn typed ``@Ana Lima`` and ``#general`` into ``<@U0ANA>`` and ``<#C0GENERAL>``.

    ``labelled`` adds the name (``<@U0ANA|ana>``), as slash commands with ``should_escape`` get it.
    """
    known = _names(team, labelled=labelled)
    names = sorted(known, key=len, reverse=True)
    pattern = "|".join(re.escape(name) for name in names)
    parts = re.split(rf"((?<![\w/])(?:{pattern})(?!\w))", typed, flags=re.IGNORECASE)
    return "".join(known.get(part.lower(), escape(part)) for part in parts)


def _names(team: Team, *, labelled: bool) -> dict[str, str]:
    known = dict(_SPECIAL)
    for group in team.groups.values():
        known[f"@{group.handle.lower()}"] = _mention(group, labelled=labelled)
    for user in team.users.values():
        for name in (user.name, user.real_name):
            known[f"@{name.lower()}"] = _mention(user, labelled=labelled)
    for channel in team.channels.values():
        if channel.kind != "dm":
            known[f"#{channel.name.lower()}"] = _mention(channel, labelled=labelled)
    return known


def _mention(thing: User | Channel | Group, *, labelled: bool) -> str:
    if isinstance(thing, Group):
        return f"<!subteam^{thing.id}|@{thing.handle}>" if labelled else f"<!subteam^{thing.id}>"
    sign = "@" if isinstance(thing, User) else "#"
    return f"<{sign}{thing.id}|{thing.name}>" if labelled else f"<{sign}{thing.id}>"
