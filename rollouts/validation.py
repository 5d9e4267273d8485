"""What can be taken and what cannot, field by field. The limits keep every message within Slack's."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from rollouts.calendar import DAY
from rollouts.drafts import Draft, out_of_range
from rollouts.feeds import Feed
from rollouts.integrations import Integration
from rollouts.names import namesake
from rollouts.references import is_channel, is_person
from rollouts.refusals import Fault, Problem
from rollouts.releases import Release
from rollouts.servers import LAG_MAX, Server, servers_called
from rollouts.texts import is_readable, is_visible, name_key

NAME_MAX = 40
TITLE_MAX = 140
SUMMARY_MAX = 1500
LINE_MAX = 300
LINK_MAX = 2000


def is_zone(name: str) -> bool:
    """Say whether that is the name of a time zone, such as Europe/Berlin."""
    return name in _zones()


@cache
def _zones() -> frozenset[str]:
    # Each look goes through hundreds of files, and they do not change.
    return frozenset(available_timezones())


ITEMS_MAX = 10
CHANGES_MAX = 60
"""How many UI changes, and how many opt-in features."""
WHY_MAX = 600
"""Of a reason: it stands in every correction."""
INTEGRATION_MAX = 60
REPORT_MAX = 3000
"""How much a form takes of a report: all that Slack lets a form take. A command may bring more."""
OWNERS_MAX = 20
FEEDS_MAX = 20

RELEASE_COMMANDS = frozenset(
    {
        "new", "edit", "list", "show", "confirm", "move", "hold", "resume", "rollback", "hotfix", "withdraw",
        "preview", "deliveries", "history", "next", "report", "calendar", "timeline", "sources", "settings",
        "doctor", "help",
    }
)  # fmt: skip
"""What stands behind `/release`, now or later: a release that is called so would not be found."""
INTEGRATION_COMMANDS = frozenset({"add", "list", "show", "edit", "remove", "help"})
"""The same for `/integration`."""

_PINGS = re.compile(r"<!(channel|here|everyone|subteam)\b", re.IGNORECASE)
_LINK = re.compile(r"https?://[^\s<>|]+", re.IGNORECASE)


def text_problems(field: str, text: str, *, most: int, needed: bool = False) -> Iterator[Problem]:
    """Yield what is wrong with one text: missing, nothing to see or to store, too long, or able to ping."""
    if needed and not text.strip():
        yield Problem(field, Fault.MISSING)
    elif needed and not is_visible(text):
        yield Problem(field, Fault.INVISIBLE)
    if not is_readable(text):
        yield Problem(field, Fault.UNREADABLE)
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
    if known is None or name_key(draft.name) != name_key(known.name):
        yield from _name_problems(draft.name, servers)
    yield from _people_problems("owner", filter(None, [draft.owner]))
    yield from text_problems("title", draft.title, most=TITLE_MAX, needed=True)
    yield from text_problems("summary", draft.summary, most=SUMMARY_MAX)
    yield from _list_problems(draft)
    keys = tuple(server.key for server in servers)
    for part, days in (("dates", draft.dates), ("live", draft.live)):
        for key in days:
            if key not in keys:
                yield Problem(f"{part}.{key}", Fault.UNKNOWN_SERVER, ", ".join(keys), value=key)
            if out_of_range(days[key]):
                yield Problem(f"{part}.{key}", Fault.OUT_OF_RANGE, days[key].isoformat())
    for key, day in draft.live.items():
        if day > today:
            yield Problem(f"live.{key}", Fault.NOT_LIVE_YET, day.isoformat())
    if keys[0] not in draft.dates:
        yield Problem(f"dates.{keys[0]}", Fault.MISSING)
    if release is not None:
        yield from date_problems(release, known, today)


def taken_by(*, name: str, releases: Iterable[Release], known: Release | None = None) -> Iterator[Problem]:
    """Yield that another release than the `known` one has that name."""
    for other in releases:
        if (known is None or other.key != known.key) and namesake(name, (other.name,)):
            yield Problem("name", Fault.TAKEN, other.name)


def _name_problems(name: str, servers: tuple[Server, ...]) -> Iterator[Problem]:
    """Yield what keeps a new name from being found, as something else goes by it."""
    if called := servers_called(text=name, servers=servers):
        yield Problem("name", Fault.CALLED_LIKE_SERVER, called[0].name)
    if name_key(name) in RELEASE_COMMANDS:
        yield Problem("name", Fault.CALLED_LIKE_COMMAND, f"/release {name_key(name)}")


def date_problems(release: Release, known: Release | None, today: date) -> Iterator[Problem]:
    """Yield what is wrong with the dates of a release: past, or not in the servers' order."""
    earliest: date | None = None
    was_news = False
    for stage in release.stages:
        recorded = known.stage(stage.server) if known else None
        is_news = recorded is None or recorded.date != stage.date
        if stage.date < today and is_news and not stage.is_live:
            yield Problem(f"dates.{stage.server}", Fault.PAST, today.isoformat())
        # What was recorded when two servers could have one day is let be, or an export would not go in again.
        if earliest and stage.date < earliest and (is_news or was_news):
            yield Problem(f"dates.{stage.server}", Fault.BEFORE_PREVIOUS_SERVER, earliest.isoformat())
        earliest, was_news = stage.date + DAY, is_news


