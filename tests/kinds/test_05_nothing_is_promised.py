"""Nothing is promised before it is known: a case is open once its thread is there, wherever that can be."""

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

import pytest

from rollouts import kinds
from rollouts.cases import Case, NoteKind
from rollouts.deliveries import (
    Action,
    Concern,
    Copy,
    Found,
    Lost,
    NotPosted,
    Outcome,
    Reason,
    Refused,
    State,
)
from rollouts.deliveries import Message as Posted
from rollouts.delivery.claiming import Job
from rollouts.delivery.paused_channels import pause_channel
from rollouts.kinds import CASE_COPY, CASE_IS_OPEN, CASE_NOTE, CASE_OPENED, CASE_RAISED, Kind
from rollouts.people import Caller
from rollouts.policy import Policy
from rollouts.usecases.cases import AddNote, Report, note_case, take_report
from slack_simulator import Fault, FaultKind, Message, View
from slack_simulator.testing import Person
from tests.support import story
from tests.support.delivering import deliver, look, posted
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import ADMIN, DAY, MANAGER, POLICY, SECOND, ZOE, at
from tests.support.world import World
from views.kept import write_words
from views.posts.messages import content_of

NOW = at(story.PREVIEW_DAY, 12)
SUPPORT, HERE = "C0SUPPORT", "C0ACME"
CLOSED = ("is_archived", "channel_not_found", "not_in_channel", "restricted_action")
TOLD = replace(POLICY, alerts_to=(MANAGER.id, ADMIN.id))
UNSET = replace(TOLD, support_channel=None)
TOGETHER = f"{MANAGER.id},{ADMIN.id},{ZOE.id}"
"""The managers and the reporter, in one conversation."""
NOBODY = replace(POLICY, support_channel=None)

Reads = Callable[[Message | View], str]


@pytest.fixture
def quiet() -> MemoryLedger:
    """A ledger in which nothing else is to be said; two managers can be told."""
    return MemoryLedger(TOLD)


def reports(ledger: MemoryLedger, *, channel: str | None = HERE, actor: Caller = ZOE) -> Case:
    return take_report(ledger.at(NOW), Report(actor, channel, "It is grey")).case


def refusing(*channels: str, code: str = "is_archived") -> Callable[[Job], Outcome]:
    """Answer as a chat system in which nothing can be said in those places."""

    def answer(job: Job) -> Outcome:
        is_shut = job.delivery.key.channel in channels
        return Refused(code, concern=Concern.CHANNEL) if is_shut else posted(job)

    return answer


def said(ledger: MemoryLedger, case: Case, kind: Kind) -> list[str]:
    """Return where that was said of the case."""
    return [
        post.key.channel
        for post in sorted(ledger.deliveries(case.topic), key=lambda each: each.id)
        if (post.key.announcement.kind, post.action, post.state) == (kind, Action.POST, State.SENT)
    ]


def newest_to(jobs: tuple[Job, ...], place: str) -> Job:
    """Return what was said there last."""
    return [job for job in jobs if job.delivery.key.channel == place][-1]


def thread_of(ledger: MemoryLedger) -> str:
    (case,) = ledger.cases()
    return case.thread_channel


# Not before


def test_the_reporter_is_told_that_it_is_open_once_its_thread_is_there(quiet: MemoryLedger) -> None:
    case = reports(quiet)
    assert not [post for post in quiet.deliveries(case.topic) if post.key.channel == ZOE.id]

    deliver(quiet, NOW)

    assert said(quiet, case, CASE_OPENED) == [SUPPORT]
    assert said(quiet, case, CASE_IS_OPEN) == [ZOE.id]
    assert said(quiet, case, CASE_COPY) == []


def test_while_slack_does_not_take_it_nothing_is_promised(quiet: MemoryLedger) -> None:
    case = reports(quiet)

    deliver(quiet, NOW, lambda _: Lost("TimeoutError"))

    assert said(quiet, case, CASE_IS_OPEN) == []
    assert [each.key.announcement.kind for each in quiet.searched_for()] == [CASE_OPENED]


def test_a_thread_that_is_found_after_its_answer_was_lost_is_there(quiet: MemoryLedger) -> None:
    case = reports(quiet)
    deliver(quiet, NOW, lambda _: Lost("TimeoutError"))
    (lost,) = quiet.searched_for()
    assert lost.next_at

    look(quiet, lost.next_at, Found((Copy(Posted(SUPPORT, "m1")),)))
    deliver(quiet, lost.next_at + SECOND)

    assert said(quiet, case, CASE_IS_OPEN) == [ZOE.id]


