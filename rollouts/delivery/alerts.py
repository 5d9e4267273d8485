"""Gathering the facts behind what managers are told of trouble with deliveries."""

from rollouts.announcing.briefs import (
    Brief,
    DowntimeBrief,
    MailboxBrief,
    NamesBrief,
    PausedBrief,
    UnsureBrief,
)
from rollouts.announcing.planning import as_called
from rollouts.deliveries import Action, Delivery
from rollouts.delivery.names import names_in_use
from rollouts.delivery.paused_channels import told_as
from rollouts.delivery.resolving import needs_decision, refused_alike
from rollouts.ports import Ledger
from rollouts.topics import TopicKind


def trouble_brief(*, ledger: Ledger, delivery: Delivery) -> Brief | None:
    """Gather what a message about trouble says at `now`; None when the trouble is over before it was told."""
    topic = delivery.key.topic
    match topic.kind:
        case TopicKind.DELIVERY:
            return _unsure(ledger, delivery, topic.number)
        case TopicKind.CHANNEL:
            return _paused(ledger, delivery, topic.key)
        case TopicKind.NAMES:
            return _names(ledger, delivery)
        case TopicKind.MAILBOX:
            trouble, _, name = topic.key.partition(" ")
            is_over = delivery.action is Action.UPDATE
            return MailboxBrief(delivery.id, name, trouble, is_over, ledger.policy, ledger.now)
        case _:
            ids = delivery.key.announcement.posts
            posts = tuple(
                as_called(ledger=ledger, delivery=post) for number in ids if (post := ledger.delivery(number))
            )
            return DowntimeBrief(delivery.id, posts, ledger.servers(), ledger.policy, ledger.now)


def _names(ledger: Ledger, delivery: Delivery) -> NamesBrief | None:
    names = tuple((named.name, named.entries) for named in names_in_use(ledger))
    if not names and delivery.action is Action.POST:
        return None
    return NamesBrief(delivery.id, names, ledger.policy, ledger.now)


def _unsure(ledger: Ledger, delivery: Delivery, number: int) -> UnsureBrief | None:
    about = ledger.delivery(number)
    # Only an answer updates a question; what was posted because of it may be unknown in its turn by now.
    is_resolved = delivery.action is Action.UPDATE
    if about is None or not (needs_decision(about) or is_resolved):
        return None
    others = len(refused_alike(ledger=ledger, about=about))
    about = as_called(ledger=ledger, delivery=about)
    return UnsureBrief(delivery.id, about, ledger.servers(), is_resolved, ledger.policy, ledger.now, others)


def _paused(ledger: Ledger, delivery: Delivery, channel: str) -> PausedBrief | None:
    announcement = delivery.key.announcement
    pause = next((p for p in ledger.pauses() if p.channel == channel and told_as(p) == announcement), None)
    if pause is None and delivery.action is Action.POST:
        return None
    here = ledger.integrations_in(channel)
    if delivery.action is Action.UPDATE and not here:
        # They hear elsewhere now.
        pause = None
    names = tuple(integration.name for integration in here)
    return PausedBrief(delivery.id, channel, pause, names, ledger.policy, ledger.now)
