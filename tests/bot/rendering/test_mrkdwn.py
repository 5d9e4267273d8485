"""Words in Slack's mrkdwn: only what has a meaning becomes markup."""

from datetime import UTC, datetime

import pytest

from bot.slack.rendering.mrkdwn import mrkdwn
from tests.support.story import STANDARD_DAY, ZONE, at
from views.inlines import (
    AsText,
    Bold,
    Bullets,
    Channel,
    Clip,
    Code,
    Day,
    Link,
    Moment,
    Names,
    Person,
    Prose,
    Quote,
    Words,
    Yours,
    lines,
    say,
)


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("a & b <!channel>", "a &amp; b &lt;!channel&gt;"),
        (" Acme\n LMS ", "Acme LMS"),
        (say("a & b:\n{c}", c="<c>"), "a &amp; b:\n&lt;c&gt;"),
        (lines("one", "two"), "one\ntwo"),
        (Bold("2026.11"), "*2026.11*"),
        (Bold("2026*11"), "2026*11"),
        (Person("U0ANA"), "<@U0ANA>"),
        (Person("S0RELEASES"), "<!subteam^S0RELEASES>"),
        (Person("U1> <!channel"), "U1&gt; &lt;!channel"),
        (Channel("C0ACME"), "<#C0ACME>"),
        (Channel("U0ANA"), "<@U0ANA>"),
        (Channel("#acme <!here>"), "#acme &lt;!here&gt;"),
        (Code("/release show `2026.11` & more"), "`/release show \u02cb2026.11\u02cb &amp; more`"),
        (Link("https://x.example/?a&b", "This | that"), "<https://x.example/?a&amp;b|This / that>"),
        (
            Prose("See https://x.example/?a=1&b=2. <!here>", 100),
            "See <https://x.example/?a=1&amp;b=2>. &lt;!here&gt;",
        ),
        (Quote("one\ntwo", 100), "> one\n> two"),
        (Quote("one\ntwo", 7), "> one…"),
        (Names(("alpha", "beta", "gamma"), 12), "alpha, beta and 1 more"),
        (Names(("a" * 20, "b"), 10), "aaaaaaaaa… and 1 more"),
        (Bullets(("a", Person("U0ANA")), 100), "• a\n• <@U0ANA>"),
        (
            Bullets(("a" * 30, "b" * 30), 100),
            f"• {'a' * 30}\n… 1 line left out here, too long for one message.",
        ),
        (Clip("abcdef", 4), "abc…"),
        (Yours("Your integrations"), "Your integrations"),
    ],
)
def test_words_are_written_as_slack_reads_them(words: Words, written: str) -> None:
    assert mrkdwn(words) == written


def test_a_day_is_written_out_for_every_reader() -> None:
    assert mrkdwn(Day(STANDARD_DAY, STANDARD_DAY)) == "Mon 30 November"


def test_a_day_of_another_year_names_it() -> None:
    assert mrkdwn(Day(STANDARD_DAY, STANDARD_DAY.replace(year=2025))) == "Mon 30 November 2026"


def test_a_moment_is_a_token_whose_fallback_names_the_zone() -> None:
    then = datetime(2026, 11, 30, 9, 12, tzinfo=UTC)

    assert mrkdwn(Moment(then, ZONE)) == (
        f"<!date^{int(then.timestamp())}^{{time}} {{date_short_pretty}}|"
        "Mon 30 Nov 2026, 10:12 (Europe/Berlin)>"
    )


def test_where_tokens_are_not_drawn_a_moment_is_written_out_with_its_zone() -> None:
    words = say(
        "on {day}, {then}", day=Day(STANDARD_DAY, STANDARD_DAY), then=Moment(at(STANDARD_DAY, 10, 12), ZONE)
    )
    written = "on Mon 30 November, Mon 30 Nov 2026, 10:12 (Europe/Berlin)"

    assert mrkdwn(words, as_text=True) == written
    assert mrkdwn(AsText(words)) == written
