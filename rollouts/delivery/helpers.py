"""Who is told or asked: a line of people and places, so that somebody hears where others cannot."""

from dataclasses import replace

from rollouts.announcing.planning import release_of
from rollouts.announcing.revisions import next_revision
from rollouts.deliveries import Action, Delivery, NewDelivery, State
from rollouts.ports import Ledger
from rollouts.references import ids_of
from rollouts.topics import Topic, TopicKind


def line(*, ledger: Ledger, topic: Topic) -> tuple[str, ...]:
    """Return who can be told or asked about the topic: people first, then channels, each in its turn.

    Of a release its owner, of other things the managers, come first; then the other people concerned, the
    support channel, and the channels of integrations, those concerned before the others.
    """
    people, channels = _concerned(ledger, topic)
    support = ledger.policy.support_channel
    others = sorted(each.channel for each in ledger.integrations() if each.is_reachable)
    everybody = dict.fromkeys((*people, *([support] if support else []), *channels, *others))
    closed = {pause.channel for pause in ledger.pauses()}
    is_closed = topic.key if topic.kind is TopicKind.CHANNEL else None
    return tuple(each for each in everybody if each not in closed and each != is_closed)


def line_for_news(*, ledger: Ledger, topic: Topic) -> tuple[str, ...]:
    """Return who can be asked about what the vendor writes: no integration's channel hears it unconfirmed."""
    support = ledger.policy.support_channel
    theirs = {each.channel for each in ledger.integrations()} - {support}
    return tuple(each for each in line(ledger=ledger, topic=topic) if each not in theirs)


def _concerned(ledger: Ledger, topic: Topic) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the people and the channels that the topic concerns."""
    managers = ledger.policy.managers_told
    match topic.kind:
        case TopicKind.RELEASE:
            return (*_owner(ledger, topic), *managers), ()
        case TopicKind.CHANNEL:
            return (*_owners_in(ledger, topic.key), *managers), ()
        case TopicKind.DELIVERY if about := ledger.delivery(topic.number):
            owners = (*_owner(ledger, about.key.topic), *_owners_in(ledger, about.key.channel))
            is_place = is_public(ledger=ledger, channel=about.key.channel)
            return (*managers, *owners), (about.key.channel,) if is_place else ()
        case _:
            return managers, ()


def _owner(ledger: Ledger, topic: Topic) -> tuple[str, ...]:
    release = release_of(ledger=ledger, topic=topic)
    return ids_of([release.owner]) if release else ()


def _owners_in(ledger: Ledger, channel: str) -> tuple[str, ...]:
    here = ledger.integrations_in(channel)
    return ids_of(owner for integration in here for owner in integration.owners)


def is_public(*, ledger: Ledger, channel: str) -> bool:
    """Say whether others read there too: it is a channel that we know, and no person."""
    known = {integration.channel for integration in ledger.integrations()}
    return channel in known | {ledger.policy.support_channel}


def pass_on(*, ledger: Ledger, refused: Delivery) -> bool:
    """Tell or ask the next in line instead of somebody who cannot be reached or may not answer.

    Return whether anybody hears of it: false when there is nobody left.
    """
    key = refused.key
    told = ledger.deliveries(key.topic, of=key.announcement)
    posts = [post for post in told if post.action is Action.POST]
    in_vain = {post.key.channel for post in posts if post.state is State.FAILED}
    if any(post.due_at >= refused.due_at and post.key.channel not in in_vain for post in posts):
        return True
    in_line = line_for_news if key.announcement.kind.is_unconfirmed else line
    left = (each for each in in_line(ledger=ledger, topic=key.topic) if each not in in_vain)
    if (instead := next(left, None)) is None:
        return False
    key = replace(key, channel=instead)
    # The first revision of an announcement of a release is planned by its dates, and by nothing else.
    revision = max(1, next_revision(ledger=ledger, like=key))
    ledger.plan([NewDelivery(replace(key, revision=revision), due_at=ledger.now)])
    return True
