"""Answering a question in plain words: it is read, and the use case is run that has the answer."""

from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from rollouts.announcing.vendors_words import vendors_words
from rollouts.cases import Case
from rollouts.integrations import Integration, by_owner
from rollouts.people import Caller, Person
from rollouts.ports import Ledger
from rollouts.questions.asked import Asked, NotUnderstood, Question, Understood
from rollouts.questions.meant import meant_by_it
from rollouts.questions.phrases import phrase
from rollouts.questions.reading import Readings
from rollouts.releases import Release
from rollouts.servers import Server
from rollouts.usecases.case_list import AskCase, CaseShown, show_case
from rollouts.usecases.integrations import (
    AskIntegration,
    IntegrationList,
    IntegrationShown,
    list_integrations,
    show_integration,
)
from rollouts.usecases.live import AskLive, LiveAnswer, what_is_live
from rollouts.usecases.question_facts import (
    Changes,
    Common,
    Readiness,
    Tests,
    Whereabouts,
    changes,
    readiness,
    tests,
    whereabouts,
)
from rollouts.usecases.releases import Ask
from rollouts.usecases.showing import ReleaseStory, show_release
from rollouts.usecases.talking import talked_of
from rollouts.usecases.upcoming import NextUp, next_up
from rollouts.usecases.window_questions import (
    Affected,
    Delays,
    Risks,
    Standings,
    ToDo,
    Windows,
    affected,
    delays,
    risks,
    to_do,
)

OF_ONE_RELEASE = frozenset(
    {
        Asked.IS_ON,
        Asked.COMES,
        Asked.WHEN,
        Asked.WHERE,
        Asked.TESTING,
        Asked.RELEASE,
        Asked.AFFECTED,
        Asked.LATE,
        Asked.ON_TIME,
        Asked.HELD,
        Asked.ROLLED_BACK,
        Asked.HOTFIXED,
        Asked.WITHDRAWN,
        Asked.MOVED,
        Asked.RISK,
        Asked.WINDOW,
    }
)
"""These are about one release, named or not."""
OF_WHAT_COMES = frozenset({Asked.COMES, Asked.WHEN, Asked.READY, Asked.BLOCKED})
"""And these about one that is on its way to a server, where they name one."""


@dataclass(frozen=True, slots=True)
class AskInWords:
    """What somebody asked, and in which channel."""

    asker: Caller
    text: str = ""
    channel: str | None = None


@dataclass(frozen=True, slots=True)
class Trouble:
    """The open cases in question, one without a server with those of each; of the integrations `names`."""

    common: Common
    cases: tuple[Case, ...]
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Own:
    """The asker's integrations, or else those of the channel, and what is live on their servers."""

    common: Common
    integrations: tuple[Integration, ...]
    live: LiveAnswer
    are_owned: bool


@dataclass(frozen=True, slots=True)
class Nothing:
    """There is nothing to speak of: no release is known, or the asker has no integration."""

    is_of_own: bool = False


