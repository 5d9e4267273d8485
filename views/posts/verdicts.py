"""The verdict on a release before the next server, in words; and the question to managers what to do."""

from collections.abc import Iterator

from rollouts.announcing.briefs import Party, ReleaseBrief
from rollouts.cases import Case
from rollouts.checks import Check, CheckState
from rollouts.releases import Release
from rollouts.transitions import Verb, after
from rollouts.verdict import Readiness, Team, Verdict
from views.actions import Press, pack
from views.inlines import Clip, Day, Names, Person, Words, enumeration, joined, lines, say, sentences
from views.parts import Button, Buttons, Heading, Message, Paragraph, Part, SmallPrint, listing
from views.posts.check_words import check_name
from views.posts.stages import named
from views.wording import count, shortened

TEAMS_MOST = 1500
NAMES_MOST = 300
CASES_MOST = 10
WHY_MOST = 300

SHORT = {
    Readiness.READY: "Ready.",
    Readiness.NOT_VALIDATED: "Not validated yet.",
    Readiness.PROBLEM_OPEN: "A problem is open.",
}


def verdict_said(verdict: Verdict) -> Words:
    """Say the verdict: what it is and by whom; beside it a risk that was accepted."""
    return sentences(*_verdict(verdict), *accepted_said(verdict))


def verdict_short(verdict: Verdict) -> Words:
    """Say it as part of a sentence: "not validated by Acme LMS"."""
    accepted = (
        say(", the risk is accepted by {who}", who=Person(verdict.accepted.by)) if verdict.accepted else ""
    )
    match verdict.readiness:
        case Readiness.READY if not verdict.teams:
            what: Words = "nobody is on both servers to validate it"
        case Readiness.READY:
            what = say("validated by {names}", names=names_of_teams(verdict.teams))
        case Readiness.NOT_VALIDATED:
            what = say("not validated by {names}", names=names_of_teams(_late(verdict)))
        case _:
            what = say("a problem is open{cases}", cases=in_brackets(_cases(verdict)))
    return say("{what}{accepted}", what=what, accepted=accepted)


def _verdict(verdict: Verdict) -> Iterator[Words]:
    late = _late(verdict)
    match verdict.readiness:
        case Readiness.READY if not verdict.teams:
            yield "Nobody is on both servers, so nothing had to be validated."
        case Readiness.READY:
            yield say("Ready: validated by {names}.", names=names_of_teams(verdict.teams))
        case Readiness.NOT_VALIDATED:
            yield say("Not validated yet by {names}.", names=names_of_teams(late))
        case _:
            yield say("A problem is open{cases}.", cases=in_brackets(_cases(verdict)))
            if late:
                yield say("Not validated yet by {names}.", names=names_of_teams(late))


def accepted_said(verdict: Verdict) -> list[Words]:
    """Say who accepted the risk, and why."""
    if verdict.accepted is None:
        return []
    why = shortened(verdict.accepted.why, WHY_MOST).removesuffix(".")
    return [say("{who} accepts the risk: “{why}”.", who=Person(verdict.accepted.by), why=why)]


def _late(verdict: Verdict) -> list[Team]:
    return [team for team in verdict.teams if team.left]


def names_of_teams(teams: tuple[Team, ...] | list[Team]) -> Names:
    """Name teams, as far as there is room."""
    return Names(tuple(team.integration for team in teams), NAMES_MOST)


def in_brackets(words: Words) -> Words:
    """Put words in brackets behind others, if there are any."""
    return say(" ({words})", words=words) if words else ""


def _cases(verdict: Verdict) -> Words:
    return numbered(verdict.cases)


def numbered(cases: tuple[Case, ...]) -> Words:
    """Name cases by their numbers: "case 3 and urgent case 4"."""
    found: list[Words] = [
        f"{'urgent case' if case.urgent else 'case'} {case.number}" for case in cases[:CASES_MOST]
    ]
    left = len(cases) - CASES_MOST
    return enumeration([*found, f"{left} more"] if left > 0 else found) if found else ""


# In the message of a closing window


def of_channel(brief: ReleaseBrief) -> Words:
    """Say it in short to those whose word counts; to those who are on no server before what others found."""
    verdict = brief.verdict
    if verdict is None:
        return ""
    servers = [stage.server for stage in brief.release.stages]
    before = servers[: servers.index(verdict.server)]
    integrations = (party.integration for party in brief.parties)
    # Who is on a later one alone has tested nothing so far.
    tests = [any(each.on(server) for server in before) for each in integrations if each.on(verdict.server)]
    on_both, alone = any(tests), not all(tests)
    short: Words = SHORT[verdict.readiness]
    if verdict.readiness is Readiness.PROBLEM_OPEN and not alone:
        short = say("A problem is open{cases}.", cases=in_brackets(_cases(verdict)))
    return sentences(
        short if on_both else "",
        findings(verdict) if alone else "",
        *accepted_said(verdict),
    )


