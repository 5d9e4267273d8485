"""Whether what comes next is ready for its server, and how far its tests are."""

from collections.abc import Iterator

from rollouts.questions.asked import Asked, Question
from rollouts.releases import Release, Stage, Standing, Status
from rollouts.usecases.question_facts import Common, Readiness, Step, Tests
from rollouts.verdict import Readiness as Found
from rollouts.verdict import Team
from views.actions import Press, pack
from views.answers.periods import in_period
from views.dates import in_days
from views.inlines import (
    Clip,
    Day,
    Names,
    Text,
    Words,
    enumeration,
    joined,
    lines,
    say,
    sentences,
)
from views.parts import Button, Buttons, Message, said
from views.posts.cases import case_name
from views.posts.stages import named, short
from views.posts.verdicts import left_to, verdict_said
from views.wording import count

CASES_MOST = 10
NAMES_MOST = 300
TEAMS_MOST = 1800


def readiness(facts: Readiness, question: Question) -> Message:
    """Say whether everything that was asked for is ready, then of each step why."""
    if not facts.steps:
        return said(_nothing_comes(facts.common, question))
    is_ready = all(map(_is_ready, facts.steps))
    steps = [sentences(_step(step, facts.common), *_own(step, facts)) for step in facts.steps]
    releases = {step.release.key: step.release for step in facts.steps}
    # A row of buttons cannot have the same one twice.
    show = (Buttons(tuple(map(show_release, releases.values()))),) if len(releases) == 1 else ()
    return said(sentences(_yes_or_no(question, is_ready=is_ready), lines(*steps)), *show)


def _yes_or_no(question: Question, *, is_ready: bool) -> str:
    """What is ready is blocked by nothing; "what is blocking it?" is no question of yes or no."""
    if question.asked is Asked.BLOCKED:
        return ("No." if is_ready else "Yes.") if question.is_polar else ""
    return "Yes." if is_ready else "No."


def show_release(release: Release) -> Button:
    """Return the button that shows the release."""
    return Button(f"Show {release.name}", Press.SHOW_RELEASE, pack(release=release.key))


def _nothing_comes(common: Common, question: Question) -> Words:
    servers = enumeration([short(key, common.servers) for key in question.servers], last="or")
    return say(
        "No, nothing{what} is planned{where}{when}, so there is nothing to be ready for.",
        what=say(" more of {release}", release=question.release) if question.release else "",
        where=say(" for {servers}", servers=servers) if question.servers else "",
        when=in_period(question.period, common.today),
    )


def _is_ready(step: Step) -> bool:
    """Say whether it may go on: it is live on the servers before, nothing is open, and all have tested."""
    if step.stage.status is Status.HELD or not all(stage.is_live for stage in _before(step)):
        return False
    return not step.cases if step.verdict is None else step.verdict.readiness is Found.READY


def _before(step: Step) -> tuple[Stage, ...]:
    stages = step.release.stages
    return stages[: stages.index(step.stage)]


def _step(step: Step, common: Common) -> Text:
    """Say of one step when it comes, and what is known of it."""
    return say("{comes} {found}", comes=_comes(step, common), found=_found(step, common))


def _comes(step: Step, common: Common) -> Text:
    stage, server = step.stage, short(step.stage.server, common.servers)
    day, days = Day(stage.date, common.today), in_days((stage.date - common.today).days)
    match stage.standing(common.today):
        case Standing.HELD:
            return say("{release} is held on {server}.", release=named(step.release), server=server)
        case Standing.DUE:
            return say(
                "{release} {was} due on {server} {days}, {day}, and is not confirmed yet.",
                release=named(step.release),
                was="is" if stage.date == common.today else "was",
                server=server,
                days=days,
                day=day,
            )
        case _:
            return say(
                "{release} comes to {server} {days}, {day}.",
                release=named(step.release),
                server=server,
                days=days,
                day=day,
            )


