"""A name is found as it stands in a sentence or in an answer of ours: in quotes, or with a stop behind it."""

from dataclasses import replace

import pytest

from rollouts.refusals import Unknown
from rollouts.servers import DEFAULT_SERVERS, match_server
from rollouts.texts import bare
from rollouts.usecases.integrations import find_integration
from rollouts.usecases.releases import find_release
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import ACME, RELEASE, START

AROUND = [
    "“{}”",
    "\N{LEFT SINGLE QUOTATION MARK}{}\N{RIGHT SINGLE QUOTATION MARK}",
    '"{}"',
    "'{}'",
    "«{}»",
    "{},",
    "„{}“",
    "`{}`",
    " {} ;",
]
around = pytest.mark.parametrize("written", AROUND)


@around
def test_a_release_is_found(ledger: MemoryLedger, written: str) -> None:
    assert find_release(ledger=ledger.at(START), name=written.format(RELEASE.name)) == RELEASE


@around
def test_an_integration_is_found_by_a_part_of_it_too(ledger: MemoryLedger, written: str) -> None:
    assert find_integration(ledger=ledger.at(START), name=written.format("acme"), by_part=True) == ACME


@around
def test_a_server_is_found(written: str) -> None:
    found = match_server(text=written.format("Controlled"), servers=DEFAULT_SERVERS)
    assert found is not None
    assert found.key == "controlled"


def test_a_name_that_has_quotes_itself_is_found_first(ledger: MemoryLedger) -> None:
    quoted = replace(RELEASE, name="“2026.11”")
    ledger.at(START).save_release(quoted)

    assert find_release(ledger=ledger.at(START), name="“2026.11”") == quoted


@around
def test_what_is_not_found_is_told_without_them(ledger: MemoryLedger, written: str) -> None:
    with pytest.raises(Unknown) as refused:
        find_release(ledger=ledger.at(START), name=written.format("2026.12"))

    assert refused.value.text == "2026.12"


@pytest.mark.parametrize("signs", ["“”", '""', " , "])
def test_of_signs_alone_nothing_is_left(signs: str) -> None:
    assert bare(signs) == ""
