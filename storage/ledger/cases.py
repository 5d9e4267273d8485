"""Cases in the ledger."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Row, String, bindparam, cast, func, insert, literal_column, or_, select
from sqlalchemy.sql.dml import ReturningInsert

from rollouts.case_files import CaseFile
from rollouts.cases import CLOSED, Aspect, Case, Changed, Note, NoteKind, Outcome
from rollouts.deliveries import Message
from storage.columns import UtcDateTime, in_utc
from storage.ledger.transaction import OURS, Transaction, cached_per_transaction
from storage.tables import CASES

ALL_CASES = select(CASES).where(CASES.c.workspace == OURS).order_by(CASES.c.number)
# One by one, as SQLAlchemy would put a list into words each time.
OPEN_CASES = ALL_CASES.where(*(CASES.c.state != state for state in sorted(CLOSED)))
# In no order, for which SQLite would go through all cases there are.
ALIKE = select(CASES).where(
    CASES.c.workspace == OURS,
    CASES.c.opened_at >= bindparam("since", type_=UtcDateTime),
    CASES.c.release.is_not_distinct_from(bindparam("release", type_=String)),
    *(CASES.c.state != state for state in sorted(CLOSED)),
)
NAMES_NONE = cast(CASES.c.integrations, String) == literal_column("'[]'")
ALIKE_WITH_NAMES = ALIKE.where(~NAMES_NONE)
ALIKE_IN_CHANNEL = ALIKE.where(NAMES_NONE, CASES.c.channel == bindparam("channel"))
NUMBERED = ALL_CASES.where(CASES.c.number == bindparam("number"))
NEXT_NUMBER = (
    select(func.coalesce(func.max(CASES.c.number), 0) + 1).where(CASES.c.workspace == OURS).scalar_subquery()
)


class CaseLedger(Transaction):
    """The ledger's cases."""

    @cached_per_transaction
    def cases(self, *, open_only: bool = False) -> tuple[Case, ...]:
        """Return the cases by number; with `open_only` those that are not closed."""
        return tuple(_case(row) for row in self._execute(OPEN_CASES if open_only else ALL_CASES))

    def cases_alike(self, *, since: datetime, release: str | None, channel: str | None) -> tuple[Case, ...]:
        """Return the open cases of that release (or of none) that were opened since then, by number.

        With a `channel` they are those that were reported there and name no integration, else those that name
        one.
        """
        there = {} if channel is None else {"channel": channel}
        question = ALIKE_IN_CHANNEL if there else ALIKE_WITH_NAMES
        found = map(_case, self._execute(question, since=since, release=release, **there))
        return tuple(sorted(found, key=lambda case: case.number))

    def newest_cases(self, *, closed: bool, limit: int, of: str | None = None) -> tuple[Case, ...]:
        """Return the newest cases that are closed, or else open, the newest first."""
        query = select(CASES).where(*self._such(closed=closed, of=of))
        newest = query.order_by(CASES.c.number.desc()).limit(limit)
        return tuple(_case(row) for row in self._connection.execute(newest))

    def count_cases(self, *, closed: bool, of: str | None = None) -> int:
        """Return how many such cases there are."""
        query = select(func.count()).select_from(CASES).where(*self._such(closed=closed, of=of))
        return self._connection.execute(query).scalar_one()

    def _such(self, *, closed: bool, of: str | None) -> Iterator[ColumnElement[bool]]:
        yield self._own(CASES)
        yield CASES.c.state.in_(CLOSED) if closed else CASES.c.state.not_in(CLOSED)
        if of is not None:
            # A quotation mark in people's words is escaped in JSON, so nothing of theirs reads like this.
            theirs = (
                json.dumps({"kind": kind.value, "by": of}).removesuffix("}")
                for kind in (NoteKind.ACKNOWLEDGED, NoteKind.REPORTED_AGAIN)
            )
            notes = cast(CASES.c.notes, String)
            yield or_(
                CASES.c.opened_by == of, *(notes.contains(begins, autoescape=True) for begins in theirs)
            )

    @cached_per_transaction
    def case(self, number: int) -> Case | None:
        """Return the case of that number."""
        row = self._execute(NUMBERED, number=number).first()
        return _case(row) if row else None

    def save_case(self, case: Case) -> Case:
        """Insert (number 0: it gets the workspace's next one) or replace the case, and return it."""
        self._forget()
        self._insist_on_being_alone()
        if case.number == 0:
            return self._open_case(case)
        values = {"number": case.number, **_values(case)}
        self._replace(CASES, values, key=["number"])
        return case

    def _open_case(self, case: Case) -> Case:
        values = _values(case)
        number = self._execute(_opening(tuple(values)), **values).scalar_one()
        opened = replace(case, number=number, opened_at=in_utc(case.opened_at))
        self._begun.add(opened.topic)
        # What it says is asked for next, in the same transaction.
        self._cached["case", (number,), ()] = opened
        return opened


