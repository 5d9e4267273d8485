"""`/integration`: who is on which server, kept by the teams themselves."""

from collections.abc import Awaitable, Callable

import pytest

from slack_simulator import Message, View
from slack_simulator.testing import Person
from tests.support import story
from tests.support.forms import ready_form
from tests.support.world import World

Reads = Callable[[Message | View], str]
Opens = Callable[[Person, str], Awaitable[View]]

ON_STANDARD = "Environments on the Standard Release server"
ON_CONTROLLED = "Environments on the Controlled Release server"
NEW = {"Name": "Initech", "Channel": "#globex", ON_STANDARD: "test, staging", ON_CONTROLLED: "production"}


@pytest.mark.parametrize("typed", ["", "list", "show", "edit", "remove"])
async def test_without_a_name_the_integrations_are_listed(zoe: Person, reads: Reads, typed: str) -> None:
    answer = reads(await zoe.runs(f"/integration {typed}", in_="#acme"))

    assert "Acme LMS in #acme: test on Standard and production on Controlled" in answer


async def test_the_list_begins_with_ones_own(ben: Person, reads: Reads) -> None:
    answer = reads(await ben.runs("/integration", in_="#acme"))

    assert answer.startswith("Your integrations\n• Globex in #globex")


async def test_an_owner_sees_the_buttons_to_change_it_and_others_do_not(
    ana: Person, zoe: Person, reads: Reads
) -> None:
    assert "[Edit] [Remove]" in reads(await ana.runs("/integration show acme lms", in_="#acme"))
    assert "[Edit]" not in reads(await zoe.runs("/integration show acme lms", in_="#acme"))


async def test_anyone_adds_an_integration_and_owns_it(zoe: Person, opens: Opens, reads: Reads) -> None:
    form = await opens(zoe, "/integration add")
    await zoe.fills(form, NEW)

    assert (await zoe.submits(form)).closed

    answer = reads(await zoe.hears("Saved.", in_="#acme"))
    assert "Owners\n@Zoe" in answer
    assert "test and staging on Standard and production on Controlled" in answer


async def test_the_form_begins_with_the_channel_one_looks_at(zoe: Person, opens: Opens, reads: Reads) -> None:
    form = await opens(zoe, "/integration add")
    await zoe.fills(form, {"Name": "Initech", ON_STANDARD: "test"})
    await zoe.submits(form)

    assert "Channel\n#acme" in reads(await zoe.hears("Saved.", in_="#acme"))


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"Name": "acme lms"}, "Name", "“Acme LMS” exists already. Choose another name."),
        ({"Name": "<!channel>"}, "Name", "This would notify a whole channel or group."),
        ({ON_STANDARD: None, ON_CONTROLLED: None}, ON_STANDARD, "This is needed."),
        ({ON_CONTROLLED: "Test"}, ON_STANDARD, "“Test” stands here twice."),
        ({"Time zone": "Berlin"}, "Time zone", "“Berlin” is no time zone."),
        ({"Channel": None}, "Channel", "Please complete this required field."),
    ],
)
async def test_what_cannot_be_taken_is_told_at_its_field_and_can_be_put_right(
    zoe: Person, opens: Opens, wrong: dict[str, object], field: str, sentence: str
) -> None:
    form = await opens(zoe, "/integration add")
    await zoe.fills(form, NEW | wrong)

    refused = await zoe.submits(form)

    assert list(refused.errors) == [field]
    assert sentence in refused.errors[field]

    await zoe.fills(form, dict.fromkeys(wrong) | NEW)
    assert (await zoe.submits(form)).closed


async def test_an_owner_changes_name_owners_and_zone_in_a_form_that_shows_what_is_known(
    ana: Person, opens: Opens, reads: Reads
) -> None:
    form = await opens(ana, "/integration edit Acme LMS")
    await ana.fills(
        form, {"Name": "Acme Academy", "Owners": ["@ana", "@zoe"], "Time zone": "America/New_York"}
    )
    await ana.submits(form)

    answer = reads(await ana.hears("Saved.", in_="#acme"))

    assert answer.startswith("Acme Academy\n")
    assert "Owners\n@Ana and @Zoe" in answer
    assert "test on Standard and production on Controlled" in answer
    assert "Time zone\nAmerica/New_York" in answer
    assert "Acme LMS" not in reads(await ana.runs("/integration", in_="#acme"))


async def test_the_edit_button_opens_the_form_of_that_integration(
    world: World,
    ana: Person,
) -> None:
    shown = await ana.runs("/integration show Acme LMS", in_="#acme")

    form = await ready_form(world.workspace, ana, await ana.clicks("Edit", on=shown))

    assert form.content["title"]["text"] == "Edit integration"
    assert "Acme LMS" in str(form.blocks)


async def test_the_remove_button_removes_it_and_what_was_planned_for_it_alone(
    world: World, ana: Person, reads: Reads
) -> None:
    shown = await ana.runs("/integration show Acme LMS", in_="#acme")

    assert "Acme LMS is removed." in reads(await ana.clicks("Remove", on=shown))

    await world.time_passes(until=story.at(story.PREVIEW_DAY))
    assert world.posts("#acme") == []
    assert world.posts("#globex")


async def test_the_new_integration_button_opens_the_form(world: World, zoe: Person) -> None:
    await zoe.runs("/integration", in_="#acme")

    form = await ready_form(world.workspace, zoe, await zoe.clicks("New integration"))

    assert form.content["title"]["text"] == "New integration"


async def test_who_does_not_own_it_reads_who_does(zoe: Person, reads: Reads) -> None:
    sentence = "Only its owners and managers change an integration. Please ask @Ana."

    assert reads(await zoe.runs("/integration remove Acme LMS", in_="#acme")) == sentence
    assert reads(await zoe.runs("/integration edit Acme LMS", in_="#acme")) == sentence


async def test_an_integration_that_is_gone_when_its_form_is_sent_is_told_in_the_window(
    ana: Person, maya: Person, opens: Opens
) -> None:
    form = await opens(ana, "/integration edit Acme LMS")
    await maya.runs("/integration remove Acme LMS", in_="#acme")
    await maya.clicks("Remove")

    sent = await ana.submits(form)

    assert sent.view is not None
    assert "I know no integration “Acme LMS”" in str(sent.view.blocks)


async def test_an_unknown_integration_is_answered_with_the_nearest(zoe: Person, reads: Reads) -> None:
    answer = reads(await zoe.runs("/integration show Globx", in_="#acme"))

    assert answer.startswith("I know no integration “Globx”. Did you mean “Globex”?")


async def test_an_unknown_sub_command_is_answered_with_the_nearest(zoe: Person, reads: Reads) -> None:
    answer = reads(await zoe.runs("/integration remvoe Globex", in_="#acme"))

    assert answer.startswith("I know no command “remvoe”. Did you mean “remove”?")
