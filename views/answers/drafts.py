"""What a manager is told who decides about the vendor's news."""

from rollouts.usecases.deciding import AGAIN_FIELD, Decided, PutOffForm
from rollouts.usecases.seeing import NotSeenYet
from views.actions import FormId, pack
from views.answers.releases import created, edited
from views.answers.seeing import BACK, POST_IT, first_seen
from views.forms import DatePicker, Field, Form
from views.inlines import Bold, Channel, Moment, Person, Words, say
from views.parts import Message, said
from views.posts.drafts import decision

ENTER_IT = "Enter it"
ASK_LATER = "Ask again later"


def entering_form(first: NotSeenYet, *, draft: int, version: str, channel: str | None) -> Form:
    """Show what goes out at once when a draft is entered."""
    return Form(
        FormId.DRAFT,
        title=ENTER_IT,
        submit=POST_IT,
        fields=(),
        value=pack(draft=draft, version=version, channel=channel, seen=first.seen),
        over=first_seen(first),
        close=BACK,
    )


def putting_off_form(asked: PutOffForm, *, channel: str | None) -> Form:
    """Ask on which day a draft is asked about again."""
    draft, policy = asked.draft, asked.policy
    name = draft.whole.name
    also: Words = ""
    if policy.support_channel:
        also = say(", where {channel} hears of it too", channel=Channel(policy.support_channel))
    words = say(
        "On that day at {at} I ask again what becomes of {name}; undecided, once more on the next working "
        "morning{also}.",
        at=f"{policy.post_at:%H:%M}",
        name=Bold(name.value) if name else "it",
        also=also,
    )
    return Form(
        FormId.DRAFT_LATER,
        title=ASK_LATER,
        submit="Put it off",
        fields=(Field(AGAIN_FIELD, "Ask again on", DatePicker("Choose a date", asked.day)),),
        value=pack(
            draft=draft.number,
            version=draft.version,
            until=draft.put_off_to.isoformat() if draft.put_off_to else None,
            channel=channel,
        ),
        over=said(words),
    )


def decided(answer: Decided) -> Message:
    """Say what became of a draft."""
    name = answer.draft.whole.name
    called = name.value if name else "It"
    if answer.shown:
        return created(answer.shown) if answer.is_new else edited(answer.shown)
    if answer.at:
        when = Moment(answer.at, answer.policy.timezone)
        if answer.again:
            return said(
                say(
                    "{who} put {name} off meanwhile: I ask again {when}. Later chooses another day.",
                    who=Person(answer.draft.by),
                    name=called,
                    when=when,
                )
            )
        return said(say("I ask about {name} again {when}.", name=called, when=when))
    if answer.again:
        return said(say("Decided already. {decision}", decision=decision(answer.draft, called)))
    return said(decision(answer.draft, called))
