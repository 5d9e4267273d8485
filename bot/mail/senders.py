"""Whether a mail's sender is who it says, by what our own mail server found (RFC 8601).

Anybody can write `Authentication-Results` into a mail. Counted is the topmost one that carries our server's
name, and no other: servers write theirs above what came in. A server has to take out those that come from
outside and carry its name ("MUST", https://www.rfc-editor.org/rfc/rfc8601#section-5); where it writes none of
its own and does not do that either, nothing in a mail could tell.
"""

from email.message import Message
from typing import Any

from bot.mail.headers import values

LINE_MAX = 8_000
"""Characters of a header; in a longer one somebody hides something."""
_TRUE = "pass"


def is_verified(head: "Message[str, str]", *, sender: str, authserv_id: str | None) -> bool:
    """Say whether our server found that the mail comes from the domain in its From.

    `sender` is the only address of its only From; `authserv_id` is the name of our server, as it stands first
    in the headers it writes. Without it nothing is verified.
    """
    domain = _domain(sender)
    if not authserv_id or not domain:
        return False
    ours = authserv_id.strip().lower()
    for line in values(head, "Authentication-Results", LINE_MAX):
        if line.lower().startswith(ours):
            parsed = _parsed(line) if len(line) < LINE_MAX else None
            if parsed is None:
                return False
            if str(parsed.authserv_id).lower() == ours:
                return _says_so(parsed.results, domain)
    return False


def _parsed(line: str) -> Any:  # noqa: ANN401 - authres has no types
    from authres import AuthenticationResultsHeader, AuthResError  # noqa: PLC0415 - only mails need it

    try:
        return AuthenticationResultsHeader.parse_value(line)
    except (
        AuthResError,
        ValueError,
        TypeError,
        AttributeError,
        RecursionError,
    ):  # what it raises on broken ones
        return None


def _says_so(results: Any, domain: str) -> bool:  # noqa: ANN401 - authres has no types
    """DMARC decides where it was asked; else a signature or the envelope of the same domain.

    A sender's address stands in these headers too, and some servers write it without care: what stands twice
    where it has its place once was brought in that way, and nothing of it counts.
    """
    dmarc = [each for each in results if each.method == "dmarc"]
    if len(dmarc) > 1:
        return False
    if dmarc and dmarc[0].result != "none":
        return dmarc[0].result == _TRUE and domain in _named(dmarc[0], "header", "from")
    return any(
        each.result == _TRUE and _is_of(domain, named)
        for each in results
        for named in (
            _named(each, "header", "d") or _named(each, "header", "i")
            if each.method == "dkim"
            else _named(each, "smtp", "mailfrom")
            if each.method == "spf"
            else ()
        )
    )


def _named(result: Any, kind: str, name: str) -> tuple[str, ...]:  # noqa: ANN401 - authres has no types
    """Return the domain that a result names, as that of an address or plain; none where it names several."""
    found = tuple(
        _domain(f"@{str(each.value).rpartition('@')[2]}")
        for each in result.properties
        if (each.type, each.name) == (kind, name) and each.value
    )
    return found if len(found) == 1 else ()


def _is_of(domain: str, other: str) -> bool:
    """Say whether a mail of `domain` may be signed by `other`: the same, or one above it.

    Not one below: which ends of names belong to many (`co.uk`) only a list would tell, and DMARC has it.
    """
    return domain == other or ("." in other and domain.endswith(f".{other}"))


def _domain(address: str) -> str:
    """Return the domain of an address as the name system has it; empty where there is none."""
    try:
        return address.rpartition("@")[2].strip().rstrip(".").encode("idna").decode().lower()
    except UnicodeError:
        return ""
