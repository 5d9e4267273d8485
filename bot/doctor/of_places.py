"""Whether channels take messages, and whether what was posted is found again."""

from collections.abc import AsyncIterator, Mapping
from functools import partial
from typing import Any

from bot.doctor.asking import NO_SCOPE, Slack
from bot.doctor.of_tokens import Home
from bot.slack.granted import INSTALL_AGAIN
from rollouts.findings import Finding, error, good
from rollouts.ports import Clock

PROBE = "fortnight_probe"


async def look_at_channels(slack: Slack, channels: Mapping[str, str], home: Home) -> AsyncIterator[Finding]:
    """Look at each channel; `channels` says by id what it is for.

    Raises:
        StartFailed: Slack does not answer.
    """
    for channel, use in channels.items():
        code, found = await slack.ask(partial(slack.client.conversations_info, channel=channel))
        if code != NO_SCOPE:
            yield _channel(f"channel {channel}", use, code, found.get("channel") or {}, home)


def _channel(about: str, use: str, code: str, shown: Mapping[str, Any], home: Home) -> Finding:
    name = f"#{shown.get('name')}"
    if code:
        said = f"Fortnight cannot see it ({use}; {code})."
        return error(about, said, "Invite Fortnight there, or give another one.")
    if shown.get("is_archived"):
        return error(about, f"{name} is archived ({use}).", "Unarchive it, or give another one.")
    if not shown.get("is_member") and not _may_post_uninvited(shown, home.scopes):
        return error(about, f"Fortnight is not in {name} ({use}).", "/invite @fortnight there.")
    return good(about, f"{name} takes messages ({use}).")


def _may_post_uninvited(channel: Mapping[str, Any], granted: frozenset[str] | None) -> bool:
    return not channel.get("is_private") and (granted is None or "chat:write.public" in granted)


async def probe(slack: Slack, channel: str, clock: Clock) -> AsyncIterator[Finding]:
    """Post a message into the channel, read it back with its mark, and delete it: lost posts are found so.

    Raises:
        StartFailed: Slack does not answer.
    """
    about = f"probe of {channel}"
    code, posted = await slack.ask(
        lambda: slack.client.chat_postMessage(
            channel=channel,
            text="Fortnight tries whether it finds its messages again; this one goes at once.",
            metadata={"event_type": PROBE, "event_payload": {"sent": clock.now().isoformat()}},
        )
    )
    if code:
        yield error(about, f"Nothing can be posted there ({code}).", "/invite @fortnight there.")
        return
    place, ts = str(posted.get("channel")), str(posted.get("ts"))
    code, read = await slack.ask(
        lambda: slack.client.conversations_history(
            channel=place, oldest=ts, inclusive=True, limit=1, include_all_metadata=True
        )
    )
    await slack.ask(lambda: slack.client.chat_delete(channel=place, ts=ts))
    metadata = (read.get("messages") or [{}])[0].get("metadata") or {}
    if code:
        yield error(
            about, f"History cannot be read there ({code}).", "Invite Fortnight, and grant its scopes."
        )
    elif metadata.get("event_type") != PROBE or not metadata.get("event_payload"):
        yield error(
            about,
            "History does not bring back what a message was marked with, by which it is found.",
            INSTALL_AGAIN,
        )
    else:
        yield good(about, "A message was posted, found by its mark, and deleted.")
