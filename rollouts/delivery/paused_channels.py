"""Channels that take no messages: archived, gone, or closed to the bot. They are paused alone."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from rollouts.announcing.planning import refresh, replan_all
from rollouts.deliveries import Announcement, Delivery, Key, NewDelivery, Pause, State, finished
from rollouts.delivery.case_places import move_threads_from
from rollouts.delivery.helpers import line, pass_on
from rollouts.history import Author
from rollouts.integrations import Integration
from rollouts.keeping import keep_integration
from rollouts.kinds import CHANNEL_PAUSED
from rollouts.people import Person, is_manager, is_owner
from rollouts.permissions import absence_problems, require_changer, require_manager
from rollouts.ports import Ledger
from rollouts.refusals import Fault, Invalid, Problem
from rollouts.topics import Topic, TopicKind


def topic_of(channel: str) -> Topic:
    """Return the topic under which the trouble with a channel is told."""
    return Topic(TopicKind.CHANNEL, channel)


def told_as(pause: Pause) -> Announcement:
    """Return the announcement that tells of just this pause; a later one of the channel is told anew."""
    return Announcement(CHANNEL_PAUSED, number=pause.number)


def pause_channel(*, ledger: Ledger, channel: str, reason: str) -> tuple[Delivery, ...]:
    """Pause a channel, and tell those who can help: the owners of its integrations, and the managers.

    Without any of them whoever is next in line is told, so that somebody is.

    They are told once for each pause; what is planned for the channel stays planned, and what was to be asked
    there is asked elsewhere. Return the questions for which nobody is left.
    """
    topic = topic_of(channel)
    earlier = (told.key.announcement.number or 0 for told in ledger.deliveries(topic))
    pause = Pause(channel, reason, ledger.now, number=1 + max(earlier, default=0))
    if not ledger.pause(pause):
        return ()
    owners = (owner for integration in ledger.integrations_in(channel) for owner in integration.owners)
    reachable = line(ledger=ledger, topic=topic)
    concerned = {*owners, *ledger.policy.managers_told}
    told = tuple(each for each in reachable if each in concerned) or reachable[:1]
    ledger.plan(NewDelivery(Key(topic, told_as(pause), each), due_at=ledger.now) for each in told)
    left = tuple(_not_passed_on(ledger, pause))
    move_threads_from(ledger=ledger, channel=channel)
    return left


def _not_passed_on(ledger: Ledger, pause: Pause) -> Iterator[Delivery]:
    """Ask elsewhere what was just to be asked in the channel: it would wait there until somebody opens it.

    Yield what there is nobody to be asked.
    """
    for post in ledger.overdue(before=ledger.now + timedelta.resolution):
        if post.key.channel == pause.channel and post.key.announcement.kind.is_passed_on:
            refused = finished(post, State.FAILED, pause.reason, ledger.now)
            ledger.save_deliveries([refused])
            if not pass_on(ledger=ledger, refused=refused):
                yield refused


@dataclass(frozen=True, slots=True)
class TryAgain:
    """Somebody says that they have mended the channel."""

    channel: str
    actor: Person


@dataclass(frozen=True, slots=True)
class Resumed:
    """The channel gets messages again; `again` when it was not paused any more."""

    channel: str
    again: bool


def try_again(ledger: Ledger, request: TryAgain) -> Resumed:
    """Let a paused channel get its messages; if it still takes none it is paused again, and told again.

    Raises:
        NotAllowed: the actor neither owns an integration of the channel nor is a manager.
    """
    require_helper(ledger, request.actor, request.channel)
    return channel_opened(ledger, request.channel)


def channel_opened(ledger: Ledger, channel: str) -> Resumed:
    """Let a channel get its messages that was opened again, or that let the bot in."""
    resumed = ledger.resume(channel)
    if resumed:
        refresh(ledger=ledger, topic=topic_of(channel))
    return Resumed(channel, again=not resumed)


def require_helper(ledger: Ledger, person: Person, channel: str) -> tuple[Integration, ...]:
    """Let owners of the channel's integrations and managers pass; return what they may move.

    Raises:
        NotAllowed: for everybody else.
    """
    here = ledger.integrations_in(channel)
    if is_manager(person=person, managers=ledger.policy.managers):
        return here
    own = tuple(i for i in here if is_owner(person=person, owners=i.owners))
    if not own:
        if here:
            require_changer(person, here[0], ledger.policy)
        require_manager(person, ledger.policy)
    return own


@dataclass(frozen=True, slots=True)
class MoveChannel:
    """Somebody chooses another channel for what was to go into a closed one.

    `unusable` is why it is none; `is_absent` says that the actor was found not to be in it.
    """

    actor: Person
    channel: str
    to: str
    unusable: tuple[Problem, ...] = ()
    is_absent: bool = False


@dataclass(frozen=True, slots=True)
class Moved:
    """The integrations that hear in the other channel from now on."""

    integrations: tuple[str, ...]
    to: str


@dataclass(frozen=True, slots=True)
class AskToMove:
    """Somebody wants to choose another channel for what was to go into that one."""

    actor: Person
    channel: str


def channel_to_move(ledger: Ledger, request: AskToMove) -> str:
    """Return the channel for which another is to be chosen.

    Raises:
        NotAllowed: the actor neither owns an integration of the channel nor is a manager.
    """
    require_helper(ledger, request.actor, request.channel)
    return request.channel


def move_channel(ledger: Ledger, request: MoveChannel) -> Moved:
    """Move the integrations of a channel that the actor may change to another one, and plan anew.

    Raises:
        NotAllowed: the actor neither owns an integration of the channel nor is a manager.
        Invalid: the other channel cannot be used.
    """
    moved = require_helper(ledger, request.actor, request.channel)
    if not request.to:
        raise Invalid((Problem("channel", Fault.MISSING),))
    problems = request.unusable or absence_problems(
        person=request.actor, channel=request.to, is_absent=request.is_absent, policy=ledger.policy
    )
    if problems:
        raise Invalid(problems)
    for integration in moved:
        elsewhere = replace(integration, channel=request.to)
        keep_integration(ledger=ledger, integration=elsewhere, author=Author(request.actor.id, ledger.now))
    replan_all(ledger=ledger)
    refresh(ledger=ledger, topic=topic_of(request.channel))
    return Moved(tuple(integration.name for integration in moved), request.to)
