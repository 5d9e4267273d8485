"""What the replies in a release's thread say: what is new, and what it means for this channel."""

from dataclasses import replace

import pytest

from rollouts import kinds
from rollouts.announcing.briefs import ReleaseBrief
from rollouts.releases import Status
from tests.support.story import (
    ACME,
    CLOSING_DAY,
    CONTROLLED,
    CONTROLLED_DAY,
    DAY,
    GLOBEX,
    HISTORY,
    NORTHWIND,
    PREVIEW_DAY,
    RELEASE,
    REMINDER_DAY,
    STANDARD,
    STANDARD_DAY,
    at,
)
from tests.views.reading import buttons, in_blocks, in_text
from tests.views.telling import LIVE_ON_BOTH, LIVE_ON_STANDARD, told, with_stage
from views.posts.messages import content_of

ON_THE_DAY = at(STANDARD_DAY)
PREVIEW = told(kinds.PREVIEW, STANDARD, ACME, now=at(PREVIEW_DAY), is_card=True)
REMINDER = told(kinds.REMINDER, STANDARD, ACME, now=at(REMINDER_DAY))
DUE = told(kinds.CONFIRMATION, STANDARD, ACME, NORTHWIND, now=ON_THE_DAY)
CONFIRMED = replace(DUE, release=LIVE_ON_STANDARD, now=at(STANDARD_DAY, 11))
CLOSING = told(kinds.WINDOW_CLOSING, CONTROLLED, ACME, now=at(CLOSING_DAY), release=LIVE_ON_STANDARD)
FYI = told(
    kinds.FYI,
    STANDARD,
    ACME,
    GLOBEX,
    now=at(REMINDER_DAY),
    release=replace(RELEASE, affects_integrations=False),
)
ON_THE_CARD = "Its changes stand on the card"


def test_a_reminder_names_its_day() -> None:
    assert in_blocks(content_of(REMINDER)).startswith("*Mon 30 November: 2026.11 on Standard*.\n*Acme LMS*: ")


def test_a_reminder_on_the_day_before_says_tomorrow() -> None:
    said = in_text(content_of(replace(REMINDER, now=ON_THE_DAY - DAY)))
    assert said.startswith("Tomorrow: 2026.11 on Standard.\n")


def test_a_stage_that_nobody_confirmed_is_never_said_to_be_live() -> None:
    for said in (in_text(content_of(DUE)), in_blocks(content_of(DUE))):
        assert "nobody has confirmed it yet" in said
        assert "is live on" not in said
        assert "confirmed by" not in said
    assert in_text(content_of(DUE)).startswith("2026.11 was to go live on Standard today; nobody ")


def test_an_unconfirmed_stage_is_told_by_its_day_once_that_is_past() -> None:
    said = in_text(content_of(replace(DUE, now=at(CLOSING_DAY))))
    assert said.startswith("2026.11 was to go live on Standard on Mon 30 November; nobody has confirmed ")


def test_a_confirmation_says_who_confirmed_it_and_when() -> None:
    assert in_text(content_of(CONFIRMED)).startswith(
        "2026.11 is live on Standard since Mon 30 Nov 2026, 10:12 (Europe/Berlin), confirmed by <@U0ANA>.\n"
    )
    assert in_blocks(content_of(CONFIRMED)).startswith("*2026.11 is live on Standard* since ")


def test_a_hotfixed_stage_is_live_and_says_that_it_was_hotfixed() -> None:
    hotfixed = with_stage(LIVE_ON_STANDARD, STANDARD, status=Status.HOTFIXED)
    assert "confirmed by <@U0ANA>, hotfixed." in in_text(content_of(replace(CONFIRMED, release=hotfixed)))


def test_a_stage_entered_as_live_says_its_day_and_nobodys_name() -> None:
    said = in_text(content_of(replace(CONFIRMED, release=HISTORY)))
    assert "is live on Standard since Mon 12 October.\n" in said


def test_a_live_stage_whose_hour_is_not_recorded_is_just_live() -> None:
    unknown = with_stage(LIVE_ON_STANDARD, STANDARD, live_at=None)
    said = in_text(content_of(replace(CONFIRMED, release=unknown)))
    assert said.startswith("2026.11 is live on Standard.\n")


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (Status.HELD, "2026.11 is held on Standard; it was planned for Mon 30 November.\n"),
        (Status.ROLLED_BACK, "2026.11 was rolled back on Standard.\n"),
        (Status.WITHDRAWN, "2026.11 was withdrawn from Standard.\n"),
    ],
)
def test_a_stage_that_is_off_says_so_and_asks_for_nothing(status: Status, said: str) -> None:
    off = content_of(replace(DUE, release=with_stage(RELEASE, STANDARD, status=status)))
    assert in_text(off) == f"{said}Acme LMS and Northwind: nothing to do for now."
    assert ON_THE_CARD not in in_blocks(off)
    assert list(buttons(off)) == ["Report urgent"]


