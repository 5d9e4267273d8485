"""Text from people: escaped, cut, and never able to ping anybody."""

import pytest

from views.actions import pack, unpack
from views.kit import fields
from views.text import (
    bullets,
    count,
    cut,
    cut_plain,
    enumeration,
    is_channel,
    is_user,
    length,
    line,
    link,
    mention,
    names,
    place,
    plain_dates,
    prose,
    quoted,
    strong,
)


def test_the_three_signs_with_a_meaning_are_escaped() -> None:
    assert line("a & b <!channel>") == "a &amp; b &lt;!channel&gt;"


def test_a_name_stays_on_one_line() -> None:
    assert line(" Acme\n LMS ") == "Acme LMS"


def test_a_name_is_bold_unless_its_own_signs_would_break_that() -> None:
    assert strong("2026.11") == "*2026.11*"
    assert strong("2026*11") == "2026*11"


def test_an_address_in_a_report_stays_a_link_without_the_full_stop_behind_it() -> None:
    assert prose("See https://x.example/?a=1&b=2. <!here>") == (
        "See <https://x.example/?a=1&amp;b=2>. &lt;!here&gt;"
    )


def test_every_line_of_a_report_is_quoted() -> None:
    assert quoted("one\ntwo") == "> one\n> two"


def test_a_link_keeps_to_its_own_sign_between_address_and_title() -> None:
    assert link("https://x.example/?a&b", "This | that") == "<https://x.example/?a&amp;b|This / that>"


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


def test_ids_of_people_and_groups_are_mentioned() -> None:
    assert mention("U0ANA") == "<@U0ANA>"
    assert mention("S0RELEASES") == "<!subteam^S0RELEASES>"


def test_what_is_no_id_mentions_nobody() -> None:
    assert mention("U1> <!channel") == "U1&gt; &lt;!channel"
    assert place("#acme <!here>") == "#acme &lt;!here&gt;"


def test_a_place_is_a_channel_or_a_person() -> None:
    assert place("C0ACME") == "<#C0ACME>"
    assert place("U0ANA") == "<@U0ANA>"


def test_ids_are_told_from_names() -> None:
    assert is_channel("C0ACME")
    assert not is_channel("#acme")
    assert is_user("U0ANA")
    assert not is_user("ana")


def test_lists_read_as_people_say_them() -> None:
    assert enumeration([]) == ""
    assert enumeration(["a"]) == "a"
    assert enumeration(["a", "b", "c"]) == "a, b and c"
    assert enumeration(["a", "b"], "or") == "a or b"
    assert count(1, "post") == "1 post"
    assert count(2, "post") == "2 posts"


def test_names_that_do_not_fit_are_counted() -> None:
    assert names(["alpha", "beta", "gamma"], most=12) == "alpha, beta and 1 more"
    assert names(["a" * 20, "b"], most=10) == "aaaaaaaaa… and 1 more"


def test_lines_that_do_not_fit_are_left_out_whole_and_counted() -> None:
    assert bullets(["a" * 30, "b" * 30], most=100) == (
        f"• {'a' * 30}\n… 1 line left out here, too long for one message."
    )


def test_a_date_in_plain_words_names_its_zone_only_where_the_hour_counts() -> None:
    day = "<!date^1796036400^{date_long}|Mon 30 Nov 2026 (Europe/Berlin)>"
    moment = "<!date^1796029920^{date_short_pretty} at {time}|Mon 30 Nov 2026, 10:12 (Europe/Berlin)>"
    assert plain_dates(f"on {day}, {moment}") == "on Mon 30 Nov 2026, Mon 30 Nov 2026, 10:12 (Europe/Berlin)"


def test_a_table_has_at_most_ten_fields() -> None:
    made = fields([("Title", "value")] * 11)["fields"]
    assert isinstance(made, list)
    assert len(made) == 10


def test_ids_come_back_from_a_button_as_they_were_packed() -> None:
    assert unpack(pack(case=3, channel=None, release="2026.11")) == {"case": 3, "release": "2026.11"}


@pytest.mark.parametrize("value", [None, "", "no json", "[1]"])
def test_any_other_value_of_a_button_reads_as_no_ids(value: str | None) -> None:
    assert unpack(value) == {}
