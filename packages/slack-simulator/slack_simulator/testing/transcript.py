"""A channel as a dialogue in plain text, for tests and for people who read them.

Monday 9 November 2026
09:00 Fortnight: Release 2026.11 is coming. [Report urgent]
  09:05 Ana Lima: thanks
09:06 Fortnight (only to Ana Lima): Done.
"""

from datetime import UTC

from slack_simulator.records import Channel, Message
from slack_simulator.team import Team
from slack_simulator.testing.plain_text import message_text


def transcript(team: Team, channel: Channel) -> str:
    """Return everything that was said in the channel, replies below their message, times in UTC."""
    lines: list[str] = []
    day = ""
    for message in channel.messages:
        if message.is_reply and channel.message(message.thread_ts or "") is not None:
            continue
        at = message.at.astimezone(UTC)
        today = f"{at:%A} {at.day} {at:%B %Y}"
        if today != day:
            lines.append(today)
            day = today
        lines.append(_said(team, message, ""))
        lines += [
            _said(team, one, "  ") for one in channel.messages if one.thread_ts == message.ts and one.is_reply
        ]
    return "\n".join(lines)


def _said(team: Team, message: Message, indent: str) -> str:
    marks = [f"only to {team.users[message.private_to].real_name}"] if message.private_to else []
    marks += ["also sent to the channel"] if message.broadcast else []
    marks += ["edited"] if message.edited else []
    who = team.users[message.user].real_name + (f" ({', '.join(marks)})" if marks else "")
    first, *rest = message_text(team, message).split("\n")
    head = f"{indent}{message.at.astimezone(UTC):%H:%M} {who}: {first}"
    return "\n".join([head, *(f"{indent}      {line}" for line in rest)])
