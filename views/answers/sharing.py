"""What is common to all answers: sharing them in the channel, and saying that something went wrong."""

from collections.abc import Mapping

from rollouts.deliveries import Content
from views.actions import Press, pack
from views.kit import Block, actions, button, content, context, said
from views.text import SECTION_MOST, YOURS, cut, line, mention

VALUE_MOST = 2000


def private(answer: Content, share: tuple[str, str] | None) -> Content:
    """Let the asker share a private answer; `share` is the command and text that ask for it again."""
    if share is None:
        return answer
    command, text = share
    value = pack(command=command, text=text)
    if len(value) > VALUE_MOST:
        return answer
    *blocks, last = (dict(block) for block in answer.blocks)
    # All buttons stand in one row.
    own = last["elements"] if last["type"] == "actions" else None
    row = own if isinstance(own, list) else []
    before = blocks if row else [*blocks, last]
    return content(answer.text, [*before, *actions(*row, button("Share in channel", Press.SHARE, value))])


def shared(answer: Content, by: str) -> Content:
    """Say an answer to everybody: without its buttons, naming who shared it."""
    who, whose = f"Shared by {mention(by)}", f"Integrations of {mention(by)}"
    blocks = (_renamed(block, whose) for block in answer.blocks if block["type"] != "actions")
    return content(f"{answer.text.replace(YOURS, whose)}\n{who}.", [*blocks, context(who)])


def _renamed(block: Mapping[str, object], whose: str) -> Block:
    """Name whose integrations they are, where the answer said "your"; others read it now."""
    text = block.get("text")
    if block["type"] != "section" or not isinstance(text, dict):
        return dict(block)
    return {**block, "text": {**text, "text": cut(text["text"].replace(YOURS, whose), SECTION_MOST)}}


def failed(reference: str) -> Content:
    """Say that something went wrong with us; the reference leads to it in the log."""
    return said(
        "Something went wrong on our side, and nothing was changed. Please try again. "
        f"If it happens again, tell a manager and mention the reference {line(reference)}."
    )
