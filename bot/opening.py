"""Opening the workspace at start: its database, and whom and what the names in settings and tables mean."""

import logging

from bot.errors import StartFailed
from bot.setting_problems import variable
from bot.settings import GIVE_AN_ID, Found, Settings
from bot.slack.connection import FirstCalls
from bot.slack.directory import find_support_channel, why_no_channel
from bot.slack.names import find_names, unambiguous
from rollouts.delivery.names import names_to_look_up, resolve_at_start
from rollouts.ports import Clock
from rollouts.settings import Chosen, Setting
from rollouts.usecases.settings import chosen_settings, names_known, note_settings
from storage.database import Database
from storage.errors import StorageError
from storage.workspace import UNNAMED, Workspace

logger = logging.getLogger(__name__)


async def open_workspace(
    settings: Settings, *, clock: Clock, calls: FirstCalls, team: str
) -> tuple[Settings, Database, Workspace]:
    """Open the database for this process alone, and look up what is a name in settings and in the database.

    Return the settings with ids in place of names, and the workspace that keeps to them.

    Raises:
        StartFailed: the database or a setting cannot be used, and why.
    """
    try:
        database = Database(settings.database_url.get_secret_value())
        try:
            database.lock()
            database.open()
            _check_workspace(database, settings, team)
            workspace = database.workspace(team, settings.policy())
            settings = await _settle(settings, workspace, clock=clock, calls=calls)
            workspace = database.workspace(team, settings.policy())
            await _look_up_names(workspace, clock=clock, calls=calls)
        except BaseException:
            database.close()
            raise
    except StorageError as error:
        raise StartFailed(str(error)) from None
    return settings, database, workspace


def _check_workspace(database: Database, settings: Settings, team: str) -> None:
    """See that the database is not another workspace's: all that is in it would seem to be gone.

    Raises:
        StartFailed: it is.
    """
    known = {each.key for each in database.workspaces(settings.policy())} - {UNNAMED}
    if known and team not in known:
        raise StartFailed(
            f"The database belongs to the workspace {', '.join(sorted(known))}, "
            f"and SLACK_BOT_TOKEN is of {team}. "
            "Set that workspace's token, or give this one a database of its own (FORTNIGHT_DATABASE_URL)."
        )


async def _settle(settings: Settings, workspace: Workspace, *, clock: Clock, calls: FirstCalls) -> Settings:
    """Put ids in place of names in the settings, and note both: what is known is not asked for again.

    Raises:
        StartFailed: a name means nothing, or more than one.
    """
    given = settings.facts()
    chosen = await workspace.run(chosen_settings, now=clock.now())
    known = dict(await workspace.run(names_known, settings.names, now=clock.now()))
    remembered = known.get(settings.support_channel or "")
    if remembered and await why_no_channel(calls, remembered):
        # Another channel may have its name by now.
        del known[settings.support_channel or ""]
    found = await find_names(calls, settings.names - known.keys(), groups=True)
    ids = {**{name: (each,) for name, each in known.items()}, **found}
    _check_names(settings, ids, chosen)
    settings = settings.with_ids(ids)
    await _look_at_support_channel(settings, chosen, calls)
    meant = known | unambiguous(found)
    await workspace.run(note_settings, {**given, **meant}, now=clock.now())
    return settings


def _check_names(settings: Settings, ids: Found, chosen: Chosen) -> None:
    """See that each name means one channel, one person or one group.

    Where something set in Slack counts in its place, that is no reason not to start.

    Raises:
        StartFailed: some name that counts does not.
    """
    unclear = settings.unclear(ids)
    for setting, why in unclear:
        if setting in chosen:
            logger.warning(
                "The setting %(setting)s, which counts no more, is not clear: %(reason)s.",
                {"setting": variable(setting), "reason": why},
            )
    if counting := [(variable(setting), why) for setting, why in unclear if setting not in chosen]:
        raise StartFailed(
            "\n".join(f"The setting {name} cannot be used: {why}. {GIVE_AN_ID}" for name, why in counting)
        )


async def _look_at_support_channel(settings: Settings, chosen: Chosen, calls: FirstCalls) -> None:
    """Look whether the support channel that counts is there.

    Raises:
        StartFailed: that of the environment is not. One that was set in Slack can be changed there alone, by
            a bot that runs.
    """
    channel = chosen.get(Setting.SUPPORT_CHANNEL)
    if channel is None and settings.support_channel:
        await find_support_channel(calls, settings.support_channel)
    elif channel and (hindrance := await why_no_channel(calls, channel)):
        logger.warning(
            "The support channel %(channel)s, which was set in Slack, cannot be used (%(reason)s). "
            "Choose another one: /release settings support channel.",
            {"channel": channel, "reason": hindrance},
        )


async def _look_up_names(workspace: Workspace, *, clock: Clock, calls: FirstCalls) -> None:
    """Put ids in place of channels and people that were given by name; what is not found is told."""
    names = await workspace.run(names_to_look_up, now=clock.now())
    if not names:
        return
    try:
        ids = unambiguous(await find_names(calls, names))
    except StartFailed as trouble:
        logger.warning("Names could not be looked up. %(reason)s", {"reason": trouble})
        ids = {}
    for named in await workspace.run(resolve_at_start, ids, now=clock.now()):
        logger.warning(
            "%(name_given)s means no channel and nobody that the bot can see, or more than one: %(entries)s.",
            {"name_given": named.name, "entries": ", ".join(named.entries)},
        )
