"""Values and payloads that no client sends are no fault, and leave no traceback."""

import json
import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.shared import of_message
from rollouts.usecases.cases import Report, take_report
from tests.support.acting import NOON, Doing, does, ids_for
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import ANA, MANAGER
from views.actions import (
    FormId,
    Press,
    ShortcutId,
    pack,
    pack_filled,
    unpack,
    unpack_files,
    unpack_filled,
)

DEEP = "[" * 3000
ODD_VALUES = (
    DEEP,
    "{" * 3000,
    '{"delivery":' * 500,
    json.dumps({"delivery": 2**70, "case": 2**70}),
    json.dumps({"delivery": -(2**70), "case": -1}),
    '{"case":1e400,"delivery":NaN}',
    json.dumps({"delivery": True, "case": [1], "release": {"a": 1}}),
    json.dumps({"delivery": "1", "case": "one", "command": "/nothing", "verb": "explode"}),
    "",
    "null",
    "7",
    '"text"',
    "\x00",
    "not JSON",
)


@pytest.mark.exhaustive(quick=8)
@pytest.mark.parametrize("press", Press)
async def test_an_odd_value_of_a_button_is_no_fault(
    told_ledger: MemoryLedger, press: Press, caplog: pytest.LogCaptureFixture
) -> None:
    for value in ODD_VALUES:
        await does(told_ledger, Doing("button", press.value, text=value), MANAGER.id)

        assert not [record for record in caplog.records if record.exc_info], value[:60]


@pytest.mark.parametrize("form", FormId)
async def test_an_odd_value_of_a_form_is_no_fault(
    told_ledger: MemoryLedger, form: FormId, caplog: pytest.LogCaptureFixture
) -> None:
    for value in ODD_VALUES:
        await does(told_ledger, Doing("form", form.value, text=value), MANAGER.id)

        assert not [record for record in caplog.records if record.exc_info], value[:60]


def a_view(form: str, **changed: object) -> dict[str, object]:
    return {"id": "V1", "callback_id": form, "title": {"text": "A"}, "blocks": [], **changed}


STATES: tuple[dict[str, object], ...] = (
    {},
    {"state": None},
    {"state": {}},
    {"state": {"values": None}},
    {"state": {"values": {}}},
    {"state": {"values": {"text": {}, "channel": {}, "name": {}}}},
    {"state": {"values": {"dates.standard": {"in": {"selected_date": "tomorrow"}}}}},
    {"state": {"values": {"dates.standard": {"in": {"selected_date": "2026-02-30"}}}}},
    {"state": {"values": {"since": {"in": {"selected_date": "soon"}}, "day": {"in": {"value": "soon"}}}}},
)


@pytest.mark.parametrize("form", FormId)
async def test_a_form_without_inputs_is_no_fault(
    told_ledger: MemoryLedger, form: FormId, caplog: pytest.LogCaptureFixture
) -> None:
    metadata = json.dumps(ids_for(told_ledger, ""))
    for state in STATES:
        view = a_view(form.value, private_metadata=metadata, **state)

        await does(told_ledger, Doing("form", form.value), MANAGER.id, changed={"view": view})

        assert not [record for record in caplog.records if record.exc_info], state


ODD_FILES: tuple[object, ...] = (
    "files",
    7,
    {"id": "F1"},
    [None],
    ["F1"],
    [{}],
    [{"id": None}],
    [{"id": "F1", "mode": [], "name": 7, "size": -(2**70)}],
)


@pytest.mark.parametrize("files", ODD_FILES)
def test_odd_files_keep_no_report_from_getting_through(told_ledger: MemoryLedger, files: object) -> None:
    found = of_message({"files": files})

    assert all(file.id == "F1" and file.size == 0 for file in found)
    assert (
        take_report(told_ledger.at(NOON), Report(ANA, "C0NORTH", "It is grey", files=found)).case.files
        == found
    )


@pytest.mark.parametrize("kept", [DEEP, "", "null", "[1]", '[["F1"]]', '[["F1", "a.png", NaN]]', '{"F1": 1}'])
def test_odd_files_of_a_form_are_none(kept: str) -> None:
    assert unpack_files({"files": kept}) == ()


@pytest.mark.parametrize("kept", [DEEP, "", "null", "é", "eJw", pack_filled(["no", "fields"])])  # type: ignore[arg-type] # odd
def test_odd_contents_of_a_form_are_none(kept: str) -> None:
    assert unpack_filled({"filled": kept}) == {}


@given(st.dictionaries(st.text(), st.dictionaries(st.text(), st.text())))
def test_what_a_form_is_filled_with_comes_back(state: dict[str, dict[str, str]]) -> None:
    assert unpack_filled({"filled": pack_filled(state)}) == state


@pytest.mark.parametrize(
    ("sort", "changed"),
    [
        ("button", {"actions": []}),
        ("button", {"actions": [{}]}),
        ("button", {"actions": None}),
        ("button", {"user": None}),
        ("button", {"user": {}}),
        ("button", {"channel": "C0ACME"}),
        ("form", {"view": None}),
        ("form", {"view": {}}),
        ("form", {"view": a_view("nothing")}),
        ("form", {"user": None}),
        ("form", {"view": a_view("urgent_form", title=None)}),
        ("form", {"view": a_view("urgent_form", blocks=[{"type": "input"}])}),
        ("shortcut", {"callback_id": "nothing"}),
        ("shortcut", {"callback_id": None}),
        ("shortcut", {"user": None}),
        ("shortcut", {"user": {}}),
        ("shortcut", {"message": None}),
        ("shortcut", {"message": {"text": 7, "ts": "1.1"}}),
        ("shortcut", {"message": {"text": "No place"}}),
        ("shortcut", {"message": {"blocks": [], "ts": "1.1", "user": None, "text": None}}),
        *(("shortcut", {"message": {"text": "Grey", "ts": "1.1", "files": files}}) for files in ODD_FILES),
        ("shortcut", {"channel": None}),
        ("command", {"command": "/nothing"}),
        ("command", {"user_id": None}),
        ("command", {"channel_id": None}),
        ("command", {"text": None}),
    ],
)
async def test_a_payload_of_another_shape_is_no_fault(
    told_ledger: MemoryLedger, sort: str, changed: dict[str, object], caplog: pytest.LogCaptureFixture
) -> None:
    name = {
        "button": Press.CASE_RESOLVE.value,
        "form": FormId.URGENT.value,
        "shortcut": ShortcutId.URGENT_ON_MESSAGE.value,
        "command": "/live",
    }[sort]

    await does(told_ledger, Doing(sort, name, ids={"case": 1}), MANAGER.id, changed=changed)

    assert not [record for record in caplog.records if record.exc_info or record.levelno > logging.WARNING]


@given(st.text() | st.binary().map(lambda raw: raw.decode("utf-8", "replace")))
def test_any_text_is_ids_or_none(value: str) -> None:
    assert all(isinstance(found, str | int) for found in unpack(value).values())


@given(st.dictionaries(st.text(), st.text() | st.integers(-(2**63) + 1, 2**63 - 1)))
def test_what_is_packed_is_unpacked(ids: dict[str, str | int]) -> None:
    assert unpack(json.dumps(ids)) == ids
    assert unpack(pack(case=1, release="x", nothing=None)) == {"case": 1, "release": "x"}
