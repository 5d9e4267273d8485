"""Messages as Block Kit, and as the full text beside it.

https://docs.slack.dev/reference/block-kit/blocks
"""

from collections.abc import Iterable
from typing import NamedTuple, assert_never

from bot.slack.rendering.fitting import fitted
from bot.slack.rendering.limits import (
    ALL_MOST,
    BUTTON_MOST,
    DIALOG_BUTTON_MOST,
    DIALOG_TEXT_MOST,
    DIALOG_TITLE_MOST,
    FIELD_MOST,
    FIELDS_MOST,
    HEADER_MOST,
    OPTION_MOST,
    SECTION_MOST,
    TEXT_MOST,
    cut,
    cut_plain,
    length,
)
from bot.slack.rendering.mrkdwn import beginning, bullet, mrkdwn
from bot.slack.rendering.objects import Block, marked, plain
from views.actions import MENU, pack_in_menu
from views.inlines import Bold, Words
from views.parts import (
    Button,
    Buttons,
    Divider,
    Fields,
    Heading,
    Message,
    Paragraph,
    Part,
    Question,
    Rows,
    SmallPrint,
)

ROWS_MOST = 2600
ROWS_PARAGRAPHS = 3
"""How much of a long list stands in one paragraph, and in how many of them."""


class Rendered(NamedTuple):
    """A message as Slack's methods take it."""

    text: str
    blocks: list[Block]


def render_message(message: Message) -> Rendered:
    """Render a message."""
    return Rendered(cut(beginning(message.text, TEXT_MOST), TEXT_MOST), render_parts(message))


def render_parts(message: Message) -> list[Block]:
    """Render what a message has laid out, as a message or a window shows it."""
    drawing = _Drawing()
    blocks = [block for part in message.parts for block in drawing.draw(part)]
    if message.delivery is not None:
        blocks[0]["block_id"] = f"delivery:{message.delivery}"
    return blocks if 2 * drawing.signs <= ALL_MOST else fitted(blocks)


class _Drawing:
    """Draws parts, and counts the signs in the text of all of them; Slack counts up to twice as many."""

    def __init__(self) -> None:
        self.signs = 0

    def draw(self, part: Part) -> Iterable[Block]:
        """Draw a part as the blocks it takes."""
        match part:
            case Paragraph(words, button):
                return (self._section(mrkdwn(words), button),)
            case Heading(text):
                return ({"type": "header", "text": self._plain(text, HEADER_MOST)},)
            case SmallPrint(words):
                return ({"type": "context", "elements": [self._marked(mrkdwn(words))]},)
            case Fields(pairs):
                shown = [self._marked(_field(*pair), FIELD_MOST) for pair in pairs[:FIELDS_MOST]]
                return ({"type": "section", "fields": shown},)
            case Buttons(buttons, more):
                elements = [*map(self._button, buttons), *([self._menu(more)] if more else [])]
                return ({"type": "actions", "elements": elements},) if elements else ()
            case Divider():
                return ({"type": "divider"},)
            case Rows():
                return self._rows(part)
            case _:
                assert_never(part)

    def _plain(self, text: str, most: int) -> Block:
        fitting = cut_plain(text, most)
        self.signs += len(fitting)
        return plain(fitting)

    def _marked(self, text: str, most: int = SECTION_MOST) -> Block:
        fitting = cut(text, most)
        self.signs += len(fitting)
        return marked(fitting)

    def _section(self, text: str, button: Button | None = None) -> Block:
        block: Block = {"type": "section", "text": self._marked(text)}
        if button is not None:
            block["accessory"] = self._button(button)
        return block

    def _rows(self, part: Rows) -> list[Block]:
        """Put whole rows together into paragraphs that fit; what comes after them is not even rendered."""
        paragraphs: list[list[str]] = []
        left, room = len(part.items) + part.others, 0
        for row in (bullet(mrkdwn(item)) for item in part.items):
            size = length(row) + 1
            if paragraphs and size <= room:
                paragraphs[-1].append(row)
                room -= size
            elif len(paragraphs) < ROWS_PARAGRAPHS:
                paragraphs.append([row])
                room = ROWS_MOST + 1 - size
            else:
                break
            left -= 1
        blocks = [self._section("\n".join(rows)) for rows in paragraphs]
        return [*blocks, *(self.draw(SmallPrint(part.rest(left))) if left else [])]

    def _button(self, button: Button) -> Block:
        block: Block = {
            "type": "button",
            "text": self._plain(button.label, BUTTON_MOST),
            "action_id": button.press.value,
            "value": button.value,
        }
        if button.style is not None:
            block["style"] = button.style
        if button.asks is not None:
            block["confirm"] = self._dialog(button.asks)
        return block

    def _menu(self, buttons: tuple[Button, ...]) -> Block:
        """Draw a menu; an entry has no action id of its own, so it carries its own in its value.

        https://docs.slack.dev/reference/block-kit/block-elements/overflow-menu-element
        """
        options = [
            {
                "text": self._plain(button.label, OPTION_MOST),
                "value": pack_in_menu(button.press, button.value),
            }
            for button in buttons
        ]
        return {"type": "overflow", "action_id": MENU, "options": options}

    def _dialog(self, question: Question) -> Block:
        return {
            "title": self._plain(question.title, DIALOG_TITLE_MOST),
            "text": self._plain(question.text, DIALOG_TEXT_MOST),
            "confirm": self._plain(question.yes, DIALOG_BUTTON_MOST),
            "deny": self._plain(question.no, DIALOG_BUTTON_MOST),
            "style": "danger",
        }


def _field(title: str, words: Words) -> str:
    return f"{mrkdwn(Bold(title))}\n{mrkdwn(words)}"
