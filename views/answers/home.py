"""Home: what concerns one person, on a page of their own. It is never posted, so nobody is notified of it."""

from collections.abc import Iterator, Sequence

from rollouts.cases import Case
from rollouts.checks import tally
from rollouts.refusals import NotAllowed, Refusal, RightsUnknown
from rollouts.usecases import home as rules
from rollouts.usecases.check_pages import AtHome
from views.actions import Press, pack
from views.answers import refusals, sharing
from views.answers.checks import ids_of
from views.answers.integrations import in_short
from views.answers.live import at_a_glance
from views.answers.releases import next_date
from views.forms import Home
from views.inlines import (
    Bold,
    Bullets,
    Channel,
    Clip,
    Code,
    Names,
    Quote,
    Text,
    Words,
    enumeration,
    joined,
    lines,
    say,
    sentences,
)
from views.parts import Button, Buttons, Heading, Message, Paragraph, Part, SmallPrint, said, titled
from views.posts.alerts import to_decide, to_open
from views.posts.announcements import CHECKS
from views.posts.cases import case_name, state_words
from views.posts.check_words import check_name, progress
from views.posts.deliveries import post_words, reason_words, subject
from views.posts.drafts import draft_buttons, news_line
from views.posts.stages import named, short
from views.wording import count, shortened

SERVERS_MOST = 10
LIST_MOST = 5
"""How many of anything else are named; the rest are counted."""
TROUBLE_MOST = 3
TESTING_MOST = 2
"""How many releases an integration tests at once are shown."""

DATES_MOST = 2000
OPEN_MOST = 300
QUOTE_MOST = 120

PAGE = "page"
"""The number of the page that a button leads to, and that a Home shows."""


def home(found: rules.Home) -> Home:
    """Show somebody's Home."""
    parts: tuple[Part, ...] = (
        _begin(found),
        *_to_confirm(found),
        *_news(found),
        *_undecided(found),
        *_paused(found),
        *_live(found),
        *_dates(found),
        *_own(found),
        *_cases(found),
        SmallPrint(_ask(found)),
    )
    return Home(Message("Home", parts), pack(**{PAGE: found.own.page}))


def refused(refusal: Refusal, *, page: int) -> Home:
    """Say in place of somebody's Home why there is none for them."""
    match refusal:
        case NotAllowed():
            content = said(
                "I belong to the workspace of another organisation, so there is nothing for you here. "
                "Please ask somebody there what is live, and tell them when something is broken."
            )
        case RightsUnknown():
            content = said(
                "Slack does not tell me just now who you are, so I cannot show your Home yet. "
                "Please open it again in a moment."
            )
        case _:
            content = refusals.content(refusal)
    return Home(content, pack(**{PAGE: page}))


def failed(reference: str, *, page: int) -> Home:
    """Say in its place that something went wrong."""
    return Home(sharing.failed(reference), pack(**{PAGE: page}))


def _begin(found: rules.Home) -> Buttons:
    """Offer to begin what they may."""
    report = Button("Report a problem", Press.OPEN_URGENT, "new", style="danger")
    integration = Button("New integration", Press.NEW_INTEGRATION, "new")
    release = Button("New release", Press.NEW_RELEASE, "new")
    members = (integration,) if found.asker.is_member else ()
    settings = Button("Settings", Press.SHOW_SETTINGS, "show")
    return Buttons((report, *members, *((release, settings) if found.manages else ())))


def _ask(found: rules.Home) -> Words:
    ask = say(
        "Ask me anything under Messages, or type {live} in any channel; {help} says what there is.",
        live=Code("/live"),
        help=Code("/live help"),
    )
    return (
        ask
        if found.asker.is_member
        else say("{ask} As a guest you may ask, report problems and add details.", ask=ask)
    )


def _live(found: rules.Home) -> Iterator[Part]:
    yield Heading("What is live")
    for live in found.live.servers[:SERVERS_MOST]:
        yield titled(live.server.name, at_a_glance(live, found.live))
    yield from _more(found.live.servers, SERVERS_MOST, "server", "/live")


def _dates(found: rules.Home) -> Iterator[Part]:
    """Say what comes next; where nothing does, who enters it."""
    yield Heading("Next dates")
    if not found.dates:
        enters = "Enter a release with New release." if found.manages else "Managers enter releases."
        yield Paragraph(sentences("Nothing is planned.", enters))
        return
    rows = (
        next_date(server, placed, today=found.today, timezone=found.policy.timezone)
        for server, placed in found.dates[:LIST_MOST]
    )
    yield Paragraph(Bullets(tuple(rows), DATES_MOST))
    yield from _more(found.dates, LIST_MOST, "date", "/release next")


def _to_confirm(found: rules.Home) -> Iterator[Part]:
    if not found.to_confirm:
        return
    yield Heading("Is it live?")
    for server, placed in found.to_confirm[:LIST_MOST]:
        stands = next_date(server, placed, today=found.today, timezone=found.policy.timezone)
        value = pack(release=placed.release.key, server=server.key)
        yield Paragraph(
            say("{stands}.", stands=stands),
            Button("Confirm live", Press.CONFIRM_LIVE, value, style="primary"),
        )
    yield from _more(found.to_confirm, LIST_MOST, "stage", "/release list")


def _news(found: rules.Home) -> Iterator[Part]:
    if not found.news:
        return
    yield Heading("The vendor's news")
    for asked in found.news[:TROUBLE_MOST]:
        yield Paragraph(news_line(asked))
        yield draft_buttons(asked)
    if (left := len(found.news) - TROUBLE_MOST) > 0:
        yield SmallPrint(f"{left} more when these are decided.")