def test_how_the_case_goes_on_is_kept_current_with_the_reporter(quiet: MemoryLedger) -> None:
    case = reports(quiet)
    deliver(quiet, NOW)

    note_case(quiet.at(NOW + SECOND), AddNote(MANAGER, case.number, NoteKind.ACKNOWLEDGED))
    jobs = deliver(quiet, NOW + SECOND)

    updated = [job for job in jobs if job.delivery.key.announcement.kind == CASE_IS_OPEN]
    assert [job.delivery.action for job in updated] == [Action.UPDATE]


# Elsewhere


@pytest.mark.parametrize("code", CLOSED)
def test_a_closed_support_channel_sends_the_case_to_where_it_was_reported_and_to_the_managers(
    quiet: MemoryLedger, code: str
) -> None:
    case = reports(quiet)

    deliver(quiet, NOW, refusing(SUPPORT, code=code))

    assert thread_of(quiet) == HERE
    assert said(quiet, case, CASE_OPENED) == [HERE]
    assert said(quiet, case, CASE_COPY) == [MANAGER.id, ADMIN.id]
    assert said(quiet, case, CASE_IS_OPEN) == [ZOE.id]
    left = [post for post in quiet.deliveries(case.topic) if post.key.channel == SUPPORT]
    assert {(post.state, post.reason) for post in left} == {(State.SKIPPED, Reason.WENT_ELSEWHERE)}


def test_a_support_channel_that_is_known_to_be_closed_is_not_waited_for(quiet: MemoryLedger) -> None:
    reports(quiet)
    deliver(quiet, NOW, refusing(SUPPORT))

    second = take_report(quiet.at(NOW), Report(story.BEN, "C0GLOBEX", "Here too")).case

    assert second.thread_channel == "C0GLOBEX"
    assert said(quiet, second, CASE_OPENED) == []
    deliver(quiet, NOW)
    assert said(quiet, second, CASE_OPENED) == ["C0GLOBEX"]


def test_a_case_whose_post_was_still_to_come_when_the_channel_closed_goes_elsewhere_too(
    quiet: MemoryLedger,
) -> None:
    first = reports(quiet)
    second = take_report(quiet.at(NOW), Report(story.BEN, "C0GLOBEX", "Here too")).case

    deliver(quiet, NOW, refusing(SUPPORT))

    assert said(quiet, first, CASE_OPENED) == [HERE]
    assert said(quiet, second, CASE_OPENED) == ["C0GLOBEX"]


def test_it_is_raised_where_it_went(quiet: MemoryLedger) -> None:
    case = reports(quiet)
    deliver(quiet, NOW, refusing(SUPPORT))

    deliver(quiet, NOW + 15 * story.MINUTE)

    assert said(quiet, case, CASE_RAISED) == [HERE]


def test_a_support_channel_that_closes_while_a_case_is_open_takes_the_case_along(
    quiet: MemoryLedger,
) -> None:
    case = reports(quiet)
    deliver(quiet, NOW)

    note_case(quiet.at(NOW + SECOND), AddNote(MANAGER, case.number, NoteKind.ACKNOWLEDGED))
    deliver(quiet, NOW + SECOND, refusing(SUPPORT))

    assert said(quiet, case, CASE_OPENED) == [SUPPORT, HERE]
    assert said(quiet, case, CASE_NOTE) == [HERE]
    assert said(quiet, case, CASE_COPY) == [MANAGER.id, ADMIN.id]


def test_another_channel_that_closes_leaves_the_case_where_it_is(quiet: MemoryLedger) -> None:
    reports(quiet)
    deliver(quiet, NOW)

    pause_channel(ledger=quiet.at(NOW), channel="C0GLOBEX", reason="is_archived")

    assert thread_of(quiet) == SUPPORT


def test_a_case_that_is_not_taken_in_a_channel_for_whatever_reason_goes_on_elsewhere(
    quiet: MemoryLedger,
) -> None:
    case = reports(quiet)

    deliver(
        quiet,
        NOW,
        lambda job: Refused("a_code_from_the_future") if job.delivery.key.channel == SUPPORT else posted(job),
    )

    assert said(quiet, case, CASE_OPENED) == [HERE]
    assert said(quiet, case, CASE_IS_OPEN) == [ZOE.id]
    assert not quiet.pauses()
    assert not [post for post in quiet.deliveries(case.topic) if post.state is State.FAILED]