def test_a_window_closing_says_when_it_reaches_the_next_server() -> None:
    assert in_text(content_of(CLOSING)).startswith("2026.11 reaches Controlled on Mon 14 December.\n")


def test_later_messages_say_that_a_stage_before_is_unconfirmed() -> None:
    said = in_text(content_of(replace(CLOSING, release=RELEASE)))
    assert said.startswith(
        "2026.11 reaches Controlled on Mon 14 December. Nobody has confirmed it on Standard yet.\n"
    )


@pytest.mark.parametrize("brief", [REMINDER, CONFIRMED, CLOSING])
def test_a_reply_leaves_the_changes_to_the_card(brief: ReleaseBrief) -> None:
    said = in_blocks(content_of(brief))
    assert "Navigation bar" not in said
    assert "Offline mode" not in said
    assert "Release notes" not in said
    assert ON_THE_CARD in said


def test_nobody_is_sent_to_changes_that_there_are_none_of() -> None:
    bare = replace(RELEASE, ui_changes=(), opt_ins=(), docs=())
    assert ON_THE_CARD not in in_blocks(content_of(replace(REMINDER, release=bare)))


def test_nobody_is_sent_to_the_changes_of_a_server_they_are_not_on() -> None:
    elsewhere = told(kinds.REMINDER, STANDARD, GLOBEX, now=at(REMINDER_DAY))
    assert ON_THE_CARD not in in_blocks(content_of(elsewhere))


def test_a_late_message_says_when_it_was_due() -> None:
    late = replace(CONFIRMED, late_since=ON_THE_DAY, now=at(STANDARD_DAY, 14))
    due = "This message is late: it was due Mon 30 Nov 2026, 09:00 (Europe/Berlin)."
    assert due in in_blocks(content_of(late))


def test_an_fyi_is_short_and_asks_for_nothing() -> None:
    assert in_text(content_of(FYI)) == (
        "For your information: 2026.11, Course player refresh. "
        "Standard: Mon 30 November; Controlled: Mon 14 December.\n"
        "It does not affect integrations: nothing to do for Acme LMS and Globex."
    )
    assert in_blocks(content_of(FYI)).startswith(
        "*For your information: 2026.11, Course player refresh.*\n"
        "○ Standard: Mon 30 November\n○ Controlled: Mon 14 December\nIt does not affect integrations"
    )


def test_an_fyi_to_a_channel_whose_integrations_are_gone_names_none() -> None:
    assert in_text(content_of(replace(FYI, parties=()))).endswith("integrations: nothing to do.")


@pytest.mark.parametrize("brief", [PREVIEW, REMINDER, DUE, CONFIRMED, CLOSING, FYI])
def test_the_text_is_two_lines_without_markup(brief: ReleaseBrief) -> None:
    said = in_text(content_of(brief))
    assert len(said.splitlines()) == 2
    assert "*" not in said


def test_a_channel_whose_integrations_are_gone_is_told_the_first_line_alone() -> None:
    for brief in (PREVIEW, REMINDER):
        assert len(in_text(content_of(replace(brief, parties=()))).splitlines()) == 1


@pytest.mark.parametrize("brief", [PREVIEW, REMINDER, DUE, CONFIRMED, CLOSING, FYI])
def test_every_announcement_to_a_channel_has_the_urgent_button(brief: ReleaseBrief) -> None:
    urgent = buttons(content_of(brief))["Report urgent"]
    assert urgent["action_id"] == "report_urgent"
    assert urgent["value"] == '{"delivery":7}'
    assert urgent["style"] == "danger"


def test_an_announcement_is_known_by_its_delivery() -> None:
    assert content_of(PREVIEW).delivery == 7


@pytest.mark.parametrize("brief", [PREVIEW, REMINDER, DUE, CONFIRMED, CLOSING, FYI])
def test_no_message_in_a_channel_asks_to_confirm(brief: ReleaseBrief) -> None:
    for now in (brief.now, ON_THE_DAY, at(CONTROLLED_DAY)):
        for is_card in (True, False):
            assert "Confirm live" not in buttons(content_of(replace(brief, now=now, is_card=is_card)))


def test_a_confirmation_on_the_last_server_names_no_next_one() -> None:
    last = told(kinds.CONFIRMATION, CONTROLLED, GLOBEX, now=at(CONTROLLED_DAY, 10), release=LIVE_ON_BOTH)
    assert "before" not in in_text(content_of(last))
