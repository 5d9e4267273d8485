"""The forms for checks, and what is said once they are set, or taken back."""

from collections.abc import Iterator
from dataclasses import replace

from rollouts.cases import Note, NoteKind
from rollouts.checks import SMOKE_TESTS, VISUAL_CHANGES, Check, CheckKind, CheckName, CheckState, items_of
from rollouts.integrations import Environment, Integration
from rollouts.servers import DEFAULT_SERVERS
from rollouts.usecases.check_pages import pages_of
from rollouts.usecases.checks import CheckForm, ChecksSet, Undone
from tests.golden.cases.integrations import MARKED
from tests.golden.cases.posts import FULL_OF_SIGNS
from tests.golden.cases.support_cases import CASE
from tests.golden.golden import Golden, one
from tests.golden.views_in_use import checks
from tests.support.story import (
    ACME,
    ANA,
    MANAGER,
    NORTHWIND,
    POLICY,
    RELEASE,
    STANDARD,
    STANDARD_DAY,
    at,
)
from tests.views.telling import checked

NOON = at(STANDARD_DAY, 12)
OFFLINE = CheckName(CheckKind.OPT_IN, RELEASE.opt_ins[0].key)
PROBLEM = checked(ACME, "test", VISUAL_CHANGES, CheckState.PROBLEM, case=3, note="Grey.")
SOME = (checked(ACME, "test"), PROBLEM, checked(ACME, "test", OFFLINE, CheckState.LATER))
NORMAL = replace(CASE, urgent=False)
JOINED = replace(NORMAL, notes=(Note(NoteKind.REPORTED_AGAIN, ANA.id, NOON),))


def of_checks() -> Iterator[Golden]:
    """Yield the golden files of the forms for checks, and of the answers."""
    teams = [replace(NORTHWIND, name=f"Team {number:03}") for number in range(130)]
    environments = tuple(Environment(f"test {number}", "standard") for number in range(10))
    for name, form in {
        "one-environment": _form(ACME),
        "two-environments": _form(ACME, NORTHWIND, found=SOME),
        "whose": _form(*teams[:9]),
        "whose-of-very-many": _form(*teams),
        "which-environment": _form(replace(ACME, environments=environments)),
        "text-from-people": replace(_form(MARKED), release=FULL_OF_SIGNS),
    }.items():
        yield one(f"forms/checks/{name}", checks.checks_form(form, channel="C0ACME"))
    answer = ChecksSet(RELEASE, SOME[:1], (), NOON, DEFAULT_SERVERS, POLICY)
    marked = checked(MARKED, "*test*", SMOKE_TESTS)
    said = {
        "one": answer,
        "two environments": replace(answer, checks=(*SOME, checked(NORTHWIND, "production"))),
        "a problem": replace(answer, checks=(PROBLEM,), cases=(NORMAL,)),
        "a problem that joins a case": replace(answer, checks=(PROBLEM,), cases=(JOINED,)),
        "a problem that joins an urgent case": replace(
            answer, checks=(PROBLEM,), cases=(replace(JOINED, urgent=True),)
        ),
        "a problem stays": replace(answer, problems=(PROBLEM,)),
        "nothing": replace(answer, checks=()),
        "set by somebody else meanwhile": replace(
            answer, checks=(), others=(replace(PROBLEM, by=MANAGER.id),)
        ),
        "no longer there": replace(answer, checks=(), gone=1),
        "text from people": replace(answer, release=FULL_OF_SIGNS, checks=(marked,)),
    }
    yield Golden("answers/checks/set", {name: checks.checks_set(each) for name, each in said.items()})
    back = {"one": SOME[:1], "three": SOME, "seven": (*SOME, *SOME, SOME[0]), "none": ()}
    yield Golden(
        "answers/checks/undone",
        {name: checks.undone(Undone(RELEASE, found, DEFAULT_SERVERS)) for name, found in back.items()},
    )


def _form(*integrations: Integration, found: tuple[Check, ...] = ()) -> CheckForm:
    items = items_of(release=RELEASE, integrations=integrations, checks=found)
    pages = pages_of(tuple(item for item in items if item.environment.server == STANDARD.key))
    is_one = len(pages) == 1
    return CheckForm(
        7, RELEASE, DEFAULT_SERVERS, pages[0].items if is_one else (), () if is_one else pages, NOON, POLICY
    )
