"""What a mail, a page or a text gives to read: its own words, its subject, its own day."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import Path, PurePath
from zoneinfo import ZoneInfo

from bot.intake import wordings_file
from bot.mail.charsets import decoded
from bot.mail.html_text import text_of
from bot.mail.quote_marks import header_block
from bot.mail.quotes import new_text
from bot.mail.reading import read as read_mail
from rollouts.incoming_mail import IncomingMail
from rollouts.intake.days import DayFinder
from rollouts.intake.wordings import Wordings
from rollouts.news import Entry
from rollouts.texts import keepable

BYTES_MAX = 5_000_000
LATE, AHEAD = timedelta(days=30), timedelta(days=1)
"""Within what a mail that comes in was sent, if its date is right."""
_MAIL_BEGINS = re.compile(rb"(?:[A-Za-z-]{2,40}:[ \t][^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){3}")
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_PAGE = re.compile(r"\s*<(?:!doctype|html|body|head|table|div|p|h\d)\b", re.IGNORECASE)
_FORWARDED = re.compile(r"^\s*(?:fwd?|wg|tr|rv|vs|i)\s*:\s*", re.IGNORECASE)
_ANSWERED = re.compile(r"\s*(?:re|aw|sv|antw|odp|ref)\s*:\s*", re.IGNORECASE)


def entry_of(raw: bytes, *, name: str, now: datetime, zone: str, wordings: Wordings) -> Entry:
    """Return what is to be read of a file: a mail (.eml), a page (.html), or text.

    Without a telling name, what it begins with tells. A text has no day of its own: `now` is taken.
    """
    if mail := mail_in(raw, name=name):
        return entry_of_mail(mail, now=now, zone=zone, wordings=wordings)
    text = decoded(raw[:BYTES_MAX], None)[0]
    return entry_of_text(text, subject="", day=_day(now, zone), wordings=wordings)


def mail_in(raw: bytes, *, name: str) -> IncomingMail | None:
    """Return the mail that a file is; None for any other file."""
    suffix = PurePath(name).suffix.casefold()
    is_mail = suffix == ".eml" or (not suffix and _MAIL_BEGINS.match(raw))
    return read_mail(raw) if is_mail else None


def entry_of_mail(mail: IncomingMail, *, now: datetime, zone: str, wordings: Wordings) -> Entry:
    """Return what is to be read of a mail: of one that was forwarded, the mail within."""
    day = _day(mail.sent_at or now, zone)
    sender = mail.sender.address if mail.sender else ""
    return _innermost(Entry(mail.text, day, mail.subject, sender=sender), wordings)


def entry_of_text(text: str, *, subject: str, day: date | None, wordings: Wordings) -> Entry:
    """Return what is to be read of a text or a page, as somebody pasted it or a feed has it.

    `day` is its own; None where nobody knows it.
    """
    plain = text_of(text)[0] if _PAGE.match(text) else text
    own = new_text(keepable(plain.replace("\u00a0", " ")), subject=subject)
    return _innermost(Entry(own, day, subject), wordings)


class NewsTexts:
    """What people hand over to be read, by the packaged words and those of an administrator's file."""

    def __init__(self, path: Path | None, *, zone: Callable[[], str]) -> None:
        """Take the administrator's file, which is read here; the packaged one is read when it is needed.

        Days are those of the zone that counts when something is read.

        Raises:
            StartFailed: the file cannot be used.
        """
        self._path = path
        self._zone = zone
        if path is not None:
            wordings_file.read(path)

    @property
    def zone(self) -> str:
        """The zone in which days are read now."""
        return self._zone()

    @cached_property
    def wordings(self) -> Wordings:
        """The words by which news is read."""
        return wordings_file.read(self._path)

    def entry_of_mail(self, mail: IncomingMail, now: datetime) -> Entry:
        """Return what is to be read of a mail that came in now; one that is wrongly dated is of today."""
        is_wrong = mail.sent_at and not now - LATE <= mail.sent_at <= now + AHEAD
        dated = replace(mail, sent_at=None) if is_wrong else mail
        return entry_of_mail(dated, now=now, zone=self.zone, wordings=self.wordings)

    def entry(self, text: str, at: datetime) -> Entry:
        """Return what is to be read of a text of that moment."""
        return entry_of_text(text, subject="", day=_day(at, self.zone), wordings=self.wordings)


def _innermost(entry: Entry, wordings: Wordings) -> Entry:
    """Go into what was forwarded, however often: the words, the subject and the day of the first writer.

    What those who passed it on wrote above is theirs, and no news of the vendor's.
    """
    lines = entry.text.split("\n")
    at = 0
    while at < len(lines):
        length, subject, sender = header_block(lines, at)
        if not length:
            at += 1
            continue
        days = (
            found.day
            for line in lines[at : at + length]
            if subject not in line
            for found in DayFinder(wordings).days_in(line, sent_on=entry.sent_on)
        )
        address = _ADDRESS.search(sender)
        sent_on = next((day for day in days if day), entry.sent_on)
        entry = Entry("", sent_on, subject, sender=address[0] if address else "")
        lines, at = lines[at + length :], 0
        entry = replace(entry, text="\n".join(lines).strip())
    subject = _FORWARDED.sub("", entry.subject, count=1)
    while subject != (rest := _FORWARDED.sub("", subject, count=1)):
        subject = rest
    answered = _ANSWERED.match(subject)
    return replace(entry, subject=subject[answered.end() :] if answered else subject, is_reply=bool(answered))


def _day(moment: datetime, zone: str) -> date:
    return moment.astimezone(ZoneInfo(zone)).date()
