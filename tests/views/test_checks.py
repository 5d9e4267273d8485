"""Checks as people meet them: on a confirmation and the card, in the form, and in the answer to a press."""

import datetime as dt
from dataclasses import replace

import pytest

from rollouts import kinds
from rollouts.announcing.briefs import ReleaseBrief
from rollouts.cases import Case, Note, NoteKind
from rollouts.checks import SMOKE_TESTS, VISUAL_CHANGES, CheckKind, CheckName, CheckState, items_of
from rollouts.deliveries import Announcement
from rollouts.history import Change, Kept, check_field
from rollouts.integrations import Environment, Integration
from rollouts.releases import OptIn, Status
from rollouts.servers import DEFAULT_SERVERS
from rollouts.usecases.check_pages import pages_of
from rollouts.usecases.checks import CheckForm, ChecksSet, Undone
from rollouts.usecases.histories import ReleaseHistory
from tests.support.story import (
    ACME,
    ANA,
    CONTROLLED,
    GLOBEX,
    MANAGER,
    NORTHWIND,
    POLICY,
    RELEASE,
    REMINDER_DAY,
    STANDARD,
    STANDARD_DAY,
    at,
)
from tests.views.reading import buttons, in_blocks, in_text, inputs, keep_view_limits
from tests.views.telling import LIVE_ON_STANDARD, checked, told, with_stage
from views.actions import unpack
from views.answers.checks import checks_form, checks_set, undone
from views.answers.history import history
from views.posts.messages import content_of

NOON = at(STANDARD_DAY, 12)
OFFLINE = CheckName(CheckKind.OPT_IN, RELEASE.opt_ins[0].key)
BRIEF = told(
    kinds.CONFIRMATION, STANDARD, ACME, NORTHWIND, now=at(STANDARD_DAY, 11), release=LIVE_ON_STANDARD
)
TESTS = [(ACME, "test"), (NORTHWIND, "production")]
ALL_PASSED = tuple(checked(*where, name) for where in TESTS for name in (SMOKE_TESTS, VISUAL_CHANGES))


def offered(brief: ReleaseBrief) -> list[str]:
    return list(buttons(content_of(brief)))


def test_a_confirmation_asks_who_is_on_the_server_for_their_checks() -> None:
    found = buttons(content_of(BRIEF))

    assert list(found) == ["All passed", "Checks …", "Report urgent"]
    assert [(each["action_id"], each["value"]) for each in found.values()] == [
        ("all_passed", '{"delivery":7}'),
        ("set_checks", '{"delivery":7}'),
        ("report_urgent", '{"delivery":7}'),
    ]


def test_it_asks_nobody_who_is_elsewhere() -> None:
    assert offered(told(kinds.CONFIRMATION, STANDARD, GLOBEX, now=NOON)) == ["Report urgent"]


def test_other_announcements_do_not_ask() -> None:
    assert offered(told(kinds.REMINDER, STANDARD, ACME, now=at(REMINDER_DAY))) == ["Report urgent"]


def test_of_what_was_taken_back_nothing_is_asked() -> None:
    gone = with_stage(LIVE_ON_STANDARD, STANDARD, status=Status.ROLLED_BACK)

    assert offered(replace(BRIEF, release=gone)) == ["Report urgent"]


def test_what_was_set_is_shown_by_whom_and_when() -> None:
    content = content_of(replace(BRIEF, checks=(checked(ACME, "test"),)))

    assert (
        "*Checked*\n• Acme LMS, test: smoke tests passed, <@U0ANA>, Mon 30 Nov 2026, 10:12 (Europe/Berlin)"
    ) in in_blocks(content)
    assert "All passed" in buttons(content)


def test_once_all_tests_passed_they_can_still_be_changed() -> None:
    assert offered(replace(BRIEF, checks=ALL_PASSED)) == ["Checks …", "Report urgent"]


def test_what_was_set_back_is_not_shown_as_checked() -> None:
    back = checked(ACME, "test", state=CheckState.NOT_RUN)

    assert "Checked" not in in_blocks(content_of(replace(BRIEF, checks=(back,))))


