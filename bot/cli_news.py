"""The command line's reading of the vendor's news: `fortnight read`."""

from typing import Annotated

import typer

from bot.clock import SystemClock
from bot.plain_words import plain_words
from bot.settings import Settings
from bot.terminal import say, write
from rollouts.servers import DEFAULT_SERVERS, Server
from rollouts.usecases.calendar_file import export_calendar
from storage.database import Database
from views.posts.news import NO_NEWS, news_read


def read(
    file: Annotated[str, typer.Argument(help="A mail (.eml), a page (.html) or text; - is the input.")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Write it as JSON.")] = False,
) -> None:
    """Read the vendor's news in FILE: print each fact with the sentence that says it."""
    from bot.intake import reading_files  # noqa: PLC0415 - it brings what reads mails, which is slow to load

    settings = Settings.load()
    servers = _known_servers(settings)
    found = reading_files.read(file, settings=settings, servers=servers, now=SystemClock().now())
    if as_json:
        write(reading_files.as_json(found))
        return
    say("\n\n".join(plain_words(news_read(news, servers).text) for news in found) or NO_NEWS)


def _known_servers(settings: Settings) -> tuple[Server, ...]:
    """Return the servers of the database; where there is none yet, those that it would begin with."""
    database = Database(settings.database_url.get_secret_value())
    try:
        if not database.exists():
            return DEFAULT_SERVERS
        database.open()
        workspace = database.only_workspace(settings.policy())
        return workspace.run_sync(export_calendar, now=SystemClock().now()).servers or DEFAULT_SERVERS
    finally:
        database.close()
