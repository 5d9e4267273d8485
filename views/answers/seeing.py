"""What goes out, shown before it is posted: where, when, what was told there, and how it will read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from math import ceil

from rollouts.announcing.briefs import ReleaseBrief
from rollouts.policy import Policy
from rollouts.usecases.histories import ReleaseHistory
from rollouts.usecases.seeing import Doubt, Doubted, Meanwhile, NotSeenYet, Outgoing
from views.actions import FormId, Press, pack
from views.answers.history import rows as history_rows
from views.answers.shifts import moved_lines, shift_lines
from views.answers.told import stage_told
from views.forms import Form
from views.inlines import (
    AsText,
    Channel,
    Clip,
    Day,
    Moment,
    Words,
    enumeration,
    joined,
    lines,
    say,
    sentences,
)
from views.parts import Button, Buttons, Divider, Message, Paragraph, Part, SmallPrint
from views.posts.messages import content_of
from views.posts.stages import short
from views.wording import and_more, count

POST_IT = "Post it"
CHANGE_IT = "Change it"
BACK = "Back"

PAGE = "page"
PAGE_MOST = 10
"""How many wordings stand on a page."""
CHANNELS_MOST = 40
"""How many channels of one wording are named."""
POST_MOST = 1200
MEANWHILE_MOST = 5
"""How many rows of what others did meanwhile are told."""

ASKED = {
    Doubt.DAY_OFF: "{day} on {server}: nobody works on that day. Is it meant?",
    Doubt.EARLY: "It is planned on {server} for {day}. Is it live there already?",
    Doubt.SINCE_WHEN: "It was to come to {server} on {day}. Since when is it live there?",
    Doubt.BEFORE_OTHER_SERVER: "On {server}, planned for {day}, it is not confirmed. Is it live here before?",
}


@dataclass(frozen=True, slots=True)
class Wording:
    """One message that goes to all those channels as it is."""

    message: Message
    posts: tuple[Outgoing, ...]

    @property
    def is_card(self) -> bool:
        """Whether it is the first that its channels hear of the release: more than its words stand there."""
        return all(isinstance(post.brief, ReleaseBrief) and post.brief.is_card for post in self.posts)


def first_seen(first: NotSeenYet, page: int = 0) -> Message:
    """Show what goes out, and ask what is in doubt, in the window of a form. Nothing has been done yet."""
    wordings = _wordings(first)
    pages = max(1, ceil(len(wordings) / PAGE_MOST))
    page = min(max(page, 0), pages - 1)
    shown = wordings[page * PAGE_MOST :][:PAGE_MOST]
    message = _shown(first, shown, wordings)
    return replace(message, parts=(*message.parts, *_turning(page, pages))) if pages > 1 else message


def seen_form(first: NotSeenYet, *, form: FormId, title: str, value: str) -> Form:
    """Show what goes out over the form that was filled; `value` carries what was filled in."""
    return Form(
        form,
        title=title,
        submit=submit_words(first),
        fields=(),
        value=value,
        over=first_seen(first),
        close=BACK,
    )


def submit_words(first: NotSeenYet) -> str:
    """Say what the button of a form does that shows it."""
    return CHANGE_IT if first.shifts and not first.outgoing else POST_IT


def all_seen(first: NotSeenYet) -> Message:
    """Show all that goes out at once, where there is room for it."""
    wordings = _wordings(first)
    return _shown(first, wordings, wordings)


def seen_in_short(first: NotSeenYet) -> Message:
    """Show the first of what goes out, where there is no form to turn pages in."""
    wordings = _wordings(first)
    message = _shown(first, wordings[:PAGE_MOST], wordings)
    left = sum(len(wording.posts) for wording in wordings[PAGE_MOST:])
    if not left:
        return message
    return replace(message, parts=(*message.parts, SmallPrint(f"… and {count(left, 'more channel')}.")))


def _shown(first: NotSeenYet, shown: Sequence[Wording], wordings: Sequence[Wording]) -> Message:
    asked: list[Words] = [_anew(first.meanwhile, first.policy)] if first.is_anew else []
    asked += [_asked(doubted) for doubted in first.doubts]
    number = sum(len(wording.posts) for wording in wordings)
    gets = "gets" if number == 1 else "get"
    what: list[Words] = [f"{count(number, 'channel')} {gets} this now:"] if wordings else []
    if first.under_way:
        what.append(
            say(
                "{channels}: a post is under way just now that says otherwise. A correction follows there.",
                channels=channels(first.under_way),
            )
        )
    what = what or ([] if asked else ["Nothing is posted because of this now."])
    later = [*shift_lines(first.shifts, first.policy.timezone), *moved_lines(first.moved)]
    parts: list[Part] = [Paragraph(words) for words in (*asked, *what)]
    in_full = next((each for each in shown if each.is_card), None)
    for wording in shown:
        parts += [Divider(), SmallPrint(_where(wording, first.policy))]
        parts += as_it_looks(wording.message) if wording is in_full else [Paragraph(_as_it_will_be(wording))]
    if sum(each.is_card for each in shown) > 1:
        parts.append(SmallPrint("What the release brings stands on the other cards as on the first."))
    rows = [lines(_where(each, first.policy), _as_it_will_be(each)) for each in shown]
    if later:
        parts.append(Paragraph(lines(*later)))
        rows.append(lines(*later))
    return Message(joined("\n\n", [sentences(*asked, *what), *rows]), tuple(parts))


def _anew(meanwhile: Meanwhile | None, policy: Policy) -> Words:
    """Say that something else was shown before, and what others did meanwhile, if they did."""
    again = "This is not what was shown before: please look once more."
    if meanwhile is None:
        return again
    told = ReleaseHistory(meanwhile.release, meanwhile.changes, meanwhile.servers, policy, meanwhile.today)
    rows = [say("• {row}", row=row) for row in islice(history_rows(told), MEANWHILE_MOST)]
    return lines("Somebody was faster. This was changed meanwhile:", *rows, "So please look once more.")


def _turning(page: int, pages: int) -> Iterator[Part]:
    yield SmallPrint(f"Page {page + 1} of {pages}.")
    previous = Button("Previous", Press.SEEN_PREVIOUS, pack(**{PAGE: page - 1}))
    following = Button("Next", Press.SEEN_NEXT, pack(**{PAGE: page + 1}))
    yield Buttons((*((previous,) if page else ()), *((following,) if page + 1 < pages else ())))


def _asked(doubted: Doubted) -> Words:
    return say(ASKED[doubted.doubt], server=doubted.server.short_name, day=Day(doubted.day, doubted.said_on))


def _wordings(first: NotSeenYet) -> list[Wording]:
    """Put equal messages together, in the order in which they go out."""
    found: dict[tuple[str, bool], list[Outgoing]] = {}
    messages: dict[tuple[str, bool], Message] = {}
    for post in first.outgoing:
        message = content_of(post.brief)
        key = (repr(message.text), post.is_loud)
        messages.setdefault(key, message)
        found.setdefault(key, []).append(post)
    return [Wording(messages[key], tuple(posts)) for key, posts in found.items()]


def _where(wording: Wording, policy: Policy) -> Words:
    first = wording.posts[0]
    due_at = min(post.due_at for post in wording.posts)
    when = Moment(due_at, policy.timezone) if due_at > first.brief.now else "now"
    where = channels([post.channel for post in wording.posts])
    there = say("{where}, {how}, {when}.", where=where, how=how_loud(is_loud=first.is_loud), when=when)
    return sentences(there, *_told(wording, policy))


def how_loud(*, is_loud: bool) -> str:
    """Say whether a channel sees a message, or those alone who look into its thread."""
    return "as a message" if is_loud else "in the thread alone"


def channels(ids: Sequence[str], others: int = 0) -> Words:
    """Name channels, and of many how many more there are, with `others` that are not among these."""
    names: list[Words] = [Channel(each) for each in ids[:CHANNELS_MOST]]
    left = len(ids) - len(names) + others
    return enumeration([*names, and_more(left)] if left > 0 else names)


def _told(wording: Wording, policy: Policy) -> Iterator[Words]:
    """Say what they were told last, and when."""
    told = [post.told for post in wording.posts if post.told]
    if not told:
        return
    last = max(told, key=lambda each: each.at)
    said_on = policy.day(last.at)
    servers = wording.posts[0].brief.servers
    facts = [stage_told(stage, short(stage.server, servers), said_on) for stage in last.statement.stages]
    yield say("Told on {when}: {facts}.", when=Day(said_on, said_on), facts=joined("; ", facts))


def as_it_looks(message: Message) -> list[Part]:
    """Take the parts without the buttons, which would act."""
    return [part for part in message.parts if not isinstance(part, Buttons)]


def _as_it_will_be(wording: Wording) -> Words:
    return Clip(AsText(wording.message.text), POST_MOST)