def test_checks_of_other_channels_and_servers_are_not_shown() -> None:
    others = (checked(GLOBEX, "production"), checked(ACME, "production"))

    assert "Checked" not in in_blocks(content_of(replace(BRIEF, checks=others)))


def test_a_card_that_speaks_of_a_later_server_has_no_buttons_of_the_one_it_announced() -> None:
    moved_on = replace(BRIEF, announcement=Announcement(kinds.CONFIRMATION, CONTROLLED.key), is_card=True)

    assert offered(moved_on) == ["Report urgent"]


@pytest.mark.parametrize(
    ("state", "name", "words"),
    [
        (CheckState.PASSED, SMOKE_TESTS, "smoke tests passed"),
        (CheckState.PROBLEM, VISUAL_CHANGES, "visual changes: a problem (case 3)"),
        (CheckState.NOT_APPLICABLE, SMOKE_TESTS, "smoke tests: not applicable"),
        (CheckState.ENABLED, OFFLINE, "Offline mode: enabled"),
        (CheckState.DECLINED, OFFLINE, "Offline mode: declined"),
        (CheckState.LATER, OFFLINE, "Offline mode: later"),
    ],
)
def test_each_outcome_has_its_words(state: CheckState, name: CheckName, words: str) -> None:
    check = checked(ACME, "test", name, state, case=3 if state is CheckState.PROBLEM else None)

    assert f"Acme LMS, test: {words}, <@U0ANA>" in in_blocks(content_of(replace(BRIEF, checks=(check,))))


# The card

PROBLEM = checked(ACME, "test", state=CheckState.PROBLEM, case=3)


@pytest.mark.parametrize(
    ("checks", "words"),
    [
        ((), "Acme LMS: validate on Standard (test); on"),
        (ALL_PASSED[:1], "Acme LMS: validating on Standard (test), 1 of 3 checks; on"),
        (
            (PROBLEM, checked(ACME, "test", OFFLINE, CheckState.LATER)),
            "Acme LMS: validating on Standard (test), 2 of 3 checks, 1 problem: case 3; on",
        ),
        (
            (replace(PROBLEM, case=None),),
            "Acme LMS: validating on Standard (test), 1 of 3 checks, 1 problem; on",
        ),
        (
            (*ALL_PASSED, checked(ACME, "test", OFFLINE, CheckState.ENABLED)),
            "Acme LMS: validated on Standard (test), 3 of 3 checks; on",
        ),
        (ALL_PASSED[2:], "Northwind: testing on Standard (production), 2 of 3 checks."),
        (
            (*ALL_PASSED, checked(NORTHWIND, "production", OFFLINE, CheckState.DECLINED)),
            "Northwind: tested on Standard (production), 3 of 3 checks.",
        ),
    ],
)
def test_the_card_says_how_far_the_checks_are(checks: tuple[object, ...], words: str) -> None:
    card = told(
        kinds.PREVIEW,
        STANDARD,
        ACME,
        NORTHWIND,
        now=NOON,
        release=LIVE_ON_STANDARD,
        checks=checks,  # type: ignore[arg-type] # they are made by `checked`
        is_card=True,
    )

    assert words in in_text(content_of(card))


# The form


def asked(
    *integrations: Integration, checks: tuple[object, ...] = (), release: object = RELEASE
) -> CheckForm:
    items = items_of(release=RELEASE, integrations=integrations, checks=checks)  # type: ignore[arg-type] # as above
    here = tuple(item for item in items if item.environment.server == "standard")
    pages = pages_of(here)
    is_one = len(pages) == 1
    return CheckForm(
        7, RELEASE, DEFAULT_SERVERS, here if is_one else (), () if is_one else pages, NOON, POLICY
    )


