"""The private questions to a release's owner: is it live? After a rollback: shall the next server wait?"""

from rollouts.announcing.briefs import ReleaseBrief
from rollouts.policy import Confirmation
from rollouts.releases import Stage, Status
from views.actions import Press, pack
from views.inlines import Day, Person, Text, Words, say, sentences
from views.parts import Button, Buttons, Heading, Message, Paragraph, Part, SmallPrint
from views.posts.advice import Phase, phase_of
from views.posts.headlines import due, lead
from views.posts.reasons import because
from views.posts.stages import named, named_server, short
from views.posts.vendors_word import wrote

_NO_IMPACT = "It does not affect integrations, so the channels are not told again."


def question(brief: ReleaseBrief) -> Message:
    """Ask whether the stage is live; once somebody has said so, say that instead."""
    if phase_of(brief) is not Phase.DUE:
        return Message(lead(brief), (Paragraph(lead(brief)),), brief.delivery)
    if brief.is_asked_again:
        again = say(
            "Asked again below: is {release} live on {server}?",
            release=brief.release.name,
            server=named_server(brief.server),
        )
        return Message(again, (Paragraph(again),), brief.delivery)
    title = f"Is {brief.release.name} live on {named_server(brief.server)}?"
    sentence = say("Release {release} {due}.", release=named(brief.release), due=due(brief))
    value = pack(delivery=brief.delivery)
    if brief.word:
        sentence = sentences(sentence, wrote(brief.word, brief.policy))
    parts: tuple[Part, ...] = (
        Heading(title),
        Paragraph(sentence),
        SmallPrint(_who_hears(brief)),
        Buttons(
            (
                Button("Confirm live", Press.CONFIRM_LIVE, value, style="primary"),
                _hold(brief),
                Button("Ask me in 2 h", Press.ASK_LATER, value),
            )
        ),
    )
    text = sentences(title, sentence, "Press Confirm live, Hold, or Ask me in 2 h.")
    return Message(text, parts, brief.delivery)


def hold_question(brief: ReleaseBrief) -> Message:
    """Ask whether the stage shall wait, once the release was rolled back on a server before it."""
    back = _rolled_back(brief)
    if phase_of(brief) not in {Phase.COMING, Phase.DUE} or back is None:
        words = sentences(_runs_again(brief) if back is None else "", lead(brief))
        return Message(words, (Paragraph(words),), brief.delivery)
    title = f"Hold {brief.release.name} on {brief.server.short_name}?"
    what = say(
        "{release} was rolled back on {where}{by}{why}",
        release=named(brief.release),
        where=short(back.server, brief.servers),
        by=say(" by {who}", who=Person(back.changed_by)) if back.changed_by else "",
        why=because(back.why),
    )
    stays = say(
        "On {server} it stays planned for {day}.",
        server=brief.server.short_name,
        day=Day(brief.stage.date, brief.today),
    )
    parts: tuple[Part, ...] = (
        Heading(title),
        Paragraph(sentences(what, stays)),
        SmallPrint("Hold it, and the channels that were told its date hear so. Or leave it as it is."),
        Buttons((_hold(brief),)),
    )
    return Message(sentences(title, what, stays, "Press Hold, or leave it as it is."), parts, brief.delivery)


def _rolled_back(brief: ReleaseBrief) -> Stage | None:
    """Return the last stage before the one in question that is rolled back."""
    before = brief.release.stages[: brief.release.stages.index(brief.stage)]
    return next((stage for stage in reversed(before) if stage.status is Status.ROLLED_BACK), None)


def _runs_again(brief: ReleaseBrief) -> Text:
    return say("{release} is no longer rolled back.", release=brief.release.name)


def _hold(brief: ReleaseBrief) -> Button:
    return Button("Hold", Press.HOLD_STAGE, pack(release=brief.release.key, server=brief.server.key))


def _who_hears(brief: ReleaseBrief) -> Words:
    if not brief.release.affects_integrations:
        return _NO_IMPACT
    if brief.policy.confirmation is Confirmation.AFTER_CONFIRM:
        return "The channels hear it when somebody confirms it, not before."
    return say(
        "The channels hear it when somebody confirms it; those on {server} hear four hours after post time "
        "that nobody has.",
        server=brief.server.short_name,
    )
