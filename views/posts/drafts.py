"""What managers are asked about the vendor's news: what was read, and what would come of it."""

from collections.abc import Iterator

from rollouts.announcing.draft_briefs import Asked, DraftBrief
from rollouts.intake.judging import Step, ToDo, steps_of_owner
from rollouts.news_drafts import DraftState, NewsDraft, SourceKind
from rollouts.transitions import OF_OWNERS, Verb
from views.actions import Press, pack
from views.dates import plain_day
from views.inlines import (
    Bold,
    Bullets,
    Channel,
    Moment,
    Person,
    Text,
    Words,
    enumeration,
    lines,
    say,
    sentences,
)
from views.parts import Button, Buttons, Heading, Message, Paragraph, Part, SmallPrint, titled
from views.posts.deliveries import kind_words
from views.posts.news import (
    differing,
    facts_together,
    gap_words,
    lists_of,
    question_words,
    stopped_words,
)
from views.problems import plain
from views.wording import count

LIST_MOST = 1500
CHANNELS_MOST = 8
MANAGERS_MOST = 3

_STEPS = {
    Verb.HOLD: ("Hold", Press.HOLD_STAGE),
    Verb.ROLLBACK: ("Roll back", Press.ROLL_BACK_STAGE),
    Verb.WITHDRAW: ("Withdraw", Press.WITHDRAW_STAGE),
}

_SOURCES = {
    SourceKind.MAIL: "a mail of {name}",
    SourceKind.FEED: "the feed {name}",
    SourceKind.FILE: "the file {name}",
    SourceKind.MESSAGE: "a message in {name}",
}
_DECIDED = {
    DraftState.ENTERED: "{name}: {who} has entered what the vendor writes.",
    DraftState.NOT_FOR_US: "{name}: not for us, says {who}. When its dates change, I ask again.",
}


def news_draft(brief: DraftBrief) -> Message:
    """Ask what becomes of the vendor's news; once somebody has decided, say so."""
    asked, draft = brief.asked, brief.asked.draft
    if not draft.is_waiting:
        return _decided(brief)
    if brief.is_asked_again:
        again = say("Asked again below: what becomes of the vendor's news about {name}?", name=_name(asked))
        return Message(again, (Paragraph(again),), brief.delivery)
    title = f"The vendor's news: {_name(asked)}"
    reminder = "Nobody has decided about this yet." if brief.is_reminder else ""
    news = asked.judged.news
    said = sentences(reminder, came_from(asked), in_short(asked), _stopped(asked), _put_off(asked))
    facts = facts_together(news, asked.servers)
    unclear = [question_words(each, asked.servers) for each in news.questions]
    brings = [say("{what}: {value}", what=what, value=value) for what, value, _ in lists_of(news)]
    small = [each for each in (_outcome(asked), _gaps(asked), _later(brief), _for_managers(brief)) if each]
    parts: tuple[Part, ...] = (
        Heading(title),
        Paragraph(said),
        *(Paragraph(each) for each in (*facts, *unclear)),
        *([titled("What it brings", Bullets(tuple(brings), LIST_MOST))] if brings else []),
        *(SmallPrint(each) for each in small),
        draft_buttons(asked, is_for_owner=brief.is_for_owner),
    )
    text = lines(say("{title}.", title=title), said, *facts, *unclear, *brings, *small)
    return Message(text, parts, brief.delivery)


def _decided(brief: DraftBrief) -> Message:
    draft = brief.asked.draft
    words = decision(draft, _name_in(draft))
    again = Button("Enter it after all", Press.DRAFT_CHANGE, pack(draft=draft.number))
    parts = (Buttons((again,)),) if draft.state is DraftState.NOT_FOR_US else ()
    return Message(words, (Paragraph(words), *parts), brief.delivery)


def decision(draft: NewsDraft, name: str) -> Text:
    """Say how a draft was decided."""
    if draft.state in _DECIDED:
        return say(_DECIDED[draft.state], name=name, who=Person(draft.by))
    return say("{name}: settled. The calendar says what the vendor writes.", name=name)


def news_line(asked: Asked) -> Words:
    """Say in a line what waits for a word, and what it would bring."""
    days = [
        say("{server} {day}", server=server.short_name, day=plain_day(day.value))
        for server in asked.servers
        if asked.judged.known is None and (day := asked.judged.news.dates.get(server.key))
    ]
    what = say("{what} {days}.", what=in_short(asked), days=enumeration(days)) if days else in_short(asked)
    return sentences(say("{name}:", name=Bold(_name(asked))), what, _put_off(asked))


def came_from(asked: Asked) -> Text:
    """Say where the news comes from, when it was written, and whether that is certain."""
    entry, source = asked.draft.last, asked.draft.source
    name: Words = Channel(source.name) if source.kind is SourceKind.MESSAGE else source.name
    where = say(_SOURCES[source.kind], name=name)
    when = Moment(entry.at, asked.policy.timezone)
    unverified = "" if entry.is_verified else "The sender is unverified."
    return sentences(say("From {where}, {when}.", where=where, when=when), unverified)


def in_short(asked: Asked) -> Words:
    """Say what is to be decided, in a sentence."""
    judged = asked.judged
    match judged.to_do:
        case ToDo.STOP:
            return _stopped_there(asked)
        case ToDo.CHANGE if judged.steps:
            return _stopped_there(asked)
        case ToDo.CHANGE if judged.known:
            return differing(judged.known, judged.news, asked.servers)
        case _:
            return "It is not in the calendar yet."


