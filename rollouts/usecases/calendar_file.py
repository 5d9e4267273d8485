"""Taking in and writing out a whole calendar: servers, integrations, releases, sources. All or nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import chain

from rollouts.announcing.corrections import follow_up
from rollouts.announcing.planning import replan_all
from rollouts.delivery.draft_questions import look_again_at
from rollouts.drafts import Draft, draft_of, release_from
from rollouts.feeds import Feed, KnownFeed
from rollouts.history import BY_IMPORT, Author
from rollouts.integrations import Environment, Integration
from rollouts.keeping import (
    add_integrations,
    add_releases,
    keep_integration,
    keep_release,
    keep_servers,
)
from rollouts.people import Person
from rollouts.ports import Ledger
from rollouts.references import is_channel, is_id, is_person
from rollouts.refusals import Fault, Invalid, Problem
from rollouts.releases import Release
from rollouts.servers import Server, match_server
from rollouts.texts import name_key
from rollouts.transitions import Verb
from rollouts.usecases.calendar_problems import Described, Meant, named_twice, problems_of, sources_problems
from rollouts.usecases.changing import StageChange, StageChanged, apply_change
from rollouts.usecases.releases import find_release
from rollouts.usecases.seeing import NotSeenYet, Sight, require_seen


@dataclass(frozen=True, slots=True)
class Calendar:
    """What a calendar file holds; `servers` and `sources` are None when it does not speak of them."""

    servers: tuple[Server, ...] | None
    integrations: tuple[Integration, ...]
    releases: tuple[Draft, ...]
    sources: tuple[Feed, ...] | None = None


def names_in(calendar: Calendar) -> tuple[str, ...]:
    """Return the names of channels and people in it that have to be looked up."""
    owners = (release.owner for release in calendar.releases if release.owner)
    found = chain(owners, *((each.channel, *each.owners) for each in calendar.integrations))
    return tuple(dict.fromkeys(name for name in found if not is_id(name)))


def with_ids(
    calendar: Calendar, found: Mapping[str, tuple[str, ...]]
) -> tuple[Calendar, tuple[Problem, ...]]:
    """Put ids in place of the names; beside it a problem for each that means nothing, or more than one.

    `found` has the ids of all who go by a name. What can be no name is left to the import to refuse.
    """
    problems: list[Problem] = []

    def id_of(name: str, entry: str, field: str, absent: Fault) -> str:
        ids = found.get(name, (name,))
        if len(ids) != 1 and (is_channel(name) or is_person(name)):
            problems.append(Problem(field, Fault.NOT_THE_ONLY_ONE if ids else absent, name, entry))
        return ids[0] if len(ids) == 1 else name

    def integration(each: Integration) -> Integration:
        entry = f"integration {each.name}"
        channel = id_of(each.channel, entry, "channel", Fault.NOT_FOUND)
        owners = (id_of(owner, entry, "owners", Fault.NOBODY_FOUND) for owner in each.owners)
        return replace(each, channel=channel, owners=tuple(owners))

    def release(each: Draft) -> Draft:
        owner = each.owner and id_of(each.owner, f"release {each.name}", "owner", Fault.NOBODY_FOUND)
        return replace(each, owner=owner)

    integrations = tuple(map(integration, calendar.integrations))
    releases = tuple(map(release, calendar.releases))
    return replace(calendar, integrations=integrations, releases=releases), tuple(problems)


@dataclass(frozen=True, slots=True)
class ImportCalendar:
    """Take in a calendar; with `dry_run` only say what it would do, and what would be said of it at once.

    `seen` is the fingerprint of what was shown before, empty for nothing yet; with None it is not asked.
    """

    calendar: Calendar
    dry_run: bool = False
    seen: str | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    """What was done with each entry, named like `release 2026.11`.

    `names` are those of channels and people that were taken as they are, and are looked up at the next start;
    `gone` the releases on their way that a file with releases does not speak of, which stay; `removed` the
    sources that a file with sources does not speak of; `renamed` the releases that it has by a name that they
    had once, each with the one that they have, and keep.
    """

    created: tuple[str, ...]
    changed: tuple[str, ...]
    left: tuple[str, ...]
    names: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()


class TriedOut(Exception):  # noqa: N818 - it is the answer of a dry run, and lets all of it be undone
    """What would have been done, and what would be said at once: None for nothing."""

    def __init__(self, imported: Imported, said: NotSeenYet | None) -> None:
        super().__init__()
        self.imported = imported
        self.said = said


def import_calendar(ledger: Ledger, request: ImportCalendar) -> Imported:
    """Create, change or leave each entry by name, and plan what follows from it.

    Raises:
        Invalid: some entry cannot be taken; nothing was stored. Each problem names its entry and field.
        NotSeenYet: something would be posted at once, or told anew.
        TriedOut: it was a dry run.
    """
    servers = ledger.servers() if request.calendar.servers is None else request.calendar.servers
    meant = cache(partial(_meant, servers))
    calendar = _with_keys(request.calendar, meant)
    described = _described(ledger, calendar, servers)
    if problems := (
        *named_twice(request.calendar.releases, meant),
        *problems_of(ledger, described, calendar.servers),
        *sources_problems(calendar.sources or ()),
    ):
        raise Invalid(problems)
    entries = tuple(_entries(ledger, calendar, described))
    imported = Imported(
        created=tuple(name for name, is_new, _ in entries if is_new),
        changed=tuple(name for name, is_new, differs in entries if differs and not is_new),
        left=tuple(name for name, _, differs in entries if not differs),
        names=names_in(calendar),
        gone=_gone(ledger, described),
        removed=_removed(ledger, calendar),
        renamed=tuple(_renamed(described)),
    )
    # A server that goes, or comes elsewhere in their order, is no entry.
    is_news = imported.created or imported.changed or imported.removed
    if is_news or calendar.servers not in (None, ledger.servers()):
        _take_in(ledger, replace(request, calendar=calendar), imported, described)
    if request.dry_run:
        raise TriedOut(imported, None)
    return imported


def _take_in(ledger: Ledger, request: ImportCalendar, imported: Imported, described: Described) -> None:
    """Store what is new, unless something would be said at once that nobody has seen yet."""
    sight = Sight.of(ledger)
    about = {release.topic for release in _save(ledger, request.calendar, described)}
    try:
        if request.seen is not None or request.dry_run:
            require_seen(ledger=ledger, sight=sight, seen=request.seen or "", about=about)
    except NotSeenYet as first:
        if request.dry_run:
            raise TriedOut(imported, first) from None
        raise


def _described(ledger: Ledger, calendar: Calendar, servers: tuple[Server, ...]) -> Described:
    """Put beside each entry what is known of it: looked for once, as there may be thousands."""
    return Described(
        servers,
        tuple((each, ledger.integration(each.name)) for each in calendar.integrations),
        tuple(
            (draft, release_from(draft=draft, servers=servers, policy=ledger.policy, known=before), before)
            for draft, before in zip(calendar.releases, _known(ledger, calendar), strict=True)
        ),
    )


def _known(ledger: Ledger, calendar: Calendar) -> list[Release | None]:
    """Return of each release of the file what is known of it.

    By a name that it had it is meant where the file does not have it by its own; else that is another one's.
    """
    named = {name_key(draft.name) for draft in calendar.releases}

    def meant(name: str) -> Release | None:
        found = ledger.release(name)
        is_another = found and name_key(name) != name_key(found.name) in named
        return None if is_another else found

    return [meant(draft.name) for draft in calendar.releases]


def _entries(ledger: Ledger, calendar: Calendar, described: Described) -> Iterator[tuple[str, bool, bool]]:
    """Yield of each entry its name, whether it is new, and whether it differs from what is known."""
    servers = {server.key: server for server in ledger.servers()}
    for server in calendar.servers or ():
        yield f"server {server.key}", server.key not in servers, servers.get(server.key) != server
    for integration, found in described.integrations:
        yield f"integration {integration.name}", found is None, found != integration
    for release, earlier in described.made:
        yield f"release {release.name}", earlier is None, earlier != release
    feeds = {name_key(each.feed.name): each.feed for each in ledger.feeds()}
    for feed in calendar.sources or ():
        known = feeds.get(name_key(feed.name))
        yield f"source {feed.name}", known is None, known != feed


def _removed(ledger: Ledger, calendar: Calendar) -> tuple[str, ...]:
    """Return the sources that a file with sources does not speak of."""
    if calendar.sources is None:
        return ()
    named = {name_key(feed.name) for feed in calendar.sources}
    feeds = (each.feed.name for each in ledger.feeds())
    return tuple(f"source {name}" for name in feeds if name_key(name) not in named)


@dataclass(frozen=True, slots=True)
class WithdrawGone:
    """Withdraw a release that is gone from the file; `seen` is the fingerprint of what was shown before."""

    release: str
    seen: str = ""


def withdraw_gone(ledger: Ledger, request: WithdrawGone) -> StageChanged:
    """Withdraw it wherever that is possible. Who may run the command line may do that.

    Raises:
        Unknown, NotPossible: somebody was faster.
        NotSeenYet: channels would be told.
    """
    change = StageChange(Person(BY_IMPORT), request.release, Verb.WITHDRAW, seen=request.seen)
    return apply_change(ledger, find_release(ledger=ledger, name=request.release), change)


def _gone(ledger: Ledger, described: Described) -> tuple[str, ...]:
    named = {before.key for _, _, before in described.releases if before}
    on_their_way = (release for release in ledger.releases() if not release.is_finished)
    return tuple(each.name for each in on_their_way if each.key not in named) if described.releases else ()


def _renamed(described: Described) -> Iterator[tuple[str, str]]:
    """Yield the names of the file that a release had once, each with the one that it has."""
    for draft, _, before in described.releases:
        if before and name_key(before.name) != name_key(draft.name):
            yield draft.name, before.name


def _meant(servers: tuple[Server, ...], text: str) -> Server | None:
    return match_server(text=text, servers=servers)


def _with_keys(calendar: Calendar, meant: Meant) -> Calendar:
    """Put a server's key where it goes by another of its names; what is no server is left to be refused."""

    def key(text: str) -> str:
        server = meant(text)
        return server.key if server else text

    def integration(each: Integration) -> Integration:
        environments = tuple(Environment(one.name, key(one.server)) for one in each.environments)
        return each if environments == each.environments else replace(each, environments=environments)

    def release(each: Draft) -> Draft:
        return replace(
            each,
            dates={key(server): day for server, day in each.dates.items()},
            live={key(server): day for server, day in each.live.items()},
            left_out=tuple(map(key, each.left_out)),
        )

    return Calendar(
        calendar.servers,
        tuple(map(integration, calendar.integrations)),
        tuple(map(release, calendar.releases)),
        sources=calendar.sources,
    )


