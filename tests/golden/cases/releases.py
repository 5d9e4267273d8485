"""Answers about releases: lists, what comes next, and what was done."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from rollouts import kinds
from rollouts.deliveries import Action, Delivery, State
from rollouts.history import BY_BOT, BY_IMPORT, Author, Change, Kept, changes, release_facts
from rollouts.kinds import KINDS
from rollouts.live import Placed
from rollouts.policy import Confirmation
from rollouts.releases import Release, Status, UiChange
from rollouts.servers import DEFAULT_SERVERS
from rollouts.transitions import Verb
from rollouts.usecases.changing import StageChanged
from rollouts.usecases.confirming import AskedLater, Confirmed
from rollouts.usecases.histories import ReleaseHistory
from rollouts.usecases.overviews import Calendar, Entry, Timeline
from rollouts.usecases.releases import ReleaseList, ReleaseShown
from rollouts.usecases.upcoming import DeliveryList, NextUp
from tests.golden.cases.posts import FULL_OF_SIGNS
from tests.golden.cases.troubles import about, of_every_fate
from tests.golden.golden import Golden, Words, one
from tests.golden.views_in_use import (
    calendar_file,
    changed,
    delivery_list,
    histories,
    release_answers,
    releases,
    sent_files,
    timebar,
    timeline_file,
)
from tests.support.story import (
    ACME,
    ANA,
    CONTROLLED,
    DAY,
    HISTORY,
    MANAGER,
    MINUTE,
    POLICY,
    PREVIEW_DAY,
    RELEASE,
    REMINDER_DAY,
    STANDARD,
    STANDARD_DAY,
    at,
)
from tests.views.telling import LIVE_ON_BOTH, LIVE_ON_STANDARD, with_stage
from views.parts import said

PREVIEW, QUESTION, REMINDER = map(about, (kinds.PREVIEW, kinds.OWNER_QUESTION, kinds.REMINDER))
STANDINGS: dict[str, Release] = {
    "planned": RELEASE,
    "live-on-standard": LIVE_ON_STANDARD,
    "live-on-both": LIVE_ON_BOTH,
    "history": HISTORY,
    "brings-nothing": replace(RELEASE, summary="", ui_changes=(), opt_ins=(), docs=(), owner=None),
    "no-impact": replace(RELEASE, affects_integrations=False),
    "text-from-people": FULL_OF_SIGNS,
    **{
        status.value.replace("_", "-"): with_stage(LIVE_ON_STANDARD, STANDARD, status=status)
        for status in Status
        if status not in {Status.PLANNED, Status.LIVE}
    },
}
"""One release as it may stand."""


def of_releases() -> Iterator[Golden]:
    """Yield the golden files of the answers about releases."""
    yield from _lists()
    yield from _created()
    yield from _next()
    yield from _deliveries()
    yield from _histories()
    yield from _files()
    yield from _done()


def _lists() -> Iterator[Golden]:
    many = tuple(replace(RELEASE, name=f"2027.{number}") for number in range(23))
    for name, coming, past in (
        ("empty", (), ()),
        ("coming", (RELEASE,), ()),
        ("past", (), (HISTORY,)),
        ("both", (LIVE_ON_STANDARD, FULL_OF_SIGNS), (HISTORY, LIVE_ON_BOTH)),
        ("each-standing", tuple(STANDINGS.values()), tuple(STANDINGS.values())),
        ("many", many, many),
    ):
        listed = ReleaseList(coming, past, DEFAULT_SERVERS, POLICY, STANDARD_DAY)
        yield one(f"answers/release/list-{name}", releases.listed(listed))


def _created() -> Iterator[Golden]:
    created = ReleaseShown(RELEASE, DEFAULT_SERVERS, (), POLICY, PREVIEW_DAY)
    said = {
        name: releases.created(replace(created, posts=posts))
        for name, posts in (
            ("no posts", ()),
            ("the owner's question alone", (QUESTION,)),
            ("one post", (QUESTION, PREVIEW)),
            ("two posts", (QUESTION, PREVIEW, REMINDER)),
            ("an FYI", (QUESTION, about(kinds.FYI))),
        )
    }
    yield Golden("answers/release/created", said)


def _next() -> Iterator[Golden]:
    stage, later = RELEASE.stages
    for name, dates, posts in (
        ("nothing", (), ()),
        ("posts", (), (PREVIEW, QUESTION)),
        ("each-kind-of-post", (), tuple(map(about, KINDS.values()))),
        *(
            (f"date-{days}-days", ((STANDARD, Placed(RELEASE, stage, days)),), ())
            for days in (21, 1, 0, -1, -3)
        ),
        (
            "dates-and-posts",
            ((STANDARD, Placed(RELEASE, stage, 21)), (CONTROLLED, Placed(RELEASE, later, 35))),
            (PREVIEW,),
        ),
        ("text-from-people", ((STANDARD, Placed(FULL_OF_SIGNS, stage, 21)),), ()),
    ):
        today = STANDARD_DAY - dates[0][1].days * DAY if dates else PREVIEW_DAY
        coming = NextUp(dates, posts, POLICY, today)
        yield one(f"answers/release/next-{name}", releases.next_up(coming))
        words = (timebar.label(coming), *(timebar.what(post) for post in posts))
        yield one(f"page/time-bar-{name}", Words(words))
    for name, release, server in (
        ("release", RELEASE, None),
        ("release-on-a-server", RELEASE, CONTROLLED),
        ("server", None, CONTROLLED),
    ):
        none = NextUp((), (), POLICY, PREVIEW_DAY, release, server)
        yield one(f"answers/release/next-nothing-of-a-{name}", releases.next_up(none))
    guide = (
        timebar.GUIDE_ASK,
        timebar.GUIDE_RELEASE_DAY,
        timebar.GUIDE_MOVE,
        timebar.GUIDE_URGENT,
        timebar.GUIDE_ANSWER,
        timebar.AFTER_GUIDE,
    )
    yield one("page/guide", Words(guide))


def _deliveries() -> Iterator[Golden]:
    failed = replace(PREVIEW, state=State.FAILED, reason="invalid_blocks", id=2)
    waits = replace(PREVIEW, state=State.WAITING, reason="is_archived", attempts=1, id=3)
    sent = replace(PREVIEW, state=State.SENT, finished_at=at(PREVIEW_DAY) + MINUTE, id=4)
    lists: dict[str, tuple[tuple[Delivery, ...], tuple[Delivery, ...]]] = {
        "nothing": ((), ()),
        "one": ((PREVIEW,), ()),
        "stuck": ((sent, failed, waits, replace(sent, action=Action.UPDATE, id=5)), (failed, waits)),
        "every-fate": (of_every_fate(), ()),
        "many": ((PREVIEW,) * 200, ()),
    }
    for name, (found, stuck) in lists.items():
        of_one = DeliveryList(RELEASE, found, DEFAULT_SERVERS, POLICY, stuck)
        said = {"of one release": of_one, "of all": replace(of_one, release=None)}
        yield Golden(
            f"answers/release/deliveries-{name}",
            {of: delivery_list.deliveries(answer) for of, answer in said.items()},
        )


def _histories() -> Iterator[Golden]:
    def by(who: str, at: datetime, old: Release | None, new: Release, why: str = "") -> tuple[Change, ...]:
        facts = (release_facts(old), release_facts(new))
        made = changes(
            author=Author(who, at, why), thing=Kept.RELEASE, name=new.name, old=facts[0], new=facts[1]
        )
        return made[::-1]

    moved = with_stage(RELEASE, STANDARD, date=STANDARD_DAY + 2 * DAY)
    reworded = replace(
        moved,
        title="Course player, new",
        summary="",
        affects_integrations=False,
        owner=None,
        ui_changes=(
            replace(moved.ui_changes[0], text="Navigation bar moves to the right"),
            UiChange("New", "n"),
        ),
        docs=(),
    )
    entered = by(BY_IMPORT, at(PREVIEW_DAY), None, RELEASE)
    told = {
        "nothing": (),
        "entered": entered,
        "moved": by(ANA.id, at(REMINDER_DAY), RELEASE, moved, "The vendor needs two more days.") + entered,
        "reworded": by(MANAGER.id, at(REMINDER_DAY), moved, reworded),
        "words-taken-back": by(MANAGER.id, at(REMINDER_DAY), reworded, moved),
        "live": by(ANA.id, at(STANDARD_DAY, 10), RELEASE, LIVE_ON_STANDARD),
        "not-live-after-all": by(BY_BOT, at(STANDARD_DAY, 11), LIVE_ON_STANDARD, RELEASE),
        "another-server": by(ANA.id, at(PREVIEW_DAY), replace(RELEASE, stages=RELEASE.stages[:1]), RELEASE)
        + by(ANA.id, at(PREVIEW_DAY), RELEASE, replace(RELEASE, stages=RELEASE.stages[:1])),
        "text-from-people": by(
            ANA.id, at(PREVIEW_DAY), RELEASE, replace(FULL_OF_SIGNS, name=RELEASE.name), "<!channel>"
        ),
        "a-field-of-another-version": (
            Change(at(PREVIEW_DAY), ANA.id, Kept.RELEASE, "2026.11", "mood", "good", "better"),
        ),
        "many": entered * 60,
    }
    for name, found in told.items():
        answer = ReleaseHistory(RELEASE, found, DEFAULT_SERVERS, POLICY, PREVIEW_DAY)
        yield one(f"answers/release/history-{name}", histories.history(answer))
    answer = ReleaseHistory(RELEASE, told["many"], DEFAULT_SERVERS, POLICY, PREVIEW_DAY, page=99)
    yield one("answers/release/history-many-the-last-page", histories.history(answer))


def _files() -> Iterator[Golden]:
    entries = (
        Entry(HISTORY, 0, None),
        Entry(LIVE_ON_STANDARD, 2, at(STANDARD_DAY, 10)),
    )
    every = Calendar(entries, DEFAULT_SERVERS, POLICY, at(STANDARD_DAY, 11), STANDARD_DAY)
    files = {
        "calendar": calendar_file(every),
        "calendar-of-one": calendar_file(replace(every, entries=entries[1:], only=LIVE_ON_STANDARD)),
        "calendar-text-from-people": calendar_file(
            replace(every, entries=(Entry(FULL_OF_SIGNS, 0, None),), only=FULL_OF_SIGNS)
        ),
    }
    for name, file in files.items():
        yield one(f"answers/release/{name}", sent_files.sent(file, can_share=False))
        yield one(f"answers/release/{name}-words", said(file.words))
        yield one(f"answers/release/{name}-file", Words(tuple(file.content.decode().splitlines())))
    shown = (HISTORY, LIVE_ON_STANDARD, *STANDINGS.values())
    for name, left_out in (("timeline", 0), ("timeline-more", 2)):
        picture = timeline_file(Timeline(shown[:6], DEFAULT_SERVERS, POLICY, STANDARD_DAY, left_out))
        yield one(f"answers/release/{name}", sent_files.sent(picture, can_share=True))
        yield one(f"answers/release/{name}-shared", sent_files.shared(picture, ACME.channel))
        words = {"sent": picture.words, "shared": sent_files.by(picture, ANA.id).words}
        yield Golden(f"answers/release/{name}-words", {how: said(it) for how, it in words.items()})
        yield one(f"answers/release/{name}-alternative", Words((picture.alt,)))


def _done() -> Iterator[Golden]:
    answer = Confirmed(
        LIVE_ON_STANDARD, STANDARD, LIVE_ON_STANDARD.stages[0], POLICY, STANDARD_DAY, again=False
    )
    quiet = replace(LIVE_ON_STANDARD, affects_integrations=False)
    said = {
        way.value: release_answers.confirmed(replace(answer, policy=replace(POLICY, confirmation=way)))
        for way in Confirmation
    }
    said |= {
        "no impact": release_answers.confirmed(replace(answer, release=quiet)),
        "again": release_answers.confirmed(replace(answer, again=True)),
        "entered as live": release_answers.confirmed(
            replace(answer, release=HISTORY, stage=HISTORY.stages[0], again=True)
        ),
    }
    yield Golden("answers/release/confirmed", said)
    later = AskedLater(RELEASE, STANDARD, at(STANDARD_DAY, 11), POLICY)
    moved = {verb: StageChanged(RELEASE, DEFAULT_SERVERS[:1], verb, POLICY, PREVIEW_DAY) for verb in Verb}
    yield Golden("answers/release/changed", {verb.value: changed(it) for verb, it in moved.items()})
    shown = ReleaseShown(RELEASE, DEFAULT_SERVERS, (), POLICY, PREVIEW_DAY)
    yield one("answers/release/edited", releases.edited(shown))
    yield one("answers/release/asked-later", release_answers.asked_later(later))
