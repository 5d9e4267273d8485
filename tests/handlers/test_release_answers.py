"""`/release` with everything that only looks: list, show, next, preview, help."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from rollouts.history import Author
from rollouts.keeping import keep_release
from rollouts.ports import Ledger
from rollouts.usecases.calendar_file import Calendar
from slack_simulator import Fault, FaultKind, Message, View
from slack_simulator.testing import Person
from tests.support import story
from tests.support.world import World

Reads = Callable[[Message | View], str]


@pytest.mark.parametrize("typed", ["", "list", "LIST", "show", "preview", "history"])
async def test_without_more_words_the_releases_are_listed(zoe: Person, reads: Reads, typed: str) -> None:
    answer = reads(await zoe.runs(f"/release {typed}", in_="#acme"))

    assert answer.startswith("Coming releases\n2026.11 (Course player refresh): Standard planned for")
    assert "Past releases\n• 2026.10 (Faster reports)" in answer


async def test_a_release_is_shown_with_what_comes_next(zoe: Person, reads: Reads) -> None:
    answer = reads(await zoe.runs("/release show 2026.11", in_="#acme"))

    assert "○ Standard Release server: planned for Mon 30 November, in 22 days" in answer
    assert "Next: Mon 9 Nov 2026, 09:00 (Europe/Berlin), preview (Standard) in #acme, #globex" in answer


async def test_the_show_button_of_the_list_shows_the_release(zoe: Person, reads: Reads) -> None:
    await zoe.runs("/release", in_="#acme")

    answer = reads(await zoe.clicks("Show"))

    assert answer.startswith("2026.11: Course player refresh")


async def test_an_unknown_release_is_answered_with_the_nearest(zoe: Person, reads: Reads) -> None:
    answer = reads(await zoe.runs("/release show 2026.12", in_="#acme"))

    assert answer == "I know no release “2026.12”. Did you mean “2026.11” or “2026.10”?"


async def test_what_comes_next_is_told_by_date(zoe: Person, reads: Reads) -> None:
    answer = reads(await zoe.runs("/release next", in_="#acme"))

    assert "2026.11 (Course player refresh) on Standard: planned for Mon 30 November" in answer
    assert "2026.11, preview in #acme" in answer


async def test_a_preview_shows_what_every_channel_will_be_told_and_posts_nothing(
    world: World, zoe: Person, reads: Reads
) -> None:
    answer = reads(await zoe.runs("/release preview 2026.11", in_="#northwind"))

    assert "Said until now" not in answer
    assert "#northwind, as a message.\n2026.11 · Course player refresh. Standard: Mon 30 November" in answer
    assert world.posts("#northwind") == []


async def test_the_next_page_of_a_preview_goes_on_where_the_first_ended(
    world: World, zoe: Person, reads: Reads
) -> None:
    first = reads(await zoe.runs("/release preview 2026.11", in_="#northwind"))
    second = reads(await zoe.clicks("Next page"))

    last = await zoe.clicks("Next page")
    assert ("Page 1 of 3." in first, "Page 2 of 3." in second, "Page 3 of 3." in reads(last)) == (True,) * 3
    assert "Next page" not in reads(last)
    assert "note that nobody confirmed it (Controlled), #acme" in second
    assert "preview (Standard)" not in second


async def test_what_was_said_leads_to_the_message_itself(world: World, zoe: Person, reads: Reads) -> None:
    await world.time_passes(until=story.at(story.PREVIEW_DAY))
    card = world.posts("#acme")[0]

    answer = await zoe.runs("/release preview 2026.11", in_="#northwind")

    assert isinstance(answer, Message)
    assert f"/archives/C0ACME/p{card.ts.replace('.', '')}|as it reads in the channel>" in str(answer.blocks)
    assert "Course player refresh. Standard: Mon 30 November; Controlled: Mon 14 December." in reads(answer)


async def test_what_slack_gives_no_link_to_is_told_without_one(
    world: World, zoe: Person, reads: Reads
) -> None:
    await world.time_passes(until=story.at(story.PREVIEW_DAY))
    world.workspace.faults.add(Fault(FaultKind.FATAL_ERROR, "chat.getPermalink", times=9))

    answer = reads(await zoe.runs("/release preview 2026.11", in_="#northwind"))

    assert "Course player refresh. Standard: Mon 30 November" in answer
    assert "as it reads in the channel" not in answer


async def test_help_lists_what_can_be_typed(zoe: Person, reads: Reads) -> None:
    assert "/release confirm 2026.11 standard" in reads(await zoe.runs("/release help", in_="#acme"))


async def test_a_typing_error_gets_did_you_mean(zoe: Person, reads: Reads) -> None:
    answer = reads(await zoe.runs("/release lsit", in_="#acme"))

    assert answer == "I know no command “lsit”. Did you mean “list”?"


async def test_a_word_that_is_near_to_nothing_is_told_where_help_is(zoe: Person, reads: Reads) -> None:
    answer = reads(await zoe.runs("/release frobnicate now", in_="#acme"))

    assert answer == "I know no command “frobnicate”. See /release help."


async def test_other_words_for_what_a_command_does_are_answered_with_it(zoe: Person, reads: Reads) -> None:
    for typed, meant in (
        ("/release rename 2026.11 2026.12", "edit"),
        ("/release delete 2026.11", "withdraw"),
        ("/release postpone 2026.11 by a week", "move"),
        ("/release pause 2026.11", "hold"),
        ("/release queue", "deliveries"),
        ("/integration new Foo", "add"),
        ("/integration delete Acme LMS", "remove"),
        ("/case create", "new"),
    ):
        answer = reads(await zoe.runs(typed, in_="#acme"))

        word = typed.split()[1]
        assert answer.startswith(f"I know no command “{word}”. Did you mean “{meant}”?"), typed


async def test_a_slip_in_a_name_that_begins_with_such_a_word_is_of_the_name(
    world: World, zoe: Person, reads: Reads
) -> None:
    fix_pack = replace(story.DRAFT, name="Fix pack", title="Small things")
    await world.takes_in(Calendar(None, (), (fix_pack,)))

    answer = reads(await zoe.runs("/release fix pakc", in_="#acme"))

    assert answer == "I know no release “fix pakc”. Did you mean “Fix pack”?"


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("/release", "Coming releases"),
        ("/release show 2026.11", "2026.11: Course player refresh"),
        ("/release next", "Next dates"),
        ("/integration", "Acme LMS in #acme"),
        ("/integration show Acme LMS", "production on Controlled"),
    ],
)
async def test_answers_can_be_shared_and_lose_their_buttons(
    world: World, zoe: Person, reads: Reads, command: str, said: str
) -> None:
    private = await zoe.runs(command, in_="#acme")

    await zoe.clicks("Share in channel", on=private)
    await world.driver.until(lambda: private not in world.driver.messages("#acme"))

    (shared,) = world.posts("#acme")
    assert said in reads(shared)
    assert "Shared by @Zoe" in reads(shared)
    assert "Share in channel" not in reads(shared)


async def test_a_shared_answer_is_asked_anew_so_it_tells_what_holds_now(
    world: World, zoe: Person, reads: Reads
) -> None:
    private = await zoe.runs("/release show 2026.11", in_="#acme")
    await world.time_passes(until=story.at(story.PREVIEW_DAY))

    await zoe.clicks("Share in channel", on=private)
    await world.driver.until(lambda: private not in world.driver.messages("#acme"))

    assert "3 messages posted" in reads(world.posts("#acme")[-1])


async def test_a_name_typed_alone_shows_that_release(zoe: Person, reads: Reads) -> None:
    named = reads(await zoe.runs("/release 2026.11", in_="#acme"))

    assert (
        named.splitlines()[0] == reads(await zoe.runs("/release show 2026.11", in_="#acme")).splitlines()[0]
    )


async def test_the_history_tells_who_changed_what(zoe: Person, reads: Reads) -> None:
    answer = reads(await zoe.runs("/release history 2026.11", in_="#acme"))

    assert answer.startswith("History of 2026.11\n")
    assert "entered as “2026.11”; title: “Course player refresh”" in answer


async def test_a_long_history_is_told_in_pages(world: World, zoe: Person, reads: Reads) -> None:
    def rename_often(ledger: Ledger) -> None:
        for number in range(20):
            release = replace(story.RELEASE, title=f"Title {number}")
            author = Author("U0MAYA", ledger.now + number * story.MINUTE)
            keep_release(ledger=ledger, release=release, author=author)

    await world.bot.workspace.run(rename_often, now=world.clock.now())
    newest = await zoe.runs("/release history 2026.11", in_="#acme")

    older = reads(await zoe.clicks("Older", on=newest))

    assert "“Title 18” → “Title 19”" in reads(newest)
    assert "entered as “2026.11”" not in reads(newest)
    assert "entered as “2026.11”" in older
    assert "Page 2 of 2." in older


async def test_next_answers_for_the_release_or_server_that_is_named(zoe: Person, reads: Reads) -> None:
    assert "on Standard" not in reads(await zoe.runs("/release next enterprise", in_="#acme"))
    assert "Nothing more is planned for 2026.10" in reads(
        await zoe.runs("/release next 2026.10", in_="#acme")
    )