def _stopped_there(asked: Asked) -> Words:
    """Say that the vendor stopped it, when that was written, and the sentence."""
    kind = asked.judged.news.kind
    said_at = next((each.at for each in reversed(asked.draft.entries) if each.news.kind == kind), None)
    when = Moment(said_at, asked.policy.timezone) if said_at else ""
    return stopped_words(asked.judged.news, Bold(asked.judged.draft.name), asked.servers, when)


def _stopped(asked: Asked) -> Words:
    """Say why it cannot be entered as it is."""
    if asked.judged.to_do is ToDo.STOP or not asked.problems:
        return ""
    return sentences("It cannot be entered as it is.", *(plain(problem) for problem in asked.problems[:3]))


def _gaps(asked: Asked) -> Words:
    """Name what was not found in what may be entered; of a release that was stopped nothing is missed."""
    return "" if asked.judged.steps else gap_words(asked.judged.news)


def _put_off(asked: Asked) -> Words:
    draft = asked.draft
    if draft.state is not DraftState.LATER:
        return ""
    if draft.put_off_to and asked.was_asked_on(draft.put_off_to):
        return say("{who} put it off until {day}.", who=Person(draft.by), day=plain_day(draft.put_off_to))
    when = Moment(asked.again_at, asked.policy.timezone)
    return say("{who} put it off; I ask again {when}.", who=Person(draft.by), when=when)


def _later(brief: DraftBrief) -> Words:
    """Say when it comes again for whoever puts it off."""
    asked = brief.asked
    if brief.is_for_owner or asked.draft.state is DraftState.LATER:
        return ""
    when = Moment(asked.again_at, asked.policy.timezone)
    return say("Later: I ask again on the day that you choose; {when} is proposed.", when=when)


def _for_managers(brief: DraftBrief) -> Words:
    """Tell an owner who may say here what the vendor writes, where that is for managers."""
    asked = brief.asked
    verbs = {step.verb for step in asked.judged.steps}
    if not brief.is_for_owner or verbs <= OF_OWNERS:
        return ""
    managers = asked.policy.managers_told
    names: list[Words] = [Person(each) for each in managers[:MANAGERS_MOST]]
    left = len(managers) - MANAGERS_MOST
    who = enumeration([*names, f"{left} more"] if left > 0 else names)
    return say("To say so here is for managers; it is put to {who} too.", who=who)


def _outcome(asked: Asked) -> Words:
    """Say what would be said where if it were entered."""
    if asked.judged.steps:
        return "No channel hears of it before somebody here says so."
    if not asked.can_be_entered:
        return ""
    if asked.corrected:
        where = _channels(asked.corrected)
        return say("If you enter it, {where} are told what changed. You see it first.", where=where)
    if not asked.next_posts:
        return "If you enter it, no channel is told anything now."
    first = asked.next_posts[0]
    when = Moment(first.due_at, asked.policy.timezone) if first.due_at > asked.now else "at once"
    more = f"Then {count(asked.later_posts, 'more post')}." if asked.later_posts else ""
    said = say(
        "If you enter it: {what} in {where}, {when}.",
        what=kind_words(first.announcement, asked.servers),
        where=_channels(tuple(slot.channel for slot in asked.next_posts)),
        when=when,
    )
    return sentences(said, more)


def _channels(ids: tuple[str, ...]) -> Words:
    names: list[Words] = [Channel(each) for each in ids[:CHANNELS_MOST]]
    left = len(ids) - CHANNELS_MOST
    return enumeration([*names, f"{left} more"] if left > 0 else names)


def draft_buttons(asked: Asked, *, is_for_owner: bool = False) -> Buttons:
    """Offer what can be decided: to enter it only where it is complete and clear; an owner may hold alone."""
    if is_for_owner:
        return Buttons(tuple(_stopping(asked, steps_of_owner(asked.judged))))
    return Buttons((*_entering(asked), *_not_entering(asked)))


def _stopping(asked: Asked, steps: tuple[Step, ...]) -> Iterator[Button]:
    """Offer the step that says here what the vendor writes; of several servers that of the next one."""
    names = {server.key: server.short_name for server in asked.servers}
    key = asked.judged.known.key if asked.judged.known else asked.judged.draft.name
    for step in steps[:1]:
        where = f" on {names[step.server]}" if len(steps) > 1 else ""
        value = pack(release=key, server=step.server or None, draft=asked.draft.number)
        label, press = _STEPS[step.verb]
        yield Button(f"{label}{where} …", press, value, None if step.verb is Verb.HOLD else "danger")


def _entering(asked: Asked) -> Iterator[Button]:
    judged = asked.judged
    change = pack(draft=asked.draft.number)
    yield from _stopping(asked, judged.steps)
    if judged.steps:
        if judged.to_do is ToDo.CHANGE:
            yield Button("Change …", Press.DRAFT_CHANGE, change)
    elif asked.can_be_entered:
        value = pack(draft=asked.draft.number, version=asked.draft.version)
        yield Button("Enter it", Press.DRAFT_ENTER, value, "primary")
        yield Button("Change …", Press.DRAFT_CHANGE, change)
    else:
        yield Button("Fill in …", Press.DRAFT_CHANGE, change, "primary")


def _not_entering(asked: Asked) -> Iterator[Button]:
    value = pack(draft=asked.draft.number)
    yield Button("Not for us", Press.DRAFT_NOT_FOR_US, value)
    yield Button("Later …", Press.DRAFT_LATER, value)


def _name(asked: Asked) -> str:
    return asked.judged.draft.name or "a release without a name"


def _name_in(draft: NewsDraft) -> str:
    name = draft.whole.name
    return name.value if name else "A release without a name"
