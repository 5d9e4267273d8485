"""Lists of cases, and one case with all that is known of it."""

from collections.abc import Iterator
from dataclasses import replace

from rollouts.cases import Case, CaseState, Note, NoteKind
from rollouts.deliveries import Message
from rollouts.servers import DEFAULT_SERVERS
from rollouts.usecases.case_list import CaseList, CaseShown
from tests.golden.cases.support_cases import CASE, HISTORIES, MARKED, OPENED, POSTED, after
from tests.golden.golden import Golden
from tests.golden.views_in_use import case_lists
from tests.support.story import ANA, BEN, MINUTE, POLICY

THREAD = Message("C0SUPPORT", "1")
PAGE = {THREAD: "https://acme.example/archives/C0SUPPORT/p1"}


def of_case_lists() -> Iterator[Golden]:
    """Yield the golden files of `/case list`, `/case mine` and `/case show`."""
    bare = Case(ANA.id, OPENED, "", ANA.id, number=2, urgent=False)
    marked = replace(CASE, number=4, integrations=("*Northwind*", "Globex & <Co>"), summary=MARKED)
    opened = (marked, after(NoteKind.ACKNOWLEDGED), bare)
    closed = tuple(
        replace(CASE, number=1, state=state) for state in (CaseState.RESOLVED, CaseState.FALSE_ALARM)
    )
    nothing = CaseList((), 0, (), 0, DEFAULT_SERVERS, POLICY)
    lists = {
        "nothing": nothing,
        "nothing of mine": replace(nothing, of=ANA.id),
        "open ones": replace(nothing, open=opened, open_in_all=3),
        "one of mine": replace(nothing, open=(CASE,), open_in_all=1, of=ANA.id),
        "a guess": replace(nothing, open=(replace(CASE, is_guess=True),), open_in_all=1),
        "more than are shown": replace(
            nothing, open=opened, open_in_all=1003, closed=closed, closed_in_all=700
        ),
        "closed ones alone": replace(nothing, closed=closed, closed_in_all=2),
        "closed ones of mine": replace(nothing, closed=closed, closed_in_all=2, of=ANA.id),
    }
    yield Golden("answers/case/list", {name: case_lists.listed(found) for name, found in lists.items()})
    told = (
        Note(NoteKind.REPORTED_AGAIN, BEN.id, OPENED + MINUTE, MARKED),
        Note(NoteKind.DETAILS, ANA.id, OPENED + 2 * MINUTE, "Since nine"),
    )
    shown = {
        **{name: replace(POSTED, case=after(*history)) for name, history in HISTORIES.items()},
        "told of again": replace(POSTED, case=replace(CASE, notes=told)),
        "nothing known": replace(POSTED, case=bare, release=None, server=None),
    }
    said = {
        name: case_lists.shown(CaseShown(brief, THREAD, may_work=True), PAGE) for name, brief in shown.items()
    }
    said["no thread yet"] = case_lists.shown(CaseShown(POSTED, None, may_work=True), {})
    said["its page is not known"] = case_lists.shown(CaseShown(POSTED, THREAD, may_work=True), {})
    said["to a guest"] = case_lists.shown(CaseShown(POSTED, THREAD, may_work=False), PAGE)
    yield Golden("answers/case/shown", said)
