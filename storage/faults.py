"""Faults in what is stored: what no constraint of the database keeps away, or damage let in."""

from collections.abc import Callable, Iterator, Mapping
from itertools import islice

from sqlalchemy import Connection, select

from rollouts.kinds import Kinds
from rollouts.texts import name_key
from rollouts.topics import Topic, TopicKind
from storage.backend import Backend
from storage.schema import known_versions, version_of
from storage.tables import CASES, DELIVERIES, DRAFTS, ENVIRONMENTS, INTEGRATIONS, RELEASES, SERVERS

NAMED_MOST = 50


def faults_of(backend: Backend, kinds: Kinds) -> tuple[str, ...]:
    """Return a sentence for each fault: first of the file, then of what stands in it.

    Raises:
        DatabaseUnavailable: it cannot be read at all, and why.
    """
    if damage := backend.damage():
        return damage
    with backend.troubles_told(), backend.engine.begin() as connection:
        version = version_of(connection)
        if version != known_versions()[-1]:
            return (_of_version(version),)
        return tuple(islice(_in(connection, kinds), NAMED_MOST))


def _of_version(version: str | None) -> str:
    if version is None:
        return "It holds no tables of Fortnight."
    if version in known_versions():
        return (
            f"Its tables are of an older Fortnight (schema {version}, this one has {known_versions()[-1]}): "
            "the next start brings them up to date; check it again then."
        )
    return f"Its tables are of a newer Fortnight (schema {version}, this one knows {known_versions()[-1]})."


def _in(connection: Connection, kinds: Kinds) -> Iterator[str]:
    yield from _deliveries(connection, kinds)
    yield from _cases(connection)
    yield from _environments(connection)


def _deliveries(connection: Connection, kinds: Kinds) -> Iterator[str]:
    """Yield what is wrong with what deliveries are about, and with their kinds."""
    columns = (DELIVERIES.c.workspace, DELIVERIES.c.topic, DELIVERIES.c.kind)
    is_there = _known_topics(connection)
    for workspace, topic, kind in connection.execute(select(*columns).distinct().order_by(*columns)):
        try:
            kinds.parse(kind)
            about = Topic.parse(topic)
            if about.kind in is_there and not is_there[about.kind](workspace, about):
                yield f"There are deliveries ({kind}) about {topic}, which is not there."
        except ValueError:
            yield f"There are deliveries of an unknown kind or topic: {kind}, {topic}."


def _known_topics(connection: Connection) -> Mapping[TopicKind, Callable[[str, Topic], bool]]:
    """Return by kind whether a topic of a workspace is there, as far as there is anything to look up."""
    releases = _release_names(connection)
    cases = set(connection.execute(select(CASES.c.workspace, CASES.c.number)))
    drafts = set(connection.execute(select(DRAFTS.c.workspace, DRAFTS.c.number)))

    def is_delivery(workspace: str, topic: Topic) -> bool:
        query = select(DELIVERIES.c.id).where(
            DELIVERIES.c.id == topic.number, DELIVERIES.c.workspace == workspace
        )
        return connection.execute(query).first() is not None

    return {
        TopicKind.RELEASE: lambda workspace, topic: (workspace, name_key(topic.key)) in releases,
        TopicKind.CASE: lambda workspace, topic: (workspace, topic.number) in cases,
        TopicKind.DRAFT: lambda workspace, topic: (workspace, topic.number) in drafts,
        TopicKind.DELIVERY: is_delivery,
    }


def _release_names(connection: Connection) -> set[tuple[str, str]]:
    """Return the names that releases have, their keys, and those that they had, as names are compared."""
    columns = RELEASES.c.workspace, RELEASES.c.name, RELEASES.c.own_key, RELEASES.c.former_names
    found = connection.execute(select(*columns))
    return {
        (workspace, name_key(each))
        for workspace, name, key, former in found
        for each in (name, key, *(former or ()))
    }


def _cases(connection: Connection) -> Iterator[str]:
    releases = _release_names(connection)
    query = select(CASES.c.workspace, CASES.c.number, CASES.c.release).where(CASES.c.release.is_not(None))
    for workspace, number, release in connection.execute(query.order_by(CASES.c.number)):
        if (workspace, name_key(release)) not in releases:
            yield f"Case {number} is about the release {release}, which is not there."


def _environments(connection: Connection) -> Iterator[str]:
    servers: dict[str, set[str]] = {}
    for workspace, key in connection.execute(select(SERVERS.c.workspace, SERVERS.c.key)):
        servers.setdefault(workspace, set()).add(key)
    query = select(
        ENVIRONMENTS.c.workspace, INTEGRATIONS.c.name, ENVIRONMENTS.c.name, ENVIRONMENTS.c.server
    ).join(INTEGRATIONS, INTEGRATIONS.c.id == ENVIRONMENTS.c.integration_id)
    for workspace, integration, environment, server in connection.execute(query):
        if workspace in servers and server not in servers[workspace]:
            yield f"{integration} has {environment} on the server {server}, which is not there."
