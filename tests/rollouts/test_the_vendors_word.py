"""What the vendor writes of a release that went live: whoever confirms is told, and nobody unconfirmed."""

from dataclasses import replace
from datetime import datetime

import pytest

from rollouts.announcing.briefs import ReleaseBrief
from rollouts.kinds import VENDOR_WORD
from rollouts.releases import Status
from rollouts.transitions import Verb
from rollouts.usecases.confirming import Confirm, confirm
from rollouts.usecases.live import AskLive, what_is_live
from tests.support.changing import changed
from tests.support.delivering import deliver
from tests.support.memory_ledger import MemoryLedger
from tests.support.news import LIVE, NEWS, asked, news
from tests.support.story import (
    ADMIN,
    ANA,
    MANAGER,
    MINUTE,
    PREVIEW_DAY,
    STANDARD_DAY,
    START,
    at,
)


def test_the_vendors_word_goes_to_who_is_asked_to_confirm_once(ledger: MemoryLedger) -> None:
    now = at(STANDARD_DAY, 10)
    deliver(ledger, now)
    for _ in range(5):
        news(ledger, LIVE, now)

    (job,) = (
        each for each in deliver(ledger, now) if each.delivery.key.announcement.kind.key == "vendor_word"
    )
    assert job.delivery.key.channel == ANA.id
    assert isinstance(job.brief, ReleaseBrief)
    assert job.brief.word
    assert job.brief.word.at == now
    news(ledger, "Confirmed: release 2026.11 is now live on Standard!", now + MINUTE)
    assert asked(ledger, now + MINUTE, "vendor_word") == [(ANA.id, "edit")]


def test_the_question_to_the_owner_says_it_too(ledger: MemoryLedger) -> None:
    deliver(ledger, at(STANDARD_DAY, 9, 1))
    now = at(STANDARD_DAY, 10)
    news(ledger, LIVE, now)

    (job,) = (
        each for each in deliver(ledger, now) if each.delivery.key.announcement.kind.key == "owner_question"
    )
    assert isinstance(job.brief, ReleaseBrief)
    assert job.brief.word


def test_once_it_is_confirmed_the_vendors_word_says_so_and_asks_nothing(ledger: MemoryLedger) -> None:
    now = at(STANDARD_DAY, 10)
    news(ledger, LIVE, now)
    deliver(ledger, now)

    confirm(ledger.at(now), Confirm(ANA, "2026.11", "standard"))

    assert asked(ledger, now, "vendor_word") == [(ANA.id, "edit")]


def word(ledger: MemoryLedger, now: datetime) -> ReleaseBrief | None:
    """Return what whoever confirms is asked now about the vendor's word."""
    found = [job.brief for job in deliver(ledger, now) if job.delivery.key.announcement.kind is VENDOR_WORD]
    assert len(found) <= 1
    assert all(isinstance(each, ReleaseBrief) for each in found)
    return next((each for each in found if isinstance(each, ReleaseBrief)), None)


def test_the_vendors_word_about_a_held_release_says_that_the_two_disagree(ledger: MemoryLedger) -> None:
    now = at(PREVIEW_DAY, 10)
    changed(ledger, Verb.HOLD, now, server="standard")
    deliver(ledger, now)
    news(ledger, LIVE, now + MINUTE)

    found = word(ledger, now + MINUTE)
    assert found
    assert found.word
    assert found.stage.status is Status.HELD


def test_after_a_rollback_what_was_written_before_asks_nothing_and_a_new_word_is_put_anew(
    ledger: MemoryLedger,
) -> None:
    now = at(STANDARD_DAY, 10)
    news(ledger, LIVE, now)
    assert word(ledger, now)
    confirm(ledger.at(now), Confirm(ANA, "2026.11", "standard"))
    deliver(ledger, now)
    changed(ledger, Verb.ROLLBACK, now + 2 * MINUTE, server="standard")
    edited = word(ledger, now + 2 * MINUTE)
    assert edited
    assert edited.word is None

    late = news(ledger, "Release 2026.11 is live on Standard since 9:00.", now + 3 * MINUTE, written_at=now)
    assert late.last.at == now
    assert word(ledger, now + 3 * MINUTE) is None
    assert what_is_live(ledger.at(now), AskLive(ANA)).words == {}

    news(ledger, "Release 2026.11 is live on Standard again.", now + 4 * MINUTE)
    again = word(ledger, now + 4 * MINUTE)
    assert again
    assert again.word
    assert ("2026.11", "standard") in what_is_live(ledger.at(now), AskLive(ANA)).words


def test_without_an_owner_the_managers_hear_the_vendors_word(ledger: MemoryLedger) -> None:
    release = ledger.release("2026.11")
    assert release
    ledger.save_release(replace(release, owner=None))
    news(ledger, LIVE, START)

    assert sorted(asked(ledger, START, "vendor_word")) == [(ADMIN.id, "post"), (MANAGER.id, "post")]


def test_without_a_manager_either_whoever_is_next_hears_it(ledger: MemoryLedger) -> None:
    release = ledger.release("2026.11")
    assert release
    ledger.save_release(replace(release, owner=None))
    ledger.policy = replace(ledger.policy, alerts_to=())
    news(ledger, LIVE, START)

    assert asked(ledger, START, "vendor_word") == [("C0SUPPORT", "post")]


@pytest.mark.parametrize(("text", "kind"), [(NEWS, "draft"), (LIVE, "vendor_word")])
def test_no_channel_of_an_integration_hears_what_nobody_has_confirmed(
    ledger: MemoryLedger, text: str, kind: str
) -> None:
    release = ledger.release("2026.11")
    assert release
    ledger.save_release(replace(release, owner=None))
    ledger.policy = replace(ledger.policy, alerts_to=(), managers=frozenset(), support_channel=None)

    news(ledger, text, START)

    assert asked(ledger, START, kind) == []
