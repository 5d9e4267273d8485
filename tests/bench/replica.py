"""One replica that tells many channels: `python -m tests.bench.replica DATABASE SLACK`.

For each line of its input it delivers what is due until nothing is left, and says so. The pace is lifted.
It goes on until whoever started it ends it.
"""

import asyncio
import sys

from bot.slack.client import make_client, open_session
from bot.slack.pace import Pace
from bot.slack.poster import SlackPoster
from bot.tasks import Tasks
from rollouts.policy import Policy
from scheduling.dispatcher import Dispatcher
from storage.database import Database
from tests.bench.fan_out import FAST, Clock, nobody_is_hindered


async def _main(url: str, address: str) -> None:
    database = Database(url)
    database.open()
    loop, said = asyncio.get_running_loop(), asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(said), sys.stdin)
    pace = Pace(per_second=FAST, in_channel=FAST)
    async with open_session() as session:
        client = make_client(token="xoxb-bench", api_url=address, session=session)
        dispatcher = Dispatcher(
            workspace=database.workspace("T0BENCH", Policy()),
            poster=SlackPoster(client, pace, nobody_is_hindered),
            clock=Clock(),
            spawn=Tasks().spawn,
            at_once=pace.at_once,
        )
        print("ready", flush=True)  # noqa: T201 - who started it reads it
        while await said.readline():
            await dispatcher.drain()
            print("done", flush=True)  # noqa: T201 - as above
    database.close()


if __name__ == "__main__":
    asyncio.run(_main(*sys.argv[1:]))
