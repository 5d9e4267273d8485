"""What is said of a case beside its thread: to those who reported it, and where it was reported."""

from collections.abc import Iterator

from rollouts.case_transitions import STEPS
from rollouts.cases import Case, NoteKind
from rollouts.deliveries import Announcement, Key, NewDelivery
from rollouts.delivery.cards import thread_there
from rollouts.kinds import CASE_ANSWER, CASE_ANSWER_TOLD, CASE_STEP, CASE_THERE
from rollouts.ports import Ledger
from rollouts.received_mails import ReceivedMail
from rollouts.references import people_at

_TOLD = STEPS - {NoteKind.VENDOR_REPLIED} | {NoteKind.URGENT, NoteKind.NOT_URGENT}
"""What the vendor replied they read in its own words."""
_SAID = frozenset({NoteKind.RESOLVED, NoteKind.FALSE_ALARM, NoteKind.REOPENED})


def say_there(*, ledger: Ledger, case: Case) -> None:
    """Say that a case is open in the thread in which it was reported, and in those of its release."""
    opened = Announcement(CASE_THERE, number=0)
    ledger.plan(NewDelivery(Key(case.topic, opened, channel), ledger.now) for channel in _there(ledger, case))


def _there(ledger: Ledger, case: Case) -> Iterator[str]:
    found = (ledger.integration(name) for name in case.integrations)
    channels = {integration.channel for integration in found if integration} | {case.channel}
    for channel in sorted(channels - {case.thread_channel}):
        is_channel = channel and not people_at(channel)
        if is_channel and thread_there(ledger=ledger, case=case, channel=channel):
            yield channel


def tell_of_step(*, ledger: Ledger, case: Case) -> None:
    """Tell those who reported it of the newest note, if it is a step; and say there how it ended, or goes on.

    Whoever took the step knows, and whoever has the thread with them reads it there.
    """
    note, position = case.notes[-1], len(case.notes) - 1
    if note.kind in _TOLD:
        step = Announcement(CASE_STEP, number=position)
        readers = {note.by, *people_at(case.thread_channel)}
        reporters = (who for who in case.reporters if who not in readers)
        ledger.plan(NewDelivery(Key(case.topic, step, who), ledger.now) for who in reporters)
    if note.kind in _SAID:
        said = Announcement(CASE_THERE, number=position + 1)
        opened = ledger.deliveries(case.topic, of=Announcement(CASE_THERE, number=0))
        channels = dict.fromkeys(each.key.channel for each in opened)
        ledger.plan(NewDelivery(Key(case.topic, said, channel), ledger.now) for channel in channels)


def show_mail(*, ledger: Ledger, case: Case, mail: ReceivedMail) -> None:
    """Show a mail in the thread of its case, and to those who reported it: they may not see that.

    What a machine wrote is for the thread alone.
    """
    shown = Announcement(CASE_ANSWER, number=mail.number)
    ledger.plan([NewDelivery(Key(case.topic, shown, case.thread_channel), ledger.now)])
    if not mail.is_quiet:
        told = Announcement(CASE_ANSWER_TOLD, number=mail.number)
        readers = people_at(case.thread_channel)
        reporters = (who for who in case.reporters if who not in readers)
        ledger.plan(NewDelivery(Key(case.topic, told, who), ledger.now) for who in reporters)
