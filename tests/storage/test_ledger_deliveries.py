"""The ledger's contract: deliveries planned, recorded and read."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from rollouts import kinds
from rollouts.deliveries import (
    Action,
    Announcement,
    Delivery,
    Key,
    Message,
    NewDelivery,
    Pause,
    Reason,
    State,
    finished,
)
from rollouts.kinds import Kind
from rollouts.ports import Ledger
from rollouts.releases import Standing
from rollouts.statements import StageTold, Statement
from rollouts.topics import Topic, TopicKind
from tests.support.stored import put

NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
TOPIC = Topic(TopicKind.RELEASE, "2026.11")


def delivery(
    channel: str, *, due: datetime = NINE, kind: Kind = kinds.PREVIEW, topic: Topic = TOPIC, revision: int = 0
) -> Delivery:
    return Delivery(0, Key(topic, Announcement(kind, "standard"), channel, revision), due)


def sent(planned: Delivery, *, at: datetime = NINE, thread: str | None = None) -> Delivery:
    message = Message(planned.key.channel, f"{at.timestamp()}")
    return replace(planned, state=State.SENT, finished_at=at, message=message, thread=thread)


def without_id(deliveries: tuple[Delivery, ...]) -> tuple[Delivery, ...]:
    return tuple(replace(each, id=0) for each in deliveries)


def test_planned_deliveries_come_back_by_due_time_each_with_an_id(ledger: Ledger) -> None:
    later, sooner = delivery("C1", due=NINE + MINUTE), delivery("C2")
    assert put(ledger, [later, sooner, delivery("C1", topic=Topic.parse("case:1"))]) == 3
    found = ledger.deliveries(TOPIC)
    assert without_id(found) == (sooner, later)
    assert [ledger.delivery(each.id) for each in found] == list(found)


def test_what_many_channels_are_told_alike_comes_back_as_it_was_planned_in_its_order(ledger: Ledger) -> None:
    edits = (replace(delivery(f"C{number:02}", revision=1), action=Action.UPDATE) for number in range(20))
    again = (delivery(f"C{number:02}", revision=2) for number in range(30, 10, -1))
    planned = (*(delivery(f"C{number:02}") for number in range(20)), *edits, *again)
    put(ledger, planned[3:7])

    assert put(ledger, planned) == len(planned) - 4

    assert without_id(ledger.deliveries(TOPIC)) == (*planned[3:7], *planned[:3], *planned[7:])


def test_what_channels_are_told_in_turns_comes_back_as_it_was_planned_in_its_order(ledger: Ledger) -> None:
    spoken = (kinds.PREVIEW, kinds.REMINDER)
    planned = tuple(delivery(f"C{number:02}", kind=kind) for number in range(40) for kind in spoken)
    put(ledger, planned[3:7])

    assert put(ledger, planned) == len(planned) - 4

    assert without_id(ledger.deliveries(TOPIC)) == (*planned[3:7], *planned[:3], *planned[7:])


def test_what_one_says_of_other_posts_is_not_said_by_the_next(ledger: Ledger) -> None:
    said = [Announcement(kinds.PREVIEW, "standard", posts=(number // 5,)) for number in range(10)]
    ledger.plan(NewDelivery(Key(TOPIC, each, f"C{place}"), NINE) for place, each in enumerate(said))

    assert [each.key.announcement.posts for each in ledger.deliveries(TOPIC)] == [each.posts for each in said]


@pytest.mark.parametrize("fold", [0, 1])
def test_what_is_due_in_an_hour_that_comes_twice_is_due_when_it_was_meant(ledger: Ledger, fold: int) -> None:
    twice = datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Berlin"))
    planned = [
        delivery(f"C{number}", due=twice.replace(fold=fold if number < 5 else 1 - fold))
        for number in range(10)
    ]
    put(ledger, planned)

    found = {each.key.channel: each.due_at.astimezone(UTC) for each in ledger.deliveries(TOPIC)}

    assert found == {each.key.channel: each.due_at.astimezone(UTC) for each in planned}


def test_what_announces_one_thing_alone_is_found_without_the_rest(ledger: Ledger) -> None:
    reminder, of_another = (
        delivery("C2", kind=kinds.REMINDER),
        delivery("C2", topic=Topic.parse("release:2026.12"), kind=kinds.REMINDER),
    )
    put(ledger, [delivery("C1"), delivery("C2"), reminder, of_another])
    assert without_id(ledger.deliveries(TOPIC, of=reminder.key.announcement)) == (reminder,)


def test_what_is_merely_planned_is_left_out_where_it_is_asked_for_the_rest(ledger: Ledger) -> None:
    of_state = {state: replace(delivery(f"C{state}"), state=state) for state in State}
    again = replace(delivery("C1", revision=1), state=State.SKIPPED)
    edit = replace(delivery("C2"), action=Action.UPDATE)
    put(ledger, [*of_state.values(), again, edit, delivery("C3", topic=Topic.parse("release:2026.12"))])
    found = set(without_id(ledger.not_merely_planned(TOPIC)))
    assert set(without_id(ledger.deliveries(TOPIC))) - found == {
        of_state[State.PLANNED],
        of_state[State.SKIPPED],
    }


def test_planning_twice_inserts_once_and_changes_nothing(ledger: Ledger) -> None:
    assert put(ledger, [delivery("C1"), delivery("C1")]) == 1
    before = ledger.deliveries(TOPIC)
    assert put(ledger, [delivery("C1", due=NINE + MINUTE), delivery("C2")]) == 1
    assert ledger.deliveries(TOPIC)[:1] == before


@pytest.mark.parametrize(
    "other",
    [
        delivery("C2"),
        delivery("C1", kind=kinds.REMINDER),
        delivery("C1", topic=Topic.parse("release:2026.12")),
        delivery("C1", revision=1),
    ],
    ids=["channel", "announcement", "topic", "revision"],
)
def test_a_delivery_that_differs_in_one_part_of_its_key_is_another(ledger: Ledger, other: Delivery) -> None:
    assert put(ledger, [delivery("C1"), other]) == 2


def test_planning_nothing_is_fine(ledger: Ledger) -> None:
    assert put(ledger, []) == 0
    ledger.save_deliveries([])


def test_a_skipped_delivery_can_be_planned_with_its_reason(ledger: Ledger) -> None:
    skipped = replace(delivery("C1"), state=State.SKIPPED, reason=Reason.REMINDER_ALREADY_DUE)
    put(ledger, [skipped])
    assert without_id(ledger.deliveries(TOPIC)) == (skipped,)


@pytest.mark.parametrize(
    "statement",
    [
        Statement((StageTold("standard", NINE.date(), Standing.DUE),), affects_integrations=False),
        Statement(
            (
                StageTold("beta", NINE.date(), Standing.ROLLED_BACK),
                StageTold("alpha", NINE.date(), Standing.HELD),
            ),
            affects_integrations=True,
            ui_changes=("k2", "k1"),
            opt_ins=("o1",),
            is_assumed=True,
        ),
    ],
    ids=["bare", "full"],
)
def test_what_a_delivery_told_comes_back_as_it_was(ledger: Ledger, statement: Statement) -> None:
    telling = replace(delivery("C1"), state=State.SENT, statement=statement)
    put(ledger, [telling, replace(delivery("C2"), state=State.SENT)])
    assert without_id(ledger.deliveries(TOPIC)) == (telling, replace(delivery("C2"), state=State.SENT))
    put_back = replace(ledger.deliveries(TOPIC)[0], statement=None)
    ledger.save_deliveries([put_back])
    assert ledger.deliveries(TOPIC)[0] == put_back


def test_an_unknown_id_finds_no_delivery(ledger: Ledger) -> None:
    assert ledger.delivery(1) is None


def test_all_that_became_of_deliveries_is_recorded(ledger: Ledger) -> None:
    put(ledger, [delivery("C1"), replace(delivery("C2"), action=Action.UPDATE), delivery("C3")])
    first, second, third = ledger.deliveries(TOPIC)
    changed = (
        replace(sent(first, thread="1.0"), attempts=2, started_at=NINE),
        replace(second, state=State.WAITING, next_at=NINE + MINUTE, searches=2, reason="ratelimited"),
    )
    ledger.save_deliveries(changed)
    assert ledger.deliveries(TOPIC) == (*changed, third)


def test_of_what_claimed_deliveries_tell_nothing_else_is_written(ledger: Ledger) -> None:
    put(ledger, [delivery("C1"), delivery("C2")])
    first, second = ledger.claim(Action.POST, now=NINE, limit=9, busy=frozenset())
    statement = Statement((StageTold("standard", NINE.date(), Standing.DUE),), affects_integrations=True)
    telling = replace(first, statement=statement, message=Message("C1", "2.0"), thread="1.0")
    ledger.save_telling([replace(telling, state=State.FAILED, reason="no_words")])
    ledger.save_telling([])
    assert ledger.deliveries(TOPIC) == (telling, second)


def test_what_a_delivery_that_was_never_planned_tells_is_refused(ledger: Ledger) -> None:
    with pytest.raises(LookupError):
        ledger.save_telling([replace(delivery("C1"), id=7)])


def test_what_became_of_a_delivery_that_was_never_planned_is_refused(ledger: Ledger) -> None:
    with pytest.raises(LookupError):
        ledger.save_deliveries([replace(delivery("C1"), id=7)])


def test_the_card_is_the_newest_sent_post_that_is_no_reply(ledger: Ledger) -> None:
    put(ledger, [delivery("C1", revision=revision) for revision in range(6)])
    old, new, reply, update, gone, planned = ledger.deliveries(TOPIC)
    assert ledger.card(TOPIC, "C1") is None
    new = sent(new, at=NINE + MINUTE)
    later = NINE + 2 * MINUTE
    ledger.save_deliveries(
        [
            sent(old),
            new,
            sent(reply, at=later, thread="1.0"),
            replace(sent(gone, at=later), reason=Reason.MESSAGE_GONE),
            replace(update, state=State.FAILED),
            planned,
        ]
    )
    assert ledger.card(TOPIC, "C1") == new
    assert ledger.card(TOPIC, "C2") is None
    assert ledger.card(Topic.parse("case:1"), "C1") is None


def test_said_before_is_the_newest_sent_post_of_an_earlier_revision(ledger: Ledger) -> None:
    put(ledger, [delivery("C1", revision=revision) for revision in range(6)])
    old, new, update, planned, asking, later = ledger.deliveries(TOPIC)
    ledger.save_deliveries([sent(old), sent(new), replace(planned, state=State.FAILED), sent(later)])
    put(ledger, [replace(sent(delivery("C1", revision=9)), action=Action.UPDATE)])

    assert ledger.said_before(asking.key) == sent(new)
    assert ledger.said_before(update.key) == sent(new)
    assert ledger.said_before(replace(asking.key, revision=99)) == sent(later)


def test_nothing_was_said_before_the_first_or_elsewhere(ledger: Ledger) -> None:
    put(ledger, [sent(delivery("C1"))])
    (first,) = ledger.deliveries(TOPIC)
    second = replace(first.key, revision=1)

    assert ledger.said_before(second) == first
    assert ledger.said_before(first.key) is None
    assert ledger.said_before(replace(second, channel="C2")) is None
    assert ledger.said_before(replace(second, topic=Topic.parse("case:1"))) is None
    assert ledger.said_before(replace(second, announcement=Announcement(kinds.FYI, "standard"))) is None


def test_an_update_that_was_sent_is_no_card(ledger: Ledger) -> None:
    put(ledger, [sent(replace(delivery("C1"), action=Action.UPDATE))])
    assert ledger.card(TOPIC, "C1") is None


def test_what_may_not_be_tried_before_a_time_is_found_posts_and_updates(ledger: Ledger) -> None:
    waits = replace(delivery("C3", due=NINE - MINUTE), state=State.WAITING, next_at=NINE + 2 * MINUTE)
    update = replace(delivery("C2", due=NINE + MINUTE), action=Action.UPDATE)
    put(ledger, [waits, update, delivery("C1"), replace(sent(delivery("C4", due=NINE + MINUTE)))])

    found = ledger.open_later(than=NINE)

    assert [each.key.channel for each in found] == ["C2", "C3"]


def test_states_and_attempts_of_many_are_told_by_their_ids(ledger: Ledger) -> None:
    put(ledger, [delivery("C1"), replace(delivery("C2"), state=State.CLAIMED, attempts=2)])
    one, two = ledger.deliveries(TOPIC)
    assert ledger.attempts_of([one.id, two.id, 999]) == {
        one.id: (State.PLANNED, 0),
        two.id: (State.CLAIMED, 2),
    }
    assert ledger.attempts_of([]) == {}


def test_of_two_cards_sent_at_once_the_one_planned_last_counts(ledger: Ledger) -> None:
    put(ledger, [sent(delivery("C1")), sent(delivery("C1", revision=1))])
    assert (card := ledger.card(TOPIC, "C1")) is not None
    assert card.key.revision == 1


def test_upcoming_are_the_next_open_posts(ledger: Ledger) -> None:
    put(
        ledger,
        [
            delivery("C1", due=NINE + 2 * MINUTE),
            sent(delivery("C2")),
            delivery("C3", due=NINE + MINUTE),
            replace(delivery("C4"), action=Action.UPDATE),
            replace(delivery("C5"), state=State.WAITING, next_at=NINE + 3 * MINUTE),
            delivery("C6", due=NINE + 4 * MINUTE),
        ],
    )
    assert [each.key.channel for each in ledger.upcoming(limit=3)] == ["C3", "C1", "C5"]


def test_it_is_known_about_what_posts_are_still_open_and_of_which_kinds(ledger: Ledger) -> None:
    assert ledger.still_to_post() == frozenset()
    put(ledger, [delivery("C1"), delivery("C2")])
    assert ledger.still_to_post() == {(TOPIC, delivery("C1").key.announcement.kind)}
    put(ledger, [replace(delivery("C3"), action=Action.UPDATE)])
    ledger.save_deliveries(sent(each) for each in ledger.deliveries(TOPIC) if each.action is Action.POST)
    assert ledger.still_to_post() == frozenset()


def test_it_is_known_about_what_deliveries_are_tried_and_not_finished(ledger: Ledger) -> None:
    put(ledger, [delivery("C1"), sent(delivery("C2"))])
    assert ledger.topics_held() == frozenset()
    put(ledger, [replace(delivery("C3"), state=State.CLAIMED), replace(delivery("C4"), state=State.WAITING)])
    assert ledger.topics_held() == {TOPIC}


def test_overdue_are_the_open_posts_that_were_due_before_by_due_time(ledger: Ledger) -> None:
    put(
        ledger,
        [
            delivery("C1", due=NINE - MINUTE),
            delivery("C2", due=NINE),
            sent(delivery("C3", due=NINE - MINUTE)),
            replace(delivery("C4", due=NINE - MINUTE), action=Action.UPDATE),
            replace(delivery("C5", due=NINE - 2 * MINUTE), state=State.WAITING, next_at=NINE + 5 * MINUTE),
        ],
    )
    assert [each.key.channel for each in ledger.overdue(before=NINE)] == ["C5", "C1"]


def test_the_last_attempt_is_that_of_the_delivery_tried_last(ledger: Ledger) -> None:
    assert ledger.last_attempt() is None
    put(
        ledger,
        [
            delivery("C1"),
            replace(sent(delivery("C2")), started_at=NINE + 2 * MINUTE),
            replace(delivery("C3"), state=State.WAITING, started_at=NINE + MINUTE),
        ],
    )
    assert ledger.last_attempt() == NINE + 2 * MINUTE


def test_recent_are_those_due_last_whatever_their_state_the_latest_first(ledger: Ledger) -> None:
    put(
        ledger,
        [
            delivery("C1", due=NINE + MINUTE),
            sent(delivery("C2", due=NINE + 2 * MINUTE)),
            delivery("C3", due=NINE - MINUTE),
            replace(delivery("C4"), action=Action.UPDATE),
            delivery("C5"),
        ],
    )
    assert [each.key.channel for each in ledger.recent(limit=4)] == ["C2", "C1", "C5", "C4"]
    assert [each.key.channel for each in ledger.recent(limit=2, until=NINE)] == ["C5", "C4"]


def test_undecided_are_posts_with_which_nothing_more_happens_by_itself_the_latest_first(
    ledger: Ledger,
) -> None:
    put(
        ledger,
        [
            replace(delivery("C1"), state=State.FAILED),
            replace(delivery("C2", due=NINE + MINUTE), state=State.UNKNOWN, next_at=None),
            replace(delivery("C3"), state=State.UNKNOWN, next_at=NINE),
            replace(delivery("C4"), state=State.FAILED, action=Action.UPDATE),
            replace(delivery("C5"), state=State.SKIPPED),
            delivery("C6"),
            sent(delivery("C7")),
        ],
    )

    assert [each.key.channel for each in ledger.undecided(limit=9)] == ["C2", "C1"]
    assert [each.key.channel for each in ledger.undecided(limit=1)] == ["C2"]


def test_those_about_one_thing_are_counted_and_the_first_of_them_found(ledger: Ledger) -> None:
    other = delivery("C4")
    other = replace(other, key=replace(other.key, topic=Topic(TopicKind.RELEASE, "2026.12")))
    put(ledger, [delivery("C1", due=NINE + MINUTE), delivery("C2"), delivery("C3", due=NINE + MINUTE), other])

    assert ledger.count_about(TOPIC) == 3
    assert [each.key.channel for each in ledger.first_deliveries(TOPIC, limit=2)] == ["C2", "C1"]


def test_posts_that_differ_in_their_channel_alone_are_read_together(ledger: Ledger) -> None:
    again = delivery("C1", due=NINE - MINUTE)
    put(
        ledger,
        [
            delivery("C2"),
            delivery("C1"),
            sent(delivery("C3")),
            replace(delivery("C4"), action=Action.UPDATE),
            replace(again, key=replace(again.key, revision=1)),
        ],
    )

    found = ledger.alike(TOPIC)

    posts = {each.key.channel: each for each in ledger.deliveries(TOPIC) if each.action is Action.POST}
    channels = [[channel for _, channel in ledger.channels_of(each)] for each in found]
    assert [(each.revision, each.count) for each in found] == [(1, 1), (0, 2), (0, 1)]
    assert channels == [["C1"], ["C2", "C1"], ["C3"]]
    assert ledger.channels_of(found[1], limit=1) == ((found[1].first, "C2"),)
    assert found[1].in_channel("C2", found[1].first) == posts["C2"]


def test_the_channels_that_hear_of_one_kind_are_found(ledger: Ledger) -> None:
    question = replace(delivery("U1"), key=Key(TOPIC, Announcement(kinds.OWNER_QUESTION, "standard"), "U1"))
    unknown = replace(delivery("C3"), state=State.UNKNOWN)
    put(ledger, [sent(delivery("C2", due=NINE + MINUTE)), unknown, delivery("C1"), question])

    hearing = ledger.channels_about(TOPIC, kinds=frozenset({delivery("C1").key.announcement.kind}))
    assert hearing == {"C1", "C2", "C3"}
    assert ledger.channels_about(Topic(TopicKind.RELEASE, "2027.01"), kinds=frozenset()) == frozenset()


def test_posts_about_one_thing_are_in_trouble_that_are_undecided_or_wait_for_a_closed_channel(
    ledger: Ledger, now: datetime
) -> None:
    other = replace(delivery("C6"), state=State.FAILED)
    put(
        ledger,
        [
            delivery("C1", due=now),
            delivery("C2", due=now),
            replace(delivery("C3", due=now - MINUTE), state=State.FAILED),
            replace(delivery("C1", due=now), state=State.SENT, key=replace(delivery("C1").key, revision=1)),
            replace(delivery("C1", due=now + MINUTE), key=replace(delivery("C1").key, revision=2)),
            replace(delivery("C4"), state=State.UNKNOWN, next_at=now),
            replace(other, key=replace(other.key, topic=Topic(TopicKind.RELEASE, "2026.12"))),
        ],
    )
    ledger.pause(Pause("C1", "is_archived", NINE, number=1))

    assert [(each.key.channel, each.state) for each in ledger.troubled(TOPIC)] == [
        ("C3", State.FAILED),
        ("C1", State.PLANNED),
    ]


def test_the_delivery_of_a_message_is_found_unless_it_was_due_long_ago(ledger: Ledger, now: datetime) -> None:
    new, old = (sent(delivery(f"C{number}", due=now - number * timedelta(days=61))) for number in range(2))
    put(ledger, [new, old])
    assert new.message
    assert old.message

    found = ledger.posted(new.message)

    assert found
    assert found.key == new.key
    assert ledger.posted(old.message) is None
    assert ledger.posted(replace(new.message, channel="C7")) is None


def test_deliveries_are_counted_by_their_state(ledger: Ledger) -> None:
    put(ledger, [delivery("C1"), delivery("C2"), sent(delivery("C3"))])
    assert dict(ledger.count_deliveries()) == {State.PLANNED: 2, State.SENT: 1}


def test_deliveries_are_left_out_by_number_as_if_each_were_saved_so(ledger: Ledger) -> None:
    waiting = replace(delivery("C1"), state=State.WAITING, next_at=NINE + MINUTE, attempts=2, thread="m1")
    put(ledger, [waiting, delivery("C2"), delivery("C3")])
    first, second, third = ledger.deliveries(TOPIC)
    assert ledger.card(TOPIC, "C1") is None

    ledger.leave_out([first.id, third.id], reason=Reason.STAGE_IS_LIVE)
    ledger.leave_out([], reason=Reason.MOVED)

    left_out = [
        finished(each, State.SKIPPED, Reason.STAGE_IS_LIVE.value, ledger.now) for each in (first, third)
    ]
    assert ledger.deliveries(TOPIC) == (left_out[0], second, left_out[1])


def test_very_many_are_left_out_alike(ledger: Ledger) -> None:
    put(ledger, [delivery(f"C{number}") for number in range(1001)])

    ledger.leave_out([each.id for each in ledger.deliveries(TOPIC)], reason=Reason.MOVED)

    assert dict(ledger.count_deliveries()) == {State.SKIPPED: 1001}


def test_deliveries_are_removed_by_number_and_others_stay(ledger: Ledger) -> None:
    put(ledger, [delivery("C1"), delivery("C2"), delivery("C3")])
    first, second, third = ledger.deliveries(TOPIC)

    ledger.remove_deliveries([first.id, third.id, 0])

    assert ledger.deliveries(TOPIC) == (second,)
    assert ledger.delivery(first.id) is None
