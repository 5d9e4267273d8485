"""Where a message goes: under the card of its topic in the channel, or by itself."""

from rollouts.cases import Case
from rollouts.deliveries import Delivery
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


def thread_there(*, ledger: Ledger, case: Case, channel: str) -> str | None:
    """Return the thread of a channel in which a case was reported, else that of the release's card."""
    if case.thread and case.channel == channel:
        return case.thread
    release = ledger.release(case.release) if case.release else None
    card = ledger.card(release.topic, channel) if release else None
    return card.message.id if card and card.message else None
