"""`/release sources` tells how it stands with each feed, and managers have one looked at at once."""

from collections.abc import Callable
from dataclasses import replace

from handlers.services import NoNews, NoSharedMails
from rollouts.case_files import NotFetched
from rollouts.feeds import Feed, KnownFeed
from rollouts.incoming_mail import IncomingMail
from rollouts.news import Entry
from rollouts.ports import Ledger
from rollouts.usecases.feeds import all_feeds
from slack_simulator import Message, View
from slack_simulator.testing import Person
from tests.support.story import MINUTE, START
from tests.support.world import World

Reads = Callable[[Message | View], str]

FEED = KnownFeed(Feed("Vendor", "https://vendor.example/feed"), looked_at=START, next_at=START + 30 * MINUTE)


def save(ledger: Ledger, feed: KnownFeed) -> None:
    ledger.save_feed(feed)


async def test_a_manager_sees_the_sources_and_has_one_looked_at(
    world: World, maya: Person, zoe: Person, reads: Reads
) -> None:
    assert "No feed is read." in reads(await zoe.runs("/release sources", in_="#acme"))
    await world.bot.workspace.run(save, FEED, now=START)

    listed = await zoe.runs("/release sources", in_="#acme")
    assert "It brought nothing new so far." in reads(listed)
    assert "Look now" not in reads(listed)
    answer = await maya.clicks("Look now", on=await maya.runs("/release sources", in_="#acme"))

    assert "It is looked at within moments" in reads(answer)
    assert await world.bot.workspace.run(all_feeds, now=START) == (replace(FEED, next_at=None),)


async def test_where_no_mails_are_forwarded_none_is_read_and_without_words_one_stays_as_it_is() -> None:
    mail = IncomingMail("", None, "News", START, (), (), "It comes.", "It comes.")

    assert await NoSharedMails().mail("F1") is NotFetched.NOT_THERE
    assert NoNews().entry_of_mail(mail, START) == Entry("It comes.", START.date(), "News")
