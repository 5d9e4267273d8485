"""What the page shows beyond Slack: a simulated date, what comes next, mail, and a guided first minute.

Whoever starts the workspace fills it in by a ``Companion``; the simulator itself knows nothing of what it
means.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol


@dataclass(frozen=True)
class Jump:
    """A button of the time bar."""

    id: str
    label: str


@dataclass(frozen=True)
class Upcoming:
    """Something that will be said: when, where (such as ``#acme-lms``) and what."""

    at: datetime
    where: str
    what: str


@dataclass(frozen=True, kw_only=True)
class Place:
    """A thread of the workspace, by its first ``ts``, and a person who may read it."""

    person: str
    channel: str
    thread: str


@dataclass(frozen=True, kw_only=True)
class Mail:
    """An e-mail that went out, or an answer that came in.

    ``answer`` is what its receiver could write back, to be changed as one likes; ``place`` where the answer
    is read in the workspace.
    """

    id: str
    at: datetime
    sender: str
    to: str
    subject: str
    body: str
    direction: Literal["out", "in"]
    answer: str = ""
    place: Place | None = None


@dataclass(frozen=True, kw_only=True)
class Letter:
    """An e-mail that one can write to the workspace; what stands in it may be changed before."""

    sender: str
    subject: str
    body: str


@dataclass(frozen=True, kw_only=True)
class Step:
    """One thing to try, done by one click.

    ``person`` (an id) writes ``command`` in ``channel`` (an id), or time takes ``jump``, or ``pane`` opens
    ("next", "mail"), or the ``thread`` of the channel that begins with that ``ts``.
    """

    id: str
    title: str
    text: str
    label: str
    done: bool
    person: str
    channel: str
    command: str | None = None
    jump: str | None = None
    pane: str | None = None
    thread: str | None = None


@dataclass(frozen=True, kw_only=True)
class CompanionState:
    """What the page shows beyond Slack at one moment; ``paused`` is None when time cannot be paused."""

    now: datetime
    label: str
    paused: bool | None = None
    jumps: list[Jump] = field(default_factory=list)
    upcoming: list[Upcoming] = field(default_factory=list)
    mail: list[Mail] = field(default_factory=list)
    can_reply: bool = False
    letter: Letter | None = None
    guide: list[Step] = field(default_factory=list)
    after_guide: str | None = None


class Companion(Protocol):
    """The one who knows the story behind the workspace. After any change it calls ``workspace.changed()``.

    A method raises ``Refusal`` with a sentence for the person when it cannot do what was asked.
    """

    async def state(self) -> CompanionState:
        """Return what to show now."""
        ...

    async def jump(self, jump_id: str) -> None:
        """Move time on by one of the offered jumps."""
        ...

    async def pause(self, *, paused: bool) -> None:
        """Let time stand still or run."""
        ...

    async def reply(self, mail_id: str, body: str) -> None:
        """Answer a mail as the one whom it was sent to."""
        ...

    async def write(self, subject: str, body: str) -> None:
        """Write the e-mail that one can write to the workspace."""
        ...

    async def start_over(self) -> None:
        """Begin the story again."""
        ...
