"""The example that the tests tell: one vendor, two servers, three teams, five weeks.

Acme LMS has production on Controlled and test on Standard, Northwind is on Standard only, Globex on
Controlled only. Release 2026.10 is history; 2026.11 comes to Standard on Monday 30 November 2026 and to
Controlled on Monday 14 December. Days are days in Berlin, one hour ahead of UTC in this season; posts go
out at 09:00.
"""

import datetime as dt
from zoneinfo import ZoneInfo

from rollouts import kinds
from rollouts.announcing.planning import replan
from rollouts.deliveries import Announcement
from rollouts.drafts import Draft, release_from
from rollouts.integrations import Environment, Integration
from rollouts.kinds import Kind, Part
from rollouts.people import Person
from rollouts.policy import Policy
from rollouts.ports import Ledger
from rollouts.releases import DocLink, Feature, Release
from rollouts.servers import DEFAULT_SERVERS

SECOND, MINUTE = dt.timedelta(seconds=1), dt.timedelta(minutes=1)
DAY, WEEK = dt.timedelta(days=1), dt.timedelta(weeks=1)

STANDARD, CONTROLLED = DEFAULT_SERVERS
ZONE = "Europe/Berlin"

MANAGER = Person("U0MAYA")
ADMIN = Person("U0ADAM", is_admin=True)
GROUP_MANAGER = Person("U0GRETA", groups=frozenset({"S0RELEASES"}))
ANA = Person("U0ANA")
"""Owns the release 2026.11 and Acme LMS."""
BEN = Person("U0BEN")
"""Owns Globex."""
ZOE = Person("U0ZOE")
"""Owns nothing."""
POLICY = Policy(timezone=ZONE, managers=frozenset({MANAGER.id, "S0RELEASES"}), support_channel="C0SUPPORT")

ACME = Integration(
    "Acme LMS",
    "C0ACME",
    (ANA.id,),
    (Environment("production", "controlled"), Environment("test", "standard")),
)
NORTHWIND = Integration("Northwind", "C0NORTH", (), (Environment("production", "standard"),))
GLOBEX = Integration("Globex", "C0GLOBEX", (BEN.id,), (Environment("production", "controlled"),))
INTEGRATIONS = (ACME, GLOBEX, NORTHWIND)
THREE = Integration(
    "Three",
    "C0THREE",
    environments=(
        Environment("dev", "alpha"),
        Environment("test", "alpha"),
        Environment("production", "gamma"),
    ),
)
"""Belongs to another vendor, with the servers alpha, beta and gamma."""

PREVIEW_DAY = dt.date(2026, 11, 9)
REMINDER_DAY = dt.date(2026, 11, 27)
STANDARD_DAY = dt.date(2026, 11, 30)
CLOSING_DAY = dt.date(2026, 12, 10)
CONTROLLED_DAY = dt.date(2026, 12, 14)

PREVIEW = Announcement(kinds.PREVIEW, "standard")
REMINDER = Announcement(kinds.REMINDER, "standard")
ITS_DAY = Announcement(kinds.DUE, "standard")
NOT_CONFIRMED = Announcement(kinds.NOT_CONFIRMED, "standard")
CONFIRMATION = Announcement(kinds.CONFIRMATION, "standard")
QUESTION = Announcement(kinds.OWNER_QUESTION, "standard")
"""Asks Ana whether the release is live; those above are for the teams."""

DRAFT = Draft(
    name="2026.11",
    title="Course player refresh",
    dates={"standard": STANDARD_DAY, "controlled": CONTROLLED_DAY},
    summary="The embedded course player gets a new navigation bar.",
    ui_changes=("Navigation bar moves to the left",),
    opt_ins=(Feature("Offline mode", "Settings > Player > Offline"),),
    docs=(DocLink("Release notes", "https://vendor.example/releases/2026.11"),),
    owner=ANA.id,
)
HISTORY_DRAFT = Draft(
    name="2026.10",
    title="Faster reports",
    dates={"standard": dt.date(2026, 10, 12), "controlled": dt.date(2026, 10, 26)},
    live={"standard": dt.date(2026, 10, 12), "controlled": dt.date(2026, 10, 27)},
    affects_integrations=False,
)


def announcement_of(kind: Kind, *, server: str = "standard", number: int = 1) -> Announcement:
    """Return an announcement of that kind: of the server, or of that number, or of neither."""
    return Announcement(
        kind,
        server if kind.part is Part.SERVER else "",
        number if kind.part is Part.NUMBER else None,
    )


def at(day: dt.date, hour: int = 9, minute: int = 0, *, zone: str = ZONE) -> dt.datetime:
    """Return that wall-clock time as an instant in UTC."""
    return dt.datetime.combine(day, dt.time(hour, minute), ZoneInfo(zone)).astimezone(dt.UTC)


START = at(dt.date(2026, 11, 2))
"""A week before the preview: the calendar has just been entered."""

BEFORE_CONTROLLED = [
    ("preview:standard", at(PREVIEW_DAY)),
    ("reminder:standard", at(REMINDER_DAY)),
    ("due:standard", at(STANDARD_DAY)),
    ("not_confirmed:standard", at(STANDARD_DAY, 13)),
]
"""What Northwind hears of 2026.11 while nobody confirms it, and when: it has nothing on Controlled."""
ALL_OF_IT = [
    *BEFORE_CONTROLLED,
    ("window_closing:controlled", at(CLOSING_DAY)),
    ("due:controlled", at(CONTROLLED_DAY)),
    ("not_confirmed:controlled", at(CONTROLLED_DAY, 13)),
]
"""What Acme LMS hears, which is on both servers."""
ON_CONTROLLED = [each for each in ALL_OF_IT if each[0] != "not_confirmed:standard"]
"""What Globex hears, which is on Controlled alone."""


def without_days(planned: list[tuple[str, dt.datetime]]) -> list[tuple[str, dt.datetime]]:
    """Leave out what the card says where there is one: nothing is posted for it."""
    return [each for each in planned if not each[0].startswith("due")]


def _made(draft: Draft) -> Release:
    release = release_from(draft=draft, servers=DEFAULT_SERVERS, policy=POLICY)
    assert release is not None
    return release


RELEASE = _made(DRAFT)
HISTORY = _made(HISTORY_DRAFT)


def told_in(
    ledger: Ledger,
    *,
    releases: tuple[Release, ...] = (HISTORY, RELEASE),
    integrations: tuple[Integration, ...] = INTEGRATIONS,
) -> None:
    """Enter the example into an empty ledger, at its time, and plan what follows from it."""
    for integration in integrations:
        ledger.save_integration(integration)
    for release in releases:
        ledger.save_release(release)
        replan(ledger=ledger, release=release)
