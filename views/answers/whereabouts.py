"""Whether, when and where: sentences about a release on its servers, the answer first."""

from rollouts.questions.asked import Asked, Question
from rollouts.releases import Stage, Standing
from rollouts.usecases.question_facts import Whereabouts
from rollouts.usecases.window_questions import Delays, Standings
from views.actions import Press, pack
from views.dates import in_days
from views.inlines import Bullets, Day, Text, Words, enumeration, joined, lines, say, sentences
from views.parts import Button, Buttons, Message, said
from views.posts.stages import named, short, since
from views.posts.vendors_word import wrote
from views.wording import count

GONE = frozenset({Standing.HELD, Standing.ROLLED_BACK, Standing.WITHDRAWN})
"""As things stand it does not come."""
_ASKED_ABOUT = {
    Asked.HELD: Standing.HELD,
    Asked.ROLLED_BACK: Standing.ROLLED_BACK,
    Asked.HOTFIXED: Standing.HOTFIXED,
    Asked.WITHDRAWN: Standing.WITHDRAWN,
}
"""Questions of whether it stands so on some server."""
_SO = {
    Asked.HELD: "on hold",
    Asked.ROLLED_BACK: "rolled back",
    Asked.HOTFIXED: "hotfixed",
    Asked.WITHDRAWN: "withdrawn",
    Asked.LATE: "late",
}
LIST_MOST = 1800


def whereabouts(facts: Whereabouts, question: Question) -> Message:
    """Answer a question about one release on some servers, or on all of them."""
    stages = [stage for stage in facts.release.stages if stage.server in facts.asked]
    told = stages if question.asked is Asked.WHEN else facts.release.stages
    pieces = [*(_piece(stage, facts) for stage in told), *_left_out(facts)]
    about = say("{release} {pieces}.", release=named(facts.release), pieces=joined("; it ", pieces))
    show = Button(f"Show {facts.release.name}", Press.SHOW_RELEASE, pack(release=facts.release.key))
    words = (_called_live(stage, facts) for stage in stages)
    return said(sentences(_yes_or_no(stages, facts, question), about, *words), Buttons((show,)))


def _called_live(stage: Stage, facts: Whereabouts) -> Words:
    """Say that the vendor calls it live or stopped on a server, where nobody here has confirmed it."""
    word = facts.words.get(stage.server)
    where = short(stage.server, facts.common.servers)
    return wrote(word, facts.common.policy, on=where) if word else ""


def late(facts: Delays, question: Question) -> Message:
    """Say whether a release is late, or on time, with the days for which it was planned at first."""
    where = facts.where
    stages = [stage for stage in where.release.stages if stage.server in where.asked]
    is_late = any(_is_late(stage, facts) for stage in stages)
    yes = "Yes." if is_late == (question.asked is Asked.LATE) else "No."
    return _with_first_days(yes, stages, facts)


def moved(facts: Delays) -> Message:
    """Say whether a release has another day than was planned at first, and which that was."""
    where = facts.where
    stages = [stage for stage in where.release.stages if stage.server in where.asked]
    yes = "Yes." if any(facts.first[stage.server] != stage.date for stage in stages) else "No."
    return _with_first_days(yes, stages, facts)


def standings(facts: Standings, question: Question) -> Message:
    """Say of which releases it is so: on hold, rolled back, late."""
    found = [(each, stages) for each in facts.each if (stages := _standing_so(each, question))]
    servers = enumeration([short(key, facts.common.servers) for key in question.servers], last="or")
    on = say(" on {servers}", servers=servers) if question.servers else ""
    yes, no = ("Yes.", "No.") if question.is_polar else ("", "")
    if not found:
        return said(sentences(no, say("No release is {so}{on}.", so=_SO[question.asked], on=on)))
    number = len(found)
    first = say(
        "{number} {is_} {so}{on}:",
        number=count(number, "release"),
        is_="is" if number == 1 else "are",
        so=_SO[question.asked],
        on=on,
    )
    rows = tuple(
        say(
            "{release} {pieces}",
            release=named(each.where.release),
            pieces=joined("; it ", _pieces(each, stages)),
        )
        for each, stages in found
    )
    return said(lines(sentences(yes, first), Bullets(rows, LIST_MOST)))


