"""Refusals in words: what happened, that nothing was changed, and what to do."""

from collections.abc import Sequence

from rollouts.cases import CaseState
from rollouts.names import NEAREST_MOST
from rollouts.people import Right
from rollouts.refusals import (
    Blocked,
    FileNotSent,
    Invalid,
    LedgerUnavailable,
    NotAllowed,
    NotPossible,
    NotToCheck,
    Obstacle,
    Refusal,
    RightsUnknown,
    Thing,
    Unknown,
    Unsent,
)
from rollouts.releases import Status
from rollouts.usecases.seeing import NotSeenYet
from views.answers.seeing import seen_in_short
from views.inlines import Bullets, Clip, Code, Day, Names, Person, Words, enumeration, lines, say, sentences
from views.parts import Buttons, Message, said
from views.posts.case_buttons import reopen
from views.posts.stages import DONE_WORDS, STATUS_WORDS, in_a_sentence
from views.problems import field_of, plain

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
    Thing.SETTING: "Settings: {names}.",
    Thing.SOURCE: "Sources: {names}.",
}

_LISTED_BY = {
    Thing.SERVER: "/live",
    Thing.RELEASE: "/release list",
    Thing.INTEGRATION: "/integration list",
    Thing.CASE: "/case list",
    Thing.COMMAND: "/release help",
    Thing.SETTING: "/release settings",
    Thing.SOURCE: "/release sources",
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
    Thing.SOURCE: "No source is entered.",
}

_RIGHTS = {
    Right.MANAGE_RELEASES: "Only managers change releases",
    Right.LOOK_AFTER_BOT: "Only managers see and change my settings, and have me examined",
    Right.CONFIRM_RELEASE: "Only its owner and managers confirm, hold and resume a release",
    Right.CHANGE_INTEGRATION: "Only its owners and managers change an integration",
    Right.RECORD_CHECKS: "Only its owners and managers record the checks of an integration",
}


_TELL = Code("@Fortnight tell the vendor it works on Firefox")
_ELSE: dict[Obstacle, tuple[Words, Words]] = {
    Obstacle.NO_REMEDY: (
        "As it stands, no release of this case can be rolled back or hotfixed.",
        "Press Change to say which release and server it is about.",
    ),
    Obstacle.NO_CASE_HERE: (
        "This is not in the thread of a case, so I do not know what it is about.",
        say(
            "Write it in the thread of one: {list} shows them, {urgent} opens one.",
            list=Code("/case list"),
            urgent=Code("/urgent"),
        ),
    ),
    Obstacle.OUR_OWN_WORDS: (
        "That is a message of mine, and the vendor gets only what people write.",
        say("Write it yourself: {tell}.", tell=_TELL),
    ),
    Obstacle.NOTHING_TO_TELL: (
        "There is no text in it that could be e-mailed.",
        say("Write it like this: {tell}.", tell=_TELL),
    ),
    Obstacle.NEWS_IS_OPEN: (
        "The vendor's news says something else by now, or leaves something open.",
        "Look at it once more: the message and your Home show it as it stands.",
    ),
    Obstacle.NO_MAIL_SERVER: (
        say("No mail server is set yet ({setting}).", setting=Code("FORTNIGHT_SMTP_URL")),
        "Until then, send the text by hand.",
    ),
}
"""Why something is not e-mailed, and what to do."""


def content(refusal: Refusal) -> Message:
    """Say a refusal as a private answer."""
    if isinstance(refusal, NotSeenYet):
        return seen_in_short(refusal)
    if isinstance(refusal, Blocked) and refusal.obstacle is Obstacle.CASE_IS_CLOSED:
        return said(_sentence(refusal), Buttons((reopen(int(refusal.subject)),)))
    return said(_sentence(refusal))


def _sentence(refusal: Refusal) -> Words:
    unchanged = "" if refusal.only_asked else UNCHANGED
    match refusal:
        case Unknown():
            return _unknown(refusal, unchanged)
        case NotAllowed():
            return _not_allowed(refusal, unchanged)
        case Invalid():
            return _invalid(refusal, unchanged)
        case Blocked():
            return _blocked(refusal, unchanged)
        case NotPossible():
            return _not_possible(refusal, unchanged)
        case NotToCheck():
            return _not_to_check(refusal, unchanged)
        case RightsUnknown():
            return sentences(
                "Slack does not tell me just now who may do this, so I did not do it.",
                unchanged,
                "Please try again in a moment.",
            )
        case FileNotSent():
            return _not_sent(refusal)
        case LedgerUnavailable():
            return (
                "My database cannot be used just now, so this was not done. Please try again in a minute. "
                "If it goes on, tell whoever runs Fortnight: its log says what is wrong."
            )
        case _:
            return sentences("That cannot be done.", unchanged)


