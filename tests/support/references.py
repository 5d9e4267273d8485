"""References as people write them, and for listeners that look none up."""

from collections.abc import Collection, Mapping
from typing import NoReturn

CHANNELS = {
    "acme": "#acme",
    "#acme": "#acme",
    "#Acme": "#acme",
    "ACME-lms": "#acme-lms",
    "#für-alle_2": "#für-alle_2",
    "C0ACME": "C0ACME",
    "G0ACME": "G0ACME",
    "<#C0ACME|acme>": "C0ACME",
    "<#C0ACME>": "C0ACME",
    "<#C0ACME|>": "C0ACME",
    "https://acme.slack.com/archives/C0ACME": "C0ACME",
    "https://acme.slack.com/archives/C0ACME/p1764500000000100": "C0ACME",
    "https://acme.slack.com/archives/C0ACME?thread_ts=1764500000.0001&cid=C0ACME": "C0ACME",
    "https://acme.enterprise.slack.com/archives/C0ACME": "C0ACME",
    "https://app.slack.com/client/T0HOME/C0ACME": "C0ACME",
    "<https://acme.slack.com/archives/C0ACME|#acme>": "C0ACME",
}
NO_CHANNELS = (
    "the acme channel",
    "#a.b",
    "#acme,",
    "#",
    "##acme",
    "@ben",
    "U0BEN",
    "D0BEN",
    "<@U0BEN|ben>",
    "ben@acme.example",
    "<!channel>",
    "https://acme.example/C0ACME",
    "https://acme.slack.com/team/U0BEN",
    "#" + "a" * 81,
)
PEOPLE = {
    "@ben": "@ben",
    "ben": "@ben",
    "Ben Miller": "@Ben Miller",
    "@Ben Müller-Lüdenscheidt": "@Ben Müller-Lüdenscheidt",
    "ben.miller": "@ben.miller",
    "U0BEN": "U0BEN",
    "W0BEN": "W0BEN",
    "<@U0BEN>": "U0BEN",
    "<@U0BEN|ben>": "U0BEN",
    "ben@acme.example": "ben@acme.example",
    "Ben.Miller+slack@Acme.Example": "ben.miller+slack@acme.example",
    "mailto:ben@acme.example": "ben@acme.example",
    "<mailto:ben@acme.example|ben@acme.example>": "ben@acme.example",
    "https://acme.slack.com/team/U0BEN": "U0BEN",
}
NOBODY = ("@", "#acme", "C0ACME", "<#C0ACME|acme>", "S0QA", "<!here>", "@ben, @ana", "a@b@c", "@@ben", "a<b")


class Unasked:
    """Is asked for nothing."""

    async def why_not(self, user: str) -> NoReturn:
        raise AssertionError(f"{user} was looked up")

    async def why_closed(self, channel: str) -> NoReturn:
        raise AssertionError(f"{channel} was looked up")

    async def is_in(self, user: str, channel: str) -> NoReturn:
        raise AssertionError(f"{user} was looked up in {channel}")

    async def find(self, names: Collection[str], *, groups: bool = False) -> Mapping[str, str]:
        raise AssertionError(f"{names} were looked up, {groups=}")
