"""One release at a glance."""

from collections.abc import Iterator
from datetime import date

from rollouts.cases import Case
from rollouts.releases import Release, Stage, Standing, Status
from rollouts.usecases.showing import ReleaseStory
from views.actions import Press, pack
from views.answers.change_form import change_buttons
from views.answers.history import last_change
from views.answers.seeing import channels
from views.dates import in_days
from views.inlines import (
    Clip,
    Code,
    Day,
    Moment,
    Person,
    Prose,
    Text,
    Words,
    lines,
    one_line,
    say,
    sentences,
)
from views.parts import Button, Buttons, Heading, Message, Paragraph, Part, SmallPrint, listing, titled
from views.posts.cases import case_name, state_words
from views.posts.deliveries import kind_words
from views.posts.release_parts import all_changes_button, formerly, no_others, summary, what_is_coming
from views.posts.stages import STANDING_MOST, named, short, standing
from views.posts.states import sign
from views.posts.vendors_word import wrote
from views.posts.verdicts import verdict_said
from views.wording import count

WHY_MOST = 300
CASES_MOST = 1500
CASE_MOST = 200

_CHANGED = {
    Status.HOTFIXED: "by",
    Status.HELD: "held by",
    Status.ROLLED_BACK: "rolled back by",
    Status.WITHDRAWN: "withdrawn by",
}
"""What somebody did that a stage stands as it does; who confirmed it is said with since when it is live."""


def shown(story: ReleaseStory) -> Message:
    """Show where a release stands, what changed last, what comes next, and what is open."""
    release = story.release
    where = list(_where(story))
    now = [*_verdicts(story), _last(story), _next(story)]
    cases = [case_line(case) for case in story.cases]
    owner = _owner(release)
    names = (formerly(release.formerly), no_others(release.name, story.not_these))
    known_as = [each for each in names if each]
    parts: tuple[Part, ...] = (
        Heading(f"{release.name}: {release.title}"),
        *map(SmallPrint, known_as),
        titled("Server by server", Clip(lines(*where), STANDING_MOST)),
        *(Paragraph(words) for words in now if words),
        *listing("Open cases", cases, most=CASES_MOST),
        *summary(release),
        *what_is_coming(release),
        SmallPrint(say("{owner} {messages}", owner=owner, messages=_messages(story))),
        _buttons(story),
    )
    first = say("Release {release}. {owner}", release=named(release), owner=owner)
    return Message(
        lines(sentences(first, *known_as), *where, *now, "Open cases:" if cases else "", *cases), parts
    )


def _owner(release: Release) -> Text:
    impact = (
        "It affects integrations." if release.affects_integrations else "It does not affect integrations."
    )
    who = Person(release.owner) if release.owner else "nobody"
    return say("{impact} Owner: {who}.", impact=impact, who=who)


def _where(story: ReleaseStory) -> Iterator[Text]:
    """Say for each server how the release stands there, since when, by whom and why."""
    for server in story.servers:
        if stage := story.release.stage(server.key):
            yield say(
                "{sign} {server}: {stands}",
                sign=sign(stage.standing(story.today)),
                server=server.name,
                stands=_stands(stage, story),
            )
            if word := story.words.get(server.key):
                yield wrote(word, story.policy)


def _stands(stage: Stage, story: ReleaseStory) -> Words:
    zone = story.policy.timezone
    stands = standing(stage, today=story.today, timezone=zone)
    if stage.standing(story.today) is Standing.PLANNED:
        return say("{stands}, {in_days}", stands=stands, in_days=_in_days(stage, story.today))
    if stage.changed_at is None or stage.changed_by is None or stage.status not in _CHANGED:
        return stands
    runs = say("{live} ", live=stands) if stage.is_live else ""
    return say(
        "{runs}{changed} {who}, {when}{why}{was}",
        runs=runs,
        changed=_CHANGED[stage.status],
        who=Person(stage.changed_by),
        when=Moment(stage.changed_at, zone),
        why=say(": {why}", why=Prose(one_line(stage.why), WHY_MOST)) if stage.why else "",
        was=say(" (it was planned for {day})", day=Day(stage.date, story.today)) if stage.is_coming else "",
    )


def _in_days(stage: Stage, today: date) -> str:
    return in_days((stage.date - today).days)


def _verdicts(story: ReleaseStory) -> list[Words]:
    """Say what the window has shown, for each server that the release is on its way to."""
    return [
        say(
            "Before {server}: {verdict}",
            server=short(verdict.server, story.servers),
            verdict=verdict_said(verdict),
        )
        for verdict in story.verdicts
    ]


def _last(story: ReleaseStory) -> Words:
    return say("Last change: {change}", change=last_change(story.last)) if story.last.changes else ""


def _next(story: ReleaseStory) -> Words:
    if not story.next:
        return "Next: nothing more is to be said, as things stand."
    first = story.next[0]
    return say(
        "Next: {when}, {what} in {where}.",
        when=Moment(first.due_at, story.policy.timezone),
        what=kind_words(first.key.announcement, story.servers),
        where=channels([post.key.channel for post in story.next], story.next_others),
    )


def case_line(case: Case) -> Words:
    """Say which case it is, how far it is, and what is wrong."""
    what = say(": {summary}", summary=one_line(case.summary)) if case.summary else ""
    return Clip(
        say("{case}, {state}{what}", case=case_name(case), state=state_words(case), what=what), CASE_MOST
    )


def _messages(story: ReleaseStory) -> Text:
    """Say how much was said, and where that can be read."""
    name = story.release.name
    return say(
        "{posted} posted, {planned} still to come: {preview} shows them, {deliveries} what became of each.",
        posted=count(story.posted, "message"),
        planned=story.planned,
        preview=Code(f"/release preview {name}"),
        deliveries=Code(f"/release deliveries {name}"),
    )


def _buttons(story: ReleaseStory) -> Buttons:
    preview = Button("Preview", Press.PREVIEW_PAGE, pack(release=story.release.key))
    changing = change_buttons(story.release).buttons if story.may_change else ()
    return Buttons((*changing, preview, *all_changes_button(story.release)))
