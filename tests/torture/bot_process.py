"""The bot in a process of its own, as production wires it, until somebody kills it.

Only the clock and the pace are not those of production. The processes are forked from one that has loaded
all modules already: what is tortured is the bot, not the import of its libraries.
"""

import asyncio
import logging
import multiprocessing
import os
import sys
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from bot.errors import StartFailed
from bot.logs import set_up
from bot.settings import Settings
from bot.slack.pace import Pace
from bot.wiring import build
from tests.torture.clock import LeapingClock

BRISK = {"per_second": 200.0, "in_channel": 50.0, "history_per_minute": 6000.0}


@dataclass(frozen=True)
class Orders:
    """All that a process needs to know. `settings` are given to `Settings` as they are."""

    settings: dict[str, object]
    clock: LeapingClock
    log: Path

    def load(self) -> Settings:
        return Settings.load(_env_file=None, **self.settings)


def run_bot(orders: Orders, ready: Connection) -> None:
    """Run the bot for as long as nobody kills it, at most until whoever started it has gone."""
    # It was forked: its standard streams are somebody else's.
    sys.stdout = sys.stderr = orders.log.open("a", buffering=1, encoding="utf-8")
    set_up()
    asyncio.run(_run_bot(orders, ready))


async def _run_bot(orders: Orders, ready: Connection) -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None
    asyncio.get_running_loop().add_reader(parent.sentinel, os._exit, 0)
    try:
        bot = await build(orders.load(), clock=orders.clock, pace=Pace(**BRISK))
        await bot.start()
    except StartFailed as error:
        # As under any supervisor: it ends, and is started again.
        logging.getLogger(__name__).warning("%s", error)
        os._exit(1)
    ready.send(True)
    await bot.dispatcher.closed.wait()
