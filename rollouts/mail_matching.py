"""Which case a mail that came in is about: by what it answers, or by a token that nobody can make up.

The words of a subject never say it: anybody can write them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from rollouts.case_tokens import case_in
from rollouts.incoming_mail import IncomingMail


class MatchedBy(Enum):
    """By what a mail is known to be about a case; the surest first."""

    REFERENCE = "reference"
    ADDRESS = "address"
    SUBJECT = "subject"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Match:
    """The number of the case that a mail is about, and by what that is known."""

    case: int
    by: MatchedBy


def case_of(mail: IncomingMail, *, secret: str, known: Mapping[str, int]) -> Match | None:
    """Return which case a mail is about; None if it is about none.

    `secret` signs the workspace's tokens; `known` has the number of its case for each Message-ID that came in
    before, since a vendor's second mail may answer only the first.
    """
    for reference in mail.references:
        number = known.get(reference) or case_in(reference, secret=secret)
        if number is not None:
            return Match(number, MatchedBy.REFERENCE)
    places = (
        (MatchedBy.ADDRESS, "\n".join(f"{each.name}\n{each.address}" for each in mail.recipients)),
        (MatchedBy.SUBJECT, mail.subject),
        (MatchedBy.TEXT, mail.whole),  # where our own mail is quoted, with the line that we ask to keep
    )
    for by, text in places:
        if (number := case_in(text, secret=secret)) is not None:
            return Match(number, by)
    return None


def is_our_own(mail: IncomingMail, *, secret: str) -> bool:
    """Say whether the mail is one that we sent, come back to us: what it says is known already."""
    return case_in(mail.message_id, secret=secret) is not None
