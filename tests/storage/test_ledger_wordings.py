"""The ledger's contract: what messages say, as it was said."""

from dataclasses import replace
from typing import Any

from rollouts.deliveries import Action, Announcement, Delivery, Key, Message, Reason, State
from rollouts.kinds import PREVIEW, REMINDER
from rollouts.ports import Ledger
from rollouts.said import wording_of
from rollouts.statements import statement_of
from rollouts.topics import Topic, TopicKind
from tests.support.stored import put
from tests.support.story import MINUTE, RELEASE, STANDARD_DAY, START

TOPIC, OTHER = (Topic(TopicKind.RELEASE, name) for name in ("2026.11", "2026.12"))


def planned(ledger: Ledger, topic: Topic) -> tuple[int, int]:
    """Plan two deliveries about that; return their ids."""
    keys = [Key(topic, Announcement(kind, "standard"), "C0ACME") for kind in (PREVIEW, REMINDER)]
    put(ledger, [Delivery(0, key, START, state=State.SENT, started_at=START) for key in keys])
    first, second = ledger.deliveries(topic)
    return first.id, second.id


def words_about(ledger: Ledger, topic: Topic) -> dict[int, str]:
    return dict(ledger.words([each.id for each in ledger.deliveries(topic)]))


def test_words_are_kept_of_the_deliveries_about_one_thing(ledger: Ledger) -> None:
    first, second = planned(ledger, TOPIC)
    other, _ = planned(ledger, OTHER)

    ledger.keep_words({first: "“Über” 🎉\n", second: "later", other: "elsewhere"})

    assert words_about(ledger, TOPIC) == {first: "“Über” 🎉\n", second: "later"}


def test_what_is_said_anew_takes_the_place_of_what_was_said(ledger: Ledger) -> None:
    first, second = planned(ledger, TOPIC)
    ledger.keep_words({first: "before", second: "stays"})

    ledger.keep_words({first: "after"})

    assert words_about(ledger, TOPIC) == {first: "after", second: "stays"}


def test_to_keep_nothing_is_no_error(ledger: Ledger) -> None:
    ledger.keep_words({})

    assert words_about(ledger, TOPIC) == {}


def test_words_go_with_their_delivery(ledger: Ledger) -> None:
    first, second = planned(ledger, TOPIC)
    ledger.keep_words({first: "gone", second: "stays"})

    ledger.remove_deliveries([first])

    assert words_about(ledger, TOPIC) == {second: "stays"}


# What was told of a release, in short

STATEMENT = statement_of(release=RELEASE, today=STANDARD_DAY)
CARD = Delivery(
    0,
    Key(TOPIC, Announcement(PREVIEW, "standard"), "C0ACME"),
    START,
    state=State.SENT,
    started_at=START,
    message=Message("C0ACME", "m1"),
    statement=STATEMENT,
)


def there(channel: str, words: str = "", **changed: Any) -> Delivery:  # noqa: ANN401 - fields of a delivery
    """A card in that channel, with the mark of its words."""
    card = replace(CARD, **{"key": replace(CARD.key, channel=channel), **changed})
    return replace(card, wording=wording_of(card, words)) if words else card


def edit(channel: str, words: str, revision: int, **changed: Any) -> Delivery:  # noqa: ANN401 - as above
    """An edit of it; its revision is its place among those of the channel."""
    made = there(channel, words, action=Action.UPDATE, due_at=START + revision * MINUTE, **changed)
    return replace(made, key=replace(made.key, revision=revision))


def said(ledger: Ledger, *, limit: int = 9) -> list[tuple[str, ...]]:
    """Return the channels that were told the same in the same words, of each such wording."""
    found = ledger.said_alike(TOPIC, limit=limit)
    channels = [ledger.channels_told(TOPIC, each.wording, limit=9) for each in found]
    assert [each.channels for each in found] == [*map(len, channels)]
    assert [ledger.delivery(each.first).key.channel for each in found] == [first for first, *_ in channels]  # type: ignore[union-attr] # each is there
    assert limit < 9 or ledger.count_said_alike(TOPIC) == len(found)
    return channels


def test_what_was_said_in_the_same_words_and_minute_is_put_together(ledger: Ledger) -> None:
    soon, later = START + MINUTE / 2, START + MINUTE
    put(
        ledger,
        [
            there("C1", "later", started_at=later),
            there("C2", "one"),
            there("C3", "two"),
            there("C4", "one", started_at=soon, state=State.UNKNOWN),
            there("C5", "one", started_at=later),
        ],
    )

    assert said(ledger) == [("C2", "C4"), ("C3",), ("C1",), ("C5",)]
    assert [said(ledger, limit=limit) for limit in (1, 3)] == [
        [("C2", "C4")],
        [("C2", "C4"), ("C3",), ("C1",)],
    ]
    assert ledger.told(TOPIC) == ()


def test_another_announcement_in_the_same_words_is_another_thing(ledger: Ledger) -> None:
    reminder = Announcement(REMINDER, "standard")
    put(
        ledger,
        [there("C1", "one"), there("C1", "one", key=replace(CARD.key, channel="C1", announcement=reminder))],
    )

    assert said(ledger) == [("C1",), ("C1",)]


def test_of_the_edits_of_a_message_the_newest_is_what_it_says(ledger: Ledger) -> None:
    put(
        ledger,
        [
            there("C1", "one"),
            edit("C1", "two", 1),
            edit("C1", "three", 2),
            edit("C2", "two", 1),
            edit("C2", "never said", 2, state=State.FAILED),
            edit("C3", "two", 1),
            edit("C3", "", 2, state=State.CLAIMED),
        ],
    )

    assert said(ledger) == [("C1",), ("C1",), ("C2",)]
    assert [(each.channel, each.action) for each in ledger.told(TOPIC)] == [("C3", Action.UPDATE)]


def test_what_was_not_said_or_told_nothing_of_a_release_is_not_among_it(ledger: Ledger) -> None:
    put(
        ledger,
        [
            there("C1", "one", state=State.WAITING),
            there("C2", "one", state=State.PLANNED),
            there("C3", "one", statement=None),
            there("C4", "", statement=None),
            there("C5", "", started_at=None),
            there("C6", "one", key=Key(OTHER, CARD.key.announcement, "C6")),
        ],
    )

    assert (said(ledger), ledger.told(TOPIC)) == ([], ())


def test_what_was_said_in_words_that_were_not_kept_is_there_with_its_facts(ledger: Ledger) -> None:
    other = replace(STATEMENT, is_assumed=True)
    put(ledger, [there("C2", due_at=START + MINUTE), there("C1"), there("C3", statement=other)])

    told = ledger.told(TOPIC)

    assert [(each.channel, each.announcement, each.at) for each in told] == [
        (channel, CARD.key.announcement, START) for channel in ("C1", "C3", "C2")
    ]
    assert told[0].facts == told[2].facts != told[1].facts
    assert said(ledger) == []


def test_a_card_is_where_a_post_stands_by_itself_and_was_not_deleted(ledger: Ledger) -> None:
    put(
        ledger,
        [
            there("C1"),
            there("C2", thread="m1"),
            there("C3", reason=Reason.MESSAGE_GONE.value),
            there("C4", state=State.UNKNOWN),
            edit("C5", "", 1),
        ],
    )

    assert ledger.channels_with_card(TOPIC) == {"C1"}
    assert ledger.channels_with_card(OTHER) == frozenset()
