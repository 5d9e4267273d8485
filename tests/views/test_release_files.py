"""The calendar file and the picture."""

import datetime as dt
from dataclasses import replace
from io import BytesIO

import pytest
from icalendar import Calendar as Parsed
from icalendar import Event
from PIL import Image

from bot.plain_words import plain_words
from rollouts.releases import Release, Standing, Status
from rollouts.servers import DEFAULT_SERVERS
from rollouts.usecases.overviews import Calendar, Entry, Timeline
from tests.support.story import CONTROLLED, HISTORY, POLICY, RELEASE, STANDARD, STANDARD_DAY, START, at
from tests.views.telling import LIVE_ON_STANDARD, with_stage
from views.answers.calendar import calendar_file
from views.answers.timeline import ALT_MOST, timeline_file
from views.answers.timeline_drawing import Block, Lane, Picture, can_write, draw

WEEK = dt.timedelta(weeks=1)


def events(*releases: Release, today: dt.date = STANDARD_DAY, revision: int = 0) -> list[Event]:
    entries = tuple(Entry(release, revision, START if revision else None) for release in releases)
    answer = Calendar(entries, DEFAULT_SERVERS, POLICY, at(today), today)
    found = Parsed.from_ical(calendar_file(answer).content).walk("VEVENT")
    return [event for event in found if isinstance(event, Event)]


def test_each_stage_is_an_event_of_a_whole_day() -> None:
    standard, controlled = events(RELEASE, today=STANDARD_DAY - WEEK)

    assert (standard["summary"], standard.decoded("dtstart"), standard.decoded("dtend")) == (
        "2026.11 on Standard (planned)",
        STANDARD_DAY,
        STANDARD_DAY + dt.timedelta(days=1),
    )
    assert controlled["summary"] == "2026.11 on Controlled (planned)"


def test_an_event_keeps_its_uid_when_date_title_and_name_change() -> None:
    moved = replace(with_stage(RELEASE, STANDARD, date=STANDARD_DAY + WEEK), title="Other").renamed("2026.12")

    before, after = (events(release) for release in (RELEASE, moved))

    assert [event["uid"] for event in before] == [event["uid"] for event in after]
    assert len({event["uid"] for event in before}) == 2


def test_a_change_raises_the_sequence_and_says_when() -> None:
    first, changed = events(RELEASE)[0], events(RELEASE, revision=3)[0]

    assert (first["sequence"], changed["sequence"]) == (0, 3)
    assert "last-modified" not in first
    assert changed.decoded("last-modified") == START


def test_what_went_live_stands_on_the_day_on_which_it_did() -> None:
    _, controlled = events(HISTORY)

    assert controlled.decoded("dtstart") == dt.date(2026, 10, 27)


@pytest.mark.parametrize(
    ("status", "said", "marked"),
    [
        (Status.PLANNED, "due, not confirmed", "TENTATIVE"),
        (Status.LIVE, "live", "CONFIRMED"),
        (Status.HOTFIXED, "live, hotfixed", "CONFIRMED"),
        (Status.ROLLED_BACK, "rolled back", "CONFIRMED"),
        (Status.HELD, "held, no date for now", "TENTATIVE"),
        (Status.WITHDRAWN, "withdrawn", "CANCELLED"),
    ],
)
def test_an_event_says_where_its_stage_stands(status: Status, said: str, marked: str) -> None:
    event = events(with_stage(RELEASE, STANDARD, status=status))[0]

    assert (event["summary"], event["status"]) == (f"2026.11 on Standard ({said})", marked)


def test_a_release_that_leaves_a_server_out_has_no_event_there() -> None:
    assert len(events(replace(RELEASE, stages=RELEASE.stages[:1]))) == 1


def test_text_from_people_stays_text() -> None:
    title = "A; b, c\\ BEGIN:VEVENT"
    (event, _) = events(replace(RELEASE, title=title, summary="One\nEND:VCALENDAR"))

    assert str(event["description"]).startswith(f"2026.11: {title}\nStandard Release server")
    assert "One\nEND:VCALENDAR" in str(event["description"])


