"""The table of `make bench` tells what was measured, and whether that reaches its bound."""

import re
from collections.abc import Generator
from dataclasses import replace

from tests.bench.kept import between, picture
from tests.bench.printed import grown, markdown
from tests.bench.table import Pair, Row, measure


def _twice_as_much() -> Generator[Pair, None, None]:
    yield 1, 100
    while True:
        yield 0.001, 0.002


def _broken() -> Generator[Pair, None, None]:
    yield 1, 1
    raise RuntimeError("no room")


ROW = Row("An answer", "a bare one", "<= 2", _twice_as_much, growth=lambda: [(3, 0.5), (300, 2)])


def test_a_row_is_the_median_of_its_pairs_without_the_first() -> None:
    measured = measure(ROW)
    assert (measured.base, measured.own, measured.ratio) == (0.001, 0.002, 2)
    assert measured.growth == ((3, 0.5), (300, 2))


def test_a_bound_is_a_most_or_a_least() -> None:
    bounds = {"<= 2": True, "<= 1.9": False, ">= 2": True, ">= 2.1": False}
    assert {bound: measure(replace(ROW, bound=bound)).is_reached for bound in bounds} == bounds


def test_a_row_that_fails_says_why_in_the_table() -> None:
    table = markdown([measure(replace(ROW, pairs=_broken)), measure(ROW)])
    assert table.splitlines()[2:] == [
        "| An answer | a bare one | not measured | <= 2 x | not known | RuntimeError: no room |",
        "| An answer | a bare one | 2 x (2 to 2) | <= 2 x | yes | 1 ms; 2 ms |",
    ]


def test_the_document_shows_the_newest_table_where_it_is_marked() -> None:
    text = "Before\n<!-- growth -->\nold\n<!-- end of growth -->\nAfter"
    shown = between(text, "growth", grown([measure(ROW)]))
    assert "old" not in shown
    assert "| An answer | 3: 500 ms, 300: 2 s |" in shown
    assert between(shown, "growth", grown([measure(ROW)])) == shown


def test_the_picture_shows_each_row_that_was_measured() -> None:
    measured = [measure(ROW), measure(replace(ROW, what="<Broken>", pairs=_broken))]
    labels = re.findall(r"end\">(.*?)</text>", picture(measured))
    assert labels == ["An answer"]
