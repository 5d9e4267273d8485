"""What can be taken and what cannot, field by field. The limits keep every message within Slack's."""

import re
from collections.abc import Iterator
from datetime import date
from unicodedata import category
from zoneinfo import available_timezones

from rollouts.drafts import Draft, out_of_range
from rollouts.integrations import Integration
from rollouts.refusals import Fault, Problem
from rollouts.releases import Release
from rollouts.servers import Server

NAME_MAX = 40
TITLE_MAX = 140
SUMMARY_MAX = 1500
LINE_MAX = 300
LINK_MAX = 2000
ITEMS_MAX = 10
INTEGRATION_MAX = 60
REPORT_MAX = 3000
"""How much a form takes of a report: all that Slack lets a form take. A command may bring more."""
OWNERS_MAX = 20

_UNKEEPABLE = {"Cc", "Cs"}
_UNSEEN = _UNKEEPABLE | {"Cf", "Cn", "Mn", "Me", "Zs", "Zl", "Zp"}
"""Unicode's categories of signs: of those that cannot be kept, and of those that cannot be seen alone."""

_PINGS = re.compile(r"<!(channel|here|everyone|subteam)\b", re.IGNORECASE)
_LINK = re.compile(r"https?://[^\s<>|]+")


def keepable(text: str) -> str:
    """Return what people report as it can be kept: without what no database holds or nobody can see.

    Control characters and lone surrogates become blanks, all line ends are alike. Nothing is refused: text of
    nothing but these is empty.
    """
    shown = "".join(
        sign if sign in "\n\t" or category(sign) not in _UNKEEPABLE else " "
        for sign in text.replace("\r\n", "\n").replace("\r", "\n")
    ).strip()
    return shown if any(category(sign) not in _UNSEEN for sign in shown) else ""


def text_problems(field: str, text: str, *, most: int, needed: bool = False) -> Iterator[Problem]:
    """Yield what is wrong with one text: missing, too long, or able to ping a channel."""
    if needed and not text.strip():
        yield Problem(field, Fault.MISSING)
    if len(text) > most:
        yield Problem(field, Fault.TOO_LONG, str(most))
    if _PINGS.search(text):
        yield Problem(field, Fault.PINGS_EVERYONE)


def release_problems(
    *, draft: Draft, release: Release | None, known: Release | None, servers: tuple[Server, ...], today: date
) -> Iterator[Problem]:
    """Yield what is wrong with a release as entered.

    `release` is what the draft makes (None without a first date), `known` the one recorded under its name,
    whose dates may lie in the past. Fields of dates are `dates.<server key>`.
    """
    yield from text_problems("name", draft.name, most=NAME_MAX, needed=True)
    yield from text_problems("title", draft.title, most=TITLE_MAX, needed=True)
    yield from text_problems("summary", draft.summary, most=SUMMARY_MAX)
    yield from _list_problems(draft)
    keys = tuple(server.key for server in servers)
    for part, days in (("dates", draft.dates), ("live", draft.live)):
        for key in days:
            if key not in keys:
                yield Problem(f"{part}.{key}", Fault.UNKNOWN_SERVER, ", ".join(keys))
            if out_of_range(days[key]):
                yield Problem(f"{part}.{key}", Fault.OUT_OF_RANGE, days[key].isoformat())
    for key, day in draft.live.items():
        if day > today:
            yield Problem(f"live.{key}", Fault.NOT_LIVE_YET, day.isoformat())
    if keys[0] not in draft.dates:
        yield Problem(f"dates.{keys[0]}", Fault.MISSING)
    if release is not None:
        yield from _date_problems(release, known, today)


def _date_problems(release: Release, known: Release | None, today: date) -> Iterator[Problem]:
    earliest: date | None = None
    for stage in release.stages:
        recorded = known.stage(stage.server) if known else None
        is_news = recorded is None or recorded.date != stage.date
        if stage.date < today and is_news and not stage.is_live:
            yield Problem(f"dates.{stage.server}", Fault.PAST, today.isoformat())
        if earliest and stage.date < earliest:
            yield Problem(f"dates.{stage.server}", Fault.BEFORE_PREVIOUS_SERVER, earliest.isoformat())
        earliest = stage.date


def _list_problems(draft: Draft) -> Iterator[Problem]:
    for field, items in (("ui_changes", draft.ui_changes), ("opt_ins", draft.opt_ins), ("docs", draft.docs)):
        if len(items) > ITEMS_MAX:
            yield Problem(field, Fault.TOO_MANY, str(ITEMS_MAX))
    for change in draft.ui_changes:
        yield from text_problems("ui_changes", change, most=LINE_MAX, needed=True)
    for opt_in in draft.opt_ins:
        yield from text_problems("opt_ins", opt_in.name, most=LINE_MAX, needed=True)
        yield from text_problems("opt_ins", opt_in.how_to_enable, most=LINE_MAX)
    for doc in draft.docs:
        yield from text_problems("docs", doc.title, most=LINE_MAX, needed=True)
        if len(doc.url) > LINK_MAX or not _LINK.fullmatch(doc.url):
            yield Problem("docs", Fault.NOT_A_LINK, doc.url[:LINE_MAX])


def integration_problems(*, integration: Integration, servers: tuple[Server, ...]) -> Iterator[Problem]:
    """Yield what is wrong with an integration as entered."""
    yield from text_problems("name", integration.name, most=INTEGRATION_MAX, needed=True)
    if not integration.channel.strip():
        yield Problem("channel", Fault.MISSING)
    if len(integration.owners) > OWNERS_MAX:
        yield Problem("owners", Fault.TOO_MANY, str(OWNERS_MAX))
    if not integration.environments:
        yield Problem("environments", Fault.MISSING)
    if len(integration.environments) > ITEMS_MAX:
        yield Problem("environments", Fault.TOO_MANY, str(ITEMS_MAX))
    keys = tuple(server.key for server in servers)
    seen: set[str] = set()
    for environment in integration.environments:
        yield from text_problems("environments", environment.name, most=NAME_MAX, needed=True)
        if environment.name.casefold() in seen:
            yield Problem("environments", Fault.TWICE, environment.name)
        if environment.server not in keys:
            yield Problem("environments", Fault.UNKNOWN_SERVER, ", ".join(keys))
        seen.add(environment.name.casefold())
    if integration.timezone and integration.timezone not in available_timezones():
        yield Problem("timezone", Fault.UNKNOWN_ZONE, integration.timezone)


def server_problems(servers: tuple[Server, ...], releases: tuple[Release, ...]) -> Iterator[Problem]:
    """Yield what is wrong with a list of servers; one that releases are on cannot go."""
    if not servers:
        yield Problem("servers", Fault.MISSING)
    keys = [server.key for server in servers]
    for server in servers:
        yield from text_problems("key", server.key, most=NAME_MAX, needed=True)
        yield from text_problems("name", server.name, most=NAME_MAX, needed=True)
        yield from text_problems("former_name", server.former_name or "", most=NAME_MAX)
        if keys.count(server.key) > 1:
            yield Problem("key", Fault.TWICE, server.key)
        if [other.name.casefold() for other in servers].count(server.name.casefold()) > 1:
            yield Problem("name", Fault.TWICE, server.name)
    for release in releases:
        for stage in release.stages:
            if stage.server not in keys:
                yield Problem("servers", Fault.IN_USE, f"{stage.server} ({release.name})")
    lags = [server.lag_days for server in servers]
    if lags != sorted(lags) or any(lag < 0 for lag in lags):
        yield Problem("lag_days", Fault.BEFORE_PREVIOUS_SERVER, ", ".join(map(str, lags)))
