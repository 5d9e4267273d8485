"""Entering releases, looking at them, and confirming that they are live."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from rollouts.briefs import ReleaseBrief
from rollouts.deliveries import OPEN, Action, Announcement, Delivery, Key, Kind, Reason
from rollouts.drafts import Draft, release_from
from rollouts.live import Placed
from rollouts.people import Person
from rollouts.permissions import require_confirmer, require_insider, require_manager
from rollouts.policy import Policy
from rollouts.ports import Ledger
from rollouts.refusals import Blocked, Fault, Invalid, Obstacle, Problem, Thing, unknown
from rollouts.releases import Release, Stage, Standing, Status
from rollouts.servers import Server, resolve_server
from rollouts.usecases.briefing import release_brief
from rollouts.usecases.planning import next_revision, refresh, replan
from rollouts.validation import release_problems

LATEST = 200
"""How many deliveries are listed when no release is named."""

ASK_AGAIN_AFTER = timedelta(hours=2)


def find_release(*, ledger: Ledger, name: str) -> Release:
    """Return the release of that name.

    Raises:
        Unknown: there is none; it names those that exist and the nearest.
    """
    if found := ledger.release(name):
        return found
    raise unknown(Thing.RELEASE, name, tuple(release.name for release in reversed(ledger.releases())))


@dataclass(frozen=True, slots=True)
class Ask:
    """Somebody wants to see something; `name` is a release or an integration, empty for all."""

    asker: Person
    name: str = ""
    channel: str | None = None


@dataclass(frozen=True, slots=True)
class ReleaseList:
    """Releases still on their way (soonest first) and those that have met their end (newest first)."""

    coming: tuple[Release, ...]
    past: tuple[Release, ...]
    servers: tuple[Server, ...]
    policy: Policy
    today: date


@dataclass(frozen=True, slots=True)
class ReleaseShown:
    """A release with everything that was or will be posted about it."""

    release: Release
    servers: tuple[Server, ...]
    posts: tuple[Delivery, ...]
    policy: Policy
    today: date


def list_releases(ledger: Ledger, request: Ask, now: datetime) -> ReleaseList:
    """List what is coming, then what is past."""
    require_insider(request.asker)
    releases = ledger.releases()
    return ReleaseList(
        coming=tuple(release for release in releases if not release.is_finished),
        past=tuple(release for release in reversed(releases) if release.is_finished),
        servers=ledger.servers(),
        policy=ledger.policy,
        today=ledger.policy.day(now),
    )


def show_release(ledger: Ledger, request: Ask, now: datetime) -> ReleaseShown:
    """Show one release.

    Raises:
        Unknown: there is no release of that name.
    """
    require_insider(request.asker)
    return _shown(ledger, find_release(ledger=ledger, name=request.name), now)


def _shown(ledger: Ledger, release: Release, now: datetime) -> ReleaseShown:
    posts = (d for d in ledger.deliveries(release.topic) if d.action is Action.POST)
    return ReleaseShown(release, ledger.servers(), tuple(posts), ledger.policy, ledger.policy.day(now))


@dataclass(frozen=True, slots=True)
class DeliveryList:
    """Deliveries with what became of each; `release` is None for the latest of all."""

    release: Release | None
    deliveries: tuple[Delivery, ...]
    servers: tuple[Server, ...]
    policy: Policy


def list_deliveries(
    ledger: Ledger,
    request: Ask,
    now: datetime,  # noqa: ARG001 - a use case
) -> DeliveryList:
    """List the deliveries of a release, or without a name the latest of all.

    Raises:
        Unknown: there is no release of that name.
    """
    require_insider(request.asker)
    release = find_release(ledger=ledger, name=request.name) if request.name else None
    found = ledger.deliveries(release.topic) if release else ledger.recent(limit=LATEST)
    return DeliveryList(release, found, ledger.servers(), ledger.policy)


@dataclass(frozen=True, slots=True)
class NewRelease:
    """A manager enters a release."""

    actor: Person
    draft: Draft


def create_release(ledger: Ledger, request: NewRelease, now: datetime) -> ReleaseShown:
    """Enter a release and plan everything that is to be said about it.

    Raises:
        NotAllowed: the actor is no manager.
        Invalid: a field cannot be taken; nothing was stored.
    """
    policy, servers, draft = ledger.policy, ledger.servers(), request.draft
    require_manager(request.actor, policy)
    release = release_from(draft=draft, servers=servers, policy=policy)
    problems = list(
        release_problems(draft=draft, release=release, known=None, servers=servers, today=policy.day(now))
    )
    if known := ledger.release(draft.name.strip()):
        problems.append(Problem("name", Fault.TAKEN, known.name))
    if problems or release is None:
        raise Invalid(tuple(problems))
    release = replace(release, owner=release.owner or request.actor.id)
    ledger.save_release(release)
    replan(ledger=ledger, release=release, now=now)
    return _shown(ledger, release, now)


@dataclass(frozen=True, slots=True)
class NewReleaseForm:
    """What the empty form needs to know."""

    servers: tuple[Server, ...]
    today: date


def new_release_form(ledger: Ledger, request: Ask, now: datetime) -> NewReleaseForm:
    """Look up what the form for a new release shows.

    Raises:
        NotAllowed: the asker is no manager; better said before they type.
    """
    require_manager(request.asker, ledger.policy)
    return NewReleaseForm(ledger.servers(), ledger.policy.day(now))


@dataclass(frozen=True, slots=True)
class Confirm:
    """Somebody says that a stage is live: by name and server, by the message they pressed on, or neither."""

    actor: Person
    release: str = ""
    server: str = ""
    delivery: int | None = None


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The stage is live; `again` when it had been confirmed before, so that nothing changed."""

    release: Release
    server: Server
    stage: Stage
    policy: Policy
    again: bool


