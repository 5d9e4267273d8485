"""The vendor's word that a release is live goes to whoever is asked to confirm it, and to nobody else."""

from rollouts.announcing.planning import refresh
from rollouts.deliveries import Announcement, Key, NewDelivery, State
from rollouts.delivery.helpers import line
from rollouts.kinds import OWNER_QUESTION, VENDOR_WORD
from rollouts.ports import Ledger
from rollouts.references import ids_of
from rollouts.releases import Release

_IN_VAIN = frozenset({State.SKIPPED, State.FAILED})


def pass_word_on(ledger: Ledger, release: Release, server: str) -> None:
    """Tell the owner, else the managers, that the vendor writes so; where they were told, nobody once more.

    What asks them whether it is live says it too from then on.
    """
    announcement = Announcement(VENDOR_WORD, server)
    asked = Announcement(OWNER_QUESTION, server)
    refresh(ledger=ledger, topic=release.topic, only=lambda key: key.announcement in {announcement, asked})
    if any(post.state not in _IN_VAIN for post in ledger.deliveries(release.topic, of=announcement)):
        return
    people = ids_of([release.owner]) or ledger.policy.managers_told
    people = tuple(people) or line(ledger=ledger, topic=release.topic)[:1]
    ledger.plan(NewDelivery(Key(release.topic, announcement, each), ledger.now) for each in people)
