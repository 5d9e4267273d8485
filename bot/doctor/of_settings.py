"""What the settings leave open."""

from collections.abc import Iterator

from bot.settings import Settings
from rollouts.findings import Finding, good, warning


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
