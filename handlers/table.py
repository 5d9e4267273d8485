"""What the bot listens to, each with what answers it."""

from collections.abc import Awaitable, Callable, Coroutine, Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Protocol

from handlers.interaction import Interaction
from views.forms import Form
from views.parts import Message

Handler = Callable[[Interaction], Awaitable[Message | None]]
"""Does what was asked, and returns what the person reads; None when they have been answered, as by a form."""
FormHandler = Callable[[Interaction], Awaitable[Message | Form | None]]
"""Takes what a form says as a handler does, or goes on with another form in its place."""
Answer = Callable[[Interaction], Awaitable[Message]]
"""Answers as everyone may read it."""
Notice = Callable[[str], Coroutine[object, object, None]]
"""Takes note of what happened to the channel of that id. There is nobody to answer: what fails is logged."""
Visit = Callable[[str, int], Coroutine[object, object, None]]
"""Shows the person of that id what they look at, from that page on. Nothing is said: it stands there."""


@dataclass(frozen=True, slots=True)
class Command:
    """What answers a command; `public` is what of it may be shown to everyone, None if nothing is."""

    answer: Handler
    public: Answer | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """What is listened to: commands by name, all else by the id or type that Slack tells.

    `messages` are events in which a person says something to the bot, `openings` those after which it can
    speak in a channel again, `visits` those in which a person looks at a page of the bot's.
    """

    commands: Mapping[str, Command] = field(default_factory=dict)
    buttons: Mapping[str, Handler] = field(default_factory=dict)
    forms: Mapping[str, FormHandler] = field(default_factory=dict)
    shortcuts: Mapping[str, Handler] = field(default_factory=dict)
    messages: Mapping[str, Handler] = field(default_factory=dict)
    openings: Mapping[str, Notice] = field(default_factory=dict)
    visits: Mapping[str, Visit] = field(default_factory=dict)


class Area(Protocol):
    """A part of what the bot does, with its own rows of the table."""

    @property
    def table(self) -> Table:
        """What it listens to."""


def joined(tables: Iterable[Table]) -> Table:
    """Make one table of many.

    Raises:
        ValueError: two of them listen to the same thing.
    """
    rows: dict[str, dict[str, object]] = {each.name: {} for each in fields(Table)}
    for table in tables:
        for kind, known in rows.items():
            more = getattr(table, kind)
            if twice := known.keys() & more.keys():
                raise ValueError(f"listened to twice: {', '.join(sorted(twice))}")
            known.update(more)
    return Table(**rows)  # type: ignore[arg-type] # each row comes from the same field of another table
