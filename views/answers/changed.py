"""What changed in some days: what went live, and what was noted of releases."""

from datetime import datetime

from rollouts.questions.asked import Question
from rollouts.releases import Release, Stage
from rollouts.usecases.question_facts import Changes, Common
from views.answers.history import rows
from views.answers.periods import in_period
from views.inlines import Code, Day, Moment, Text, Words, lines, say, sentences
from views.parts import Message, Paragraph, Part, SmallPrint, listing, said
from views.posts.stages import named, short
from views.wording import count, enumerated

RELEASES_MOST = 5
LIVE_MOST = 1200
NOTED_MOST = 2000


def changes(facts: Changes, question: Question) -> Message:
    """Count first, then list what went live, and release by release what was noted."""
    when = in_period(facts.period, facts.common.today)
    number = sum(len({(each.at, each.by) for each in told.changes}) for told in facts.noted)
    if not facts.live and not number:
        no = "No." if question.is_polar else ""
        return said(sentences(no, say("Nothing changed{when}.", when=when)))
    live = [_live(*each, facts.common) for each in facts.live]
    counted = enumerated(
        [
            *([f"{count(len(live), 'stage')} went live"] if live else []),
            *([f"{count(number, 'change')} {'was' if number == 1 else 'were'} noted"] if number else []),
        ]
    )
    first = sentences(
        "Yes." if question.is_polar else "", say("{counted}{when}.", counted=counted, when=when)
    )
    noted = [(f"Noted of {each.release.name}", tuple(rows(each))) for each in facts.noted[:RELEASES_MOST]]
    is_cut = facts.is_cut or len(facts.noted) > RELEASES_MOST
    parts: tuple[Part, ...] = (
        Paragraph(first),
        *listing("Went live", live, most=LIVE_MOST),
        *(part for title, found in noted for part in listing(title, found, most=NOTED_MOST)),
        *([SmallPrint(_MORE)] if is_cut else []),
    )
    told = [lines(f"{title}:", *found) for title, found in noted]
    return Message(lines(sentences(first, _MORE if is_cut else ""), *live, *told), parts)


_MORE = say(
    "More was noted: {command} and a release's name tells all of it.", command=Code("/release history")
)


def _live(release: Release, stage: Stage, at: datetime, common: Common) -> Text:
    # What was entered as already live has a day, but no hour.
    when: Words = Moment(at, common.policy.timezone)
    if stage.is_history:
        when = Day(common.policy.day(at), common.today)
    return say(
        "{release} on {server}, {when}",
        release=named(release),
        server=short(stage.server, common.servers),
        when=when,
    )
