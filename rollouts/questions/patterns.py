"""The table of what can be asked: which senses a question of each sort needs, and which it may have besides.

The order of the words counts for nothing, but every one must have its place: a question with a sense that a
row does not take is not that question. The first row that fits counts.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from rollouts.questions.asked import Asked
from rollouts.questions.words import Sense

S = Sense
Senses = AbstractSet[Sense]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A question of that sort has one sense of each of `needs`, and others only of `may`."""

    asked: Asked
    needs: tuple[Senses, ...]
    may: Senses = frozenset()

    def fits(self, senses: Senses) -> bool:
        """Say whether words of these senses are such a question."""
        allowed = frozenset(self.may).union(*self.needs)
        return senses <= allowed and all(need & senses for need in self.needs)


_ABOUT_IT: Final = {S.RELEASE, S.IT}
_WHOSE: Final = {S.WE, S.OWN, S.INTEGRATION}
_LIVE: Final = {S.LIVE, S.LATEST, S.ABOUT, S.WHAT, S.WHERE, S.EVERY, S.NOUN, S.SERVER}
_TESTS: Final = {S.TEST, S.VALID, S.MUST_TEST}
_COMING: Final = {
    S.NEXT,
    S.COME,
    S.HAPPEN,
    S.WHAT,
    S.ANY,
    S.NOUN,
    S.SERVER,
    S.EVERY,
    S.PERIOD,
    S.LIVE,
    *_WHOSE,
}

