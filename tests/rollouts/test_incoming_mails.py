"""Taking in mails: one about a case is shown in its thread, once; nobody but the vendor passes for it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import pytest

from rollouts import kinds
from rollouts.announcing.briefs import CaseBrief, is_loud
from rollouts.case_tokens import message_id_of, token_of
from rollouts.cases import NoteKind
from rollouts.incoming_mail import Address, Attachment, Automatic, IncomingMail
from rollouts.mailboxes import HELD_FOR
from rollouts.ports import Ledger
from rollouts.received_mails import SHOWN_MOST, SHOWN_WITHIN, is_from_vendor
from rollouts.usecases.cases import AddNote, Report, note_case, take_report
from rollouts.usecases.drafts import Fate as NewsFate
from rollouts.usecases.drafts import NewsTaken
from rollouts.usecases.incoming_mails import Fate, TakeIn, TakenIn, take_in
from rollouts.usecases.mailboxes import Hold, Open, Opened, Place, begin, hold, let_go
from tests.support.delivering import deliver
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import ANA, BEN, MINUTE, POLICY, SECOND, STANDARD_DAY, at

NOON = at(STANDARD_DAY, 12)
LATER = NOON + 5 * MINUTE
SUPPORT, OURS = "support@vendor.example", "releases@acme.example"
PRIYA = Address("Priya Shah", "priya@vendor.example")
EVE = Address("Vendor Support", "eve@elsewhere.example")


@pytest.fixture
def ledger(ledger: MemoryLedger) -> MemoryLedger:
    """Return a ledger in which Ana reported an urgent case at noon, which was said."""
    ledger.policy = replace(POLICY, support_emails=(SUPPORT,), mail_from=OURS)
    take_report(ledger.at(NOON), Report(ANA, "C0ACME", "Player is blank"))
    deliver(ledger, NOON)
    return ledger


def answer(ledger: Ledger, message_id: str = "<1@vendor.example>", *, case: int = 1) -> IncomingMail:
    """Return an answer of the vendor to the mail about a case, verified."""
    asked = message_id_of(case=case, mail=0, secret=ledger.mail_secret(), domain="acme.example")
    return IncomingMail(
        message_id=message_id,
        sender=PRIYA,
        subject="Re: URGENT: Acme LMS on Standard: player is blank",
        sent_at=LATER,
        references=(asked,),
        recipients=(Address("Fortnight", OURS),),
        text="Please empty the cache.",
        whole="Please empty the cache.\n\n> Player is blank",
        verified=True,
    )


def take(ledger: MemoryLedger, mail: IncomingMail, now: datetime = LATER) -> TakenIn:
    return take_in(ledger.at(now), TakeIn(mail))


def shown(ledger: MemoryLedger, now: datetime = LATER) -> Iterator[CaseBrief]:
    """Say what is due; yield the mails that are shown."""
    for job in deliver(ledger, now):
        if job.brief.kind == kinds.CASE_ANSWER:
            assert isinstance(job.brief, CaseBrief)
            assert job.delivery.key.channel == "C0SUPPORT"
            assert job.thread is not None
            yield job.brief


def replied_at(ledger: MemoryLedger) -> datetime | None:
    case = ledger.case(1)
    note = case.note(NoteKind.VENDOR_REPLIED) if case else None
    return note.at if note else None


# What is about a case


def test_the_vendors_answer_is_shown_in_the_thread_of_its_case(ledger: MemoryLedger) -> None:
    assert take(ledger, answer(ledger)) == TakenIn(Fate.SHOWN, 1)

    (brief,) = shown(ledger)
    assert brief.answer
    assert (brief.answer.mail, brief.answer.is_from_vendor) == (answer(ledger), True)
    assert not is_loud(brief)
    assert replied_at(ledger) == LATER


def test_a_mail_that_comes_again_is_shown_once(ledger: MemoryLedger) -> None:
    take(ledger, answer(ledger))

    assert take(ledger, answer(ledger)) == TakenIn(Fate.KNOWN, 1)
    assert len(list(shown(ledger))) == 1


def test_two_mails_with_one_message_id_are_both_shown(ledger: MemoryLedger) -> None:
    first = answer(ledger)
    assert take(ledger, first).fate is Fate.SHOWN

    assert take(ledger, replace(first, whole="Or restart the player.")).fate is Fate.SHOWN


def test_nobody_keeps_the_vendors_mail_away_by_sending_the_same_before(ledger: MemoryLedger) -> None:
    take(ledger, replace(answer(ledger), verified=False))

    assert take(ledger, answer(ledger)).fate is Fate.SHOWN
    assert replied_at(ledger) == LATER


def test_an_answer_to_an_answer_is_about_the_same_case(ledger: MemoryLedger) -> None:
    take(ledger, answer(ledger))
    next_one = replace(answer(ledger, "<2@vendor.example>"), references=("<1@vendor.example>",))

    assert take(ledger, next_one) == TakenIn(Fate.SHOWN, 1)


def test_a_closed_case_shows_its_answers_and_stays_closed(ledger: MemoryLedger) -> None:
    note_case(ledger.at(NOON), AddNote(BEN, 1, NoteKind.RESOLVED))

    assert take(ledger, answer(ledger)).fate is Fate.SHOWN
    assert replied_at(ledger) is None


def test_that_the_vendor_replied_is_noted_once_and_nothing_is_mailed_for_it(ledger: MemoryLedger) -> None:
    take(ledger, answer(ledger))
    take(ledger, answer(ledger, "<2@vendor.example>"), LATER + MINUTE)

    case = ledger.case(1)
    assert case
    assert [(note.kind, note.at) for note in case.notes] == [(NoteKind.VENDOR_REPLIED, LATER)]
    mails = [row for row in ledger.deliveries(case.topic) if row.key.announcement.kind == kinds.CASE_MAIL]
    assert len(mails) == 1


# Who is the vendor, and who is not


@pytest.mark.parametrize(
    "change",
    [
        {"verified": False},
        {"sender": EVE},
        {"sender": Address("Priya", "priya@vendor.example.evil.example")},
        {"sender": Address("Priya", "priya@evilvendor.example")},
        {"sender": None},
    ],
)
def test_what_is_not_the_vendors_for_certain_changes_nothing_of_the_case(
    ledger: MemoryLedger, change: dict[str, Address | bool | None]
) -> None:
    mail = replace(answer(ledger), **change)  # type: ignore[arg-type] # fields of different types

    assert take(ledger, mail).fate is Fate.SHOWN
    (brief,) = shown(ledger)
    assert brief.answer
    assert not brief.answer.is_from_vendor
    assert replied_at(ledger) is None


def test_the_vendor_is_its_address_and_its_domain_but_not_a_domain_of_everybody(ledger: MemoryLedger) -> None:
    def is_theirs(sender: str, support: str) -> bool:
        return is_from_vendor(replace(answer(ledger), sender=Address("", sender)), support=(support,))

    assert is_theirs("support@vendor.example", "Support@Vendor.Example")
    assert is_theirs("priya@eu.vendor.example", SUPPORT)
    assert is_theirs("vendor@gmail.com", "vendor@gmail.com")
    assert not is_theirs("eve@gmail.com", "vendor@gmail.com")


def test_the_right_subject_alone_opens_no_thread(ledger: MemoryLedger) -> None:
    assert take(ledger, replace(answer(ledger), references=(), whole="Hello")).fate is Fate.OF_NO_CASE
    assert list(shown(ledger)) == []


# What machines write


@pytest.mark.parametrize("automatic", [Automatic.AUTO_REPLY, Automatic.BOUNCE])
def test_what_a_machine_says_is_no_answer_of_the_vendor(ledger: MemoryLedger, automatic: Automatic) -> None:
    assert take(ledger, replace(answer(ledger), automatic=automatic)).fate is Fate.SHOWN
    assert replied_at(ledger) is None


def test_a_ticket_system_answers_for_the_people_behind_it(ledger: MemoryLedger) -> None:
    take(ledger, replace(answer(ledger), automatic=Automatic.GENERATED))

    assert replied_at(ledger) == LATER


def test_that_an_urgent_mail_did_not_arrive_is_loud_and_that_of_another_is_not(ledger: MemoryLedger) -> None:
    bounce = replace(answer(ledger), automatic=Automatic.BOUNCE)
    take(ledger, bounce)
    assert [is_loud(brief) for brief in shown(ledger)] == [True]

    note_case(ledger.at(LATER), AddNote(BEN, 1, NoteKind.NOT_URGENT))
    take(ledger, replace(bounce, message_id="<2@vendor.example>"))
    assert [is_loud(brief) for brief in shown(ledger)] == [False]


def test_our_own_mails_that_come_back_are_left_alone(ledger: MemoryLedger) -> None:
    mail = answer(ledger)
    sent = replace(mail, message_id=mail.references[0], references=())
    in_a_loop = replace(mail, sender=Address("Fortnight", OURS), automatic=Automatic.GENERATED)

    assert [take(ledger, each).fate for each in (sent, in_a_loop)] == [Fate.OUR_OWN] * 2
    assert list(shown(ledger)) == []


def test_of_very_many_mails_some_are_shown_and_the_vendors_are_not_behind_them(ledger: MemoryLedger) -> None:
    flood = [replace(answer(ledger, f"<{number}@x.example>"), sender=EVE) for number in range(SHOWN_MOST + 5)]
    fates = [take(ledger, mail).fate for mail in flood]

    assert fates == [Fate.SHOWN] * SHOWN_MOST + [Fate.KEPT] * 5
    said = [brief.answer.is_last_shown for brief in shown(ledger) if brief.answer]
    assert said == [False] * (SHOWN_MOST - 1) + [True]
    assert take(ledger, answer(ledger)).fate is Fate.SHOWN
    assert take(ledger, replace(flood[0], message_id="<0>"), LATER + SHOWN_WITHIN + SECOND).fate is Fate.SHOWN


# What is about no case


def test_a_mail_about_no_case_goes_to_whoever_reads_those_once(ledger: MemoryLedger) -> None:
    taken: list[IncomingMail] = []
    mail = replace(answer(ledger), references=(), whole="Release 2026.12 comes on 1 March.")
    news = (NewsTaken(NewsFate.DRAFTED, "2026.12", 1),)

    def take_news(_: Ledger, mail: IncomingMail) -> tuple[NewsTaken, ...]:
        taken.append(mail)
        return news

    request = TakeIn(mail, of_no_case=take_news)

    answers = [take_in(ledger.at(LATER), request) for _ in range(2)]

    assert answers == [TakenIn(Fate.OF_NO_CASE, news=news), TakenIn(Fate.KNOWN)]
    assert taken == [mail]


def test_a_token_of_a_case_that_is_gone_is_about_no_case(ledger: MemoryLedger) -> None:
    token = token_of(case=99, secret=ledger.mail_secret())

    assert take(ledger, replace(answer(ledger), references=(), subject=token)).fate is Fate.OF_NO_CASE


def test_files_tell_two_mails_apart(ledger: MemoryLedger) -> None:
    take(ledger, answer(ledger))
    log = Attachment("log.txt", "text/plain", 10, inline=False, part=1)

    assert take(ledger, replace(answer(ledger), attachments=(log,))).fate is Fate.SHOWN


# How far a mailbox was read, and by whom

BOX = "releases@mail.example/INBOX"


def test_a_mailbox_is_read_from_the_first_look_on(ledger: MemoryLedger) -> None:
    assert begin(ledger.at(NOON), Open(BOX, validity=7, next_uid=500)) == Opened(499, is_new=True)

    take_in(ledger.at(NOON), TakeIn(answer(ledger), Place(BOX, 7, 503)))
    take_in(ledger.at(NOON), TakeIn(answer(ledger), Place(BOX, 7, 501)))
    take_in(ledger.at(NOON), TakeIn(answer(ledger), Place(BOX, 6, 900)))

    assert begin(ledger.at(NOON), Open(BOX, validity=7, next_uid=600)) == Opened(503)


def test_one_whose_uids_became_others_is_read_from_then_on(ledger: MemoryLedger) -> None:
    begin(ledger.at(NOON), Open(BOX, validity=7, next_uid=500))

    assert begin(ledger.at(NOON), Open(BOX, validity=8, next_uid=3)) == Opened(2, is_anew=True)


def test_one_reads_at_a_time_and_another_goes_on_when_it_is_silent(ledger: MemoryLedger) -> None:
    one, other = Hold(BOX, "one"), Hold(BOX, "other")
    assert hold(ledger.at(NOON), one)
    assert hold(ledger.at(NOON + MINUTE), one)

    silent = NOON + MINUTE + HELD_FOR
    assert not hold(ledger.at(silent - SECOND), other)
    assert hold(ledger.at(silent), other)
    assert not hold(ledger.at(silent), one)


def test_a_mailbox_that_is_let_go_is_free_at_once(ledger: MemoryLedger) -> None:
    one, other = Hold(BOX, "one"), Hold(BOX, "other")
    hold(ledger.at(NOON), one)

    let_go(ledger.at(NOON), other)
    assert not hold(ledger.at(NOON), other)
    let_go(ledger.at(NOON), one)
    assert hold(ledger.at(NOON), other)


def test_a_clock_that_is_set_back_holds_no_mailbox_for_ever(ledger: MemoryLedger) -> None:
    hold(ledger.at(NOON + 60 * MINUTE), Hold(BOX, "one"))

    assert hold(ledger.at(NOON), Hold(BOX, "other"))


def told(ledger: MemoryLedger) -> list[str]:
    """Return who is shown a mail privately."""
    return [
        job.delivery.key.channel for job in deliver(ledger, LATER) if job.brief.kind == kinds.CASE_ANSWER_TOLD
    ]


def test_who_reported_it_is_shown_the_answer_privately_too_since_they_may_not_see_the_thread(
    ledger: MemoryLedger,
) -> None:
    take_report(ledger.at(NOON), Report(BEN, "C0ACME", "Here too"))
    take(ledger, answer(ledger))

    assert told(ledger) == [ANA.id, BEN.id]


def test_what_a_machine_says_is_shown_in_the_thread_alone(ledger: MemoryLedger) -> None:
    take(ledger, replace(answer(ledger), automatic=Automatic.AUTO_REPLY))

    assert told(ledger) == []
