"""Deciding about what the vendor's news says of a release: a manager enters it, or does not."""

from dataclasses import dataclass, replace
from datetime import datetime

from rollouts.delivery.draft_questions import ask_about, asked_again_at, judged_draft, judged_in
from rollouts.intake.judging import ToDo, without_confirmation
from rollouts.news_drafts import DraftState, NewsDraft
from rollouts.people import Person
from rollouts.permissions import require_manager
from rollouts.policy import Policy
from rollouts.ports import Ledger
from rollouts.refusals import Blocked, Obstacle, Thing, unknown
from rollouts.usecases.editing import EditRelease, edit_release
from rollouts.usecases.news import NewsRead
from rollouts.usecases.releases import NewRelease, NewReleaseForm, ReleaseShown, create_release


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
    """How a draft stands now: `again` when somebody had decided before, so that nothing changed.

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


def put_draft_off(ledger: Ledger, request: Decide) -> Decided:
    """Let managers be asked again when its preview is due, or on the next working morning.

    Raises:
        NotAllowed: the actor is no manager.
        Unknown: there is no such draft.
    """
    draft = _find(ledger, request)
    if not draft.is_waiting:
        return Decided(draft, ledger.policy, again=True)
    draft = _keep(ledger, request, draft, DraftState.LATER)
    return Decided(draft, ledger.policy, at=asked_again_at(ledger, draft))


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


def _keep(ledger: Ledger, request: Decide, draft: NewsDraft, state: DraftState) -> NewsDraft:
    if state is not DraftState.LATER:
        draft = draft.with_all_decided()
    draft = ledger.save_draft(replace(draft, state=state, by=request.actor.id, changed_at=ledger.now))
    ask_about(ledger, draft)
    return draft
