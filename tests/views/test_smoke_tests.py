"""The smoke tests on a confirmation: asked for, recorded, and done."""

from dataclasses import replace

from rollouts import kinds
from rollouts.deliveries import Announcement
from tests.support.story import ACME, CONTROLLED, GLOBEX, NORTHWIND, REMINDER_DAY, STANDARD, STANDARD_DAY, at
from tests.views.reading import buttons, in_blocks
from tests.views.telling import LIVE_ON_STANDARD, smoke_tests, told
from views.posts.messages import content_of

BRIEF = told(
    kinds.CONFIRMATION, STANDARD, ACME, NORTHWIND, now=at(STANDARD_DAY, 11), release=LIVE_ON_STANDARD
)
ACME_PASSED = smoke_tests(ACME, "test")
NORTHWIND_PASSED = smoke_tests(NORTHWIND, "production", by="U0NORA")


def test_a_confirmation_asks_for_the_smoke_tests_of_who_is_on_the_server() -> None:
    passed = buttons(content_of(BRIEF))["Smoke tests passed"]
    assert (passed["action_id"], passed["value"]) == ("smoke_passed", '{"delivery":7}')


def test_it_asks_nobody_who_is_elsewhere() -> None:
    elsewhere = told(kinds.CONFIRMATION, STANDARD, GLOBEX, now=at(STANDARD_DAY))
    assert "Smoke tests passed" not in buttons(content_of(elsewhere))


def test_other_announcements_do_not_ask() -> None:
    reminder = told(kinds.REMINDER, STANDARD, ACME, now=at(REMINDER_DAY))
    assert "Smoke tests passed" not in buttons(content_of(reminder))


def test_what_was_recorded_is_shown_and_the_rest_is_still_asked_for() -> None:
    content = content_of(replace(BRIEF, checks=(ACME_PASSED,)))
    assert (
        "*Checked*\n• Acme LMS, test: smoke tests passed, <@U0ANA>, Mon 30 Nov 2026, 10:12 (Europe/Berlin)"
    ) in in_blocks(content)
    assert "Smoke tests passed" in buttons(content)


def test_once_all_are_recorded_nothing_is_asked_any_more() -> None:
    content = content_of(replace(BRIEF, checks=(ACME_PASSED, NORTHWIND_PASSED)))
    assert "Northwind, production: smoke tests passed, <@U0NORA>" in in_blocks(content)
    assert "Smoke tests passed" not in buttons(content)


def test_checks_of_other_channels_and_servers_are_not_shown() -> None:
    others = (smoke_tests(GLOBEX, "production"), smoke_tests(ACME, "production"))
    assert "Checked" not in in_blocks(content_of(replace(BRIEF, checks=others)))


def test_a_card_that_speaks_of_a_later_server_has_no_buttons_of_the_one_it_announced() -> None:
    moved_on = replace(BRIEF, announcement=Announcement(kinds.CONFIRMATION, CONTROLLED.key), is_card=True)
    assert list(buttons(content_of(moved_on))) == ["Report urgent"]
