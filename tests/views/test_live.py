"""The answer to "what is live there?"."""

import datetime as dt
from dataclasses import replace

from rollouts.cases import Case
from rollouts.integrations import Integration
from rollouts.live import live_on
from rollouts.releases import Release, Status
from rollouts.servers import DEFAULT_SERVERS, Server
from rollouts.usecases.live import LiveAnswer
from tests.support.story import (
    ACME,
    ANA,
    CLOSING_DAY,
    CONTROLLED,
    CONTROLLED_DAY,
    GLOBEX,
    HISTORY,
    INTEGRATIONS,
    POLICY,
    PREVIEW_DAY,
    RELEASE,
    STANDARD,
    STANDARD_DAY,
    at,
)
from tests.views.reading import buttons, in_blocks, in_text
from tests.views.telling import LIVE_ON_STANDARD, with_stage
from views.answers import live


def asked(
    *servers: Server,
    releases: tuple[Release, ...],
    today: dt.date,
    asker: str = ANA.id,
    integrations: tuple[Integration, ...] = INTEGRATIONS,
) -> LiveAnswer:
    """Answer the question for those servers, or all."""
    answers = tuple(
        live_on(
            server=server,
            servers=DEFAULT_SERVERS,
            releases=releases,
            integrations=integrations,
            asker=asker,
            today=today,
        )
        for server in servers or DEFAULT_SERVERS
    )
    return LiveAnswer(answers, DEFAULT_SERVERS, POLICY)


IN_THE_WINDOW = asked(CONTROLLED, releases=(HISTORY, LIVE_ON_STANDARD), today=STANDARD_DAY)


def test_in_the_window_it_says_what_is_live_what_comes_and_what_is_live_elsewhere() -> None:
    first, *rest = in_text(live.answer(IN_THE_WINDOW)).splitlines()
    assert first.startswith("Controlled Release server: *2026.10* (Faster reports) is live, since ")
    assert rest == [
        "Next: *2026.11* (Course player refresh), in 14 days, Mon 14 December.",
        "Not yet here: *2026.11* (Course player refresh), live on Standard.",
        "Your integrations here: Acme LMS (production).",
    ]


def test_open_cases_stand_on_their_server() -> None:
    cases = tuple(
        Case(ANA.id, at(STANDARD_DAY), "C0ACME", "C0SUPPORT", number, urgent=number == 2, server=server)
        for number, server in ((1, "standard"), (2, "controlled"), (3, None), (4, "controlled"))
    )

    said = in_text(live.answer(replace(IN_THE_WINDOW, cases=cases)))

    assert "Open here: urgent case 2 and case 4." in said.splitlines()


def test_what_was_confirmed_says_by_whom_and_since_when() -> None:
    answer = asked(STANDARD, releases=(HISTORY, LIVE_ON_STANDARD), today=CLOSING_DAY)
    assert (
        "*2026.11* (Course player refresh) is live, since Mon 30 Nov 2026, 10:12 (Europe/Berlin), "
        "confirmed by <@U0ANA>.\nNothing else is planned here."
    ) in in_blocks(live.answer(answer))


def test_on_its_day_a_release_is_scheduled_and_not_confirmed() -> None:
    answer = asked(STANDARD, releases=(HISTORY, RELEASE), today=STANDARD_DAY)
    assert (
        "*2026.11* (Course player refresh) is scheduled to go live today, not confirmed yet. "
        "<@U0ANA> or a manager confirms it with `/release confirm 2026.11 standard`."
    ) in in_text(live.answer(answer))


def test_after_its_day_it_was_due_and_is_still_not_confirmed() -> None:
    ownerless = replace(RELEASE, owner=None)
    answer = asked(STANDARD, releases=(ownerless,), today=STANDARD_DAY + dt.timedelta(days=2))
    said = in_text(live.answer(answer))
    assert said.startswith(
        "Standard Release server: No release is recorded as live on the Standard Release server yet."
    )
    assert "was due 2 days ago, Mon 30 November, not confirmed yet. A manager confirms it with" in said


def test_without_a_server_each_one_gets_its_paragraph() -> None:
    said = in_blocks(live.answer(asked(releases=(HISTORY, RELEASE), today=PREVIEW_DAY)))
    assert said.index("*Standard Release server*") < said.index("*Controlled Release server*")
    assert "Next: *2026.11* (Course player refresh), in 21 days" in said


def test_who_owns_nothing_there_is_told_nothing_of_integrations() -> None:
    answer = asked(CONTROLLED, releases=(HISTORY,), today=PREVIEW_DAY, asker="U0ZOE")
    assert "Your integrations" not in in_text(live.answer(answer))


def test_what_was_rolled_back_is_told() -> None:
    back = with_stage(LIVE_ON_STANDARD, STANDARD, status=Status.ROLLED_BACK)
    answer = asked(STANDARD, releases=(HISTORY, back), today=CLOSING_DAY)
    assert "Rolled back here: *2026.11* (Course player refresh)." in in_text(live.answer(answer))


def test_a_live_stage_whose_hour_is_not_recorded_is_just_live() -> None:
    unknown = with_stage(LIVE_ON_STANDARD, STANDARD, live_at=None)
    answer = asked(STANDARD, releases=(unknown,), today=CLOSING_DAY)
    assert "*2026.11* (Course player refresh) is live.\n" in in_text(live.answer(answer))


def test_many_of_a_kind_are_counted_after_the_first_five() -> None:
    ahead = tuple(replace(LIVE_ON_STANDARD, name=f"2026.{number}") for number in range(20, 27))
    mine = tuple(replace(ACME, name=f"Acme {number}") for number in range(7))
    answer = asked(CONTROLLED, releases=ahead, today=CLOSING_DAY, integrations=mine)
    said = in_text(live.answer(answer))
    assert "*2026.24* (Course player refresh), live on Standard; 2 more." in said
    assert "Acme 4 (production) and 2 more." in said


def test_an_empty_ledger_is_told_what_to_do_first() -> None:
    content = live.answer(asked(releases=(), today=CONTROLLED_DAY, integrations=(GLOBEX,)))
    assert "First a manager enters a release with `/release new`" in in_text(content)
    assert list(buttons(content)) == ["New release", "New integration"]
