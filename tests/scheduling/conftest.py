"""The example of `tests/support/story.py` in a file, at nine on the day of its preview."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support import story
from tests.support.databases import new_file
from tests.support.dispatching import Rig


@pytest.fixture
async def rig(tmp_path: Path) -> AsyncIterator[Rig]:
    rig = Rig(new_file(tmp_path))
    await rig.takes_in(story.DRAFT)
    yield rig
    await rig.tasks.finish(0)
    rig.database.close()
