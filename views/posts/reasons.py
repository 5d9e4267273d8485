"""The reasons in a correction: each stands with the change that it was given for, and with no other.

What was undone before a channel heard of it is not told, and so its reason is not either: how it stands on a
server has that of the verb that made it so, a date that of the move, as long as the move counts.
"""

from rollouts.announcing.briefs import CorrectionBrief
from rollouts.history import Change
from rollouts.statements import DateDiffers
from rollouts.validation import WHY_MAX
from views.inlines import Prose, Words, one_line, say
from views.wording import as_sentence, capitalised, going_on


def because(why: str) -> Words:
    """End a sentence: with the reason, where there is one."""
    return say(": {why}", why=_sentence(going_on(one_line(why)))) if why else "."


def own_sentence(why: str) -> Words:
    """Say a reason as a sentence of its own; nothing where there is none."""
    return _sentence(capitalised(one_line(why))) if why else ""


def why_moved(brief: CorrectionBrief, moved: DateDiffers) -> str:
    """Return the newest reason for which a date is no longer the one that was told; an empty one for none."""
    of_this = [change for change in brief.changes if change.field == f"date.{moved.server}"]
    return next((change.why for change in _since_it_was_so(of_this, moved) if change.why), "")


def _since_it_was_so(changes: list[Change], moved: DateDiffers) -> list[Change]:
    """Leave out what was before the date was once more as it was told: `changes` have the newest first."""
    told = moved.told.isoformat()
    back = next((place for place, change in enumerate(changes) if change.new == told), len(changes))
    return changes[:back]


def _sentence(why: str) -> Prose:
    return Prose(as_sentence(why), WHY_MAX + 1)
