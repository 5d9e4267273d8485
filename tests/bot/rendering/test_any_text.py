"""Whatever a person can type is harmless, and is shown as it was typed."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.rendering.mrkdwn import mrkdwn
from views.inlines import Bold, Bullets, Channel, Clip, Code, Link, Names, Person, Prose, Quote, Words, say

pytestmark = pytest.mark.no_cover

MOST = 100_000

TYPED = st.lists(
    st.one_of(
        st.text(),
        st.sampled_from(
            [
                "<!channel>",
                "<@U0ANA>",
                "&lt;",
                "&amp;",
                "{who}",
                "{",
                "}",
                "*",
                "`",
                "|",
                ">",
                "<!date^1^{d}|x>",
            ]
        ),
    )
).map("".join)

ON_ONE_LINE: list[Callable[[str], Words]] = [
    lambda text: text,
    lambda text: say("{text}", text=text),
    lambda text: Names((text,), MOST),
    lambda text: Clip(text, MOST),
    lambda text: say("{text}", text=Clip(say("{text}", text=text), MOST)),
]
"""The ways in which a name can be said."""

MARKED: list[Callable[[str], Words]] = [
    Bold,
    Code,
    lambda text: Bullets((text,), MOST),
    lambda text: Link("https://x.example", text),
    lambda text: Prose(text, MOST),
    lambda text: Quote(text, MOST),
    lambda text: Person(f"{text} "),
    lambda text: Channel(f"{text} "),
]
"""The ways in which it gets something around it."""

OURS = re.compile(r"<https?://[^<>]*>")
ESCAPED = re.compile(r"&(amp|lt|gt);")


@pytest.mark.parametrize("way", ON_ONE_LINE)
@given(text=TYPED)
def test_a_name_is_shown_as_typed(way: Callable[[str], Words], text: str) -> None:
    assert unescape_three(mrkdwn(way(text))) == " ".join(text.split())


@pytest.mark.parametrize("way", [*ON_ONE_LINE, *MARKED])
@given(text=TYPED)
def test_no_text_makes_a_token(way: Callable[[str], Words], text: str) -> None:
    written = OURS.sub("", mrkdwn(way(text)))

    assert "<" not in written
    assert "&" not in ESCAPED.sub("", written)


@given(text=TYPED)
def test_a_report_is_quoted_as_typed(text: str) -> None:
    written = re.sub(r"<(https?://[^<>]*)>", r"\1", mrkdwn(Quote(text, MOST)))
    rows = [row.removeprefix("> ") for row in written.split("\n")] if written else []

    assert "\n".join(map(unescape_three, rows)) == "\n".join(text.strip().splitlines())


def unescape_three(text: str) -> str:
    """Undo what the renderer may do, and nothing else that looks like an entity."""
    return ESCAPED.sub(lambda found: unescape(found.group()), text)
