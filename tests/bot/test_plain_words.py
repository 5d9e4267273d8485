"""What is said on a terminal: the same words, without any markup."""

import datetime as dt

import pytest

from bot.plain_words import BETWEEN, plain_message, plain_words
from views.actions import Press
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
    say,
)
from views.parts import Button, Buttons, Divider, Fields, Heading, Message, Paragraph, Rows, SmallPrint

DAY = dt.date(2026, 12, 2)
AT = dt.datetime(2026, 12, 2, 9, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("words", "plain"),
    [
        ("a & b", "a & b"),
        (say("{who} moved it", who=Person("U0ANA")), "@U0ANA moved it"),
        (Channel("C0ACME"), "#C0ACME"),
        (Channel("U0ANA"), "@U0ANA"),
        (Day(DAY, DAY), "Wed 2 December"),
        (Moment(AT, "UTC"), "Wed 2 Dec 2026, 09:00 (UTC)"),
        (Bold("2026.11"), "2026.11"),
        (AsText(Bold("2026.11")), "2026.11"),
        (Clip("a long text", 6), "a lon…"),
        (Clip("short", 6), "short"),
        (Link("https://vendor.example", "Notes"), "Notes https://vendor.example"),
        (Code("/release list"), "/release list"),
        (Prose("*as* typed"), "*as* typed"),
        (Quote("> as typed"), "> as typed"),
        (Names(("Acme", "Globex")), "Acme, Globex"),
        (Bullets(("one", "two"), 100), "- one\n- two"),
        (Yours("your integrations"), "your integrations"),
    ],
)
def test_words_are_written_out(words: Words, plain: str) -> None:
    assert plain_words(words) == plain


def test_who_is_known_by_name_is_called_so() -> None:
    names = {"C0ACME": "#acme-lms", "U0ANA": "@ana"}
    words = say(
        "{who}, {where}: {other}", who=Person("U0ANA"), where=Channel("C0ACME"), other=Person("U0BEN")
    )
    assert plain_words(words, names) == "@ana, #acme-lms: @U0BEN"
    assert plain_words(Bullets((Bold(words),), 100), names) == "- @ana, #acme-lms: @U0BEN"


def test_a_message_is_written_as_it_looks_without_its_buttons() -> None:
    message = Message(
        "In short",
        (
            Heading("2026.11"),
            Paragraph(say("{live} on {server}", live=Bold("live"), server="Standard")),
            Fields((("Owner", Person("U0ANA")), ("Channel", Channel("C0ACME")))),
            Divider(),
            Rows(("one", "two"), lambda left: f"and {left} more", others=3),
            Buttons((Button("Post it", Press.NEW_RELEASE, ""),)),
            SmallPrint("That is all."),
        ),
    )

    assert plain_message(message, {"U0ANA": "Ana"}) == (
        "2026.11\n\nlive on Standard\n\nOwner: Ana\nChannel: #C0ACME\n\n"
        f"{BETWEEN}\n\n- one\n- two\n- and 3 more\n\nThat is all."
    )
