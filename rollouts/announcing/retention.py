"""What is kept for good and what may go, once a release or a case has been over for long enough.

Every post stays: its key is what prevents a second one, its statement what a correction rests on, and the
card among them is still brought up to date if somebody changes an old release after all. What goes is how
posts were edited, what was changed between the beginning and the end, and what mails about a case say: they
stand in its thread, where Slack's own retention decides.
"""

from collections.abc import Iterable
from datetime import datetime

from rollouts.announcing.told import told_in
from rollouts.cases import Case
from rollouts.deliveries import OPEN, Action, Announcement, Delivery, State
from rollouts.history import Change
from rollouts.releases import Release

LEAST_DAYS = 90
"""How long everything is kept at least: what people press and answer stands on messages of that age."""


def is_release_over(release: Release, *, before: datetime) -> bool:
    """Say whether nothing is to come of the release, and nothing has come of it since that instant."""
    days = [stage.date for stage in release.stages]
    moments = [stage.changed_at for stage in release.stages if stage.changed_at]
    return (
        release.is_finished
        and max(days, default=before.date()) < before.date()
        and max(moments, default=before) <= before
    )


def is_case_over(case: Case, *, before: datetime) -> bool:
    """Say whether the case was closed by that instant."""
    last = case.notes[-1].at if case.notes else case.opened_at
    return case.is_closed and last < before


def edits_not_needed(deliveries: Iterable[Delivery], *, before: datetime) -> tuple[Delivery, ...]:
    """Return the edits of what is over that nothing rests on any more, the oldest first.

    Of each message the newest edit stays, since the next one counts on from it, and in each channel the one
    with the newest statement.
    """
    edits = [each for each in deliveries if each.action is Action.UPDATE]
    newest: dict[tuple[Announcement, str], int] = {}
    for edit in edits:
        place = (edit.key.announcement, edit.key.channel)
        newest[place] = max(newest.get(place, 0), edit.key.revision)
    told = {(channel, found[0].at) for channel, found in told_in(edits).items()}
    return tuple(
        edit
        for edit in sorted(edits, key=lambda each: each.id)
        if _is_done(edit, before)
        and edit.key.revision < newest[edit.key.announcement, edit.key.channel]
        and (edit.key.channel, edit.started_at) not in told
    )


def are_mails_needed(deliveries: Iterable[Delivery], *, before: datetime) -> bool:
    """Say whether something of the case is still to be posted, or was only just, and may show a mail."""
    return not all(_is_done(each, before) for each in deliveries)


def _is_done(edit: Delivery, before: datetime) -> bool:
    is_settled = edit.state not in {*OPEN, State.CLAIMED, State.UNKNOWN} and edit.next_at is None
    return is_settled and edit.finished_at is not None and edit.finished_at < before


def changes_not_needed(changes: Iterable[Change], *, before: datetime) -> tuple[datetime, datetime] | None:
    """Return between which two instants the changes may go that were made to one thing; None if none may.

    With what was changed first it began: its first name is what calendars know it by. What was changed last
    stays too.
    """
    moments = sorted({change.at for change in changes})
    if len(moments) <= 2 or moments[1] >= before:  # noqa: PLR2004 - the first and the last
        return None
    return moments[0], min(before, moments[-1])