def _save(ledger: Ledger, calendar: Calendar, described: Described) -> tuple[Release, ...]:
    """Store what differs from what is known, and plan what follows; return all releases as they are kept."""
    author = Author(BY_IMPORT, ledger.now)
    if calendar.servers is not None:
        keep_servers(ledger=ledger, servers=calendar.servers, author=author)
    for integration, before in described.integrations:
        if before and before != integration:
            keep_integration(ledger=ledger, integration=integration, author=author)
    unknown = [integration for integration, before in described.integrations if before is None]
    add_integrations(ledger=ledger, integrations=unknown, author=author)
    changed = [release for release, before in described.made if before not in (None, release)]
    unknown_yet = [release for release, before in described.made if before is None]
    new = add_releases(ledger=ledger, releases=unknown_yet, author=author)
    for release in changed:
        keep_release(ledger=ledger, release=release, author=author)
    if calendar.sources is not None:
        _keep_feeds(ledger, calendar.sources)
    replan_all(ledger=ledger)
    # Of one that is new nothing was said, so that nothing follows but the plan.
    for release in changed:
        follow_up(ledger=ledger, release=release)
    for release in (*new, *changed) if ledger.drafts() else ():
        look_again_at(ledger, release)
    return (*new, *changed)


def _keep_feeds(ledger: Ledger, feeds: tuple[Feed, ...]) -> None:
    """Keep these feeds and no others; what came of the looks at each stays known."""
    known = {name_key(each.feed.name): each for each in ledger.feeds()}
    for feed in feeds:
        before = known.pop(name_key(feed.name), None)
        if before and before.feed.name != feed.name:
            ledger.remove_feed(before.feed.name)
        if before is None or before.feed != feed:
            ledger.save_feed(before.named(feed) if before else KnownFeed(feed))
    for gone in known.values():
        ledger.remove_feed(gone.feed.name)


def export_calendar(ledger: Ledger) -> Calendar:
    """Write out everything that an import would need to make it again."""
    servers = ledger.servers()
    return Calendar(
        servers=servers,
        integrations=ledger.integrations(),
        releases=tuple(
            draft_of(release=release, servers=servers, policy=ledger.policy) for release in ledger.releases()
        ),
        sources=tuple(each.feed for each in ledger.feeds()) or None,
    )
