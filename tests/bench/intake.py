"""How well the vendor's news is read: `python -m tests.bench.intake [open] [aside]`, both without a word.

Of each fact, precision is how many of those read are right, recall how many of those in the texts were read.
"""

import sys
from collections import Counter
from time import process_time

from rich.console import Console
from rich.table import Table

from tests.intake.reading_corpus import FACTS, differences, texts

PARTS = {"open": "there to improve the reading with", "aside": "set aside before"}


def main() -> None:
    """Print a table for each part."""
    console = Console()
    for part in sys.argv[1:] or PARTS:
        console.print(_table(part))


def _table(part: str) -> Table:
    expected: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    left: Counter[str] = Counter()
    whole = list(texts(part))
    begun = process_time()
    for text in whole:
        missed, empty = differences(text)
        for facts, counts in ((missed, wrong), (empty, left)):
            for (sort, _), count in facts.items():
                counts[sort] += count
        for release in text.expected:
            for (sort, _), count in release.items():
                expected[sort] += count
    seconds = process_time() - begun
    table = Table(title=f"{len(whole)} texts, {PARTS[part]}; read in {seconds:.1f} s of one core", box=None)
    for column in ("fact", "in the texts", "read", "wrong", "left empty", "precision", "recall"):
        table.add_column(column, justify="left" if column == "fact" else "right")
    for sort in (*FACTS, "all"):
        there, mistaken, missing = (
            counts.total() if sort == "all" else counts[sort] for counts in (expected, wrong, left)
        )
        right = there - missing
        was_read = right + mistaken
        table.add_row(
            sort,
            str(there),
            str(was_read),
            str(mistaken),
            str(missing),
            _share(right, was_read),
            _share(right, there),
        )
    return table


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "-"


if __name__ == "__main__":
    main()
