"""What the vendor's news asks of a manager; nothing is stored by reading it."""

from datetime import date, datetime

import pytest

from bot.intake.wordings_file import read as read_wordings
from rollouts.intake.filling import called
from rollouts.intake.judging import ToDo
from rollouts.news import Entry
from rollouts.refusals import NotAllowed
from rollouts.releases import Feature
from rollouts.usecases.confirming import Confirm, confirm
from rollouts.usecases.news import NewsRead, ReadNews, may_read_news, read_news
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import ANA, MANAGER, RELEASE, STANDARD_DAY, START, ZOE, at

WORDS = read_wordings()
SENT = date(2026, 11, 2)


def asked(ledger: MemoryLedger, text: str, *, now: datetime = START, subject: str = "") -> NewsRead | None:
    return read_news(ledger.at(now), ReadNews(MANAGER, Entry(text, SENT, subject), WORDS))


@pytest.mark.parametrize(
    ("text", "to_do"),
    [
        ("Preview of release 2027.1.", ToDo.ENTER),
        ("Release 2027.1 lands on Standard on 11 January.", ToDo.ENTER),
        ("Release 2027.1 is live on Standard.", ToDo.ENTER),
        ('Release 2027.1, "Dark mode"', ToDo.ENTER),
        ("Release 2027.1 is on our minds.", ToDo.NOTHING),
        ("Release 2027.1 has been withdrawn.", ToDo.NOTHING),
        ("Preview: Release R2026-11? Release 2026.11 lands on Standard on 7 December.", ToDo.CHANGE),
        ("Release 2026.11 lands on Standard on 30 November.", ToDo.NOTHING),
        ("Preview: release 2026.11. Standard: 01/02/2027", ToDo.CHANGE),
        ("Preview: release 2026.11. Standard: 12/11/2026. Controlled: 14/12/2026", ToDo.CHANGE),
        ("Release 2026.11 has been postponed; the new date is in the picture.", ToDo.CHANGE),
        ("Release 2026.11 affects integrations. It has no integration impact.", ToDo.NOTHING),
        ("Release 2026.11 is live on Standard.", ToDo.CONFIRM),
        ("Release 2026.10 is live on Standard.", ToDo.NOTHING),
        ("Release 2026.11 is live.", ToDo.NOTHING),
        ("Release 2026.11 has been withdrawn.", ToDo.STOP),
        ("Release 2026.10 has been withdrawn.", ToDo.NOTHING),
        ("Release 2027.1 and release 2027.2 come.", ToDo.NOTHING),
    ],
)
def test_what_is_to_be_done_depends_on_what_is_known(ledger: MemoryLedger, text: str, to_do: ToDo) -> None:
    found = asked(ledger, text)

    assert found
    assert found.to_do is to_do
    assert ledger.release("2026.11") == RELEASE
    assert ledger.release("2027.1") is None


def test_once_it_is_confirmed_the_vendors_word_asks_nothing_more(ledger: MemoryLedger) -> None:
    day = at(STANDARD_DAY, 10)
    confirm(ledger.at(day), Confirm(ANA, "2026.11", "standard"))

    found = asked(ledger, "Release 2026.11 is live on Standard.", now=day)

    assert found
    assert found.to_do is ToDo.NOTHING


def test_nothing_comes_of_a_text_about_something_else(ledger: MemoryLedger) -> None:
    assert asked(ledger, "Lunch is at twelve.") is None


def test_of_two_releases_the_first_that_asks_something_counts_and_the_other_is_named(
    ledger: MemoryLedger,
) -> None:
    text = (
        "Release 2026.11\nStandard: 30 November 2026\n\nRelease 2027.1\nStandard: 11 January 2027\n\n"
        "Release 2027.2\nStandard: 8 February 2027"
    )

    found = asked(ledger, text)

    assert found
    assert found.news.name
    assert found.news.name.value == "2027.1"
    assert found.others == ("2027.2",)


def test_a_known_release_keeps_what_the_text_does_not_say(ledger: MemoryLedger) -> None:
    found = asked(
        ledger,
        "Release 2026.11\n\nStandard: 7 December\n\nOpt-in features:\n- A | B: on by default\n- C\n\n"
        "Documentation:\n- The notes: https://vendor.example/releases/2026.11\n- More | https://vendor.example/more",
    )

    assert found
    assert found.form.draft
    assert found.known == RELEASE
    draft = found.form.draft
    assert draft.dates == {"standard": date(2026, 12, 7), "controlled": date(2026, 12, 14)}
    assert (draft.title, draft.ui_changes) == (RELEASE.title, ("Navigation bar moves to the left",))
    assert draft.opt_ins == (Feature("A / B", "", enabled_by_default=True), Feature("C"))
    assert [page.title for page in draft.docs] == ["Release notes", "More"]


def test_a_release_is_known_however_it_is_spelt(ledger: MemoryLedger) -> None:
    known = ledger.releases()

    assert called("Release R2026-11", known) == called("v2026.11", known) == RELEASE
    assert called("2026.1", known) is called("2026.1.1", known) is None
    assert called("2026.11", (RELEASE, RELEASE)) is None


def test_nobody_but_managers_has_news_read(ledger: MemoryLedger) -> None:
    with pytest.raises(NotAllowed):
        read_news(ledger.at(START), ReadNews(ZOE, Entry("Release 2027.1", SENT), WORDS))
    with pytest.raises(NotAllowed):
        may_read_news(ledger.at(START), ZOE)
