"""The steps of the guided first minute: each is one click, as the right person in the right place."""

from dataclasses import replace

from bot.demo import guide
from bot.demo.cast import ACME_CHANNEL, ANA, BEN, SUPPORT_CHANNEL
from slack_simulator import Place, Step

NEXT, ONE_DAY, RELEASE_DAY, CORRECTION = "next", "day", "release-day", "correction"


def asking(*, done: bool) -> Step:
    """Return the step that asks a question."""
    return Step(
        id="ask",
        title="Ask what is live",
        text=guide.GUIDE_ASK,
        label=guide.ASK_AS,
        done=done,
        person=BEN,
        channel=ACME_CHANNEL,
        command="/live controlled",
    )


def release_day(*, done: bool) -> Step:
    """Return the step that lets time pass."""
    return Step(
        id="release-day",
        title="Go to release day",
        text=guide.GUIDE_RELEASE_DAY,
        label=guide.GO_THERE,
        done=done,
        person=BEN,
        channel=ACME_CHANNEL,
        jump=RELEASE_DAY,
    )


def moving(moved: guide.Moved) -> Step:
    """Return the step that moves the release: there is something to correct once channels were told of it."""
    step = Step(
        id="move",
        title="Move a release",
        text=guide.GUIDE_MOVE,
        label=guide.MOVE_AS,
        done=moved.is_corrected,
        person=ANA,
        channel=ACME_CHANNEL,
        command=guide.MOVE,
    )
    if not moved.is_told:
        return replace(step, label=guide.GO_TO_PREVIEW, command=None, jump=NEXT)
    if moved.due_at:
        return replace(step, label=guide.TWO_MINUTES_LATER, person=BEN, command=None, jump=CORRECTION)
    return step


def reporting(*, done: bool) -> Step:
    """Return the step that reports a problem."""
    return Step(
        id="urgent",
        title="Report an urgent problem",
        text=guide.GUIDE_URGENT,
        label=guide.REPORT_AS,
        done=done,
        person=BEN,
        channel=ACME_CHANNEL,
        command="/urgent The course player stays blank for our learners",
    )


def answering(*, done: bool, place: Place | None) -> Step:
    """Return the step that answers as the vendor; once that is done, it shows the answer in its thread."""
    step = Step(
        id="answer",
        title="Answer as the vendor",
        text=guide.GUIDE_ANSWER,
        label=guide.OPEN_MAIL,
        done=done,
        person=BEN,
        channel=SUPPORT_CHANNEL,
        pane="mail",
    )
    if done and place:
        return replace(step, label=guide.SEE_ANSWER, channel=place.channel, pane=None, thread=place.thread)
    return step


def announcing(*, done: bool, asked_in: str | None) -> Step:
    """Return the step in which the vendor announces a release; afterwards it shows what Ana is asked."""
    step = Step(
        id="news",
        title="Enter the vendor's news",
        text=guide.GUIDE_NEWS,
        label=guide.WRITE_NEWS,
        done=done,
        person=ANA,
        channel=ACME_CHANNEL,
        pane="mail",
    )
    if done and asked_in:
        return replace(step, label=guide.SEE_QUESTION, channel=asked_in, pane=None)
    return step
