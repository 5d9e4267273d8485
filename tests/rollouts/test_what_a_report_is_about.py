"""What a report is about that names it in its own words: a server, a release, an integration."""

import datetime as dt
from dataclasses import replace

import pytest

from rollouts.policy import Policy
from rollouts.questions.mentions import Mentions, mentioned
from rollouts.questions.names import Names
from rollouts.servers import DEFAULT_SERVERS
from rollouts.usecases.cases import Report, Reported, take_report
from rollouts.usecases.confirming import Confirm, confirm
from tests.support.delivering import deliver, tell_until
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import (
    ACME,
    ANA,
    BEN,
    GLOBEX,
    HISTORY,
    INTEGRATIONS,
    MINUTE,
    RELEASE,
    STANDARD_DAY,
    START,
    ZOE,
    at,
    told_in,
)

NOON = at(STANDARD_DAY, 12)


@pytest.fixture
def ledger(ledger: MemoryLedger) -> MemoryLedger:
    """Return a ledger in which 2026.11 is live on Standard, and 2026.10 on both servers before it."""
    tell_until(ledger, at(STANDARD_DAY))
    confirm(ledger.at(at(STANDARD_DAY, 10)), Confirm(ANA, "2026.11", "standard"))
    deliver(ledger, at(STANDARD_DAY, 10))
    return ledger


def report(
    ledger: MemoryLedger, text: str, channel: str | None = "C0ACME", now: dt.datetime = NOON
) -> Reported:
    return take_report(ledger.at(now), Report(ANA, channel, text))


@pytest.mark.parametrize(
    ("text", "release", "server"),
    [
        ("The player is blank", "2026.11", "standard"),
        ("The player is blank on controlled since 9:00", "2026.10", "controlled"),
        ("CONTROLLED: login fails!!", "2026.10", "controlled"),
        ("Login fails on the Standard Release server", "2026.11", "standard"),
        ("Since 2026.10 the fonts look odd", "2026.10", "controlled"),
        ("2026.10 on Standard: odd fonts", "2026.10", "standard"),
        ("Blank on standard and on controlled", "2026.11", "standard"),
        ("Faster reports are slow", "2026.10", "controlled"),
    ],
)
def test_words_that_name_a_server_or_a_release_guide_the_guess(
    ledger: MemoryLedger, text: str, release: str, server: str
) -> None:
    case = report(ledger, text).case

    assert (case.release, case.server, case.is_guess) == (release, server, True)


def test_a_server_on_which_they_do_not_run_is_not_meant(ledger: MemoryLedger) -> None:
    case = report(ledger, "Blank on Standard", "C0GLOBEX").case

    assert (case.server, case.integrations) == ("controlled", (GLOBEX.name,))


def test_an_integration_that_is_named_is_the_one(ledger: MemoryLedger) -> None:
    other = replace(ACME, name="Acme Payroll")
    ledger.save_integration(other)

    assert report(ledger, "Blank").case.integrations == (ACME.name, other.name)
    assert report(ledger, "acme payroll is down", now=NOON + dt.timedelta(hours=2)).case.integrations == (
        other.name,
    )


def test_where_nobody_has_an_integration_the_words_are_all_there_is(ledger: MemoryLedger) -> None:
    case = take_report(ledger.at(NOON), Report(ZOE, None, "2026.10 is broken on Controlled")).case

    assert (case.release, case.server, case.integrations) == ("2026.10", "controlled", ())


def test_what_is_live_nowhere_yet_can_be_named_all_the_same() -> None:
    ledger = MemoryLedger(Policy())
    told_in(ledger.at(START), releases=(RELEASE,))

    named = report(ledger, "2026.11 broke our Standard", now=START).case
    unnamed = report(ledger, "Blank", "C0GLOBEX", START).case

    assert (named.release, named.server, named.integrations) == ("2026.11", "standard", (ACME.name,))
    assert (unnamed.release, unnamed.server) == (None, None)


def test_words_that_name_another_release_open_another_case(ledger: MemoryLedger) -> None:
    first = report(ledger, "Blank").case
    other = report(ledger, "Blank on Controlled").case

    again = take_report(ledger.at(NOON + MINUTE), Report(BEN, "C0ACME", "On Controlled it is still blank"))

    assert (first.release, other.release) == ("2026.11", "2026.10")
    assert (again.joined, again.case.number) == (True, other.number)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", Mentions()),
        ("What is live next?", Mentions()),
        ("Acme LMS on standard, 2026.11; acme lms", Mentions(("standard",), ("2026.11",), (ACME.name,))),
        (f"{'blank ' * 400}on standard", Mentions()),
    ],
)
def test_only_whole_names_are_found_and_only_where_they_stand_early(text: str, names: Mentions) -> None:
    live = replace(ACME, name="Live")

    assert mentioned(text, Names(DEFAULT_SERVERS, (HISTORY, RELEASE), (*INTEGRATIONS, live))) == names
