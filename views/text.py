"""Text as the chat system takes it: escaped, cut to its limits, with people and channels named safely."""

import re
from collections.abc import Iterable, Sequence

TEXT_MOST = 4000
SECTION_MOST = 3000

YOURS = "Your integrations"
"""How an answer begins to speak of the asker's own; once shared it names them instead."""

PERSON = ("U", "W")
"""How the ids of people begin."""

_ID = re.compile(r"[A-Z][A-Z0-9]+")
_LINK = re.compile(r"https?://[^\s<>|]*[^\s<>|.,;:!?)\]}'\"]")
_HALF_OPEN = re.compile(r"(<[^>]*|&[a-z]{0,3})$")
_DAY_TOKEN = re.compile(r"<!date\^\d+\^\{date_long\}\|([^>(]*) \([^>]*>")
_DATE_TOKEN = re.compile(r"<!date\^[^|>]*\|([^>]*)>")


def length(text: str) -> int:
    """Count as UTF-16 units: the stricter of the ways in which Slack may count."""
    return len(text.encode("utf-16-le")) // 2


def cut(text: str, most: int) -> str:
    """Cut to `most` characters with an ellipsis, never within a mention, a link or an escaped sign."""
    if length(text) <= most:
        return text
    kept = text.encode("utf-16-le")[: 2 * (most - 1)].decode("utf-16-le", errors="ignore")
    return _HALF_OPEN.sub("", kept).rstrip() + "…"


def cut_plain(text: str, most: int) -> str:
    """Cut text in which no sign has a meaning, on one line."""
    text = " ".join(text.split())
    if length(text) <= most:
        return text
    kept = text.encode("utf-16-le")[: 2 * (most - 1)].decode("utf-16-le", errors="ignore")
    return kept.rstrip() + "…"


def escape(text: str) -> str:
    """Take the meaning from the three signs that Slack gives one."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def line(text: str) -> str:
    """Escape text from people that has to stay on one line, such as a name."""
    return escape(" ".join(text.split()))


def strong(text: str) -> str:
    """Set a name in bold, unless it holds signs that would break the bold off."""
    return line(text) if set("*`") & set(text) else f"*{line(text)}*"


def code(command: str) -> str:
    """Show a command to be typed."""
    return f"`{line(command).replace('`', '')}`"


def prose(text: str) -> str:
    """Escape longer text from people; its addresses stay links, nothing else in it means anything."""
    parts: list[str] = []
    end = 0
    for found in _LINK.finditer(text):
        parts += [escape(text[end : found.start()]), f"<{escape(found.group())}>"]
        end = found.end()
    return "".join((*parts, escape(text[end:]))).strip()


def quoted(text: str) -> str:
    """Set longer text from people as a quotation."""
    return "\n".join(f"> {row}" for row in prose(text).splitlines())


def link(url: str, title: str) -> str:
    """Link a page by its title."""
    return f"<{escape(url)}|{line(title).replace('|', '/')}>"


def plain_dates(text: str) -> str:
    """Put plain words in the place of date tokens, for where those are not drawn: a day without its zone."""
    return _DATE_TOKEN.sub(r"\1", _DAY_TOKEN.sub(r"\1", text))


def mention(who: str) -> str:
    """Mention a user or a user group by id; what is no id is shown and mentions nobody."""
    if not _ID.fullmatch(who):
        return line(who)
    return f"<!subteam^{who}>" if who.startswith("S") else f"<@{who}>"


def place(where: str) -> str:
    """Name a channel, or the person to whom a message goes privately."""
    if not _ID.fullmatch(where):
        return line(where)
    return f"<@{where}>" if where.startswith(PERSON) else f"<#{where}>"


def enumeration(items: Sequence[str], last: str = "and") -> str:
    """Say "a, b and c"."""
    if len(items) <= 1:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def names(items: Iterable[str], *, most: int = 600) -> str:
    """Say names from people, escaped: as many as fit, and how many more there are."""
    escaped = [line(item) for item in items]
    shown = list(escaped)
    while len(shown) > 1 and length(", ".join(shown)) > most:
        shown.pop()
    left = len(escaped) - len(shown)
    return enumeration([*(cut(name, most) for name in shown), *([f"{left} more"] if left else [])])


def count(number: int, thing: str) -> str:
    """Say "1 post", "3 posts"."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def bullets(lines: Sequence[str], *, most: int) -> str:
    """Write a list with as many whole lines as fit, and say how many were left out."""
    shown: list[str] = []
    tail = "… {} left out here, too long for one message."
    room = most - len(tail) - len(str(len(lines)))
    for row in lines:
        if length(f"• {row}\n") > room:
            break
        shown.append(f"• {row}")
        room -= length(shown[-1]) + 1
    left = len(lines) - len(shown)
    return "\n".join([*shown, *([tail.format(count(left, "line"))] if left else [])])


def is_channel(where: str) -> bool:
    """Say whether it is the id of a channel."""
    return bool(_ID.fullmatch(where)) and where[0] in "CG"


def is_user(who: str) -> bool:
    """Say whether it is the id of a user."""
    return bool(_ID.fullmatch(who)) and who[0] in "UW"
