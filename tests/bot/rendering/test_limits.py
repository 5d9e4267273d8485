"""Text is counted as Slack counts it, and cut where that does no harm."""

from bot.slack.rendering.limits import cut, cut_plain, length


def test_text_within_the_limit_is_left_alone() -> None:
    assert cut("short", 5) == "short"
    assert cut_plain(" a\nb ", 3) == "a b"


def test_long_text_is_cut_with_an_ellipsis() -> None:
    assert cut("abcdef", 4) == "abc…"
    assert cut_plain("abcdef", 4) == "abc…"


def test_a_cut_never_goes_through_a_mention_or_an_escaped_sign() -> None:
    assert cut("ask <@U0ANA> about it", 10) == "ask…"
    assert cut("a &amp; b", 6) == "a…"


def test_a_cut_never_goes_through_an_emoji() -> None:
    assert cut("ab🎉🎉", 5) == "ab🎉…"
    assert length("🎉") == 2
