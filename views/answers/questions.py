"""The answers to questions in plain words: first a sentence that answers, then the view that there is."""

from collections.abc import Iterator

from rollouts.cases import Case, NoteKind
from rollouts.questions.asked import Asked, NotUnderstood, OfCase, Question
from rollouts.questions.phrases import phrase
from rollouts.servers import Server
from rollouts.usecases.case_list import CaseShown
from rollouts.usecases.integrations import IntegrationList, IntegrationShown
from rollouts.usecases.live import LiveAnswer
from rollouts.usecases.question_facts import Changes, Readiness, Tests, Whereabouts
from rollouts.usecases.questions import Answered, Facts, Nothing, Own, Trouble
from rollouts.usecases.showing import ReleaseStory
from rollouts.usecases.upcoming import NextUp
from rollouts.usecases.window_questions import Affected, Delays, Risks, Standings, ToDo, Windows
from views.actions import Press, pack
from views.answers import case_list, integrations, live, releases
from views.answers.changed import changes
from views.answers.help import show_help
from views.answers.periods import in_period
from views.answers.readiness import readiness, tests
from views.answers.release_shown import case_line, shown
from views.answers.risks import risks
from views.answers.sharing import YOURS
from views.answers.whereabouts import late, moved, standings, whereabouts
from views.answers.work import affected, to_do, windows
from views.dates import in_days
from views.inlines import (
    Bullets,
    Code,
    Day,
    Names,
    Person,
    Text,
    Words,
    enumeration,
    joined,
    lines,
    say,
    sentences,
)
from views.parts import Button, Buttons, Message, Paragraph, Part, SmallPrint, listing, said
from views.posts.stages import named, short, standing
from views.wording import count, shortened

CASES_MOST = 1800
NAMES_MOST = 300
WORD_MOST = 40
EXAMPLES_MOST = 900
REPORT = Button("Report a problem", Press.OPEN_URGENT, "new", style="danger")
SEVERAL = "That can mean more than one thing. Which of these do you ask?"
NOT_UNDERSTOOD = "I did not understand that."


def answer(answered: Answered) -> Message:
    """Answer a question; where a word was guessed, say below what it was understood as."""
    if answered.question is None:
        assert isinstance(answered.facts, NotUnderstood)  # noqa: S101 - nothing else has no question
        return not_understood(answered.facts, answered.servers)
    message = _answer(answered.facts, answered.question, answered.servers)
    return _understood(message, answered.again) if answered.is_guess else message


def _understood(message: Message, again: str) -> Message:
    note = say("Understood as: {question}", question=shortened(again, EXAMPLES_MOST))
    last = message.parts[-1]
    before, row = (message.parts[:-1], (last,)) if isinstance(last, Buttons) else (message.parts, ())
    return Message(lines(message.text, note), (*before, SmallPrint(note), *row))


def not_understood(found: NotUnderstood, servers: tuple[Server, ...]) -> Message:
    """Say so, with the words that mean nothing here, and offer the nearest that can be asked."""
    unknown = [f"“{shortened(word, WORD_MOST)}”" for word in found.unknown]
    which = say("I do not know {words}.", words=enumeration(unknown, last="or")) if unknown else ""
    nearest = sentences(NOT_UNDERSTOOD, which, "The nearest that I can answer:")
    first: Words = SEVERAL if found.is_ambiguous else nearest
    asked = [phrase(each, servers) for each in found.nearest]
    helps = say("{help} shows what else there is.", help=Code("/live help"))
    parts: tuple[Part, ...] = (
        Paragraph(first),
        *(Paragraph(each, Button("Ask", Press.ASK, pack(text=each))) for each in asked),
        SmallPrint(helps),
        *([Buttons((REPORT,))] if found.is_trouble else []),
    )
    return Message(lines(first, Bullets(tuple(asked), EXAMPLES_MOST), helps), parts)


