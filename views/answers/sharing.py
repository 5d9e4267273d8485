"""What is common to all answers: sharing them in the channel, and saying that something went wrong."""

from dataclasses import fields, is_dataclass, replace
from typing import TypeVar, cast

from views.actions import Press, pack
from views.inlines import Person, Words, Yours, lines, say
from views.parts import Button, Buttons, Message, SmallPrint, said
from views.posts.deliveries import reason_words

VALUE_MOST = 2000

YOURS = Yours("Your integrations")
"""How an answer begins to speak of the asker's own; once shared it names them instead."""

Said = TypeVar("Said")


def private(answer: Message, share: tuple[str, str] | None) -> Message:
    """Let the asker share a private answer; `share` is the command and text that ask for it again."""
    if share is None:
        return answer
    command, text = share
    value = pack(command=command, text=text)
    if len(value) > VALUE_MOST:
        return answer
    # All buttons stand in one row.
    last = answer.parts[-1]
    row = last if isinstance(last, Buttons) else Buttons(())
    before = answer.parts[:-1] if isinstance(last, Buttons) else answer.parts
    button = Button("Share in channel", Press.SHARE, value)
    return replace(answer, parts=(*before, replace(row, buttons=(*row.buttons, button))))


def shared(answer: Message, by: str) -> Message:
    """Say an answer to everybody: without its buttons, naming who shared it."""
    who = say("Shared by {who}", who=Person(by))
    whose = say("Integrations of {who}", who=Person(by))
    parts = (_named(part, whose) for part in answer.parts if not isinstance(part, Buttons))
    text = lines(_named(answer.text, whose), say("{shared}.", shared=who))
    return Message(text, (*parts, SmallPrint(who)))


def _named(said: Said, whose: Words) -> Said:
    """Name whose integrations they are wherever the answer says "your"; others read it now."""
    if isinstance(said, Yours):
        return cast("Said", whose)
    if isinstance(said, tuple):
        return cast("Said", tuple(_named(part, whose) for part in said))
    if is_dataclass(said) and not isinstance(said, type):
        changed = {field.name: _named(getattr(said, field.name), whose) for field in fields(said)}
        return cast("Said", replace(said, **changed))
    return said


def not_shared(reason: str) -> Message:
    """Say that an answer could not be shared, and why; `reason` is that of its delivery."""
    return said(
        say(
            "This answer could not be shared here: {reason}. "
            "Once that is mended, press Share in channel again.",
            reason=reason_words(reason),
        )
    )


def failed(reference: str) -> Message:
    """Say that something went wrong with us; the reference leads to it in the log."""
    return said(
        say(
            "Something went wrong on our side, and nothing was changed. Please try again. "
            "If it happens again, tell a manager and mention the reference {reference}.",
            reference=reference,
        )
    )
