"""Opening a support case in one click, and working on it."""

from dataclasses import dataclass, replace
from datetime import datetime

from rollouts.announcing.briefing import is_thread_there
from rollouts.announcing.planning import refresh, refresh_in
from rollouts.case_files import CaseFile
from rollouts.case_transitions import noted
from rollouts.cases import JOIN_WITHIN, VENDOR, Case, Note, NoteKind, Outcome, case_to_join, has_said
from rollouts.deliveries import (
    OPEN,
    Announcement,
    Delivery,
    Key,
    Message,
    NewDelivery,
    Reason,
    State,
    finished,
)
from rollouts.delivery.case_places import open_thread, raise_later
from rollouts.delivery.case_words import tell_of_step
from rollouts.delivery.mailing import mail_change
from rollouts.integrations import Integration, in_channel
from rollouts.kinds import CASE_NOTE, CASE_RAISED
from rollouts.people import Caller, Person
from rollouts.permissions import require_member
from rollouts.ports import Ledger
from rollouts.refusals import Blocked, Fault, Invalid, Obstacle, Problem, Thing, unknown
from rollouts.releases import Release
from rollouts.texts import keepable
from rollouts.topics import TopicKind
from rollouts.usecases.case_subject import subject_of


@dataclass(frozen=True, slots=True)
class Report:
    """Somebody reports that something is wrong, on a message of a release or by command.

    `channel` is where they did so, None in direct messages; `delivery` the message they pressed on, `message`
    the one that the text quotes, with `files`, and `thread` the first one of the thread in which that stands.
    One that is not `urgent` can wait.
    """

    actor: Caller
    channel: str | None
    text: str = ""
    delivery: int | None = None
    message: Message | None = None
    urgent: bool = True
    files: tuple[CaseFile, ...] = ()
    thread: Message | None = None


@dataclass(frozen=True, slots=True)
class Reported:
    """The case that was opened, or joined; `again` when the reporter had said nothing else before.

    `made_urgent` when it could wait until now; `is_there` when its thread is there.
    """

    case: Case
    joined: bool
    is_there: bool = False
    again: bool = False
    made_urgent: bool = False


@dataclass(frozen=True, slots=True)
class AddNote:
    """Somebody takes a step of a case: with words if they have any; `outcome` is how it was resolved."""

    actor: Person
    number: int
    kind: NoteKind
    text: str = ""
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class Noted:
    """The case after somebody's `wish`; `changed` is false when it was so already."""

    case: Case
    wish: NoteKind
    changed: bool


@dataclass(frozen=True, slots=True)
class AddDetails:
    """Somebody adds what they know to a case; everybody may."""

    actor: Caller
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class FindCase:
    """Somebody wants to see a case."""

    asker: Caller
    number: int


def take_report(ledger: Ledger, request: Report) -> Reported:
    """Open a case at once, or join the open one for the same integration and release.

    Vendor: "If a release causes issues for your integration, email [...]. Put "urgent" in the subject for
    urgent issues, or use a normal subject otherwise". An urgent report makes a case urgent that can wait; a
    normal one leaves its urgency as it is.
    Whatever the text, it is taken, and kept whole: what is shown is made harmless and cut when it is shown.
    Who says the same once more, or presses again without a word, adds nothing to it.
    """
    request = about_message(ledger, request)
    text = keepable(request.text)
    pressed = ledger.delivery(request.delivery) if request.delivery is not None else None
    about = subject_of(
        ledger,
        actor=request.actor,
        channel=pressed.key.channel if pressed else request.channel,
        text=text,
        delivery=request.delivery,
    )
    origin = request.channel or ""
    found = _to_join(ledger, release=about.release, integrations=about.integrations, channel=origin)
    if found:
        again = has_said(case=found, by=request.actor.id, text=text)
        note = Note(NoteKind.REPORTED_AGAIN, request.actor.id, ledger.now, text, files=request.files)
        joined = found if again else add_note(ledger, found, note) or found
        case = _made_urgent(ledger, joined, request.actor) if request.urgent else joined
        return Reported(
            case,
            joined=True,
            again=again,
            made_urgent=case.urgent and not found.urgent,
            is_there=is_thread_there(ledger=ledger, case=case),
        )
    case = Case(
        opened_by=request.actor.id,
        opened_at=ledger.now,
        channel=origin,
        thread_channel="",
        urgent=request.urgent,
        release=about.release,
        server=about.server,
        integrations=about.integrations,
        summary=text,
        files=request.files,
        thread=_thread(ledger, request, pressed),
        is_guess=about.is_guess,
    )
    opened = open_thread(ledger=ledger, case=case)
    show_on_cards(ledger=ledger, case=opened)
    return Reported(opened, joined=False)


