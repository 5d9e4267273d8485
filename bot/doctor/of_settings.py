"""What the settings leave open."""

from collections.abc import Iterator

from bot.doctor.asking import Slack
from bot.errors import StartFailed
from bot.setting_problems import variable
from bot.settings import GIVE_AN_ID, Settings
from bot.slack.names import find_names
from rollouts.findings import Finding, error, good, warning
from rollouts.history import Facts
from rollouts.usecases.settings import meant


async def look_up_names(slack: Slack, settings: Settings, noted: Facts) -> tuple[list[Finding], Settings]:
    """Look up the names in the settings, as a start does; return what means nothing, and ids for the others.

    `noted` has the ids that were found at an earlier start.
    """
    known = {name: (each,) for name, each in meant(settings.names, noted).items()}
    try:
        found = known | dict(await find_names(slack.calls, settings.names - known.keys(), groups=True))
    except StartFailed as trouble:
        return [error("names in settings", str(trouble), "Examine it again, or give ids.")], settings
    unclear = [
        error(variable(setting), f"It cannot be used: {why}.", GIVE_AN_ID)
        for setting, why in settings.unclear(found)
    ]
    return unclear, settings.with_ids(found)


def look_at_settings(settings: Settings) -> Iterator[Finding]:
    """Yield what was found about the settings; what cannot be taken at all ended `Settings.load`."""
    if settings.managers:
        yield good("managers", f"{', '.join(sorted(settings.managers))}, and the workspace's admins.")
    else:
        yield warning(
            "managers",
            "Only the workspace's owners and admins may enter and confirm releases.",
            "Name those who do in FORTNIGHT_MANAGERS.",
        )
    if settings.support_channel is None:
        yield warning(
            "support channel",
            "Urgent cases have no channel of their own: each thread is where it was reported.",
            "Set FORTNIGHT_SUPPORT_CHANNEL.",
        )
    if not settings.policy().alerts_to:
        yield warning(
            "alerts",
            "When a post fails, only its owners are told.",
            "Set FORTNIGHT_MANAGERS or FORTNIGHT_SUPPORT_CHANNEL.",
        )
