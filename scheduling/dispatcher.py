"""The dispatcher: claim, post, record.

Why nothing is lost: what is to be said is a row in the ledger until its outcome is recorded there.
Why nothing comes twice: a claim is committed before the call, and a claimed row is never claimed again.
When the answer to a call is lost, or the process dies before it could be recorded, the row becomes
`unknown`: it is looked for in the chat system (`scheduling/searcher.py`), never posted again blindly.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from rollouts.announcing.briefs import TickBrief
from rollouts.announcing.mail_briefs import FilesBrief, MailBrief
from rollouts.deliveries import (
    LEASE,
    Action,
    Concern,
    Delivery,
    Lost,
    Message,
    Outcome,
    Reason,
    Refused,
    Sent,
)
from rollouts.delivery.claiming import ClaimDue, Job, NotClaimed, and_claim, claim_due
from rollouts.delivery.clock_set_back import SET_BACK, follow_clock
from rollouts.delivery.recording import Attempt, GiveUp, give_up_abandoned, record
from rollouts.ports import Answer, Clock, Ledger, Request, Transactions
from scheduling.facts import NOBODY_TO_ASK, UNDER_WAY, facts_of, log_attempt
from scheduling.poster import FileSharer, FileSource, Mailer, NoFileSharer, NoFileSource, NoMailer, Poster
from views import kept, parts
from views.posts.mail_files import files_of, words_beside
from views.posts.mails import Mail, mail_of, people_in
from views.posts.messages import VIEWS, Views, asked_in_public, content_of

BATCH = 200
"""How many posts, and updates, are claimed in one transaction, where the pace lets so many go out at once.

