"""From the bytes of a mail to a value that the rules can use; no bytes make it fail, or take long."""

import re

from bot.mail.attachments import attachments
from bot.mail.automatic import automatic
from bot.mail.bodies import body
from bot.mail.headers import addresses, date, message_ids, value, values, words
from bot.mail.mime import HEAD_MAX, Part, Tree, content, parsed
from bot.mail.quotes import new_text
from bot.mail.senders import is_verified
from rollouts.incoming_mail import Address, Automatic, IncomingMail, Unread

_RECIPIENTS = ("To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To")
_RETURNED = {"message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers"}
_REPORTS = {"message/delivery-status", "message/global-delivery-status"}
_ACTION = re.compile(rb"^action:[ \t]*([a-z]+)", re.IGNORECASE | re.MULTILINE)
_BLANK_LINES = re.compile(r"\n{3,}")


def read(raw: bytes, *, authserv_id: str | None = None) -> IncomingMail:
    """Read a mail.

    `authserv_id` is the name of our own mail server, as it stands first in the Authentication-Results that it
    writes; without it no sender is verified. What could not be read is named in `unread`.
    """
    tree = parsed(raw)
    head = tree.root.head
    sender, alone = _sender(tree)
    subject = words(value(head, "Subject"))
    kind = automatic(tree.root, sender=sender.address if sender else "", subject=subject)
    references = _references(raw, tree.root, kind)
    if kind is Automatic.BOUNCE and _is_under_way(raw, tree.root):
        kind = Automatic.AUTO_REPLY
    whole, unread = body(raw, tree.root)
    sent_at = date(head)
    return IncomingMail(
        message_id=next(iter(message_ids(head, "Message-ID")), ""),
        sender=sender,
        subject=subject,
        sent_at=sent_at,
        references=references,
        recipients=addresses(head, *_RECIPIENTS),
        text=new_text(whole, subject=subject),
        whole=_BLANK_LINES.sub("\n\n", whole).strip("\n").rstrip(),
        attachments=attachments(raw, tree.root),
        automatic=kind,
        verified=bool(sender and alone)
        and is_verified(head, sender=sender.address if sender else "", authserv_id=authserv_id),
        unread=frozenset(
            unread
            | ({Unread.HEADERS} if tree.long_head else set())
            | ({Unread.PARTS} if tree.cut else set())
            | (set() if alone else {Unread.SENDER})
            | (set() if sent_at else {Unread.DATE})
        ),
    )


def _sender(tree: Tree) -> tuple[Address | None, bool]:
    """Return who wrote the mail, and whether it names exactly one."""
    found = addresses(tree.root.head, "From")
    lines = list(values(tree.root.head, "From"))
    return (found[0] if found else None), len(found) == 1 and len(lines) == 1


def _is_under_way(raw: bytes, root: Part) -> bool:
    """Say whether a mail that tells of deliveries tells of none that failed (RFC 3464, 2.3.3)."""
    reports = (content(raw, part, HEAD_MAX)[0] for part in root.walk() if part.type in _REPORTS)
    said = {action.lower() for report in reports for action in _ACTION.findall(report)}
    return bool(said) and b"failed" not in said


def _references(raw: bytes, root: Part, kind: Automatic | None) -> tuple[str, ...]:
    """Return the Message-IDs of what the mail answers, the nearest first, or that a bounce returns."""
    found = [*message_ids(root.head, "In-Reply-To"), *reversed(message_ids(root.head, "References"))]
    if kind is Automatic.BOUNCE:
        for part in root.walk():
            if part.type in _RETURNED and part.depth:
                returned = parsed(raw[part.start : min(part.end, part.start + HEAD_MAX)])
                found += message_ids(returned.root.head, "Message-ID")
    return tuple(dict.fromkeys(found))