def confirm(ledger: Ledger, request: Confirm, now: datetime) -> Confirmed:
    """Record that a stage is live. Pressed twice, or by two people, it counts once.

    Raises:
        Unknown: no such release or server.
        NotAllowed: the actor is neither a manager nor the release's owner.
        Blocked: it is not its day yet, nothing is due, or several are and none was named.
    """
    require_insider(request.actor)
    release, server = _to_confirm(ledger, request, now)
    require_confirmer(request.actor, release, ledger.policy)
    stage = release.stage(server.key)
    if stage is None:
        raise Blocked(Obstacle.NOTHING_TO_CONFIRM, release.name)
    if stage.is_live:
        return Confirmed(release, server, stage, ledger.policy, again=True)
    if stage.standing(ledger.policy.day(now)) is not Standing.DUE:
        raise Blocked(Obstacle.NOT_ITS_DAY_YET, release.name, (server.name, stage.date.isoformat()))
    stage = replace(stage, status=Status.LIVE, live_at=now, confirmed_by=request.actor.id)
    release = release.with_stage(stage)
    ledger.save_release(release)
    replan(ledger=ledger, release=release, now=now)
    refresh(ledger=ledger, topic=release.topic, now=now)
    return Confirmed(release, server, stage, ledger.policy, again=False)


def _to_confirm(ledger: Ledger, request: Confirm, now: datetime) -> tuple[Release, Server]:
    servers = ledger.servers()
    if request.delivery is not None:
        return stage_of_message(ledger=ledger, delivery=request.delivery)
    wanted = resolve_server(text=request.server, servers=servers) if request.server else None
    named = find_release(ledger=ledger, name=request.release) if request.release else None
    today = ledger.policy.day(now)
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
    releases = {release.topic: release for release in ledger.releases()}
    servers = {server.key: server for server in ledger.servers()}
    if key.topic in releases and key.announcement.part in servers:
        return releases[key.topic], servers[key.announcement.part]
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


def ask_later(ledger: Ledger, request: AskLater, now: datetime) -> AskedLater:
    """Plan the owner's question anew in two hours; pressed twice it comes once.

    Raises:
        Unknown: the message is none of ours any more.
        NotAllowed: the actor is neither a manager nor the release's owner.
    """
    release, server = stage_of_message(ledger=ledger, delivery=request.delivery)
    require_confirmer(request.actor, release, ledger.policy)
    question = Announcement(Kind.OWNER_QUESTION, server.key)
    asked = [d for d in ledger.deliveries(release.topic) if d.key.announcement == question]
    planned = next((d for d in asked if d.action is Action.POST and d.state in OPEN), None)
    if planned is None:
        key = Key(release.topic, question, release.owner or request.actor.id)
        key = replace(key, revision=next_revision(ledger=ledger, like=key))
        planned = Delivery(key, now + ASK_AGAIN_AFTER)
        ledger.plan([planned])
    return AskedLater(release, server, planned.due_at, ledger.policy)


@dataclass(frozen=True, slots=True)
class NextUp:
    """The next dates by time, those that are due and unconfirmed first, and the next posts."""

    dates: tuple[tuple[Server, Placed], ...]
    posts: tuple[Delivery, ...]
    policy: Policy
    today: date


def next_up(ledger: Ledger, request: Ask, now: datetime) -> NextUp:
    """Say what comes next."""
    require_insider(request.asker)
    today = ledger.policy.day(now)
    dates = [
        (server, Placed(release, stage, (stage.date - today).days))
        for release in ledger.releases()
        for server in ledger.servers()
        if (stage := release.stage(server.key)) and stage.status is Status.PLANNED
    ]
    dates.sort(key=lambda item: (item[1].stage.date, item[1].release.name))
    return NextUp(tuple(dates), ledger.upcoming(limit=5), ledger.policy, today)


def preview_posts(
    ledger: Ledger,
    request: Ask,
    now: datetime,  # noqa: ARG001 - a use case
) -> tuple[ReleaseBrief, ...]:
    """Gather what would be posted about a release, as it reads today: one brief for each announcement.

    They are those of the asker's channel when it has integrations, else of the first channel that has.

    Raises:
        Unknown: there is no release of that name.
    """
    require_insider(request.asker)
    release = find_release(ledger=ledger, name=request.name)
    concerned = {integration.channel for integration in ledger.integrations()}
    posts = [
        delivery
        for delivery in ledger.deliveries(release.topic)
        if delivery.action is Action.POST
        # One that was posted anew reads like the first one.
        and delivery.key.revision == 0
        and delivery.key.channel in concerned
        and delivery.reason != Reason.NO_LONGER_PLANNED
    ]
    channels = [delivery.key.channel for delivery in posts]
    shown = request.channel if request.channel in channels else next(iter(channels), None)
    return tuple(
        release_brief(ledger=ledger, delivery=delivery, release=release, now=delivery.due_at, is_card=False)
        for delivery in posts
        if delivery.key.channel == shown
    )
