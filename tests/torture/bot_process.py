"""The bot in a process of its own, as production wires it, until somebody kills it.

Only the clock and the pace are not those of production. The program reads its orders from standard input, one
life in a line: for each it forks, and in the new process the bot is built and started. So a hundred starts do
not cost a hundred times the second that the imports take. It tells of each life: `born PID`, `ready`,
`ended STATUS`.
"""

import asyncio
import json
import logging
import os
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.errors import StartFailed
from bot.logs import LogFormat, set_up
from bot.settings import Settings
from bot.slack.pace import Pace
from bot.wiring import build
from tests.torture.clock import LeapingClock

SPEED = 5
"""Its heart beats five times a second: every twelve simulated ones."""


@dataclass(frozen=True)
class Orders:
    """All that a process needs to know. `settings` are given to `Settings` as they are."""

    settings: dict[str, str]
    clock: LeapingClock

    def line(self) -> str:
        """Write them as a line."""
        clock = [self.clock.begins.isoformat(), self.clock.epoch, str(self.clock.file)]
        return json.dumps({"settings": self.settings, "clock": clock}) + "\n"

    @classmethod
    def parse(cls, line: str) -> "Orders":
        """Read what `line` wrote."""
        found = json.loads(line)
        begins, epoch, file = found["clock"]
        return cls(found["settings"], LeapingClock(datetime.fromisoformat(begins), epoch, Path(file)))

    def load(self) -> Settings:
        """Make the bot's settings of them."""
        return Settings.load(_env_file=None, **self.settings)


async def run_bot(orders: Orders) -> None:
    """Run the bot for as long as nobody kills it, at most until whoever gave the orders has gone."""
    asyncio.get_running_loop().add_reader(sys.stdin, os._exit, 0)
    tell("born", os.getpid())
    try:
        brisk = Pace(
            per_second=200,
            in_channel=50,
            updates_per_minute=12_000,
            history_per_minute=6000,
            seconds=lambda: orders.clock.now().timestamp(),
        )
        bot = await build(orders.load(), clock=orders.clock, pace=brisk, speed=SPEED)
        await bot.start()
    except StartFailed as error:
        # As under any supervisor: it ends, and is started again.
        logging.getLogger(__name__).warning("%s", error)
        os._exit(1)
    tell("ready")
    await bot.dispatcher.rejected.wait()


def tell(*words: object) -> None:
    """Tell whoever gave the orders."""
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Give birth for each line, and wait for the end of that life."""
    set_up(LogFormat.TEXT)
    child = 0
    for line in sys.stdin:
        if child:
            # Only now is its number given back: till here somebody may have tried to kill it.
            os.waitpid(child, 0)
        child = os.fork()
        if child == 0:
            asyncio.run(run_bot(Orders.parse(line)))
            os._exit(2)
        ended = os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
        assert ended is not None
        tell("ended", ended.si_status if ended.si_code == os.CLD_EXITED else -ended.si_status)


if __name__ == "__main__":
    main()
