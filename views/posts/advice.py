"""What an announcement asks of the integrations of its channel, by role, in the vendor's sense.

Vendor, "What to do on release day": smoke tests on the server itself; nothing to do on another one but to
prepare; on both, validate where the release arrives first.
"""

from collections.abc import Iterator
from enum import Enum, auto
from typing import TypeAlias

from rollouts.announcing.briefs import Party, ReleaseBrief
from rollouts.integrations import Environment, Role
from rollouts.kinds import WINDOW_CLOSING
from rollouts.releases import Stage, Standing, Status
from views.inlines import Day, Names, Text, Words, enumeration, joined, lines, say, sentences
from views.parts import Part, listing
from views.posts.stages import short

GROUPS_MOST = 1500
NAMES_MOST = 150

SMOKE_TESTS = "run your usual smoke tests, tell us if anything looks off"


_Placed: TypeAlias = tuple[Stage, tuple[Environment, ...]]


class Phase(Enum):
    """How far the announced stage has come at the moment of saying it."""

    COMING = auto()
    DUE = auto()
    LIVE = auto()
    OFF = auto()


def phase_of(brief: ReleaseBrief) -> Phase:
    """Say how far the announced stage has come; a card that is kept current passes through all of them."""
    if brief.stage.is_live:
        return Phase.LIVE
    found = brief.stage.standing(brief.today)
    return {Standing.PLANNED: Phase.COMING, Standing.DUE: Phase.DUE}.get(found, Phase.OFF)


def by_role(brief: ReleaseBrief) -> list[tuple[str, list[Text]]]:
    """Return, for each role that occurs, its heading and one line for those who are to do the same."""
    here = short(brief.server.key, brief.servers)
    headings = {
        Role.HERE: f"On {here} only",
        Role.BOTH: f"On {here} and elsewhere",
        Role.ELSEWHERE: f"Not on {here}",
    }
    return [(heading, rows) for role, heading in headings.items() if (rows := list(_rows(brief, role)))]


def advice_parts(brief: ReleaseBrief) -> list[Part]:
    """Lay the advice out, one paragraph for each role."""
    return [part for heading, rows in by_role(brief) for part in listing(heading, rows, most=GROUPS_MOST)]


def advice_text(brief: ReleaseBrief) -> Text:
    """Say the advice in running text."""
    return lines(*(row for _, rows in by_role(brief) for row in rows))


def _rows(brief: ReleaseBrief, role: Role) -> Iterator[Text]:
    groups: dict[tuple[Words, Words], list[str]] = {}
    for party in brief.parties:
        if party.role is role:
            groups.setdefault(_to_do(brief, party), []).append(party.integration.name)
    for (where, to_do), integrations in groups.items():
        who = sentences(Names(tuple(integrations)), where)
        yield say("{who}: {to_do}.", who=who, to_do=to_do)


def _to_do(brief: ReleaseBrief, party: Party) -> tuple[Words, Words]:
    """Return which environments it is about, and what to do."""
    phase = phase_of(brief)
    if phase is Phase.OFF:
        return "", "nothing to do for now"
    before, after = _around(brief, party)
    if party.role is Role.ELSEWHERE:
        placed = [
            say("{names} on {server}", names=_names(at), server=short(stage.server, brief.servers))
            for stage, at in party.elsewhere
        ]
        return say("({where})", where=joined(", ", placed)), _prepare(brief, phase, after)
    if before and phase is Phase.COMING and brief.kind == WINDOW_CLOSING:
        return "", _finish_validating(brief, party, before)
    if after:
        return "", _validate(brief, party, after)
    return say("({names})", names=_names(party.here)), _smoke_tests(brief, phase)


def _around(brief: ReleaseBrief, party: Party) -> tuple[list[_Placed], list[_Placed]]:
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


def _prepare(brief: ReleaseBrief, phase: Phase, after: list[_Placed]) -> Words:
    if not after:
        return f"no action needed, you have nothing on {short(brief.server.key, brief.servers)}"
    is_today = phase is not Phase.COMING and brief.stage.date == brief.today
    on_its_day = say("on {day}", day=_day(brief, brief.stage))
    when = on_its_day if phase is Phase.COMING else "today" if is_today else "now"
    whose = "your server's date is" if len(after) == 1 else "your servers' dates are"
    dates = enumeration([_day(brief, stage) for stage, _ in after])
    return say(
        "no action needed {when}; {whose} {dates}, use the window to prepare",
        when=when,
        whose=whose,
        dates=dates,
    )


def _finish_validating(brief: ReleaseBrief, party: Party, before: list[_Placed]) -> Text:
    first = enumeration([_environment(brief, stage.server, at) for stage, at in before])
    return say(
        "finish validating on your {first} before {day}, when it reaches {reached}",
        first=first,
        day=_day(brief, brief.stage),
        reached=_placed(brief, brief.stage, party.here),
    )


def _validate(brief: ReleaseBrief, party: Party, after: list[_Placed]) -> Text:
    own = _environment(brief, brief.server.key, party.here)
    (first, at), *rest = after
    reached = [
        _placed(brief, first, at),
        *(
            say("{placed} on {day}", placed=_placed(brief, stage, at), day=_day(brief, stage))
            for stage, at in rest
        ),
    ]
    return say(
        "validate on your {own} before {day}, when it reaches {reached}",
        own=own,
        day=_day(brief, first),
        reached=joined(", then ", reached),
    )


def _smoke_tests(brief: ReleaseBrief, phase: Phase) -> Words:
    closing = "finish preparing;" if brief.kind == WINDOW_CLOSING else ""
    when: dict[Phase, Words] = {
        Phase.COMING: sentences(closing, say("on {day}", day=_day(brief, brief.stage))),
        Phase.DUE: "once it is live,",
        Phase.LIVE: "",
    }
    return sentences(when[phase], SMOKE_TESTS)


def _environment(brief: ReleaseBrief, server: str, environments: tuple[Environment, ...]) -> Text:
    word = "environment" if len(environments) == 1 else "environments"
    return say(
        "{server} {word} ({names})",
        server=short(server, brief.servers),
        word=word,
        names=_names(environments),
    )


def _placed(brief: ReleaseBrief, stage: Stage, environments: tuple[Environment, ...]) -> Text:
    return say("{server} ({names})", server=short(stage.server, brief.servers), names=_names(environments))


def _names(environments: tuple[Environment, ...]) -> Names:
    return Names(tuple(environment.name for environment in environments), NAMES_MOST)


def _day(brief: ReleaseBrief, stage: Stage) -> Day:
    return Day(stage.date, brief.today)
