"""Refusals: what happened, that nothing was changed, and what to do."""

import pytest

from rollouts.people import Right
from rollouts.refusals import (
    Blocked,
    Fault,
    Invalid,
    LedgerUnavailable,
    NotAllowed,
    Obstacle,
    Problem,
    Refusal,
    Thing,
    Unknown,
    unknown,
)
from tests.views.reading import in_blocks, in_text, keep_view_limits
from views.answers import modals, refusals
from views.problems import field_of, plain

SERVERS = ("Standard Release server", "Controlled Release server")


@pytest.mark.parametrize(
    ("refusal", "said"),
    [
        (
            Unknown(Thing.SERVER, "standart", SERVERS, ("Standard",)),
            "I know no server “standart”. Did you mean “Standard”? Nothing was changed.",
        ),
        (
            unknown(Thing.RELEASE, "", ("2026.11",)),
            "Which release? Releases: 2026.11. Nothing was changed.",
        ),
        (
            unknown(Thing.RELEASE, "1", ()),
            (
                "I know no release “1”. No release is entered yet: a manager enters one with `/release new`. "
                "Nothing was changed."
            ),
        ),
        (
            unknown(Thing.INTEGRATION, "<!here>", ()),
            (
                "I know no integration “&lt;!here&gt;”. "
                "No integration is entered yet: add one with `/integration add`. Nothing was changed."
            ),
        ),
        (unknown(Thing.CASE, "9", ()), "I know no case “9”. No case is open. Nothing was changed."),
        (
            unknown(Thing.COMMAND, "lst", ("list", "show")),
            "I know no command “lst”. Did you mean “list”? Nothing was changed.",
        ),
        (
            unknown(Thing.MESSAGE, "", ()),
            (
                "This message is out of date: what it speaks of is gone. Nothing was changed. "
                "See `/release list`."
            ),
        ),
        (
            NotAllowed(Right.ASK),
            (
                "This works for people of this workspace alone. Please ask one of them to do it. "
                "Nothing was changed."
            ),
        ),
        (
            NotAllowed(Right.MANAGE_RELEASES, ("U0MAYA", "S0RELEASES")),
            (
                "Only managers change releases. Nothing was changed. "
                "Please ask <@U0MAYA> or <!subteam^S0RELEASES>."
            ),
        ),
        (
            NotAllowed(Right.CONFIRM_RELEASE),
            (
                "Only its owner and managers confirm, hold and resume a release. Nothing was changed. "
                "Please ask a workspace admin."
            ),
        ),
        (
            Invalid((Problem("name", Fault.MISSING),)),
            "Name: this is needed. Nothing was changed. Please correct it and try again.",
        ),
        (
            LedgerUnavailable("The PostgreSQL database fortnight at db.example cannot be used."),
            (
                "My database cannot be used just now, so this was not done. Please try again in a minute. "
                "If it goes on, tell whoever runs Fortnight: its log says what is wrong."
            ),
        ),
        (
            Blocked(Obstacle.NOTHING_TO_CONFIRM),
            "No release waits to be confirmed. Nothing was changed. See what comes with `/release next`.",
        ),
        (
            Blocked(Obstacle.NOTHING_TO_CONFIRM, "2026.11"),
            "2026.11 has nothing to confirm. Nothing was changed. See what comes with `/release next`.",
        ),
        (
            Blocked(Obstacle.SEVERAL_TO_CONFIRM, "", ("2026.11 standard", "2026.10 controlled")),
            (
                "Several releases wait to be confirmed. Nothing was changed. Please say which: "
                "`/release confirm 2026.11 standard` or `/release confirm 2026.10 controlled`."
            ),
        ),
        (
            Blocked(Obstacle.CASE_IS_CLOSED, "3", ("resolved", "U0ANA")),
            (
                "Case 3 was resolved by <@U0ANA>. Nothing was changed. "
                "If it is wrong still, press Reopen; if something else is, open a new one with `/urgent`."
            ),
        ),
        (
            Blocked(Obstacle.CASE_IS_CLOSED, "3", ("false_alarm",)),
            (
                "Case 3 was closed as a false alarm. Nothing was changed. "
                "If it is wrong still, press Reopen; if something else is, open a new one with `/urgent`."
            ),
        ),
        (
            Blocked(Obstacle.NOTHING_RUNS_HERE, "2026.11", (SERVERS[0],)),
            (
                "No integration of this channel runs on the Standard Release server any more, "
                "so there is nothing to check for 2026.11. Nothing was changed. See `/integration list`."
            ),
        ),
        (Refusal(), "That cannot be done. Nothing was changed."),
    ],
)
def test_each_refusal_says_what_to_do(refusal: Refusal, said: str) -> None:
    assert in_text(refusals.content(refusal)) == said


