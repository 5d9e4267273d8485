"""What the announcements of a release say: what, where, when, and what to do."""

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


def test_a_preview_says_what_is_coming_and_when_it_reaches_each_server() -> None:
    assert in_text(content_of(PREVIEW)).startswith(
        "Release *2026.11* (Course player refresh) reaches the Standard Release server on Mon 30 November, "
        "then the Controlled Release server on Mon 14 December.\n"
    )
    said = in_blocks(content_of(PREVIEW))
    assert said.startswith("Coming: 2026.11, Course player refresh\n")
    assert "• Standard Release server: planned for Mon 30 November" in said
    assert "• Controlled Release server: planned for Mon 14 December" in said


def test_a_preview_covers_summary_ui_changes_opt_in_features_and_documentation() -> None:
    said = in_blocks(content_of(PREVIEW))
    assert "The embedded course player gets a new navigation bar." in said
    assert "*UI changes*\n• Navigation bar moves to the left" in said
    assert "• Offline mode: off by default. To enable it: Settings &gt; Player &gt; Offline" in said
    assert "*Documentation*\n• <https://vendor.example/releases/2026.11|Release notes>" in said


def test_a_preview_of_a_release_without_changes_says_so() -> None:
    bare = replace(RELEASE, summary="", ui_changes=(), opt_ins=(), docs=())
    assert "No UI changes and no opt-in features announced." in in_blocks(
        content_of(replace(PREVIEW, release=bare))
    )


@pytest.mark.parametrize(
    ("default", "how", "said"),
    [
        (False, "", "Offline mode: off by default"),
        (True, "", "Offline mode: on by default"),
        (True, "Settings", "Offline mode: on by default. Its setting: Settings"),
    ],
)
def test_an_opt_in_feature_says_whether_it_is_on(default: bool, how: str, said: str) -> None:  # noqa: FBT001 - a parameter of the table above
    opt_in = replace(RELEASE.opt_ins[0], how_to_enable=how, enabled_by_default=default)
    release = replace(RELEASE, opt_ins=(opt_in,))
    assert f"• {said}\n" in in_blocks(content_of(replace(PREVIEW, release=release)))


def test_a_reminder_names_the_day_in_its_heading() -> None:
    said = in_blocks(content_of(REMINDER))
    assert said.startswith("Reminder: 2026.11 reaches Standard on Mon 30 November\n")
    assert "then the Controlled Release server on Mon 14 December" in said


def test_only_a_card_shows_where_the_release_stands_on_each_server() -> None:
    assert "Server by server" not in in_blocks(content_of(REMINDER))
    assert "Server by server" in in_blocks(content_of(replace(REMINDER, is_card=True)))


def test_a_confirmation_that_nobody_confirmed_never_says_live() -> None:
    for said in (in_text(content_of(DUE)), in_blocks(content_of(DUE))):
        assert "is scheduled to go live today, not confirmed yet" in said
        assert "is live on" not in said
        assert "confirmed by" not in said


def test_an_unconfirmed_confirmation_speaks_of_its_day_once_that_is_past() -> None:
    said = in_blocks(content_of(replace(DUE, now=at(CLOSING_DAY))))
    assert said.startswith("2026.11 on Standard: not confirmed yet\n")
    assert "was scheduled to go live Mon 30 November, not confirmed yet" in said


def test_a_confirmation_says_who_confirmed_it_and_when() -> None:
    said = in_text(content_of(CONFIRMED))
    assert said.startswith(
        "Release *2026.11* (Course player refresh) is live on the Standard Release server, "
        "since Mon 30 Nov 2026, 10:12 (Europe/Berlin), confirmed by <@U0ANA>. "
        "Next: Controlled, planned for Mon 14 December."
    )
    assert in_blocks(content_of(CONFIRMED)).startswith("2026.11 is live on Standard\n")


def test_a_confirmation_on_the_last_server_names_no_next_one() -> None:
    last = told(
        kinds.CONFIRMATION, CONTROLLED, GLOBEX, now=at(CONTROLLED_DAY, 10), release=LIVE_ON_BOTH, is_card=True
    )
    assert "Next:" not in in_text(content_of(last))
    assert "• Standard Release server: live since" in in_blocks(content_of(last))


def test_a_confirmation_says_what_to_check_and_where_to_read() -> None:
    said = in_blocks(content_of(CONFIRMED))
    assert "*Visual changes: review the embedded experience*\n• Navigation bar moves to the left" in said
    assert "*Opt-in features: does anything need enabling for you?*\n• Offline mode" in said
    assert "|Release notes>" in said


