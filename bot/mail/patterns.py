"""Patterns of the words that programs write, put together from their lines."""

import re
from collections.abc import Iterable


def pattern(lines: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern that stands in these lines; upper and lower case are alike."""
    return re.compile("".join(lines), re.IGNORECASE)
