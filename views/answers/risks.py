"""Which risks of a release somebody accepted, and whether they still stand."""

from rollouts.questions.asked import Question
from rollouts.usecases.window_questions import Risks
from views.answers.readiness import show_release
from views.inlines import Moment, Person, enumeration, lines, say, sentences
from views.parts import Buttons, Message, said
from views.posts.stages import named, short
from views.posts.verdicts import WHY_MOST
from views.wording import shortened


def risks(facts: Risks, question: Question) -> Message:
    """Say which risks of a release were accepted, by whom and why."""
    common = facts.common
    show = Buttons((show_release(facts.release),))
    yes, no = ("Yes.", "No.") if question.is_polar else ("", "")
    if not facts.accepted:
        asked = enumeration([short(key, common.servers) for key in question.servers], last="or")
        where = say(" on {servers}", servers=asked) if question.servers else ""
        release = named(facts.release)
        nobody = say("Nobody has accepted a risk of {release}{where}.", release=release, where=where)
        return said(sentences(no, nobody), show)
    told = [
        say(
            "{who} accepted the risk of {release} on {server}, {when}: “{why}”.{fell}",
            who=Person(risk.by),
            release=named(facts.release),
            server=short(risk.server, common.servers),
            when=Moment(risk.at, common.policy.timezone),
            why=shortened(risk.why, WHY_MOST).removesuffix("."),
            fell="" if holds else say(" That fell with a problem that was reported later."),
        )
        for risk, holds in facts.accepted
    ]
    holds_any = any(holds for _, holds in facts.accepted)
    return said(sentences(yes if holds_any else no, lines(*told)), show)
