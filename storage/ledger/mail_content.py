"""What a mail says as JSON, and back."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from rollouts.incoming_mail import Address, Attachment, Automatic, IncomingMail, Unread


def content_of(mail: IncomingMail) -> dict[str, object]:
    """Return all of a mail but its Message-ID."""
    return {
        "sender": asdict(mail.sender) if mail.sender else None,
        "subject": mail.subject,
        "sent_at": mail.sent_at.isoformat() if mail.sent_at else None,
        "references": list(mail.references),
        "recipients": [asdict(each) for each in mail.recipients],
        "text": mail.text,
        "whole": mail.whole,
        "attachments": [asdict(each) for each in mail.attachments],
        "automatic": mail.automatic.value if mail.automatic else None,
        "verified": mail.verified,
        "unread": sorted(each.value for each in mail.unread),
    }


def mail_in(message_id: str, content: dict[str, Any]) -> IncomingMail:
    """Return the mail that says that."""
    return IncomingMail(
        message_id=message_id,
        sender=Address(**content["sender"]) if content["sender"] else None,
        subject=content["subject"],
        sent_at=datetime.fromisoformat(content["sent_at"]) if content["sent_at"] else None,
        references=tuple(content["references"]),
        recipients=tuple(Address(**each) for each in content["recipients"]),
        text=content["text"],
        whole=content["whole"],
        attachments=tuple(Attachment(**each) for each in content["attachments"]),
        automatic=Automatic(content["automatic"]) if content["automatic"] else None,
        verified=content["verified"],
        unread=frozenset(map(Unread, content["unread"])),
    )
