"""Ledgers as people find them when they open their Homes."""

from dataclasses import replace

from rollouts.cases import Case, Note, NoteKind
from rollouts.deliveries import Announcement, Pause, Reason, State, finished
from rollouts.integrations import Environment, Integration
from rollouts.kinds import PREVIEW
from rollouts.people import Person
from rollouts.usecases.check_pages import AtHome
from rollouts.usecases.checks import AskChecks, SetChecks, ask_checks, set_checks
from rollouts.usecases.confirming import Confirm, confirm
from tests.support import story
from tests.support.delivering import deliver, row
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import ANA, CONTROLLED_DAY, POLICY, STANDARD_DAY, at

NOON = at(STANDARD_DAY, 12)
GIL = Person("U0GIL", is_guest=True)
EVE = Person("U0EVE", is_outsider=True, is_admin=True)
"""Somebody of another organisation of whom the payload did not tell it."""
ON_STANDARD = AtHome("2026.11", "Acme LMS", "standard")


def on_release_day() -> MemoryLedger:
    """Release 2026.11 is due on Standard, and nobody has confirmed it yet."""
    ledger = MemoryLedger(POLICY)
    story.told_in(ledger.at(story.START))
    deliver(ledger, at(STANDARD_DAY))
    return ledger


def in_the_window() -> MemoryLedger:
    """It was confirmed at ten."""
    ledger = on_release_day()
    confirm(ledger.at(at(STANDARD_DAY, 10)), Confirm(ANA, "2026.11", "standard"))
    deliver(ledger, at(STANDARD_DAY, 10))
    return ledger


def with_a_problem() -> MemoryLedger:
    """Acme LMS has found a problem, which is a case now."""
    ledger = in_the_window()
    asked = ask_checks(ledger.at(NOON), AskChecks(ANA, ON_STANDARD))
    states = ("problem", "passed", "later")
    wanted = {item.mark: state for item, state in zip(asked.items, states, strict=True)}
    notes = {asked.items[0].environment_mark: "The player stays <grey> & empty."}
    set_checks(ledger.at(NOON), SetChecks(ANA, ON_STANDARD, wanted, notes, since=NOON))
    deliver(ledger, NOON)
    return ledger


def with_trouble() -> MemoryLedger:
    """A manager is needed: #globex is archived, a preview was refused in two channels, another is unknown."""
    ledger = on_release_day()
    now = at(STANDARD_DAY)
    preview = Announcement(PREVIEW, "standard")
    ledger.pause(Pause("C0GLOBEX", "is_archived", now, number=1))
    for channel, state, reason in (
        ("C0GLOBEX", State.FAILED, "msg_too_long"),
        ("C0NORTH", State.FAILED, "msg_too_long"),
        ("C0ACME", State.UNKNOWN, Reason.NOT_READABLE.value),
    ):
        post = row(ledger, preview, channel)
        ledger.save_deliveries([finished(post, state, reason, now)])
    return ledger


def with_integrations(count: int) -> MemoryLedger:
    """Ana owns that many more integrations, each on both servers."""
    ledger = in_the_window()
    for number in range(1, count + 1):
        ledger.save_integration(numbered(number))
    return ledger


def numbered(number: int) -> Integration:
    """Make one of many integrations of Ana's."""
    return Integration(
        f"Course {number:03}",
        f"C0COURSE{number}",
        (ANA.id,),
        (Environment("production", "controlled"), Environment("test", "standard")),
    )


def with_cases(ledger: MemoryLedger, count: int) -> MemoryLedger:
    """Ana has reported that many more cases; Ben works on the first."""
    for number in range(count):
        notes = (Note(NoteKind.ACKNOWLEDGED, story.BEN.id, NOON),) if number == 0 else ()
        ledger.save_case(
            Case(
                ANA.id,
                NOON,
                "C0ACME",
                "C0SUPPORT",
                urgent=number % 2 == 0,
                is_guess=number == 1,
                release="2026.11",
                server="standard",
                integrations=("Acme LMS",),
                summary=f"Lesson {number} stays empty",
                notes=notes,
            )
        )
    return ledger


def two_releases_behind() -> MemoryLedger:
    """2026.12 and 2026.13 have come to Standard too, and are due there together."""
    ledger = in_the_window()
    for name, day in (("2026.12", STANDARD_DAY), ("2026.13", CONTROLLED_DAY)):
        stages = tuple(replace(stage, date=day) for stage in story.RELEASE.stages)
        ledger.save_release(replace(story.RELEASE, name=name, stages=stages))
    return ledger
