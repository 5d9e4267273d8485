"""Claiming what is due: the claim is committed before anything is said.

Why nothing comes twice: only `planned` and `waiting` rows are claimed, in a transaction of its own or in the
one that planned them; after it the row is `claimed`, whatever happens to us.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from rollouts.announcing.briefing import case_brief, correction_brief, policy_in, release_brief
from rollouts.announcing.briefs import (
    AnswerBrief,
    Brief,
    CaseBrief,
    CorrectionBrief,
    ReleaseBrief,
    ReportBrief,
    is_loud,
    needless,
)
from rollouts.announcing.late import Go, Skip, decide, decide_of_case
from rollouts.announcing.mail_briefs import MailBrief
from rollouts.announcing.planning import refresh_card, release_of, replan
from rollouts.announcing.reporting import report_on
from rollouts.announcing.saying_again import is_to_wait, place_of
from rollouts.announcing.schedule import Slot, slots_for
from rollouts.cases import Case
from rollouts.deliveries import BY_ITSELF, Action, Delivery, Message, Reason, State, finished
from rollouts.delivery.alerts import trouble_brief
from rollouts.delivery.cards import thread_of, thread_tried
from rollouts.delivery.draft_questions import draft_brief
from rollouts.delivery.helpers import is_public
from rollouts.delivery.mail_files import files_brief, tell_of_files, why_not_shared
from rollouts.delivery.mail_news import tell_of_mail, tick_brief
from rollouts.delivery.mailing import mail_brief, mail_to_send, mails_in
from rollouts.kinds import CASE_FILES_LEFT, CASE_MAILED, EMAIL, FILES, REACTION, LateRule, Placement
from rollouts.ports import Answer, Ledger, Request
from rollouts.releases import Release, Standing
from rollouts.topics import TopicKind

ANSWER_HOLDS = timedelta(hours=1)
"""For how long a shared answer may wait: what is live by then may be something else."""

ASKED_AGAIN = frozenset({LateRule.UNTIL_CONFIRMED, LateRule.UNTIL_TESTED})
"""What comes again because somebody put it off is no message that was deleted."""


@dataclass(frozen=True, slots=True)
class ClaimDue:
    """Claim at most so many posts and updates, none in the `busy` channels, where one is under way.

    Posts come first. They wait for no update, of which there may be many more than may be made at once.
    """

    posts: int
    updates: int
    busy: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Job:
    """A claimed delivery with the facts to say it: under which card, or in place of which message.

    `is_asked_in_public`: nobody could be asked privately, so it is read by more than may answer.
    """

    delivery: Delivery
    brief: Brief
    thread: str | None = None
    replaces: Message | None = None
    is_asked_in_public: bool = False

    @property
    def speaks_of_another(self) -> bool:
        """Whether it goes under, or in the place of, a message that somebody may have deleted."""
        return self.thread is not None or self.replaces is not None

    @property
    def broadcast(self) -> bool:
        """Whether a reply is also sent to the channel."""
        return self.thread is not None and is_loud(self.brief)


def claim_due(ledger: Ledger, request: ClaimDue) -> tuple[Job, ...]:
    """Claim what is due and gather the facts; what is too late to be said is skipped, with its reason."""
    posts = _claim(ledger, Action.POST, limit=request.posts, busy=request.busy)
    busy = request.busy | {job.delivery.key.channel for job in posts}
    return posts + _claim(ledger, Action.UPDATE, limit=request.updates, busy=busy)


class NotClaimed(Exception):  # noqa: N818 - nothing of it is lost: it stays planned
    """What had become due could not be claimed together with the change that it follows from."""


def and_claim(
    use_case: Callable[[Ledger, *Request], Answer], claim: ClaimDue
) -> Callable[[Ledger, *Request], tuple[Answer, tuple[Job, ...]]]:
    """Return the use case as it is run with a claim of what is due then, which is committed with it.

    Raises:
        NotClaimed: the use case was done, and no claim could be made; so all of it was undone.
    """

    def run(ledger: Ledger, *request: *Request) -> tuple[Answer, tuple[Job, ...]]:
        answer = use_case(ledger, *request)
        try:
            return answer, claim_due(ledger, claim)
        except Exception as fault:
            raise NotClaimed from fault

    return run


def _claim(ledger: Ledger, action: Action, *, limit: int, busy: frozenset[str]) -> tuple[Job, ...]:
    jobs: list[Job] = []
    # What is skipped makes room for the next one in its channel, so look again until nothing is left.
    while found := ledger.claim(action, now=ledger.now, limit=limit - len(jobs), busy=busy):
        made = [(delivery, job_of(ledger, delivery)) for delivery in found]
        claimed = [job for _, job in made if isinstance(job, Job)]
        for delivery, skip in made:
            is_on_card = isinstance(skip, Skip) and skip.reason is Reason.ON_THE_CARD
            if is_on_card and (card := ledger.card(delivery.key.topic, delivery.key.channel)):
                refresh_card(ledger=ledger, card=card)
        skipped = [
            finished(delivery, State.SKIPPED, skip.reason.value, ledger.now)
            for delivery, skip in made
            if isinstance(skip, Skip)
        ]
        # What each will have told, and where, is written before: a crash must not make it forgotten.
        telling = (
            job.delivery for delivery, job in made if isinstance(job, Job) and job.delivery != delivery
        )
        ledger.save_deliveries(skipped)
        ledger.save_telling(telling)
        for delivery in skipped:
            if delivery.key.announcement.kind.outlet is EMAIL:
                tell_of_mail(ledger=ledger, mail=delivery)
            elif delivery.key.announcement.kind.outlet is FILES:
                tell_of_files(ledger=ledger, delivery=delivery)
        _plan_what_moved(ledger, made)
        jobs += claimed
        busy |= {job.delivery.key.channel for job in claimed}
    return tuple(jobs)


def _plan_what_moved(ledger: Ledger, made: list[tuple[Delivery, Job | Skip]]) -> None:
    """Plan for its new date what was under way when that was moved, and could not be moved with it."""
    moved = (each.key.topic for each, skip in made if isinstance(skip, Skip) and skip.reason is Reason.MOVED)
    releases = (release_of(ledger=ledger, topic=topic) for topic in dict.fromkeys(moved))
    for release in filter(None, releases):
        replan(ledger=ledger, release=release)


def job_of(ledger: Ledger, delivery: Delivery) -> Job | Skip:
    """Gather what is needed to say the delivery now, or why it is not said any more."""
    topic, channel = delivery.key.topic, delivery.key.channel
    if delivery.key.announcement.kind.outlet is REACTION:
        tick = tick_brief(ledger=ledger, tick=delivery)
        return tick if isinstance(tick, Skip) else Job(delivery, tick, replaces=tick.message)
    card = ledger.card(topic, channel)
    before = ledger.said_before(delivery.key) if delivery.action is Action.UPDATE else None
    replaces = before.message if before and delivery.is_edit else None
    if delivery.is_edit and replaces is None:
        return Skip(Reason.NOTHING_TO_SAY)
    said = card.message if card else None
    # A reply that says what an edit of the card could not says it as the card would.
    is_card = said == replaces or _speaks_for(delivery, card)
    brief = brief_of(ledger, delivery, is_card=is_card)
    if isinstance(brief, Skip):
        return brief
    if delivery.action is Action.POST and (reason := _is_known(delivery, card)):
        return Skip(reason)
    thread = _thread(ledger, delivery) if replaces is None else None
    is_beside = delivery.key.announcement.kind.placement is Placement.WHERE_REPORTED
    if is_beside and thread is None and replaces is None:
        return Skip(Reason.NOTHING_TO_SAY)
    statement = brief.statement if isinstance(brief, ReleaseBrief | CorrectionBrief) else None
    in_public = delivery.key.announcement.kind.is_passed_on and is_public(ledger=ledger, channel=channel)
    message, goes = delivery.message, delivery.thread
    if isinstance(brief, MailBrief):
        message = Message(", ".join(brief.policy.support_emails), brief.message_id)
    if delivery.action is Action.POST and delivery.key.announcement.kind.outlet.has_history:
        goes = thread or BY_ITSELF
    claimed = replace(delivery, statement=statement, message=message, thread=goes)
    return Job(claimed, brief, thread, replaces, in_public)


def _thread(ledger: Ledger, delivery: Delivery) -> str | None:
    """Return under which card it goes; one that may turn up still goes where it went the first time.

    So its copies lie in one place, and are found there. An edit that was refused goes under what it was to
    edit.
    """
    find = thread_tried if delivery.lost_at or delivery.action is Action.UPDATE else thread_of
    return find(ledger=ledger, delivery=delivery)


def _is_known(delivery: Delivery, card: Delivery | None) -> Reason | None:
    """Return why the channel need not be told: its card says it, or said it when it was posted."""
    kind, server = delivery.key.announcement.kind, delivery.key.announcement.server
    if kind.is_shown_on_card and card and card.message:
        return Reason.ON_THE_CARD
    if not kind.is_for_who_heard_nothing:
        return None
    told = card.statement.stage(server) if card and card.statement else None
    return Reason.HEARD_ALREADY if told and told.standing is Standing.DUE else None


def _speaks_for(delivery: Delivery, card: Delivery | None) -> bool:
    announcement = delivery.key.announcement
    return card is not None and not announcement.kind.is_passed_on and card.key.announcement == announcement


def brief_of(
    ledger: Ledger, delivery: Delivery, *, is_card: bool, now: datetime | None = None
) -> Brief | Skip:
    """Gather what the delivery says, or why it is not said any more; `now` is when, if that is not yet."""
    topic, now = delivery.key.topic, now or ledger.now
    match topic.kind:
        case TopicKind.CASE:
            return _case_brief(ledger, delivery, ledger.case(topic.number), now)
        case TopicKind.RELEASE:
            release = ledger.release_with_key(topic.key)
            return _release_brief(ledger, delivery, release, now, is_card=is_card)
        case TopicKind.ANSWER:
            return _answer_brief(ledger, delivery)
        case TopicKind.DRAFT:
            return _draft_brief(ledger, delivery)
        case _:
            return trouble_brief(ledger=ledger, delivery=delivery) or Skip(Reason.ANSWERED)


def brief_when_due(ledger: Ledger, delivery: Delivery, *, is_card: bool = False) -> Brief | Skip:
    """Gather what the delivery will say when its time comes, as things stand; or why it never will."""
    return brief_of(ledger, delivery, is_card=is_card, now=max(delivery.due_at, ledger.now))


def _release_brief(
    ledger: Ledger, delivery: Delivery, release: Release | None, now: datetime, *, is_card: bool
) -> Brief | Skip:
    if release is None:
        return Skip(Reason.NO_LONGER_PLANNED)
    if delivery.key.announcement.kind.late is LateRule.UNTIL_TRUE_AGAIN:
        return _correction_brief(ledger, delivery, release)
    verdict = _verdict(ledger, delivery, release, now)
    if isinstance(verdict, Skip):
        return verdict
    if delivery.key.announcement.kind.is_report:
        return _report_brief(ledger, delivery, release)
    brief = release_brief(
        ledger=ledger,
        delivery=delivery,
        release=release,
        now=now,
        is_card=is_card,
        late_since=verdict.late_since,
    )
    reason = needless(brief) if delivery.action is Action.POST else None
    return Skip(reason) if reason else brief


def _report_brief(ledger: Ledger, delivery: Delivery, release: Release) -> Brief | Skip:
    report = report_on(ledger=ledger, release=release)
    if report.is_empty:
        return Skip(Reason.NOTHING_TO_SAY)
    return ReportBrief(delivery.id, delivery.key.announcement, report)


def _verdict(ledger: Ledger, delivery: Delivery, release: Release, now: datetime) -> Go | Skip:
    """Decide whether it still goes out; an update always does."""
    if delivery.action is Action.UPDATE:
        return Go()
    slot = _slot(ledger, delivery, release) if delivery.key.revision or delivery.statement else None
    if delivery.key.revision and not _is_called_for(ledger, delivery, slot):
        return Skip(Reason.NO_LONGER_PLANNED)
    if slot and is_to_wait(tried=delivery, slot=slot, release=release, policy=ledger.policy, now=now):
        return Skip(Reason.MOVED)
    if _is_posted_anew(ledger, delivery, release):
        return Go()
    return decide(
        announcement=delivery.key.announcement,
        due_at=delivery.due_at,
        now=now,
        release=release,
        policy=policy_in(ledger=ledger, channel=delivery.key.channel),
    )


def _is_posted_anew(ledger: Ledger, delivery: Delivery, release: Release) -> bool:
    """Say whether it was said in time, of the same date, and somebody deleted it: then it is never late."""
    announcement = delivery.key.announcement
    if delivery.key.revision == 0 or announcement.kind.late in ASKED_AGAIN:
        return False
    before = ledger.said_before(delivery.key)
    told = before.statement.stage(announcement.server) if before and before.statement else None
    stage = release.stage(announcement.server)
    return told is None or stage is None or told.date == stage.date


def _slot(ledger: Ledger, delivery: Delivery, release: Release) -> Slot | None:
    """Return what the schedule calls for in place of what was said, or tried, before; None for nothing."""
    place = place_of(delivery)
    here = ledger.integrations_in(delivery.key.channel)
    slots = slots_for(release=release, integrations=here, policy=ledger.policy)
    return next((slot for slot in slots if (slot.announcement, slot.channel) == place), None)


def _is_called_for(ledger: Ledger, delivery: Delivery, slot: Slot | None) -> bool:
    """Say whether what is said anew is still called for: a rollback may have come, or another impact.

    A card is posted anew whatever comes: it shows where things stand. So is what somebody is asked alone.
    """
    key = delivery.key
    card = ledger.card(key.topic, key.channel)
    is_alone = key.announcement.kind.placement is Placement.ALONE
    return is_alone or card is None or card.message is None or slot is not None


def _correction_brief(ledger: Ledger, delivery: Delivery, release: Release) -> Brief | Skip:
    brief = correction_brief(ledger=ledger, delivery=delivery, release=release)
    return brief or Skip(Reason.TAKEN_BACK)


def _case_brief(ledger: Ledger, delivery: Delivery, case: Case | None, now: datetime) -> Brief | Skip:
    if case is None:
        return Skip(Reason.NO_LONGER_PLANNED)
    verdict = decide_of_case(announcement=delivery.key.announcement, case=case, now=now)
    if isinstance(verdict, Skip):
        return verdict
    if delivery.key.announcement.kind.outlet is EMAIL:
        return mail_to_send(ledger=ledger, mail=delivery, case=case)
    if delivery.key.announcement.kind.outlet is FILES:
        return files_brief(ledger=ledger, delivery=delivery, case=case)
    about = ledger.deliveries(case.topic)
    brief = case_brief(ledger=ledger, delivery=delivery, case=case, about=about)
    return _with_mail(ledger, brief, mails_in(about))


def _with_mail(ledger: Ledger, brief: CaseBrief, mails: tuple[Delivery, ...]) -> CaseBrief:
    """Add the mail to the vendor that it speaks of: that of its number, or the newest of the case."""
    number = brief.announcement.number
    if brief.kind == CASE_FILES_LEFT:
        why = why_not_shared(ledger=ledger, case=brief.case, number=number or 0)
        return replace(brief, unshared=why)
    if brief.kind != CASE_MAILED:
        return replace(brief, mail=mails[-1] if mails else None)
    mail = next(mail for mail in mails if mail.key.announcement.number == number)
    return replace(brief, mail=mail, mailed=mail_brief(ledger=ledger, mail=mail, case=brief.case))


def _draft_brief(ledger: Ledger, delivery: Delivery) -> Brief | Skip:
    draft = ledger.draft(delivery.key.topic.number)
    if draft is None or (delivery.action is Action.POST and not draft.is_waiting):
        return Skip(Reason.ANSWERED)
    return draft_brief(ledger, delivery, draft)


def _answer_brief(ledger: Ledger, delivery: Delivery) -> Brief | Skip:
    content = ledger.shared_answer(delivery.key.topic.key)
    if content is None or ledger.now - delivery.due_at > ANSWER_HOLDS:
        return Skip(Reason.TOO_OLD)
    return AnswerBrief(delivery.id, content)