def _not_sent(refusal: FileNotSent) -> Words:
    match refusal.why:
        case Unsent.NO_SCOPE:
            return (
                "I may not send files here: the Slack app was not granted files:write. "
                "Whoever runs Fortnight can install the app again; its log says how."
            )
        case Unsent.NOT_IN_CHANNEL:
            return say(
                "I can share files only where I am a member. Please type {invite} there, then try again.",
                invite=Code("/invite @Fortnight"),
            )
        case Unsent.LATER:
            return "Slack does not take the file just now. Please try again in a minute."
        case Unsent.LOST:
            return (
                "Slack's answer was lost, so I do not know whether the file arrived. "
                "I do not send it twice by myself: please look, and ask again if it is not there."
            )
        case _:
            return say("Slack did not take the file: {reason}.", reason=refusal.detail)


def _unknown(refusal: Unknown, unchanged: str) -> Words:
    if refusal.thing is Thing.MESSAGE:
        gone = "This message is out of date: what it speaks of is gone."
        return sentences(gone, unchanged, say("See {list}.", list=Code("/release list")))
    thing = refusal.thing.value
    start = (
        say("I know no {thing} “{typed}”.", thing=thing, typed=Clip(refusal.text, TYPED_MOST))
        if refusal.text.strip()
        else f"Which {thing}?"
    )
    return sentences(start, _instead(refusal), unchanged)


def _instead(refusal: Unknown) -> Words:
    """Say what may have been meant: the nearest names, all where they are few, else where they are listed."""
    if refusal.nearest:
        names = enumeration([say("“{name}”", name=name) for name in refusal.nearest], "or")
        return say("Did you mean {names}?", names=names)
    if not refusal.known:
        return _NONE_YET.get(refusal.thing, "")
    if len(refusal.known) <= NEAREST_MOST:
        return say(_KNOWN[refusal.thing], names=Names(refusal.known, KNOWN_MOST))
    listed_by = refusal.listed_by or _LISTED_BY.get(refusal.thing)
    return say("See {list}.", list=Code(listed_by)) if listed_by else ""


def _not_allowed(refusal: NotAllowed, unchanged: str) -> Words:
    if refusal.right is Right.ASK:
        return sentences(
            "This works for people of this workspace alone. Please ask one of them to do it.", unchanged
        )
    if refusal.right is Right.BE_MEMBER:
        sentence = "Guests may ask, report problems and add details, no more."
        return sentences(sentence, unchanged, "Please ask somebody of this workspace to do it.")
    holders: list[Words] = [Person(holder) for holder in refusal.holders] or ["a workspace admin"]
    ask = say("Please ask {holders}.", holders=enumeration(holders, "or"))
    return sentences(f"{_RIGHTS[refusal.right]}.", unchanged, ask)


def _invalid(refusal: Invalid, unchanged: str) -> Words:
    problems = tuple(plain(problem) for problem in refusal.problems)
    if len(problems) == 1:
        return sentences(*problems, unchanged, "Please correct it and try again.")
    return lines(
        "Some things cannot be taken:",
        Bullets(problems, PROBLEMS_MOST),
        sentences(unchanged, "Please correct them and try again."),
    )


def _blocked(refusal: Blocked, unchanged: str) -> Words:
    if words := _ELSE.get(refusal.obstacle):
        why, instead = words
        return sentences(why, unchanged, instead)
    return _in_the_way(refusal, unchanged)


