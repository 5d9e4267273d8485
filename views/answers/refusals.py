"""Refusals in words: what happened, that nothing was changed, and what to do."""

from collections.abc import Sequence

from rollouts.cases import CaseState
from rollouts.deliveries import Content
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
from views.kit import said
from views.text import bullets, code, cut, enumeration, escape, line, mention, names

__all__ = ["content", "field_errors", "plain", "sentence"]

KNOWN_MOST = 800
TYPED_MOST = 100
PROBLEMS_MOST = 2500

UNCHANGED = "Nothing was changed."

_THINGS = {
    Thing.SERVER: ("server", "Servers: {}."),
    Thing.RELEASE: ("release", "Releases: {}."),
    Thing.INTEGRATION: ("integration", "Integrations: {}."),
    Thing.CASE: ("case", "Open cases: {}."),
    Thing.COMMAND: ("command", "I know: {}."),
}

_NONE_YET = {
    Thing.SERVER: "No server is known yet.",
    Thing.RELEASE: "No release is entered yet: a manager enters one with `/release new`.",
    Thing.INTEGRATION: "No integration is entered yet: add one with `/integration add`.",
    Thing.CASE: "No case is open.",
}

_RIGHTS = {
    Right.MANAGE_RELEASES: "Only managers change releases",
    Right.CONFIRM_RELEASE: "Only its owner and managers confirm a release",
    Right.CHANGE_INTEGRATION: "Only its owners and managers change an integration",
}


def content(refusal: Refusal) -> Content:
    """Say a refusal as a private answer."""
    return said(sentence(refusal))


def sentence(refusal: Refusal) -> str:
    """Say a refusal in mrkdwn."""
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


def _unknown(refusal: Unknown) -> str:
    if refusal.thing is Thing.MESSAGE:
        return f"This message is out of date: what it speaks of is gone. {UNCHANGED} See `/release list`."
    word, listing = _THINGS[refusal.thing]
    typed = cut(line(refusal.text), TYPED_MOST)
    start = f"I know no {word} “{typed}”." if typed else f"Which {word}?"
    near = f" Did you mean “{line(refusal.nearest)}”?" if refusal.nearest else ""
    known = (
        listing.format(names(refusal.known, most=KNOWN_MOST))
        if refusal.known
        else _NONE_YET.get(refusal.thing, "")
    )
    return f"{start}{near} {known} {UNCHANGED}"


def _not_allowed(refusal: NotAllowed) -> str:
    if refusal.right is Right.ASK:
        return f"This works for people of this workspace alone. Please ask one of them to do it. {UNCHANGED}"
    holders = [mention(holder) for holder in refusal.holders] or ["a workspace admin"]
    return f"{_RIGHTS[refusal.right]}. {UNCHANGED} Please ask {enumeration(holders, 'or')}."


def _invalid(refusal: Invalid) -> str:
    problems = [escape(plain(problem)) for problem in refusal.problems]
    if len(problems) == 1:
        return f"{problems[0]} {UNCHANGED} Please correct it and try again."
    listed = bullets(problems, most=PROBLEMS_MOST)
    return f"Some things cannot be taken:\n{listed}\n{UNCHANGED} Please correct them and try again."


def _blocked(refusal: Blocked) -> str:
    subject, detail = line(refusal.subject), [line(part) for part in refusal.detail]
    match refusal.obstacle:
        case Obstacle.NOT_ITS_DAY_YET:
            return _not_yet(subject, detail)
        case Obstacle.NOTHING_TO_CONFIRM:
            what = f"{subject} has nothing to confirm" if subject else "No release waits to be confirmed"
            return f"{what}. {UNCHANGED} See what comes with `/release next`."
        case Obstacle.SEVERAL_TO_CONFIRM:
            commands = enumeration([code(f"/release confirm {choice}") for choice in refusal.detail], "or")
            return f"Several releases wait to be confirmed. {UNCHANGED} Please say which: {commands}."
        case Obstacle.NO_SUPPORT_CHANNEL:
            return (
                "No case was opened: no support channel is set, and a direct message has no room for its "
                f"thread. {UNCHANGED} Please type `/urgent` in a channel."
            )
        case Obstacle.CASE_IS_CLOSED:
            return _closed(subject, refusal.detail)
        case _:
            return (
                f"No integration of this channel runs on {detail[0]} any more, so there is nothing to check "
                f"for {subject}. {UNCHANGED} See `/integration list`."
            )


def _not_yet(subject: str, detail: list[str]) -> str:
    server, day = detail
    return (
        f"{subject} is planned on {server} for {plain_iso(day)}: it can be confirmed from that day on. "
        f"{UNCHANGED}"
    )


def _closed(number: str, detail: tuple[str, ...]) -> str:
    state, *by = detail
    whom = f" by {mention(by[0])}" if by else ""
    how = {CaseState.RESOLVED: "was resolved", CaseState.FALSE_ALARM: "was closed as a false alarm"}
    return (
        f"Case {number} {how[CaseState(state)]}{whom}. {UNCHANGED} "
        "If something is wrong still, open a new one with `/urgent`."
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
