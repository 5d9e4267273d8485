"""Answers to what was done with a release: confirmed, asked later, and how its posts will read."""

from rollouts.announcing.briefs import ReleaseBrief
from rollouts.deliveries import Content
from rollouts.policy import Confirmation
from rollouts.usecases.confirming import AskedLater, Confirmed
from views.dates import moment
from views.kit import Block, content, context, divider, said, section
from views.posts.announcements import content_of_release
from views.posts.stages import named, named_server, since
from views.text import TEXT_MOST, cut, line

SHOWN_MOST = 12
POST_MOST = 1200

_TOLD = {
    Confirmation.ON_SCHEDULE: "Messages that said it was not confirmed are updated now.",
    Confirmation.AFTER_CONFIRM: "The channels are told now.",
}


def confirmed(answer: Confirmed) -> Content:
    """Say that a stage is live, and that it counts once."""
    what = f"{named(answer.release)} is live on {named_server(answer.server)}"
    record = ", ".join(filter(None, (what, since(answer.stage, answer.policy.timezone))))
    if answer.again:
        return said(f"{record}. That was known already, nothing was changed.")
    told = _TOLD[answer.policy.confirmation] if answer.release.affects_integrations else ""
    return said(f"Thank you. {record}. {told}".rstrip())


def asked_later(answer: AskedLater) -> Content:
    """Say when the owner is asked again."""
    when = moment(answer.at, answer.policy.timezone)
    return said(
        f"I will ask you about {named(answer.release)} on {named_server(answer.server)} again, {when}."
    )


def preview(briefs: tuple[ReleaseBrief, ...]) -> Content:
    """Show how the posts about a release read today: the first one as it looks, the others in words."""
    if not briefs:
        return said(
            "No post is planned: it concerns no channel so far. Teams add theirs with `/integration add`."
        )
    release = briefs[0].release
    title = f"What is said about {named(release)}, as it reads today"
    said_as = [content_of_release(brief) for brief in briefs[:SHOWN_MOST]]
    blocks: list[Block] = [section(f"{title}:")]
    for number, (brief, one) in enumerate(zip(briefs, said_as, strict=False)):
        blocks += [divider(), context(_when(brief))]
        blocks += _as_it_looks(one) if number == 0 else [section(cut(one.text, POST_MOST))]
    left = len(briefs) - SHOWN_MOST
    blocks += [context(f"… and {left} more.")] if left > 0 else []
    words = [f"{_when(brief)}: {one.text}" for brief, one in zip(briefs, said_as, strict=False)]
    most = TEXT_MOST // (len(words) + 1)
    return content("\n\n".join([f"{title}:", *(cut(text, most) for text in words)]), blocks)


def _when(brief: ReleaseBrief) -> str:
    kind = brief.announcement.kind.value.replace("_", " ")
    server = line(brief.server.short_name)
    return f"{moment(brief.now, brief.policy.timezone)}, {kind} ({server})"


def _as_it_looks(said_as: Content) -> list[Block]:
    """Take the blocks without the buttons, which would act, and without the mark of the posted message."""
    return [
        {name: part for name, part in block.items() if name != "block_id"}
        for block in said_as.blocks
        if block["type"] != "actions"
    ]