# The picture


def picture_of(
    *releases: Release, today: dt.date = STANDARD_DAY, left_out: int = 0
) -> tuple[Image.Image, str]:
    file = timeline_file(Timeline(releases, DEFAULT_SERVERS, POLICY, today, left_out))
    return Image.open(BytesIO(file.content)).convert("RGB"), file.alt


def test_the_words_behind_the_picture_tell_all_of_it() -> None:
    _, alt = picture_of(HISTORY, LIVE_ON_STANDARD, left_out=1)

    assert alt == (
        "Releases on Mon 30 November. 2026.10: Faster reports. Standard: live since Mon 12 October; "
        "Controlled: live since Tue 27 October. 2026.11: Course player refresh. "
        "Standard: live since Mon 30 November; Controlled: planned for Mon 14 December. "
        "1 more release: /release list"
    )


def test_they_are_no_longer_than_slack_takes() -> None:
    _, alt = picture_of(*(replace(RELEASE, title="x" * 140),) * 8)

    assert len(alt) == ALT_MOST


def test_without_a_release_the_picture_says_so() -> None:
    picture, alt = picture_of()

    assert alt == "Releases on Mon 30 November. No release in these weeks."
    assert picture.size == (1400, 190)


@pytest.mark.parametrize("written", ["Größe, Łódź, Nguyễn", "Ελληνικά", "Обновление", "“so” и так…"])
def test_the_picture_writes_latin_greek_and_cyrillic_letters(written: str) -> None:
    assert can_write(written)


@pytest.mark.parametrize("name", ["発表", "עדכון", "تحديث", "launch 🚀"])
def test_what_it_cannot_write_is_a_number_there_and_stands_beside_it(name: str) -> None:
    releases = (replace(RELEASE, title=name), replace(RELEASE, name=name, title=name))
    file = timeline_file(Timeline(releases, DEFAULT_SERVERS, POLICY, STANDARD_DAY, 0))

    assert not can_write(name)
    assert plain_words(file.words).endswith(f"In the picture (1) is “{name}”.")
    assert f"2026.11: {name}." in file.alt


def test_a_release_that_leaves_a_server_out_has_no_lane_there() -> None:
    whole, _ = picture_of(RELEASE)
    part, alt = picture_of(replace(RELEASE, stages=RELEASE.stages[:1]))

    assert part.height < whole.height
    assert CONTROLLED.short_name not in alt


def lane(standing: Standing, day: dt.date = STANDARD_DAY) -> Picture:
    lanes = (Lane("One", day, standing), Lane("Two", STANDARD_DAY + 2 * WEEK, Standing.PLANNED))
    return Picture("Title", STANDARD_DAY, (Block("x" * 200, lanes),))


def test_each_standing_looks_different_even_in_grey() -> None:
    drawn = {
        Image.open(BytesIO(draw(lane(standing))))
        .convert("L")
        .point(lambda grey: 255 * (grey > 128))
        .tobytes()
        for standing in Standing
    }

    assert len(drawn) == len(Standing)


def test_the_ground_is_opaque_so_that_it_reads_on_dark_and_light() -> None:
    drawn = Image.open(BytesIO(draw(lane(Standing.LIVE))))

    assert not drawn.has_transparency_data
    assert drawn.convert("RGB").getpixel((0, 0)) == (255, 255, 255)


def test_a_window_that_was_long_ago_is_not_drawn() -> None:
    def drawn(*days: dt.date) -> bytes:
        lanes = tuple(Lane("One", day, Standing.LIVE) for day in days)
        return draw(Picture("Title", STANDARD_DAY, (Block("Name", lanes),)))

    long_ago = STANDARD_DAY - 60 * WEEK

    assert drawn(long_ago, long_ago + WEEK) == drawn(long_ago, long_ago)


@pytest.mark.parametrize("weeks", [-60, 60])
def test_what_is_far_away_does_not_squeeze_the_rest(weeks: int) -> None:
    near, far = (draw(lane(Standing.LIVE, STANDARD_DAY + weeks * WEEK * factor)) for factor in (1, 2))

    assert near == far
