"""What is common to all answers: sharing them in the channel, and saying that something went wrong."""

from rollouts.deliveries import Content
from views.actions import Press, pack
from views.kit import actions, button, content, context, said
from views.text import line, mention

VALUE_MOST = 2000


def private(answer: Content, share: tuple[str, str] | None) -> Content:
    """Let the asker share a private answer; `share` is the command and text that ask for it again."""
    if share is None:
        return answer
    command, text = share
    value = pack(command=command, text=text)
    if len(value) > VALUE_MOST:
        return answer
    blocks = [dict(block) for block in answer.blocks]
    return content(answer.text, [*blocks, *actions(button("Share in channel", Press.SHARE, value))])


def shared(answer: Content, by: str) -> Content:
    """Say an answer to everybody: without its buttons, naming who shared it."""
    who = f"Shared by {mention(by)}"
    kept = [dict(block) for block in answer.blocks if block["type"] != "actions"]
    return content(f"{answer.text}\n{who}.", [*kept, context(who)])


def failed(reference: str) -> Content:
    """Say that something went wrong with us; the reference leads to it in the log."""
    return said(
        "Something went wrong on our side, and nothing was changed. Please try again. "
        f"If it happens again, tell a manager and mention the reference {line(reference)}."
    )
