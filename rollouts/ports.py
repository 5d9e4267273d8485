"""What the rules need from the outside, as Protocols. Real ones live in `storage/` and `bot/`."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, Protocol, TypeVar, TypeVarTuple

from rollouts.cases import Case
from rollouts.checks import Check
from rollouts.deliveries import (
    Action,
    Alike,
    Announcement,
    Delivery,
    Key,
    Message,
    NewDelivery,
    Pause,
    Reason,
    State,
)
from rollouts.feeds import KnownFeed
from rollouts.history import Change, Kept
from rollouts.integrations import Integration
from rollouts.kinds import Kind
from rollouts.mail_files import MailFile
from rollouts.mailboxes import Mailbox
from rollouts.news_drafts import NewsDraft
from rollouts.people import LookedUp
from rollouts.policy import Policy
from rollouts.received_mails import ReceivedMail
from rollouts.releases import Release
from rollouts.said import SaidAlike, Told
from rollouts.servers import Server
from rollouts.settings import Chosen, Setting
from rollouts.topics import Topic
from rollouts.verdict import AcceptedRisk

Request = TypeVarTuple("Request")
"""What a use case is asked for: one value, or nothing."""

Answer = TypeVar("Answer")

POSTED_WITHIN = timedelta(days=60)
"""How long before now a message was due whose delivery is looked for: the table may be long."""


class Ledger(Protocol):
    """All that one workspace has recorded, within one transaction.

    Lists come back in a fixed order: servers as releases reach them, releases by first date and name,
    integrations and checks by name, deliveries by due time, cases and drafts by number.
    """

    @property
    def now(self) -> datetime:
        """The time of the transaction, aware: the same from its beginning to its end."""

    @property
    def policy(self) -> Policy:
        """The workspace's settings: those of the environment, and in their place what was set in Slack."""

    @property
    def policy_at_start(self) -> Policy:
        """The settings of the environment alone, with which the process was started."""

    def chosen(self) -> Chosen:
        """Return what was set in Slack."""

    def choose(self, setting: Setting, value: str | None) -> None:
        """Let that value count in place of the environment's; None lets the environment's count again."""

    def planned_with(self) -> str | None:
        """Return the mark with which everything was planned; None if the calendar has changed since.

        That is a server, a release, an integration, or a setting in Slack.
        """

    def keep_planned_with(self, mark: str) -> None:
        """Keep the mark with which everything is planned now."""

    def servers(self) -> tuple[Server, ...]:
        """Return the servers in order; the two defaults when none were ever saved."""

    def save_servers(self, servers: tuple[Server, ...]) -> None:
        """Replace the list of servers."""

    def releases(self) -> tuple[Release, ...]:
        """Return all releases."""

    def release(self, name: str) -> Release | None:
        """Return the release that has that name, or had it once; upper and lower case are alike."""

    def release_with_key(self, key: str) -> Release | None:
        """Return the release of that key, whatever it is called; upper and lower case are alike."""

    def save_release(self, release: Release) -> None:
        """Insert the release, or replace the one that it was.

        Where its name is another one now, its checks, risks, cases and history go by that.
        """

    def add_releases(self, releases: Sequence[Release]) -> None:
        """Insert releases, none of whose names is known."""

    def integrations(self) -> tuple[Integration, ...]:
        """Return all integrations."""

    def integration(self, name: str) -> Integration | None:
        """Return the integration of that name, upper and lower case alike."""

    def integrations_in(self, channel: str) -> tuple[Integration, ...]:
        """Return the integrations whose channel it is."""

    def following(
        self,
        make: Callable[[tuple[Server, ...], tuple[Release, ...], tuple[Integration, ...], *Request], Answer],
        *given: *Request,
    ) -> Answer:
        """Return what is made of all servers, releases and integrations and what is given.

        It may be made once for all who ask until one of those changes, so nobody changes it, and it rests on
        nothing else. What is given is hashable, and there are few of it: a day, not a person.
        """

    def save_integration(self, integration: Integration, *, replaces: str | None = None) -> None:
        """Insert the integration, or replace the one named `replaces` (its own name if None)."""

    def add_integrations(self, integrations: Sequence[Integration]) -> None:
        """Insert integrations, none of whose names is known."""

    def remove_integration(self, name: str) -> None:
        """Remove the integration of that name, its environments too; one that is not there is no error."""

    def note_changes(self, changes: Iterable[Change]) -> None:
        """Add changes to the history, in their order."""

    def history(
        self, thing: Kept, name: str | None = None, *, limit: int | None = None
    ) -> tuple[Change, ...]:
        """Return the changes of the thing that has that name today (None: of all of that sort), newest first.

        Upper and lower case are alike; what was renamed keeps its history.
        """

    def forget_changes(self, thing: Kept, name: str, *, after: datetime, before: datetime) -> int:
        """Forget what was changed of the thing of that name between two instants; return how much it was."""

    def rename_environment(self, integration: str, old: str, new: str) -> None:
        """Let what was set of the checks of the integration's environment `old` be of the one named `new`."""

    def checks(self, release: str, *, of: tuple[str, ...] | None = None) -> tuple[Check, ...]:
        """Return the checks of the release of that name that somebody set; `of` those integrations alone."""

    def save_check(self, check: Check) -> None:
        """Keep what was set of a check, in place of what was set before."""

    def drop_check(self, check: Check) -> None:
        """Forget what was set of that check."""

    def risks(self, release: str) -> tuple[AcceptedRisk, ...]:
        """Return the risks that were accepted of the release of that name, by server."""

    def accept_risk(self, risk: AcceptedRisk) -> None:
        """Keep that a risk was accepted, in place of what was accepted before for that server."""

    def cases(self, *, open_only: bool = False) -> tuple[Case, ...]:
        """Return the cases; with `open_only` those that are not closed."""

    def cases_alike(self, *, since: datetime, release: str | None, channel: str | None) -> tuple[Case, ...]:
        """Return the open cases of that release (or of none) that were opened since then, by number.

        With a `channel` they are those that were reported there and name no integration, else those that name
        one.
        """

    def newest_cases(self, *, closed: bool, limit: int, of: str | None = None) -> tuple[Case, ...]:
        """Return the newest cases that are closed, or else open, the newest first.

        With `of` they are those alone that this person reported or acknowledged.
        """

    def count_cases(self, *, closed: bool, of: str | None = None) -> int:
        """Return how many such cases there are."""

    def case(self, number: int) -> Case | None:
        """Return the case of that number."""

    def save_case(self, case: Case) -> Case:
        """Insert (number 0: it gets the workspace's next one) or replace the case, and return it."""

    def deliveries(self, topic: Topic, *, of: Announcement | None = None) -> tuple[Delivery, ...]:
        """Return all deliveries about that, or those alone that announce this of it, by due time."""

    def not_merely_planned(self, topic: Topic) -> tuple[Delivery, ...]:
        """Return the same, but for posts of the first revision that are planned, or were left out.

        Of a release there are thousands of those, of which nothing was said.
        """

    def first_deliveries(self, topic: Topic, *, limit: int) -> tuple[Delivery, ...]:
        """Return the first of the deliveries about that, by due time."""

    def alike(self, topic: Topic) -> tuple[Alike, ...]:
        """Return the posts about that, those alike together, by due time and the first one's number."""

    def channels_of(self, alike: Alike, *, limit: int | None = None) -> tuple[tuple[int, str], ...]:
        """Return the ids of posts alike, each with its channel, by id; the first ones with `limit`."""

    def channels_about(self, topic: Topic, *, kinds: frozenset[Kind]) -> frozenset[str]:
        """Return the channels with deliveries about that, of those kinds."""

    def channels_with_card(self, topic: Topic) -> frozenset[str]:
        """Return the channels that have a card of it, which was not deleted."""

    def count_said_alike(self, topic: Topic) -> int:
        """Return how many different things were said about that, or may have been, in words that were kept.

        Of a message's edits the newest counts.
        """

    def said_alike(self, topic: Topic, *, limit: int) -> tuple[SaidAlike, ...]:
        """Return the first of those: by the minute, and in one minute by id."""

    def channels_told(self, topic: Topic, wording: str, *, limit: int) -> tuple[str, ...]:
        """Return the first channels that were told it in that wording, by the ids of the deliveries."""

    def told(self, topic: Topic) -> tuple[Told, ...]:
        """Return what was said about that, or may have been, in words that were not kept, by due time.

        It has a statement. Of a message's edits the newest counts.
        """

    def words(self, numbers: Collection[int]) -> Mapping[int, str]:
        """Return what deliveries said, by their ids, as far as it was kept."""

    def count_about(self, topic: Topic) -> int:
        """Return how many deliveries there are about that."""

    def troubled(self, topic: Topic) -> tuple[Delivery, ...]:
        """Return the posts about that which are undecided, or due in a channel that takes no messages."""

    def delivery(self, number: int) -> Delivery | None:
        """Return the delivery with that id."""

    def attempts_of(self, numbers: Collection[int]) -> Mapping[int, tuple[State, int]]:
        """Return by id in which state those deliveries are, and how often each was tried."""

    def posted(self, message: Message) -> Delivery | None:
        """Return the delivery that posted the message; None if none did, or one that was due long ago."""

    def plan(self, deliveries: Iterable[NewDelivery]) -> int:
        """Insert deliveries, leaving those whose natural key exists already. Return how many were new."""

    def save_deliveries(self, deliveries: Iterable[Delivery]) -> None:
        """Write the state of deliveries; their keys stay."""

    def save_telling(self, claimed: Iterable[Delivery]) -> None:
        """Write what claimed deliveries tell and where: statement, message and thread, and nothing else."""

    def leave_out(self, numbers: Sequence[int], *, reason: Reason) -> None:
        """Skip deliveries, by id, for that reason: as if each were saved so, but many in one statement."""

    def remove_deliveries(self, numbers: Iterable[int]) -> None:
        """Remove deliveries, by id; one that is not there is no error."""

    def said_before(self, key: Key) -> Delivery | None:
        """Return the newest sent post of the same announcement in the channel, of an earlier revision."""

    def card(self, topic: Topic, channel: str) -> Delivery | None:
        """Return the newest sent post of the topic in the channel that is no reply and was not deleted."""

    def claim(
        self, action: Action, *, now: datetime, limit: int, busy: frozenset[str]
    ) -> tuple[Delivery, ...]:
        """Claim due posts, or updates: one for each channel, the earliest first; never in a `busy` channel.

        A channel is left out while one of its deliveries is claimed or a post waits for a later time, so that
        order is kept there; so is a paused channel, and a topic in a channel where an unknown delivery is
        still looked for. Claimed rows come back with `attempts` counted and `started_at` set.
        """

    def abandoned(
        self, *, started_before: datetime, started_after: datetime, but: frozenset[int] = frozenset()
    ) -> tuple[Delivery, ...]:
        """Return claimed deliveries whose attempt began before the one or after the other, `but` these ids.

        Nobody works on them any more; after a clock was set back some seem to have begun in the future.
        """

    def claim_searches(
        self, *, now: datetime, limit: int, hold: timedelta, channel: str | None = None
    ) -> tuple[Delivery, ...]:
        """Claim deliveries that are to be searched for now, the earliest first; with `channel`, those there.

        They are unknown, or sent twice perhaps. `searches` is counted and `next_at` moved on by `hold`, so
        that nobody else does meanwhile.
        """

    def searched_for(self) -> tuple[Delivery, ...]:
        """Return the deliveries that are to be searched for, now or later, by the time at which they are."""

    def pause(self, pause: Pause) -> bool:
        """Let a channel get no messages; False when it is paused already (the first reason stays)."""

    def resume(self, channel: str) -> bool:
        """Let a channel get messages again; False when it was not paused."""

    def pauses(self) -> tuple[Pause, ...]:
        """Return the paused channels, by channel."""

    def remember(self, act: str) -> bool:
        """Note that somebody did that; False when it is known already."""

    def forget_acts(self, *, before: datetime) -> int:
        """Forget what was done or shared before that instant; return how much it was."""

    def last_act(self) -> datetime | None:
        """Return when somebody last did something that is remembered; None when nothing is."""

    def keep_answer(self, key: str, content: str) -> None:
        """Keep an answer for some days: one that is shared, until it is posted, or what somebody was told."""

    def shared_answer(self, key: str) -> str | None:
        """Return what was kept; None when it was not, or is forgotten."""

    def keep_words(self, words: Mapping[int, str]) -> None:
        """Keep what deliveries say, by their ids, in place of what was kept of them before."""

    def looked_up(self) -> tuple[LookedUp, ...]:
        """Return what is kept of people and user groups, by id."""

    def keep_looked_up(self, found: LookedUp) -> None:
        """Keep what the chat system says now in place of what it said before."""

    def mail_secret(self) -> str:
        """Return the secret that signs the tokens in mails; it is made when it is asked for first."""

    def keep_mail(self, mail: ReceivedMail, identity: str) -> ReceivedMail | None:
        """Keep a mail under the workspace's next number, and return it; None when that identity is known.

        Of one that is about no case nothing is kept but that it came.
        """

    def keep_mail_files(self, number: int, files: Sequence[MailFile]) -> None:
        """Keep what is in the files of the mail with that number; what waits for too long is forgotten."""

    def mail_files(self, number: int) -> tuple[MailFile, ...]:
        """Return the files of a mail that are still kept, in its order."""

    def forget_mail_files(self, number: int) -> None:
        """Keep what is in the files of a mail no longer."""

    def received_mail(self, number: int) -> ReceivedMail | None:
        """Return the mail about a case that was kept under that number."""

    def forget_mails(self, *, case: int) -> int:
        """Forget what the mails about the case say, not that they came in; return how many those are."""

    def cases_of_mails(self, message_ids: Collection[str]) -> Mapping[str, int]:
        """Return the numbers of the cases that kept mails are about, by Message-ID."""

    def count_mails(self, *, case: int, since: datetime, of_vendor: bool) -> int:
        """Return how many mails about the case were kept since then: the vendor's, or those of others."""

    def last_mail_at(self) -> datetime | None:
        """Return when a mail was taken in last; None if none ever was."""

    def mailbox(self, name: str) -> Mailbox | None:
        """Return the mailbox of that name, if it was ever read."""

    def save_mailbox(self, mailbox: Mailbox) -> None:
        """Keep how far a mailbox was read, and by whom."""

    def draft(self, number: int) -> NewsDraft | None:
        """Return the draft of that number."""

    def drafts(self, *, about: str | None = None) -> tuple[NewsDraft, ...]:
        """Return the drafts of that release, one for each source; without it, those that wait for a word."""

    def save_draft(self, draft: NewsDraft) -> NewsDraft:
        """Insert (number 0: it gets the workspace's next one) or replace the draft, and return it."""

    def feeds(self) -> tuple[KnownFeed, ...]:
        """Return the feeds of the vendor's news, by name."""

    def save_feed(self, feed: KnownFeed) -> None:
        """Insert the feed, or replace the one of its name."""

    def remove_feed(self, name: str) -> None:
        """Forget the feed of that very name; one that is not there is no error."""

    def overdue(self, *, before: datetime) -> tuple[Delivery, ...]:
        """Return open posts that were due before that instant, by time."""

    def open_later(self, *, than: datetime) -> tuple[Delivery, ...]:
        """Return the open deliveries, posts and updates, that may not be tried before that instant."""

    def last_attempt(self) -> datetime | None:
        """Return when a delivery was last tried; None when none ever was."""

    def recent(self, *, limit: int, until: datetime | None = None) -> tuple[Delivery, ...]:
        """Return the deliveries that were due last by that instant (or are, of all), the latest first."""

    def undecided(self, *, limit: int) -> tuple[Delivery, ...]:
        """Return posts that were refused, or are unknown and no longer searched for, the latest due first."""

    def count_deliveries(self) -> Mapping[State, int]:
        """Return how many deliveries are in each state; those in which none is are left out."""

    def topics_held(self) -> frozenset[Topic]:
        """Return about what deliveries were tried and are not finished: claimed, or waiting."""

    def still_to_post(self) -> frozenset[tuple[Topic, Kind]]:
        """Return about what posts are still open, and of which kinds."""

    def upcoming(self, *, limit: int) -> tuple[Delivery, ...]:
        """Return the next open posts, by time."""


@dataclass(frozen=True, slots=True)
class Reads(Generic[Answer]):
    """A use case that only reads: its transaction may go on beside one that writes, and waits for none.

    It sees all that was committed when it began.
    """

    use_case: Callable[..., Answer]

    def __call__(self, ledger: Ledger, /, *request: object) -> Answer:
        """Run it."""
        return self.use_case(ledger, *request)


class Transactions(Protocol):
    """Runs use cases, each in one short transaction of its own: all of it is kept, or nothing.

    A use case is `(ledger, request) -> answer`, or `(ledger) -> answer` where there is nothing to ask for.
    """

    async def run(
        self, use_case: Callable[[Ledger, *Request], Answer], *request: *Request, now: datetime
    ) -> Answer:
        """Run the use case off the loop, at `now`, and return its answer; what it raises undoes it all."""


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """Return the present instant, aware and in UTC."""
