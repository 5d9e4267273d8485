"""YAML as people write it: read quickly, it says the same as read exactly; what is wrong is refused."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot import yaml_text

PIECES = (
    *("a", "title: ", "name: ", "- ", "[", "]", "{", "}", ", ", ": ", "\n", "\n  ", "? ", "#c", "\u00a0"),
    *("&x ", "*x", "<<: *x\n", "!!str ", "!!int ", "!!map ", "!foo ", "! ", '"q"', "'q'", "|\n", "  text\n"),
    *("12", "1.5", "yes", "~", "0x1f", "12:30", ".inf", "2026-11-30", "k: &x {a: 1}\n", "\n---\n", "=", ""),
)


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
@pytest.mark.no_cover
def test_what_can_be_read_says_the_same_read_exactly(text: str) -> None:
    try:
        exactly = yaml.load(text, yaml_text.Exact)  # noqa: S506 - a SafeLoader too
    except (yaml.YAMLError, ValueError, LookupError):
        return

    if isinstance(exactly, dict | list):
        assert repr(yaml_text.loaded(text)) == repr(exactly)


def test_what_has_a_name_is_taken_wherever_it_is_named() -> None:
    text = "all: &all {test: standard}\nfirst: *all\nzone: &zone Europe/Berlin\nzones: [*zone]"

    found = yaml_text.loaded(text)

    assert found == {
        "all": {"test": "standard"},
        "first": {"test": "standard"},
        "zone": "Europe/Berlin",
        "zones": ["Europe/Berlin"],
    }


@pytest.mark.parametrize(
    ("others", "owners"),
    [("<<: *first", "ana"), ("<<: [*first, *second]", "ana"), ("<<: [*second, *first]", "ben")],
)
def test_fields_taken_over_from_others_count_less_than_its_own(others: str, owners: str) -> None:
    text = "- &first {owners: ana, name: a}\n- &second {owners: ben}\n- {name: c, " + others + "}"

    assert yaml_text.loaded(text) == [
        {"owners": "ana", "name": "a"},
        {"owners": "ben"},
        {"owners": owners, "name": "c"},
    ]


def test_a_summary_keeps_its_lines_where_a_title_has_the_same_text() -> None:
    text = "summary: &said |\n  Faster.\n  Safer.\ntitle: *said\n"

    assert yaml_text.loaded(text) == {"summary": "Faster.\nSafer.", "title": "Faster. Safer."}


def test_a_text_that_is_said_to_be_one_is_one() -> None:
    assert yaml_text.loaded("[!!str 2026.10, '8']") == ["2026.10", "8"]


def test_nothing_is_read_of_an_empty_file() -> None:
    assert yaml_text.loaded("# nothing\n") is None


@pytest.mark.parametrize(
    "text",
    [
        "a: *b",
        "[&a b, &a c]",
        "{<<: b}",
        "a: <<",
        "a: 1\nA: 2",
        "{? {a: b} : c}",
        "!!map [a]",
        "!!bool perhaps",
        "!!float ''",
        "!vault a",
        "a\n--- \nb",
    ],
)
def test_what_nobody_means_is_refused(text: str) -> None:
    with pytest.raises((yaml.YAMLError, ValueError)):
        yaml_text.loaded(text)


@pytest.mark.parametrize("nested", ["[" * 100_000 + "]" * 100_000, "- " * 100_000 + "a"])
def test_what_nests_too_deep_is_refused_and_does_not_end_the_process(nested: str) -> None:
    with pytest.raises(RecursionError):
        yaml_text.loaded(nested)
