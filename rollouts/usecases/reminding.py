"""Answering a reminder to test: later, or not at all."""

from dataclasses import dataclass, replace
from datetime import datetime

from rollouts.announcing.revisions import next_revision
from rollouts.calendar import DAY, instant, window_day
from rollouts.checks import CheckState
from rollouts.deliveries import OPEN, Action, NewDelivery
from rollouts.people import Person
from rollouts.policy import Policy
from rollouts.ports import Ledger
from rollouts.refusals import Blocked, Invalid, Obstacle
from rollouts.releases import Release
from rollouts.servers import Server
from rollouts.usecases.check_pages import settable
from rollouts.usecases.check_results import Wish, keep_wishes
from rollouts.usecases.checks import ChecksSet
from rollouts.usecases.confirming import find_message, stage_of_message
from rollouts.validation import WHY_MAX, text_problems


@dataclass(frozen=True, slots=True)
class PutOff:
    """Somebody wants to be reminded again, in that many days."""

    actor: Person
    delivery: int
    days: int


@dataclass(frozen=True, slots=True)
class PutOffUntil:
    """When the reminder comes again (UTC)."""

    release: Release
    server: Server
    at: datetime
    policy: Policy


@dataclass(frozen=True, slots=True)
class NotNeeded:
    """Somebody says why what is left need not be tested."""

    actor: Person
    delivery: int
    why: str = ""


def put_off(ledger: Ledger, request: PutOff) -> PutOffUntil:
    """Remind them again on the next working day after so many days; the last wish counts.

    Raises:
        Unknown: the message is none of ours any more.
        Blocked: there is nothing to test for them, or the next server's day will have come.
        NotAllowed: they may not set checks.
        NotToCheck: it is not there any more.
    """
    release, server = stage_of_message(ledger=ledger, delivery=request.delivery)
    settable(ledger=ledger, release=release, actor=request.actor, where=request.delivery)
    policy = ledger.policy
    earliest = policy.day(ledger.now) + request.days * DAY
    day = window_day(begins=earliest, count=1, days_off=policy.days_off)
    keys = [stage.server for stage in release.stages]
    following = release.stages[keys.index(server.key) + 1 :]
    if following and day >= following[0].date:
        names = [each.name for each in ledger.servers() if each.key == following[0].server]
        raise Blocked(Obstacle.TOO_LATE_TO_REMIND, release.name, tuple(names))
    at = instant(day=day, at=policy.post_at, timezone=policy.timezone)
    key = find_message(ledger=ledger, delivery=request.delivery).key
    waiting = [
        each
        for each in ledger.deliveries(release.topic, of=key.announcement)
        if each.key.channel == key.channel and each.action is Action.POST and each.state in OPEN
    ]
    ledger.save_deliveries(replace(each, due_at=at, next_at=None) for each in waiting)
    if not waiting:
        revision = next_revision(ledger=ledger, like=key)
        ledger.plan([NewDelivery(replace(key, revision=revision), at)])
    return PutOffUntil(release, server, at, policy)


def ask_why_not_needed(ledger: Ledger, request: NotNeeded) -> Release:
    """Return the release that somebody does not want to test any further; `why` is asked next.

    Raises:
        Unknown, Blocked, NotAllowed, NotToCheck: as above.
    """
    release, _ = stage_of_message(ledger=ledger, delivery=request.delivery)
    settable(ledger=ledger, release=release, actor=request.actor, where=request.delivery)
    return release


def not_needed(ledger: Ledger, request: NotNeeded) -> ChecksSet:
    """Set what is left to test on the server of the reminder as not applicable, with the reason.

    Raises:
        Invalid: there is no reason.
        Unknown, Blocked, NotAllowed, NotToCheck: as above.
    """
    release, server = stage_of_message(ledger=ledger, delivery=request.delivery)
    items = settable(ledger=ledger, release=release, actor=request.actor, where=request.delivery)
    if problems := tuple(text_problems("why", request.why, most=WHY_MAX, needed=True)):
        raise Invalid(problems)
    wishes = [
        Wish(item, CheckState.NOT_APPLICABLE if item.name.is_test else CheckState.LATER, request.why)
        for item in items
        if item.is_left and item.environment.server == server.key
    ]
    checks, cases = keep_wishes(ledger=ledger, release=release, actor=request.actor, wishes=wishes)
    return ChecksSet(release, checks, cases, ledger.now, ledger.servers(), ledger.policy)
