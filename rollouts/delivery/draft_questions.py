"""What the vendor's news asks of managers: one message for each draft, kept current until one has decided.

They are asked at once, again on the day on which its preview would be due, and once more on the working
morning after that, where the support channel hears of it too.
"""

from dataclasses import replace
from datetime import date, datetime

from rollouts.announcing.briefing import is_asked_again
from rollouts.announcing.corrections import believed
from rollouts.announcing.draft_briefs import Asked, DraftBrief
from rollouts.announcing.planning import refresh
from rollouts.announcing.questions import answer_the_one_before
from rollouts.announcing.revisions import next_revision
from rollouts.announcing.schedule import Slot, slots_for
from rollouts.calendar import instant, preview_day, working_day_after
from rollouts.deliveries import (
    OPEN,
    Action,
    Announcement,
    Delivery,
    Key,
    NewDelivery,
    Reason,
    State,
    finished,
)
from rollouts.delivery.helpers import line_for_news
from rollouts.drafts import release_from
from rollouts.intake.judging import Judged, ToDo, judge, without_confirmation
from rollouts.kinds import DRAFT, Placement
from rollouts.news import News
from rollouts.news_drafts import DraftState, NewsDraft
from rollouts.ports import Ledger
from rollouts.references import ids_of
from rollouts.releases import Release
from rollouts.statements import statement_of
from rollouts.topics import Topic, TopicKind
from rollouts.validation import release_problems

ASKED_MOST = 3
"""How often managers are asked about a draft."""

ANNOUNCEMENT = Announcement(DRAFT)

_NOT_ASKED = frozenset({*OPEN, State.SKIPPED, State.FAILED})


def topic_of(draft: NewsDraft) -> Topic:
    """Return what the question about a draft is about."""
    return Topic(TopicKind.DRAFT, str(draft.number))


def judged_in(ledger: Ledger, news: News) -> Judged:
    """Say what is to be done about news of one release, measured by the calendar."""
    return judge(news, releases=ledger.releases(), servers=ledger.servers(), policy=ledger.policy)


def judged_draft(ledger: Ledger, draft: NewsDraft) -> Judged:
    """Say what a manager has to decide about a draft.

    That a release is live is put to whoever confirms it, and to be decided only where it is not known here.
    """
    judged = judged_in(ledger, draft.news)
    return judged_in(ledger, without_confirmation(draft.news)) if judged.known else judged


def ask_about(ledger: Ledger, draft: NewsDraft) -> None:
    """Bring the question about a draft in line with it: asked, brought up to date, or taken back."""
    topic = topic_of(draft)
    posts = [post for post in ledger.deliveries(topic, of=ANNOUNCEMENT) if post.action is Action.POST]
    waiting = [post for post in posts if post.state in OPEN]
    if draft.state is DraftState.OPEN and not _asked(posts, draft):
        if not any(post.due_at <= ledger.now for post in waiting):
            _take_back(ledger, waiting)
            _ask(ledger, topic, who_is_asked(ledger, draft), ledger.now)
        return
    refresh(ledger=ledger, topic=topic)
    if draft.state is DraftState.OPEN:
        _put_in_line(ledger, draft, posts)
    elif draft.state is not DraftState.LATER:
        _take_back(ledger, waiting)
    elif not _asked(posts, draft):
        # Once it was asked on its day, what follows is planned (`ask_on`).
        _take_back(ledger, waiting)
        _ask(ledger, topic, who_is_asked(ledger, draft), asked_again_at(ledger, draft))


def _take_back(ledger: Ledger, waiting: list[Delivery]) -> None:
    ledger.save_deliveries(
        finished(post, State.SKIPPED, Reason.ANSWERED.value, ledger.now) for post in waiting
    )


