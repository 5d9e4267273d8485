"""Briefs: the facts behind one message, gathered at the moment it is said."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, auto

from rollouts.announcing.draft_briefs import DraftBrief
from rollouts.announcing.mail_briefs import FilesBrief, MailBrief
from rollouts.cases import Case, Note, NoteKind
from rollouts.checks import Check, CheckState, Item, items_of
from rollouts.deliveries import Announcement, Delivery, Message, Pause, Reason
from rollouts.history import Change
from rollouts.incoming_mail import Automatic
from rollouts.integrations import Environment, Integration, Role, in_channel, role_of
from rollouts.kinds import (
    CASE_NOTE,
    CHANNEL_PAUSED,
    DOWNTIME,
    MAILBOX_CLOSED,
    NAMES_UNKNOWN,
    SHARED_ANSWER,
    UNSURE,
    Kind,
    Placement,
)
from rollouts.news_drafts import ReadEntry
from rollouts.policy import Policy
from rollouts.received_mails import ReceivedMail
from rollouts.releases import Release, Stage, Standing
from rollouts.report import Report
from rollouts.servers import Server
from rollouts.statements import (
    DateDiffers,
    Difference,
    ImpactDiffers,
    OptInsDiffer,
    StandingDiffers,
    Statement,
    UiChangesDiffer,
    statement_of,
)
from rollouts.transitions import Verb, remedies
from rollouts.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Party:
    """An integration of the channel, and what the announced stage means to it.

    `here` are its environments on the announced server; `elsewhere` its other environments, each with
    the stage of the release that reaches them, in the servers' order.
    """

    integration: Integration
    role: Role
    here: tuple[Environment, ...]
    elsewhere: tuple[tuple[Stage, tuple[Environment, ...]], ...]


@dataclass(frozen=True, slots=True)
class ReleaseBrief:
    """What is known when a release's announcement is said or brought up to date.

    `is_card` marks the first message of the release in its channel, which shows where the release stands.
    `cases` are the open ones of the channel: about its integrations, or reported there about none, and none
    that a check of theirs has found. `policy` is as it counts in the channel: its zone is the channel's.
    `verdict` is that of the announced server, where that is what it speaks of. `is_asked_again`: a question
    that was asked once more, further down. `word` is the vendor's that it is live, for who is asked about it.
    `formerly` are the names by which a card's channel heard of it, `not_these` the releases of which it heard
    by the name that this one has now.
    """

    delivery: int
    announcement: Announcement
    release: Release
    server: Server
    servers: tuple[Server, ...]
    parties: tuple[Party, ...]
    checks: tuple[Check, ...]
    policy: Policy
    now: datetime
    is_card: bool
    late_since: datetime | None = None
    verdict: Verdict | None = None
    cases: tuple[Case, ...] = ()
    is_asked_again: bool = False
    word: ReadEntry | None = None
    formerly: tuple[str, ...] = ()
    not_these: tuple[str, ...] = ()

    @property
    def kind(self) -> Kind:
        """What is said."""
        return self.announcement.kind

    @property
    def today(self) -> date:
        """The day on which it is said, in its channel."""
        return self.policy.day(self.now)

    @property
    def items(self) -> tuple[Item, ...]:
        """The checks of its integrations on the announced server."""
        integrations = [party.integration for party in self.parties]
        return items_of(
            release=self.release, integrations=integrations, checks=self.checks, server=self.server.key
        )

    @property
    def is_on_server(self) -> bool:
        """Whether an integration of the channel is on the announced server."""
        return any(party.role is not Role.ELSEWHERE for party in self.parties)

    @property
    def statement(self) -> Statement | None:
        """What the message tells its channel; None for a question that is put to one person alone."""
        if self.kind.placement is Placement.ALONE:
            return None
        return statement_of(release=self.release, today=self.today)

    @property
    def stage(self) -> Stage:
        """The announced stage."""
        return next(stage for stage in self.release.stages if stage.server == self.server.key)


_ITEMS_DIFFER = (UiChangesDiffer, OptInsDiffer)


@dataclass(frozen=True, slots=True)
class CorrectionBrief:
    """What is known when a channel is told that what it was told is no longer so.

    `differences` are what differs from `told`, its newest statement; `changes` the entries of the release's
    history since then, the newest first. `integrations` are those of the channel. `runs_instead` is what
    else is live, by server.
    """

    delivery: int
    announcement: Announcement
    release: Release
    servers: tuple[Server, ...]
    integrations: tuple[Integration, ...]
    told: Statement
    differences: tuple[Difference, ...]
    changes: tuple[Change, ...]
    runs_instead: Mapping[str, Release]
    policy: Policy
    now: datetime

    @property
    def kind(self) -> Kind:
        """What is said."""
        return self.announcement.kind

    @property
    def today(self) -> date:
        """The day on which it is said."""
        return self.policy.day(self.now)

    @property
    def statement(self) -> Statement:
        """What the message tells its channel."""
        return statement_of(release=self.release, today=self.today)

    @property
    def differing(self) -> frozenset[str]:
        """The servers on which it is not as it was told."""
        found = (each for each in self.differences if isinstance(each, DateDiffers | StandingDiffers))
        return frozenset(each.server for each in found)

    @property
    def says(self) -> tuple[object, ...]:
        """What its words rest on: two that agree in it say the same.

        Not in it is what stands on the card alone: title, summary, documents, owner, words of items.
        """
        release = self.release
        new = {key for each in self.differences if isinstance(each, _ITEMS_DIFFER) for key in each.new}
        return (
            release.name,
            release.stages,
            release.affects_integrations,
            self.differences,
            tuple(change.text for change in release.ui_changes if change.key in new),
            tuple(opt_in.name for opt_in in release.opt_ins if opt_in.key in new),
            self.reasons,
            tuple((server, other.name) for server, other in self.runs_instead.items()),
        )

    @property
    def reasons(self) -> tuple[tuple[str, str], ...]:
        """Which field was changed for which reason, the newest first."""
        return tuple((change.field, change.why) for change in self.changes if change.why)

    @property
    def is_news(self) -> bool:
        """Whether it turned out to affect integrations, so that each is to do something after all."""
        return any(isinstance(each, ImpactDiffers) for each in self.differences)

    @property
    def concerned(self) -> tuple[Integration, ...]:
        """The integrations for which something follows: none where it is about what the release brings."""
        is_for_them = self.release.affects_integrations and (self.differing or self.is_news)
        return self.integrations if is_for_them else ()


@dataclass(frozen=True, slots=True)
class ReportBrief:
    """What came of a release, when its owner is told."""

    delivery: int
    announcement: Announcement
    report: Report

    @property
    def kind(self) -> Kind:
        """What is said."""
        return self.announcement.kind


class Hearing(Enum):
    """How far somebody has heard: not at all, they are being told, or they were."""

    NOT = auto()
    BEING_TOLD = auto()
    TOLD = auto()


@dataclass(frozen=True, slots=True)
class CaseBrief:
    """What is known when a post of a case is said. `note` is what happened, for a case note.

    `is_there`: its thread is there, where it is to be. `is_support_closed`: there is a support channel, and
    it takes no messages. `managers` is how far those have a copy, where its thread is elsewhere. `checks` are
    those whose problem it is about. `mail` is the mail to the vendor that it speaks of, `mailed` what that
    says.
    `answer` is the mail that came in, where it speaks of one; `unshared` is why its files are not there.
    """

    delivery: int
    announcement: Announcement
    case: Case
    release: Release | None
    server: Server | None
    policy: Policy
    now: datetime
    note: Note | None = None
    is_support_closed: bool = False
    managers: Hearing = Hearing.NOT
    is_there: bool = True
    checks: tuple[Check, ...] = ()
    mail: Delivery | None = None
    mailed: MailBrief | None = None
    answer: ReceivedMail | None = None
    unshared: str = ""
    servers: tuple[Server, ...] = ()

    @property
    def kind(self) -> Kind:
        """What is said."""
        return self.announcement.kind

    @property
    def is_on_first_server(self) -> bool:
        """Whether a remedy may be possible. Vendor: "If you're on the Standard Release server"."""
        return bool(self.servers) and self.case.server == self.servers[0].key

    @property
    def remedies(self) -> tuple[Verb, ...]:
        """What can be done now with the release on the server of the case."""
        stage = self.release.stage(self.case.server or "") if self.release else None
        return remedies(stage.status) if stage else ()


@dataclass(frozen=True, slots=True)
class UnsureBrief:
    """A delivery that needs a person's decision: lost, or refused; `is_resolved` once somebody has said.

    `others` is how many more posts of its announcement were refused.
    """

    delivery: int
    about: Delivery
    servers: tuple[Server, ...]
    is_resolved: bool
    policy: Policy
    now: datetime
    others: int = 0

    @property
    def kind(self) -> Kind:
        """What is said."""
        return UNSURE


@dataclass(frozen=True, slots=True)
class PausedBrief:
    """A channel that takes no messages; `pause` is None once it is reached again."""

    delivery: int
    channel: str
    pause: Pause | None
    integrations: tuple[str, ...]
    policy: Policy
    now: datetime

    @property
    def kind(self) -> Kind:
        """What is said."""
        return CHANNEL_PAUSED


@dataclass(frozen=True, slots=True)
class DowntimeBrief:
    """What became of the posts that were overdue when the bot started."""

    delivery: int
    posts: tuple[Delivery, ...]
    servers: tuple[Server, ...]
    policy: Policy
    now: datetime

    @property
    def kind(self) -> Kind:
        """What is said."""
        return DOWNTIME


@dataclass(frozen=True, slots=True)
class MailboxBrief:
    """A mailbox that cannot be read, and why: a reason as mails have them; `is_over` once it can."""

    delivery: int
    mailbox: str
    trouble: str
    is_over: bool
    policy: Policy
    now: datetime

    @property
    def kind(self) -> Kind:
        """What is said."""
        return MAILBOX_CLOSED


@dataclass(frozen=True, slots=True)
class NamesBrief:
    """Names that were not found, each with what uses it; none once all are known."""

    delivery: int
    names: tuple[tuple[str, tuple[str, ...]], ...]
    policy: Policy
    now: datetime

    @property
    def kind(self) -> Kind:
        """What is said."""
        return NAMES_UNKNOWN


@dataclass(frozen=True, slots=True)
class TickBrief:
    """A tick on the message of somebody, whose words the vendor has been told."""

    delivery: int
    announcement: Announcement
    message: Message

    @property
    def kind(self) -> Kind:
        """What is said."""
        return self.announcement.kind


@dataclass(frozen=True, slots=True)
class AnswerBrief:
    """An answer that somebody shared; `content` is what it said to them, as it was kept."""

    delivery: int
    content: str

    @property
    def kind(self) -> Kind:
        """What is said."""
        return SHARED_ANSWER


Brief = (
    ReleaseBrief
    | CorrectionBrief
    | ReportBrief
    | CaseBrief
    | MailBrief
    | FilesBrief
    | TickBrief
    | UnsureBrief
    | PausedBrief
    | DowntimeBrief
    | NamesBrief
    | MailboxBrief
    | DraftBrief
    | AnswerBrief
)


_LOUD_NOTES = frozenset({NoteKind.URGENT, NoteKind.REOPENED})


def is_loud(brief: Brief) -> bool:
    """Whether what is said asks something of its channel, or tells of a change on a server of its own."""
    if isinstance(brief, CorrectionBrief):
        return _concerns(brief)
    if isinstance(brief, CaseBrief) and _asks_for_help(brief):
        return True
    if brief.kind.is_quiet_elsewhere and isinstance(brief, ReleaseBrief):
        return brief.kind.is_loud and brief.is_on_server
    return brief.kind.is_loud


def _asks_for_help(brief: CaseBrief) -> bool:
    """Say whether somebody has to do something now: it is urgent anew, or the vendor does not hear of it."""
    if brief.answer and brief.answer.mail.automatic is Automatic.BOUNCE:
        return brief.case.urgent and not brief.case.is_closed
    return brief.kind == CASE_NOTE and brief.note is not None and brief.note.kind in _LOUD_NOTES


def needless(brief: ReleaseBrief) -> Reason | None:
    """Return why it need not be said: nothing is left to test, or the window has nothing to show."""
    if brief.kind.is_for_owners and not any(item.is_left for item in brief.items):
        return Reason.ALL_TESTED
    is_for_managers = brief.kind.has_verdict and brief.kind.placement is Placement.ALONE
    if is_for_managers and (brief.verdict is None or brief.verdict.is_of_nobody):
        return Reason.NOTHING_TO_SAY
    return None


def furthest(*, release: Release, integrations: tuple[Integration, ...], today: date) -> str | None:
    """Return the last server that the release has come to and that these integrations are on.

    None when its day has come nowhere yet.
    """
    used = {environment.server for integration in integrations for environment in integration.environments}
    begun = [stage.server for stage in release.stages if stage.standing(today) is not Standing.PLANNED]
    return next((server for server in reversed(begun) if server in used), None)


def parties_of(
    *, channel: str, server: Server, release: Release, integrations: tuple[Integration, ...]
) -> tuple[Party, ...]:
    """Return the channel's integrations with what the stage on that server means to each."""

    def party(integration: Integration) -> Party:
        return Party(
            integration=integration,
            role=role_of(integration=integration, server=server.key),
            here=integration.on(server.key),
            elsewhere=tuple(
                (stage, placed)
                for stage in release.stages
                if stage.server != server.key and (placed := integration.on(stage.server))
            ),
        )

    return tuple(party(integration) for integration in in_channel(channel=channel, integrations=integrations))


def cases_of(
    *, channel: str, parties: tuple[Party, ...], checks: tuple[Check, ...], cases: Iterable[Case]
) -> tuple[Case, ...]:
    """Return which of these cases concern the channel, and are not known there as the problem of a check."""
    names = {party.integration.name for party in parties}
    known = {
        check.case for check in checks if check.integration in names and check.state is CheckState.PROBLEM
    }
    return tuple(
        case
        for case in cases
        if case.number not in known
        and (names & set(case.integrations) if case.integrations else case.channel == channel)
    )


def _concerns(brief: CorrectionBrief) -> bool:
    """Say whether something of what differs is of a server that the channel is on, or of all of them."""
    servers = {placed.server for integration in brief.integrations for placed in integration.environments}
    return any(
        not isinstance(each, DateDiffers | StandingDiffers) or each.server in servers
        for each in brief.differences
    )
