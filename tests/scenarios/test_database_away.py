"""The database server goes away for a while: people are told so, and everything goes on when it is back."""

from pathlib import Path

import pytest

from rollouts.usecases.calendar_file import Calendar
from tests.storage.postgres_server import running
from tests.support import story
from tests.support.world import open_world


async def test_whoever_asks_meanwhile_is_told_and_what_was_due_is_posted_when_it_is_back(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with running() as server:
        url = server.create("away")
        async with open_world(tmp_path, begins=story.START, database_url=url) as world:
            world.workspace.add_person(id="U0ANA", name="ana", real_name="Ana", is_admin=True)
            ana = world.driver.person("ana")
            world.workspace.add_channel(id="C0ACME", name="acme", members=["U0ANA"])
            await world.start()
            await world.takes_in(Calendar(None, (story.ACME,), (story.DRAFT,)))

            server.do("ALTER DATABASE away ALLOW_CONNECTIONS false")
            server.cut_off(url)
            answer = await ana.runs("/live", in_="#acme")
            assert world.driver.reads(answer).startswith("My database cannot be used just now")
            world.clock.move_to(story.at(story.PREVIEW_DAY))
            server.do("ALTER DATABASE away ALLOW_CONNECTIONS true")

            await world.driver.until(lambda: [post for post in world.posts("#acme") if post.metadata])
            answer = await ana.runs("/live", in_="#acme")
            assert "Next: 2026.11" in world.driver.reads(answer)

    ours = [record for record in caplog.records if not record.name.startswith("sqlalchemy")]
    assert all(record.exc_info is None for record in ours)
