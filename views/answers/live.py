"""The answer to "what is live there?"."""

from rollouts.deliveries import Content
from rollouts.live import Live, Mine, Placed
from rollouts.policy import Policy
from rollouts.servers import Server
from rollouts.usecases.live import LiveAnswer
from views.actions import Press
from views.dates import day, in_days
from views.kit import Block, actions, button, content, said, section
from views.posts.stages import named, named_server, short, since
from views.text import YOURS, code, enumeration, line, mention, names

LIST_MOST = 5
"""How many releases of one kind are named; the rest are counted."""
MOST_SERVERS = 40

EMPTY = (
    "Nothing is known yet. First a manager enters a release with `/release new`, "
    "and each team its integrations with `/integration add`."
)


def answer(answer: LiveAnswer) -> Content:
    """Say what is live on each server that was asked for, one paragraph each."""
    if not any(map(_is_known, answer.servers)):
        return said(EMPTY, *_first_steps())
    paragraphs = [(line(live.server.name), "\n".join(_sentences(live, answer))) for live in answer.servers]
    blocks: list[Block] = [section(f"*{name}*\n{text}") for name, text in paragraphs[:MOST_SERVERS]]
    return content("\n".join(f"{name}: {text}" for name, text in paragraphs), blocks)


def _first_steps() -> list[Block]:
    return actions(
        button("New release", Press.NEW_RELEASE, "new", style="primary"),
        button("New integration", Press.NEW_INTEGRATION, "new"),
    )


def _is_known(live: Live) -> bool:
    return any((live.live, live.due, live.next, live.rolled_back))


def _sentences(live: Live, answer: LiveAnswer) -> list[str]:
    policy = answer.policy
    return [
        _newest(live, policy),
        *(_due(placed, live, policy) for placed in live.due[:LIST_MOST]),
        *_next(live, policy),
        *_ahead(live, answer),
        *_rolled_back(live),
        *_mine(live.mine),
    ]


def _newest(live: Live, policy: Policy) -> str:
    if live.live is None:
        return f"No release is recorded as live on {named_server(live.server)} yet."
    stage = live.live.stage
    record = since(stage, policy.timezone)
    return f"{named(live.live.release)} is live{f', {record}' if record else ''}."


def _due(placed: Placed, live: Live, policy: Policy) -> str:
    release = placed.release
    day_due = day(placed.stage.date, policy.timezone)
    is_today = placed.days == 0
    when = "is scheduled to go live today" if is_today else f"was due {in_days(placed.days)}, {day_due}"
    who = f"{mention(release.owner)} or a manager confirms it" if release.owner else "A manager confirms it"
    command = code(f"/release confirm {release.name} {live.server.key}")
    return f"{named(release)} {when}, not confirmed yet. {who} with {command}."


def _next(live: Live, policy: Policy) -> list[str]:
    if live.next is None:
        return ["Nothing else is planned here."]
    when = day(live.next.stage.date, policy.timezone)
    return [f"Next: {named(live.next.release)}, {in_days(live.next.days)}, {when}."]


def _ahead(live: Live, answer: LiveAnswer) -> list[str]:
    """Name what is live on an earlier server and not yet here."""
    if not live.ahead:
        return []
    known = [
        f"{named(placed.release)}, live on {enumeration(_live_before(placed, answer.order))}"
        for placed in live.ahead
    ]
    left = len(known) - LIST_MOST
    more = [f"{left} more"] if left > 0 else []
    return [f"Not yet here: {'; '.join([*known[:LIST_MOST], *more])}."]


def _live_before(placed: Placed, order: tuple[Server, ...]) -> list[str]:
    """Name the servers before this one on which the release is live."""
    stages = placed.release.stages
    before = stages[: stages.index(placed.stage)]
    return [short(stage.server, order) for stage in before if stage.is_live]


def _rolled_back(live: Live) -> list[str]:
    found = [named(placed.release) for placed in live.rolled_back]
    return [f"Rolled back here: {_some(found)}."] if found else []


def _some(found: list[str]) -> str:
    left = len(found) - LIST_MOST
    return enumeration([*found[:LIST_MOST], *([f"{left} more"] if left > 0 else [])])


def _mine(mine: tuple[Mine, ...]) -> list[str]:
    found = [
        f"{line(one.integration.name)} ({names((e.name for e in one.environments), most=100)})"
        for one in mine
    ]
    return [f"{YOURS} here: {_some(found)}."] if found else []
