"""Rules of the rich text block, which holds mentions and links only as elements of their own.

https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
"""

from slack_simulator.block_kit.objects import block_id
from slack_simulator.block_kit.rules import (
    Required,
    Rule,
    boolean,
    by_type,
    items,
    number,
    one_of,
    record,
    string,
)

_id = string(most=255)
_style = record(
    dict.fromkeys(
        ("bold", "italic", "strike", "code", "underline", "highlight", "client_highlight", "unlink"), boolean
    )
)
_styled: dict[str, Rule | Required] = {"style": _style}

_INLINE: dict[str, Rule] = {
    "text": record(_styled | {"text": Required(string(most=100_000))}),
    "link": record(
        _styled | {"url": Required(string(most=3000)), "text": string(most=3000, least=0), "unsafe": boolean}
    ),
    "user": record(_styled | {"user_id": Required(_id)}),
    "usergroup": record(_styled | {"usergroup_id": Required(_id)}),
    "channel": record(_styled | {"channel_id": Required(_id)}),
    "team": record(_styled | {"team_id": Required(_id)}),
    "emoji": record(_styled | {"name": Required(_id), "unicode": string(most=255)}),
    "broadcast": record(_styled | {"range": Required(one_of("here", "channel", "everyone"))}),
    "color": record({"value": Required(_id)}),
    "date": record(
        {
            "timestamp": Required(number(least=0, most=99_999_999_999)),
            "format": Required(string(most=3000)),
            "url": string(most=3000),
            "fallback": string(most=3000),
        }
    ),
}

_inline = Required(items(by_type(_INLINE), most=10_000, least=0))
_section = record({"elements": _inline})

_PARTS: dict[str, Rule] = {
    "rich_text_section": _section,
    "rich_text_list": record(
        {
            "elements": Required(items(by_type({"rich_text_section": _section}), most=10_000)),
            "style": Required(one_of("bullet", "ordered")),
            "indent": number(least=0, most=8),
            "offset": number(least=0, most=10_000),
            "border": number(least=0, most=1),
        }
    ),
    "rich_text_preformatted": record(
        {"elements": _inline, "border": number(least=0, most=1), "language": string(most=255)}
    ),
    "rich_text_quote": record({"elements": _inline, "border": number(least=0, most=1)}),
}

rich_text = record({"block_id": block_id, "elements": Required(items(by_type(_PARTS), most=10_000))})
