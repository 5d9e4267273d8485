"""Alerts have no dead end: whoever cannot be reached, or may not answer, is passed over for the next."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from rollouts import kinds
from rollouts.announcing.planning import replan_all
from rollouts.deliveries import Announcement, Concern, Delivery, Key, Outcome, Pause, Refused, State
from rollouts.delivery.claiming import ClaimDue, Job, claim_due
from rollouts.delivery.helpers import line
from rollouts.delivery.recording import Attempt, record
from rollouts.kinds import Kind
from rollouts.people import Person
from rollouts.policy import Confirmation
from rollouts.refusals import NotAllowed, Unknown
from rollouts.usecases.answering import OpenChoices, open_choices
from rollouts.usecases.confirming import AskLater, Confirm, ask_later, confirm
from slack_simulator import Fault, FaultKind, Message, View
from slack_simulator.testing import Person as Colleague
from tests.support import story
from tests.support.delivering import deliver, in_acme, posted
from tests.support.memory_ledger import MemoryLedger
from tests.support.stored import put
from tests.support.story import ADMIN, ANA, BEN, MANAGER, POLICY, RELEASE, STANDARD_DAY, ZOE, at
from tests.support.world import World

DAY = at(STANDARD_DAY)
GONE = Refused("is_deactivated", concern=Concern.CHANNEL)
QUESTION = Announcement(kinds.OWNER_QUESTION, "standard")
SUPPORT = "C0SUPPORT"

Answers = Callable[[Job], Outcome]

CODES = (
    "is_deactivated",
    "is_guest",
    "is_outsider",
    "user_not_found",
    "user_disabled",
    "messages_tab_disabled",
)


def all_but(*there: str, code: str = "is_deactivated") -> Answers:
    """Answer as a chat system in which nobody else can be asked; channels take everything."""
    gone = Refused(code, concern=Concern.CHANNEL)

    def answer(job: Job) -> Outcome:
        channel = job.delivery.key.channel
        return posted(job) if channel in there or not channel.startswith("U") else gone

    return answer


def shut(*channels: str, code: str = "is_archived") -> Answers:
    """Answer as a chat system in which those channels are closed and nobody else can be asked."""

    def answer(job: Job) -> Outcome:
        channel = job.delivery.key.channel
        is_shut = channel in channels or channel.startswith("U")
        return Refused(code, concern=Concern.CHANNEL) if is_shut else posted(job)

    return answer


def asked(ledger: MemoryLedger, announcement: Announcement = QUESTION) -> list[tuple[str, State]]:
    """Return who was asked in turn, and what became of it; not what is still to be asked."""
    posts = (post for post in ledger.deliveries(RELEASE.topic) if post.key.announcement == announcement)
    done = (post for post in posts if post.state is not State.PLANNED)
    return [(post.key.channel, post.state) for post in sorted(done, key=lambda post: post.id)]


# The line


@pytest.mark.parametrize("code", CODES)
def test_an_owner_who_cannot_be_asked_is_passed_over_for_the_first_manager(
    ledger: MemoryLedger, code: str
) -> None:
    deliver(ledger, DAY, all_but(MANAGER.id, code=code))

    assert asked(ledger) == [(ANA.id, State.FAILED), (MANAGER.id, State.SENT)]


def test_managers_are_asked_one_after_the_other(ledger: MemoryLedger) -> None:
    deliver(ledger, DAY, all_but(ADMIN.id))

    assert asked(ledger) == [(ANA.id, State.FAILED), (MANAGER.id, State.FAILED), (ADMIN.id, State.SENT)]


def test_after_the_managers_comes_the_support_channel(ledger: MemoryLedger) -> None:
    deliver(ledger, DAY, all_but())

    assert asked(ledger)[-1] == (SUPPORT, State.SENT)


def test_after_the_support_channel_comes_a_channel_of_the_release(ledger: MemoryLedger) -> None:
    deliver(ledger, DAY, shut(SUPPORT))

    assert asked(ledger)[-2:] == [(SUPPORT, State.FAILED), ("C0ACME", State.SENT)]


def test_a_channel_that_is_closed_by_then_is_left_out_of_the_line(ledger: MemoryLedger) -> None:
    deliver(ledger, DAY, shut(SUPPORT, "C0ACME"))

    channels = [channel for channel, state in asked(ledger) if state is State.SENT]
    assert channels == ["C0GLOBEX"]
    assert SUPPORT not in line(ledger=ledger, topic=RELEASE.topic)


def test_in_the_end_it_stays_in_need_of_help_and_can_be_read(ledger: MemoryLedger) -> None:
    deliver(ledger, DAY, lambda _: Refused("is_archived", concern=Concern.CHANNEL))

    assert {state for _, state in asked(ledger)} == {State.FAILED}
    assert len(asked(ledger)) == len({channel for channel, _ in asked(ledger)})


def test_a_question_that_waits_in_a_channel_when_that_closes_is_told_of_where_nobody_is_left(
    ledger: MemoryLedger,
) -> None:
    here = ledger.at(DAY)
    question = Key(RELEASE.topic, QUESTION, "C0ACME", revision=1)
    for number, place in enumerate(set(line(ledger=ledger, topic=RELEASE.topic)) - {"C0ACME"}):
        here.pause(Pause(place, "is_archived", DAY, number))
    (job,) = in_acme(claim_due(here, ClaimDue(10, 0)))
    in_vain = ledger.deliveries(RELEASE.topic, of=QUESTION)
    here.save_deliveries(replace(post, state=State.FAILED) for post in in_vain)
    put(here, [Delivery(0, question, DAY)])

    unheard = record(here, (Attempt(job, Refused("is_archived", concern=Concern.CHANNEL)),))

    assert [(each.key, each.state, each.reason) for each in unheard] == [
        (question, State.FAILED, "is_archived")
    ]


@pytest.mark.parametrize("confirmation", Confirmation)
@pytest.mark.parametrize("support", [SUPPORT, None])
def test_with_nobody_named_somebody_is_still_asked(
    ledger: MemoryLedger, confirmation: Confirmation, support: str | None
) -> None:
    alerts_to = (support,) if support else ()
    ledger.policy = replace(POLICY, support_channel=support, confirmation=confirmation, alerts_to=alerts_to)
    ledger.save_release(replace(RELEASE, owner=None))
    replan_all(ledger=ledger.at(story.START))

    deliver(ledger, DAY)

    assert [channel for channel, state in asked(ledger) if state is State.SENT] == [support or "C0ACME"]


def test_nobody_is_invited_into_a_direct_message(ledger: MemoryLedger) -> None:
    jobs = deliver(ledger, DAY, all_but())

    assert ledger.pauses() == ()
    assert kinds.CHANNEL_PAUSED not in {job.delivery.key.announcement.kind for job in jobs}


def test_of_a_closed_channel_everybody_concerned_is_told_and_one_who_is_gone_moves_nothing_on(
    ledger: MemoryLedger,
) -> None:
    closed = Refused("is_archived", concern=Concern.CHANNEL)
    gone = Refused("is_deactivated", concern=Concern.CHANNEL)
    wrong = {"C0ACME": closed, MANAGER.id: gone}

    jobs = deliver(ledger, DAY, lambda job: wrong.get(job.delivery.key.channel) or posted(job))

    told = [
        job.delivery.key.channel for job in jobs if job.delivery.key.announcement.kind == kinds.CHANNEL_PAUSED
    ]
    assert sorted(told) == sorted([ANA.id, MANAGER.id, ADMIN.id])


def test_of_a_closed_channel_the_support_channel_is_told_when_nobody_else_can_be(
    ledger: MemoryLedger,
) -> None:
    jobs = deliver(ledger, DAY, shut("C0ACME"))

    told = [
        job.delivery.key.channel for job in jobs if job.delivery.key.announcement.kind == kinds.CHANNEL_PAUSED
    ]
    assert told[-1] == SUPPORT
    assert told.count(SUPPORT) == 1


def test_whoever_is_asked_again_later_and_cannot_be_is_passed_over_again(ledger: MemoryLedger) -> None:
    deliver(ledger, DAY, all_but(MANAGER.id))
    later = ask_later(ledger.at(DAY), AskLater(MANAGER, asked_last(ledger).id)).at

    deliver(ledger, later, all_but(ADMIN.id))

    assert asked(ledger)[-1] == (ADMIN.id, State.SENT)


def asked_last(ledger: MemoryLedger) -> Delivery:
    """Return the question that was asked last."""
    posts = (post for post in ledger.deliveries(RELEASE.topic) if post.state is State.SENT)
    return [post for post in posts if post.key.announcement == QUESTION][-1]


# In a channel


def test_what_is_asked_in_a_channel_is_marked_as_such_and_what_is_asked_privately_is_not(
    ledger: MemoryLedger,
) -> None:
    jobs = deliver(ledger, DAY, all_but())

    questions = [job for job in jobs if job.delivery.key.announcement == QUESTION]
    assert [(job.delivery.key.channel, job.is_asked_in_public) for job in questions] == [
        (ANA.id, False),
        (MANAGER.id, False),
        (ADMIN.id, False),
        (SUPPORT, True),
    ]


@pytest.mark.parametrize("person", [ANA, MANAGER, ADMIN])
def test_who_may_answer_gets_the_choices(ledger: MemoryLedger, person: Person) -> None:
    deliver(ledger, DAY, all_but())

    brief = open_choices(ledger.at(DAY), OpenChoices(person, asked_last(ledger).id))

    assert brief.kind == kinds.OWNER_QUESTION


@pytest.mark.parametrize("person", [BEN, ZOE])
def test_who_may_not_is_told_who_does(ledger: MemoryLedger, person: Person) -> None:
    deliver(ledger, DAY, all_but())

    with pytest.raises(NotAllowed) as refused:
        open_choices(ledger.at(DAY), OpenChoices(person, asked_last(ledger).id))

    assert ANA.id in refused.value.holders


def test_a_question_that_was_answered_meanwhile_offers_no_choices(ledger: MemoryLedger) -> None:
    deliver(ledger, DAY, all_but())
    confirm(ledger.at(DAY), Confirm(ANA, "2026.11", "standard"))

    with pytest.raises(Unknown):
        open_choices(ledger.at(DAY), OpenChoices(MANAGER, asked_last(ledger).id))


def paused_question(ledger: MemoryLedger, *, asked_about: Kind, code: Refused) -> Delivery:
    """Return the question in the support channel that came of what was refused in #acme."""

    def answer(job: Job) -> Outcome:
        channel = job.delivery.key.channel
        return code if channel == "C0ACME" else GONE if channel.startswith("U") else posted(job)

    jobs = deliver(ledger, DAY, answer)
    (question,) = [
        job.delivery
        for job in jobs
        if job.is_asked_in_public and job.delivery.key.announcement.kind == asked_about
    ][:1]
    return question


