"""Home: all that concerns one person, on a page of their own."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from rollouts.announcing.draft_briefs import Asked
from rollouts.announcing.planning import as_called
from rollouts.cases import Case
from rollouts.checks import Item, can_be_set, items_of, names_of
from rollouts.deliveries import Delivery, Pause, State
from rollouts.delivery.draft_questions import asked_about
from rollouts.delivery.resolving import needs_decision
from rollouts.integrations import Integration, by_owner, channel_timezone
from rollouts.live import Placed
from rollouts.people import Person, Right, is_manager, is_owner
from rollouts.permissions import may_confirm
from rollouts.policy import Policy
from rollouts.ports import Ledger
from rollouts.refusals import NotAllowed, RightsUnknown
from rollouts.releases import Release, Stage, Status
from rollouts.servers import Server
from rollouts.usecases.live import AskLive, LiveAnswer, at_a_glance
from rollouts.usecases.upcoming import next_dates

PAGE_MOST = 8
"""How many integrations stand on one page."""

LOOKED_AT = 50
"""Among how many posts those are looked for that wait for a decision."""


@dataclass(frozen=True, slots=True)
class AskHome:
    """Somebody looks at their Home; `page` is that of their integrations, from 0 on."""

    asker: Person
    page: int = 0


@dataclass(frozen=True, slots=True)
class Testing:
    """The checks of one integration for a release on a server where they can be set now."""

    release: Release
    server: Server
    items: tuple[Item, ...]

    @property
    def is_passed_together(self) -> bool:
        """Whether a test is left, so that all of them can be said to have passed."""
        return any(item.name.is_test and item.is_left for item in self.items)


@dataclass(frozen=True, slots=True)
class Own:
    """An integration of the asker, and what there is to test for it."""

    integration: Integration
    testing: tuple[Testing, ...]


@dataclass(frozen=True, slots=True)
class OwnPage:
    """One page of the asker's integrations: number `page` (from 0 on) of `pages`, of `total` in all."""

    shown: tuple[Own, ...]
    page: int
    pages: int
    total: int


@dataclass(frozen=True, slots=True)
class Paused:
    """A channel that takes no messages, and the integrations that hear there."""

    pause: Pause
    integrations: tuple[Integration, ...]


@dataclass(frozen=True, slots=True)
class Undecided:
    """A post that waits for a decision; with it `others` of the same that were refused elsewhere."""

    post: Delivery
    others: int


@dataclass(frozen=True, slots=True)
class Home:
    """What stands at somebody's Home.

    Attributes:
        asker: Whose Home it is.
        servers: Those of the workspace, in order.
        live: What is live on each of them, with the open cases there.
        dates: The next dates that are still to come.
        to_confirm: What is due, and the asker may confirm.
        own: Their integrations; a guest has none.
        cases: The open ones that they reported, or work on.
        paused: Channels that take no messages, for managers.
        undecided: Posts with which nothing happens until a manager says what, for managers.
        news: What the vendor's news asks, for managers.
        manages: Whether the asker is a manager.
        policy: The settings of the workspace.
        today: The day of the workspace.
    """

    asker: Person
    servers: tuple[Server, ...]
    live: LiveAnswer
    dates: tuple[tuple[Server, Placed], ...]
    to_confirm: tuple[tuple[Server, Placed], ...]
    own: OwnPage
    cases: tuple[Case, ...]
    paused: tuple[Paused, ...]
    undecided: tuple[Undecided, ...]
    news: tuple[Asked, ...]
    manages: bool
    policy: Policy
    today: date