def _put_in_line(ledger: Ledger, draft: NewsDraft, posts: list[Delivery]) -> None:
    """Let what is asked again on the day of the preview follow its date, which may have moved."""
    at = asked_again_at(ledger, draft)
    ledger.save_deliveries(
        replace(post, due_at=at, next_at=None)
        for post in posts
        if post.state in OPEN
        and post.due_at != at
        and _asked([each for each in posts if each.key.channel == post.key.channel], draft) == 1
    )


def ask_on(ledger: Ledger, asked: Delivery) -> None:
    """Plan the next question in the place of one that was just asked, and let that alone stay open."""
    draft = ledger.draft(asked.key.topic.number)
    if draft is None or not draft.is_waiting:
        return
    answer_the_one_before(ledger=ledger, asked=asked)
    posts = [
        post for post in ledger.deliveries(asked.key.topic, of=ANNOUNCEMENT) if post.action is Action.POST
    ]
    here = [post for post in posts if post.key.channel == asked.key.channel]
    times = _asked(here, draft) + (draft.state is DraftState.LATER)
    is_enough = times >= ASKED_MOST or asked.key.channel not in who_is_asked(ledger, draft)
    if is_enough or any(post.state in OPEN for post in here):
        return
    is_last = times == ASKED_MOST - 1
    at = _next_morning(ledger) if is_last else asked_again_at(ledger, draft)
    heard = {post.key.channel for post in posts if _is_of(post, draft)}
    support = ledger.policy.support_channel
    also = (support,) if is_last and support and support not in heard else ()
    _ask(ledger, asked.key.topic, (asked.key.channel, *also), at)


def look_again_at(ledger: Ledger, release: Release) -> None:
    """Bring what waits for a word about a release in line with what the calendar has of it now."""
    for draft in ledger.drafts():
        judged = judged_draft(ledger, draft)
        if judged.known is None or judged.known.name != release.name:
            continue
        is_settled = judged.to_do is ToDo.NOTHING
        ask_about(ledger, _settled(ledger, draft) if is_settled else draft)


def _settled(ledger: Ledger, draft: NewsDraft) -> NewsDraft:
    return ledger.save_draft(
        replace(draft.with_all_decided(), state=DraftState.NO_NEWS, changed_at=ledger.now, put_off_to=None)
    )


def asked_again_at(ledger: Ledger, draft: NewsDraft) -> datetime:
    """Return when it is asked again: on the day to which it was put off, else when its preview is due.

    Where that is past, it is the next morning.
    """
    if draft.put_off_to and (chosen := asked_at(ledger, draft.put_off_to)) > ledger.now:
        return chosen
    due = _preview_due(ledger, draft)
    return max(_next_morning(ledger), asked_at(ledger, due)) if due else _next_morning(ledger)


def asked_at(ledger: Ledger, day: date) -> datetime:
    """Return when of a day managers are asked."""
    return instant(day=day, at=ledger.policy.post_at, timezone=ledger.policy.timezone)


def _preview_due(ledger: Ledger, draft: NewsDraft) -> date | None:
    day = judged_draft(ledger, draft).draft.dates.get(ledger.servers()[0].key)
    return day and preview_day(release_date=day, preview_days=ledger.policy.preview_days)


def draft_brief(ledger: Ledger, delivery: Delivery, draft: NewsDraft) -> DraftBrief:
    """Gather what managers are asked about a draft, as things stand."""
    posts = ledger.deliveries(delivery.key.topic, of=ANNOUNCEMENT)
    before = [
        post
        for post in posts
        if post.key.channel == delivery.key.channel
        and post.id != delivery.id
        and post.action is Action.POST
        and post.state is State.SENT
        and _is_of(post, draft)
    ]
    return DraftBrief(
        delivery=delivery.id,
        asked=asked_about(ledger, draft),
        is_asked_again=delivery.action is Action.UPDATE and is_asked_again(ledger, delivery),
        is_reminder=len(before) > (delivery.action is Action.UPDATE),
        is_for_owner=_is_for_owner(ledger, delivery, draft),
    )


