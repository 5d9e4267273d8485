"""The real command line: as a process of its own, or typed in this one where only its words are read."""

import asyncio
import logging
import os
import sys
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from bot.cli import main

COMMAND = Path(sys.executable).with_name("fortnight")


class Ended(NamedTuple):
    """How a process ended, and what it said."""

    code: int | None
    out: str
    err: str


class Running:
    """A process that goes on until it is told to stop."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.said: list[str] = []

    async def says(self, words: str) -> str:
        """Wait for a line with those words."""
        assert self.process.stdout
        while line := (await self.process.stdout.readline()).decode():
            self.said.append(line)
            if words in line:
                return line
        raise AssertionError(f"it never said {words!r}, but: {''.join(self.said)}")

    async def ends(self) -> Ended:
        """Wait for its end."""
        out, err = await self.process.communicate()
        return Ended(self.process.returncode, "".join(self.said) + out.decode(), err.decode())


@asynccontextmanager
async def started(folder: Path, *words: str, **settings: str) -> AsyncIterator[Running]:
    """Start `fortnight` in that folder with those settings and no others; it is ended at the latest here."""
    process = await asyncio.create_subprocess_exec(
        COMMAND,
        *words,
        cwd=folder,
        env=_environment(settings),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield Running(process)
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


async def fortnight(folder: Path, *words: str, **settings: str) -> Ended:
    """Run `fortnight` in that folder with those settings and no others, to its end."""
    async with started(folder, *words, **settings) as running:
        return await running.ends()


Types = Callable[..., Ended]


@pytest.fixture
def types(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Types]:
    """Types a command in an empty folder with the settings given; what it logs is undone afterwards."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    monkeypatch.chdir(tmp_path)

    def type_it(*words: str, **settings: str) -> Ended:
        with monkeypatch.context() as context:
            for name, value in settings.items():
                context.setenv(name, value)
            context.setattr(sys, "argv", ["fortnight", *words])
            with pytest.raises(SystemExit) as ended:
                main()
        return Ended(int(ended.value.code or 0), *capsys.readouterr())

    yield type_it
    root.handlers = handlers
    root.setLevel(level)


def _environment(settings: Mapping[str, str]) -> dict[str, str]:
    plain = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
    return plain | {"COLUMNS": "200"} | dict(settings)
