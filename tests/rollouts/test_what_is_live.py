"""What's live on Controlled? Answered on every day of the story."""

import datetime as dt
from dataclasses import replace

import pytest

from rollouts.drafts import Draft, release_from
from rollouts.integrations import Environment
from rollouts.live import Live, live_on
from rollouts.people import Person
from rollouts.releases import Release, Stage, Status
from rollouts.servers import DEFAULT_SERVERS, Server
from rollouts.usecases.confirming import Confirm, confirm
from rollouts.usecases.live import LiveAnswer
from rollouts.usecases.questions import AskInWords, answer_question
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import (
    ACME,
    ANA,
    BEN,
    CONTROLLED,
    CONTROLLED_DAY,
    DAY,
    HISTORY,
    INTEGRATIONS,
    POLICY,
    PREVIEW_DAY,
    RELEASE,
    STANDARD_DAY,
    START,
    ZOE,
    at,
)

FIVE_WEEKS = [PREVIEW_DAY + n * DAY for n in range((CONTROLLED_DAY - PREVIEW_DAY).days + 2)]


def ask(ledger: MemoryLedger, text: str, now: dt.datetime, asker: Person = ZOE) -> LiveAnswer:
    answered = answer_question(ledger.at(now), AskInWords(asker, text))
    assert isinstance(answered.facts, LiveAnswer)
    return answered.facts


def facts(live: Live) -> tuple[str, list[str], str, list[str]]:
    """Return the names of what is live, due, next, and live on an earlier server."""
    return (
        live.live.release.name if live.live else "",
        [placed.release.name for placed in live.due],
        live.next.release.name if live.next else "",
        [placed.release.name for placed in live.ahead],
    )


def expected(server: str, today: dt.date) -> tuple[str, list[str], str, list[str]]:
    """Tell the story: the owner confirms both stages at ten o'clock on their days; we look at noon."""
    name, old = RELEASE.name, HISTORY.name
    if server == "standard":
        return (old, [], name, []) if today < STANDARD_DAY else (name, [], "", [])
    if today < STANDARD_DAY:
        return old, [], name, []
    return (old, [], name, [name]) if today < CONTROLLED_DAY else (name, [], "", [])


def confirm_what_is_due(ledger: MemoryLedger, today: dt.date) -> None:
    for server, day in (("standard", STANDARD_DAY), ("controlled", CONTROLLED_DAY)):
        if day <= today:
            confirm(ledger.at(at(day, 10)), Confirm(ANA, "2026.11", server))


@pytest.mark.parametrize("today", FIVE_WEEKS, ids=str)
@pytest.mark.parametrize(
    ("text", "server"),
    [
        ("controlled", "controlled"),
        ("enterprise", "controlled"),
        ("what's live on Controlled?", "controlled"),
        ("standard", "standard"),
        ("prod", "standard"),
    ],
)
def test_what_is_live_is_answered_rightly_on_every_day(
    ledger: MemoryLedger, text: str, server: str, today: dt.date
) -> None:
    confirm_what_is_due(ledger, today)

    answer = ask(ledger, text, at(today, 12))

    assert [(live.server.key, facts(live)) for live in answer.servers] == [(server, expected(server, today))]


@pytest.mark.parametrize("today", FIVE_WEEKS, ids=str)
@pytest.mark.parametrize("text", ["", "  ", "what is live?", "what is live where?"])
def test_a_question_that_names_no_server_is_answered_for_all(
    ledger: MemoryLedger, text: str, today: dt.date
) -> None:
    confirm_what_is_due(ledger, today)

    answer = ask(ledger, text, at(today, 12))

    assert [facts(live) for live in answer.servers] == [
        expected("standard", today),
        expected("controlled", today),
    ]


def test_a_date_that_passed_makes_nothing_live(ledger: MemoryLedger) -> None:
    (standard,) = ask(ledger, "standard", at(STANDARD_DAY, 23)).servers

    assert facts(standard) == ("2026.10", ["2026.11"], "", [])


@pytest.mark.parametrize(
    ("now", "due"),
    [(at(STANDARD_DAY - DAY, 23, 59), []), (at(STANDARD_DAY, 0), ["2026.11"])],
)
def test_a_stage_is_due_from_midnight_of_the_workspace_on(
    ledger: MemoryLedger, now: dt.datetime, due: list[str]
) -> None:
    (standard,) = ask(ledger, "standard", now).servers

    assert [placed.release.name for placed in standard.due] == due


def test_a_stage_that_is_due_and_live_on_the_server_before_is_both(ledger: MemoryLedger) -> None:
    confirm(ledger.at(at(STANDARD_DAY, 10)), Confirm(ANA, "2026.11", "standard"))

    (controlled,) = ask(ledger, "controlled", at(CONTROLLED_DAY, 12)).servers

    assert facts(controlled) == ("2026.10", ["2026.11"], "", ["2026.11"])


def test_the_answer_says_since_when_and_confirmed_by_whom(ledger: MemoryLedger) -> None:
    confirm(ledger.at(at(STANDARD_DAY, 10)), Confirm(ANA, "2026.11", "standard"))

    (standard,) = ask(ledger, "standard", at(STANDARD_DAY, 12)).servers

    assert standard.live
    assert (standard.live.stage.live_at, standard.live.stage.confirmed_by) == (at(STANDARD_DAY, 10), "U0ANA")


