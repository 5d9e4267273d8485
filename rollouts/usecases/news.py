"""What the vendor's news asks of a manager: a release to enter, one to change, a server to confirm."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from rollouts.drafts import Draft, draft_of
from rollouts.intake.filling import called, filled
from rollouts.intake.news import Entry, News, NewsKind
from rollouts.intake.reading import read
from rollouts.intake.wordings import Wordings
from rollouts.people import Person
from rollouts.permissions import require_manager
from rollouts.ports import Ledger
from rollouts.releases import Release
from rollouts.servers import Server
from rollouts.usecases.releases import NewReleaseForm


class ToDo(Enum):
    """What is to be done about news."""

    ENTER = "enter"
    CHANGE = "change"
    CONFIRM = "confirm"
    WITHDRAW = "withdraw"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class ReadNews:
    """A manager has a text of the vendor's read."""

    actor: Person
    entry: Entry
    wordings: Wordings


@dataclass(frozen=True, slots=True)
class NewsRead:
    """What was read of one release, and what is to be done about it.

    `known` is that release if the calendar has it; `form` holds what would be entered. `others` are the names
    of releases of which the same text tells, and about which something is to be done too.
    """

    news: News
    to_do: ToDo
    form: NewReleaseForm
    known: Release | None = None
    others: tuple[str, ...] = ()


def may_read_news(ledger: Ledger, actor: Person) -> None:
    """Say whether somebody may have news read; better said before they paste it.

    Raises:
        NotAllowed: the actor is no manager.
    """
    require_manager(actor, ledger.policy)


def read_news(ledger: Ledger, request: ReadNews) -> NewsRead | None:
    """Read a text and say what is to be done about it; None where it tells nothing of a release.

    Nothing is stored. Of several releases the first about which something is to be done counts.

    Raises:
        NotAllowed: the actor is no manager.
    """
    require_manager(request.actor, ledger.policy)
    servers, releases = ledger.servers(), ledger.releases()
    found = [
        _to_do(ledger, news, servers, releases)
        for news in read(request.entry, wordings=request.wordings, servers=servers)
    ]
    wanted = [each for each in found if each.to_do is not ToDo.NOTHING]
    if not wanted:
        return next(iter(found), None)
    first, *more = wanted
    others = tuple(each.news.name.value for each in more if each.news.name)
    return NewsRead(first.news, first.to_do, first.form, first.known, others)


def _to_do(ledger: Ledger, news: News, servers: tuple[Server, ...], releases: Iterable[Release]) -> NewsRead:
    known = called(news.name.value, releases) if news.name else None
    today = ledger.policy.day(ledger.now)
    if known is None:
        draft = filled(news)
        is_release = bool(news.dates or news.live_on or draft.title) or _is_announced(news)
        to_do = ToDo.ENTER if is_release else ToDo.NOTHING
        return NewsRead(news, to_do, NewReleaseForm(servers, today, draft))
    before = draft_of(release=known, servers=servers, policy=ledger.policy)
    draft = filled(news, before)
    return NewsRead(news, _of_known(news, known, before, draft), NewReleaseForm(servers, today, draft), known)


def _is_announced(news: News) -> bool:
    return news.kind is not None and news.kind.value is not NewsKind.WITHDRAWN


def _of_known(news: News, known: Release, before: Draft, draft: Draft) -> ToDo:
    kind = news.kind.value if news.kind else NewsKind.OTHER
    stage = known.stage(news.live_on.value) if news.live_on else None
    if kind is NewsKind.CONFIRMATION and stage and not stage.is_live:
        return ToDo.CONFIRM
    if kind is NewsKind.WITHDRAWN:
        return ToDo.NOTHING if known.is_finished else ToDo.WITHDRAW
    return ToDo.NOTHING if draft == before else ToDo.CHANGE
