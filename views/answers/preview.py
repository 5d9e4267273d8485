"""What was said about a release and what will be: two lists that never mix, in pages where they are long."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from rollouts.deliveries import Action, State
from rollouts.deliveries import Message as Place
from rollouts.delivery.expecting import Coming, Condition
from rollouts.kinds import PREVIEW
from rollouts.releases import Standing
from rollouts.servers import Server
from rollouts.usecases.previewing import Preview, Said
from views.actions import Press, pack
from views.answers.releases import NOTHING_PLANNED
from views.answers.seeing import as_it_looks, channels, how_loud
from views.answers.told import stage_told
from views.inlines import AsText, Bold, Clip, Day, Link, Moment, Text, Words, joined, lines, say, sentences
from views.kept import read_words
from views.parts import Button, Buttons, Divider, Message, Paragraph, Part, SmallPrint, said
from views.posts.deliveries import kind_words
from views.posts.messages import content_of
from views.posts.stages import named, short, standings
from views.wording import count

POST_MOST = 700
SAID_MOST = 2000
TEXT_MOST = 4000
MARGIN = 60
"""How much text stands beside the parts, and how much of its share each of them leaves free."""

SAID, COMING = "Said until now", "Still to be said, as things stand"
AS_IT_WAS = "as it reads in the channel"


@dataclass(frozen=True, slots=True)
class _Entry:
    """One thing that was or will be said: its title, how it is laid out, and what it says in words."""

    list: str
    title: Words
    parts: tuple[Part, ...]
    words: Words


def preview(answer: Preview, links: Mapping[Place, str]) -> Message:
    """Show one page of both lists; `links` are the pages of what was said, as far as they are known."""
    if not answer.said_in_all and not answer.coming_in_all:
        return said(NOTHING_PLANNED if _is_coming(answer) else _never_said(answer))
    entries = [_was_said(each, answer, links) for each in answer.said]
    entries += [
        _will_be_said(each, answer, is_first=answer.begins_to_come and not number)
        for number, each in enumerate(answer.coming)
    ]
    title = say("{release}: what was said, and what will be.", release=named(answer.release))
    missing = [] if answer.coming_in_all else ["Nothing more is to be said, as things stand."]
    missing += [] if answer.said_in_all else ["Nothing was said yet."]
    head = sentences(title, *missing)
    parts: list[Part] = [Paragraph(head)]
    for before, entry in zip([None, *entries], entries, strict=False):
        if before is None or before.list != entry.list:
            parts += [Divider(), Paragraph(Bold(entry.list))]
        parts += [SmallPrint(entry.title), *entry.parts]
    most = TEXT_MOST // (len(entries) + 1) - MARGIN
    texts = [Clip(say("{title} {words}", title=entry.title, words=entry.words), most) for entry in entries]
    return Message(joined("\n\n", [head, *texts]), (*parts, *_pages(answer)))


def _is_coming(answer: Preview) -> bool:
    return any(
        stage.standing(answer.today) in {Standing.PLANNED, Standing.DUE} for stage in answer.release.stages
    )


def _never_said(answer: Preview) -> Text:
    """Say why no channel hears of it, though teams may be there: it is past, held or withdrawn."""
    release, policy = answer.release, answer.policy
    where = standings(release, answer.servers, today=answer.today, timezone=policy.timezone)
    why = joined("; ", where)
    return say(
        "No channel was told of {release}, and as things stand none will be. {why}.",
        release=named(release),
        why=why,
    )


def shown_messages(answer: Preview) -> tuple[Place, ...]:
    """Return the messages that the page of an answer leads to: of equal ones the first."""
    return tuple(each.post.message for each in answer.said if each.post.message)


def _pages(answer: Preview) -> list[Part]:
    if answer.pages == 1:
        return []
    where = SmallPrint(f"Page {answer.page + 1} of {answer.pages}.")
    if answer.page + 1 == answer.pages:
        return [where]
    value = pack(release=answer.release.key, page=answer.page + 1)
    return [where, Buttons((Button("Next page", Press.PREVIEW_PAGE, value),))]


def _was_said(said: Said, answer: Preview, links: Mapping[Place, str]) -> _Entry:
    post, policy = said.post, answer.policy
    kind = kind_words(post.key.announcement, answer.servers)
    link = links.get(post.message) if post.message else None
    title = say(
        "{when}, {what}, {channels}{link}.",
        when=Moment(said.at, policy.timezone),
        what=f"update of the {kind}" if post.action is Action.UPDATE else kind,
        channels=channels(said.channels, said.others),
        link=say(", {link}", link=Link(link, AS_IT_WAS)) if link else "",
    )
    words = _read(said) or _told(said, answer.servers, policy.day(said.at))
    return _Entry(SAID, title, (Paragraph(Clip(words, SAID_MOST)),), words)


def _read(said: Said) -> Words | None:
    """Return it as it was said; None where its words were not kept."""
    if not said.words:
        return None
    words = AsText(read_words(said.words))
    if said.post.state is State.SENT:
        return words
    return lines(Bold("Nobody knows whether it was posted; if so, it says:"), words)


def _told(said: Said, servers: tuple[Server, ...], on: date) -> Text:
    """Say what a message told on that day: its facts."""
    statement = said.statement
    facts: list[Words] = [stage_told(stage, short(stage.server, servers), on) for stage in statement.stages]
    facts += [] if statement.affects_integrations else ["no impact on integrations"]
    facts += [count(len(statement.ui_changes), "UI change")] if statement.ui_changes else []
    facts += [count(len(statement.opt_ins), "opt-in feature")] if statement.opt_ins else []
    how = "It told, as far as is known" if statement.is_assumed else "Its words were not kept; it told"
    how = how if said.post.state is State.SENT else "Nobody knows whether it was posted; if so, it told"
    return say("{how}: {facts}.", how=how, facts=joined("; ", facts))


def _will_be_said(coming: Coming, answer: Preview, *, is_first: bool) -> _Entry:
    message = content_of(coming.brief)
    title = say(
        "{when}, {what}, {channels}, {how}.",
        when=_when(coming, answer),
        what=kind_words(coming.brief.announcement, answer.servers),
        channels=channels(coming.channels),
        how="waits until the channel can be reached" if coming.waits else how_loud(is_loud=coming.is_loud),
    )
    words = Clip(AsText(message.text), POST_MOST)
    is_card = is_first and coming.brief.kind == PREVIEW
    return _Entry(COMING, title, tuple(as_it_looks(message)) if is_card else (Paragraph(words),), words)


def _when(coming: Coming, answer: Preview) -> Text:
    moment = say("{moment}", moment=Moment(coming.due_at, answer.policy.timezone))
    match coming.condition:
        case Condition.UNLESS_CONFIRMED:
            return say("{moment}, unless it is confirmed by then", moment=moment)
        case Condition.ONCE_CONFIRMED:
            day = Day(answer.policy.day(coming.due_at), answer.today)
            return say("Once it is confirmed, {day} as planned", day=day)
        case _:
            return moment
