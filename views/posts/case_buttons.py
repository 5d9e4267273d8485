"""What can be done with a case, as buttons: three that fit its state, the rest in the menu behind them."""

from rollouts.announcing.briefs import CaseBrief
from rollouts.cases import Case, CaseState
from views.actions import Press, pack
from views.parts import Button, Buttons

MAKE_URGENT = "Make urgent"
REMEDY = "Rolled back / hotfix"


def buttons_for(brief: CaseBrief) -> Buttons:
    """Offer what still makes sense as the case stands."""
    case = brief.case
    value = pack(case=case.number)
    if case.is_closed:
        return Buttons((reopen(case.number), add_details(case)))
    acknowledge = Button("Acknowledge", Press.CASE_ACKNOWLEDGE, value, style="primary")
    resolve = Button("Resolve", Press.CASE_RESOLVE, value)
    workaround = Button("Workaround", Press.CASE_WORKAROUND, value)
    remedy = Button(REMEDY, Press.CASE_CHANGE_STAGE, value)
    change = Button("Change", Press.CASE_CHANGE, value)
    not_urgent = Button("Not urgent", Press.CASE_NOT_URGENT, value)
    urgent = Button(MAKE_URGENT, Press.CASE_URGENT, value)
    order = [resolve, add_details(case), change, remedy]
    if not case.is_taken_up:
        order = [acknowledge, resolve, add_details(case), change, workaround, remedy]
    elif case.state in _TO_BE_HELPED:
        order = [workaround, resolve, add_details(case), change, remedy]
    offered = [button for button in order if button is not remedy or brief.remedies]
    more = (*offered[3:], not_urgent if case.urgent else urgent)
    return Buttons(tuple(offered[:3]), (*more, Button("False alarm", Press.CASE_FALSE_ALARM, value)))


_TO_BE_HELPED = frozenset({CaseState.ACKNOWLEDGED, CaseState.VENDOR_REPLIED, CaseState.WORKAROUND})


def add_details(case: Case) -> Button:
    """Return the button with which everybody can say more."""
    return Button("Add details", Press.CASE_ADD_DETAILS, pack(case=case.number))


def reopen(number: int) -> Button:
    """Return the button that opens a closed case again."""
    return Button("Reopen", Press.CASE_REOPEN, pack(case=number))
