"""Answers about checks."""

from rollouts.usecases.checks import ChecksRecorded
from views.inlines import Names, say, sentences
from views.parts import Message, said
from views.posts.stages import named, named_server


def recorded(answer: ChecksRecorded) -> Message:
    """Say that the smoke tests are recorded as passed."""
    sentence = say(
        "{names}: smoke tests passed for {release} on {server}.",
        names=Names(answer.integrations),
        release=named(answer.release),
        server=named_server(answer.server),
    )
    if answer.again:
        return said(sentences(sentence, "That was recorded already, nothing was changed."))
    return said(sentences("Thank you.", sentence, "Everybody in the channel can see it."))