def _standing_so(facts: Delays, question: Question) -> list[Stage]:
    where = facts.where
    stages = [stage for stage in where.release.stages if stage.server in where.asked]
    if question.asked is Asked.LATE:
        # What has arrived everywhere is late no more.
        return [] if where.release.is_finished else [stage for stage in stages if _is_late(stage, facts)]
    return [stage for stage in stages if _standing(stage, where) is _ASKED_ABOUT[question.asked]]


def _pieces(facts: Delays, stages: list[Stage]) -> list[Text]:
    return [
        say("{piece}{first}", piece=_piece(stage, facts.where), first=_planned_first(stage, facts))
        for stage in stages
    ]


def _with_first_days(yes: str, stages: list[Stage], facts: Delays) -> Message:
    where = facts.where
    about = say(
        "{release} {pieces}.",
        release=named(where.release),
        pieces=joined("; it ", [*_pieces(facts, stages), *_left_out(where)]),
    )
    show = Button(f"Show {where.release.name}", Press.SHOW_RELEASE, pack(release=where.release.key))
    return said(sentences(yes, about), Buttons((show,)))


def _planned_first(stage: Stage, facts: Delays) -> Words:
    first = facts.first[stage.server]
    day = Day(first, facts.where.common.today)
    return say(" (planned for {day} at first)", day=day) if first != stage.date else ""


def _is_late(stage: Stage, facts: Delays) -> bool:
    """Say whether it came, or comes, later than was planned at first; what is called off is not on time."""
    common, first = facts.where.common, facts.first[stage.server]
    standing = stage.standing(common.today)
    if standing in GONE:
        return True
    if standing is Standing.DUE:
        return first < common.today
    came = common.policy.day(stage.live_at) if stage.live_at else stage.date
    return came > first


def _yes_or_no(stages: list[Stage], facts: Whereabouts, question: Question) -> Words:
    if question.asked is Asked.IS_ON:
        return _is_on(stages, facts, question)
    if asked_about := _ASKED_ABOUT.get(question.asked):
        return "Yes." if any(_standing(stage, facts) is asked_about for stage in stages) else "No."
    return _comes(stages, facts, question) if question.asked is Asked.COMES else ""


def _is_on(stages: list[Stage], facts: Whereabouts, question: Question) -> str:
    live = [stage.is_live for stage in stages]
    if stages and all(live) and not facts.left_out:
        return "Yes."
    if any(live) and not question.every:
        return "Yes, but not everywhere."
    if any(_standing(stage, facts) is Standing.DUE for stage in stages):
        return "No, nobody has confirmed it yet."
    return "No."


def _comes(stages: list[Stage], facts: Whereabouts, question: Question) -> str:
    """Say whether it is on its way; where days are named, whether it comes in them."""
    left = [stage for stage in stages if not stage.is_live]
    if question.period is not None:
        in_time = [stage for stage in stages if stage.date in question.period]
        return "Yes." if any(_standing(stage, facts) not in GONE for stage in in_time) else "No."
    if stages and not left:
        return "Yes, it has come already."
    return "Yes." if any(_standing(stage, facts) not in GONE for stage in left) else "No."


def _standing(stage: Stage, facts: Whereabouts) -> Standing:
    return stage.standing(facts.common.today)


def _piece(stage: Stage, facts: Whereabouts) -> Text:
    """Say where it stands on one server."""
    common = facts.common
    server = short(stage.server, common.servers)
    day, days = Day(stage.date, common.today), in_days((stage.date - common.today).days)
    match stage.standing(common.today):
        case Standing.LIVE | Standing.HOTFIXED as standing:
            live = sentences(
                say("is live on {server}", server=server),
                since(stage, today=common.today, timezone=common.policy.timezone),
            )
            return say("{live}, hotfixed", live=live) if standing is Standing.HOTFIXED else live
        case Standing.PLANNED:
            return say("comes to {server} {days}, {day}", server=server, days=days, day=day)
        case Standing.DUE:
            return say(
                "{was} due on {server} {days}, {day}, and is not confirmed yet",
                was="is" if stage.date == common.today else "was",
                server=server,
                days=days,
                day=day,
            )
        case Standing.HELD:
            return say("is held on {server}, without a date for now", server=server)
        case Standing.ROLLED_BACK:
            return say("was rolled back on {server}", server=server)
        case _:
            return say("was withdrawn from {server}", server=server)


def _left_out(facts: Whereabouts) -> list[Text]:
    return [
        say("does not come to {server}", server=short(key, facts.common.servers)) for key in facts.left_out
    ]
