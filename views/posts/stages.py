"""What a release and its stages are called, and where a stage stands, in words."""

from datetime import date
from zoneinfo import ZoneInfo

from rollouts.releases import Release, Stage, Standing, Status
from rollouts.servers import Server
from rollouts.transitions import Verb
from views.inlines import Bold, Day, Moment, Person, Text, Words, say, sentences

STANDING_MOST = 1200

DONE_WORDS = {
    Verb.CONFIRM: "confirmed",
    Verb.MOVE: "moved",
    Verb.HOLD: "held",
    Verb.RESUME: "resumed",
    Verb.ROLLBACK: "rolled back",
    Verb.HOTFIX: "hotfixed",
    Verb.WITHDRAW: "withdrawn",
}

STATUS_WORDS = {
    Status.PLANNED: "planned",
    Status.HELD: "held",
    Status.LIVE: "live",
    Status.HOTFIXED: "live, hotfixed",
    Status.ROLLED_BACK: "rolled back",
    Status.WITHDRAWN: "withdrawn",
}

_WITHOUT_DATE = {
    Standing.ROLLED_BACK: "rolled back",
    Standing.HELD: "held, no date for now",
    Standing.WITHDRAWN: "withdrawn",
}


def named(release: Release) -> Text:
    """Name a release with its title: "2026.11 (Course player refresh)"."""
    return say("{name} ({title})", name=Bold(release.name), title=release.title)


def named_server(server: Server) -> str:
    """Name a server within a sentence: "the Standard Release server", but "Beta"."""
    return in_a_sentence(server.name)


def in_a_sentence(server: str) -> str:
    """Return the name of a server as it stands within a sentence."""
    return f"the {server}" if server.casefold().endswith("server") else server


def short(server: str, servers: tuple[Server, ...]) -> str:
    """Return the short name of the server with that key; the key itself when it is not known."""
    return next((known.short_name for known in servers if known.key == server), server)


def standing(stage: Stage, *, today: date, timezone: str) -> Words:
    """Say where a stage stands. It is live by somebody's word alone, never because its date passed."""
    match found := stage.standing(today):
        case Standing.PLANNED:
            return say("planned for {day}", day=Day(stage.date, today))
        case Standing.DUE:
            return say("due {day}, not confirmed yet", day=Day(stage.date, today))
        case Standing.LIVE:
            return _live(stage, today, timezone)
        case Standing.HOTFIXED:
            return say("{live}, hotfixed", live=_live(stage, today, timezone))
        case _:
            return _WITHOUT_DATE[found]


def _live(stage: Stage, today: date, timezone: str) -> Text:
    return sentences("live", since(stage, today=today, timezone=timezone))


def since(stage: Stage, *, today: date, timezone: str) -> Text:
    """Say since when a stage is live and by whose word, as far as it is recorded."""
    if stage.live_at is None:
        return Text()
    if stage.confirmed_by is None:
        # It was entered as already live: its day is known, not its hour.
        day = stage.live_at.astimezone(ZoneInfo(timezone)).date()
        return say("since {day}", day=Day(day, today))
    return say(
        "since {when}, confirmed by {who}",
        when=Moment(stage.live_at, timezone),
        who=Person(stage.confirmed_by),
    )


def standings(release: Release, servers: tuple[Server, ...], *, today: date, timezone: str) -> list[Text]:
    """Say for each server where the release stands there."""
    return [
        say(
            "{server}: {standing}",
            server=server.name,
            standing=standing(stage, today=today, timezone=timezone),
        )
        for server in servers
        if (stage := release.stage(server.key))
    ]
