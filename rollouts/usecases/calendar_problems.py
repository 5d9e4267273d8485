"""What is wrong with a calendar file, entry by entry; each problem names its entry and field."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from rollouts.drafts import Draft
from rollouts.feeds import Feed
from rollouts.integrations import Integration
from rollouts.names import Namesakes
from rollouts.ports import Ledger
from rollouts.refusals import Fault, Problem
from rollouts.releases import Release
from rollouts.servers import Server
from rollouts.texts import name_key
from rollouts.validation import feed_problems, integration_problems, release_problems, server_problems

Meant: TypeAlias = Callable[[str], Server | None]
"""Returns the server that is meant by a text."""


@dataclass(frozen=True, slots=True)
class Described:
    """What a file describes, each with what is known of it.

    Attributes:
        servers: Those that count: the file's, or those that are known where it does not speak of them.
        integrations: As the file has them.
        releases: As the file has them, then what each makes (None without a first date).
    """

    servers: tuple[Server, ...]
    integrations: tuple[tuple[Integration, Integration | None], ...]
    releases: tuple[tuple[Draft, Release | None, Release | None], ...]

    @property
    def made(self) -> Iterator[tuple[Release, Release | None]]:
        """What the releases make, each with what is known of it."""
        return ((release, before) for _, release, before in self.releases if release)


def named_twice(drafts: Iterable[Draft], meant: Meant) -> Iterator[Problem]:
    """Yield the servers that a release names twice, by two of their names."""
    for draft in drafts:
        for part, typed in (("dates", (*draft.dates, *draft.left_out)), ("live", draft.live)):
            named = list(filter(None, map(meant, typed)))
            for server in dict.fromkeys(named):
                if named.count(server) > 1:
                    yield Problem(part, Fault.TWICE, server.name, f"release {draft.name}")


def sources_problems(sources: tuple[Feed, ...]) -> Iterator[Problem]:
    """Yield what is wrong with the sources of the vendor's news."""
    for problem in feed_problems(sources):
        yield replace(problem, entry=f"source {problem.entry}" if problem.entry else "sources")


def problems_of(
    ledger: Ledger, described: Described, servers: tuple[Server, ...] | None
) -> Iterator[Problem]:
    """Yield what is wrong with what is described, and with the `servers` if the file speaks of them."""
    if servers is not None:
        for problem in server_problems(servers, ledger.releases(), known=ledger.servers()):
            yield replace(problem, entry="servers")
        yield from _left_without_server(ledger, described, servers)
    if described.servers:
        yield from _integration_problems(ledger, described)
        yield from _release_problems(ledger, described)


def _integration_problems(ledger: Ledger, described: Described) -> Iterator[Problem]:
    names = Namesakes(each.name for each in ledger.integrations())
    for integration, known in described.integrations:
        entry = f"integration {integration.name}"
        for problem in integration_problems(
            integration=integration, servers=described.servers, is_new=known is None
        ):
            yield replace(problem, entry=entry)
        if known and known.is_reachable and not integration.is_reachable:
            # Its channel is known by id; whether the name means the same one, only the chat system can tell.
            yield Problem("channel", Fault.NOT_LOOKED_UP, integration.channel, entry)
        yield from _taken(names, integration.name, known.name if known else None, entry)


def _release_problems(ledger: Ledger, described: Described) -> Iterator[Problem]:
    names = Namesakes(each.name for each in ledger.releases())
    for draft, release, before in described.releases:
        entry = f"release {draft.name}"
        # One that was renamed is described by a name that it had: it is no other, and keeps the one it has.
        called = before.name if before else draft.name
        for problem in release_problems(
            draft=replace(draft, name=called),
            release=release,
            known=before,
            servers=described.servers,
            today=ledger.policy.day(ledger.now),
        ):
            yield replace(problem, entry=entry)
        yield from _taken(names, called, before.name if before else None, entry)


def _taken(names: Namesakes, name: str, known: str | None, entry: str) -> Iterator[Problem]:
    """Yield that the file names it twice, or that another one would be looked for by the same words."""
    if names.was_taken(name):
        yield Problem("name", Fault.TWICE, name, entry)
    elif known is None and (other := names.get(name)):
        yield Problem("name", Fault.TAKEN, other, entry)
    names.take(name)


def _left_without_server(
    ledger: Ledger, described: Described, servers: tuple[Server, ...]
) -> Iterator[Problem]:
    """Yield the integrations outside the file that run on a server which would go."""
    keys = {server.key for server in servers}
    changed = {name_key(integration.name) for integration, _ in described.integrations}
    for integration in ledger.integrations():
        for environment in integration.environments:
            if environment.server not in keys and name_key(integration.name) not in changed:
                detail = f"{environment.server} ({integration.name})"
                yield Problem("servers", Fault.IN_USE, detail, "servers")
