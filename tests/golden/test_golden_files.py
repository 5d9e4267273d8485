"""Every message, answer and form reads as its golden file says, and nothing is missing from them."""

import inspect
import pkgutil
import re
import sys
from collections.abc import Iterator
from importlib import import_module
from types import CodeType, FrameType, FunctionType
from typing import get_type_hints

import pytest

from rollouts.kinds import FILES, KINDS, REACTION
from rollouts.refusals import Refusal
from tests.golden.cases import every
from tests.golden.cases.posted import folder_of
from tests.golden.cases.refusals import every_refusal
from tests.golden.golden import contents, stored
from tests.golden.rendering import SAID
from tests.golden.views_in_use import KIT, OF_EARLIER_VERSIONS, ROOM, FormId, Press

ACTS = re.compile(r'(?:"(?:action_id|callback_id)": "|\\"press\\":\\")([a-z0-9_]*)')
HOW = "Run `make golden`, read what differs, and commit it if it is meant."


class Telling:
    """Everything was said once: what came of it, and which functions were called for it."""

    def __init__(self) -> None:
        self.called: set[CodeType] = set()
        sys.setprofile(self._note)
        try:
            goldens = list(every())
        finally:
            sys.setprofile(None)
        self.files = contents(goldens)

    def _note(self, frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            self.called.add(frame.f_code)


@pytest.fixture(scope="module")
def telling() -> Telling:
    return Telling()


def test_every_golden_file_is_there_and_none_without_a_case(telling: Telling) -> None:
    wanted, found = set(telling.files), set(stored())
    missing, orphaned = sorted(wanted - found), sorted(found - wanted)
    assert not missing, f"No golden file yet: {missing}. {HOW}"
    assert not orphaned, f"These belong to no case: {orphaned}. {HOW}"


def test_everything_reads_as_its_golden_file_says(telling: Telling) -> None:
    found = stored()
    differing = [path for path, text in telling.files.items() if path in found and found[path] != text]
    assert not differing, f"These read otherwise now: {differing}. {HOW}"


def test_every_kind_of_post_has_golden_files(telling: Telling) -> None:
    folders = {path.rpartition("/")[0] for path in telling.files}
    assert {folder_of(kind) for kind in KINDS.values() if kind.outlet not in {REACTION, FILES}} <= folders


def test_every_refusal_has_a_golden_file() -> None:
    said = {type(refusal) for variants in every_refusal().values() for refusal in variants.values()}
    assert said >= {Refusal, *_below(Refusal)}


@pytest.mark.parametrize("ids", [Press, FormId])
def test_every_button_and_form_is_seen_in_a_golden_file(
    telling: Telling, ids: type[Press] | type[FormId]
) -> None:
    seen = {found for text in telling.files.values() for found in ACTS.findall(text)}
    offered = {one.value for one in ids if one not in OF_EARLIER_VERSIONS}
    assert not (unseen := offered - seen), unseen


def test_every_view_is_seen_in_a_golden_file(telling: Telling) -> None:
    unseen = [
        f"{view.__module__}.{view.__name__}" for view in _views() if view.__code__ not in telling.called
    ]
    assert not unseen, f"Add a golden case for {unseen} in tests/golden/cases/."


def test_the_views_that_are_looked_for_are_found() -> None:
    found = {view.__name__ for view in _views()}
    assert {"content_of", "answer", "release_form", "refused", "private"} <= found


def _below(kind: type[Refusal]) -> Iterator[type[Refusal]]:
    """Yield the rules' refusals; what another room makes of one is told as that one."""
    for below in kind.__subclasses__():
        if below.__module__.startswith("rollouts."):
            yield below
        yield from _below(below)


def _views() -> Iterator[FunctionType]:
    """Yield the public functions that return a whole message or form."""
    for module in pkgutil.walk_packages(import_module(ROOM).__path__, f"{ROOM}."):
        if module.name not in KIT:
            for name, found in inspect.getmembers(import_module(module.name), inspect.isfunction):
                is_own = found.__module__ == module.name and not name.startswith("_")
                if is_own and get_type_hints(found).get("return") in SAID:
                    yield found