PATTERNS: Final = (
    Pattern(Asked.HELP, ({S.HELP},), {S.WE, S.CAN, S.WHAT}),
    Pattern(Asked.LIVE, ({S.LIVE, S.SERVER},), _LIVE),
    Pattern(Asked.LIVE, ({S.ABOUT}, {S.ABOUT, S.EVERY}), {S.EVERY, S.WHAT}),
    Pattern(Asked.LIVE, ({S.LIVE, S.SERVER}, {S.LIVE, S.WHAT}, _WHOSE), _LIVE),
    Pattern(Asked.LIVE, ({S.WHAT}, {S.NOUN, S.LATEST}, _WHOSE), _LIVE),
    Pattern(Asked.LIVE, ({S.WHAT, S.WHEN}, {S.LATEST}, {S.NOUN}), _LIVE - {S.ABOUT, S.WHERE}),
    Pattern(
        Asked.WHEN, ({S.WHEN}, _ABOUT_IT), {S.COME, S.LIVE, S.ARRIVED, S.PAST, S.SERVER, S.EVERY, *_WHOSE}
    ),
    Pattern(Asked.WHEN, ({S.WHEN}, {S.SERVER}), {S.COME}),
    Pattern(Asked.WHEN, ({S.WHO, S.WHEN}, {S.CONFIRMED}, _ABOUT_IT), {S.SERVER}),
    Pattern(Asked.WHEN, ({S.WHEN}, {S.CAN}, {S.TEST}, _ABOUT_IT), {S.SERVER, *_WHOSE}),
    Pattern(Asked.WHEN, ({S.NEXT}, _ABOUT_IT, {S.WHAT, S.WHEN}), {S.SERVER, *_WHOSE}),
    Pattern(
        Asked.IS_ON,
        (_ABOUT_IT, {S.SERVER, S.LIVE, S.ARRIVED, S.EVERY}),
        {S.EVERY, S.NOT, S.PAST, *_WHOSE},
    ),
    Pattern(Asked.IS_ON, (_ABOUT_IT, _WHOSE), {S.LIVE, S.ARRIVED, S.SERVER, S.PAST}),
    Pattern(Asked.IS_ON, (_ABOUT_IT, {S.CONFIRMED}), {S.ANY, S.PAST, S.NOT, S.LIVE, S.SERVER, S.EVERY}),
    Pattern(Asked.IS_ON, ({S.CAN}, {S.TEST}, _ABOUT_IT), {S.SERVER, *_WHOSE}),
    Pattern(
        Asked.IS_ON, (_ABOUT_IT, {S.PAST}, {S.COME}), {S.SERVER, S.EVERY, S.NOT, S.LIVE, S.ARRIVED, *_WHOSE}
    ),
    Pattern(Asked.COMES, (_ABOUT_IT, {S.SERVER, S.LIVE}, {S.PERIOD}), {S.COME, S.EVERY, *_WHOSE}),
    Pattern(Asked.READY, ({S.CAN}, {S.COME}, _ABOUT_IT), {S.SERVER, S.LIVE, S.PERIOD}),
    Pattern(Asked.READY, ({S.CAN}, {S.COME}, {S.WE}), {S.SERVER, S.LIVE, S.PERIOD}),
    Pattern(
        Asked.BLOCKED, ({S.BLOCK},), {S.WHAT, S.WHO, S.ANY, S.SERVER, S.COME, S.LEFT, *_WHOSE, *_ABOUT_IT}
    ),
    Pattern(
        Asked.RISK,
        ({S.RISK}, {S.ACCEPTED}),
        {S.WHO, S.WHAT, S.WHEN, S.WHY, S.ANY, S.PAST, S.SERVER, *_ABOUT_IT},
    ),
    Pattern(Asked.READY, ({S.VERDICT},), {S.WHAT, S.READY, S.SERVER, *_ABOUT_IT}),
    Pattern(Asked.READY, ({S.WHY}, {S.READY}, {S.NOT}), {S.SERVER, *_WHOSE, *_ABOUT_IT}),
    *(
        Pattern(asked, ({sense}, _ABOUT_IT), {S.SERVER, S.PAST, S.ANY, S.EVERY})
        for asked, sense in (
            (Asked.HELD, S.HELD),
            (Asked.ROLLED_BACK, S.ROLLED_BACK),
            (Asked.HOTFIXED, S.HOTFIXED),
            (Asked.WITHDRAWN, S.WITHDRAWN),
        )
    ),
    *(
        Pattern(asked, ({sense}, {S.ANY, S.WHAT}), {S.SERVER, S.PAST, S.NOUN})
        for asked, sense in (
            (Asked.HELD, S.HELD),
            (Asked.ROLLED_BACK, S.ROLLED_BACK),
            (Asked.HOTFIXED, S.HOTFIXED),
            (Asked.WITHDRAWN, S.WITHDRAWN),
            (Asked.LATE, S.LATE),
        )
    ),
    Pattern(Asked.LATE, ({S.LATE}, _ABOUT_IT), {S.PAST, S.SERVER, S.COME}),
    Pattern(Asked.MOVED, ({S.MOVED}, _ABOUT_IT), {S.PAST, S.SERVER, S.COME}),
    Pattern(Asked.ON_TIME, ({S.ON_TIME}, _ABOUT_IT), {S.SERVER, S.COME}),
    Pattern(
        Asked.AFFECTED, ({S.AFFECT}, _ABOUT_IT), {S.WHO, S.WHAT, S.ANY, S.INTEGRATIONS, S.SERVER, *_WHOSE}
    ),
    Pattern(Asked.TODO, ({S.TODO},), {S.WHAT, S.ANY, S.LEFT, S.PERIOD, *_WHOSE}),
    Pattern(Asked.TODO, ({S.LEFT}, _WHOSE, {S.WHAT, S.ANY})),
    Pattern(Asked.TODO, ({S.WHAT}, {S.CAN}, {S.TEST}, {S.WE, S.INTEGRATION})),
    Pattern(
        Asked.WINDOW,
        ({S.WINDOW},),
        {S.END, S.WHEN, S.WHAT, S.PAST, S.SERVER, S.LEFT, S.NEXT, S.TEST, *_ABOUT_IT},
    ),
    Pattern(Asked.WINDOW, ({S.END}, {S.WHEN, S.TEST}), {S.TEST, S.WE, S.PAST, S.DONE, S.SERVER, *_ABOUT_IT}),
    Pattern(Asked.WINDOW, ({S.WHEN}, {S.LEFT, S.TEST}), {S.WE, S.PAST, S.DONE, *_ABOUT_IT}),
    Pattern(
        Asked.COMES, (_ABOUT_IT, {S.COME, S.NEXT}), {S.SERVER, S.EVERY, S.NOT, S.LIVE, S.PERIOD, *_WHOSE}
    ),
    Pattern(
        Asked.READY,
        ({S.READY},),
        {S.SERVER, S.PERIOD, S.EVERY, S.COME, S.LIVE, S.NOUN, S.NEXT, *_WHOSE, *_ABOUT_IT},
    ),
    Pattern(Asked.READY, ({S.VALID}, {S.RELEASE, S.IT, S.NOUN}), {S.PERIOD, S.EVERY, S.PAST, S.NEXT}),
    Pattern(
        Asked.TESTING,
        (_TESTS, {S.WHO, S.NOT, S.LEFT, S.EVERY, S.ANY, *_WHOSE, *_ABOUT_IT}),
        {S.WHAT, S.PAST, S.NOUN, S.SERVER},
    ),
    Pattern(Asked.TESTING, ({S.READY}, {S.WHO}), {S.NOT, S.WHAT, S.NOUN, *_ABOUT_IT}),
    Pattern(Asked.READY, ({S.READY}, {S.WHO}, {S.SERVER}), {S.NOT, S.WHAT, S.NOUN, *_ABOUT_IT}),
    Pattern(
        Asked.TESTING,
        ({S.DONE}, {S.TEST, S.WHO, S.EVERY, S.ANY, *_WHOSE}),
        {S.TEST, S.WHAT, S.PAST, S.NOT, S.SERVER, *_ABOUT_IT},
    ),
    Pattern(Asked.TESTING, ({S.WHO}, {S.LEFT}), {S.WHAT, *_ABOUT_IT}),
    Pattern(Asked.NEXT, ({S.NEXT},), _COMING | {S.WHEN}),
    Pattern(Asked.NEXT, ({S.COME}, {S.WHAT, S.ANY}), _COMING),
    Pattern(Asked.NEXT, ({S.HAPPEN}, {S.PERIOD}), _COMING),
    Pattern(Asked.NEXT, ({S.WHAT, S.ANY, S.NOUN}, {S.PERIOD}), _COMING - {S.LIVE}),
    Pattern(Asked.NEXT, ({S.WHEN}, {S.PERIOD}, {S.NOUN}), _COMING - {S.LIVE}),
    Pattern(Asked.NEXT, ({S.WHAT}, {S.NOT}, {S.SERVER}), {S.LIVE, S.NOUN}),
    Pattern(Asked.NEXT, ({S.WHEN}, {S.COME}, {S.NEXT, S.NOUN}), _COMING),
    Pattern(Asked.RELEASE, ({S.CHANGED}, {S.RELEASE}), {S.WHAT, S.ABOUT, S.ANY}),
    Pattern(Asked.RELEASE, ({S.CHANGED}, {S.RELEASE}, {S.PAST}, {S.WHAT})),
    Pattern(Asked.RELEASE, ({S.CONTENT, S.PERSON}, _ABOUT_IT), {S.WHAT, S.WHO, S.ANY, S.NOUN}),
    Pattern(Asked.RELEASE, ({S.CONTENT}, _ABOUT_IT, {S.WHAT}, {S.PAST})),
    Pattern(Asked.RELEASE, ({S.CHANGED}, {S.IT}, {S.WHAT})),
    Pattern(Asked.CHANGED, ({S.WHAT}, {S.ARRIVED}, {S.PERIOD}), {S.NOUN, S.LIVE, S.PAST, S.SERVER}),
    Pattern(
        Asked.CHANGED,
        ({S.CHANGED, S.MOVED},),
        {S.WHAT, S.ANY, S.PAST, S.PERIOD, S.SERVER, S.NOUN, S.WE, S.OWN, S.RELEASE},
    ),
    Pattern(
        Asked.BROKEN,
        ({S.BROKEN, S.URGENT},),
        {S.ANY, S.WHAT, S.LEFT, S.SERVER, S.EVERY, S.PAST, S.ABOUT, *_WHOSE, *_ABOUT_IT},
    ),
    Pattern(Asked.WHERE, ({S.WHERE}, _ABOUT_IT), {S.LIVE, S.ARRIVED, S.EVERY}),
    Pattern(Asked.RELEASE, ({S.RELEASE},), {S.ABOUT, S.WHAT, S.HOW, S.NOUN, S.LATEST}),
    Pattern(Asked.RELEASE, ({S.IT}, {S.ABOUT}), {S.WHAT, S.HOW}),
    Pattern(
        Asked.INTEGRATION,
        ({S.INTEGRATION},),
        {S.ABOUT, S.WHAT, S.HOW, S.WHERE, S.SERVER, S.INTEGRATIONS},
    ),
    Pattern(Asked.INTEGRATION, ({S.INTEGRATION}, {S.PERSON}), {S.WHAT, S.WHO, S.WHERE, S.INTEGRATIONS}),
    Pattern(Asked.INTEGRATION, ({S.INTEGRATION}, {S.WHAT}, {S.PAST})),
    Pattern(Asked.MINE, ({S.INTEGRATIONS}, {S.WE}, {S.WHAT}, {S.PAST})),
    Pattern(Asked.MINE, ({S.OWN},), {S.INTEGRATIONS, S.WHAT, S.WHERE, S.ABOUT, S.HOW}),
    Pattern(Asked.USERS, ({S.WHO}, {S.SERVER}), {S.INTEGRATIONS, S.WHAT}),
    Pattern(Asked.USERS, ({S.INTEGRATIONS},), {S.SERVER, S.WHAT, S.WHO, S.WHERE, S.EVERY, S.ABOUT}),
)
