"""The private question to the owner on the day of a stage."""

from dataclasses import replace

import pytest

from rollouts import kinds
from rollouts.policy import Confirmation
from rollouts.releases import Status
from tests.support.story import CLOSING_DAY, POLICY, RELEASE, STANDARD, STANDARD_DAY, at
from tests.views.reading import buttons, in_blocks, in_text
from tests.views.telling import LIVE_ON_STANDARD, told, with_stage
from views.posts.messages import content_of

QUESTION = told(kinds.OWNER_QUESTION, STANDARD, now=at(STANDARD_DAY))


def test_it_asks_whether_the_release_is_live_and_how_to_answer() -> None:
    assert in_text(content_of(QUESTION)) == (
        "Is 2026.11 live on Standard Release server? Release *2026.11* (Course player refresh) "
        "is scheduled to go live today, not confirmed yet. Press Confirm live, or Ask me in 2 h."
    )
    offered = buttons(content_of(QUESTION))
    assert {label: found["action_id"] for label, found in offered.items()} == {
        "Confirm live": "confirm_live",
        "Ask me in 2 h": "ask_later",
    }


def test_asked_on_a_later_day_it_names_the_day() -> None:
    assert "was scheduled to go live Mon 30 November" in in_text(
        content_of(replace(QUESTION, now=at(CLOSING_DAY)))
    )


@pytest.mark.parametrize(
    ("confirmation", "affects", "said"),
    [
        (Confirmation.ON_SCHEDULE, True, "The channels are told that it is scheduled and not confirmed"),
        (Confirmation.AFTER_CONFIRM, True, "The channels are told when you confirm, not before."),
        (Confirmation.ON_SCHEDULE, False, "the channels are not told again."),
    ],
)
def test_it_says_what_the_channels_are_told(
    confirmation: Confirmation,
    affects: bool,  # noqa: FBT001 - a parameter of the table above
    said: str,
) -> None:
    brief = replace(
        QUESTION,
        policy=replace(POLICY, confirmation=confirmation),
        release=replace(RELEASE, affects_integrations=affects),
    )
    assert said in in_blocks(content_of(brief))


def test_once_somebody_confirmed_it_says_who_and_asks_no_more() -> None:
    content = content_of(replace(QUESTION, release=LIVE_ON_STANDARD))
    assert "is live on Standard since Mon 30 Nov 2026, 10:12" in in_text(content)
    assert "confirmed by <@U0ANA>" in in_blocks(content)
    assert not buttons(content)


def test_a_date_that_moved_on_takes_the_question_back() -> None:
    content = content_of(replace(QUESTION, release=with_stage(RELEASE, STANDARD, date=CLOSING_DAY)))
    assert "reaches Standard on Thu 10 December" in in_text(content)
    assert not buttons(content)


def test_a_held_stage_takes_the_question_back() -> None:
    content = content_of(replace(QUESTION, release=with_stage(RELEASE, STANDARD, status=Status.HELD)))
    assert "is held on Standard" in in_text(content)
    assert not buttons(content)
