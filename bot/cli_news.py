"""The command line's reading of the vendor's news: `fortnight read`."""

from dataclasses import replace
from typing import Annotated

import typer

from bot.clock import SystemClock
from bot.only_workspace import in_workspace
from bot.plain_words import plain_words
from bot.settings import Settings
from bot.terminal import say, show, write
from rollouts.references import ids_of
from rollouts.servers import DEFAULT_SERVERS, Server
from rollouts.usecases.calendar_file import export_calendar
from rollouts.usecases.drafts import NewsTaken, TakeInNews, take_in
from storage.database import Database
from views.answers.news_taken import taken_words
from views.posts.news import NO_NEWS, news_read


def read(
    file: Annotated[str, typer.Argument(help="A mail (.eml), a page (.html) or text; - is the input.")],
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only print what is read, and make no draft.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Write it as JSON.")] = False,
) -> None:
    """Read the vendor's news in FILE: print each fact with its sentence, and make drafts of it.

    The managers are asked about a draft by the bot, if it runs; else once it does.
    """
    # They bring what reads mails, which is slow to load.
    from bot.intake import reading_files, wordings_file  # noqa: PLC0415 - as said above

    settings = Settings.load()
    servers, zone = _known(settings)
    done = reading_files.read(
        file,
        wordings=wordings_file.read(settings.intake),
        zone=zone,
        servers=servers,
        now=SystemClock().now(),
    )
    if not as_json:
        show("\n\n".join(plain_words(news_read(each, servers).text) for each in done.found) or NO_NEWS)
    taken = () if dry_run else _take_in(settings, done.to_take_in)
    if as_json:
        write(reading_files.as_json(done.found, taken))
    elif taken:
        say("\n".join(["", *(plain_words(taken_words(each)) for each in taken)]))


def _take_in(settings: Settings, request: TakeInNews) -> tuple[NewsTaken, ...]:
    """Make drafts in the database, in which the bot may be at work.

    Raises:
        StartFailed: there is none yet.
    """
    taken = in_workspace(
        settings, lambda workspace: workspace.run_sync(take_in, request, now=SystemClock().now())
    )
    # Of names only the bot knows whom they mean: it asks them, if it runs.
    named = {*settings.managers, settings.support_channel or ""} - {""}
    is_named = bool(named.difference(ids_of(named)))
    return tuple(replace(each, is_unheard=each.is_unheard and not is_named) for each in taken)


def _known(settings: Settings) -> tuple[tuple[Server, ...], str]:
    """Return the servers and the zone of the database; where there is none yet, what it would begin with."""
    database = Database(settings.database_url.get_secret_value())
    try:
        if not database.exists():
            return DEFAULT_SERVERS, settings.timezone
        database.open()
        workspace = database.only_workspace(settings.policy())
        servers = workspace.run_sync(export_calendar, now=SystemClock().now()).servers
        return servers or DEFAULT_SERVERS, workspace.policy.timezone
    finally:
        database.close()
