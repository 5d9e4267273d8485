"""What stands while processes come and go: the workspace and its storm, the database, the clock."""

from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random

from bot.settings import Settings
from rollouts.deliveries import Delivery, State
from rollouts.policy import Policy
from rollouts.ports import Ledger, Transactions
from rollouts.usecases.calendar_file import ImportCalendar, import_calendar
from slack_simulator import Workspace, serve
from storage.database import Database
from tests.support.mail_server import ADDRESS, Postbox, mail_server
from tests.support.world import manifest
from tests.torture.bot_process import Orders
from tests.torture.clock import LeapingClock
from tests.torture.lives import program
from tests.torture.mails import MailStorm
from tests.torture.season import MANAGER, SUPPORT, ZONES, Season
from tests.torture.storm import Storm

ACK_SECONDS = 0.5
"""After that long people are told that it did not work; they are impatient here."""

ALL_OF_THEM = 1_000_000
A_DAY = timedelta(days=1)
ENDS = {State.SENT, State.SKIPPED, State.FAILED}


@dataclass(frozen=True)
class Ordeal:
    """What is done to the bot. The same seed throws the same dice, though no machine is equally fast twice.

    `patience` is for how many real seconds time waits until all is said that is due, and `quiet_within` how
    many the bot has in the end, when nobody kills it any more.
    """

    seed: int
    kills: int
    replicas: int
    season: Season
    database: str
    folder: Path
    patience: float = 5
    quiet_within: float = 60

    def dice(self, name: str) -> Random:
        """Return the dice of one who acts."""
        return Random(f"{self.seed} {name}")  # noqa: S311 - no secret is made of it


@dataclass(frozen=True)
class Surroundings:
    """All of it; `orders` are what each process is told."""

    ordeal: Ordeal
    policy: Policy
    workspace: Workspace
    storm: Storm
    mails: Postbox
    mail_storm: MailStorm
    orders: Orders
    ledgers: Transactions
    programs: list[Process]

    @property
    def clock(self) -> LeapingClock:
        """The clock of all."""
        return self.orders.clock

    async def left(self) -> list[Delivery]:
        """Read the deliveries of which something is still to come; posted, left out or failed they end.

        One that went out again is still looked for.
        """
        return [row for row in await self.ledger() if row.state not in ENDS or row.next_at]

    async def ledger(self) -> tuple[Delivery, ...]:
        """Read all deliveries, while others write."""
        return await self.ledgers.run(everything, now=self.clock.now())

    async def delivery(self, number: int) -> Delivery | None:
        """Read one delivery."""
        return await self.ledgers.run(_one, number, now=self.clock.now())


def everything(ledger: Ledger) -> tuple[Delivery, ...]:
    """Return all deliveries there are."""
    return ledger.recent(limit=ALL_OF_THEM)


def _one(ledger: Ledger, request: int) -> Delivery | None:
    return ledger.delivery(request)


@asynccontextmanager
async def surroundings(ordeal: Ordeal) -> AsyncIterator[Surroundings]:
    """Fill a workspace and a database; the first scene begins."""
    settings = {
        "SLACK_BOT_TOKEN": "xoxb-torture",
        "SLACK_APP_TOKEN": "xapp-torture",
        "database_url": ordeal.database,
        "timezone": ZONES[0],
        "managers": MANAGER,
        "support_channel": SUPPORT,
        "mail_from": "fortnight@acme.example",
        "support_email": "support@vendor.example",
    }
    policy = Settings.load(_env_file=None, smtp_url="smtp://localhost", **settings).policy()
    due = [slot.due_at for slots in ordeal.season.slots(policy).values() for slot in slots]
    clock = LeapingClock.begin(min(due) - A_DAY, ordeal.folder / "clock")
    workspace = Workspace(
        manifest=manifest(),
        now=clock.now,
        paced=False,
        ack_seconds=ACK_SECONDS,
        bot_token="xoxb-torture",
        app_token="xapp-torture",
    )
    workspace.faults = storm = Storm(dice=ordeal.dice("storm"))
    ordeal.season.furnish(workspace)
    server = await serve(workspace)
    database = Database(ordeal.database)
    try:
        database.open()
        ledgers = database.workspace(workspace.team_id, policy)
        await ledgers.run(import_calendar, ImportCalendar(ordeal.season.calendar), now=clock.now())
        async with AsyncExitStack() as running:
            mails = await running.enter_async_context(mail_server())
            mails.faults = mail_storm = MailStorm(ordeal.dice("mail"))
            addresses = {"slack_api_url": server.api_url, "smtp_url": f"smtp://{ADDRESS}:{mails.port}"}
            orders = Orders(settings | addresses, clock)
            programs = [
                await running.enter_async_context(program(ordeal.folder / f"replica-{number}.log"))
                for number in range(ordeal.replicas)
            ]
            yield Surroundings(ordeal, policy, workspace, storm, mails, mail_storm, orders, ledgers, programs)
    finally:
        database.close()
        await server.close()
