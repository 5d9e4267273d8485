"""Whatever happens, in whatever order: nothing is posted twice, and nothing that is due is forgotten.

A machine does at random what managers, teams, replicas, the network and time do. After each step it looks
whether all is still well; in the end it lets everything come to rest, and asks what became of each delivery.

The usual run is the same each time and takes seconds. `PROPERTY_EXAMPLES=5000` looks further, from another
seed each time; it is printed when something is found, and `PROPERTY_SEED` repeats it.
"""

import datetime as dt
import os
import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import chain, count
from pathlib import Path
from typing import Any, ClassVar, TypeVar

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, seed, settings
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from rollouts import kinds
from rollouts.announcing.schedule import slots_for
from rollouts.announcing.told import told_in
from rollouts.cases import NoteKind
from rollouts.deliveries import (
    LEASE,
    OPEN,
    Action,
    Delivery,
    Key,
    NotPosted,
    Reason,
    State,
)
from rollouts.delivery.catching_up import plan_downtime_summary
from rollouts.delivery.claiming import ClaimDue, Job, and_claim, claim_due
from rollouts.delivery.copies import SortedOut, record_sorted_out
from rollouts.delivery.paused_channels import MoveChannel, TryAgain, channel_opened, move_channel, try_again
from rollouts.delivery.recording import Attempt, GiveUp, give_up_abandoned, record
from rollouts.delivery.resolving import Resolve, needs_decision, resolve
from rollouts.delivery.searching import (
    ClaimSearch,
    Search,
    Searched,
    claim_search,
    record_search,
    search_at_start,
)
from rollouts.drafts import Draft
from rollouts.integrations import Environment, Integration
from rollouts.ports import Answer, Ledger, Request
from rollouts.refusals import Refusal
from rollouts.releases import Standing
from rollouts.topics import Topic
from rollouts.usecases.calendar_file import Calendar, ImportCalendar, import_calendar
from rollouts.usecases.cases import AddNote, Report, note_case, take_report
from rollouts.usecases.confirming import AskLater, Confirm, ask_later, confirm
from rollouts.usecases.integrations import (
    AskIntegration,
    SaveIntegration,
    remove_integration,
    save_integration,
)
from rollouts.usecases.seeing import NotSeenYet
from storage.database import Database
from tests.support.databases import new_file
from tests.support.delivering import HOLD
from tests.support.imagined_chat import Fate, ImaginedChat
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import MANAGER, POLICY, START

pytestmark = [pytest.mark.no_cover, pytest.mark.hypothesis]

EXAMPLES = int(os.environ.get("PROPERTY_EXAMPLES", "0"))
USUAL = 20
SEED = int(os.environ.get("PROPERTY_SEED", "0")) or random.SystemRandom().randrange(1, 2**32)
POLICY_HERE = replace(POLICY, alerts_to=(MANAGER.id,), support_channel="C0SUPPORT")

RELEASES = st.sampled_from(["2026.11", "2026.12"])
INTEGRATIONS = st.sampled_from(["Acme LMS", "Globex"])
SERVERS = st.sampled_from(["standard", "controlled"])
CHANNELS = st.sampled_from(["C0ACME", "C0GLOBEX"])
PLACES = st.sampled_from(["C0ACME", "C0GLOBEX", "C0SUPPORT", MANAGER.id])
REPLICAS = st.integers(0, 2)
WHICH = st.integers(0, 99)
FATES = st.sampled_from([Fate.ANSWERED, *Fate])
SPANS = st.sampled_from(
    [
        dt.timedelta(seconds=1),
        dt.timedelta(seconds=45),
        dt.timedelta(seconds=91),
        dt.timedelta(minutes=5),
        dt.timedelta(hours=3),
        dt.timedelta(days=1),
        dt.timedelta(days=6),
    ]
)
LONG = pytest.mark.timeout(0 if EXAMPLES else 420)
"""When something is found, making it as short as can be takes up to five minutes."""

AT_REST = 2000
"""More rounds than anything needs to come to rest."""


Wish = TypeVar("Wish")


