"""`fortnight export checks --csv` and `cases --csv`, of a real database file."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest

from rollouts.cases import NoteKind
from rollouts.checks import SMOKE_TESTS, VISUAL_CHANGES, CheckState
from rollouts.history import Author
from rollouts.integrations import Environment
from rollouts.keeping import keep_check, keep_integration
from rollouts.ports import Ledger
from rollouts.usecases.cases import AddNote, Report, note_case, take_report
from rollouts.usecases.confirming import Confirm, confirm
from storage.database import Database
from tests.support.command_line import Types, types
from tests.support.story import ACME, ANA, MANAGER, MINUTE, POLICY, STANDARD_DAY, START, at, told_in
from tests.views.telling import checked

__all__ = ["types"]
NOON = at(STANDARD_DAY, 12)
FORMULA = '=HYPERLINK("https://x.example", "Grüße")'
TYPED = [FORMULA, "+1", "-1", "@SUM(A1)", 'plain, "quoted"\nand on two lines']


@pytest.fixture
def database(tmp_path: Path) -> str:
    """A database in which 2026.11 is live on Standard, with what Acme LMS found there, and five cases."""
    url = f"sqlite:///{tmp_path / 'rows.db'}"
    opened = Database(url)
    opened.open()
    workspace = opened.only_workspace(POLICY)
    workspace.run_sync(told_in, now=START)
    workspace.run_sync(confirm, Confirm(ANA, "2026.11", "standard"), now=at(STANDARD_DAY, 10))
    workspace.run_sync(_tests, now=NOON)
    for minute, text in enumerate(TYPED):
        report = Report(ANA, f"C0FREE{minute}", text)
        workspace.run_sync(take_report, report, now=NOON + minute * 90 * MINUTE)
    for kind, minutes in ((NoteKind.ACKNOWLEDGED, 7), (NoteKind.RESOLVED, 90)):
        workspace.run_sync(note_case, AddNote(MANAGER, 1, kind), now=NOON + minutes * MINUTE)
    opened.close()
    return url


def _tests(ledger: Ledger) -> None:
    moved = replace(ACME, environments=(*ACME.environments, Environment("stage", "standard")))
    keep_integration(ledger=ledger, integration=moved, author=Author(ANA.id, NOON))
    smoke = checked(moved, "test", SMOKE_TESTS, at=NOON)
    visual = checked(moved, "stage", VISUAL_CHANGES, CheckState.PROBLEM, note="-2 px", case=1, at=NOON)
    for check in (smoke, visual):
        keep_check(ledger=ledger, check=check, old=None)
    keep_integration(ledger=ledger, integration=ACME, author=Author(ANA.id, NOON))


def exported(types: Types, database: str, what: str) -> list[dict[str, str]]:
    ended = types("export", what, "--csv", FORTNIGHT_DATABASE_URL=database)
    assert (ended.code, ended.err) == (0, "")
    return list(csv.DictReader(io.StringIO(ended.out, newline="")))


def test_every_check_is_a_row_also_those_that_nobody_has_run(types: Types, database: str) -> None:
    rows = exported(types, database, "checks")

    assert rows[0] == {
        "release": "2026.11",
        "integration": "Acme LMS",
        "environment": "test",
        "server": "standard",
        "check": "smoke tests",
        "state": "passed",
        "by": "U0ANA",
        "at": "2026-11-30T11:00:00+00:00",
        "note": "",
        "case": "",
        "counts": "yes",
    }
    assert [(row["integration"], row["check"], row["state"]) for row in rows[1:6]] == [
        ("Acme LMS", "visual changes", "not_run"),
        ("Acme LMS", "Offline mode", "open"),
        ("Northwind", "smoke tests", "not_run"),
        ("Northwind", "visual changes", "not_run"),
        ("Northwind", "Offline mode", "open"),
    ]


def test_what_was_found_where_an_environment_no_longer_is_is_kept_and_does_not_count(
    types: Types, database: str
) -> None:
    (row,) = [row for row in exported(types, database, "checks") if row["counts"] == "no"]

    assert (row["environment"], row["state"], row["case"], row["note"]) == ("stage", "problem", "1", "'-2 px")


def test_every_case_is_a_row_with_its_times_in_seconds(types: Types, database: str) -> None:
    first, second, *_ = exported(types, database, "cases")

    assert first | {"summary": ""} == {
        "case": "1",
        "urgency": "urgent",
        "state": "resolved",
        "release": "2026.11",
        "server": "standard",
        "integrations": "Acme LMS",
        "channel": "C0FREE0",
        "opened_by": "U0ANA",
        "opened_at": "2026-11-30T11:00:00+00:00",
        "first_reply_by": "U0MAYA",
        "first_reply_at": "2026-11-30T11:07:00+00:00",
        "seconds_to_first_reply": "420",
        "closed_by": "U0MAYA",
        "closed_at": "2026-11-30T12:30:00+00:00",
        "seconds_to_close": "5400",
        "notes": "2",
        "summary": "",
    }
    assert {second[each] for each in ("first_reply_by", "first_reply_at", "seconds_to_first_reply")} == {""}
    assert {second[each] for each in ("closed_by", "closed_at", "seconds_to_close")} == {""}


def test_what_people_typed_is_text_to_a_spreadsheet(types: Types, database: str) -> None:
    summaries = [row["summary"] for row in exported(types, database, "cases")]

    assert summaries == [f"'{FORMULA}", "'+1", "'-1", "'@SUM(A1)", TYPED[-1]]


def test_a_file_takes_it_in_utf_8_with_the_line_ends_of_rfc_4180(
    tmp_path: Path, types: Types, database: str
) -> None:
    ended = types("export", "cases", "--csv", "--output", "cases.csv", FORTNIGHT_DATABASE_URL=database)

    assert (ended.code, ended.out, ended.err) == (0, "", "")
    written = (tmp_path / "cases.csv").read_bytes()
    assert "Grüße".encode() in written
    assert written.startswith(b"case,urgency,state,")
    assert written.endswith(b"\r\n")
    assert b'"plain, ""quoted""\nand on two lines"' in written


def test_without_a_case_there_are_titles_alone(types: Types, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'empty.db'}"
    opened = Database(url)
    opened.open()
    opened.only_workspace(POLICY).run_sync(told_in, now=START)
    opened.close()

    assert exported(types, url, "cases") == []


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("checkers", "--csv"), "“checkers” cannot be exported; what can is calendar, checks, cases."),
        (("checks",), "Only checks and cases are written as CSV"),
        (("--csv",), "Only checks and cases are written as CSV"),
        (("cases", "--csv", "-o", "."), ". cannot be written: Is a directory."),
    ],
)
def test_what_cannot_be_exported_is_refused_in_a_sentence(
    types: Types, database: str, words: tuple[str, ...], sentence: str
) -> None:
    ended = types("export", *words, FORTNIGHT_DATABASE_URL=database)

    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith(sentence)
    assert ended.err.count("\n") == 1


def test_another_kind_of_file_is_no_database(tmp_path: Path, types: Types) -> None:
    (tmp_path / "notes.txt").write_text("Not a database, but long enough to be taken for one.\n" * 40)

    ended = types("export", "checks", "--csv", FORTNIGHT_DATABASE_URL="sqlite:///notes.txt")

    assert (ended.code, ended.out) == (1, "")
    assert "it is some other kind of file, not a database" in ended.err


def test_where_there_is_no_database_none_is_made(tmp_path: Path, types: Types) -> None:
    ended = types("export", "cases", "--csv", FORTNIGHT_DATABASE_URL="sqlite:///none.db")

    assert ended.err.startswith("There is no database yet.")
    assert not (tmp_path / "none.db").exists()


def test_the_help_says_what_can_be_exported(types: Types) -> None:
    said = types("export", "--help").out

    assert "fortnight export checks --csv" in said
    assert "--output" in said
