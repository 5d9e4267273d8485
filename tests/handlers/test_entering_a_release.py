"""The form for a new release: it tells every error at its field, and stores nothing by halves."""

from collections.abc import Awaitable, Callable

import pytest

from slack_simulator import Message, View
from slack_simulator.testing import Person
from tests.support import story
from tests.support.forms import ready_form
from tests.support.world import World

Reads = Callable[[Message | View], str]
Opens = Callable[[Person, str], Awaitable[View]]

STANDARD, CONTROLLED = "Date on the Standard Release server", "Date on the Controlled Release server"
NEW = {"Name": "2027.01", "Title": "Dark mode", STANDARD: "2027-01-11"}


async def test_a_release_with_a_first_date_alone_gets_the_usual_second_one(
    maya: Person, opens: Opens, reads: Reads
) -> None:
    form = await opens(maya, "/release new")
    await maya.fills(form, NEW)

    sent = await maya.submits(form)

    assert sent.closed
    answer = reads(await maya.hears("Release 2027.01", in_="#acme"))
    assert "Release 2027.01 (Dark mode) is entered." in answer
    assert "Controlled Release server: planned for Mon 25 January 2027" in answer


async def test_everything_that_the_form_takes_is_kept(maya: Person, opens: Opens, reads: Reads) -> None:
    form = await opens(maya, "/release new")
    await maya.fills(
        form,
        NEW
        | {
            CONTROLLED: "2027-02-01",
            "Impact": ["It affects integrations"],
            "Summary": "Easier on the eyes.",
            "UI changes": "Black is the new white\n\n  Buttons glow  ",
            "Opt-in features": "Contrast | Settings > Search | on\nSepia\nMoon|Settings|off",
            "Documentation": "Release notes https://vendor.example/1\nhttps://vendor.example/2",
            "Owner": "@ben",
        },
    )
    await maya.submits(form)
    await maya.hears("Release 2027.01", in_="#acme")

    answer = reads(await maya.runs("/release show 2027.01", in_="#acme"))

    assert "Controlled Release server: planned for Mon 1 February 2027" in answer
    assert "It affects integrations. Owner: @Ben." in answer
    assert "Easier on the eyes." in answer
    assert "• Black is the new white\n• Buttons glow\n" in answer
    assert "• Contrast, on by default (Settings > Search)" in answer
    assert "• Sepia, off by default" in answer
    assert "• Moon, off by default (Settings)" in answer
    assert "• Release notes\n• https://vendor.example/2" in answer


async def test_without_the_tick_it_has_no_impact_and_one_fyi_goes_to_each_channel(
    maya: Person, opens: Opens, reads: Reads
) -> None:
    form = await opens(maya, "/release new")
    await maya.fills(form, NEW | {"Impact": None})
    await maya.submits(form)

    answer = reads(await maya.hears("Release 2027.01", in_="#acme"))

    assert "3 posts are planned: first the FYI" in answer


async def test_who_enters_a_release_without_an_owner_owns_it(
    maya: Person, opens: Opens, reads: Reads
) -> None:
    form = await opens(maya, "/release new")
    await maya.fills(form, NEW)
    await maya.submits(form)
    await maya.hears("Release 2027.01", in_="#acme")

    assert "Owner: @Maya." in reads(await maya.runs("/release show 2027.01", in_="#acme"))


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"Name": "2026.11"}, "Name", "“2026.11” exists already. Choose another name."),
        ({"Title": "Hello <!channel>"}, "Title", "This would notify a whole channel or group."),
        ({"Summary": "Hello <!here|here>"}, "Summary", "This would notify a whole channel or group."),
        ({"Name": "   "}, "Name", "This is needed."),
        ({STANDARD: "2026-11-07"}, STANDARD, "This day is past, today is Sun 8 November 2026."),
        ({CONTROLLED: "2027-01-10"}, CONTROLLED, "Choose Tue 12 January 2027 or later"),
        ({"UI changes": "x" * 301}, "UI changes", "This is too long: at most 300 characters."),
        ({"UI changes": "x\n" * 61}, "UI changes", "These are too many: at most 60."),
        (
            {"Documentation": "Notes ftp://vendor"},
            "Documentation",
            "Line 1 is not understood: “Notes ftp://vendor”.",
        ),
        ({"Name": "x" * 41}, "Name", "Must be at most 40 characters."),
        ({"Title": "x" * 141}, "Title", "Must be at most 140 characters."),
    ],
)
async def test_what_cannot_be_taken_is_told_at_its_field_and_can_be_put_right(
    maya: Person, opens: Opens, reads: Reads, wrong: dict[str, object], field: str, sentence: str
) -> None:
    form = await opens(maya, "/release new")
    await maya.fills(form, NEW | wrong)

    refused = await maya.submits(form)

    assert list(refused.errors) == [field]
    assert sentence in refused.errors[field]

    await maya.fills(form, dict.fromkeys(wrong) | NEW)
    assert (await maya.submits(form)).closed
    assert "is entered" in reads(await maya.hears("Release 2027.01", in_="#acme"))


async def test_all_errors_are_told_at_once_and_nothing_is_stored(
    world: World, maya: Person, opens: Opens, reads: Reads
) -> None:
    form = await opens(maya, "/release new")
    await maya.fills(form, {"Name": "2026.11", "Title": "<!everyone>", STANDARD: "2026-11-01"})

    refused = await maya.submits(form)

    assert set(refused.errors) >= {"Name", "Title", STANDARD}
    assert "Course player refresh" in reads(await maya.runs("/release show 2026.11", in_="#acme"))
    assert world.posts("#acme") == []


async def test_somebody_without_the_right_reads_who_has_it_and_no_form_opens(
    zoe: Person, reads: Reads
) -> None:
    answer = reads(await zoe.runs("/release new", in_="#acme"))

    assert answer.startswith("Only managers change releases. Please ask @releases or @Maya")


@pytest.mark.parametrize("person", ["maya", "greta", "adam"])
async def test_managers_are_known_by_id_by_user_group_and_as_administrators(
    world: World, opens: Opens, person: str
) -> None:
    form = await opens(world.driver.person(person), "/release new")

    assert form.content["title"]["text"] == "New release"


async def test_the_buttons_open_the_same_form(world: World, maya: Person) -> None:
    await maya.runs("/release help", in_="#acme")

    form = await ready_form(world.workspace, maya, await maya.clicks("New release"))

    assert form.content["callback_id"] == "release_form"


async def test_a_right_that_was_taken_away_while_the_form_was_open_counts_no_more(
    world: World, opens: Opens
) -> None:
    greta = world.driver.person("greta")
    form = await opens(greta, "/release new")
    await greta.fills(form, NEW)
    world.workspace.groups["S0RELEASES"].users.clear()
    await world.stop()
    await world.start()

    sent = await greta.submits(form)

    assert sent.view is not None
    assert "Only managers change releases" in str(sent.view.blocks)


async def test_a_release_entered_without_integrations_says_that_it_concerns_no_channel(
    maya: Person, opens: Opens, reads: Reads
) -> None:
    for integration in story.INTEGRATIONS:
        await maya.runs(f"/integration remove {integration.name}", in_="#acme")
        await maya.clicks("Remove")
    form = await opens(maya, "/release new")
    await maya.fills(form, NEW)
    await maya.submits(form)

    assert "it concerns no channel so far" in reads(await maya.hears("Release 2027.01", in_="#acme"))