Facts: TypeAlias = (
    LiveAnswer
    | Whereabouts
    | Readiness
    | Changes
    | Tests
    | Trouble
    | Own
    | NextUp
    | ReleaseStory
    | Affected
    | ToDo
    | Delays
    | Standings
    | Risks
    | Windows
    | CaseShown
    | IntegrationShown
    | IntegrationList
    | NotUnderstood
    | Nothing
    | None
)
"""What an answer rests on; None for help."""


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer to a question.

    Attributes:
        facts: What is so.
        servers: All servers, in order.
        question: What was understood; None where nothing was.
        again: The question in full, by which it can be asked again.
        is_guess: A word was mended or completed, or stands for another: say what was understood.
    """

    facts: Facts
    servers: tuple[Server, ...]
    question: Question | None
    again: str
    is_guess: bool = False


def answer_question(ledger: Ledger, request: AskInWords) -> Answered:
    """Answer a question; what is not understood is said to be so, with the nearest that can be asked.

    Raises:
        Unknown: there is no case of the number that was named.
    """
    servers, releases, today = ledger.servers(), ledger.releases(), ledger.policy.day(ledger.now)
    own = _own(ledger, request)
    readings = ledger.following(Readings)
    understood = readings.of(request.text, own, today)
    if isinstance(understood, NotUnderstood):
        return Answered(understood, servers, None, request.text)
    question, release = understood.question, None
    is_of_one = question.asked in OF_ONE_RELEASE and not question.of_any
    if is_of_one or understood.of_it or question.release:
        before = talked_of(ledger, request.asker.id)
        release = _release(question, releases, today, before)
        question = replace(question, release=release.name if release else "")
    facts = _Facts(ledger, request.asker, question, release, own).gathered()
    is_guess = understood.guessed or question.release != understood.question.release
    again = phrase(question, servers)
    # Names can be so odd that no sentence takes them; then the words that were typed are asked again.
    asked_again = readings.of(again, own, today)
    is_same = isinstance(asked_again, Understood) and asked_again.question == question
    return Answered(facts, servers, question, again if is_same else request.text, is_guess)


def _own(ledger: Ledger, request: AskInWords) -> tuple[Integration, ...]:
    """Return the integrations that the asker owns, or else those of the channel."""
    owned = ledger.following(by_owner).get(request.asker.id, ())
    return owned or ledger.integrations_in(request.channel or "")


def _release(question: Question, releases: tuple[Release, ...], today: date, before: str) -> Release | None:
    if question.release:
        return next(each for each in releases if each.name == question.release)
    server = question.servers[0] if question.servers and question.asked in OF_WHAT_COMES else ""
    return meant_by_it(releases=releases, today=today, before=before, server=server)


class _Facts:
    """Gathers what the answer to one question rests on."""

    def __init__(
        self,
        ledger: Ledger,
        asker: Caller,
        question: Question,
        release: Release | None,
        own: tuple[Integration, ...],
    ) -> None:
        self._ledger = ledger
        self._asker = asker
        self._question = question
        self._release = release
        self._common = Common(ledger.servers(), ledger.policy, ledger.policy.day(ledger.now))
        named = ledger.integration(question.integration) if question.integration else None
        self._theirs = own if question.mine else tuple(filter(None, [named]))
        self._is_theirs = question.mine or bool(question.integration)

    def gathered(self) -> Facts:  # noqa: C901, PLR0912 - each sort of question has its case
        """Return the facts."""
        question, ledger = self._question, self._ledger
        if question.mine and not self._theirs:
            return Nothing(is_of_own=True)
        if question.of_any:
            each_of = (delays(ledger, self._common, each, self._servers()) for each in ledger.releases())
            return Standings(self._common, tuple(each_of))
        match question.asked:
            case Asked.LIVE:
                return what_is_live(ledger, AskLive(self._asker, self._servers()))
            case Asked.MINE:
                live = what_is_live(ledger, AskLive(self._asker, self._servers()))
                are_owned = any(self._asker.id in each.owners for each in self._theirs)
                return Own(self._common, self._theirs, live, are_owned)
            case Asked.NEXT:
                return self._next()
            case Asked.READY | Asked.BLOCKED:
                own = frozenset(each.name for each in self._theirs)
                return readiness(ledger, self._common, question, self._release, own)
            case Asked.CHANGED:
                return changes(ledger, self._common, question)
            case Asked.BROKEN:
                cases = filter(self._is_in_question, ledger.cases(open_only=True))
                return Trouble(self._common, tuple(cases), tuple(each.name for each in self._theirs))
            case Asked.INTEGRATION:
                # Nobody's rights are looked up for a question, so no button to change it is shown.
                return show_integration(ledger, AskIntegration(Person(""), question.integration))
            case Asked.USERS:
                return self._users()
            case Asked.TODO:
                return to_do(ledger, self._common, self._theirs, self._next())
            case Asked.CASE:
                return show_case(ledger, AskCase(Person(""), str(question.case)))
            case Asked.HELP:
                return None
            case _:
                return self._of_release()

    def _of_release(self) -> Facts:
        """Gather what is asked of one release."""
        if self._release is None:
            return Nothing()
        match self._question.asked:
            case Asked.RELEASE:
                return show_release(self._ledger, Ask(self._release.name))
            case Asked.TESTING:
                integrations = self._theirs if self._is_theirs else self._ledger.integrations()
                return tests(self._ledger, self._common, self._release, self._question.servers, integrations)
            case Asked.AFFECTED:
                integrations = self._theirs if self._is_theirs else self._ledger.integrations()
                names = tuple(each.name for each in self._theirs)
                return affected(self._common, self._release, self._question.servers, integrations, names)
            case Asked.LATE | Asked.ON_TIME | Asked.MOVED:
                return delays(self._ledger, self._common, self._release, self._servers())
            case Asked.RISK:
                return risks(self._ledger, self._common, self._release, self._question.servers)
            case Asked.WINDOW:
                return Windows(whereabouts(self._common, self._release, self._servers()))
            case _:
                words = vendors_words(self._ledger, self._release)
                return replace(whereabouts(self._common, self._release, self._servers()), words=words)

    def _servers(self) -> tuple[str, ...]:
        """Return the keys of the servers in question: those that were named, or those of the integrations."""
        if self._question.servers or not self._is_theirs:
            return self._question.servers
        on = {environment.server for each in self._theirs for environment in each.environments}
        return tuple(server.key for server in self._common.servers if server.key in on)

    def _next(self) -> NextUp:
        found, servers, period = next_up(self._ledger), self._servers(), self._question.period
        if not servers and period is None:
            return found
        dates = (
            (server, placed)
            for server, placed in found.dates
            if (not servers or server.key in servers) and (period is None or placed.stage.date in period)
        )
        return replace(found, dates=tuple(dates), posts=())

    def _is_in_question(self, case: Case) -> bool:
        """Say whether a case is asked about; one that nobody placed may be of any server."""
        names = {each.name for each in self._theirs}
        return (
            (case.urgent or not self._question.urgent)
            and (not self._question.servers or case.server in {None, *self._question.servers})
            and (self._release is None or case.release in {None, self._release.name})
            and (not self._is_theirs or bool(names & set(case.integrations)))
        )

    def _users(self) -> IntegrationList:
        found = list_integrations(self._ledger, self._asker)
        on = self._question.servers
        if self._question.every:
            keys = [server.key for server in self._common.servers]
            on_all = (each for each in found.integrations if all(map(each.on, keys)))
            return replace(found, integrations=tuple(on_all))
        users = (each for each in found.integrations if not on or any(map(each.on, on)))
        return replace(found, integrations=tuple(users))