@pytest.mark.parametrize(("today", "days"), [(PREVIEW_DAY, 35), (STANDARD_DAY, 14)])
def test_the_answer_says_in_how_many_days_the_next_comes(
    ledger: MemoryLedger, today: dt.date, days: int
) -> None:
    (controlled,) = ask(ledger, "controlled", at(today)).servers

    assert controlled.next
    assert controlled.next.days == days


@pytest.mark.parametrize(
    ("asker", "server", "mine"),
    [
        (ANA, "controlled", [("Acme LMS", ACME.on("controlled"))]),
        (ANA, "standard", [("Acme LMS", ACME.on("standard"))]),
        (BEN, "controlled", [("Globex", (Environment("production", "controlled"),))]),
        (BEN, "standard", []),
        (ZOE, "controlled", []),
    ],
)
def test_the_answer_names_the_askers_integrations_on_that_server(
    ledger: MemoryLedger, asker: Person, server: str, mine: list[tuple[str, tuple[Environment, ...]]]
) -> None:
    (live,) = ask(ledger, server, START, asker).servers

    assert [(each.integration.name, each.environments) for each in live.mine] == mine


def test_an_empty_ledger_answers_that_nothing_is_live() -> None:
    answer = ask(MemoryLedger(POLICY), "", START)

    assert [facts(live) for live in answer.servers] == [("", [], "", [])] * 2


def on_controlled(*releases: Release, today: dt.date = CONTROLLED_DAY) -> Live:
    return live_on(
        server=CONTROLLED,
        servers=DEFAULT_SERVERS,
        releases=releases,
        integrations=INTEGRATIONS,
        asker="U0ZOE",
        today=today,
    )


def changed(release: Release, server: str, status: Status, live_at: dt.datetime | None = None) -> Release:
    stage = release.stage(server)
    assert stage
    return release.with_stage(replace(stage, status=status, live_at=live_at, confirmed_by="U0ANA"))


def test_an_older_release_that_is_confirmed_after_a_newer_one_is_not_the_newest_live() -> None:
    newer = changed(RELEASE, "controlled", Status.LIVE, at(CONTROLLED_DAY, 10))
    forgotten = changed(HISTORY, "controlled", Status.LIVE, at(CONTROLLED_DAY, 11))

    assert facts(on_controlled(forgotten, newer))[0] == "2026.11"


def test_what_was_rolled_back_is_named_and_the_release_before_is_live_again() -> None:
    rolled_back = changed(RELEASE, "controlled", Status.ROLLED_BACK, at(CONTROLLED_DAY, 10))

    live = on_controlled(HISTORY, rolled_back)

    assert (facts(live)[0], [placed.release.name for placed in live.rolled_back]) == ("2026.10", ["2026.11"])


def test_a_hotfixed_release_is_live() -> None:
    hotfixed = changed(RELEASE, "controlled", Status.HOTFIXED, at(CONTROLLED_DAY, 10))

    assert facts(on_controlled(HISTORY, hotfixed))[0] == "2026.11"


def test_a_release_that_is_held_here_is_still_one_that_is_live_on_the_server_before() -> None:
    live_before = changed(RELEASE, "standard", Status.LIVE, at(STANDARD_DAY, 10))

    assert facts(on_controlled(changed(live_before, "controlled", Status.HELD))) == ("", [], "", ["2026.11"])


def test_a_release_that_was_rolled_back_on_standard_is_not_ahead_of_controlled() -> None:
    rolled_back = changed(RELEASE, "standard", Status.ROLLED_BACK, at(STANDARD_DAY, 10))

    assert facts(on_controlled(rolled_back, today=STANDARD_DAY)) == ("", [], "2026.11", [])


def test_a_release_that_has_no_stage_on_the_server_is_no_answer_for_it() -> None:
    elsewhere = replace(RELEASE, stages=(Stage("beta", STANDARD_DAY),))

    assert facts(on_controlled(elsewhere)) == ("", [], "", [])


def test_the_release_that_comes_first_is_the_next() -> None:
    later = release_from(
        draft=Draft("2027.01", "Later", {"standard": dt.date(2027, 1, 18)}),
        servers=DEFAULT_SERVERS,
        policy=POLICY,
    )
    assert later

    assert facts(on_controlled(later, RELEASE, today=PREVIEW_DAY))[2] == "2026.11"


def test_with_three_servers_whatever_is_live_on_any_server_before_is_ahead() -> None:
    servers = (Server("a", "Alpha"), Server("b", "Beta", lag_days=7), Server("c", "Gamma", lag_days=14))
    release = release_from(
        draft=Draft("3", "Three", {"a": STANDARD_DAY}, {"a": STANDARD_DAY}), servers=servers, policy=POLICY
    )
    assert release

    live = live_on(
        server=servers[2],
        servers=servers,
        releases=(release,),
        integrations=(),
        asker="U0ZOE",
        today=STANDARD_DAY,
    )
    assert facts(live) == ("", [], "3", ["3"])
