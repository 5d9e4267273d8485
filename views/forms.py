"""The parts that every form is made of, in no chat system's terms. All texts in a form are plain."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from views.actions import FormId
from views.parts import Message

TYPED_MOST = 3000


@dataclass(frozen=True, slots=True)
class TextBox:
    """A box to type in, of one line or several."""

    placeholder: str = ""
    initial: str = ""
    most: int = TYPED_MOST
    multiline: bool = False


def has_room(box: TextBox) -> bool:
    """Say whether what a box begins with goes into it: what is cut would be taken for removed."""
    return len(box.initial.encode("utf-16-le")) // 2 <= box.most


@dataclass(frozen=True, slots=True)
class DatePicker:
    """A calendar to pick a day from."""

    placeholder: str
    initial: date | None = None


@dataclass(frozen=True, slots=True)
class Checkbox:
    """A single box to tick; `value` is what it means when it is ticked."""

    label: str
    value: str
    checked: bool


@dataclass(frozen=True, slots=True)
class PersonSelect:
    """A choice of one person; what is not a person's id in `initial` is left out."""

    placeholder: str
    initial: str | None = None


@dataclass(frozen=True, slots=True)
class PeopleSelect:
    """A choice of people, some of them chosen already; what is not a person's id is left out."""

    placeholder: str
    initial: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChannelSelect:
    """A choice of a channel; without the id of one in `initial` it is the one the person looks at."""

    initial: str | None = None
    placeholder: str = "Choose a channel"


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice of one of several; each has the value that it is known by, and what it is called.

    `initial` is the value of the one that is chosen already.
    """

    options: tuple[tuple[str, str], ...]
    initial: str | None = None
    placeholder: str = "Choose one"


@dataclass(frozen=True, slots=True)
class Choices:
    """A choice of any number of several, as in `Choice`; `initial` are the values that are chosen already."""

    options: tuple[tuple[str, str], ...]
    initial: tuple[str, ...] = ()
    placeholder: str = "Choose some"


Input: TypeAlias = (
    TextBox | DatePicker | Checkbox | PersonSelect | PeopleSelect | ChannelSelect | Choice | Choices
)


@dataclass(frozen=True, slots=True)
class Field:
    """A question of a form: `name` is what its answer is known by."""

    name: str
    label: str
    input: Input
    hint: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """A form; `value` is what `actions.pack` wrote, which comes back with the answers.

    `over` is what stands over its fields: what the form is about, or what goes out when it is sent.
    """

    id: FormId
    title: str
    submit: str
    fields: tuple[Field, ...]
    value: str
    over: Message | None = None
    close: str = "Cancel"


@dataclass(frozen=True, slots=True)
class Notice:
    """A window that says something and asks nothing."""

    title: str
    message: Message


@dataclass(frozen=True, slots=True)
class Home:
    """What somebody's own page shows; `value` is what `actions.pack` wrote, which comes back with a press."""

    message: Message
    value: str


Window: TypeAlias = Form | Notice
"""What opens in front of a person."""
