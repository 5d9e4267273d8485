"""The ledger's contract: what messages say, as it was said."""

from dataclasses import replace

from rollouts.deliveries import Action, Announcement, Delivery, Key, Message, Reason, State
from rollouts.kinds import PREVIEW, REMINDER
from rollouts.ports import Ledger
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
    return {told.number: told.words for told in ledger.told(topic) if told.words}


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


def test_what_was_told_is_there_in_short(ledger: Ledger) -> None:
    preview, reminder = (Announcement(kind, "standard") for kind in (PREVIEW, REMINDER))
    statement = statement_of(release=RELEASE, today=STANDARD_DAY)
    card = Delivery(0, Key(TOPIC, preview, "C0ACME"), START, state=State.SENT, started_at=START)
    card = replace(card, statement=statement, message=Message("C0ACME", "m1"))
    reply = replace(card, key=replace(card.key, announcement=reminder), thread="m1", due_at=START + MINUTE)
    gone = replace(card, key=replace(card.key, channel="C0GONE"), reason=Reason.MESSAGE_GONE.value)
    lost = replace(card, key=replace(card.key, channel="C0LOST"), state=State.UNKNOWN, statement=None)
    put(
        ledger,
        [
            card,
            reply,
            gone,
            lost,
            replace(lost, key=replace(card.key, channel="C0NEXT"), state=State.PLANNED),
        ],
    )

    told = ledger.told(TOPIC)

    assert [
        (each.announcement, each.channel, each.action, each.at, each.is_card, bool(each.facts))
        for each in told
    ] == [
        (preview, "C0ACME", Action.POST, START, True, True),
        (preview, "C0GONE", Action.POST, START, False, True),
        (preview, "C0LOST", Action.POST, START, False, False),
        (reminder, "C0ACME", Action.POST, START, False, True),
    ]
    assert len({each.facts for each in told}) == 2
