"""What the vendor's news asks of a manager: a release to enter, one to change, a server to confirm."""

from dataclasses import dataclass

from rollouts.intake.judging import Step, ToDo, judge
from rollouts.intake.reading import read
from rollouts.intake.wordings import Wordings
from rollouts.news import Entry, News
from rollouts.people import Person
from rollouts.permissions import require_manager
from rollouts.ports import Ledger
from rollouts.releases import Release
from rollouts.usecases.releases import NewReleaseForm


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
    of releases of which the same text tells, and about which something is to be done too. `steps` are those
    that say here that it was stopped.
    """

    news: News
    to_do: ToDo
    form: NewReleaseForm
    known: Release | None = None
    others: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()


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
    servers, releases, policy = ledger.servers(), ledger.releases(), ledger.policy
    found = [
        judge(news, releases=releases, servers=servers, policy=policy)
        for news in read(request.entry, wordings=request.wordings, servers=servers)
    ]
    wanted = [each for each in found if each.to_do is not ToDo.NOTHING]
    if not found:
        return None
    first, *more = wanted or found[:1]
    others = tuple(each.news.name.value for each in more if each.news.name)
    key = first.known.key if first.known else ""
    form = NewReleaseForm(servers, policy.day(ledger.now), first.draft, key)
    return NewsRead(first.news, first.to_do, form, first.known, others, first.steps)
