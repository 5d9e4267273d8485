"""After a backup was put back: what was due since then may have gone out, so it is looked for first."""

from datetime import timedelta

from rollouts import kinds
from rollouts.announcing.told import told_in
from rollouts.cases import Case
from rollouts.deliveries import Announcement, Copy, Found, Key, Message, NewDelivery, State
from rollouts.delivery.recording import GiveUp, give_up_abandoned
from rollouts.delivery.restored import take_for_tried
from tests.support.delivering import deliver, look, look_in_vain
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import MINUTE, PREVIEW_DAY, RELEASE, START, at

NOW = at(PREVIEW_DAY) + 2 * MINUTE


def restore_and_start(ledger: MemoryLedger) -> int:
    count = take_for_tried(ledger.at(NOW))
    give_up_abandoned(ledger.at(NOW), GiveUp(lease=timedelta(0)))
    return count


def test_what_went_out_since_the_backup_is_found_and_not_said_again(ledger: MemoryLedger) -> None:
    assert restore_and_start(ledger) == 3
    assert deliver(ledger, NOW) == ()

    found = look(ledger, NOW, Found((Copy(Message("C0ACME", "1.2")),)))

    assert len(found) == 3
    assert deliver(ledger, NOW) == ()
    sent = [each for each in ledger.deliveries(RELEASE.topic) if each.state is State.SENT]
    assert {each.statement and each.statement.is_assumed for each in sent} == {True}
    assert all(told_in([each]) for each in sent), "who was told then is corrected later"


def test_what_is_not_there_goes_out(ledger: MemoryLedger) -> None:
    restore_and_start(ledger)

    later = look_in_vain(ledger, since=NOW)

    assert len(deliver(ledger, later)) == 3


def test_what_is_not_due_yet_stays_planned(ledger: MemoryLedger) -> None:
    take_for_tried(ledger.at(START))

    assert {each.state for each in ledger.deliveries(RELEASE.topic)} == {State.PLANNED}


def test_a_report_and_what_is_about_no_release_tell_no_facts_of_one(ledger: MemoryLedger) -> None:
    case = ledger.at(START).save_case(Case("U0BEN", START, "C0GLOBEX", "C0SUPPORT", summary="Blank"))
    keys = (
        Key(case.topic, Announcement(kinds.CASE_OPENED), "C0SUPPORT"),
        Key(RELEASE.topic, Announcement(kinds.WINDOW_REPORT, "controlled"), "U0MAYA"),
    )
    ledger.plan(NewDelivery(key, START) for key in keys)

    take_for_tried(ledger.at(START + MINUTE))

    tried = [each for topic in (case.topic, RELEASE.topic) for each in ledger.deliveries(topic)]
    assert [each.statement for each in tried if each.state is State.CLAIMED] == [None, None]