def home(ledger: Ledger, request: AskHome) -> Home:
    """Gather what stands at somebody's Home: what is theirs, what is live, and what waits for them.

    Slack does not say of which organisation somebody is who opens it, so nothing is shown to those of whom
    it is not known.

    Raises:
        NotAllowed: they are of another organisation.
        RightsUnknown: they could not be looked up.
    """
    asker = request.asker
    if asker.is_outsider:
        raise NotAllowed(Right.ASK)
    if not asker.is_known:
        raise RightsUnknown
    policy, today = ledger.policy, ledger.policy.day(ledger.now)
    dates = next_dates(ledger)
    manages = is_manager(person=asker, managers=policy.managers)
    return Home(
        asker=asker,
        servers=ledger.servers(),
        live=at_a_glance(ledger, AskLive(asker)),
        dates=tuple(each for each in dates if each[1].days > 0),
        to_confirm=tuple(
            (server, placed)
            for server, placed in dates
            if placed.days <= 0 and may_confirm(person=asker, release=placed.release, policy=policy)
        ),
        own=_own(ledger, asker, request.page),
        cases=tuple(case for case in ledger.cases(open_only=True) if _concerns(case, asker)),
        paused=_paused(ledger) if manages else (),
        undecided=_undecided(ledger) if manages else (),
        news=tuple(asked_about(ledger, draft) for draft in ledger.drafts()) if manages else (),
        manages=manages,
        policy=policy,
        today=today,
    )


def _concerns(case: Case, person: Person) -> bool:
    """Say whether somebody reported the case, or did something with it."""
    return person.id in {case.opened_by, *(note.by for note in case.notes)}


def _paused(ledger: Ledger) -> tuple[Paused, ...]:
    return tuple(Paused(pause, ledger.integrations_in(pause.channel)) for pause in ledger.pauses())


def _undecided(ledger: Ledger) -> tuple[Undecided, ...]:
    """Return what waits for a decision; an announcement that was refused in many channels comes once."""
    groups: dict[object, list[Delivery]] = {}
    for post in ledger.undecided(limit=LOOKED_AT):
        if needs_decision(post):
            is_alike = post.state is State.FAILED
            key = (post.key.topic, post.key.announcement) if is_alike else post.id
            groups.setdefault(key, []).append(post)
    return tuple(
        Undecided(as_called(ledger=ledger, delivery=posts[0]), len(posts) - 1) for posts in groups.values()
    )


def _own(ledger: Ledger, asker: Person, page: int) -> OwnPage:
    """Show one page of somebody's integrations; checks are read of those alone."""
    theirs = ledger.following(by_owner).get(asker.id, ())
    own = [each for each in theirs if is_owner(person=asker, owners=each.owners)]
    pages = -(-len(own) // PAGE_MOST)
    page = min(max(page, 0), max(pages - 1, 0))
    shown = own[page * PAGE_MOST : (page + 1) * PAGE_MOST]
    return OwnPage(tested(ledger, shown), page, pages, len(own))


def tested(ledger: Ledger, shown: Iterable[Integration]) -> tuple[Own, ...]:
    """Say of each integration what there is to test for it now."""
    integrations = tuple(shown)
    names = tuple(each.name for each in integrations)
    stages = ledger.following(_stages)

    def of(integration: Integration) -> Iterator[Testing]:
        zone = channel_timezone(
            channel=integration.channel,
            integrations=ledger.integrations_in(integration.channel),
            default=ledger.policy.timezone,
        )
        day = ledger.policy.in_zone(zone).day(ledger.now)
        for release, server, stage in stages:
            if integration.on(server.key) and can_be_set(stage=stage, today=day):
                checks = ledger.checks(release.name, of=names)
                items = items_of(
                    release=release, integrations=[integration], checks=checks, server=server.key
                )
                yield Testing(release, server, items)

    return tuple(Own(each, tuple(of(each))) for each in integrations)


def _stages(
    servers: tuple[Server, ...], releases: tuple[Release, ...], _integrations: object
) -> tuple[tuple[Release, Server, Stage], ...]:
    """Return what may have to be tested on each server: what runs there, and what is on its way.

    What was entered as already live was never announced: it is asked about only while it is still on its way
    to another server, since its verdict counts.
    """

    def found() -> Iterator[tuple[Release, Server, Stage]]:
        for server in servers:
            here = [
                (release, server, stage)
                for release in releases
                if names_of(release)
                and (stage := release.stage(server.key))
                and not (stage.is_history and release.is_finished)
            ]
            runs = [each for each in here if each[2].is_live]
            yield from sorted(runs, key=lambda each: each[2].date)[-1:]
            yield from (each for each in here if each[2].status is Status.PLANNED)

    return tuple(found())
