"""Writes the tables that tell of the code into their documents; `--check` compares."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from rollouts import case_transitions
from rollouts.cases import CaseState, NoteKind
from rollouts.releases import Status
from rollouts.transitions import Verb, after
from tools.settings_table import of_settings
from views.posts.cases import STATE_WORDS
from views.posts.stages import STATUS_WORDS

DOCS = Path(__file__).parent.parent / "docs"
State = TypeVar("State")
BEGIN, END = "<!-- table: written by tools/tables.py -->", "<!-- end of the table -->"
STEPS = {
    NoteKind.ACKNOWLEDGED: "Acknowledge",
    NoteKind.VENDOR_REPLIED: "the vendor's mail",
    NoteKind.WORKAROUND: "Workaround",
    NoteKind.ROLLED_BACK: "Rolled back",
    NoteKind.HOTFIXED: "Hotfix",
    NoteKind.RESOLVED: "Resolve",
    NoteKind.FALSE_ALARM: "False alarm",
    NoteKind.REOPENED: "Reopen",
}
"""What leads from one state of a case to another, as it is called where people see it."""


def of_releases() -> str:
    """Return a row for each state of a stage, a column for each verb."""
    cells = {status: [after(status, verb) for verb in Verb] for status in Status}
    rows = {
        STATUS_WORDS[status]: [_cell(STATUS_WORDS, found) for found in cells[status]] for status in Status
    }
    return table([f"`{verb.value}`" for verb in Verb], rows)


def of_cases() -> str:
    """Return a row for each state of a case, a column for each step."""
    return table(
        list(STEPS.values()),
        {
            STATE_WORDS[state]: [_cell(STATE_WORDS, case_transitions.after(state, step)) for step in STEPS]
            for state in CaseState
        },
    )


TABLES: Mapping[str, Callable[[], str]] = {
    "changing-releases.md": of_releases,
    "cases.md": of_cases,
    "settings.md": of_settings,
}


def table(columns: list[str], rows: Mapping[str, list[str]]) -> str:
    """Return a table in Markdown; what stands before each row is its state."""
    head = f"| | {' | '.join(columns)} |"
    rule = f"| --- |{' --- |' * len(columns)}"
    return "\n".join([head, rule, *(f"| {state} | {' | '.join(cells)} |" for state, cells in rows.items())])


def _cell(words: Mapping[State, str], found: State | None) -> str:
    return "-" if found is None else words[found]


def written(text: str, now: str) -> str:
    """Return the document with the table of today in its place."""
    before, _, rest = text.partition(BEGIN)
    _, _, behind = rest.partition(END)
    return f"{before}{BEGIN}\n{now}\n{END}{behind}"


def main() -> int:
    """Write them, or say which is not what it should be."""
    stale = []
    for name, made in TABLES.items():
        text = (DOCS / name).read_text(encoding="utf-8")
        if written(text, made()) != text:
            stale.append(name)
            if "--check" not in sys.argv:
                (DOCS / name).write_text(written(text, made()), encoding="utf-8")
    if stale and "--check" in sys.argv:
        sys.stderr.write(f"Not the table of today: {', '.join(stale)}. Run: python tools/tables.py\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
