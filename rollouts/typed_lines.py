"""Lines in which people write what a release brings. What is not understood is refused, never guessed."""

import re
from difflib import get_close_matches

from rollouts.releases import DocLink, Feature
from rollouts.texts import name_key

_ON = "on|yes|true|enabled?|active|activated|opt[ -]?out|y|1"
_OFF = "off|no|false|disabled?|inactive|deactivated|(?:(?:needs|requires) (?:an )?)?opt[ -]?in(?: only)?|n|0"
_NOT = "not|isn't|never"
_SAYS_NOTHING = (
    "by|per|as|the|it|is|to|at first|initially|yet|default(?:s|ed)?(?: setting| state| value)?|ships|comes"
    "|starts|stays|set|turned|switched|toggled"
)
_WORD = re.compile(
    rf"(?:(?P<on>{_ON})|(?P<off>{_OFF})|(?P<no>{_NOT})|{_SAYS_NOTHING})(?![\w-])|(?P<says>[:=])|[-\s.,;!()\[\]\"']"
)
_MARKS = re.compile("[*_`]+")
_BEGINS_SO = re.compile(rf"(?:{_ON}|{_OFF})\b")
_SAYS_DEFAULT = re.compile(
    rf"\b(?:by|as|per) default\b|\bdefaults?(?: is| to)?:? (?:{_NOT} )?(?:{_ON}|{_OFF})\b"
)
_OF_A_DEFAULT = [
    "default",
    "defaults",
    "enabled",
    "disabled",
    "active",
    "inactive",
    "activated",
    "deactivated",
    "off",
    "initially",
]
NEAR = 0.85
"""How like one of these words another is that was meant for it (`difflib`, 0 to 1): "fault" is none."""
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
    """Return whether the words say "on by default" (or "off"); None if they say neither, both, or more."""
    match _said(text):
        case ["on"] | ["not", "off"] | ["on", ":", "on"]:
            return True
        case ["off"] | ["not", "on"] | ["on", ":", "off"]:  # the last: "enabled by default: no"
            return False
    return None


def _said(text: str) -> list[str]:
    """Return what is said of a default, in order: on, off, not, ":"; nothing if anything more is said."""
    words = _MARKS.sub(" ", name_key(text)).strip()
    said: list[str] = []
    at = 0
    while at < len(words):
        if not (word := _WORD.match(words, at)):
            return []
        kinds = {"on": "on", "off": "off", "no": "not", "says": ":"}
        said += [kind for group, kind in kinds.items() if word[group] and (kind != ":" or said)]
        at = word.end()
    return said


def _tells_default(text: str) -> bool:
    """Say whether a name, or how to enable it, tells a default too, spelt right or not: "off by defalt"."""
    return bool(_SAYS_DEFAULT.search(name_key(text))) or _is_slip(text)


def _is_slip(text: str) -> bool:
    """Say whether the words would tell a default were each of them spelt right."""
    typed = name_key(text)
    plain = re.sub(r"[a-z]+", _meant, typed)
    return plain != typed and bool(_said(plain) or _SAYS_DEFAULT.search(plain))


def _meant(word: re.Match[str]) -> str:
    """Return the word of a default that was meant; its first letter is seldom the wrong one."""
    found = get_close_matches(word[0], _OF_A_DEFAULT, 1, NEAR)
    return found[0] if found and found[0][0] == word[0][0] else word[0]


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
    elif more and (_BEGINS_SO.match(name_key(more[0])) or _said(more[0])):
        # "on for admins": whether that is the default or how to enable it, only its author knows.
        return None
    how = more.pop() if more else ""
    if not name or more or any(map(_tells_default, (name, how))):
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
