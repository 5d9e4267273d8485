"""The private question to the owner on the day of a stage."""

from dataclasses import replace

import pytest

from rollouts import kinds
from rollouts.policy import Confirmation
from rollouts.releases import Release, Status
from tests.support.news import LIVE, draft_of
from tests.support.story import ANA, CLOSING_DAY, CONTROLLED, POLICY, RELEASE, STANDARD, STANDARD_DAY, at
from tests.views.reading import buttons, in_blocks, in_text
from tests.views.telling import LIVE_ON_STANDARD, told, with_stage
from views.posts.messages import content_of

QUESTION = told(kinds.OWNER_QUESTION, STANDARD, now=at(STANDARD_DAY))


def test_it_asks_whether_the_release_is_live_and_how_to_answer() -> None:
    assert in_text(content_of(QUESTION)) == (
        "Is 2026.11 live on the Standard Release server? Release *2026.11* (Course player refresh) "
        "is scheduled to go live today, not confirmed yet. Press Confirm live, Hold, or Ask me in 2 h."
    )
    offered = buttons(content_of(QUESTION))
    assert {label: found["action_id"] for label, found in offered.items()} == {
        "Confirm live": "confirm_live",
        "Hold": "hold_stage",
        "Ask me in 2 h": "ask_later",
    }


def test_asked_on_a_later_day_it_names_the_day() -> None:
    assert "was scheduled to go live Mon 30 November" in in_text(
        content_of(replace(QUESTION, now=at(CLOSING_DAY)))
    )


def test_it_says_so_when_the_vendor_wrote_that_it_is_live() -> None:
    word = draft_of(LIVE, at(STANDARD_DAY)).entries[-1]

    assert "The vendor wrote" in in_text(content_of(replace(QUESTION, word=word)))


@pytest.mark.parametrize(
    ("confirmation", "affects", "said"),
    [
        (Confirmation.ON_SCHEDULE, True, "those on Standard hear four hours after post time that nobody has"),
        (Confirmation.AFTER_CONFIRM, True, "The channels hear it when somebody confirms it, not before."),
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


def test_one_that_was_asked_again_points_to_the_next() -> None:
    content = content_of(replace(QUESTION, is_asked_again=True))
    assert in_text(content) == "Asked again below: is 2026.11 live on the Standard Release server?"
    assert not buttons(content)


# After a rollback

BACK = with_stage(
    LIVE_ON_STANDARD,
    STANDARD,
    status=Status.ROLLED_BACK,
    changed_by=ANA.id,
    why="The player stays blank on Safari.",
)
TO_HOLD = told(kinds.HOLD_QUESTION, CONTROLLED, now=at(STANDARD_DAY, 14), release=BACK)


def test_after_a_rollback_it_asks_whether_the_next_server_shall_wait() -> None:
    assert in_blocks(content_of(TO_HOLD)).splitlines()[:2] == [
        "Hold 2026.11 on Controlled?",
        (
            "*2026.11* (Course player refresh) was rolled back on Standard by <@U0ANA>: "
            "the player stays blank on Safari. On Controlled it stays planned for Mon 14 December."
        ),
    ]
    assert list(buttons(content_of(TO_HOLD))) == ["Hold"]


@pytest.mark.parametrize(
    ("release", "said"),
    [
        (
            with_stage(BACK, STANDARD, status=Status.HOTFIXED),
            "2026.11 is no longer rolled back. 2026.11 reaches Controlled on Mon 14 December.",
        ),
        (with_stage(BACK, CONTROLLED, status=Status.HELD), "2026.11 is held on Controlled"),
        (with_stage(BACK, CONTROLLED, status=Status.WITHDRAWN), "2026.11 was withdrawn from Controlled"),
    ],
)
def test_once_it_is_decided_or_runs_again_it_asks_no_more(release: Release, said: str) -> None:
    content = content_of(replace(TO_HOLD, release=release))
    assert in_text(content).startswith(said)
    assert not buttons(content)


def test_a_rollback_without_a_name_or_a_reason_is_asked_about_all_the_same() -> None:
    bare = with_stage(BACK, STANDARD, changed_by=None, why="")
    assert "was rolled back on Standard. On Controlled it stays planned" in in_text(
        content_of(replace(TO_HOLD, release=bare))
    )
