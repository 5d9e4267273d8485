"""What was measured, kept in `docs/`: as JSON, as tables in `performance.md`, and as a picture."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from math import log10
from pathlib import Path
from xml.sax.saxutils import escape

from tests.bench.printed import grown, markdown
from tests.bench.table import Measured

DOCS = Path(__file__).parents[2] / "docs"
JSON, PICTURE, DOCUMENT = (
    DOCS / "performance.json",
    DOCS / "pictures" / "performance.svg",
    DOCS / "performance.md",
)

WIDTH, LINE, LEFT, RIGHT = 960, 26, 420, 940
LEAST, MOST = 0.01, 1000
YES, NO = "#2e7d32", "#c62828"


def keep(measured: Iterable[Measured], *, order: Sequence[str]) -> None:
    """Write what was measured beside what was measured of other rows before; what is no row any more goes."""
    known = {
        each["what"]: Measured(**each) for each in (json.loads(JSON.read_text()) if JSON.exists() else [])
    }
    known |= {each.what: _with_growth(each, known.get(each.what)) for each in measured}
    rows = [known[what] for what in order if what in known]
    JSON.write_text(json.dumps([asdict(each) for each in rows], indent=1) + "\n")
    PICTURE.write_text(picture(rows))
    text = between(DOCUMENT.read_text(), "table", markdown(rows))
    DOCUMENT.write_text(between(text, "growth", grown(rows)))


def _with_growth(measured: Measured, before: Measured | None) -> Measured:
    """Let the growth stand that was measured before, where it was not measured anew."""
    return replace(measured, growth=before.growth) if before and not measured.growth else measured


def between(text: str, name: str, table: str) -> str:
    """Put the table where the document marks the place of that name, in the place of what stood there."""
    pattern = re.compile(f"(<!-- {name} -->\n).*?(<!-- end of {name} -->)", re.DOTALL)
    return pattern.sub(lambda found: f"{found[1]}\n{table}\n\n{found[2]}", text)


def picture(rows: Iterable[Measured]) -> str:
    """Draw each ratio on a logarithmic scale with its quartiles, and the bound as a tick."""
    shown = [each for each in rows if not each.trouble]
    height = LINE * (len(shown) + 2)
    lines = [line for power in range(-2, 4) for line in _scale(10.0**power, height)]
    lines += [
        line for number, each in enumerate(shown, start=1) for line in _bar(each, LINE * number + LINE / 2)
    ]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}"',
            ' font-family="sans-serif" font-size="13">',
            "<title>What is measured, against what it is measured, on a logarithmic scale</title>",
            f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>',
            *lines,
            "</svg>",
            "",
        ]
    )


def _scale(ratio: float, height: float) -> Iterable[str]:
    yield _line(_x(ratio), _x(ratio), LINE, height - LINE / 2, 'stroke="#ccc"')
    yield f'<text x="{_x(ratio):.0f}" y="16" text-anchor="middle" fill="#666">{ratio:g} x</text>'


def _bar(each: Measured, y: float) -> Iterable[str]:
    colour, bound = YES if each.is_reached else NO, _x(float(each.bound.split()[1]))
    yield f'<text x="{LEFT - 10}" y="{y + 4:.0f}" text-anchor="end">{escape(each.what)}</text>'
    yield _line(_x(each.low), _x(each.high), y, y, f'stroke="{colour}" stroke-width="4"')
    yield f'<circle cx="{_x(each.ratio):.1f}" cy="{y}" r="5" fill="{colour}"/>'
    yield _line(bound, bound, y - 9, y + 9, 'stroke="#000" stroke-width="2"')


def _line(x1: float, x2: float, y1: float, y2: float, look: str) -> str:
    return f'<line x1="{x1:.1f}" x2="{x2:.1f}" y1="{y1:.1f}" y2="{y2:.1f}" {look}/>'


def _x(ratio: float) -> float:
    share = (log10(min(max(ratio, LEAST), MOST)) - log10(LEAST)) / (log10(MOST) - log10(LEAST))
    return LEFT + share * (RIGHT - LEFT)
