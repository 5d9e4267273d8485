"""Recording that a stage is live, by somebody's word."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from rollouts.announcing.corrections import follow_up
from rollouts.announcing.planning import release_of
from rollouts.announcing.questions import AGAIN_AFTER, ask_at, questions_about
from rollouts.calendar import instant
from rollouts.deliveries import Delivery
from rollouts.drafts import out_of_range
from rollouts.history import Author
from rollouts.keeping import keep_release
from rollouts.people import Person
from rollouts.permissions import require_confirmer
from rollouts.policy import Policy
from rollouts.ports import Ledger
from rollouts.references import ids_of, is_person
from rollouts.refusals import Blocked, Fault, Invalid, NotPossible, Obstacle, Problem, Thing, unknown
from rollouts.releases import Release, ReleaseKey, Stage, Standing
from rollouts.servers import Server, resolve_server
from rollouts.transitions import Verb, after, possible
from rollouts.typed_change import read_change
from rollouts.usecases.releases import find_release
from rollouts.usecases.seeing import LOOK, Doubt, Doubted, Sight, require_seen

SINCE_FIELD = "since"
"""The field of the form in which it is said since when a stage is live."""


@dataclass(frozen=True, slots=True)
class Confirm:
    """Somebody says that a stage is live: by name and server, by the message they pressed on, or neither.

    The server may also stand after the name, or in its place, as people type it. `since` is the day on
    which it went live, if that was not today; `seen` the fingerprint of what was shown before.
    """

    actor: Person
    release: str = ""
    server: str = ""
    delivery: int | None = None
    since: date | None = None
    seen: str = ""


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The stage is live; `again` when it had been confirmed before, so that nothing changed."""

    release: Release
    server: Server
    stage: Stage
    policy: Policy
    today: date
    again: bool


def confirm(ledger: Ledger, request: Confirm) -> Confirmed:
    """Record that a stage is live. Pressed twice, or by two people, it counts once.

    Raises:
        Unknown: no such release or server.
        NotAllowed: the actor is neither a manager nor the release's owner.
        Blocked: nothing is due, or several are and none was named.
        NotPossible: it was withdrawn.
        Invalid: it cannot be live since then.
        NotSeenYet: it is early, or late and nobody said since when: that is asked first; or they were shown
            another day than they say.
    """
    release, server = _to_confirm(ledger, request)
    require_confirmer(request.actor, release, ledger.policy)
    stage = release.stage(server.key)
    if stage is None:
        raise Blocked(Obstacle.NOTHING_TO_CONFIRM, release.name)
    today = ledger.policy.day(ledger.now)
    if stage.is_live:
        return Confirmed(release, server, stage, ledger.policy, today, again=True)
    status = after(stage.status, Verb.CONFIRM)
    if status is None:
        raise NotPossible(release.name, server.name, stage, Verb.CONFIRM, possible(stage.status))
    doubts = tuple(_doubts(ledger, release, server, request))
    by = request.actor.id
    is_late = stage.standing(today) is Standing.DUE and stage.date < today
    # What is proposed is shown as it will be said.
    since = stage.date if is_late and request.since is None else request.since
    live_at = _live_at(ledger, replace(request, since=since))
    stage = replace(
        stage,
        status=status,
        live_at=live_at,
        confirmed_by=by,
        changed_at=ledger.now,
        changed_by=by,
        why="",
    )
    # That it goes out on its day was planned all along; only what is in doubt is shown first. Whoever was
    # shown one day since when it is live, and says another, is shown that.
    is_shown = doubts or (is_late and request.seen) or request.seen == LOOK
    sight = Sight.of(ledger) if is_shown else None
    release = release.with_stage(stage)
    keep_release(ledger=ledger, release=release, author=Author(by, ledger.now))
    follow_up(ledger=ledger, release=release)
    if sight:
        require_seen(ledger=ledger, sight=sight, seen=request.seen, about={release.topic}, doubts=doubts)
    return Confirmed(release, server, stage, ledger.policy, today, again=False)


def _live_at(ledger: Ledger, request: Confirm) -> datetime:
    """Return since when it is live: now, or post time of the day that was named."""
    policy, today = ledger.policy, ledger.policy.day(ledger.now)
    if request.since is None or request.since == today:
        return ledger.now
    if request.since > today or out_of_range(request.since):
        raise Invalid((Problem(SINCE_FIELD, Fault.NOT_LIVE_YET, request.since.isoformat()),))
    return instant(day=request.since, at=policy.post_at, timezone=policy.timezone)


