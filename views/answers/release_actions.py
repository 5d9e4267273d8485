"""Answers to what was done with a release: confirmed, and asked later."""

from rollouts.usecases.confirming import AskedLater, Confirmed
from views.inlines import Moment, joined, say, sentences
from views.parts import Message, said
from views.posts.stages import named, named_server, since


def confirmed(answer: Confirmed) -> Message:
    """Say that a stage is live, and that it counts once."""
    what = say(
        "{release} is live on {server}", release=named(answer.release), server=named_server(answer.server)
    )
    recorded = since(answer.stage, today=answer.today, timezone=answer.policy.timezone)
    record = say("{record}.", record=joined(", ", [what, recorded]))
    if answer.again:
        return said(sentences(record, "That was known already, nothing was changed."))
    told = "The channels are told now." if answer.release.affects_integrations else ""
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
