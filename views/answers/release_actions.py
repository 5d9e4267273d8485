"""Answers to what was done with a release: confirmed, asked later, and how its posts will read."""

from rollouts.announcing.briefs import ReleaseBrief
from rollouts.policy import Confirmation
from rollouts.usecases.confirming import AskedLater, Confirmed
from views.answers.releases import NOTHING_PLANNED
from views.inlines import AsText, Clip, Moment, Text, joined, say, sentences
from views.parts import Buttons, Divider, Message, Paragraph, Part, SmallPrint, said
from views.posts.messages import content_of
from views.posts.stages import named, named_server, since

SHOWN_MOST = 12
POST_MOST = 1200
TEXT_MOST = 4000
MARGIN = 49
"""How much text stands beside the parts, and how much of its share each post leaves free."""

_TOLD = {
    Confirmation.ON_SCHEDULE: "Messages that said it was not confirmed are updated now.",
    Confirmation.AFTER_CONFIRM: "The channels are told now.",
}


def confirmed(answer: Confirmed) -> Message:
    """Say that a stage is live, and that it counts once."""
    what = say(
        "{release} is live on {server}", release=named(answer.release), server=named_server(answer.server)
    )
    recorded = since(answer.stage, today=answer.today, timezone=answer.policy.timezone)
    record = say("{record}.", record=joined(", ", [what, recorded]))
    if answer.again:
        return said(sentences(record, "That was known already, nothing was changed."))
    told = _TOLD[answer.policy.confirmation] if answer.release.affects_integrations else ""
    return said(sentences("Thank you.", record, told))


def asked_later(answer: AskedLater) -> Message:
    """Say when the owner is asked again."""
    return said(
        say(
            "I will ask you about {release} on {server} again, {when}.",
            release=named(answer.release),
            server=named_server(answer.server),
            when=Moment(answer.at, answer.policy.timezone),
        )
    )


def preview(briefs: tuple[ReleaseBrief, ...]) -> Message:
    """Show how the posts about a release read today: the first one as it looks, the others in words."""
    if not briefs:
        return said(NOTHING_PLANNED)
    title = say("What is said about {release}, as it reads today:", release=named(briefs[0].release))
    shown = [(_when(brief), content_of(brief)) for brief in briefs[:SHOWN_MOST]]
    parts: list[Part] = [Paragraph(title)]
    for number, (when, one) in enumerate(shown):
        parts += [Divider(), SmallPrint(when)]
        parts += _as_it_looks(one) if number == 0 else [Paragraph(Clip(AsText(one.text), POST_MOST))]
    left = len(briefs) - SHOWN_MOST
    parts += [SmallPrint(f"… and {left} more.")] if left > 0 else []
    most = TEXT_MOST // (len(shown) + 1) - MARGIN
    texts = [Clip(say("{when}: {text}", when=when, text=one.text), most) for when, one in shown]
    return Message(joined("\n\n", [title, *texts]), tuple(parts))


def _when(brief: ReleaseBrief) -> Text:
    return say(
        "{when}, {kind} ({server})",
        when=Moment(brief.now, brief.policy.timezone),
        kind=brief.announcement.kind.key.replace("_", " "),
        server=brief.server.short_name,
    )


def _as_it_looks(message: Message) -> list[Part]:
    """Take the parts without the buttons, which would act."""
    return [part for part in message.parts if not isinstance(part, Buttons)]
