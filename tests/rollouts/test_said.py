"""What told several channels the same has one mark, and marks stand in the order of time."""

from dataclasses import replace
from datetime import timedelta, timezone

import pytest

from rollouts.deliveries import Action, Announcement, Delivery, Key
from rollouts.kinds import PREVIEW, REMINDER
from rollouts.said import wording_of
from tests.support.story import MINUTE, RELEASE, START

POST = Delivery(
    0, Key(RELEASE.topic, Announcement(PREVIEW, "standard"), "C1"), START + MINUTE / 2, started_at=START
)
MARK = wording_of(POST, "Standard is next.")


@pytest.mark.parametrize(
    "same",
    [
        replace(POST, key=replace(POST.key, channel="C2", revision=1)),
        replace(POST, started_at=START + MINUTE - timedelta(microseconds=1)),
        replace(POST, started_at=START.astimezone(timezone(timedelta(hours=1)))),
    ],
    ids=["channel", "second", "zone"],
)
def test_the_same_said_elsewhere_in_that_minute_has_the_same_mark(same: Delivery) -> None:
    assert wording_of(same, "Standard is next.") == MARK


@pytest.mark.parametrize(
    "other",
    [
        replace(POST, key=replace(POST.key, announcement=Announcement(PREVIEW, "controlled"))),
        replace(POST, key=replace(POST.key, announcement=Announcement(REMINDER, "standard"))),
        replace(POST, action=Action.UPDATE),
        replace(POST, started_at=START + MINUTE),
    ],
    ids=["server", "kind", "edit", "minute"],
)
def test_something_else_in_those_words_has_another_mark(other: Delivery) -> None:
    assert wording_of(other, "Standard is next.") != MARK


def test_other_words_have_another_mark() -> None:
    assert wording_of(POST, "Standard is next!") != MARK


def test_marks_stand_in_the_order_of_time() -> None:
    days = [START + number * timedelta(days=45) for number in range(9)]

    marks = [wording_of(replace(POST, started_at=day), f"{day}") for day in days]

    assert marks == sorted(marks)


def test_what_was_not_tried_has_none() -> None:
    assert wording_of(replace(POST, started_at=None), "Standard is next.") == ""
