"""Looking at cases: which there are, and all that is known of one."""

from dataclasses import dataclass

from rollouts.announcing.briefing import case_brief
from rollouts.announcing.briefs import CaseBrief
from rollouts.case_numbers import case_number
from rollouts.cases import Case
from rollouts.deliveries import Announcement, Delivery, Key, Message
from rollouts.kinds import CASE_OPENED
from rollouts.people import Caller, Person
from rollouts.policy import Policy
from rollouts.ports import Ledger
from rollouts.refusals import Thing, unknown
from rollouts.servers import Server

OPEN_SHOWN = 15
CLOSED_SHOWN = 5
"""How many cases a list shows, of those that are open and of those that are closed."""


@dataclass(frozen=True, slots=True)
class ListCases:
    """Somebody wants to see the cases; with `mine` those that they reported or acknowledged."""

    asker: Caller
    mine: bool = False


@dataclass(frozen=True, slots=True)
class CaseList:
    """The newest cases, newest first, and how many there are in all; `of` whom, None for everybody's."""

    open: tuple[Case, ...]
    open_in_all: int
    closed: tuple[Case, ...]
    closed_in_all: int
    servers: tuple[Server, ...]
    policy: Policy
    of: str | None = None


@dataclass(frozen=True, slots=True)
class AskCase:
    """Somebody wants to see a case, by what they typed: "3", "#3", "case 3"."""

    asker: Person
    typed: str


@dataclass(frozen=True, slots=True)
class CaseShown:
    """All that is known of a case. `thread` is its first message, as far as it was posted.

    `may_work` says whether the asker may do more than add details.
    """

    brief: CaseBrief
    thread: Message | None
    may_work: bool


def list_cases(ledger: Ledger, request: ListCases) -> CaseList:
    """List the open cases and a few closed ones. However many there are, no more are read than are shown."""
    of = request.asker.id if request.mine else None
    return CaseList(
        open=ledger.newest_cases(closed=False, limit=OPEN_SHOWN, of=of),
        open_in_all=ledger.count_cases(closed=False, of=of),
        closed=ledger.newest_cases(closed=True, limit=CLOSED_SHOWN, of=of),
        closed_in_all=ledger.count_cases(closed=True, of=of),
        servers=ledger.servers(),
        policy=ledger.policy,
        of=of,
    )


def show_case(ledger: Ledger, request: AskCase) -> CaseShown:
    """Look up a case.

    Raises:
        Unknown: there is none of that number, or what they typed is none.
    """
    number = case_number(request.typed)
    case = ledger.case(number) if number else None
    if case is None:
        newest = ledger.newest_cases(closed=False, limit=OPEN_SHOWN)
        raise unknown(Thing.CASE, request.typed, tuple(str(each.number) for each in newest))
    opened = _opened(ledger, case)
    brief = case_brief(ledger=ledger, delivery=opened, case=case, about=ledger.deliveries(case.topic))
    return CaseShown(brief, opened.message, may_work=request.asker.is_member)


def _opened(ledger: Ledger, case: Case) -> Delivery:
    """Return the first post of its thread."""
    key = Key(case.topic, Announcement(CASE_OPENED), case.thread_channel)
    posts = ledger.deliveries(case.topic, of=key.announcement)
    there = (post for post in posts if post.key.channel == case.thread_channel and post.message)
    return next(there, Delivery(0, key, case.opened_at))
