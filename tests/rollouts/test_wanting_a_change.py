"""Whoever names no release means the only one that the verb fits; where it fits several they are named."""

from dataclasses import replace

import pytest

from rollouts.refusals import Blocked, Obstacle, Thing, Unknown
from rollouts.releases import Release, Stage, Status
from rollouts.servers import DEFAULT_SERVERS
from rollouts.transitions import Verb, after
from rollouts.usecases.changing import WantedChange, want_change
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import CONTROLLED_DAY, MANAGER, POLICY, RELEASE, STANDARD_DAY, START

VERBS: list[Verb] = [verb for verb in Verb if verb is not Verb.CONFIRM]
FITS: dict[Verb, Status] = {verb: next(status for status in Status if after(status, verb)) for verb in VERBS}
"""A status from which the verb is possible."""
UNFIT: dict[Verb, Status] = {
    verb: next(status for status in Status if not after(status, verb)) for verb in VERBS
}
"""And one from which it is not."""


@pytest.fixture
def ledger() -> MemoryLedger:
    """Return a ledger with servers, and without any release."""
    ledger = MemoryLedger(POLICY)
    ledger.at(START).save_servers(DEFAULT_SERVERS)
    return ledger


def release(name: str, status: Status, server: str = "standard") -> Release:
    day = STANDARD_DAY if server == "standard" else CONTROLLED_DAY
    live_at = START if status in {Status.LIVE, Status.HOTFIXED, Status.ROLLED_BACK} else None
    return replace(RELEASE, name=name, stages=(Stage(server, day, status=status, live_at=live_at),))


def wants(ledger: MemoryLedger, verb: Verb, text: str = "") -> str:
    return want_change(ledger.at(START), WantedChange(MANAGER, verb, text)).release.name


@pytest.mark.parametrize("verb", VERBS)
def test_the_only_one_that_the_verb_fits_is_meant(ledger: MemoryLedger, verb: Verb) -> None:
    ledger.at(START).save_release(release("old", UNFIT[verb]))
    ledger.at(START).save_release(release("new", FITS[verb]))

    assert wants(ledger, verb) == "new"


@pytest.mark.parametrize("verb", VERBS)
def test_of_several_those_alone_are_named_that_it_fits(ledger: MemoryLedger, verb: Verb) -> None:
    for name, status in (("old", UNFIT[verb]), ("one", FITS[verb]), ("two", FITS[verb])):
        ledger.at(START).save_release(release(name, status))

    with pytest.raises(Unknown) as refused:
        wants(ledger, verb)

    assert set(refused.value.known) == {"one", "two"}


def test_a_server_tells_which_one_is_meant(ledger: MemoryLedger) -> None:
    ledger.at(START).save_release(release("here", Status.PLANNED))
    ledger.at(START).save_release(release("there", Status.PLANNED, "controlled"))

    assert wants(ledger, Verb.HOLD, "controlled") == "there"


def test_where_there_is_none_it_is_said(ledger: MemoryLedger) -> None:
    with pytest.raises(Unknown) as refused:
        wants(ledger, Verb.MOVE)

    assert refused.value.known == ()


@pytest.mark.parametrize(
    "typed",
    ["2026.11 standrd", "2026.11 controled waits for a fix", "2026.11 prodution", "2026.11 enterprice"],
)
@pytest.mark.parametrize("verb", [Verb.WITHDRAW, Verb.HOLD, Verb.MOVE])
def test_a_slip_in_a_server_is_no_reason(ledger: MemoryLedger, verb: Verb, typed: str) -> None:
    ledger.save_release(RELEASE)

    with pytest.raises(Unknown) as refused:
        want_change(ledger.at(START), WantedChange(MANAGER, verb, typed))

    assert (refused.value.thing, bool(refused.value.nearest)) == (Thing.SERVER, True)


@pytest.mark.parametrize("why", ["the vendor found a bug", "no", "a room is closed", "✋"])
def test_a_reason_is_no_server(ledger: MemoryLedger, why: str) -> None:
    ledger.save_release(RELEASE)

    wanted = want_change(ledger.at(START), WantedChange(MANAGER, Verb.WITHDRAW, f"2026.11 {why}"))

    assert (wanted.request.why, len(wanted.servers)) == (why, 2)


@pytest.mark.parametrize("verb", [Verb.HOLD, Verb.MOVE])
def test_what_is_done_server_by_server_is_not_done_to_the_first_when_all_are_named(
    ledger: MemoryLedger, verb: Verb
) -> None:
    ledger.at(START).save_release(RELEASE)

    with pytest.raises(Blocked) as refused:
        wants(ledger, verb, f"{RELEASE.name} both, the vendor asked")

    assert (refused.value.obstacle, refused.value.detail) == (
        Obstacle.SEVERAL_SERVERS,
        ("standard", "controlled"),
    )


def test_a_withdrawal_from_all_servers_keeps_its_reason_apart(ledger: MemoryLedger) -> None:
    ledger.at(START).save_release(RELEASE)

    wanted = want_change(
        ledger.at(START), WantedChange(MANAGER, Verb.WITHDRAW, f"{RELEASE.name} both, no need")
    )

    assert (wanted.servers, wanted.request.why) == (DEFAULT_SERVERS, "no need")


@pytest.mark.parametrize(("day", "is_complete"), [("13 Dec", True), ("14 Dec", False), ("20 Dec", False)])
def test_a_day_that_reaches_the_next_server_is_asked_about_as_that_one_can_be_taken_along(
    ledger: MemoryLedger, day: str, *, is_complete: bool
) -> None:
    ledger.save_release(RELEASE)

    wanted = want_change(ledger.at(START), WantedChange(MANAGER, Verb.MOVE, f"2026.11 standard {day}"))

    assert wanted.request.day is not None
    assert (wanted.is_complete, [stage.server for stage in wanted.later]) == (is_complete, ["controlled"])
