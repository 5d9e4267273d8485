"""The page of the documentation that shows what can be asked; it is written from the table of the test."""

from pathlib import Path

from tests.phrasings.phrasing import Phrasing
from tests.phrasings.table import PHRASINGS

FILE = Path(__file__).parent.parent.parent / "docs/questions.md"
BEGIN, END = "<!-- phrasings: written by `python -m tests.phrasings` -->", "<!-- end of phrasings -->"


def written(text: str) -> str:
    """Return the page with the table of today in its place."""
    before, _, rest = text.partition(BEGIN)
    _, _, behind = rest.partition(END)
    return f"{before}{BEGIN}\n\n{_tables()}\n{END}{behind}"


def _tables() -> str:
    return "\n".join(
        "\n".join(
            (f"### {title}", "", "| You ask | The answer begins |", "| --- | --- |", *map(_row, rows), "")
        )
        for title, rows in PHRASINGS.items()
    )


def _row(row: Phrasing) -> str:
    understood = f" *Understood as: {row.understood}*" if row.understood else ""
    return f"| {row.typed} | {row.answer}{understood} |"
