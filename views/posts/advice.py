"""What a reply asks of the integrations of its channel, by role, in the vendor's sense.

Vendor, "What to do on release day": smoke tests on the server itself; nothing to do on another one but to
prepare; on both, validate where the release arrives first.
"""

from datetime import date
from enum import Enum, auto

from rollouts.announcing.briefs import Party, ReleaseBrief
from rollouts.integrations import Environment, Role
from rollouts.kinds import WINDOW_CLOSING
from rollouts.releases import Stage, Standing, Status
from views.inlines import Day, Text, Words, enumeration, joined, say
from views.posts.rows import Asked, Placed, Row, names_of, rows_of
from views.posts.stages import short
from views.posts.verdicts import left_to, team_of

SMOKE_TESTS = "run your usual smoke tests"
TELL_US = "tell us if anything looks off"
NOTHING_FOR_NOW = "nothing to do for now"


class Phase(Enum):
    """How far a stage has come at the moment of saying it."""

    COMING = auto()
    DUE = auto()
    LIVE = auto()
    OFF = auto()


def phase_of(brief: ReleaseBrief) -> Phase:
    """Say how far the announced stage has come."""
    return phase_on(brief.today, brief.stage)


def phase_on(today: date, stage: Stage) -> Phase:
    """Say how far a stage has come by that day."""
    if stage.is_live:
        return Phase.LIVE
    return _PHASES.get(stage.standing(today), Phase.OFF)


_PHASES = {Standing.PLANNED: Phase.COMING, Standing.DUE: Phase.DUE}


def advice(brief: ReleaseBrief) -> list[Row]:
    """Say what each integration of the channel is to do: those on the server first, the others last."""
    order = (Role.HERE, Role.BOTH, Role.ELSEWHERE)
    parties = sorted(brief.parties, key=lambda party: order.index(party.role))
    return rows_of((party.integration, _asked(brief, party)) for party in parties)


def _asked(brief: ReleaseBrief, party: Party) -> Asked:
    phase = phase_of(brief)
    if phase is Phase.OFF:
        return "", NOTHING_FOR_NOW
    before, after = _around(brief, party)
    if party.role is Role.ELSEWHERE:
        return "", _wait_for_theirs(brief, phase, after)
    if brief.kind == WINDOW_CLOSING and phase is Phase.COMING:
        return "", _finish(brief, party, before)
    if after:
        return "", _validate(brief, party, phase, after)
    if reached := _reached_since(brief, party):
        return "", say("nothing more to do here, it has reached your {names}", names=names_of(reached))
    return say("({names})", names=names_of(party.here)), _SMOKE_TESTS[phase]


_SMOKE_TESTS = {
    Phase.COMING: f"{SMOKE_TESTS} once it is live",
    Phase.DUE: "wait with your smoke tests, you will hear here",
    Phase.LIVE: f"{SMOKE_TESTS}, {TELL_US}",
}


def _around(brief: ReleaseBrief, party: Party) -> tuple[list[Placed], list[Placed]]:
    """Split the party's other stages: those before the announced one, and those after it still to come."""
    order = [server.key for server in brief.servers]
    own = order.index(brief.server.key)
    before = [placed for placed in party.elsewhere if order.index(placed[0].server) < own]
    after = [
        placed
        for placed in party.elsewhere
        if order.index(placed[0].server) > own and placed[0].status is Status.PLANNED
    ]
    return before, after


def _reached_since(brief: ReleaseBrief, party: Party) -> tuple[Environment, ...]:
    """Return the party's environments on later servers on which it is live: validating here is over."""
    order = [server.key for server in brief.servers]
    own = order.index(brief.server.key)
    live = (at for stage, at in party.elsewhere if stage.is_live and order.index(stage.server) > own)
    return tuple(environment for at in live for environment in at)


def _wait_for_theirs(brief: ReleaseBrief, phase: Phase, after: list[Placed]) -> Words:
    """Tell who has nothing on the announced server when their own turn comes."""
    if not after:
        return "nothing to do"
    is_one = len(after) == 1
    dates = enumeration([_day(brief, stage) for stage, _ in after])
    if phase is not Phase.LIVE:
        return say(
            "nothing to do, yours {follow} on {dates}", follow="follows" if is_one else "follow", dates=dates
        )
    return say(
        "{nothing}; {whose} {dates}, use the window to prepare",
        nothing=NOTHING_FOR_NOW,
        whose="your server's date is" if is_one else "your servers' dates are",
        dates=dates,
    )


def _finish(brief: ReleaseBrief, party: Party, before: list[Placed]) -> Words:
    if not before:
        return "finish preparing"
    team = team_of(brief, party)
    if team and team.is_validated:
        return "validated, thank you"
    finish = _finish_on(brief, before)
    return say("{left}, {finish}", left=left_to(team), finish=finish) if team else finish


def _finish_on(brief: ReleaseBrief, before: list[Placed]) -> Words:
    yours = enumeration([_environment(brief, *placed) for placed in before])
    if all(stage.is_live for stage, _ in before):
        return say("finish validating on {yours}", yours=yours)
    return say("validate on {yours} as soon as it is live there", yours=yours)


def _validate(brief: ReleaseBrief, party: Party, phase: Phase, after: list[Placed]) -> Words:
    own = _environment(brief, brief.stage, party.here)
    if phase is Phase.DUE:
        return say("wait with validating on {own}, you will hear here", own=own)
    (first, at), *rest = after
    reached = [
        say("your {names}", names=names_of(at)),
        *(say("your {names} on {day}", names=names_of(at), day=_day(brief, stage)) for stage, at in rest),
    ]
    return say(
        "validate on {when} before {day}, when it reaches {reached}",
        when=say("{own} once it is live,", own=own) if phase is Phase.COMING else own,
        day=_day(brief, first),
        reached=joined(", then ", reached),
    )


def _environment(brief: ReleaseBrief, stage: Stage, environments: tuple[Environment, ...]) -> Text:
    return say(
        "your {server} {word} ({names})",
        server=short(stage.server, brief.servers),
        word="environment" if len(environments) == 1 else "environments",
        names=names_of(environments),
    )


def _day(brief: ReleaseBrief, stage: Stage) -> Day:
    return Day(stage.date, brief.today)