def _answer(facts: Facts, question: Question, servers: tuple[Server, ...]) -> Message:  # noqa: C901, PLR0912 - a view for each
    match facts:
        case LiveAnswer():
            return live.answer(facts)
        case Whereabouts():
            return whereabouts(facts, question)
        case Delays():
            return moved(facts) if question.asked is Asked.MOVED else late(facts, question)
        case Standings():
            return standings(facts, question)
        case Windows():
            return windows(facts, question)
        case Affected():
            return affected(facts, question)
        case ToDo():
            return to_do(facts, question)
        case Readiness():
            return readiness(facts, question)
        case Risks():
            return risks(facts, question)
        case Tests():
            return tests(facts, question)
        case Changes():
            return changes(facts, question)
        case NextUp():
            return _next(facts, question, servers)
        case Trouble():
            return _trouble(facts, question)
        case ReleaseStory():
            return shown(facts)
        case IntegrationShown():
            return _integration(facts, question, servers)
        case IntegrationList():
            return _users(facts, question, servers)
        case Own():
            return _own(facts, question)
        case CaseShown():
            return _case(facts, question)
        case Nothing():
            return _nothing(facts)
        case _:
            return show_help()


def _led(first: Words, message: Message) -> Message:
    return Message(lines(first, message.text), (Paragraph(first), *message.parts))


def _case(facts: CaseShown, question: Question) -> Message:
    shown_whole = case_list.shown(facts, {})
    return (
        _led(_of_case(facts.brief.case, question.of_case), shown_whole) if question.of_case else shown_whole
    )


def _of_case(case: Case, of_case: OfCase) -> Words:
    """Answer what was asked of it, before all that is known."""
    if of_case is OfCase.REPORTER:
        return say("{people} reported it.", people=enumeration(list(map(Person, case.reporters))))
    if of_case is OfCase.WORKER:
        taken = case.note(NoteKind.ACKNOWLEDGED) if case.is_taken_up else None
        by = say("{person} acknowledged it.", person=Person(taken.by)) if taken else ""
        return by or ("Somebody took it up." if case.is_taken_up else "Nobody has acknowledged it.")
    is_so = {
        OfCase.CLOSED: case.is_closed,
        OfCase.OPEN: not case.is_closed,
        OfCase.URGENT: case.urgent,
        OfCase.ACKNOWLEDGED: case.is_taken_up,
        OfCase.WORKED_AROUND: case.note(NoteKind.WORKAROUND) is not None,
    }
    return "Yes." if is_so[of_case] else "No."


def _next(facts: NextUp, question: Question, servers: tuple[Server, ...]) -> Message:
    """Say what comes first, then all that comes."""
    if not facts.dates:
        names = enumeration([short(key, servers) for key in question.servers], last="or")
        nothing = say(
            "Nothing is planned{where}{when}.",
            where=say(" for {names}", names=names) if question.servers else "",
            when=in_period(question.period, facts.today),
        )
        first = sentences(_no(question), nothing)
        return _led(first, releases.next_up(facts)) if facts.posts else said(first)
    server, placed = facts.dates[0]
    planned = say("{days}, {day}", days=in_days(placed.days), day=Day(placed.stage.date, facts.today))
    stands = standing(placed.stage, today=facts.today, timezone=facts.policy.timezone)
    comes = say(
        "Next: {release} on {server}, {stands}.",
        release=named(placed.release),
        server=server.short_name,
        stands=planned if placed.days > 0 else stands,
    )
    first = sentences(_yes(question), _planned(facts, question, servers), comes)
    is_all = len(facts.dates) == 1 and not facts.posts
    return said(first) if is_all else _led(first, releases.next_up(facts))


def _planned(facts: NextUp, question: Question, servers: tuple[Server, ...]) -> Words:
    """Say how many releases are planned, where that is asked."""
    if not question.counted:
        return ""
    number = len({placed.release.name for _, placed in facts.dates})
    names = enumeration([short(key, servers) for key in question.servers])
    return say(
        "{releases} {are} planned{where}{when}.",
        releases=count(number, "release"),
        are="is" if number == 1 else "are",
        where=say(" for {names}", names=names) if question.servers else "",
        when=in_period(question.period, facts.today),
    )


