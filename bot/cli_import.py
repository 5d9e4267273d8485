"""`fortnight import`: a calendar from YAML; what would be said at once is shown and asked about."""

import asyncio
import re
import sys
import tempfile
from collections.abc import Awaitable, Callable, Collection, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer
from pydantic import SecretStr

from bot import calendar_file
from bot.clock import SystemClock
from bot.errors import StartFailed
from bot.only_workspace import in_workspace
from bot.plain_words import plain_message, plain_words
from bot.settings import Settings
from bot.terminal import fail, in_progress, say, show
from rollouts.refusals import Invalid
from rollouts.usecases.calendar_file import (
    Calendar,
    ImportCalendar,
    Imported,
    TriedOut,
    WithdrawGone,
    import_calendar,
    names_in,
    with_ids,
    withdraw_gone,
)
from rollouts.usecases.changing import StageChanged
from rollouts.usecases.seeing import NotSeenYet
from storage.database import Database
from views.answers.change_form import changed
from views.answers.seeing import all_seen
from views.problems import plain
from views.wording import count

if TYPE_CHECKING:
    from bot.slack.connection import FirstCalls

_ID = re.compile(r"(?<!\w)[#@]([CDGUW][A-Z0-9]{2,})\b")
"""An id of Slack's in words for people: names of channels have no capitals."""

Asked = TypeVar("Asked")


def import_(
    file: Annotated[Path, typer.Argument(help="A calendar in YAML.", show_default=False)],
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be done, without doing it.")
    ] = False,
    yes: Annotated[
        bool, typer.Option("--yes", help="Do not ask before channels are told something at once.")
    ] = False,
) -> None:
    """Import servers, integrations and releases from FILE. All or nothing; entries are matched by name."""
    settings = Settings.load()
    calendar = calendar_file.read(file)
    try:
        calendar, names = _with_ids(calendar, settings)
        with _tried_out(settings) if dry_run else nullcontext(settings) as chosen:
            done = _import(chosen, ImportCalendar(calendar, dry_run, None if yes else ""), names)
    except Invalid as invalid:
        lines = [f"{file} cannot be imported. Nothing was changed."]
        lines += [f"  {plain(problem)}" for problem in invalid.problems]
        fail("\n".join(lines))
    _print_import(done, dry_run=dry_run)
    asks = sys.stdin.isatty() and not (dry_run or yes)
    for release in done.gone:
        if asks and typer.confirm(f"{release} is not in the file. Withdraw it?", default=False):
            _withdraw(settings, WithdrawGone(release), names)
        else:
            say(f"{release} is not in the file, and stays as it is. To withdraw it: {_how(release)}")


def _how(release: str) -> str:
    return f"/release withdraw {release}"


def _withdraw(settings: Settings, request: WithdrawGone, names: Mapping[str, str]) -> None:
    """Withdraw it; what channels would be told is shown, and asked about, first."""

    def take(request: WithdrawGone) -> StageChanged:
        return in_workspace(
            settings, lambda workspace: workspace.run_sync(withdraw_gone, request, now=SystemClock().now())
        )

    try:
        say(plain_words(changed(take(request)).text, names))
    except NotSeenYet as first:
        _show(first, settings, names)
        if not typer.confirm("Withdraw it, and say this?"):
            say(f"{request.release} stays as it is. To withdraw it later: {_how(request.release)}")
            return
        _withdraw(settings, replace(request, seen=first.fingerprint), names)


def _show(first: NotSeenYet, settings: Settings, names: Mapping[str, str]) -> None:
    """Print what would be said, and where; by names instead of ids, as far as Slack tells them."""
    message = all_seen(first)
    unnamed = set(_ID.findall(plain_message(message, names)))
    say(plain_message(message, {**_names_of(unnamed, settings), **names}))


def _names_of(ids: Collection[str], settings: Settings) -> Mapping[str, str]:
    """Return what they are called, by id; nothing without a token, or while Slack does not say."""
    if not ids or settings.bot_token is None:
        return {}
    from bot.slack.names import names_of  # noqa: PLC0415 - needed for names alone

    with suppress(StartFailed):
        return asyncio.run(_ask_slack(lambda calls: names_of(calls, ids), settings))
    return {}


