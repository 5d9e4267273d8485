"""A question as it can be typed: what it is asked again by, and what it was understood as."""

from datetime import date
from typing import Final

from rollouts.questions.asked import Asked, OfCase, Period, Question
from rollouts.questions.periods import MONTHS
from rollouts.questions.tokens import words_of
from rollouts.questions.words import FILLERS, WORDS
from rollouts.servers import Server

_SENTENCES: Final = {
    Asked.LIVE: "what is live{on}{for_whom}?",
    Asked.IS_ON: "is {release} live{on}{everywhere}{for_whom}?",
    Asked.COMES: "is {release} coming{to}{everywhere}{for_whom}{days}?",
    Asked.WHEN: "when does {release} come{to}{for_whom}?",
    Asked.WHERE: "where is {release}?",
    Asked.NEXT: "what is next{on}{for_whom}{days}?",
    Asked.READY: "{are_they} ready{for_what}?",
    Asked.CHANGED: "what changed{of_release}{on}{days}?",
    Asked.TESTING: "{what_they_have} to test of {release}{on}?",
    Asked.BROKEN: "what is {broken}{in_release}{on}{for_whom}?",
    Asked.RELEASE: "what about {release}?",
    Asked.INTEGRATION: "what about {integration}{on}?",
    Asked.MINE: "my integrations",
    Asked.USERS: "which integrations are there{on}{both}?",
    Asked.HELP: "help",
    Asked.CASE: "how is case {case}?",
    Asked.AFFECTED: "who is affected by {release}{on}?",
    Asked.TODO: "what {do_they} have to do?",
    Asked.LATE: "is {release} late{on}?",
    Asked.ON_TIME: "is {release} on time{on}?",
    Asked.HELD: "is {release} on hold{on}?",
    Asked.ROLLED_BACK: "was {release} rolled back{on}?",
    Asked.HOTFIXED: "was {release} hotfixed{on}?",
    Asked.WITHDRAWN: "was {release} withdrawn{on}?",
    Asked.WINDOW: "how long is the window of {release}{on}?",
    Asked.MOVED: "was {release} moved{on}?",
    Asked.BLOCKED: "what is blocking{a_release}{on}{for_whom}?",
    Asked.RISK: "who accepted the risk of {release}{on}?",
}
_WITH_YES_OR_NO: Final = {
    Asked.NEXT: "is anything coming{to}{for_whom}{days}?",
    Asked.CHANGED: "has anything changed{of_release}{on}{days}?",
    Asked.TESTING: "{have_they} tested {release}{on}?",
    Asked.BROKEN: "is anything {broken}{in_release}{on}{for_whom}?",
    Asked.AFFECTED: "does {release} affect {whom}{on}?",
    Asked.INTEGRATION: "is {integration}{on}?",
    Asked.BLOCKED: "is anything blocking{a_release}{on}{for_whom}?",
    Asked.RISK: "was the risk of {release} accepted{on}?",
    Asked.TODO: "{do_they} have to do anything?",
    Asked.WINDOW: "has the window of {release} ended{on}?",
}
_WHETHER_LEFT: Final = {
    Asked.TESTING: "is anything of {release} left to test{on}{for_whom}?",
    Asked.WINDOW: "is the window of {release} still open{on}?",
}
_HOW_MANY: Final = {
    Asked.USERS: "how many integrations are there{on}{both}?",
    Asked.MINE: "how many integrations do we have?",
    Asked.NEXT: "how many releases are planned{on}{for_whom}{days}?",
    Asked.TESTING: "how many checks are left to test of {release}{on}{for_whom}?",
}
_OF_ANY: Final = {
    Asked.HELD: "on hold",
    Asked.ROLLED_BACK: "rolled back",
    Asked.HOTFIXED: "hotfixed",
    Asked.WITHDRAWN: "withdrawn",
    Asked.LATE: "late",
}
_OF_CASE: Final = {
    OfCase.CLOSED: "is case {case} resolved?",
    OfCase.OPEN: "is case {case} open?",
    OfCase.URGENT: "is case {case} urgent?",
    OfCase.ACKNOWLEDGED: "is case {case} acknowledged?",
    OfCase.WORKED_AROUND: "is there a workaround for case {case}?",
    OfCase.REPORTER: "who reported case {case}?",
    OfCase.WORKER: "who is working on case {case}?",
}


def phrase(question: Question, servers: tuple[Server, ...]) -> str:
    """Write a question in full; read again it is the same."""
    release, integration = _name(question.release), _name(question.integration)
    names = " and ".join(_name(server.short_name) for server in servers if server.key in question.servers)
    days, they = _days(question.period), integration or ("we" if question.mine else "")
    subject = they or ("" if question.asked is Asked.TESTING else release) or "everybody"
    doer = they or ("anybody" if question.some else subject)
    about = (release if subject != release else "", names, days.removeprefix("on "))
    is_we = they == "we"
    parts = {
        "case": str(question.case),
        "release": release or "it",
        "integration": integration,
        "on": f" on {names}" if names else "",
        "to": f" to {names}" if names else "",
        "everywhere": " everywhere" if question.every else "",
        "both": " on both" if question.every else "",
        "for_whom": " for us" if is_we else f" for {they}" if they else "",
        "for_what": f" for {' and '.join(filter(None, about))}" * any(about),
        "of_release": f" of {release}" if release else "",
        "in_release": f" in {release}" if release else "",
        "days": f" {days}" if days else "",
        "are_they": "are we" if is_we else f"is {subject}",
        "have_they": "have we" if is_we else f"has {doer}",
        "a_release": f" {release}" if release else "",
        "what_they_have": f"what {'do we' if is_we else f'does {they}'} have",
        "do_they": "do we" if is_we else f"does {they}",
        "whom": "us" if is_we else they or "anybody",
        "broken": "urgent" if question.urgent else "broken",
        "standing": _OF_ANY.get(question.asked, ""),
    }
    return _template(question, they, names).format(**parts)


def _template(question: Question, they: str, names: str) -> str:
    if question.of_case:
        return _OF_CASE[question.of_case]
    if question.counted:
        return _HOW_MANY[question.asked]
    if question.left:
        return _WHETHER_LEFT[question.asked]
    if question.some:
        return "{have_they} tested anything of {release}{on}?"
    if question.of_any:
        return "is anything {standing}{on}?" if question.is_polar else "what is {standing}{on}?"
    template = _SENTENCES[question.asked]
    if question.is_polar:
        template = _WITH_YES_OR_NO.get(question.asked, template)
    elif question.asked is Asked.INTEGRATION and names:
        template = "{integration}{on}"  # "what about Acme LMS on Controlled" asks what is live there
    elif question.asked is Asked.TESTING and not they:
        template = "who has not tested {release}{on}?"
    return template


def _name(name: str) -> str:
    """Write a name so that it is read as one: in quotes where its words could mean something else."""
    words = words_of(name)
    is_ours = all(word in WORDS or word in FILLERS for word in words)
    return name if not name or (" ".join(words) == name.casefold() and not is_ours) else f'"{name}"'


def _days(period: Period | None) -> str:
    if period is None:
        return ""
    if period.first == period.last:
        return f"on {_day(period.first)}"
    return f"from {_day(period.first)} to {_day(period.last)}"


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1].title()} {day.year}"
