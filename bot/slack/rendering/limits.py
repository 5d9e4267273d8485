"""How long Slack takes things, how it counts, and how they are cut.

https://docs.slack.dev/reference/block-kit/blocks and its neighbours, https://docs.slack.dev/reference/views
"""

import re
from typing import Final

TEXT_MOST: Final = 4000
SECTION_MOST: Final = 3000
HEADER_MOST: Final = 150
FIELD_MOST: Final = 2000
FIELDS_MOST: Final = 10
BUTTON_MOST: Final = 75
DIALOG_TITLE_MOST: Final = 100
DIALOG_TEXT_MOST: Final = 300
DIALOG_BUTTON_MOST: Final = 30
FORM_TITLE_MOST: Final = 24
LABEL_MOST: Final = 2000
PLACEHOLDER_MOST: Final = 150
OPTION_MOST: Final = 75
OPTIONS_MOST: Final = 100
USERS_MOST: Final = 100
HOME_BLOCKS_MOST: Final = 100

ALL_MOST: Final = 9000
"""All text of a message. Slack does not document it: posts were refused (`msg_blocks_too_long`) from some
11,000 characters on, see bolt-js issues 2509 and 2867."""

_HALF_OPEN = re.compile(r"(<[^>]*|&[a-z]{0,3})$")


def length(text: str) -> int:
    """Count as UTF-16 units: the stricter of the ways in which Slack may count."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def fits(text: str, most: int) -> bool:
    """Say whether it is short enough."""
    return 2 * len(text) <= most or length(text) <= most


def cut(text: str, most: int) -> str:
    """Cut mrkdwn to `most` characters with an ellipsis, never within a mention, a link or an escaped sign."""
    if fits(text, most):
        return text
    return _HALF_OPEN.sub("", _first(text, most - 1)).rstrip() + "…"


def cut_plain(text: str, most: int) -> str:
    """Cut text in which no sign has a meaning, on one line."""
    text = " ".join(text.split())
    return text if fits(text, most) else _first(text, most - 1).rstrip() + "…"


def _first(text: str, most: int) -> str:
    return text.encode("utf-16-le")[: 2 * most].decode("utf-16-le", errors="ignore")
