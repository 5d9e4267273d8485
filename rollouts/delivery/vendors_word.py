"""The vendor's word that a release is live goes to whoever is asked to confirm it, and to nobody else."""

from dataclasses import replace

from rollouts.announcing.planning import refresh
from rollouts.announcing.revisions import next_revision
from rollouts.announcing.vendors_words import is_stop, vendors_words
from rollouts.deliveries import Action, Announcement, Delivery, Key, NewDelivery, State
from rollouts.delivery.helpers import line_for_news
from rollouts.kinds import OWNER_QUESTION, VENDOR_WORD
from rollouts.ports import Ledger
from rollouts.references import ids_of
from rollouts.releases import Release, Stage

_IN_VAIN = frozenset({State.SKIPPED, State.FAILED})


def pass_word_on(ledger: Ledger, release: Release, server: str) -> None:
    """Tell the owner, else the managers, that the vendor writes so; where they were told, nobody once more.

    What asks them whether it is live says it too from then on. Once it was held, rolled back or planned anew
    since they were told, a new word is said anew: it is about how things stand now.
    """
    stage = release.stage(server)
    word = vendors_words(ledger, release).get(server)
    if stage is None or word is None or is_stop(word):
        return
    announcement = Announcement(VENDOR_WORD, server)
    asked = Announcement(OWNER_QUESTION, server)
    is_told = any(_says_it(post, stage) for post in ledger.deliveries(release.topic, of=announcement))
    current = {announcement, asked} if is_told else {asked}
    refresh(ledger=ledger, topic=release.topic, only=lambda key: key.announcement in current)
    if is_told:
        return
    keys = [Key(release.topic, announcement, each) for each in who_hears_it(ledger, release)]
    ledger.plan(
        NewDelivery(replace(key, revision=next_revision(ledger=ledger, like=key)), ledger.now) for key in keys
    )


def who_hears_it(ledger: Ledger, release: Release) -> tuple[str, ...]:
    """Return who is told what the vendor writes: the owner, else the managers, else whoever is next."""
    people = ids_of([release.owner]) or ledger.policy.managers_told
    return tuple(people) or line_for_news(ledger=ledger, topic=release.topic)[:1]


def _says_it(post: Delivery, stage: Stage) -> bool:
    """Say whether somebody is told by it already, of the stage as it stands now."""
    is_of_now = stage.changed_at is None or post.due_at >= stage.changed_at
    return post.action is Action.POST and post.state not in _IN_VAIN and is_of_now