def about_message(ledger: Ledger, request: Report) -> Report:
    """Take from the message that is quoted what it is about; one of ours about a release is not repeated."""
    ours = ledger.posted(request.message) if request.message else None
    if ours is None or ours.key.topic.kind is not TopicKind.RELEASE:
        return request
    return replace(request, delivery=ours.id, text="", message=None, files=())


def _made_urgent(ledger: Ledger, case: Case, by: Caller) -> Case:
    """Let a normal case be urgent that somebody reports so, unless it was said that it is not."""
    if case.note(NoteKind.NOT_URGENT):
        return case
    return add_note(ledger, case, Note(NoteKind.URGENT, by.id, ledger.now)) or case


@dataclass(frozen=True, slots=True)
class Finding:
    """Somebody found a problem with a release when they checked it in an integration's environment."""

    actor: Person
    release: Release
    server: str
    integration: Integration
    text: str


def report_problem(ledger: Ledger, request: Finding) -> Case:
    """Open a normal case for a problem that a check found, or join the open one, as any report does.

    Vendor: "Put "urgent" in the subject for urgent issues, or use a normal subject otherwise".
    """
    case = Case(
        opened_by=request.actor.id,
        opened_at=ledger.now,
        channel=request.integration.channel,
        thread_channel="",
        urgent=False,
        release=request.release.name,
        server=request.server,
        integrations=(request.integration.name,),
        summary=request.text,
    )
    found = _to_join(ledger, release=case.release, integrations=case.integrations, channel=case.channel)
    if found is None:
        return open_thread(ledger=ledger, case=case)
    note = Note(NoteKind.REPORTED_AGAIN, request.actor.id, ledger.now, request.text)
    return add_note(ledger, found, note) or found


def _to_join(
    ledger: Ledger, *, release: str | None, integrations: tuple[str, ...], channel: str
) -> Case | None:
    """Return the open case that a report belongs to; no case is read that cannot be it."""
    alike = ledger.cases_alike(
        since=ledger.now - JOIN_WITHIN, release=release, channel=None if integrations else channel
    )
    return case_to_join(
        open_cases=alike, release=release, integrations=integrations, channel=channel, now=ledger.now
    )


def add_to_problem(ledger: Ledger, *, number: int, by: Person, text: str) -> None:
    """Add to the case of a problem what was noted of it later."""
    case = find_case(ledger, FindCase(by, number))
    add_note(ledger, case, Note(NoteKind.DETAILS, by.id, ledger.now, text))


def close_untouched(ledger: Ledger, *, number: int, opened_at: datetime, by: Person) -> None:
    """Close the case that was opened at that instant, and that nobody has worked on, as a false alarm."""
    case = ledger.case(number)
    if case and case.opened_at == opened_at and not case.notes:
        add_note(ledger, case, Note(NoteKind.FALSE_ALARM, by.id, ledger.now))


def _thread(ledger: Ledger, request: Report, pressed: Delivery | None) -> str | None:
    """Return the thread in which it was reported, where we speak in that channel anyway."""
    if pressed and pressed.key.channel == request.channel:
        return pressed.thread or (pressed.message.id if pressed.message else None)
    message = request.thread or request.message
    if message is None or message.channel != request.channel:
        return None
    return message.id if in_channel(channel=message.channel, integrations=ledger.integrations()) else None


def note_case(ledger: Ledger, request: AddNote) -> Noted:
    """Acknowledge, resolve, or otherwise act on a case; what happened is said once in its thread.

    Raises:
        NotAllowed: guests add details, no more.
        Unknown: there is no such case.
        Blocked: the case is closed.
    """
    require_member(request.actor)
    case = find_case(ledger, FindCase(request.actor, request.number))
    text = keepable(request.text)
    note = Note(request.kind, request.actor.id, ledger.now, text, outcome=request.outcome)
    changed = add_note(ledger, case, note)
    if changed is None and case.is_closed and request.kind.value != case.state.value:
        raise case_is_closed(case)
    return Noted(changed or case, request.kind, changed=changed is not None)


