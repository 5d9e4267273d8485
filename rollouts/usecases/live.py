"""Answering what is live where."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from rollouts.announcing.briefing import verdict_in
from rollouts.announcing.vendors_words import vendors_words
from rollouts.cases import Case
from rollouts.integrations import by_owner
from rollouts.live import Live, live_everywhere, mine_on
from rollouts.news_drafts import ReadEntry
from rollouts.people import Caller
from rollouts.policy import Policy
from rollouts.ports import Ledger
from rollouts.servers import Server
from rollouts.verdict import Verdict

STOPPED_MOST = 5
"""Of how many that are held or rolled back on a server the vendor's word is looked up: the last of them."""


@dataclass(frozen=True, slots=True)
class AskLive:
    """Somebody asks what is live on the servers of these keys, or on all."""

    asker: Caller
    servers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LiveAnswer:
    """What is live on each server that was asked for.

    `order` are all servers, in the order in which releases reach them. `verdicts` are those on releases that
    are on their way to a server, by the release's name and the server's key; `cases` are the open ones.
    `words` are the vendor's that a release is live which nobody here has confirmed, by the same.
    """

    servers: tuple[Live, ...]
    order: tuple[Server, ...]
    policy: Policy
    verdicts: Mapping[tuple[str, str], Verdict] = field(default_factory=dict)
    cases: tuple[Case, ...] = ()
    words: Mapping[tuple[str, str], ReadEntry] = field(default_factory=dict)


def what_is_live(ledger: Ledger, request: AskLive) -> LiveAnswer:
    """Answer for the servers that were asked for, or for all."""
    answer = at_a_glance(ledger, request)
    verdicts = {
        (placed.release.name, live.server.key): verdict
        for live in answer.servers
        for placed in live.ahead
        if (verdict := verdict_in(ledger=ledger, release=placed.release, server=live.server.key))
    }
    return replace(answer, verdicts=verdicts)


def at_a_glance(ledger: Ledger, request: AskLive) -> LiveAnswer:
    """Answer it without verdicts, for which the checks of all integrations are read."""
    everywhere = ledger.following(live_everywhere, ledger.policy.day(ledger.now))
    mine = ledger.following(by_owner).get(request.asker.id, ())
    answers = tuple(
        replace(live, mine=mine_on(live.server, mine))
        for live in everywhere
        if not request.servers or live.server.key in request.servers
    )
    cases = ledger.cases(open_only=True)
    words = _vendors_words(ledger, answers)
    return LiveAnswer(answers, ledger.servers(), ledger.policy, cases=cases, words=words)


def _vendors_words(ledger: Ledger, answers: tuple[Live, ...]) -> Mapping[tuple[str, str], ReadEntry]:
    """Return the vendor's words on what is live, due, next, on hold or rolled back, where they differ."""
    asked = [
        (live.server.key, placed.release)
        for live in answers
        for placed in (
            *([live.live] if live.live else []),
            *live.due,
            *([live.next] if live.next else []),
            *live.held[:STOPPED_MOST],
            *live.rolled_back[:STOPPED_MOST],
        )
    ]
    by_release = {release.name: vendors_words(ledger, release) for _, release in asked}
    return {
        (release.name, server): word
        for server, release in asked
        if (word := by_release[release.name].get(server))
    }
