"""Words as Slack's mrkdwn: here, and nowhere else, text is escaped and markup is made.

https://docs.slack.dev/messaging/formatting-message-text
"""

import re
from collections.abc import Sequence
from functools import partial
from typing import assert_never

from bot.slack.rendering.limits import cut, length
from rollouts.references import people_at
from views.dates import day_words, short_moment
from views.inlines import (
    Alike,
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
from views.once import Once
from views.wording import and_more, enumerated, left_out

_ID = re.compile(r"[A-Z][A-Z0-9]+")
_MARKS = dict(zip("*_~`", "∗ˍ∼ˋ", strict=True))  # noqa: RUF001 - signs that look alike are what is meant
"""Signs that make text bold, italic, struck or code, and for each one that looks like it and does not.

Slack gives no way to escape them (its page names `&`, `<` and `>` alone). `rollouts.texts.name_key` takes
each pair for one, so what is copied from a message is found.
"""
_COULD_MARK = tuple(
    (sign, re.compile(rf"{re.escape(sign)}(?!(?<=\s.)\s)(?!(?<=[^\W_].)[^\W_])", re.DOTALL)) for sign in "*~_"
)
"""Where such a sign could begin markup or end it: it stands neither apart nor within a word.

In this order: what the later ones are written as counts as a letter, which would change what stands beside.
"""
_CODE_MARK = {ord("`"): _MARKS["`"]}
_COMMON = "_~"
"""A single one of these is no markup, and paths and names have it."""
_QUOTING = re.compile("^>", re.MULTILINE)
_MEANT = re.compile("[*_~`&<>]")
"""All signs that may mean something: most texts have none of them."""
_LINK = re.compile(r"https?://[^\s<>|]*[^\s<>|.,;:!?)\]}'\"]")


def mrkdwn(words: Words, *, as_text: bool = False) -> str:  # noqa: C901, PLR0912 - a case for each class
    """Write words; `as_text` writes moments out, for where Slack's date tokens are not drawn."""
    # Most of what is said is one of these three, and a `match` looks at its cases one after the other.
    if isinstance(words, Alike):
        return _said_alike(words) if as_text else _shown_alike(words)
    if isinstance(words, Text):
        return _text(words, as_text=as_text)
    if isinstance(words, Names):
        return _names(words.names, words.most)
    match words:
        case str():
            return _line(words)
        case Bold(bold):
            return _bold(mrkdwn(bold, as_text=as_text))
        case Day(day, said_on):
            # No date token: each reader would see it in a zone of their own, some of them as another day.
            return day_words(day, said_on=said_on)
        case Moment(at, timezone):
            return short_moment(at, timezone) if as_text else _moment(words)
        case Person(who):
            return _person(who)
        case Channel():
            return _channel(words)
        case Code(command):
            return f"`{_escape(_one_line(command).translate(_CODE_MARK))}`"
        case Bullets(items, most):
            return _bullets(items, most, as_text=as_text)
        case Clip(clipped, most):
            return cut(mrkdwn(clipped, as_text=as_text), most)
        case Link(url, title):
            return f"<{_escape(url)}|{_line(title).replace('|', '/')}>"
        case Prose(text, most):
            return cut(_prose(text), most)
        case Quote(text, most):
            return cut("\n".join(f"> {row}" for row in _prose(text).splitlines()), most)
        case Preformatted(text, most):
            return _preformatted(text, most)
        case AsText(inner):
            return mrkdwn(inner, as_text=True)
        case Yours(own):
            return _line(own)
        case _:
            assert_never(words)


def _text(words: Text, *, as_text: bool) -> str:
    return "".join(
        [_literal(part) if isinstance(part, str) else mrkdwn(part, as_text=as_text) for part in words.parts]
    )


_shown_alike: Once[Alike, str] = Once(partial(_text, as_text=False))
_said_alike: Once[Alike, str] = Once(partial(_text, as_text=True))
"""What is said in a thousand channels is written once."""


def beginning(words: Words, most: int) -> str:
    """Write words with moments written out, and of a long list no more than it takes to be too long."""
    if not isinstance(words, Text):
        return mrkdwn(words, as_text=True)
    written: list[str] = []
    room = most
    for part in words.parts:
        if room < 0:
            break
        text = _literal(part) if isinstance(part, str) else mrkdwn(part, as_text=True)
        written.append(text)
        room -= len(text)
    return "".join(written)


def _escape(text: str) -> str:
    """Take the meaning from the three signs that Slack gives one."""
    if "&" in text or "<" in text or ">" in text:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text


def _literal(text: str) -> str:
    """Write text so that nothing in it means anything, and all of it looks as it was typed."""
    if not _MEANT.search(text):
        return text
    for sign, could_mark in _COULD_MARK:
        if sign in text and not (sign in _COMMON and text.count(sign) == 1):
            text = could_mark.sub(_MARKS[sign], text)
    if "`" in text:
        text = text.translate(_CODE_MARK)
    if ">" in text:
        text = _QUOTING.sub("﹥", text)
    return _escape(text)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _line(text: str) -> str:
    return _literal(_one_line(text))


def _bold(text: str) -> str:
    """Make it bold, unless it holds signs that would break the bold off."""
    return text if "*" in text or "`" in text else f"*{text}*"


def _person(who: str) -> str:
    if not _ID.fullmatch(who):
        return _line(who)
    return f"<!subteam^{who}>" if who.startswith("S") else f"<@{who}>"


def _channel(where: Channel) -> str:
    if people := people_at(where.id):
        return " ".join(f"<@{who}>" for who in people)
    return f"<#{where.id}>" if _ID.fullmatch(where.id) else _line(where.id)


def _moment(moment: Moment) -> str:
    """Make a date token, such as "10:12 today"; the fallback names the zone.

    The time comes first: Slack writes a token that begins with the day as "Today", also within a sentence.
    """
    fallback = short_moment(moment.at, moment.timezone)
    return f"<!date^{int(moment.at.timestamp())}^{{time}} {{date_short_pretty}}|{fallback}>"


def _prose(text: str) -> str:
    """Escape longer text from people; its addresses stay links, nothing else in it means anything."""
    text = text.strip()
    parts: list[str] = []
    end = 0
    for found in _LINK.finditer(text):
        parts += [_literal(text[end : found.start()]), f"<{_escape(found.group())}>"]
        end = found.end()
    return "".join((*parts, _literal(text[end:])))


def _preformatted(text: str, most: int) -> str:
    """Write text as a block of code, which a cut leaves whole."""
    return f"```\n{cut(_escape(text.strip().translate(_CODE_MARK)), most)}\n```"


def _names(names: Sequence[str], most: int) -> str:
    """Write as many as fit, and how many more there are."""
    shown: list[str] = []
    room = most + length(", ")
    for name in map(_line, names):
        room -= length(name) + length(", ")
        if shown and room < 0:
            break
        shown.append(cut(name, most))
    left = len(names) - len(shown)
    return enumerated([*shown, *([and_more(left)] if left else [])])


def _bullets(rows: Sequence[Words], most: int, *, as_text: bool) -> str:
    """Write as many whole rows as fit, and say how many were left out."""
    room = most - length(left_out(len(rows)))
    shown: list[str] = []
    for row in rows:
        written = bullet(mrkdwn(row, as_text=as_text))
        room -= length(written) + 1
        if room < 0:
            break
        shown.append(written)
    left = len(rows) - len(shown)
    return "\n".join([*shown, *([left_out(left)] if left else [])])


def bullet(row: str) -> str:
    """Write one item of a list."""
    return f"• {row}"
