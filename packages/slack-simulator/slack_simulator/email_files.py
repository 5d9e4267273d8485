"""E-mails that were forwarded into Slack, which shows each as a file of its own sort."""

from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import getaddresses
from typing import Any

KIND = "email"
"""The type of such a file, and how its name ends here."""


def email_fields(content: bytes) -> dict[str, Any]:
    """Return what Slack tells of an e-mail beside what it tells of every file.

    https://docs.slack.dev/reference/objects/file-object names the type alone; the fields are those of the
    payloads that apps get.
    """
    mail = message_from_bytes(content, _class=EmailMessage, policy=policy.default)
    body = mail.get_body(("plain",))
    text = body.get_content() if body else ""
    senders = getaddresses([str(mail.get("From", ""))])
    return {
        "mode": KIND,
        "mimetype": "text/html",
        "subject": str(mail.get("Subject", "")),
        "from": [{"address": address, "name": name, "original": ""} for name, address in senders],
        "headers": {"date": str(mail.get("Date", "")), "message_id": str(mail.get("Message-ID", ""))},
        "plain_text": text,
        "preview_plain_text": text[:1000],
    }