def test_a_closed_channel_is_answered_for_by_the_owners_of_what_hears_there(ledger: MemoryLedger) -> None:
    closed = Refused("is_archived", concern=Concern.CHANNEL)
    question = paused_question(ledger, asked_about=kinds.CHANNEL_PAUSED, code=closed)

    assert open_choices(ledger.at(DAY), OpenChoices(ANA, question.id)).kind == kinds.CHANNEL_PAUSED
    with pytest.raises(NotAllowed):
        open_choices(ledger.at(DAY), OpenChoices(ZOE, question.id))


def test_a_post_that_was_refused_is_answered_for_by_managers(ledger: MemoryLedger) -> None:
    question = paused_question(ledger, asked_about=kinds.UNSURE, code=Refused("invalid_blocks"))

    assert open_choices(ledger.at(DAY), OpenChoices(MANAGER, question.id)).kind == kinds.UNSURE
    with pytest.raises(NotAllowed):
        open_choices(ledger.at(DAY), OpenChoices(ZOE, question.id))


# Over the wire


async def test_a_deactivated_owner_is_passed_over_over_the_wire(world: World, maya: Colleague) -> None:
    world.driver.deactivate("ana")

    await world.time_passes(until=DAY)

    assert world.driver.person("ana").sees() == []
    await maya.hears("Is 2026.11 live on the Standard")


