"""Recording what became of what was claimed.

Why nothing is lost: a delivery stays in the ledger until its outcome is recorded. One whose outcome is not
known for certain becomes `unknown`: it is looked for, and never posted again blindly.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import chain

from rollouts.announcing.briefs import TickBrief
from rollouts.announcing.corrections import correct_what_was_said
from rollouts.announcing.mail_briefs import FilesBrief, MailBrief
from rollouts.announcing.planning import release_of, replan
from rollouts.announcing.questions import answer_the_one_before, keep_asking
from rollouts.announcing.revisions import next_revision
from rollouts.announcing.schedule import slots_for
from rollouts.deliveries import (
    BY_ITSELF,
    LEASE,
    SAID,
    SEARCH_AFTER,
    Action,
    Concern,
    Delivery,
    Lost,
    Message,
    NewDelivery,
    NotPosted,
    Outcome,
    Reason,
    Refused,
    Sent,
    State,
    finished,
    sent,
)
from rollouts.delivery.case_places import case_of_thread, move_thread, tell_of_copies, tell_of_thread
from rollouts.delivery.claiming import Job
from rollouts.delivery.draft_questions import ask_on
from rollouts.delivery.helpers import is_public, pass_on
from rollouts.delivery.mail_files import after_sharing, share_files, tell_of_files
from rollouts.delivery.mail_news import after_ticking, say_instead, tell_of_mail
from rollouts.delivery.mailing import after_sending, interrupted
from rollouts.delivery.paused_channels import pause_channel
from rollouts.delivery.resolving import ask, needs_decision
from rollouts.kinds import CASE_OPENED, CHAT, DRAFT, EMAIL, FILES, LateRule, Placement
from rollouts.ports import Ledger
from rollouts.references import people_at
from rollouts.releases import Release
from rollouts.said import wording_of

UPDATES_TRIED = 30
"""How often an update is tried when answers are lost: for three quarters of an hour."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """A job that was tried, and what came of it; `words` are what it says, where that is kept, as text."""

    job: Job
    outcome: Outcome
    words: str = ""


def record(ledger: Ledger, request: tuple[Attempt, ...]) -> tuple[Delivery, ...]:
    """Record what became of jobs, many in one transaction and in one statement.

    Return what nobody can be told or asked about.
    """
    known = ledger.attempts_of([attempt.job.delivery.id for attempt in request])
    news = [attempt for attempt in request if _is_news(attempt, known)]
    after = [_worded(attempt, _after(attempt, ledger.now)) for attempt in news]
    ledger.save_deliveries(after)
    ledger.keep_words(dict(_said(news, after)))
    _plan_anew(ledger, after)
    correct_what_was_said(ledger=ledger, said=(each for each in after if each.state is State.SENT))
    _ask_on(ledger, [each for each in after if each.state is State.SENT])
    for delivery in after:
        tell_of_thread(ledger=ledger, after=delivery)
        tell_of_copies(ledger=ledger, after=delivery)
        share_files(ledger=ledger, after=delivery)
    unheard = (_unheard(ledger, attempt, now) for attempt, now in zip(news, after, strict=True))
    return tuple(chain.from_iterable(unheard))


def _worded(attempt: Attempt, after: Delivery) -> Delivery:
    """Return it with the mark of what it said, by which it is put together with what said the same."""
    if not attempt.words or after.state not in SAID:
        return after
    return replace(after, wording=wording_of(after, attempt.words))


def _said(news: list[Attempt], after: list[Delivery]) -> Iterator[tuple[int, str]]:
    """Yield what was said or may have been, by the ids of the deliveries."""
    for attempt, delivery in zip(news, after, strict=True):
        if attempt.words and delivery.state in SAID:
            yield delivery.id, attempt.words


def _ask_on(ledger: Ledger, said: list[Delivery]) -> None:
    """Plan the next question where one was asked, until somebody answers."""
    for delivery in said:
        if delivery.key.announcement.kind == DRAFT and delivery.action is Action.POST:
            ask_on(ledger, delivery)
        is_question = delivery.key.announcement.kind.late is LateRule.UNTIL_CONFIRMED
        if (
            is_question
            and delivery.action is Action.POST
            and (release := release_of(ledger=ledger, topic=delivery.key.topic))
        ):
            answer_the_one_before(ledger=ledger, asked=delivery)
            keep_asking(ledger=ledger, release=release)


def _unheard(ledger: Ledger, attempt: Attempt, after: Delivery) -> tuple[Delivery, ...]:
    """Let those concerned hear of what went wrong; return that of which there is nobody to hear."""
    channel, kind = after.key.channel, after.key.announcement.kind
    if kind.outlet is not CHAT:
        _tell_of_mailing(ledger, after)
        return ()
    is_heard_of = True
    match attempt.outcome:
        case Refused(gone=True) if attempt.job.speaks_of_another:
            _message_gone(ledger, attempt.job)
        case Refused() if after.reason == Reason.EDIT_REFUSED and after.state is State.SKIPPED:
            _say_anew(ledger, after)
        case Refused() if kind.is_awaited:
            return ()
        case Refused(reason, concern=concern) if kind.is_passed_on and after.state is State.FAILED:
            others: tuple[Delivery, ...] = ()
            if concern is Concern.CHANNEL and is_public(ledger=ledger, channel=channel):
                others = pause_channel(ledger=ledger, channel=channel, reason=reason)
            is_heard_of = after.action is Action.UPDATE or pass_on(ledger=ledger, refused=after)
            return others if is_heard_of else (*others, after)
        case Refused(reason, concern=Concern.CHANNEL) if not people_at(channel):
            return pause_channel(ledger=ledger, channel=channel, reason=reason)
        case Refused(reason, concern=concern) if concern is Concern.CHANNEL or (
            concern is Concern.MESSAGE and _opens_case(attempt.job)
        ):
            is_heard_of = _goes_on_elsewhere(ledger, after, reason)
        case _ if needs_decision(after):
            is_heard_of = _ask_about(ledger, after)
    return () if is_heard_of else (after,)


def _tell_of_mailing(ledger: Ledger, after: Delivery) -> None:
    """Let the thread of a case say what became of a mail, or of files, or what a tick was to say."""
    outlet = after.key.announcement.kind.outlet
    if outlet is EMAIL:
        tell_of_mail(ledger=ledger, mail=after)
    elif outlet is FILES:
        tell_of_files(ledger=ledger, delivery=after)
    else:
        say_instead(ledger=ledger, tick=after)


def _goes_on_elsewhere(ledger: Ledger, after: Delivery, reason: str) -> bool:
    """Let a case go on elsewhere that is not taken there, or is with somebody who cannot be reached."""
    case = case_of_thread(ledger=ledger, post=after)
    if case and move_thread(ledger=ledger, case=case):
        return True
    failed = finished(after, State.FAILED, reason, ledger.now)
    ledger.save_deliveries([failed])
    return _ask_about(ledger, failed)


def _ask_about(ledger: Ledger, failed: Delivery) -> bool:
    """Ask somebody what is to become of it; return whether there is anybody to ask."""
    tell_of_copies(ledger=ledger, after=failed)
    return ask(ledger=ledger, about=failed)


def _opens_case(job: Job) -> bool:
    """Say whether it is the first post of a case: "A report always gets through" (DESIGN.md)."""
    return job.delivery.key.announcement.kind == CASE_OPENED and job.replaces is None


def _after(attempt: Attempt, now: datetime) -> Delivery:
    """Return the delivery as it stands after that outcome."""
    brief = attempt.job.brief
    if isinstance(brief, MailBrief):
        return after_sending(attempt.job.delivery, attempt.outcome, now, is_urgent=brief.case.urgent)
    if isinstance(brief, FilesBrief):
        return after_sharing(attempt.job.delivery, attempt.outcome, now)
    if isinstance(brief, TickBrief):
        return after_ticking(attempt.job.delivery, attempt.outcome, now)
    return _after_posting(attempt, now)


def _after_posting(attempt: Attempt, now: datetime) -> Delivery:
    job, delivery = attempt.job, attempt.job.delivery
    kind = delivery.key.announcement.kind
    match attempt.outcome:
        case Sent(message):
            return sent(delivery, message, job.thread, now)
        case NotPosted(reason, after):
            return _waiting(delivery, reason, now + after)
        case Lost(reason) if delivery.is_edit:
            return _once_more(delivery, reason, now)
        case Lost(reason):
            return replace(delivery, state=State.UNKNOWN, reason=reason, next_at=now + SEARCH_AFTER[0])
        case Refused(gone=True) if _hangs_on_it(job):
            return finished(delivery, State.SKIPPED, Reason.MESSAGE_GONE.value, now)
        case Refused(gone=True) if job.thread is not None:
            # It was to be a reply: it goes out by itself and is the new card.
            return _waiting(replace(delivery, thread=BY_ITSELF), Reason.MESSAGE_GONE.value, now)
        case Refused(reason, concern=Concern.CHANNEL) if kind.is_passed_on or kind.is_awaited:
            return finished(delivery, State.FAILED, reason, now)
        case Refused(reason, concern=concern) if concern is not Concern.MESSAGE or _opens_case(job):
            # Nothing is wrong with the message, or it may be taken elsewhere: it goes out when it can.
            return _waiting(delivery, reason, now)
        case Refused() if job.replaces is not None:
            return _edit_refused(delivery, job.replaces, now)
        case refused:
            return finished(delivery, State.FAILED, refused.reason, now)


def _hangs_on_it(job: Job) -> bool:
    """Say whether it has no place without what is gone: it is an edit, an answer, a word in a thread."""
    is_word_there = job.delivery.key.announcement.kind.placement is Placement.WHERE_REPORTED
    return job.delivery.action is Action.UPDATE or is_word_there


def _edit_refused(delivery: Delivery, asked: Message, now: datetime) -> Delivery:
    """Let it be said anew. What answers a question goes under that: said anew it would ask anew."""
    reason = Reason.EDIT_REFUSED.value
    if delivery.key.announcement.kind.is_passed_on:
        return _waiting(replace(delivery, thread=asked.id), reason, now)
    return finished(delivery, State.SKIPPED, reason, now)


def _plan_anew(ledger: Ledger, after: list[Delivery]) -> None:
    """Bring what waits in line with what changed while it was under way: a date, an integration."""
    releases = {release.topic: release for each in after if (release := _changed(ledger, each))}
    for release in releases.values():
        replan(ledger=ledger, release=release)


def _changed(ledger: Ledger, delivery: Delivery) -> Release | None:
    """Return the release of a first post that waits for a time or a place that it no longer calls for."""
    key = delivery.key
    if key.revision or delivery.state is not State.WAITING:
        return None
    release = release_of(ledger=ledger, topic=key.topic)
    if release is None:
        return None
    here = ledger.integrations_in(key.channel)
    is_called_for = any(
        (slot.announcement, slot.channel, slot.due_at) == (key.announcement, key.channel, delivery.due_at)
        for slot in slots_for(release=release, integrations=here, policy=ledger.policy)
    )
    return None if is_called_for else release


def _waiting(delivery: Delivery, reason: str, until: datetime) -> Delivery:
    return replace(delivery, state=State.WAITING, reason=reason, next_at=until)


def _is_news(attempt: Attempt, known: Mapping[int, tuple[State, int]]) -> bool:
    """Say whether the outcome still counts: the claim may have been given up, and more been done since."""
    delivery = attempt.job.delivery
    state, attempts = known.get(delivery.id, (None, 0))
    if state is None or attempts != delivery.attempts:
        return False
    match attempt.outcome:
        case Sent():
            # It is there, whatever was thought of it meanwhile.
            return state is not State.SENT
        case Lost():
            return state is State.CLAIMED
        case _:
            return state in {State.CLAIMED, State.UNKNOWN}


def _once_more(delivery: Delivery, reason: str, now: datetime) -> Delivery:
    """Try an update again whose answer was lost: said twice it is the same message. Some day it is enough."""
    if delivery.attempts >= UPDATES_TRIED:
        return finished(delivery, State.FAILED, reason, now)
    wait = SEARCH_AFTER[min(delivery.attempts, len(SEARCH_AFTER)) - 1]
    return _waiting(delivery, reason, now + wait)


def _message_gone(ledger: Ledger, job: Job) -> None:
    """Somebody deleted the message. A card is posted anew; what an edit was to say is said in a reply."""
    key = job.delivery.key
    card = ledger.card(key.topic, key.channel)
    is_reply = job.thread is not None and job.delivery.action is Action.POST
    was_card = card is not None and (is_reply or card.message == job.replaces)
    if card and was_card:
        ledger.save_deliveries([replace(card, message=None, reason=Reason.MESSAGE_GONE.value)])
    # An older question that was deleted needs no answer any more.
    if job.replaces is not None and (was_card or not key.announcement.kind.is_passed_on):
        _say_anew(ledger, job.delivery)


def _say_anew(ledger: Ledger, update: Delivery) -> None:
    """Say in a message of its own what an edit cannot say: a reply, or a card where there is none any more.

    Slack refuses edits for good with `edit_window_closed`, `cant_update_message` and others:
    https://docs.slack.dev/reference/methods/chat.update
    """
    revision = next_revision(ledger=ledger, like=update.key)
    ledger.plan([NewDelivery(replace(update.key, revision=revision), due_at=ledger.now)])


@dataclass(frozen=True, slots=True)
class GiveUp:
    """Look for claims older than `lease`; `own` are the ids of those that this process works on."""

    own: frozenset[int] = frozenset()
    lease: timedelta = LEASE


def give_up_abandoned(ledger: Ledger, request: GiveUp) -> tuple[Delivery, ...]:
    """Free the claims that nobody works on any more, and return them.

    A post may have gone out: it becomes unknown, and is looked for. An update said twice is the same message.
    A mail that was interrupted cannot be looked for, nor can files.
    """
    found = ledger.abandoned(
        started_before=ledger.now - request.lease, started_after=ledger.now + request.lease, but=request.own
    )
    freed = tuple(_freed(ledger, delivery) for delivery in found)
    ledger.save_deliveries(freed)
    for delivery in freed:
        if delivery.key.announcement.kind.outlet in {EMAIL, FILES}:
            _tell_of_mailing(ledger, delivery)
    return freed


def _freed(ledger: Ledger, delivery: Delivery) -> Delivery:
    if delivery.key.announcement.kind.outlet is EMAIL:
        return interrupted(ledger=ledger, mail=delivery)
    if delivery.key.announcement.kind.outlet is FILES:
        return finished(delivery, State.SKIPPED, Reason.PROCESS_STOPPED.value, ledger.now)
    state = State.WAITING if delivery.is_edit else State.UNKNOWN
    return replace(delivery, state=state, reason=Reason.PROCESS_STOPPED.value, next_at=ledger.now)