def test_where_nobody_takes_it_for_whatever_reason_it_stays_in_need_of_help(quiet: MemoryLedger) -> None:
    case = reports(quiet)

    deliver(quiet, NOW, lambda _: Refused("a_code_from_the_future"))

    assert [
        post.key.channel
        for post in quiet.deliveries(case.topic)
        if (post.key.announcement.kind, post.state) == (CASE_OPENED, State.FAILED)
    ] == [ZOE.id]


def test_reporters_hear_where_a_case_went_that_moved_later_once_it_is_there(quiet: MemoryLedger) -> None:
    case = reports(quiet)
    reports(quiet, actor=story.BEN)
    deliver(quiet, NOW)

    note_case(quiet.at(NOW + SECOND), AddNote(MANAGER, case.number, NoteKind.ACKNOWLEDGED))
    jobs = deliver(quiet, NOW + SECOND, refusing(SUPPORT))

    keys = [(job.delivery.key.announcement.kind, job.delivery.key.channel) for job in jobs]
    arrived = keys.index((CASE_OPENED, HERE))
    for who in (ZOE.id, story.BEN.id):
        told = [number for number, key in enumerate(keys) if key == (CASE_IS_OPEN, who)]
        says = [write_words(content_of(jobs[number].brief).text) for number in told]
        assert told[-1] > arrived
        assert HERE in says[-1]
        assert not [
            words for number, words in zip(told, says, strict=True) if number < arrived and HERE in words
        ]


@pytest.mark.parametrize(
    ("closed", "place"),
    [
        ((SUPPORT,), HERE),
        ((SUPPORT, HERE), TOGETHER),
        ((SUPPORT, HERE, TOGETHER), MANAGER.id),
        ((SUPPORT, HERE, TOGETHER, MANAGER.id), ADMIN.id),
        ((SUPPORT, HERE, TOGETHER, MANAGER.id, ADMIN.id), ZOE.id),
        ((HERE,), SUPPORT),
    ],
)
def test_it_goes_on_until_somebody_has_it(quiet: MemoryLedger, closed: tuple[str, ...], place: str) -> None:
    case = reports(quiet)

    deliver(quiet, NOW, refusing(*closed))

    assert said(quiet, case, CASE_OPENED) == [place]
    assert thread_of(quiet) == place


def test_where_nothing_at_all_can_be_said_somebody_has_to_help(quiet: MemoryLedger) -> None:
    case = reports(quiet)

    deliver(quiet, NOW, refusing(SUPPORT, HERE, TOGETHER, MANAGER.id, ADMIN.id, ZOE.id))

    opened = [post for post in quiet.deliveries(case.topic) if post.key.announcement.kind == CASE_OPENED]
    assert [post.state for post in opened if post.key.channel == ZOE.id] == [State.FAILED]


def test_nobody_is_invited_into_a_direct_message_for_a_case(quiet: MemoryLedger) -> None:
    reports(quiet)

    jobs = deliver(quiet, NOW, refusing(SUPPORT, HERE, MANAGER.id, code="is_deactivated"))

    told = {
        job.delivery.key.topic.key
        for job in jobs
        if job.delivery.key.announcement.kind == kinds.CHANNEL_PAUSED
    }
    assert told <= {SUPPORT, HERE}


def test_who_joins_before_the_thread_is_there_hears_of_it_once_it_is(quiet: MemoryLedger) -> None:
    case = reports(quiet)
    joined = take_report(quiet.at(NOW), Report(story.BEN, HERE, "Here too"))
    assert not joined.is_there

    deliver(quiet, NOW, refusing(SUPPORT))

    assert said(quiet, case, CASE_IS_OPEN) == [ZOE.id, story.BEN.id]


def test_who_joins_when_the_thread_is_there_is_told_where_at_once(quiet: MemoryLedger) -> None:
    case = reports(quiet)
    deliver(quiet, NOW)

    joined = take_report(quiet.at(NOW + SECOND), Report(story.BEN, HERE, "Here too"))
    deliver(quiet, NOW + SECOND)

    assert joined.is_there
    assert said(quiet, case, CASE_IS_OPEN) == [ZOE.id]


