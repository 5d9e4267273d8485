"""What an installation of the Slack app may do, compared at start with what the app asks for.

Slack keeps what was granted when the app was installed; scopes that a newer manifest asks for are granted
when the app is installed again. Each answer of Slack names what was granted in the header `x-oauth-scopes`
(https://docs.slack.dev/authentication/installing-with-oauth).
"""

import logging
from collections.abc import Iterable, Mapping

from bot.slack.capabilities import CAPABILITIES, Capability

HEADER = "x-oauth-scopes"

INSTALL_AGAIN = "Paste manifest.yml once more at api.slack.com/apps and reinstall the app."

logger = logging.getLogger(__name__)


def granted_scopes(headers: Mapping[str, str]) -> frozenset[str] | None:
    """Return the scopes that an answer's headers name; None when they name none, as behind some proxies."""
    named = {name.lower(): value for name, value in headers.items()}.get(HEADER, "")
    return frozenset(scope.strip() for scope in named.split(",") if scope.strip()) or None


def report_missing(granted: frozenset[str] | None, table: Iterable[Capability] = CAPABILITIES) -> None:
    """Say in the log what the app may not do, what that costs, and how to mend it."""
    if granted is None:
        return
    lacking = [(row, tuple(scope for scope in row.scopes if scope not in granted)) for row in table]
    lacking = [(row, scopes) for row, scopes in lacking if scopes]
    for row, scopes in lacking:
        logger.log(
            logging.ERROR if row.required else logging.WARNING,
            "The Slack app was not granted %(scopes)s (%(needed_for)s). %(without)s",
            {"scopes": ", ".join(scopes), "needed_for": row.name, "without": row.without},
        )
    if lacking:
        logger.warning("To grant what is missing: %(remedy)s", {"remedy": INSTALL_AGAIN})
