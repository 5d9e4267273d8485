"""The report on a release: its windows, its opt-in features, its cases and how long they took."""

from collections import Counter
from collections.abc import Iterable, Iterator

from rollouts.announcing.briefs import ReportBrief
from rollouts.case_times import Times, ending, first_reply, times_of
from rollouts.cases import Case, CaseState
from rollouts.checks import CheckName, CheckState, Item
from rollouts.history import BY_IMPORT, Change
from rollouts.report import Report
from views.dates import span
from views.inlines import (
    Clip,
    Code,
    Day,
    Moment,
    Names,
    Person,
    Text,
    Words,
    joined,
    lines,
    one_line,
    say,
)
from views.parts import Heading, Message, Paragraph, Part, SmallPrint, listing
from views.posts.cases import case_name
from views.posts.check_words import NAME_MOST, check_name
from views.posts.report_windows import window_said
from views.posts.stages import named, short
from views.wording import count

WINDOWS_MOST = 2000
CHANGED_MOST = 700
OPT_INS_MOST = 1300
OPT_IN_MOST = 400
TIMES_MOST = 900
CASES_MOST = 1500
OTHERS_MOST = 700
NAMES_MOST = 120
WHAT_IS_A_REPLY = (
    "A first reply is what somebody else does with a case by its buttons and forms, or the vendor by mail. "
    "What is typed in the thread by hand is not seen, and so not counted."
)


def window_report(brief: ReportBrief) -> Message:
    """Say to its owner what came of a release, once a window is over."""
    return report(brief.report, brief.delivery)


def report(of: Report, delivery: int | None = None) -> Message:
    """Say what came of a release until now."""
    release = of.release
    title = f"Report on {release.name}"
    came = [window_said(window, of) for window in of.windows] or [_without_window(of)]
    windows = Clip(lines(named(release), *came), WINDOWS_MOST)
    in_all = say("Cases: {times}", times=_times(of.cases))
    as_of = say(
        "As of {when}. {command} brings it up to date.",
        when=Moment(of.now, of.policy.timezone),
        command=Code(f"/release report {release.name}"),
    )
    parts: tuple[Part, ...] = (
        Heading(title),
        Paragraph(windows),
        *listing("Changed while it was in a window", list(_changed(of)), most=CHANGED_MOST),
        *listing("Opt-in features", list(_opt_ins(of)), most=OPT_INS_MOST),
        Paragraph(Clip(lines(in_all, *_by_server(of)), TIMES_MOST)),
        *listing("Each case", [_case(case, of) for case in of.cases], most=CASES_MOST),
        *listing("Other releases, to compare", list(_others(of)), most=OTHERS_MOST),
        *([SmallPrint(WHAT_IS_A_REPLY)] if of.cases else []),
        SmallPrint(as_of),
    )
    return Message(lines(say("{title}.", title=title), windows, in_all), parts, delivery)


def _without_window(of: Report) -> Text:
    if not of.release.affects_integrations:
        return say("It does not affect integrations: there was nothing to validate.")
    return say("It comes to one server alone, so there is no window.")


# Cases


def _times(cases: Iterable[Case]) -> Text:
    """Say how cases went together: "3, 1 of them open; first reply after 12 min, resolved after 2 h"."""
    times = times_of(cases)
    if not times.cases:
        return say("none.")
    number = "" if times.cases == 1 else f"{times.still_open} "
    still_open = f", {number}still open" if times.still_open else ""
    took = joined(", ", _took(times))
    return say(
        "{number}{still_open}{took}.",
        number=times.cases,
        still_open=still_open,
        took=say("; {took}", took=took) if took else "",
    )


def _took(times: Times) -> Iterator[Words]:
    is_one = times.cases == 1
    for what, usual, all_of_them in (
        ("first reply", times.usual_reply, times.to_reply),
        ("resolved", times.usual_resolution, times.to_resolution),
    ):
        if usual is None:
            yield f"no {what}" if what == "first reply" else "none resolved"
        elif is_one:
            yield f"{what} after {span(usual)}"
        else:
            of = f", {len(all_of_them)} of {times.cases}" if len(all_of_them) < times.cases else ""
            yield f"{what} after {span(usual)} (median{of})"