def _in_the_way(refusal: Blocked, unchanged: str) -> Words:
    subject, detail = refusal.subject, refusal.detail
    match refusal.obstacle:
        case Obstacle.NOTHING_TO_CONFIRM:
            what = f"{subject} has nothing to confirm." if subject else "No release waits to be confirmed."
            return sentences(what, unchanged, say("See what comes with {next}.", next=Code("/release next")))
        case Obstacle.SEVERAL_TO_CONFIRM:
            commands = enumeration([Code(f"/release confirm {choice}") for choice in detail], "or")
            which = say("Please say which: {commands}.", commands=commands)
            return sentences("Several releases wait to be confirmed.", unchanged, which)
        case Obstacle.SEVERAL_SERVERS:
            commands = enumeration([Code(f"/release {subject} {server}") for server in detail], "or")
            which = say("Please say on which: {commands}.", commands=commands)
            return sentences("Several servers are possible.", unchanged, which)
        case Obstacle.NOT_ON_SERVER:
            left_out = say(
                "{release} does not come to {server}.", release=subject, server=in_a_sentence(detail[0])
            )
            add = say("To add it there: {edit}.", edit=Code(f"/release edit {subject}"))
            return sentences(left_out, unchanged, add)
        case Obstacle.CASE_IS_CLOSED:
            return _closed(subject, detail, unchanged)
        case Obstacle.NOTHING_TO_CHECK:
            nothing = say("{release} has nothing to check for the integrations here.", release=subject)
            return sentences(nothing, unchanged)
        case Obstacle.TOO_LATE_TO_REMIND:
            late = say(
                "By then {release} will have come to {server}.",
                release=subject,
                server=in_a_sentence(detail[0]),
            )
            return sentences(late, unchanged, "Please test before, or press Not needed, because ….")
        case Obstacle.NO_RISK:
            none = say(
                "{release} on {server}: there is no risk to accept.",
                release=subject,
                server=in_a_sentence(detail[0]),
            )
            return sentences(none, unchanged, say("See {show}.", show=Code(f"/release show {subject}")))
        case Obstacle.TOO_LATE_TO_UNDO:
            late = say("What was set for {release} is older than ten minutes.", release=subject)
            return sentences(late, unchanged, "Set it anew with Checks …; what was set before stays noted.")
        case _:
            nothing = say(
                "No integration of this channel runs on {server} any more, so there is nothing to check "
                "for {release}.",
                server=in_a_sentence(detail[0]),
                release=subject,
            )
            return sentences(nothing, unchanged, say("See {list}.", list=Code("/integration list")))


def _not_possible(refusal: NotPossible, unchanged: str) -> Words:
    """Say how it stands, by whom, and what is possible instead."""
    stage = refusal.stage
    is_news = stage.changed_by and stage.status is not Status.PLANNED
    by = say(", by {who}", who=Person(stage.changed_by)) if is_news and stage.changed_by else ""
    stands = say(
        "{release} is {status} on {server}{by}: it cannot be {done}.",
        release=refusal.release,
        status=STATUS_WORDS[stage.status],
        server=in_a_sentence(refusal.server),
        by=by,
        done=DONE_WORDS[refusal.verb],
    )
    commands = [Code(f"/release {verb} {refusal.release} {stage.server}") for verb in refusal.can]
    return sentences(stands, unchanged, say("Possible: {commands}.", commands=enumeration(commands, "or")))


def _not_to_check(refusal: NotToCheck, unchanged: str) -> Words:
    """Say why there is nothing to check: it comes later, or was taken from there."""
    release, server, stage = refusal.release, in_a_sentence(refusal.server), refusal.stage
    if stage.status is Status.PLANNED:
        comes = say(
            "{release} comes to {server} on {day}: from that day on it can be checked.",
            release=release,
            server=server,
            day=Day(stage.date, refusal.today),
        )
        return sentences(comes, unchanged)
    is_off = say(
        "{release} is {status} on {server}: there is nothing to check.",
        release=release,
        status=STATUS_WORDS[stage.status],
        server=server,
    )
    return sentences(is_off, unchanged)


def _closed(number: str, detail: tuple[str, ...], unchanged: str) -> Words:
    state, *by = detail
    how = {CaseState.RESOLVED: "was resolved", CaseState.FALSE_ALARM: "was closed as a false alarm"}
    closed = sentences(how[CaseState(state)], say("by {who}", who=Person(by[0])) if by else "")
    return sentences(
        say("Case {number} {closed}.", number=number, closed=closed),
        unchanged,
        say(
            "If it is wrong still, press Reopen; if something else is, open a new one with {urgent}.",
            urgent=Code("/urgent"),
        ),
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
