"""How long it takes from a report to the thread of its case, and to the mail that the vendor's server took.

Everything runs in this one process: the workspace, the mail server, the bot. So what counts are the ratios to
what the same takes bare: one commit and two messages posted by Slack's SDK, and one mail sent by aiosmtplib.
`python -m tests.bench.cases` prints medians.
"""

import asyncio
import logging
import tempfile
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator, Iterable
from contextlib import aclosing, closing
from dataclasses import dataclass, field
from email.message import EmailMessage
from itertools import count
from pathlib import Path
from sqlite3 import Connection, connect
from statistics import median
from time import perf_counter

from aiosmtplib import send
from pydantic import SecretStr
from rich.console import Console
from rich.table import Table
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.client import open_session
from rollouts.cases import Case, NoteKind
from rollouts.people import Person
from rollouts.ports import Ledger
from rollouts.usecases.calendar_file import Calendar
from rollouts.usecases.cases import AddNote, note_case
from slack_simulator.testing import Person as Somebody
from tests.bench.table import Pair, Row
from tests.support import story
from tests.support.mail_server import ADDRESS, Postbox, mail_server
from tests.support.world import World, open_world

ROUNDS = 60
IN_A_PAIR = 5
OPEN_CASES = (1, 30, 300, 3_000)
"""How many other cases are open, to see how the cost grows."""
SUPPORT, ACME = "#support", "#acme"
WORDS = "The course player stays blank"


@dataclass
class Seconds:
    """What each round took."""

    thread: list[float] = field(default_factory=list)
    mail: list[float] = field(default_factory=list)
    two_posts: list[float] = field(default_factory=list)
    bare_mail: list[float] = field(default_factory=list)


async def measured(rounds: int) -> Seconds:
    """Report, and do the same bare, in turns."""
    seconds = Seconds()
    async with aclosing(_rounds(seconds)) as doing:
        for _ in range(rounds):
            await anext(doing)
    return seconds


async def _rounds(seconds: Seconds, *, open_cases: int = 0) -> AsyncGenerator[None, None]:
    """Take the times of one round after the other, without end, while so many other cases are open."""
    with tempfile.TemporaryDirectory() as folder, closing(connect(Path(folder) / "bare.db")) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("CREATE TABLE cases (summary TEXT)")
        async with (
            mail_server() as box,
            open_session() as session,
            open_world(
                Path(folder),
                begins=story.at(story.STANDARD_DAY, 12),
                support_channel="C0SUPPORT",
                smtp_url=SecretStr(f"smtp://{ADDRESS}:{box.port}"),
                mail_from="releases@acme.example",
                support_email=("support@vendor.example",),
            ) as world,
        ):
            zoe = await _furnished(world)
            await world.bot.workspace.run(_let_be_open, open_cases, now=world.clock.now())
            slack = AsyncWebClient(
                token=world.workspace.bot_token, base_url=world.server.api_url, session=session
            )
            for number in count(open_cases + 1):
                await _report(world, zoe, box, seconds)
                await world.bot.workspace.run(_closed, number, now=world.clock.now())
                await world.bot.dispatcher.drain()
                seconds.two_posts.append(await _timed(lambda: _two_posts(slack, database)))
                seconds.bare_mail.append(await _timed(lambda: _bare_mail(box)))
                yield


def _clicks() -> Generator[Pair, None, None]:
    """Yield medians of a few rounds."""
    with asyncio.Runner() as runner:
        seconds = Seconds()
        doing = _rounds(seconds)
        try:
            while True:
                for _ in range(IN_A_PAIR):
                    runner.run(_next(doing))
                yield median(seconds.two_posts[-IN_A_PAIR:]), median(seconds.thread[-IN_A_PAIR:])
        finally:
            runner.run(doing.aclose())


