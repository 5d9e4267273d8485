"""What became of the vendor's news that somebody handed over."""

from rollouts.usecases.drafts import Fate, NewsTaken
from views.inlines import Words, say

NOBODY_REMEDY = (
    "Name people as managers, or a support channel: FORTNIGHT_MANAGERS, FORTNIGHT_SUPPORT_CHANNEL, or "
    "/release settings in Slack."
)


def taken_words(taken: NewsTaken) -> Words:
    """Say what became of the news of one release."""
    release = taken.release or "a release without a name"
    if taken.is_unheard:
        return say(
            "{release}: nobody can be asked about it, so it waits at Home. {remedy}",
            release=release,
            remedy=NOBODY_REMEDY,
        )
    match taken.fate:
        case Fate.DRAFTED:
            return say(
                "Draft {number} of {release}: the managers are asked about it.",
                number=taken.draft,
                release=release,
            )
        case Fate.CONFIRMS:
            return say("{release}: whoever confirms it is told what the vendor writes.", release=release)
        case Fate.KNOWN:
            return say("{release}: this was read before.", release=release)
        case Fate.NOTHING_NEW:
            return say("{release}: nothing in it differs from the calendar.", release=release)
        case Fate.LEFT:
            return say("{release}: left alone, too much waits that nobody knows to be true.", release=release)
        case _:
            return "No draft was made."