async def test_a_guest_and_a_stranger_are_not_asked(world: World, maya: Colleague) -> None:
    ana = world.workspace.users["U0ANA"]
    ana.is_guest = True

    await world.time_passes(until=DAY)

    assert not [post for post in world.driver.person("ana").sees() if "Is 2026.11 live" in post.text]
    await maya.hears("Is 2026.11 live on the Standard")


async def test_a_question_in_a_channel_is_answered_there_by_those_who_may(
    world: World, maya: Colleague, zoe: Colleague
) -> None:
    for name in ("ana", "maya"):
        world.driver.deactivate(name)
    await world.time_passes(until=DAY)
    (question,) = [post for post in world.posts("#support") if "Is 2026.11 live" in post.text]
    assert [element["text"]["text"] for element in question.blocks[-1]["elements"]] == ["Answer"]
    adam = world.driver.person("adam")

    refused = await zoe.clicks("Answer", on=question)
    assert isinstance(refused, Message)
    assert "Only its owner and managers" in refused.text
    choices = await adam.clicks("Answer", on=question)
    assert isinstance(choices, View)
    await world.driver.until(lambda: "Confirm live" in str(choices.content))
    await adam.clicks("Confirm live", on=choices, answer=False)

    await world.driver.until(lambda: "is live on the" in str(choices.content))
    await world.bot.dispatcher.drain()
    await world.driver.until(lambda: "Answer" not in str(question.blocks))


