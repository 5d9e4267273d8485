"""What is said, as plain text for a terminal."""

from typing import assert_never

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
    Prose,
    Quote,
    Text,
    Words,
    Yours,
)
from views.wording import shortened


def plain_words(words: Words) -> str:  # noqa: C901, PLR0912 - a table: one line for each sort of words
    """Write words out; people and channels stand by their ids."""
    match words:
        case str():
            return words
        case Text(parts):
            return "".join(map(plain_words, parts))
        case Bold(inner) | AsText(inner):
            return plain_words(inner)
        case Clip(inner, most):
            text = plain_words(inner)
            return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
        case Person(id_):
            return f"@{id_}"
        case Channel(id_):
            return f"@{id_}" if words.is_person else f"#{id_}"
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
        case Names(names, _):
            return ", ".join(names)
        case Bullets(items, _):
            return "\n".join(f"- {plain_words(item)}" for item in items)
        case Yours(text):
            return text
        case _:
            assert_never(words)
