"""Answers about releases: what there is, what was taken, and what comes next."""

from datetime import date

from rollouts.kinds import Placement
from rollouts.live import Placed
from rollouts.releases import Release
from rollouts.servers import Server
from rollouts.usecases.releases import ReleaseList, ReleaseShown
from rollouts.usecases.upcoming import NextUp
from views.actions import Press, pack
from views.dates import in_days
from views.inlines import Bold, Code, Day, Moment, Text, joined, lines, say, sentences
from views.parts import Button, Buttons, Message, Paragraph, Part, listing, said
from views.posts.deliveries import post_words, subject
from views.posts.release_parts import formerly, no_others
from views.posts.stages import STANDING_MOST, named, short, standing, standings
from views.wording import count

COMING_MOST = 20
LIST_MOST = 2500
NO_RELEASES = say(
    "No release is entered yet. A manager enters the first one with {new}.", new=Code("/release new")
)
NOTHING_PLANNED = say(
    "No post is planned: it concerns no channel so far. Teams add theirs with {add}.",
    add=Code("/integration add"),
)


def listed(answer: ReleaseList) -> Message:
    """List what is coming, then what is past."""
    if not answer.coming and not answer.past:
        first = Button("New release", Press.NEW_RELEASE, "new", style="primary")
        return said(NO_RELEASES, Buttons((first,)))
    coming = [_in_short(release, answer) for release in answer.coming]
    past = [_in_short(release, answer) for release in answer.past]
    left = len(coming) - COMING_MOST
    title = "Coming releases" if coming else "No release is coming."
    show = say("… and {left} more. See one with {show} and its name.", left=left, show=Code("/release show"))
    more = [show] if left > 0 else []
    parts: tuple[Part, ...] = (
        Paragraph(Bold(title)),
        *(
            Paragraph(text, _show(release))
            for release, text in zip(answer.coming[:COMING_MOST], coming, strict=False)
        ),
        *map(Paragraph, more),
        *listing("Past releases", past, most=LIST_MOST),
        Buttons((Button("New release", Press.NEW_RELEASE, "new"),)),
    )
    text = lines(title, *coming[:COMING_MOST], *more, "Past releases" if past else "", *past)
    return Message(text, parts)


def _in_short(release: Release, answer: ReleaseList) -> Text:
    stages = (
        say(
            "{server} {standing}",
            server=short(stage.server, answer.servers),
            standing=standing(stage, today=answer.today, timezone=answer.policy.timezone),
        )
        for stage in release.stages
    )
    return say("{release}: {stages}", release=named(release), stages=joined("; ", stages))


def _show(release: Release) -> Button:
    return Button("Show", Press.SHOW_RELEASE, pack(release=release.key))


def edited(answer: ReleaseShown) -> Message:
    """Say that what a release is was taken, and what of it that is."""
    was_changed = say("{release} was changed.", release=named(answer.release))
    names = formerly(answer.release.formerly), no_others(answer.release.name, answer.not_these)
    taken = sentences(was_changed, *(each for each in names if each))
    where = standings(answer.release, answer.servers, today=answer.today, timezone=answer.policy.timezone)
    parts = (
        Paragraph(taken),
        *listing("Server by server", where, most=STANDING_MOST),
        Buttons((_show(answer.release),)),
    )
    return Message(lines(taken, *where), parts)


def created(answer: ReleaseShown) -> Message:
    """Say that a release is entered, and what will be posted about it first."""
    release, policy = answer.release, answer.policy
    where = standings(release, answer.servers, today=answer.today, timezone=policy.timezone)
    posts = [post for post in answer.posts if post.key.announcement.kind.placement is not Placement.ALONE]
    if posts:
        plan = say(
            "{posts} {are} planned: first the {first}, due {when}.",
            posts=count(len(posts), "post"),
            are="is" if len(posts) == 1 else "are",
            first=post_words(posts[0], answer.servers),
            when=Moment(posts[0].due_at, policy.timezone),
        )
    else:
        plan = NOTHING_PLANNED
    entered = say("Release {release} is entered. {plan}", release=named(release), plan=plan)
    sentence = sentences(entered, no_others(release.name, answer.not_these) or "")
    parts: tuple[Part, ...] = (
        Paragraph(sentence),
        *listing("Server by server", where, most=STANDING_MOST),
        Buttons((_show(release),)),
    )
    return Message(lines(sentence, *where), parts)


def next_up(answer: NextUp) -> Message:
    """Say which dates and which posts come next."""
    dates = [
        next_date(server, placed, today=answer.today, timezone=answer.policy.timezone)
        for server, placed in answer.dates
    ]
    posts = [
        say(
            "{when}: {subject}, {post}",
            when=Moment(post.due_at, answer.policy.timezone),
            subject=subject(post),
            post=post_words(post),
        )
        for post in answer.posts
    ]
    if not dates and not posts:
        return _nothing_more(answer)
    parts: tuple[Part, ...] = (
        *listing("Next dates", dates, most=LIST_MOST),
        *listing("Next posts", posts, most=LIST_MOST),
    )
    text = lines("Next dates:" if dates else "", *dates, "Next posts:" if posts else "", *posts)
    return Message(text, parts)


def _nothing_more(answer: NextUp) -> Message:
    """Say that nothing is to come, of what was asked about."""
    on = say(" on {server}", server=answer.server.short_name) if answer.server else ""
    if release := answer.release:
        nothing = say("Nothing more is planned for {release}{on}.", release=named(release), on=on)
        return said(nothing, Buttons((_show(release),)))
    new = Code("/release new")
    return said(say("Nothing is planned{on}. A manager enters a release with {new}.", on=on, new=new))


def next_date(server: Server, placed: Placed, *, today: date, timezone: str) -> Text:
    """Say when a release is planned for a server, or how it stands there once its day has come."""
    planned = say(
        "planned for {day}, {in_days}", day=Day(placed.stage.date, today), in_days=in_days(placed.days)
    )
    stands = planned if placed.days > 0 else standing(placed.stage, today=today, timezone=timezone)
    return say(
        "{release} on {server}: {stands}",
        release=named(placed.release),
        server=short(server.key, (server,)),
        stands=stands,
    )
