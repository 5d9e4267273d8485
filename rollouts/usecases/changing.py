"""Changing a release on its way: its dates, and what became of it on a server."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from rollouts.announcing.corrections import follow_up
from rollouts.announcing.questions import ask_to_hold
from rollouts.delivery.draft_questions import look_again_at
from rollouts.drafts import out_of_range
from rollouts.history import BY_IMPORT, Author
from rollouts.keeping import keep_release
from rollouts.people import Person
from rollouts.permissions import require_confirmer, require_manager
from rollouts.policy import Policy
from rollouts.ports import Ledger
from rollouts.refusals import Blocked, Fault, Invalid, NotPossible, Obstacle, Problem, Thing, unknown
from rollouts.releases import Release, ReleaseKey, Stage, Status
from rollouts.servers import Server, resolve_server
from rollouts.transitions import OF_OWNERS, Verb, after, possible
from rollouts.typed_change import TypedChange, misspelt_server, read_change, read_move
from rollouts.usecases.check_results import set_aside
from rollouts.usecases.releases import find_release
from rollouts.usecases.seeing import Doubt, Doubted, Sight, require_seen
from rollouts.validation import WHY_MAX, date_problems, text_problems

ALL_AT_ONCE = frozenset({Verb.WITHDRAW})
"""Without a server these are of every server that they are possible on; others of the first one."""

DAY_FIELD = "day"
"""The field of the form in which the new date is picked."""

OF_WHAT_RUNS = frozenset({Verb.ROLLBACK, Verb.HOTFIX})
"""These need a server where the release runs on several: a slip would be told to the wrong teams."""


@dataclass(frozen=True, slots=True)
class StageChange:
    """A manager changes a release on a server; without one, on the server that the verb fits.

    Attributes:
        actor: Who does it.
        release: Its name, or its key.
        verb: What is done; a confirmation is asked for by `confirming.Confirm`.
        server: As it was typed; empty when none was named.
        day: The new date, of a move.
        with_later: A move takes the stages behind along, by as many days.
        why: The reason, which channels are told.
        seen: The fingerprint of what goes out that was shown before.
    """

    actor: Person
    release: str
    verb: Verb
    server: str = ""
    day: date | None = None
    with_later: bool = False
    why: str = ""
    seen: str = ""


@dataclass(frozen=True, slots=True)
class StageChanged:
    """The release as it is now, and the servers that the change was of."""

    release: Release
    servers: tuple[Server, ...]
    verb: Verb
    policy: Policy
    today: date


def change_stage(ledger: Ledger, request: StageChange) -> StageChanged:
    """Move, hold, resume, roll back, hotfix or withdraw a release on a server, and plan what is said of it.

    Raises:
        NotAllowed: the actor is no manager, nor the owner who stops it or lets it go on.
        Unknown: no such release or server.
        NotPossible: the verb does not fit the state; somebody may have been faster.
        Blocked: the release leaves the server out, or runs on several and none was named.
        Invalid: the date cannot be taken.
        NotSeenYet: something would be posted, or asked twice, that was not shown before.
    """
    return apply_change(ledger, _allowed(ledger, request.actor, request.verb, request.release), request)


def apply_change(ledger: Ledger, release: Release, request: StageChange) -> StageChanged:
    """Do what is asked for, whoever asks: for a use case that has looked at what they may, or has nobody.

    Raises:
        NotPossible, Blocked, Invalid, NotSeenYet: as `change_stage` does.
    """
    if problems := tuple(text_problems("why", request.why, most=WHY_MAX)):
        raise Invalid(problems)
    meant = _meant(ledger, release, request)
    sight = Sight.of(ledger, moving=release)
    changed = release
    for server, stage in meant:
        changed = changed.with_stage(_after(ledger, release, server, stage, request))
    if request.verb is Verb.MOVE:
        changed = _moved(ledger, release, changed, meant[0][1], request)
    author = Author(request.actor.id, ledger.now, request.why)
    keep_release(ledger=ledger, release=changed, author=author)
    if request.verb is Verb.ROLLBACK:
        taken_from = [server.key for server, _ in meant]
        set_aside(ledger=ledger, release=changed, servers=taken_from, author=author)
    follow_up(ledger=ledger, release=changed, at_once=request.verb is Verb.ROLLBACK)
    if request.verb is Verb.ROLLBACK:
        ask_to_hold(ledger=ledger, release=changed, rolled_back=meant[0][0].key, actor=request.actor.id)
    look_again_at(ledger, changed)
    require_seen(
        ledger=ledger,
        sight=sight,
        seen=request.seen,
        about={release.topic},
        doubts=tuple(_doubts(ledger, release, changed)),
    )
    servers = tuple(server for server, _ in meant)
    return StageChanged(changed, servers, request.verb, ledger.policy, ledger.policy.day(ledger.now))


def _allowed(ledger: Ledger, actor: Person, verb: Verb, name: str) -> Release:
    """Return the release; managers change it, and its owner may hold and resume it, who is asked that."""
    if verb not in OF_OWNERS:
        require_manager(actor, ledger.policy)
        return find_release(ledger=ledger, name=name)
    release = find_release(ledger=ledger, name=name)
    require_confirmer(actor, release, ledger.policy)
    return release


def _meant(
    ledger: Ledger, release: Release, request: StageChange, *, one_at_a_time: bool = False
) -> tuple[tuple[Server, Stage], ...]:
    """Return the servers that the verb is of, each with its stage.

    Raises:
        Blocked: it fits several and has to be said of each; of one `one_at_a_time` where all were named.
    """
    servers, verb = ledger.servers(), request.verb
    if request.server:
        server = resolve_server(text=request.server, servers=servers)
        if found := release.stage(server.key):
            return ((server, found),)
        raise Blocked(Obstacle.NOT_ON_SERVER, release.name, (server.name,))
    on = tuple((server, stage) for server in servers if (stage := release.stage(server.key)))
    fitting = tuple((server, stage) for server, stage in on if after(stage.status, verb) is not None)
    if not fitting:
        raise _not_possible(release, *on[0], verb)
    if len(fitting) > 1 and (verb in OF_WHAT_RUNS or (one_at_a_time and verb not in ALL_AT_ONCE)):
        raise Blocked(
            Obstacle.SEVERAL_SERVERS, f"{verb} {release.name}", tuple(server.key for server, _ in fitting)
        )
    return fitting if verb in ALL_AT_ONCE else fitting[:1]


def _not_possible(release: Release, server: Server, stage: Stage, verb: Verb) -> NotPossible:
    return NotPossible(release.name, server.name, stage, verb, possible(stage.status))


def _after(ledger: Ledger, release: Release, server: Server, stage: Stage, request: StageChange) -> Stage:
    """Return the stage after the verb."""
    status = after(stage.status, request.verb)
    if status is None:
        raise _not_possible(release, server, stage, request.verb)
    runs_again = status is Status.HOTFIXED and not stage.is_live
    is_planned_anew = status is Status.PLANNED and not stage.is_coming
    live_at = ledger.now if runs_again else stage.live_at
    confirmed_by = request.actor.id if runs_again else stage.confirmed_by
    changed = replace(
        stage,
        date=request.day or stage.date,
        status=status,
        live_at=None if is_planned_anew else live_at,
        confirmed_by=None if is_planned_anew else confirmed_by,
    )
    if status is stage.status and status is not Status.HOTFIXED:
        return changed
    by = None if request.actor.id == BY_IMPORT else request.actor.id
    return replace(changed, changed_at=ledger.now, changed_by=by, why=request.why)


def _moved(ledger: Ledger, before: Release, changed: Release, old: Stage, request: StageChange) -> Release:
    """Take later stages along if wanted, and check the dates."""
    if request.day is None:
        raise Invalid((Problem(DAY_FIELD, Fault.MISSING),))
    if out_of_range(request.day):
        raise Invalid((Problem(DAY_FIELD, Fault.OUT_OF_RANGE, request.day.isoformat()),))
    for stage in before.stages[before.stages.index(old) + 1 :] if request.with_later else ():
        if stage.is_coming:
            changed = changed.with_stage(replace(stage, date=stage.date + (request.day - old.date)))
    problems = tuple(date_problems(changed, before, ledger.policy.day(ledger.now)))
    if problems:
        raise Invalid((_of_the_day(problems[0], changed, old),))
    return changed


def _of_the_day(problem: Problem, changed: Release, moved: Stage) -> Problem:
    """Say what is wrong with the new date, also where it is a server behind that it comes too near to."""
    near = changed.stage(problem.field.removeprefix("dates."))
    if near is None or near.server == moved.server:
        return replace(problem, field=DAY_FIELD)
    return Problem(DAY_FIELD, Fault.REACHES_NEXT_SERVER, near.date.isoformat())


def _doubts(ledger: Ledger, before: Release, changed: Release) -> Iterator[Doubted]:
    """Ask about new dates on which nobody works."""
    today = ledger.policy.day(ledger.now)
    for server in ledger.servers():
        old, new = before.stage(server.key), changed.stage(server.key)
        if old and new and new.date != old.date and new.date in ledger.policy.days_off:
            yield Doubted(Doubt.DAY_OFF, server, new.date, today)


@dataclass(frozen=True, slots=True)
class WantedChange:
    """What somebody wants to change: as it was typed behind the verb, or by a button's release and server.

    `draft` is the number of the vendor's news that gives the reason, 0 where there is none.
    """

    actor: Person
    verb: Verb
    text: str = ""
    release: str = ""
    server: str = ""
    draft: int = 0


@dataclass(frozen=True, slots=True)
class ChangeWanted:
    """What the form for a change shows.

    Attributes:
        request: The change as far as it is known.
        is_complete: Nothing more has to be asked.
        release: As it is now.
        servers: Those that the change is of.
        later: Stages that a move can take along.
        typed_day: A day as it was typed that is none, or may be one of several.
        days: Which ones it may be.
        is_no_day: It is written as a day is, and there is none such.
        all_servers: Those of the workspace.
        today: The workspace's day.
        timezone: Its time zone.
        no_server: What was typed where a server stands before the day, and is none.
    """

    request: StageChange
    is_complete: bool
    release: Release
    servers: tuple[Server, ...]
    later: tuple[Stage, ...]
    typed_day: str
    days: tuple[date, ...]
    all_servers: tuple[Server, ...]
    today: date
    timezone: str
    no_server: str = ""
    is_no_day: bool = False


def want_change(ledger: Ledger, wanted: WantedChange) -> ChangeWanted:
    """Read what somebody wants to change, and say what is still to be asked.

    Raises:
        NotAllowed, Unknown, NotPossible, Blocked: as `change_stage` does; better said before they type.
        Unknown: what seems to be a server is none.
    """
    if wanted.verb not in OF_OWNERS:
        require_manager(wanted.actor, ledger.policy)
    today, servers = ledger.policy.day(ledger.now), ledger.servers()
    known = ledger.releases()
    names = [name for release in known for name in release.all_names]
    if wanted.verb is Verb.MOVE:
        move = read_move(
            wanted.text, names=names, servers=servers, today=today, planned=partial(_planned, ledger)
        )
        typed, day, why = move.change, move.day, move.why
        unread = move.unread
    else:
        typed, day = read_change(wanted.text, names=names, servers=servers), None
        why, unread = typed.rest, ""
    if slip := misspelt_server(typed, servers):
        resolve_server(text=slip, servers=servers)
    server = wanted.server or (typed.server.key if typed.server else "")
    name = wanted.release or typed.release or _the_only_one(known, wanted.verb, server)
    release = _allowed(ledger, wanted.actor, wanted.verb, name)
    why = why or _vendors_reason(ledger, wanted.draft)
    request = StageChange(
        wanted.actor, ReleaseKey(release.key), wanted.verb, server, day.day if day else None, why=why
    )
    meant = _meant(ledger, release, request, one_at_a_time=typed.every)
    for each, stage in meant:
        if after(stage.status, wanted.verb) is None:
            raise _not_possible(release, each, stage, wanted.verb)
    if len(meant) == 1:
        request = replace(request, server=meant[0][0].key)
    is_move = wanted.verb is Verb.MOVE
    behind = release.stages[release.stages.index(meant[0][1]) + 1 :] if is_move else ()
    later = tuple(stage for stage in behind if stage.is_coming)
    # A day on which it would come to a later server already is asked about: that one can be taken along.
    is_clear = bool(wanted.text) and not unread and _fits(request.day, later, is_move=is_move)
    return ChangeWanted(
        request=request,
        is_complete=is_clear,
        release=release,
        servers=tuple(server for server, _ in meant),
        later=later,
        typed_day=unread if day is None else day.typed if request.day is None else "",
        days=day.days if day and request.day is None else (),
        all_servers=servers,
        today=today,
        timezone=ledger.policy.timezone,
        no_server=unread if day else "",
        is_no_day=day is not None and not day.days,
    )


def _vendors_reason(ledger: Ledger, draft: int) -> str:
    """Return the sentence in which the vendor says so; an empty one where no news asks for it."""
    found = ledger.draft(draft) if draft else None
    kind = found.news.kind if found else None
    return kind.sentence if kind else ""


def _fits(day: date | None, later: tuple[Stage, ...], *, is_move: bool) -> bool:
    return not is_move or (day is not None and all(day < stage.date for stage in later))


def _the_only_one(releases: Iterable[Release], verb: Verb, server: str) -> str:
    """Return the name of the release that the verb fits, where none was named and there is one alone.

    Raises:
        Unknown: it fits several, which it names.
    """
    fitting = [
        release.name
        for release in releases
        if any(
            server in {"", stage.server} and after(stage.status, verb) is not None for stage in release.stages
        )
    ]
    if len(fitting) > 1:
        raise unknown(Thing.RELEASE, "", tuple(reversed(fitting)))
    return fitting[0] if fitting else ""


def _planned(ledger: Ledger, change: TypedChange) -> date | None:
    """Return for which day the stage is planned that the words before a day mean."""
    release = ledger.release(change.release)
    stages = [stage for stage in release.stages if stage.is_coming] if release else []
    if change.server:
        stages = [stage for stage in stages if stage.server == change.server.key]
    return stages[0].date if stages else None
