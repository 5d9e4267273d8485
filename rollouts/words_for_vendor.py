"""Reading what the vendor is to be told: the words behind "@Fortnight tell the vendor"."""

import re

_ASKED = re.compile(
    r"(?:@\S+\s+)*(?:(?:please|can you|could you)\s+)?(?:tell|inform|write to|e-?mail)\s+(?:the\s+)?vendor\b"
    r"[\s:,.!-]*(?P<words>.*)",
    re.IGNORECASE | re.DOTALL,
)


def words_for_vendor(text: str) -> str | None:
    """Return what the vendor is to be told; None if nobody asks for that."""
    asked = _ASKED.fullmatch(text.strip())
    return asked["words"] if asked else None
