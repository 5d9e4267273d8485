"""What messages say alike in many channels is made once, and never said where it is not so any more."""

import datetime as dt
from dataclasses import replace

import pytest

from bot.plain_words import plain_words
from bot.slack.rendering.mrkdwn import mrkdwn
from rollouts import kinds
from rollouts.integrations import Environment, Integration
from rollouts.releases import Status
from rollouts.servers import Server
from tests.support.story import (
    ACME,
    CONTROLLED,
    DAY,
    NORTHWIND,
    PREVIEW_DAY,
    RELEASE,
    STANDARD,
    STANDARD_DAY,
    at,
)
from tests.views.reading import in_blocks, in_text
from tests.views.telling import LIVE_ON_STANDARD, checked, told, with_stage
from views.inlines import Moment, Words, alike, lines, say
from views.kept import read_words, write_words
from views.once import Once
from views.posts.messages import content_of
from views.posts.scene import SCENES_MOST, scene_of

EARLY, LIVE = at(PREVIEW_DAY), at(STANDARD_DAY, 11)
CARD = told(kinds.PREVIEW, STANDARD, ACME, now=EARLY, is_card=True)
SENTENCE = say("live at {when}", when=Moment(EARLY, "Europe/Vienna"))


def test_two_channels_share_what_their_cards_say_of_the_release() -> None:
    other = told(kinds.PREVIEW, STANDARD, NORTHWIND, now=EARLY, is_card=True)
    assert scene_of(CARD) is scene_of(replace(other, release=CARD.release, servers=CARD.servers))
    assert "Northwind" not in in_blocks(content_of(CARD))


def test_a_release_that_was_changed_is_said_as_it_is_now() -> None:
    content_of(CARD)
    moved = replace(CARD, release=with_stage(RELEASE, STANDARD, date=STANDARD_DAY + DAY))
    assert "Standard: Tue 1 December" in in_text(content_of(moved))
    assert "on Tue 1 December validate" in in_text(content_of(moved))


def test_the_next_day_is_another_day() -> None:
    due = replace(CARD, now=at(STANDARD_DAY))
    assert "due today" in in_text(content_of(due))
    assert "was due" in in_text(content_of(replace(due, now=at(STANDARD_DAY) + DAY)))


def test_the_same_instant_is_another_day_in_another_zone() -> None:
    late = dt.datetime(2026, 11, 29, 23, 30, tzinfo=dt.UTC)
    in_london = replace(CARD, now=late, policy=CARD.policy.in_zone("Europe/London"))
    assert "due today" not in in_text(content_of(in_london))
    assert "due today" in in_text(
        content_of(replace(in_london, policy=in_london.policy.in_zone("Europe/Vienna")))
    )


def test_the_day_on_which_it_went_live_is_that_of_the_channel() -> None:
    live_at = dt.datetime(2026, 11, 30, 23, 30, tzinfo=dt.UTC)
    live = with_stage(RELEASE, STANDARD, status=Status.LIVE, live_at=live_at, confirmed_by="U0ANA")
    in_vienna = replace(CARD, release=live, now=live_at, policy=CARD.policy.in_zone("Europe/Vienna"))
    assert "live since Tue 1 December" in in_text(content_of(in_vienna))
    in_london = replace(in_vienna, policy=CARD.policy.in_zone("Europe/London"))
    assert "live since Mon 30 November" in in_text(content_of(in_london))


def test_a_server_that_was_renamed_is_called_what_it_is_called_now() -> None:
    content_of(CARD)
    first, *others = CARD.servers
    renamed = replace(CARD, servers=(Server(first.key, "Early Release server"), *others))
    assert "Early: Mon 30 November" in in_text(content_of(renamed))


def test_an_integration_that_moved_is_asked_what_is_to_do_where_it_is() -> None:
    moved = replace(NORTHWIND, environments=(Environment("production", CONTROLLED.key),))
    card = told(kinds.PREVIEW, STANDARD, moved, now=EARLY, is_card=True)
    assert "on Standard (production)" not in in_text(content_of(card))


def test_who_has_tested_is_not_asked_what_the_others_are() -> None:
    asked = told(kinds.CONFIRMATION, STANDARD, NORTHWIND, now=LIVE, release=LIVE_ON_STANDARD, is_card=True)
    assert "run your usual smoke tests" in in_text(content_of(asked))
    passed = replace(asked, checks=(checked(NORTHWIND, "production"),))
    assert "run your usual smoke tests" not in in_text(content_of(passed))
    assert "run your usual smoke tests" in in_text(content_of(asked))


def test_however_many_releases_there_are_each_is_said_as_itself() -> None:
    cards = [
        replace(CARD, release=replace(RELEASE, name=f"2026.{number}")) for number in range(2 * SCENES_MOST)
    ]
    for card in (*cards, *cards):
        assert in_text(content_of(card)).startswith(f"{card.release.name} ")


@pytest.mark.parametrize("words", [SENTENCE, "2026.11 & more", lines("a", SENTENCE)])
def test_what_is_said_alike_reads_as_it_does_otherwise(words: Words) -> None:
    for _ in range(2):
        for as_text in (True, False):
            assert mrkdwn(alike(words), as_text=as_text) == mrkdwn(words, as_text=as_text)
        assert plain_words(alike(words)) == plain_words(words)


def test_what_is_said_alike_is_kept_as_plain_words() -> None:
    once = alike(SENTENCE)
    for _ in range(2):
        assert write_words(lines("a", once)) == write_words(lines("a", lines(SENTENCE)))
    assert mrkdwn(read_words(write_words(once))) == mrkdwn(SENTENCE)


def test_what_is_said_alike_is_the_same_words() -> None:
    assert alike(SENTENCE) == lines(SENTENCE)
    assert lines(SENTENCE) == alike(SENTENCE)
    assert alike(SENTENCE) != lines("another")
    assert len({alike(SENTENCE), lines(SENTENCE)}) == 1


def test_what_is_said_alike_stands_on_one_line_where_it_is_plain_text() -> None:
    assert mrkdwn(alike("one\ntwo")) == mrkdwn("one\ntwo") == "one two"


def test_something_is_made_once_of_each_thing_not_of_one_that_is_equal() -> None:
    made: list[Integration] = []
    once = Once(made.append)
    equal = replace(ACME)
    for each in (ACME, ACME, equal, ACME):
        once(each)
    assert [each is ACME for each in made] == [True, False]


def test_as_many_things_are_kept_as_there_is_room_for() -> None:
    made: list[object] = []
    once = Once(made.append, most=2)
    things = [object(), object(), object()]
    for each in (*things, things[2], things[0]):
        once(each)
    assert made == [*things, things[0]]
