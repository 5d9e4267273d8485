"""Files go along with a form within the room that Slack gives it; of long names the end is kept."""

import pytest

from rollouts.case_files import CaseFile
from views.actions import FILES_MOST, pack, pack_files, unpack, unpack_files

MANY = tuple(CaseFile(f"F{number:010}", "日本語のとても長い名前" * 8 + ".png", 10**9) for number in range(10))


@pytest.mark.parametrize(
    "files", [(), (CaseFile("F1", 'a "b".png', 7),), (CaseFile("F1", "ü" * 90 + ".png", 0),)]
)
def test_what_has_room_comes_back_as_it_was(files: tuple[CaseFile, ...]) -> None:
    assert unpack_files(unpack(pack(channel="C0ACME", files=pack_files(files)))) == files


def test_what_has_no_room_is_cut_and_all_files_come_back() -> None:
    packed = pack(files=pack_files(MANY))
    found = unpack_files(unpack(packed))

    assert len(packed) < FILES_MOST + 800
    assert [(file.id, file.size) for file in found] == [(file.id, file.size) for file in MANY]
    assert all(file.name.endswith("前.png") for file in found)


@pytest.mark.parametrize("files", ["{", "7", "[1]", '[["F1"]]'])
def test_what_nobody_packed_is_no_file(files: str) -> None:
    assert unpack_files({"files": files}) == ()