def _growth() -> Iterable[tuple[int, float]]:
    for open_cases in OPEN_CASES:
        seconds = Seconds()
        with asyncio.Runner() as runner:
            doing = _rounds(seconds, open_cases=open_cases)
            for _ in range(2 * IN_A_PAIR):
                runner.run(_next(doing))
            runner.run(doing.aclose())
        yield open_cases, median(seconds.thread[IN_A_PAIR:])


async def _next(doing: AsyncGenerator[None, None]) -> None:
    await anext(doing)


async def _furnished(world: World) -> Somebody:
    world.workspace.add_person(id="U0ZOE", name="zoe", real_name="Zoe")
    world.workspace.add_channel(id="C0ACME", name="acme", members=["U0ZOE"])
    world.workspace.add_channel(id="C0SUPPORT", name="support", members=["U0ZOE"])
    await world.start()
    await world.takes_in(Calendar(servers=None, integrations=story.INTEGRATIONS[:1], releases=()))
    return world.driver.person("zoe")


async def _report(world: World, zoe: Somebody, box: Postbox, seconds: Seconds) -> None:
    """Report something, and take the times until its thread is there and its mail was taken."""
    posts, mails = len(world.posts(SUPPORT)), len(box.taken)
    box.arrived.clear()
    begun = perf_counter()
    answered = asyncio.create_task(zoe.runs(f"/urgent {WORDS}", in_=ACME))
    arrived = asyncio.create_task(box.arrived.wait())
    arrived.add_done_callback(lambda _: seconds.mail.append(perf_counter() - begun))
    await world.driver.until(lambda: len(world.posts(SUPPORT)) > posts)
    seconds.thread.append(perf_counter() - begun)
    async with asyncio.timeout(10):
        await asyncio.gather(answered, arrived)
    await world.bot.dispatcher.drain()
    assert len(box.taken) == mails + 1


def _let_be_open(ledger: Ledger, number: int) -> None:
    for each in range(number):
        ledger.save_case(Case("U0BEN", ledger.now, "C0OTHER", "C0SUPPORT", summary=f"{WORDS} ({each})"))


def _closed(ledger: Ledger, number: int) -> None:
    """Close a case, so that the next report opens one of its own."""
    note_case(ledger, AddNote(Person("U0ZOE"), number, NoteKind.FALSE_ALARM))


async def _timed(doing: Callable[[], Awaitable[object]]) -> float:
    begun = perf_counter()
    await doing()
    return perf_counter() - begun


async def _two_posts(slack: AsyncWebClient, database: Connection) -> None:
    """Keep it in one transaction, and post it where it was said and where it is dealt with."""
    with database:
        database.execute("INSERT INTO cases VALUES (?)", (WORDS,))
    for _ in range(2):
        await slack.chat_postMessage(channel="C0ACME", text=WORDS)


async def _bare_mail(box: Postbox) -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "a@acme.example", "support@vendor.example", WORDS
    mail.set_content(WORDS * 20)
    await send(mail, hostname=ADDRESS, port=box.port, start_tls=False, local_hostname="acme.example")


def table_of(seconds: Seconds) -> Table:
    """Put the medians side by side."""
    table = Table("from a report to", "median", "bare", "median", "ratio")
    rows = (
        ("its thread", seconds.thread, "a commit, two posts", seconds.two_posts),
        ("its mail, taken", seconds.mail, "aiosmtplib.send", seconds.bare_mail),
    )
    for name, ours, bare, theirs in rows:
        fast, slow = median(theirs), median(ours)
        table.add_row(name, f"{1000 * slow:.1f} ms", bare, f"{1000 * fast:.1f} ms", f"{slow / fast:.2f}")
    return table


ROWS: tuple[Row, ...] = (
    Row("a report to the thread of its case", "a commit and two bare posts", "<= 2", _clicks, _growth),
)


def main() -> None:
    """Measure, and print the table."""
    logging.disable(logging.WARNING)
    Console().print(table_of(asyncio.run(measured(ROUNDS))))


if __name__ == "__main__":
    main()
