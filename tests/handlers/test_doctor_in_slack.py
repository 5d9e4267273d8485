"""Managers have the bot examined in Slack; nothing in the answer is a secret."""

from handlers.services import nothing_found
from slack_simulator import View
from slack_simulator.testing import Person
from tests.support.world import World


async def test_where_nothing_is_looked_at_nothing_is_found() -> None:
    assert await nothing_found() == ()


async def test_a_manager_reads_what_is_wrong_with_what_to_do_and_no_secret(
    world: World, maya: Person, ana: Person
) -> None:
    world.driver.deactivate("ben")

    window = await maya.runs("/release doctor", in_="#acme")

    assert isinstance(window, View)
    await world.driver.until(lambda: "warning" in str(window.blocks))
    text = str(window.blocks)
    assert "person <@U0BEN>" in text
    assert "The account is deactivated, so it can answer nothing (owns Globex). Name somebody else." in text
    assert "It can be written to, is up to date and whole." in text
    for secret in (world.workspace.bot_token, world.workspace.app_token):
        assert secret not in text
    refused = await ana.runs("/release doctor", in_="#acme")
    assert "Only managers" in world.driver.reads(refused)