def test_several_problems_are_told_at_once() -> None:
    invalid = Invalid((Problem("name", Fault.MISSING), Problem("title", Fault.PINGS_EVERYONE)))
    assert in_text(refusals.content(invalid)) == (
        "Some things cannot be taken:\n"
        "• Name: this is needed.\n"
        "• Title: this would notify a whole channel or group. Leave out the “&lt;!…&gt;”.\n"
        "Nothing was changed. Please correct them and try again."
    )


def test_very_many_problems_are_counted() -> None:
    many = Invalid(tuple(Problem("docs", Fault.NOT_A_LINK, "x" * 300) for _ in range(30)))
    assert "lines left out here, too long for one message." in in_blocks(refusals.content(many))


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (Problem("summary", Fault.TOO_LONG, "1500"), "Summary: this is too long: at most 1500 characters."),
        (Problem("docs", Fault.TOO_MANY, "10"), "Documentation: these are too many: at most 10."),
        (Problem("name", Fault.TAKEN, "Acme"), "Name: “Acme” exists already. Choose another name."),
        (
            Problem("dates.standard", Fault.PAST, "2026-11-30"),
            (
                "Date on standard: this day is past, today is Mon 30 November 2026. "
                "Choose a later day, or import the release as already live."
            ),
        ),
        (
            Problem("dates.controlled", Fault.BEFORE_PREVIOUS_SERVER, "2026-11-30"),
            (
                "Date on controlled: choose Mon 30 November 2026 or later: "
                "a release comes to each server at least a day after the one before."
            ),
        ),
        (
            Problem("lag_days", Fault.BEFORE_PREVIOUS_SERVER, "14, 7", "servers"),
            "servers, Lag days: lags must not be negative and must not shrink from server to server: 14, 7.",
        ),
        (
            Problem("live.standard", Fault.NOT_LIVE_YET, "2026-11-30", "release 2026.11"),
            (
                "release 2026.11, Live date on standard: it cannot be live already: "
                "Mon 30 November 2026 is still to come."
            ),
        ),
        (
            Problem("environments", Fault.UNKNOWN_SERVER, "standard, controlled", value="moon"),
            "Environments: “moon” is no server. Servers: standard, controlled.",
        ),
        (
            Problem("timezone", Fault.UNKNOWN_ZONE, "Mars"),
            "Time zone: “Mars” is no time zone. Write it like Europe/Berlin.",
        ),
        (
            Problem("docs", Fault.NOT_A_LINK, "www.x"),
            "Documentation: “www.x” is no address. Write a title, then an address that begins with https://.",
        ),
        (Problem("key", Fault.TWICE, "beta"), "Key: “beta” stands here twice."),
        (Problem("name", Fault.TWICE, "“2027.1”"), "Name: “2027.1” stands here twice."),
        (
            Problem("servers", Fault.IN_USE, "beta (2026.11)"),
            "Servers: beta (2026.11) still needs its server, so it cannot go.",
        ),
        (Problem("colour", Fault.MISSING), "colour: this is needed."),
    ],
)
def test_each_problem_says_its_field_and_what_would_be_right(problem: Problem, said: str) -> None:
    assert plain(problem) == said


FIELDS = ("name", "channel", "environments.standard", "environments.controlled")


@pytest.mark.parametrize(
    ("name", "at"),
    [
        ("channel", "channel"),
        ("environments", "environments.standard"),
        ("environments.controlled", "environments.controlled"),
        ("colour", "name"),
    ],
)
def test_a_problem_goes_to_its_field_or_the_nearest(name: str, at: str) -> None:
    assert field_of(name, FIELDS) == at


def test_the_problems_of_one_field_are_told_together_and_once() -> None:
    invalid = Invalid(
        (
            Problem("environments", Fault.MISSING),
            Problem("environments", Fault.MISSING),
            Problem("environments", Fault.TOO_MANY, "10"),
        )
    )
    assert refusals.field_errors(invalid, FIELDS) == {
        "environments.standard": "This is needed. These are too many: at most 10."
    }


def test_a_window_can_say_why_the_form_cannot_be_had() -> None:
    refused = modals.refused("New release", NotAllowed(Right.MANAGE_RELEASES))
    for view in (modals.loading("New release"), refused, modals.failed("New release", "4f2a91")):
        assert keep_view_limits(view)["title"]["text"] == "New release"
