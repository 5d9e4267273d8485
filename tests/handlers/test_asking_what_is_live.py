"""`/live` and mentions: private answers that can be shown to everybody."""

import datetime as dt
from collections.abc import Callable

import pytest

from slack_simulator import Message, View
from slack_simulator.app_link.events import emit
from slack_simulator.testing import Person
from tests.support import story
from tests.support.world import World

Reads = Callable[[Message | View], str]


async def test_without_a_word_every_server_is_answered(zoe: Person, reads: Reads) -> None:
    answer = reads(await zoe.runs("/live", in_="#acme"))

    assert "Standard Release server\n2026.10 (Faster reports) is live" in answer
    assert "Controlled Release server\n2026.10 (Faster reports) is live" in answer


@pytest.mark.parametrize(
    "asked", ["controlled", "Enterprise", "CONTR", "Controlled Release server", "what's live on controlled?"]
)
async def test_a_server_is_known_by_each_of_its_names(zoe: Person, reads: Reads, asked: str) -> None:
    answer = reads(await zoe.runs(f"/live {asked}", in_="#acme"))

    assert answer.startswith("Controlled Release server\n")
    assert "Standard Release server" not in answer


async def test_a_typing_error_is_mended_and_the_answer_says_how_it_was_understood(
    zoe: Person, reads: Reads
) -> None:
    answer = reads(await zoe.runs("/live standart", in_="#acme"))

    assert answer.startswith("Standard Release server\n")
    assert "Understood as: what is live on Standard?" in answer


async def test_what_is_not_understood_is_said_to_be_so_and_the_nearest_questions_are_buttons(
    zoe: Person, reads: Reads
) -> None:
    answer = reads(await zoe.runs("/live on the moon", in_="#acme"))
    assert "I did not understand that. I do not know “moon”." in answer
    assert "Nothing was changed" not in answer

    asked = reads(await zoe.clicks("Ask"))

    assert asked.startswith("Next: 2026.11 (Course player refresh) on Controlled")


async def test_the_answer_is_private(world: World, zoe: Person) -> None:
    answer = await zoe.runs("/live", in_="#acme")

    assert isinstance(answer, Message)
    assert answer.private_to == zoe.user.id
    assert world.posts("#acme") == []


async def test_a_shared_answer_replaces_the_private_one_and_names_who_shared_it(
    world: World, zoe: Person, reads: Reads
) -> None:
    private = await zoe.runs("/live standard", in_="#acme")

    await zoe.clicks("Share in channel", on=private)
    await world.driver.until(lambda: private not in world.driver.messages("#acme"))

    (shared,) = world.posts("#acme")
    assert "2026.10 (Faster reports) is live" in reads(shared)
    assert reads(shared).endswith("Shared by @Zoe")


@pytest.mark.parametrize(
    "typed", ["@Fortnight what's live on Controlled?", "what's live on Controlled? @Fortnight"]
)
async def test_a_mention_with_a_question_is_answered_privately(
    world: World, zoe: Person, reads: Reads, typed: str
) -> None:
    answer = await zoe.says(typed, in_="#acme")

    assert answer.private_to == zoe.user.id
    assert reads(answer).startswith("Controlled Release server\n2026.10 (Faster reports) is live")
    assert [post.user for post in world.posts("#acme")] == [zoe.user.id]


async def test_an_answer_to_a_mention_can_be_shared(world: World, zoe: Person, reads: Reads) -> None:
    private = await zoe.says("@Fortnight controlled", in_="#acme")

    await zoe.clicks("Share in channel", on=private)
    await world.driver.until(lambda: private not in world.driver.messages("#acme"))

    assert "Shared by @Zoe" in reads(world.posts("#acme")[-1])


async def test_an_empty_mention_is_answered_with_what_can_be_asked(zoe: Person, reads: Reads) -> None:
    answer = reads(await zoe.says("@Fortnight", in_="#acme"))

    assert "/live controlled" in answer
    assert "[New release] [New integration] [Report a problem]" in answer


async def test_a_mention_that_is_not_understood_is_answered_so(zoe: Person, reads: Reads) -> None:
    answer = reads(await zoe.says("@Fortnight what's for lunch?", in_="#acme"))

    assert "I did not understand that. I do not know “lunch”." in answer


async def test_a_question_in_direct_messages_is_answered_there(zoe: Person, reads: Reads) -> None:
    await zoe.says("is 2026.10 on Enterprise yet?")

    assert reads(await zoe.hears("Yes. 2026.10 (Faster reports) is live")).startswith("Yes.")


async def test_a_greeting_in_direct_messages_is_answered_with_what_can_be_asked(
    zoe: Person, reads: Reads
) -> None:
    await zoe.says("Hi!")

    assert "/live mine" in reads(await zoe.hears("/live controlled"))


