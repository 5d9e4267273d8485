"""Tokens in e-mails about a case, by which the answers to them are known: `FN-12-k5xq3v7a2m`.

A token is signed with a secret of the workspace, so nobody can make one up for another case. It stands in the
Message-ID of each mail, and so in the References of the answers, in the name beside the address to answer to,
and in the text.
"""

import hmac
import re
from base64 import b32encode
from hashlib import sha256

SIGNATURE_LENGTH = 10
"""Signs of five bits each: nobody guesses fifty bits by sending mail."""

_TOKEN = re.compile(
    rf"(?<![\w-])FN-([1-9]\d{{0,8}})-([a-z2-7]{{{SIGNATURE_LENGTH}}})(?!\w)", re.ASCII | re.IGNORECASE
)


def token_of(*, case: int, secret: str) -> str:
    """Return the token of the case with that number."""
    return f"FN-{case}-{_signature(case, secret)}"


def case_in(text: str, *, secret: str) -> int | None:
    """Return the number of the case whose token stands in a header or a text; None without a true one."""
    for number, signature in _TOKEN.findall(text):
        if hmac.compare_digest(signature.lower(), _signature(int(number), secret)):
            return int(number)
    return None


def message_id_of(*, case: int, mail: int, secret: str, domain: str) -> str:
    """Return the Message-ID of a mail about a case, always the same: `<FN-12-k5xq3v7a2m.0@acme.example>`."""
    return f"<{token_of(case=case, secret=secret)}.{mail}@{domain}>"


def _signature(case: int, secret: str) -> str:
    digest = hmac.new(secret.encode(), f"case:{case}".encode(), sha256).digest()
    return b32encode(digest).decode().lower()[:SIGNATURE_LENGTH]