def _import(settings: Settings, request: ImportCalendar, names: Mapping[str, str]) -> Imported:
    """Take it in; what channels would be told at once is shown, and asked about, first.

    `names` are those of channels and people, by id, as far as the file has them.
    """

    def take(request: ImportCalendar) -> Imported:
        return in_workspace(
            settings,
            lambda workspace: workspace.run_sync(import_calendar, request, now=SystemClock().now()),
            make=True,
        )

    calendar = request.calendar
    try:
        with in_progress(
            f"Taking in {count(len(calendar.integrations), 'integration')} and "
            f"{count(len(calendar.releases), 'release')}"
        ):
            return take(request)
    except TriedOut as tried:
        if tried.said:
            _show(tried.said, settings, names)
        return tried.imported
    except NotSeenYet as first:
        _show(first, settings, names)
        if not sys.stdin.isatty():
            fail(
                "Nothing was stored: this would be said at once, and there is no terminal to ask. "
                "With --yes it is taken without asking."
            )
        if not typer.confirm("Take it in, and say this?"):
            fail("Nothing was stored.")
        return _import(settings, replace(request, seen=first.fingerprint), names)


def _print_import(done: Imported, *, dry_run: bool) -> None:
    would, tell = ("would be ", show) if dry_run else ("", say)
    for word, style, names in (
        ("created", "green", done.created),
        ("changed", "yellow", done.changed),
        ("removed", "red", done.removed),
        ("unchanged", "dim", done.left),
    ):
        for name in names:
            tell(f"{would}{word:<14}", name, style=style)
    counts = f"{len(done.created)} created, {len(done.changed)} changed, {len(done.left)} unchanged"
    tell(f"{counts}. Nothing was stored: this was a dry run." if dry_run else f"{counts}.")
    for old, name in done.renamed:
        tell(f"{old} was renamed to {name}, and stays so: the file speaks of it by its old name.")
    if done.names:
        tell(
            f"Names that are looked up when Fortnight starts on Slack: {', '.join(done.names)}. "
            "Until then nothing is posted there, and nobody is asked by such a name."
        )


def _with_ids(calendar: Calendar, settings: Settings) -> tuple[Calendar, Mapping[str, str]]:
    """Look up channels and people given by name; without a token they are looked up when the bot starts.

    Beside the calendar with their ids it returns the names, by id.

    Raises:
        Invalid: some name means nothing, or more than one.
        StartFailed: Slack does not let us look.
    """
    names = names_in(calendar)
    if not names or settings.bot_token is None:
        return calendar, {}
    from bot.slack.names import find_names  # noqa: PLC0415 - needed for names alone

    known = asyncio.run(_ask_slack(lambda calls: find_names(calls, names), settings))
    found, problems = with_ids(calendar, known)
    if problems:
        raise Invalid(problems)
    return found, {ids[0]: name for name, ids in known.items() if ids}


async def _ask_slack(ask: Callable[["FirstCalls"], Awaitable[Asked]], settings: Settings) -> Asked:
    """Ask something while somebody waits at a terminal.

    Raises:
        StartFailed: Slack does not let us look.
    """
    from bot.slack.client import make_client, open_session  # noqa: PLC0415 - needed for names alone
    from bot.slack.connection import FirstCalls  # noqa: PLC0415 - needed for names alone

    token = settings.bot_token.get_secret_value() if settings.bot_token else ""
    async with open_session() as session:
        client = make_client(token=token, api_url=settings.slack_api_url, session=session)
        return await ask(FirstCalls(client, waits_for_network=False))


def _tried_out(settings: Settings) -> AbstractContextManager[Settings]:
    """Give settings for a dry run: where there is no database yet, one that is thrown away."""
    database = Database(settings.database_url.get_secret_value())
    is_there = database.exists()
    database.close()
    return nullcontext(settings) if is_there else _with_throwaway(settings)


@contextmanager
def _with_throwaway(settings: Settings) -> Iterator[Settings]:
    with tempfile.TemporaryDirectory(prefix="fortnight-") as folder:
        address = SecretStr(f"sqlite:///{Path(folder) / 'dry-run.db'}")
        yield settings.model_copy(update={"database_url": address})
