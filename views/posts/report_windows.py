"""What came of a window of a release, in words: validated in time, or not, and by whom."""

from collections.abc import Iterator

from rollouts.releases import Status
from rollouts.report import Report, Window
from rollouts.verdict import Readiness, Verdict
from views.inlines import Day, Moment, Names, Text, Words, say, sentences
from views.posts.stages import short
from views.posts.verdicts import (
    NAMES_MOST,
    accepted_said,
    in_brackets,
    names_of_teams,
    numbered,
    verdict_said,
)


def window_said(window: Window, of: Report) -> Text:
    """Say what a window has shown: by its end, or so far."""
    return say(
        "Before {server}{when}: {what}",
        server=short(window.stage.server, of.servers),
        when=in_brackets(_when(window, of)),
        what=_what(window),
    )


def _when(window: Window, of: Report) -> Words:
    """Say when the release came, or comes, to the next server."""
    stage, day = window.stage, Day(window.stage.date, of.today)
    match stage.status:
        case Status.WITHDRAWN:
            return "withdrawn"
        case Status.HELD:
            return say("held, was {day}", day=day)
        case Status.PLANNED if window.closed_at:
            return say("due {day}, not confirmed live", day=day)
        case Status.PLANNED:
            return day
        case _ if window.closed_at is None or stage.is_history:
            return ""
        case _:
            back = ", rolled back since" if stage.status is Status.ROLLED_BACK else ""
            return say("live {when}{back}", when=Moment(window.closed_at, of.policy.timezone), back=back)


def _what(window: Window) -> Words:
    stage, verdict = window.stage, window.verdict
    if verdict is None:
        if stage.is_history:
            return "it was entered as live already, nothing is known of its window."
        return "nothing is to be validated." if stage.status is Status.WITHDRAWN else "no window has begun."
    if window.closed_at is None:
        return sentences("the window is open.", verdict_said(verdict))
    return sentences(*_by_its_end(verdict), *accepted_said(verdict), _later(window))


def _by_its_end(verdict: Verdict) -> Iterator[Words]:
    in_time = [team for team in verdict.teams if team.is_validated]
    late = [team for team in verdict.teams if team.left]
    if verdict.readiness is Readiness.PROBLEM_OPEN:
        yield say("a problem was open{cases}.", cases=in_brackets(numbered(verdict.cases)))
    elif not verdict.teams:
        yield "nobody is on both servers, so nothing had to be validated."
    elif verdict.readiness is Readiness.READY:
        yield say("validated in time by {names}.", names=names_of_teams(in_time))
        return
    else:
        yield "not validated in time."
    if late:
        yield say("Not finished: {names}.", names=names_of_teams(late))
    if in_time:
        yield say("In time: {names}.", names=names_of_teams(in_time))


def _later(window: Window) -> Words:
    names = window.finished_later
    return say("Finished later: {names}.", names=Names(names, NAMES_MOST)) if names else ""