# A case, too, is for those who read it


@pytest.fixture
async def without_support(world: World) -> World:
    """A world in which cases are for the managers: Maya and Adam."""
    await world.stop()
    both = frozenset({"U0MAYA", "U0ADAM"})
    world.settings = world.settings.model_copy(update={"support_channel": None, "managers": both})
    await world.start()
    return world


def conversations(world: World) -> list[set[str]]:
    """Return who is in each conversation of several people, the bot left out."""
    groups = (each for each in world.workspace.channels.values() if each.kind == "group")
    return [set(group.members) - {world.workspace.bot_user_id} for group in groups]


async def test_a_manager_whose_account_is_closed_is_left_out_of_the_conversation_on_a_case(
    without_support: World, zoe: Colleague
) -> None:
    without_support.driver.deactivate("maya")

    await zoe.runs("/urgent It is grey")
    await without_support.bot.dispatcher.drain()

    assert conversations(without_support) == [{"U0ADAM", "U0ZOE"}]
    assert without_support.driver.person("maya").sees() == []


async def test_where_all_managers_are_gone_the_reporter_is_told_that_nobody_else_has_it(
    without_support: World, zoe: Colleague
) -> None:
    for name in ("maya", "adam"):
        without_support.driver.deactivate(name)

    await zoe.runs("/urgent It is grey")
    await without_support.bot.dispatcher.drain()

    assert conversations(without_support) == []
    thread = await zoe.hears("Urgent case 1: open")
    assert "Nobody else has it: please tell your support team directly too." in thread.text


async def test_a_copy_for_a_manager_who_is_gone_counts_as_not_received(world: World, zoe: Colleague) -> None:
    world.driver.deactivate("maya")
    world.driver.archive("support")

    await zoe.runs("/urgent It is grey", in_="#acme")
    await world.bot.dispatcher.drain()

    told = await zoe.hears("Urgent case 1 is open")
    assert "so its thread is in #acme." in world.driver.reads(told)
    assert "The managers" not in world.driver.reads(told)
    assert world.driver.person("maya").sees() == []


async def test_a_case_waits_for_no_word_on_whether_managers_are_still_there(
    without_support: World, zoe: Colleague
) -> None:
    without_support.workspace.faults.add(Fault(FaultKind.HANG, "users.info", times=100, seconds=60))

    await zoe.runs("/urgent It is grey")

    await without_support.driver.until(
        lambda: conversations(without_support) == [{"U0MAYA", "U0ADAM", "U0ZOE"}]
    )


async def test_the_answer_to_a_question_that_may_not_be_edited_any_more_stands_in_a_reply(
    release_day: World, ana: Colleague
) -> None:
    question = await ana.hears("Is 2026.11 live on the Standard")
    before = release_day.driver.reads(question)
    release_day.workspace.edit_window = 10 * story.MINUTE
    await release_day.time_passes(until=release_day.clock.now() + 11 * story.MINUTE)

    await ana.runs("/release confirm 2026.11 standard", in_="#acme")
    await release_day.bot.dispatcher.drain()

    assert release_day.driver.reads(question) == before
    replies = [post for post in ana.sees() if post.thread_ts == question.ts]
    assert ["2026.11 is live on" in release_day.driver.reads(reply) for reply in replies] == [True]
