"""The private question to a release's owner on the day: is it live?"""

from rollouts.announcing.briefs import ReleaseBrief
from rollouts.policy import Confirmation
from views.actions import Press, pack
from views.inlines import say, sentences
from views.parts import Button, Buttons, Heading, Message, Paragraph, Part, SmallPrint
from views.posts.advice import Phase, phase_of
from views.posts.headlines import due, lead
from views.posts.stages import named

_CHANNELS = {
    Confirmation.ON_SCHEDULE: "The channels are told that it is scheduled and not confirmed; "
    "their messages are updated when you confirm.",
    Confirmation.AFTER_CONFIRM: "The channels are told when you confirm, not before.",
}

_NO_IMPACT = "It does not affect integrations, so the channels are not told again."


def question(brief: ReleaseBrief) -> Message:
    """Ask whether the stage is live; once somebody has said so, say that instead."""
    if phase_of(brief) is not Phase.DUE:
        return Message(lead(brief), (Paragraph(lead(brief)),), brief.delivery)
    title = f"Is {brief.release.name} live on {brief.server.name}?"
    sentence = say("Release {release} {due}.", release=named(brief.release), due=due(brief))
    told = _CHANNELS[brief.policy.confirmation] if brief.release.affects_integrations else _NO_IMPACT
    value = pack(delivery=brief.delivery)
    parts: tuple[Part, ...] = (
        Heading(title),
        Paragraph(sentence),
        SmallPrint(told),
        Buttons(
            (
                Button("Confirm live", Press.CONFIRM_LIVE, value, style="primary"),
                Button("Ask me in 2 h", Press.ASK_LATER, value),
            )
        ),
    )
    text = sentences(title, sentence, "Press Confirm live, or Ask me in 2 h.")
    return Message(text, parts, brief.delivery)