async def test_edits_and_what_is_said_in_channels_without_a_mention_are_no_questions(
    world: World, zoe: Person, reads: Reads
) -> None:
    said = {
        "type": "message",
        "channel": "D0ZOE",
        "channel_type": "im",
        "user": zoe.user.id,
        "text": "standard",
    }

    for other in ({"subtype": "message_changed"}, {"channel": "C0ACME", "channel_type": "channel"}):
        emit(world.workspace, said | other, subscription="message.im")
    await zoe.says("controlled")

    await zoe.hears("Controlled Release server")
    assert not [each for each in zoe.sees(None) if "Standard Release server" in reads(each)]


async def test_it_is_the_release_that_somebody_was_told_of_last(zoe: Person, reads: Reads) -> None:
    await zoe.runs("/live is 2026.10 on Controlled?", in_="#acme")

    answer = reads(await zoe.runs("/live is it on Standard?", in_="#acme"))

    assert answer.startswith("Yes. 2026.10")
    assert "Understood as: is 2026.10 live on Standard?" in answer


async def test_it_is_that_one_for_whichever_process_answers(world: World, zoe: Person, reads: Reads) -> None:
    await zoe.runs("/live is 2026.10 on Controlled?", in_="#acme")
    await world.stop()
    await world.start()

    assert reads(await zoe.runs("/live is it on Standard?", in_="#acme")).startswith("Yes. 2026.10")


async def test_it_is_the_one_on_its_way_again_after_a_while(world: World, zoe: Person, reads: Reads) -> None:
    await zoe.runs("/live is 2026.10 on Controlled?", in_="#acme")
    await world.time_passes(until=world.clock.now() + dt.timedelta(minutes=16))

    assert reads(await zoe.runs("/live is it on Standard?", in_="#acme")).startswith("No. 2026.11")


async def test_a_mention_in_a_thread_is_answered_in_that_thread(zoe: Person) -> None:
    start = await zoe.says("Morning!", in_="#acme")

    answer = await zoe.says("@Fortnight controlled", in_="#acme", thread=start)

    assert answer.thread_ts == start.ts


async def test_who_is_mentioned_where_the_bot_may_not_speak_is_answered_in_direct_messages(
    world: World, zoe: Person, reads: Reads
) -> None:
    world.driver.archive("#globex")
    event = {"type": "app_mention", "channel": "C0GLOBEX", "user": zoe.user.id, "ts": "1.000100"}

    emit(world.workspace, event | {"text": "<@U0APP> controlled"})

    answer = await zoe.hears("Controlled Release server")
    assert "is live" in reads(answer)


async def test_other_bots_are_not_answered(world: World, zoe: Person, reads: Reads) -> None:
    by_a_bot = {"type": "app_mention", "channel": "C0ACME", "bot_id": "B0OTHER", "text": "<@U0APP> standard"}

    emit(world.workspace, by_a_bot)
    emit(world.workspace, by_a_bot | {"user": zoe.user.id})
    last = await zoe.says("@Fortnight controlled", in_="#acme")

    private = [message for message in world.driver.messages("#acme") if message.private_to]
    assert private == [last]
    assert reads(last).startswith("Controlled")


async def test_my_integrations_are_named_as_mine_and_when_shared_by_my_name(
    world: World, ana: Person, reads: Reads
) -> None:
    private = await ana.runs("/live controlled", in_="#acme")
    assert "Your integrations here: Acme LMS (production)." in reads(private)

    await ana.clicks("Share in channel", on=private)
    await world.driver.until(lambda: world.posts("#acme"))

    assert "Integrations of @Ana here: Acme LMS (production)." in reads(world.posts("#acme")[0])


async def test_a_guest_may_ask(world: World, reads: Reads) -> None:
    answer = reads(await world.driver.person("gil").runs("/live standard", in_="#acme"))

    assert "is live" in answer


async def test_a_stranger_who_mentions_the_bot_learns_nothing(world: World, reads: Reads) -> None:
    answer = reads(await world.driver.person("eve").says("@Fortnight standard", in_="#acme"))

    assert answer == (
        "This works for people of this workspace alone. Please ask one of them to do it. Nothing was changed."
    )


@pytest.mark.usefixtures("release_day")
async def test_what_is_due_and_not_confirmed_is_never_said_to_be_live(zoe: Person, reads: Reads) -> None:
    answer = reads(await zoe.runs("/live standard", in_="#acme"))

    assert "2026.10 (Faster reports) is live" in answer
    assert (
        f"{story.RELEASE.name} (Course player refresh) is scheduled to go live today, not confirmed yet"
        in answer
    )
