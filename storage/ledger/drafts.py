"""What the ledger keeps of the vendor's news."""

from dataclasses import replace
from functools import cache
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Row, bindparam, func, select

from rollouts.news_drafts import WAITING, NewsDraft, ReadEntry, Source
from storage.ledger.settings import SettingsLedger
from storage.ledger.transaction import OURS
from storage.tables import DRAFTS

OWN = select(DRAFTS).where(DRAFTS.c.workspace == OURS).order_by(DRAFTS.c.number)
WAITING_FOR_A_WORD = OWN.where(DRAFTS.c.state.in_(WAITING))
ABOUT = OWN.where(DRAFTS.c.about == bindparam("about"))


class DraftLedger(SettingsLedger):
    """The ledger's drafts."""

    def draft(self, number: int) -> NewsDraft | None:
        """Return the draft of that number."""
        row = self._connection.execute(
            select(DRAFTS).where(self._own(DRAFTS), DRAFTS.c.number == number)
        ).first()
        return _draft(row) if row else None

    def drafts(self, *, about: str | None = None) -> tuple[NewsDraft, ...]:
        """Return the drafts of that release, one for each source; without it, those that wait for a word."""
        if about is None:
            return tuple(map(_draft, self._execute(WAITING_FOR_A_WORD)))
        known = self._read_calendar().drafts
        if about not in known:
            known[about] = tuple(map(_draft, self._execute(ABOUT, about=about)))
        return known[about]

    def save_draft(self, draft: NewsDraft) -> NewsDraft:
        """Insert (number 0: it gets the workspace's next one) or replace the draft, and return it."""
        planned_with = self.planned_with()
        # Drafts of all releases are read anew, as this one may have been about another before.
        self._change_calendar().drafts.clear()
        if planned_with is not None:
            self.keep_planned_with(planned_with)  # no plan rests on drafts
        if draft.number == 0:
            highest = select(func.coalesce(func.max(DRAFTS.c.number), 0)).where(self._own(DRAFTS))
            draft = replace(draft, number=self._connection.execute(highest).scalar_one() + 1)
        values = {
            "number": draft.number,
            "about": draft.about,
            "source": str(draft.source),
            "state": draft.state,
            "changed_at": draft.changed_at,
            "by": draft.by,
            "put_off_to": draft.put_off_to,
            "entries": _entries().dump_python(draft.entries, mode="json"),
        }
        self._replace(DRAFTS, values, key=["number"])
        return draft


def _draft(row: Row[Any]) -> NewsDraft:
    return NewsDraft(
        source=Source.parse(row.source),
        about=row.about,
        entries=_entries().validate_python(row.entries),
        state=row.state,
        changed_at=row.changed_at,
        by=row.by,
        number=row.number,
        put_off_to=row.put_off_to,
    )


@cache
def _entries() -> TypeAdapter[tuple[ReadEntry, ...]]:
    """Return what writes entries as JSON, and reads them; it is made when it is needed first."""
    return TypeAdapter(tuple[ReadEntry, ...])
