"""The mail of the local workspace: what goes to the vendor appears on the page, and leaves it no further.

There the visitor answers as the vendor. That answer is a mail like any other, as bytes with all its headers.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import format_datetime, formataddr, make_msgid
from pathlib import Path

from rollouts.deliveries import Message, Outcome, Sent
from slack_simulator import Letter, Place, Refusal, Workspace
from slack_simulator import Mail as Shown
from views.posts.mails import Mail

PREVIEW = Path(__file__).parent.parent.parent / "examples" / "preview.eml"
"""The vendor's news that a visitor may send, and change before."""

URL = "smtp://localhost"
"""Stands for a mail server in the settings; nothing ever connects to it."""
OURS, VENDOR = "fortnight@acme.example", "support@vendor.example"
WHO_ANSWERS = "Vera Stone"
OUR_SERVER = "mail.acme.example"
"""The name of the mail server that would have found out who sent the answer."""

WORKAROUND = """\
Hello,

thank you for the report. We can see it here too.

Workaround: switch off "Smooth start" under Settings > Player, then reload the page. A fix comes today.

Kind regards
Vera Stone, Vendor Support"""
THANKS = """\
Hello,

thank you, this helps. We keep you informed.

Kind regards
Vera Stone, Vendor Support"""


class Postbox:
    """The `Mailer` whose mails a visitor reads, and answers."""

    def __init__(self, workspace: Workspace, now: Callable[[], datetime]) -> None:
        self._workspace = workspace
        self._now = now
        self._sent: dict[str, Mail] = {}
        self._shown: dict[str, Shown] = {}
        self._has_answer = False
        self._has_news = False

    @property
    def has_answer(self) -> bool:
        """Whether somebody has answered as the vendor."""
        return self._has_answer

    @property
    def has_news(self) -> bool:
        """Whether somebody has written as the vendor about a release."""
        return self._has_news

    @property
    def tokens(self) -> tuple[str, ...]:
        """The tokens by which the cases of the mails are known, the oldest first."""
        return tuple(dict.fromkeys(mail.token for mail in self._sent.values()))

    def mails(self, places: Mapping[str, Place]) -> list[Shown]:
        """Return what was sent and answered, the oldest first; `places` has the threads, by token."""
        return [
            replace(shown, place=places.get(self._sent[name].token)) if name in self._sent else shown
            for name, shown in self._shown.items()
        ]

    async def names(self, people: Collection[str]) -> Mapping[str, str]:
        """Return what the people of the workspace are called."""
        users = self._workspace.users
        return {each: users[each].real_name for each in people if each in users}

    async def send(self, mail: Mail) -> Outcome:
        """Show the mail; one that comes twice is the same."""
        to = ", ".join(mail.to)
        self._sent[mail.message_id] = mail
        self._shown[mail.message_id] = Shown(
            id=mail.message_id,
            at=self._now(),
            sender=mail.sender,
            to=to,
            subject=mail.subject,
            body=mail.text,
            direction="out",
            answer=THANKS if mail.references else WORKAROUND,
        )
        self._workspace.changed()
        return Sent(Message(to, mail.message_id))

    def write(self, subject: str, body: str) -> bytes:
        """Show what the vendor writes about a release, and return that as it would come in."""
        sender = first_news().sender
        self._has_news = True
        mail = EmailMessage()
        mail["Authentication-Results"] = _authenticated(sender)
        mail["From"], mail["To"], mail["Subject"] = sender, OURS, subject
        mail["Date"] = format_datetime(self._now())
        mail["Message-ID"] = make_msgid(domain=sender.partition("@")[2])
        mail.set_content(body)
        self._shown[mail["Message-ID"]] = Shown(
            id=mail["Message-ID"],
            at=self._now(),
            sender=sender,
            to=OURS,
            subject=subject,
            body=body,
            direction="in",
        )
        self._workspace.changed()
        return mail.as_bytes()

    def answer(self, mail_id: str, body: str) -> bytes:
        """Show what the vendor answers to a mail, and return that as it would come in.

        Raises:
            Refusal: there is no such mail.
        """
        if (mail := self._sent.get(mail_id)) is None:
            raise Refusal("That mail is gone. Look at the newest ones.")
        raw = _answer(mail, body, self._now())
        self._has_answer = True
        self._shown[raw["Message-ID"]] = Shown(
            id=raw["Message-ID"],
            at=self._now(),
            sender=VENDOR,
            to=mail.sender,
            subject=raw["Subject"],
            body=body,
            direction="in",
        )
        self._workspace.changed()
        return raw.as_bytes()


def _authenticated(sender: str) -> str:
    return f"{OUR_SERVER}; dmarc=pass header.from={sender.partition('@')[2]}"


def first_news() -> Letter:
    """Return the vendor's preview as it may be written."""
    mail = message_from_bytes(PREVIEW.read_bytes(), policy=default)
    body = mail.get_body(("plain",))
    return Letter(
        sender=str(mail["From"].addresses[0].addr_spec),
        subject=str(mail["Subject"]),
        body=body.get_content() if body else "",
    )


def _answer(mail: Mail, body: str, now: datetime) -> EmailMessage:
    """Write the answer as a mail program does, with what it answers quoted below."""
    answer = EmailMessage()
    answer["Authentication-Results"] = _authenticated(VENDOR)
    answer["From"] = formataddr((WHO_ANSWERS, VENDOR))
    answer["To"] = mail.sender
    answer["Subject"] = f"Re: {mail.subject.removeprefix('Re: ')}"
    answer["Date"] = format_datetime(now)
    answer["Message-ID"] = make_msgid(domain=VENDOR.partition("@")[2])
    answer["In-Reply-To"] = mail.message_id
    answer["References"] = " ".join((*mail.references, mail.message_id))
    quoted = "\n".join(f"> {line}".rstrip() for line in mail.text.splitlines())
    answer.set_content(f"{body}\n\nOn {mail.at:%a, %d %b %Y at %H:%M}, Fortnight wrote:\n{quoted}\n")
    return answer
