"""Checks in words: what they are called, what came of them, and how far they are."""

from rollouts.checks import Check, CheckKind, CheckName, CheckState, Tally
from rollouts.releases import Release
from views.inlines import Clip, Text, Words, enumeration, say
from views.wording import count

NAME_MOST = 80

STATE_WORDS = {
    CheckState.NOT_RUN: "not run",
    CheckState.PASSED: "passed",
    CheckState.PROBLEM: "a problem",
    CheckState.NOT_APPLICABLE: "not applicable",
    CheckState.OPEN: "open",
    CheckState.ENABLED: "enabled",
    CheckState.DECLINED: "declined",
    CheckState.LATER: "later",
}


def check_name(name: CheckName, release: Release) -> str:
    """Call a check by its name; an opt-in feature by the one that the release gives it today."""
    if name.kind is CheckKind.SMOKE_TESTS:
        return "smoke tests"
    if name.kind is CheckKind.VISUAL_CHANGES:
        return "visual changes"
    known = {opt_in.key: opt_in.name for opt_in in release.opt_ins}
    return known.get(name.key, "an opt-in feature")


def outcome(check: Check, release: Release) -> Text:
    """Say what came of a check: "smoke tests passed", "visual changes: a problem (case 3)"."""
    name = Clip(check_name(check.name, release), NAME_MOST)
    if check.state is CheckState.PASSED:
        return say("{name} passed", name=name)
    case = (
        say(" (case {number})", number=check.case) if check.state is CheckState.PROBLEM and check.case else ""
    )
    return say("{name}: {state}{case}", name=name, state=STATE_WORDS[check.state], case=case)


def where_found(check: Check, release: Release) -> Text:
    """Say where a check was done, and which it is."""
    return say(
        "{integration}, {environment}: {name}",
        integration=check.integration,
        environment=check.environment,
        name=Clip(check_name(check.name, release), NAME_MOST),
    )


def progress(found: Tally) -> Text:
    """Say how far the checks are: "2 of 3 checks, 1 problem: case 3"."""
    checks = say("{done} of {checks}", done=found.done, checks=count(found.total, "check"))
    if not found.problems:
        return checks
    problems = count(len(found.problems), "problem")
    return say(
        "{checks}, {problems}{cases}", checks=checks, problems=problems, cases=cases_of(found.problems)
    )


def cases_of(problems: tuple[Check, ...]) -> Words:
    """Say after a colon which cases problems have."""
    numbers = sorted({check.case for check in problems if check.case is not None})
    return say(": {cases}", cases=enumeration([f"case {number}" for number in numbers])) if numbers else ""
