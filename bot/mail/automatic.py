"""Mails that no person wrote and sent: answering machines, bounces, ticket systems, lists.

After RFC 3834 (https://www.rfc-editor.org/rfc/rfc3834) and what programs write that are older than it.
"""

import re

from bot.mail import program_words
from bot.mail.headers import value, values
from bot.mail.mime import Part
from bot.mail.patterns import pattern
from rollouts.incoming_mail import Automatic

_DAEMON = re.compile(r"(?:mailer-daemon|postmaster|mail-daemon)@", re.IGNORECASE)
_AWAY = pattern(program_words.AWAY)
_REPLY_MARKS = ("X-Autoreply", "X-Autorespond", "X-Auto-Reply-From", "X-Vacation")
_LIST_MARKS = ("List-Id", "List-Post", "List-Unsubscribe", "Feedback-ID", "X-Mailing-List")


def automatic(root: Part, *, sender: str, subject: str) -> Automatic | None:
    """Return how a mail came about that no person sent; None if a person did, as far as it shows."""
    head = root.head
    report = (root.parameter("report-type") or "").lower() if root.type == "multipart/report" else None
    no_return = any(each.replace(" ", "") == "<>" for each in values(head, "Return-Path"))
    submitted = value(head, "Auto-Submitted").partition(";")[0].strip().lower()
    precedence = value(head, "Precedence").strip().lower()
    if report == "delivery-status" or value(head, "X-Failed-Recipients") or _DAEMON.match(sender):
        return Automatic.BOUNCE
    if (
        report is not None  # a receipt that it was read, and the like
        or no_return
        or submitted.startswith("auto-replied")
        or precedence == "auto_reply"
        or any(value(head, each) for each in _REPLY_MARKS)
    ):
        return Automatic.AUTO_REPLY
    if submitted not in {"", "no"}:
        return Automatic.AUTO_REPLY if _AWAY.match(subject) else Automatic.GENERATED
    if precedence in {"bulk", "list", "junk"} or any(value(head, each) for each in _LIST_MARKS):
        return Automatic.AUTO_REPLY if _AWAY.match(subject) else Automatic.BULK
    return None
