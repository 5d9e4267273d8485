"""What the page shows beyond Slack: the simulated date, what comes next, and a few things to try."""

import asyncio
from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.clock import MovableClock
from bot.demo import guide, steps
from bot.demo.cast import ANA, BEN, SUPPORT_CHANNEL
from bot.demo.postbox import Postbox, first_news
from bot.demo.steps import CORRECTION, NEXT, ONE_DAY, RELEASE_DAY
from bot.lifecycle import Bot
from rollouts.calendar import instant
from rollouts.deliveries import Delivery
from rollouts.kinds import CHAT
from rollouts.ports import Ledger
from rollouts.texts import one_line
from rollouts.usecases.upcoming import NextUp, next_up
from slack_simulator import CompanionState, Jump, Place, Refusal, Step, Upcoming, Workspace

DAY = timedelta(days=1)
POSTS_LOOKED_AT = 1000
URGENT = "Urgent case"
"""How the thread of what is reported as urgent begins."""
STARTING = "Fortnight is still starting. Try again in a moment."


async def let_time_pass(bot: Bot, clock: MovableClock, *, until: datetime) -> None:
    """Move the clock on from one due post to the next, so that each is said at its own time.

    What is held up, in a closed channel or behind a post that is looked for, does not hold time up.
    """
    await bot.dispatcher.drain()
    while (due := await bot.workspace.run(_next_due, now=clock.now())) and due <= until:
        clock.move_to(due)
        await bot.dispatcher.drain()
    clock.move_to(max(until, clock.now()))
    await bot.dispatcher.drain()


def _next_due(ledger: Ledger) -> datetime | None:
    times = (post.next_at or post.due_at for post in ledger.upcoming(limit=POSTS_LOOKED_AT))
    return next((at for at in times if at > ledger.now), None)


def _announced(coming: NextUp) -> list[Delivery]:
    """Return what will be said here; mails have a place of their own on the page."""
    return [post for post in coming.posts if post.key.announcement.kind.outlet is CHAT]


class TimeBar:
    """Moves the clock on through everything that is due on the way, so that it is said at its own time."""

    def __init__(
        self, workspace: Workspace, clock: MovableClock, restart: asyncio.Event, postbox: Postbox
    ) -> None:
        self.bot: Bot | None = None
        self._workspace = workspace
        self._clock = clock
        self._restart = restart
        self._postbox = postbox
        self._moving = asyncio.Lock()
        self._had_release_day = False

    async def state(self) -> CompanionState:
        """Return what to show now."""
        if self.bot is None:
            return CompanionState(now=self._clock.now(), label="Starting…")
        coming = await self.bot.workspace.run(next_up, now=self._clock.now())
        moved = await self.bot.workspace.run(guide.moved, now=self._clock.now())
        places = await self._places(self.bot)
        return CompanionState(
            now=self._clock.now(),
            label=guide.label(coming),
            paused=not self._clock.running,
            jumps=[
                Jump(NEXT, "Next announcement"),
                Jump(ONE_DAY, "+1 day"),
                Jump(RELEASE_DAY, "Release day"),
            ],
            upcoming=[
                Upcoming(post.due_at, self._place(post.key.channel), guide.what(post))
                for post in _announced(coming)
            ],
            mail=self._postbox.mails(places),
            can_reply=True,
            letter=first_news(),
            guide=self._guide(moved, places),
            after_guide=guide.AFTER_GUIDE,
        )

    async def _places(self, bot: Bot) -> Mapping[str, Place]:
        """Return where the threads of the cases are that were e-mailed, by token, the oldest first."""
        found = await bot.workspace.run(guide.threads, self._postbox.tokens, now=self._clock.now())
        return {
            token: Place(person=BEN, channel=message.channel, thread=message.id)
            for token, message in found.items()
            if message.channel in self._workspace.channels
        }

    async def jump(self, jump_id: str) -> None:
        """Move on to the next post, by a day, to the next release day, or to the correction that waits."""
        if self.bot is None:
            raise Refusal(STARTING)
        async with self._moving:
            until = await self._target(self.bot, jump_id)
            await let_time_pass(self.bot, self._clock, until=until)
        self._had_release_day |= jump_id == RELEASE_DAY
        self._workspace.changed()

    async def _target(self, bot: Bot, jump_id: str) -> datetime:
        now = self._clock.now()
        if jump_id == ONE_DAY:
            return now + DAY
        if jump_id == CORRECTION:
            moved = await bot.workspace.run(guide.moved, now=now)
            return max(now, moved.due_at or now)
        coming = await bot.workspace.run(next_up, now=now)
        if jump_id == NEXT:
            due = next((post.due_at for post in _announced(coming) if post.due_at > now), None)
            if due is None:
                raise Refusal("Nothing more is planned. Enter a release with /release new, or start over.")
            return due
        days = (
            instant(day=placed.stage.date, at=coming.policy.post_at, timezone=coming.policy.timezone)
            for _, placed in coming.dates
        )
        ahead = [day for day in days if day > now]
        if not ahead:
            raise Refusal("No release day is ahead. Enter a release with /release new, or start over.")
        return min(ahead)

    async def pause(self, *, paused: bool) -> None:
        """Let time stand still or run."""
        self._clock.pause(paused=paused)
        self._workspace.changed()

    async def reply(self, mail_id: str, body: str) -> None:
        """Let the vendor answer a mail: it comes in as any mail does."""
        if self.bot is None:
            raise Refusal(STARTING)
        await self.bot.intake.take_in(self._postbox.answer(mail_id, body))

    async def write(self, subject: str, body: str) -> None:
        """Let the vendor write about a release: it comes in as any mail does."""
        if self.bot is None:
            raise Refusal(STARTING)
        await self.bot.intake.take_in(self._postbox.write(one_line(subject), body))

    async def start_over(self) -> None:
        """Begin the story again."""
        self._restart.set()

    def _place(self, channel: str) -> str:
        if channel in self._workspace.channels:
            return f"#{self._workspace.channels[channel].name}"
        return f"@{self._workspace.users[channel].name}" if channel in self._workspace.users else channel

    def _guide(self, moved: guide.Moved, places: Mapping[str, Place]) -> list[Step]:
        """Return the steps; the answer is read in the thread of the newest case that was e-mailed."""
        return [
            steps.asking(done=self._has_asked()),
            steps.release_day(done=self._had_release_day),
            steps.moving(moved),
            steps.reporting(done=self._has_reported()),
            steps.answering(done=self._postbox.has_answer, place=[*places.values()][-1] if places else None),
            steps.announcing(done=self._postbox.has_news, asked_in=self._asked_in()),
        ]

    def _asked_in(self) -> str | None:
        """Return Ana's direct messages with the bot, once there are any."""
        return next((each.id for each in self._workspace.channels.values() if each.partner == ANA), None)

    def _has_asked(self) -> bool:
        return any(
            answer.gesture is not None and answer.gesture.what == "/live"
            for answer in self._workspace.journal
        )

    def _has_reported(self) -> bool:
        return any(
            post.text.startswith(URGENT) for post in self._workspace.channels[SUPPORT_CHANNEL].messages
        )
