"""What will be said, as rows: written in the same transaction as the change that caused it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TypeAlias

from rollouts.announcing.plan_mark import plan_mark
from rollouts.announcing.questions import keep_asking
from rollouts.announcing.saying_again import place_of, say_again
from rollouts.announcing.schedule import SCHEDULE, Rule, Slot, slots_for
from rollouts.deliveries import (
    BY_ITSELF,
    OPEN,
    Action,
    Announcement,
    Delivery,
    Key,
    NewDelivery,
    Reason,
    State,
)
from rollouts.kinds import Kind, LateRule, Placement
from rollouts.policy import Policy
from rollouts.ports import Ledger
from rollouts.releases import Release
from rollouts.topics import Topic, TopicKind

Schedule: TypeAlias = Mapping[Kind, Rule]


def replan(*, ledger: Ledger, release: Release, schedule: Schedule = SCHEDULE) -> None:
    """Bring the planned posts of a release in line with its dates and the integrations of today.

    Only kinds that the schedule has a rule for are touched, and what was posted stays. What is no longer
    called for is skipped, and comes back if it is called for again. What still waits in a channel that was
    left goes out in the new one, however old.
    """
    wanted = {
        (slot.announcement, slot.channel): slot
        for slot in slots_for(
            release=release, integrations=ledger.integrations(), policy=ledger.policy, schedule=schedule
        )
    }
    posts = [
        delivery
        for delivery in ledger.deliveries(release.topic)
        if delivery.action is Action.POST and delivery.key.announcement.kind in schedule
    ]
    planned = {place_of(delivery): delivery for delivery in posts if delivery.key.revision == 0}
    moved_away = {
        announcement
        for (announcement, channel), delivery in planned.items()
        if delivery.state in OPEN and (announcement, channel) not in wanted
    }
    topic, policy, now = release.topic, ledger.policy, ledger.now

    def is_news(slot: Slot) -> bool:
        return not _is_old_news(slot, policy, now) or slot.announcement in moved_away

    ledger.plan(
        NewDelivery(Key(topic, *place), slot.due_at)
        for place, slot in wanted.items()
        if place not in planned and is_news(slot)
    )
    not_wanted = [delivery for place, delivery in planned.items() if place not in wanted]
    for reason, taken_back in _taken_back(not_wanted, release).items():
        ledger.leave_out(taken_back, reason=reason)
    moved = {
        delivery.id: changed
        for place, delivery in planned.items()
        if place in wanted
        if (changed := _in_line(delivery, wanted[place], is_news=is_news(wanted[place]))) != delivery
    }
    ledger.save_deliveries(moved.values())
    posts = [moved.get(delivery.id, delivery) for delivery in posts]
    say_again(ledger=ledger, release=release, posts=posts, wanted=wanted)


def replan_all(*, ledger: Ledger, schedule: Schedule = SCHEDULE) -> None:
    """Replan every release that is still on its way: after a change of integrations, servers or settings."""
    to_be_told = _to_be_told(ledger)
    for release in ledger.releases():
        if not release.is_finished or release.topic in to_be_told:
            replan(ledger=ledger, release=release, schedule=schedule)


def replan_at_start(ledger: Ledger, rules: str = "") -> None:
    """Bring all that is planned in line: settings, holidays or rules may have changed meanwhile.

    With `rules`, a word for this version of them, nothing is planned anew that was planned with the same
    ones, unless something of it was under way.
    """
    today = ledger.policy.day(ledger.now)
    integrations = ledger.integrations()
    mark = plan_mark(rules=rules, policy=ledger.policy, integrations=integrations, today=today)
    if not rules or ledger.planned_with() != mark:
        replan_all(ledger=ledger)
        ledger.keep_planned_with(mark)
    else:
        under_way = ledger.topics_held() | {each.key.topic for each in ledger.searched_for()}
        for release in filter(None, (release_of(ledger=ledger, topic=topic) for topic in under_way)):
            replan(ledger=ledger, release=release)
    for release in ledger.releases():
        if not release.is_finished:
            keep_asking(ledger=ledger, release=release)


def _to_be_told(ledger: Ledger) -> frozenset[Topic]:
    """Return of what something is still to be posted: it may wait for a closed channel while all is live.

    A report is not meant: it looks back, and channels that came meanwhile hear nothing because of it.
    """
    return frozenset(topic for topic, kind in ledger.still_to_post() if not kind.is_report)


def _is_old_news(slot: Slot, policy: Policy, now: datetime) -> bool:
    """Say whether it was news on an earlier day alone, and is none for a channel that joined later."""
    if not slot.announcement.kind.is_of_its_day or slot.due_at >= now:
        return False
    policy = policy.in_zone(slot.timezone)
    return policy.day(slot.due_at) < policy.day(now)


def _taken_back(not_wanted: Iterable[Delivery], release: Release) -> Mapping[Reason, list[int]]:
    """Return what waits and is not called for any more, by why: perhaps because its stage went live."""
    found: dict[Reason, list[int]] = {}
    for delivery in not_wanted:
        if delivery.state in OPEN:
            what = delivery.key.announcement
            stage = release.stage(what.server)
            is_answered = stage and stage.is_live and what.kind.late is LateRule.UNTIL_LIVE
            reason = Reason.STAGE_IS_LIVE if is_answered else Reason.NO_LONGER_PLANNED
            found.setdefault(reason, []).append(delivery.id)
    return found


def _in_line(delivery: Delivery, slot: Slot, *, is_news: bool) -> Delivery:
    is_moved = slot.due_at != delivery.due_at
    if delivery.state in OPEN and is_moved:
        # One that waited for another try waits for its new time instead, and holds nobody up meanwhile.
        return _planned_anew(delivery, slot)
    comes_back = is_moved or delivery.reason == Reason.NO_LONGER_PLANNED
    if delivery.state is State.SKIPPED and comes_back and is_news:
        return _planned_anew(delivery, slot)
    return delivery


def _planned_anew(delivery: Delivery, slot: Slot) -> Delivery:
    return replace(
        delivery, state=State.PLANNED, due_at=slot.due_at, next_at=None, finished_at=None, reason=""
    )


def release_of(*, ledger: Ledger, topic: Topic) -> Release | None:
    """Return the release that the topic is; None when it is something else, or gone."""
    return ledger.release_with_key(topic.key) if topic.kind is TopicKind.RELEASE else None


def as_called(*, ledger: Ledger, delivery: Delivery) -> Delivery:
    """Return a delivery to be looked at: what is about a release names it as it is called today."""
    release = release_of(ledger=ledger, topic=delivery.key.topic)
    if release is None:
        return delivery
    topic = Topic(TopicKind.RELEASE, release.name)
    return replace(delivery, key=replace(delivery.key, topic=topic))


def refresh(*, ledger: Ledger, topic: Topic, only: Callable[[Key], bool] = lambda _: True) -> None:
    """Plan updates in place for every message of the topic that shows where things stand.

    One whose post is under way counts as said: its update waits in line behind it. `only` says of which.
    """
    deliveries = ledger.not_merely_planned(topic)
    revisions: dict[tuple[Announcement, str], int] = {}
    waiting: set[tuple[Announcement, str]] = set()
    for delivery in deliveries:
        place = (delivery.key.announcement, delivery.key.channel)
        revisions[place] = max(revisions.get(place, 0), delivery.key.revision)
        if delivery.action is Action.UPDATE and delivery.state in OPEN:
            waiting.add(place)
    shown = {
        (delivery.key.announcement, delivery.key.channel)
        for delivery in deliveries
        if _shows_status(delivery) and only(delivery.key)
    }
    ledger.plan(
        NewDelivery(Key(topic, *place, revisions[place] + 1), due_at=ledger.now, action=Action.UPDATE)
        for place in sorted(shown - waiting, key=str)
    )


def refresh_in(*, ledger: Ledger, release: Release, channels: Iterable[str]) -> None:
    """Plan updates of what shows the checks and cases of a release: in those channels, and with people."""
    there = frozenset(channels)

    def shows_them(key: Key) -> bool:
        kind = key.announcement.kind
        is_private = kind.placement is Placement.ALONE
        return (kind.is_for_owners or kind.has_verdict) if is_private else key.channel in there

    refresh(ledger=ledger, topic=release.topic, only=shows_them)


def refresh_verdicts(*, ledger: Ledger, release: Release) -> None:
    """Plan updates of what managers were told of a release before it comes to its next server."""
    refresh(
        ledger=ledger,
        topic=release.topic,
        only=lambda key: key.announcement.kind.has_verdict and key.announcement.kind.is_kept_current,
    )


def refresh_card(*, ledger: Ledger, card: Delivery) -> None:
    """Plan an update of that card, and of nothing else in its channel."""
    place = place_of(card)
    refresh(
        ledger=ledger,
        topic=card.key.topic,
        only=lambda key: (key.announcement, key.channel) == place,
    )


def _shows_status(delivery: Delivery) -> bool:
    kind = delivery.key.announcement.kind
    if delivery.action is not Action.POST or not kind.outlet.can_edit:
        return False
    is_said = delivery.state in {State.CLAIMED, State.UNKNOWN} or (
        delivery.state is State.SENT and delivery.message is not None
    )
    return is_said and (delivery.thread in {None, BY_ITSELF} or kind.is_kept_current)