@dataclass
class Replica:
    """One process: what it has claimed, heard and looked for, and not recorded yet."""

    claimed: list[Job] = field(default_factory=list)
    heard: list[Attempt] = field(default_factory=list)
    looked: list[Searched] = field(default_factory=list)

    @property
    def busy(self) -> frozenset[str]:
        """The channels in which something of its own is under way."""
        jobs = (*self.claimed, *(result.job for result in self.heard))
        return frozenset(job.delivery.key.channel for job in jobs)

    @property
    def own(self) -> frozenset[int]:
        """The ids of what it works on."""
        jobs = (*self.claimed, *(result.job for result in self.heard))
        return frozenset(job.delivery.id for job in jobs)

    def crash(self) -> None:
        """Forget everything."""
        self.claimed.clear()
        self.heard.clear()
        self.looked.clear()


def every_delivery(ledger: Ledger) -> tuple[Delivery, ...]:
    """Return all deliveries by due time."""
    return ledger.recent(limit=100_000)[::-1]


def paused_channels(ledger: Ledger) -> tuple[str, ...]:
    """Return the channels that get nothing."""
    return tuple(pause.channel for pause in ledger.pauses())


def still_to_come(ledger: Ledger) -> tuple[Key, ...]:
    """Return what the rules call for from now on."""
    return tuple(
        Key(release.topic, slot.announcement, slot.channel)
        for release in ledger.releases()
        for slot in slots_for(release=release, integrations=ledger.integrations(), policy=ledger.policy)
        if not release.is_finished and slot.due_at > ledger.now
    )