def _undecided(found: rules.Home) -> Iterator[Part]:
    if not found.undecided:
        return
    yield Heading("Posts to decide about")
    for each in found.undecided[:TROUBLE_MOST]:
        post = each.post
        others = say(", and {others} more of it elsewhere", others=each.others) if each.others else ""
        yield Paragraph(
            say(
                "{subject}: {post}{others}: {why}.",
                subject=subject(post),
                post=post_words(post, found.servers),
                others=others,
                why=reason_words(post.reason),
            )
        )
        yield to_decide(post)
    yield from _more(found.undecided, TROUBLE_MOST, "post", "/release deliveries")


def _paused(found: rules.Home) -> Iterator[Part]:
    if not found.paused:
        return
    yield Heading("Channels that cannot be reached")
    for each in found.paused[:TROUBLE_MOST]:
        where = Channel(each.pause.channel)
        yield Paragraph(say("{where}: {why}.", where=where, why=reason_words(each.pause.reason)))
        yield to_open(each.pause.channel, can_move=bool(each.integrations))
    yield from _more(found.paused, TROUBLE_MOST, "channel", "/release deliveries")


def _own(found: rules.Home) -> Iterator[Part]:
    """Show a page of their integrations; who has none yet is told what to do first."""
    if not found.asker.is_member:
        return
    yield Heading("Your integrations")
    own = found.own
    if not own.total:
        yield Paragraph(_first_steps())
        return
    for each in own.shown:
        yield Paragraph(in_short(each.integration, found.servers))
        # What still waits for somebody comes first.
        testing = sorted(each.testing, key=lambda one: not any(item.is_left for item in one.items))
        for one in testing[:TESTING_MOST]:
            yield from _testing(one)
        if left := testing[TESTING_MOST:]:
            there = Channel(each.integration.channel)
            more = count(len(left), "more release")
            yield SmallPrint(say("{more} to test: see {there}.", more=more, there=there))
    if own.pages > 1:
        yield from _pages(own)


def _first_steps() -> Text:
    return say(
        "You own no integration yet. Press New integration, say which server each of its environments is on, "
        "and its channel hears what every release means to it and what to do. "
        "Its open checks stand here from then on."
    )


def testing_said(one: rules.Testing) -> Text:
    """Say how far the checks of an integration for a release on a server are, and which are open."""
    return say(
        "{release} on {server}: {progress}.{left}",
        release=named(one.release),
        server=one.server.short_name,
        progress=progress(tally(one.items)),
        left=_left(one),
    )


def _testing(one: rules.Testing) -> Iterator[Part]:
    """Say how far the checks are, and let them be set."""
    integration = one.items[0].integration.name
    where = AtHome(one.release.key, integration, one.server.key)
    found, words = tally(one.items), testing_said(one)
    form = Button(CHECKS, Press.SET_CHECKS, pack(**ids_of(AtHome(one.release.key, integration))))
    if found.done == found.total:
        yield Paragraph(words, form)
        return
    passed = Button("All passed", Press.ALL_PASSED, pack(**ids_of(where)))
    yield Paragraph(words)
    yield Buttons((passed, form) if one.is_passed_together else (form,))


def _left(one: rules.Testing) -> Words:
    """Name what is still open, by environment where there are several."""
    groups: dict[str, list[Words]] = {}
    for item in one.items:
        if item.is_left:
            groups.setdefault(item.environment.name, []).append(check_name(item.name, one.release))
    if not groups:
        return ""
    is_one = len({item.environment.name for item in one.items}) == 1
    rows = [
        enumeration(checks) if is_one else say("{where}: {checks}", where=where, checks=enumeration(checks))
        for where, checks in groups.items()
    ]
    return Clip(say(" Open: {rows}.", rows=joined("; ", rows)), OPEN_MOST)


def _pages(own: rules.OwnPage) -> Iterator[Part]:
    first = own.page * rules.PAGE_MOST + 1
    yield SmallPrint(f"{first} to {first + len(own.shown) - 1} of {own.total} integrations.")
    previous = Button("Previous", Press.HOME_PREVIOUS, pack(**{PAGE: own.page - 1}))
    following = Button("Next", Press.HOME_NEXT, pack(**{PAGE: own.page + 1}))
    yield Buttons(
        (
            *((previous,) if own.page else ()),
            *((following,) if own.page + 1 < own.pages else ()),
        )
    )


def _cases(found: rules.Home) -> Iterator[Part]:
    if not found.cases:
        return
    yield Heading("Your cases")
    for case in found.cases[:LIST_MOST]:
        details = Button("Add details", Press.CASE_ADD_DETAILS, pack(case=case.number))
        yield Paragraph(_case(case, found), details)
    yield from _more(found.cases, LIST_MOST, "case", "/case mine")


def _case(case: Case, found: rules.Home) -> Words:
    thread = Channel(case.thread_channel)
    server = say("on {server}", server=short(case.server, found.servers)) if case.server else ""
    probably = "probably" if case.is_guess and (case.release or case.server) else ""
    about = joined(" ", [probably, case.release or "", server])
    names = Names(case.integrations) if case.integrations else ""
    stands = say(
        "{case}: {state}, {where}.",
        case=Bold(case_name(case)),
        state=state_words(case),
        where=say("with {thread}", thread=thread) if thread.is_person else say("in {thread}", thread=thread),
    )
    return lines(
        stands,
        joined(": ", [about, names]),
        Quote(shortened(case.summary, QUOTE_MOST)) if case.summary else "",
    )


def _more(found: Sequence[object], most: int, thing: str, command: str) -> Iterator[Part]:
    """Count what is not shown, and say what shows it."""
    if (left := len(found) - most) > 0:
        more = count(left, f"more {thing}")
        yield SmallPrint(say("{more}. {command} shows all.", more=more, command=Code(command)))
