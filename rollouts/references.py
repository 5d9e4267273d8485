"""References to channels, people and user groups as they are entered: an id, or a name to be looked up.

An id is what the chat system says of itself: `C0ACME`, `U0BEN`, `S0QA`. What people write instead is brought
into one form here: a channel's name as `#acme`, somebody's as `@ben`, or an e-mail address. Only the chat
system knows whose names these are, so nothing is said to a name, and nobody is asked by one.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

CHANNEL_MARK, PERSON_MARK = "#", "@"
PLACES_MOST = 10_000
"""Of how many places it is kept who reads there: a fan-out asks it of each several times."""

_ID = re.compile("[A-Z][A-Z0-9]+")
_ID_IN_TEXT = re.compile(r"\b[CSUW](?=[A-Z]*[0-9])[A-Z0-9]{3,}\b")
_TOKEN = re.compile(r"<[#@!](?:subteam\^)?([A-Z][A-Z0-9]+)(?:\|[^<>]*)?>")
_LINK = re.compile(r"<?https?://[^\s/]*slack[^\s/]*/\S*?\b([CGUWS][A-Z0-9]{2,})(?:[/?#|>]\S*)?", re.ASCII)
_CHANNEL_NAME = re.compile(r"#[^\s#@<>&,;:!?./\\()\[\]{}\"'`*]{1,80}")
"""Slack: "Channel names may only contain lowercase letters, numbers, hyphens, and underscores, and must be 80
characters or less" (https://docs.slack.dev/reference/methods/conversations.create); of all scripts, here."""
_ADDRESS = re.compile(r"[^\s@<>|,;]+@[^\s@<>|,;]+\.[^\s@<>|,;]+")
_PERSON_NAME = re.compile(
    r"@(?!(?:here|channel|everyone|group)$)[^\s@<>#,;\[\]{}\"][^@<>#,;\n\[\]{}\"]{0,79}", re.IGNORECASE
)
"""`@here` and the like are nobody (https://docs.slack.dev/messaging/formatting-message-text#special-mentions)."""


def is_id(reference: str) -> bool:
    """Say whether the chat system knows it as it stands."""
    return bool(_ID.fullmatch(reference))


def is_group(reference: str) -> bool:
    """Say whether it is the id of a user group."""
    return is_id(reference) and reference.startswith("S")


def ids_of(references: Iterable[str | None]) -> tuple[str, ...]:
    """Return those that can be spoken to; names that were not looked up yet are left out."""
    return tuple(each for each in references if each and is_id(each))


def ids_in(text: str) -> Iterable[re.Match[str]]:
    """Find ids of channels, people and groups in a sentence: a digit tells them from words such as UTC."""
    return _ID_IN_TEXT.finditer(text)


def channel_reference(text: str) -> str:
    """Return what was written for a channel as its id, or else as `#name`; what is neither stays as it is.

    It may be an id, a name with or without `#`, a link to the channel, or Slack's token `<#C…|acme>`.
    """
    if (known := _id_in(text)) is not None:
        return known
    name = f"{CHANNEL_MARK}{text.removeprefix(CHANNEL_MARK).lower()}"
    return name if _CHANNEL_NAME.fullmatch(name) else text


def person_reference(text: str) -> str:
    """Return what was written for somebody as their id, `@name` or address; what is none stays as it is.

    It may be an id, a name with or without `@`, an e-mail address, a link to a profile, or Slack's token
    `<@U…|ben>`; a user group goes the same ways.
    """
    if (known := _id_in(text)) is not None:
        return known
    address = text.removeprefix("<mailto:").partition("|")[0].removesuffix(">").removeprefix("mailto:")
    if _ADDRESS.fullmatch(address):
        return address.lower()
    name = f"{PERSON_MARK}{text.removeprefix(PERSON_MARK)}"
    return name if _PERSON_NAME.fullmatch(name) else text


def is_channel(reference: str) -> bool:
    """Say whether it can be a channel: by id, or by name."""
    if is_id(reference):
        return reference.startswith(("C", "G"))
    return bool(_CHANNEL_NAME.fullmatch(reference))


GROUP_MARK = ","
GROUP_MOST = 8
"""Slack: `conversations.open` takes one to eight people (https://docs.slack.dev/reference/methods/conversations.open)."""


def place_of(people: Iterable[str]) -> str:
    """Return the place where something is said to these people together, in direct messages of their own."""
    return GROUP_MARK.join(list(dict.fromkeys(people))[:GROUP_MOST])


@lru_cache(maxsize=PLACES_MOST)
def people_at(place: str) -> tuple[str, ...]:
    """Return who reads what is said there in direct messages; nobody where it is a channel."""
    people = tuple(place.split(GROUP_MARK))
    return people if all(map(is_person, people)) else ()


def is_group_of_people(place: str) -> bool:
    """Say whether it is where several people are spoken to together."""
    return len(people_at(place)) > 1


def is_person(reference: str) -> bool:
    """Say whether it can be somebody: by id, by name, or by address."""
    if is_id(reference):
        return reference.startswith(("U", "W"))
    return any(form.fullmatch(reference) for form in (_PERSON_NAME, _ADDRESS))


def is_address(reference: str) -> bool:
    """Say whether it is an e-mail address."""
    return bool(_ADDRESS.fullmatch(reference))


def _id_in(text: str) -> str | None:
    for form in (_TOKEN, _LINK):
        if found := form.fullmatch(text):
            return found.group(1)
    return text if is_id(text) else None