def test_that_managers_have_it_is_said_once_one_has(quiet: MemoryLedger) -> None:
    reports(quiet)
    late = [MANAGER.id, ADMIN.id]

    jobs = deliver(
        quiet,
        NOW,
        lambda job: (
            NotPosted("ratelimited", SECOND) if job.delivery.key.channel in late else refusing(SUPPORT)(job)
        ),
    )
    jobs_later = deliver(quiet, NOW + SECOND)

    def says(told: tuple[Job, ...]) -> str:
        return write_words(content_of(newest_to(told, ZOE.id).brief).text)

    assert "The managers are told too" in says(jobs)
    assert "The managers have it too" in says(jobs_later)


def test_where_no_manager_can_have_it_the_reporter_is_not_told_that_they_do(quiet: MemoryLedger) -> None:
    reports(quiet)

    jobs = deliver(quiet, NOW, refusing(SUPPORT, HERE, TOGETHER, MANAGER.id, ADMIN.id))

    in_thread = [job for job in jobs if job.delivery.key.announcement.kind == CASE_OPENED]
    says = write_words(content_of(newest_to(tuple(in_thread), ZOE.id).brief).text)
    assert "Nobody else has it: please tell your support team directly too." in says


# Without a support channel


@pytest.mark.parametrize(
    ("policy", "channel", "place"),
    [
        (UNSET, HERE, HERE),
        (UNSET, None, TOGETHER),
        (NOBODY, HERE, HERE),
        (NOBODY, None, ZOE.id),
        (TOLD, None, SUPPORT),
    ],
)
def test_a_report_always_gets_through(
    quiet: MemoryLedger, policy: Policy, channel: str | None, place: str
) -> None:
    quiet.policy = policy
    case = reports(quiet, channel=channel)

    deliver(quiet, NOW)

    assert said(quiet, case, CASE_OPENED) == [place]


def test_a_report_from_a_direct_message_is_said_once_to_the_managers_and_the_reporter_together(
    quiet: MemoryLedger,
) -> None:
    quiet.policy = UNSET
    case = reports(quiet, channel=None)
    deliver(quiet, NOW)

    note_case(quiet.at(NOW + SECOND), AddNote(MANAGER, case.number, NoteKind.ACKNOWLEDGED))
    deliver(quiet, NOW + SECOND)

    posts = [post for post in quiet.deliveries(case.topic) if post.state is State.SENT]
    assert {post.key.channel for post in posts} == {TOGETHER}
    assert said(quiet, case, CASE_NOTE) == [TOGETHER]


def test_who_reports_the_same_later_hears_how_it_goes_on(quiet: MemoryLedger) -> None:
    quiet.policy = UNSET
    case = reports(quiet, channel=None)
    reports(quiet, channel=None, actor=story.BEN)
    deliver(quiet, NOW)

    note_case(quiet.at(NOW + SECOND), AddNote(MANAGER, case.number, NoteKind.ACKNOWLEDGED))
    deliver(quiet, NOW + SECOND)

    assert said(quiet, case, kinds.CASE_STEP) == [story.BEN.id]


def test_more_managers_than_fit_into_a_conversation_have_a_copy(quiet: MemoryLedger) -> None:
    many = tuple(f"U0M{number}" for number in range(9))
    quiet.policy = replace(UNSET, alerts_to=many)
    case = reports(quiet, channel=None)

    deliver(quiet, NOW)

    assert said(quiet, case, CASE_OPENED) == [",".join([*many[:7], ZOE.id])]
    assert said(quiet, case, CASE_COPY) == [*many[7:]]


def test_where_they_cannot_be_spoken_to_together_each_has_the_case(quiet: MemoryLedger) -> None:
    quiet.policy = UNSET
    case = reports(quiet, channel=None)

    deliver(quiet, NOW, refusing(TOGETHER, code="missing_scope"))

    assert said(quiet, case, CASE_OPENED) == [MANAGER.id]
    assert said(quiet, case, CASE_COPY) == [ADMIN.id]
    assert said(quiet, case, CASE_IS_OPEN) == [ZOE.id]


def test_a_manager_who_reports_has_the_case_themselves_once(quiet: MemoryLedger) -> None:
    quiet.policy = replace(UNSET, alerts_to=(MANAGER.id,))
    case = reports(quiet, channel=None, actor=MANAGER)

    deliver(quiet, NOW)

    said = [post.key for post in quiet.deliveries(case.topic) if post.state is State.SENT]
    assert {key.channel for key in said} == {MANAGER.id}
    assert {str(key.announcement) for key in said} == {"case_opened", "case_mailed:0"}


# Over the wire

TROUBLES = (
    FaultKind.RATE_LIMITED,
    FaultKind.UNAVAILABLE_TEXT,
    FaultKind.DROPPED_BEFORE,
    FaultKind.DROPPED_AFTER,
)


