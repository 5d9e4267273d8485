"""How the database is: whole, writable, up to date and backed up; and what waits in it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from rollouts.announcing.late import LATE_AFTER
from rollouts.findings import Finding, error, good, warning
from rollouts.policy import Policy
from rollouts.usecases.checking_up import State, check_up
from storage.database import Database
from storage.errors import StorageError
from storage.workspace import UNNAMED, Workspace

BACKUP_HOLDS = timedelta(days=7)
LITTLE_SPACE = 200_000_000
"""Bytes. A database of a thousand releases is smaller."""

DATABASE = "database"


def look_at_database(
    database: Database, *, policy: Policy, team: str | None, now: datetime
) -> tuple[tuple[Finding, ...], State | None]:
    """Return what was found, and how things stand in it; None where that could not be read.

    `team` is the workspace of the token; None where that is not known.
    """
    found: list[Finding] = []
    state = None
    try:
        if not database.exists():
            found.append(warning(DATABASE, "There is none yet.", "`fortnight run` makes it."))
        elif database.is_older():
            found.append(
                warning(
                    DATABASE,
                    "Its tables are of an older Fortnight.",
                    "The next start brings them up to date.",
                )
            )
        elif faults := database.faults():
            found += [error(DATABASE, fault, "docs/operations.md says what helps.") for fault in faults]
        else:
            state = _read(database.workspaces(policy), found, team=team, now=now)
            found += [*_backup(database, now), *_space(database)]
    except StorageError as trouble:
        found.append(error(DATABASE, str(trouble), "docs/operations.md says what helps."))
    return tuple(found), state


def _read(
    workspaces: tuple[Workspace, ...], found: list[Finding], *, team: str | None, now: datetime
) -> State | None:
    """Read how things stand in the token's workspace; the only one where that is not known."""
    by_key = {each.key: each for each in workspaces}
    if team and by_key and not by_key.keys() & {team, UNNAMED}:
        found.append(
            error(
                DATABASE,
                f"It belongs to the workspace {', '.join(by_key)}, and SLACK_BOT_TOKEN is of {team}.",
                "Set that workspace's token, or give this one a database of its own.",
            )
        )
        return None
    found.append(good(DATABASE, "It can be written to, is up to date and whole."))
    mine = by_key.get(team or "") or by_key.get(UNNAMED) or next(iter(workspaces), None)
    if mine is None:
        return None
    state = mine.run_sync(check_up, now=now)
    found += _waiting(state, now)
    return state


def _waiting(state: State, now: datetime) -> Iterator[Finding]:
    oldest = next(iter(state.overdue), None)
    if oldest and now - oldest.due_at > LATE_AFTER:
        late = timedelta(seconds=round((now - oldest.due_at).total_seconds()))
        yield error(
            "deliveries",
            f"{len(state.overdue)} overdue, the oldest by {late}: {oldest.key.announcement} of "
            f"{oldest.key.topic} in {oldest.key.channel}{f' ({oldest.reason})' if oldest.reason else ''}.",
            "Start Fortnight if it does not run; `fortnight deliveries` shows what keeps them.",
        )
    else:
        yield good("deliveries", "None is overdue.")
    if state.has_undecided:
        yield warning(
            "undecided posts",
            "Some were refused, or lost and not found, and wait for somebody's decision.",
            "Look at /release deliveries, which has the buttons.",
        )
    for pause in state.pauses:
        yield warning(
            f"channel {pause.channel}",
            f"Nothing is posted there since {pause.since:%Y-%m-%d} ({pause.reason}).",
            "Unarchive it or invite Fortnight; then what waits goes out.",
        )
    for named in state.unknown:
        yield warning(
            f"name {named.name}",
            f"It means no channel and nobody that is known: {', '.join(named.entries)}.",
            "Start Fortnight, which looks it up, or give an id.",
        )


def _backup(database: Database, now: datetime) -> Iterator[Finding]:
    made = database.backed_up_at()
    if database.free_bytes() is None:
        yield good("backup", "Made by PostgreSQL's own tools; `fortnight backup FILE` names the command.")
    elif made is None:
        yield warning("backup", "None was ever made.", "Let `fortnight backup FILE` run each night.")
    elif now - made > BACKUP_HOLDS:
        yield warning(
            "backup",
            f"The last one is of {made:%Y-%m-%d}.",
            "Let `fortnight backup --replace FILE` run each night.",
        )
    else:
        yield good("backup", f"The last one is of {made:%Y-%m-%d %H:%M} UTC.")


def _space(database: Database) -> Iterator[Finding]:
    free = database.free_bytes()
    if free is not None and free < LITTLE_SPACE:
        yield warning("disk", f"Only {free // 1_000_000} MB are free for the database.", "Make room.")