def test_the_form_asks_for_each_check_of_each_environment_as_it_stands() -> None:
    form = checks_form(asked(ACME, NORTHWIND, checks=(checked(ACME, "test"),)), channel="C0ACME")

    fields = list(inputs(form).values())
    assert [field["label"]["text"] for field in fields] == [
        "Smoke tests (Acme LMS, test on Standard)",
        "Visual changes (Acme LMS, test on Standard)",
        "Offline mode (Acme LMS, test on Standard)",
        "Note (Acme LMS, test on Standard)",
        "Smoke tests (Northwind, production on Standard)",
        "Visual changes (Northwind, production on Standard)",
        "Offline mode (Northwind, production on Standard)",
        "Note (Northwind, production on Standard)",
    ]
    chosen = [field["element"].get("initial_option", {}).get("value") for field in fields]
    assert chosen == ["passed", "not_run", "open", None, "not_run", "not_run", "open", None]
    assert unpack(form.value) == {"delivery": 7, "channel": "C0ACME", "since": NOON.isoformat()}


def test_of_one_environment_the_form_says_once_which() -> None:
    form = checks_form(asked(ACME, checks=(checked(ACME, "test"),)), channel=None)

    labels = [field["label"]["text"] for field in inputs(form).values()]
    assert labels == ["Smoke tests", "Visual changes", "Offline mode", "Note"]
    assert form.over
    assert "Acme LMS, test on Standard." in in_text(form.over)
    assert "• smoke tests passed, <@U0ANA>, today" in in_blocks(form.over)


def test_what_was_set_before_is_said_with_its_day_and_its_note_and_of_several_environments_with_which() -> (
    None
):
    before = checked(ACME, "test", note="Blurred\non tablets.", at=NOON - dt.timedelta(days=1))

    alone, beside = (
        checks_form(asked(*those, checks=(before,)), channel=None) for those in ([ACME], [ACME, NORTHWIND])
    )

    assert alone.over
    assert beside.over
    row = "smoke tests passed, <@U0ANA>, Sun 29 November: “Blurred on tablets.”"
    assert f"• {row}" in in_blocks(alone.over)
    assert f"• Acme LMS, test: {row}" in in_blocks(beside.over)


def test_of_an_opt_in_feature_it_says_how_it_is_enabled() -> None:
    fields = inputs(checks_form(asked(ACME), channel=None)).values()

    assert [field["hint"]["text"] for field in fields if field["label"]["text"] == "Offline mode"] == [
        "Settings > Player > Offline"
    ]


def test_where_there_are_many_environments_the_form_counts_them() -> None:
    many = [replace(NORTHWIND, name=f"Team {number}") for number in range(8)]
    form = checks_form(asked(*many), channel=None)

    assert form.over
    assert in_text(form.over).endswith("8 environments.")
    assert len(keep_view_limits(form)["blocks"]) <= 100


@pytest.mark.parametrize(("teams", "groups"), [(60, 0), (300, 3)])
def test_where_there_are_too_many_checks_it_is_asked_whose(teams: int, groups: int) -> None:
    many = [replace(NORTHWIND, name=f"Team {number:03}") for number in range(teams)]

    form = checks_form(asked(*many), channel="C0ACME")

    (field,) = inputs(form).values()
    lists = [group["options"] for group in field["element"].get("option_groups", [])]
    options = [each for part in lists for each in part] if groups else field["element"]["options"]
    assert (len(lists), len(options)) == (groups, teams)
    assert [options[0]["text"]["text"], options[-1]["text"]["text"]] == ["Team 000", f"Team {teams - 1:03}"]


def test_where_one_integration_has_too_many_it_is_asked_of_which_environment() -> None:
    environments = tuple(Environment(f"test {number}", "standard") for number in range(10))

    form = checks_form(asked(replace(ACME, environments=environments)), channel=None)

    (field,) = inputs(form).values()
    assert field["element"]["options"][0]["text"]["text"] == "Acme LMS, test 0 on Standard"


# Answers

CASE = Case(ANA.id, NOON, "C0ACME", "C0SUPPORT", 3, urgent=False)
SET = ChecksSet(RELEASE, ALL_PASSED[:2], (), NOON, DEFAULT_SERVERS, POLICY)


def test_what_was_set_is_said_and_can_be_taken_back() -> None:
    answer = checks_set(SET)

    assert in_text(answer) == (
        "Thank you. *2026.11* (Course player refresh):\n"
        "Acme LMS, test: smoke tests passed, visual changes passed"
    )
    assert buttons(answer)["Undo"]["value"] == f'{{"release":"2026.11","at":"{NOON.isoformat()}"}}'