def _by_server(of: Report) -> Iterator[Text]:
    """Say it for each server, where there are cases of more than one."""
    keys = [server.key for server in of.servers]
    groups: dict[str, list[Case]] = {key: [] for key in (*keys, "")}
    for case in of.cases:
        groups.setdefault(case.server or "", []).append(case)
    found = {key: cases for key, cases in groups.items() if cases}
    for key, cases in found.items() if len(found) > 1 else ():
        where = short(key, of.servers) if key else "Server not known"
        yield say("{where}: {times}", where=where, times=_times(cases))


def _case(case: Case, of: Report) -> Text:
    """Say which case it is, where, and how long it took."""
    return say(
        "{case}{names}{where}: {reply}, {end}.",
        case=case_name(case),
        names=say(" ({names})", names=Names(case.integrations, NAMES_MOST)) if case.integrations else "",
        where=say(" on {server}", server=short(case.server, of.servers)) if case.server else "",
        reply=_reply(case),
        end=_end(case),
    )


def _reply(case: Case) -> Words:
    reply = first_reply(case)
    if reply is None:
        return "no reply that we know of"
    return say(
        "first reply after {span} by {who}", span=span(reply.at - case.opened_at), who=Person(reply.by)
    )


def _end(case: Case) -> str:
    end = ending(case)
    if end is None:
        return "still open"
    word = "resolved" if case.state is CaseState.RESOLVED else "a false alarm"
    return f"{word} after {span(end.at - case.opened_at)}"


def _others(of: Report) -> Iterator[Text]:
    for release, cases in of.others:
        yield say("{name}: {times}", name=one_line(release.name), times=_times(cases))


# Opt-in features


def _opt_ins(of: Report) -> Iterator[Words]:
    """Say for each opt-in feature who enabled it where, and how many did not."""
    by_key: dict[CheckName, list[Item]] = {}
    for item in of.opt_ins:
        by_key.setdefault(item.name, []).append(item)
    groups: dict[str, list[Item]] = {}
    for key, those in by_key.items():
        groups.setdefault(check_name(key, of.release), []).extend(those)
    for name, items in groups.items():
        yield Clip(
            say(
                "{name}: {found}",
                name=Clip(name, NAME_MOST),
                found=joined("; ", [*_enabled(items), *_not_enabled(items)]),
            ),
            OPT_IN_MOST,
        )


def _enabled(items: list[Item]) -> list[Words]:
    """Say who enabled it, and where: the most of it first, for it may be cut."""
    by: dict[str, list[str]] = {}
    for item in items:
        if item.found and item.state is CheckState.ENABLED:
            by.setdefault(item.found.by, []).append(f"{item.integration.name} ({item.environment.name})")
    if not by:
        return []
    found: list[Words] = [
        say("{who} in {where}", who=Person(who), where=Names(tuple(where), NAMES_MOST))
        for who, where in by.items()
    ]
    return [say("enabled by {found}", found=joined(", by ", found))]


def _not_enabled(items: list[Item]) -> list[Words]:
    words = {CheckState.DECLINED: "declined", CheckState.LATER: "later", CheckState.OPEN: "not answered"}
    found = Counter(item.state for item in items)
    return [
        f"{word} in {count(found[state], 'environment')}" for state, word in words.items() if found[state]
    ]


# Integrations


def _changed(of: Report) -> Iterator[Text]:
    """Say what became of integrations meanwhile: what they had found there counts no more."""
    for change in of.changed:
        who = "an import" if change.by == BY_IMPORT else Person(change.by)
        yield say(
            "{name}{what}, {day}, {who}",
            name=change.name,
            what=_what_changed(change, of),
            day=Day(of.policy.day(change.at), of.today),
            who=who,
        )


def _what_changed(change: Change, of: Report) -> Text:
    _, _, environment = change.field.partition(".")
    if not environment:
        return say(" was removed")
    old, new = (short(key, of.servers) if key else "" for key in (change.old, change.new))
    what = say("{old} → {new}", old=old, new=new) if old and new else f"removed from {old}"
    if not old:
        what = f"new on {new}"
    return say(", {environment}: {what}", environment=environment, what=what)
