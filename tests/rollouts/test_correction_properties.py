"""Whatever is changed, lost and found out about: once all is quiet, each channel knows the truth."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from rollouts.announcing.corrections import believed, to_correct
from rollouts.deliveries import Action, Missing, Outcome, Sent
from rollouts.delivery.claiming import Job
from rollouts.kinds import CORRECTION
from rollouts.refusals import Refusal
from rollouts.releases import Release
from rollouts.statements import Statement, statement_of
from rollouts.transitions import Verb
from rollouts.usecases.changing import StageChange, change_stage
from rollouts.usecases.confirming import Confirm, confirm
from rollouts.usecases.seeing import NotSeenYet
from tests.support.delivering import deliver, look, lose, posted
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import DAY, MANAGER, MINUTE, POLICY, PREVIEW_DAY, RELEASE, SECOND, START, at, told_in

SERVERS = st.sampled_from(["standard", "controlled"])
CHANGES = st.one_of(
    st.tuples(st.just(Verb.MOVE), SERVERS, st.integers(min_value=1, max_value=20)),
    st.tuples(st.sampled_from([verb for verb in Verb if verb is not Verb.MOVE]), SERVERS, st.just(0)),
)
STEPS = st.lists(
    st.tuples(CHANGES, st.integers(min_value=0, max_value=3 * 24 * 60), st.sampled_from([posted, lose])),
    max_size=8,
)
"""What a manager tries, after how many minutes the next thing is tried, and how the chat system answers."""


class Season:
    """A release whose channels have had the preview, and what they are told from then on."""

    def __init__(self) -> None:
        self.ledger = MemoryLedger(POLICY)
        told_in(self.ledger.at(START))
        self.now = at(PREVIEW_DAY)
        self.told: dict[str, list[Statement]] = {}
        self.corrected: list[tuple[Statement, Statement]] = []
        self.says(posted)

    @property
    def release(self) -> Release:
        found = self.ledger.release("2026.11")
        assert found
        return found

    def tries(self, verb: Verb, server: str, days: int) -> None:
        """Let a manager try it, a second later, having seen what goes out; what does not fit is refused."""
        self.now += SECOND
        try:
            if verb is Verb.CONFIRM:
                stage = self.release.stage(server)
                assert stage
                since = min(POLICY.day(self.now), stage.date)
                self._surely(confirm, Confirm(MANAGER, "2026.11", server, since=since))
            else:
                day = POLICY.day(self.now) + days * DAY if verb is Verb.MOVE else None
                self._surely(change_stage, StageChange(MANAGER, "2026.11", verb, server, day))
        except Refusal:
            return

    def _surely(self, use_case: Callable[..., object], request: Any) -> None:  # noqa: ANN401 - of each its own
        try:
            with self.ledger.transaction(self.now) as transaction:
                use_case(transaction, request)
        except NotSeenYet as first:
            with self.ledger.transaction(self.now) as transaction:
                use_case(transaction, replace(request, seen=first.fingerprint))

    def says(self, answer: Callable[[Job], Outcome]) -> None:
        """Say what is due, and take down what each channel was told for certain."""

        def noted(job: Job) -> Outcome:
            outcome = answer(job)
            statement, channel = job.delivery.statement, job.delivery.key.channel
            if statement and isinstance(outcome, Sent) and job.delivery.action is Action.POST:
                told = self.told.setdefault(channel, [])
                if job.delivery.key.announcement.kind == CORRECTION:
                    assert told, "it was corrected before it was told anything"
                    self.corrected.append((told[-1], statement))
                told.append(statement)
            return outcome

        deliver(self.ledger, self.now, noted)

    def passes(self, minutes: int) -> None:
        """Let time pass, and let what was lost be looked for in vain."""
        end = self.now + minutes * MINUTE
        while self.now < end:
            self.now = min(end, self.now + 6 * 60 * MINUTE)
            look(self.ledger, self.now, Missing())
            self.says(posted)


@given(steps=STEPS)
def test_once_all_is_quiet_each_channel_knows_the_truth_and_nobody_was_corrected_for_nothing(
    steps: list[tuple[tuple[Verb, str, int], int, Callable[[Job], Outcome]]],
) -> None:
    season = Season()
    for (verb, server, days), minutes, answer in steps:
        season.tries(verb, server, days)
        season.says(answer)
        season.passes(minutes)
    season.passes(2 * 24 * 60)

    today = POLICY.day(season.now)
    beliefs = believed(
        deliveries=season.ledger.deliveries(RELEASE.topic),
        true=statement_of(release=season.release, today=today),
    )
    assert [channel for channel, belief in beliefs.items() if belief.differences] == []
    for before, after in season.corrected:
        assert to_correct(told=before, true=after), "what was corrected was true"
