"""The forms for what is left to test and for a risk, and what is said once they are answered."""

from rollouts.usecases.reminding import PutOffUntil
from rollouts.usecases.risks import Judged
from rollouts.validation import WHY_MAX
from views.actions import FormId, pack
from views.forms import Field, Form, TextBox
from views.inlines import Moment, say, sentences
from views.parts import Message, Paragraph, said
from views.posts.stages import named
from views.posts.verdicts import verdict_said


def put_off(answer: PutOffUntil) -> Message:
    """Say when the reminder comes again."""
    return said(
        say(
            "I will remind you of {release} on {server} again, {when}, unless all is tested by then.",
            release=named(answer.release),
            server=answer.server.short_name,
            when=Moment(answer.at, answer.policy.timezone),
        )
    )


def not_needed_form(delivery: int) -> Form:
    """Ask why it need not be tested."""
    box = TextBox(placeholder="We do not use the player.", most=WHY_MAX, multiline=True)
    hint = "Your tests that are left are set to not applicable, and opt-in features to later, with this note."
    return Form(
        FormId.NOT_NEEDED,
        title="Not needed",
        submit="Set them so",
        fields=(Field("why", "Because …", box, hint=hint),),
        value=pack(delivery=delivery),
    )


def accept_form(judged: Judged, *, channel: str | None) -> Form:
    """Ask why a release may go on although it is not ready."""
    over = sentences(
        say("{release} on {server}.", release=named(judged.release), server=judged.server.short_name),
        verdict_said(judged.verdict),
    )
    before = judged.verdict.accepted.why if judged.verdict.accepted else ""
    box = TextBox(placeholder="The workaround is known.", initial=before, most=WHY_MAX, multiline=True)
    hint = "It stands beside the verdict, until a new problem is reported."
    return Form(
        FormId.ACCEPT_RISK,
        title="Accept the risk",
        submit="Accept the risk",
        fields=(Field("why", "Why", box, hint=hint),),
        value=pack(release=judged.release.key, server=judged.server.key, channel=channel),
        over=Message(over, (Paragraph(over),)),
    )


def risk_accepted(judged: Judged) -> Message:
    """Say what stands beside the verdict now."""
    return said(
        sentences(
            say("{release} on {server}.", release=named(judged.release), server=judged.server.short_name),
            verdict_said(judged.verdict),
        )
    )
