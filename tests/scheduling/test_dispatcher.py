"""The dispatcher over a real file and a chat system that does as it is told: nothing lost, nothing twice."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from rollouts import kinds
from rollouts.cases import Case
from rollouts.deliveries import LEASE, Concern, Delivery, Lost, NotPosted, Outcome, Refused, State
from rollouts.delivery import claiming
from rollouts.delivery.claiming import Job
from rollouts.people import Person
from rollouts.usecases.cases import Report, take_report
from tests.support import story
from tests.support.dispatching import Rig
from views import kept
from views.parts import Message
from views.posts.messages import VIEWS

CHANNELS = ("C0ACME", "C0GLOBEX", "C0NORTH")
PREVIEW = f"{story.RELEASE.topic} preview:standard"
SECOND = replace(story.DRAFT, name="2026.12", title="Dark mode")


class Hang:
    """A call that goes on until it is let go."""

    def __init__(self) -> None:
        self.begun = asyncio.Event()
        self.over = asyncio.Event()

    async def __call__(self) -> Outcome | None:
        self.begun.set()
        await self.over.wait()
        return None


async def test_everything_that_is_due_is_posted_once_and_recorded(rig: Rig) -> None:
    await rig.dispatcher.drain()

    assert [rig.poster.in_channel(channel) for channel in CHANNELS] == [[PREVIEW]] * 3
    assert {(await rig.states())[channel] for channel in CHANNELS} == {State.SENT}


async def test_what_is_posted_about_a_release_is_kept_as_it_was_said(rig: Rig) -> None:
    await rig.dispatcher.drain()

    sent = {each.id: each.message for each in (await rig.deliveries()).values() if each.message}
    words = await rig.workspace.run(lambda ledger: ledger.words([*sent]), now=rig.clock.now())
    assert {number: kept.read_words(said) for number, said in words.items()} == {
        number: rig.poster.contents[message].text for number, message in sent.items()
    }


async def test_what_is_not_due_yet_is_left_alone(rig: Rig) -> None:
    rig.passes(-timedelta(seconds=1))

    assert await rig.dispatcher.tick() == 0
    assert rig.poster.posted == []


async def test_the_claim_is_in_the_file_before_the_call(rig: Rig) -> None:
    seen: list[Delivery] = []

    async def look() -> None:
        other = rig.opened()
        mine, rig.workspace = rig.workspace, other.only_workspace(rig.workspace.policy)
        seen.append((await rig.deliveries())["C0ACME"])
        rig.workspace = mine
        other.close()

    rig.poster.then("C0ACME", look)
    await rig.dispatcher.drain()

    (claimed,) = seen
    assert claimed.state is State.CLAIMED
    assert claimed.attempts == 1
    assert claimed.started_at == rig.clock.now()


async def test_nudged_and_ticking_at_once_it_posts_everything_once(rig: Rig) -> None:
    for _ in range(5):
        rig.dispatcher.nudge()
    await asyncio.gather(*(rig.dispatcher.tick() for _ in range(5)))
    await rig.dispatcher.drain()

    assert sorted(rig.poster.calls) == list(CHANNELS)


async def test_many_nudges_look_once(rig: Rig) -> None:
    rig.passes(-timedelta(seconds=1))
    for _ in range(5):
        rig.dispatcher.nudge()
    await rig.tasks.finish(10)

    assert rig.disk.ran == ["claim_due"]


async def test_what_is_done_together_is_recorded_in_one_transaction(rig: Rig) -> None:
    hang = Hang()
    for channel in CHANNELS:
        rig.poster.then(channel, hang)
    assert await rig.dispatcher.tick() == len(CHANNELS)

    rig.disk.ran.clear()
    hang.over.set()
    await rig.dispatcher.drain()

    assert rig.disk.ran.count("record") == 1
    assert {(await rig.states())[channel] for channel in CHANNELS} == {State.SENT}


async def test_what_is_done_while_it_stops_is_recorded(rig: Rig) -> None:
    hang = Hang()
    rig.poster.then("C0ACME", hang)
    await rig.dispatcher.tick()
    await hang.begun.wait()

    stopped = asyncio.create_task(rig.dispatcher.stop())
    await asyncio.sleep(0)
    hang.over.set()
    await stopped

    assert (await rig.states())["C0ACME"] is State.SENT


async def test_a_lost_answer_makes_it_unknown_and_it_is_not_posted_again_even_after_a_restart(
    rig: Rig,
) -> None:
    rig.poster.then("C0ACME", Lost("ServerDisconnectedError"))
    await rig.dispatcher.drain()
    await rig.dispatcher.stop()

    again = rig.made()
    rig.passes(timedelta(days=1))
    await again.give_up_abandoned()
    await again.drain()

    assert rig.poster.calls.count("C0ACME") == 1
    assert (await rig.states())["C0ACME"] is State.UNKNOWN


async def test_a_poster_that_breaks_is_a_lost_answer_and_stops_nobody_else(
    rig: Rig, caplog: pytest.LogCaptureFixture
) -> None:
    async def fail() -> None:
        raise LookupError("a mistake of ours")

    rig.poster.then("C0ACME", fail)
    await rig.dispatcher.drain()

    states = await rig.states()
    assert (states["C0ACME"], states["C0NORTH"]) == (State.UNKNOWN, State.SENT)
    assert "could not be made" in caplog.text


async def test_a_rate_limit_waits_as_told_while_other_channels_go_on(rig: Rig) -> None:
    rig.poster.then("C0ACME", NotPosted("ratelimited", timedelta(seconds=30)))
    await rig.dispatcher.drain()
    assert [rig.poster.in_channel(channel) for channel in CHANNELS] == [[], [PREVIEW], [PREVIEW]]

    rig.passes(timedelta(seconds=29))
    await rig.dispatcher.drain()
    assert rig.poster.in_channel("C0ACME") == []

    rig.passes(timedelta(seconds=1))
    await rig.dispatcher.drain()
    assert rig.poster.in_channel("C0ACME") == [PREVIEW]


async def test_a_call_that_hangs_in_one_channel_does_not_hold_the_others(rig: Rig) -> None:
    hang = Hang()
    rig.poster.then("C0ACME", hang)
    await rig.dispatcher.tick()
    await hang.begun.wait()
    await rig.takes_in(SECOND)
    for channel in ("C0GLOBEX", "C0NORTH"):
        while len(rig.poster.in_channel(channel)) < 2:
            await rig.dispatcher.tick()
    assert rig.poster.in_channel("C0ACME") == []

    hang.over.set()
    await rig.dispatcher.drain()

    assert rig.poster.in_channel("C0ACME") == [PREVIEW, "release:2026.12 preview:standard"]


async def test_in_a_channel_the_order_is_kept_even_when_the_first_has_to_wait(rig: Rig) -> None:
    await rig.takes_in(SECOND)
    rig.poster.then("C0ACME", NotPosted("ratelimited", timedelta(seconds=10)))
    await rig.dispatcher.drain()
    assert rig.poster.in_channel("C0ACME") == []

    rig.passes(timedelta(seconds=10))
    await rig.dispatcher.drain()

    assert rig.poster.in_channel("C0ACME") == [PREVIEW, "release:2026.12 preview:standard"]


async def test_what_could_not_be_recorded_is_recorded_at_the_next_tick_and_not_posted_again(
    rig: Rig, caplog: pytest.LogCaptureFixture
) -> None:
    hang, others = Hang(), Hang()
    rig.poster.then("C0ACME", hang)
    for channel in ("C0GLOBEX", "C0NORTH"):
        rig.poster.then(channel, others)
    await rig.dispatcher.tick()
    await hang.begun.wait()
    rig.disk.failures = 1
    hang.over.set()
    await rig.disk.failed.wait()
    assert (await rig.states())["C0ACME"] is State.CLAIMED

    await rig.dispatcher.tick()

    assert (await rig.states())["C0ACME"] is State.SENT
    assert rig.poster.calls.count("C0ACME") == 1
    assert "disk full" in caplog.text


async def test_stopping_waits_for_what_is_under_way_and_claims_nothing_more(rig: Rig) -> None:
    hang = Hang()
    rig.poster.then("C0ACME", hang)
    await rig.dispatcher.tick()
    await hang.begun.wait()
    stopping = asyncio.create_task(rig.dispatcher.stop())
    await rig.takes_in(SECOND)
    hang.over.set()

    await stopping
    rig.dispatcher.nudge()

    assert await rig.dispatcher.tick() == 0
    assert (await rig.states())["C0ACME"] is State.SENT
    assert rig.poster.in_channel("C0ACME") == [PREVIEW]


async def test_what_a_process_left_claimed_is_unknown_once_its_lease_is_over(
    rig: Rig, caplog: pytest.LogCaptureFixture
) -> None:
    hang = Hang()
    rig.poster.then("C0ACME", hang)
    await rig.dispatcher.tick()
    await hang.begun.wait()
    await rig.tasks.finish(0)
    again = rig.made()

    rig.passes(LEASE - timedelta(seconds=1))
    await again.give_up_abandoned()
    assert (await rig.states())["C0ACME"] is State.CLAIMED

    rig.passes(timedelta(seconds=2))
    await again.give_up_abandoned()
    assert (await rig.states())["C0ACME"] is State.UNKNOWN
    assert "was interrupted" in caplog.text
    assert rig.poster.calls.count("C0ACME") == 1


async def test_a_call_of_its_own_that_takes_longer_than_the_lease_is_not_given_up(rig: Rig) -> None:
    hang = Hang()
    rig.poster.then("C0ACME", hang)
    await rig.dispatcher.tick()
    await hang.begun.wait()

    rig.passes(2 * LEASE)
    await rig.dispatcher.give_up_abandoned()
    assert (await rig.states())["C0ACME"] is State.CLAIMED

    hang.over.set()
    await rig.dispatcher.drain()
    assert (await rig.states())["C0ACME"] is State.SENT


async def test_a_deleted_card_is_posted_anew_and_later_replies_hang_under_the_new_one(rig: Rig) -> None:
    await rig.dispatcher.drain()
    (card,) = (posted.message for posted in rig.poster.posted if posted.message.channel == "C0ACME")
    rig.poster.lose(card)

    rig.clock.move_to(story.at(story.REMINDER_DAY))
    await rig.dispatcher.drain()
    rig.clock.move_to(story.at(story.STANDARD_DAY, 13))
    await rig.dispatcher.drain()

    _, reminder, told = (post for post in rig.poster.posted if post.message.channel == "C0ACME")
    assert reminder.thread is None
    assert told.thread == reminder.message.id


async def test_no_more_are_under_way_at_once_than_it_may_post_in_time(rig: Rig) -> None:
    rig.dispatcher = rig.made(at_once=2)
    hang = Hang()
    for channel in CHANNELS:
        rig.poster.then(channel, hang)

    assert [await rig.dispatcher.tick(), await rig.dispatcher.tick()] == [2, 0]
    assert list((await rig.states()).values()).count(State.CLAIMED) == 2

    hang.over.set()
    await rig.dispatcher.drain()
    assert {(await rig.states())[channel] for channel in CHANNELS} == {State.SENT}


async def test_what_cannot_be_put_into_words_was_certainly_not_posted(
    rig: Rig, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_: object) -> Message:
        raise LookupError("a mistake of ours")

    rig.dispatcher = rig.made(views={**VIEWS, kinds.PREVIEW: fail})
    await rig.dispatcher.drain()

    failed = (await rig.deliveries())["C0ACME"]
    assert (failed.state, failed.reason) == (State.FAILED, "no_words")
    assert "could not be put into words" in caplog.text


async def test_when_the_workspace_does_not_accept_us_any_more_nothing_is_claimed_and_nothing_lost(
    rig: Rig,
) -> None:
    for channel in CHANNELS:
        rig.poster.then(channel, Refused("token_revoked", concern=Concern.WORKSPACE))

    await rig.dispatcher.drain()

    assert rig.dispatcher.rejected.is_set()
    assert rig.dispatcher.rejected_because == "token_revoked"
    rig.passes(timedelta(days=30))
    assert await rig.dispatcher.tick() == 0


async def test_a_case_is_said_at_once_and_not_in_line_behind_another_channel(rig: Rig) -> None:
    hang = Hang()
    rig.poster.then("C0ACME", hang)
    await rig.dispatcher.tick()
    await hang.begun.wait()
    await rig.workspace.run(take_report, Report(Person("U0ANA"), "C0ACME", "It is down"), now=rig.clock.now())

    said = Hang()
    rig.poster.then("C0SUPPORT", said)

    await rig.dispatcher.tick()
    await said.begun.wait()

    assert not hang.over.is_set()
    said.over.set()
    hang.over.set()
    await rig.dispatcher.drain()
    assert rig.poster.in_channel("C0SUPPORT")[:1] == ["case:1 case_opened"]


async def reports(rig: Rig) -> Case:
    report = Report(Person("U0ANA"), "C0ACME", "It is down")
    return (await rig.dispatcher.run(take_report, report, now=rig.clock.now())).case


async def test_the_first_post_of_a_case_is_claimed_in_the_transaction_that_opens_it(rig: Rig) -> None:
    await rig.dispatcher.drain()
    rig.disk.ran.clear()
    said = Hang()
    rig.poster.then("C0SUPPORT", said)

    case = await reports(rig)

    # It is on its way by now, and was committed as claimed; nothing else was run so far.
    assert said.begun.is_set()
    assert len(rig.disk.ran) == 1
    opened = (await rig.deliveries(case.topic))["C0SUPPORT"]
    assert (opened.state, opened.attempts) == (State.CLAIMED, 1)
    said.over.set()
    await rig.dispatcher.drain()
    assert rig.poster.in_channel("C0SUPPORT")[:1] == ["case:1 case_opened"]


async def test_a_report_waits_for_no_claim_that_is_under_way(rig: Rig) -> None:
    ticking = asyncio.create_task(rig.dispatcher.tick())
    await asyncio.sleep(0)

    case = await reports(rig)

    assert (await rig.deliveries(case.topic))["C0SUPPORT"].state in {State.PLANNED, State.CLAIMED}
    await ticking
    await rig.dispatcher.drain()
    assert rig.poster.in_channel("C0SUPPORT")[:1] == ["case:1 case_opened"]


async def test_what_follows_goes_in_line_where_something_is_under_way_in_its_channel(rig: Rig) -> None:
    await rig.dispatcher.drain()
    first, second = Hang(), Hang()
    rig.poster.then("C0SUPPORT", first)
    await reports(rig)
    rig.passes(timedelta(hours=2))
    rig.poster.then("C0SUPPORT", second)

    another = await reports(rig)
    assert (await rig.deliveries(another.topic))["C0SUPPORT"].state is State.PLANNED

    first.over.set()
    second.over.set()
    await rig.dispatcher.drain()
    cases = [post for post in rig.poster.in_channel("C0SUPPORT") if post.endswith("case_opened")]
    assert cases == ["case:1 case_opened", "case:2 case_opened"]


async def test_a_claim_that_fails_does_not_stand_in_the_way_of_a_report(
    rig: Rig, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    await rig.dispatcher.drain()

    def fail(*_: object) -> tuple[Job, ...]:
        raise LookupError("a mistake of ours")

    monkeypatch.setattr(claiming, "claim_due", fail)
    case = await reports(rig)
    monkeypatch.undo()
    await rig.dispatcher.drain()

    assert case.number == 1
    assert rig.poster.in_channel("C0SUPPORT")[:1] == ["case:1 case_opened"]
    assert "is claimed later" in caplog.text


async def test_what_is_reported_while_it_stops_is_kept_for_the_next_start(rig: Rig) -> None:
    await rig.dispatcher.drain()
    await rig.dispatcher.stop()

    case = await reports(rig)
    assert (await rig.deliveries(case.topic))["C0SUPPORT"].state is State.PLANNED

    await rig.made().drain()
    assert rig.poster.in_channel("C0SUPPORT")[:1] == ["case:1 case_opened"]


async def test_what_was_claimed_with_a_report_is_looked_for_when_the_process_dies(
    rig: Rig,
) -> None:
    await rig.dispatcher.drain()
    hang = Hang()
    rig.poster.then("C0SUPPORT", hang)
    case = await reports(rig)
    await rig.tasks.finish(0)

    again = rig.made()
    rig.passes(LEASE + timedelta(seconds=1))
    await again.give_up_abandoned()

    assert (await rig.deliveries(case.topic))["C0SUPPORT"].state is State.UNKNOWN
    assert rig.poster.calls.count("C0SUPPORT") == 1
