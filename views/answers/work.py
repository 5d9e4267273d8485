"""Answers about the work that a release brings: whom it affects, what is to do, how long its window is."""

from datetime import date
from itertools import pairwise

from rollouts.questions.asked import Question
from rollouts.releases import Release, Stage, Standing
from rollouts.usecases.question_facts import Common
from rollouts.usecases.window_questions import Affected, ToDo, Windows
from views.answers.home import testing_said
from views.answers.integrations import in_short
from views.answers.releases import next_date
from views.dates import in_days
from views.inlines import Bullets, Day, Names, Text, Words, enumeration, lines, say, sentences
from views.parts import Message, Paragraph, SmallPrint, listing, said
from views.posts.stages import named, short
from views.wording import count

LIST_MOST = 1800
NAMES_MOST = 300
HOW = "Set them with Checks … under my messages, or at my Home."


def affected(facts: Affected, question: Question) -> Message:
    """Say whom a release affects: those who have something on a server that it comes to."""
    release, servers = facts.release, facts.common.servers
    yes, no = ("Yes.", "No.") if question.is_polar else ("", "")
    if not release.affects_integrations:
        return said(sentences(no, say("{release} affects no integration.", release=named(release))))
    on = enumeration([short(key, servers) for key in facts.on], last="or")
    where = say(" on {servers}", servers=on) if facts.on else ""
    if not facts.reached:
        names = say(" of {names}", names=Names(facts.names, NAMES_MOST)) if facts.names else ""
        reaches = say(
            "{release} reaches nothing{names}{where}.", release=named(release), names=names, where=where
        )
        return said(sentences(no, reaches))
    number = count(len(facts.reached), "integration")
    first = sentences(
        yes, say("{release} affects {number}{where}:", release=named(release), number=number, where=where)
    )
    rows = tuple(in_short(each, servers) for each in facts.reached)
    return said(lines(first, Bullets(rows, LIST_MOST)))


def to_do(facts: ToDo, question: Question) -> Message:
    """Say what is to be tested now, and what comes next."""
    rows: list[Words] = [
        say("{name}: {testing}", name=each.integration.name, testing=testing_said(one))
        for each in facts.own
        for one in each.testing
    ]
    names = Names(tuple(each.integration.name for each in facts.own), NAMES_MOST)
    comes = _next(facts)
    yes, no = ("Yes.", "No.") if question.is_polar else ("", "")
    if not rows:
        return said(sentences(no, say("Nothing is to be tested now for {names}.", names=names), comes))
    first = "To be tested now"
    text = lines(sentences(yes, say("{first}:", first=first)), Bullets(tuple(rows), LIST_MOST), comes)
    before = (Paragraph(yes),) if yes else ()
    after = (Paragraph(comes),) if comes else ()
    return Message(text, (*before, *listing(first, rows, most=LIST_MOST), *after, SmallPrint(HOW)))


def _next(facts: ToDo) -> Words:
    if not facts.next.dates:
        return ""
    server, placed = facts.next.dates[0]
    timezone = facts.common.policy.timezone
    return say("Next: {next}.", next=next_date(server, placed, today=facts.common.today, timezone=timezone))


def windows(facts: Windows, question: Question) -> Message:
    """Say how long each window of a release is, and when it ends; whether it is open, where that is asked."""
    where = facts.where
    asked = [
        (before, after) for before, after in pairwise(where.release.stages) if after.server in where.asked
    ]
    if not asked:
        comes = say("{release} has no window there: no server comes before.", release=named(where.release))
        return said(sentences("No." if question.is_polar else "", comes))
    told = lines(*(_window(where.release, *each, where.common) for each in asked))
    if not question.is_polar:
        return said(told)
    is_so = (
        any(_is_open(*each) for each in asked) if question.left else all(each[1].is_live for each in asked)
    )
    return said(sentences("Yes." if is_so else "No.", told))


def _is_open(before: Stage, after: Stage) -> bool:
    return before.is_live and not after.is_live


def _window(release: Release, before: Stage, after: Stage, common: Common) -> Text:
    begins, ends = _came(before, common), _came(after, common)
    window = say(
        "The window of {release} before {server}",
        release=named(release),
        server=short(after.server, common.servers),
    )
    if after.standing(common.today) in {Standing.HELD, Standing.WITHDRAWN}:
        return say("{window} has no end for now: it is held there, or withdrawn.", window=window)
    is_over = after.is_live
    days = in_days((ends - common.today).days)
    return say(
        "{window} {is_} {number} long: from {begin} to {end}{days}.",
        window=window,
        is_="was" if is_over else "is",
        number=count((ends - begins).days, "day"),
        begin=Day(begins, common.today),
        end=Day(ends, common.today),
        days="" if is_over else f", {days}",
    )


def _came(stage: Stage, common: Common) -> date:
    """Return the day on which it went live there, or is to."""
    return common.policy.day(stage.live_at) if stage.is_live and stage.live_at else stage.date
