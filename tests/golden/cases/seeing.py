"""What is shown before it is posted, and what is asked."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from rollouts.integrations import Integration
from rollouts.servers import DEFAULT_SERVERS
from rollouts.transitions import Verb
from rollouts.usecases.changing import StageChange, change_stage
from rollouts.usecases.releases import NewRelease, create_release
from rollouts.usecases.seeing import Doubt, Doubted, NotSeenYet
from tests.golden.golden import Golden
from tests.golden.views_in_use import FormId, all_seen, first_seen, seen_form, seen_in_short
from tests.support.delivering import deliver
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import (
    ACME,
    ADMIN,
    DAY,
    DRAFT,
    INTEGRATIONS,
    MANAGER,
    MINUTE,
    POLICY,
    PREVIEW_DAY,
    STANDARD_DAY,
    START,
    at,
    told_in,
)

NOW = at(PREVIEW_DAY, 10)
THIRTY = tuple(replace(ACME, name=f"Acme {n}", channel=f"C0ACME{n:02}") for n in range(30))


def of_seeing() -> Iterator[Golden]:
    """Yield the golden files of what is shown first."""
    yield Golden(
        "answers/seen-first/what-goes-out",
        {
            "three channels": first_seen(_first(INTEGRATIONS)),
            "thirty channels": first_seen(_first(THIRTY)),
            "thirty channels, the second page": first_seen(_first(THIRTY), page=1),
            "thirty channels, without a form": seen_in_short(_first(THIRTY)),
            "three channels, on a terminal": all_seen(_first(INTEGRATIONS)),
            "three channels, anew": first_seen(_first(INTEGRATIONS, seen="something else")),
            "nothing": first_seen(NotSeenYet((), (), "1", POLICY)),
            "a post is under way": first_seen(
                NotSeenYet((), (), "1", POLICY, under_way=("C0ACME", "C0GLOBEX"))
            ),
            "somebody was faster": first_seen(_somebody_was_faster()),
            "thirty channels that get the same": first_seen(
                _first(tuple(replace(ACME, name="Acme", channel=f"C0ACME{n:02}") for n in range(30)))
            ),
        },
    )
    yield Golden(
        "answers/seen-first/cards",
        {
            "three channels": first_seen(_entered_late(INTEGRATIONS)),
            "one channel": first_seen(_entered_late((ACME,))),
            "three channels, on a terminal": all_seen(_entered_late(INTEGRATIONS)),
        },
    )
    yield Golden(
        "answers/seen-first/over-a-form",
        {
            "three channels": seen_form(
                _first(INTEGRATIONS), form=FormId.CHANGE_STAGE, title="Move 2026.11", value="{}"
            )
        },
    )
    standard = DEFAULT_SERVERS[0]
    yield Golden(
        "answers/seen-first/what-is-asked",
        {
            doubt.value: first_seen(
                NotSeenYet((), (Doubted(doubt, standard, STANDARD_DAY, PREVIEW_DAY),), "1", POLICY)
            )
            for doubt in Doubt
        },
    )


def _somebody_was_faster() -> NotSeenYet:
    ledger = MemoryLedger(POLICY)
    told_in(ledger.at(START))
    deliver(ledger, at(PREVIEW_DAY))
    request = StageChange(MANAGER, "2026.11", Verb.HOLD, "controlled", why="two & <three>")
    move = StageChange(ADMIN, "2026.11", Verb.MOVE, "standard", STANDARD_DAY + DAY, why="It slips <b>")
    seen = _not_seen(ledger, request, NOW).seen
    change_stage(ledger.at(NOW + MINUTE), replace(move, seen=_not_seen(ledger, move, NOW + MINUTE).seen))
    return _not_seen(ledger, replace(request, seen=seen), NOW + 2 * MINUTE)


def _not_seen(ledger: MemoryLedger, request: StageChange, now: datetime) -> NotSeenYet:
    try:
        with ledger.transaction(now) as transaction:
            change_stage(transaction, request)
    except NotSeenYet as first:
        return first
    raise AssertionError("it was done unseen")


def _entered_late(integrations: tuple[Integration, ...]) -> NotSeenYet:
    ledger = MemoryLedger(POLICY)
    told_in(ledger.at(START), releases=(), integrations=integrations)
    try:
        create_release(ledger.at(NOW), NewRelease(MANAGER, DRAFT))
    except NotSeenYet as first:
        return first
    raise AssertionError("it was done unseen")


def _first(integrations: tuple[Integration, ...], seen: str = "") -> NotSeenYet:
    ledger = MemoryLedger(POLICY)
    told_in(ledger.at(START), integrations=integrations)
    deliver(ledger, at(PREVIEW_DAY))
    request = StageChange(
        MANAGER, "2026.11", Verb.MOVE, "standard", STANDARD_DAY + 5 * DAY, with_later=True, seen=seen
    )
    try:
        change_stage(ledger.at(NOW), request)
    except NotSeenYet as first:
        return first
    raise AssertionError("it was done unseen")
