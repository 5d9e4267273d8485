"""Workspaces of any size, each filled once for all rows that ask in it."""

import atexit
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from shutil import rmtree
from sqlite3 import connect
from tempfile import mkdtemp
from uuid import uuid4

from rollouts.announcing.planning import replan
from rollouts.deliveries import Message, sent
from rollouts.integrations import Environment, Integration
from rollouts.kinds import PREVIEW, REMINDER
from rollouts.policy import Policy
from rollouts.ports import Ledger
from rollouts.releases import Release, Stage, Status
from rollouts.said import wording_of
from rollouts.statements import statement_of
from storage.database import Database
from storage.workspace import Workspace
from views.kept import write_words

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
NEWEST = date(2026, 12, 7)
NAME = f"{NEWEST:%Y.%m.%d}"
OWNER = "U0ANA"
KEY = "T0BENCH"
POLICY = Policy(timezone="Europe/Berlin")
TOLD = {PREVIEW: timedelta(days=3), REMINDER: timedelta(days=1)}
"""How long ago they were said, where they were."""


@cache
def folder() -> Path:
    """Return a folder that is there until the process ends."""
    made = mkdtemp(prefix="bench-")
    atexit.register(rmtree, made, ignore_errors=True)
    return Path(made)


@cache
def workspace(releases: int, integrations: int, *, is_told: bool = False) -> Workspace:
    """Return a workspace of that size, in which the newest release has its deliveries planned.

    If it `is_told`, its preview and its reminder have been said in each channel.
    """
    name = f"{releases}-{integrations}{'-told' if is_told else ''}.db"
    database = Database(f"sqlite:///{folder() / name}")
    database.open()
    atexit.register(database.close)
    made = database.workspace(KEY, POLICY)
    made.run_sync(_fill, releases, integrations, now=NOW)
    if is_told:
        made.run_sync(_tell, now=NOW)
    return made


def copy_of(releases: int, integrations: int) -> str:
    """Return the URL of a copy of the same, for a process that is to have it for itself."""
    workspace(releases, integrations)
    copy = folder() / f"{uuid4()}.db"
    with (
        closing(connect(folder() / f"{releases}-{integrations}.db")) as filled,
        closing(connect(copy)) as given,
    ):
        filled.backup(given)
    return f"sqlite:///{copy}"


def release(number: int) -> Release:
    """Return one release in four weeks, the newest first; what has come to its day is live."""
    first = NEWEST - timedelta(weeks=4 * number)
    stages = []
    for server, day in (("standard", first), ("controlled", first + timedelta(weeks=2))):
        stage = Stage(server, day)
        if day < NOW.date():
            at = datetime.combine(day, NOW.timetz())
            stage = replace(stage, status=Status.LIVE, live_at=at, confirmed_by=OWNER, changed_at=at)
        stages.append(stage)
    return Release(f"{first:%Y.%m.%d}", "Release", tuple(stages), affects_integrations=True, owner=OWNER)


def integration(number: int) -> Integration:
    """Return the integration of that number, in a channel of its own."""
    owner = f"U{number}" if number else OWNER
    environments = (Environment("production", "controlled"), Environment("test", "standard"))
    return Integration(f"Team {number}", f"C{number}", (owner,), environments[: 1 + number % 2])


def _fill(ledger: Ledger, releases: int, integrations: int) -> None:
    for number in range(integrations):
        ledger.save_integration(integration(number))
    for number in range(releases):
        ledger.save_release(release(number))
    replan(ledger=ledger, release=release(0))


def _tell(ledger: Ledger) -> None:
    """Let the first two posts of the newest release be there, each with words of its own channel's."""
    newest = release(0)
    statement = statement_of(release=newest, today=NOW.date())
    first_two = [post for post in ledger.deliveries(newest.topic) if post.key.announcement.kind in TOLD]
    said = {}
    for post in first_two:
        at = NOW - TOLD[post.key.announcement.kind]
        tried = replace(post, started_at=at, statement=statement)
        words = write_words(f"{post.key.announcement} {post.key.channel}" * 30)
        done = sent(tried, Message(post.key.channel, str(post.id)), None, at)
        said[replace(done, wording=wording_of(done, words))] = words
    ledger.save_deliveries(said)
    ledger.keep_words({post.id: words for post, words in said.items()})
