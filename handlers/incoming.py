"""Slack's own way of writing what people type, read once, where it comes in.

In a command and in a message Slack escapes `&`, `<` and `>`, and puts what is more than text between `<`
and `>`: https://docs.slack.dev/messaging/formatting-message-text. In a command people and channels come so
because the app asks for it (`should_escape`):
https://docs.slack.dev/interactivity/implementing-slash-commands.
What is typed into a form comes as it is, and so does what a button carries: there is nothing to undo
(https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element).
"""

import re

from rollouts import texts

_MARKUP = re.compile(r"<([^<>]*)>|&(amp|lt|gt);")
_CHARACTERS = {"amp": "&", "lt": "<", "gt": ">"}


def typed(text: str) -> str:
    """Return the text of a command or message as its author saw it, with names in place of Slack's tokens.

    A character that can be neither stored nor sent is replaced: no field is there to refuse it at.
    """
    return texts.lines(texts.readable(_MARKUP.sub(_shown, text)))


def _shown(markup: re.Match[str]) -> str:
    """Show one escaped character, or one token: `<@U0ANA|ana>` as "@ana", `<https://x.example>` as it is.

    Messages name people and channels by id alone; a use for them there looks them up before this.
    """
    token, character = markup.groups()
    if character:
        return _CHARACTERS[character]
    target, _, label = (_MARKUP.sub(_shown, part) for part in token.partition("|"))
    match target[:1]:
        case "@" | "#":
            return target[0] + (label or target[1:]).removeprefix(target[0])
        case "!":
            return _special(target[1:], label)
        case _:
            # Slack makes links of `acme.example` and of addresses; what was typed is the label then.
            return label or target if target.endswith(label) else f"{label} ({target})"


def _special(target: str, label: str) -> str:
    """Show `<!subteam^S0QA|@qa>` as "@qa", `<!here>` as "@here", and a date as its words."""
    kind, _, name = target.partition("^")
    if kind == "date":
        return label
    return "@" + (label or name or kind).removeprefix("@")
