"""Looking at the feeds of the vendor's news: which are due, what came of it, and what managers see of it."""

from dataclasses import dataclass, replace
from datetime import timedelta

from rollouts.delivery.mailbox_troubles import trouble_of
from rollouts.feeds import NOTHING_KNOWN, KnownFeed, Validators
from rollouts.mailboxes import MailboxStanding, Watched
from rollouts.people import Person, is_manager
from rollouts.permissions import require_manager
from rollouts.ports import Ledger
from rollouts.refusals import Thing, unknown
from rollouts.texts import name_key


@dataclass(frozen=True, slots=True)
class HoldDue:
    """A reader wants to look at what is due, but for those feeds, by name, at which it looks already."""

    reader: str
    under_way: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Looked:
    """What came of a look at a feed: a trouble, or what tells the next look whether it changed."""

    looked_at: KnownFeed
    validators: Validators = NOTHING_KNOWN
    trouble: str = ""
    wait: timedelta | None = None
    has_news: bool = False


@dataclass(frozen=True, slots=True)
class AskSources:
    """Somebody wants to see the sources; with `look` a manager has that one looked at at once.

    `watched` is the mailbox that is read, if one is.
    """

    asker: Person
    look: str = ""
    watched: Watched | None = None


@dataclass(frozen=True, slots=True)
class Sources:
    """The feeds by name, and the mailbox; moments are of the `timezone`.

    `may_look` when the asker may have the feeds looked at.
    """

    feeds: tuple[KnownFeed, ...]
    timezone: str
    may_look: bool = False
    mailbox: MailboxStanding | None = None


def hold_due(ledger: Ledger, request: HoldDue) -> tuple[KnownFeed, ...]:
    """Return the feeds to be looked at now; nobody else looks at them for a while."""
    reader, now = request.reader, ledger.now
    held = tuple(
        replace(each, reader=reader, held_at=now)
        for each in ledger.feeds()
        if each.feed.name not in request.under_way
        and each.is_due(now)
        and not each.is_held_by_another(reader, now)
    )
    for each in held:
        ledger.save_feed(each)
    return held


def note_look(ledger: Ledger, request: Looked) -> None:
    """Remember what came of a look, unless the feed was named anew meanwhile, or is another's by now."""
    held = request.looked_at
    now_known = _feed(ledger, held.feed.name)
    if now_known is None or now_known.feed != held.feed or now_known.reader != held.reader:
        return
    if request.trouble:
        ledger.save_feed(now_known.failed(ledger.now, request.trouble, wait=request.wait))
    else:
        ledger.save_feed(now_known.read(ledger.now, request.validators, has_news=request.has_news))


def all_feeds(ledger: Ledger) -> tuple[KnownFeed, ...]:
    """Return all feeds."""
    return ledger.feeds()


def sources(ledger: Ledger, request: AskSources) -> Sources:
    """Say how it stands with each source."""
    policy = ledger.policy
    return Sources(
        ledger.feeds(),
        policy.timezone,
        is_manager(person=request.asker, managers=policy.managers),
        _standing(ledger, request.watched) if request.watched else None,
    )


def _standing(ledger: Ledger, watched: Watched) -> MailboxStanding:
    known = ledger.mailbox(watched.mailbox)
    trouble = trouble_of(ledger, watched.mailbox)
    return MailboxStanding(watched, known.held_at if known else None, ledger.last_mail_at(), trouble)


def look_now(ledger: Ledger, request: AskSources) -> Sources:
    """Let a source be looked at, and read anew, within moments, or as soon as its server lets us.

    Raises:
        NotAllowed: the asker is no manager.
        Unknown: there is no such source any more.
    """
    require_manager(request.asker, ledger.policy)
    known = _feed(ledger, request.look)
    if known is None:
        raise unknown(Thing.SOURCE, request.look, tuple(each.feed.name for each in ledger.feeds()))
    ledger.save_feed(known.asked_for(ledger.now))
    return sources(ledger, request)


def _feed(ledger: Ledger, name: str) -> KnownFeed | None:
    return next((each for each in ledger.feeds() if name_key(each.feed.name) == name_key(name)), None)
