"""The example of `tests/support/story.py` in a file, at nine on the day of its preview."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support import story
from tests.support.databases import new_file
from tests.support.dispatching import Stage


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    stage = Stage(new_file(tmp_path))
    await stage.takes_in(story.DRAFT)
    yield stage
    await stage.tasks.finish(0)
    stage.database.close()