def _is_for_owner(ledger: Ledger, delivery: Delivery, draft: NewsDraft) -> bool:
    """Say whether it goes to somebody who is asked because the release is theirs, and is no manager."""
    managers = ledger.policy.managers_told
    known = judged_draft(ledger, draft).known
    is_theirs = known is not None and delivery.key.channel in ids_of([known.owner])
    return is_theirs and bool(managers) and delivery.key.channel not in managers


def asked_about(ledger: Ledger, draft: NewsDraft) -> Asked:
    """Gather what is asked about a draft, and what would come of entering it."""
    judged, policy, servers = judged_draft(ledger, draft), ledger.policy, ledger.servers()
    release = release_from(draft=judged.draft, servers=servers, policy=policy, known=judged.known)
    problems = tuple(
        release_problems(
            draft=judged.draft,
            release=release,
            known=judged.known,
            servers=servers,
            today=policy.day(ledger.now),
        )
    )
    slots = _said_of(ledger, release) if release and judged.known is None else ()
    first = tuple(slot for slot in slots if slot.announcement == slots[0].announcement)
    return Asked(
        draft=draft,
        judged=judged,
        problems=problems,
        next_posts=first,
        later_posts=len(slots) - len(first),
        corrected=_corrected(ledger, release) if release and judged.known else (),
        servers=servers,
        policy=policy,
        now=ledger.now,
        again_at=asked_again_at(ledger, draft),
    )


def _said_of(ledger: Ledger, release: Release) -> tuple[Slot, ...]:
    """Return what channels would hear of a new release, whatever becomes of it."""
    slots = slots_for(release=release, integrations=ledger.integrations(), policy=ledger.policy)
    kinds = ((slot, slot.announcement.kind) for slot in slots)
    return tuple(
        slot
        for slot, kind in kinds
        if kind.placement is not Placement.ALONE
        and not kind.is_for_who_heard_nothing
        and not kind.is_shown_on_card
    )


def _corrected(ledger: Ledger, release: Release) -> tuple[str, ...]:
    """Return the channels that were told otherwise than the release would be."""
    true = statement_of(release=release, today=ledger.policy.day(ledger.now))
    told = believed(deliveries=ledger.deliveries(release.topic), true=true)
    return tuple(sorted(channel for channel, belief in told.items() if belief.differences))


def who_is_asked(ledger: Ledger, draft: NewsDraft) -> tuple[str, ...]:
    """Return the managers, else whoever is next, and of a release that was stopped its owner."""
    managers = ledger.policy.managers_told or line_for_news(ledger=ledger, topic=topic_of(draft))[:1]
    judged = judged_draft(ledger, draft)
    owner = judged.known.owner if judged.known and judged.to_do is ToDo.STOP else None
    return tuple(dict.fromkeys((*managers, *ids_of([owner]))))


def _asked(posts: list[Delivery], draft: NewsDraft) -> int:
    """Count how often it was asked, or is just being, since it stands as it does."""
    return sum(_is_of(post, draft) for post in posts if post.state not in _NOT_ASKED)


def _is_of(post: Delivery, draft: NewsDraft) -> bool:
    """Say whether it was asked since the draft stands as it does; what is put off is never asked at once."""
    if draft.state is DraftState.LATER:
        return post.due_at > draft.changed_at
    return post.due_at >= draft.changed_at


def _ask(ledger: Ledger, topic: Topic, people: tuple[str, ...], at: datetime) -> None:
    for each in people:
        key = Key(topic, ANNOUNCEMENT, each)
        revision = next_revision(ledger=ledger, like=key)
        # The revision between is for the edit of the one before (`answer_the_one_before`).
        ledger.plan([NewDelivery(replace(key, revision=revision + bool(revision)), at)])


def _next_morning(ledger: Ledger) -> datetime:
    policy = ledger.policy
    day = working_day_after(day=policy.day(ledger.now), days_off=policy.days_off)
    return instant(day=day, at=policy.post_at, timezone=policy.timezone)
