"""Whether people and user groups that settings and integrations name can answer."""

from collections.abc import AsyncIterator, Iterator, Mapping
from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from bot.doctor.asking import NO_SCOPE, Slack
from bot.doctor.of_tokens import Home
from bot.settings import Settings
from bot.slack.directory import hindrance_of
from rollouts.deliveries import Reason
from rollouts.findings import Finding, good, warning
from rollouts.references import is_group

_HINDRANCES = {
    Reason.IS_DEACTIVATED: "The account is deactivated",
    Reason.IS_GUEST: "It is a guest's account",
    Reason.IS_OUTSIDER: "The account is of another organisation",
}


async def look_at_people(
    slack: Slack, people: Mapping[str, str], home: Home, settings: Settings, now: datetime
) -> AsyncIterator[Finding]:
    """Look at each person and group; `people` says by id what they are, or own.

    Raises:
        StartFailed: Slack does not answer.
    """
    zones: dict[str, timedelta] = {}
    for each, part in people.items():
        is_team = is_group(each)
        call = (
            partial(slack.client.usergroups_users_list, usergroup=each)
            if is_team
            else partial(slack.client.users_info, user=each)
        )
        code, found = await slack.ask(call)
        if code == NO_SCOPE:
            continue
        if code:
            said = f"Slack knows none of that id ({part}; {code})."
            yield warning(f"{'group' if is_team else 'person'} {each}", said, "Name somebody else.")
        elif is_team and not found.get("users"):
            yield warning(f"group {each}", f"Nobody is in it ({part}).", "Put somebody in, or name others.")
        elif not is_team:
            user = found.get("user") or {}
            if hindrance := hindrance_of(user, home=home.ids):
                said = f"{_HINDRANCES[hindrance]}, so it can answer nothing ({part})."
                yield warning(f"person {each}", said, "Name somebody else.")
            elif "tz_offset" in user:
                zones[str(user.get("tz"))] = timedelta(seconds=user["tz_offset"])
    for finding in _zone(zones, settings, now):
        yield finding


def _zone(zones: Mapping[str, timedelta], settings: Settings, now: datetime) -> Iterator[Finding]:
    """See whether those who were named live by another clock than that of the settings."""
    ours = now.astimezone(ZoneInfo(settings.timezone)).utcoffset()
    others = sorted(zone for zone, offset in zones.items() if offset != ours)
    if "timezone" not in settings.model_fields_set and others:
        yield warning(
            "time zone",
            f"No FORTNIGHT_TIMEZONE is set, so days are UTC's; people here live in {', '.join(others)}.",
            "Set FORTNIGHT_TIMEZONE.",
        )
    else:
        yield good("time zone", f"Days are those of {settings.timezone}.")
