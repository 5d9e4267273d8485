"""Refusals in words: what happened, that nothing was changed, and what to do."""

from collections.abc import Sequence

from rollouts.cases import CaseState
from rollouts.people import Right
from rollouts.refusals import (
    Blocked,
    Invalid,
    LedgerUnavailable,
    NotAllowed,
    Obstacle,
    Refusal,
    RightsUnknown,
    Thing,
    Unknown,
)
from views.answers.problems import field_of, plain
from views.dates import plain_iso
from views.inlines import Bullets, Clip, Code, Names, Person, Words, enumeration, lines, say, sentences
from views.parts import Message, said

KNOWN_MOST = 800
TYPED_MOST = 100
PROBLEMS_MOST = 2500

UNCHANGED = "Nothing was changed."

_KNOWN = {
    Thing.SERVER: "Servers: {names}.",
    Thing.RELEASE: "Releases: {names}.",
    Thing.INTEGRATION: "Integrations: {names}.",
    Thing.CASE: "Open cases: {names}.",
    Thing.COMMAND: "I know: {names}.",
}

_NONE_YET: dict[Thing, Words] = {
    Thing.SERVER: "No server is known yet.",
    Thing.RELEASE: say(
        "No release is entered yet: a manager enters one with {new}.", new=Code("/release new")
    ),
    Thing.INTEGRATION: say(
        "No integration is entered yet: add one with {add}.", add=Code("/integration add")
    ),
    Thing.CASE: "No case is open.",
}

_RIGHTS = {
    Right.MANAGE_RELEASES: "Only managers change releases",
    Right.CONFIRM_RELEASE: "Only its owner and managers confirm a release",
    Right.CHANGE_INTEGRATION: "Only its owners and managers change an integration",
}


def content(refusal: Refusal) -> Message:
    """Say a refusal as a private answer."""
    return said(_sentence(refusal))


def _sentence(refusal: Refusal) -> Words:
    match refusal:
        case Unknown():
            return _unknown(refusal)
        case NotAllowed():
            return _not_allowed(refusal)
        case Invalid():
            return _invalid(refusal)
        case Blocked():
            return _blocked(refusal)
        case RightsUnknown():
            return (
                "Slack does not tell me just now who may do this, so I did not do it. "
                f"{UNCHANGED} Please try again in a moment."
            )
        case LedgerUnavailable():
            return (
                "My database cannot be used just now, so this was not done. Please try again in a minute. "
                "If it goes on, tell whoever runs Fortnight: its log says what is wrong."
            )
        case _:
            return f"That cannot be done. {UNCHANGED}"


def _unknown(refusal: Unknown) -> Words:
    if refusal.thing is Thing.MESSAGE:
        gone = "This message is out of date: what it speaks of is gone."
        return sentences(gone, UNCHANGED, say("See {list}.", list=Code("/release list")))
    thing = refusal.thing.value
    start = (
        say("I know no {thing} “{typed}”.", thing=thing, typed=Clip(refusal.text, TYPED_MOST))
        if refusal.text.strip()
        else f"Which {thing}?"
    )
    near = say("Did you mean “{nearest}”?", nearest=refusal.nearest) if refusal.nearest else ""
    known = (
        say(_KNOWN[refusal.thing], names=Names(refusal.known, KNOWN_MOST))
        if refusal.known
        else _NONE_YET.get(refusal.thing, "")
    )
    return sentences(start, near, known, UNCHANGED)


def _not_allowed(refusal: NotAllowed) -> Words:
    if refusal.right is Right.ASK:
        return f"This works for people of this workspace alone. Please ask one of them to do it. {UNCHANGED}"
    holders: list[Words] = [Person(holder) for holder in refusal.holders] or ["a workspace admin"]
    ask = say("Please ask {holders}.", holders=enumeration(holders, "or"))
    return sentences(f"{_RIGHTS[refusal.right]}.", UNCHANGED, ask)


def _invalid(refusal: Invalid) -> Words:
    problems = tuple(plain(problem) for problem in refusal.problems)
    if len(problems) == 1:
        return sentences(*problems, UNCHANGED, "Please correct it and try again.")
    return lines(
        "Some things cannot be taken:",
        Bullets(problems, PROBLEMS_MOST),
        sentences(UNCHANGED, "Please correct them and try again."),
    )


def _blocked(refusal: Blocked) -> Words:
    subject, detail = refusal.subject, refusal.detail
    match refusal.obstacle:
        case Obstacle.NOT_ITS_DAY_YET:
            return _not_yet(subject, detail)
        case Obstacle.NOTHING_TO_CONFIRM:
            what = f"{subject} has nothing to confirm." if subject else "No release waits to be confirmed."
            return sentences(what, UNCHANGED, say("See what comes with {next}.", next=Code("/release next")))
        case Obstacle.SEVERAL_TO_CONFIRM:
            commands = enumeration([Code(f"/release confirm {choice}") for choice in detail], "or")
            which = say("Please say which: {commands}.", commands=commands)
            return sentences("Several releases wait to be confirmed.", UNCHANGED, which)
        case Obstacle.NO_SUPPORT_CHANNEL:
            return sentences(
                "No case was opened: no support channel is set, and a direct message has no room for its "
                "thread.",
                UNCHANGED,
                say("Please type {urgent} in a channel.", urgent=Code("/urgent")),
            )
        case Obstacle.CASE_IS_CLOSED:
            return _closed(subject, detail)
        case _:
            nothing = say(
                "No integration of this channel runs on {server} any more, so there is nothing to check "
                "for {release}.",
                server=detail[0],
                release=subject,
            )
            return sentences(nothing, UNCHANGED, say("See {list}.", list=Code("/integration list")))


def _not_yet(release: str, detail: tuple[str, ...]) -> Words:
    server, day = detail
    planned = say(
        "{release} is planned on {server} for {day}: it can be confirmed from that day on.",
        release=release,
        server=server,
        day=plain_iso(day),
    )
    return sentences(planned, UNCHANGED)


def _closed(number: str, detail: tuple[str, ...]) -> Words:
    state, *by = detail
    how = {CaseState.RESOLVED: "was resolved", CaseState.FALSE_ALARM: "was closed as a false alarm"}
    closed = sentences(how[CaseState(state)], say("by {who}", who=Person(by[0])) if by else "")
    return sentences(
        say("Case {number} {closed}.", number=number, closed=closed),
        UNCHANGED,
        say("If something is wrong still, open a new one with {urgent}.", urgent=Code("/urgent")),
    )


def field_errors(invalid: Invalid, fields: Sequence[str]) -> dict[str, str]:
    """Put each problem at its field of a form; one whose field the form lacks goes to the nearest."""
    errors: dict[str, list[str]] = {}
    for problem in invalid.problems:
        said_of = plain(problem, with_field=False)
        at = errors.setdefault(field_of(problem.field, fields), [])
        if said_of not in at:
            at.append(said_of)
    return {field: " ".join(sentences) for field, sentences in errors.items()}
