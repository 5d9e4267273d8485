"""What a message says, from the facts gathered for it."""

from rollouts.announcing.briefs import Brief, CaseBrief, PausedBrief, ReleaseBrief, UnsureBrief
from views.parts import Message
from views.posts.alerts import downtime, paused, unsure
from views.posts.announcements import content_of_release
from views.posts.cases import content_of_case


def content_of(brief: Brief) -> Message:
    """Say what the brief is about."""
    match brief:
        case ReleaseBrief():
            return content_of_release(brief)
        case CaseBrief():
            return content_of_case(brief)
        case UnsureBrief():
            return unsure(brief)
        case PausedBrief():
            return paused(brief)
        case _:
            return downtime(brief)
