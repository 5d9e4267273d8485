"""Answers about releases: what there is, one in full, and what comes next."""

from rollouts.deliveries import Content, Kind
from rollouts.releases import Release
from rollouts.usecases.releases import ReleaseList, ReleaseShown
from rollouts.usecases.upcoming import NextUp
from views.actions import Press, pack
from views.dates import day, in_days, moment
from views.kit import Block, actions, button, content, header, listing, said, section
from views.posts.deliveries import post_line, post_words, subject
from views.posts.release_parts import summary, what_is_coming
from views.posts.stages import STANDING_MOST, named, short, standing, standings
from views.text import count, mention

COMING_MOST = 20
LIST_MOST = 2500
NO_RELEASES = "No release is entered yet. A manager enters the first one with `/release new`."


def listed(answer: ReleaseList) -> Content:
    """List what is coming, then what is past."""
    if not answer.coming and not answer.past:
        return said(NO_RELEASES, *actions(button("New release", Press.NEW_RELEASE, "new", style="primary")))
    coming = [_in_short(release, answer) for release in answer.coming]
    past = [_in_short(release, answer) for release in answer.past]
    left = len(coming) - COMING_MOST
    title = "Coming releases" if coming else "No release is coming."
    more = [f"… and {left} more. See one with `/release show` and its name."] if left > 0 else []
    blocks = [
        section(f"*{title}*"),
        *(
            section(text, accessory=_show(release))
            for release, text in zip(answer.coming[:COMING_MOST], coming, strict=False)
        ),
        *map(section, more),
        *listing("Past releases", past, most=LIST_MOST),
        *actions(button("New release", Press.NEW_RELEASE, "new")),
    ]
    words = [title, *coming[:COMING_MOST], *more, *(["Past releases", *past] if past else [])]
    return content("\n".join(words), blocks)


def _in_short(release: Release, answer: ReleaseList) -> str:
    policy = answer.policy
    stages = (
        f"{short(stage.server, answer.servers)} "
        f"{standing(stage, today=answer.today, timezone=policy.timezone)}"
        for stage in release.stages
    )
    return f"{named(release)}: {'; '.join(stages)}"


def _show(release: Release) -> Block:
    return button("Show", Press.SHOW_RELEASE, pack(release=release.name))


def shown(answer: ReleaseShown) -> Content:
    """Show one release with everything that was or will be posted about it."""
    release, policy = answer.release, answer.policy
    where = standings(release, answer.servers, today=answer.today, timezone=policy.timezone)
    posts = [post_line(post, answer.servers, policy.timezone) for post in answer.posts]
    impact = (
        "It affects integrations." if release.affects_integrations else "It does not affect integrations."
    )
    owner = f"{impact} Owner: {mention(release.owner) if release.owner else 'nobody'}."
    blocks = [
        header(f"{release.name}: {release.title}"),
        *summary(release),
        section(owner),
        *listing("Server by server", where, most=STANDING_MOST),
        *what_is_coming(release),
        *(listing("Posts", posts, most=LIST_MOST) or [section("No posts are planned.")]),
    ]
    return content("\n".join((f"Release {named(release)}. {owner}", *where, *posts)), blocks)


def created(answer: ReleaseShown) -> Content:
    """Say that a release is entered, and what will be posted about it first."""
    release, policy = answer.release, answer.policy
    where = standings(release, answer.servers, today=answer.today, timezone=policy.timezone)
    posts = [post for post in answer.posts if post.key.announcement.kind is not Kind.OWNER_QUESTION]
    if posts:
        first, are = posts[0], "is" if len(posts) == 1 else "are"
        plan = (
            f"{count(len(posts), 'post')} {are} planned: first the {post_words(first, answer.servers)}, "
            f"due {moment(first.due_at, policy.timezone)}."
        )
    else:
        plan = "No post is planned: it concerns no channel so far. Teams add theirs with `/integration add`."
    sentence = f"Release {named(release)} is entered. {plan}"
    blocks = [
        section(sentence),
        *listing("Server by server", where, most=STANDING_MOST),
        *actions(_show(release)),
    ]
    return content("\n".join((sentence, *where)), blocks)


def next_up(answer: NextUp) -> Content:
    """Say which dates and which posts come next."""
    timezone = answer.policy.timezone
    dates = [
        f"{named(placed.release)} on {short(server.key, (server,))}: "
        + (
            f"planned for {day(placed.stage.date, timezone)}, {in_days(placed.days)}"
            if placed.days > 0
            else standing(placed.stage, today=answer.today, timezone=timezone)
        )
        for server, placed in answer.dates
    ]
    posts = [f"{moment(post.due_at, timezone)}: {subject(post)}, {post_words(post)}" for post in answer.posts]
    if not dates and not posts:
        return said("Nothing is planned. A manager enters a release with `/release new`.")
    blocks = [
        *listing("Next dates", dates, most=LIST_MOST),
        *listing("Next posts", posts, most=LIST_MOST),
    ]
    words = [*(["Next dates:", *dates] if dates else []), *(["Next posts:", *posts] if posts else [])]
    return content("\n".join(words), blocks)