It holds the database for some 15 ms.
"""

HEAD_START = 0.02
"""How many seconds the first post of a case has to itself: nothing slows it that may come after it."""

Spawn = Callable[[Coroutine[object, object, None]], object]

logger = logging.getLogger(__name__)


class Dispatcher:
    """Delivers what is due: in one channel one after the other, in different channels side by side.

    `at_once` is how many posts and how many updates may be under way: no more than go out well within a
    claim's lease, and within the time that a process has to stop. `rejected` is set when the chat system no
    longer accepts us at all; `rejected_because` is its error code. Then nothing more is claimed, and what is
    planned stays planned.
    """

    def __init__(  # noqa: PLR0913 - the parts it is made of
        self,
        *,
        workspace: Transactions,
        poster: Poster,
        clock: Clock,
        spawn: Spawn,
        at_once: Mapping[Action, int],
        views: Views = VIEWS,
        mailer: Mailer | None = None,
        files: FileSource | None = None,
        sharer: FileSharer | None = None,
    ) -> None:
        self.rejected = asyncio.Event()
        self.rejected_because = ""
        self._workspace = workspace
        self._poster = poster
        self._mailer = mailer or NoMailer()
        self._files = files or NoFileSource()
        self._sharer = sharer or NoFileSharer()
        self._clock = clock
        self._spawn = spawn
        self._at_once = at_once
        self._views = views
        self._claiming = asyncio.Lock()
        self._recording = asyncio.Lock()
        self._under_way: dict[str, Job] = {}
        self._done: list[Attempt] = []
        self._idle = asyncio.Event()
        self._idle.set()
        self._is_nudged = False
        self._stopping = False
        self._seen = clock.now()

    def nudge(self) -> None:
        """Look for due deliveries now rather than at the next heartbeat; many nudges are one."""
        if not (self._stopping or self._is_nudged):
            self._is_nudged = True
            self._spawn(self._look())

    async def _look(self) -> None:
        await self.tick()

    async def tick(self) -> int:
        """Claim what is due and start to post it; return how many were claimed."""
        async with self._claiming:
            self._is_nudged = False
            await self._follow_clock()
            await self._record_done()
            posts, updates = self._room_for(Action.POST), self._room_for(Action.UPDATE)
            if not self._may_claim() or not (posts or updates):
                return 0
            request = ClaimDue(posts, updates, busy=frozenset(self._under_way))
            jobs = await self._workspace.run(claim_due, request, now=self._clock.now())
            await self._begin(jobs)
            return len(jobs)

    async def run(
        self, use_case: Callable[[Ledger, *Request], Answer], *request: *Request, now: datetime
    ) -> Answer:
        """Run a use case as the workspace does, and let what is due then be said at once.

        The first post that is due is claimed in the same transaction, as the next tick would claim it. So it
        is on its way before anybody is answered: the thread of a case waits for no second transaction. The
        rest, as its mail, is looked for when that is done, or after a moment.
        """
        jobs: tuple[Job, ...] = ()
        if self._claiming.locked() or not self._may_claim() or not self._room_for(Action.POST):
            answer = await self._workspace.run(use_case, *request, now=now)
        else:
            async with self._claiming:
                answer, jobs = await self._run_and_claim(use_case, *request, now=now)
                await self._begin(jobs)
        if jobs:
            asyncio.get_running_loop().call_later(HEAD_START, self.nudge)
        else:
            self.nudge()
        return answer

    async def _run_and_claim(
        self, use_case: Callable[[Ledger, *Request], Answer], *request: *Request, now: datetime
    ) -> tuple[Answer, tuple[Job, ...]]:
        """Run a use case, and claim one post with it; a claim that fails does not stand in its way."""
        claim = ClaimDue(1, 0, busy=frozenset(self._under_way))
        try:
            return await self._workspace.run(and_claim(use_case, claim), *request, now=now)
        except NotClaimed as fault:
            logger.warning("What was to be said at once is claimed later.", exc_info=fault)
            return await self._workspace.run(use_case, *request, now=now), ()

    def _may_claim(self) -> bool:
        return not (self._stopping or self.rejected.is_set())

    async def _begin(self, jobs: tuple[Job, ...]) -> None:
        for job in jobs:
            self._under_way[job.delivery.key.channel] = job
            self._idle.clear()
        for job in jobs:
            self._spawn(self._deliver(job))
            # Each is put into words by itself: others have their turn on the loop meanwhile.
            await asyncio.sleep(0)

    async def _follow_clock(self) -> None:
        """See whether the clock was set back; then what waits for a moment waits by its new time."""
        seen, self._seen = self._seen, self._clock.now()
        if seen - self._seen > SET_BACK:
            moved = await self._workspace.run(follow_clock, seen - self._seen, now=self._seen)
            logger.info(
                "The clock was set back: %(deliveries)d deliveries wait by its new time.",
                {"deliveries": moved},
            )

    def _room_for(self, action: Action) -> int:
        # A mail server that hangs keeps no message from going out, nor does a large file.
        under_way = sum(
            job.delivery.action is action and not isinstance(job.brief, MailBrief | FilesBrief)
            for job in self._under_way.values()
        )
        return min(BATCH, self._at_once[action] - under_way)

    async def _deliver(self, job: Job) -> None:
        UNDER_WAY.set(job.delivery)  # of this task alone
        self._done.append(await self._try(job))
        if self._stopping:
            await self._record_done()
        else:
            # What was done meanwhile is recorded together. The next one in this channel had to wait for this
            # one, or one elsewhere for a place.
            self.nudge()

    async def _try(self, job: Job) -> Attempt:
        if isinstance(job.brief, MailBrief):
            return Attempt(job, await self._mail(job.delivery, job.brief))
        if isinstance(job.brief, FilesBrief):
            return Attempt(job, await self._share(job.delivery, job.brief))
        if isinstance(job.brief, TickBrief):
            return Attempt(job, await self._poster.tick(job.brief.message))
        try:
            content = content_of(job.brief, self._views)
            if job.is_asked_in_public:
                content = asked_in_public(content)
            words = kept.write_words(content.text) if job.delivery.statement else ""
        except Exception:  # one faulty message must not stop the others
            logger.exception("A message could not be put into words.", extra=facts_of(job.delivery))
            return Attempt(job, Refused(Reason.NO_WORDS))
        return Attempt(job, await self._say(job, content), words)

    async def _say(self, job: Job, content: parts.Message) -> Outcome:
        try:
            if job.replaces is not None:
                return await self._poster.update(message=job.replaces, content=content)
            return await self._poster.post(
                channel=job.delivery.key.channel,
                content=content,
                thread=job.thread,
                broadcast=job.broadcast,
                key=job.delivery.key,
            )
        except Exception:  # nor be tried again blindly: it may have been posted
            logger.exception("A delivery could not be made.", extra=facts_of(job.delivery))
            return Lost("internal_error")

    async def _mail(self, delivery: Delivery, brief: MailBrief) -> Outcome:
        try:
            names = await self._mailer.names(people_in(brief))
            files = (
                await self._files.fetch(brief.files, most=brief.policy.attached_most) if brief.files else {}
            )
            mail = mail_of(brief, names, files)
        except Exception:
            logger.exception("A mail could not be put into words.", extra=facts_of(delivery))
            return Refused(Reason.NO_WORDS)
        try:
            return _with_files_named(await self._mailer.send(mail), mail)
        except Exception:  # it may have been sent
            logger.exception("A mail could not be sent.", extra=facts_of(delivery))
            return Lost("internal_error")

    async def _share(self, delivery: Delivery, brief: FilesBrief) -> Outcome:
        try:
            place = Message(brief.channel, brief.thread)
            return await self._sharer.share(files_of(brief), words=words_beside(brief), place=place)
        except Exception:  # they may have been shared
            logger.exception("Files could not be shared.", extra=facts_of(delivery))
            return Lost("internal_error")

    async def _record_done(self) -> None:
        """Record all outcomes that have come in meanwhile in one transaction.

        When the ledger cannot be written they are kept, their channels stay busy, and the next tick
        tries again.
        """
        async with self._recording:
            done = tuple(self._done)
            if not done:
                return
            unheard = await self._workspace.run(record, done, now=self._clock.now())
            for delivery in unheard:
                logger.warning(NOBODY_TO_ASK, extra=facts_of(delivery, reason=delivery.reason))
            del self._done[: len(done)]
            for attempt in done:
                del self._under_way[attempt.job.delivery.key.channel]
                log_attempt(attempt)
                self._reject_if_refused(attempt.outcome)
            if not self._under_way:
                self._idle.set()

    def _reject_if_refused(self, outcome: Outcome) -> None:
        if isinstance(outcome, Refused) and outcome.concern is Concern.WORKSPACE:
            self.rejected_because = outcome.reason
            self.rejected.set()

    async def give_up_abandoned(self, *, lease: timedelta = LEASE) -> None:
        """Free what another process, or this one in an earlier life, left behind longer than the lease."""
        own = frozenset(job.delivery.id for job in self._under_way.values())
        request = GiveUp(own, lease)
        for delivery in await self._workspace.run(give_up_abandoned, request, now=self._clock.now()):
            logger.warning("A delivery was interrupted; it will be looked for.", extra=facts_of(delivery))

    async def drain(self) -> None:
        """Deliver until nothing more is due now."""
        while await self.tick() or self._under_way:
            await self._idle.wait()

    async def stop(self) -> None:
        """Claim nothing more and wait until what is under way has been recorded."""
        async with self._claiming:
            self._stopping = True
        await self._idle.wait()


def _with_files_named(outcome: Outcome, mail: Mail) -> Outcome:
    """Let what is said of a mail that was sent name the files that it did not bring, unless more is wrong."""
    if isinstance(outcome, Sent) and mail.left_out and not outcome.but:
        return replace(outcome, but=f"mail_without: {mail.left_out}")
    return outcome