def _list_problems(draft: Draft) -> Iterator[Problem]:
    for field, number, most in (
        ("ui_changes", len(draft.ui_changes), CHANGES_MAX),
        ("opt_ins", len(draft.opt_ins), CHANGES_MAX),
        ("docs", len(draft.docs), ITEMS_MAX),
    ):
        if number > most:
            yield Problem(field, Fault.TOO_MANY, str(most))
    for change in draft.ui_changes:
        yield from text_problems("ui_changes", change, most=LINE_MAX, needed=True)
    for opt_in in draft.opt_ins:
        yield from text_problems("opt_ins", opt_in.name, most=LINE_MAX, needed=True)
        yield from text_problems("opt_ins", opt_in.how_to_enable, most=LINE_MAX)
    for doc in draft.docs:
        yield from text_problems("docs", doc.title, most=LINE_MAX, needed=True)
        if len(doc.url) > LINK_MAX or not _LINK.fullmatch(doc.url) or not is_readable(doc.url):
            yield Problem("docs", Fault.NOT_A_LINK, doc.url[:LINE_MAX])


def integration_problems(
    *, integration: Integration, servers: tuple[Server, ...], is_new: bool = True
) -> Iterator[Problem]:
    """Yield what is wrong with an integration as entered; one that is not new may keep its name."""
    yield from text_problems("name", integration.name, most=INTEGRATION_MAX, needed=True)
    if is_new and name_key(integration.name) in INTEGRATION_COMMANDS:
        yield Problem("name", Fault.CALLED_LIKE_COMMAND, f"/integration {name_key(integration.name)}")
    yield from _channel_problems(integration.channel)
    yield from _people_problems("owners", integration.owners)
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
        if name_key(environment.name) in seen:
            yield Problem("environments", Fault.TWICE, environment.name)
        if environment.server not in keys:
            server = environment.server
            yield Problem("environments", Fault.UNKNOWN_SERVER, ", ".join(keys), value=server)
        seen.add(name_key(environment.name))
    if integration.timezone and not is_zone(integration.timezone):
        yield Problem("timezone", Fault.UNKNOWN_ZONE, integration.timezone)


def _channel_problems(channel: str) -> Iterator[Problem]:
    yield from text_problems("channel", channel, most=LINE_MAX, needed=True)
    if channel.strip() and not is_channel(channel):
        yield Problem("channel", Fault.NO_CHANNEL, channel)


def _people_problems(field: str, people: Iterable[str]) -> Iterator[Problem]:
    for person in people:
        yield from text_problems(field, person, most=LINE_MAX, needed=True)
        if person.strip() and not is_person(person):
            yield Problem(field, Fault.NO_PERSON, person)


def feed_problems(feeds: tuple[Feed, ...]) -> Iterator[Problem]:
    """Yield what is wrong with a list of feeds; each problem's entry is the feed's name."""
    if len(feeds) > FEEDS_MAX:
        yield Problem("sources", Fault.TOO_MANY, str(FEEDS_MAX))
    seen: set[str] = set()
    for feed in feeds:
        for problem in text_problems("name", feed.name, most=NAME_MAX, needed=True):
            yield replace(problem, entry=feed.name)
        if name_key(feed.name) in seen:
            yield Problem("name", Fault.TWICE, feed.name, feed.name)
        for problem in text_problems("feed", feed.url, most=LINK_MAX, needed=True):
            yield replace(problem, entry=feed.name)
        if feed.url.strip() and not _is_of_a_feed(feed.url):
            yield Problem("feed", Fault.NOT_AN_ADDRESS, feed.url, feed.name)
        seen.add(name_key(feed.name))


def _is_of_a_feed(url: str) -> bool:
    """Say whether it is an address on the web, with nobody's password in it."""
    try:
        parts = urlsplit(url)
        is_there = bool(parts.hostname) and parts.port != 0 and parts.username is None
    except ValueError:  # a port of 99999, a bracket that is not closed
        return False
    return is_there and parts.scheme in {"http", "https"} and bool(re.fullmatch(r"[!-~]+", url))


def server_problems(
    servers: tuple[Server, ...], releases: tuple[Release, ...], *, known: tuple[Server, ...] = ()
) -> Iterator[Problem]:
    """Yield what is wrong with a list of servers in place of the known ones.

    One that releases are on cannot go, and none can get a name that a release has.
    """
    if not servers:
        yield Problem("servers", Fault.MISSING)
    keys = [name_key(server.key) for server in servers]
    for server in servers:
        yield from text_problems("key", server.key, most=NAME_MAX, needed=True)
        yield from text_problems("name", server.name, most=NAME_MAX, needed=True)
        yield from text_problems("former_name", server.former_name or "", most=NAME_MAX)
        if keys.count(name_key(server.key)) > 1:
            yield Problem("key", Fault.TWICE, server.key)
        if [name_key(other.name) for other in servers].count(name_key(server.name)) > 1:
            yield Problem("name", Fault.TWICE, server.name)
    for release in releases:
        yield from _release_left_behind(release, servers, known)
    lags = [server.lag_days for server in servers]
    if lags != sorted(lags) or any(lag < 0 for lag in lags):
        yield Problem("lag_days", Fault.BEFORE_PREVIOUS_SERVER, ", ".join(map(str, lags)))
    if any(server.is_out_of_reach for server in servers):
        yield Problem("lag_days", Fault.TOO_MANY, str(LAG_MAX))


def _release_left_behind(
    release: Release, servers: tuple[Server, ...], known: tuple[Server, ...]
) -> Iterator[Problem]:
    for name in release.all_names:
        if servers_called(text=name, servers=servers) and not servers_called(text=name, servers=known):
            yield Problem("name", Fault.TAKEN, name)
    for stage in release.stages:
        if all(stage.server != server.key for server in servers):
            yield Problem("servers", Fault.IN_USE, f"{stage.server} ({release.name})")