def _trouble(facts: Trouble, question: Question) -> Message:
    """Say whether a problem is open that somebody reported; nobody knows of others."""
    about = list(_about_trouble(facts, question))
    if not facts.cases:
        none = say(
            "No {problem} is open{about} that anybody has reported.",
            problem="urgent problem" if question.urgent else "problem",
            about=joined("", about),
        )
        return said(sentences(_no(question), none), Buttons((REPORT,)))
    number = len(facts.cases)
    are_open = say(
        "{cases} {are} open{about}.",
        cases=count(number, "urgent case" if question.urgent else "case"),
        are="is" if number == 1 else "are",
        about=joined("", about),
    )
    first = sentences(_yes(question), are_open)
    cases = [case_line(case) for case in facts.cases]
    parts = (Paragraph(first), *listing("Open cases", cases, most=CASES_MOST), Buttons((REPORT,)))
    return Message(lines(first, Bullets(tuple(cases), CASES_MOST)), parts)


def _about_trouble(facts: Trouble, question: Question) -> Iterator[Text]:
    if question.release:
        yield say(" with {release}", release=question.release)
    if question.servers:
        where = [short(key, facts.common.servers) for key in question.servers]
        yield say(" on {servers}", servers=enumeration(where))
    if facts.names:
        yield say(" for {names}", names=Names(facts.names, NAMES_MOST))


def _yes(question: Question) -> str:
    return "Yes." if question.is_polar else ""


def _no(question: Question) -> str:
    return "No." if question.is_polar else ""


def _integration(facts: IntegrationShown, question: Question, servers: tuple[Server, ...]) -> Message:
    message = integrations.shown(facts)
    if not question.servers:
        return message
    found: list[Words] = [
        say("{names} on {server}", names=enumeration([each.name for each in on]), server=short(key, servers))
        for key in question.servers
        if (on := facts.integration.on(key))
    ]
    name = facts.integration.name
    if not found:
        where = enumeration([short(key, servers) for key in question.servers], last="or")
        nothing = say("{name} has nothing on {where}.", name=name, where=where)
        return _led(sentences(_no(question), nothing), message)
    return _led(
        sentences(_yes(question), say("{name} has {found}.", name=name, found=enumeration(found))), message
    )


def _users(facts: IntegrationList, question: Question, servers: tuple[Server, ...]) -> Message:
    keys = [server.key for server in servers] if question.every else question.servers
    where = enumeration([short(key, servers) for key in keys], last="and" if question.every else "or")
    if not facts.integrations and keys:
        return said(say("No integration is on {where}.", where=where))
    listed = integrations.listed(facts)
    if not question.counted or not facts.integrations:
        return listed
    there = say(" on {where}", where=where) if keys else ""
    return _led(_so_many(len(facts.integrations), there), listed)


def _so_many(number: int, where: Words) -> Text:
    many = "1 integration is" if number == 1 else f"{number} integrations are"
    return say("{many}{where}.", many=many, where=where or say(" there"))


def _own(facts: Own, question: Question) -> Message:
    title: Words = YOURS if facts.are_owned else "Integrations of this channel"
    rows = [integrations.in_short(each, facts.common.servers) for each in facts.integrations]
    first = Bullets(tuple(rows), integrations.LIST_MOST)
    message = live.answer(facts.live)
    told = Message(
        lines(say("{title}:", title=title), first, message.text),
        (*listing(title, rows, most=integrations.LIST_MOST), *message.parts),
    )
    if not question.counted:
        return told
    whose = say(" yours") if facts.are_owned else say(" in this channel")
    return _led(_so_many(len(facts.integrations), whose), told)


def _nothing(facts: Nothing) -> Message:
    if not facts.is_of_own:
        return said(releases.NO_RELEASES)
    add = Buttons((Button("New integration", Press.NEW_INTEGRATION, "new"),))
    sentence: Text = say(
        "No integration is yours, and none is in this channel. Add yours with {add}.",
        add=Code("/integration add"),
    )
    return said(sentence, add)
