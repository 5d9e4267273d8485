"""Questions about one case: whatever is asked of it, all that is known of it fits into one answer."""

from typing import Final

from rollouts.case_numbers import case_number_in
from rollouts.questions.asked import Asked, OfCase, Question
from rollouts.questions.slips import SHORTEST, nearest
from rollouts.questions.words import YES_OR_NO
from rollouts.texts import name_key

_WHETHER: Final = {
    "closed": OfCase.CLOSED,
    "resolved": OfCase.CLOSED,
    "solved": OfCase.CLOSED,
    "fixed": OfCase.CLOSED,
    "finished": OfCase.CLOSED,
    "open": OfCase.OPEN,
    "urgent": OfCase.URGENT,
    "acknowledged": OfCase.ACKNOWLEDGED,
    "workaround": OfCase.WORKED_AROUND,
}
_WHO: Final = {
    "reported": OfCase.REPORTER,
    "opened": OfCase.REPORTER,
    "raised": OfCase.REPORTER,
    "acknowledged": OfCase.WORKER,
    "working": OfCase.WORKER,
}


_ASK_WHO: Final = frozenset({"who", "whos", "who's"})
_BEGIN: Final = (*_ASK_WHO, *YES_OR_NO)


def read_case_question(text: str) -> Question | None:
    """Read a question that names a case; None where it names none."""
    number = case_number_in(name_key(text))
    if number is None:
        return None
    words = name_key(text).rstrip("?!. ").split()
    first = words[0] if words[0] in _BEGIN else nearest(words[0], _BEGIN, shortest=len("who"))
    known = _WHO if first in _ASK_WHO else _WHETHER if first in YES_OR_NO else {}
    meant = (nearest(word, tuple(known), shortest=SHORTEST) for word in words)
    of_case = next((known[word] for word in meant if word), None)
    is_polar = of_case is not None and known is _WHETHER
    return Question(Asked.CASE, case=number, of_case=of_case, is_polar=is_polar)
