"""Checks: what an environment looks at after a release, and what came of it.

Vendor, "What to check after a release": "Visual changes. Review the embedded experience for any UI changes";
"Opt-in features. Some features ship disabled by default, so confirm whether anything needs enabling". Before
both, on release day: "run your usual smoke tests".
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from hashlib import blake2s

from rollouts.integrations import Environment, Integration
from rollouts.releases import Release, Stage, Standing

UNDO_WITHIN = timedelta(minutes=10)
"""For how long somebody can take back what they have just set."""


SETTINGS_KEPT = 50
"""How often a check can be set until it is forgotten what came of it at first."""


class CheckKind(StrEnum):
    """What sort of thing is looked at."""

    SMOKE_TESTS = "smoke_tests"
    VISUAL_CHANGES = "visual_changes"
    OPT_IN = "opt_in"


class CheckState(StrEnum):
    """What came of a check. The first four are of tests, the others of opt-in features."""

    NOT_RUN = "not_run"
    PASSED = "passed"
    PROBLEM = "problem"
    NOT_APPLICABLE = "not_applicable"
    OPEN = "open"
    ENABLED = "enabled"
    DECLINED = "declined"
    LATER = "later"


OF_TESTS = (CheckState.NOT_RUN, CheckState.PASSED, CheckState.PROBLEM, CheckState.NOT_APPLICABLE)
OF_OPT_INS = (CheckState.OPEN, CheckState.ENABLED, CheckState.DECLINED, CheckState.LATER)
LEFT = frozenset({CheckState.NOT_RUN, CheckState.OPEN})
"""In these a check is still to be done."""


@dataclass(frozen=True, slots=True)
class CheckName:
    """Which check it is; `key` is the opt-in feature's."""

    kind: CheckKind
    key: str = ""

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}" if self.key else self.kind.value

    @classmethod
    def parse(cls, text: str) -> "CheckName":
        """Read what `str` wrote.

        Raises:
            ValueError: there is no such kind of check.
        """
        kind, _, key = text.partition(":")
        return cls(CheckKind(kind), key)

    @property
    def states(self) -> tuple[CheckState, ...]:
        """The states that it can have, the first while nobody has set it."""
        return OF_OPT_INS if self.kind is CheckKind.OPT_IN else OF_TESTS

    @property
    def is_test(self) -> bool:
        """Whether the verdict counts it: an opt-in feature never holds a release back."""
        return self.kind is not CheckKind.OPT_IN


SMOKE_TESTS = CheckName(CheckKind.SMOKE_TESTS)
VISUAL_CHANGES = CheckName(CheckKind.VISUAL_CHANGES)


@dataclass(frozen=True, slots=True)
class Check:
    """What somebody set of one check, of one environment of an integration, for one release.

    `server` is where the environment was then: what was found there says nothing of another server. `case`
    is the number of the case that a problem opened or joined; `before` is what was set before it, and so on.
    """

    release: str
    integration: str
    environment: str
    server: str
    name: CheckName
    state: CheckState
    by: str
    at: datetime
    note: str = ""
    case: int | None = None
    before: "Check | None" = None

    @property
    def settings(self) -> "tuple[Check, ...]":
        """All that was set of it one after the other, the newest first."""
        found: list[Check] = []
        check: Check | None = self
        while check:
            found.append(check)
            check = check.before
        return tuple(found)

    def as_of(self, instant: datetime) -> "Check | None":
        """Return what was set of it by that instant; None where nothing was."""
        return next((check for check in self.settings if check.at <= instant), None)


def one_after_the_other(settings: Iterable[Check]) -> Check | None:
    """Put what was set of one check together again, the newest first: as many as are kept."""
    newest = None
    for check in reversed([*settings][:SETTINGS_KEPT]):
        newest = replace(check, before=newest)
    return newest


@dataclass(frozen=True, slots=True)
class Item:
    """A check that an environment has for a release; `found` is what was set of it, None while nobody has."""

    integration: Integration
    environment: Environment
    name: CheckName
    found: Check | None = None

    @property
    def state(self) -> CheckState:
        """What came of it so far."""
        return self.found.state if self.found else self.name.states[0]

    @property
    def is_left(self) -> bool:
        """Whether it is still to be done."""
        return self.state in LEFT

    @property
    def mark(self) -> str:
        """What it is known by in a form; it differs once its environment is renamed, or has moved."""
        return mark_of(self.environment_mark, str(self.name))

    @property
    def environment_mark(self) -> str:
        """What its environment is known by in a form."""
        return mark_of(self.integration.name, self.environment.name, self.environment.server)


def mark_of(*parts: str) -> str:
    """Return a short word that stands for those together."""
    return blake2s("\t".join(parts).encode(), digest_size=8).hexdigest()


def names_of(release: Release) -> tuple[CheckName, ...]:
    """Return the checks that a release has in each environment; one without impact has none."""
    if not release.affects_integrations:
        return ()
    visual = (VISUAL_CHANGES,) if release.ui_changes else ()
    opt_ins = (CheckName(CheckKind.OPT_IN, opt_in.key) for opt_in in release.opt_ins)
    return (SMOKE_TESTS, *visual, *opt_ins)


def items_of(
    *,
    release: Release,
    integrations: Iterable[Integration],
    checks: Iterable[Check],
    server: str | None = None,
    tests_only: bool = False,
) -> tuple[Item, ...]:
    """Return every check of every environment that the release reaches, in the servers' order for each.

    With a `server` (its key) those of the environments on that one alone; `tests_only` leaves opt-in
    features out.

    What was set counts for the environment that it was set of, as long as that is where it was then.
    """
    found: dict[tuple[str, str, str], dict[CheckName, Check]] = {}
    for check in checks:
        found.setdefault((check.integration, check.environment, check.server), {})[check.name] = check
    names = [name for name in names_of(release) if name.is_test or not tests_only]
    stages = [stage for stage in release.stages if server in (None, stage.server)]

    def of(integration: Integration) -> Iterator[Item]:
        for stage in stages:
            for environment in integration.on(stage.server):
                there = found.get((integration.name, environment.name, stage.server), {})
                for name in names:
                    yield Item(integration, environment, name, there.get(name))

    return tuple(item for integration in integrations for item in of(integration))


def can_be_set(*, stage: Stage, today: date) -> bool:
    """Say whether the checks of a stage can be set: from its day on, or once it is live, while it is there.

    `today` is the day where the team is.
    """
    return stage.is_live or stage.standing(today) is Standing.DUE


@dataclass(frozen=True, slots=True)
class Tally:
    """How far the checks are: `done` of `total`, and those that found a problem."""

    done: int
    total: int
    problems: tuple[Check, ...]


def tally(items: Iterable[Item]) -> Tally:
    """Count checks."""
    all_of_them = tuple(items)
    problems = tuple(item.found for item in all_of_them if item.found and item.state is CheckState.PROBLEM)
    return Tally(sum(not item.is_left for item in all_of_them), len(all_of_them), problems)
