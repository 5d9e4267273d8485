"""What the vendor's news asks for, measured by the calendar: a release to enter, to change, to confirm."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from rollouts.drafts import Draft, draft_of
from rollouts.intake.filling import called, filled
from rollouts.news import About, News, NewsKind, Question
from rollouts.policy import Policy
from rollouts.releases import Release
from rollouts.servers import Server
from rollouts.transitions import Verb, after


class ToDo(Enum):
    """What is to be done about news."""

    ENTER = "enter"
    CHANGE = "change"
    CONFIRM = "confirm"
    WITHDRAW = "withdraw"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Judged:
    """What is to be done about news of one release.

    `draft` is that release with all of it; `known` is the one that the calendar has.
    """

    news: News
    to_do: ToDo
    draft: Draft
    known: Release | None = None


def judge(news: News, *, releases: Iterable[Release], servers: tuple[Server, ...], policy: Policy) -> Judged:
    """Say what is to be done about news of one release."""
    known = called(news.name.value, releases) if news.name else None
    if known is None:
        draft = filled(news)
        to_do = ToDo.ENTER if _is_release(news, draft) else ToDo.NOTHING
        return Judged(news, to_do, draft)
    before = draft_of(release=known, servers=servers, policy=policy)
    draft = filled(news, before)
    return Judged(news, _of_known(news, known, before, draft), draft, known)


def without_confirmation(news: News) -> News:
    """Return what news says beside that a release is live: not since when it is."""
    if news.live_on is None:
        return news
    dates = {server: day for server, day in news.dates.items() if server != news.live_on.value}
    return replace(news, kind=None, live_on=None, dates=dates)


def _is_release(news: News, draft: Draft) -> bool:
    """Say whether news announces a release; one that is withdrawn before it was known needs no entry."""
    if news.kind and news.kind.value is NewsKind.WITHDRAWN:
        return False
    return bool(news.kind or news.dates or news.live_on or draft.title)


def _of_known(news: News, known: Release, before: Draft, draft: Draft) -> ToDo:
    kind = news.kind.value if news.kind else NewsKind.OTHER
    stage = known.stage(news.live_on.value) if news.live_on else None
    if kind is NewsKind.CONFIRMATION and stage and after(stage.status, Verb.CONFIRM):
        return ToDo.CONFIRM
    if kind is NewsKind.WITHDRAWN:
        return ToDo.NOTHING if known.is_finished else ToDo.WITHDRAW
    is_open = kind is NewsKind.MOVED and not news.dates and not known.is_finished
    is_open = is_open or any(_is_another_day(each, known) for each in news.questions)
    return ToDo.CHANGE if is_open or draft != before else ToDo.NOTHING


def _is_another_day(question: Question, known: Release) -> bool:
    """Say whether the text leaves open which of several days it means, none of which is the planned one."""
    stage = known.stage(question.server) if question.about is About.DATE else None
    return stage is not None and stage.is_coming and stage.date not in map(_day, question.choices)


def _day(text: str) -> date:
    return date.fromisoformat(text)
