"""Where a message goes: under the card of its topic in the channel, or by itself."""

from rollouts.cases import Case
from rollouts.deliveries import BY_ITSELF, Delivery
from rollouts.kinds import Placement
from rollouts.ports import Ledger


def thread_of(*, ledger: Ledger, delivery: Delivery) -> str | None:
    """Return the message id of the card that a post goes under; None when it goes by itself."""
    placement = delivery.key.announcement.kind.placement
    if placement is Placement.ALONE:
        return None
    if placement is Placement.WHERE_REPORTED:
        case = ledger.case(delivery.key.topic.number)
        return thread_there(ledger=ledger, case=case, channel=delivery.key.channel) if case else None
    card = ledger.card(delivery.key.topic, delivery.key.channel)
    return card.message.id if card and card.message else None


def thread_tried(*, ledger: Ledger, delivery: Delivery) -> str | None:
    """Return the message id of the card that the last attempt went under; None when it went by itself.

    A card may have come, or have been deleted, meanwhile: copies lie where the attempt went. Where that was
    not kept, as of what went out after a backup was made, it is where it would go now.
    """
    if delivery.thread is None:
        return thread_of(ledger=ledger, delivery=delivery)
    return None if delivery.thread == BY_ITSELF else delivery.thread


def thread_there(*, ledger: Ledger, case: Case, channel: str) -> str | None:
    """Return the thread of a channel in which a case was reported, else that of the release's card."""
    if case.thread and case.channel == channel:
        return case.thread
    release = ledger.release(case.release) if case.release else None
    card = ledger.card(release.topic, channel) if release else None
    return card.message.id if card and card.message else None
