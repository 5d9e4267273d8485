"""A mailbox that cannot be read until somebody mends it: managers are told once, and when it is over."""

from dataclasses import dataclass

from rollouts.announcing.planning import refresh
from rollouts.announcing.revisions import next_revision
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
from rollouts.delivery.helpers import line
from rollouts.kinds import MAILBOX_CLOSED
from rollouts.ports import Ledger
from rollouts.topics import Topic, TopicKind

FOR_PEOPLE = ("mail_login", "mail_no_folder", "mail_certificate", "mail_tls", "mail_no_tls_in")
"""Why a mailbox cannot be read that hardly ever ends by itself."""

_NOBODY_HEARD = frozenset({State.SKIPPED, State.FAILED})


@dataclass(frozen=True, slots=True)
class MailboxStands:
    """How it stands with a mailbox: why it cannot be read, one of `FOR_PEOPLE`; empty when it can."""

    mailbox: str
    trouble: str = ""


def topic_of(mailbox: str, trouble: str) -> Topic:
    """Return the topic of that trouble with that mailbox."""
    return Topic(TopicKind.MAILBOX, f"{trouble} {mailbox}")


def tell_of_mailbox(ledger: Ledger, request: MailboxStands) -> None:
    """Tell managers, else whoever is next in line, of a trouble that is new; settle those before it."""
    for trouble in FOR_PEOPLE:
        topic = topic_of(request.mailbox, trouble)
        posts = ledger.deliveries(topic)
        if trouble == request.trouble and not _is_told(posts):
            _tell(ledger, topic)
        if trouble != request.trouble and _is_told(posts):
            _settle(ledger, topic, posts)


def trouble_of(ledger: Ledger, mailbox: str) -> str:
    """Return why that mailbox cannot be read, as managers were told; empty when it can."""
    told = (each for each in FOR_PEOPLE if _is_told(ledger.deliveries(topic_of(mailbox, each))))
    return next(told, "")


def _is_told(posts: tuple[Delivery, ...]) -> bool:
    """Say whether it was told, or will be, and not settled since."""
    heard = [post for post in posts if post.state not in _NOBODY_HEARD]
    newest = max(heard, key=lambda post: post.key.revision, default=None)
    return newest is not None and newest.action is Action.POST


def _tell(ledger: Ledger, topic: Topic) -> None:
    for each in ledger.policy.managers_told or line(ledger=ledger, topic=topic)[:1]:
        key = Key(topic, Announcement(MAILBOX_CLOSED), each)
        revision = next_revision(ledger=ledger, like=key)
        ledger.plan([NewDelivery(Key(topic, key.announcement, each, revision), ledger.now)])


def _settle(ledger: Ledger, topic: Topic, posts: tuple[Delivery, ...]) -> None:
    refresh(ledger=ledger, topic=topic)
    unsaid = [post for post in posts if post.state in OPEN and post.action is Action.POST]
    ledger.save_deliveries(
        finished(post, State.SKIPPED, Reason.ANSWERED.value, ledger.now) for post in unsaid
    )
