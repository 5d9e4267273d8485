"""The ledger's contract: what messages say, as it was said."""

from rollouts.deliveries import Announcement, Delivery, Key
from rollouts.kinds import PREVIEW, REMINDER
from rollouts.ports import Ledger
from rollouts.topics import Topic, TopicKind
from tests.support.stored import put
from tests.support.story import START

TOPIC, OTHER = (Topic(TopicKind.RELEASE, name) for name in ("2026.11", "2026.12"))


def planned(ledger: Ledger, topic: Topic) -> tuple[int, int]:
    """Plan two deliveries about that; return their ids."""
    keys = [Key(topic, Announcement(kind, "standard"), "C0ACME") for kind in (PREVIEW, REMINDER)]
    put(ledger, [Delivery(0, key, START) for key in keys])
    first, second = ledger.deliveries(topic)
    return first.id, second.id


def test_words_are_kept_of_the_deliveries_about_one_thing(ledger: Ledger) -> None:
    first, second = planned(ledger, TOPIC)
    other, _ = planned(ledger, OTHER)

    ledger.keep_words({first: "“Über” 🎉\n", second: "later", other: "elsewhere"})

    assert ledger.words_about(TOPIC) == {first: "“Über” 🎉\n", second: "later"}


def test_what_is_said_anew_takes_the_place_of_what_was_said(ledger: Ledger) -> None:
    first, second = planned(ledger, TOPIC)
    ledger.keep_words({first: "before", second: "stays"})

    ledger.keep_words({first: "after"})

    assert ledger.words_about(TOPIC) == {first: "after", second: "stays"}


def test_to_keep_nothing_is_no_error(ledger: Ledger) -> None:
    ledger.keep_words({})

    assert ledger.words_about(TOPIC) == {}


def test_words_go_with_their_delivery(ledger: Ledger) -> None:
    first, second = planned(ledger, TOPIC)
    ledger.keep_words({first: "gone", second: "stays"})

    ledger.remove_deliveries([first])

    assert ledger.words_about(TOPIC) == {second: "stays"}