class Deliveries(RuleBasedStateMachine):
    """All that may happen to deliveries, over a ledger in memory."""

    def __init__(self) -> None:
        super().__init__()
        self.now = START
        self.chat = ImaginedChat()
        self.unheard: set[int] = set()
        self.replicas = (Replica(), Replica(), Replica())
        self.ledger = MemoryLedger(POLICY_HERE)

    def run(self, use_case: Callable[[Ledger, *Request], Answer], *request: *Request) -> Answer:
        """Run a use case in a transaction of its own."""
        with self.ledger.transaction(self.now) as transaction:
            return use_case(transaction, *request)

    def rows(self) -> tuple[Delivery, ...]:
        """Return all deliveries by due time."""
        return self.run(every_delivery)

    @initialize()
    def some_of_it_is_due_now(self) -> None:
        for name, channel, server in (
            ("Acme LMS", "C0ACME", "controlled"),
            ("Globex", "C0GLOBEX", "standard"),
        ):
            self.integration_is_entered_or_moved(name, channel, server)
        # Of the one a reminder is due, of the other a preview.
        self.release_is_entered_or_moved("2026.11", days=1, lag=1)
        self.release_is_entered_or_moved("2026.12", days=21, lag=14)

    # What managers do

    @rule(name=RELEASES, days=st.sampled_from([0, 1, 3, 10, 21, 30]), lag=st.sampled_from([0, 1, 14]))
    def release_is_entered_or_moved(self, name: str, days: int, lag: int) -> None:
        day = POLICY_HERE.day(self.now) + dt.timedelta(days=days)
        dates = {"standard": day, "controlled": day + dt.timedelta(days=lag)}
        draft = Draft(name, "Refresh", dates, affects_integrations=lag > 0)
        # A stage that is live keeps its date, so that some moves are refused.
        self.attempt(import_calendar, ImportCalendar(Calendar(None, (), (draft,))))

    @rule(name=RELEASES, server=SERVERS)
    def stage_is_confirmed(self, name: str, server: str) -> None:
        self.attempt(confirm, Confirm(MANAGER, name, server))

    @rule(which=WHICH)
    def owner_wants_to_be_asked_later(self, which: int) -> None:
        asked = [row for row in self.rows() if row.key.announcement.kind == kinds.OWNER_QUESTION]
        for row in one_of(asked, which):
            self.attempt(ask_later, AskLater(MANAGER, row.id))

    @rule(which=WHICH)
    def manager_looks_and_decides(self, which: int) -> None:
        for row in one_of([row for row in self.rows() if needs_decision(row)], which):
            self.run(resolve, Resolve(MANAGER, row.id, was_posted=self.chat.has(row)))

    # What teams do

    @rule(name=INTEGRATIONS, channel=CHANNELS, server=SERVERS)
    def integration_is_entered_or_moved(self, name: str, channel: str, server: str) -> None:
        known = self.run(lambda ledger: ledger.integration(name))
        entered = Integration(name, channel, (MANAGER.id,), (Environment("production", server),))
        self.attempt(save_integration, SaveIntegration(MANAGER, entered, name if known else None))

    @rule(name=INTEGRATIONS)
    def integration_is_removed(self, name: str) -> None:
        self.attempt(remove_integration, AskIntegration(MANAGER, name))

    @rule(channel=CHANNELS)
    def case_is_opened_or_joined(self, channel: str) -> None:
        self.run(take_report, Report(MANAGER, channel))

    @rule(number=st.integers(1, 2), kind=st.sampled_from([NoteKind.ACKNOWLEDGED, NoteKind.RESOLVED]))
    def case_is_worked_on(self, number: int, kind: NoteKind) -> None:
        self.attempt(note_case, AddNote(MANAGER, number, kind))

    @rule(which=WHICH)
    def somebody_deletes_a_message(self, which: int) -> None:
        for posted in one_of(self.chat.to_be_seen(), which):
            posted.is_deleted = True

    # What channels do

    @rule(place=PLACES)
    def channel_is_closed(self, place: str) -> None:
        self.chat.closed.add(place)

    @rule(place=PLACES)
    def channel_is_opened(self, place: str) -> None:
        self.chat.closed.discard(place)
        self.run(channel_opened, place)

    @rule(place=PLACES)
    def channel_is_tried_in_vain(self, place: str) -> None:
        self.run(try_again, TryAgain(place, MANAGER))

    @rule(channel=CHANNELS, to=CHANNELS)
    def another_channel_is_chosen(self, channel: str, to: str) -> None:
        self.run(move_channel, MoveChannel(MANAGER, channel, to))

    # What replicas do

    @rule(replica=REPLICAS, limit=st.sampled_from([1, 20]))
    def replica_claims(self, replica: int, limit: int) -> None:
        before = self.rows()
        process = self.replicas[replica]
        jobs = self.run(claim_due, ClaimDue(limit, limit, process.busy))
        for job in jobs:
            self.is_in_order(job, before)
        process.claimed += jobs

    @rule(replica=REPLICAS, channel=CHANNELS)
    def replica_takes_a_report_and_claims(self, replica: int, channel: str) -> None:
        process = self.replicas[replica]
        reports = and_claim(take_report, ClaimDue(1, 0, process.busy))
        _, jobs = self.run(reports, Report(MANAGER, channel))
        # What the report was to let be said is as it was before the claim.
        claimed = {job.delivery.id for job in jobs}
        before = tuple(replace(row, state=State.PLANNED) if row.id in claimed else row for row in self.rows())
        for job in jobs:
            self.is_in_order(job, before)
        process.claimed += jobs

    @precondition(lambda self: any(replica.claimed for replica in self.replicas))
    @rule(which=WHICH, fate=FATES, is_recorded=st.booleans())
    def call_is_made(self, which: int, fate: Fate, is_recorded: bool) -> None:  # noqa: FBT001 - hypothesis names it
        for process in one_of([replica for replica in self.replicas if replica.claimed], which):
            self.call(process, which, fate)
            if is_recorded:
                self.replica_records(process)

    @rule(replica=REPLICAS)
    def what_was_heard_is_recorded(self, replica: int) -> None:
        self.replica_records(self.replicas[replica])

    @rule(replica=REPLICAS, can_look=st.booleans(), is_recorded=st.booleans())
    def replica_looks(self, replica: int, can_look: bool, is_recorded: bool) -> None:  # noqa: FBT001 - as above
        process = self.replicas[replica]
        for look in self.takes_looks():
            wait = NotPosted("ratelimited", dt.timedelta(seconds=30))
            process.looked.append(Searched(look, self.chat.find(look, self.now) if can_look else wait))
        if is_recorded:
            self.replica_records(process)

    @rule(replica=REPLICAS)
    def replica_frees_what_others_left(self, replica: int) -> None:
        self.give_up(GiveUp(self.replicas[replica].own))

    @rule(replica=REPLICAS)
    def replica_crashes(self, replica: int) -> None:
        self.replicas[replica].crash()

    @rule(replica=REPLICAS, fate=FATES)
    def replica_crashes_between_call_and_record(self, replica: int, fate: Fate) -> None:
        process = self.replicas[replica]
        self.replica_claims(replica, limit=20)
        while process.claimed:
            self.call(process, 0, fate)
        process.crash()

    @rule()
    def all_crash_and_one_starts_alone(self) -> None:
        for process in self.replicas:
            process.crash()
        self.give_up(GiveUp(lease=dt.timedelta(0)))
        self.run(search_at_start)
        self.run(plan_downtime_summary)

    @rule(span=SPANS)
    def time_passes(self, span: dt.timedelta) -> None:
        self.now += span
        for process in self.replicas:
            # No call takes longer than a lease: whoever has not made it by now is gone.
            process.claimed = [job for job in process.claimed if self.is_leased(job)]

    @rule()
    def time_passes_until_something_goes_on(self) -> None:
        ahead = [at for row in self.rows() if (at := self.goes_on(row)) is not None and at > self.now]
        for at in sorted(ahead)[:1]:
            self.time_passes(at - self.now)

    @rule(replica=REPLICAS, rounds=st.integers(1, 6), fate=FATES)
    def replica_works_for_a_while(self, replica: int, rounds: int, fate: Fate) -> None:
        process = self.replicas[replica]
        for _ in range(rounds):
            self.replica_records(process)
            self.give_up(GiveUp(process.own))
            self.replica_looks(replica, can_look=True, is_recorded=True)
            self.replica_claims(replica, limit=20)
            while process.claimed:
                self.call(process, 0, fate)
            self.replica_records(process)
            self.time_passes_until_something_goes_on()

    # Parts of the above

    def attempt(self, use_case: Callable[[Ledger, Wish], object], request: Wish) -> None:
        """Do what may be refused; whoever is shown first what goes out wants it all the same."""
        try:
            self.run(use_case, request)
        except NotSeenYet as first:
            seen: Any = request
            self.run(use_case, replace(seen, seen=first.fingerprint))
        except Refusal:
            return

    def call(self, process: Replica, which: int, fate: Fate) -> None:
        job = process.claimed.pop(which % len(process.claimed))
        process.heard.append(Attempt(job, self.chat.call(job, fate, self.now)))

    def replica_records(self, process: Replica) -> None:
        self.record(tuple(process.heard))
        for looked in process.looked:
            self.record_look(looked)
        process.heard.clear()
        process.looked.clear()

    def takes_looks(self) -> tuple[Search, ...]:
        readings = chain(*iter(lambda: self.run(claim_search, ClaimSearch(HOLD)), ()))
        return tuple(search for reading in readings for search in reading.searches)

    def record(self, attempts: tuple[Attempt, ...]) -> None:
        """Record attempts, and note what nobody can be told of: `/release deliveries` alone shows it."""
        self.unheard |= {delivery.id for delivery in self.run(record, attempts)}

    def record_look(self, looked: Searched) -> None:
        recorded = self.run(record_search, looked)
        copies = recorded.copies
        if not recorded.has_helper:
            self.unheard.add(looked.search.delivery.id)
        if copies is not None:
            self.chat.sort_out(copies)
            self.run(record_sorted_out, SortedOut(copies, is_done=True))

    def give_up(self, request: GiveUp) -> None:
        self.run(give_up_abandoned, request)

    def is_leased(self, job: Job) -> bool:
        return job.delivery.started_at is not None and self.now - job.delivery.started_at <= LEASE

    def is_in_order(self, job: Job, before: tuple[Delivery, ...]) -> None:
        """Assert that it passes over no post that was to be said of the topic in its channel before."""
        mine, now = job.delivery, {row.id: row for row in self.rows()}
        for other in before:
            if (other.key.topic, other.key.channel) != (
                mine.key.topic,
                mine.key.channel,
            ) or other.id == mine.id:
                continue
            # What waited for a date that was moved is planned for the new one as it is claimed.
            left = now[other.id]
            is_earlier = (left.due_at, left.id) < (mine.due_at, mine.id)
            are_posts = mine.action is other.action is Action.POST
            is_passed_over = is_earlier and are_posts and left.state in OPEN
            is_under_way = other.state is State.CLAIMED or (
                other.state is State.UNKNOWN and other.next_at is not None
            )
            assert not is_passed_over, f"{mine.key} overtakes {other.key}"
            assert not is_under_way, f"{mine.key} goes out beside {other.key}"

    # What always holds

    @invariant()
    def all_is_well(self) -> None:
        rows = self.rows()
        posts = {row.key for row in rows if not row.is_edit}
        assert {posted.key for posted in self.chat.to_be_seen()} <= posts, "an edit made a message"

        under_way = [row.key.channel for row in rows if row.state is State.CLAIMED]
        assert len(under_way) == len(set(under_way)), "two are under way in one channel"

        self.what_was_told_is_remembered(rows)

        planned = {row.key for row in rows if row.reason != Reason.NO_LONGER_PLANNED}
        assert set(self.run(still_to_come)) <= planned, "something is called for and not planned"

    def what_was_told_is_remembered(self, rows: tuple[Delivery, ...]) -> None:
        """Assert that a channel's newest statement is what its newest message said, once that is known.

        Of one that was tried again while its first attempt may still turn up, the row has the statement of
        the last attempt alone; which of them was posted is not known.
        """
        by_id = {row.id: row for row in rows}
        for (topic, channel), newest in self.chat.newest.items():
            row = by_id[newest.delivery]
            if newest.statement and row.state is State.SENT and row.lost_at is None:
                told = told_in(row for row in rows if row.key.topic == topic)[channel]
                # Here two may have been tried in the very same moment.
                last = [each.statement for each in told if each.at == told[0].at]
                assert newest.statement in last, f"{channel} believes otherwise of {topic}"

    def teardown(self) -> None:
        """Let everything come to rest with all channels open, and see that nothing was forgotten."""
        for process in self.replicas:
            process.crash()
        self.chat.closed.clear()
        for channel in self.run(paused_channels):
            self.run(channel_opened, channel)
        for _ in range(AT_REST):
            self.every_question_is_answered()
            self.everything_is_done_that_can_be()
            upcoming = [at for row in self.rows() if (at := self.goes_on(row)) is not None]
            if not upcoming:
                break
            # What is due already waits for something else in its channel.
            ahead = [at for at in upcoming if at > self.now]
            assert ahead, "something never comes to rest"
            self.now = min(ahead)
        for row in self.rows():
            self.is_resolved(row)
        self.what_was_told_is_remembered(self.rows())

    def every_question_is_answered(self) -> None:
        """Confirm what is due: it is asked about each working morning until somebody does."""
        today = POLICY_HERE.day(self.now)
        for release in self.run(lambda ledger: ledger.releases()):
            for stage in release.stages:
                if stage.standing(today) is Standing.DUE:
                    self.attempt(confirm, Confirm(MANAGER, release.name, stage.server, since=stage.date))

    def everything_is_done_that_can_be(self) -> None:
        self.give_up(GiveUp())
        for look in self.takes_looks():
            self.record_look(Searched(look, self.chat.find(look, self.now)))
        while jobs := self.run(claim_due, ClaimDue(20, 20)):
            self.record(tuple(Attempt(job, self.chat.call(job, Fate.ANSWERED, self.now)) for job in jobs))

    def goes_on(self, row: Delivery) -> dt.datetime | None:
        """Return when something is to be done about a delivery; None when never."""
        if row.state in OPEN:
            return row.next_at or row.due_at
        if row.state is State.CLAIMED and row.started_at:
            return row.started_at + LEASE + dt.timedelta(seconds=1)
        return row.next_at

    def is_resolved(self, row: Delivery) -> None:
        """Assert that a delivery has met its end: it is there, or there is a reason, and somebody knows."""
        match row.state:
            case State.SENT:
                assert row.message or row.reason, f"nobody knows where {row.key} is"
                assert not self.chat.is_there_twice(row.key), f"{row.key} is there twice"
            case State.SKIPPED:
                assert row.reason, f"nobody knows why {row.key} was not posted"
            case State.FAILED | State.UNKNOWN:
                assert row.reason, f"nobody knows why {row.key} was not posted"
                is_nobodys = row.key.announcement.kind.is_alert or row.action is Action.UPDATE
                is_nobodys |= row.id in self.unheard
                is_told = is_nobodys or self.is_passed_on(row) or self.is_asked_about(row)
                assert is_told, f"nobody is asked about {row.key}"
            case _:
                pytest.fail(f"{row.key} is forgotten: {row.state}")

    def is_passed_on(self, row: Delivery) -> bool:
        """Whether somebody else was asked instead."""
        return row.key.announcement.kind.is_passed_on and any(
            other.key.announcement == row.key.announcement
            and other.key.channel != row.key.channel
            and other.due_at >= row.due_at
            for other in self.rows()
        )

    def is_asked_about(self, row: Delivery) -> bool:
        """Whether a manager was asked about it since then, or about another one that was refused like it.

        That is enough even when the question could not be posted either.
        """
        alike = (
            other
            for other in self.rows()
            if row.state is other.state is State.FAILED
            and (other.key.topic, other.key.announcement) == (row.key.topic, row.key.announcement)
        )
        asked = {
            (each.key.topic, each.due_at)
            for each in self.rows()
            if each.key.announcement.kind == kinds.UNSURE
            and each.action is Action.POST
            and each.state in {State.SENT, State.FAILED}
        }
        return any((Topic.parse(f"delivery:{each.id}"), each.finished_at) in asked for each in (row, *alike))


