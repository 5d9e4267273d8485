"""Deciding about what the vendor's news says of a release: a manager enters it, or does not."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from rollouts.delivery.draft_questions import (
    ask_about,
    asked_again_at,
    asked_at,
    judged_draft,
    judged_in,
)
from rollouts.drafts import out_of_range
from rollouts.intake.judging import ToDo, without_confirmation
from rollouts.news_drafts import DraftState, NewsDraft
from rollouts.people import Person
from rollouts.permissions import require_manager
from rollouts.policy import Policy
from rollouts.ports import Ledger
from rollouts.refusals import Blocked, Fault, Invalid, Obstacle, Problem, Thing, unknown
from rollouts.usecases.editing import EditRelease, edit_release
from rollouts.usecases.news import NewsRead
from rollouts.usecases.releases import NewRelease, NewReleaseForm, ReleaseShown, create_release

AGAIN_FIELD = "again_on"
"""What the day is called in the form on which it is asked again."""


@dataclass(frozen=True, slots=True)
class Decide:
    """A manager decides about a draft.

    `version` is what stood in the message that they saw, `seen` the fingerprint of what goes out that was
    shown before.
    """

    actor: Person
    draft: int
    version: str = ""
    seen: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """How a draft stands now: `again` when somebody decided or put it off before: nothing changed.

    `shown` is the release that was entered, and `is_new` says whether it is a new one; `at` is when one that
    was put off is asked about again (UTC).
    """

    draft: NewsDraft
    policy: Policy
    again: bool = False
    shown: ReleaseShown | None = None
    is_new: bool = False
    at: datetime | None = None


def enter_draft(ledger: Ledger, request: Decide) -> Decided:
    """Enter what a draft says: a new release, or the change of one.

    Raises:
        NotAllowed: the actor is no manager.
        Unknown: there is no such draft.
        Blocked: it says something else by now than the actor has seen, or leaves something open.
        Invalid: it lacks what a release needs, or its dates cannot be taken.
        NotSeenYet: something would be posted that was not shown before.
    """
    draft = _find(ledger, request)
    judged = judged_draft(ledger, draft)
    if not draft.is_waiting:
        return Decided(draft, ledger.policy, again=True)
    if request.version != draft.version or judged.news.questions or judged.to_do is ToDo.STOP:
        raise Blocked(Obstacle.NEWS_IS_OPEN, judged.draft.name)
    draft = _keep(ledger, request, draft, DraftState.ENTERED)
    shown = (
        edit_release(ledger, EditRelease(request.actor, judged.known.name, judged.draft, seen=request.seen))
        if judged.known
        else create_release(ledger, NewRelease(request.actor, judged.draft, seen=request.seen))
    )
    return Decided(draft, ledger.policy, shown=shown, is_new=judged.known is None)


@dataclass(frozen=True, slots=True)
class EnterAs:
    """A manager enters what the form of a draft says."""

    draft: int
    release: NewRelease | EditRelease


def enter_as(ledger: Ledger, request: EnterAs) -> ReleaseShown:
    """Enter a release, or change one, as a form says that was filled with a draft; that is decided then.

    Raises:
        Refusal: as for one that is entered or changed without a draft.
    """
    decide = Decide(request.release.actor, request.draft)
    _keep(ledger, decide, _find(ledger, decide), DraftState.ENTERED)
    if isinstance(request.release, EditRelease):
        return edit_release(ledger, request.release)
    return create_release(ledger, request.release)


def decline_draft(ledger: Ledger, request: Decide) -> Decided:
    """Take note that a release is not for us; it is asked about again when its dates change.

    Raises:
        NotAllowed: the actor is no manager.
        Unknown: there is no such draft.
    """
    draft = _find(ledger, request)
    if not draft.is_waiting:
        return Decided(draft, ledger.policy, again=True)
    return Decided(_keep(ledger, request, draft, DraftState.NOT_FOR_US), ledger.policy)


@dataclass(frozen=True, slots=True)
class PutOffForm:
    """What the form is made of in which the day is chosen: `day` is the one that is proposed."""

    draft: NewsDraft
    policy: Policy
    day: date


def open_putting_off(ledger: Ledger, request: Decide) -> PutOffForm | Decided:
    """Return what the form is made of that asks until when; one that is decided says so instead.

    Raises:
        NotAllowed: the actor is no manager; better said before they choose.
        Unknown: there is no such draft.
    """
    draft = _find(ledger, request)
    if not draft.is_waiting:
        return Decided(draft, ledger.policy, again=True)
    return PutOffForm(draft, ledger.policy, ledger.policy.day(asked_again_at(ledger, draft)))


@dataclass(frozen=True, slots=True)
class PutOff:
    """A manager lets it be asked again on a day; `until` is the one that it was put off to as they saw it."""

    decide: Decide
    day: date | None
    until: date | None = None


def put_draft_off(ledger: Ledger, request: PutOff) -> Decided:
    """Let managers be asked again on that day. Of two who put it off at the same time the first one counts.

    Raises:
        NotAllowed: the actor is no manager.
        Unknown: there is no such draft.
        Blocked: it says something else by now than the actor has seen.
        Invalid: there is no day, or nothing can be asked on it any more.
    """
    draft = _find(ledger, request.decide)
    if not draft.is_waiting:
        return Decided(draft, ledger.policy, again=True)
    if request.decide.version != draft.version:
        raise Blocked(Obstacle.NEWS_IS_OPEN, judged_draft(ledger, draft).draft.name)
    if draft.put_off_to != request.until:
        return Decided(draft, ledger.policy, again=True, at=asked_again_at(ledger, draft))
    day = _checked(ledger, request.day)
    draft = _keep(ledger, request.decide, draft, DraftState.LATER, put_off_to=day)
    return Decided(draft, ledger.policy, at=asked_again_at(ledger, draft))


def _checked(ledger: Ledger, day: date | None) -> date:
    if day is None:
        raise Invalid((Problem(AGAIN_FIELD, Fault.MISSING),))
    if out_of_range(day):
        raise Invalid((Problem(AGAIN_FIELD, Fault.OUT_OF_RANGE, day.isoformat()),))
    if asked_at(ledger, day) <= ledger.now:
        today = ledger.policy.day(ledger.now)
        is_over = asked_at(ledger, today) <= ledger.now
        raise Invalid((Problem(AGAIN_FIELD, Fault.PAST, (today + timedelta(days=is_over)).isoformat()),))
    return day


def open_draft(ledger: Ledger, request: Decide) -> NewsRead:
    """Return what a form is filled with in which a draft can be changed before it is entered.

    Raises:
        NotAllowed: the actor is no manager; better said before they type.
        Unknown: there is no such draft.
    """
    draft = _find(ledger, request)
    judged = judged_draft(ledger, draft)
    if not draft.is_waiting:
        judged = judged_in(ledger, draft.whole)
        judged = judged_in(ledger, without_confirmation(draft.whole)) if judged.known else judged
    key = judged.known.key if judged.known else ""
    form = NewReleaseForm(ledger.servers(), ledger.policy.day(ledger.now), judged.draft, key)
    return NewsRead(judged.news, judged.to_do, form, judged.known, steps=judged.steps)


def _find(ledger: Ledger, request: Decide) -> NewsDraft:
    require_manager(request.actor, ledger.policy)
    if found := ledger.draft(request.draft):
        return found
    raise unknown(Thing.MESSAGE, "", ())


def _keep(
    ledger: Ledger, request: Decide, draft: NewsDraft, state: DraftState, *, put_off_to: date | None = None
) -> NewsDraft:
    if state is not DraftState.LATER:
        draft = draft.with_all_decided()
    draft = replace(draft, state=state, by=request.actor.id, changed_at=ledger.now, put_off_to=put_off_to)
    draft = ledger.save_draft(draft)
    ask_about(ledger, draft)
    return draft