def _doubts(ledger: Ledger, release: Release, server: Server, request: Confirm) -> Iterator[Doubted]:
    """Ask whether it is really live before its day, or before the server in front, or since when it is."""
    today, stage = ledger.policy.day(ledger.now), release.stage(server.key)
    position = [each.server for each in release.stages].index(server.key)
    day = release.stages[position].date
    if stage and stage.is_coming and day > today:
        yield Doubted(Doubt.EARLY, server, day, today)
    if stage and stage.standing(today) is Standing.DUE and day < today and request.since is None:
        yield Doubted(Doubt.SINCE_WHEN, server, day, today)
    names = {each.key: each for each in ledger.servers()}
    for earlier in release.stages[:position]:
        if earlier.is_coming and earlier.server in names:
            yield Doubted(Doubt.BEFORE_OTHER_SERVER, names[earlier.server], earlier.date, today)


def _to_confirm(ledger: Ledger, request: Confirm) -> tuple[Release, Server]:
    servers = ledger.servers()
    if request.delivery is not None:
        return stage_of_message(ledger=ledger, delivery=request.delivery)
    named, wanted = _told_apart(ledger, request, servers)
    today = ledger.policy.day(ledger.now)
    due = [
        (release, server)
        for release in ([named] if named else ledger.releases())
        for server in ([wanted] if wanted else servers)
        if (stage := release.stage(server.key)) and stage.standing(today) is Standing.DUE
    ]
    if due and (named or len(due) == 1):
        return due[0]
    if due:
        choices = tuple(f"{release.name} {server.key}" for release, server in due)
        raise Blocked(Obstacle.SEVERAL_TO_CONFIRM, "", choices)
    if named:
        return named, wanted or _first_waiting(named, servers)
    raise Blocked(Obstacle.NOTHING_TO_CONFIRM)


def _told_apart(
    ledger: Ledger, request: Confirm, servers: tuple[Server, ...]
) -> tuple[Release | None, Server | None]:
    if request.release and isinstance(request.release, ReleaseKey):
        of_button = resolve_server(text=request.server, servers=servers) if request.server else None
        return find_release(ledger=ledger, name=request.release), of_button
    names = (name for release in ledger.releases() for name in release.all_names)
    typed = read_change(request.release, names=names, servers=servers)
    release = find_release(ledger=ledger, name=typed.release) if typed.release else None
    if typed.server and not typed.rest:
        return release, typed.server
    server = f"{typed.server.short_name} {typed.rest}" if typed.server else typed.rest or request.server
    return release, resolve_server(text=server, servers=servers) if server else None


def _first_waiting(release: Release, servers: tuple[Server, ...]) -> Server:
    """Return the server of the first stage that is not live, else the last one."""
    waiting = (server for server in servers if (s := release.stage(server.key)) and not s.is_live)
    return next(waiting, servers[-1])


def find_message(*, ledger: Ledger, delivery: int) -> Delivery:
    """Return the delivery of a posted message.

    Raises:
        Unknown: the message is none of ours any more.
    """
    if found := ledger.delivery(delivery):
        return found
    raise unknown(Thing.MESSAGE, "", ())


def stage_of_message(*, ledger: Ledger, delivery: int) -> tuple[Release, Server]:
    """Return the release and server that a posted message speaks of.

    Raises:
        Unknown: the message is none of ours any more.
    """
    key = find_message(ledger=ledger, delivery=delivery).key
    release = release_of(ledger=ledger, topic=key.topic)
    servers = {server.key: server for server in ledger.servers()}
    if release and key.announcement.server in servers:
        return release, servers[key.announcement.server]
    raise unknown(Thing.MESSAGE, "", ())


@dataclass(frozen=True, slots=True)
class AskLater:
    """The owner wants to be asked again later about the stage of that message."""

    actor: Person
    delivery: int


@dataclass(frozen=True, slots=True)
class AskedLater:
    """When the question comes again (UTC)."""

    release: Release
    server: Server
    at: datetime
    policy: Policy


def ask_later(ledger: Ledger, request: AskLater) -> AskedLater:
    """Put the question off for two hours; pressed twice it comes once.

    Raises:
        Unknown: the message is none of ours any more.
        NotAllowed: the actor is neither a manager nor the release's owner.
        Blocked: there is nothing to confirm, or not any more.
    """
    release, server = stage_of_message(ledger=ledger, delivery=request.delivery)
    require_confirmer(request.actor, release, ledger.policy)
    stage = release.stage(server.key)
    if stage is None or stage.standing(ledger.policy.day(ledger.now)) is not Standing.DUE:
        raise Blocked(Obstacle.NOTHING_TO_CONFIRM, release.name)
    due_at = ledger.now + AGAIN_AFTER
    questions = questions_about(ledger=ledger, release=release, stage=stage)
    ledger.save_deliveries(replace(post, due_at=due_at, next_at=None) for post in questions.waiting)
    if not any(is_person(post.key.channel) for post in questions.waiting):
        people = (next(iter((*ids_of([release.owner]), request.actor.id))),)
        ask_at(ledger=ledger, questions=questions, people=people, at=due_at)
    return AskedLater(release, server, due_at, ledger.policy)
