"""The vendor writes that a release was rolled back, withdrawn or held: no channel hears it unconfirmed."""

from dataclasses import replace

import pytest

from rollouts.announcing.draft_briefs import DraftBrief
from rollouts.announcing.vendors_words import vendors_words
from rollouts.delivery.draft_questions import judged_draft
from rollouts.intake.judging import Step
from rollouts.news_drafts import DraftState
from rollouts.releases import Status
from rollouts.transitions import Verb
from rollouts.usecases.changing import WantedChange, want_change
from rollouts.usecases.confirming import Confirm, confirm
from rollouts.usecases.deciding import Decide, decline_draft
from rollouts.usecases.drafts import Fate, take_in
from rollouts.usecases.live import AskLive, what_is_live
from tests.support.changing import changed
from tests.support.delivering import deliver
from tests.support.memory_ledger import MemoryLedger
from tests.support.news import LIVE, NEWS, asked, mail, news
from tests.support.story import ADMIN, ANA, DAY, MANAGER, MINUTE, PREVIEW_DAY, STANDARD_DAY, at

NOW = at(STANDARD_DAY, 10)
BACK = "Release 2026.11 was rolled back on Standard."
HELD = "Release 2026.11 is on hold."
WITHDRAWN = "Release 2026.11 was withdrawn."


def live(ledger: MemoryLedger) -> None:
    """Let it be live on Standard here."""
    confirm(ledger.at(NOW), Confirm(ANA, "2026.11", "standard"))
    deliver(ledger, NOW)


def steps(ledger: MemoryLedger, text: str, minutes: int = 1) -> tuple[Step, ...]:
    now = NOW + minutes * MINUTE
    return judged_draft(ledger.at(now), news(ledger, text, now)).steps


def word(ledger: MemoryLedger) -> dict[str, str]:
    """Return for each server what the vendor writes that is not so here."""
    release = ledger.release("2026.11")
    assert release
    words = vendors_words(ledger.at(NOW + DAY), release)
    return {server: each.news.kind.value for server, each in words.items() if each.news.kind}


def test_a_rollback_of_what_is_live_asks_the_managers_and_the_owner_and_tells_no_channel(
    ledger: MemoryLedger,
) -> None:
    live(ledger)
    news(ledger, BACK, NOW + MINUTE)

    jobs = deliver(ledger, NOW + MINUTE)
    assert sorted(job.delivery.key.channel for job in jobs) == sorted([ADMIN.id, MANAGER.id, ANA.id])
    briefs = {job.delivery.key.channel: job.brief for job in jobs}
    owners = briefs[ANA.id]
    assert isinstance(owners, DraftBrief)
    assert owners.is_for_owner


@pytest.mark.parametrize(
    ("is_live", "text", "found"),
    [
        (True, BACK, (Step(Verb.ROLLBACK, "standard"),)),
        (True, "Release 2026.11 was rolled back.", (Step(Verb.ROLLBACK, "standard"),)),
        (False, BACK, (Step(Verb.HOLD, "standard"),)),
        (True, HELD, (Step(Verb.HOLD, "controlled"),)),
        (False, HELD, (Step(Verb.HOLD, "standard"), Step(Verb.HOLD, "controlled"))),
        (True, "Release 2026.11 on Standard is on hold.", ()),
        (True, WITHDRAWN, (Step(Verb.WITHDRAW),)),
        (True, "Release 2026.11 was withdrawn from Standard.", (Step(Verb.ROLLBACK, "standard"),)),
        (False, "Release 2026.11 was withdrawn from Standard.", (Step(Verb.WITHDRAW, "standard"),)),
        (
            False,
            "Release 2026.11 has been postponed.",
            (Step(Verb.HOLD, "standard"), Step(Verb.HOLD, "controlled")),
        ),
        (False, "Release 2026.11 has been postponed. Standard: 14 December 2026", ()),
    ],
)
def test_what_is_offered_is_what_fits_how_it_stands_here(
    ledger: MemoryLedger, *, is_live: bool, text: str, found: tuple[Step, ...]
) -> None:
    if is_live:
        live(ledger)

    assert steps(ledger, text) == found


@pytest.mark.parametrize(("verb", "text"), [(Verb.ROLLBACK, BACK), (Verb.WITHDRAW, WITHDRAWN)])
def test_what_the_calendar_has_already_asks_nothing(ledger: MemoryLedger, verb: Verb, text: str) -> None:
    if verb is Verb.ROLLBACK:
        live(ledger)
    for server in ("standard",) if verb is Verb.ROLLBACK else ("standard", "controlled"):
        changed(ledger, verb, NOW + MINUTE, server=server)
    deliver(ledger, NOW + MINUTE)

    taken = take_in(ledger.at(NOW + 2 * MINUTE), mail(text, NOW + 2 * MINUTE))

    assert [each.fate for each in taken] == [Fate.NOTHING_NEW]
    assert asked(ledger, NOW + 2 * MINUTE) == []


def test_of_a_release_that_was_never_entered_it_asks_nothing(ledger: MemoryLedger) -> None:
    (taken,) = take_in(ledger.at(NOW), mail("Release 2027.1 was rolled back on Standard.", NOW))

    assert taken.fate is Fate.NOTHING_NEW


