"""What the benchmark of rendering compares is the same message."""

from bot.slack.rendering import render_message
from tests.bench.rendering import by_hand, in_parts


def test_what_is_rendered_and_what_is_made_by_hand_are_the_same() -> None:
    assert render_message(in_parts()) == by_hand()
