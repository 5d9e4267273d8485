"""The facts behind what managers are asked about the vendor's news."""

from dataclasses import dataclass
from datetime import date, datetime

from rollouts.announcing.schedule import Slot
from rollouts.calendar import instant
from rollouts.intake.judging import Judged
from rollouts.kinds import DRAFT, Kind
from rollouts.news_drafts import NewsDraft
from rollouts.policy import Policy
from rollouts.refusals import Problem
from rollouts.servers import Server


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked about a draft, and what would come of entering it.

    Attributes:
        draft: The draft.
        judged: What is to be decided about it, measured by the calendar.
        problems: Why it cannot be entered as it is.
        next_posts: What would be said first of a new release, where and when.
        later_posts: How many posts would follow.
        corrected: The channels that would be told of a change.
        servers: Those of the workspace, in order.
        policy: The settings of the workspace.
        now: When it is asked (UTC).
        again_at: When it is asked again (UTC).
    """

    draft: NewsDraft
    judged: Judged
    problems: tuple[Problem, ...]
    next_posts: tuple[Slot, ...]
    later_posts: int
    corrected: tuple[str, ...]
    servers: tuple[Server, ...]
    policy: Policy
    now: datetime
    again_at: datetime

    @property
    def can_be_entered(self) -> bool:
        """Whether it can be entered as it is: it has what a release needs, and nothing in it is unclear."""
        return not self.problems and not self.judged.news.questions

    def was_asked_on(self, day: date) -> bool:
        """Say whether the time is past at which it is asked on a day."""
        return instant(day=day, at=self.policy.post_at, timezone=self.policy.timezone) <= self.now


@dataclass(frozen=True, slots=True)
class DraftBrief:
    """What is known when managers are asked about a draft, or once they have decided.

    `is_asked_again`: it was asked once more since then, and is to be answered there. `is_reminder`: they were
    asked before. `is_for_owner`: it goes to the release's owner, who may hold it, but is no manager.
    """

    delivery: int
    asked: Asked
    is_asked_again: bool = False
    is_reminder: bool = False
    is_for_owner: bool = False

    @property
    def kind(self) -> Kind:
        """What is said."""
        return DRAFT
