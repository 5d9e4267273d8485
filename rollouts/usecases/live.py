"""Answering what is live where."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from rollouts.announcing.briefing import verdict_in
from rollouts.live import Live, live_on
from rollouts.people import Caller
from rollouts.policy import Policy
from rollouts.ports import Ledger
from rollouts.servers import Server, match_server, resolve_server, server_in_question
from rollouts.verdict import Verdict

QUESTION_WORDS = 3
"""From this many words on a text is a question rather than a server's name."""


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody asked: a server by any of its names, a sentence, or nothing for all servers."""

    asker: Caller
    text: str = ""


@dataclass(frozen=True, slots=True)
class LiveAnswer:
    """What is live on each server that was asked for. `about` is the server's key, empty for all.

    `order` are all servers, in the order in which releases reach them. `verdicts` are those on releases that
    are on their way to a server, by the release's name and the server's key.
    """

    servers: tuple[Live, ...]
    order: tuple[Server, ...]
    policy: Policy
    about: str = ""
    verdicts: Mapping[tuple[str, str], Verdict] = field(default_factory=dict)


def what_is_live(ledger: Ledger, request: Question) -> LiveAnswer:
    """Answer for the server that the text means, or for all when it means none.

    Raises:
        Unknown: the text is no sentence and fits no server.
    """
    servers, releases, integrations = ledger.servers(), ledger.releases(), ledger.integrations()
    meant = match_server(text=request.text, servers=servers)
    meant = meant or server_in_question(text=request.text, servers=servers)
    if meant is None and request.text.strip() and len(request.text.split()) < QUESTION_WORDS:
        meant = resolve_server(text=request.text, servers=servers)
    answers = tuple(
        live_on(
            server=server,
            servers=servers,
            releases=releases,
            integrations=integrations,
            asker=request.asker.id,
            today=ledger.policy.day(ledger.now),
        )
        for server in ((meant,) if meant else servers)
    )
    verdicts = {
        (placed.release.name, live.server.key): verdict
        for live in answers
        for placed in live.ahead
        if (verdict := verdict_in(ledger=ledger, release=placed.release, server=live.server.key))
    }
    return LiveAnswer(answers, servers, ledger.policy, meant.key if meant else "", verdicts)
