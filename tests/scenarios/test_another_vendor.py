"""Another vendor's calendar works by import alone: other servers, another lag, releases on Saturdays."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from tests.support.command_line import Types, types
from tests.support.story import at
from tests.support.world import open_world

__all__ = ["types"]
DAY = timedelta(days=1)


def saturday_ahead() -> date:
    """Return a Saturday about three months from now: an import measures what is past by the real date."""
    today = datetime.now(UTC).date() + 90 * DAY
    return today + (5 - today.weekday()) % 7 * DAY


BETA = saturday_ahead()
PRODUCTION = BETA + 19 * DAY
CALENDAR = f"""
servers:
  - {{key: beta, name: Beta}}
  - {{key: production, name: Production, lag_days: 19}}
integrations:
  - name: Initech Portal
    channel: C0INIT
    owners: [U0BEN]
    environments: {{live: production, staging: beta, sandbox: beta}}
  - name: Hooli
    channel: C0HOOLI
    owners: [U0ZOE]
    environments: {{live: beta}}
releases:
  - name: v20
    title: New search
    dates: {{beta: {BETA}}}
    owner: U0ANA
    summary: Search finds what people mean.
  - name: v19
    title: Old search
    dates: {{beta: 2025-03-01, production: 2025-03-20}}
    live: {{beta: 2025-03-01, production: 2025-03-20}}
"""


async def test_a_whole_rollout_of_another_vendor_imported_by_the_command_line(
    tmp_path: Path, types: Types
) -> None:
    (tmp_path / "calendar.yml").write_text(CALENDAR, encoding="utf-8")
    database = {"FORTNIGHT_DATABASE_URL": f"sqlite:///{tmp_path / 'fortnight.db'}"}
    imported = types("import", "calendar.yml", "--yes", FORTNIGHT_TIMEZONE="Europe/Berlin", **database)
    assert imported.out.endswith("6 created, 0 changed, 0 unchanged.\n"), imported

    async with open_world(tmp_path, begins=at(BETA - 22 * DAY)) as world:
        people = ["U0ANA", "U0BEN", "U0ZOE"]
        for person in people:
            world.workspace.add_person(id=person, name=person[2:].lower(), real_name=person[2:].title())
        world.workspace.add_channel(id="C0INIT", name="initech", members=people)
        world.workspace.add_channel(id="C0HOOLI", name="hooli", members=people)
        await world.start()
        ana, ben = world.driver.person("ana"), world.driver.person("ben")

        await world.time_passes(until=at(BETA))
        assert "not confirmed yet" in world.driver.reads(world.posts("#initech")[0])
        await ana.clicks("Confirm live")
        await world.bot.dispatcher.drain()
        said = world.driver.reads(world.posts("#initech")[-1])
        assert "validate on your Beta environments (staging and sandbox) before" in said
        assert "run your usual smoke tests" in world.driver.reads(world.posts("#hooli")[-1])
        live = world.driver.reads(await ben.runs("/live prod", in_="#initech"))
        assert "v19 (Old search) is live" in live
        assert "Next: v20 (New search), in 19 days" in live
        assert "Not yet here: v20 (New search), live on Beta, not validated by Initech Portal." in live

        await world.time_passes(until=at(PRODUCTION))
        await ana.clicks("Confirm live")
        await world.bot.dispatcher.drain()
        live = world.driver.reads(await ben.runs("/live production", in_="#initech"))
        assert "v20 (New search) is live" in live

        days = {
            channel: [day for day, _ in world.dated_headlines(channel) if day >= BETA - 21 * DAY]
            for channel in ("#initech", "#hooli")
        }
        announced = {channel: [post for post in world.posts(channel) if post.metadata] for channel in days}
        friday, closing = BETA - DAY, PRODUCTION - 2 * DAY
        initech = (BETA - 21 * DAY, friday, BETA, closing, PRODUCTION)
        assert {channel: [post.at for post in posts] for channel, posts in announced.items()} == {
            "#initech": [at(day) for day in initech],
            "#hooli": [at(day) for day in (BETA - 21 * DAY, friday, BETA)],
        }
