"""A ledger in memory, for tests of the rules. `tests/storage/` holds it to the contract of the real one."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from typing import Self

from rollouts.cases import Case
from rollouts.checks import Check, one_after_the_other
from rollouts.deliveries import (
    OPEN,
    SAID,
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
    finished,
)
from rollouts.feeds import KnownFeed
from rollouts.history import Change, Kept
from rollouts.integrations import Integration
from rollouts.kinds import Kind
from rollouts.mail_files import KEPT_FOR, MailFile
from rollouts.mailboxes import Mailbox
from rollouts.news_drafts import NewsDraft
from rollouts.people import LookedUp
from rollouts.policy import Policy
from rollouts.ports import POSTED_WITHIN, Answer, Ledger, Request
from rollouts.received_mails import ReceivedMail
from rollouts.releases import Release
from rollouts.said import SaidAlike, Told
from rollouts.servers import DEFAULT_SERVERS, Server
from rollouts.settings import Chosen, Setting, with_chosen
from rollouts.texts import name_key
from rollouts.topics import Topic
from rollouts.verdict import AcceptedRisk


class MemoryLedger(Ledger):
    """All that one workspace has recorded: `rollouts.ports.Ledger`, without transactions."""

    def __init__(self, policy: Policy | None = None) -> None:
        self._policy = policy or Policy()
        self._now: datetime | None = None
        self._chosen: dict[Setting, str] = {}
        self._planned_with: list[tuple[str, object]] = []
        self._servers: list[Server] = []
        self._releases: dict[str, Release] = {}
        self._integrations: dict[str, Integration] = {}
        self._checks: dict[tuple[str, str, str, str], Check] = {}
        self._risks: dict[tuple[str, str], AcceptedRisk] = {}
        self._cases: dict[int, Case] = {}
        self._deliveries: dict[int, Delivery] = {}
        self._history: list[tuple[str, Change]] = []
        self._pauses: dict[str, Pause] = {}
        self._acts: dict[str, datetime] = {}
        self._looked_up: dict[str, LookedUp] = {}
        self._shared: dict[str, tuple[datetime, str]] = {}
        self._words: dict[int, str] = {}
        self._mails: dict[str, ReceivedMail] = {}
        self._forgotten_mails: set[int] = set()
        self._mail_files: dict[int, tuple[datetime, tuple[MailFile, ...]]] = {}
        self._mailboxes: dict[str, Mailbox] = {}
        self._drafts: dict[int, NewsDraft] = {}
        self._feeds: dict[str, KnownFeed] = {}
        self._numbers = count(1)

    def at(self, now: datetime) -> Self:
        """Begin a transaction at that time: `confirm(ledger.at(TEN), …)`. What is kept is shared by all."""
        transaction = copy(self)
        transaction._now = now  # noqa: SLF001 - its own
        return transaction

    def copied(self) -> Self:
        """Begin a ledger of its own with what is kept here."""
        other = copy(self)
        for name, value in vars(self).items():
            if isinstance(value, dict | list | set):
                setattr(other, name, copy(value))
        other._numbers = count(next(self._numbers) + 1)  # noqa: SLF001 - its own
        return other

    @contextmanager
    def transaction(self, now: datetime) -> Iterator[Self]:
        """Begin a transaction at that time; what is raised in it undoes all of it, as in a database."""
        kept = {name: copy(value) for name, value in vars(self).items() if isinstance(value, dict | list)}
        try:
            yield self.at(now)
        except BaseException:
            for name, value in kept.items():
                mine = getattr(self, name)
                mine.clear()
                mine.extend(value) if isinstance(mine, list) else mine.update(value)
            raise

    @property
    def now(self) -> datetime:
        assert self._now is not None, "no time was given: ledger.at(now)"
        return self._now

    @property
    def policy(self) -> Policy:
        return with_chosen(self._policy, self._chosen)

    @policy.setter
    def policy(self, policy: Policy) -> None:
        """Settings change when the process is started anew."""
        self._policy = policy

    @property
    def policy_at_start(self) -> Policy:
        return self._policy

    def chosen(self) -> Chosen:
        return dict(self._chosen)

    def choose(self, setting: Setting, value: str | None) -> None:
        if value is None:
            self._chosen.pop(setting, None)
        else:
            self._chosen[setting] = value

    def planned_with(self) -> str | None:
        return next((mark for mark, calendar in self._planned_with if calendar == self._calendar()), None)

    def keep_planned_with(self, mark: str) -> None:
        self._planned_with[:] = [(mark, self._calendar())]

    def _calendar(self) -> object:
        return self.servers(), self.releases(), self.integrations(), self.chosen()

    def servers(self) -> tuple[Server, ...]:
        return tuple(self._servers) or DEFAULT_SERVERS

    def save_servers(self, servers: tuple[Server, ...]) -> None:
        self._servers[:] = servers

    def releases(self) -> tuple[Release, ...]:
        return tuple(sorted(self._releases.values(), key=lambda each: (each.stages[0].date, each.name)))

    def release(self, name: str) -> Release | None:
        key = name_key(name)
        had_it = (each for each in self._releases.values() if key in map(name_key, each.formerly))
        return self._releases.get(key) or next(had_it, None)

    def release_with_key(self, key: str) -> Release | None:
        those = (each for each in self._releases.values() if name_key(each.key) == name_key(key))
        return next(those, None)

    def save_release(self, release: Release) -> None:
        before = self.release_with_key(release.key)
        if before:
            del self._releases[name_key(before.name)]
        self._releases[name_key(release.name)] = release
        if before:
            self._rename(before.name, release.name)

    def add_releases(self, releases: Sequence[Release]) -> None:
        self._releases |= {name_key(each.name): each for each in releases}

    def add_integrations(self, integrations: Sequence[Integration]) -> None:
        self._integrations |= {name_key(each.name): each for each in integrations}

    def integrations(self) -> tuple[Integration, ...]:
        return tuple(sorted(self._integrations.values(), key=lambda each: name_key(each.name)))

    def integration(self, name: str) -> Integration | None:
        return self._integrations.get(name_key(name))

    def integrations_in(self, channel: str) -> tuple[Integration, ...]:
        return tuple(each for each in self.integrations() if each.channel == channel)

    def following(
        self,
        make: Callable[[tuple[Server, ...], tuple[Release, ...], tuple[Integration, ...], *Request], Answer],
        *given: *Request,
    ) -> Answer:
        return make(self.servers(), self.releases(), self.integrations(), *given)

    def save_integration(self, integration: Integration, *, replaces: str | None = None) -> None:
        before = name_key(integration.name if replaces is None else replaces)
        self._integrations.pop(before, None)
        self._integrations[name_key(integration.name)] = integration
        self._known_as(before, name_key(integration.name), {Kept.INTEGRATION})
        for place, check in [*self._checks.items()]:
            if name_key(check.integration) == before:
                del self._checks[place]
                self.save_check(replace(check, integration=integration.name))

    def remove_integration(self, name: str) -> None:
        self._integrations.pop(name_key(name), None)
        for place, check in [*self._checks.items()]:
            if name_key(check.integration) == name_key(name):
                del self._checks[place]

    def note_changes(self, changes: Iterable[Change]) -> None:
        self._history += ((name_key(change.name), change) for change in changes)

    def history(
        self, thing: Kept, name: str | None = None, *, limit: int | None = None
    ) -> tuple[Change, ...]:
        found = (
            change
            for known_as, change in reversed(self._history)
            if change.thing is thing and (name is None or name_key(name) == known_as)
        )
        return tuple(found)[:limit]

    def forget_changes(self, thing: Kept, name: str, *, after: datetime, before: datetime) -> int:
        kept = [
            (known_as, change)
            for known_as, change in self._history
            if not (change.thing is thing and known_as == name_key(name) and after < change.at < before)
        ]
        forgotten = len(self._history) - len(kept)
        self._history[:] = kept
        return forgotten

    def rename_environment(self, integration: str, old: str, new: str) -> None:
        theirs = [
            (place, check)
            for place, check in self._checks.items()
            if name_key(check.integration) == name_key(integration) and check.environment in {old, new}
        ]
        for place, _ in theirs:
            del self._checks[place]
        for _, check in theirs:
            if check.environment == old:
                self.save_check(replace(check, environment=new))

    def checks(self, release: str, *, of: tuple[str, ...] | None = None) -> tuple[Check, ...]:
        names = None if of is None else {name_key(name) for name in of}
        found = (
            check
            for check in self._checks.values()
            if name_key(check.release) == name_key(release)
            and (names is None or name_key(check.integration) in names)
        )
        return tuple(
            sorted(found, key=lambda each: (name_key(each.integration), each.environment, str(each.name)))
        )

    def save_check(self, check: Check) -> None:
        settings = (
            replace(
                each,
                release=check.release,
                integration=check.integration,
                environment=check.environment,
            )
            for each in check.settings[1:]
        )
        self._checks[_place(check)] = replace(check, before=one_after_the_other(settings))

    def drop_check(self, check: Check) -> None:
        self._checks.pop(_place(check), None)

    def risks(self, release: str) -> tuple[AcceptedRisk, ...]:
        found = (each for key, each in sorted(self._risks.items()) if key[0] == name_key(release))
        return tuple(found)

    def accept_risk(self, risk: AcceptedRisk) -> None:
        self._risks[name_key(risk.release), risk.server] = risk

    def cases(self, *, open_only: bool = False) -> tuple[Case, ...]:
        in_order = (case for _, case in sorted(self._cases.items()))
        return tuple(case for case in in_order if not (open_only and case.is_closed))

    def cases_alike(self, *, since: datetime, release: str | None, channel: str | None) -> tuple[Case, ...]:
        return tuple(
            case
            for case in self.cases(open_only=True)
            if (case.opened_at >= since and case.release == release)
            and (case.integrations if channel is None else not case.integrations and case.channel == channel)
        )

    def newest_cases(self, *, closed: bool, limit: int, of: str | None = None) -> tuple[Case, ...]:
        return self._such_cases(closed=closed, of=of)[:limit]

    def count_cases(self, *, closed: bool, of: str | None = None) -> int:
        return len(self._such_cases(closed=closed, of=of))

    def _such_cases(self, *, closed: bool, of: str | None) -> tuple[Case, ...]:
        newest_first = reversed(self.cases())
        return tuple(
            case for case in newest_first if case.is_closed == closed and (of is None or case.is_of(of))
        )

    def case(self, number: int) -> Case | None:
        return self._cases.get(number)

    def save_case(self, case: Case) -> Case:
        saved = case if case.number else replace(case, number=max(self._cases, default=0) + 1)
        self._cases[saved.number] = saved
        return saved

    def deliveries(self, topic: Topic, *, of: Announcement | None = None) -> tuple[Delivery, ...]:
        return self._those(
            lambda delivery: delivery.key.topic == topic and of in (None, delivery.key.announcement)
        )

    def not_merely_planned(self, topic: Topic) -> tuple[Delivery, ...]:
        return tuple(
            each
            for each in self.deliveries(topic)
            if each.action is Action.UPDATE
            or each.key.revision
            or each.state not in {State.PLANNED, State.SKIPPED}
        )

    def first_deliveries(self, topic: Topic, *, limit: int) -> tuple[Delivery, ...]:
        return self.deliveries(topic)[:limit]

    def alike(self, topic: Topic) -> tuple[Alike, ...]:
        groups: dict[tuple[Announcement, int, datetime, State], list[int]] = {}
        for each in self.deliveries(topic):
            if each.action is Action.POST:
                alike = (each.key.announcement, each.key.revision, each.due_at, each.state)
                groups.setdefault(alike, []).append(each.id)
        return tuple(Alike(topic, *alike, min(posts), len(posts)) for alike, posts in groups.items())

    def channels_of(self, alike: Alike, *, limit: int | None = None) -> tuple[tuple[int, str], ...]:
        found = (
            (each.id, each.key.channel)
            for each in self.deliveries(alike.topic)
            if each.action is Action.POST and alike.in_channel(each.key.channel).key == each.key
            if (each.due_at, each.state) == (alike.due_at, alike.state)
        )
        return tuple(sorted(found)[:limit])

    def channels_about(self, topic: Topic, *, kinds: frozenset[Kind]) -> frozenset[str]:
        found = (each.key for each in self.deliveries(topic))
        return frozenset(key.channel for key in found if key.announcement.kind in kinds)

    def channels_with_card(self, topic: Topic) -> frozenset[str]:
        return frozenset(each.key.channel for each in self.deliveries(topic) if each.is_card)

    def count_said_alike(self, topic: Topic) -> int:
        return len({each.wording for each in self._told(topic) if each.wording})

    def said_alike(self, topic: Topic, *, limit: int) -> tuple[SaidAlike, ...]:
        groups: dict[str, list[Delivery]] = {}
        for each in self._told(topic):
            groups.setdefault(each.wording, []).append(each)
        found = (
            SaidAlike(wording, min(each.id for each in told), len(told))
            for wording, told in groups.items()
            if wording
        )
        return tuple(sorted(found, key=lambda each: each.place)[:limit])

    def channels_told(self, topic: Topic, wording: str, *, limit: int) -> tuple[str, ...]:
        told = [each for each in self._told(topic) if each.wording == wording]
        told.sort(key=lambda each: each.id)
        return tuple(each.key.channel for each in told[:limit])

    def told(self, topic: Topic) -> tuple[Told, ...]:
        return tuple(
            Told(
                each.id,
                each.key.announcement,
                each.key.channel,
                each.action,
                each.started_at,
                repr(each.statement),
            )
            for each in self._told(topic)
            if each.started_at and not each.wording
        )

    def _told(self, topic: Topic) -> list[Delivery]:
        """Return what told a channel something of it: of a message's edits the newest."""
        told: dict[object, Delivery] = {}
        for each in self.deliveries(topic):
            if each.state in SAID and each.statement and each.started_at:
                is_edit = each.action is Action.UPDATE
                told[(each.key.announcement, each.key.channel) if is_edit else each.id] = each
        return list(told.values())

    def words(self, numbers: Collection[int]) -> Mapping[int, str]:
        return {number: self._words[number] for number in numbers if number in self._words}

    def count_about(self, topic: Topic) -> int:
        return len(self.deliveries(topic))

    def troubled(self, topic: Topic) -> tuple[Delivery, ...]:
        paused = {pause.channel for pause in self.pauses()}
        return tuple(
            each
            for each in self.deliveries(topic)
            if each.action is Action.POST
            and (
                _is_undecided(each)
                or (each.state in OPEN and each.due_at <= self.now and each.key.channel in paused)
            )
        )

    def delivery(self, number: int) -> Delivery | None:
        return self._deliveries.get(number)

    def attempts_of(self, numbers: Collection[int]) -> Mapping[int, tuple[State, int]]:
        found = self._those(lambda delivery: delivery.id in numbers)
        return {delivery.id: (delivery.state, delivery.attempts) for delivery in found}

    def posted(self, message: Message) -> Delivery | None:
        found = self._those(
            lambda delivery: (
                delivery.message == message
                and delivery.action is Action.POST
                and delivery.due_at >= self.now - POSTED_WITHIN
            )
        )
        return next(iter(found), None)

    def plan(self, deliveries: Iterable[NewDelivery]) -> int:
        before = len(self._deliveries)
        for delivery in deliveries:
            if delivery.key not in self._keys():
                number = next(self._numbers)
                self._deliveries[number] = Delivery(number, delivery.key, delivery.due_at, delivery.action)
        return len(self._deliveries) - before

    def save_deliveries(self, deliveries: Iterable[Delivery]) -> None:
        for delivery in tuple(deliveries):
            kept = self._deliveries[delivery.id]
            self._deliveries[delivery.id] = replace(delivery, key=kept.key, action=kept.action)

    def save_telling(self, claimed: Iterable[Delivery]) -> None:
        for each in tuple(claimed):
            kept = self._deliveries[each.id]
            told = replace(kept, statement=each.statement, message=each.message, thread=each.thread)
            self._deliveries[each.id] = told

    def leave_out(self, numbers: Sequence[int], *, reason: Reason) -> None:
        for number in numbers:
            post = self._deliveries[number]
            self._deliveries[number] = finished(post, State.SKIPPED, reason.value, self.now)

    def remove_deliveries(self, numbers: Iterable[int]) -> None:
        for number in numbers:
            self._deliveries.pop(number, None)
            self._words.pop(number, None)

    def said_before(self, key: Key) -> Delivery | None:
        posts = [
            each
            for each in self.deliveries(key.topic)
            if (each.action, each.state) == (Action.POST, State.SENT)
            and (each.key.announcement, each.key.channel) == (key.announcement, key.channel)
            and each.key.revision < key.revision
        ]
        return max(posts, key=lambda post: post.key.revision, default=None)

    def card(self, topic: Topic, channel: str) -> Delivery | None:
        cards = self._those(
            lambda delivery: (
                (delivery.key.topic, delivery.key.channel) == (topic, channel) and delivery.is_card
            )
        )
        return max(cards, key=lambda card: (card.finished_at or card.due_at, card.id), default=None)

    def claim(
        self, action: Action, *, now: datetime, limit: int, busy: frozenset[str]
    ) -> tuple[Delivery, ...]:
        held = self._those(
            lambda delivery: (
                delivery.state is State.CLAIMED
                or (
                    delivery.state is State.WAITING
                    and delivery.action is Action.POST
                    and delivery.next_at is not None
                    and delivery.next_at > now
                )
            )
        )
        searched_for = {
            (delivery.key.topic, delivery.key.channel)
            for delivery in self._those(_is_searched_for)
            if delivery.state is State.UNKNOWN
        }
        taken = {*busy, *self._pauses, *(delivery.key.channel for delivery in held)}
        claimed: list[Delivery] = []
        for delivery in self._those(_is_open):
            topic, channel = delivery.key.topic, delivery.key.channel
            is_free = channel not in taken and (topic, channel) not in searched_for
            is_free = is_free and delivery.action is action
            if is_free and len(claimed) < limit and _ready_at(delivery) <= now:
                taken.add(channel)
                attempts = delivery.attempts + 1
                claimed.append(replace(delivery, state=State.CLAIMED, attempts=attempts, started_at=now))
        self.save_deliveries(claimed)
        return tuple(claimed)

    def abandoned(
        self, *, started_before: datetime, started_after: datetime, but: frozenset[int] = frozenset()
    ) -> tuple[Delivery, ...]:
        return self._those(
            lambda delivery: (
                delivery.state is State.CLAIMED
                and delivery.started_at is not None
                and not started_before <= delivery.started_at <= started_after
                and delivery.id not in but
            )
        )

    def claim_searches(
        self, *, now: datetime, limit: int, hold: timedelta, channel: str | None = None
    ) -> tuple[Delivery, ...]:
        found = (
            delivery
            for delivery in self.searched_for()
            if _ready_at(delivery) <= now and channel in {None, delivery.key.channel}
        )
        first = tuple(found)[:limit]
        taken = tuple(replace(each, searches=each.searches + 1, next_at=now + hold) for each in first)
        self.save_deliveries(taken)
        return taken

    def searched_for(self) -> tuple[Delivery, ...]:
        found = self._those(_is_searched_for)
        return tuple(sorted(found, key=lambda delivery: (_ready_at(delivery), delivery.id)))

    def pause(self, pause: Pause) -> bool:
        return self._pauses.setdefault(pause.channel, pause) is pause

    def resume(self, channel: str) -> bool:
        return self._pauses.pop(channel, None) is not None

    def pauses(self) -> tuple[Pause, ...]:
        return tuple(pause for _, pause in sorted(self._pauses.items()))

    def remember(self, act: str) -> bool:
        is_new = act not in self._acts
        self._acts.setdefault(act, self.now)
        return is_new

    def forget_acts(self, *, before: datetime) -> int:
        old = [act for act, at in self._acts.items() if at < before]
        for act in old:
            del self._acts[act]
        shared = [key for key, (at, _) in self._shared.items() if at < before]
        for key in shared:
            del self._shared[key]
        return len(old) + len(shared)

    def last_act(self) -> datetime | None:
        return max(self._acts.values(), default=None)

    def keep_answer(self, key: str, content: str) -> None:
        self._shared[key] = self.now, content

    def shared_answer(self, key: str) -> str | None:
        return self._shared[key][1] if key in self._shared else None

    def keep_words(self, words: Mapping[int, str]) -> None:
        self._words |= words

    def looked_up(self) -> tuple[LookedUp, ...]:
        return tuple(found for _, found in sorted(self._looked_up.items()))

    def keep_looked_up(self, found: LookedUp) -> None:
        self._looked_up[found.id] = found

    def mail_secret(self) -> str:
        return "the secret of a workspace in memory"

    def keep_mail(self, mail: ReceivedMail, identity: str) -> ReceivedMail | None:
        if identity in self._mails:
            return None
        self._mails[identity] = kept = replace(mail, number=len(self._mails) + 1)
        return kept

    def keep_mail_files(self, number: int, files: Sequence[MailFile]) -> None:
        self._mail_files[number] = (self.now, tuple(files))
        late = [each for each, (at, _) in self._mail_files.items() if at < self.now - KEPT_FOR]
        for each in late:
            self.forget_mail_files(each)

    def mail_files(self, number: int) -> tuple[MailFile, ...]:
        return self._mail_files[number][1] if number in self._mail_files else ()

    def forget_mail_files(self, number: int) -> None:
        self._mail_files.pop(number, None)

    def received_mail(self, number: int) -> ReceivedMail | None:
        kept = (mail for mail in self._mails.values() if mail.number == number and mail.case is not None)
        return next((mail for mail in kept if mail.number not in self._forgotten_mails), None)

    def forget_mails(self, *, case: int) -> int:
        about = {mail.number for mail in self._mails.values() if mail.case == case} - self._forgotten_mails
        self._forgotten_mails |= about
        return len(about)

    def cases_of_mails(self, message_ids: Collection[str]) -> Mapping[str, int]:
        kept = ((each.mail.message_id, each.case) for each in self._mails.values())
        return {name: case for name, case in kept if name in message_ids and case is not None}

    def count_mails(self, *, case: int, since: datetime, of_vendor: bool) -> int:
        kept = (each for each in self._mails.values() if each.case == case and each.at >= since)
        return sum(each.is_from_vendor is of_vendor for each in kept)

    def last_mail_at(self) -> datetime | None:
        return max((each.at for each in self._mails.values()), default=None)

    def mailbox(self, name: str) -> Mailbox | None:
        return self._mailboxes.get(name)

    def save_mailbox(self, mailbox: Mailbox) -> None:
        self._mailboxes[mailbox.name] = mailbox

    def draft(self, number: int) -> NewsDraft | None:
        return self._drafts.get(number)

    def drafts(self, *, about: str | None = None) -> tuple[NewsDraft, ...]:
        return tuple(
            each
            for _, each in sorted(self._drafts.items())
            if (each.is_waiting if about is None else each.about == about)
        )

    def save_draft(self, draft: NewsDraft) -> NewsDraft:
        kept = replace(draft, number=draft.number or len(self._drafts) + 1)
        self._drafts[kept.number] = kept
        return kept

    def feeds(self) -> tuple[KnownFeed, ...]:
        return tuple(self._feeds[name] for name in sorted(self._feeds))

    def save_feed(self, feed: KnownFeed) -> None:
        self._feeds[feed.feed.name] = feed

    def remove_feed(self, name: str) -> None:
        self._feeds.pop(name, None)

    def overdue(self, *, before: datetime) -> tuple[Delivery, ...]:
        return self._those(
            lambda delivery: (
                _is_open(delivery) and delivery.action is Action.POST and delivery.due_at < before
            )
        )

    def open_later(self, *, than: datetime) -> tuple[Delivery, ...]:
        found = self._those(lambda delivery: _is_open(delivery) and _ready_at(delivery) > than)
        return tuple(sorted(found, key=lambda each: (_ready_at(each), each.id)))

    def last_attempt(self) -> datetime | None:
        return max((each.started_at for each in self._deliveries.values() if each.started_at), default=None)

    def recent(self, *, limit: int, until: datetime | None = None) -> tuple[Delivery, ...]:
        return self._those(lambda each: until is None or each.due_at <= until)[::-1][:limit]

    def undecided(self, *, limit: int) -> tuple[Delivery, ...]:
        return self._those(_is_undecided)[::-1][:limit]

    def count_deliveries(self) -> Mapping[State, int]:
        return Counter(delivery.state for delivery in self._deliveries.values())

    def topics_held(self) -> frozenset[Topic]:
        held = self._those(lambda delivery: delivery.state in {State.CLAIMED, State.WAITING})
        return frozenset(delivery.key.topic for delivery in held)

    def still_to_post(self) -> frozenset[tuple[Topic, Kind]]:
        posts = self._those(lambda delivery: delivery.action is Action.POST and delivery.state in OPEN)
        return frozenset((post.key.topic, post.key.announcement.kind) for post in posts)

    def upcoming(self, *, limit: int) -> tuple[Delivery, ...]:
        posts = self._those(lambda delivery: _is_open(delivery) and delivery.action is Action.POST)
        return tuple(sorted(posts, key=lambda post: (_ready_at(post), post.id))[:limit])

    def _those(self, fits: Callable[[Delivery], bool]) -> tuple[Delivery, ...]:
        found = (delivery for delivery in self._deliveries.values() if fits(delivery))
        return tuple(sorted(found, key=lambda delivery: (delivery.due_at, delivery.id)))

    def _keys(self) -> set[Key]:
        return {delivery.key for delivery in self._deliveries.values()}

    def _rename(self, old: str, new: str) -> None:
        for number, case in self._cases.items():
            if case.release == old:
                self._cases[number] = replace(case, release=new)
        for place, check in [*self._checks.items()]:
            if name_key(check.release) == name_key(old):
                del self._checks[place]
                self.save_check(replace(check, release=new))
        for key, risk in [*self._risks.items()]:
            if key[0] == name_key(old):
                del self._risks[key]
                self.accept_risk(replace(risk, release=new))
        self._known_as(name_key(old), name_key(new), {Kept.RELEASE, Kept.CHECK})

    def _known_as(self, old: str, new: str, things: Collection[Kept]) -> None:
        """Let what was noted of that be found by another name."""
        self._history[:] = [
            (new if change.thing in things and name == old else name, change)
            for name, change in self._history
        ]


def _is_open(delivery: Delivery) -> bool:
    return delivery.state in OPEN


def _is_searched_for(delivery: Delivery) -> bool:
    return delivery.state in {State.SENT, State.UNKNOWN} and delivery.next_at is not None


def _ready_at(delivery: Delivery) -> datetime:
    return delivery.next_at or delivery.due_at


def _place(check: Check) -> tuple[str, str, str, str]:
    return name_key(check.release), name_key(check.integration), check.environment, str(check.name)


def _is_undecided(post: Delivery) -> bool:
    is_given_up = post.state is State.UNKNOWN and post.next_at is None
    return post.action is Action.POST and (is_given_up or post.state is State.FAILED)
