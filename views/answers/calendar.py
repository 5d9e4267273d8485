"""The calendar as an iCalendar file (RFC 5545), which other calendars take in.

It is a copy: nothing changes it once it was taken along. An event keeps its UID, and its SEQUENCE rises with
each change of its release, so that a newer copy brings the older one up to date.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from rollouts.releases import Stage, Standing
from rollouts.servers import Server
from rollouts.texts import name_key
from rollouts.usecases.overviews import Calendar, Entry
from views.dates import plain_day
from views.files import File
from views.inlines import Code, Day, say, sentences

if TYPE_CHECKING:
    from icalendar import Event

_STANDING: Final = {
    Standing.PLANNED: ("planned", "TENTATIVE"),
    Standing.DUE: ("due, not confirmed", "TENTATIVE"),
    Standing.LIVE: ("live", "CONFIRMED"),
    Standing.HOTFIXED: ("live, hotfixed", "CONFIRMED"),
    Standing.ROLLED_BACK: ("rolled back", "CONFIRMED"),
    Standing.HELD: ("held, no date for now", "TENTATIVE"),
    Standing.WITHDRAWN: ("withdrawn", "CANCELLED"),
}
"""What a standing is called, and the STATUS of its event (RFC 5545, 3.8.1.11)."""


def calendar_file(answer: Calendar) -> File:
    """Make the file, with a day-long event for each stage."""
    # Half of the process's start-up time would go into it.
    from icalendar import Calendar as Collection  # noqa: PLC0415 - as said above

    title = f"{answer.only.name}: release calendar" if answer.only else "Release calendar"
    made = Collection()
    made.add("prodid", "-//Fortnight//Release calendar//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", title)
    for event in _events(answer):
        made.add_component(event)
    asked = "/release calendar" + (f" {answer.only.name}" if answer.only else "")
    words = sentences(
        say("This is the release calendar as of {day}.", day=Day(answer.today, answer.today)),
        say("It is a copy: when a date moves, get a new one with {command}.", command=Code(asked)),
    )
    return File("releases.ics", title, made.to_ical(), words)


def _events(answer: Calendar) -> "Iterator[Event]":
    for entry in answer.entries:
        for server in answer.servers:
            if stage := entry.release.stage(server.key):
                yield _event(answer, entry, server, stage)


def _event(answer: Calendar, entry: Entry, server: Server, stage: Stage) -> "Event":
    from icalendar import Event  # noqa: PLC0415 - as above

    release, day = entry.release, _day(stage, answer)
    said, status = _STANDING[stage.standing(answer.today)]
    about = (
        f"{release.name}: {release.title}",
        f"{server.name}: {said}.",
        release.summary,
        f"Copied from Fortnight on {plain_day(answer.today)}; it does not follow later changes.",
    )
    event = Event()
    event.add("uid", str(uuid5(NAMESPACE_URL, f"fortnight:{name_key(entry.release.key)}:{server.key}")))
    event.add("sequence", entry.revision)
    event.add("dtstamp", answer.now)
    if entry.changed_at:
        event.add("last-modified", entry.changed_at)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", f"{release.name} on {server.short_name} ({said})")
    event.add("description", "\n".join(line for line in about if line))
    event.add("status", status)
    event.add("transp", "TRANSPARENT")
    return event


def _day(stage: Stage, answer: Calendar) -> date:
    """Return the day on which it went live, else the one that is planned."""
    return stage.live_at.astimezone(ZoneInfo(answer.policy.timezone)).date() if stage.live_at else stage.date