def test_what_waits_to_be_entered_still_waits_when_the_vendor_puts_it_on_hold(ledger: MemoryLedger) -> None:
    news(ledger, NEWS, NOW)

    assert news(ledger, "Release 2027.1 is on hold.", NOW + MINUTE).state is DraftState.OPEN
    assert news(ledger, "Release 2027.1 was withdrawn.", NOW + 2 * MINUTE).state is DraftState.NO_NEWS


def test_the_same_word_twice_asks_once(ledger: MemoryLedger) -> None:
    live(ledger)
    news(ledger, BACK, NOW + MINUTE)
    asked(ledger, NOW + MINUTE)

    (taken,) = take_in(ledger.at(NOW + 2 * MINUTE), mail(BACK, NOW + 2 * MINUTE))

    assert taken.fate is Fate.KNOWN
    assert asked(ledger, NOW + 2 * MINUTE) == []


def test_the_form_has_the_vendors_sentence_as_the_reason(ledger: MemoryLedger) -> None:
    live(ledger)
    draft = news(ledger, BACK, NOW + MINUTE)
    wanted = WantedChange(MANAGER, Verb.ROLLBACK, release="2026.11", server="standard", draft=draft.number)

    form = want_change(ledger.at(NOW + MINUTE), wanted)

    assert (form.request.why, form.is_complete) == (BACK, False)
    assert want_change(ledger.at(NOW), replace(wanted, draft=99)).request.why == ""


def test_once_it_is_rolled_back_here_nothing_waits(ledger: MemoryLedger) -> None:
    live(ledger)
    news(ledger, BACK, NOW + MINUTE)
    deliver(ledger, NOW + MINUTE)

    changed(ledger, Verb.ROLLBACK, NOW + 2 * MINUTE, server="standard")

    assert ledger.drafts() == ()
    assert word(ledger) == {}
    release = ledger.release("2026.11")
    assert release
    assert release.stages[0].status is Status.ROLLED_BACK


def test_what_is_live_says_that_the_vendor_took_it_back(ledger: MemoryLedger) -> None:
    live(ledger)
    news(ledger, BACK, NOW + MINUTE)

    assert word(ledger) == {"standard": "rolled_back"}
    assert ("2026.11", "standard") in what_is_live(ledger.at(NOW + 2 * MINUTE), AskLive(ANA)).words


def test_a_word_that_somebody_decided_against_is_no_longer_said(ledger: MemoryLedger) -> None:
    live(ledger)
    draft = news(ledger, BACK, NOW + MINUTE)
    decline_draft(ledger.at(NOW + 2 * MINUTE), Decide(MANAGER, draft.number))

    assert word(ledger) == {}


def test_a_word_of_before_it_was_confirmed_is_no_longer_said(ledger: MemoryLedger) -> None:
    live(ledger)
    news(ledger, BACK, NOW + MINUTE, written_at=NOW - DAY)

    assert word(ledger) == {}


def test_a_new_date_and_a_word_that_it_is_live_take_the_stop_back(ledger: MemoryLedger) -> None:
    now = at(PREVIEW_DAY, 10)
    news(ledger, "Release 2026.11 is on hold for Standard.", now - MINUTE)
    assert word(ledger) == {"standard": "held"}
    news(ledger, "Release 2026.11 is on hold for Controlled.", now)
    assert word(ledger) == {"standard": "held", "controlled": "held"}

    draft = news(ledger, LIVE, now + MINUTE)
    assert judged_draft(ledger, draft).steps == (Step(Verb.HOLD, "controlled"),)
    assert word(ledger) == {"standard": "confirmation", "controlled": "held"}
    news(ledger, "Release 2026.11 has been moved. Controlled: 21 December 2026", now + 2 * MINUTE)
    assert word(ledger) == {"standard": "confirmation"}


def test_a_stop_after_a_word_that_it_is_live_is_asked_about(ledger: MemoryLedger) -> None:
    news(ledger, LIVE, NOW)
    deliver(ledger, NOW)

    assert steps(ledger, BACK) == (Step(Verb.HOLD, "standard"),)
    assert word(ledger) == {"standard": "rolled_back"}


def test_what_only_informs_takes_no_stop_back(ledger: MemoryLedger) -> None:
    live(ledger)
    news(ledger, BACK, NOW + MINUTE)

    later = news(ledger, "FYI: release 2026.11. More on our blog.", NOW + 2 * MINUTE)

    assert judged_draft(ledger, later).steps == (Step(Verb.ROLLBACK, "standard"),)
    assert later.state is DraftState.OPEN


def test_nobody_in_channels_hears_of_it_before_somebody_says_so(ledger: MemoryLedger) -> None:
    live(ledger)
    for minutes, text in enumerate((BACK, HELD, WITHDRAWN), start=1):
        news(ledger, text, NOW + minutes * MINUTE)
        told = {job.delivery.key.channel for job in deliver(ledger, NOW + minutes * MINUTE)}
        assert not {channel for channel in told if channel.startswith("C0")}
