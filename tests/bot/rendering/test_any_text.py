"""Whatever a person can type is harmless, and is shown as it was typed."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.rendering.mrkdwn import mrkdwn
from rollouts.texts import name_key
from tests.support.as_read import ESCAPED, LOOKS_LIKE, as_read, unescaped
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
                "_",
                "~",
                "`",
                " ",
                "a",
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

MARKUP = re.compile(r"`[^`\n]+`|(?<![^\W_])([*_~])(?=\S).*?(?<=\S)\1(?![^\W_])|^(&gt;|>)", re.MULTILINE)
"""What the local workspace draws otherwise than as it stands: code, bold, italic, struck, quoted."""

OURS = re.compile(r"<https?://[^<>]*>")


@pytest.mark.parametrize("way", ON_ONE_LINE)
@given(text=TYPED)
def test_a_name_is_shown_as_typed(way: Callable[[str], Words], text: str) -> None:
    assert as_read(mrkdwn(way(text))) == " ".join(text.split()).translate(LOOKS_LIKE)


@pytest.mark.parametrize("way", [*ON_ONE_LINE, lambda text: Prose(text, MOST)])
@given(text=TYPED)
def test_nothing_in_a_text_is_markup(way: Callable[[str], Words], text: str) -> None:
    written = OURS.sub("", mrkdwn(way(text)))

    assert not MARKUP.search(written)


@pytest.mark.parametrize(
    "typed",
    [
        "*A*",
        "_A_ and ~B~",
        "`A`",
        "2 * 3 * 4",
        "my_file_name",
        "~/.config",
        "> A",
        "*A* and `B`",
        "A*",
        "*_~`A`~_*",
    ],
)
def test_a_name_looks_as_typed_within_bold(typed: str) -> None:
    written = mrkdwn(Bold(typed))

    assert as_read(written).strip("*").strip() == as_read(mrkdwn(typed)).strip("*").strip()
    assert not MARKUP.search(written.removeprefix("*").removesuffix("*"))


@pytest.mark.parametrize("kept", ["2 * 3 * 4", "my_file_name", "~/.config", "a*b", "_private"])
def test_a_sign_that_can_be_no_markup_stays_the_very_sign(kept: str) -> None:
    assert mrkdwn(kept) == kept


@given(text=TYPED)
def test_a_name_that_is_copied_from_a_message_is_the_same_name(text: str) -> None:
    assert name_key(unescaped(mrkdwn(text))) == name_key(text)


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

    assert "\n".join(map(as_read, rows)) == "\n".join(text.strip().splitlines()).translate(LOOKS_LIKE)
