"""The private reminder to somebody that something of theirs is left to test."""

from rollouts.announcing.briefs import ReleaseBrief
from rollouts.checks import Item
from rollouts.releases import Stage
from views.actions import Press, pack
from views.inlines import Day, Text, Words, enumeration, lines, say, sentences
from views.parts import Button, Buttons, Heading, Message, Paragraph, Part, listing
from views.posts.check_words import check_name
from views.posts.stages import named, short

LIST_MOST = 2000


def reminder_to_test(brief: ReleaseBrief) -> Message:
    """Say what is left for them; once nothing is, say that."""
    release, server = brief.release, brief.server
    left = [item for item in brief.items if item.is_left]
    if over := _over(brief, left):
        words = say(
            "{release} on {server}: {over}", release=named(release), server=server.short_name, over=over
        )
        return Message(words, (Paragraph(words),), brief.delivery)
    title = f"{release.name} on {server.short_name}: something is left to test"
    sentence = sentences(
        say("{release} is live on {server}.", release=named(release), server=server.short_name),
        *_until(brief),
    )
    rows = _rows(brief, left)
    value = pack(delivery=brief.delivery)
    parts: tuple[Part, ...] = (
        Heading(title),
        Paragraph(sentence),
        *listing("Left to you", rows, most=LIST_MOST),
        Buttons(
            (
                Button("Do them now", Press.SET_CHECKS, value, style="primary"),
                Button("Tomorrow", Press.TEST_TOMORROW, value),
                Button("In 3 days", Press.TEST_IN_3_DAYS, value),
                Button("Not needed, because …", Press.NOT_NEEDED, value),
            )
        ),
    )
    return Message(lines(sentences(f"{title}.", sentence), *rows), parts, brief.delivery)


def _over(brief: ReleaseBrief, left: list[Item]) -> str:
    """Say why nobody has to be reminded any more; nothing while somebody has."""
    if not left:
        return "nothing is left to test, thank you."
    if not brief.stage.is_live:
        return "there is nothing to test for now."
    following = _following(brief)
    return "its window is over." if following and following.is_live else ""


def _following(brief: ReleaseBrief) -> Stage | None:
    return next(iter(brief.release.stages[brief.release.stages.index(brief.stage) + 1 :]), None)


def _until(brief: ReleaseBrief) -> list[Text]:
    """Say when the window ends."""
    following = _following(brief)
    if following is None or not following.is_coming:
        return []
    where = short(following.server, brief.servers)
    return [say("It reaches {server} on {day}.", server=where, day=Day(following.date, brief.today))]


def _rows(brief: ReleaseBrief, left: list[Item]) -> list[Words]:
    groups: dict[tuple[str, str], list[Item]] = {}
    for item in left:
        groups.setdefault((item.integration.name, item.environment.name), []).append(item)
    return [
        say(
            "{integration}, {environment}: {checks}",
            integration=integration,
            environment=environment,
            checks=enumeration([check_name(item.name, brief.release) for item in items]),
        )
        for (integration, environment), items in groups.items()
    ]
