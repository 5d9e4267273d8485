"""What a manager is told who decides about the vendor's news."""

from rollouts.usecases.deciding import Decided
from rollouts.usecases.seeing import NotSeenYet
from views.actions import FormId, pack
from views.answers.releases import created, edited
from views.answers.seeing import BACK, POST_IT, first_seen
from views.forms import Form
from views.inlines import Moment, say
from views.parts import Message, said
from views.posts.drafts import decision

ENTER_IT = "Enter it"


def entering_form(first: NotSeenYet, *, draft: int, version: str, channel: str | None) -> Form:
    """Show what goes out at once when a draft is entered."""
    return Form(
        FormId.DRAFT,
        title=ENTER_IT,
        submit=POST_IT,
        fields=(),
        value=pack(draft=draft, version=version, channel=channel, seen=first.fingerprint),
        over=first_seen(first),
        close=BACK,
    )


def decided(answer: Decided) -> Message:
    """Say what became of a draft."""
    name = answer.draft.whole.name
    called = name.value if name else "It"
    if answer.shown:
        return created(answer.shown) if answer.is_new else edited(answer.shown)
    if answer.at:
        return said(
            say(
                "I ask about {name} again {when}.",
                name=called,
                when=Moment(answer.at, answer.policy.timezone),
            )
        )
    if answer.again:
        return said(say("Decided already. {decision}", decision=decision(answer.draft, called)))
    return said(decision(answer.draft, called))