def case_is_closed(case: Case) -> Blocked:
    """Return the refusal of what cannot be done with a closed case; it says who closed it."""
    closed_by = (case.step.by,) if case.step else ()
    return Blocked(Obstacle.CASE_IS_CLOSED, str(case.number), (case.state.value, *closed_by))


def vendor_replied(ledger: Ledger, case: Case, when: datetime) -> Case:
    """Take note that the vendor replied by mail at `when`, and return the case as it is then.

    It counts where nothing of more weight has happened to the case, and keeps nobody from being called: that
    one of us takes care of it is what they say themselves. The mail stands in the thread, so nothing more is
    said there.
    """
    before = max([case.opened_at, *(note.at for note in case.notes)])
    note = Note(NoteKind.VENDOR_REPLIED, VENDOR, max(before, min(when, ledger.now)))
    return add_note(ledger, case, note) or case


def add_details(ledger: Ledger, request: AddDetails) -> Noted:
    """Add what somebody knows to a case; it is said in its thread, of a closed one too.

    Raises:
        Unknown: there is no such case.
        Invalid: they say nothing.
    """
    text = keepable(request.text)
    if not text:
        raise Invalid((Problem("text", Fault.MISSING),))
    case = find_case(ledger, FindCase(request.actor, request.number))
    changed = add_note(ledger, case, Note(NoteKind.DETAILS, request.actor.id, ledger.now, text))
    return Noted(changed or case, NoteKind.DETAILS, changed=True)


def find_case(ledger: Ledger, request: FindCase) -> Case:
    """Return the case of that number.

    Raises:
        Unknown: there is none.
    """
    if case := ledger.case(request.number):
        return case
    raise unknown(Thing.CASE, str(request.number), tuple(str(c.number) for c in ledger.cases(open_only=True)))


def add_note(ledger: Ledger, case: Case, note: Note) -> Case | None:
    """Let something happen to a case, and plan what is said of it; None when it changes nothing."""
    changed = noted(case=case, note=note)
    if changed is None:
        return None
    ledger.save_case(changed)
    if note.kind is not NoteKind.VENDOR_REPLIED:
        ledger.plan([_post(changed, Announcement(CASE_NOTE, number=len(changed.notes) - 1), note.at)])
    tell_of_step(ledger=ledger, case=changed)
    mail_change(ledger=ledger, case=changed)
    refresh(ledger=ledger, topic=changed.topic)
    if note.kind in _RAISED_ANEW and changed.urgent:
        raise_later(ledger=ledger, case=changed)
    if note.kind in _SHOWN or changed.is_closed:
        show_on_cards(ledger=ledger, case=changed)
    if not changed.is_to_be_raised:
        _raise_no_more(ledger, changed)
    return changed


_RAISED_ANEW = frozenset({NoteKind.URGENT, NoteKind.REOPENED})
_SHOWN = frozenset({NoteKind.REPORTED_AGAIN, NoteKind.REOPENED, NoteKind.URGENT, NoteKind.NOT_URGENT})
"""What changes what cards and verdicts show of a case, beside its opening and its end."""


def show_on_cards(*, ledger: Ledger, case: Case) -> None:
    """Bring up to date what shows it of its release: where its integrations are, and with people."""
    if case.release and (release := ledger.release(case.release)):
        found = (ledger.integration(name) for name in case.integrations)
        channels = {integration.channel for integration in found if integration} or {case.channel}
        refresh_in(ledger=ledger, release=release, channels=channels)


def _raise_no_more(ledger: Ledger, case: Case) -> None:
    """Leave out what would raise the case again: what no longer applies is never shown as coming."""
    ledger.save_deliveries(
        finished(delivery, State.SKIPPED, Reason.ANSWERED.value, ledger.now)
        for delivery in ledger.deliveries(case.topic)
        if delivery.key.announcement.kind is CASE_RAISED and delivery.state in OPEN
    )


def _post(case: Case, announcement: Announcement, due_at: datetime) -> NewDelivery:
    return NewDelivery(Key(case.topic, announcement, case.thread_channel), due_at)
