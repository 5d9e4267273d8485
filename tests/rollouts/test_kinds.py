"""The table of kinds: what differs by kind is asked of its row, and every row has what it needs."""

import pytest

from rollouts import kinds
from rollouts.announcing.late import OF_CASES, OF_STAGES
from rollouts.announcing.schedule import SCHEDULE
from rollouts.deliveries import Announcement
from rollouts.kinds import CORRECTION, HOLD_QUESTION, KINDS, Kind, Kinds, LateRule, Part, Placement
from rollouts.topics import Topic, TopicKind
from tests.support.story import announcement_of

ALL = pytest.mark.parametrize("kind", KINDS.values(), ids=str)


def test_two_kinds_of_the_same_key_are_refused() -> None:
    with pytest.raises(ValueError, match="more than one kind has the key preview"):
        Kinds(*KINDS.values(), Kind("preview", "another", TopicKind.CASE))


def test_a_kind_is_the_one_of_its_key() -> None:
    assert KINDS.parse("preview") is kinds.PREVIEW
    assert Kind("preview", "another", TopicKind.CASE) == kinds.PREVIEW
    assert len({kinds.PREVIEW, Kind("preview", "another", TopicKind.CASE), kinds.FYI}) == 2


def test_a_key_of_no_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="'gossip' is no kind of announcement: preview, reminder"):
        KINDS.parse("gossip")


@ALL
def test_every_kind_has_a_rule_of_what_is_late(kind: Kind) -> None:
    rules = {TopicKind.RELEASE: OF_STAGES, TopicKind.CASE: OF_CASES}
    # What tells of trouble is said as long as there is any.
    # A correction is said as long as something is told wrongly.
    is_said_while_needed = kind.is_alert or kind.late is LateRule.UNTIL_TRUE_AGAIN
    # A shared answer is never late.
    is_never_late = kind.topic not in rules and kind.late is LateRule.NEVER_LATE
    assert is_said_while_needed or is_never_late or kind.late in rules[kind.topic]


@ALL
def test_what_announces_a_release_is_in_the_schedule(kind: Kind) -> None:
    is_of_its_dates = kind.topic is TopicKind.RELEASE and kind not in {
        CORRECTION,
        HOLD_QUESTION,
        kinds.VENDOR_WORD,
    }
    assert (kind in SCHEDULE) == is_of_its_dates


@ALL
def test_nobody_is_asked_about_alerts_and_each_stands_alone(kind: Kind) -> None:
    told = {TopicKind.DELIVERY, TopicKind.CHANNEL, TopicKind.DOWNTIME, TopicKind.NAMES, TopicKind.MAILBOX}
    assert kind.is_alert == (kind.topic in told)
    assert not kind.is_alert or kind.placement is Placement.ALONE


@ALL
def test_an_announcement_has_just_what_its_kind_says(kind: Kind) -> None:
    given = {Part.NOTHING: ("", None), Part.SERVER: ("standard", None), Part.NUMBER: ("", 0)}
    for part, (server, number) in given.items():
        if part is kind.part:
            assert Announcement(kind, server, number).kind == kind
        else:
            with pytest.raises(ValueError, match=f"What tells one {kind} from another is: "):
                Announcement(kind, server, number)


@pytest.mark.parametrize(
    ("announcement", "mark"),
    [
        (Announcement(kinds.PREVIEW, "standard"), "preview:standard"),
        (Announcement(kinds.OWNER_QUESTION, "controlled"), "owner_question:controlled"),
        (Announcement(kinds.CASE_OPENED), "case_opened"),
        (Announcement(kinds.CASE_NOTE, number=0), "case_note:0"),
        (Announcement(kinds.CHANNEL_PAUSED, number=1795420800), "channel_paused:1795420800"),
        (Announcement(kinds.UNSURE), "unsure"),
        (Announcement(kinds.NAMES_UNKNOWN), "names_unknown"),
        (Announcement(kinds.DOWNTIME, number=2, posts=(12, 13)), "downtime:12,13"),
    ],
    ids=str,
)
def test_marks_read_as_those_of_messages_that_were_posted_long_ago(
    announcement: Announcement, mark: str
) -> None:
    assert str(announcement) == mark


@ALL
def test_no_two_kinds_have_a_label_in_common(kind: Kind) -> None:
    assert [other for other in KINDS.values() if other.label == kind.label] == [kind]
    assert str(announcement_of(kind)).startswith(kind.key)


@pytest.mark.parametrize("text", ["release:2026.12: a patch", "case:3", "channel:C0ACME", "downtime"])
def test_a_topic_reads_back_from_what_is_written(text: str) -> None:
    assert str(Topic.parse(text)) == text


def test_a_topic_of_no_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="gossip"):
        Topic.parse("gossip:3")