def findings(verdict: Verdict) -> Words:
    """Say what was found on the servers before: no problem, or one, by whom; and who is not done."""
    teams = (*verdict.teams, *verdict.others)
    finished = [team for team in teams if team.is_validated and team.done]
    fine = [team for team in finished if any(map(_is_passed, team.done))]
    idle = [team for team in finished if team not in fine]
    wrong = [team for team in teams if team.problems]
    late = [team for team in verdict.teams if team.left and not team.problems]
    known = {check.case for team in wrong for check in team.problems}
    rest = tuple(case for case in verdict.cases if case.number not in known)
    said: list[Words] = [
        *([say("{names} found no problem", names=names_of_teams(fine))] if fine else []),
        *([say("{names} had nothing to test", names=names_of_teams(idle))] if idle else []),
        *(say("{name} reported a problem{cases}", name=team.integration, cases=_of(team)) for team in wrong),
        *(
            [say("{names} {have} not finished testing", names=names_of_teams(late), have=_have(late))]
            if late
            else []
        ),
        *(
            [say("{cases} {are} open", cases=numbered(rest), are="is" if len(rest) == 1 else "are")]
            if rest
            else []
        ),
    ]
    return Clip(say("{found}.", found=joined("; ", said)), TEAMS_MOST) if said else ""


def _is_passed(check: Check) -> bool:
    return check.state is CheckState.PASSED


def _have(teams: list[Team]) -> str:
    return "has" if len(teams) == 1 else "have"


def _of(team: Team) -> Words:
    numbers = sorted({check.case for check in team.problems if check.case is not None})
    return in_brackets(enumeration([f"case {number}" for number in numbers])) if numbers else ""


def team_of(brief: ReleaseBrief, party: Party) -> Team | None:
    """Return what the integration has found, where the brief speaks of that."""
    teams = brief.verdict.teams if brief.verdict else ()
    return next((team for team in teams if team.integration == party.integration.name), None)


def left_to(team: Team) -> Words:
    """Say what a team has left: "1 check open, 1 problem (case 3)"."""
    open_ones: list[Words] = [f"{count(team.left, 'check')} open"] if team.left else []
    problems: list[Words] = (
        [say("{problems}{cases}", problems=count(len(team.problems), "problem"), cases=_of(team))]
        if team.problems
        else []
    )
    return joined(", ", [*open_ones, *problems])


# What managers are told


def for_managers(brief: ReleaseBrief) -> Message:
    """Say whether a release is ready for the next server, and offer to accept the risk, or to hold it."""
    release, server, verdict = brief.release, brief.server, brief.verdict
    if verdict is None:
        words = say(
            "{release} on {server}: there is nothing to decide any more.",
            release=named(release),
            server=server.short_name,
        )
        return Message(words, (Paragraph(words),), brief.delivery)
    title = f"Is {release.name} ready for {server.short_name}?"
    comes = say(
        "{release} comes to {server} on {day}.",
        release=named(release),
        server=server.short_name,
        day=Day(brief.stage.date, brief.today),
    )
    parts: tuple[Part, ...] = (
        Heading(title),
        Paragraph(lines(comes, verdict_said(verdict))),
        *listing("Who tested what", _tested(verdict, release), most=TEAMS_MOST),
        SmallPrint("Opt-in features are not counted."),
        Buttons(tuple(_choices(brief, verdict))),
    )
    return Message(
        lines(say("{title} {comes}", title=title, comes=comes), verdict_said(verdict)), parts, brief.delivery
    )


def _tested(verdict: Verdict, release: Release) -> list[Words]:
    return [
        say("{name}: {found}", name=team.integration, found=joined("; ", _found(team, release)))
        for team in (*verdict.teams, *verdict.others)
    ]


def _found(team: Team, release: Release) -> list[Words]:
    done: dict[tuple[str, str, bool], list[Check]] = {}
    for check in team.done:
        done.setdefault((check.environment, check.by, _is_passed(check)), []).append(check)
    return [
        *(
            say(
                "{checks} {done} on {environment} by {who}",
                checks=enumeration([check_name(check.name, release) for check in checks]),
                done="done" if is_passed else "set to not applicable",
                environment=environment,
                who=Person(by),
            )
            for (environment, by, is_passed), checks in done.items()
        ),
        *([left] if (left := left_to(team)) else []),
    ]


def _choices(brief: ReleaseBrief, verdict: Verdict) -> Iterator[Button]:
    value = pack(release=brief.release.key, server=brief.server.key)
    if verdict.readiness is not Readiness.READY and verdict.accepted is None:
        yield Button("Accept the risk", Press.ACCEPT_RISK, value)
    if after(brief.stage.status, Verb.HOLD):
        yield Button("Hold", Press.HOLD_STAGE, value)
