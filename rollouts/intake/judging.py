"""What the vendor's news asks for, measured by the calendar: a release to enter, to change, to confirm."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from rollouts.drafts import Draft, draft_of
from rollouts.intake.filling import called, filled
from rollouts.news import STOPS, About, News, NewsKind, Question
from rollouts.policy import Policy
from rollouts.releases import Release, Stage, Status
from rollouts.servers import Server
from rollouts.transitions import OF_OWNERS, Verb, after


class ToDo(Enum):
    """What is to be done about news."""

    ENTER = "enter"
    CHANGE = "change"
    CONFIRM = "confirm"
    STOP = "stop"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Step:
    """A step by which the calendar says that a release was stopped; without a server, wherever it fits."""

    verb: Verb
    server: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """What is to be done about news of one release.

    `draft` is that release with all of it; `known` is the one that the calendar has. `steps` are those by
    which the calendar would say that it was stopped, as the vendor writes.
    """

    news: News
    to_do: ToDo
    draft: Draft
    known: Release | None = None
    steps: tuple[Step, ...] = ()


def judge(news: News, *, releases: Iterable[Release], servers: tuple[Server, ...], policy: Policy) -> Judged:
    """Say what is to be done about news of one release."""
    known = called(news.name.value, releases) if news.name else None
    if known is None:
        draft = filled(news)
        to_do = ToDo.ENTER if _is_release(news, draft) else ToDo.NOTHING
        return Judged(news, to_do, draft)
    before = draft_of(release=known, servers=servers, policy=policy)
    draft = filled(news, before)
    steps = steps_to_stop(news, known)
    return Judged(news, _of_known(news, known, before, draft, steps), draft, known, steps)


def without_confirmation(news: News) -> News:
    """Return what news says beside that a release is live: not since when it is."""
    if news.live_on is None:
        return news
    dates = {server: day for server, day in news.dates.items() if server != news.live_on.value}
    kind = news.kind if news.kind and news.kind.value in STOPS else None
    return replace(news, kind=kind, live_on=None, dates=dates)


def _is_release(news: News, draft: Draft) -> bool:
    """Say whether news announces a release; one that is gone before it was known needs no entry.

    One that only waits comes some day: what an earlier mail said of it stays to be decided.
    """
    if news.kind and news.kind.value in STOPS:
        is_waiting = news.kind.value is NewsKind.HELD
        return is_waiting and bool(news.dates or draft.title)
    is_dated = bool(news.dates) or any(each.about in {About.DATE, About.DAY} for each in news.questions)
    return bool(news.kind or is_dated or news.live_on or draft.title)


def steps_to_stop(news: News, known: Release) -> tuple[Step, ...]:
    """Return the steps that make the calendar say what the vendor writes; none where it says so already.

    What was rolled back there and never was live here is held. "Moved" without a new day may be a hold.
    """
    kind = news.kind.value if news.kind else NewsKind.OTHER
    if known.is_finished and kind is NewsKind.WITHDRAWN:
        return ()
    if kind is NewsKind.WITHDRAWN and news.stopped_on is None:
        return (Step(Verb.WITHDRAW),) if _fitting(known.stages, Verb.WITHDRAW) else ()
    on = news.stopped_on.value if news.stopped_on else None
    stages = tuple(stage for stage in known.stages if on in {None, stage.server})
    if kind is NewsKind.ROLLED_BACK:
        if any(stage.status is Status.ROLLED_BACK for stage in stages):
            return ()
        return _fitting(stages, Verb.ROLLBACK) or _fitting(stages, Verb.HOLD)
    if kind is NewsKind.WITHDRAWN:
        return _fitting(stages, Verb.WITHDRAW) or _fitting(stages, Verb.ROLLBACK)
    is_without_day = kind is NewsKind.MOVED and not news.dates and not news.questions
    return _fitting(stages, Verb.HOLD) if kind is NewsKind.HELD or is_without_day else ()


def steps_of_owner(judged: Judged) -> tuple[Step, ...]:
    """Return those steps of a stop that the release's owner may take who is no manager.

    What only a manager may say here, an owner may hold meanwhile, where it has not come yet.
    """
    own = tuple(step for step in judged.steps if step.verb in OF_OWNERS)
    concerned = {step.server for step in judged.steps}
    stages = judged.known.stages if judged.known else ()
    return own or _fitting(tuple(each for each in stages if concerned & {each.server, ""}), Verb.HOLD)


def _fitting(stages: tuple[Stage, ...], verb: Verb) -> tuple[Step, ...]:
    return tuple(Step(verb, stage.server) for stage in stages if after(stage.status, verb))


def _of_known(news: News, known: Release, before: Draft, draft: Draft, steps: tuple[Step, ...]) -> ToDo:
    kind = news.kind.value if news.kind else NewsKind.OTHER
    stage = known.stage(news.live_on.value) if news.live_on else None
    if kind is NewsKind.CONFIRMATION and stage and after(stage.status, Verb.CONFIRM):
        return ToDo.CONFIRM
    if kind in STOPS and steps:
        return ToDo.STOP
    if kind is NewsKind.WITHDRAWN:
        return ToDo.NOTHING
    is_open = kind is NewsKind.MOVED and not news.dates and not known.is_finished
    is_open = is_open or any(_is_another_day(each, known) for each in news.questions)
    return ToDo.CHANGE if is_open or draft != before else ToDo.NOTHING


def _is_another_day(question: Question, known: Release) -> bool:
    """Say whether the text leaves open which of several days it means, none of which is the planned one."""
    stage = known.stage(question.server) if question.about is About.DATE else None
    return stage is not None and stage.is_coming and stage.date not in map(_day, question.choices)


def _day(text: str) -> date:
    return date.fromisoformat(text)
