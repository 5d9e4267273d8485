"""`make bench`: measure, and print the table. `python -m tests.bench [--quick] [--keep] [NAME ...]`.

With `--keep` what was measured goes into `docs/`, beside what was measured of other rows before.
It exits 0 whether bounds are reached or not.
"""

import argparse
from collections.abc import Iterator

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from tests.bench import (
    answers,
    cases,
    fan_out,
    imports,
    ledger,
    local_page,
    meanwhile,
    over_socket,
    replicas,
    starting,
)
from tests.bench.kept import keep
from tests.bench.printed import cells, printed
from tests.bench.table import PAIRS, Measured, Row, measure

ROWS: tuple[Row, ...] = (
    *answers.ROWS,
    *over_socket.ROWS,
    *cases.ROWS,
    *fan_out.ROWS,
    *replicas.ROWS,
    *meanwhile.ROWS,
    *imports.ROWS,
    *starting.ROWS,
    *ledger.ROWS,
    *local_page.ROWS,
)
"""All rows, in the order of the table: a module of the bench adds its own."""


def main() -> None:
    """Measure the rows that are asked for, and print them."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Measure what things cost.")
    parser.add_argument("names", nargs="*", help="parts of the rows' names; all rows without one")
    parser.add_argument("--quick", action="store_true", help="the quick rows alone, without their growth")
    parser.add_argument("--pairs", type=int, default=PAIRS, help="how many pairs, for a first look at a row")
    parser.add_argument("--keep", action="store_true", help="write what was measured into docs/")
    given = parser.parse_args()
    console = Console()
    rows = [
        row
        for row in ROWS
        if (row.is_quick or not given.quick)
        and (not given.names or any(name.casefold() in row.what.casefold() for name in given.names))
    ]
    measured = tuple(_measured(rows, console, pairs=given.pairs, with_growth=not given.quick))
    console.print(printed(measured))
    if given.keep:
        keep(measured, order=[row.what for row in ROWS])


def _measured(rows: list[Row], console: Console, *, pairs: int, with_growth: bool) -> Iterator[Measured]:
    columns = SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn()
    with Progress(*columns, console=console, transient=True) as progress:
        for number, row in enumerate(rows, start=1):
            task = progress.add_task(f"{number} of {len(rows)}: {row.what}")
            found = measure(row, pairs=pairs, with_growth=with_growth)
            progress.remove_task(task)
            if not console.is_terminal:
                console.print(" · ".join(cells(found)), soft_wrap=True)
            yield found


if __name__ == "__main__":
    main()
