"""What is said, as plain text for a terminal."""

from collections.abc import Mapping
from typing import assert_never

from rollouts.references import people_at
from views.dates import day_words, short_moment
from views.inlines import (
    AsText,
    Bold,
    Bullets,
    Channel,
    Clip,
    Code,
    Day,
    Link,
    Moment,
    Names,
    Person,
    Preformatted,
    Prose,
    Quote,
    Text,
    Words,
    Yours,
)
from views.parts import Buttons, Divider, Fields, Heading, Message, Paragraph, Part, Rows, SmallPrint
from views.wording import shortened

NOBODY: Mapping[str, str] = {}
BETWEEN = "-" * 40


def plain_message(message: Message, names: Mapping[str, str] = NOBODY) -> str:
    """Write a message out as it looks, but for its buttons: there is nothing to press."""
    return "\n\n".join(text for part in message.parts if (text := _plain_part(part, names)))


def _plain_part(part: Part, names: Mapping[str, str]) -> str:
    match part:
        case Heading(title):
            return title
        case Paragraph(words) | SmallPrint(words):
            return plain_words(words, names)
        case Rows(items, rest, others):
            left = [rest(others)] if others else []
            return "\n".join(f"- {plain_words(each, names)}" for each in (*items, *left))
        case Fields(pairs):
            return "\n".join(f"{title}: {plain_words(words, names)}" for title, words in pairs)
        case Divider():
            return BETWEEN
        case Buttons():
            return ""
        case _:
            assert_never(part)


def plain_words(  # noqa: C901, PLR0912 - a table: one line for each sort of words
    words: Words, names: Mapping[str, str] = NOBODY
) -> str:
    """Write words out; people and channels go by their names as far as these are known, else by their ids."""

    def plain(inner: Words) -> str:
        return plain_words(inner, names)

    match words:
        case str():
            return words
        case Text(parts):
            return "".join(map(plain, parts))
        case Bold(inner) | AsText(inner):
            return plain(inner)
        case Clip(inner, most):
            text = plain(inner)
            return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
        case Person(id_):
            return names.get(id_, f"@{id_}")
        case Channel(id_):
            if people := people_at(id_):
                return " ".join(names.get(who, f"@{who}") for who in people)
            return names.get(id_, f"#{id_}")
        case Day(date, said_on):
            return day_words(date, said_on=said_on)
        case Moment(at, timezone):
            return short_moment(at, timezone)
        case Link(url, title):
            return f"{title} {url}"
        case Code(command):
            return command
        case Prose(text, most) | Quote(text, most):
            return shortened(text, most)
        case Preformatted(text, _):
            return text
        case Names(listed, _):
            return ", ".join(listed)
        case Bullets(items, _):
            return "\n".join(f"- {plain(item)}" for item in items)
        case Yours(text):
            return text
        case _:
            assert_never(words)
