"""What managers set in Slack: it counts in place of what the environment says, until they take it back."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import time
from enum import StrEnum
from typing import TypeAlias

from rollouts.policy import Confirmation, Policy, places_for_alerts
from rollouts.texts import name_key


class Setting(StrEnum):
    """What can be set in Slack. Each is called as in the environment, there with `FORTNIGHT_` before it."""

    TIMEZONE = "timezone"
    POST_AT = "post_at"
    PREVIEW_DAYS = "preview_days"
    CONFIRMATION = "confirmation"
    SUPPORT_CHANNEL = "support_channel"
    SUPPORT_GROUP = "support_group"
    SUPPORT_EMAIL = "support_email"
    MANAGERS = "managers"


NAMES: Mapping[Setting, tuple[str, ...]] = {
    Setting.TIMEZONE: ("time zone", "timezone", "zone"),
    Setting.POST_AT: ("post time", "post at", "time"),
    Setting.PREVIEW_DAYS: ("preview days", "preview"),
    Setting.CONFIRMATION: ("confirmation",),
    Setting.SUPPORT_CHANNEL: ("support channel",),
    Setting.SUPPORT_GROUP: ("support group",),
    Setting.SUPPORT_EMAIL: ("support address", "support email"),
    Setting.MANAGERS: ("managers",),
}
"""What people call each setting, as names are compared; the first is what it is called here."""


def typed_setting(text: str) -> tuple[Setting, str] | None:
    """Return the setting that a text begins with, and what stands behind it; None where it names none."""
    words = text.split()
    for number in (2, 1):
        name = name_key(" ".join(words[:number])).replace("_", " ")
        for setting, names in NAMES.items():
            if name in names:
                return setting, " ".join(words[number:])
    return None


Chosen: TypeAlias = Mapping[Setting, str]
"""What was set in Slack, as text (`kept`); what is not in it is as in the environment."""


class Origin(StrEnum):
    """Where a value comes from."""

    SLACK = "slack"
    ENVIRONMENT = "environment"
    DEFAULT = "default"


def origin(setting: Setting, *, chosen: Chosen, at_start: Policy) -> Origin:
    """Say where the value that counts comes from; `at_start` are the settings of the environment."""
    if setting in chosen:
        return Origin.SLACK
    return Origin.ENVIRONMENT if setting in at_start.from_environment else Origin.DEFAULT


def kept(policy: Policy, setting: Setting) -> str:
    """Write the value that a setting has as it is kept; of several, with commas between; empty for none."""
    match setting:
        case Setting.TIMEZONE:
            return policy.timezone
        case Setting.POST_AT:
            return policy.post_at.isoformat(timespec="auto" if policy.post_at.second else "minutes")
        case Setting.PREVIEW_DAYS:
            return str(policy.preview_days)
        case Setting.CONFIRMATION:
            return policy.confirmation.value
        case Setting.SUPPORT_CHANNEL:
            return policy.support_channel or ""
        case Setting.SUPPORT_GROUP:
            return policy.support_group or ""
        case Setting.SUPPORT_EMAIL:
            return ", ".join(policy.support_emails)
        case _:  # the managers
            return ", ".join(sorted(policy.managers))


def listed(value: str) -> tuple[str, ...]:
    """Return the several that a kept value names."""
    return tuple(each for each in value.split(", ") if each)


def with_chosen(at_start: Policy, chosen: Chosen) -> Policy:
    """Return the settings that count: those of the environment, with what was set in Slack in its place."""
    if not chosen:
        return at_start
    policy = at_start
    for setting, value in chosen.items():
        policy = _with(policy, setting, value)
    alerts_to = places_for_alerts(policy.managers, policy.support_channel)
    return replace(policy, alerts_to=alerts_to)


def _with(policy: Policy, setting: Setting, value: str) -> Policy:
    match setting:
        case Setting.TIMEZONE:
            return replace(policy, timezone=value)
        case Setting.POST_AT:
            return replace(policy, post_at=time.fromisoformat(value))
        case Setting.PREVIEW_DAYS:
            return replace(policy, preview_days=int(value))
        case Setting.CONFIRMATION:
            return replace(policy, confirmation=Confirmation(value))
        case Setting.SUPPORT_CHANNEL:
            return replace(policy, support_channel=value or None)
        case Setting.SUPPORT_GROUP:
            return replace(policy, support_group=value or None)
        case Setting.SUPPORT_EMAIL:
            return replace(policy, support_emails=listed(value))
        case _:  # the managers
            return replace(policy, managers=frozenset(listed(value)))
