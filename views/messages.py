"""What a message says, from the facts gathered for it."""

from rollouts.briefs import Brief, CaseBrief
from rollouts.deliveries import Content
from views.announcements import content_of_release
from views.cases import content_of_case


def content_of(brief: Brief) -> Content:
    """Say what the brief is about: an announcement of a release, or a post of a case."""
    return content_of_case(brief) if isinstance(brief, CaseBrief) else content_of_release(brief)
