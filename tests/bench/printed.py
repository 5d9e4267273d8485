"""What was measured, as a table in a terminal and in Markdown."""

from collections.abc import Iterable

from rich.table import Table

from tests.bench.table import Measured

HEAD = ("what", "against", "measured (quartiles)", "reach", "reached", "costs")


def printed(measured: Iterable[Measured]) -> Table:
    """Lay the rows out for a terminal."""
    table = Table(*HEAD)
    for each in measured:
        table.add_row(*cells(each))
    return table


def markdown(measured: Iterable[Measured]) -> str:
    """Lay the rows out for a document."""
    rows = [HEAD, ("---",) * len(HEAD), *map(cells, measured)]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def cells(each: Measured) -> tuple[str, ...]:
    """Say one row in words."""
    if each.trouble:
        return each.what, each.against, "not measured", f"{each.bound} x", "not known", each.trouble
    ratio = f"{each.ratio:.2g} x ({each.low:.2g} to {each.high:.2g})"
    costs = f"{amount(each.base, each.unit)}; {amount(each.own, each.unit)}"
    return each.what, each.against, ratio, f"{each.bound} x", "yes" if each.is_reached else "no", costs


def amount(number: float, unit: str) -> str:
    """Say how much that is: a time in the unit that suits it."""
    if unit != "s":
        return f"{number:.3g} {unit}"
    if number >= 1:
        return f"{number:.3g} s"
    return f"{1e3 * number:.3g} ms" if number >= 1e-3 else f"{1e6 * number:.3g} µs"


def grown(measured: Iterable[Measured]) -> str:
    """Say in Markdown how what each row measures grows."""
    lines = [
        f"| {each.what} | "
        + ", ".join(f"{size:,}: {amount(cost, each.unit)}" for size, cost in each.growth)
        + " |"
        for each in measured
        if each.growth
    ]
    return "\n".join(["| what | size: cost |", "| --- | --- |", *lines])
