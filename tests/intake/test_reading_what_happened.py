"""That a release is live, or was stopped, is read where it is said of the release itself, nowhere else."""

from datetime import date

import pytest

from bot.intake.wordings_file import read as read_wordings
from rollouts.intake.reading import read
from rollouts.news import Entry, News
from rollouts.servers import DEFAULT_SERVERS

WORDS = read_wordings()
SUBJECT = "News of release 2026.11"


def news_of(text: str) -> News:
    (found,) = read(Entry(text, date(2026, 11, 20), SUBJECT), wordings=WORDS, servers=DEFAULT_SERVERS)
    return found


def what(text: str) -> str:
    found = news_of(text)
    facts = (found.kind, found.live_on or found.stopped_on)
    return " ".join(str(fact.value) for fact in facts if fact)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Das Release 2026.11 wurde auf dem Standard-Server zurückgerollt.", "rolled_back standard"),
        ("2026.11 wurde heute vom Standard-Server zurückgenommen.", "rolled_back standard"),
        ("Wir haben das Release 2026.11 auf dem Standard-Server zurückgerollt.", "rolled_back standard"),
        ("Release 2026.11 ist auf dem Controlled-Server bis auf Weiteres angehalten.", "held controlled"),
        ("Die Auslieferung von Release 2026.11 auf den Controlled-Server wurde gestoppt.", "held controlled"),
        ("La version 2026.11 a été retirée du serveur Standard.", "rolled_back standard"),
        (
            "Nous avons effectué un retour arrière de la version 2026.11 sur le serveur Standard.",
            "rolled_back standard",
        ),
        ("Le déploiement de la version 2026.11 sur le serveur Controlled est suspendu.", "held controlled"),
        ("La version 2026.11 est reportée à une date ultérieure.", "held"),
        ("The rollout of release 2026.11 has been paused on Controlled.", "held controlled"),
        (
            "Yesterday we deployed release 2026.11 to Standard. It was rolled back this morning.",
            "rolled_back standard",
        ),
        (
            "Gestern haben wir Release 2026.11 auf Standard eingespielt. Es wurde heute zurückgerollt.",
            "rolled_back standard",
        ),
        (
            "La version 2026.11 a été déployée sur le serveur Standard. Elle a été retirée ce matin.",
            "withdrawn standard",
        ),
        (
            "Release 2026.11 shows blank pages on Standard. It was rolled back on Standard.",
            "rolled_back standard",
        ),
        ("Because of blank pages release 2026.11 was rolled back on Standard.", "rolled_back standard"),
        ("We are happy to say that release 2026.11 is now live on Standard.", "confirmation standard"),
        (
            "Release 2026.11 is live on Standard. If anything breaks, we can roll it back.",
            "confirmation standard",
        ),
        ("Release 2026.11 is live on Standard. It was not rolled back.", "confirmation standard"),
        ("Release 2026.11 is on hold on Standard. It will be live again in May.", "held standard"),
    ],
)
def test_what_happened_to_a_release_is_read_however_it_is_worded(text: str, said: str) -> None:
    assert what(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "Das Release 2026.11 wurde nicht auf dem Standard-Server zurückgerollt.",
        "Falls nötig wird das Release 2026.11 auf dem Standard-Server zurückgerollt.",
        "Bei Bedarf kann das Release 2026.11 auf dem Standard-Server zurückgerollt werden.",
        "Das Handbuch der Version 2026.11 wurde zurückgezogen.",
        "Die Aufzeichnung zu Release 2026.11 ist jetzt verfügbar.",
        "La version 2026.11 n'a pas été retirée du serveur Standard.",
        "Un retour arrière de la version 2026.11 serait possible sur le serveur Standard.",
        "La réunion sur la version 2026.11 a été annulée sur le serveur Standard.",
        "La page de la version 2026.11 est désormais en ligne.",
        "The meeting about release 2026.11 was cancelled.",
        "The documentation for release 2026.11 is now live on Standard.",
        "A fix for release 2026.11 was deployed to Standard.",
        "We deployed a fix for release 2026.11 to Standard.",
        "A feature of release 2026.11 was rolled back on Standard.",
        "A feature of this release was rolled back on Standard.",
        "Two fixes from 2026.11 were released to Standard.",
        "Customers can have release 2026.11 rolled back on Standard.",
        "The option to have release 2026.11 rolled back was removed.",
        "Release 2026.11 was on hold and is now resumed.",
        "Release 2026.11 was paused on Standard for an hour and is live again.",
        "After release 2026.11 was rolled back on Standard, we fixed it. Since Monday it is live again.",
        "Das Release 2026.11 wurde auf Standard zurückgerollt. Es ist wieder verfügbar.",
        "La version 2026.11 a été retirée du serveur Standard. Elle est de nouveau disponible.",
        "We hope that release 2026.11 is live on Standard.",
        "Release 2026.11 is live on Standard for testing.",
        "Release 2026.11 is live on Standard, except for Europe.",
        "Release 2026.11 is now live on Standard in the EU.",
    ],
)
def test_what_happens_to_a_part_of_it_or_could_happen_says_nothing(text: str) -> None:
    assert what(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "Release 2026.11 fixes a bug in the upload. It was rolled back when the disk was full.",
        "Release 2026.11 contains the new editor from Acme. It was withdrawn by Acme in May.",
        "Release 2026.11 has a new index. It was rolled back for some customers on Standard.",
        "In release 2026.11 we changed the cache. It was rolled back on Standard.",
        "We deployed a fix of release 2026.11 to Standard. It was rolled back.",
        "The player is blank. It was rolled back on Standard.",
    ],
)
def test_it_is_the_release_only_where_nothing_else_can_be_meant(text: str) -> None:
    assert what(text) == ""


def test_of_several_releases_each_has_what_is_said_of_it_alone() -> None:
    text = (
        "Release 2026.11 was rolled back on Standard. Release 2026.12 is live on Standard. "
        "Release 2027.1 arrives on Standard on 13 January 2027. Releases 2026.11 and 2027.1 share a fix."
    )
    subject = "Release 2026.12 is live, 2027.1 is next"

    found = read(Entry(text, date(2026, 11, 20), subject), wordings=WORDS, servers=DEFAULT_SERVERS)

    assert {news.name and news.name.value: news.kind and news.kind.value for news in found} == {
        "2026.11": "rolled_back",
        "2026.12": "confirmation",
        "2027.1": None,
    }


@pytest.mark.parametrize(
    "text",
    [
        "Release 2026.11 is live on Standard. The index had an error. It was rolled back.",
        "Yesterday we deployed release 2026.11 to Standard. We had to roll it back this morning.",
        "La version 2026.11 est en ligne sur le serveur Standard. Elle a été retirée ce matin.",
    ],
)
def test_what_may_be_undone_by_a_later_sentence_is_not_confirmed(text: str) -> None:
    assert what(text) == ""
