"""The texts that blocks are made of.

https://docs.slack.dev/reference/block-kit/composition-objects/text-object
"""

from typing import TypeAlias

Block: TypeAlias = dict[str, object]


def plain(text: str) -> Block:
    """Make a text in which no sign has a meaning."""
    return {"type": "plain_text", "text": text}


def marked(text: str) -> Block:
    """Make a text of mrkdwn; verbatim, so that Slack reads no names of channels or people into it."""
    return {"type": "mrkdwn", "text": text, "verbatim": True}
