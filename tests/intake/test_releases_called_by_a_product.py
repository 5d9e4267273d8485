"""A product and a number are a release where a subject, a heading or an announcement has them."""

from datetime import date

import pytest

from bot.intake.wordings_file import read as read_wordings
from rollouts.intake.reading import read
from rollouts.news import Entry
from rollouts.servers import DEFAULT_SERVERS

WORDS = read_wordings()
DATES = "Standard: 2 December 2026\nControlled: 16 December 2026"
BOTH = "5.2 standard 02.12. controlled 16.12."
ALONE = "5.2 standard 02.12."


def found(text: str, subject: str = "News") -> str:
    """Return the name and the days of each release that is read."""
    entry = Entry(text, date(2026, 11, 20), subject)
    return ", ".join(
        " ".join(
            [
                news.name.value if news.name else "?",
                *(f"{server} {day.value:%d.%m.}" for server, day in news.dates.items()),
            ]
        )
        for news in read(entry, wordings=WORDS, servers=DEFAULT_SERVERS)
    )


@pytest.mark.parametrize(
    ("subject", "text", "said"),
    [
        (
            "News",
            "Atlas 5.2 goes to the Standard server on 2 December and to Controlled on 16 December.",
            BOTH,
        ),
        ("News", "We will deploy Atlas 5.2 to Standard on 2 December.", ALONE),
        ("Neuigkeiten", "Am 2. Dezember kommt Atlas 5.2 auf den Standard-Server.", ALONE),
        ("Nouvelles", "Nous déployons Atlas 5.2 sur le serveur Standard le 2 décembre.", ALONE),
        ("Preview: Orbit Cloud 5.2", DATES, BOTH),
        ("Coming soon: Atlas v5.2", DATES, BOTH),
        ("News", f"# Atlas 5.2\n\n{DATES}", BOTH),
        ("Orbit Cloud 5.2 is on its way", "Orbit Cloud 5.2 reaches Standard on 2 December.", ALONE),
        ("Nimbus 2027.1", "Nimbus 2027.1 goes to Standard on 13 January.", "2027.1 standard 13.01."),
        ("News", "Nimbus Winter '27 arrives on Standard on 13 January.", "Winter '27 standard 13.01."),
        (
            "News",
            "Atlas 5.2 comes to Standard on 2 December. Orion 3.1 comes to Standard on 9 December.",
            f"{ALONE}, 3.1 standard 09.12.",
        ),
        ("News", "Atlas 5.1 left Standard on 2 November. Atlas 5.2 comes to Standard on 2 December.", ALONE),
        (
            "Nimbus 2027.1",
            "Nimbus 2027.1 goes to Standard on 13 January. Orion 2027.1 goes to Standard on 20 January.",
            "2027.1 standard 13.01.",
        ),
    ],
)
def test_a_product_and_a_number_that_are_announced_are_a_release(subject: str, text: str, said: str) -> None:
    assert found(text, subject) == said


@pytest.mark.parametrize(
    "text",
    [
        "Our product works with Python 3.12. The Standard server is closed on 2 December.",
        "Chapter 5.2 comes to Standard on 2 December.",
        "Invoice 5.2 is due on Standard on 2 December.",
        "EUR 4.50 is due on Standard on 2 December.",
        "Atlas Connector 2.1 goes to Standard on 2 December.",
        "PostgreSQL 17.2 will be installed on Standard on 2 December.",
        "Windows 11 comes to Standard on 2 December.",
        "Das Handbuch 5.2 kommt am 2. Dezember auf den Standard-Server.",
        "Testing 5.2 on Standard: 2 December",
        "Maybe Atlas 5.2 goes to Standard on 2 December.",
        "Unless Atlas 5.2 goes to Standard on 2 December, we close.",
        "Atlas 5.2 may come to Standard on 2 December.",
        "Atlas 5.2 does not come to Standard on 2 December.",
        "Atlas 5.2 comes to Standard on 2 December for pilot customers.",
        "Atlas 5.2 comes to Standard a week after Controlled on 2 December.",
        "Customers of Atlas 5.2 on Standard may register until 2 December.",
        "Support for Atlas 4.9 is available on Standard on 2 December.",
        "Atlas 4.9 is removed from Standard on 2 December.",
        "A fix for Atlas 5.2 was deployed to Standard.",
        "Nimbus 2027.1 goes to Standard on 13 January. Orion 2027.1 goes to Standard on 20 January.",
        "Atlas 5.2 is the best that we ever had.",
    ],
)  # fmt: skip
def test_what_is_no_release_or_is_not_sure_is_left_empty(text: str) -> None:
    assert found(text) == ""


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Nimbus 2027.1", "Orion 2027.1 goes to Standard on 20 January."),
        ("Nimbus 2027.1", "Registration 2027.1 on Standard: 20 January"),
        ("Nimbus 2027.1", "Testing Nimbus 2027.1 on Standard: 20 January"),
    ],
)
def test_a_day_of_another_product_or_of_something_else_is_not_the_releases(subject: str, text: str) -> None:
    assert found(text, subject) == "2027.1"


def test_what_is_said_of_another_number_is_not_said_of_the_release_in_the_subject() -> None:
    assert found("Atlas 5.2 comes to Standard on 2 December.", "Atlas 5.1 and what comes next") == ""