async def test_being_opened_is_said_at_once_and_open_once_the_thread_is_there(
    world: World, zoe: Person, reads: Reads
) -> None:
    answer = reads(await zoe.runs("/urgent It is grey", in_="#acme"))

    assert "Urgent case 1 (Acme LMS) is being opened" in answer
    await world.driver.until(lambda: world.posts("#support"))
    assert "Its thread is in #support" in reads(await zoe.hears("Urgent case 1 is open"))


async def test_what_may_not_be_edited_any_more_is_said_in_a_reply(
    release_day: World, ana: Person, maya: Person
) -> None:
    release_day.workspace.edit_window = 7 * DAY
    card = release_day.posts("#acme")[0]
    before = release_day.driver.reads(card)

    await ana.runs("/release confirm 2026.11 standard", in_="#acme")
    await release_day.bot.dispatcher.drain()

    replies = [post for post in release_day.posts("#acme") if post.thread_ts == card.ts]
    assert release_day.driver.reads(card) == before
    assert any("Standard: live since" in release_day.driver.reads(post) for post in replies)
    assert not [post for post in maya.sees() if "edit" in post.text]


@pytest.mark.parametrize("close", ["archive", "remove_bot"])
async def test_a_support_channel_that_is_closed_is_told_to_reporter_and_managers(
    world: World, zoe: Person, maya: Person, reads: Reads, close: str
) -> None:
    if close == "remove_bot":
        world.workspace.channels["C0SUPPORT"].kind = "private"
    getattr(world.driver, close)("support")

    await zoe.runs("/urgent It is grey", in_="#acme")

    told = await zoe.hears("Urgent case 1 is open. I cannot post into #support")
    assert "It is grey" in reads(await maya.hears("Urgent case 1: open"))
    await world.driver.until(
        lambda: "so its thread is in #acme. The managers have it too." in world.driver.reads(told)
    )
    await world.driver.until(lambda: any("It is grey" in str(post.blocks) for post in world.posts("#acme")))
    await maya.clicks("Acknowledge", on=await maya.hears("Urgent case 1: open"), answer=False)
    await world.driver.until(
        lambda: any("has acknowledged case 1" in post.text for post in world.posts("#acme"))
    )


async def test_urgent_in_a_direct_message_without_a_support_channel_reaches_the_managers(
    world: World, zoe: Person, maya: Person, reads: Reads
) -> None:
    world.workspace.app = replace(world.workspace.app, messages_read_only=False)
    await world.stop()
    world.settings = world.settings.model_copy(update={"support_channel": None})
    await world.start()

    assert "is being opened" in reads(await zoe.runs("/urgent It is grey"))
    await world.bot.dispatcher.drain()

    (group,) = (each for each in world.workspace.channels.values() if each.kind == "group")
    assert set(group.members) == {maya.user.id, zoe.user.id, world.workspace.bot_user_id}
    card = await zoe.hears("Urgent case 1: open", in_=group.name)
    assert "No support channel is set, so its thread is here, with you." in reads(card)
    assert "FORTNIGHT_SUPPORT_CHANNEL names a channel for such threads" in reads(card).replace("`", "")
    await maya.clicks("Acknowledge", on=card, answer=False)
    heard = await zoe.hears("has acknowledged case 1", in_=group.name)
    assert heard.thread_ts == card.ts
    await world.stop()
    await world.start()
    await maya.clicks("Not urgent", on=card, answer=False)
    assert (await zoe.hears("not urgent", in_=group.name)).thread_ts == card.ts


@pytest.mark.exhaustive(quick=4)
@pytest.mark.parametrize(
    "faults",
    [*((one,) for one in TROUBLES), *combinations(TROUBLES, 2)],
    ids="+".join,
)
async def test_a_case_is_there_whatever_its_own_post_meets_first(
    world: World, zoe: Person, faults: tuple[FaultKind, ...]
) -> None:
    for kind in faults:
        world.workspace.faults.add(Fault(kind, "chat.postMessage", seconds=0.01))

    await zoe.runs("/urgent It is grey", in_="#acme")
    for _ in range(10):
        await world.time_passes(until=world.clock.now() + 10 * SECOND)
        await world.bot.searcher.tick()
        await world.bot.dispatcher.drain()

    cards = [post for post in world.posts("#support") if post.thread_ts is None]
    assert len(cards) == 1
    await zoe.hears("Urgent case 1 is open")
