"""Answers about the sources of the vendor's news: none, new ones, and each way in which a look can end."""

from collections.abc import Iterator
from dataclasses import replace

from rollouts.feeds import Feed, FeedTrouble, KnownFeed
from rollouts.mailboxes import MailboxStanding, Watched
from rollouts.usecases.feeds import Sources
from tests.golden.golden import Golden, one
from tests.golden.views_in_use import sources
from tests.support.story import DAY, MINUTE, POLICY, STANDARD_DAY, at

NOW = at(STANDARD_DAY, 12)
NEW = KnownFeed(Feed("Releases & <notes>", "https://vendor.example/feed?key=secret"))
READ = replace(NEW, looked_at=NOW, next_at=NOW + 30 * MINUTE)


def of_sources() -> Iterator[Golden]:
    """Yield them all."""
    troubled = {
        trouble: answer(replace(READ, trouble=trouble), may_look=False)
        for trouble in (*FeedTrouble, f"{FeedTrouble.STATUS}:404")
    }
    known = answer(NEW, READ, replace(READ, news_at=NOW - DAY, next_at=None))
    box = MailboxStanding(
        Watched("bot@mail.example/INBOX", ("vendor.example", "news@x.example")), NOW, NOW - DAY
    )
    new = MailboxStanding(Watched("bot@mail.example/INBOX"))
    closed = replace(box, trouble="mail_login")
    boxes = {
        "read": Sources((READ,), POLICY.timezone, mailbox=box),
        "new, and no feed": Sources((), POLICY.timezone, mailbox=new),
        "closed": Sources((READ,), POLICY.timezone, mailbox=closed),
    }
    yield Golden("answers/sources/mailbox", {name: sources.sources(each) for name, each in boxes.items()})
    yield one("answers/sources/none", sources.sources(answer()))
    yield one("answers/sources/several", sources.sources(known))
    yield Golden("answers/sources/troubled", {why: sources.sources(each) for why, each in troubled.items()})
    yield one("answers/sources/looking", sources.looking(known))


def answer(*feeds: KnownFeed, may_look: bool = True) -> Sources:
    """Make what is answered of those feeds."""
    return Sources(feeds, POLICY.timezone, may_look)
