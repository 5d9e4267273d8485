"""Rules of the composition objects: text, option, option group, confirmation dialog.

https://docs.slack.dev/reference/block-kit/composition-objects
"""

from slack_simulator.block_kit.rules import (
    Required,
    Rule,
    boolean,
    by_type,
    exactly_one,
    items,
    one_of,
    record,
    string,
)

URL = r"https?://\S+"

url = string(most=3000, pattern=URL)
block_id = string(most=255)
action_id = string(most=255)


def plain_text(most: int, least: int = 1) -> Rule:
    """Return the rule for a ``plain_text`` object of so many characters."""
    return by_type(
        {"plain_text": record({"text": Required(string(most=most, least=least)), "emoji": boolean})}
    )


def any_text(most: int) -> Rule:
    """Return the rule for a ``plain_text`` or ``mrkdwn`` object of so many characters."""
    text = Required(string(most=most))
    return by_type(
        {
            "plain_text": record({"text": text, "emoji": boolean}),
            "mrkdwn": record({"text": text, "verbatim": boolean}),
        }
    )


def option(*, marked_up: bool = False, linked: bool = False) -> Rule:
    """Return the rule for an option.

    Checkboxes and radio buttons take ``marked_up`` text; overflow menus may be ``linked``.
    """
    words = any_text if marked_up else plain_text
    fields: dict[str, Rule | Required] = {
        "text": Required(words(75)),
        "value": Required(string(most=150)),
        "description": words(75),
    }
    if linked:
        fields["url"] = url
    return record(fields)


def options(most: int, least: int = 1, *, marked_up: bool = False, linked: bool = False) -> Rule:
    """Return the rule for a list of options."""
    return items(option(marked_up=marked_up, linked=linked), most=most, least=least)


option_groups = items(
    record({"label": Required(plain_text(75)), "options": Required(options(100))}), most=100
)

confirm = record(
    {
        "title": Required(plain_text(100)),
        "text": Required(any_text(300)),
        "confirm": Required(plain_text(30)),
        "deny": Required(plain_text(30)),
        "style": one_of("primary", "danger"),
    }
)

image_source = exactly_one("image_url", "slack_file")
slack_file = record({"url": url, "id": string(most=255)}, exactly_one("url", "id"))
