"""Checks and cases as CSV (RFC 4180): for spreadsheets, and for whatever else reads rows.

Moments are ISO 8601 in UTC, durations whole seconds, people and channels their ids in Slack.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from rollouts.case_times import ending, first_reply
from rollouts.cases import Case
from rollouts.usecases.exporting import CheckRow
from views.posts.check_words import check_name

FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""A cell that begins so is read as a formula, or hides that it is one.

https://owasp.org/www-community/attacks/CSV_Injection
"""

CHECKS = ("release", "integration", "environment", "server", "check", "state", "by", "at", "note", "case",
          "counts")  # fmt: skip
CASES = ("case", "urgency", "state", "release", "server", "integrations", "channel", "opened_by", "opened_at",
         "first_reply_by", "first_reply_at", "seconds_to_first_reply", "closed_by", "closed_at",
         "seconds_to_close", "notes", "summary")  # fmt: skip


def of_checks(rows: Iterable[CheckRow]) -> str:
    """Write checks, with a line of titles."""
    return _written(CHECKS, map(_check, rows))


def of_cases(cases: Iterable[Case]) -> str:
    """Write cases, with a line of titles; a note is what happened after a case was opened."""
    return _written(CASES, map(_case, cases))


def _check(row: CheckRow) -> Sequence[object]:
    found = row.found
    return (
        row.release.name,
        row.integration,
        row.environment,
        row.server,
        check_name(row.name, row.release),
        row.state.value,
        found.by if found else "",
        _moment(found.at if found else None),
        found.note if found else "",
        found.case if found and found.case is not None else "",
        "yes" if row.counts else "no",
    )


def _case(case: Case) -> Sequence[object]:
    reply, end = first_reply(case), ending(case)
    return (
        case.number,
        "urgent" if case.urgent else "normal",
        case.state.value,
        case.release or "",
        case.server or "",
        "; ".join(case.integrations),
        case.channel,
        case.opened_by,
        _moment(case.opened_at),
        reply.by if reply else "",
        _moment(reply.at if reply else None),
        int((reply.at - case.opened_at).total_seconds()) if reply else "",
        end.by if end else "",
        _moment(end.at if end else None),
        int((end.at - case.opened_at).total_seconds()) if end else "",
        len(case.notes),
        case.summary,
    )


def _moment(at: datetime | None) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds") if at else ""


def _written(titles: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out)  # its own dialect is that of RFC 4180, line ends too
    writer.writerow(titles)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return out.getvalue()


def _harmless(cell: object) -> str:
    """Let a spreadsheet take the cell as text, whatever people typed into it."""
    text = str(cell)
    return f"'{text}" if text.startswith(FORMULAS) else text