def test_where_nothing_was_changed_nothing_can_be_taken_back() -> None:
    answer = checks_set(replace(SET, checks=()))

    assert in_text(answer) == "*2026.11* (Course player refresh): nothing was changed."
    assert buttons(answer) == {}


def test_a_case_that_a_problem_opened_can_be_made_urgent_by_one_press() -> None:
    answer = checks_set(replace(SET, checks=(PROBLEM,), cases=(CASE,)))

    assert "Case 3 is being opened for the problem." in in_text(answer)
    assert buttons(answer)["Make urgent"]["value"] == '{"case":3}'


def test_a_case_that_it_joined_is_named_and_is_as_urgent_as_it_was() -> None:
    joined = replace(CASE, urgent=True, notes=(Note(NoteKind.REPORTED_AGAIN, ANA.id, NOON),))

    answer = checks_set(replace(SET, checks=(PROBLEM,), cases=(joined,)))

    assert "The problem joins case 3." in in_text(answer)
    assert list(buttons(answer)) == ["Undo"]


def test_what_was_left_as_it_is_is_said() -> None:
    others = (replace(PROBLEM, by=MANAGER.id),)
    answer = checks_set(replace(SET, checks=(), problems=(PROBLEM,), others=others, gone=2))

    said = in_text(answer)
    assert "Left as it was: Acme LMS, test: smoke tests: a problem (case 3). Checks … changes it." in said
    assert (
        "<@U0MAYA> has set this meanwhile, and I left it so: Acme LMS, test: smoke tests: a problem (case 3)."
    ) in said
    assert "No longer there, since an environment was changed meanwhile: 2 checks." in said


def test_of_many_that_were_left_some_are_counted() -> None:
    answer = checks_set(replace(SET, problems=(PROBLEM,) * 7))

    assert "2 more checks stay as they are." in in_text(answer)


def test_what_was_taken_back_is_named() -> None:
    one, two = (Undone(RELEASE, ALL_PASSED[:count], DEFAULT_SERVERS) for count in (1, 2))
    many = Undone(RELEASE, ALL_PASSED[:1] * 7, DEFAULT_SERVERS)

    assert in_text(undone(one)) == "Taken back: Acme LMS, test: smoke tests. All is as it was before."
    assert " and Acme LMS, test: visual changes. All is as it was before." in in_text(undone(two))
    assert " and 2 more. All is as it was before." in in_text(undone(many))


def test_where_somebody_has_set_it_otherwise_nothing_was_taken_back() -> None:
    assert in_text(undone(Undone(RELEASE, (), DEFAULT_SERVERS))) == (
        "*2026.11* (Course player refresh): it was set otherwise since then. Nothing was changed."
    )


# History


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        ("smoke_tests", None, "passed", "Acme LMS, test, smoke tests: not set → passed"),
        ("visual_changes", "passed", "problem", "Acme LMS, test, visual changes: passed → a problem"),
        (str(OFFLINE), "later", None, "Acme LMS, test, Offline mode: later → not set"),
        ("opt_in:gone", None, "later", "Acme LMS, test, an opt-in feature: not set → later"),
    ],
)
def test_the_history_of_a_release_tells_of_its_checks(
    name: str, old: str | None, new: str | None, words: str
) -> None:
    field = check_field("Acme LMS", "test", name)
    change = Change(NOON, ANA.id, Kept.CHECK, RELEASE.name, field, old, new, "Grey.")

    said = in_text(history(ReleaseHistory(RELEASE, (change,), DEFAULT_SERVERS, POLICY, STANDARD_DAY)))

    assert f"<@U0ANA>: {words} (why: Grey.)" in said


def test_an_opt_in_feature_with_a_long_name_fits() -> None:
    release = replace(RELEASE, opt_ins=(OptIn("&" * 300, "How " * 70, key=OFFLINE.key),))
    items = items_of(release=release, integrations=[ACME], checks=())

    keep_view_limits(
        checks_form(CheckForm(7, release, DEFAULT_SERVERS, items, (), NOON, POLICY), channel=None)
    )
