"""Whatever is changed, lost and found out about: once all is quiet, each channel knows the truth."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, TypeAlias

from hypothesis import example, given
from hypothesis import strategies as st

from rollouts.announcing.corrections import believed, to_correct
from rollouts.deliveries import Action, Announcement, Missing, Outcome, Sent
from rollouts.delivery.claiming import ClaimDue, Job, claim_due
from rollouts.delivery.recording import Attempt, record
from rollouts.drafts import Draft, draft_of
from rollouts.kinds import CORRECTION
from rollouts.refusals import Refusal
from rollouts.releases import Release
from rollouts.servers import DEFAULT_SERVERS
from rollouts.statements import Statement, statement_of
from rollouts.transitions import Verb
from rollouts.usecases.changing import StageChange, change_stage
from rollouts.usecases.confirming import Confirm, confirm
from rollouts.usecases.editing import EditRelease, edit_release
from rollouts.usecases.seeing import NotSeenYet
from tests.support.delivering import deliver, look, lose, posted
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import DAY, MANAGER, MINUTE, POLICY, PREVIEW_DAY, RELEASE, SECOND, START, at, told_in

SERVERS = st.sampled_from(["standard", "controlled"])
CHANGES = st.one_of(
    st.tuples(st.just(Verb.MOVE), SERVERS, st.integers(min_value=1, max_value=20)),
    st.tuples(st.sampled_from([verb for verb in Verb if verb is not Verb.MOVE]), SERVERS, st.just(0)),
)


def other_impact(draft: Draft) -> Draft:
    return replace(draft, affects_integrations=not draft.affects_integrations)


def one_ui_change_more(draft: Draft) -> Draft:
    return replace(draft, ui_changes=(*draft.ui_changes, f"Change {len(draft.ui_changes)}"))


def no_ui_changes(draft: Draft) -> Draft:
    return replace(draft, ui_changes=())


def other_words(draft: Draft) -> Draft:
    return replace(draft, title=f"{draft.title}!"[-40:])


def other_name(draft: Draft) -> Draft:
    return replace(draft, name="Autumn 26" if draft.name == RELEASE.name else RELEASE.name)


def one_server(draft: Draft) -> Draft:
    return replace(draft, dates={"standard": draft.dates["standard"]}, left_out=("controlled",))


EDITS = st.sampled_from(
    [other_impact, one_ui_change_more, no_ui_changes, other_words, other_name, one_server]
)
STEPS = st.lists(
    st.tuples(
        st.one_of(CHANGES, EDITS),
        st.integers(min_value=0, max_value=3 * 24 * 60),
        st.sampled_from([posted, lose]),
        st.booleans(),
    ),
    max_size=8,
)
"""What a manager tries, after how many minutes the next thing is tried, how the chat system answers, and
whether it is tried while messages are being posted. A process that dies while it posts loses the answers."""


Change: TypeAlias = tuple[Verb, str, int] | Callable[[Draft], Draft]


class Season:
    """A release whose channels have had the preview, and what they are told from then on."""

    def __init__(self) -> None:
        self.ledger = MemoryLedger(POLICY)
        told_in(self.ledger.at(START))
        self.now = at(PREVIEW_DAY)
        self.told: dict[str, list[Statement]] = {}
        self.said: dict[str, tuple[Announcement, Statement]] = {}
        self.corrected: list[tuple[Statement, Statement]] = []
        self.says(posted)

    @property
    def release(self) -> Release:
        found = self.ledger.release_with_key(RELEASE.key)
        assert found
        return found

    def tries(self, change: Change) -> None:
        """Let a manager try it, a second later, having seen what goes out; what does not fit is refused."""
        self.now += SECOND
        try:
            self._tries(change)
        except Refusal:
            return

    def _tries(self, change: Change) -> None:
        name = self.release.name
        if callable(change):
            draft = draft_of(release=self.release, servers=DEFAULT_SERVERS, policy=POLICY)
            self._surely(edit_release, EditRelease(MANAGER, name, change(draft)))
            return
        verb, server, days = change
        if verb is Verb.CONFIRM:
            stage = self.release.stage(server)
            since = min(POLICY.day(self.now), stage.date) if stage else None
            self._surely(confirm, Confirm(MANAGER, name, server, since=since))
        else:
            day = POLICY.day(self.now) + days * DAY if verb is Verb.MOVE else None
            self._surely(change_stage, StageChange(MANAGER, name, verb, server, day))

    def _surely(self, use_case: Callable[..., object], request: Any) -> None:  # noqa: ANN401 - of each its own
        try:
            with self.ledger.transaction(self.now) as transaction:
                use_case(transaction, request)
        except NotSeenYet as first:
            with self.ledger.transaction(self.now) as transaction:
                use_case(transaction, replace(request, seen=first.fingerprint))

    def says(self, answer: Callable[[Job], Outcome]) -> None:
        """Say what is due, and take down what each channel was told for certain."""
        deliver(self.ledger, self.now, partial(self._noted, answer))

    def tries_while_it_says(self, change: Change, answer: Callable[[Job], Outcome]) -> None:
        """Let a manager try it while what is due is being posted."""
        jobs = claim_due(self.ledger.at(self.now), ClaimDue(100, 100))
        self.tries(change)
        record(self.ledger.at(self.now), tuple(Attempt(job, self._noted(answer, job)) for job in jobs))

    def _noted(self, answer: Callable[[Job], Outcome], job: Job) -> Outcome:
        outcome = answer(job)
        statement, key = job.delivery.statement, job.delivery.key
        if statement and isinstance(outcome, Sent) and job.delivery.action is Action.POST:
            told = self.told.setdefault(key.channel, [])
            if key.announcement.kind == CORRECTION:
                assert told, "it was corrected before it was told anything"
                self.corrected.append((told[-1], statement))
            told.append(statement)
            what = (key.announcement, statement)
            assert self.said.get(key.channel) != what, "it was told the same thing twice"
            self.said[key.channel] = what
        return outcome

    def passes(self, minutes: int) -> None:
        """Let time pass, and let what was lost be looked for in vain."""
        end = self.now + minutes * MINUTE
        while self.now < end:
            self.now = min(end, self.now + 6 * 60 * MINUTE)
            look(self.ledger, self.now, Missing())
            self.says(posted)


@example(steps=[((Verb.MOVE, "standard", 1), 0, lose, False), ((Verb.MOVE, "standard", 2), 0, posted, False)])
@given(steps=STEPS)
def test_once_all_is_quiet_each_channel_knows_the_truth_and_nobody_was_corrected_for_nothing(
    steps: list[tuple[Change, int, Callable[[Job], Outcome], bool]],
) -> None:
    season = Season()
    for change, minutes, answer, is_meanwhile in steps:
        if is_meanwhile:
            season.tries_while_it_says(change, answer)
        else:
            season.tries(change)
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
