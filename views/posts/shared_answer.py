"""An answer that somebody shared with everybody, as it was laid out for them."""

from rollouts.announcing.briefs import AnswerBrief
from views import kept
from views.parts import Message


def shared_answer(brief: AnswerBrief) -> Message:
    """Say it."""
    return kept.read(brief.content)
