"""What a release and its stages are called, and where a stage stands, in words."""

from datetime import date

from rollouts.releases import Release, Stage, Standing
from rollouts.servers import Server
from views.dates import day, local_day, moment
from views.text import line, mention, strong

STANDING_MOST = 1200

_WITHOUT_DATE = {
    Standing.ROLLED_BACK: "rolled back",
    Standing.HELD: "held, no date for now",
    Standing.WITHDRAWN: "withdrawn",
}


def named(release: Release) -> str:
    """Name a release with its title: "2026.11 (Course player refresh)"."""
    return f"{strong(release.name)} ({line(release.title)})"


def named_server(server: Server) -> str:
    """Name a server within a sentence: "the Standard Release server", but "Beta"."""
    name = line(server.name)
    return f"the {name}" if name.casefold().endswith("server") else name


def short(server: str, servers: tuple[Server, ...]) -> str:
    """Return the short name of the server with that key, escaped; the key itself when it is not known."""
    return line(next((known.short_name for known in servers if known.key == server), server))


def standing(stage: Stage, *, today: date, timezone: str) -> str:
    """Say where a stage stands. It is live by somebody's word alone, never because its date passed."""
    match found := stage.standing(today):
        case Standing.PLANNED:
            return f"planned for {day(stage.date, timezone)}"
        case Standing.DUE:
            return f"due {day(stage.date, timezone)}, not confirmed yet"
        case Standing.LIVE:
            return f"live {since(stage, timezone)}".rstrip()
        case Standing.HOTFIXED:
            return f"live {since(stage, timezone)}".rstrip() + ", hotfixed"
        case _:
            return _WITHOUT_DATE[found]


def since(stage: Stage, timezone: str) -> str:
    """Say since when a stage is live and by whose word, as far as it is recorded."""
    if stage.live_at is None:
        return ""
    if stage.confirmed_by is None:
        # It was entered as already live: its day is known, not its hour.
        return f"since {local_day(stage.live_at, timezone)}"
    return f"since {moment(stage.live_at, timezone)}, confirmed by {mention(stage.confirmed_by)}"


def standings(release: Release, servers: tuple[Server, ...], *, today: date, timezone: str) -> list[str]:
    """Say for each server where the release stands there."""
    return [
        f"{line(server.name)}: {standing(stage, today=today, timezone=timezone)}"
        for server in servers
        if (stage := release.stage(server.key))
    ]