def test_a_confirmation_without_changes_says_that_there_is_nothing_else_to_check() -> None:
    bare = replace(LIVE_ON_STANDARD, ui_changes=(), opt_ins=())
    assert "Nothing else to check" in in_blocks(content_of(replace(CONFIRMED, release=bare)))


def test_a_late_message_says_when_it_was_due() -> None:
    late = replace(DUE, late_since=ON_THE_DAY, now=at(STANDARD_DAY, 14))
    due = "This message is late: it was due Mon 30 Nov 2026, 09:00 (Europe/Berlin)."
    assert due in in_text(content_of(late))
    assert due in in_blocks(content_of(late))


def test_a_window_closing_says_which_window_closes_and_when() -> None:
    said = in_text(content_of(CLOSING))
    assert said.startswith(
        "The window to validate release *2026.11* (Course player refresh) closes: "
        "it reaches the Controlled Release server on Mon 14 December."
    )
    assert in_blocks(content_of(CLOSING)).startswith(
        "The window closes: 2026.11 reaches Controlled on Mon 14 December\n"
    )


def test_an_fyi_is_short_and_asks_for_nothing() -> None:
    said = in_text(content_of(FYI))
    assert said.endswith("It does not affect integrations: no action needed.")
    assert "\n" not in said
    assert "For Acme LMS and Globex." in in_blocks(content_of(FYI))


def test_an_fyi_to_a_channel_whose_integrations_are_gone_names_none() -> None:
    assert "For Acme" not in in_blocks(content_of(replace(FYI, parties=())))


def test_a_card_is_kept_current_whatever_it_began_as() -> None:
    said = in_blocks(content_of(replace(PREVIEW, release=LIVE_ON_STANDARD, now=at(CLOSING_DAY))))
    assert said.startswith("2026.11 is live on Standard\n")
    assert (
        "• Standard Release server: live since Mon 30 Nov 2026, 10:12 (Europe/Berlin), confirmed by" in said
    )


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (Status.HELD, "on the Standard Release server: held, no date for now."),
        (Status.ROLLED_BACK, "on the Standard Release server: rolled back."),
        (Status.WITHDRAWN, "on the Standard Release server: withdrawn."),
    ],
)
def test_a_stage_without_a_date_says_so_and_asks_for_nothing(status: Status, said: str) -> None:
    off = content_of(replace(DUE, release=with_stage(RELEASE, STANDARD, status=status), is_card=True))
    assert said in in_text(off)
    assert "Acme LMS: nothing to do for now." in in_text(off)
    assert list(buttons(off)) == ["Report urgent"]


def test_a_hotfixed_stage_is_live_and_says_that_it_was_hotfixed() -> None:
    hotfixed = with_stage(LIVE_ON_STANDARD, STANDARD, status=Status.HOTFIXED)
    said = in_blocks(content_of(replace(CONFIRMED, release=hotfixed, is_card=True)))
    assert "confirmed by <@U0ANA>, hotfixed." in said
    assert "confirmed by <@U0ANA>, hotfixed\n" in said


def test_a_stage_entered_as_live_says_its_day_and_nobody_s_name() -> None:
    said = in_blocks(content_of(replace(CONFIRMED, release=HISTORY, is_card=True)))
    assert "confirmed by" not in said
    assert "is live on the Standard Release server, since" in said


def test_a_live_stage_whose_hour_is_not_recorded_is_just_live() -> None:
    unknown = with_stage(LIVE_ON_STANDARD, STANDARD, live_at=None)
    said = in_blocks(content_of(replace(CONFIRMED, release=unknown, is_card=True)))
    assert "is live on the Standard Release server.\n" in said
    assert "• Standard Release server: live\n" in said


@pytest.mark.parametrize("brief", [PREVIEW, REMINDER, DUE, CONFIRMED, CLOSING, FYI])
def test_every_announcement_to_a_channel_has_the_urgent_button(brief: ReleaseBrief) -> None:
    urgent = buttons(content_of(brief))["Report urgent"]
    assert urgent["action_id"] == "report_urgent"
    assert urgent["value"] == '{"delivery":7}'
    assert urgent["style"] == "danger"


def test_an_announcement_is_known_by_its_delivery() -> None:
    assert content_of(PREVIEW).delivery == 7


def test_only_an_unconfirmed_confirmation_can_be_confirmed() -> None:
    confirm = buttons(content_of(DUE))["Confirm live"]
    assert (confirm["action_id"], confirm["style"]) == ("confirm_live", "primary")
    assert "Confirm live" not in buttons(content_of(CONFIRMED))
    assert "Confirm live" not in buttons(content_of(replace(REMINDER, now=ON_THE_DAY)))
