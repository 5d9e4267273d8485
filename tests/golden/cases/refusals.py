"""Everything that is refused, as a message, in the place of a form, and in the command line's words."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from rollouts.cases import CaseState
from rollouts.people import Right
from rollouts.refusals import (
    Blocked,
    Fault,
    FileNotSent,
    Invalid,
    LedgerUnavailable,
    NotAllowed,
    NotPossible,
    NotToCheck,
    Obstacle,
    Problem,
    Refusal,
    RightsUnknown,
    Thing,
    Unknown,
    Unsent,
)
from rollouts.releases import Stage, Status
from rollouts.servers import DEFAULT_SERVERS
from rollouts.transitions import Verb, after, possible
from rollouts.usecases.seeing import Doubt, Doubted, NotSeenYet
from tests.golden.golden import Golden, Words, one
from tests.golden.views_in_use import problem_in_words, refusals, windows
from tests.support.story import DAY, MANAGER, POLICY, RELEASE, STANDARD_DAY

SERVERS = ("Standard Release server", "Controlled Release server")
CLOSED = (CaseState.RESOLVED, CaseState.FALSE_ALARM)

DETAILS: Mapping[Fault, tuple[Problem, ...]] = {
    Fault.MISSING: (
        *(
            Problem(field, Fault.MISSING)
            for field in (
                *("name", "title", "summary", "ui_changes", "opt_ins", "docs", "channel", "owners"),
                *("environments", "timezone", "servers", "key", "former_name", "lag_days", "text"),
                *("dates.standard", "live.controlled", "colour"),
            )
        ),
        Problem("name", Fault.MISSING, entry="release <2026.11>"),
    ),
    Fault.TOO_LONG: (Problem("summary", Fault.TOO_LONG, "1500"),),
    Fault.TOO_MANY: (Problem("docs", Fault.TOO_MANY, "10"),),
    Fault.TAKEN: (Problem("name", Fault.TAKEN, "Acme & <Co>"),),
    Fault.CALLED_LIKE_SERVER: (Problem("name", Fault.CALLED_LIKE_SERVER, SERVERS[0]),),
    Fault.CALLED_LIKE_COMMAND: (Problem("name", Fault.CALLED_LIKE_COMMAND, "/release list"),),
    Fault.UNREADABLE: (Problem("summary", Fault.UNREADABLE),),
    Fault.INVISIBLE: (Problem("name", Fault.INVISIBLE),),
    Fault.PINGS_EVERYONE: (Problem("title", Fault.PINGS_EVERYONE),),
    Fault.PAST: (Problem("dates.standard", Fault.PAST, "2026-11-30"),),
    Fault.REACHES_NEXT_SERVER: (Problem("day", Fault.REACHES_NEXT_SERVER, "2026-12-14"),),
    Fault.BEFORE_PREVIOUS_SERVER: (
        Problem("dates.controlled", Fault.BEFORE_PREVIOUS_SERVER, "2026-11-30"),
        Problem("lag_days", Fault.BEFORE_PREVIOUS_SERVER, "14, 7", "servers"),
    ),
    Fault.UNKNOWN_SERVER: (
        Problem("environments", Fault.UNKNOWN_SERVER, "standard, controlled", value="moon"),
    ),
    Fault.UNKNOWN_ZONE: (Problem("timezone", Fault.UNKNOWN_ZONE, "Mars"),),
    Fault.NOT_A_LINK: (Problem("docs", Fault.NOT_A_LINK, "www.x"),),
    Fault.NOT_AN_ADDRESS: (Problem("feed", Fault.NOT_AN_ADDRESS, "www.x"),),
    Fault.OPT_IN_UNCLEAR: (Problem("opt_ins", Fault.OPT_IN_UNCLEAR, "Moon | <b> | maybe", line=3),),
    Fault.LINK_UNCLEAR: (Problem("docs", Fault.LINK_UNCLEAR, "Notes www.x & y", line=2),),
    Fault.TWICE: (Problem("key", Fault.TWICE, "beta"), Problem("environments", Fault.TWICE, "test")),
    Fault.NOT_TAKEN: (Problem("value", Fault.NOT_TAKEN, "it is not a time of day; write it like 09:00"),),
    Fault.IN_USE: (Problem("servers", Fault.IN_USE, "beta (2026.11)"),),
    Fault.NOT_LIVE_YET: (Problem("live.standard", Fault.NOT_LIVE_YET, "2026-11-30", "release 2026.11"),),
    Fault.OUT_OF_RANGE: (Problem("dates.standard", Fault.OUT_OF_RANGE, "0202-11-30"),),
    Fault.NOT_LOOKED_UP: (Problem("channel", Fault.NOT_LOOKED_UP, "#acme", "integration Acme LMS"),),
    Fault.NO_CHANNEL: (Problem("channel", Fault.NO_CHANNEL, "the <acme> channel"),),
    Fault.NO_PERSON: (Problem("owners", Fault.NO_PERSON, "<!here>"),),
    Fault.NOT_FOUND: (Problem("channel", Fault.NOT_FOUND, "#acme", "integration Acme LMS"),),
    Fault.NOT_IN_CHANNEL: (Problem("channel", Fault.NOT_IN_CHANNEL, "C0ACME"),),
    Fault.YOU_ARE_NOT_IN_CHANNEL: (Problem("channel", Fault.YOU_ARE_NOT_IN_CHANNEL, "C0ACME"),),
    Fault.NOBODY_FOUND: (Problem("owner", Fault.NOBODY_FOUND, "@ben", "release 2026.11"),),
    Fault.NOT_THE_ONLY_ONE: (Problem("owners", Fault.NOT_THE_ONLY_ONE, "@Ben Miller"),),
    Fault.IS_ARCHIVED: (Problem("channel", Fault.IS_ARCHIVED, "C0ACME"),),
    Fault.IS_DEACTIVATED: (Problem("owners", Fault.IS_DEACTIVATED, "U0BEN"),),
    Fault.IS_GUEST: (Problem("owners", Fault.IS_GUEST, "U0BEN"),),
    Fault.IS_OUTSIDER: (Problem("owner", Fault.IS_OUTSIDER, "U0BEN"),),
}
"""Each fault with the fields at which it is found."""

OBSTACLES: Mapping[Obstacle, Mapping[str, Blocked]] = {
    Obstacle.NO_CASE_HERE: {"": Blocked(Obstacle.NO_CASE_HERE)},
    Obstacle.OUR_OWN_WORDS: {"": Blocked(Obstacle.OUR_OWN_WORDS, "3")},
    Obstacle.NOTHING_TO_TELL: {"": Blocked(Obstacle.NOTHING_TO_TELL, "3")},
    Obstacle.NO_MAIL_SERVER: {"": Blocked(Obstacle.NO_MAIL_SERVER)},
    Obstacle.NEWS_IS_OPEN: {"": Blocked(Obstacle.NEWS_IS_OPEN, "2027.1")},
    Obstacle.NOTHING_TO_CONFIRM: {
        "": Blocked(Obstacle.NOTHING_TO_CONFIRM),
        "of a release": Blocked(Obstacle.NOTHING_TO_CONFIRM, "2026.11"),
    },
    Obstacle.SEVERAL_TO_CONFIRM: {
        "": Blocked(Obstacle.SEVERAL_TO_CONFIRM, "", ("2026.11 standard", "2026.10 `b` controlled")),
    },
    Obstacle.SEVERAL_SERVERS: {
        "": Blocked(Obstacle.SEVERAL_SERVERS, "rollback 2026.11 & <b>", ("standard", "controlled")),
    },
    Obstacle.NOT_ON_SERVER: {"": Blocked(Obstacle.NOT_ON_SERVER, "2026.11", (SERVERS[0],))},
    Obstacle.CASE_IS_CLOSED: {
        f"{state.value}{' by somebody' if by else ''}": Blocked(
            Obstacle.CASE_IS_CLOSED, "3", (state.value, *by)
        )
        for state in CLOSED
        for by in ((), ("U0ANA",))
    },
    Obstacle.NOTHING_RUNS_HERE: {"": Blocked(Obstacle.NOTHING_RUNS_HERE, "2026.11", (SERVERS[0],))},
    Obstacle.NOTHING_TO_CHECK: {"": Blocked(Obstacle.NOTHING_TO_CHECK, "2026.11 & <b>")},
    Obstacle.TOO_LATE_TO_REMIND: {"": Blocked(Obstacle.TOO_LATE_TO_REMIND, "2026.11 & <b>", (SERVERS[1],))},
    Obstacle.NO_REMEDY: {"": Blocked(Obstacle.NO_REMEDY, "3")},
    Obstacle.NO_RISK: {"": Blocked(Obstacle.NO_RISK, "2026.11 & <b>", (SERVERS[1],))},
    Obstacle.TOO_LATE_TO_UNDO: {"": Blocked(Obstacle.TOO_LATE_TO_UNDO, "2026.11 & <b>")},
}


def _only_asked(refusal: Refusal) -> Refusal:
    refusal.only_asked = True
    return refusal


def _stage(status: Status) -> Stage:
    return replace(RELEASE.stages[0], status=status, changed_by=MANAGER.id)


def _doubted() -> Doubted:
    return Doubted(Doubt.EARLY, DEFAULT_SERVERS[0], STANDARD_DAY, STANDARD_DAY - DAY)


def every_refusal() -> Mapping[str, Mapping[str, Refusal]]:
    """Return all refusals, by the name of the golden file that holds them."""
    named: dict[str, Mapping[str, Refusal]] = {
        "refusal": {"": Refusal()},
        "rights-unknown": {"": RightsUnknown()},
        "file-not-sent": {why.value: FileNotSent(why, "<code> & more") for why in Unsent},
        "ledger-unavailable": {"": LedgerUnavailable("The PostgreSQL database cannot be used.")},
    }
    named["not-seen-yet"] = {"": NotSeenYet((), (_doubted(),), "1", POLICY)}
    named["not-possible"] = {
        f"{verb.value} what is {status.value}": NotPossible(
            "2026.11 & <b>", SERVERS[0], _stage(status), verb, possible(status)
        )
        for status in Status
        for verb in Verb
        if after(status, verb) is None
    }
    named["not-to-check"] = {
        status.value: NotToCheck("2026.11 & <b>", SERVERS[0], _stage(status), STANDARD_DAY - DAY)
        for status in (Status.PLANNED, Status.HELD, Status.ROLLED_BACK, Status.WITHDRAWN)
    }
    for thing in Thing:
        known = ("Standard & <b>", "Beta")
        named[f"unknown-{thing.value}"] = {
            "nothing was typed": Unknown(thing, "", known),
            "nothing is known": Unknown(thing, "<!here> & *x*"),
            "something is near": Unknown(thing, "standart", known, known[:1]),
            "several are near": Unknown(thing, "standart", known, ("Stand-by & co", *known)),
            "nothing is near": Unknown(thing, "x" * 200, known),
            "nothing is near of many": Unknown(thing, "x", tuple(map(str, range(40)))),
            "only asked": _only_asked(Unknown(thing, "x", known)),
        }
    for right in Right:
        named[f"not-allowed-{right.value.replace('_', '-')}"] = {
            "nobody is named": NotAllowed(right),
            "one is named": NotAllowed(right, ("U0MAYA",)),
            "several are named": NotAllowed(right, ("U0MAYA", "S0RELEASES", "somebody <else>")),
        }
    for obstacle in Obstacle:
        named[f"blocked-{obstacle.value.replace('_', '-')}"] = OBSTACLES[obstacle]
    for fault in Fault:
        problems = DETAILS[fault]
        named[f"invalid-{fault.value.replace('_', '-')}"] = {
            f"{problem.field} {problem.entry}".strip(): Invalid((problem,)) for problem in problems
        }
    both = tuple(problem for problems in DETAILS.values() for problem in problems)
    named["invalid-all-at-once"] = {"": Invalid(both)}
    return named


def of_refusals() -> Iterator[Golden]:
    """Yield the golden files of all refusals."""
    for name, variants in every_refusal().items():
        yield Golden(f"refusals/{name}", {of: refusals.content(refusal) for of, refusal in variants.items()})
        first = next(iter(variants.values()))
        yield one(f"forms/refused/{name}", windows.refused("New release", first))
    in_words = [problem_in_words(problem) for problems in DETAILS.values() for problem in problems]
    yield one("refusals/problems-in-plain-words", Words(tuple(in_words)))
    at_field = [problem_in_words(p, with_field=False) for problems in DETAILS.values() for p in problems]
    yield one("refusals/problems-at-their-field", Words(tuple(at_field)))