def _found(step: Step, common: Common) -> Words:
    not_live = [short(stage.server, common.servers) for stage in _before(step) if not stage.is_live]
    missing = say("It is not live on {servers}.", servers=enumeration(not_live)) if not_live else ""
    if step.verdict:
        return sentences(missing, verdict_said(step.verdict))
    if step.cases:
        cases = enumeration([case_name(case) for case in step.cases[:CASES_MOST]])
        return sentences(missing, say("Open: {cases}.", cases=cases))
    if not step.release.affects_integrations:
        return sentences(missing, "It does not affect integrations, so nothing has to be tested.")
    return missing or "It is the first server, so nothing has to be tested before."


def _own(step: Step, facts: Readiness) -> Iterator[Words]:
    """Say of the integrations in question what they have left."""
    teams = (*step.verdict.teams, *step.verdict.others) if step.verdict else ()
    for team in teams:
        if team.integration in facts.own:
            left = left_to(team) or "nothing left to test"
            yield say("{name} has {left}.", name=team.integration, left=left)


def tests(facts: Tests, question: Question) -> Message:
    """Say who has tested a release, and who has not."""
    sentence = _tests(facts, question)
    return said(sentence, Buttons((show_release(facts.release),)))


def _tests(facts: Tests, question: Question) -> Words:
    release, common = facts.release, facts.common
    no = "No." if question.is_polar else ""
    if not release.affects_integrations:
        nobody = say("Nobody has to test {release}: it does not affect integrations.", release=named(release))
        return sentences(no, nobody)
    if not facts.on:
        return sentences(no, _not_yet(facts))
    where = enumeration([short(key, common.servers) for key in facts.on])
    if not facts.teams:
        nothing = say(
            "Nobody in question has anything on {where}, so there is nothing of {release} to test there.",
            where=where,
            release=named(release),
        )
        return sentences(no, nothing)
    done = [team for team in facts.teams if team.is_validated]
    left = [team for team in facts.teams if not team.is_validated]
    about = say("{release} on {where}", release=named(release), where=where)
    yes = _tested(facts.teams, question) if question.is_polar else ""
    number = _how_many(facts.teams) if question.counted else ""
    late = say("Not finished with {about}: {teams}.", about=about, teams=joined("; ", map(_left, left)))
    with_it = "" if left else say(" with {about}", about=about)
    finished = say("Finished{with_it}: {teams}.", with_it=with_it, teams=_names(done))
    return Clip(sentences(yes, number, late if left else "", finished if done else ""), TEAMS_MOST)


def _tested(teams: tuple[Team, ...], question: Question) -> str:
    """Answer whether all have tested it, whether anybody has, or whether anything is left."""
    is_all = all(team.is_validated for team in teams)
    if question.left:
        return "No." if is_all else "Yes."
    if question.some and not is_all and any(team.done or team.problems for team in teams):
        return "Yes, but not everything."
    return "Yes." if is_all else "No."


def _how_many(teams: tuple[Team, ...]) -> Text:
    problems = sum(len(team.problems) for team in teams)
    left = sum(team.left for team in teams)
    done = sum(team.is_validated for team in teams)
    return say(
        "{left} {are} open{problems}; {done} of {teams} {have} finished.",
        left=count(left, "check"),
        are="is" if left == 1 else "are",
        problems=say(", {problems} too", problems=count(problems, "problem")) if problems else "",
        done=str(done),
        teams=count(len(teams), "integration"),
        have="has" if done == 1 else "have",
    )


def _left(team: Team) -> Text:
    return say("{name} ({left})", name=team.integration, left=left_to(team))


def _names(teams: list[Team]) -> Names:
    return Names(tuple(team.integration for team in teams), NAMES_MOST)


def _not_yet(facts: Tests) -> Words:
    """Say why nothing can be tested: it is not there yet, or no more."""
    common = facts.common
    coming = [
        stage
        for stage in facts.release.stages
        if stage.standing(common.today) is Standing.PLANNED
        and (not facts.asked or stage.server in facts.asked)
    ]
    if not coming:
        return say("{release} cannot be tested as things stand.", release=named(facts.release))
    return say(
        "{release} cannot be tested yet: {server} gets it {days}, {day}.",
        release=named(facts.release),
        server=short(coming[0].server, common.servers),
        days=in_days((coming[0].date - common.today).days),
        day=Day(coming[0].date, common.today),
    )
