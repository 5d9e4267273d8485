"""A day is the same for every reader; one zone decides of hour, day and words of what a channel is told."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack import rendering
from rollouts import kinds
from rollouts.announcing.briefs import ReleaseBrief
from rollouts.announcing.late import Go, Skip, decide
from rollouts.announcing.planning import replan
from rollouts.announcing.schedule import WAITED_FOR_A_WORD, Slot, slots_for
from rollouts.calendar import instant
from rollouts.deliveries import Action, Announcement, Reason
from rollouts.delivery.claiming import Job
from rollouts.drafts import Draft, release_from
from rollouts.integrations import Integration, channel_timezone
from rollouts.policy import Policy
from rollouts.refusals import Fault, Invalid, Problem
from rollouts.releases import Release, Standing
from rollouts.servers import DEFAULT_SERVERS
from rollouts.usecases.calendar_file import Calendar, ImportCalendar, export_calendar, import_calendar
from rollouts.usecases.releases import NewRelease, create_release
from tests.support import story
from tests.support.delivering import deliver
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import ACME, CONTROLLED_DAY, GLOBEX, NORTHWIND, REMINDER_DAY, STANDARD_DAY, at
from views.dates import day_words
from views.posts.messages import content_of

ZONES = (
    "Pacific/Kiritimati",
    "Pacific/Auckland",
    "Australia/Sydney",
    "Asia/Tokyo",
    "Asia/Kathmandu",
    "Asia/Dubai",
    "Europe/Berlin",
    "UTC",
    "America/New_York",
    "America/Los_Angeles",
    "Pacific/Pago_Pago",
)
"""From the first place in which a day begins to the last."""
SHARED = "C0ALL"
ANY_ZONE = st.sampled_from(ZONES)


def in_shared(*zones: str | None) -> tuple[Integration, ...]:
    """Return integrations that share one channel, each with that zone of its own."""
    return tuple(
        replace(ACME, name=f"Team {place}", channel=SHARED, timezone=zone) for place, zone in enumerate(zones)
    )


def told(zone: str, integrations: Iterable[Integration], *, now: datetime, **changed: object) -> list[Job]:
    """Return what a workspace in that zone says in channels by `now`, all in time."""
    ledger = MemoryLedger(replace(story.POLICY, timezone=zone, **changed))  # type: ignore[arg-type] # fields of it
    release = release_from(draft=story.DRAFT, servers=DEFAULT_SERVERS, policy=ledger.policy)
    assert release
    story.told_in(ledger.at(story.START), releases=(release,), integrations=tuple(integrations))
    jobs: list[Job] = []
    while (due := next((post.due_at for post in ledger.upcoming(limit=1)), None)) and due <= now:
        jobs += deliver(ledger, due)
    return [
        job for job in jobs if job.delivery.action is Action.POST and job.delivery.key.channel.startswith("C")
    ]


def release_brief(job: Job) -> ReleaseBrief:
    assert isinstance(job.brief, ReleaseBrief)
    return job.brief


def text_of(job: Job) -> str:
    made = rendering.render_message(content_of(job.brief))
    return f"{made.text}\n{made.blocks}"


# One zone for a channel


@pytest.mark.parametrize(
    ("zones", "zone"),
    [
        (("Asia/Tokyo",), "Asia/Tokyo"),
        (("Asia/Tokyo", "Asia/Tokyo"), "Asia/Tokyo"),
        (("Asia/Tokyo", "America/New_York"), "Europe/Berlin"),
        (("Asia/Tokyo", None), "Europe/Berlin"),
        ((None, "Asia/Tokyo"), "Europe/Berlin"),
        (("Europe/Berlin", None), "Europe/Berlin"),
        ((None, None), "Europe/Berlin"),
        (("Asia/Tokyo", "Asia/Tokyo", "Asia/Dubai"), "Europe/Berlin"),
        ((), "Europe/Berlin"),
    ],
)
def test_a_channels_zone_is_that_of_its_integrations_where_all_agree_else_the_workspaces(
    zones: tuple[str | None, ...], zone: str
) -> None:
    integrations = (*in_shared(*zones), replace(NORTHWIND, timezone="Pacific/Auckland"))

    assert channel_timezone(channel=SHARED, integrations=integrations, default="Europe/Berlin") == zone


def test_an_integration_that_joins_a_channel_with_a_zone_of_its_own_does_not_move_its_hour_unseen() -> None:
    def hours(*zones: str | None) -> list[datetime]:
        slots = slots_for(release=story.RELEASE, integrations=in_shared(*zones), policy=story.POLICY)
        return [slot.due_at for slot in slots if slot.channel == SHARED]

    assert hours(None, "Asia/Tokyo") == hours(None, None) == hours(None)
    assert hours("Asia/Tokyo", "Asia/Tokyo") != hours(None)


# Hour, day and words


@pytest.mark.parametrize("workspace", ZONES)
@pytest.mark.parametrize("channel", ZONES)
def test_on_the_day_it_is_said_that_it_is_today_whatever_the_workspaces_day_is(
    workspace: str, channel: str
) -> None:
    (said,) = [
        job
        for job in told(workspace, in_shared(channel), now=at(STANDARD_DAY, 13, zone=channel))
        if job.delivery.key.announcement == story.NOT_CONFIRMED
    ]

    brief = release_brief(said)
    local = brief.now.astimezone(ZoneInfo(channel))
    assert (local.date(), local.time()) == (STANDARD_DAY, time(13))
    assert brief.today == STANDARD_DAY
    assert brief.stage.standing(brief.today) is Standing.DUE
    assert brief.statement
    assert [stage.standing for stage in brief.statement.stages] == [Standing.DUE, Standing.PLANNED]


@pytest.mark.parametrize("workspace", ZONES)
@pytest.mark.parametrize("channel", ZONES)
def test_the_day_before_nothing_is_called_due(workspace: str, channel: str) -> None:
    jobs = told(workspace, in_shared(channel), now=at(REMINDER_DAY, zone=channel))

    assert {release_brief(job).stage.standing(release_brief(job).today) for job in jobs} == {Standing.PLANNED}


@pytest.mark.parametrize("reader", ["America/Los_Angeles", "Asia/Dubai", "Australia/Sydney"])
def test_a_date_is_written_out_so_that_every_reader_reads_the_same_day(reader: str) -> None:
    jobs = told("America/Los_Angeles", in_shared(reader, None), now=at(REMINDER_DAY, 23))

    assert jobs
    for job in jobs:
        tokens = re.findall(r"<!date\^\d+\^([^|^]*)", text_of(job))
        assert all("{date" not in token or "{time" in token for token in tokens), text_of(job)
        assert day_words(CONTROLLED_DAY, said_on=REMINDER_DAY) in text_of(job)


@pytest.mark.parametrize("zone", ZONES)
def test_a_reminder_that_was_held_up_is_said_until_the_channels_own_day_begins(zone: str) -> None:
    policy = story.POLICY.in_zone(zone)

    def decided(now: datetime) -> Go | Skip:
        due = at(REMINDER_DAY, zone=zone)
        return decide(announcement=story.REMINDER, due_at=due, now=now, release=story.RELEASE, policy=policy)

    begins = at(STANDARD_DAY, 0, zone=zone)
    assert decided(begins - timedelta(minutes=1)) == Go()
    assert decided(begins) == Skip(Reason.STAGE_DAY_BEGUN)


@pytest.mark.parametrize("zone", ZONES)
def test_a_channel_that_joins_on_the_day_in_its_own_zone_still_hears_that_it_is_due(zone: str) -> None:
    """What was due on an earlier day is no news to it, and which day that was its own zone decides."""
    ledger = MemoryLedger(replace(story.POLICY, timezone="Europe/Berlin"))
    story.told_in(ledger.at(story.START), releases=(story.RELEASE,), integrations=(GLOBEX,))
    (joining,) = in_shared(zone)
    ledger.save_integration(joining)

    replan(ledger=ledger.at(at(STANDARD_DAY, 23, 30, zone=zone)), release=story.RELEASE)
    on_its_day = {post.key.announcement for post in ledger.deliveries(story.RELEASE.topic)
                  if post.key.channel == SHARED}  # fmt: skip
    assert story.ITS_DAY in on_its_day


@pytest.mark.parametrize("zone", ZONES)
def test_a_channel_that_joins_the_day_after_does_not(zone: str) -> None:
    ledger = MemoryLedger(replace(story.POLICY, timezone="Europe/Berlin"))
    story.told_in(ledger.at(story.START), releases=(story.RELEASE,), integrations=(GLOBEX,))
    (joining,) = in_shared(zone)
    ledger.save_integration(joining)

    replan(ledger=ledger.at(at(STANDARD_DAY + story.DAY, 0, 30, zone=zone)), release=story.RELEASE)

    posts = [post for post in ledger.deliveries(story.RELEASE.topic) if post.key.channel == SHARED]
    assert story.ITS_DAY not in {post.key.announcement for post in posts}


@given(
    workspace=ANY_ZONE,
    zones=st.lists(st.none() | ANY_ZONE, min_size=1, max_size=3),
    first=st.dates(date(2024, 1, 1), date(2030, 12, 31)),
    lag=st.integers(1, 60),
    post_at=st.times().map(lambda at: at.replace(second=0, microsecond=0)),
)
def test_any_release_is_said_at_its_hour_on_its_day_in_the_zone_of_each_channel(
    workspace: str, zones: list[str | None], first: date, lag: int, post_at: time
) -> None:
    policy = Policy(timezone=workspace, post_at=post_at)
    dates = {"standard": first, "controlled": first + timedelta(days=lag)}
    release = release_from(draft=Draft("R", "T", dates), servers=DEFAULT_SERVERS, policy=policy)
    assert release
    integrations = in_shared(*zones)
    zone = channel_timezone(channel=SHARED, integrations=integrations, default=workspace)

    assert zone == (zones[0] or workspace if len({each or workspace for each in zones}) == 1 else workspace)
    for slot in slots_for(release=release, integrations=integrations, policy=policy):
        _is_on_its_day(slot, release, policy.in_zone(zone) if slot.channel == SHARED else policy)


def _is_on_its_day(slot: Slot, release: Release, policy: Policy) -> None:
    """Check hour, day and verdict of one slot by the clock of its channel, or of the person it is for."""
    stage = release.stage(slot.announcement.server)
    assert stage
    assert slot.timezone == policy.timezone
    kind = slot.announcement.kind
    waited = WAITED_FOR_A_WORD if kind == kinds.NOT_CONFIRMED else timedelta(0)
    day = policy.day(slot.due_at - waited)
    assert slot.due_at == instant(day=day, at=policy.post_at, timezone=policy.timezone) + waited
    if kind in {kinds.DUE, kinds.NOT_CONFIRMED, kinds.OWNER_QUESTION}:
        assert day == stage.date
    elif kind is kinds.TEST_REMINDER:
        assert stage.date < day < release.stages[-1].date
    elif kind is kinds.WINDOW_REPORT:
        assert stage.date < day
    else:
        assert day < stage.date
    said = decide(
        announcement=slot.announcement, due_at=slot.due_at, now=slot.due_at, release=release, policy=policy
    )
    is_overtaken = said == Skip(Reason.REMINDER_ALREADY_DUE) and kind is kinds.PREVIEW
    # Nobody is reminded to test what is not live, and here nothing is.
    is_too_early = said == Skip(Reason.NOT_LIVE_YET) and kind is kinds.TEST_REMINDER
    assert said == Go() or is_overtaken or is_too_early


# Two dates on one day


def refused(act: Callable[[], object]) -> list[Problem]:
    with pytest.raises(Invalid) as found:
        act()
    return list(found.value.problems)


@pytest.mark.parametrize("days", [0, -1, -14])
def test_two_dates_on_one_day_are_refused_in_the_form(days: int) -> None:
    ledger = MemoryLedger(story.POLICY).at(story.START)
    day = STANDARD_DAY + timedelta(days=days)
    draft = replace(story.DRAFT, dates={"standard": STANDARD_DAY, "controlled": day})

    problems = refused(lambda: create_release(ledger, NewRelease(story.MANAGER, draft)))

    day_after = (STANDARD_DAY + story.DAY).isoformat()
    assert problems == [Problem("dates.controlled", Fault.BEFORE_PREVIOUS_SERVER, day_after)]
    assert ledger.releases() == ()


def test_two_dates_on_one_day_are_refused_in_a_calendar() -> None:
    ledger = MemoryLedger(story.POLICY).at(story.START)
    draft = replace(story.DRAFT, dates={"standard": STANDARD_DAY, "controlled": STANDARD_DAY})
    calendar = Calendar(None, (), (draft,))

    (problem,) = refused(lambda: import_calendar(ledger, ImportCalendar(calendar)))

    assert (problem.entry, problem.fault) == ("release 2026.11", Fault.BEFORE_PREVIOUS_SERVER)


@pytest.mark.parametrize("moved", ["standard", "controlled"])
def test_a_date_that_is_moved_onto_the_others_day_is_refused(moved: str) -> None:
    ledger = MemoryLedger(story.POLICY)
    story.told_in(ledger.at(story.START), releases=(story.RELEASE,))
    other = {"standard": CONTROLLED_DAY, "controlled": STANDARD_DAY}[moved]
    draft = replace(story.DRAFT, dates={**story.DRAFT.dates, moved: other})
    calendar = Calendar(None, (), (draft,))

    problems = refused(lambda: import_calendar(ledger.at(story.START), ImportCalendar(calendar)))

    assert [problem.fault for problem in problems] == [Fault.BEFORE_PREVIOUS_SERVER]


def test_the_day_after_is_early_enough() -> None:
    ledger = MemoryLedger(story.POLICY).at(story.START)
    dates = {"standard": STANDARD_DAY, "controlled": STANDARD_DAY + story.DAY}

    create_release(ledger, NewRelease(story.MANAGER, replace(story.DRAFT, dates=dates)))

    assert [release.name for release in ledger.releases()] == ["2026.11"]


def test_what_was_recorded_when_one_day_was_taken_goes_out_and_in_again() -> None:
    ledger = MemoryLedger(story.POLICY)
    stages = tuple(replace(stage, date=STANDARD_DAY) for stage in story.RELEASE.stages)
    ledger.save_release(replace(story.RELEASE, stages=stages))

    again = import_calendar(ledger.at(story.START), ImportCalendar(export_calendar(ledger)))

    assert again.left == ("server standard", "server controlled", "release 2026.11")


def test_of_such_a_release_nothing_is_said_of_a_window() -> None:
    stages = tuple(replace(stage, date=STANDARD_DAY) for stage in story.RELEASE.stages)
    slots = slots_for(
        release=replace(story.RELEASE, stages=stages), integrations=story.INTEGRATIONS, policy=story.POLICY
    )

    assert kinds.WINDOW_CLOSING not in {slot.announcement.kind for slot in slots}


# A moved date


@pytest.mark.parametrize("days", [1, 7, 30])
def test_what_was_not_said_for_the_old_day_is_said_on_the_new_one(days: int) -> None:
    ledger = MemoryLedger(story.POLICY)
    story.told_in(ledger.at(story.START), releases=(story.RELEASE,), integrations=(ACME,))
    moved = timedelta(days=days)
    release = story.RELEASE.with_stage(replace(story.RELEASE.stages[1], date=CONTROLLED_DAY + moved))
    ledger.save_release(release)

    replan(ledger=ledger.at(story.START), release=release)

    due = {post.key.announcement: post.due_at for post in ledger.deliveries(release.topic)}
    assert due[Announcement(kinds.DUE, "controlled")] == at(CONTROLLED_DAY + moved)
    assert due[story.ITS_DAY] == at(STANDARD_DAY)
