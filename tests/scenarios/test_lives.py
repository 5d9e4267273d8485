"""Whole lives of a release: what each channel reads is what its transcript says, across a restart."""

import pytest

from tests.scenarios.lives.stories import LIVES
from tests.scenarios.lives.transcripts import FOLDER, stored, told

pytestmark = pytest.mark.no_cover

HOW = "Run `make lives`, read what differs as the person in that channel, and commit it if it is meant."


@pytest.mark.exhaustive(quick=2)
@pytest.mark.parametrize("name", LIVES)
async def test_every_channel_hears_what_its_transcript_says(name: str) -> None:
    found, wanted = await told(name), stored(name)

    assert found.keys() == wanted.keys(), HOW
    for place, text in wanted.items():
        assert found[place] == text, f"{name}/{place}. {HOW}"


def test_no_transcript_is_left_of_a_life_that_nobody_tells() -> None:
    assert {path.name for path in FOLDER.iterdir()} == LIVES.keys()
