"""Lines in which people write what a release brings. What is not understood is refused, never guessed."""

import re

from rollouts.releases import DocLink, Feature
from rollouts.texts import name_key

_ON = "on|yes|true|enabled?|active|activated|opt[ -]?out|not (?:off|disabled)|y|1"
_OFF = "off|no|false|disabled?|inactive|deactivated|opt[ -]?in|not (?:on|enabled|active)|n|0"
_BEFORE = (
    "(?:(?:by )?default(?: is)?[:=]? )?(?:it )?(?:is |ships |comes |starts |stays )?"
    "(?:(?:turned|switched|set to) )?"
)
_AFTER = r"(?:,? (?:(?:by|as|per|\()? ?default|at first|initially))?"
_DEFAULT = re.compile(f"{_BEFORE}(?:(?P<on>{_ON})|(?P<off>{_OFF})){_AFTER}")
_BEGINS_SO = re.compile(rf"(?:{_ON}|{_OFF})\b")
_SAYS_DEFAULT = re.compile(rf"\b(?:{_ON}|{_OFF}) (?:by|as|per) default\b")
_ADDRESS = r"(?P<url>https?://[^\s<>|]+)"
_LINKED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\[(?P<title>.*)\]\({_ADDRESS}\)",
        rf"(?P<title>.*?)\s*[(<]{_ADDRESS}[)>]",
        rf"(?P<title>.*?)\s*\|?\s*{_ADDRESS}",
        rf"{_ADDRESS}\s*\|?\s*(?P<title>.*)",
    )
)


def default_of(text: str) -> bool | None:
    """Return whether the words say "on by default" (or "off"); None if they say neither."""
    words = name_key(text).strip(" .!;,()[]\"'")
    found = _DEFAULT.fullmatch(words)
    return None if found is None else found["on"] is not None


def opt_in(line: str) -> Feature | None:
    """Read "Offline mode | Settings > Player > Offline | off"; None for what is not understood.

    How to enable it and the default may be left out. A feature that has to be opted into is off by default:
    vendor, "Some features ship disabled by default".
    """
    name, *more = (part.strip() for part in line.split("|"))
    default = False
    if more and (said := default_of(more[-1])) is not None:
        default = said
        more.pop()
    elif len(more) > 1:
        if more[-1]:
            return None
        more.pop()
    elif more and _BEGINS_SO.match(name_key(more[0])):
        # "on for admins": whether that is the default or how to enable it, only its author knows.
        return None
    how = more.pop() if more else ""
    if not name or more or any(_SAYS_DEFAULT.search(name_key(text)) for text in (name, how)):
        return None
    return Feature(name, how, default)


def doc_link(line: str) -> DocLink | None:
    """Read "Release notes https://vendor.example/notes"; None unless there is one address in the line.

    The address may stand first, in brackets, or alone: then it is its own title.
    """
    found = next((match for pattern in _LINKED if (match := pattern.fullmatch(line))), None)
    if found is None or "://" in found["title"]:
        return None
    return DocLink(found["title"] or found["url"], found["url"])
