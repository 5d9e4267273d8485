"""What a report is about: as the message says on which it was made, else as its words do, else guessed."""

from contextlib import suppress
from dataclasses import dataclass

from rollouts.announcing.briefing import policy_in
from rollouts.announcing.briefs import furthest
from rollouts.integrations import Integration, in_channel
from rollouts.people import Caller
from rollouts.ports import Ledger
from rollouts.questions.mentions import Mentions, mentioned
from rollouts.questions.reading import Readings
from rollouts.refusals import Unknown
from rollouts.usecases.confirming import find_message, stage_of_message


@dataclass(frozen=True, slots=True)
class Subject:
    """The release and the server, and the names of the integrations that run there.

    `is_guess` while nobody has chosen release and server.
    """

    release: str | None
    server: str | None
    integrations: tuple[str, ...]
    is_guess: bool


def subject_of(
    ledger: Ledger, *, actor: Caller, channel: str | None, text: str, delivery: int | None
) -> Subject:
    """Tell what a report is about that was made in that channel, in those words or on that delivery."""
    said = mentioned(text, ledger.following(Readings).names)
    affected = _affected(ledger, actor, channel, said)
    told = _of_message(ledger, delivery, affected) if delivery is not None else None
    return told or _of_words(ledger, affected, said)


def _affected(ledger: Ledger, actor: Caller, channel: str | None, said: Mentions) -> tuple[Integration, ...]:
    """Return the channel's integrations (the actor's own if there are any), else the actor's anywhere.

    Where some of them are named, it is those.
    """
    integrations = ledger.integrations()
    here = in_channel(channel=channel or "", integrations=integrations)
    own = tuple(integration for integration in here if actor.id in integration.owners)
    found = own or here or tuple(i for i in integrations if actor.id in i.owners)
    return tuple(each for each in here or found if each.name in said.integrations) or found


def _of_message(ledger: Ledger, delivery: int, affected: tuple[Integration, ...]) -> Subject | None:
    """Return what one of our messages is about.

    What is of one stage is about its server, and no guess; other messages are about the release, wherever it
    has come to. One that is none of ours any more says nothing of it, and keeps nobody from reporting.
    """
    with suppress(Unknown):
        release, server = stage_of_message(ledger=ledger, delivery=delivery)
        message = find_message(ledger=ledger, delivery=delivery)
        if message.key.announcement.kind.is_of_stage:
            return Subject(release.name, server.key, _running(affected, server.key), is_guess=False)
        today = policy_in(ledger=ledger, channel=message.key.channel).day(ledger.now)
        found = furthest(release=release, integrations=affected, today=today) or server.key
        return Subject(release.name, found, _running(affected, found), is_guess=True)
    return None


def _of_words(ledger: Ledger, affected: tuple[Integration, ...], said: Mentions) -> Subject:
    """Guess the newest that went live where they run, of what the words leave possible."""
    theirs = {environment.server for each in affected for environment in each.environments}
    if not theirs and (said.servers or said.releases):
        theirs = {server.key for server in ledger.servers()}
    servers = theirs & set(said.servers) or theirs
    live = [
        (stage.live_at, release.name, stage.server)
        for release in ledger.releases()
        for stage in release.stages
        if stage.is_live and stage.live_at and stage.server in servers
        if not said.releases or release.name in said.releases
    ]
    if live:
        _, name, server = max(live)
        return Subject(name, server, _running(affected, server), is_guess=True)
    only = next(iter(servers)) if said.servers and len(servers) == 1 else None
    named = said.releases[0] if len(said.releases) == 1 else None
    return Subject(named, only, _running(affected, only), is_guess=True)


def _running(integrations: tuple[Integration, ...], server: str | None) -> tuple[str, ...]:
    """Return the names of those with an environment on the server; of all, where none is meant."""
    return tuple(each.name for each in integrations if server is None or each.on(server))
