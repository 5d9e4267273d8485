"""What was read of the vendor's news, each fact beside the sentence it was read from."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from rollouts.news import About, Fact, News, NewsKind, OptInNews, Question
from rollouts.releases import Release
from rollouts.servers import Server
from views.dates import plain_day
from views.inlines import Bold, Link, Words, enumeration, joined, lines, say
from views.parts import Heading, Message, Paragraph, SmallPrint

KINDS = {
    NewsKind.PREVIEW: "a preview",
    NewsKind.REMINDER: "a reminder",
    NewsKind.CONFIRMATION: "a confirmation",
    NewsKind.FYI: "for your information",
    NewsKind.MOVED: "a change of dates",
    NewsKind.HELD: "a release on hold",
    NewsKind.ROLLED_BACK: "a release rolled back",
    NewsKind.WITHDRAWN: "a release withdrawn",
    NewsKind.OTHER: "something else",
}
STOPPED = {
    NewsKind.HELD: "is on hold",
    NewsKind.ROLLED_BACK: "was rolled back",
    NewsKind.WITHDRAWN: "was withdrawn",
}
MISSING = {
    About.NAME: "its name",
    About.TITLE: "its title",
    About.DATE: "its dates",
    About.SERVER: "the server",
    About.IMPACT: "whether it affects integrations",
    About.UI_CHANGES: "UI changes",
    About.OPT_INS: "opt-in features",
    About.DOCS: "documentation",
}
NO_NEWS = "Nothing about a release was found in it."


def news_read(news: News, servers: tuple[Server, ...]) -> Message:
    """Show what was read, what it leaves open, and what was not found."""
    title = say("What was read of {name}", name=news.name.value if news.name else "a release without a name")
    facts = [*facts_together(news, servers), *(_fact_words(each) for each in lists_of(news))]
    asked = [question_words(question, servers) for question in news.questions]
    gaps = gap_words(news)
    paragraphs = tuple(Paragraph(each) for each in (*facts, *asked))
    small = (SmallPrint(gaps),) if gaps else ()
    return Message(lines(title, *facts, *asked, gaps), (Heading(_plain(news)), *paragraphs, *small))


def _fact_words(fact: tuple[str, Words, str]) -> Words:
    """Say a fact over its sentence."""
    what, value, sentence = fact
    return lines(say("{what}: {value}", what=Bold(what), value=value), say("“{sentence}”", sentence=sentence))


def facts_together(news: News, servers: tuple[Server, ...]) -> list[Words]:
    """Say each fact over its sentence; facts of one sentence stand together."""
    rows = groupby(facts_of(news, servers), key=lambda fact: fact[2])
    return [
        lines(
            joined(" · ", [say("{what}: {value}", what=Bold(what), value=value) for what, value, _ in facts]),
            say("“{sentence}”", sentence=sentence),
        )
        for sentence, facts in rows
    ]


def stopped_words(news: News, name: Words, servers: tuple[Server, ...], when: Words = "") -> Words:
    """Say that the vendor writes that a release was stopped, where, and the sentence that says so."""
    kind = news.kind.value if news.kind else NewsKind.MOVED
    what = STOPPED.get(kind, "was moved, but not to which day")
    where = f" on {_server(news.stopped_on.value, servers)}" if news.stopped_on else ""
    return say(
        "The vendor writes{at} that {name} {what}: “{sentence}”",
        at=say(" {when}", when=when) if when else "",
        name=name,
        what=f"{what}{where}",
        sentence=news.kind.sentence if news.kind else "",
    )


def differing(known: Release, news: News, servers: tuple[Server, ...]) -> Words:
    """Say which dates differ from those of the calendar."""
    found = [
        say("{server} {old} → {new}", server=server.short_name, old=_planned(known, server.key), new=new)
        for server in servers
        if (day := news.dates.get(server.key))
        and (new := plain_day(day.value)) != _planned(known, server.key)
    ]
    what = enumeration(found) if found else "no date, but what it brings"
    return say("{name} is in the calendar. What differs: {what}.", name=Bold(known.name), what=what)


def _planned(release: Release, server: str) -> str:
    stage = release.stage(server)
    return plain_day(stage.date) if stage else "none"


def gap_words(news: News) -> Words:
    """Name what was not found; nothing where all was."""
    missing = [MISSING[about] for about in news.missing]
    return say("Not found: {what}.", what=enumeration(missing)) if missing else ""


def _plain(news: News) -> str:
    return f"What was read of {news.name.value if news.name else 'a release without a name'}"


def facts_of(news: News, servers: tuple[Server, ...]) -> Iterator[tuple[str, Words, str]]:
    """Yield what each fact is of, its value, and the sentence that says it."""
    if news.kind:
        yield "The mail is", KINDS[news.kind.value], news.kind.sentence
    for what, fact in (("Release", news.name), ("Title", news.title)):
        if fact:
            yield what, fact.value, fact.sentence
    if news.live_on:
        yield "Live on", _server(news.live_on.value, servers), news.live_on.sentence
    if news.stopped_on:
        yield "Stopped on", _server(news.stopped_on.value, servers), news.stopped_on.sentence
    for server in servers:
        if day := news.dates.get(server.key):
            yield server.short_name, plain_day(day.value), day.sentence
    if news.impact:
        yield "Affects integrations", "yes" if news.impact.value else "no", news.impact.sentence


def lists_of(news: News) -> Iterator[tuple[str, Words, str]]:
    """Yield the same of each UI change, opt-in feature and page."""
    for change in news.ui_changes:
        yield "UI change", change.value, change.sentence
    for feature in news.opt_ins:
        yield "Opt-in", _opt_in(feature), feature.sentence
    for page in news.docs:
        yield "Document", Link(page.value.url, page.value.title), page.sentence


def _opt_in(feature: Fact[OptInNews]) -> Words:
    default = {True: "on by default", False: "off by default", None: ""}[feature.value.enabled_by_default]
    parts = [part for part in (default, feature.value.how_to_enable) if part]
    return (
        say("{name} ({more})", name=feature.value.name, more="; ".join(parts))
        if parts
        else feature.value.name
    )


def question_words(question: Question, servers: tuple[Server, ...]) -> Words:
    """Say what the text leaves open, and the sentence that does."""
    return lines(_leaves_open(question, servers), say("“{sentence}”", sentence=question.sentence))


def _leaves_open(question: Question, servers: tuple[Server, ...]) -> Words:
    match question.about:
        case About.DATE if question.choices:
            days = enumeration([plain_day(date.fromisoformat(each)) for each in question.choices], "or")
            return say("{server} is not clear: {days}?", server=_server(question.server, servers), days=days)
        case About.DATE:
            return say(
                "{server} is not clear: there is no such day.", server=_server(question.server, servers)
            )
        case About.DAY:
            return say(
                "{server} is not clear: it counts from the day of this text, which is not known.",
                server=_server(question.server, servers),
            )
        case About.NAME:
            return say("Which release is it about: {names}?", names=enumeration(question.choices, "or"))
        case About.IMPACT:
            return "It says both that it affects integrations and that it does not."
        case _:
            return "It does not say on which server it is live."


def _server(key: str, servers: tuple[Server, ...]) -> str:
    return next((server.short_name for server in servers if server.key == key), key)