def _values(case: Case) -> dict[str, object]:
    """Return all of a case but its number, by column."""
    return {
        "opened_by": case.opened_by,
        "opened_at": case.opened_at,
        "channel": case.channel,
        "thread_channel": case.thread_channel,
        "urgent": case.urgent,
        "state": case.state,
        "release": case.release,
        "server": case.server,
        "integrations": list(case.integrations),
        "summary": case.summary,
        "files": [asdict(file) for file in case.files],
        "notes": list(map(_kept, case.notes)),
        "thread": case.thread,
        "is_guess": case.is_guess,
    }


@cache
def _opening(names: tuple[str, ...]) -> ReturningInsert[Any]:
    """Word the insert of a case of these columns, which gets the workspace's next number and returns it."""
    given = {name: bindparam(name, type_=CASES.c[name].type) for name in names}
    opening = insert(CASES).values(workspace=OURS, number=NEXT_NUMBER, **given)
    return opening.returning(CASES.c.number)


def _case(row: Row[Any]) -> Case:
    return Case(
        opened_by=row.opened_by,
        opened_at=row.opened_at,
        channel=row.channel,
        thread_channel=row.thread_channel,
        number=row.number,
        urgent=row.urgent,
        state=row.state,
        release=row.release,
        server=row.server,
        integrations=tuple(row.integrations),
        summary=row.summary,
        files=_files(row.files),
        notes=tuple(map(_note, row.notes)),
        thread=row.thread,
        is_guess=row.is_guess,
    )


def _files(files: Iterable[Mapping[str, Any]]) -> tuple[CaseFile, ...]:
    return tuple(CaseFile(**file) for file in files)


def _kept(note: Note) -> dict[str, object]:
    """Write a note; who did what stands first, for that is looked for."""
    place = {"channel": note.message.channel, "message": note.message.id} if note.message else {}
    outcome = {"outcome": note.outcome.value} if note.outcome else {}
    changes = [[each.aspect.value, each.old, each.new] for each in note.changes]
    files = [asdict(file) for file in note.files]
    at = in_utc(note.at).isoformat()
    more = {"changes": changes, "files": files}
    what = {**place, **outcome, **{name: each for name, each in more.items() if each}}
    return {"kind": note.kind.value, "by": note.by, "at": at, "text": note.text, **what}


def _note(kept: Mapping[str, Any]) -> Note:
    return Note(
        NoteKind(kept["kind"]),
        kept["by"],
        datetime.fromisoformat(kept["at"]),
        kept["text"],
        Message(kept["channel"], kept["message"]) if "message" in kept else None,
        Outcome(kept["outcome"]) if "outcome" in kept else None,
        tuple(Changed(Aspect(what), tuple(old), tuple(new)) for what, old, new in kept.get("changes", ())),
        _files(kept.get("files", ())),
    )
