"""Managers and the support channel of the settings are taken in every way of writing them, or refused."""

from pathlib import Path

import pytest

from bot.errors import StartFailed
from bot.settings import Settings
from rollouts.references import ids_of, is_id
from slack_simulator import View
from tests.support import story
from tests.support.references import CHANNELS, NO_CHANNELS
from tests.support.world import open_world


def settings(**given: object) -> Settings:
    return Settings.load(_env_file=None, **given)


@pytest.mark.parametrize(
    ("given", "managers"),
    [
        ("@ana", {"@ana"}),
        ("ana,@ben U0ZOE", {"@ana", "@ben", "U0ZOE"}),
        ("Ana@Acme.example S0QA", {"ana@acme.example", "S0QA"}),
        ("<@U0ANA|ana> <!subteam^S0QA|@qa>", {"U0ANA", "S0QA"}),
        ("https://acme.slack.com/team/U0ANA", {"U0ANA"}),
    ],
)
def test_managers_are_taken_by_id_name_and_address(given: str, managers: set[str]) -> None:
    found = settings(managers=given)

    assert found.managers == managers
    assert set(found.policy().alerts_to) == set(ids_of(managers)) - {"S0QA"}


@pytest.mark.parametrize(
    "given", ["C0ACME", "#acme", "<!here>", "a@b@c", "@here", "@Channel", "everyone", '["U0ANA"]', "{U0ANA}"]
)
def test_a_manager_who_can_be_nobody_is_refused(given: str) -> None:
    with pytest.raises(StartFailed, match="FORTNIGHT_MANAGERS cannot be used"):
        settings(managers=given)


@pytest.mark.parametrize(("given", "kept"), CHANNELS.items())
def test_the_support_channel_is_taken_in_every_way_of_writing_it(given: str, kept: str) -> None:
    found = settings(support_channel=given)

    assert found.support_channel == kept
    assert found.policy().support_channel == (kept if is_id(kept) else None)


@pytest.mark.parametrize("given", NO_CHANNELS)
def test_a_support_channel_that_can_be_none_is_refused(given: str) -> None:
    with pytest.raises(StartFailed, match="FORTNIGHT_SUPPORT_CHANNEL cannot be used"):
        settings(support_channel=given)


def test_names_in_settings_become_ids() -> None:
    given = settings(managers="@ana U0ZOE", support_channel="#help", support_group="@oncall")
    assert given.names == {"@ana", "#help", "@oncall"}

    found = given.with_ids({"@ana": ("U0ANA",), "#help": ("C0HELP",), "@oncall": ("S0ONCALL",)})

    policy = found.policy()
    assert policy.managers == {"U0ANA", "U0ZOE"}
    assert (policy.support_channel, policy.support_group) == ("C0HELP", "S0ONCALL")
    assert policy.alerts_to == ("U0ANA", "U0ZOE")


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        ((), "there is no @ana that the bot can see"),
        (("U0ANA", "U0ANNA"), "more than one goes by @ana"),
    ],
)
def test_a_name_that_does_not_mean_one_is_told_and_is_nobody(found: tuple[str, ...], sentence: str) -> None:
    given = settings(managers="@ana U0ZOE")

    assert given.unclear({"@ana": found}) == (("managers", sentence),)
    assert given.with_ids({"@ana": found}).policy().managers == {"U0ZOE"}


def test_without_anything_set_nothing_is_looked_up() -> None:
    given = settings(support_channel="C0HELP")

    assert given.names == frozenset()
    assert given.with_ids({}).policy().from_environment == given.policy().from_environment


# Over the wire


async def test_managers_by_name_manage_and_the_support_channel_by_name_hears_of_cases(
    tmp_path: Path,
) -> None:
    given = {"managers": "@maya", "support_channel": "#support", "support_group": "@releases"}
    async with open_world(tmp_path, begins=story.START, **given) as world:
        for name in ("maya", "zoe"):
            world.workspace.add_person(id=f"U0{name.upper()}", name=name, real_name=name.title())
        world.workspace.add_channel(id="C0SUPPORT", name="support", members=["U0MAYA"])
        world.workspace.add_channel(id="C0ACME", name="acme", members=["U0MAYA", "U0ZOE"])
        world.workspace.add_group(id="S0RELEASES", handle="releases", users=["U0MAYA"])
        await world.start()

        form = await world.driver.person("maya").runs("/release new", in_="#acme")
        assert isinstance(form, View)
        await world.driver.until(lambda: "Title" in str(form.content))
        await world.driver.person("zoe").runs("/urgent It is grey", in_="#acme")

        await world.driver.until(lambda: world.posts("#support"))
        assert "<!subteam^S0RELEASES>" in str(world.posts("#support")[0].blocks)


async def test_a_setting_by_a_name_that_is_not_there_ends_the_start(tmp_path: Path) -> None:
    async with open_world(tmp_path, begins=story.START, support_channel="#nowhere") as world:
        with pytest.raises(StartFailed, match="there is no #nowhere that the bot can see"):
            await world.start()
