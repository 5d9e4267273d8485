"""The private question to a release's owner on the day: is it live?"""

from rollouts.announcing.briefs import ReleaseBrief
from rollouts.deliveries import Content
from rollouts.policy import Confirmation
from views.actions import Press, pack
from views.kit import actions, button, content, context, header, section
from views.posts.advice import Phase, phase_of
from views.posts.headlines import due, lead
from views.posts.stages import named
from views.text import line

_CHANNELS = {
    Confirmation.ON_SCHEDULE: "The channels are told that it is scheduled and not confirmed; "
    "their messages are updated when you confirm.",
    Confirmation.AFTER_CONFIRM: "The channels are told when you confirm, not before.",
}

_NO_IMPACT = "It does not affect integrations, so the channels are not told again."


def question(brief: ReleaseBrief) -> Content:
    """Ask whether the stage is live; once somebody has said so, say that instead."""
    mark = {"block_id": f"delivery:{brief.delivery}"}
    if phase_of(brief) is not Phase.DUE:
        return content(lead(brief), [section(lead(brief)) | mark])
    title = f"Is {brief.release.name} live on {brief.server.name}?"
    sentence = f"Release {named(brief.release)} {due(brief)}."
    told = _CHANNELS[brief.policy.confirmation] if brief.release.affects_integrations else _NO_IMPACT
    value = pack(delivery=brief.delivery)
    blocks = [
        header(title) | mark,
        section(sentence),
        context(told),
        *actions(
            button("Confirm live", Press.CONFIRM_LIVE, value, style="primary"),
            button("Ask me in 2 h", Press.ASK_LATER, value),
        ),
    ]
    return content(f"{line(title)} {sentence} Press Confirm live, or Ask me in 2 h.", blocks)