class StoredDeliveries(Deliveries):
    """The same over the real ledger, each use case in a transaction of its own."""

    folder: ClassVar[Path]
    numbers = count()

    def __init__(self) -> None:
        super().__init__()
        file = new_file(self.folder, f"{next(self.numbers)}.db")
        self.database = Database(f"sqlite:///{file}")
        self.workspace = self.database.workspace("T0ACME", POLICY_HERE)

    def run(self, use_case: Callable[[Ledger, *Request], Answer], *request: *Request) -> Answer:
        """Run a use case in a transaction of the database."""
        return self.workspace.run_sync(use_case, *request, now=self.now)

    def teardown(self) -> None:
        """Close the database too."""
        try:
            super().teardown()
        finally:
            self.database.close()


def one_of(found: list[Answer], which: int) -> list[Answer]:
    """Return one of those that there are, or none."""
    return found[which % len(found) :][:1] if found else []


def examined(machine: type[Deliveries], *, examples: int = USUAL) -> None:
    """Run the machine: the same way each time, or with an own number of examples from a seed.

    A machine that gets fewer examples than is usual gets fewer of those too: over a real database each takes
    a second.
    """
    chosen = settings(
        max_examples=EXAMPLES * examples // USUAL or examples,
        stateful_step_count=60,
        derandomize=not EXAMPLES,
        database=None,
        deadline=None,
        print_blob=True,
        suppress_health_check=list(HealthCheck),
    )
    if EXAMPLES:
        print(f"PROPERTY_SEED={SEED}")  # noqa: T201 - pytest shows it when something is found
        machine = seed(SEED)(machine)
    run_state_machine_as_test(machine, settings=chosen)


@LONG
def test_nothing_comes_twice_and_nothing_is_forgotten() -> None:
    examined(Deliveries)


@pytest.mark.deep
@LONG
def test_nothing_comes_twice_and_nothing_is_forgotten_over_a_real_database(tmp_path: Path) -> None:
    StoredDeliveries.folder = tmp_path

    examined(StoredDeliveries, examples=3)
