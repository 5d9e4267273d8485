"""The transcripts of the lives, as they are stored: a folder for each life, a file for each channel."""

import tempfile
from pathlib import Path

from tests.scenarios.lives.life import born
from tests.scenarios.lives.stories import LIVES

FOLDER = Path(__file__).parent / "told"


async def told(name: str) -> dict[str, str]:
    """Live that life, and return what could be read, by where."""
    life = LIVES[name]
    with tempfile.TemporaryDirectory() as folder:
        async with born(Path(folder), life.calendar, life.begins) as begun:
            await life.story(begun)
            return begun.transcripts()


def stored(name: str) -> dict[str, str]:
    """Return what is stored of that life."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted((FOLDER / name).glob("*.txt"))}


def store(name: str, transcripts: dict[str, str]) -> None:
    """Write a life anew, and remove what is no longer told of it."""
    (FOLDER / name).mkdir(parents=True, exist_ok=True)
    for place in stored(name).keys() - transcripts.keys():
        (FOLDER / name / f"{place}.txt").unlink()
    for place, text in transcripts.items():
        (FOLDER / name / f"{place}.txt").write_text(text, encoding="utf-8")
